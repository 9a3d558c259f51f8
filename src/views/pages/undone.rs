//! What an undo has taken back.

use chrono::NaiveDate;
use serde::Serialize;

use crate::document::{Block, Cell, Document, Fit, Table};
use crate::duties::Duties;
use crate::duties::history::Command;
use crate::journal::{Entry, Kind};
use crate::views::View;
use crate::views::pages::history::kind_word;
use crate::views::parts::heading::HeadPromise;
use crate::views::parts::words::day_cell;

/// What an undo has taken back.
pub struct UndoReceipt<'d, 'p> {
    duties: &'d Duties<'p>,
    /// The number of the command in the log.
    number: usize,
    taken_back: Vec<TakenBack>,
    is_dry_run: bool,
}

impl<'d, 'p> UndoReceipt<'d, 'p> {
    /// The receipt of a command's `retracts`, written or only tried; `duties` are the campaign's.
    pub fn new(duties: &'d Duties<'p>, command: &Command<'_>, retracts: &[Entry<'_>], is_dry_run: bool) -> Self {
        let taken_back = command.left().zip(retracts).map(|(said, retract)| TakenBack {
            activity: said.entry.activity.to_string(),
            unit: retract.unit.to_string(),
            kind: said.entry.kind,
            on: said.entry.on,
        });
        Self { duties, number: command.number, taken_back: taken_back.collect(), is_dry_run }
    }
}

/// One entry that was taken back.
#[derive(Clone, Debug, Serialize)]
struct TakenBack {
    /// The number of the activity.
    activity: String,
    /// The unit by today's name.
    unit: String,
    /// What had been said.
    kind: Kind,
    /// The day it was about.
    on: NaiveDate,
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

    fn promise(&self) -> Option<impl Serialize> {
        #[derive(Serialize)]
        struct Promise<'d> {
            #[serde(flatten)]
            head: HeadPromise<'d>,
            number: usize,
            dry_run: bool,
            taken_back: &'d [TakenBack],
        }
        Some(Promise {
            head: HeadPromise::of_plan(self.duties.plan),
            number: self.number,
            dry_run: self.is_dry_run,
            taken_back: &self.taken_back,
        })
    }
}
