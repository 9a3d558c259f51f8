//! A due day on which the office is closed.

use chrono::{Datelike, NaiveDate, Weekday};

use super::activities;
use crate::check::Finding;
use crate::day::long;
use crate::plan::{Place, Plan};

/// Finds due days on a Saturday or Sunday. zlt moves none of them: the notice's day is the notice's day.
pub fn look(plan: &Plan) -> Vec<Finding> {
    let end =
        plan.campaign.end.zip(plan.places.end.as_ref()).map(|(end, place)| ("整个专项工作".to_owned(), end, place));
    let own = activities(plan)
        .filter_map(|(activity, places)| Some((format!("第{}项", activity.id), activity.due?, places.due.as_ref()?)));
    let resting = end.into_iter().chain(own).filter(|(_, day, _)| is_rest_day(*day));
    resting
        .map(|(what, day, place): (String, NaiveDate, &Place)| {
            let reason = format!("{what}的时限{}是休息日", long(day));
            Finding::in_plan(place, reason, "通知就是这样写的，不用改；要提前或顺延，改成别的日子（zlt 不会自动顺延）")
        })
        .collect()
}

fn is_rest_day(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}
