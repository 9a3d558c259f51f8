//! `zlt done`, `start`, `reopen`, `waive`: say how duties have come along. The four differ in one word only.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueHint};

use super::context::{Context, Opened, header};
use super::delivery::Manner;
use super::evidence::{Attached, attached, evidence, keep_all};
use super::pick::{ask_figures, ask_reason, choose};
use super::{Outcome, answers};
use crate::cli::tell;
use crate::duties::change::{Decision, decide, entries};
use crate::duties::target::Targets;
use crate::duties::typed::Typed;
use crate::duties::{Depth, Duties, Scope};
use crate::journal::commands::Commands;
use crate::journal::{Kind, Writer};
use crate::problem::Misuse;
use crate::views::pages::receipt::Receipt;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 任务编号：7，几项写 7 9，连续几项写 7-9；在终端里不写，就列出没办完的请你选
    #[arg(value_name = "编号")]
    pub(super) ids: Vec<String>,
    /// 实际发生在哪一天，例如 9-20、昨天；不写就是今天
    #[arg(long, value_name = "日期", visible_alias = "日期")]
    on: Option<String>,
    /// 备注
    #[arg(long, value_name = "文字", visible_alias = "备注")]
    note: Option<String>,
    /// 数量，例如 场次=2，可写多次
    #[arg(long = "count", value_name = "名称=数量", visible_alias = "数量")]
    counts: Vec<String>,
    /// 亮点：写总结、简报时先讲它
    #[arg(long, visible_alias = "亮点")]
    highlight: bool,
    /// 更正：代替以前的反馈，而不是又一次；反馈过几次的，写明序号（zlt log 第一栏）或 all。写在最后，或写成 --replace=序号
    #[arg(long, value_name = "序号", num_args = 0.., visible_alias = "更正")]
    replace: Option<Vec<String>>,
    /// 佐证：照片、文档，例如 --file 照片/*.jpg，可写多次；写在编号后面
    #[arg(long = "file", value_name = "文件", num_args = 1.., visible_alias = "佐证", value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
    /// 只看会登记什么，不写入
    #[arg(long, visible_alias = "预演")]
    dry_run: bool,
}

pub fn run(context: &Context<'_>, kind: Kind, arguments: Arguments) -> Result<Outcome> {
    let Arguments { ids, on, note, counts, highlight, replace, files, dry_run } = arguments;
    let note = note.unwrap_or_default();
    let typed = Typed { ids, on, note, counts, highlight, replace, ..Typed::blank(kind) };
    record_with(context, &typed, &files, dry_run)
}

/// Records what was said of the duties that were picked, with files as evidence, and shows the receipt.
pub fn record_with(context: &Context<'_>, typed: &Typed, files: &[PathBuf], is_dry_run: bool) -> Result<Outcome> {
    prove_picked(context, typed)?;
    let attached = attached(context, files)?;
    record_of(context, &Typed { files: evidence(&attached), ..typed.clone() }, &attached, is_dry_run, targets)
}

/// Records what was said of the duties that were picked, and shows the receipt.
pub fn record(context: &Context<'_>, typed: &Typed, is_dry_run: bool) -> Result<Outcome> {
    prove_picked(context, typed)?;
    record_of(context, typed, &[], is_dry_run, targets)
}

/// Proves that numbers were typed, or that somebody can be asked for them.
fn prove_picked(context: &Context<'_>, typed: &Typed) -> Result<(), Misuse> {
    let labels = typed.replace.as_ref().filter(|labels| !labels.is_empty());
    match (typed.ids.is_empty(), labels) {
        (true, Some(_)) => Err(answers::number_behind_replace()),
        (true, None) if !context.environment.can_ask => Err(answers::no_id()),
        _ => Ok(()),
    }
}

/// The same of the duties that `choose` gives, once it is sure that the words can be meant.
pub fn record_of(
    context: &Context<'_>,
    typed: &Typed,
    attached: &[Attached],
    is_dry_run: bool,
    choose: impl FnOnce(&Context<'_>, &Opened, &Scope, &Typed) -> Result<Option<Targets>>,
) -> Result<Outcome> {
    context.refuse_as_of()?;
    context.check_format()?;
    let opened = context.open()?;
    let plan = &opened.plan;
    let scope = context.scope(plan)?;
    let machine = context.environment.known_machine().unwrap_or_default();
    let speaker = context.speaker(plan);
    let understand = |typed: &Typed| {
        let change = typed.change(plan, context.today(), &machine, speaker);
        change.map_err(|reason| answers::mistyped(plan, &scope, reason))
    };
    let Some(typed) = ask_reason(context, typed)? else { return Ok(Outcome::Cancelled) };
    let typed = typed.as_ref();
    // What was mistyped is told before anybody is asked to pick.
    let change = understand(typed)?;
    let Some(targets) = choose(context, &opened, &scope, typed)? else { return Ok(Outcome::Cancelled) };
    let counts = ask_figures(context, plan, &targets, typed)?;
    let change = if counts.is_empty() { change } else { understand(&Typed { counts, ..typed.clone() })? };
    let texts = if change.corrects.is_some() { opened.store.commands()? } else { Vec::new() };
    let commands = Commands::read(&texts);
    if !is_dry_run {
        context.tell_of_broken_off(&opened.store);
    }
    if !is_dry_run && !attached.is_empty() {
        // Files are copied before the lock is taken, for that may take long; and only where something would be written.
        let mut duties = context.duties(&opened, targets.scope(plan), Depth::Rounds)?;
        duties.list.retain(|duty| targets.includes(plan, duty));
        let decision = decide(&duties, &change, context.today(), &commands);
        let decision = decision.map_err(|reason| answers::undecided(reason, &machine))?;
        if !decision.written.is_empty() {
            opened.store.prove(&header(plan))?;
            keep_all(&opened.store, attached)?;
        }
    }
    let writer = context.writer(&opened, is_dry_run)?;
    let mut asked = context.asked_of(&opened, targets.scope(plan), Depth::Rounds)?;
    asked.duties.list.retain(|duty| targets.includes(plan, duty));
    let decision = decide(&asked.duties, &change, context.today(), &commands);
    let decision = decision.map_err(|reason| answers::undecided(reason, &machine))?;
    let writer = writer.filter(|_| !decision.written.is_empty());
    let is_written = writer.map(|writer| write(context, &writer, &decision, &asked.duties)).transpose()?.is_some();
    context.show(&Receipt::new(&asked, &change, &decision, is_dry_run), Manner::Receipt { is_written })
}

fn write(context: &Context<'_>, writer: &Writer<'_>, decision: &Decision<'_, '_>, duties: &Duties<'_>) -> Result<()> {
    let stamp = context.stamp()?;
    writer.append(&entries(decision, duties, &stamp, context.environment.fresh_ids()))
}

/// The duties to write about: those whose numbers were typed, else those that are picked from a list; `None` where none is.
pub fn targets(context: &Context<'_>, opened: &Opened, scope: &Scope, typed: &Typed) -> Result<Option<Targets>> {
    if typed.ids.is_empty() {
        return choose(context, opened, scope, typed.kind);
    }
    let plan = &opened.plan;
    let targets = typed.targets(plan, scope, context.globals.all);
    let targets = targets.map_err(|reason| answers::mistyped(plan, scope, reason))?;
    if !targets.passed_over.is_empty() {
        tell(&answers::passed_over(&scope.words(plan), &targets.passed_over));
    }
    Ok(Some(targets))
}
