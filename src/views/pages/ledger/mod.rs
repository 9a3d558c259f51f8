//! The ledger (台账) that an office would otherwise keep by hand: every duty, then by unit, by activity, and who is late.
//!
//! Each is a page of its own: [`duties`] the rows of duties, [`units`] and [`activities`] what they come to.

mod activities;
mod duties;
mod units;

use serde::Serialize;

use crate::document::{Block, Document, Table};
use crate::duties::Tally;
use crate::plan::Liaisons;
use crate::views::View;
use crate::views::parts::breakdown::{SHARE_RULE, standings_of};
use crate::views::parts::heading::{Asked, HeadPromise};
use crate::views::parts::reports::{Reports, reports_table};
use crate::views::parts::words::DutyPromise;
use duties::Wording;

/// The ledger of a scope.
pub struct Ledger<'d, 'p> {
    asked: &'d Asked<'p>,
    liaisons: &'d Liaisons,
    has_telephones: bool,
    /// One for every activity that a duty is of, in their order.
    wordings: Vec<Wording>,
}

impl<'d, 'p> Ledger<'d, 'p> {
    /// The ledger of the duties in scope; `liaisons` says whom to call, where the office keeps such a list, and under which
    /// number only where that is wanted.
    pub fn new(asked: &'d Asked<'p>, liaisons: &'d Liaisons, has_telephones: bool) -> Self {
        let activities = asked.duties.activities();
        let wordings = activities.map(|activity| Wording::of(activity, asked.duties.as_of)).collect();
        Self { asked, liaisons, has_telephones, wordings }
    }

    fn push_sheet<'t>(&self, document: &mut Document<'t>, name: &'static str, table: Table<'t>)
    where
        'd: 't,
    {
        document.push(Block::Page(name.into()));
        document.blocks.extend(self.asked.heading(name).blocks);
        document.push(Block::Paragraph(standings_of(&self.asked.duties).into()));
        document.push(Block::Table(table));
    }
}

impl View for Ledger<'_, '_> {
    fn document(&self) -> Document<'_> {
        let mut document = Document::default();
        self.push_sheet(&mut document, "总台账", self.duties_table());
        self.push_sheet(&mut document, "按单位", self.units_table());
        document.push(Block::Remark(SHARE_RULE.into()));
        self.push_sheet(&mut document, "按任务", self.activities_table());
        document.push(Block::Remark(SHARE_RULE.into()));
        self.push_sheet(&mut document, "逾期清单", self.overdue_table());
        if let Some(table) = reports_table(&self.asked.duties, Reports::OfAll) {
            self.push_sheet(&mut document, "逐次反馈", table);
        }
        document
    }

    fn promise(&self) -> Option<impl Serialize> {
        #[derive(Serialize)]
        struct Promise<'d> {
            #[serde(flatten)]
            head: HeadPromise<'d>,
            totals: Tally,
            duties: Vec<DutyPromise<'d>>,
        }
        Some(Promise {
            head: HeadPromise::of(&self.asked.duties),
            totals: Tally::of(&self.asked.duties.list, self.asked.duties.as_of),
            duties: self.asked.duties.list.iter().map(|duty| DutyPromise::of(&self.asked.duties, duty)).collect(),
        })
    }
}
