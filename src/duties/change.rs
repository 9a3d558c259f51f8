//! What a command that says something about duties writes, and what it leaves alone.

use chrono::{DateTime, Duration, FixedOffset, NaiveDate, SubsecRound};

use super::duty::{Duties, Duty, Spoiled};
use crate::journal::{Counts, Entry, Kind, State, Status};

/// What a person wants to say about duties.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What is said; never a retract.
    pub kind: Kind,
    /// The day it is about, where given.
    pub on: Option<NaiveDate>,
    /// A remark; may be empty.
    pub note: String,
    /// Figures.
    pub counts: Counts,
}

/// Why a duty is left alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Untouched {
    /// It is done.
    Done,
    /// It is waived.
    Waived,
    /// It is already so.
    Same,
    /// Nothing has been said that could be reopened.
    Unreported,
}

/// What a change comes to: the duties to write about, each with the day, and those left alone.
#[derive(Debug)]
pub struct Decision<'d, 'p> {
    /// Each duty with the day to record.
    pub written: Vec<(&'d Duty<'p>, NaiveDate)>,
    /// Each duty left alone, with the reason.
    pub untouched: Vec<(&'d Duty<'p>, Untouched)>,
}

/// Decides what a change writes.
///
/// A change goes to the duties whose status it alters. Only when it alters none does it go, if it brings a new remark, day
/// or figure, to those that have the status already: closing thirty units with a remark must not overwrite the remark of
/// the one that was done before.
///
/// What was said before decides: where a whole journal cannot be read, nothing is written, and this fails with it.
pub fn decide<'d, 'p>(
    duties: &'d Duties<'p>,
    change: &Change,
    today: NaiveDate,
) -> Result<Decision<'d, 'p>, &'d Spoiled> {
    if let Some(unread) = duties.spoiled.iter().find(|spoiled| spoiled.line.is_none()) {
        return Err(unread);
    }
    let is_said_again = |duty: &Duty<'_>| obstacle(change.kind, duty.state.status) == Some(Untouched::Same);
    let alters = |duty: &Duty<'_>| alters(change.kind, duty.state.status);
    let adds = |duty: &Duty<'_>| is_said_again(duty) && brings_news(change, &duty.state);
    let any_altered = duties.list.iter().any(alters);
    let (written, left): (Vec<_>, Vec<_>) =
        duties.list.iter().partition(|duty| if any_altered { alters(duty) } else { adds(duty) });
    let day = |duty: &Duty<'_>| change.on.or(duty.state.said_on.filter(|_| is_said_again(duty))).unwrap_or(today);
    Ok(Decision {
        written: written.into_iter().map(|duty| (duty, day(duty))).collect(),
        untouched: left.into_iter().map(|duty| (duty, reason(change.kind, duty.state.status))).collect(),
    })
}

/// Whether saying something of a kind alters a status.
pub fn alters(kind: Kind, status: Status) -> bool {
    obstacle(kind, status).is_none()
}

/// Why a kind of change does not alter a status; `None` where it does.
fn obstacle(kind: Kind, status: Status) -> Option<Untouched> {
    match (kind, status) {
        (Kind::Note, _)
        | (Kind::Done | Kind::Waive, Status::Unreported | Status::Todo | Status::Doing)
        | (Kind::Start, Status::Unreported | Status::Todo)
        | (Kind::Reopen, Status::Doing | Status::Done | Status::Waived) => None,
        (Kind::Done, Status::Done)
        | (Kind::Waive, Status::Waived)
        | (Kind::Start, Status::Doing)
        | (Kind::Reopen, Status::Todo) => Some(Untouched::Same),
        (Kind::Start | Kind::Waive, Status::Done) => Some(Untouched::Done),
        (Kind::Start | Kind::Done, Status::Waived) => Some(Untouched::Waived),
        (Kind::Reopen, Status::Unreported) => Some(Untouched::Unreported),
        (Kind::Retract | Kind::Unknown, _) => Some(Untouched::Same),
    }
}

fn reason(kind: Kind, status: Status) -> Untouched {
    match (obstacle(kind, status), status) {
        (Some(Untouched::Same), Status::Done) => Untouched::Done,
        (Some(Untouched::Same), Status::Waived) => Untouched::Waived,
        (obstacle, _) => obstacle.unwrap_or(Untouched::Same),
    }
}

fn brings_news(change: &Change, state: &State) -> bool {
    let has_note = !change.note.is_empty() && state.note.as_deref() != Some(change.note.as_str());
    let has_day = change.on.is_some_and(|on| state.said_on != Some(on));
    let known = |name: &String| state.counts.as_ref().and_then(|counts| counts.get(name));
    let has_counts = change.counts.iter().any(|(name, count)| known(name) != Some(count));
    has_note || has_day || has_counts
}

/// What all entries of one command have in common.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// The clock.
    pub now: DateTime<FixedOffset>,
    /// The machine's short id.
    pub machine: String,
    /// Who types; may be empty.
    pub by: String,
    /// The command's id.
    pub command: String,
}

