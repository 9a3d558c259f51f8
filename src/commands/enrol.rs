//! `zlt units --from`: a roll of units into the groups of the plan.

use std::path::Path;

use anyhow::Result;

use super::context::{Context, Opened};
use super::delivery::Manner;
use super::{Outcome, answers};
use crate::cli::hold::Hold;
use crate::cli::prompt::pick_one;
use crate::cli::tell;
use crate::files;
use crate::notice::roll::{Roll, read};
use crate::plan::enrol::with_members;
use crate::plan::load;
use crate::plan::roll::{Enrolment, enrol};
use crate::problem::Failure;
use crate::views::pages::enrolment::EnrolmentPage;

/// Puts the names of a roll into the plan: shows what changes, asks, writes.
///
/// `group` is for rows that name none; `is_meant` says that nobody need be asked.
pub fn run(context: &Context<'_>, roll: &Path, group: Option<&str>, is_meant: bool) -> Result<Outcome> {
    // Where nobody is asked, the plan stays as it is read here until it is written.
    let hold = if is_meant { Some(context.hold_plan()?) } else { None };
    let opened = context.open()?;
    let roll = read_roll(context, roll)?;
    let rolls = roll.by_group(&opened.plan, group).map_err(|name| answers::no_group(&opened.plan, &name))?;
    let enrolments = enrol(&opened.plan, &rolls).map_err(|(typed, near)| answers::group(&typed, &near))?;
    let has_news = enrolments.iter().any(|enrolment| !enrolment.added.is_empty());
    if !has_news || !is_meant {
        context.show(&EnrolmentPage::new(&opened.plan, &enrolments, false), Manner::Answer)?;
    }
    if !has_news {
        return Ok(Outcome::Done);
    }
    let is_doubtful = enrolments.iter().any(|enrolment| !enrolment.similar.is_empty());
    if !is_meant && !is_confirmed(context, is_doubtful)? {
        tell("没有写入。要写入，在终端里选“写入”，或加 --yes。");
        return Ok(Outcome::Cancelled);
    }
    write(context, &opened, &enrolments, hold)?;
    context.show(&EnrolmentPage::new(&opened.plan, &enrolments, true), Manner::Receipt { is_written: true })
}

fn read_roll(context: &Context<'_>, roll: &Path) -> Result<Roll> {
    let path = context.environment.folder.join(roll);
    let bytes = files::read(&path)?;
    let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(read(&ending, bytes).map_err(|reason| answers::roll(roll, reason))?)
}

/// Asks whether to write; where something is doubtful, Enter alone does not.
fn is_confirmed(context: &Context<'_>, is_doubtful: bool) -> Result<bool> {
    if !context.environment.can_ask {
        return Ok(false);
    }
    Ok(pick_one("写进方案吗", &["写入".to_owned(), "不写".to_owned()], usize::from(is_doubtful))? == Some(0))
}

/// Writes the plan with the names added, once that has been proven sound; the plan as it was is kept where git keeps none.
fn write(context: &Context<'_>, opened: &Opened, enrolments: &[Enrolment], hold: Option<Hold>) -> Result<()> {
    let mut text = opened.source.text.clone();
    for enrolment in enrolments.iter().filter(|enrolment| !enrolment.added.is_empty()) {
        match with_members(&text, &enrolment.group, &enrolment.added) {
            Some(changed) => text = changed,
            None => {
                let reason = format!("方案里的“{}”写不进去，没有写入", enrolment.group);
                return Err(Failure::new(reason, "用 zlt edit 自己加").into());
            }
        }
    }
    load(&opened.source.name, &text)?;
    let hold = hold.map_or_else(|| context.hold_plan(), Ok)?;
    context.rewrite_plan(opened, &text, &hold).map(|_| ())
}
