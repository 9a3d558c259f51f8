//! A line that broke off while it was written.

use crate::check::{Finding, Records};
use crate::journal::line::Unreadable;

/// Finds lines that end in the middle, as when power fails; what they were to say was never confirmed to anybody.
pub fn look(records: &Records<'_>) -> Vec<Finding> {
    let torn = records.unreadable.iter().filter(|(_, _, why)| *why == Unreadable::Torn);
    torn.map(|(path, number, _)| {
        Finding::in_file(
            path.to_path_buf(),
            Some(*number),
            "这一行只写了一半（多半是写的时候断了电），没有计入",
            "那一次登记没有成功，需要的话重新登记；这一行可以删去",
        )
    })
    .collect()
}
