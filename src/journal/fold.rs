//! What all that was said about a duty amounts to.

use std::collections::HashMap;
use std::mem::take;

use chrono::NaiveDate;

use super::entry::{Counts, Entry, Kind};
use super::force::Force;
use super::status::Status;

/// What all entries about one duty amount to; never stored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// What the unit last said.
    pub status: Status,
    /// The day the status is about; `None` while nothing has been said.
    pub said_on: Option<NaiveDate>,
    /// The last remark.
    pub note: Option<Box<str>>,
    /// The last figure of each name; boxed because few duties have any.
    pub counts: Option<Box<Counts>>,
}

impl State {
    /// The day the work was done, while the status is done.
    pub fn done_on(&self) -> Option<NaiveDate> {
        self.said_on.filter(|_| self.status == Status::Done)
    }

    /// What it is once something more is said.
    pub fn after(mut self, kind: Kind, on: NaiveDate, note: &str, counts: &Counts) -> Self {
        if let Some(status) = kind.status() {
            self.status = status;
            self.said_on = Some(on);
        }
        if !note.is_empty() {
            self.note = Some(note.into());
        }
        if !counts.is_empty() {
            self.counts.get_or_insert_default().extend(counts.clone());
        }
        self
    }
}

/// Folds the entries of one unit as of a day.
///
/// Takes the entries as a set: their order does not matter. Of those in force the ones about a day after `as_of` are passed
/// over. Gives the state of each activity that anything was said about.
pub fn fold<'e, 't: 'e>(entries: impl IntoIterator<Item = &'e Entry<'t>>, as_of: NaiveDate) -> HashMap<&'e str, State> {
    let entries: Vec<&Entry<'t>> = entries.into_iter().collect();
    let force = Force::of(entries.iter().map(|entry| ((), *entry)));
    let mut counting: Vec<&Entry<'t>> = entries.into_iter().filter(|entry| force.has((), entry)).collect();
    counting.sort_by(|one, other| force.order((), one, other));
    let mut states: HashMap<&str, State> = HashMap::with_capacity(counting.len());
    for entry in counting.into_iter().filter(|entry| entry.on <= as_of) {
        let state = states.entry(entry.activity.as_ref()).or_default();
        *state = take(state).after(entry.kind, entry.on, &entry.note, &entry.counts);
    }
    states
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{State, fold};
    use crate::journal::line::parse;
    use crate::journal::{Entry, Kind, Status};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn line(id: u8, hour: u8, kind: &str, on: &str, more: &str) -> String {
        format!(
            r#"{{"id":"{id}","at":"2024-09-20T{hour:02}:00:00.000+08:00","unit":"市教育局","activity":"7","kind":"{kind}","on":"{on}"{more}}}"#
        )
    }

    fn state(lines: &[String], as_of: &str) -> State {
        let entries: Vec<Entry<'_>> = lines.iter().map(|line| parse(line).unwrap()).collect();
        fold(&entries, day(as_of)).remove("7").unwrap_or_default()
    }

    #[test]
    fn the_last_said_counts_whatever_the_order_of_the_lines() {
        let said = [
            line(1, 9, "start", "2024-09-10", ""),
            line(2, 10, "done", "2024-09-12", ""),
            line(3, 11, "note", "2024-09-20", r#","note":"照片已交""#),
        ];
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let state = state(&order.map(|at| said[at].clone()), "2024-09-30");
            assert_eq!((state.status, state.done_on()), (Status::Done, Some(day("2024-09-12"))));
            assert_eq!(state.note.as_deref(), Some("照片已交"));
        }
    }

    #[test]
    fn entries_count_by_the_day_they_are_about() {
        let said = [line(1, 9, "start", "2024-09-15", ""), line(2, 10, "done", "2024-09-10", "")];
        for (as_of, status) in [
            ("2024-09-09", Status::Unreported),
            ("2024-09-10", Status::Done),
            ("2024-09-14", Status::Done),
            ("2024-09-15", Status::Done),
        ] {
            assert_eq!(state(&said, as_of).status, status, "{as_of}");
        }
    }

    #[test]
    fn a_retract_applies_at_every_as_of_and_in_any_order() {
        let said = [line(1, 12, "retract", "2024-09-25", r#","retracts":"2""#), line(2, 9, "done", "2024-09-10", "")];
        for as_of in ["2024-09-10", "2024-09-24", "2024-09-30"] {
            assert_eq!(state(&said, as_of), State::default(), "{as_of}");
        }
    }

    #[test]
    fn each_kind_has_its_status() {
        let kinds = [
            ("start", Status::Doing),
            ("done", Status::Done),
            ("reopen", Status::Todo),
            ("waive", Status::Waived),
            ("note", Status::Unreported),
            ("retract", Status::Unreported),
            ("of a newer zlt", Status::Unreported),
        ];
        assert_eq!(kinds.len(), Kind::ALL.len(), "each kind has a row");
        for (kind, status) in kinds {
            assert_eq!(state(&[line(1, 9, kind, "2024-09-10", "")], "2024-09-10").status, status, "{kind}");
        }
    }

    #[test]
    fn figures_of_one_name_replace_each_other_and_leave_the_others() {
        let said = [
            line(1, 9, "done", "2024-09-10", r#","counts":{"场次":1,"人次":"约300"}"#),
            line(2, 10, "note", "2024-09-11", r#","counts":{"场次":2}"#),
        ];
        let counts = state(&said, "2024-09-30").counts.unwrap();
        let words: Vec<String> = counts.iter().map(|(name, count)| format!("{name}{count}")).collect();
        assert_eq!(words, ["人次约300", "场次2"]);
    }

    #[test]
    fn reopening_forgets_the_done_day() {
        let said = [line(1, 9, "done", "2024-09-10", ""), line(2, 10, "reopen", "2024-09-11", "")];
        assert_eq!(state(&said, "2024-09-30").done_on(), None);
    }

    /// Two entries of one moment, as two machines may write them, are settled alike by everybody: by their ids.
    #[test]
    fn of_two_entries_of_one_moment_the_greater_id_counts() {
        let said = [line(1, 9, "done", "2024-09-10", ""), line(2, 9, "reopen", "2024-09-10", "")];
        for order in [[0, 1], [1, 0]] {
            assert_eq!(state(&order.map(|at| said[at].clone()), "2024-09-30").status, Status::Todo);
        }
    }
}
