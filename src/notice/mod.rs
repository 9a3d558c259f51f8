//! The notice and what comes with it: files from outside come in, plain values go out.
//!
//! [`text`] reads a file whatever it is encoded in; [`roll`] takes the names out of a roll of units,
//! [`names`] parts a duty list, [`deadline`] knows what printed deadlines mean. Nothing here writes, and
//! nothing here decides: a person reviews what comes out.

mod brackets;
pub mod deadline;
mod duty_list;
mod glued;
mod labels;
mod lines;
mod mark;
pub mod names;
mod offices;
mod paragraphs;
pub mod roll;
mod roles;
mod table;
pub mod text;
