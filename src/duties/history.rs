//! What has been said so far: every command with its entries and its label.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::change::Stamp;
use super::duty::Spoiled;
use super::records::read_lines;
use super::scope::Scope;
use crate::id::{ActivityId, Pick};
use crate::journal::commands::{Commands, command_of};
use crate::journal::force::{Force, recorded};
use crate::journal::{Entry, Journal, Journals, Kind};
use crate::plan::find::NotPicked;
use crate::plan::{Plan, UnitIndex};

/// One entry, and what has become of it.
#[derive(Clone, Debug)]
pub struct Said<'j> {
    /// The entry.
    pub entry: Entry<'j>,
    /// The unit it is about; `None` when the plan has no unit of that name.
    pub unit: Option<UnitIndex>,
    /// Whether it has been taken back.
    pub is_retracted: bool,
    /// Whether another stands in its place.
    pub is_corrected: bool,
}

impl Said<'_> {
    /// Whether it was typed on a later day than the one it is about (补录); a retract is about an entry, not a day.
    pub fn is_belated(&self) -> bool {
        self.entry.kind != Kind::Retract && self.entry.at.date_naive() > self.entry.on
    }

    /// Whether it is about a unit of a scope; what is about no unit of the plan is the whole campaign's.
    pub fn is_within(&self, scope: &Scope) -> bool {
        self.unit.map_or(scope.is_campaign(), |unit| scope.contains(unit))
    }

    /// Whether it is about an activity.
    pub fn is_about(&self, id: &ActivityId) -> bool {
        self.entry.activity == id.as_str()
    }
}

/// The entries of one command.
#[derive(Clone, Debug)]
pub struct Command<'j> {
    /// What it is called: its machine and its number there, `k3f9w2xz-12`; it means the same for ever.
    pub label: String,
    /// Its number on its machine; `None` for one that no line tells of.
    pub n: Option<u64>,
    /// Its entries in the order of recording.
    pub said: Vec<Said<'j>>,
}

impl Command<'_> {
    /// Whether nothing is left of it to take back: it is itself a retract, or all its entries are taken back.
    pub fn is_spent(&self) -> bool {
        self.left().next().is_none()
    }

    /// Whether it took something back.
    pub fn is_retract(&self) -> bool {
        self.said.iter().any(|said| said.entry.kind == Kind::Retract)
    }

    /// Whether all of it is about units of a scope; those that the plan does not have any more belong to the whole campaign.
    pub fn is_within(&self, scope: &Scope) -> bool {
        self.said.iter().all(|said| said.unit.map_or(scope.is_campaign(), |unit| scope.contains(unit)))
    }

    /// Whether any of it is about a unit of a scope; to the whole campaign everything matters.
    pub fn touches(&self, scope: &Scope) -> bool {
        self.said.iter().any(|said| said.is_within(scope))
    }

    /// The machine it was typed on.
    pub fn machine(&self) -> &str {
        self.said.first().map_or("", |said| &said.entry.machine)
    }

    /// What is left of it to take back.
    pub fn left(&self) -> impl Iterator<Item = &Said<'_>> {
        self.said.iter().filter(|said| !said.is_retracted && said.entry.kind != Kind::Retract)
    }

    /// The day on which it was typed.
    pub fn day(&self) -> Option<NaiveDate> {
        self.said.first().map(|said| said.entry.at.date_naive())
    }

    /// The entries that take back what is left of it.
    ///
    /// `new_id` gives a fresh id at each call.
    pub fn retracts<'e>(
        &'e self,
        history: &History<'_>,
        plan: &'e Plan,
        stamp: &'e Stamp,
        mut new_id: impl FnMut() -> String,
    ) -> Vec<Entry<'e>> {
        let retract = |said: &'e Said<'_>| Entry {
            id: new_id().into(),
            command: stamp.command.as_str().into(),
            machine: stamp.machine.as_str().into(),
            at: stamp.moment(said.unit.and_then(|unit| history.newest[unit.0]).or(Some(said.entry.at))),
            by: stamp.by.as_str().into(),
            unit: said.unit.map_or(said.entry.unit.as_ref(), |unit| plan.units.name(unit)).into(),
            activity: said.entry.activity.as_ref().into(),
            title: said.entry.title.as_ref().into(),
            retracts: said.entry.id.as_ref().into(),
            ..Entry::blank(Kind::Retract, said.entry.on)
        };
        self.left().map(retract).collect()
    }
}

