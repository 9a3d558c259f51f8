//! `zlt duties`: the duties in scope.

use anyhow::Result;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::context::Context;
use super::{Outcome, answers};
use crate::duties::{Filter, Standing};
use crate::views::list::{DutyList, ListKind};

#[derive(Debug, Args)]
pub struct Arguments {
    /// 只看这个板块，可写一部分
    #[arg(long, value_name = "板块", visible_alias = "板块")]
    section: Option<String>,
    /// 只看这种办理状态，可写多次：逾期未完成、即将到期、未到期、长期坚持、按需开展、按期完成、逾期完成、不涉及
    #[arg(long, value_name = "办理状态", value_parser = standing_parser(), hide_possible_values = true, visible_alias = "状态")]
    standing: Vec<Standing>,
    /// 只看这一天或更早到期的
    #[arg(long, value_name = "日期", visible_alias = "到期")]
    due_before: Option<String>,
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    let opened = context.open()?;
    let scope = context.scope(&opened.plan)?;
    let section = arguments.section.as_deref().map(|typed| {
        opened
            .plan
            .find_section(typed)
            .map(str::to_owned)
            .map_err(|reason| answers::section(&opened.plan, typed, &reason))
    });
    let due_before = arguments.due_before.as_deref().map(|typed| context.day(&opened.plan, typed, "--due-before"));
    let filter =
        Filter { section: section.transpose()?, standings: arguments.standing, due_before: due_before.transpose()? };
    let duties = context.duties(&opened, &scope)?;
    let heading = context.heading(&opened.plan, &scope);
    context.show(&DutyList::new(&duties, heading, ListKind::Duties, None, |duty| filter.accepts(duty)))
}

/// Takes a standing by its word on screen or by its word in JSON.
fn standing_parser() -> impl TypedValueParser<Value = Standing> {
    let values = Standing::ALL.map(|standing| PossibleValue::new(standing.word()).alias(standing.key()));
    PossibleValuesParser::new(values).try_map(|typed| {
        let is_meant = |standing: &Standing| typed == standing.word() || typed == standing.key();
        Standing::ALL.into_iter().find(is_meant).ok_or("没有这种办理状态")
    })
}