impl Stamp {
    /// The moment to record for a unit: the clock, or just after the unit's newest entry if that is later, so that a clock
    /// that is wrong never silences what is said now.
    pub fn moment(&self, newest: Option<DateTime<FixedOffset>>) -> DateTime<FixedOffset> {
        let after = newest.map(|newest| (newest + Duration::milliseconds(1)).trunc_subsecs(3));
        after.map_or(self.now, |after| after.max(self.now)).with_timezone(self.now.offset())
    }
}

/// The entries that a decision writes.
///
/// `new_id` gives a fresh id at each call.
pub fn entries<'e>(
    decision: &Decision<'_, 'e>,
    duties: &Duties<'e>,
    change: &'e Change,
    stamp: &'e Stamp,
    mut new_id: impl FnMut() -> String,
) -> Vec<Entry<'e>> {
    let entry = |&(duty, on): &(&Duty<'e>, NaiveDate)| Entry {
        id: new_id().into(),
        command: stamp.command.as_str().into(),
        machine: stamp.machine.as_str().into(),
        at: stamp.moment(duties.newest[duty.unit.0]),
        by: stamp.by.as_str().into(),
        unit: duties.unit(duty).into(),
        activity: duty.activity.id.as_str().into(),
        title: duty.activity.title.as_str().into(),
        kind: change.kind,
        on,
        note: change.note.as_str().into(),
        counts: change.counts.clone(),
        replaces: Vec::new(),
        retracts: "".into(),
    };
    decision.written.iter().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, FixedOffset, NaiveDate};

    use super::{Change, Stamp, Untouched, decide, obstacle};
    use crate::duties::{Scope, Spoiled, join};
    use crate::journal::{Counts, Journals, Kind, State, Status};
    use crate::plan::sample::{activity, plan};

    #[test]
    fn each_kind_alters_some_statuses_and_leaves_the_others_alone() {
        use Status::{Doing, Done, Todo, Unreported, Waived};
        let same = Some(Untouched::Same);
        let kinds = [
            (Kind::Start, [None, None, same, Some(Untouched::Done), Some(Untouched::Waived)]),
            (Kind::Done, [None, None, None, same, Some(Untouched::Waived)]),
            (Kind::Waive, [None, None, None, Some(Untouched::Done), same]),
            (Kind::Reopen, [Some(Untouched::Unreported), same, None, None, None]),
            (Kind::Note, [None; 5]),
            (Kind::Retract, [same; 5]),
            (Kind::Unknown, [same; 5]),
        ];
        assert_eq!(kinds.len(), Kind::ALL.len(), "each kind has a row");
        for (kind, expected) in kinds {
            let found = [Unreported, Todo, Doing, Done, Waived].map(|status| obstacle(kind, status));
            assert_eq!(found, expected, "{kind:?}");
        }
    }

    #[test]
    fn the_moment_is_the_clock_or_just_after_the_newest_entry() {
        let moment = |text: &str| DateTime::<FixedOffset>::parse_from_rfc3339(text).unwrap();
        let now = moment("2024-09-12T10:00:00.000+08:00");
        let stamp = Stamp { now, machine: String::new(), by: String::new(), command: String::new() };
        assert_eq!(stamp.moment(None), now);
        assert_eq!(stamp.moment(Some(moment("2024-09-12T09:00:00.000+08:00"))), now);
        let wrong_clock = moment("2030-01-01T00:00:00.000+00:00");
        assert_eq!(stamp.moment(Some(wrong_clock)).to_rfc3339(), "2030-01-01T08:00:00.001+08:00");
    }

    #[test]
    fn what_is_done_keeps_its_day_when_a_remark_is_added() {
        let plan = plan(&["甲", "乙"], &activity(1, &["甲"], ""));
        let today: NaiveDate = "2024-09-12".parse().unwrap();
        let mut duties = join(&plan, Scope::campaign(), &Journals::default(), today);
        let done_on = "2024-09-10".parse().unwrap();
        duties.list[0].state = State { status: Status::Done, said_on: Some(done_on), ..State::default() };
        let change = |kind, note: &str| Change { kind, on: None, note: note.to_owned(), counts: Counts::new() };
        for (change, day) in [
            (change(Kind::Done, "照片已交"), Some(done_on)),
            (change(Kind::Note, "照片已交"), Some(today)),
            (change(Kind::Reopen, ""), Some(today)),
            (change(Kind::Done, ""), None),
        ] {
            let written = decide(&duties, &change, today).unwrap().written;
            assert_eq!(written.first().map(|(_, day)| *day), day, "{change:?}");
        }
        duties.spoiled = vec![Spoiled { path: "甲.jsonl".into(), line: Some(3) }];
        assert!(decide(&duties, &change(Kind::Note, "照片已交"), today).is_ok(), "one line is not all");
        duties.spoiled[0].line = None;
        assert!(decide(&duties, &change(Kind::Note, "照片已交"), today).is_err());
    }
}
