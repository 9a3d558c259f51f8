//! Reminders on paper: a sheet for every unit (催办单).

use chrono::Datelike;
use serde::Serialize;

use super::{Asked, Reminded, Wanted, by_unit};
use crate::day;
use crate::document::{Block, Cell, Document, Fit, Side, Table, Tone};
use crate::duties::Duties;
use crate::plan::{Liaison, Liaisons, UnitIndex};
use crate::views::View;
use crate::views::circular::signed_on;
use crate::views::heading::{HeadPromise, Heading};
use crate::views::words::{due_cell, id_cell};

/// A sheet for every unit that there is something to remind of.
pub struct Slips<'d, 'p> {
    duties: &'d Duties<'p>,
    heading: Heading,
    liaisons: &'d Liaisons,
    slips: Vec<(UnitIndex, Reminded<'d, 'p>)>,
}

impl<'d, 'p> Slips<'d, 'p> {
    /// The sheets of the units in scope; `liaisons` says whom they go to, where the office keeps such a list.
    pub fn new(duties: &'d Duties<'p>, heading: Heading, wanted: Wanted, liaisons: &'d Liaisons) -> Self {
        Self { duties, heading, liaisons, slips: by_unit(duties, wanted) }
    }

    /// The sheet's number: the day, and the unit's place in the plan, so that it is the same however often it is made.
    fn number(&self, unit: UnitIndex) -> String {
        let day = self.duties.as_of;
        format!("编号：{}{:02}{:02}－{:02}", day.year(), day.month(), day.day(), unit.0 + 1)
    }

    fn slip(&self, unit: UnitIndex, reminded: &Reminded<'d, 'p>) -> Vec<Block<'_>> {
        let campaign = &self.duties.plan.campaign;
        let name = self.duties.plan.units.name(unit);
        let mut blocks = vec![
            Block::Page(name.into()),
            Block::Title(format!("{}单", reminded.word()).into()),
            Block::Line(self.number(unit).into(), Side::End),
            Block::Line(format!("{name}：").into(), Side::Start),
            Block::Paragraph(self.reason(reminded).into()),
            Block::Table(self.table(reminded)),
            Block::Paragraph(demand(reminded, campaign.coordinator.as_deref()).into()),
        ];
        blocks.extend(self.liaisons.of(unit).and_then(liaison_words).map(|words| Block::Paragraph(words.into())));
        blocks.push(Block::Line(campaign.coordinator.as_deref().unwrap_or_default().into(), Side::End));
        blocks.push(Block::Line(signed_on(self.duties.as_of).into(), Side::End));
        blocks
    }

    fn reason(&self, reminded: &Reminded<'_, '_>) -> String {
        let campaign = &self.duties.plan.campaign;
        let number = campaign.document.as_ref().map(|number| format!("（{number}）")).unwrap_or_default();
        let counted = match (reminded.late.len(), reminded.soon.len()) {
            (late, 0) => format!("{late}项任务已过时限，还没有反馈完成"),
            (0, soon) => format!("{soon}项任务即将到期"),
            (late, soon) => format!("{late}项任务已过时限、还没有反馈完成，{soon}项任务即将到期"),
        };
        let as_of = day::long(self.duties.as_of);
        format!("按照{}工作方案{number}，截至{as_of}，你单位承担的{counted}，具体如下。", campaign.title)
    }

    /// What is late, then what is due soon; what is to be handed in only where anything is.
    fn table(&self, reminded: &Reminded<'d, 'p>) -> Table<'_> {
        let asked = || reminded.late.iter().chain(&reminded.soon);
        let has_demands = asked().any(|asked| asked.activity.deliverable.is_some());
        let mut columns = vec![("编号", Fit::Whole), ("工作事项", Fit::Flowing)];
        columns.extend(has_demands.then_some(("工作要求", Fit::Flowing)));
        columns.extend([("时限要求", Fit::Whole), ("天数", Fit::Whole)]);
        let mut table = Table::new(&columns);
        for (part, asked) in [("已过时限", &reminded.late), ("即将到期", &reminded.soon)] {
            if !asked.is_empty() {
                table.begin(part);
            }
            table.rows.extend(asked.iter().map(|asked| self.row(asked, has_demands)));
        }
        table
    }

    fn row(&self, asked: &Asked<'d, 'p>, has_demands: bool) -> Vec<Cell<'p>> {
        let (activity, today) = (asked.activity, self.duties.as_of);
        let mut row = vec![id_cell(activity), activity.title.as_str().into()];
        row.extend(has_demands.then(|| activity.deliverable.as_deref().unwrap_or("按方案要求办理").into()));
        let tone = if asked.due < today { Tone::Bad } else { Tone::Plain };
        row.extend([due_cell(Some(asked.due), today), Cell::toned(asked.days(today), tone)]);
        row
    }
}

fn demand(reminded: &Reminded<'_, '_>, coordinator: Option<&str>) -> String {
    let to = coordinator.map_or(String::new(), |office| format!("反馈至{office}"));
    let to = if to.is_empty() { "反馈" } else { &to };
    let first = if reminded.late.is_empty() { "请按时限完成" } else { "请抓紧办理" };
    format!(
        "{first}，办完后将办理情况和完成日期{to}。已经办完的，也请反馈完成日期；确有困难的，请说明原因和预计完成的日期。"
    )
}

/// Whom a sheet goes to; `None` where nothing is known.
fn liaison_words(liaison: &Liaison) -> Option<String> {
    let parts = [("联络员", &liaison.name), ("电话", &liaison.telephone), ("分管领导", &liaison.leader)];
    let words: Vec<String> = parts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}：{value}"))
        .collect();
    (!words.is_empty()).then(|| words.join("　"))
}

impl View for Slips<'_, '_> {
    fn document(&self) -> Document<'_> {
        let blocks = self.slips.iter().flat_map(|(unit, reminded)| self.slip(*unit, reminded)).collect();
        let mut document = Document { blocks };
        if self.slips.is_empty() {
            document.push(Block::Paragraph(format!("{}没有要催办、提醒的任务。", self.heading.scope).into()));
        }
        document
    }

    fn promise(&self) -> impl Serialize {
        HeadPromise::of(self.duties)
    }
}
