//! `zlt done`, `start`, `reopen`, `waive`: say how duties have come along. The four differ in one word only.

use anyhow::{Result, bail};
use chrono::NaiveDate;
use clap::Args;

use super::context::{Context, header};
use super::pick::choose;
use super::{Outcome, answers};
use crate::cli::tell;
use crate::day::long;
use crate::duties::Scope;
use crate::duties::change::{Change, decide, entries};
use crate::duties::target::targets;
use crate::id::Pick;
use crate::journal::{Count, Counts, Kind};
use crate::plan::{Name, Plan};
use crate::problem::Misuse;
use crate::views::receipt::Receipt;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 任务编号：7，几项写 7 9，连续几项写 7-9；在终端里不写，就列出没办完的请你选
    #[arg(value_name = "编号")]
    ids: Vec<String>,
    /// 实际发生在哪一天，例如 9-20、昨天；不写就是今天
    #[arg(long, value_name = "日期", visible_alias = "日期")]
    on: Option<String>,
    /// 备注
    #[arg(long, value_name = "文字", visible_alias = "备注")]
    note: Option<String>,
    /// 数量，例如 场次=2，可写多次
    #[arg(long = "count", value_name = "名称=数量", visible_alias = "数量")]
    counts: Vec<String>,
    /// 只看会登记什么，不写入
    #[arg(long, visible_alias = "预演")]
    dry_run: bool,
}

pub fn run(context: &Context<'_>, kind: Kind, arguments: Arguments) -> Result<Outcome> {
    let said = Said {
        ids: arguments.ids,
        kind,
        on: arguments.on,
        note: arguments.note.unwrap_or_default(),
        counts: counts(&arguments.counts)?,
        is_dry_run: arguments.dry_run,
    };
    record(context, said)
}

/// What a person says of duties, as typed.
pub struct Said {
    pub ids: Vec<String>,
    pub kind: Kind,
    pub on: Option<String>,
    pub note: String,
    pub counts: Counts,
    pub is_dry_run: bool,
}

/// Records what was said of the duties that were picked, and shows the receipt.
pub fn record(context: &Context<'_>, said: Said) -> Result<Outcome> {
    context.refuse_as_of()?;
    context.check_format()?;
    let opened = context.open()?;
    let plan = &opened.plan;
    let on = said.on.as_deref().map(|typed| day_about(context, plan, typed)).transpose()?;
    let change = Change { kind: said.kind, on, note: without_quotes(&said.note).to_owned(), counts: said.counts };
    let asked = context.scope(plan)?;
    let targets = if said.ids.is_empty() {
        let Some(chosen) = choose(context, &opened, &asked, said.kind)? else { return Ok(Outcome::Cancelled) };
        chosen
    } else {
        let picked = plan.pick(&picks(plan, &said.ids)?).map_err(|reason| answers::pick(&reason))?;
        targets(plan, &asked, &picked, context.globals.all)
            .map_err(|reason| answers::refusal(plan, &asked.words(plan), &reason))?
    };
    if !targets.passed_over.is_empty() {
        tell(&answers::passed_over(&asked.words(plan), &targets.passed_over));
    }
    // Taken before the state is read: what is decided must still hold when it is written.
    let writer = if said.is_dry_run { None } else { Some(opened.store.open(&header(plan))?) };
    let scope = Scope::of(plan, targets.units.iter().copied().map(Name::Unit).collect());
    let mut duties = context.duties(&opened, &scope)?;
    if let Some(unread) = duties.spoiled.iter().find(|spoiled| spoiled.line.is_none()) {
        bail!(answers::unread(&unread.path));
    }
    duties.list.retain(|duty| targets.includes(plan, duty));
    let decision = decide(&duties.list, &change, context.today());
    if let Some(writer) = writer.filter(|_| !decision.written.is_empty()) {
        let stamp = context.stamp(&opened.store)?;
        writer.append(&entries(&decision, &duties, &change, &stamp, context.environment.fresh_ids()))?;
    }
    let is_written = !said.is_dry_run && !decision.written.is_empty();
    context.show_receipt(&Receipt::new(&duties, &change, &decision, said.is_dry_run, context.scope_flags()), is_written)
}

fn picks(plan: &Plan, ids: &[String]) -> Result<Vec<Pick>, Misuse> {
    let picks: Result<Vec<Vec<Pick>>, Misuse> =
        ids.iter().map(|typed| Pick::parse_all(typed).map_err(|part| answers::not_a_number_but(plan, &part))).collect();
    Ok(picks?.concat())
}

/// The day an entry is about; nobody can have done anything tomorrow.
fn day_about(context: &Context<'_>, plan: &Plan, typed: &str) -> Result<NaiveDate, Misuse> {
    let day = context.day(plan, typed, "--on")?;
    if day > context.today() {
        return Err(Misuse::new(
            format!("--on 的“{typed}”（{}）还没有到", long(day)),
            "只能登记今天和以前的事；去年的日子请连年份一起写",
        ));
    }
    Ok(day)
}

/// Figures as typed; one named twice is refused, for nobody can tell which is meant.
fn counts(typed: &[String]) -> Result<Counts, Misuse> {
    let mut counts = Counts::new();
    for typed in typed {
        let (name, count) = count(typed).ok_or_else(|| answers::count(typed))?;
        if counts.insert(name.clone(), count).is_some() {
            return Err(Misuse::new(format!("--count 里“{name}”写了两次"), "每个名称只写一次，数量先加好"));
        }
    }
    Ok(counts)
}

fn count(typed: &str) -> Option<(String, Count)> {
    let (name, figure) = typed.split_once(['=', '＝'])?;
    let name = name.trim();
    let is_name = !name.is_empty() && !name.contains(char::is_control);
    is_name.then_some((name.to_owned(), Count::parse(figure.trim())?))
}

/// A remark without the Chinese quotation marks that somebody has put around all of it for the shell, which knows none.
fn without_quotes(note: &str) -> &str {
    let note = note.trim();
    let inner = note.strip_prefix('“').and_then(|note| note.strip_suffix('”'));
    inner.filter(|inner| !inner.contains(['“', '”'])).map_or(note, str::trim)
}

#[cfg(test)]
mod tests {
    use super::without_quotes;

    #[test]
    fn quotation_marks_around_a_whole_remark_are_left_out() {
        for (typed, kept) in [
            ("“清理垃圾”", "清理垃圾"),
            (" 清理“白色垃圾” ", "清理“白色垃圾”"),
            ("“白色”和“黑色”", "“白色”和“黑色”"),
            ("“", "“"),
        ] {
            assert_eq!(without_quotes(typed), kept);
        }
    }
}
