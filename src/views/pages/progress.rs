//! How far the duties have come: in all, by unit, by activity, by section.

use serde::Serialize;

use crate::document::{Block, Document};
use crate::duties::figures::figures;
use crate::duties::{Duties, Tally};
use crate::views::View;
use crate::views::parts::breakdown::{By, Row, SHARE_RULE, rows, standings_of, table};
use crate::views::parts::heading::{Asked, HeadPromise};
use crate::views::parts::words::{FigurePromise, figures_block};

/// Progress of the duties in scope.
pub struct Progress<'d, 'p> {
    asked: &'d Asked<'p>,
    by: By,
}

impl<'d, 'p> Progress<'d, 'p> {
    /// Progress broken down by `by`.
    pub fn new(asked: &'d Asked<'p>, by: By) -> Self {
        Self { asked, by }
    }
}

impl View for Progress<'_, '_> {
    fn document(&self) -> Document<'_> {
        let mut document = self.asked.heading("进展");
        document.push(Block::Paragraph(standings_of(&self.asked.duties).into()));
        document.push(Block::Table(table(&self.asked.duties, self.by)));
        document.blocks.extend(figures_block(&self.asked.duties));
        document.push(Block::Remark(SHARE_RULE.into()));
        document
    }

    fn promise(&self) -> Option<impl Serialize> {
        Some(ProgressPromise::of(&self.asked.duties))
    }
}

/// Progress as JSON has it.
#[derive(Serialize)]
pub struct ProgressPromise<'d> {
    #[serde(flatten)]
    head: HeadPromise<'d>,
    totals: Tally,
    by_unit: Vec<UnitRow<'d>>,
    by_activity: Vec<ActivityRow<'d>>,
    by_section: Vec<SectionRow<'d>>,
    counts: Vec<FigurePromise>,
}

impl<'d> ProgressPromise<'d> {
    /// The promise's view of some duties.
    pub fn of(duties: &Duties<'d>) -> Self {
        let of_unit = |row: Row<'d>| UnitRow { unit: row.key, tally: row.tally };
        let of_activity =
            |row: Row<'d>| ActivityRow { activity: row.key, title: &row.activity.title, tally: row.tally };
        let of_section =
            |row: Row<'d>| SectionRow { section: Some(row.key).filter(|key| !key.is_empty()), tally: row.tally };
        Self {
            head: HeadPromise::of(duties),
            totals: Tally::of(&duties.list, duties.as_of),
            by_unit: rows(duties, By::Unit).into_iter().map(of_unit).collect(),
            by_activity: rows(duties, By::Activity).into_iter().map(of_activity).collect(),
            by_section: rows(duties, By::Section).into_iter().map(of_section).collect(),
            counts: figures(&duties.list).iter().map(FigurePromise::of).collect(),
        }
    }
}

#[derive(Serialize)]
struct UnitRow<'d> {
    unit: &'d str,
    #[serde(flatten)]
    tally: Tally,
}

#[derive(Serialize)]
struct ActivityRow<'d> {
    activity: &'d str,
    title: &'d str,
    #[serde(flatten)]
    tally: Tally,
}

#[derive(Serialize)]
struct SectionRow<'d> {
    section: Option<&'d str>,
    #[serde(flatten)]
    tally: Tally,
}
