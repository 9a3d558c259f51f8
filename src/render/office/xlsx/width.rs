//! How wide columns are, and how high rows become when their cells wrap.

use std::iter::once;
use unicode_width::UnicodeWidthStr;

use super::style::LINE;
use crate::document::{Block, Cell, Column, Fit, Grid, Table, Value, flat};
use crate::glyph::wrap::{folded, wrap};

/// The widest column of running text, in columns of a terminal: twenty Chinese characters.
const WIDEST_TEXT: usize = 40;
/// The widest column of names.
const WIDEST_NAME: usize = 30;
/// The narrowest column.
const NARROWEST: usize = 6;
/// What a column of running text is not narrowed below.
const NARROWEST_TEXT: usize = 14;
/// How wide all columns of a page across are together at most: in type that can still be read on A4.
const ACROSS: usize = 210;
/// The column of a page that has no table.
const PAGE: usize = 100;
/// What a cell leaves free beside its text.
const MARGIN: usize = 2;
/// The room of the button that opens a filter.
const BUTTON: usize = 2;
/// The greatest height that Excel gives a row, in points.
const HIGHEST: f64 = 409.0;

/// How wide a column wants to be.
#[derive(Clone, Copy, Default)]
struct Need {
    /// So that four of five cells stand on one line.
    usual: usize,
    /// So that all do.
    most: usize,
}

impl Need {
    fn fixed(width: usize) -> Self {
        Self { usual: width, most: width }
    }
}

/// The widths of a page's columns: each as wide as its tables need, as far as a page across has room.
pub fn of_page(blocks: &[Block<'_>]) -> Vec<usize> {
    let mut needs: Vec<Need> = Vec::new();
    for block in blocks {
        let needed = match block {
            Block::Table(table) => of_table(table),
            Block::Timeline(timeline) => of_table(&timeline.table()),
            Block::Curve(curve) => of_table(&curve.table()),
            Block::Grid(grid) => of_grid(grid),
            Block::Bars(_) => vec![Need::fixed(WIDEST_NAME), Need::fixed(NARROWEST * 2)],
            Block::Facts(_) => vec![Need::fixed(WIDEST_NAME / 2), Need::fixed(WIDEST_TEXT)],
            _ => continue,
        };
        needs.resize(needs.len().max(needed.len()), Need::default());
        for (need, more) in needs.iter_mut().zip(needed) {
            *need = Need { usual: need.usual.max(more.usual), most: need.most.max(more.most) };
        }
    }
    if needs.is_empty() { vec![PAGE] } else { fitted(&needs) }
}

/// What is usual, widened towards the most where there is room, narrowed from the widest where there is not.
fn fitted(needs: &[Need]) -> Vec<usize> {
    let mut widths: Vec<usize> = needs.iter().map(|need| need.usual).collect();
    let mut all: usize = widths.iter().sum();
    while all < ACROSS {
        let lacking = |at: &usize| needs[*at].most.saturating_sub(widths[*at]);
        let Some(at) = (0..widths.len()).max_by_key(lacking).filter(|at| lacking(at) > 0) else { break };
        widths[at] += 1;
        all += 1;
    }
    while all > ACROSS {
        let Some(widest) = widths.iter_mut().filter(|width| **width > NARROWEST_TEXT).max() else { break };
        *widest -= 1;
        all -= 1;
    }
    widths
}

fn of_table(table: &Table<'_>) -> Vec<Need> {
    let table = table.with_parts_as_column();
    let of_column = |(at, column): (usize, &Column)| {
        let total = table.total.iter().map(|total| &total.cells);
        let cells = table.rows.iter().chain(total).map(|row| width(&row[at]) + MARGIN);
        let limit = if column.fit == Fit::Flowing { WIDEST_TEXT } else { WIDEST_NAME };
        let mut widths: Vec<usize> = cells.map(|width| width.min(limit)).collect();
        let most = widths.iter().copied().max().unwrap_or(0);
        let head = head_width(column).max(NARROWEST);
        let usual = match column.fit {
            Fit::Flowing => fifths(&mut widths).max(most.min(NARROWEST_TEXT)),
            _ => most,
        };
        Need { usual: usual.max(head), most: most.max(head) }
    };
    table.columns.iter().enumerate().map(of_column).collect()
}

/// What four of five widths do not exceed.
fn fifths(widths: &mut [usize]) -> usize {
    let place = widths.len() * 4 / 5;
    if widths.is_empty() { 0 } else { *widths.select_nth_unstable(place.min(widths.len() - 1)).1 }
}

/// The width of a heading; a longer one stands on two lines.
fn head_width(column: &Column) -> usize {
    folded(column.heading.width()) + if column.is_choice { BUTTON } else { 1 } + MARGIN
}

fn of_grid(grid: &Grid<'_>) -> Vec<Need> {
    let names = grid.rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0).max(grid.corner.width());
    let mark = |cell: &Cell<'_>| cell.shortest().width() + MARGIN;
    let column = |at: usize| {
        let marks = grid.rows.iter().map(|(_, marks)| mark(&marks[at]));
        Need::fixed(marks.chain([mark(&grid.columns[at])]).max().unwrap_or(0))
    };
    once(Need::fixed(names + MARGIN)).chain((0..grid.columns.len()).map(column)).collect()
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
    cell.value != Value::Text || (cell.text.width() < width && !cell.text.contains('\n'))
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
