//! The page for the end of the week: what is new, who has said nothing, what comes next. Made to fit one sheet of A4.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use crate::day;
use crate::document::{Block, Document, Fit, Side, Table};
use crate::duties::{Duties, Duty, Tally};
use crate::plan::{Campaign, UnitIndex};
use crate::views::View;
use crate::views::pages::progress::ProgressPromise;
use crate::views::parts::breakdown::{By, SHARE_RULE, accepted_words, done_beside_words, table};
use crate::views::parts::days::{Ahead, CampaignDays, ahead};
use crate::views::parts::names::{named, named_briefly};
use crate::views::parts::words::{DutyPromise, done_cell, figures_block, item, note_cell, standing_cell};

/// How many days the next week has.
const WEEK: u64 = 7;
/// How many days ahead there is room for.
const DAYS: usize = 3;
/// How many activities there is room for.
const ITEMS: usize = 20;
/// How many characters of names there is room for.
const ROOM: usize = 100;
/// How many units are named where not all can be.
const NAMED: usize = 8;

/// What has come about since a day.
pub struct Weekly<'d, 'p> {
    duties: &'d Duties<'p>,
    since: NaiveDate,
    by: Option<By>,
}

impl<'d, 'p> Weekly<'d, 'p> {
    /// What has come about on `since` or later; with `by`, progress broken down as well.
    pub fn new(duties: &'d Duties<'p>, since: NaiveDate, by: Option<By>) -> Self {
        Self { duties, since, by }
    }

    fn newly_done(&self) -> Vec<&'d Duty<'p>> {
        let is_new =
            |duty: &&Duty<'_>| duty.standing.is_done() && duty.state.done_on.is_some_and(|day| day >= self.since);
        self.duties.list.iter().filter(is_new).collect()
    }

    /// The units that owe something and of which nothing at all is on record, in plan order, each with how much it owes.
    fn silent(&self) -> Vec<(UnitIndex, usize)> {
        let mut owed = vec![0; self.duties.plan.units.units.len()];
        self.duties.list.iter().filter(|duty| duty.is_awaited()).for_each(|duty| owed[duty.unit.0] += 1);
        let units = self.duties.plan.units.indices().zip(owed);
        units.filter(|(unit, owed)| *owed > 0 && self.duties.newest[unit.0].is_none()).collect()
    }

    fn next_week(&self) -> Vec<Ahead> {
        let last = self.duties.as_of + Days::new(WEEK);
        ahead(self.duties).into_iter().filter(|ahead| ahead.day <= last).collect()
    }

    fn news(&self) -> String {
        let late: Vec<&Duty<'_>> = self.duties.list.iter().filter(|duty| duty.is_overdue_since(self.since)).collect();
        let since = day::brief(self.duties.as_of, self.since);
        let done = counted(&self.newly_done()).map_or("没有新完成的".to_owned(), |done| format!("新完成{done}"));
        let late = counted(&late).map_or("没有新逾期的".to_owned(), |late| format!("新逾期{late}"));
        format!("{since}以来{done}；{late}。")
    }

    fn silence(&self) -> String {
        let unreported = self.duties.list.iter().filter(|duty| duty.is_awaited_in_silence()).count();
        let owed = format!("应完成的任务中，还没有反馈的有{unreported}项次");
        let silent: Vec<UnitIndex> = self.silent().into_iter().map(|(unit, _)| unit).collect();
        if silent.is_empty() || self.duties.scope.is_one_unit() {
            return format!("{owed}。");
        }
        let names = named(self.duties.plan, silent.iter().copied());
        let names = match names.chars().count() {
            long if long > ROOM => named_briefly(self.duties.plan, silent, NAMED),
            _ => names,
        };
        format!("{owed}；一次也没有反馈过的单位：{names}。")
    }

    fn outlook(&self) -> String {
        let next = self.next_week();
        let on = |ahead: &Ahead| format!("{}：{}。", day::seen_from(self.duties.as_of, ahead.day), ahead.what);
        let mut lines: Vec<String> = next.iter().take(DAYS).map(on).collect();
        lines.extend((next.len() > DAYS).then(|| format!("另有{}件。", next.len() - DAYS)));
        if lines.is_empty() { "没有到期的任务和时间节点。".to_owned() } else { lines.join("\n") }
    }

