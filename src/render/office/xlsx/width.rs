//! How wide columns are, and how high rows become when their cells wrap.

use unicode_width::UnicodeWidthStr;

use super::style::LINE;
use crate::document::{Block, Cell, Fit, Grid, Table, Value, flat};
use crate::render::wrap::wrap;

/// The widest column of running text, in columns of a terminal: twenty Chinese characters.
const WIDEST_TEXT: usize = 40;
/// The widest column of names.
const WIDEST_NAME: usize = 30;
/// The narrowest column.
const NARROWEST: usize = 6;
/// How wide all columns are together at most: three quarters of the size of the screen on A4 across.
const ACROSS: usize = 195;
/// What no column is narrowed below.
const NARROWED: usize = 13;
/// The column of a page that has no table.
const PAGE: usize = 100;
/// What a cell leaves free beside its text.
const MARGIN: usize = 2;
/// The greatest height that Excel gives a row, in points.
const HIGHEST: f64 = 409.0;

/// The widths of a page's columns: each as wide as the widest of its tables needs.
pub fn of_page(blocks: &[Block<'_>]) -> Vec<usize> {
    let mut widths: Vec<usize> = Vec::new();
    for block in blocks {
        let needed = match block {
            Block::Table(table) => of_table(table),
            Block::Timeline(timeline) => of_table(&timeline.table()),
            Block::Curve(curve) => of_table(&curve.table()),
            Block::Grid(grid) => of_grid(grid),
            Block::Bars(_) => vec![WIDEST_NAME, NARROWEST * 2],
            Block::Facts(_) => vec![WIDEST_NAME / 2, WIDEST_TEXT],
            _ => continue,
        };
        widths.resize(widths.len().max(needed.len()), 0);
        widths.iter_mut().zip(needed).for_each(|(width, needed)| *width = needed.max(*width));
    }
    shrink(&mut widths);
    if widths.is_empty() { vec![PAGE] } else { widths }
}

/// Narrows the widest columns, whose texts wrap, until a page across holds all of them in type that can still be read.
fn shrink(widths: &mut [usize]) {
    while widths.iter().sum::<usize>() > ACROSS {
        match widths.iter_mut().filter(|width| **width > NARROWED).max() {
            Some(widest) => *widest -= 1,
            None => return,
        }
    }
}

fn of_table(table: &Table<'_>) -> Vec<usize> {
    let table = table.with_parts_as_column();
    let of_column = |(at, column): (usize, &crate::document::Column)| {
        let total = table.total.iter().map(|total| &total.cells);
        let cells = table.rows.iter().chain(total).map(|row| width(&row[at]));
        let widest = cells.max().unwrap_or(0) + MARGIN;
        let head = column.heading.width() + MARGIN + if column.is_choice { 2 } else { 0 };
        let limit = if column.fit == Fit::Flowing { WIDEST_TEXT } else { WIDEST_NAME };
        widest.min(limit).max(head.min(limit)).max(NARROWEST)
    };
    table.columns.iter().enumerate().map(of_column).collect()
}

fn of_grid(grid: &Grid<'_>) -> Vec<usize> {
    let names = grid.rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0).max(grid.corner.width());
    let mark = |cell: &Cell<'_>| cell.shortest().width() + MARGIN;
    let column = |at: usize| {
        let marks = grid.rows.iter().map(|(_, marks)| mark(&marks[at]));
        marks.chain([mark(&grid.columns[at])]).max().unwrap_or(0)
    };
    std::iter::once(names + MARGIN).chain((0..grid.columns.len()).map(column)).collect()
}

/// The columns that a cell's text takes as it is written: days and shares have a form of their own.
fn width(cell: &Cell<'_>) -> usize {
    match cell.value {
        Value::Day(_) => "2024-09-22".len(),
        Value::Share(_) => "100.0%".len(),
        Value::Number(_) | Value::Text => flat(&cell.text).width(),
    }
}

/// How high a row is in points whose texts wrap to these widths.
pub fn height<'c>(cells: impl Iterator<Item = (&'c Cell<'c>, usize)>) -> f64 {
    let lines = |(cell, width): (&Cell<'_>, usize)| if fits(cell, width) { 1 } else { self::lines(&cell.text, width) };
    height_of(cells.map(lines).max().unwrap_or(1))
}

fn fits(cell: &Cell<'_>, width: usize) -> bool {
    cell.value != Value::Text || (cell.text.width() + 1 <= width && !cell.text.contains('\n'))
}

/// How many lines a text takes in a column.
pub fn lines(text: &str, width: usize) -> usize {
    // One column to spare: Excel's breaks and ours differ now and then.
    wrap(text, width.saturating_sub(1).max(2)).len()
}

/// How high a row of so many lines is, in points.
pub fn height_of(lines: usize) -> f64 {
    (lines as f64 * LINE + 5.0).min(HIGHEST)
}
