//! Views: duties come in, what a person asked for goes out as a value.
//!
//! A view chooses, counts and puts into words; it never formats. Each has a [`Document`] for people and a value for the
//! JSON promise (`docs/json.md`).

pub mod activity;
pub mod board;
pub mod breakdown;
pub mod calendar;
pub mod choice;
pub mod circular;
mod days;
pub mod diff;
pub mod draft;
mod due_item;
pub mod enrolment;
pub mod findings;
mod growth;
pub mod guide;
pub mod heading;
pub mod history;
mod late;
pub mod ledger;
mod letter;
pub mod list;
pub mod matrix;
mod names;
pub mod overview;
pub mod progress;
pub mod receipt;
pub mod reminder;
pub mod summary;
pub mod undone;
pub mod units;
pub mod weekly;
mod words;

use serde::Serialize;

use crate::document::Document;

pub use heading::Heading;

/// What a person asked for.
pub trait View {
    /// The page for people.
    fn document(&self) -> Document<'_>;
    /// The value for other programs.
    fn promise(&self) -> impl Serialize;
}
