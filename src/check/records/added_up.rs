//! A duty that version 0.1 counted otherwise.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{about, in_order};
use crate::check::{Finding, Said, Subject};
use crate::journal::round::rounds;
use crate::journal::{Count, Entry, Kind, State};
use crate::platform::shell_word;

/// Finds duties whose figures are added up now, or whose day has moved, and that version 0.1 has a part in: it kept the last
/// figure and day, and told people to correct by saying it again.
///
/// What 0.1 wrote has no line in `commands/` and stands in a file without the name of a machine.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, all) in &subject.by_unit {
        rounds(all.values().map(|said| &said.entry), NaiveDate::MAX, |activity, round, _| {
            let is_old = |entry: &&Entry<'_>| {
                let said = all.get(entry.id.as_ref());
                subject.typed.commands.number(entry).is_none() && said.is_some_and(|said| is_of_former_layout(said))
            };
            let is_known = subject.plan.position(activity).is_some();
            let change = change(round).filter(|_| is_known && round.iter().any(is_old));
            let last = round.last().and_then(|last| all.get(last.id.as_ref()));
            findings.extend(last.zip(change).map(|(last, change)| (*last, finding(last, &change))));
        });
    }
    in_order(findings)
}

/// Whether an entry stands in a file that is named by its unit alone, as 0.1 did.
fn is_of_former_layout(said: &Said<'_>) -> bool {
    let machine = said.file.strip_suffix(said.entry.machine.as_ref()).filter(|_| !said.entry.machine.is_empty());
    machine.is_none_or(|unit| !unit.ends_with('.'))
}

/// What counts now and what counted then, and what to type to have that again.
struct Change {
    then: Vec<String>,
    now: Vec<String>,
    typed: String,
}

fn change(round: &[&Entry<'_>]) -> Option<Change> {
    let state = State::of(round, &[]);
    let counts = round.iter().flat_map(|entry| &entry.counts);
    let last: HashMap<&str, &Count> = counts.map(|(name, count)| (name.as_str(), count)).collect();
    let mut change = Change { then: Vec::new(), now: Vec::new(), typed: String::new() };
    let last_done = round.iter().rev().find(|entry| entry.kind == Kind::Done).map(|entry| entry.on);
    if let (Some(now), Some(then)) = (state.done_on, last_done.filter(|then| Some(*then) != state.done_on)) {
        change.then.push(format!("完成日期{then}"));
        change.now.push(format!("完成日期{now}"));
        change.typed += &format!(" --on {then}");
    }
    for (name, sum) in state.counts().into_iter().flatten() {
        let Some(then) = last.get(name.as_str()).filter(|then| ***then != *sum.figure()) else { continue };
        change.then.push(format!("{name} {then}"));
        change.now.push(format!("{name} {sum}"));
        change.typed += &format!(" --count {}", shell_word(&format!("{name}={then}")));
    }
    (!change.then.is_empty()).then_some(change)
}

fn finding(said: &Said<'_>, Change { then, now, typed }: &Change) -> Finding {
    let (activity, unit) = (&said.entry.activity, &said.entry.unit);
    let (then, now) = (then.join("，"), now.join("，"));
    let reason = format!("第{activity}项 {unit} 反馈过几次，0.1 版只算最后一次（{then}），现在加在一起（{now}）");
    let about = about(&said.entry);
    let remedy =
        format!("分次做的，现在的就对，不用改；当时是用再登记来更正的，用 zlt done {about}{typed} --replace=all");
    Finding::in_record(said, reason, remedy)
}
