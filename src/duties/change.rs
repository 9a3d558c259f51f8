//! What a command that says something about duties writes, and what it leaves alone.

use chrono::{DateTime, Duration, FixedOffset, NaiveDate, SubsecRound};

use super::correction::{Corrects, NotCorrected, carry, corrected};
use super::duty::{Duties, Duty, Spoiled};
use super::term::{Unfit, prove_term};
use crate::journal::commands::Commands;
use crate::journal::{Entry, Kind, Review, State, Status, Want, possible};

/// What a person wants to say about duties.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What is said, but for whom it is about, which day, and the entries that it speaks of; never a retract.
    pub said: Entry<'static>,
    /// The day it is about, where given.
    pub on: Option<NaiveDate>,
    /// What it stands in the place of; `None` for one report more.
    pub corrects: Option<Corrects>,
}

/// Why nothing can be decided.
#[derive(Clone, Debug, PartialEq)]
pub enum Undecided<'d, 'p> {
    /// A whole journal cannot be read.
    Unread(&'d Spoiled),
    /// The reports of this unit, of the activity of this number, cannot be corrected so.
    NotCorrected(&'p str, &'p str, NotCorrected),
    /// The day that is named, or the want of one, does not fit this unit and the activity of this number.
    Unfit(&'p str, &'p str, Unfit),
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
    /// Just this has been said.
    Repeated,
    /// The correction says what stands there already.
    Uncorrected,
    /// Nothing has been said that could be reopened.
    Unreported,
    /// It is neither done nor waived, so that there is nothing to accept.
    NotWaiting,
    /// It has been accepted.
    Accepted,
    /// Nothing is reported done, and nothing asked for, that could be handed back.
    NothingToReturn,
}

/// What a change comes to: what to write, and which duties are left alone.
#[derive(Debug)]
pub struct Decision<'d, 'p> {
    /// What to write about each duty.
    pub written: Vec<Written<'d, 'p>>,
    /// Each duty left alone, with the reason.
    pub untouched: Vec<(&'d Duty<'p>, Untouched)>,
}

/// What is written about one duty.
#[derive(Clone, Debug)]
pub struct Written<'d, 'p> {
    /// The duty.
    pub duty: &'d Duty<'p>,
    /// The entry, but for what all entries of the command have in common.
    pub entry: Entry<'d>,
    /// What the duty's round amounts to once it is written.
    pub after: State,
}

/// Decides what a change writes; the duties come with the entries of their rounds.
///
/// A change goes to the duties whose status it alters, and a remark to all. Only when it alters none is it one report more on
/// those that have the status already, and there it must bring something: a remark, a figure, a file or a typed day. What has
/// been said just so is not said again.
///
/// A correction goes to every duty, each of which must have what is to be corrected; `typed` knows it by its label.
///
/// What was said before decides: where a whole journal cannot be read, nothing is written.
pub fn decide<'d, 'p>(
    duties: &'d Duties<'p>,
    change: &'d Change,
    today: NaiveDate,
    typed: &Commands<'_>,
) -> Result<Decision<'d, 'p>, Undecided<'d, 'p>> {
    if let Some(unread) = duties.spoiled.iter().find(|spoiled| spoiled.line.is_none()) {
        return Err(Undecided::Unread(unread));
    }
    let any_altered = duties.list.iter().any(|duty| alters(change.said.kind, &duty.state));
    let mut decision = Decision { written: Vec::new(), untouched: Vec::new() };
    for duty in &duties.list {
        let (unit, activity) = (duties.unit(duty), duty.activity.id.as_str());
        let mut entry = draft(duties, duty, change, today);
        let reason = match &change.corrects {
            None => untouched(duty, change, &entry, any_altered),
            Some(corrects) => {
                let corrected = corrected(duty, corrects, typed)
                    .map_err(|reason| Undecided::NotCorrected(unit, activity, reason))?;
                entry = carry(entry, change.on.is_some(), &corrected);
                let is_same = |said: &Entry<'_>| is_same(said, &entry) && said.highlight == entry.highlight;
                (corrected.len() == 1 && is_same(corrected[0])).then_some(Untouched::Uncorrected)
            }
        };
        if let Some(reason) = reason {
            decision.untouched.push((duty, reason));
            continue;
        }
        prove_term(duty, &entry, today).map_err(|reason| Undecided::Unfit(unit, activity, reason))?;
        decision.written.push(Written { duty, after: after(duty, &entry), entry });
    }
    Ok(decision)
}

/// Whether saying something of a kind alters what a duty's round amounts to.
pub fn alters(kind: Kind, state: &State) -> bool {
    obstacle(kind, state).is_none()
}

/// Why a kind of change does not alter what a round amounts to; `None` where it does.
fn obstacle(kind: Kind, state: &State) -> Option<Untouched> {
    match (kind, state.status) {
        (Kind::Note | Kind::Receive, _)
        | (Kind::Done | Kind::Waive | Kind::Ask, Status::Unreported | Status::Todo | Status::Doing)
        | (Kind::Start, Status::Unreported | Status::Todo)
        | (Kind::Reopen, Status::Doing | Status::Done | Status::Waived)
        | (Kind::Return, Status::Done | Status::Waived) => None,
        (Kind::Done, Status::Done)
        | (Kind::Waive, Status::Waived)
        | (Kind::Start, Status::Doing)
        | (Kind::Reopen, Status::Todo) => Some(Untouched::Same),
        (Kind::Start | Kind::Waive | Kind::Ask, Status::Done) => Some(Untouched::Done),
        (Kind::Start | Kind::Done | Kind::Ask, Status::Waived) => Some(Untouched::Waived),
        (Kind::Reopen, Status::Unreported) => Some(Untouched::Unreported),
        (Kind::Return, _) => state.request().is_none().then_some(Untouched::NothingToReturn),
        (Kind::Accept, _) => match state.review {
            Some(Review::Waiting) => None,
            Some(Review::Accepted) => Some(Untouched::Accepted),
            Some(Review::Returned) | None => Some(Untouched::NotWaiting),
        },
        (Kind::Retract | Kind::Unknown, _) => Some(Untouched::Same),
    }
}

/// Why nothing is written about a duty; `None` where something is.
fn untouched(duty: &Duty<'_>, change: &Change, entry: &Entry<'_>, any_altered: bool) -> Option<Untouched> {
    let said = &change.said;
    let is_news = !said.note.is_empty() || !said.counts.is_empty() || !said.files.is_empty() || change.on.is_some();
    let says_more = matches!(said.kind, Kind::Note | Kind::Receive | Kind::Ask);
    match (obstacle(said.kind, &duty.state), duty.state.status) {
        (None, _) if says_more && is_repeat(duty, entry) => Some(Untouched::Repeated),
        (None, _) => None,
        (Some(Untouched::Same), _) if !any_altered && is_news => is_repeat(duty, entry).then_some(Untouched::Repeated),
        (Some(Untouched::Same), Status::Done) => Some(Untouched::Done),
        (Some(Untouched::Same), Status::Waived) => Some(Untouched::Waived),
        (obstacle, _) => obstacle,
    }
}

/// Whether just this has been said: of the round, or last of the materials; of requests, in one that is still open.
fn is_repeat(duty: &Duty<'_>, entry: &Entry<'_>) -> bool {
    if entry.kind == Kind::Ask {
        return duty.requests().iter().any(|asked| is_same(asked, entry));
    }
    duty.round().iter().chain(duty.noted().last()).any(|said| is_same(said, entry))
}

fn is_same(one: &Entry<'_>, other: &Entry<'_>) -> bool {
    let what = |entry: &Entry<'_>| (entry.kind, entry.on, entry.memo, entry.wants, entry.until);
    let is_of_same_materials = one.received == other.received && one.missing == other.missing && one.how == other.how;
    what(one) == what(other)
        && one.note == other.note
        && one.counts == other.counts
        && one.files == other.files
        && is_of_same_materials
}

/// What a duty's round amounts to once an entry is written: it stands where the last of those that it replaces stood.
fn after(duty: &Duty<'_>, entry: &Entry<'_>) -> State {
    let opens = entry.opens();
    let is_replaced = |said: &&Entry<'_>| entry.replaces.contains(&said.id);
    let mut noted: Vec<&Entry<'_>> = duty.noted().iter().collect();
    if entry.kind == Kind::Receive {
        noted.push(entry);
        return State::of(&duty.round().iter().collect::<Vec<_>>(), &noted);
    }
    let place = duty.round().iter().rposition(|said| is_replaced(&said)).unwrap_or(duty.round().len());
    let (before, behind) = duty.round().split_at(place);
    let kept = |said: &&Entry<'_>| !opens && !is_replaced(said);
    let round = before.iter().filter(kept).chain([entry]).chain(behind.iter().filter(kept));
    State::of(&round.collect::<Vec<_>>(), &noted)
}

/// The entry that a change comes to, but for what all entries of the command have in common.
fn draft<'d>(duties: &Duties<'d>, duty: &'d Duty<'_>, change: &'d Change, today: NaiveDate) -> Entry<'d> {
    let closing = duty.round().iter().rev().find(|entry| entry.closes());
    let request = duty.requests().pop().filter(|_| change.said.kind == Kind::Return);
    let id = |entry: Option<&'d Entry<'_>>, is_named: bool| entry.filter(|_| is_named).map_or("", |entry| &entry.id);
    let opens = matches!(change.said.kind, Kind::Reopen | Kind::Return);
    Entry {
        unit: duties.plan.units.name(duty.unit).into(),
        activity: duty.activity.id.as_str().into(),
        title: duty.activity.title.as_str().into(),
        on: change.on.unwrap_or(today),
        returns: id(request.or(closing), opens).into(),
        accepts: id(closing, change.said.kind == Kind::Accept).into(),
        wants: request.map_or(change.said.wants, |asked| asked.wants),
        due: duty.due().filter(|_| change.said.wants == Some(Want::Extend)),
        ..change.said.clone()
    }
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
        possible(after.map_or(self.now, |after| after.max(self.now)).with_timezone(self.now.offset()))
    }
}

