//! Two units that may be one, written in two ways.

use crate::check::Finding;
use crate::nearest::{Spelled, is_nearly_equal};
use crate::plan::Plan;

/// Finds units whose names are nearly the same: each with the first unit before it that it resembles.
pub fn look(plan: &Plan) -> Vec<Finding> {
    let units = plan.units.units.iter().zip(&plan.places.units);
    let spelled: Vec<_> = units.map(|(unit, place)| (Spelled::of(&unit.name), unit, place)).collect();
    let twins = spelled.iter().enumerate().filter_map(|(at, (name, unit, place))| {
        let (_, twin, first) = spelled[..at].iter().find(|(other, ..)| is_nearly_equal(name, other))?;
        let reason = format!("“{}”和“{}”很像，会不会是同一个单位", unit.name, twin.name);
        let remedy =
            format!("是同一个单位，就把其中一个改写进 [aliases]：\"{}\" = \"{}\"；不是，不用改", unit.name, twin.name);
        Some(Finding::in_plan(place, reason, remedy).because_of(first, "先写在这里"))
    });
    twins.collect()
}
