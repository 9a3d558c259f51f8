//! Workbooks: the cells of every sheet that shows, each with what kind of value it holds.

use std::io::{Cursor, Read, Seek};

use calamine::{Data, DataType, Reader, SheetVisible, Xlsx, open_workbook_auto_from_rs};

use super::survey::{survey, survey_old};
use super::{Sheet, Unreadable, Value};

/// The most rows and columns that are read: more than any office has units.
const ROWS: usize = 100_000;
const COLUMNS: usize = 1_000;
/// The most sheets that are read.
const SHEETS: usize = 200;
/// The most merged cells that are looked at.
const MERGED: usize = 1_000;

/// The sheets of a workbook; cells that are merged each have the value of the whole.
pub fn sheets(bytes: Vec<u8>) -> Result<Vec<Sheet>, Unreadable> {
    if bytes.starts_with(b"PK") {
        survey(&bytes)?;
        if let Ok(workbook) = Xlsx::new(Cursor::new(bytes.as_slice())) {
            return of_xlsx(workbook);
        }
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        survey_old(&bytes)?;
    }
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let names = workbook.sheet_names();
    let sheet = |name: String| {
        let range = workbook.worksheet_range(&name).map_err(|_| Unreadable::Damaged)?;
        let (top, left) = range.start().unwrap_or_default();
        let mut sheet = Sheet { name, rows: Vec::new() };
        for (row, column, value) in range.used_cells() {
            put(&mut sheet, (top as usize + row, left as usize + column), of(value))?;
        }
        Ok(sheet)
    };
    names.into_iter().map(sheet).collect()
}

fn of_xlsx<R: Read + Seek>(mut workbook: Xlsx<R>) -> Result<Vec<Sheet>, Unreadable> {
    let shown = workbook.sheets_metadata().iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
    let names: Vec<String> = shown.map(|sheet| sheet.name.clone()).collect();
    if names.len() > SHEETS {
        return Err(Unreadable::TooLarge);
    }
    let mut sheets = Vec::new();
    for name in names {
        let merged = workbook.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut sheet = Sheet { name, rows: Vec::new() };
        {
            let Ok(mut cells) = workbook.worksheet_cells_reader(&sheet.name) else { continue };
            while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|_| Unreadable::Damaged)? {
                let place = (cell.pos.0 as usize, cell.pos.1 as usize);
                match (of(&Data::from(cell.value.clone())), cell.formula.is_some()) {
                    (Value::Empty, true) => put(&mut sheet, place, Value::Uncalculated)?,
                    (value, _) => put(&mut sheet, place, value)?,
                }
            }
        }
        for area in merged.into_iter().take(MERGED) {
            spread(
                &mut sheet,
                (area.start.0 as usize, area.start.1 as usize),
                (area.end.0 as usize, area.end.1 as usize),
            );
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// Puts a value where it stands; what stands beyond every table of an office is refused.
fn put(sheet: &mut Sheet, (row, column): (usize, usize), value: Value) -> Result<(), Unreadable> {
    if value == Value::Empty {
        return Ok(());
    }
    if row >= ROWS || column >= COLUMNS {
        return Err(Unreadable::TooLarge);
    }
    if sheet.rows.len() <= row {
        sheet.rows.resize(row + 1, Vec::new());
    }
    let cells = &mut sheet.rows[row];
    if cells.len() <= column {
        cells.resize(column + 1, Value::Empty);
    }
    cells[column] = value;
    Ok(())
}

/// Gives every row of a merged column the value that the first one shows; a title over several columns stays where it is.
fn spread(sheet: &mut Sheet, (top, left): (usize, usize), (bottom, right): (usize, usize)) {
    let value = sheet.rows.get(top).and_then(|row| row.get(left)).cloned().unwrap_or_default();
    if left != right {
        return;
    }
    for row in top + 1..=bottom.min(sheet.rows.len().saturating_sub(1)) {
        let _ = put(sheet, (row, left), value.clone());
    }
}

fn of(value: &Data) -> Value {
    match value {
        Data::Empty => Value::Empty,
        Data::String(text) => Value::Text(text.clone()),
        Data::Int(_) | Data::Float(_) => Value::Number(value.as_string().unwrap_or_default()),
        other => Value::Other(other.to_string()),
    }
}
