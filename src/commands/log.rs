//! `zlt log`: who said what, when, from which machine.

use anyhow::Result;
use clap::Args;

use super::context::Context;
use super::{Outcome, answers};
use crate::duties::history::history;
use crate::id::Pick;
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
    let as_of = context.as_of()?;
    let activity = match arguments.id.as_deref().map(|typed| (typed, Pick::parse_all(typed))) {
        None => None,
        Some((_, Ok(picks))) if matches!(picks[..], [Pick::One(_)]) => {
            let picked = plan.pick(&picks).map_err(|reason| answers::pick(&reason))?;
            picked.first().map(|picked| &plan.activities[picked.position])
        }
        Some((typed, _)) => return Err(answers::not_a_number(typed).into()),
    };
    let texts = opened.store.journals(|_| true)?.read()?;
    let commands = history(plan, &texts);
    let page = HistoryPage::new(plan, scope.words(plan), &commands, |said| {
        let in_scope = said.unit.map_or(scope.is_campaign(), |unit| scope.contains(unit));
        let is_about = activity.is_none_or(|activity| said.entry.activity == activity.id.as_str());
        in_scope && is_about && said.entry.on <= as_of
    });
    context.show(&page)
}
