//! What was said, unit by unit, from whichever file it stands in.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::duty::Spoiled;
use super::scope::Scope;
use crate::files::FileError;
use crate::journal::line::{Unreadable, split};
use crate::journal::parallel::map_all;
use crate::journal::round::{KeptRound, rounds};
use crate::journal::{Entry, Journal, JournalFile, Journals, Line, State};
use crate::plan::{Plan, UnitIndex};

/// How much of what was said is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// What it amounts to.
    States,
    /// Each entry of the round besides, which takes far more room.
    Rounds,
}

/// What a unit has said of an activity.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// What it amounts to.
    pub state: State,
    /// The entries of the round, where they are wanted.
    pub round: Option<Box<KeptRound>>,
}

/// What was said by the units of a scope.
#[derive(Debug)]
pub struct Records {
    /// By [`UnitIndex`], then by the place of the activity; empty where a unit has said nothing.
    pub told: Vec<Vec<Told>>,
    /// When each unit's newest entry was recorded.
    pub newest: Vec<Option<DateTime<FixedOffset>>>,
    /// Lines that could not be read.
    pub spoiled: Vec<Spoiled>,
    /// About how many activities and units was something said that the plan does not have.
    pub orphans: usize,
    /// The same of each unit's activities, by [`UnitIndex`].
    orphans_of: Vec<usize>,
    /// The entries that stand in the file of another unit: whose file it is, and whom the entry is about.
    pub strays: Vec<(UnitIndex, UnitIndex)>,
}

/// What one unit said.
struct UnitRecord {
    unit: UnitIndex,
    told: Vec<Told>,
    newest: Option<DateTime<FixedOffset>>,
    guests: Vec<Guest>,
    spoiled: Vec<Spoiled>,
    orphans: usize,
}

/// A line that stands in the file of another unit, or of none.
struct Guest {
    /// Whom it is about; `None` when the plan has no such unit.
    unit: Option<UnitIndex>,
    text: String,
}

/// Folds the journals of a scope as of a day.
///
/// An entry belongs to the unit it names, by today's or any former name, whatever the name of its file. Files that belong
/// to no unit (a conflict copy, a unit the plan no longer has) are searched for entries of the scope's units as well. Each
/// file is read, folded and forgotten before the next, so that memory does not grow with the journals.
pub fn records<R>(plan: &Plan, scope: &Scope, journals: &Journals<R>, as_of: NaiveDate, depth: Depth) -> Records
where
    R: Fn(&JournalFile) -> Result<Vec<u8>, FileError> + Sync,
{
    let claims = Claims::of(plan, &journals.files);
    let reader = Reader { plan, read: &journals.read, as_of, depth };
    let mut records = Records {
        told: vec![Vec::new(); plan.units.units.len()],
        newest: vec![None; plan.units.units.len()],
        spoiled: Vec::new(),
        orphans: 0,
        orphans_of: vec![0; plan.units.units.len()],
        strays: Vec::new(),
    };
    let mut guests = reader.unclaimed(&claims.unclaimed, &mut records.spoiled);
    for mut record in map_all(&claims.claimed, journals.files.len(), |(unit, files)| reader.unit(*unit, files, &[])) {
        let about = record.guests.iter().filter_map(|guest| guest.unit);
        records.strays.extend(about.filter(|unit| !claims.share(record.unit, *unit)).map(|unit| (record.unit, unit)));
        guests.append(&mut record.guests);
        records.keep(record);
    }
    let orphans: HashSet<&str> =
        guests.iter().filter(|guest| guest.unit.is_none()).map(|guest| guest.text.as_str()).collect();
    records.orphans += orphans.len();
    for (unit, lines) in by_unit(scope, guests) {
        records.keep(reader.unit(unit, claims.files_of(unit), &lines));
    }
    records.orphans += records.orphans_of.iter().sum::<usize>();
    records.spoiled.sort();
    records.spoiled.dedup();
    records
}

impl Records {
    fn keep(&mut self, mut record: UnitRecord) {
        self.spoiled.append(&mut record.spoiled);
        self.orphans_of[record.unit.0] = record.orphans;
        self.told[record.unit.0] = record.told;
        self.newest[record.unit.0] = record.newest;
    }
}

/// Which files belong to which unit by their names.
struct Claims<'j> {
    claimed: Vec<(UnitIndex, Vec<&'j JournalFile>)>,
    unclaimed: Vec<&'j JournalFile>,
}

impl<'j> Claims<'j> {
    fn of(plan: &Plan, files: &'j [JournalFile]) -> Self {
        let mut claimed: BTreeMap<UnitIndex, Vec<&JournalFile>> = BTreeMap::new();
        let mut unclaimed = Vec::new();
        for file in files {
            let mut owners = plan.units.units_of_file(&file.name).peekable();
            if owners.peek().is_none() {
                unclaimed.push(file);
            }
            owners.for_each(|unit| claimed.entry(unit).or_default().push(file));
        }
        Self { claimed: claimed.into_iter().collect(), unclaimed }
    }

