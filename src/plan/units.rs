//! Who takes part: units, groups of units, and all their names.

use std::collections::HashMap;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::nearest::is_plain;

/// The place of a unit in its plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitIndex(pub usize);

/// The place of a group in its plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupIndex(pub usize);

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// One unit.
    Unit(UnitIndex),
    /// A collective name.
    Group(GroupIndex),
}

/// A department, township or institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The name it goes by today.
    pub name: String,
    /// Its other spellings and former names.
    pub aliases: Vec<String>,
}

/// A collective name and the units behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The collective name.
    pub name: String,
    /// Its other spellings.
    pub aliases: Vec<String>,
    /// The units, groups within it expanded, each once and in the order of the file.
    pub members: Vec<UnitIndex>,
}

/// All units and groups of a plan.
#[derive(Clone, Debug, Default)]
pub struct Units {
    /// The units in the order in which the groups first name them.
    pub units: Vec<Unit>,
    /// The groups in the order of the file.
    pub groups: Vec<Group>,
    pub(super) names: HashMap<String, Name>,
}

impl Units {
    /// What a name written in a plan, a journal or a file name stands for, aliases included; `None` when unknown.
    pub fn named(&self, name: &str) -> Option<Name> {
        self.names.get(name).or_else(|| self.names.get(&composed_anew(name)?)).copied()
    }

    /// The unit a written name stands for; `None` when it is unknown or a group's.
    pub fn unit_named(&self, name: &str) -> Option<UnitIndex> {
        match self.named(name)? {
            Name::Unit(unit) => Some(unit),
            Name::Group(_) => None,
        }
    }

    /// Whom a written name means: a unit, by whichever of its names, else nobody but the name itself.
    pub fn whom<'n>(&self, name: &'n str) -> Result<UnitIndex, &'n str> {
        self.unit_named(name).ok_or(name)
    }

    /// The units that the name of a file of records means, without its ending: its name is theirs, or begins with theirs and
    /// goes on with a dot and a machine. A name with a dot may mean two.
    pub fn units_of_file(&self, name: &str) -> impl Iterator<Item = UnitIndex> {
        let whole = self.unit_named(name);
        let with_machine = name.rsplit_once('.').and_then(|(unit, _)| self.unit_named(unit));
        whole.into_iter().chain(with_machine.filter(move |unit| Some(*unit) != whole))
    }

    /// Today's name of a unit.
    pub fn name(&self, unit: UnitIndex) -> &str {
        &self.units[unit.0].name
    }

    /// The collective name of a group.
    pub fn group_name(&self, group: GroupIndex) -> &str {
        &self.groups[group.0].name
    }

    /// The name of whatever a name stands for.
    pub fn word(&self, name: Name) -> &str {
        match name {
            Name::Unit(unit) => self.name(unit),
            Name::Group(group) => self.group_name(group),
        }
    }

    /// The units behind a name: the unit itself, or all members of the group.
    pub fn members<'a>(&'a self, name: &'a Name) -> &'a [UnitIndex] {
        match name {
            Name::Unit(unit) => std::slice::from_ref(unit),
            Name::Group(group) => &self.groups[group.0].members,
        }
    }

    /// Every unit in plan order.
    pub fn indices(&self) -> impl Iterator<Item = UnitIndex> + use<> {
        (0..self.units.len()).map(UnitIndex)
    }
}

/// A name in the form in which names are stored, where it is in another.
fn composed_anew(name: &str) -> Option<String> {
    (is_nfc_quick(name.chars()) != IsNormalized::Yes).then(|| composed(name))
}

/// The Unicode form in which names are stored and looked up (NFC: macOS hands out file names decomposed).
pub(super) fn composed(name: &str) -> String {
    if is_plain(name) { name.to_owned() } else { name.nfc().collect() }
}
