//! An entry recorded later than now.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Duration, FixedOffset};

use crate::check::{Finding, Said, Subject};
use crate::day::minute;

/// Finds entries whose moment of recording is still to come, or whose day is after that moment: the clock of some computer
/// was wrong. Told once a computer, at its first such entry.
///
/// An entry just behind another of its unit only follows it: zlt records nothing before what the unit has said already.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    let mut ahead: Vec<&Said<'_>> = subject.records.said.iter().filter(|said| is_ahead(said, subject.now)).collect();
    ahead.sort_by_key(|said| said.entry.at);
    let mut newest: HashMap<&str, DateTime<FixedOffset>> = HashMap::new();
    let mut blamed: HashSet<&str> = HashSet::new();
    let mut findings = Vec::new();
    for said in ahead {
        let entry = &said.entry;
        let before = newest.insert(&entry.unit, entry.at);
        let follows = before.is_some_and(|before| entry.at - before <= Duration::milliseconds(1));
        if !follows && blamed.insert(&entry.machine) {
            findings.push(finding(said));
        }
    }
    findings
}

fn is_ahead(said: &Said<'_>, now: DateTime<FixedOffset>) -> bool {
    said.entry.at > now || said.entry.on > said.entry.at.date_naive()
}

fn finding(said: &Said<'_>) -> Finding {
    let entry = &said.entry;
    let machine = if entry.machine.is_empty() { "录入的" } else { &format!("代号 {} 的", entry.machine) };
    Finding::in_record(
        said,
        format!("这一条的录入时刻是{}，说的是{}，还没有到", minute(entry.at), entry.on),
        format!("核对{machine}电脑的日期和时间；记录不用改，以后登记的仍然算数"),
    )
}
