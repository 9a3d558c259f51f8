//! One numbered item of a plan, and who owes it.

use chrono::NaiveDate;
use serde::Serialize;

use super::units::{GroupIndex, Name, UnitIndex, Units};
use crate::id::ActivityId;

/// The part a unit has in an activity; the order is the order of rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// 牵头
    Lead,
    /// 责任
    Member,
    /// 配合
    Support,
}

/// A unit or group as an activity lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The part it has.
    pub role: Role,
    /// What the printed name stands for.
    pub name: Name,
    /// The name as the notice prints it.
    pub printed: String,
}

/// A day an activity is tied to: shown and reminded of, never overdue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What happens on that day.
    pub name: String,
    /// The day.
    pub day: NaiveDate,
}

/// A later last day, granted to one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// The unit.
    pub unit: UnitIndex,
    /// Its last day, included.
    pub due: NaiveDate,
    /// The day it was granted on, before which it does not reach back; `None` where it always held.
    pub from: Option<NaiveDate>,
    /// Who granted it.
    pub by: Option<String>,
    /// Why.
    pub why: Option<String>,
}

/// One numbered item of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Its number, which never changes.
    pub id: ActivityId,
    /// The part of the plan it stands in.
    pub section: Option<String>,
    /// Its name.
    pub title: String,
    /// The full text of the notice.
    pub detail: Option<String>,
    /// The materials that are to be handed in, by name.
    pub deliver: Vec<String>,
    /// What is to be handed in, where and how.
    pub deliverable: Option<String>,
    /// Who is named: leads, then units, then support, each in the order printed.
    pub listed: Vec<Listed>,
    /// Those that take part at will; a group among them does not speak for a unit that the activity names itself.
    pub optional: Vec<Name>,
    /// Units, or groups of them, taken out of the groups listed.
    pub except: Vec<Name>,
    /// The first day, where the activity gives one.
    pub start: Option<NaiveDate>,
    /// The last day, included; `None` for an activity that goes on without end.
    pub due: Option<NaiveDate>,
    /// Extensions granted to single units.
    pub due_for: Vec<Extension>,
    /// Whether the lead answers for those who support.
    pub lead_reports: bool,
    /// Days it is tied to.
    pub events: Vec<Event>,
    /// Called off: the number and its records stay, nothing is owed.
    pub cancelled: bool,
    /// Kept out of what is shared: group texts, web pages, calendars, tables.
    pub private: bool,
    /// Further columns of the office's own.
    pub extra: Vec<(String, String)>,
}

/// One unit's share in an activity, before anything is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// Who owes it.
    pub unit: UnitIndex,
    /// The part it has.
    pub role: Role,
    /// The group that brought the unit in; `None` when the activity names the unit itself.
    pub through: Option<GroupIndex>,
    /// Whether it takes part at will.
    pub optional: bool,
    /// Whether it supports, and the lead answers for it.
    pub with_lead: bool,
}

impl Activity {
    /// The assignments of the units that `is_wanted` accepts, in the order printed, groups expanded in place.
    ///
    /// A unit that is named and also covered by a group has one assignment, as named; otherwise lead beats member beats
    /// support. `except` takes out only what a group brought in. A cancelled activity has none.
    pub fn assignments(&self, units: &Units, is_wanted: impl Fn(UnitIndex) -> bool) -> Vec<Assignment> {
        const NONE: usize = usize::MAX;
        let mut found: Vec<Assignment> = Vec::new();
        let mut places = vec![NONE; units.units.len()];
        let listed = if self.cancelled { &[] } else { self.listed.as_slice() };
        for listed in listed {
            for &unit in units.members(&listed.name).iter().filter(|unit| is_wanted(**unit)) {
                let Some(candidate) = self.assignment(units, listed, unit) else { continue };
                match places[unit.0] {
                    NONE => {
                        places[unit.0] = found.len();
                        found.push(candidate);
                    }
                    place if candidate.rank() < found[place].rank() => found[place] = candidate,
                    _ => {}
                }
            }
        }
        found
    }

    fn assignment(&self, units: &Units, listed: &Listed, unit: UnitIndex) -> Option<Assignment> {
        let through = match listed.name {
            Name::Unit(_) => None,
            Name::Group(_) if self.except.iter().any(|name| units.members(name).contains(&unit)) => return None,
            Name::Group(group) => Some(group),
        };
        let optional = match through {
            None => self.optional.contains(&Name::Unit(unit)),
            Some(_) => self.optional.iter().any(|name| units.members(name).contains(&unit)),
        };
        let with_lead = self.lead_reports && listed.role == Role::Support;
        Some(Assignment { unit, role: listed.role, through, optional, with_lead })
    }

    /// The extensions granted to a unit up to a day, in the order in which they stand.
    pub fn extensions_of(&self, unit: UnitIndex, day: NaiveDate) -> impl DoubleEndedIterator<Item = &Extension> {
        let is_granted = move |extension: &&Extension| extension.from.is_none_or(|from| from <= day);
        self.due_for.iter().filter(move |extension| extension.unit == unit).filter(is_granted)
    }

    /// Whether a unit has been granted by `day` what it asked for: see [`Extension::answers`].
    pub fn grants(
        &self,
        unit: UnitIndex,
        day: NaiveDate,
        asked: NaiveDate,
        due: Option<NaiveDate>,
        until: Option<NaiveDate>,
    ) -> bool {
        self.extensions_of(unit, day).any(|extension| extension.answers(asked, due, until))
    }

    /// The last day for a unit as it stood on a day: an extension counts from the day on which it was granted, the last one granted
    /// before all others.
    pub fn due_of(&self, unit: UnitIndex, day: NaiveDate) -> Option<NaiveDate> {
        let last = self.extensions_of(unit, day).max_by_key(|extension| extension.from);
        last.map(|extension| extension.due).or(self.due)
    }

    /// Whether a group brings units to this activity.
    pub fn names_a_group(&self) -> bool {
        self.listed.iter().any(|listed| matches!(listed.name, Name::Group(_)))
    }
}

impl Extension {
    /// Whether it answers what was asked for on a day when the last day was `due`, where that is known: it reaches as far as was
    /// asked, or was granted since. Of one granted on the day itself, that it reaches further than `due` tells which came first.
    pub fn answers(&self, asked: NaiveDate, due: Option<NaiveDate>, until: Option<NaiveDate>) -> bool {
        let is_as_asked = until.is_some_and(|until| self.due >= until);
        let is_later = due.is_none_or(|due| self.due > due);
        is_as_asked || self.from.is_some_and(|from| from > asked || (from == asked && is_later))
    }
}

impl Assignment {
    fn rank(&self) -> (bool, Role) {
        (self.through.is_some(), self.role)
    }
}
