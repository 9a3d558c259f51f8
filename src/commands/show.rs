//! `zlt show`: one activity in full.

use anyhow::Result;
use clap::Args;

use super::context::Context;
use super::delivery::Manner;
use super::pick::choose_activity;
use super::{Outcome, answers};
use crate::duties::Depth;
use crate::id::Pick;
use crate::plan::Plan;
use crate::problem::Misuse;
use crate::views::pages::activity::ActivityPage;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 任务编号，例如 7；在终端里不写，就列出来请你选
    #[arg(value_name = "编号")]
    pub(super) id: Option<String>,
    /// 只看这个单位；同 --unit，可写几个
    #[arg(value_name = "单位")]
    pub(super) units: Vec<String>,
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    let opened = context.open()?;
    let scope = context.scope(&opened.plan)?;
    let position = match &arguments.id {
        Some(typed) => Some(position(&opened.plan, typed)?),
        None => choose_activity(context, &opened, &scope)?,
    };
    let Some(position) = position else { return Ok(Outcome::Cancelled) };
    let activity = &opened.plan.activities[position];
    let mut asked = context.asked_of(&opened, scope, Depth::Rounds)?;
    asked.duties.list.retain(|duty| duty.activity.id == activity.id);
    if activity.private && !context.shows_private(asked.duties.scope.is_one_unit())? {
        return Err(answers::private_activity(&activity.id).into());
    }
    context.show(&ActivityPage::new(activity, &asked), Manner::Answer)
}

fn position(plan: &Plan, typed: &str) -> Result<usize, Misuse> {
    match Pick::parse_all(typed).as_deref() {
        Ok([pick @ Pick::One(_)]) => {
            let picked = plan.pick(std::slice::from_ref(pick)).map_err(|reason| answers::pick(&reason))?;
            Ok(picked[0].position)
        }
        _ => Err(answers::not_a_number(typed)),
    }
}
