//! `zlt log`: who said what, when, from which machine.

use anyhow::Result;
use clap::Args;

use super::context::{Context, tell_of_records};
use super::delivery::Manner;
use super::{Outcome, answers};
use crate::duties::history::{history, prove_known};
use crate::id::ActivityId;
use crate::journal::commands::Commands;
use crate::views::pages::history::HistoryPage;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 只看这一项，例如 7
    #[arg(value_name = "编号")]
    pub(super) id: Option<String>,
    /// 只看这个单位；同 --unit，可写几个
    #[arg(value_name = "单位")]
    pub(super) units: Vec<String>,
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    let opened = context.open()?;
    let plan = &opened.plan;
    let scope = context.scope(plan)?;
    let as_of = context.as_of(plan)?;
    let id = arguments.id.as_deref().map(|typed| ActivityId::parse(typed).ok_or_else(|| answers::not_a_number(typed)));
    let id = id.transpose()?;
    let journals = opened.store.journals(|name| scope.needs_journal(plan, name))?;
    let (texts, machines) = (journals.read_all()?, opened.store.commands()?);
    let history = history(plan, &journals, &texts, &Commands::read(&machines));
    tell_of_records(&history.spoiled, 0);
    context.tell_of_broken_off(&opened.store);
    if let Some(id) = &id {
        prove_known(plan, &history.commands, id).map_err(|reason| answers::pick(&reason))?;
    }
    let machine = context.environment.known_machine().unwrap_or_default();
    let shows_private = context.shows_private(scope.is_one_unit())?;
    let page = HistoryPage::new(plan, &scope, as_of, &history.commands, id.as_ref()).on_machine(&machine);
    context.show(&if shows_private { page } else { page.without_private() }, Manner::Answer)
}
