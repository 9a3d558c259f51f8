//! `zlt schema`: the JSON schema of `plan.toml`, for editors.

use anyhow::Result;
use clap::Args;

use super::Outcome;
use super::context::Context;

#[derive(Debug, Args)]
pub struct Arguments {}

pub fn run(context: &Context<'_>, _: Arguments) -> Result<Outcome> {
    context.write(include_str!("../../docs/plan.schema.json").as_bytes())
}
