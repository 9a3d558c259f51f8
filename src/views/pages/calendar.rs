//! The days of a scope: when work begins, when it is due, and the events that it is tied to.

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::document::{Block, Document, Event, Timeline, Tone};
use crate::duties::{Duty, Standing};
use crate::plan::{Activity, UnitIndex};
use crate::views::View;
use crate::views::parts::heading::Asked;
use crate::views::parts::names::named;
use crate::views::parts::words::item;

/// The days of a scope.
pub struct CalendarPage<'d, 'p> {
    asked: &'d Asked<'p>,
    now: DateTime<FixedOffset>,
}

impl<'d, 'p> CalendarPage<'d, 'p> {
    /// The days of the duties in scope; `now` is when the page is made.
    pub fn new(asked: &'d Asked<'p>, now: DateTime<FixedOffset>) -> Self {
        Self { asked, now }
    }

    /// All of them on one line, in the order of the days.
    pub fn timeline(&self) -> Timeline<'d> {
        let mut events = self.of_campaign();
        for duties in self.asked.duties.by_activity() {
            events.extend(self.of_activity(duties[0].activity));
            events.extend(self.due_days(duties));
        }
        // Sorting keeps plan order within a day.
        events.sort_by_key(|event| event.day);
        Timeline { today: self.asked.duties.as_of, made: self.now, events, called_off: self.called_off() }
    }

    /// What does not fall on its day any more: all of an activity that was cancelled, and the last day of what concerns nobody.
    fn called_off(&self) -> Vec<Event<'d>> {
        let duties = &self.asked.duties;
        let (plan, scope) = (duties.plan, &duties.scope);
        let cancelled = plan.activities.iter().filter(|activity| activity.cancelled && !activity.private);
        // Nobody has a part in it any more; the calendars of those who had are meant.
        let as_before = |activity: &Activity| Activity { cancelled: false, ..activity.clone() };
        let cancelled = cancelled.filter(|activity| scope.takes_part(plan, &as_before(activity)));
        let whole = cancelled.flat_map(|activity| {
            let due = activity.due.map(|day| self.last_day(activity, day, "due"));
            self.of_activity(activity).into_iter().chain(due)
        });
        let waived = duties.by_activity().filter(|duties| duties.iter().all(|duty| duty.standing == Standing::Waived));
        let waived = waived.filter_map(|duties| Some(self.last_day(duties[0].activity, duties[0].due()?, "due")));
        whole.chain(waived).collect()
    }

    /// The last day of an activity, of which nobody is to be reminded.
    fn last_day(&self, activity: &'p Activity, day: NaiveDate, of: &str) -> Event<'d> {
        Event {
            id: self.id(&format!("{}-{of}", activity.id)),
            day,
            kind: "时限",
            name: format!("{} {}", item(&activity.id), activity.title).into(),
            detail: "".into(),
            tone: Tone::Quiet,
            is_reminded: false,
        }
    }

    /// An id is made of the campaign, the activity and what falls on the day, never of the day, so that a changed day moves
    /// the event. An extension in the office's calendar is told apart by its unit.
    fn id(&self, of: &str) -> String {
        format!("{}-{of}@zlt", self.asked.duties.plan.campaign.id)
    }

    fn of_campaign(&self) -> Vec<Event<'d>> {
        let campaign = &self.asked.duties.plan.campaign;
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
        let events = events
            .map(|tied| event(format!("event-{}", tied.name), "节点", tied.day, format!("{}（{name}）", tied.name)));
        start.into_iter().chain(events).collect()
    }

    /// The due day of an activity, and those of the units that were granted another.
    ///
    /// In the hands of one unit there is one due day, and one event for it, whatever it is moved to.
    fn due_days(&self, duties: &'d [Duty<'p>]) -> Vec<Event<'d>> {
        let activity = duties[0].activity;
        let is_one_unit = self.asked.duties.scope.is_one_unit();
        let is_usual = |duty: &&Duty<'_>| is_one_unit || duty.due() == activity.due;
        let (usual, extended): (Vec<&Duty<'p>>, Vec<&Duty<'p>>) =
            duties.iter().filter(|duty| duty.due().is_some()).partition(is_usual);
        let usual = self.due(activity, &usual, "due".to_owned());
        let extended = extended
            .into_iter()
            .filter_map(|duty| self.due(activity, &[duty], format!("due-{}", self.asked.duties.unit(duty))));
        usual.into_iter().chain(extended).collect()
    }

    /// The last day of some duties; `None` where they do not concern anybody.
    fn due(&self, activity: &'p Activity, duties: &[&Duty<'p>], of: String) -> Option<Event<'d>> {
        let concerned: Vec<&&Duty<'_>> = duties.iter().filter(|duty| duty.standing != Standing::Waived).collect();
        let day = concerned.first()?.due()?;
        let awaited: Vec<UnitIndex> = concerned.iter().filter(|duty| duty.is_awaited()).map(|duty| duty.unit).collect();
        let all = |is_so: fn(&Duty<'_>) -> bool| concerned.iter().all(|duty| is_so(duty));
        let (tone, remark) = match awaited.is_empty() {
            true if all(|duty| duty.standing.is_done()) => (Tone::Good, "（已办完）"),
            true => (Tone::Quiet, ""),
            false if concerned.iter().any(|duty| duty.is_overdue()) => (Tone::Bad, ""),
            false => (Tone::Soon, ""),
        };
        Some(Event {
            id: self.id(&format!("{}-{of}", activity.id)),
            day,
            kind: "时限",
            name: format!("{} {}{remark}", item(&activity.id), activity.title).into(),
            detail: self.detail(activity, &awaited).into(),
            tone,
            is_reminded: !awaited.is_empty(),
        })
    }

    /// What is to be handed in, and who is still to do so.
    fn detail(&self, activity: &Activity, awaited: &[UnitIndex]) -> String {
        let deliverable = activity.deliverable.as_deref().map(|words| format!("要求：{words}"));
        let is_named = !self.asked.duties.scope.is_one_unit() && !awaited.is_empty();
        let whom =
            is_named.then(|| format!("还没有完成的：{}", named(self.asked.duties.plan, awaited.iter().copied())));
        deliverable.into_iter().chain(whom).collect::<Vec<_>>().join("\n")
    }
}

impl View for CalendarPage<'_, '_> {
    fn document(&self) -> Document<'_> {
        let mut document = self.asked.heading("日历");
        document.push(Block::Timeline(self.timeline()));
        document
    }
}
