//! The circular (通报): totals and shares, then who has done all and who is late, in plan order, names on annexes.

use chrono::NaiveDate;
use serde::Serialize;

use super::View;
use super::breakdown::{By, Row, rows, share_cell};
use super::heading::{HeadPromise, Heading};
use super::late::{LateUnit, days_cell, late_units};
use super::words::{due_cell, id_cell, percent, status_word};
use crate::day;
use crate::document::{Block, Cell, Document, Fit, Side, Table};
use crate::duties::{Duties, Duty, Standing, Tally};

/// The circular of a scope.
pub struct Circular<'d, 'p> {
    duties: &'d Duties<'p>,
    heading: Heading,
}

impl<'d, 'p> Circular<'d, 'p> {
    /// The circular of the duties in scope.
    pub fn new(duties: &'d Duties<'p>, heading: Heading) -> Self {
        Self { duties, heading }
    }

    /// The units that owed something and have done all of it, in plan order.
    fn finished(&self) -> Vec<Row<'p>> {
        let is_finished = |row: &Row<'_>| row.tally.owed > 0 && row.tally.done() == row.tally.owed;
        rows(self.duties, By::Unit).into_iter().filter(is_finished).collect()
    }

    /// The units that are late, in plan order.
    fn late(&self) -> Vec<LateUnit<'p>> {
        let mut late = late_units(self.duties);
        let units = &self.duties.plan.units;
        late.sort_by_key(|late| units.unit_named(late.unit));
        late
    }

    /// Whose duties it is about.
    fn scope(&self) -> &str {
        if self.heading.is_campaign { "各单位" } else { &self.heading.scope }
    }

    fn overdue(&self) -> Vec<&'d Duty<'p>> {
        self.duties.list.iter().filter(|duty| duty.standing == Standing::Overdue).collect()
    }

    fn overview(&self, tally: &Tally) -> String {
        let campaign = &self.duties.plan.campaign;
        let activities = rows(self.duties, By::Activity).len();
        let number = campaign.document.as_ref().map(|number| format!("（{number}）")).unwrap_or_default();
        format!(
            "按照{}工作方案{number}，{}共承担{activities}项任务，分解到单位{}项次。截至{}，应完成{}项次，已完成{}项次，完成率{}，其中按期完成{}项次，逾期完成{}项次；逾期未完成{}项次，即将到期{}项次；未反馈{}项次。",
            campaign.title,
            self.scope(),
            tally.duties,
            day::long(self.duties.as_of),
            tally.owed,
            tally.done(),
            percent(tally.share, tally.owed),
            tally.done_on_time,
            tally.done_late,
            tally.overdue,
            tally.due_soon,
            tally.unreported,
        )
    }

    fn sections(&self) -> Table<'d> {
        let columns = [
            ("板块", Fit::Flowing),
            ("应完成", Fit::Figure),
            ("已完成", Fit::Figure),
            ("逾期未完成", Fit::Figure),
            ("完成率", Fit::Share),
        ];
        let mut table = Table::new(&columns);
        for row in rows(self.duties, By::Section) {
            let cells = vec![
                row.name(By::Section).into(),
                Cell::number(row.tally.owed),
                Cell::number(row.tally.done()),
                Cell::number(row.tally.overdue),
                share_cell(&row.tally),
            ];
            table.rows.push(cells);
        }
        table
    }

    fn good_words(&self, finished: &[Row<'_>], annex: &str) -> String {
        match finished.len() {
            0 => "目前没有应完成任务已全部完成的单位。".to_owned(),
            count => format!("应完成任务已全部完成的有{count}个单位（名单见{annex}）。"),
        }
    }

    fn late_words(&self, late: &[LateUnit<'_>], annex: &str) -> String {
        let overdue: usize = late.iter().map(|unit| unit.overdue).sum();
        match late.len() {
            0 => "目前没有逾期未完成的任务。".to_owned(),
            count => format!("逾期未完成的共{overdue}项次，涉及{count}个单位（名单见{annex}）。"),
        }
    }

    fn finished_table(&self, finished: &[Row<'p>]) -> Table<'p> {
        let columns =
            [("单位", Fit::Flowing), ("应完成", Fit::Figure), ("按期完成", Fit::Figure), ("逾期完成", Fit::Figure)];
        let mut table = Table::new(&columns);
        for row in finished {
            let Tally { owed, done_on_time, done_late, .. } = row.tally;
            table.rows.push(vec![
                row.key.into(),
                Cell::number(owed),
                Cell::number(done_on_time),
                Cell::number(done_late),
            ]);
        }
        table
    }

    /// Who is late, by item and unit.
    fn overdue_table(&self) -> Table<'d> {
        let columns = [
            ("编号", Fit::Whole),
            ("任务", Fit::Flowing),
            ("单位", Fit::Whole),
            ("时限", Fit::Whole),
            ("逾期", Fit::Figure),
            ("反馈", Fit::Whole),
        ];
        let mut table = Table::new(&columns);
        for duty in self.overdue() {
            table.rows.push(vec![
                id_cell(duty.activity),
                duty.activity.title.as_str().into(),
                self.duties.unit(duty).into(),
                due_cell(duty.due, self.duties.as_of),
                days_cell(self.duties.days_overdue(duty)),
                status_word(duty.state.status).into(),
            ]);
        }
        table
    }

    /// The annexes that there is something for, numbered as official letters do: one alone has no number.
    fn annexes(&self, finished: &[Row<'p>], late: &[LateUnit<'p>]) -> Vec<(String, &'static str, Table<'d>)> {
        let mut tables = Vec::new();
        if !finished.is_empty() {
            tables.push(("应完成任务已全部完成的单位名单", self.finished_table(finished)));
        }
        if !late.is_empty() {
            tables.push(("逾期未完成任务清单", self.overdue_table()));
        }
        let alone = tables.len() == 1;
        let mark = |at: usize| if alone { "附件".to_owned() } else { format!("附件{}", at + 1) };
        tables.into_iter().enumerate().map(|(at, (name, table))| (mark(at), name, table)).collect()
    }
}

/// The annexes as a letter lists them below its text.
fn listed<'a>(annexes: &'a [(String, &'static str, Table<'_>)]) -> impl Iterator<Item = String> + use<'a> {
    let line = move |(at, (_, name, _)): (usize, &(String, &'static str, Table<'_>))| match (annexes.len(), at) {
        (1, _) => format!("附件：{name}"),
        (_, 0) => format!("附件：1. {name}"),
        _ => format!("　　　{}. {name}", at + 1),
    };
    annexes.iter().enumerate().map(line)
}

