//! Workbooks: the cells of the first sheet as texts.

use std::io::Cursor;

use calamine::{Data, Reader, open_workbook_auto_from_rs};

use super::Unreadable;

/// The rows of a workbook's first sheet.
pub fn rows(bytes: Vec<u8>) -> Result<Vec<Vec<String>>, Unreadable> {
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let name = workbook.sheet_names().first().cloned().ok_or(Unreadable::Damaged)?;
    let sheet = workbook.worksheet_range(&name).map_err(|_| Unreadable::Damaged)?;
    let text = |cell: &Data| match cell {
        Data::Empty | Data::Error(_) => String::new(),
        other => other.to_string(),
    };
    Ok(sheet.rows().map(|row| row.iter().map(text).collect()).collect())
}
