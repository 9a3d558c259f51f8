//! Work that is said to have been done before it could begin.

use chrono::NaiveDate;

use super::{about, in_order};
use crate::check::{Finding, Said, Subject};
use crate::journal::Kind;
use crate::journal::round::rounds;

/// Finds what counts as done on a day before its activity, else the campaign, begins: a month or a year was mistyped.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, all) in &subject.by_unit {
        rounds(all.values().map(|said| &said.entry), NaiveDate::MAX, |activity, round, _| {
            let Some(start) = subject.plan.start_of(activity) else { return };
            let early = round.iter().filter(|entry| entry.kind == Kind::Done && entry.on < start);
            let early = early.filter_map(|entry| all.get(entry.id.as_ref()));
            findings.extend(early.map(|said| (*said, finding(said, start))));
        });
    }
    in_order(findings)
}

fn finding(said: &Said<'_>, start: NaiveDate) -> Finding {
    let entry = &said.entry;
    let (activity, unit) = (&entry.activity, &entry.unit);
    let reason = format!("第{activity}项 {unit} 的完成日期{}早于开始的{start}", entry.on);
    let about = about(entry);
    let remedy = format!("日期写错的，用 zlt done {about} --on 日期 --replace 更正；开始日写错的，改方案");
    Finding::in_record(said, reason, remedy)
}
