//! `zlt receive`: the office notes which materials of a duty have come in.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueHint};

use super::Outcome;
use super::context::Context;
use super::mark::record_with;
use crate::duties::typed::Typed;
use crate::journal::Kind;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 任务编号，例如 19
    #[arg(value_name = "编号")]
    id: String,
    /// 收到的材料，例如 总结 照片；不写就是方案里这一项要交的全部收到
    #[arg(value_name = "材料")]
    pub(super) received: Vec<String>,
    /// 还缺的材料，例如 --missing 照片，可写多次
    #[arg(long, value_name = "材料", visible_alias = "缺")]
    missing: Vec<String>,
    /// 怎样交来的，例如 纸质、邮箱、微信
    #[arg(long, value_name = "方式", visible_alias = "方式")]
    how: Option<String>,
    /// 哪一天收到的；不写就是今天
    #[arg(long, value_name = "日期", visible_alias = "日期")]
    on: Option<String>,
    /// 备注
    #[arg(long, value_name = "文字", visible_alias = "备注")]
    note: Option<String>,
    /// 佐证：照片、文档，例如 --file 照片/*.jpg，可写多次；写在最后
    #[arg(long = "file", value_name = "文件", num_args = 1.., visible_alias = "佐证", value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
    /// 只看会登记什么，不写入
    #[arg(long, visible_alias = "预演")]
    dry_run: bool,
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    let Arguments { id, received, missing, how, on, note, files, dry_run } = arguments;
    let (note, how) = (note.unwrap_or_default(), how.unwrap_or_default());
    let typed = Typed { ids: vec![id], received, missing, how, on, note, ..Typed::blank(Kind::Receive) };
    record_with(context, &typed, &files, dry_run)
}
