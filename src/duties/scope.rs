//! The units a command acts on.

use crate::plan::{Activity, Name, Plan, UnitIndex};

/// The units a command acts on.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// The names asked for, as resolved; empty for the whole campaign.
    names: Vec<Name>,
    /// Which units are in, by [`UnitIndex`]; `None` for the whole campaign.
    mask: Option<Vec<bool>>,
}

impl Scope {
    /// The whole campaign.
    pub fn campaign() -> Self {
        Self::default()
    }

    /// The units that these names stand for.
    pub fn of(plan: &Plan, names: Vec<Name>) -> Self {
        let mut mask = vec![false; plan.units.units.len()];
        for unit in names.iter().flat_map(|name| plan.units.members(name)) {
            mask[unit.0] = true;
        }
        Self { names, mask: Some(mask) }
    }

    /// Whether a unit is in the scope.
    pub fn contains(&self, unit: UnitIndex) -> bool {
        self.mask.as_ref().is_none_or(|mask| mask[unit.0])
    }

    /// Whether a unit of the scope owes an activity; the whole campaign has a part in every one, cancelled or not.
    pub fn takes_part(&self, plan: &Plan, activity: &Activity) -> bool {
        self.is_campaign() || !activity.assignments(&plan.units, |unit| self.contains(unit)).is_empty()
    }

    /// Whether the scope is the whole campaign, named by nobody.
    pub fn is_campaign(&self) -> bool {
        self.mask.is_none()
    }

    /// Whether the scope is a single unit.
    pub fn is_one_unit(&self) -> bool {
        self.mask.as_ref().is_some_and(|mask| mask.iter().filter(|is_in| **is_in).count() == 1)
    }

    /// The names asked for.
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// Whether the journal of a name may have something to say about the scope: it is for one of its units, or for none of the plan.
    pub fn needs_journal(&self, plan: &Plan, name: &str) -> bool {
        if self.is_campaign() {
            return true;
        }
        let mut owners = plan.units.units_of_file(name).peekable();
        owners.peek().is_none() || owners.any(|unit| self.contains(unit))
    }

    /// The scope in words: the names joined by `、`, or `全部单位`.
    pub fn words(&self, plan: &Plan) -> String {
        let words: Vec<&str> = self.names.iter().map(|name| plan.units.word(*name)).collect();
        if self.is_campaign() { "全部单位".to_owned() } else { words.join("、") }
    }
}
