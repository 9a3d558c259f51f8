//! Renderers: a document, or the value of the JSON promise, comes in; bytes go out.
//!
//! They format and never choose: what is shown, counted and said has been settled by a view. [`format`] has a row for each
//! format.

pub mod csv;
pub mod format;
pub mod html;
pub mod ics;
pub mod json;
pub mod man;
pub mod markdown;
pub mod office;
pub mod terminal;

pub use format::Format;
