//! The ledger (台账) that an office would otherwise keep by hand: every duty, then by unit, by activity, and who is late.
//!
//! Each is a page of its own: [`duties`] the rows of duties, [`units`] and [`activities`] what they come to.

mod activities;
mod duties;
mod units;

use serde::Serialize;

use super::View;
use super::breakdown::{SHARE_RULE, standings_words};
use super::heading::{HeadPromise, Heading};
use super::words::DutyPromise;
use crate::document::{Block, Document, Table};
use crate::duties::{Duties, Tally};
use crate::plan::Liaisons;
use duties::Wording;

/// The ledger of a scope.
pub struct Ledger<'d, 'p> {
    duties: &'d Duties<'p>,
    heading: Heading,
    liaisons: &'d Liaisons,
    /// One for every activity that a duty is of, in their order.
    wordings: Vec<Wording>,
}

impl<'d, 'p> Ledger<'d, 'p> {
    /// The ledger of the duties in scope; `liaisons` says whom to call, where the office keeps such a list.
    pub fn new(duties: &'d Duties<'p>, heading: Heading, liaisons: &'d Liaisons) -> Self {
        let activities = duties.by_activity();
        let wordings = activities.map(|duties_of| Wording::of(duties_of[0].activity, duties.as_of)).collect();
        Self { duties, heading, liaisons, wordings }
    }

    fn push_sheet<'t>(&self, document: &mut Document<'t>, name: &'static str, table: Table<'t>)
    where
        'd: 't,
    {
        document.push(Block::Page(name.into()));
        document.blocks.extend(self.heading.document(name, self.duties).blocks);
        document.push(Block::Paragraph(standings_words(&Tally::of(&self.duties.list)).into()));
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
        document
    }

    fn promise(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Promise<'d> {
            #[serde(flatten)]
            head: HeadPromise<'d>,
            totals: Tally,
            duties: Vec<DutyPromise<'d>>,
        }
        Promise {
            head: HeadPromise::of(self.duties),
            totals: Tally::of(&self.duties.list),
            duties: self.duties.list.iter().map(|duty| DutyPromise::of(self.duties, duty)).collect(),
        }
    }
}
