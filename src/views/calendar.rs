//! The days of a scope: when work begins, when it is due, and the events that it is tied to.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use super::View;
use super::heading::{HeadPromise, Heading};
use super::names::named;
use super::words::item;
use crate::document::{Block, Document, Event, Timeline, Tone};
use crate::duties::{Duties, Duty, Standing};
use crate::plan::Activity;

/// The days of a scope.
pub struct CalendarPage<'d, 'p> {
    duties: &'d Duties<'p>,
    heading: Heading,
    now: DateTime<FixedOffset>,
}

impl<'d, 'p> CalendarPage<'d, 'p> {
    /// The days of the duties in scope; `now` is when the page is made.
    pub fn new(duties: &'d Duties<'p>, heading: Heading, now: DateTime<FixedOffset>) -> Self {
        Self { duties, heading, now }
    }

    /// All of them on one line, in the order of the days.
    pub fn timeline(&self) -> Timeline<'d> {
        let mut events = self.of_campaign();
        for duties in self.duties.list.chunk_by(|one, other| one.activity.id == other.activity.id) {
            events.extend(self.of_activity(duties[0].activity));
            events.extend(self.due_days(duties));
        }
        // Sorting keeps plan order within a day.
        events.sort_by_key(|event| event.day);
        Timeline { today: self.duties.as_of, made: self.now, events }
    }

    /// Nothing but the campaign, the activity and what it is make up an id, so that a changed day moves the event.
    fn id(&self, of: &str) -> String {
        format!("{}-{of}@zlt", self.duties.plan.campaign.id)
    }

    fn of_campaign(&self) -> Vec<Event<'d>> {
        let campaign = &self.duties.plan.campaign;
        let ends = [("start", "开始", campaign.start), ("end", "结束", campaign.end)];
        let event = |(of, word, day): (&'static str, &'static str, Option<NaiveDate>)| {
            let name = campaign.title.as_str().into();
            Some(Event {
                id: self.id(of),
                day: day?,
                kind: word,
                name,
                detail: "".into(),
                tone: Tone::Plain,
                is_reminded: false,
            })
        };
        ends.into_iter().filter_map(event).collect()
    }

    fn of_activity(&self, activity: &'p Activity) -> Vec<Event<'d>> {
        let name = format!("{} {}", item(&activity.id), activity.title);
        let event = |of: String, kind: &'static str, day: NaiveDate, name: String| Event {
            id: self.id(&format!("{}-{of}", activity.id)),
            day,
            kind,
            name: name.into(),
            detail: "".into(),
            tone: Tone::Plain,
            is_reminded: false,
        };
        let start = activity.start.map(|day| event("start".to_owned(), "开始", day, name.clone()));
        let events = activity.events.iter();
        let events = events.map(|tied| event(tied.name.clone(), "节点", tied.day, format!("{}（{name}）", tied.name)));
        start.into_iter().chain(events).collect()
    }

    /// The due day of an activity, and those of the units that were granted another.
    fn due_days(&self, duties: &'d [Duty<'p>]) -> Vec<Event<'d>> {
        let activity = duties[0].activity;
        let (usual, extended): (Vec<&Duty<'p>>, Vec<&Duty<'p>>) =
            duties.iter().filter(|duty| duty.due.is_some()).partition(|duty| duty.due == activity.due);
        let usual = self.due(activity, &usual, "due".to_owned());
        let extended = extended
            .into_iter()
            .filter_map(|duty| self.due(activity, &[duty], format!("due-{}", self.duties.unit(duty))));
        usual.into_iter().chain(extended).collect()
    }

    fn due(&self, activity: &'p Activity, duties: &[&Duty<'p>], of: String) -> Option<Event<'d>> {
        let day = duties.first()?.due?;
        let waiting: Vec<&&Duty<'_>> = duties.iter().filter(|duty| is_waiting(duty)).collect();
        let is_late = waiting.iter().any(|duty| duty.standing == Standing::Overdue);
        let tone = match waiting.is_empty() {
            true => Tone::Good,
            false if is_late => Tone::Bad,
            false => Tone::Soon,
        };
        let done = if waiting.is_empty() { "（已办完）" } else { "" };
        let whom = match (self.heading.is_one_unit, waiting.is_empty()) {
            (false, false) => {
                format!("还没有完成的：{}", named(self.duties.plan, waiting.iter().map(|duty| duty.unit)))
            }
            _ => String::new(),
        };
        let deliverable = activity.deliverable.as_deref().map(|words| format!("报送：{words}"));
        let detail: Vec<String> =
            deliverable.into_iter().chain([whom].into_iter().filter(|whom| !whom.is_empty())).collect();
        Some(Event {
            id: self.id(&format!("{}-{of}", activity.id)),
            day,
            kind: "时限",
            name: format!("{} {}{done}", item(&activity.id), activity.title).into(),
            detail: detail.join("\n").into(),
            tone,
            is_reminded: !waiting.is_empty(),
        })
    }
}

/// Whether anybody still waits for a duty to be done.
fn is_waiting(duty: &Duty<'_>) -> bool {
    matches!(duty.standing, Standing::Overdue | Standing::DueSoon | Standing::Open)
}

impl View for CalendarPage<'_, '_> {
    fn document(&self) -> Document<'_> {
        let mut document = self.heading.document("日历", self.duties);
        document.push(Block::Timeline(self.timeline()));
        document
    }

    fn promise(&self) -> impl Serialize {
        HeadPromise::of(self.duties)
    }
}
