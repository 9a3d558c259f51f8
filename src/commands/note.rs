//! `zlt note`: how work comes along, or the office's own word about it.

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
    /// 任务编号，例如 7
    #[arg(value_name = "编号")]
    id: String,
    /// 备注的文字
    #[arg(value_name = "文字")]
    pub(super) text: Vec<String>,
    /// 同写在编号后面的文字
    #[arg(long, value_name = "文字", visible_alias = "备注", hide = true)]
    note: Option<String>,
    /// 说的是哪一天的事；不写就是今天
    #[arg(long, value_name = "日期", visible_alias = "日期")]
    on: Option<String>,
    /// 数量，例如 场次=2，可写多次；只写数量的，文字可以不写
    #[arg(long = "count", value_name = "名称=数量", visible_alias = "数量")]
    counts: Vec<String>,
    /// 亮点：写总结、简报时先讲它
    #[arg(long, visible_alias = "亮点")]
    highlight: bool,
    /// 便记：本单位自己留一句话（如已电话催），不算反馈，不上任何报表
    #[arg(long, visible_alias = "便记", conflicts_with_all = ["highlight", "counts"])]
    memo: bool,
    /// 更正：代替以前的反馈，而不是又一次；反馈过几次的，写明序号（zlt log 第一栏）或 all。写在最后，或写成 --replace=序号
    #[arg(long, value_name = "序号", num_args = 0.., visible_alias = "更正", conflicts_with = "memo")]
    replace: Option<Vec<String>>,
    /// 佐证：照片、文档，例如 --file 照片/*.jpg，可写多次；写在最后
    #[arg(long = "file", value_name = "文件", num_args = 1.., visible_alias = "佐证", value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
    /// 只看会登记什么，不写入
    #[arg(long, visible_alias = "预演")]
    dry_run: bool,
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    let Arguments { id, mut text, note, on, counts, highlight, memo, replace, files, dry_run } = arguments;
    text.extend(note);
    let typed =
        Typed { ids: vec![id], on, note: text.join(" "), counts, memo, highlight, replace, ..Typed::blank(Kind::Note) };
    record_with(context, &typed, &files, dry_run)
}
