//! Where in its days a campaign is, and what lies ahead.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::day;
use crate::document::Bar;
use crate::duties::{Duties, Tally};
use crate::views::parts::words::item;

/// The days of a campaign, seen from one of them.
#[derive(Clone, Copy, Debug)]
pub struct CampaignDays {
    today: NaiveDate,
    span: Option<(NaiveDate, NaiveDate)>,
}

impl CampaignDays {
    /// The days of the plan that duties come from.
    pub fn of(duties: &Duties<'_>) -> Self {
        let campaign = &duties.plan.campaign;
        Self { today: duties.as_of, span: campaign.start.zip(campaign.end) }
    }

    /// Which day of the campaign it is, and of how many; `None` where the plan does not say or the day is outside.
    pub fn place(&self) -> Option<(i64, i64)> {
        let (start, end) = self.span?;
        let number = (self.today - start).num_days() + 1;
        let days = (end - start).num_days() + 1;
        (1..=days).contains(&number).then_some((number, days))
    }

    /// The share of its days that has passed, from 0 to 1: nothing before the first day, all after the last.
    pub fn passed(&self) -> Option<f64> {
        let (start, _) = self.span?;
        let inside = self.place().map(|(number, days)| number as f64 / days as f64);
        Some(inside.unwrap_or(if self.today < start { 0.0 } else { 1.0 }))
    }

    /// Where in its days the campaign is, in words.
    pub fn words(&self) -> Option<String> {
        let (start, end) = self.span?;
        Some(match self.place() {
            Some((number, days)) => format!("第{number}天，共{days}天，还剩{}天", days - number),
            None if self.today < start => {
                format!("{}开始，还有{}天", day::long(start), (start - self.today).num_days())
            }
            None => format!("已于{}结束，已过去{}天", day::long(end), (self.today - end).num_days()),
        })
    }

    /// 时间进度, 到期完成率 and 完成率; the first only while the campaign lasts, the second while only part of what is owed has come due.
    pub fn bars<'t>(&self, tally: &Tally) -> Vec<Bar<'t>> {
        let bar = |label: &'static str, share| Bar { label: label.into(), share, note: "".into() };
        let time = self.place().and(self.passed()).map(|passed| bar("时间进度", Some(passed)));
        let done = bar("完成率", Some(tally.share).filter(|_| tally.owed > 0));
        let (due, _) = tally.come_due();
        let of_due = (due > 0 && due < tally.owed).then(|| bar("到期完成率", Some(tally.due_share)));
        time.into_iter().chain(of_due).chain([done]).collect()
    }
}

/// A day ahead, and what falls on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ahead {
    /// The day.
    pub day: NaiveDate,
    /// What falls on it.
    pub what: String,
}

/// The next due days of what is still owed, and the next events, in the order of their days.
pub fn ahead(duties: &Duties<'_>) -> Vec<Ahead> {
    let mut ahead: Vec<Ahead> = due_days(duties).into_iter().chain(events(duties)).collect();
    ahead.sort_by_key(|ahead| ahead.day);
    ahead
}

fn due_days(duties: &Duties<'_>) -> Vec<Ahead> {
    let mut due: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    let waiting = duties.list.iter().filter(|duty| duty.standing.is_ahead());
    waiting.filter_map(|duty| duty.due()).for_each(|day| *due.entry(day).or_default() += 1);
    due.into_iter().map(|(day, count)| Ahead { day, what: format!("{count}项次到期") }).collect()
}

/// The events to come of the activities in scope; one that several activities share is named once.
fn events(duties: &Duties<'_>) -> Vec<Ahead> {
    let mut named: BTreeMap<(NaiveDate, &str), Vec<String>> = BTreeMap::new();
    for activity in duties.activities() {
        for event in activity.events.iter().filter(|event| event.day >= duties.as_of) {
            named.entry((event.day, &event.name)).or_default().push(item(&activity.id));
        }
    }
    let words = |((day, name), items): ((NaiveDate, &str), Vec<String>)| Ahead {
        day,
        what: format!("{name}（{}）", items.join("、")),
    };
    named.into_iter().map(words).collect()
}
