//! A name taken out of groups, where no group of the activity holds it.

use super::activities;
use crate::check::Finding;
use crate::plan::{Activity, Name, Plan};

/// Finds names in `except` that take nobody out.
pub fn look(plan: &Plan) -> Vec<Finding> {
    let idle = activities(plan).flat_map(|(activity, places)| {
        let named = activity.except.iter().zip(&places.except);
        named.filter(|(name, _)| !has_effect(plan, activity, name)).map(|(name, place)| {
            let name = plan.units.word(*name);
            let reason = format!("第{}项的 except 里写了“{name}”，但这一项的统称里没有它", activity.id);
            Finding::in_plan(place, reason, "从 except 里删去；直接点名的单位，要从 units 里删去")
        })
    });
    idle.collect()
}

/// Whether some unit behind the name would be brought in by a group, were it not for `except`.
fn has_effect(plan: &Plan, activity: &Activity, name: &Name) -> bool {
    let members = plan.units.members(name);
    let without = Activity { except: Vec::new(), ..activity.clone() };
    let assignments = without.assignments(&plan.units, |unit| members.contains(&unit));
    assignments.iter().any(|assignment| assignment.through.is_some())
}
