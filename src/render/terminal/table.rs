//! Rows under headed columns, with borders.

use std::io::{Error, Write};

use comfy_table::presets::{ASCII_FULL_CONDENSED, UTF8_FULL_CONDENSED};
use comfy_table::{
    Attribute, Cell as TableCell, CellAlignment, Color, ContentArrangement, LineStyle, Table as DrawnTable,
};
use unicode_width::UnicodeWidthStr;

use super::bar::blocks;
use super::{BOLD, Screen, cards, styled};
use crate::document::{Cell, Column, Fit, Part, Table, Tone, Value, flat};
use crate::glyph::wrap::{folded, wrap};

/// How long the bars of a column of shares are where there is room.
const BAR: usize = 10;

/// Draws a table no wider than the screen; where that cannot be done without breaking names and days, its rows as cards.
pub fn draw(table: &Table<'_>, screen: Screen, writer: &mut impl Write) -> Result<(), Error> {
    let table = table.with_total_as_row();
    let Some(width) = screen.width else { return draw_columns(&table, None, screen, writer) };
    if let Some(widths) = widths(&table, width) {
        return draw_columns(&table, Some(widths), screen, writer);
    }
    let brief = table.briefly();
    match widths(&brief, width) {
        Some(widths) => draw_columns(&brief, Some(widths), screen, writer),
        None => cards::draw(&brief, screen, writer),
    }
}

fn draw_columns(
    table: &Table<'_>,
    widths: Option<Vec<usize>>,
    screen: Screen,
    writer: &mut impl Write,
) -> Result<(), Error> {
    let width = |at: usize| widths.as_ref().map(|widths| widths[at]);
    let headings: Vec<String> =
        table.columns.iter().enumerate().map(|(at, column)| fitted(&flat(&column.heading), width(at))).collect();
    let text = |at: usize, cell: &Cell<'_>| match table.columns[at].fit {
        Fit::Share => with_bar(cell, width(at), screen),
        _ => fitted(&flat(&cell.text), width(at)),
    };
    let texts = |row: &Vec<Cell<'_>>| row.iter().enumerate().map(|(at, cell)| text(at, cell)).collect();
    let rows: Vec<Vec<String>> = table.rows.iter().map(texts).collect();
    let mut parts = part_lines(table, &headings, &rows).into_iter().peekable();
    let lines = drawn(table, headings, rows, screen);
    // The border has no colours, whose escapes would count as columns.
    let width = lines.first().map_or(0, |border| border.width());
    for (at, line) in lines.iter().enumerate() {
        while let Some((_, part)) = parts.next_if(|(place, _)| *place == at) {
            draw_part(&part.label(), width, screen, writer)?;
        }
        writeln!(writer, "{}", line.trim_end())?;
    }
    Ok(())
}

fn fitted(text: &str, width: Option<usize>) -> String {
    width.map_or_else(|| text.to_owned(), |width| wrap(text, width).join("\n"))
}

/// A share as a bar and a figure; the figure alone where there is no room for both.
fn with_bar(cell: &Cell<'_>, width: Option<usize>, screen: Screen) -> String {
    let figure = flat(&cell.text);
    let length = width.map_or(BAR, |width| width.saturating_sub(FIGURE + 1));
    match cell.value {
        Value::Share(share) if length >= BAR => format!("{} {figure:>FIGURE$}", blocks(share, BAR, screen)),
        _ => figure.into_owned(),
    }
}

/// The width of `100.0%`.
const FIGURE: usize = 6;

fn drawn(table: &Table<'_>, headings: Vec<String>, rows: Vec<Vec<String>>, screen: Screen) -> Vec<String> {
    let mut drawn = DrawnTable::new();
    let style = if screen.is_ascii {
        ASCII_FULL_CONDENSED.header_separator(LineStyle::new('+', '=', '+', '+'))
    } else {
        UTF8_FULL_CONDENSED
    };
    drawn.load_style(style).set_content_arrangement(ContentArrangement::Disabled);
    if screen.has_color {
        drawn.enforce_styling()
    } else {
        drawn.force_no_tty()
    };
    drawn.set_header(headings.into_iter().map(|heading| TableCell::new_owned(heading).add_attribute(Attribute::Bold)));
    for (cells, row) in table.rows.iter().zip(rows) {
        drawn.add_row(cells.iter().zip(row).map(|(cell, text)| toned(TableCell::new_owned(text), cell.tone)));
    }
    for (column, drawn) in table.columns.iter().zip(drawn.column_iter_mut()) {
        if matches!(column.fit, Fit::Figure | Fit::Share) {
            drawn.set_cell_alignment(CellAlignment::Right);
        }
    }
    drawn.lines().collect()
}

