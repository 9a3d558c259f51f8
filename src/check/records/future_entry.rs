//! An entry recorded later than now.

use crate::check::{Finding, Subject};
use crate::day::minute;

/// Finds entries whose moment of recording, or whose day, is still to come: the clock of some computer is wrong.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    let now = subject.now;
    let ahead = subject.records.said.iter().filter(|said| said.entry.at > now || said.entry.on > now.date_naive());
    ahead
        .map(|said| {
            let entry = &said.entry;
            let machine = if entry.machine.is_empty() { "录入的" } else { &format!("代号 {} 的", entry.machine) };
            Finding::in_record(
                said,
                format!("这一条的录入时刻是{}（说的是{}），还没有到", minute(entry.at), entry.on),
                format!("核对{machine}电脑的日期和时间；记录不用改，以后登记的仍然算数"),
            )
        })
        .collect()
}
