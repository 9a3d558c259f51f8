//! `zlt units`: who takes part, under which names.

use anyhow::Result;
use clap::Args;

use super::Outcome;
use super::context::Context;
use crate::views::units::UnitsPage;

#[derive(Debug, Args)]
pub struct Arguments {}

pub fn run(context: &Context<'_>, _: Arguments) -> Result<Outcome> {
    let opened = context.open()?;
    let scope = context.scope(&opened.plan)?;
    let duties = context.duties(&opened, &scope)?;
    context.show(&UnitsPage::new(&duties, &scope, context.heading(&opened.plan, &scope)))
}