    /// What was newly done, row by row.
    fn details(&self, by: By) -> Table<'d> {
        let mut table = Table::new(&[
            ("任务", Fit::Flowing),
            ("单位", Fit::Whole),
            ("完成日期", Fit::Whole),
            ("办理状态", Fit::Whole),
            ("备注", Fit::Flowing),
        ])
        .chosen_by(&["单位", "办理状态"]);
        let mut done = self.newly_done();
        if by == By::Unit {
            done.sort_by_key(|duty| duty.unit);
        }
        for duty in done {
            table.rows.push(vec![
                format!("{} {}", item(&duty.activity.id), duty.activity.title).into(),
                self.duties.unit(duty).into(),
                done_cell(duty, self.duties.as_of),
                standing_cell(duty.standing),
                note_cell(duty, self.duties.as_of),
            ]);
        }
        table
    }
}

/// How many duties, and of which activities: `22项次，涉及第10、11项`; `None` where there are none.
fn counted(duties: &[&Duty<'_>]) -> Option<String> {
    let mut activities: Vec<&str> = duties.iter().map(|duty| duty.activity.id.as_str()).collect();
    activities.dedup();
    let shown = activities[..activities.len().min(ITEMS)].join("、");
    let more = if activities.len() > ITEMS { format!("等{}项", activities.len()) } else { "项".to_owned() };
    (!duties.is_empty()).then(|| format!("{}项次，涉及第{shown}{more}", duties.len()))
}

/// How the owed duties stand, in a line.
fn brief(tally: &Tally, campaign: &Campaign) -> String {
    let accepted = accepted_words(tally, campaign);
    format!(
        "应完成{}项次，已完成{}项次{}{accepted}，逾期未完成{}项次，即将到期{}项次。",
        tally.owed,
        tally.done(),
        done_beside_words(tally),
        tally.overdue,
        tally.due_soon
    )
}

impl View for Weekly<'_, '_> {
    fn document(&self) -> Document<'_> {
        let (duties, tally) = (self.duties, Tally::of(&self.duties.list, self.duties.as_of));
        let mut document = Document::default();
        document.push(Block::Title(format!("{}\n工作进展简报", duties.plan.campaign.title).into()));
        let days = format!("{}至{}", day::plain(self.since), day::plain(duties.as_of));
        document.push(Block::Line(format!("{}，{days}", self.duties.scope_words()).into(), Side::Middle));
        document.push(Block::Bars(CampaignDays::of(duties).bars(&tally)));
        document.push(Block::Paragraph(brief(&tally, &duties.plan.campaign).into()));
        document.blocks.extend(figures_block(duties));
        let parts =
            [("一、本期新增", self.news()), ("二、未反馈", self.silence()), ("三、下周节点（七天内）", self.outlook())];
        for (heading, text) in parts {
            document.push(Block::Heading(heading.into()));
            document.push(Block::Paragraph(text.into()));
        }
        if let Some(by) = self.by {
            document.push(Block::Page("明细".into()));
            document.push(Block::Heading("新完成的明细".into()));
            document.push(Block::Table(self.details(by)));
            document.push(Block::Heading(format!("按{}", by.word()).into()));
            document.push(Block::Table(table(duties, by)));
            document.push(Block::Remark(SHARE_RULE.into()));
        }
        document
    }

    fn promise(&self) -> Option<impl Serialize> {
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
        Some(Promise {
            progress: ProgressPromise::of(duties),
            since: SincePromise {
                day: self.since,
                done: done.len(),
                duties: done.into_iter().map(|duty| DutyPromise::of(duties, duty)).collect(),
            },
            time: CampaignDays::of(duties).passed(),
            silent: self.silent().into_iter().map(of_unit).collect(),
            ahead: self.next_week(),
        })
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

#[cfg(test)]
mod tests {
    use super::Weekly;
    use crate::duties::{Depth, Scope, join};
    use crate::journal::Journals;
    use crate::plan::sample::{activity, plan};

    #[test]
    fn the_coming_week_has_seven_days() {
        let due = |(id, day)| activity(id, &["甲"], &format!("due = 2024-09-{day}"));
        let plan = plan(&["甲"], &[(1, 12), (2, 19), (3, 20)].map(due).concat());
        let today = "2024-09-12".parse().unwrap();
        let duties = join(&plan, Scope::campaign(), &Journals::default(), today, Depth::States);
        let days: Vec<String> =
            Weekly::new(&duties, today, None).next_week().iter().map(|ahead| ahead.day.to_string()).collect();
        assert_eq!(days, ["2024-09-12", "2024-09-19"]);
    }
}