    /// Whether a file may be of either of two units: a name with a dot can mean two.
    fn share(&self, one: UnitIndex, other: UnitIndex) -> bool {
        let of_other = self.files_of(other);
        self.files_of(one).iter().any(|file| of_other.iter().any(|too| too.path == file.path))
    }

    fn files_of(&self, unit: UnitIndex) -> &[&'j JournalFile] {
        self.claimed.iter().find(|(owner, _)| *owner == unit).map_or(&[], |(_, files)| files)
    }
}

/// Reads and folds files, one after the other.
struct Reader<'r, R> {
    plan: &'r Plan,
    /// Gives the content of a file.
    read: &'r R,
    as_of: NaiveDate,
    depth: Depth,
}

impl<R: Fn(&JournalFile) -> Result<Vec<u8>, FileError>> Reader<'_, R> {
    /// What a unit said: in the files that belong to it, and in the lines `brought` from those of others.
    fn unit(&self, unit: UnitIndex, files: &[&JournalFile], brought: &[String]) -> UnitRecord {
        let brought = brought.join("\n").into_bytes();
        let mut spoiled = Vec::new();
        let texts: Vec<Vec<u8>> = files.iter().map(|file| self.content(file, &mut spoiled)).collect();
        let mut lines = split(&brought).0;
        for (file, text) in files.iter().zip(&texts) {
            lines.append(&mut read_lines(file, text, &mut spoiled));
        }
        let all = Journal::of(lines);
        let mut owner = Owner::new(self.plan);
        let (own, others): (Vec<&Line<'_>>, Vec<&Line<'_>>) =
            all.lines().iter().partition(|line| owner.of(line) == Some(unit));
        let mut told = vec![Told::default(); self.plan.activities.len()];
        let mut orphans = 0;
        rounds(own.iter().map(|line| &line.entry), self.as_of, |id, round, noted| match self.plan.position(id) {
            Some(position) => told[position] = self.told(round, noted),
            None => orphans += 1,
        });
        let guests = owner.guests(others);
        UnitRecord { unit, told, newest: own.iter().map(|line| line.entry.at).max(), guests, spoiled, orphans }
    }

    fn told(&self, round: &[&Entry<'_>], noted: &[&Entry<'_>]) -> Told {
        let owned = |entries: &[&Entry<'_>]| entries.iter().map(|entry| (*entry).clone().into_owned()).collect();
        let kept = || Box::new(KeptRound { entries: owned(round), noted: owned(noted) });
        Told { state: State::of(round, noted), round: (self.depth == Depth::Rounds).then(kept) }
    }

    /// The content of a file; one that cannot be read is noted, and the others still count.
    fn content(&self, file: &JournalFile, spoiled: &mut Vec<Spoiled>) -> Vec<u8> {
        (self.read)(file).unwrap_or_else(|_| {
            spoiled.push(Spoiled { path: file.path.clone(), line: None });
            Vec::new()
        })
    }

    /// What stands in files that belong to no unit.
    fn unclaimed(&self, files: &[&JournalFile], spoiled: &mut Vec<Spoiled>) -> Vec<Guest> {
        let mut guests = Vec::new();
        for file in files {
            let text = self.content(file, spoiled);
            guests.append(&mut Owner::new(self.plan).guests(Journal::of(read_lines(file, &text, spoiled)).lines()));
        }
        guests
    }
}

/// The entries of a file as they stand; lines that are none, and were not merely torn, are noted.
pub fn read_lines<'t>(file: &JournalFile, text: &'t [u8], spoiled: &mut Vec<Spoiled>) -> Vec<Line<'t>> {
    let (lines, unreadable) = split(text);
    let garbled = unreadable.iter().filter(|(_, why)| *why != Unreadable::Torn);
    spoiled.extend(garbled.map(|(line, _)| Spoiled { path: file.path.clone(), line: Some(*line) }));
    lines
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

    /// The lines, each with the unit it is about.
    fn guests<'l, 't: 'l>(&mut self, lines: impl IntoIterator<Item = &'l Line<'t>>) -> Vec<Guest> {
        lines.into_iter().map(|line| Guest { unit: self.of(line), text: line.text.to_owned() }).collect()
    }
}

fn by_unit(scope: &Scope, guests: Vec<Guest>) -> BTreeMap<UnitIndex, Vec<String>> {
    let mut grouped: BTreeMap<UnitIndex, Vec<String>> = BTreeMap::new();
    for guest in guests {
        if let Some(unit) = guest.unit.filter(|unit| scope.contains(*unit)) {
            grouped.entry(unit).or_default().push(guest.text);
        }
    }
    grouped
}
