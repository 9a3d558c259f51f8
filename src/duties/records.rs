//! What was said, unit by unit, from whichever file it stands in.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::duty::Spoiled;
use super::select::Scope;
use crate::journal::fold::fold;
use crate::journal::line::Unreadable;
use crate::journal::parallel::map_all;
use crate::journal::{Journal, JournalFile, Journals, Line, State};
use crate::plan::{Plan, UnitIndex};

/// What was said by the units of a scope.
#[derive(Debug)]
pub struct Records {
    /// By [`UnitIndex`], then by the place of the activity; empty where a unit has said nothing.
    pub states: Vec<Vec<State>>,
    /// When each unit's newest entry was recorded.
    pub newest: Vec<Option<DateTime<FixedOffset>>>,
    /// Lines that could not be read.
    pub spoiled: Vec<Spoiled>,
}

/// What one unit said.
struct UnitRecord<'j> {
    unit: UnitIndex,
    states: Vec<State>,
    newest: Option<DateTime<FixedOffset>>,
    /// Lines in its files that other units said.
    guests: Vec<Line<'j>>,
    spoiled: Vec<Spoiled>,
}

/// Folds the journals of a scope as of a day.
///
/// An entry belongs to the unit it names, by today's or any former name, whatever the name of its file. Files that belong
/// to no unit (a conflict copy, a unit the plan no longer has) are searched for entries of the scope's units as well.
pub fn records<'j>(plan: &Plan, scope: &Scope, journals: &'j Journals, as_of: NaiveDate) -> Records {
    let claims = Claims::of(plan, journals);
    let mut records = Records {
        states: vec![Vec::new(); plan.units.units.len()],
        newest: vec![None; plan.units.units.len()],
        spoiled: Vec::new(),
    };
    let mut guests = read_all(&claims.unclaimed, &mut records.spoiled).into_lines();
    let read = |(unit, files): &Claim<'j>| read_unit(plan, *unit, files, Vec::new(), as_of);
    for mut record in map_all(&claims.claimed, read) {
        guests.append(&mut record.guests);
        records.keep(record);
    }
    for (unit, lines) in by_unit(plan, scope, guests) {
        let files = claims.files_of(unit);
        records.keep(read_unit(plan, unit, files, lines, as_of));
    }
    records.spoiled.sort();
    records.spoiled.dedup();
    records
}

impl Records {
    fn keep(&mut self, mut record: UnitRecord<'_>) {
        self.spoiled.append(&mut record.spoiled);
        self.states[record.unit.0] = record.states;
        self.newest[record.unit.0] = record.newest;
    }
}

/// A unit with the files of its names.
type Claim<'j> = (UnitIndex, Vec<&'j JournalFile>);

/// Which files belong to which unit by their names.
struct Claims<'j> {
    claimed: Vec<Claim<'j>>,
    unclaimed: Vec<&'j JournalFile>,
}

impl<'j> Claims<'j> {
    fn of(plan: &Plan, journals: &'j Journals) -> Self {
        let mut claimed: BTreeMap<UnitIndex, Vec<&JournalFile>> = BTreeMap::new();
        let mut unclaimed = Vec::new();
        for file in &journals.files {
            match plan.units.unit_named(&file.name) {
                Some(unit) => claimed.entry(unit).or_default().push(file),
                None => unclaimed.push(file),
            }
        }
        Self { claimed: claimed.into_iter().collect(), unclaimed }
    }

    fn files_of(&self, unit: UnitIndex) -> &[&'j JournalFile] {
        self.claimed.iter().find(|(owner, _)| *owner == unit).map_or(&[], |(_, files)| files)
    }
}

fn read_unit<'j>(
    plan: &Plan,
    unit: UnitIndex,
    files: &[&'j JournalFile],
    brought: Vec<Line<'j>>,
    as_of: NaiveDate,
) -> UnitRecord<'j> {
    let mut spoiled = Vec::new();
    let all = Journal::of(brought).merge(read_all(files, &mut spoiled));
    let mut owner = Owner::new(plan);
    let (own, guests): (Vec<Line<'_>>, Vec<Line<'_>>) =
        all.into_lines().into_iter().partition(|line| owner.of(line) == Some(unit));
    let mut states = vec![State::default(); plan.activities.len()];
    for (id, state) in fold(own.iter().map(|line| &line.entry), as_of) {
        if let Some(position) = plan.position(id) {
            states[position] = state;
        }
    }
    UnitRecord { unit, states, newest: own.iter().map(|line| line.entry.at).max(), guests, spoiled }
}

/// The entries of several files as one set; lines that are none, and were not merely torn, are noted.
fn read_all<'j>(files: &[&'j JournalFile], spoiled: &mut Vec<Spoiled>) -> Journal<'j> {
    let mut all = Journal::default();
    for file in files {
        let (journal, unreadable) = Journal::read(&file.bytes);
        let garbled = unreadable.iter().filter(|(_, why)| *why == Unreadable::Garbled);
        spoiled.extend(garbled.map(|(line, _)| Spoiled { path: file.path.clone(), line: *line }));
        all = all.merge(journal);
    }
    all
}

/// Finds the unit that a line is about; a file's lines nearly always name the same one.
struct Owner<'p> {
    plan: &'p Plan,
    last: Option<(String, Option<UnitIndex>)>,
}

impl<'p> Owner<'p> {
    fn new(plan: &'p Plan) -> Self {
        Self { plan, last: None }
    }

    fn of(&mut self, line: &Line<'_>) -> Option<UnitIndex> {
        let name = line.entry.unit.as_ref();
        match &self.last {
            Some((last, unit)) if last == name => *unit,
            _ => {
                let unit = self.plan.units.unit_named(name);
                self.last = Some((name.to_owned(), unit));
                unit
            }
        }
    }
}

fn by_unit<'j>(plan: &Plan, scope: &Scope, lines: Vec<Line<'j>>) -> BTreeMap<UnitIndex, Vec<Line<'j>>> {
    let mut owner = Owner::new(plan);
    let mut grouped: BTreeMap<UnitIndex, Vec<Line<'j>>> = BTreeMap::new();
    for line in lines {
        if let Some(unit) = owner.of(&line).filter(|unit| scope.contains(*unit)) {
            grouped.entry(unit).or_default().push(line);
        }
    }
    grouped
}
