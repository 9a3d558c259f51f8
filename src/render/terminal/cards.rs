//! A table on a screen too narrow for its columns: one short text a row.

use std::io::{Error, Write};

use unicode_width::UnicodeWidthStr;

use super::{BOLD, Screen, styled};
use crate::document::{Fit, Table, flat};
use crate::glyph::wrap::wrap;

/// Draws the cells of each row one after the other, later lines indented.
pub fn draw(table: &Table<'_>, screen: Screen, writer: &mut impl Write) -> Result<(), Error> {
    for line in card(table.columns.iter().map(|column| flat(&column.heading).into_owned()).collect(), screen) {
        writeln!(writer, "{}", styled(&line, BOLD, screen))?;
    }
    let mut parts = table.parts.iter().peekable();
    for (at, row) in table.rows.iter().enumerate() {
        while let Some(part) = parts.next_if(|part| part.at == at) {
            let lines = wrap(&flat(&part.label()), screen.width.unwrap_or(usize::MAX));
            lines.iter().try_for_each(|line| writeln!(writer, "{}", styled(line, BOLD, screen)))?;
        }
        let says_nothing = |fit: Fit, text: &str| text.is_empty() || (fit == Fit::Figure && text == "0");
        let filled = table.columns.iter().zip(row).filter(|(column, cell)| !says_nothing(column.fit, &cell.text));
        let cells = filled.map(|(column, cell)| match column.is_named {
            true => format!("{} {}", flat(&column.heading), flat(&cell.text)),
            false => flat(&cell.text).into_owned(),
        });
        card(cells.collect(), screen).iter().try_for_each(|line| writeln!(writer, "{line}"))?;
    }
    Ok(())
}

/// The lines of a card; a cell is broken only where it is wider than a line.
fn card(cells: Vec<String>, screen: Screen) -> Vec<String> {
    const GAP: &str = "  ";
    let width = screen.width.unwrap_or(usize::MAX);
    let mut lines = vec![String::new()];
    for cell in cells {
        for piece in wrap(&cell, width.saturating_sub(GAP.len())) {
            match lines.last_mut() {
                Some(line) if line.is_empty() => *line = piece,
                Some(line) if line.width() + GAP.len() + piece.width() <= width => *line += &format!("{GAP}{piece}"),
                _ => lines.push(format!("{GAP}{piece}")),
            }
        }
    }
    lines
}
