//! One activity owed by one unit, as it stands on a day.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::scope::Scope;
use super::standing::{Share, Standing, Terms};
use crate::journal::review::open_requests;
use crate::journal::round::KeptRound;
use crate::journal::{Entry, Kind, Review, State, Status};
use crate::plan::{Activity, GroupIndex, Plan, Role, UnitIndex};

/// One activity owed by one unit, as it stands on a day.
#[derive(Clone, Debug)]
pub struct Duty<'p> {
    /// What is owed.
    pub activity: &'p Activity,
    /// Who owes it.
    pub unit: UnitIndex,
    /// The part the unit has.
    pub role: Role,
    /// The group that brought the unit in; `None` when the activity names it.
    pub through: Option<GroupIndex>,
    /// Whether the unit takes part at will.
    pub optional: bool,
    /// The last day by the plan, included; `None` for what goes on without end.
    pub planned: Option<NaiveDate>,
    /// What was said.
    pub state: State,
    /// The entries it comes from, where they are asked for.
    pub round: Option<Box<KeptRound>>,
    /// Whether the lead answers for it.
    pub with_lead: bool,
    /// How it stands.
    pub standing: Standing,
}

/// The duties of a scope as of a day, in plan order: activities as in the file, units as printed.
#[derive(Debug)]
pub struct Duties<'p> {
    /// The plan they come from.
    pub plan: &'p Plan,
    /// Whose duties they are.
    pub scope: Scope,
    /// The day they are judged on.
    pub as_of: NaiveDate,
    /// The duties.
    pub list: Vec<Duty<'p>>,
    /// When the newest entry of the scope was recorded; `None` where nothing was.
    pub recorded_until: Option<DateTime<FixedOffset>>,
    /// When each unit's newest entry was recorded, by [`UnitIndex`].
    pub newest: Vec<Option<DateTime<FixedOffset>>>,
    /// Lines of journals that could not be read.
    pub spoiled: Vec<Spoiled>,
    /// How much was said about activities and units that the plan does not have; it is kept, and counts for nothing.
    pub orphans: usize,
    /// The entries that stand in the file of another unit: whose file it is, and whom the entry is about.
    pub strays: Vec<(UnitIndex, UnitIndex)>,
}

/// What could not be read: a line of a journal, or a whole one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spoiled {
    /// The journal.
    pub path: PathBuf,
    /// The line, counted from 1; `None` for the whole file.
    pub line: Option<usize>,
}

impl Duty<'_> {
    /// The entries of its round in the order in which they stand; none where they were not asked for.
    pub fn round(&self) -> &[Entry<'static>] {
        self.round.as_ref().map_or(&[], |round| &round.entries)
    }

    /// The last day that it is judged by, included: the plan's, or a later one that it was returned with.
    pub fn due(&self) -> Option<NaiveDate> {
        self.terms().due
    }

    /// Whether the unit has been granted another day than the activity has, and has not done it yet.
    pub fn is_extended(&self) -> bool {
        self.planned != self.activity.due && !matches!(self.state.status, Status::Done | Status::Waived)
    }

    /// The entries that note its materials; none where they were not asked for.
    pub fn noted(&self) -> &[Entry<'static>] {
        self.round.as_ref().map_or(&[], |round| &round.noted)
    }

    /// The office's word on it; `None` too where the plan has the office give none.
    pub fn review(&self) -> Option<Review> {
        self.state.review
    }

    /// The entries by which the unit asks for what the office has not answered, the newest last; none where the entries of the
    /// round were not asked for.
    pub fn requests(&self) -> Vec<&Entry<'static>> {
        let round: Vec<&Entry<'static>> = self.round().iter().collect();
        let mut open = open_requests(&round);
        // The plan may hold the answer to some.
        open.retain(|asked| self.state.requests().iter().any(|open| Some(open.wants) == asked.wants));
        open
    }

    /// What judges it besides what was said of it.
    pub fn terms(&self) -> Terms {
        self.terms_after(&self.state)
    }

    /// The same once other things have been said of it.
    pub fn terms_after(&self, state: &State) -> Terms {
        let due = self.planned.map(|planned| state.redo().map_or(planned, |redo| redo.max(planned)));
        Terms { due, is_optional: self.optional, is_with_lead: self.with_lead }
    }

    /// What it counts for in 完成率.
    pub fn share(&self) -> Share {
        Share::of(self.standing, self.terms())
    }

    /// Whether it was handed back and is neither done nor waived since, whether or not the plan has a review; only where the
    /// entries of the round were asked for.
    pub fn is_returned(&self) -> bool {
        let is_open = !matches!(self.state.status, Status::Done | Status::Waived);
        is_open && self.round().first().is_some_and(|first| first.opens() && first.kind == Kind::Return)
    }

    /// Whether it is owed and not done: whoever keeps track waits for it.
    pub fn is_awaited(&self) -> bool {
        self.share() == Share::Missing
    }

    /// Whether it is owed and not done, and nothing has been said about it yet.
    pub fn is_awaited_in_silence(&self) -> bool {
        self.is_awaited() && self.state.status == Status::Unreported
    }

    /// Whether it is past its due day, and not done.
    pub fn is_overdue(&self) -> bool {
        self.standing == Standing::Overdue
    }

    /// Whether a duty that is overdue has become so on this day or later: its first day overdue is the one after its last.
    pub fn is_overdue_since(&self, since: NaiveDate) -> bool {
        self.is_overdue() && self.due().and_then(|due| due.succ_opt()).is_some_and(|first| first >= since)
    }
}

impl<'p> Duties<'p> {
    /// The journals that could not be read at all: what their units reported is not known.
    pub fn unread(&self) -> impl Iterator<Item = &Spoiled> {
        self.spoiled.iter().filter(|spoiled| spoiled.line.is_none())
    }

    /// The scope in words: the names joined by `、`, or `全部单位`.
    pub fn scope_words(&self) -> String {
        self.scope.words(self.plan)
    }

    /// Whose duties a sentence is about: 各单位, or the scope by its name.
    pub fn subject(&self) -> String {
        if self.scope.is_campaign() { "各单位".to_owned() } else { self.scope_words() }
    }

    /// The activities that the duties are of, in plan order.
    pub fn activities(&self) -> impl Iterator<Item = &'p Activity> {
        self.by_activity().map(|duties| duties[0].activity)
    }

    /// The duties activity by activity: those of one come one after the other.
    pub fn by_activity(&self) -> impl Iterator<Item = &[Duty<'p>]> {
        self.list.chunk_by(|one, other| one.activity.id == other.activity.id)
    }

    /// Today's name of the unit that owes a duty.
    pub fn unit(&self, duty: &Duty<'_>) -> &'p str {
        self.plan.units.name(duty.unit)
    }

    /// The name of the group that brought the unit in.
    pub fn through(&self, duty: &Duty<'_>) -> Option<&'p str> {
        duty.through.map(|group| self.plan.units.group_name(group))
    }

    /// How many days past its due day a duty is that has not been done; 0 for every other.
    pub fn days_overdue(&self, duty: &Duty<'_>) -> i64 {
        match duty.due() {
            Some(due) if duty.is_overdue() => (self.as_of - due).num_days(),
            _ => 0,
        }
    }

    /// Whether a duty is still owed and its last day is today or at most so many days ahead.
    pub fn is_due_within(&self, duty: &Duty<'_>, days: u32) -> bool {
        duty.standing.is_ahead() && duty.due().is_some_and(|due| (due - self.as_of).num_days() <= i64::from(days))
    }
}
