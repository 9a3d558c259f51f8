//! `zlt duties`: the duties in scope.

use anyhow::Result;
use clap::Args;

use super::context::Context;
use super::page::show_page;
use super::{Outcome, answers};
use crate::duties::{Filter, Standing};
use crate::plan::Plan;
use crate::problem::Misuse;
use crate::views::page::Page;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 只看这个单位；同 --unit，可写几个
    #[arg(value_name = "单位")]
    pub(super) units: Vec<String>,
    /// 只看这个板块，可写一部分
    #[arg(long, value_name = "板块", visible_alias = "板块")]
    section: Option<String>,
    #[arg(long, help = format!("只看这种办理状态，可写一部分，可写多次：{}", all_words()), value_name = "办理状态", value_parser = standings, visible_aliases = ["状态", "办理状态"])]
    standing: Vec<Standings>,
    /// 只看这一天或更早到期的
    #[arg(long, value_name = "日期", visible_alias = "到期")]
    due_before: Option<String>,
    /// 写成文件时，不公开的任务也列入
    #[arg(long, visible_alias = "含不公开")]
    private: bool,
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    let opened = context.open()?;
    let is_private_meant = arguments.private;
    let filter = arguments.filter(context, &opened.plan)?;
    let medium = context.medium()?;
    let mut asked = context.asked(&opened)?;
    let page = Page::of_list(medium);
    if page.is_paper(medium) {
        context.refuse_unread(&asked.duties)?;
    }
    asked.duties.list.retain(|duty| filter.accepts(duty));
    context.leave_out_private(&mut asked, is_private_meant)?;
    show_page(context, &asked, page, false)
}

impl Arguments {
    fn filter(self, context: &Context<'_>, plan: &Plan) -> Result<Filter, Misuse> {
        let section = |typed: &str| match plan.find_section(typed) {
            Ok(section) => Ok(section.to_owned()),
            Err(reason) => Err(answers::section(plan, typed, &reason)),
        };
        let day = |typed: &str| context.day(plan, typed, "--due-before");
        Ok(Filter {
            section: self.section.as_deref().map(section).transpose()?,
            standings: self.standing.into_iter().flat_map(|meant| meant.0).collect(),
            due_before: self.due_before.as_deref().map(day).transpose()?,
        })
    }
}

/// The standings that one word stands for.
#[derive(Clone, Debug)]
struct Standings(Vec<Standing>);

fn standings(typed: &str) -> Result<Standings, String> {
    match Standing::meant(typed) {
        meant if meant.is_empty() => Err(format!("可以写：{}", all_words())),
        meant => Ok(Standings(meant)),
    }
}

fn all_words() -> String {
    Standing::ALL.iter().map(|standing| standing.word()).collect::<Vec<_>>().join("、")
}
