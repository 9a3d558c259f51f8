//! `zlt remind`: text fit for a chat group, or a sheet of paper for every unit.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::context::Context;
use super::delivery::Manner;
use super::{Outcome, days_ahead};
use crate::cli::tell;
use crate::render::Format;
use crate::views::letters::reminder::{Form, Messages, Slips, Wanted};
use crate::views::parts::breakdown::By;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 只催这个单位；同 --unit，可写几个
    #[arg(value_name = "单位")]
    pub(super) units: Vec<String>,
    /// 怎样分：activity 按任务，全体一份；unit 按单位，一家一份
    #[arg(long, value_name = "方式", hide_possible_values = true, visible_alias = "按")]
    by: Option<Breakdown>,
    /// 提前几天提醒；不写就按方案的 soon_days
    #[arg(long, value_name = "天数", value_parser = days_ahead, conflicts_with = "overdue", visible_alias = "即将到期")]
    soon: Option<u32>,
    /// 只催已经逾期的，不提醒快到期的
    #[arg(long, visible_alias = "逾期")]
    overdue: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Breakdown {
    #[value(alias = "单位", help = "按单位")]
    Unit,
    #[value(alias = "任务", help = "按任务")]
    Activity,
}

impl From<Breakdown> for By {
    fn from(breakdown: Breakdown) -> Self {
        match breakdown {
            Breakdown::Unit => Self::Unit,
            Breakdown::Activity => Self::Activity,
        }
    }
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    let opened = context.open()?;
    let folder = context.output_folder();
    let format = if folder.is_some() { Format::Docx } else { context.format()? };
    let mut asked = context.asked(&opened)?;
    context.refuse_unread(&asked.duties)?;
    let ahead = arguments.soon.unwrap_or(opened.plan.campaign.soon_days);
    let wanted = Wanted { days: (!arguments.overdue).then_some(ahead) };
    match Form::of(arguments.by.map(By::from), format.row().medium, asked.duties.scope.is_one_unit()) {
        Form::Slips => {
            let liaisons = context.liaisons(&opened.plan, true)?;
            slips(context, &Slips::new(&asked.duties, wanted, &liaisons), folder)
        }
        form => {
            context.drop_private(&mut asked, "给承担的单位用催办单，或单独说");
            let messages_of = if form == Form::ToEach { Messages::to_each } else { Messages::to_all };
            messages(context, format, &messages_of(&asked.duties, wanted))
        }
    }
}

/// Shows the slips, or writes each into a file of its own where they go to a folder.
fn slips(context: &Context<'_>, slips: &Slips<'_, '_>, folder: Option<PathBuf>) -> Result<Outcome> {
    match folder {
        _ if slips.is_empty() => nothing(),
        Some(folder) => context.write_letters(&folder, &slips.letters()),
        None => context.show(slips, Manner::OfScope),
    }
}

fn messages(context: &Context<'_>, format: Format, messages: &Messages<'_, '_>) -> Result<Outcome> {
    let is_file = context.globals.output.is_some() && format != Format::Json;
    if messages.is_empty() && is_file { nothing() } else { context.show(messages, Manner::OfScope) }
}

/// A file without a reminder in it would puzzle whoever opens it.
fn nothing() -> Result<Outcome> {
    tell("没有要催办、提醒的任务，没有写文件。");
    Ok(Outcome::Done)
}
