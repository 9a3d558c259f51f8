//! `zlt`: today at a glance.

use anyhow::Result;

use super::Outcome;
use super::context::Context;
use super::delivery::Manner;
use crate::views::pages::overview::Overview;

pub fn run(context: &Context<'_>) -> Result<Outcome> {
    let opened = context.open()?;
    let asked = context.asked(&opened)?;
    context.show(&Overview::new(&asked), Manner::Answer)
}
