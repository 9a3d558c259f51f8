//! `zlt log`: who said what, when, from which machine.

use anyhow::Result;
use clap::Args;

use super::context::Context;
use super::{Outcome, answers};
use crate::cli::tell;
use crate::duties::history::{Said, history};
use crate::id::{ActivityId, Pick};
use crate::views::history::HistoryPage;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 只看这一项，例如 7
    #[arg(value_name = "编号")]
    id: Option<String>,
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    let opened = context.open()?;
    let plan = &opened.plan;
    let scope = context.scope(plan)?;
    let as_of = context.as_of(plan)?;
    let id = arguments.id.as_deref().map(|typed| ActivityId::parse(typed).ok_or_else(|| answers::not_a_number(typed)));
    let id = id.transpose()?;
    let journals = opened.store.journals(|_| true)?;
    let texts = journals.read()?;
    let mut spoiled = Vec::new();
    let commands = history(plan, &journals, &texts, &mut spoiled);
    answers::of_records(&spoiled, 0).iter().for_each(|reminder| tell(reminder));
    let is_about = |said: &Said<'_>| id.as_ref().is_none_or(|id| said.entry.activity == id.as_str());
    // A number that the plan has given up is fine as long as something was said about it.
    if let Some(id) = &id
        && !commands.iter().any(|command| command.said.iter().any(is_about))
    {
        plan.pick(&[Pick::One(id.clone())]).map_err(|reason| answers::pick(&reason))?;
    }
    let page = HistoryPage::new(plan, context.heading(plan, &scope), as_of, &commands, |said| {
        let in_scope = said.unit.map_or(scope.is_campaign(), |unit| scope.contains(unit));
        in_scope && is_about(said) && said.entry.on <= as_of
    });
    context.show(&page)
}
