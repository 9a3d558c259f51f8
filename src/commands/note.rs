//! `zlt note`: a remark that changes nothing else.

use anyhow::Result;
use clap::Args;

use super::Outcome;
use super::context::Context;
use super::mark::{Said, record};
use crate::journal::{Counts, Kind};
use crate::problem::Misuse;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 任务编号，例如 7
    #[arg(value_name = "编号")]
    id: String,
    /// 备注的文字
    #[arg(value_name = "文字", required = true)]
    text: Vec<String>,
    /// 说的是哪一天的事；不写就是今天
    #[arg(long, value_name = "日期", visible_alias = "日期")]
    on: Option<String>,
    /// 只看会登记什么，不写入
    #[arg(long, visible_alias = "预演")]
    dry_run: bool,
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    let note = arguments.text.join(" ");
    if note.trim().is_empty() {
        return Err(Misuse::new("备注是空的", "在编号后面写上要说的话，例如 zlt note 7 照片已交").into());
    }
    let Arguments { id, on, dry_run: is_dry_run, .. } = arguments;
    record(context, Said { ids: vec![id], kind: Kind::Note, on, note, counts: Counts::new(), is_dry_run })
}
