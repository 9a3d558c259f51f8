//! A line of records that is no entry.

use crate::check::{Finding, Records};
use crate::journal::line::Unreadable;

/// Finds lines that are there as a whole and still say nothing: somebody has edited the file, or a disk has failed.
pub fn look(records: &Records<'_>) -> Vec<Finding> {
    let garbled = records.unreadable.iter().filter(|(_, _, why)| *why == Unreadable::Garbled);
    garbled
        .map(|(path, number, _)| {
            Finding::in_file(
                path.to_path_buf(),
                Some(*number),
                "这一行读不出来，没有计入；原样留着，别的记录照常",
                "从备份里找回这一行；找不回，用 zlt done 重新登记，再删去这一行",
            )
        })
        .collect()
}
