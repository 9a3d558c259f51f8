//! Reminders as text for a chat group: one for all, or one for every unit.

use std::iter::once;

use serde::Serialize;

use super::{Reminded, Wanted, by_unit};
use crate::day;
use crate::document::{Block, Document};
use crate::duties::Duties;
use crate::plan::UnitIndex;
use crate::views::View;
use crate::views::parts::due_item::DueItem;
use crate::views::parts::heading::HeadPromise;
use crate::views::parts::names::named;
use crate::views::parts::words::{DutyPromise, item};

/// Reminders as text.
pub struct Messages<'d, 'p> {
    duties: &'d Duties<'p>,
    messages: Vec<Message<'d, 'p>>,
}

/// One reminder.
struct Message<'d, 'p> {
    /// Whom it is for; `None` for everybody.
    unit: Option<UnitIndex>,
    reminded: Reminded<'d, 'p>,
}

impl<'d, 'p> Messages<'d, 'p> {
    /// One message for a whole chat group, by activity.
    pub fn to_all(duties: &'d Duties<'p>, wanted: Wanted) -> Self {
        let reminded = Reminded::of(duties, wanted, duties.list.iter());
        let messages = if reminded.is_empty() { Vec::new() } else { vec![Message { unit: None, reminded }] };
        Self { duties, messages }
    }

    /// One message for every unit that there is something to remind of.
    pub fn to_each(duties: &'d Duties<'p>, wanted: Wanted) -> Self {
        let units = by_unit(duties, wanted).into_iter();
        let messages = units.map(|(unit, reminded)| Message { unit: Some(unit), reminded }).collect();
        Self { duties, messages }
    }

    /// Whether there is nothing to remind of.
    pub fn is_empty(&self) -> bool {
        self.messages.is_empty()
    }

    fn text(&self, message: &Message<'_, '_>) -> String {
        let Message { unit, reminded } = message;
        let campaign = &self.duties.plan.campaign;
        let to = unit.map_or_else(|| self.duties.subject(), |unit| self.duties.plan.units.name(unit).to_owned());
        let mut lines = vec![format!("【{}】{to}：", reminded.word())];
        let as_of = day::short(self.duties.as_of);
        let title = &campaign.title;
        let late = format!("截至{as_of}，{title}以下任务已过时限、还没有反馈完成。");
        let soon = match reminded.late.is_empty() {
            true => format!("截至{as_of}，{title}以下任务即将到期。"),
            false => "另有以下任务即将到期。".to_owned(),
        };
        for (said, asked) in [(late, &reminded.late), (soon, &reminded.soon)] {
            lines.extend((!asked.is_empty()).then_some(said));
            lines.extend(self.by_day(asked, unit.is_none()));
        }
        let to = campaign.coordinator.as_deref().map_or(String::new(), |office| format!("至{office}"));
        lines.push(match reminded.late.is_empty() {
            true => format!("请按时办好，办完请反馈完成日期{to}；已经办完的，也请告知完成日期。谢谢！"),
            false => format!("请抓紧办理，办完请反馈完成日期{to}；已经办完的，也请告知完成日期。谢谢！"),
        });
        lines.join("\n")
    }

    /// Under each due day the activities that are due on it.
    fn by_day(&self, asked: &[DueItem<'_, '_>], names_units: bool) -> Vec<String> {
        let mut asked: Vec<&DueItem<'_, '_>> = asked.iter().collect();
        asked.sort_by_key(|asked| asked.due);
        let today = self.duties.as_of;
        let on_day = |asked: &[&DueItem<'_, '_>]| {
            let due = format!("▪ 时限{}，{}：", day::seen_from(today, asked[0].due), asked[0].days(today));
            let lines = asked.iter().map(|asked| self.line(asked, names_units));
            once(due).chain(lines).collect::<Vec<_>>()
        };
        asked.chunk_by(|one, other| one.due == other.due).flat_map(on_day).collect()
    }

    fn line(&self, asked: &DueItem<'_, '_>, names_units: bool) -> String {
        let DueItem { activity, duties, .. } = asked;
        let units = || named(self.duties.plan, duties.iter().map(|duty| duty.unit));
        let who = if names_units { format!("：{}", units()) } else { String::new() };
        let deliverable = activity.deliverable.as_deref().map_or(String::new(), |words| format!("。要求：{words}"));
        format!("{} {}{who}{deliverable}", item(&activity.id), activity.title)
    }
}

impl<'d, 'p> View for Messages<'d, 'p> {
    fn document(&self) -> Document<'_> {
        let mut document = Document::default();
        for message in &self.messages {
            // Whoever copies it does not want the screen's line breaks.
            document.push(Block::Excerpt(self.text(message).into()));
        }
        if self.is_empty() {
            let text = format!("{}没有要催办、提醒的任务。", self.duties.scope_words());
            document.push(Block::Paragraph(text.into()));
        }
        document
    }

    fn promise(&self) -> Option<impl Serialize> {
        #[derive(Serialize)]
        struct Promise<'d> {
            #[serde(flatten)]
            head: HeadPromise<'d>,
            messages: Vec<MessagePromise<'d>>,
        }
        #[derive(Serialize)]
        struct MessagePromise<'d> {
            unit: Option<&'d str>,
            overdue: Vec<DutyPromise<'d>>,
            due_soon: Vec<DutyPromise<'d>>,
            text: String,
        }
        let promised = |asked: &[DueItem<'d, 'p>]| {
            asked.iter().flat_map(|asked| &asked.duties).map(|duty| DutyPromise::of(self.duties, duty)).collect()
        };
        let messages = self.messages.iter().map(|message| MessagePromise {
            unit: message.unit.map(|unit| self.duties.plan.units.name(unit)),
            overdue: promised(&message.reminded.late),
            due_soon: promised(&message.reminded.soon),
            text: self.text(message),
        });
        Some(Promise { head: HeadPromise::of(self.duties), messages: messages.collect() })
    }
}
