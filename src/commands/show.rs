//! `zlt show`: one activity in full.

use anyhow::Result;
use clap::Args;

use super::context::Context;
use super::{Outcome, answers};
use crate::id::Pick;
use crate::views::activity::ActivityPage;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 任务编号，例如 7
    #[arg(value_name = "编号")]
    id: String,
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    let opened = context.open()?;
    let scope = context.scope(&opened.plan)?;
    let activity = match Pick::parse_all(&arguments.id).as_deref() {
        Ok([pick @ Pick::One(_)]) => {
            let picked = opened.plan.pick(std::slice::from_ref(pick)).map_err(|reason| answers::pick(&reason))?;
            &opened.plan.activities[picked[0].position]
        }
        _ => return Err(answers::not_a_number(&arguments.id).into()),
    };
    let mut duties = context.duties(&opened, &scope)?;
    duties.list.retain(|duty| duty.activity.id == activity.id);
    context.show(&ActivityPage::new(activity, &duties, context.heading(&opened.plan, &scope)))
}
