//! What an undo has taken back.

use chrono::NaiveDate;
use serde::Serialize;

use crate::document::{Block, Cell, Document, Fit, Table};
use crate::duties::history::Command;
use crate::journal::commands::brief_label;
use crate::journal::{Entry, Kind};
use crate::plan::Plan;
use crate::views::View;
use crate::views::parts::heading::HeadPromise;
use crate::views::parts::reports::entry_word;
use crate::views::parts::words::day_cell;

/// What an undo has taken back.
pub struct UndoReceipt<'d, 'p> {
    plan: &'p Plan,
    today: NaiveDate,
    /// The label of the command in the log.
    label: &'d str,
    /// The same as it is shown here.
    brief: &'d str,
    taken_back: Vec<TakenBack>,
    /// How many of them had been corrected, so that what stands in their place goes on to count.
    corrected: usize,
    is_dry_run: bool,
}

impl<'d, 'p> UndoReceipt<'d, 'p> {
    /// The receipt of a command's `retracts`, written or only tried on a machine.
    pub fn new(
        plan: &'p Plan,
        today: NaiveDate,
        command: &'d Command<'_>,
        machine: &str,
        retracts: &[Entry<'_>],
        is_dry_run: bool,
    ) -> Self {
        let taken_back = command.left().zip(retracts).map(|(said, retract)| TakenBack {
            activity: said.entry.activity.to_string(),
            unit: retract.unit.to_string(),
            kind: said.entry.kind,
            word: entry_word(&said.entry),
            on: said.entry.on,
        });
        let corrected = command.left().filter(|said| said.is_corrected).count();
        let (label, brief) = (command.label.as_str(), brief_label(&command.label, machine));
        Self { plan, today, label, brief, taken_back: taken_back.collect(), corrected, is_dry_run }
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
    /// The same in a word.
    #[serde(skip)]
    word: &'static str,
    /// The day it was about.
    on: NaiveDate,
}

impl View for UndoReceipt<'_, '_> {
    fn document(&self) -> Document<'_> {
        let count = self.taken_back.len();
        let headline = if self.is_dry_run {
            format!("预演：会撤销登记 {}，共{count}项次，现在什么也没有写入。", self.brief)
        } else {
            format!("已撤销登记 {}，共{count}项次，恢复到登记以前的样子：", self.brief)
        };
        let mut table =
            Table::new(&[("编号", Fit::Whole), ("单位", Fit::Whole), ("原登记", Fit::Whole), ("日期", Fit::Whole)]);
        for taken in &self.taken_back {
            let cells: Vec<Cell<'_>> = vec![
                taken.activity.as_str().into(),
                taken.unit.as_str().into(),
                taken.word.into(),
                day_cell(taken.on, self.today),
            ];
            table.rows.push(cells);
        }
        let mut document = Document { blocks: vec![Block::Paragraph(headline.into()), Block::Table(table)] };
        if self.corrected > 0 {
            let corrected =
                format!("其中{}项次已经更正过，更正仍然算数；要连更正一起撤回，再撤销更正的那一次。", self.corrected);
            document.push(Block::Paragraph(corrected.into()));
        }
        document.push(Block::Paragraph("撤销本身不能再撤销；需要时重新登记即可。".into()));
        document
    }

    fn promise(&self) -> Option<impl Serialize> {
        #[derive(Serialize)]
        struct Promise<'d> {
            #[serde(flatten)]
            head: HeadPromise<'d>,
            label: &'d str,
            dry_run: bool,
            taken_back: &'d [TakenBack],
        }
        Some(Promise {
            head: HeadPromise::of_plan(self.plan),
            label: self.label,
            dry_run: self.is_dry_run,
            taken_back: &self.taken_back,
        })
    }
}