/// Why a command cannot be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotUndone {
    /// This machine has none in scope of which anything is left.
    NoneLeft,
    /// There is no command of that label.
    Unknown(String),
    /// The command took something back itself; a retract is final.
    IsRetract(String),
    /// It has been taken back before.
    Spent(String),
    /// It is about units outside the scope.
    Outside(String),
}

/// Finds the command of a label, to be taken back.
pub fn labelled<'c, 'j>(commands: &'c [Command<'j>], label: &str, scope: &Scope) -> Result<&'c Command<'j>, NotUndone> {
    let label = || label.to_owned();
    match commands.iter().find(|command| command.label == label()) {
        None => Err(NotUndone::Unknown(label())),
        Some(command) if command.is_retract() => Err(NotUndone::IsRetract(label())),
        Some(command) if command.is_spent() => Err(NotUndone::Spent(label())),
        Some(command) if !command.is_within(scope) => Err(NotUndone::Outside(label())),
        Some(command) => Ok(command),
    }
}

/// Finds the command that was typed last on a machine, among those that concern the scope and of which anything is left, to
/// be taken back. Its number says so, whatever the clock did; those without are older.
pub fn newest<'c, 'j>(commands: &'c [Command<'j>], scope: &Scope, machine: &str) -> Result<&'c Command<'j>, NotUndone> {
    let is_own = |command: &&Command<'_>| command.machine() == machine && command.touches(scope) && !command.is_spent();
    let newest = commands.iter().filter(is_own).max_by_key(|command| command.n).ok_or(NotUndone::NoneLeft)?;
    if newest.is_within(scope) { Ok(newest) } else { Err(NotUndone::Outside(newest.label.clone())) }
}

/// What stands in some journals, command by command.
#[derive(Debug)]
pub struct History<'j> {
    /// The commands from the oldest to the newest.
    pub commands: Vec<Command<'j>>,
    /// When each unit's newest entry was recorded, by [`UnitIndex`].
    pub newest: Vec<Option<DateTime<FixedOffset>>>,
    /// Lines that could not be read.
    pub spoiled: Vec<Spoiled>,
}

/// Gathers the commands that wrote what stands in some journals, each with its label.
///
/// Gives them from the oldest to the newest, by the moment of their first entry. A command that other journals tell of too has
/// of its entries those that are in these.
pub fn history<'j>(plan: &Plan, journals: &Journals, texts: &'j [Vec<u8>], typed: &Commands<'_>) -> History<'j> {
    let mut spoiled = Vec::new();
    let files = journals.files.iter().zip(texts);
    let lines = files.flat_map(|(file, text)| read_lines(file, text, &mut spoiled)).collect();
    let mut entries: Vec<Entry<'j>> = Journal::of(lines).into_lines().into_iter().map(|line| line.entry).collect();
    entries.sort_by(recorded);
    let whom: Vec<Result<UnitIndex, &str>> = entries.iter().map(|entry| plan.units.whom(&entry.unit)).collect();
    let force = Force::of(whom.iter().copied().zip(&entries));
    let fate = |(whom, entry): (&Result<UnitIndex, &str>, &Entry<'_>)| {
        let is_retracted = force.is_retracted(*whom, entry);
        (whom.ok(), is_retracted, !is_retracted && entry.says_something() && !force.has(*whom, entry))
    };
    let fates: Vec<(Option<UnitIndex>, bool, bool)> = whom.iter().zip(&entries).map(fate).collect();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut commands: Vec<Command<'j>> = Vec::new();
    let mut newest = vec![None; plan.units.units.len()];
    for (entry, (unit, is_retracted, is_corrected)) in entries.into_iter().zip(fates) {
        let place = *places.entry(command_of(&entry).to_owned()).or_insert(commands.len());
        if place == commands.len() {
            commands.push(Command { label: typed.label(&entry), n: typed.number(&entry), said: Vec::new() });
        }
        if let Some(unit) = unit {
            // The entries come in the order of recording.
            newest[unit.0] = Some(entry.at);
        }
        commands[place].said.push(Said { entry, unit, is_retracted, is_corrected });
    }
    History { commands, newest, spoiled }
}

