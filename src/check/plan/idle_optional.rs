//! A name that takes part at will, where that makes no difference.

use super::{activities, is_named};
use crate::check::Finding;
use crate::plan::{Activity, Name, Place, Plan};

/// Finds names in `optional` that make no duty of their activity optional: they are not listed, or they stand for units that
/// the activity names itself.
pub fn look(plan: &Plan) -> Vec<Finding> {
    let idle = activities(plan).flat_map(|(activity, places)| {
        let named = activity.optional.iter().zip(&places.optional);
        named
            .filter(|(name, _)| !has_effect(plan, activity, name))
            .map(|(name, place)| finding(plan, activity, name, place))
    });
    idle.collect()
}

fn has_effect(plan: &Plan, activity: &Activity, name: &Name) -> bool {
    let members = plan.units.members(name);
    let alone = Activity { optional: vec![*name], ..activity.clone() };
    alone.assignments(&plan.units, |unit| members.contains(&unit)).iter().any(|assignment| assignment.optional)
}

fn finding(plan: &Plan, activity: &Activity, name: &Name, place: &Place) -> Finding {
    let (word, id) = (plan.units.word(*name), &activity.id);
    if is_named(plan, activity, name) {
        let reason = format!("第{id}项的 optional 里写了“{word}”，但里面的单位在这一项里是直接点名的，照样要承担");
        Finding::in_plan(place, reason, "确实可根据需要开展的，在 optional 里逐个写出单位的名称")
    } else {
        let reason = format!("第{id}项的 optional 里写了“{word}”，但它不在这一项的责任单位里");
        Finding::in_plan(place, reason, "把它写进 units、lead 或 support，或从 optional 里删去")
    }
}
