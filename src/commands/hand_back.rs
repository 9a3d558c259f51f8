//! `zlt return`: the office hands back what was reported, or turns down what was asked for.

use anyhow::Result;
use clap::Args;

use super::Outcome;
use super::context::Context;
use super::mark::record;
use crate::duties::typed::Typed;
use crate::journal::Kind;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 任务编号：7，几项写 7 9，连续几项写 7-9；在终端里不写，就列出可以退回的请你选
    #[arg(value_name = "编号")]
    pub(super) ids: Vec<String>,
    /// 为什么退回，一定要写
    #[arg(long, value_name = "文字", visible_alias = "备注")]
    note: Option<String>,
    /// 重做到哪一天为止；时限已过的一定要写
    #[arg(long, value_name = "日期", visible_alias = "时限")]
    due: Option<String>,
    /// 只看会登记什么，不写入
    #[arg(long, visible_alias = "预演")]
    dry_run: bool,
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    let Arguments { ids, note, due, dry_run } = arguments;
    let typed = Typed { ids, note: note.unwrap_or_default(), until: due, ..Typed::blank(Kind::Return) };
    record(context, &typed, dry_run)
}
