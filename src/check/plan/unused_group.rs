//! A group that no activity has any use for.

use std::collections::HashSet;

use crate::check::{Finding, Subject};
use crate::plan::UnitIndex;

/// Finds groups none of whose units owes anything or ever has. A group that keeps the roll of units named elsewhere is in
/// use, and so is one that keeps the names of units that once reported.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    let plan = subject.plan;
    let listed = plan.activities.iter().flat_map(|activity| &activity.listed);
    let reported = subject.records.said.iter().filter_map(|said| plan.units.unit_named(&said.entry.unit));
    let named: HashSet<UnitIndex> =
        listed.flat_map(|listed| plan.units.members(&listed.name)).copied().chain(reported).collect();
    let groups = plan.units.groups.iter().zip(&plan.places.groups);
    let unused = groups.filter(|(group, _)| !group.members.iter().any(|unit| named.contains(unit)));
    unused
        .map(|(group, place)| {
            let reason = format!("没有哪一项任务用到统称“{}”，里面的单位也都没有分工", group.name);
            Finding::in_plan(place, reason, "核对任务的 units 里是不是漏写了它；用不着就删去")
        })
        .collect()
}
