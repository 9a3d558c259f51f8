//! The phrases of a notice: a piece of text comes in, what it means goes out.
//!
//! [`duty_list`] finds who does what, [`due`] by when; both rest on how offices are named and deadlines are worded.

pub mod deadline;
pub mod due;
pub mod duty_list;
pub mod labels;
pub mod names;
mod offices;
mod prefix;
pub mod roles;
