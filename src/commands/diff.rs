//! `zlt diff`: what the edits of a plan mean in duties.

use std::path::Path;

use anyhow::Result;
use clap::Args;

use super::Outcome;
use super::context::{Context, Opened};
use crate::cli::{copies, git};
use crate::duties::compare::compare;
use crate::duties::{Scope, join};
use crate::files::read_text;
use crate::plan::{Plan, load};
use crate::views::diff::DiffPage;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 旧方案：文件，或 git 的版本；不写就是上一次提交的，没有用 git 的是 zlt edit 最近存下的
    #[arg(value_name = "旧方案")]
    old: Option<String>,
    /// 新方案：文件，或 git 的版本；不写就是现在的方案
    #[arg(value_name = "新方案")]
    new: Option<String>,
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    let opened = context.open()?;
    let (old, from) = match &arguments.old {
        Some(named) => (version(context, named)?, named.clone()),
        None => last_version(context)?,
    };
    let new = arguments.new.as_deref().map(|named| version(context, named)).transpose()?;
    match (&new, &arguments.new) {
        (Some(new), Some(named)) => show_difference(context, &opened, &old, new, (&from, named)),
        _ => show_difference(context, &opened, &old, &opened.plan, (&from, &opened.source.name)),
    }
}

/// Shows what has changed between two plans, each by the name that one knows it by, with the records of the plan in hand.
pub fn show_difference(
    context: &Context<'_>,
    opened: &Opened,
    old: &Plan,
    new: &Plan,
    (from, to): (&str, &str),
) -> Result<Outcome> {
    let (before, after) = (scope(context, old, new)?, scope(context, new, old)?);
    let journals = opened.store.journals(|_| true)?;
    let as_of = context.as_of(new)?;
    let before = join(old, &before, &journals, as_of);
    let words = after.words(new);
    let after = join(new, &after, &journals, as_of);
    let differences = compare(&before, &after);
    context.show(&DiffPage::new(&after, words, (from.to_owned(), to.to_owned()), differences))
}

/// The plan as last committed, else its newest dated copy, and the name of that.
fn last_version(context: &Context<'_>) -> Result<(Plan, String)> {
    let path = context.plan_path()?;
    let (text, from) = match (git::show(&path, "HEAD"), copies::newest(&path)) {
        (Ok(text), _) => (text, "HEAD".to_owned()),
        (Err(_), Some(copy)) => (read_text(&copy)?, context.shown(&copy)),
        (Err(error), None) => return Err(error),
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
