//! zlt keeps track of a work plan that an office issues to many units: the plan is a TOML file under git, what the units
//! report is kept in append-only files, and duties, progress and delays are read off both.
//!
//! The folders are the pipeline, and data flows one way:
//!
//! ```text
//! draft  notice ─> notice ··(a person)··> plan.toml
//! read   plan.toml ─> plan ─────┐
//!        unit files ─> journal ─┴─> duties ─> views ─> document ─> render ─> out
//!                               └─> check ──┘
//! write  commands ─> journal entry ─> append
//! ```
//!
//! [`notice`] reads official text into a draft, and it ends there: a person reviews. [`plan`] proves what people wrote;
//! [`journal`] keeps what units said; [`duties`] is the only place where the two meet; [`views`] choose and count;
//! [`render`] formats and knows no domain: screen, workbook, letter, web page, calendar. [`commands`] has one file a
//! subcommand, each a chain of these that decides nothing; [`cli`] is the one door for environment, clock and terminal. The
//! rest are leaves that anyone may use: [`id`], [`day`], [`problem`], [`nearest`], [`files`], [`glyph`], [`mask`], [`document`],
//! [`office`], [`platform`]. `tests/zlt/architecture.rs` holds who may use whom.

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod check;
pub mod cli;
pub mod commands;
pub mod day;
pub mod document;
pub mod duties;
pub mod files;
pub mod glyph;
pub mod id;
pub mod journal;
pub mod mask;
pub mod nearest;
pub mod notice;
pub mod office;
pub mod plan;
pub mod platform;
pub mod problem;
pub mod render;
pub mod views;

use std::process::ExitCode;

/// Runs the command line of this process and gives its exit status: 0 done, 1 found something, 2 used wrongly, 3 could not.
pub fn run() -> ExitCode {
    commands::run(std::env::args_os())
}
