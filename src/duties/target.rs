//! Which duties a command may write about.

use std::collections::BTreeSet;

use super::duty::Duty;
use super::scope::Scope;
use crate::id::ActivityId;
use crate::plan::find::Picked;
use crate::plan::{Activity, Name, Plan, UnitIndex};

/// The activities and units that a command writes about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Targets {
    /// The activities that units in scope owe.
    pub activities: BTreeSet<usize>,
    /// The units in scope that owe any of them.
    pub units: BTreeSet<UnitIndex>,
    /// The duties among them that were chosen one by one; `None` where all are meant.
    pub chosen: Option<BTreeSet<(usize, UnitIndex)>>,
    /// Activities of a range that no unit in scope owes; they are passed over.
    pub passed_over: Vec<ActivityId>,
}

impl Targets {
    /// Duties that somebody has chosen one by one: the places of their activities, and their units.
    pub fn of_chosen(chosen: BTreeSet<(usize, UnitIndex)>) -> Self {
        Self {
            activities: chosen.iter().map(|(position, _)| *position).collect(),
            units: chosen.iter().map(|(_, unit)| *unit).collect(),
            chosen: Some(chosen),
            passed_over: Vec::new(),
        }
    }

    /// The units that are written about.
    pub fn scope(&self, plan: &Plan) -> Scope {
        Scope::of(plan, self.units.iter().copied().map(Name::Unit).collect())
    }

    /// Whether a duty is one of those to write about.
    pub fn includes(&self, plan: &Plan, duty: &Duty<'_>) -> bool {
        let Some(position) = plan.position(duty.activity.id.as_str()) else { return false };
        let is_chosen = self.chosen.as_ref().is_none_or(|chosen| chosen.contains(&(position, duty.unit)));
        is_chosen && self.activities.contains(&position)
    }
}

/// Why a command may not write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The activity has been called off.
    Cancelled(ActivityId),
    /// No unit in scope owes the activity.
    NotOwed(ActivityId),
    /// A name asked for owes none of the activities.
    OwesNone(Name),
    /// Activities that groups share in would be written for so many units, and nobody has said that all are meant.
    WholeCampaign(Vec<ActivityId>, usize),
}

/// Proves what a command wants to write, from the plan alone, so that a refusal touches no file.
///
/// Every activity picked by number, and at least one of a range, must be owed by a unit in scope, and every name asked for
/// must owe one of them. Where the scope is the whole campaign because nobody named one, activities that a group shares in are
/// refused: 38 units are not closed by a slip.
pub fn targets(plan: &Plan, scope: &Scope, picked: &[Picked], is_all_meant: bool) -> Result<Targets, Refusal> {
    let mut targets =
        Targets { activities: BTreeSet::new(), units: BTreeSet::new(), chosen: None, passed_over: Vec::new() };
    for pick in picked {
        let activity = &plan.activities[pick.position];
        let owing = owing(plan, scope, activity);
        match (owing.is_empty(), pick.is_of_range) {
            (false, _) => {
                targets.activities.insert(pick.position);
                targets.units.extend(owing);
            }
            (true, true) => targets.passed_over.push(activity.id.clone()),
            (true, false) if activity.cancelled => return Err(Refusal::Cancelled(activity.id.clone())),
            (true, false) => return Err(Refusal::NotOwed(activity.id.clone())),
        }
    }
    if let (true, Some(first)) = (targets.activities.is_empty(), targets.passed_over.first()) {
        return Err(Refusal::NotOwed(first.clone()));
    }
    let owes_none = |name: &&Name| !plan.units.members(name).iter().any(|unit| targets.units.contains(unit));
    if let Some(name) = scope.names().iter().find(owes_none) {
        return Err(Refusal::OwesNone(*name));
    }
    if scope.is_campaign() && !is_all_meant {
        refuse_groups(plan, scope, &targets)?;
    }
    Ok(targets)
}

fn owing(plan: &Plan, scope: &Scope, activity: &Activity) -> Vec<UnitIndex> {
    let assignments = activity.assignments(&plan.units, |unit| scope.contains(unit));
    assignments.into_iter().map(|assignment| assignment.unit).collect()
}

fn refuse_groups(plan: &Plan, scope: &Scope, targets: &Targets) -> Result<(), Refusal> {
    let activities = targets.activities.iter().map(|&position| &plan.activities[position]);
    let shared: Vec<&Activity> = activities.filter(|activity| activity.names_a_group()).collect();
    let units: BTreeSet<UnitIndex> = shared.iter().flat_map(|activity| owing(plan, scope, activity)).collect();
    if shared.is_empty() {
        return Ok(());
    }
    Err(Refusal::WholeCampaign(shared.iter().map(|activity| activity.id.clone()).collect(), units.len()))
}
