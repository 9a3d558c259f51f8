//! `zlt extend`: the office grants a unit a later last day, or a liaison asks for one.

use anyhow::Result;
use clap::Args;

use super::context::{Context, Opened};
use super::diff::show_difference;
use super::mark::{record, targets};
use super::{Outcome, answers};
use crate::cli::hold::Hold;
use crate::cli::prompt::pick_one;
use crate::cli::tell;
use crate::duties::grant::Grant;
use crate::duties::typed::{Typed, day_ahead};
use crate::duties::{Depth, Duty, Scope, Speaker};
use crate::journal::Kind;
use crate::plan::extend::with_extensions;
use crate::plan::load;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 任务编号：7，几项写 7 9，连续几项写 7-9
    #[arg(value_name = "编号", required = true)]
    pub(super) ids: Vec<String>,
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
    // Where nobody is asked, the plan stays as it is read here until it is written.
    let hold = if yes && !dry_run { Some(context.hold_plan()?) } else { None };
    let opened = context.open()?;
    if context.speaker(&opened.plan) == Speaker::Liaison {
        return match approved {
            Some(_) => Err(answers::approved_by_liaison().into()),
            None => record(context, &typed, dry_run),
        };
    }
    context.refuse_as_of()?;
    let until = day_ahead(&opened.plan, "--to", &to, context.today());
    let until = until.map_err(|reason| answers::mistyped(&opened.plan, &Scope::campaign(), reason))?;
    let grant = Grant::typed(until, approved.as_deref(), &typed.note);
    let grant = grant.ok_or_else(answers::extension_without_reason)?;
    let scope = context.scope(&opened.plan)?;
    let Some(text) = extended(context, &opened, &scope, &typed, &grant)? else { return Ok(Outcome::Done) };
    let plan = load(&opened.source.name, &text)?;
    let whole = [Scope::campaign(), Scope::campaign()];
    if !(yes && context.globals.quiet) {
        show_difference(context, &opened, [&opened.plan, &plan], whole, ["现在", "延期以后"])?;
    }
    answers::persons_in_extension(&grant).iter().for_each(|reminder| tell(reminder));
    match (dry_run, yes, context.environment.can_ask) {
        (true, ..) => tell("预演：方案没有改动。"),
        (_, true, _) => write(context, &opened, &text, hold)?,
        (_, _, false) => return Err(answers::extension_unasked().into()),
        _ if is_confirmed()? => write(context, &opened, &text, None)?,
        _ => {
            tell("没有写入。");
            return Ok(Outcome::Cancelled);
        }
    }
    Ok(Outcome::Done)
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
    let meant: Vec<_> = duties.list.iter().filter(|duty| targets.includes(&opened.plan, duty)).collect();
    let unfit = |(duty, reason): (&Duty<'_>, _)| answers::unfit(duties.unit(duty), duty.activity.id.as_str(), reason);
    let extensions = grant.extensions(meant.iter().copied(), context.today()).map_err(unfit)?;
    if extensions.is_empty() {
        tell(&answers::nothing_to_extend(meant.len()));
        return Ok(None);
    }
    let extensions: Vec<_> = extensions.into_iter().map(|(duty, extension)| (&duty.activity.id, extension)).collect();
    let text = with_extensions(&opened.source.text, &opened.plan, &extensions);
    Ok(Some(text.map_err(answers::extension_not_written)?))
}

fn is_confirmed() -> Result<bool> {
    let choices = ["写入", "不写"].map(str::to_owned);
    Ok(pick_one("写进方案吗", &choices, 0)? == Some(0))
}

fn write(context: &Context<'_>, opened: &Opened, text: &str, hold: Option<Hold>) -> Result<()> {
    let copy = context.rewrite_plan(opened, text, hold)?;
    tell(&format!("已写进“{}”", opened.source.name));
    if let Some(copy) = copy {
        tell(&format!("改动以前的方案存在“{}”", context.shown(&copy)));
    }
    Ok(())
}
