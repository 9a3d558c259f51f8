//! A name taken out of groups, where that takes nobody out.

use super::{activities, is_named};
use crate::check::Finding;
use crate::plan::{Activity, Name, Place, Plan};

/// Finds names in `except` that take nobody out: no group of the activity holds them, or the activity names them itself.
pub fn look(plan: &Plan) -> Vec<Finding> {
    let idle = activities(plan).flat_map(|(activity, places)| {
        let named = activity.except.iter().zip(&places.except);
        named
            .filter(|(name, _)| !has_effect(plan, activity, name))
            .map(|(name, place)| finding(plan, activity, name, place))
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

fn finding(plan: &Plan, activity: &Activity, name: &Name, place: &Place) -> Finding {
    let (word, id) = (plan.units.word(*name), &activity.id);
    if is_named(plan, activity, name) {
        let reason = format!("第{id}项的 except 里写了“{word}”，但它在这一项里是直接点名的，除不去");
        Finding::in_plan(place, reason, "不该它承担的，从 units、lead 或 support 里删去；该它承担的，从 except 里删去")
    } else {
        let reason = format!("第{id}项的 except 里写了“{word}”，但这一项的统称里没有它");
        Finding::in_plan(place, reason, "从 except 里删去，或核对名称")
    }
}
