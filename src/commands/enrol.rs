//! `zlt units --from`: a roll of units into the groups of the plan.

use std::path::Path;

use anyhow::Result;

use super::context::{Context, Opened};
use super::delivery::Manner;
use super::{Outcome, answers};
use crate::cli::hold::Hold;
use crate::cli::prompt::pick_one;
use crate::cli::tell;
use crate::files::{self, decode, in_the_shape_of, replace};
use crate::notice::roll::{Roll, read};
use crate::plan::enrol::{with_aliases, with_members};
use crate::plan::liaisons::{self, with_liaisons};
use crate::plan::load_unfilled;
use crate::plan::roll::{Enrolment, enrol, new_aliases};
use crate::problem::Failure;
use crate::views::pages::enrolment::{EnrolmentPage, News};

/// Puts the names of a roll into the plan: shows what changes, asks, writes.
///
/// `group` is for rows that name none; `is_meant` says that nobody need be asked.
pub fn run(context: &Context<'_>, roll: &Path, group: Option<&str>, is_meant: bool) -> Result<Outcome> {
    // Where nobody is asked, the plan stays as it is read here until it is written.
    let hold = if is_meant { Some(context.hold_plan()?) } else { None };
    let opened = context.open_unfilled()?;
    let plan = &opened.plan;
    let roll = read_roll(context, roll)?;
    let rolls = roll.by_group(plan, group).map_err(|name| answers::no_group(plan, &name))?;
    let enrolments = enrol(plan, &rolls).map_err(|(typed, near)| answers::group(&typed, &near))?;
    let aliases = new_aliases(plan, roll.aliases());
    let list = list_of_liaisons(context, &roll)?;
    let persons = list.as_ref().map_or(0, |list| list.count);
    let page = |is_written: bool| {
        let news = News { enrolments: &enrolments, aliases: &aliases, persons, passed_over: &roll.passed_over };
        EnrolmentPage::new(plan, news, is_written)
    };
    let has_news = page(false).has_news();
    if !has_news || !is_meant {
        context.show(&page(false), Manner::Answer)?;
    }
    if !has_news {
        return Ok(Outcome::Done);
    }
    let is_doubtful = enrolments.iter().any(|enrolment| !enrolment.similar.is_empty());
    if !is_meant && !is_confirmed(context, is_doubtful)? {
        tell("没有写入。要写入，在终端里选“写入”，或加 --yes。");
        return Ok(Outcome::Cancelled);
    }
    write(context, &opened, &enrolments, &aliases, hold)?;
    list.map_or(Ok(()), |list| write_liaisons(context, &list))?;
    context.show(&page(true), Manner::Receipt { is_written: true })
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
fn write(
    context: &Context<'_>,
    opened: &Opened,
    enrolments: &[Enrolment],
    aliases: &[(String, String)],
    hold: Option<Hold>,
) -> Result<()> {
    let mut text = opened.source.text.clone();
    let unwritten = |name: &str| {
        let reason = format!("方案里的“{name}”写不进去，没有写入");
        Failure::new(reason, "用 zlt edit 自己加")
    };
    for enrolment in enrolments.iter().filter(|enrolment| !enrolment.added.is_empty()) {
        let changed = with_members(&text, &enrolment.group, &enrolment.added);
        text = changed.ok_or_else(|| unwritten(&enrolment.group))?;
    }
    if !aliases.is_empty() {
        text = with_aliases(&text, aliases).ok_or_else(|| unwritten("[aliases]"))?;
    }
    if text == opened.source.text {
        return Ok(());
    }
    load_unfilled(&opened.source.name, &text).map_err(|problems| answers::unfit_roll(&problems))?;
    context.rewrite_plan(opened, &text, hold).map(|_| ())
}

/// The list of liaisons as it would be with those of a roll.
struct List {
    before: Option<Vec<u8>>,
    text: String,
    count: usize,
}

/// The list beside the plan with whom the roll says to call; `None` where it says nothing new.
fn list_of_liaisons(context: &Context<'_>, roll: &Roll) -> Result<Option<List>> {
    if roll.liaisons().next().is_none() {
        return Ok(None);
    }
    let path = context.plan_path()?.with_file_name(liaisons::FILE);
    let before = match files::read(&path) {
        Err(error) if error.is_missing() => None,
        bytes => Some(bytes?),
    };
    let unreadable = || answers::unreadable_liaisons(&context.shown(&path));
    let known = before.as_deref().map(|bytes| decode(bytes).ok_or_else(unreadable)).transpose()?;
    let added = with_liaisons(known.as_deref(), roll.liaisons());
    Ok(added.filter(|(_, count)| *count > 0).map(|(text, count)| List { before, text, count }))
}

fn write_liaisons(context: &Context<'_>, list: &List) -> Result<()> {
    let path = context.plan_path()?.with_file_name(liaisons::FILE);
    let _hold = Hold::on(&path, context.environment)?;
    let before = list.before.as_deref().unwrap_or_default();
    if files::read(&path).ok().as_deref() != list.before.as_deref() {
        return Err(Failure::new("这时候别人改了联络员.csv，联络员没有写入", "再做一次").into());
    }
    Ok(replace(&path, &in_the_shape_of(before, &list.text))?)
}
