//! How the done duties grew over the campaign's days.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::document::Curve;
use crate::duties::{Duties, Tally};

/// The number of done duties at the end of each day on which it changed and of the day before, by the day each was done on.
///
/// Runs from the campaign's first day to the day that the duties are judged on; what was done before the first day counts
/// on it. `None` where the plan gives no first day, or that is still to come.
pub fn growth<'t>(duties: &Duties<'_>) -> Option<Curve<'t>> {
    let campaign = &duties.plan.campaign;
    let first = campaign.start.filter(|first| *first <= duties.as_of)?;
    let last = campaign.end.unwrap_or(duties.as_of).max(duties.as_of);
    let mut done: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    for day in duties.list.iter().filter_map(|duty| duty.state.done_on()) {
        *done.entry(day.max(first)).or_default() += 1;
    }
    let mut sum = 0;
    let mut points = vec![(first, done.remove(&first).unwrap_or(0))];
    sum += points[0].1;
    for (day, count) in done {
        // Up to the day before nothing had been added.
        points.extend(day.pred_opt().filter(|before| *before > points[points.len() - 1].0).map(|before| (before, sum)));
        sum += count;
        points.push((day, sum));
    }
    points.extend((points[points.len() - 1].0 < duties.as_of).then_some((duties.as_of, sum)));
    let whole = Tally::of(&duties.list).owed;
    let name = format!("已完成的项次，按完成日期累计；应完成的共{whole}项次");
    Some(Curve { name: name.into(), span: (first, last), today: duties.as_of, whole, points })
}
