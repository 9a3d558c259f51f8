//! The circular (通报): totals and shares, then who has done all and who is late, in plan order, names on annexes.

use serde::Serialize;

use crate::day;
use crate::document::{Block, Cell, Document, Fit, Side, Table};
use crate::duties::{Duties, Standing, Tally};
use crate::plan::Campaign;
use crate::views::View;
use crate::views::letters::letter::{basis, report_to, signed};
use crate::views::parts::breakdown::{By, Row, accepted_words, done_beside_words, rows, share_cell, shares_words};
use crate::views::parts::due_item::due_items;
use crate::views::parts::heading::HeadPromise;
use crate::views::parts::late::{LateUnit, days_cell, late_in_plan_order};
use crate::views::parts::words::{due_cell, id_cell};

/// The circular of a scope.
pub struct Circular<'d, 'p> {
    duties: &'d Duties<'p>,
}

impl<'d, 'p> Circular<'d, 'p> {
    /// The circular of the duties in scope.
    pub fn new(duties: &'d Duties<'p>) -> Self {
        Self { duties }
    }

    /// The units that owed something and have done all of it in time, in plan order.
    fn finished(&self) -> Vec<Row<'p>> {
        let is_finished =
            |row: &Row<'_>| row.tally.owed > 0 && row.tally.done() == row.tally.owed && row.tally.late() == 0;
        rows(self.duties, By::Unit).into_iter().filter(is_finished).collect()
    }

    fn overview(&self, tally: &Tally) -> String {
        let campaign = &self.duties.plan.campaign;
        let activities = self.duties.activities().count();
        let silent = self.duties.list.iter().filter(|duty| duty.is_awaited_in_silence()).count();
        format!(
            "{}，{}共承担{activities}项任务，分解到单位{}项次{}，应完成{}项次。截至{}，已完成{}项次，{}，其中{}{}；逾期未完成{}项次，即将到期{}项次。应完成的任务中，还没有反馈的有{silent}项次。",
            basis(campaign),
            self.duties.subject(),
            tally.duties,
            not_owed(tally),
            tally.owed,
            day::long(self.duties.as_of),
            tally.done(),
            shares_words(tally) + &accepted_words(tally, campaign),
            done_words(tally),
            done_beside_words(tally),
            tally.overdue,
            tally.due_soon,
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

    fn good_words(&self, annexes: &Annexes<'_>) -> String {
        match annexes.finished.len() {
            0 => "目前没有应完成任务已全部按期完成的单位。".to_owned(),
            count => format!("应完成任务已全部按期完成的有{count}个单位（名单见{}）。", annexes.mark(FINISHED)),
        }
    }

    fn late_words(&self, annexes: &Annexes<'_>) -> String {
        let overdue: usize = annexes.late.iter().map(|unit| unit.overdue).sum();
        match annexes.late.len() {
            0 => "目前没有逾期未完成的任务。".to_owned(),
            count => format!("逾期未完成的共{overdue}项次，涉及{count}个单位（名单见{}）。", annexes.mark(LATE)),
        }
    }

    /// What is late, item by item, each with the units that are late with it.
    fn overdue_table(&self) -> Table<'d> {
        let columns = [
            ("编号", Fit::Whole),
            ("任务", Fit::Flowing),
            ("时限", Fit::Whole),
            ("逾期", Fit::Figure),
            ("单位", Fit::Flowing),
            ("项次", Fit::Figure),
        ];
        let mut table = Table::new(&columns);
        for late in due_items(self.duties.list.iter().filter(|duty| duty.is_overdue())) {
            let units: Vec<&str> = late.duties.iter().map(|duty| self.duties.unit(duty)).collect();
            table.rows.push(vec![
                id_cell(late.activity),
                late.activity.title.as_str().into(),
                due_cell(Some(late.due), self.duties.as_of),
                days_cell(self.duties.days_overdue(late.duties[0])),
                units.join("、").into(),
                Cell::number(units.len()),
            ]);
        }
        table
    }
}

/// The name of the annex that lists who has done all.
const FINISHED: &str = "应完成任务已全部按期完成的单位名单";
/// The name of the annex that lists what is late.
const LATE: &str = "逾期未完成任务清单";

/// Whom the annexes list, in plan order.
struct Annexes<'p> {
    finished: Vec<Row<'p>>,
    late: Vec<LateUnit<'p>>,
}

impl Annexes<'_> {
    /// The annexes that there is something for.
    fn names(&self) -> Vec<&'static str> {
        let finished = (!self.finished.is_empty()).then_some(FINISHED);
        finished.into_iter().chain((!self.late.is_empty()).then_some(LATE)).collect()
    }

    /// What stands above an annex: one alone has no number (GB/T 9704-2012, 7.3.4).
    fn mark(&self, name: &str) -> String {
        match self.names().as_slice() {
            [_] => "附件".to_owned(),
            names => format!("附件{}", names.iter().take_while(|known| **known != name).count() + 1),
        }
    }

    /// The annexes as a letter lists them below its text.
    fn listed(&self) -> Vec<String> {
        match self.names().as_slice() {
            [name] => vec![format!("附件：{name}")],
            names => {
                let line = |(at, name): (usize, &&str)| {
                    let before = if at == 0 { "附件：" } else { "　　　" };
                    format!("{before}{}. {name}", at + 1)
                };
                names.iter().enumerate().map(line).collect()
            }
        }
    }
}

