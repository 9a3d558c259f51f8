//! `zlt schema`: the JSON schema of `plan.toml`, for editors.

use anyhow::Result;
use clap::Args;

use super::Outcome;
use super::context::print;

#[derive(Debug, Args)]
pub struct Arguments {}

pub fn run(_: Arguments) -> Result<Outcome> {
    print(include_str!("../../docs/plan.schema.json").as_bytes())
}
