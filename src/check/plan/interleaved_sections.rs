//! A section that is taken up again after another has begun.

use crate::check::Finding;
use crate::plan::Plan;

/// Finds activities that return to a section which another section has followed.
pub fn look(plan: &Plan) -> Vec<Finding> {
    let mut begun: Vec<&str> = Vec::new();
    let mut findings = Vec::new();
    for (activity, places) in plan.activities.iter().zip(&plan.places.activities) {
        let (Some(section), Some(place)) = (activity.section.as_deref(), &places.section) else { continue };
        if begun.last() != Some(&section) && begun.contains(&section) {
            let reason = format!("第{}项又回到了板块“{section}”，中间隔着别的板块", activity.id);
            findings.push(Finding::in_plan(place, reason, "核对板块名称；没有写错，就把同一板块的任务排在一起"));
        }
        begun.retain(|known| *known != section);
        begun.push(section);
    }
    findings
}
