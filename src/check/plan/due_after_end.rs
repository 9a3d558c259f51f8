//! An activity that is due after the campaign's end.

use super::activities;
use crate::check::Finding;
use crate::day::long;
use crate::plan::Plan;

/// Finds activities whose own due day is after the campaign's last day; extensions for single units may be.
pub fn look(plan: &Plan) -> Vec<Finding> {
    let Some(end) = plan.campaign.end else { return Vec::new() };
    let late = activities(plan).filter_map(|(activity, places)| {
        let place = places.due.as_ref()?;
        let due = activity.due.filter(|due| *due > end)?;
        let reason = format!("第{}项的时限{}，晚于整个专项工作结束的{}", activity.id, long(due), long(end));
        let finding = Finding::in_plan(place, reason, "核对年份和月份；确实要更晚的，不用改");
        Some(match &plan.places.end {
            Some(end) => finding.because_of(end, "结束日在这里"),
            None => finding,
        })
    });
    late.collect()
}