/// What stands before every list of names.
const ORDER: &str = "名单按方案中的顺序排列，不表示名次。";

impl View for Circular<'_, '_> {
    fn document(&self) -> Document<'_> {
        let campaign = &self.duties.plan.campaign;
        let tally = Tally::of(&self.duties.list, self.duties.as_of);
        let annexes = Annexes { finished: self.finished(), late: late_in_plan_order(self.duties) };
        let mut document = Document::default();
        document.push(Block::Mark("（代拟稿）".into()));
        document.push(Block::Title(format!("{}\n任务完成情况通报", campaign.title).into()));
        document.push(Block::Line("各责任单位：".into(), Side::Start));
        document.push(Block::Paragraph("现将任务完成情况通报如下。".into()));
        document.push(Block::Heading("一、总体情况".into()));
        document.push(Block::Paragraph(self.overview(&tally).into()));
        document.push(Block::Table(self.sections()));
        document.push(Block::Heading("二、完成较好的单位".into()));
        document.push(Block::Paragraph(self.good_words(&annexes).into()));
        document.push(Block::Heading("三、逾期未完成的任务".into()));
        document.push(Block::Paragraph(self.late_words(&annexes).into()));
        document.push(Block::Heading("四、下一步要求".into()));
        document.push(Block::Paragraph(demand(campaign).into()));
        document.blocks.extend(annexes.listed().into_iter().map(|line| Block::Paragraph(line.into())));
        document.blocks.extend(signed(campaign.coordinator.as_deref(), self.duties.as_of));
        for name in annexes.names() {
            let table = if name == FINISHED { finished_table(&annexes.finished) } else { self.overdue_table() };
            document.push(Block::Page(annexes.mark(name).into()));
            document.push(Block::Mark(annexes.mark(name).into()));
            document.push(Block::Title(name.into()));
            document.push(Block::Remark(ORDER.into()));
            document.push(Block::Table(table));
        }
        document
    }

    fn promise(&self) -> Option<impl Serialize> {
        #[derive(Serialize)]
        struct Promise<'d> {
            #[serde(flatten)]
            head: HeadPromise<'d>,
            totals: Tally,
            finished: Vec<&'d str>,
            late: Vec<LateUnit<'d>>,
        }
        Some(Promise {
            head: HeadPromise::of(self.duties),
            totals: Tally::of(&self.duties.list, self.duties.as_of),
            finished: self.finished().into_iter().map(|row| row.key).collect(),
            late: late_in_plan_order(self.duties),
        })
    }
}

fn finished_table<'p>(finished: &[Row<'p>]) -> Table<'p> {
    let columns = [("单位", Fit::Flowing), ("按期完成", Fit::Figure)];
    let mut table = Table::new(&columns);
    for row in finished {
        table.rows.push(vec![row.key.into(), Cell::number(row.tally.done())]);
    }
    table
}

/// What is not owed, in the order in which circulars name it.
const NOT_OWED: [Standing; 4] = [Standing::Optional, Standing::WithLead, Standing::Ongoing, Standing::Waived];

/// How many are done in which way: `按期完成9项次，逾期完成1项次`.
fn done_words(tally: &Tally) -> String {
    let counted = [(Standing::DoneOnTime, tally.done() - tally.late()), (Standing::DoneLate, tally.late())];
    counted.map(|(standing, count)| format!("{}{count}项次", standing.word())).join("，")
}

/// What is taken off the duties before they are owed: `，除按需开展35项次、不涉及1项次外`.
fn not_owed(tally: &Tally) -> String {
    let counts = NOT_OWED.map(|standing| (standing, tally.outside(standing)));
    let words: Vec<String> = counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(standing, count)| format!("{}{count}项次", standing.word()))
        .collect();
    if words.is_empty() { String::new() } else { format!("，除{}外", words.join("、")) }
}

fn demand(campaign: &Campaign) -> String {
    let report = report_to(campaign);
    format!(
        "请有逾期未完成任务的单位抓紧办理，办完后及时{report}；已经办完尚未反馈的，请补报完成日期；即将到期的任务，请按时限完成。"
    )
}

#[cfg(test)]
mod tests {
    use super::NOT_OWED;
    use crate::duties::Standing;

    #[test]
    fn circulars_take_off_all_that_is_not_owed() {
        for standing in Standing::ALL {
            assert_eq!(NOT_OWED.contains(standing), standing.is_never_owed(), "{standing:?}");
        }
    }
}
