//! Two units that may be one, written in two ways.

use crate::check::Finding;
use crate::nearest::{Spelled, is_nearly_equal, twins};
use crate::plan::Plan;

/// Finds units whose names are nearly the same: each with the first unit before it that it resembles.
pub fn look(plan: &Plan) -> Vec<Finding> {
    let spelled: Vec<Spelled> = plan.units.units.iter().map(|unit| Spelled::of(&unit.name)).collect();
    twins(&spelled, is_nearly_equal).into_iter().map(|(at, twin)| finding(plan, at, twin)).collect()
}

fn finding(plan: &Plan, at: usize, twin: usize) -> Finding {
    let (name, other) = (&plan.units.units[at].name, &plan.units.units[twin].name);
    let reason = format!("“{name}”和“{other}”很像，会不会是同一个单位");
    let remedy =
        format!("是同一个单位，就从统称里删去“{name}”，再在 [aliases] 里写 \"{name}\" = \"{other}\"；不是，不用改");
    Finding::in_plan(&plan.places.units[at], reason, remedy).because_of(&plan.places.units[twin], "先写在这里")
}
