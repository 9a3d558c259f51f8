//! What a person means by a name typed on the command line.

use super::units::{Name, Unit, UnitIndex, Units};
use crate::nearest::{fitting, folded, nearest};

/// Why a typed name could not be settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotFound {
    /// Several units fit: these, in plan order.
    Several(Vec<String>),
    /// None fits; these are the nearest names, ties included.
    Unknown(Vec<String>),
}

impl Units {
    /// Finds the unit or group that a person means.
    ///
    /// Takes an exact name, alias or group; else the one unit that contains the text, or its characters in order, or is
    /// said so in pinyin or initials. Gives the name's meaning, or the candidates.
    pub fn find(&self, typed: &str) -> Result<Name, NotFound> {
        if let Some(exact) = self.named(typed.trim()).or_else(|| self.named_in_any_form(typed)) {
            return Ok(exact);
        }
        match fitting(typed, &self.spellings())[..] {
            [unit] => Ok(Name::Unit(unit)),
            [] => Err(NotFound::Unknown(self.nearest(typed))),
            ref several => Err(NotFound::Several(several.iter().map(|&unit| self.name(unit).to_owned()).collect())),
        }
    }

    /// An exact name but for case and width: `市交通委(市道运局)` with half-width parentheses.
    fn named_in_any_form(&self, typed: &str) -> Option<Name> {
        let typed = folded(typed);
        let mut fits = self.names.iter().filter(|(name, _)| folded(name) == typed).map(|(_, meant)| *meant);
        let first = fits.next()?;
        fits.all(|other| other == first).then_some(first)
    }

    /// Every spelling of every unit, in plan order.
    fn spellings(&self) -> Vec<(&str, UnitIndex)> {
        let names = |unit: UnitIndex| {
            let Unit { name, aliases } = &self.units[unit.0];
            std::iter::once(name).chain(aliases).map(move |name| (name.as_str(), unit))
        };
        self.indices().flat_map(names).collect()
    }

    fn nearest(&self, typed: &str) -> Vec<String> {
        let groups = self.groups.iter().flat_map(|group| std::iter::once(&group.name).chain(&group.aliases));
        let names = self.spellings().into_iter().map(|(name, _)| name).chain(groups.map(String::as_str));
        nearest(typed, names).into_iter().map(str::to_owned).collect()
    }
}
