//! Two corrections of the same entry.

use super::about;
use crate::check::{ById, Finding, Subject};
use crate::day::minute;
use crate::journal::force::Force;

/// Finds entries that were corrected twice, as on two machines that did not know of each other; the later correction counts.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    subject.by_unit.iter().flat_map(|(_, said)| of_one(said)).collect()
}

fn of_one(all: &ById<'_>) -> Vec<Finding> {
    let force = Force::of(all.values().map(|said| ((), &said.entry)));
    let findings = force.rivals().iter().filter_map(|(entry, later)| {
        let said = all.get(entry.id.as_ref())?;
        let reason = format!(
            "第{}项 {} 同一次反馈更正了两回：这一条没有计入，算数的是{}录入的那一条",
            entry.activity,
            entry.unit,
            minute(later.at)
        );
        let remedy = format!("用 zlt show {} 核对；不对的，再更正一次", about(entry));
        Some(Finding::in_record(said, reason, remedy))
    });
    findings.collect()
}
