//! What is drawn rather than read; each can also be said as a table, for pages without pictures.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::cell::{Cell, Tone};
use super::percent;
use super::table::{Fit, Table};
use crate::day;

/// A share of a whole.
#[derive(Clone, Debug)]
pub struct Bar<'t> {
    /// Of what.
    pub label: Cow<'t, str>,
    /// From 0 to 1; `None` where there is no whole.
    pub share: Option<f64>,
    /// What the share is made of; may be empty.
    pub note: Cow<'t, str>,
}

/// Marks at the crossings of rows and columns.
#[derive(Clone, Debug)]
pub struct Grid<'t> {
    /// What the rows are: it stands above their names, and people choose rows by it.
    pub corner: &'static str,
    /// What the marks say, and people choose them by.
    pub marks: &'static str,
    /// The columns from left to right: what stands above them, and in full.
    pub columns: Vec<Cell<'t>>,
    /// The rows from top to bottom: a name, and for every column a word with its mark as the brief form; empty where there is
    /// nothing.
    pub rows: Vec<(Cow<'t, str>, Vec<Cell<'t>>)>,
    /// Each mark with what it means.
    pub legend: Vec<(Cell<'t>, Cow<'t, str>)>,
}

/// What falls on which day.
#[derive(Clone, Debug)]
pub struct Timeline<'t> {
    /// The day it is seen from.
    pub today: NaiveDate,
    /// The moment it was made.
    pub made: DateTime<FixedOffset>,
    /// What falls on which day, in the order of the days.
    pub events: Vec<Event<'t>>,
    /// What was to fall on a day and does not any more: only a calendar that has it must be told.
    pub called_off: Vec<Event<'t>>,
}

/// What falls on a day.
#[derive(Clone, Debug)]
pub struct Event<'t> {
    /// The same whenever and wherever the same thing is told of.
    pub id: String,
    /// The day.
    pub day: NaiveDate,
    /// What kind of thing it is.
    pub kind: &'static str,
    /// What it is.
    pub name: Cow<'t, str>,
    /// What else there is to say; may be empty.
    pub detail: Cow<'t, str>,
    /// What a colour may repeat.
    pub tone: Tone,
    /// Whether people want to be reminded the day before.
    pub is_reminded: bool,
}

/// How a number grew from day to day.
#[derive(Clone, Debug)]
pub struct Curve<'t> {
    /// What grew.
    pub name: Cow<'t, str>,
    /// The first and the last day of the axis.
    pub span: (NaiveDate, NaiveDate),
    /// The day it is seen from.
    pub today: NaiveDate,
    /// What the number may come to.
    pub whole: usize,
    /// The number at the end of some days, in the order of the days; in between it does not change.
    pub points: Vec<(NaiveDate, usize)>,
}

impl<'t> Bar<'t> {
    /// The share in per cent: `65.3%`; `—` where there is no whole.
    pub fn percent(&self) -> String {
        self.share.map_or("—".to_owned(), percent)
    }
}

impl Timeline<'_> {
    /// The same as a table.
    pub fn table(&self) -> Table<'_> {
        let mut table = Table::new(&[("日子", Fit::Whole), ("类别", Fit::Whole), ("事项", Fit::Flowing)]);
        for event in &self.events {
            let on = Cell::day(day::seen_from(self.today, event.day), event.day);
            table.rows.push(vec![on, event.kind.into(), Cell::toned(event.name.as_ref(), event.tone)]);
        }
        table
    }
}

impl Curve<'_> {
    /// The same as a table.
    pub fn table(&self) -> Table<'_> {
        let mut table = Table::new(&[("日子", Fit::Whole), ("累计", Fit::Figure)]);
        for (on, number) in &self.points {
            table.rows.push(vec![Cell::day(day::seen_from(self.today, *on), *on), Cell::number(*number)]);
        }
        table
    }
}
