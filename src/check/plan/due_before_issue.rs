//! An activity that was due before the notice was written.

use super::activities;
use crate::check::Finding;
use crate::day::long;
use crate::plan::Plan;

/// Finds activities whose own due day is before the day of the notice.
pub fn look(plan: &Plan) -> Vec<Finding> {
    let Some(issued) = plan.campaign.issued else { return Vec::new() };
    let early = activities(plan).filter_map(|(activity, places)| {
        let place = places.due.as_ref()?;
        let due = activity.due.filter(|due| *due < issued)?;
        let reason = format!("第{}项的时限{}，早于发文日{}", activity.id, long(due), long(issued));
        Some(Finding::in_plan(place, reason, "核对年份和月份，或核对 issued"))
    });
    early.collect()
}
