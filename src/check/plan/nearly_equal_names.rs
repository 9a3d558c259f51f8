//! Two units that may be one, written in two ways.

use std::collections::HashMap;

use crate::check::Finding;
use crate::nearest::{Spelled, is_nearly_equal};
use crate::plan::Plan;

/// Finds units whose names are nearly the same: each with the first unit before it that it resembles.
pub fn look(plan: &Plan) -> Vec<Finding> {
    let spelled: Vec<Spelled> = plan.units.units.iter().map(|unit| Spelled::of(&unit.name)).collect();
    let mut seen: HashMap<String, Vec<usize>> = HashMap::new();
    let mut findings = Vec::new();
    for (at, name) in spelled.iter().enumerate() {
        let keys = name.keys();
        // Only names that share a key can be nearly equal: to compare each with each takes seconds for ten thousand.
        let candidates = keys.iter().filter_map(|key| seen.get(key)).flatten().copied();
        if let Some(twin) = candidates.filter(|&other| is_nearly_equal(name, &spelled[other])).min() {
            findings.push(finding(plan, at, twin));
        }
        keys.into_iter().for_each(|key| seen.entry(key).or_default().push(at));
    }
    findings
}

fn finding(plan: &Plan, at: usize, twin: usize) -> Finding {
    let (name, other) = (&plan.units.units[at].name, &plan.units.units[twin].name);
    let reason = format!("“{name}”和“{other}”很像，会不会是同一个单位");
    let remedy =
        format!("是同一个单位，就从统称里删去“{name}”，再在 [aliases] 里写 \"{name}\" = \"{other}\"；不是，不用改");
    Finding::in_plan(&plan.places.units[at], reason, remedy).because_of(&plan.places.units[twin], "先写在这里")
}
