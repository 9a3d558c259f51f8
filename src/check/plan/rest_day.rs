//! A due day on which the office may be closed.

use chrono::{Datelike, NaiveDate, Weekday};

use super::due_days;
use crate::check::Finding;
use crate::day::long;
use crate::plan::Plan;

/// Finds due days on a Saturday or Sunday. zlt moves none of them: the notice's day is the notice's day; and it knows no
/// calendar of the days that are worked instead.
pub fn look(plan: &Plan) -> Vec<Finding> {
    let end =
        plan.campaign.end.zip(plan.places.end.as_ref()).map(|(end, place)| ("整个专项工作".to_owned(), end, place));
    let resting = end.into_iter().chain(due_days(plan)).filter(|(_, day, _)| is_weekend(*day));
    let finding = |what: String, day, place| {
        let reason = format!("{what}的时限{}是周末", long(day));
        Finding::in_plan(
            place,
            reason,
            "通知就是这样写的，或者那天调休上班，不用改；要提前或顺延，改成别的日子（zlt 不会自动顺延）",
        )
    };
    resting.map(|(what, day, place)| finding(what, day, place)).collect()
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}