/// The parts of the table, each with the place of the drawn line that it stands before.
fn part_lines<'a>(table: &'a Table<'_>, headings: &[String], rows: &[Vec<String>]) -> Vec<(usize, &'a Part<'a>)> {
    const BORDERS: usize = 2;
    let height = |texts: &[String]| texts.iter().map(|text| text.lines().count()).max().unwrap_or(1).max(1);
    let first = BORDERS + height(headings);
    let starts: Vec<usize> = rows
        .iter()
        .scan(first, |next, row| {
            let start = *next;
            *next += height(row);
            Some(start)
        })
        .collect();
    table.parts.iter().filter_map(|part| Some((*starts.get(part.at)?, part))).collect()
}

/// Draws the name of a part as a line across all columns.
fn draw_part(part: &str, width: usize, screen: Screen, writer: &mut impl Write) -> Result<(), Error> {
    let [left, line, right] = if screen.is_ascii { ["|", "-", "|"] } else { ["├", "─", "┤"] };
    let part = flat(part);
    let lines = screen.width.map_or_else(|| vec![part.to_string()], |_| wrap(&part, width.saturating_sub(6)));
    for text in lines {
        let rest = line.repeat(width.saturating_sub(text.width() + 5));
        writeln!(writer, "{left}{line} {} {rest}{right}", styled(&text, BOLD, screen))?;
    }
    Ok(())
}

fn toned(cell: TableCell, tone: Tone) -> TableCell {
    match tone {
        Tone::Plain => cell,
        Tone::Good => cell.fg(Color::Green),
        Tone::Soon => cell.fg(Color::Yellow),
        Tone::Bad => cell.fg(Color::Red),
        Tone::Quiet => cell.add_attribute(Attribute::Dim),
    }
}

/// How wide each column is so that the table keeps to the screen; `None` where it cannot without breaking names and days.
///
/// Headings of figures wrap first, then bars give way, then flowing columns become narrower.
fn widths(table: &Table<'_>, screen: usize) -> Option<Vec<usize>> {
    const LEAST: usize = 16;
    let borders = 3 * table.columns.len() + 1;
    let available = screen.saturating_sub(borders);
    let content = |at: usize| table.rows.iter().map(|row| flat(&row[at].text).width()).max().unwrap_or(0);
    let heading = |at: usize| table.columns[at].heading.width();
    let natural = |(at, column): (usize, &Column)| match column.fit {
        Fit::Share => BAR + 1 + FIGURE,
        _ => content(at).max(heading(at)),
    };
    let of = |wanted: Fit| (0..table.columns.len()).filter(move |&at| table.columns[at].fit == wanted);
    let mut widths: Vec<usize> = table.columns.iter().enumerate().map(natural).collect();
    let is_too_wide = |widths: &[usize]| widths.iter().sum::<usize>() > available;
    if is_too_wide(&widths) {
        of(Fit::Figure).for_each(|at| widths[at] = content(at).max(folded(heading(at))));
    }
    if is_too_wide(&widths) {
        of(Fit::Share).for_each(|at| widths[at] = content(at).max(heading(at)));
        shrink(&mut widths, &of(Fit::Flowing).collect::<Vec<_>>(), available, LEAST);
    }
    (!is_too_wide(&widths)).then_some(widths)
}

/// Takes from the widest of these columns, one column of the screen at a time, until all columns fit or none can give more.
fn shrink(widths: &mut [usize], places: &[usize], available: usize, least: usize) {
    while widths.iter().sum::<usize>() > available {
        let widest = places.iter().copied().filter(|&at| widths[at] > least).max_by_key(|&at| widths[at]);
        let Some(widest) = widest else { return };
        widths[widest] -= 1;
    }
}
