//! A request that was both granted and turned down.

use chrono::NaiveDate;

use super::{about, in_order};
use crate::check::{Finding, Subject};
use crate::journal::review::newest_requests;
use crate::journal::round::rounds;
use crate::journal::{Entry, Kind, Request, Want};

/// Finds requests that one machine granted and another turned down, neither knowing of the other.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (whom, all) in &subject.by_unit {
        rounds(all.values().map(|said| &said.entry), NaiveDate::MAX, |activity, round, _| {
            // What was asked anew has been settled since.
            let asked = newest_requests(round);
            for (asked, refusal) in asked.filter_map(|asked| Some((asked, refusal(round, asked)?))) {
                let is_granted = match Request::of(asked).map(|request| (request.wants, request)) {
                    Some((Want::Waive, _)) => {
                        round.iter().any(|entry| entry.kind == Kind::Waive && entry.machine != refusal.machine)
                    }
                    Some((Want::Extend, request)) => {
                        let activity = subject.plan.position(activity).map(|place| &subject.plan.activities[place]);
                        let grants = |unit| {
                            activity.is_some_and(|activity| {
                                activity.grants(unit, NaiveDate::MAX, request.on, request.due, request.until)
                            })
                        };
                        whom.is_ok_and(grants)
                    }
                    _ => false,
                };
                let said = all.get(refusal.id.as_ref()).filter(|_| is_granted);
                findings.extend(said.map(|said| {
                    let (activity, unit) = (&refusal.activity, &refusal.unit);
                    let reason = format!("第{activity}项 {unit} 的同一个申请，有同意的，也有退回的");
                    let about = about(refusal);
                    let remedy = format!(
                        "现在按同意的算；不同意的，用 zlt show {about} 核对，再撤销同意的那一次，或改方案的 due_for"
                    );
                    (*said, Finding::in_record(said, reason, remedy))
                }));
            }
        });
    }
    in_order(findings)
}

/// The return that turns a request down.
fn refusal<'e, 't>(round: &[&'e Entry<'t>], asked: &Entry<'_>) -> Option<&'e Entry<'t>> {
    let is_refusal =
        |entry: &&&Entry<'_>| entry.kind == Kind::Return && entry.wants.is_some() && entry.returns == asked.id;
    round.iter().find(is_refusal).copied()
}
