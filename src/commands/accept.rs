//! `zlt accept`: the office signs off what was reported done.

use std::collections::BTreeSet;

use anyhow::Result;
use clap::Args;

use super::context::{Context, Opened};
use super::delivery::Manner;
use super::mark::{record, record_of};
use super::{Outcome, answers};
use crate::cli::prompt::pick_one;
use crate::cli::tell;
use crate::duties::target::Targets;
use crate::duties::typed::Typed;
use crate::duties::{Depth, Scope};
use crate::journal::{Kind, Review};
use crate::views::pages::list::DutyList;
use crate::views::parts::listing::Listing;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 任务编号：7，几项写 7 9，连续几项写 7-9；在终端里不写，就列出待审核的请你选
    #[arg(value_name = "编号", conflicts_with = "waiting")]
    pub(super) ids: Vec<String>,
    /// 待审核的全部销号：先列出来，问过再做
    #[arg(long, visible_alias = "待审")]
    waiting: bool,
    /// 备注
    #[arg(long, value_name = "文字", visible_alias = "备注")]
    note: Option<String>,
    /// 同 --waiting 一起用：不再问，直接销号
    #[arg(long, requires = "waiting", visible_alias = "确定")]
    yes: bool,
    /// 只看会登记什么，不写入
    #[arg(long, visible_alias = "预演")]
    dry_run: bool,
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    let Arguments { ids, waiting, note, yes, dry_run } = arguments;
    let typed = Typed { ids, note: note.unwrap_or_default(), ..Typed::blank(Kind::Accept) };
    if !waiting {
        return record(context, &typed, dry_run);
    }
    record_of(context, &typed, &[], dry_run, |context, opened, scope, _| {
        all_waiting(context, opened, scope, yes || dry_run)
    })
}

/// All duties in scope that wait for the office's word, once somebody has seen them; `None` where there are none, or nobody
/// wants them accepted.
fn all_waiting(context: &Context<'_>, opened: &Opened, scope: &Scope, is_meant: bool) -> Result<Option<Targets>> {
    let mut asked = context.asked_of(opened, scope.clone(), Depth::States)?;
    asked.duties.list.retain(|duty| duty.review() == Some(Review::Waiting));
    let count = asked.duties.list.len();
    if count == 0 {
        tell("没有待审核的。");
        return Ok(Some(Targets::of_chosen(BTreeSet::new())));
    }
    if !is_meant {
        if !context.environment.can_ask {
            return Err(answers::accept_all(count).into());
        }
        context.show(&DutyList::new(&asked, Listing::All, None), Manner::Answer)?;
        let choices = ["不销号", "全部销号"].map(str::to_owned);
        if pick_one(&format!("以上{count}项次全部销号吗"), &choices, 0)? != Some(1) {
            tell("没有销号。");
            return Ok(None);
        }
    }
    let place = |id: &str| opened.plan.position(id);
    let waiting = asked.duties.list.iter().filter_map(|duty| Some((place(duty.activity.id.as_str())?, duty.unit)));
    Ok(Some(Targets::of_chosen(waiting.collect())))
}
