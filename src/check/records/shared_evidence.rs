//! One picture under two units.

use std::collections::HashMap;

use crate::check::{Finding, Said, Subject, Whom};

/// Finds evidence that two units have sent: copied from each other, or filed under the wrong one. Each unit is told of once.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    let mut senders: HashMap<&str, Vec<(Whom<'_>, &Said<'_>)>> = HashMap::new();
    let mut findings = Vec::new();
    for (whom, said) in &subject.counting {
        for file in &said.entry.files {
            let known = senders.entry(&file.sha256).or_default();
            if known.iter().any(|(unit, _)| unit == whom) {
                continue;
            }
            if let Some((_, first)) = known.first() {
                findings.push(finding(&file.name, first, said));
            }
            known.push((*whom, said));
        }
    }
    findings
}

fn finding(name: &str, first: &Said<'_>, said: &Said<'_>) -> Finding {
    let of = |said: &Said<'_>| format!("{}第{}项", said.entry.unit, said.entry.activity);
    let reason = format!("佐证“{name}”同时用在{}和{}", of(first), of(said));
    Finding::in_record(said, reason, "核对是谁的；登错了的用 zlt undo 撤销再登记")
}
