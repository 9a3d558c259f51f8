//! The page for the end of the week: what is new, who has said nothing, what comes next. Made to fit one sheet of A4.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::View;
use super::breakdown::{By, SHARE_RULE, standings_words, table};
use super::days::{Ahead, CampaignDays, ahead};
use super::heading::Heading;
use super::names::{named, named_briefly};
use super::progress::ProgressPromise;
use super::words::{DutyPromise, figures_words, item};
use crate::day;
use crate::document::{Block, Document, Side};
use crate::duties::figures::figures;
use crate::duties::{Duties, Duty, Tally};
use crate::journal::Status;
use crate::plan::UnitIndex;

/// How many days the next week has.
const WEEK: u64 = 7;
/// How many activities and days there is room for.
const LINES: usize = 5;
/// How many names there is room for in a line.
const NAMES: usize = 6;

/// What has come about since a day.
pub struct Weekly<'d, 'p> {
    duties: &'d Duties<'p>,
    heading: Heading,
    since: NaiveDate,
    by: Option<By>,
}

impl<'d, 'p> Weekly<'d, 'p> {
    /// What has come about on `since` or later; with `by`, progress broken down as well.
    pub fn new(duties: &'d Duties<'p>, heading: Heading, since: NaiveDate, by: Option<By>) -> Self {
        Self { duties, heading, since, by }
    }

    fn newly_done(&self) -> Vec<&'d Duty<'p>> {
        let is_new = |duty: &&Duty<'_>| {
            duty.standing.is_done() && duty.state.done_on().is_some_and(|day| day >= self.since)
        };
        self.duties.list.iter().filter(is_new).collect()
    }

    /// The units of which nothing has been heard at all, in plan order, each with how much it owes.
    fn silent(&self) -> Vec<(UnitIndex, usize)> {
        let mut owed = vec![(0, false); self.duties.plan.units.units.len()];
        for duty in &self.duties.list {
            let (count, has_spoken) = &mut owed[duty.unit.0];
            *count += 1;
            *has_spoken |= duty.state.status != Status::Unreported;
        }
        let units = self.duties.plan.units.indices().zip(owed);
        units.filter(|(_, (count, has_spoken))| *count > 0 && !has_spoken).map(|(unit, (count, _))| (unit, count)).collect()
    }

    fn next_week(&self) -> Vec<Ahead> {
        let last = self.duties.as_of + Days::new(WEEK);
        ahead(self.duties).into_iter().filter(|ahead| ahead.day <= last).collect()
    }

    fn news(&self) -> Vec<Block<'d>> {
        let done = self.newly_done();
        let since = day::seen_from(self.duties.as_of, self.since);
        let mut blocks = vec![Block::Heading(format!("一、{since}以来新完成{}项次", done.len()).into())];
        let activities: Vec<&[&Duty<'_>]> = done.chunk_by(|one, other| one.activity.id == other.activity.id).collect();
        let lines = activities.iter().take(LINES).map(|done| {
            let units = named_briefly(self.duties.plan, done.iter().map(|duty| duty.unit), NAMES);
            Block::Paragraph(format!("{} {}：{units}。", item(&done[0].activity.id), done[0].activity.title).into())
        });
        blocks.extend(lines);
        if activities.len() > LINES {
            blocks.push(Block::Paragraph(format!("另有{}项任务有新完成的。", activities.len() - LINES).into()));
        }
        if done.is_empty() {
            blocks.push(Block::Paragraph("没有新完成的。".into()));
        }
        let late = self.duties.list.iter().filter(|duty| duty.is_overdue_since(self.since)).count();
        if late > 0 {
            blocks.push(Block::Paragraph(format!("同期新逾期{late}项次。").into()));
        }
        blocks
    }

    fn silence(&self) -> Vec<Block<'d>> {
        let silent = self.silent();
        let unreported = Tally::of(&self.duties.list).unreported;
        let text = match silent.len() {
            0 => format!("未反馈{unreported}项次；各单位都已有反馈。"),
            units => {
                let names = named(self.duties.plan, silent.iter().map(|(unit, _)| *unit));
                let names = if names.chars().count() > 100 {
                    named_briefly(self.duties.plan, silent.iter().map(|(unit, _)| *unit), 2 * NAMES)
                } else {
                    names
                };
                format!("未反馈{unreported}项次；一次也没有反馈过的有{units}个单位：{names}。")
            }
        };
        vec![Block::Heading("二、未反馈".into()), Block::Paragraph(text.into())]
    }

    fn outlook(&self) -> Vec<Block<'d>> {
        let next = self.next_week();
        let mut blocks = vec![Block::Heading("三、下周节点".into())];
        let on = |ahead: &Ahead| {
            Block::Paragraph(format!("{}：{}。", day::seen_from(self.duties.as_of, ahead.day), ahead.what).into())
        };
        blocks.extend(next.iter().take(LINES).map(on));
        if next.is_empty() {
            blocks.push(Block::Paragraph("七天内没有到期的任务和时间节点。".into()));
        }
        blocks
    }
}

impl View for Weekly<'_, '_> {
    fn document(&self) -> Document<'_> {
        let (duties, tally) = (self.duties, Tally::of(&self.duties.list));
        let title = format!("{}工作进展简报", duties.plan.campaign.title);
        let days = format!("（{}至{}，{}）", day::long(self.since), day::short(duties.as_of), self.heading.scope);
        let mut document = Document { blocks: vec![Block::Title(title.into()), Block::Line(days.into(), Side::Middle)] };
        document.push(Block::Bars(CampaignDays::of(duties).bars(&tally)));
        document.push(Block::Paragraph(standings_words(&tally).into()));
        if let Some(words) = figures_words(&figures(&duties.list)) {
            document.push(Block::Paragraph(format!("数量合计：{words}。").into()));
        }
        document.blocks.extend(self.news().into_iter().chain(self.silence()).chain(self.outlook()));
        if let Some(by) = self.by {
            document.push(Block::Heading(format!("四、按{}", by.word()).into()));
            document.push(Block::Table(table(duties, by)));
            document.push(Block::Remark(SHARE_RULE.into()));
        }
        document
    }

    fn promise(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Promise<'d> {
            #[serde(flatten)]
            progress: ProgressPromise<'d>,
            since: SincePromise<'d>,
            time: Option<f64>,
            silent: Vec<SilentPromise<'d>>,
            ahead: Vec<Ahead>,
        }
        let duties = self.duties;
        let done = self.newly_done();
        let of_unit = |(unit, count)| SilentPromise { unit: duties.plan.units.name(unit), duties: count };
        Promise {
            progress: ProgressPromise::of(duties),
            since: SincePromise {
                day: self.since,
                done: done.len(),
                duties: done.into_iter().map(|duty| DutyPromise::of(duties, duty)).collect(),
            },
            time: CampaignDays::of(duties).passed(),
            silent: self.silent().into_iter().map(of_unit).collect(),
            ahead: self.next_week(),
        }
    }
}

/// What was done on a day or later.
#[derive(Serialize)]
struct SincePromise<'d> {
    day: NaiveDate,
    done: usize,
    duties: Vec<DutyPromise<'d>>,
}

/// A unit of which nothing has been heard.
#[derive(Serialize)]
struct SilentPromise<'d> {
    unit: &'d str,
    duties: usize,
}
