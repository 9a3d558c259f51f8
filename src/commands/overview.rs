//! `zlt`: today at a glance.

use anyhow::Result;

use super::Outcome;
use super::context::Context;
use crate::views::overview::Overview;

pub fn run(context: &Context<'_>) -> Result<Outcome> {
    let opened = context.open()?;
    let scope = context.scope(&opened.plan)?;
    let duties = context.duties(&opened, &scope)?;
    context.show(&Overview::new(&duties, context.heading(&opened.plan, &scope)))
}