/// What stands before every list of names.
const ORDER: &str = "名单按方案中的顺序排列，不表示名次。";

impl View for Circular<'_, '_> {
    fn document(&self) -> Document<'_> {
        let campaign = &self.duties.plan.campaign;
        let tally = Tally::of(&self.duties.list);
        let (finished, late) = (self.finished(), self.late());
        let annexes = self.annexes(&finished, &late);
        let mark_of = |name: &str| {
            annexes.iter().find(|(_, known, _)| known.contains(name)).map_or("", |(mark, ..)| mark.as_str())
        };
        let mut document = Document::default();
        document.push(Block::Mark("（代拟稿）".into()));
        document.push(Block::Title(format!("{}\n任务完成情况通报", campaign.title).into()));
        document.push(Block::Line("各责任单位：".into(), Side::Start));
        document.push(Block::Paragraph("现将任务完成情况通报如下。".into()));
        document.push(Block::Heading("一、总体情况".into()));
        document.push(Block::Paragraph(self.overview(&tally).into()));
        document.push(Block::Table(self.sections()));
        document.push(Block::Heading("二、完成较好的单位".into()));
        document.push(Block::Paragraph(self.good_words(&finished, mark_of("全部完成")).into()));
        document.push(Block::Heading("三、逾期未完成的任务".into()));
        document.push(Block::Paragraph(self.late_words(&late, mark_of("逾期未完成")).into()));
        document.push(Block::Heading("四、下一步要求".into()));
        document.push(Block::Paragraph(demand(campaign.coordinator.as_deref()).into()));
        document.blocks.extend(listed(&annexes).map(|line| Block::Paragraph(line.into())));
        document.push(Block::Line(campaign.coordinator.clone().unwrap_or_default().into(), Side::End));
        document.push(Block::Line(signed_on(self.duties.as_of).into(), Side::End));
        for (mark, name, table) in annexes {
            document.push(Block::Page(mark.clone().into()));
            document.push(Block::Mark(mark.into()));
            document.push(Block::Title(name.into()));
            document.push(Block::Remark(ORDER.into()));
            document.push(Block::Table(table));
        }
        document
    }

    fn promise(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Promise<'d> {
            #[serde(flatten)]
            head: HeadPromise<'d>,
            totals: Tally,
            finished: Vec<&'d str>,
            late: Vec<LateUnit<'d>>,
        }
        Promise {
            head: HeadPromise::of(self.duties),
            totals: Tally::of(&self.duties.list),
            finished: self.finished().into_iter().map(|row| row.key).collect(),
            late: self.late(),
        }
    }
}

fn demand(coordinator: Option<&str>) -> String {
    let to = coordinator.map_or(String::new(), |office| format!("反馈至{office}"));
    let to = if to.is_empty() { "反馈".to_owned() } else { to };
    format!(
        "请有逾期未完成任务的单位抓紧办理，办完后及时{to}；已经办完尚未反馈的，请补报完成日期；即将到期的任务，请按时限完成。"
    )
}

/// The day of a letter, as official letters write it.
pub fn signed_on(day: NaiveDate) -> String {
    day.format("%Y年%-m月%-d日").to_string()
}
