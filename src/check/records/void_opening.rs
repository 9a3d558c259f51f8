//! An opening that opens nothing, or an acceptance of what is not there.

use super::about;
use crate::check::{ById, Finding, Subject};
use crate::journal::Kind;
use crate::journal::round::void_words;

/// Finds entries by which a duty was to become open again, or to be accepted, and is not: what they are about has been corrected
/// or opened again since, as on another machine.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    subject.by_unit.iter().flat_map(|(_, said)| of_one(said)).collect()
}

fn of_one(all: &ById<'_>) -> Vec<Finding> {
    let void = void_words(all.values().map(|said| &said.entry));
    let said = void.iter().filter_map(|entry| all.get(entry.id.as_ref()));
    let findings = said.map(|said| {
        let (activity, unit) = (&said.entry.activity, &said.entry.unit);
        let (what, command) = match said.entry.kind {
            Kind::Accept => ("销号", "accept"),
            Kind::Return => ("退回", "return"),
            _ => ("重新打开", "reopen"),
        };
        let reason =
            format!("第{activity}项 {unit} 的这次{what}没有生效：它说的那次反馈后来已经更正，或者已经另起了一轮");
        let about = about(&said.entry);
        let remedy = format!("用 zlt show {about} 核对；还要{what}的，再用一次 zlt {command} {about}");
        Finding::in_record(said, reason, remedy)
    });
    findings.collect()
}
