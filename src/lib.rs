//! tour later
#![forbid(unsafe_code)]
pub mod day;
pub mod document;
pub mod duties;
pub mod files;
pub mod id;
pub mod journal;
pub mod nearest;
pub mod plan;
pub mod problem;
