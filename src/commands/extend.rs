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
    let said =
        |text: &str| Some(text.trim().to_owned()).filter(|text| !["", "批准人", "原因"].contains(&text.as_str()));
    let (by, why) = (approved.as_deref().and_then(said), said(&typed.note));
    if by.is_none() || why.is_none() {
        return Err(answers::extension_without_reason().into());
    }
    let grant = Grant { until: until(context, &opened, &to)?, by, why };
    let scope = context.scope(&opened.plan)?;
    let Some(text) = extended(context, &opened, &scope, &typed, &grant)? else { return Ok(Outcome::Done) };
    let plan = load(&opened.source.name, &text)?;
    let whole = [Scope::campaign(), Scope::campaign()];
    if !(yes && context.globals.quiet) {
        show_difference(context, &opened, [&opened.plan, &plan], whole, ["现在", "延期以后"])?;
    }
    answers::persons_in_extension(&grant.words()).iter().for_each(|reminder| tell(reminder));
    match (dry_run, yes, context.environment.can_ask) {
        (true, ..) => tell("预演：方案没有改动。"),
        (_, true, _) => write(context, &opened, &text)?,
        (_, _, false) => return Err(answers::extension_unasked().into()),
        _ if is_confirmed()? => write(context, &opened, &text)?,
        _ => {
            tell("没有写入。");
            return Ok(Outcome::Cancelled);
        }
    }
    Ok(Outcome::Done)
}

/// What the office grants.
struct Grant {
    until: NaiveDate,
    by: Option<String>,
    why: Option<String>,
}

impl Grant {
    /// What is said of it in words.
    fn words(&self) -> String {
        [&self.by, &self.why].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join("；")
    }
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

fn is_confirmed() -> Result<bool> {
    let choices = ["写入", "不写"].map(str::to_owned);
    Ok(pick_one("写进方案吗", &choices, 0)? == Some(0))
}

fn write(context: &Context<'_>, opened: &Opened, text: &str) -> Result<()> {
    let path = context.plan_path()?;
    match replace_plan(&path, &opened.source.text, text, context.today())? {
        Replaced::ChangedMeanwhile => Err(Failure::new("这时候别人改了方案，没有写入", "再做一次").into()),
        Replaced::Done(copy) => {
            tell(&format!("已写进“{}”", context.shown(&path)));
            if let Some(copy) = copy {
                tell(&format!("改动以前的方案存在“{}”", context.shown(&copy)));
            }
            Ok(())
        }
    }
}
