//! The notice and what comes with it: files from outside come in, plain values go out.
//!
//! [`text`] reads a file whatever it is encoded in; [`roll`] takes the names out of a roll of units,
//! [`names`] parts a duty list, [`deadline`] knows what printed deadlines mean. Nothing here writes, and
//! nothing here decides: a person reviews what comes out.

pub mod deadline;
pub mod names;
mod offices;
pub mod roll;
pub mod text;
