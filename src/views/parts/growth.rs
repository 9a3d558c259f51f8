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
    for day in duties.list.iter().filter_map(|duty| duty.state.done_on) {
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
    let whole = Tally::of(&duties.list, duties.as_of).owed;
    let name = format!("已完成的项次，按完成日期累计；应完成的共{whole}项次");
    Some(Curve { name: name.into(), span: (first, last), today: duties.as_of, whole, points })
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::growth;
    use crate::duties::{Depth, Duties, Scope, join};
    use crate::journal::{Journals, State, Status};
    use crate::plan::{Plan, load};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn plan(start: &str) -> Plan {
        let text = format!(
            "[campaign]\nid = \"t\"\ntitle = \"测试\"\n{start}\nend = 2024-09-30\n[groups]\n\"各组\" = [\"甲\", \"乙\", \"丙\"]\n[[activity]]\nid = 1\ntitle = \"一\"\nunits = [\"各组\"]\n"
        );
        load("plan.toml", &text).unwrap()
    }

    fn duties<'p>(plan: &'p Plan, as_of: &str, done: &[&str]) -> Duties<'p> {
        let mut duties = join(plan, Scope::campaign(), &Journals::default(), day(as_of), Depth::States);
        for (duty, on) in duties.list.iter_mut().zip(done) {
            duty.state = State::plain(Status::Done, Some(day(on)));
        }
        duties
    }

    fn points(duties: &Duties<'_>) -> Vec<String> {
        growth(duties).unwrap().points.iter().map(|(day, sum)| format!("{} {sum}", day.format("%m-%d"))).collect()
    }

    #[test]
    fn the_curve_rises_on_the_days_of_doing_and_stays_level_in_between() {
        let plan = plan("start = 2024-09-01");
        let done = ["2024-08-20", "2024-09-10", "2024-09-11"];
        let expected = ["09-01 1", "09-09 1", "09-10 2", "09-11 3", "09-20 3"];
        assert_eq!(
            points(&duties(&plan, "2024-09-20", &done)),
            expected,
            "what was done before counts on the first day"
        );
        assert_eq!(points(&duties(&plan, "2024-09-01", &[])), ["09-01 0"]);
        assert_eq!(
            points(&duties(&plan, "2024-10-05", &done[1..])),
            ["09-01 0", "09-09 0", "09-10 1", "09-11 2", "10-05 2"]
        );
        assert_eq!(growth(&duties(&plan, "2024-10-05", &[])).unwrap().span, (day("2024-09-01"), day("2024-10-05")));
    }

    #[test]
    fn there_is_none_before_the_first_day_or_without_one() {
        let known = plan("start = 2024-09-01");
        assert!(growth(&duties(&known, "2024-08-31", &[])).is_none());
        assert!(growth(&duties(&plan(""), "2024-09-20", &[])).is_none());
    }
}
