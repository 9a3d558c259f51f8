//! The subcommands, one file each: a clap struct whose doc comments are the help, and a `run` that reads as one chain.
//!
//! A command opens the plan, reads the journals, joins them, makes a view and shows it; rules live in the stages.

mod accept;
mod answers;
mod check;
mod complete;
mod completions;
mod config;
mod context;
mod delivery;
mod diff;
mod dispatch;
mod duties;
mod edit;
mod enrol;
mod evidence;
mod extend;
mod format;
mod hand_back;
mod help;
mod import;
mod init;
mod log;
mod man;
pub mod manual;
mod mark;
mod named;
mod note;
mod output;
mod overview;
mod page;
mod pick;
mod receive;
mod remind;
mod report;
mod schema;
mod show;
mod topics;
mod undo;
mod units;

use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueHint};

use crate::cli::{Border, chinese};
use crate::render::Format;
pub use dispatch::run;
use format::Color;

/// 工作方案的分工、登记和催办：一份 plan.toml，各单位的反馈随记随查。
#[derive(Debug, Parser)]
#[command(name = "zlt", version, disable_help_subcommand = true)]
pub struct Zlt {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    command: Option<Command>,
}

/// The whole command line, in Chinese.
pub fn tree() -> clap::Command {
    chinese::localize(Zlt::command())
}

/// Options that every command takes.
#[derive(Debug, Default, Args)]
pub struct Globals {
    /// 方案文件；不写时从当前文件夹往上找 plan.toml
    #[arg(long, global = true, value_name = "文件", visible_alias = "方案", value_hint = ValueHint::FilePath)]
    plan: Option<PathBuf>,
    /// 记录存放的文件夹
    #[arg(long, global = true, value_name = "文件夹", visible_alias = "数据", value_hint = ValueHint::DirPath)]
    data: Option<PathBuf>,
    /// 只看或只登记这个单位；可写简称、拼音、统称，可写多次
    #[arg(long, global = true, value_name = "单位", visible_alias = "单位")]
    unit: Vec<String>,
    /// 全部单位，不管设置里的本单位
    #[arg(long, global = true, conflicts_with = "unit", visible_alias = "全部")]
    all: bool,
    /// 按这一天的情况看，例如 9-20、昨天
    #[arg(long, global = true, value_name = "日期", visible_alias = "截至")]
    as_of: Option<String>,
    /// 输出格式：table 给人看，json 给程序用，csv、xlsx 表格，docx 公文，html 网页，ics 日历，md 贴进文档
    #[arg(long, global = true, value_name = "格式", hide_possible_values = true, visible_alias = "格式")]
    format: Option<Format>,
    /// 写进文件，格式看扩展名，例如 台账.xlsx、通报.docx、进展.html
    #[arg(short, long, global = true, value_name = "文件", visible_alias = "输出", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
    /// 颜色：auto 看情况，always 总是，never 从不
    #[arg(long, global = true, value_name = "时机", hide_possible_values = true, visible_alias = "颜色")]
    color: Option<Color>,
    /// 表格线：auto 看情况，line 制表线，ascii 用 + - |
    #[arg(long, global = true, value_name = "样式", hide_possible_values = true, visible_alias = "边框")]
    border: Option<Border>,
    /// 很长的结果也不一屏一屏地翻
    #[arg(long, global = true, visible_alias = "不翻页")]
    no_pager: bool,
    /// 登记成功时不多说
    #[arg(short, long, global = true, visible_alias = "安静")]
    quiet: bool,
}

// Deferred: a command line needs the arguments of one subcommand, and building those of all takes longer than parsing.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
enum Command {
    /// 列出分工
    #[command(visible_alias = "分工")]
    Duties(duties::Arguments),
    /// 看一项任务的全文和各单位的办理情况
    #[command(visible_alias = "查看")]
    Show(show::Arguments),
    /// 登记为已完成
    #[command(visible_alias = "完成")]
    Done(mark::Arguments),
    /// 登记为推进中
    #[command(visible_alias = "推进")]
    Start(mark::Arguments),
    /// 把已完成或不涉及的重新打开
    #[command(visible_alias = "重开")]
    Reopen(mark::Arguments),
    /// 登记为不涉及，要写明原因；单位自己用，是向牵头汇总的单位申请
    #[command(visible_alias = "不涉及")]
    Waive(mark::Arguments),
    /// 记一句进展；还没有反馈过的，随之成为推进中
    #[command(visible_alias = "进展", alias = "备注")]
    Note(note::Arguments),
    /// 销号：报完成的，审核通过
    #[command(visible_alias = "销号")]
    Accept(accept::Arguments),
    /// 退回：报完成的退回重做，申请的不同意；要写明原因
    #[command(visible_alias = "退回")]
    Return(hand_back::Arguments),
    /// 收材料：哪些收到了，还缺哪些
    #[command(visible_alias = "收材料", alias = "签收")]
    Receive(receive::Arguments),
    /// 撤销上一次登记，或 log 里某个序号的登记
    #[command(visible_alias = "撤销")]
    Undo(undo::Arguments),
    /// 办理记录：谁在什么时候登记了什么
    #[command(visible_alias = "记录")]
    Log(log::Arguments),
    /// 进展、逾期、即将到期
    #[command(visible_alias = "报告")]
    Report(report::Arguments),
    /// 催办和提醒：发到群里的文字，或每个单位一张的催办单
    #[command(visible_alias = "催办")]
    Remind(remind::Arguments),
    /// 单位、别称、统称，以及各有多少分工
    #[command(visible_alias = "单位")]
    Units(units::Arguments),
    /// 检查方案和记录，一次列出全部问题
    #[command(visible_alias = "检查")]
    Check(check::Arguments),
    /// 把通知读成方案草稿，拿不准的地方都标出来
    #[command(visible_alias = "导入")]
    Import(import::Arguments),
    /// 改了方案，分工有哪些变化
    #[command(visible_alias = "变化")]
    Diff(diff::Arguments),
    /// 延期：给某个单位宽限到某一天；单位自己用，是向牵头汇总的单位申请
    #[command(visible_alias = "延期")]
    Extend(extend::Arguments),
    /// 用编辑器改方案，查对了才采用
    #[command(visible_alias = "修改")]
    Edit(edit::Arguments),
    /// 第一次使用：三个问题设好方案、本单位和姓名
    #[command(visible_alias = "初始化")]
    Init(init::Arguments),
    /// 查看或修改个人设置
    #[command(visible_alias = "设置")]
    Config(config::Arguments),
    /// 输出 plan.toml 的格式说明，给编辑器用
    #[command(visible_alias = "方案格式")]
    Schema(schema::Arguments),
    /// 输出补全脚本：按 Tab 补出单位、编号、选项
    #[command(visible_alias = "补全")]
    Completions(completions::Arguments),
    /// 供补全脚本调用
    #[command(hide = true)]
    Complete(complete::Arguments),
    /// 输出手册，给打包的人用
    #[command(hide = true)]
    Man(man::Arguments),
    /// 显示说明
    #[command(visible_alias = "帮助")]
    Help(help::Arguments),
}

/// How many days ahead, as typed.
fn days_ahead(typed: &str) -> Result<u32, String> {
    typed.parse().ok().filter(|days| *days <= 366).ok_or_else(|| "天数写 0 到 366 之间的整数，例如 3".to_owned())
}

/// How a command ended that did what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Exit status 0.
    Done,
    /// The check asked for found something: exit status 1.
    Found,
    /// Nobody wanted to go on, and nothing was done: exit status 3.
    Cancelled,
}
