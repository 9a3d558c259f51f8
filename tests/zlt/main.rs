//! What zlt promises, seen from outside: one binary, one module a feature, `support` to say it in sentences.
//!
//! `cargo test check::` runs one module; `ZLT_UPDATE=1 cargo test` writes what zlt says into the documents.

mod architecture;
mod check;
mod drafting;
mod evidence;
mod exporting;
mod fortnight;
mod founding_plan;
mod glossary;
mod hardening;
mod help;
mod importing;
mod inside;
mod marking;
mod model;
mod month;
mod office;
mod plan_rules;
mod planning;
mod readme;
mod reporting;
mod rolls;
mod schema;
mod screens;
mod settings;
mod shells;
mod support;
#[cfg(unix)]
mod terminal;
mod together;
mod undoing;
