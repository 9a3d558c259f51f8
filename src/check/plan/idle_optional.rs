//! A name that takes part at will, where it does not take part at all.

use super::activities;
use crate::check::Finding;
use crate::plan::{Activity, Name, Plan};

/// Finds names in `optional` that make no duty of their activity optional.
pub fn look(plan: &Plan) -> Vec<Finding> {
    let idle = activities(plan).flat_map(|(activity, places)| {
        let named = activity.optional.iter().zip(&places.optional);
        named.filter(|(name, _)| !has_effect(plan, activity, name)).map(|(name, place)| {
            let name = plan.units.word(*name);
            let reason = format!("第{}项的 optional 里写了“{name}”，但它不在这一项的责任单位里", activity.id);
            Finding::in_plan(place, reason, "把它写进 units、lead 或 support，或从 optional 里删去")
        })
    });
    idle.collect()
}

fn has_effect(plan: &Plan, activity: &Activity, name: &Name) -> bool {
    let members = plan.units.members(name);
    let alone = Activity { optional: vec![*name], ..activity.clone() };
    alone.assignments(&plan.units, |unit| members.contains(&unit)).iter().any(|assignment| assignment.optional)
}
