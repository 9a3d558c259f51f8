//! An activity that was due before the notice was written.

use super::due_days;
use crate::check::Finding;
use crate::day::long;
use crate::plan::Plan;

/// Finds due days, extensions included, before the day of the notice.
pub fn look(plan: &Plan) -> Vec<Finding> {
    let Some(issued) = plan.campaign.issued else { return Vec::new() };
    let early = due_days(plan).filter(|(_, due, _)| *due < issued);
    early
        .map(|(what, due, place)| {
            let reason = format!("{what}的时限{}，早于发文日{}", long(due), long(issued));
            Finding::in_plan(place, reason, "核对年份和月份，或核对 issued")
        })
        .collect()
}
