//! Rows under headed columns in a sheet.

use std::borrow::Cow;
use std::collections::HashMap;

use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatDataBar, ConditionalFormatType, Format,
    Worksheet, XlsxError,
};

use super::style::{self, Styles};
use super::width;
use crate::document::{Cell, Column, Fit, Table, Tone, Value, harmless};

/// How many different words a column may have whose colours follow what is typed over them.
const WORDS: usize = 12;
/// How much text is kept in a cell; Excel's specification allows 32,767.
const LONGEST: usize = 32_000;

/// Writes a table from a row of the sheet on; `widths` are those of the sheet's columns.
///
/// Gives the row after it. `on_row` is called after each row.
pub fn write(
    table: &Table<'_>,
    worksheet: &mut Worksheet,
    styles: &Styles,
    widths: &[usize],
    at: u32,
    on_row: &mut impl FnMut(),
) -> Result<u32, XlsxError> {
    let words = words_of_columns(table);
    for (column, head) in (0..).zip(&table.columns) {
        worksheet.write_string_with_format(at, column, kept(&head.heading), &styles.head)?;
    }
    let heads =
        table.columns.iter().zip(widths).map(|(column, width)| width::lines(&column.heading, width.saturating_sub(1)));
    worksheet.set_row_height(at, width::height_of(heads.max().unwrap_or(1)))?;
    let mut row = at + 1;
    for cells in &table.rows {
        write_row(table, cells, &words, false, worksheet, styles, row)?;
        worksheet.set_row_height(row, width::height(cells.iter().zip(widths.iter().copied())))?;
        row += 1;
        on_row();
    }
    for (column, words) in (0..).zip(&words).filter(|_| row > at + 1) {
        colour_words(words, worksheet, at + 1, row - 1, column)?;
    }
    if let Some(total) = &table.total {
        write_row(table, &total.cells, &words, true, worksheet, styles, row)?;
        worksheet.set_row_height(row, width::height(total.cells.iter().zip(widths.iter().copied())))?;
        row += 1;
    }
    for (column, _) in (0..).zip(&table.columns).filter(|(_, column)| column.fit == Fit::Share && row > at + 1) {
        worksheet.add_conditional_format(at + 1, column, row - 1, column, &data_bar())?;
    }
    Ok(row)
}

fn write_row(
    table: &Table<'_>,
    cells: &[Cell<'_>],
    words: &[HashMap<&str, Tone>],
    is_total: bool,
    worksheet: &mut Worksheet,
    styles: &Styles,
    row: u32,
) -> Result<(), XlsxError> {
    for (at, (column, (cell, words))) in (0..).zip(table.columns.iter().zip(cells.iter().zip(words))) {
        // Where a rule colours the words of a column, the cells themselves stay plain.
        let tone = if words.is_empty() { cell.tone } else { Tone::Plain };
        let look = styles.toned(cell.value, tone, column.fit, is_total);
        write_cell(cell, worksheet, (row, at), look)?;
    }
    Ok(())
}

/// Writes a cell as what it is: a number, a day, a share; text always as text, whatever it begins with.
pub fn write_cell(
    cell: &Cell<'_>,
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    look: &Format,
) -> Result<(), XlsxError> {
    match cell.value {
        Value::Number(number) => worksheet.write_number_with_format(row, column, number, look)?,
        Value::Day(day) => worksheet.write_datetime_with_format(row, column, day, look)?,
        Value::Share(share) => worksheet.write_number_with_format(row, column, share, look)?,
        Value::Text if cell.text.is_empty() => worksheet.write_blank(row, column, look)?,
        Value::Text => worksheet.write_string_with_format(row, column, kept(&cell.text), look)?,
    };
    Ok(())
}

/// Harmless text, cut where Excel would refuse it.
pub fn kept(text: &str) -> Cow<'_, str> {
    let text = harmless(text);
    // Excel counts the pieces of UTF-16, of which a character takes up to two.
    let mut room = LONGEST;
    let cut = text.char_indices().find(|(_, character)| match room.checked_sub(character.len_utf16()) {
        Some(left) => {
            room = left;
            false
        }
        None => true,
    });
    match cut {
        Some((end, _)) => format!("{}……", &text[..end]).into(),
        None => text,
    }
}

/// For every column that people choose by, its words with their tones, where they are few and any has a tone.
fn words_of_columns<'t>(table: &'t Table<'_>) -> Vec<HashMap<&'t str, Tone>> {
    let words = |(at, column): (usize, &Column)| {
        let mut words = HashMap::new();
        if column.is_choice {
            for cell in table.rows.iter().map(|row| &row[at]) {
                words.insert(cell.text.as_ref(), cell.tone);
                if words.len() > WORDS {
                    return HashMap::new();
                }
            }
        }
        if words.values().all(|tone| *tone == Tone::Plain) { HashMap::new() } else { words }
    };
    table.columns.iter().enumerate().map(words).collect()
}

fn colour_words(
    words: &HashMap<&str, Tone>,
    worksheet: &mut Worksheet,
    first: u32,
    last: u32,
    column: u16,
) -> Result<(), XlsxError> {
    let mut words: Vec<(&&str, &Tone)> = words.iter().filter(|(_, tone)| **tone != Tone::Plain).collect();
    // The same document gives the same file.
    words.sort_by_key(|(word, _)| **word);
    for (word, tone) in words {
        let rule = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo((*word).to_owned()))
            .set_format(style::toned(Format::new(), *tone));
        worksheet.add_conditional_format(first, column, last, column, &rule)?;
    }
    Ok(())
}

/// A bar behind a share, the whole as long as the cell.
pub fn data_bar() -> ConditionalFormatDataBar {
    ConditionalFormatDataBar::new()
        .set_fill_color(style::BAR)
        .set_solid_fill(true)
        .set_minimum(ConditionalFormatType::Number, 0)
        .set_maximum(ConditionalFormatType::Number, 1)
}