/// The entries that a decision writes.
///
/// `new_id` gives a fresh id at each call.
pub fn entries<'e>(
    decision: &'e Decision<'_, '_>,
    duties: &Duties<'_>,
    stamp: &'e Stamp,
    mut new_id: impl FnMut() -> String,
) -> Vec<Entry<'e>> {
    let entry = |written: &'e Written<'_, '_>| Entry {
        id: new_id().into(),
        command: stamp.command.as_str().into(),
        machine: stamp.machine.as_str().into(),
        at: stamp.moment(duties.newest[written.duty.unit.0]),
        by: stamp.by.as_str().into(),
        ..written.entry.clone()
    };
    decision.written.iter().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, FixedOffset};

    use super::{Change, Stamp, Untouched, decide, obstacle};
    use crate::duties::{Depth, Duties, Scope, Spoiled, join};
    use crate::journal::commands::Commands;
    use crate::journal::round::KeptRound;
    use crate::journal::{Entry, Journals, Kind, State, Status};
    use crate::plan::Plan;
    use crate::plan::sample::{activity, plan};

    #[test]
    fn each_kind_alters_some_statuses_and_leaves_the_others_alone() {
        use Status::{Doing, Done, Todo, Unreported, Waived};
        let (same, nothing) = (Some(Untouched::Same), Some(Untouched::NothingToReturn));
        let kinds = [
            (Kind::Start, [None, None, same, Some(Untouched::Done), Some(Untouched::Waived)]),
            (Kind::Done, [None, None, None, same, Some(Untouched::Waived)]),
            (Kind::Waive, [None, None, None, Some(Untouched::Done), same]),
            (Kind::Reopen, [Some(Untouched::Unreported), same, None, None, None]),
            (Kind::Note, [None; 5]),
            (Kind::Retract, [same; 5]),
            (Kind::Accept, [Some(Untouched::NotWaiting); 5]),
            (Kind::Return, [nothing, nothing, nothing, None, None]),
            (Kind::Receive, [None; 5]),
            (Kind::Ask, [None, None, None, Some(Untouched::Done), Some(Untouched::Waived)]),
            (Kind::Unknown, [same; 5]),
        ];
        assert_eq!(kinds.len(), Kind::ALL.len(), "each kind has a row");
        for (kind, expected) in kinds {
            let found =
                [Unreported, Todo, Doing, Done, Waived].map(|status| obstacle(kind, &State::plain(status, None)));
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

    fn change(kind: Kind, on: &str, note: &str) -> Change {
        let said = Entry { note: note.to_owned().into(), ..Entry::blank(kind, "2024-09-12".parse().unwrap()) };
        Change { said, on: on.parse().ok(), corrects: None }
    }

    fn entry(kind: Kind, on: &str, note: &str) -> Entry<'static> {
        Entry { note: note.to_owned().into(), id: note.to_owned().into(), ..Entry::blank(kind, on.parse().unwrap()) }
    }

    /// Duties of two units, each with what has been said.
    fn duties<'p>(plan: &'p Plan, said: [&[Entry<'static>]; 2]) -> Duties<'p> {
        let today = "2024-09-12".parse().unwrap();
        let mut duties = join(plan, Scope::campaign(), &Journals::default(), today, Depth::Rounds);
        for (duty, said) in duties.list.iter_mut().zip(said) {
            duty.state = State::of(&said.iter().collect::<Vec<_>>(), &[]);
            duty.round = Some(Box::new(KeptRound { entries: said.to_vec(), noted: Vec::new() }));
        }
        duties
    }

    #[test]
    fn more_is_said_of_what_is_done_only_with_something_to_say() {
        let plan = plan(&["甲", "乙"], &activity(1, &["甲"], ""));
        let duties = duties(&plan, [&[entry(Kind::Done, "2024-09-10", "义诊")], &[]]);
        for (change, expected) in [
            (change(Kind::Done, "", ""), Err(Untouched::Done)),
            (change(Kind::Done, "", "义诊"), Ok("2024-09-12 Done 2024-09-10 2")),
            (change(Kind::Done, "2024-09-09", ""), Ok("2024-09-09 Done 2024-09-09 2")),
            (change(Kind::Done, "2024-09-10", "义诊"), Err(Untouched::Repeated)),
            (change(Kind::Done, "2024-09-10", ""), Ok("2024-09-10 Done 2024-09-10 2")),
            (change(Kind::Note, "", "照片已交"), Ok("2024-09-12 Done 2024-09-10 2")),
            (change(Kind::Start, "", "又去"), Err(Untouched::Done)),
            (change(Kind::Reopen, "", ""), Ok("2024-09-12 Todo - 0")),
        ] {
            let decision = decide(&duties, &change, duties.as_of, &Commands::default()).unwrap();
            let written = decision.written.first().map(|written| {
                let day = written.after.done_on.map_or("-".to_owned(), |day| day.to_string());
                format!("{} {:?} {day} {}", written.entry.on, written.after.status, written.after.reports)
            });
            let found = written.ok_or_else(|| decision.untouched[0].1);
            assert_eq!(found.as_deref().map_err(|reason| *reason), expected, "{change:?}");
        }
    }

    #[test]
    fn what_is_done_gets_no_more_where_others_are_still_to_be_done() {
        let plan = plan(&["甲", "乙"], &activity(1, &["各组"], ""));
        let done = [entry(Kind::Done, "2024-09-10", "")];
        let duties = duties(&plan, [&done, &[]]);
        let change = change(Kind::Done, "", "都办了");
        let decision = decide(&duties, &change, duties.as_of, &Commands::default()).unwrap();
        assert_eq!(decision.written.iter().map(|written| written.duty.unit.0).collect::<Vec<_>>(), [1]);
        assert_eq!(decision.untouched[0].1, Untouched::Done);
    }

    #[test]
    fn opening_again_names_what_it_is_about() {
        let plan = plan(&["甲", "乙"], &activity(1, &["甲"], ""));
        let said = [
            entry(Kind::Start, "2024-09-09", "begun"),
            entry(Kind::Done, "2024-09-10", "first"),
            entry(Kind::Done, "2024-09-11", "newest"),
            entry(Kind::Note, "2024-09-11", "more"),
        ];
        for (said, returns) in [(&said[..], "newest"), (&said[..1], "")] {
            let duties = duties(&plan, [said, &[]]);
            let change = change(Kind::Reopen, "", "");
            assert_eq!(
                decide(&duties, &change, duties.as_of, &Commands::default()).unwrap().written[0].entry.returns,
                returns
            );
        }
    }

    #[test]
    fn nothing_is_decided_while_a_whole_journal_cannot_be_read() {
        let plan = plan(&["甲", "乙"], &activity(1, &["甲"], ""));
        let mut duties = duties(&plan, [&[], &[]]);
        let change = change(Kind::Note, "", "照片已交");
        duties.spoiled = vec![Spoiled { path: "甲.jsonl".into(), line: Some(3) }];
        assert!(decide(&duties, &change, duties.as_of, &Commands::default()).is_ok(), "one line is not all");
        duties.spoiled[0].line = None;
        assert!(decide(&duties, &change, duties.as_of, &Commands::default()).is_err());
    }
}
