//! `zlt diff`: what the edits of a plan mean in duties.

use std::path::Path;

use anyhow::Result;
use clap::{Args, ValueHint};

use super::Outcome;
use super::context::{Context, Opened};
use super::delivery::Manner;
use crate::cli::{copies, git};
use crate::duties::compare::compare;
use crate::duties::{Depth, Scope, join};
use crate::files::read_text;
use crate::plan::{Plan, load};
use crate::problem::Failure;
use crate::views::pages::diff::DiffPage;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 旧方案：文件，或 git 的版本；不写就是上一次提交的，没有用 git 的是 zlt edit 最近存下的
    #[arg(value_name = "旧方案", value_hint = ValueHint::FilePath)]
    old: Option<String>,
    /// 新方案：文件，或 git 的版本；不写就是现在的方案
    #[arg(value_name = "新方案", value_hint = ValueHint::FilePath)]
    new: Option<String>,
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    let opened = context.open()?;
    let (old, from) = match &arguments.old {
        Some(named) => (version(context, named)?, named.clone()),
        None => last_version(context)?,
    };
    let new = arguments.new.as_deref().map(|named| version(context, named)).transpose()?;
    let (new, to) = match (&new, &arguments.new) {
        (Some(new), Some(named)) => (new, named.as_str()),
        _ => (&opened.plan, opened.source.name.as_str()),
    };
    let scopes = [scope(context, &old, new)?, scope(context, new, &old)?];
    show_difference(context, &opened, [&old, new], scopes, [&from, to])
}

/// Shows what has changed between two plans, each with its scope and the name that one knows it by, with the records of the
/// plan in hand.
pub fn show_difference(
    context: &Context<'_>,
    opened: &Opened,
    [old, new]: [&Plan; 2],
    [old_scope, new_scope]: [Scope; 2],
    [from, to]: [&str; 2],
) -> Result<Outcome> {
    let journals = opened.store.journals(|_| true)?;
    let as_of = context.as_of(new)?;
    let duties = |plan, scope: &Scope| join(plan, scope.clone(), &journals, as_of, Depth::States);
    let after = duties(new, &new_scope);
    let mut differences = compare(&duties(old, &old_scope), &after);
    if !context.shows_private(new_scope.is_one_unit())? {
        let is_private = |plan: &Plan, id: &str| plan.position(id).is_some_and(|place| plan.activities[place].private);
        differences.retain(|found| !is_private(old, &found.activity) && !is_private(new, &found.activity));
    }
    let campaign = Scope::campaign();
    let elsewhere =
        if new_scope.is_campaign() { 0 } else { compare(&duties(old, &campaign), &duties(new, &campaign)).len() };
    let words = if new_scope.names().is_empty() { old_scope.words(old) } else { new_scope.words(new) };
    context.show(&DiffPage::new(&after, words, [from, to].map(str::to_owned), differences, elsewhere), Manner::Answer)
}

/// The plan as last committed, else its newest dated copy, and the name of that.
fn last_version(context: &Context<'_>) -> Result<(Plan, String)> {
    let path = context.plan_path()?;
    let (text, from) = match (git::show(&path, "HEAD"), copies::newest(&path)) {
        (Ok(text), _) => (text, "HEAD".to_owned()),
        (Err(_), Some(copy)) => (read_text(&copy)?, context.shown(&copy)),
        (Err(_), None) => {
            let reason = "还没有可比的旧方案：这个文件夹没有交给 git 管，zlt edit 也没有存过";
            let remedy = "给出旧方案的文件，例如 zlt diff 旧方案.toml；以后用 zlt edit 改，会自动存一份";
            return Err(Failure::new(reason, remedy).into());
        }
    };
    Ok((load(&shown(&from), &text)?, from))
}

/// A plan by the name of a file or of a revision of the plan in hand.
fn version(context: &Context<'_>, named: &str) -> Result<Plan> {
    let path = context.environment.folder.join(named);
    let text = if path.is_file() { read_text(&path)? } else { git::show(&context.plan_path()?, named)? };
    Ok(load(&shown(named), &text)?)
}

fn shown(named: &str) -> String {
    if Path::new(named).extension().is_some() { named.to_owned() } else { format!("{named}:plan.toml") }
}

/// The scope in one of two plans: a unit that only the other knows is no mistake, but has no duties here.
fn scope(context: &Context<'_>, plan: &Plan, other: &Plan) -> Result<Scope> {
    match context.scope(plan) {
        Ok(scope) => Ok(scope),
        Err(_) if context.scope(other).is_ok() => Ok(Scope::of(plan, Vec::new())),
        Err(error) => Err(error.into()),
    }
}
