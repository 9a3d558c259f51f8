//! Picking from a list what was not typed.

use std::borrow::Cow;

use anyhow::Result;

use super::answers;
use super::context::{Context, Opened};
use crate::cli::prompt::{ask, pick_one, pick_several};
use crate::cli::tell;
use crate::duties::change::alters;
use crate::duties::target::Targets;
use crate::duties::typed::Typed;
use crate::duties::{Depth, Scope};
use crate::journal::{Count, Kind};
use crate::plan::{Plan, UnitIndex};
use crate::problem::Misuse;
use crate::views::parts::choice::{activity_line, duty_line};

/// Offers the duties in scope that saying something of this kind would alter; `None` when none is picked.
pub fn choose(context: &Context<'_>, opened: &Opened, scope: &Scope, kind: Kind) -> Result<Option<Targets>> {
    if !context.environment.can_ask {
        return Err(answers::no_id().into());
    }
    let duties = context.duties(opened, scope.clone(), Depth::States)?;
    let open: Vec<_> = duties.list.iter().filter(|duty| alters(kind, &duty.state)).collect();
    let first: Option<UnitIndex> = open.first().map(|duty| duty.unit);
    let has_units = open.iter().any(|duty| Some(duty.unit) != first);
    if open.is_empty() {
        tell("没有可以登记的分工。");
        return Ok(None);
    }
    let lines: Vec<String> = open.iter().map(|duty| duty_line(&duties, duty, has_units)).collect();
    let picked = pick_several("登记哪几项", &lines)?;
    let chosen = picked.iter().map(|&place| open[place]);
    let chosen = chosen.filter_map(|duty| Some((opened.plan.position(duty.activity.id.as_str())?, duty.unit)));
    if picked.is_empty() {
        tell("没有选，什么也没有写入。");
        return Ok(None);
    }
    Ok(Some(Targets::of_chosen(chosen.collect())))
}

/// Asks for the reason where one must be given, none was typed, and the duties are to be picked as well; gives what was typed with
/// it, or `None` when nobody wants to answer.
pub fn ask_reason<'t>(context: &Context<'_>, typed: &'t Typed) -> Result<Option<Cow<'t, Typed>>> {
    let is_missing = typed.ids.is_empty() && typed.note.trim().is_empty() && typed.replace.is_none();
    let question = match typed.kind {
        Kind::Waive => "为什么不涉及",
        Kind::Return => "为什么退回",
        _ => return Ok(Some(Cow::Borrowed(typed))),
    };
    if !is_missing || !context.environment.can_ask {
        return Ok(Some(Cow::Borrowed(typed)));
    }
    loop {
        match ask(question, "", "一定要写；Esc 取消")? {
            None => return Ok(None),
            Some(note) if note.is_empty() => tell("要写明原因，Esc 取消。"),
            Some(note) => return Ok(Some(Cow::Owned(Typed { note, ..typed.clone() }))),
        }
    }
}

/// Asks for the figures that the plan counts by, where one duty was picked as begun or done and none was typed; gives each as
/// it would be typed: `场次=2`.
pub fn ask_figures(context: &Context<'_>, plan: &Plan, targets: &Targets, typed: &Typed) -> Result<Vec<String>> {
    let is_asked = typed.counts.is_empty() && matches!(typed.kind, Kind::Start | Kind::Done);
    let is_of_one = is_asked && targets.chosen.as_ref().is_some_and(|chosen| chosen.len() == 1);
    let mut counts = Vec::new();
    for name in plan.campaign.figures.iter().filter(|_| is_of_one && context.environment.can_ask) {
        loop {
            let answer = ask(&format!("{name}是多少"), "", "没有就直接回车，Esc 不再问")?;
            let Some(typed) = answer else { return Ok(counts) };
            match Count::parse(&typed) {
                _ if typed.is_empty() => break,
                None => tell("要有数字，例如 3、约300。"),
                Some(_) => {
                    counts.push(format!("{name}={typed}"));
                    break;
                }
            }
        }
    }
    Ok(counts)
}

/// Offers the activities in which the scope has a part; gives the place of the one picked.
pub fn choose_activity(context: &Context<'_>, opened: &Opened, scope: &Scope) -> Result<Option<usize>> {
    if !context.environment.can_ask {
        return Err(answers::no_id().into());
    }
    let activities = opened.plan.activities.iter().enumerate();
    let own = activities.filter(|(_, activity)| scope.takes_part(&opened.plan, activity));
    let (places, lines): (Vec<usize>, Vec<String>) =
        own.map(|(place, activity)| (place, activity_line(activity))).unzip();
    if places.is_empty() {
        return Err(Misuse::new(format!("{}没有承担任务", scope.words(&opened.plan)), "看全部任务加 --all").into());
    }
    Ok(pick_one("看哪一项", &lines, 0)?.map(|picked| places[picked]))
}
