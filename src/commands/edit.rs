//! `zlt edit`: the plan in an editor, checked before it is accepted.

use std::fs;

use anyhow::{Result, bail};
use clap::Args;

use super::Outcome;
use super::context::{Context, Opened};
use super::diff::show_difference;
use crate::cli::prompt::pick_one;
use crate::cli::{copies, editor, git, tell};
use crate::files::{read_text, replace};
use crate::plan::load;

#[derive(Debug, Args)]
pub struct Arguments {}

pub fn run(context: &Context<'_>, _: Arguments) -> Result<Outcome> {
    let path = context.plan_path()?;
    let before = read_text(&path)?;
    let draft = tempfile::Builder::new().prefix("plan-").suffix(".toml").tempfile()?;
    fs::write(draft.path(), &before)?;
    let after = loop {
        editor::open(draft.path())?;
        let text = read_text(draft.path())?;
        if text == before {
            tell("没有改动。");
            return Ok(Outcome::Done);
        }
        let Err(problems) = load(&context.shown(&path), &text) else { break text };
        tell(&problems.to_string());
        if !wants_to_go_on(context)? {
            tell("改动丢掉了，方案保持原样。");
            return Ok(Outcome::Cancelled);
        }
    };
    if read_text(&path)? != before {
        let kept = path.with_file_name("plan.我的改动.toml");
        replace(&kept, after.as_bytes())?;
        bail!("编辑的时候别人改了方案，没有覆盖\n  办法：你的改动存在“{}”，对照着改进去", kept.display());
    }
    if !git::keeps(&path) {
        let copy = copies::keep(&path, &before, context.today())?;
        tell(&format!("改动以前的方案存在“{}”", context.shown(&copy)));
    }
    replace(&path, after.as_bytes())?;
    tell(&format!("已改好“{}”", context.shown(&path)));
    let opened: Opened = context.open()?;
    let before = load(&context.shown(&path), &before);
    match before {
        Ok(before) => show_difference(context, &opened, &before, &opened.plan, ("改动以前", "现在")),
        // What was broken has been mended; there is nothing to compare it with.
        Err(_) => Ok(Outcome::Done),
    }
}

/// Whether to go on editing a plan with mistakes; where nobody can be asked, the change is dropped.
fn wants_to_go_on(context: &Context<'_>) -> Result<bool> {
    if !context.environment.can_ask {
        return Ok(false);
    }
    let picked = pick_one("方案有错，不能采用", &["接着改".to_owned(), "丢掉改动，方案保持原样".to_owned()], 0)?;
    Ok(picked == Some(0))
}
