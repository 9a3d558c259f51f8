//! Workbooks: the cells of the first sheet as texts.

use std::io::Cursor;

use calamine::{Data, Reader, open_workbook_auto_from_rs};

/// The rows of a workbook's first sheet; `None` for one that is damaged or locked.
pub fn rows(bytes: Vec<u8>) -> Option<Vec<Vec<String>>> {
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).ok()?;
    let name = workbook.sheet_names().first().cloned()?;
    let sheet = workbook.worksheet_range(&name).ok()?;
    let text = |cell: &Data| match cell {
        Data::Empty | Data::Error(_) => String::new(),
        other => other.to_string(),
    };
    Some(sheet.rows().map(|row| row.iter().map(text).collect()).collect())
}
