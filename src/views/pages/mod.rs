//! Pages: what is read on a screen, in a browser or in a table, one a file.

pub mod activity;
pub mod board;
pub mod calendar;
pub mod diff;
pub mod draft;
pub mod enrolment;
pub mod evidence;
pub mod findings;
pub mod guide;
pub mod history;
pub mod ledger;
pub mod list;
pub mod materials;
pub mod matrix;
pub mod overview;
pub mod pending;
pub mod progress;
pub mod receipt;
pub mod undone;
pub mod units;
pub mod weekly;
