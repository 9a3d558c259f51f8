//! `zlt edit`: the plan in an editor, checked before it is accepted.

use std::fs;
use std::path::Path;

use anyhow::Result;
use clap::Args;

use super::context::{Context, Opened};
use super::diff::show_difference;
use super::{Outcome, answers};
use crate::cli::copies::{Replaced, replace_plan};
use crate::cli::hold::Hold;
use crate::cli::prompt::pick_one;
use crate::cli::{editor, tell, tell_error};
use crate::duties::Scope;
use crate::files::{FileError, create_numbered, read_text};
use crate::plan::load;
use crate::problem::Failure;

#[derive(Debug, Args)]
pub struct Arguments {}

pub fn run(context: &Context<'_>, _: Arguments) -> Result<Outcome> {
    if !context.environment.can_ask && !editor::is_set() {
        return Err(answers::no_editor().into());
    }
    let path = context.plan_path()?;
    let before = read_text(&path)?;
    let draft = tempfile::Builder::new().prefix("plan-").suffix(".toml").tempfile()?;
    fs::write(draft.path(), &before)?;
    match edited(context, &path, &before, draft.path()) {
        Ok(None) => {}
        Ok(Some(outcome)) => return Ok(outcome),
        Err(error) => {
            // Where nothing can be written beside the plan, the draft is all that is left of the work.
            if let (true, Ok((_, kept))) = (error.is::<FileError>(), draft.keep()) {
                tell(&format!("方案保持原样；你改的内容存在“{}”", kept.display()));
            }
            return Err(error);
        }
    }
    tell(&format!("已改好“{}”", context.shown(&path)));
    let opened: Opened = context.open()?;
    let before = load(&context.shown(&path), &before);
    match before {
        // An edit may concern any unit, whoever the settings speak for.
        Ok(before) => {
            let whole = [Scope::campaign(), Scope::campaign()];
            show_difference(context, &opened, [&before, &opened.plan], whole, ["改动以前", "现在"])
        }
        // What was broken has been mended; there is nothing to compare it with.
        Err(_) => Ok(Outcome::Done),
    }
}

/// Has the draft edited until it can take the place of what the plan held `before`, and puts it there.
///
/// Gives the outcome where the plan stays as it is, `None` where it was replaced.
fn edited(context: &Context<'_>, path: &Path, before: &str, draft: &Path) -> Result<Option<Outcome>> {
    loop {
        editor::open(draft)?;
        let text = read_text(draft)?;
        if text == before {
            tell("没有改动。");
            return Ok(Some(Outcome::Done));
        }
        let Err(problems) = load(&context.shown(path), &text) else {
            accept(context, path, before, &text)?;
            return Ok(None);
        };
        tell_error(&problems.into());
        match answer(context)? {
            Answer::GoOn => {}
            Answer::Drop => {
                tell("改动丢掉了，方案保持原样。");
                return Ok(Some(Outcome::Cancelled));
            }
            Answer::None => {
                let kept = create_numbered(path, "plan.未采用", ".toml", text.as_bytes())?;
                tell(&format!("方案保持原样；改动存在“{}”，改对了再用", context.shown(&kept)));
                return Ok(Some(Outcome::Cancelled));
            }
        }
    }
}

/// Puts a plan in the place of what was read before; where somebody else has changed that, keeps it beside the plan.
fn accept(context: &Context<'_>, path: &Path, before: &str, after: &str) -> Result<()> {
    let _hold = Hold::on(path, context.environment)?;
    match replace_plan(path, before, after, context.today())? {
        Replaced::ChangedMeanwhile => {
            let kept = create_numbered(path, "plan.我的改动", ".toml", after.as_bytes())?;
            let remedy = format!("你的改动存在“{}”，对照着改进去", kept.display());
            return Err(Failure::new("编辑的时候别人改了方案，没有覆盖", remedy).into());
        }
        Replaced::Done(Some(copy)) => tell(&format!("改动以前的方案存在“{}”", context.shown(&copy))),
        Replaced::Done(None) => {}
    }
    Ok(())
}

/// What to do about a plan with mistakes.
enum Answer {
    GoOn,
    Drop,
    /// Nobody said: what was typed must not be lost.
    None,
}

fn answer(context: &Context<'_>) -> Result<Answer> {
    if !context.environment.can_ask {
        return Ok(Answer::None);
    }
    let choices = ["接着改".to_owned(), "丢掉改动，方案保持原样".to_owned()];
    Ok(match pick_one("方案有错，不能采用", &choices, 0)? {
        Some(0) => Answer::GoOn,
        Some(_) => Answer::Drop,
        None => Answer::None,
    })
}
