//! The notice and what comes with it: files from outside come in, plain values go out.
//!
//! [`page`] makes paragraphs and tables of a file, [`phrase`] knows what their words mean, `scan` finds campaign, activities and
//! what is left over, and `draft` writes them down as a plan. [`roll`] takes the names out of a roll of units. Nothing
//! here writes files, and nothing here decides: a person reviews what comes out.

pub mod draft;
pub mod page;
pub mod phrase;
pub mod roll;
pub mod scan;
