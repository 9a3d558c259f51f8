//! Reminders on paper: a sheet for every unit (催办单).

use super::{Reminded, Wanted, by_unit, coordinator};
use crate::day;
use crate::document::{Block, Cell, Document, Fit, Side, Table, Tone};
use crate::duties::Duties;
use crate::plan::{Campaign, Liaison, Liaisons, UnitIndex};
use crate::views::View;
use crate::views::letters::letter::{basis, report_to, signed};
use crate::views::parts::due_item::DueItem;
use crate::views::parts::words::{due_cell, id_cell};

/// A sheet for every unit that there is something to remind of.
pub struct Slips<'d, 'p> {
    duties: &'d Duties<'p>,
    liaisons: &'d Liaisons,
    slips: Vec<(UnitIndex, Reminded<'d, 'p>)>,
}

impl<'d, 'p> Slips<'d, 'p> {
    /// The sheets of the units in scope; `liaisons` says whom they go to, where the office keeps such a list.
    pub fn new(duties: &'d Duties<'p>, wanted: Wanted, liaisons: &'d Liaisons) -> Self {
        let slips = by_unit(duties, wanted);
        Self { duties, liaisons, slips }
    }

    /// The sheet's number: the day, and the unit's place in the plan, so that it is the same however often it is made.
    fn number(&self, unit: UnitIndex) -> String {
        format!("编号：{}－{:02}", self.duties.as_of.format("%Y%m%d"), unit.0 + 1)
    }

    /// The sheets, each with the name of a file of its own: its unit, behind the unit's place in the plan.
    pub fn letters(&self) -> Vec<(String, Document<'_>)> {
        let letter = |(unit, reminded): &(UnitIndex, Reminded<'d, 'p>)| {
            let name = format!("{:02}{}", unit.0 + 1, self.duties.plan.units.name(*unit));
            (name, Document { blocks: self.slip(*unit, reminded) })
        };
        self.slips.iter().map(letter).collect()
    }

    fn slip(&self, unit: UnitIndex, reminded: &Reminded<'d, 'p>) -> Vec<Block<'_>> {
        let campaign = &self.duties.plan.campaign;
        let name = self.duties.plan.units.name(unit);
        let mut blocks = vec![
            Block::Letter(name.into()),
            Block::Title(format!("{}单", reminded.word()).into()),
            Block::Line(self.number(unit).into(), Side::End),
            Block::Line(format!("{name}：").into(), Side::Start),
        ];
        blocks.extend(self.liaisons.of(unit).and_then(addressed).map(|words| Block::Remark(words.into())));
        blocks.extend([
            Block::Paragraph(self.reason(reminded).into()),
            Block::Table(self.table(reminded)),
            Block::Paragraph(demand(reminded, campaign).into()),
        ]);
        blocks.extend(self.answer_to().map(|words| Block::Paragraph(words.into())));
        blocks.extend(signed(campaign.coordinator.as_deref(), self.duties.as_of));
        blocks
    }

    /// Whom to answer at the office that keeps track, where its own line in the list says so.
    fn answer_to(&self) -> Option<String> {
        let own = coordinator(self.duties.plan)?;
        let liaison = self.liaisons.of(own)?;
        let words = contact([("联系人", &liaison.name), ("电话", &liaison.telephone)])?;
        Some(format!("{}{words}", self.duties.plan.units.name(own)))
    }

    /// Whether there is nobody to remind.
    pub fn is_empty(&self) -> bool {
        self.slips.is_empty()
    }

    fn reason(&self, reminded: &Reminded<'_, '_>) -> String {
        let campaign = &self.duties.plan.campaign;
        let counted = match (reminded.late.len(), reminded.soon.len()) {
            (late, 0) => format!("{late}项任务已过时限，还没有反馈完成"),
            (0, soon) => format!("{soon}项任务即将到期"),
            (late, soon) => format!("{late}项任务已过时限、还没有反馈完成，{soon}项任务即将到期"),
        };
        let as_of = day::long(self.duties.as_of);
        format!("{}，截至{as_of}，你单位承担的{counted}，具体如下。", basis(campaign))
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

    fn row(&self, asked: &DueItem<'d, 'p>, has_demands: bool) -> Vec<Cell<'p>> {
        let (activity, today) = (asked.activity, self.duties.as_of);
        let mut row = vec![id_cell(activity), activity.title.as_str().into()];
        row.extend(has_demands.then(|| activity.deliverable.as_deref().unwrap_or("按方案要求办理").into()));
        let tone = if asked.due < today { Tone::Bad } else { Tone::Plain };
        row.extend([due_cell(Some(asked.due), today), Cell::toned(asked.days(today), tone)]);
        row
    }
}

fn demand(reminded: &Reminded<'_, '_>, campaign: &Campaign) -> String {
    let report = report_to(campaign);
    let first = if reminded.late.is_empty() { "请按时限完成" } else { "请抓紧办理" };
    format!(
        "{first}，办完后将办理情况和完成日期{report}。已经办完的，也请反馈完成日期；确有困难的，请说明原因和预计完成的日期。"
    )
}

/// Whom at the unit a sheet is for; `None` where nothing is known.
fn addressed(liaison: &Liaison) -> Option<String> {
    let words = contact([("联络员", &liaison.name), ("电话", &liaison.telephone), ("分管领导", &liaison.leader)])?;
    Some(format!("（你单位{words}）"))
}

/// What is known of a person, each with its name.
fn contact<const N: usize>(parts: [(&str, &str); N]) -> Option<String> {
    let known = parts.into_iter().filter(|(_, value)| !value.is_empty());
    let words: Vec<String> = known.map(|(name, value)| format!("{name}：{value}")).collect();
    (!words.is_empty()).then(|| words.join("　"))
}

impl View for Slips<'_, '_> {
    /// The sheets, each a letter of its own.
    fn document(&self) -> Document<'_> {
        let mut document = Document::default();
        self.slips.iter().for_each(|(unit, reminded)| document.blocks.extend(self.slip(*unit, reminded)));
        document
    }
}