/// Proves that there is such an activity: the plan has it, or has had it when something was said about it.
pub fn prove_known(plan: &Plan, commands: &[Command<'_>], id: &ActivityId) -> Result<(), NotPicked> {
    let is_told_of = commands.iter().any(|command| command.said.iter().any(|said| said.is_about(id)));
    if is_told_of { Ok(()) } else { plan.pick(&[Pick::One(id.clone())]).map(|_| ()) }
}

#[cfg(test)]
mod tests {
    use super::history;
    use crate::duties::Scope;
    use crate::journal::commands::Commands;
    use crate::journal::{JournalFile, Journals};
    use crate::plan::sample::{activity, plan};

    /// Entries as `unit kind retracts`, each a command of its own, in the order of their moments; gives those taken back.
    fn taken_back(entries: &[(&str, &str, &str)]) -> Vec<usize> {
        let plan = plan(&["甲", "乙"], &format!("[aliases]\n\"老甲\" = \"甲\"\n{}", activity(1, &["各组"], "")));
        let line = |(number, (unit, kind, retracts)): (usize, &(&str, &str, &str))| {
            format!(
                r#"{{"id":"{}","at":"2024-09-12T10:00:00.{number:03}+08:00","unit":"{unit}","activity":"1","kind":"{kind}","on":"2024-09-12","retracts":"{retracts}"}}"#,
                number + 1
            ) + "\n"
        };
        let text: String = entries.iter().enumerate().map(line).collect();
        let files = vec![JournalFile::new("甲".to_owned(), "甲.jsonl")];
        let texts = [text.into_bytes()];
        let history = history(&plan, &Journals { files, ..Journals::default() }, &texts, &Commands::default());
        assert!(history.spoiled.is_empty());
        let is_taken_back = |command: &&super::Command<'_>| command.said.iter().any(|said| said.is_retracted);
        let taken_back = history.commands.iter().filter(is_taken_back);
        taken_back.map(|command| command.said[0].entry.id.parse().unwrap()).collect()
    }

    #[test]
    fn a_unit_takes_back_what_it_said_under_any_of_its_names_and_nothing_of_anothers() {
        for (entries, expected) in [
            (&[("甲", "done", ""), ("甲", "retract", "1")][..], &[1][..]),
            (&[("老甲", "done", ""), ("甲", "retract", "1")], &[1]),
            (&[("甲", "done", ""), ("乙", "retract", "1")], &[]),
            (&[("甲", "done", ""), ("乙", "done", ""), ("乙", "retract", "2")], &[2]),
        ] {
            assert_eq!(taken_back(entries), expected, "{entries:?}");
        }
    }

    #[test]
    fn what_is_about_no_unit_of_the_plan_is_the_whole_campaigns() {
        let plan = plan(&["甲", "乙"], &activity(1, &["各组"], ""));
        let text = r#"{"id":"1","at":"2024-09-12T10:00:00.000+08:00","unit":"丙","activity":"1","kind":"done","on":"2024-09-12"}"#;
        let files = vec![JournalFile::new("丙".to_owned(), "丙.jsonl")];
        let texts = [text.as_bytes().to_vec()];
        let history = history(&plan, &Journals { files, ..Journals::default() }, &texts, &Commands::default());
        let of_one = Scope::of(&plan, vec![plan.units.find("甲").unwrap()]);
        assert_eq!(
            [Scope::campaign(), of_one].map(|scope| history.commands[0].said[0].is_within(&scope)),
            [true, false]
        );
    }
}
