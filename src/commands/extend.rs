//! `zlt extend`: the office grants a unit a later last day, or a liaison asks for one.

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;

use super::context::{Context, Opened};
use super::diff::show_difference;
use super::mark::{record, targets};
use super::{Outcome, answers};
use crate::cli::copies::{Replaced, replace_plan};
use crate::cli::prompt::pick_one;
use crate::cli::tell;
use crate::duties::change::alters;
use crate::duties::term::prove_extension;
use crate::duties::typed::{Typed, day_ahead};
use crate::duties::{Depth, Scope, Speaker};
use crate::journal::Kind;
use crate::plan::activity::Extension;
use crate::plan::extend::with_extension;
use crate::plan::{Activity, Plan, load};
use crate::problem::Failure;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 任务编号：7，几项写 7 9，连续几项写 7-9
    #[arg(value_name = "编号", required = true)]
    ids: Vec<String>,
    /// 延到哪一天，包括当天
    #[arg(long, value_name = "日期", visible_alias = "到")]
    to: String,
    /// 谁批准的，例如 分管领导；单位申请时不写
    #[arg(long, value_name = "谁", visible_alias = "批准人")]
    approved: Option<String>,
    /// 为什么
    #[arg(long, value_name = "文字", visible_alias = "原因")]
    why: Option<String>,
    /// 不再问，直接写进方案
    #[arg(long, visible_alias = "确定")]
    yes: bool,
    /// 只看会怎样，不写入
    #[arg(long, visible_alias = "预演")]
    dry_run: bool,
}

/// Asks where a liaison types it; else shows what the plan would become, asks, and writes it.
pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    let Arguments { ids, to, approved, why, yes, dry_run } = arguments;
    let typed = Typed { ids, until: Some(to.clone()), note: why.unwrap_or_default(), ..Typed::blank(Kind::Ask) };
    let opened = context.open()?;
    if context.speaker(&opened.plan) == Speaker::Liaison {
        return match approved {
            Some(_) => Err(answers::approved_by_liaison().into()),
            None => record(context, &typed, dry_run),
        };
    }
    context.refuse_as_of()?;
    let grant = Grant { until: until(context, &opened, &to)?, by: approved, why: Some(typed.note.clone()) };
    if grant.by.is_none() || typed.note.trim().is_empty() {
        return Err(answers::extension_without_reason().into());
    }
    let scope = context.scope(&opened.plan)?;
    let Some(text) = extended(context, &opened, &scope, &typed, &grant)? else { return Ok(Outcome::Done) };
    let plan = load(&opened.source.name, &text)?;
    let whole = [Scope::campaign(), Scope::campaign()];
    show_difference(context, &opened, [&opened.plan, &plan], whole, ["现在", "延期以后"])?;
    if dry_run {
        tell("预演：方案没有改动。");
        return Ok(Outcome::Done);
    }
    if !yes && !is_confirmed(context)? {
        tell("没有写入。要写入，在终端里选“写入”，或加 --yes。");
        return Ok(Outcome::Cancelled);
    }
    write(context, &opened, &text)
}

/// What the office grants.
struct Grant {
    until: NaiveDate,
    by: Option<String>,
    why: Option<String>,
}

fn until(context: &Context<'_>, opened: &Opened, typed: &str) -> Result<NaiveDate> {
    let until = day_ahead(&opened.plan, "--to", typed, context.today());
    until.map_err(|reason| answers::mistyped(&opened.plan, &Scope::campaign(), reason).into())
}

/// The plan's text with the extension for every duty that is still to be done; `None` where there is none.
fn extended(
    context: &Context<'_>,
    opened: &Opened,
    scope: &Scope,
    typed: &Typed,
    grant: &Grant,
) -> Result<Option<String>> {
    let Some(targets) = targets(context, opened, scope, typed)? else { return Ok(None) };
    let duties = context.duties(opened, targets.scope(&opened.plan), Depth::Rounds)?;
    let meant = duties.list.iter().filter(|duty| targets.includes(&opened.plan, duty));
    let mut text = opened.source.text.clone();
    for duty in meant.clone().filter(|duty| alters(Kind::Done, &duty.state)) {
        let unfit = |reason| answers::unfit(duties.unit(duty), duty.activity.id.as_str(), reason);
        prove_extension(duty, grant.until, context.today()).map_err(unfit)?;
        let Grant { until, by, why } = grant;
        let (by, why) = (by.clone(), why.clone());
        let extension = Extension { unit: duty.unit, due: *until, from: Some(context.today()), by, why };
        text = changed(&text, &opened.plan, duty.activity, &extension)?;
    }
    if text == opened.source.text {
        tell(&answers::nothing_to_extend(meant.count()));
        return Ok(None);
    }
    Ok(Some(text))
}

fn changed(text: &str, plan: &Plan, activity: &Activity, extension: &Extension) -> Result<String> {
    with_extension(text, plan, &activity.id, extension).ok_or_else(|| {
        let reason = format!("方案里第{}项的 due_for 写不进去，没有写入", activity.id);
        Failure::new(reason, "用 zlt edit 自己加").into()
    })
}

fn is_confirmed(context: &Context<'_>) -> Result<bool> {
    let choices = ["写入", "不写"].map(str::to_owned);
    Ok(context.environment.can_ask && pick_one("写进方案吗", &choices, 0)? == Some(0))
}

fn write(context: &Context<'_>, opened: &Opened, text: &str) -> Result<Outcome> {
    let path = context.plan_path()?;
    match replace_plan(&path, &opened.source.text, text, context.today())? {
        Replaced::ChangedMeanwhile => Err(Failure::new("这时候别人改了方案，没有写入", "再做一次").into()),
        Replaced::Done(copy) => {
            tell(&format!("已写进“{}”", context.shown(&path)));
            if let Some(copy) = copy {
                tell(&format!("改动以前的方案存在“{}”", context.shown(&copy)));
            }
            Ok(Outcome::Done)
        }
    }
}
