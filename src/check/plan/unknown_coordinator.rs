//! A coordinator that is no unit of the plan.

use crate::check::Finding;
use crate::nearest::nearest;
use crate::plan::Plan;

/// Finds a coordinator whom the plan does not know: nobody is then recognised as the office, or left out of its own reminders.
pub fn look(plan: &Plan) -> Vec<Finding> {
    let (Some(office), Some(place)) = (&plan.campaign.coordinator, &plan.places.coordinator) else { return Vec::new() };
    if plan.units.named(office).is_some() {
        return Vec::new();
    }
    let near = nearest(office, plan.units.units.iter().map(|unit| unit.name.as_str()));
    let near = if near.is_empty() { String::new() } else { format!("是不是“{}”？", near.join("”或“")) };
    let reason = format!("coordinator 写的“{office}”不是方案里的单位，看不出谁是牵头汇总的单位");
    let remedy = format!("{near}是另一种叫法的，写进 [aliases]；不在参加单位里的，不用改");
    vec![Finding::in_plan(place, reason, remedy)]
}
