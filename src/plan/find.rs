//! What a person means by a name, section or number typed on the command line.

use indexmap::IndexMap;

use super::Plan;
use super::units::{Name, Unit, UnitIndex, Units};
use crate::id::{ActivityId, Pick};
use crate::nearest::{fitting, folded, nearest};

/// Why a typed name could not be settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotFound {
    /// Several fit: these, in plan order.
    Several(Vec<String>),
    /// None fits; these are the nearest names, ties included.
    Unknown(Vec<String>),
}

/// What parts names that are typed or written as one.
pub const SEPARATORS: [char; 5] = ['、', '，', ',', '；', ';'];

impl Units {
    /// The names in what was typed as one: itself where it is a name, else its parts between separators.
    pub fn names_in<'t>(&self, typed: &'t str) -> Vec<&'t str> {
        if self.named(typed.trim()).is_some() || !typed.contains(SEPARATORS) {
            return vec![typed];
        }
        typed.split(SEPARATORS).filter(|part| !part.trim().is_empty()).collect()
    }

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
        nearest(typed, names)
    }
}

/// An activity that was picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picked {
    /// Its place in the plan.
    pub position: usize,
    /// Whether it was picked by no number of its own, but as part of a range.
    pub is_of_range: bool,
}

/// Why typed numbers could not be settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotPicked {
    /// The plan has no such activity; these are the nearest numbers.
    Unknown(ActivityId, Vec<String>),
    /// The range ends before it begins, in the order of the plan.
    Backward(ActivityId, ActivityId),
}

impl Plan {
    /// Finds the activities that were picked, each once and in the order picked.
    ///
    /// A range follows the order of the plan, and both its ends must exist.
    pub fn pick(&self, picks: &[Pick]) -> Result<Vec<Picked>, NotPicked> {
        let mut picked: IndexMap<usize, bool> = IndexMap::new();
        for pick in picks {
            let (first, last) = match pick {
                Pick::One(id) => (id, id),
                Pick::Range(first, last) => (first, last),
            };
            let (from, to) = (self.known_position(first)?, self.known_position(last)?);
            if from > to {
                return Err(NotPicked::Backward(first.clone(), last.clone()));
            }
            let is_of_range = matches!(pick, Pick::Range(..));
            (from..=to).for_each(|position| *picked.entry(position).or_insert(true) &= is_of_range);
        }
        Ok(picked.into_iter().map(|(position, is_of_range)| Picked { position, is_of_range }).collect())
    }

    fn known_position(&self, id: &ActivityId) -> Result<usize, NotPicked> {
        let ids = self.activities.iter().map(|activity| activity.id.as_str());
        let unknown = || NotPicked::Unknown(id.clone(), nearest(id.as_str(), ids));
        self.position(id.as_str()).ok_or_else(unknown)
    }

    /// Finds the section that a person means, by a part of its name, pinyin or initials.
    pub fn find_section(&self, typed: &str) -> Result<&str, NotFound> {
        let sections = self.sections();
        let named: Vec<(&str, usize)> = sections.iter().enumerate().map(|(at, section)| (*section, at)).collect();
        match fitting(typed, &named)[..] {
            [at] => Ok(sections[at]),
            [] => Err(NotFound::Unknown(nearest(typed, sections))),
            ref several => Err(NotFound::Several(several.iter().map(|&at| sections[at].to_owned()).collect())),
        }
    }
}
