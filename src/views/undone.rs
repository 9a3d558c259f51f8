//! What an undo has taken back.

use chrono::NaiveDate;
use serde::Serialize;

use super::View;
use super::heading::HeadPromise;
use super::history::kind_word;
use super::words::day_cell;
use crate::document::{Block, Cell, Document, Fit, Table};
use crate::duties::Duties;
use crate::journal::Kind;

/// What an undo has taken back.
pub struct UndoReceipt<'d, 'p> {
    /// The campaign's duties, for names.
    pub duties: &'d Duties<'p>,
    /// The number of the command in the log.
    pub number: usize,
    /// Each entry taken back: number and title of the activity, unit, what was said, the day.
    pub taken_back: Vec<TakenBack>,
    /// Whether it was only tried.
    pub is_dry_run: bool,
}

/// One entry that was taken back.
#[derive(Clone, Debug, Serialize)]
pub struct TakenBack {
    /// The number of the activity.
    pub activity: String,
    /// The unit by today's name.
    pub unit: String,
    /// What had been said.
    pub kind: Kind,
    /// The day it was about.
    pub on: NaiveDate,
}

impl View for UndoReceipt<'_, '_> {
    fn document(&self) -> Document<'_> {
        let count = self.taken_back.len();
        let headline = if self.is_dry_run {
            format!("预演：会撤销第{}次登记，共{count}项次，现在什么也没有写入。", self.number)
        } else {
            format!("已撤销第{}次登记，共{count}项次，恢复到登记以前的样子：", self.number)
        };
        let mut table =
            Table::new(&[("编号", Fit::Whole), ("单位", Fit::Whole), ("原登记", Fit::Whole), ("日期", Fit::Whole)]);
        for taken in &self.taken_back {
            let cells: Vec<Cell<'_>> = vec![
                taken.activity.as_str().into(),
                taken.unit.as_str().into(),
                kind_word(taken.kind).into(),
                day_cell(taken.on, self.duties.as_of),
            ];
            table.rows.push(cells);
        }
        let redo = Block::Paragraph("撤销本身不能再撤销；需要时重新登记即可。".into());
        Document { blocks: vec![Block::Paragraph(headline.into()), Block::Table(table), redo] }
    }

    fn promise(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Promise<'d> {
            #[serde(flatten)]
            head: HeadPromise<'d>,
            number: usize,
            dry_run: bool,
            taken_back: &'d [TakenBack],
        }
        Promise {
            head: HeadPromise::of_plan(self.duties.plan),
            number: self.number,
            dry_run: self.is_dry_run,
            taken_back: &self.taken_back,
        }
    }
}
