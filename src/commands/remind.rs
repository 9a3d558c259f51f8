//! `zlt remind`: text fit for a chat group, or a sheet of paper for every unit.

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::context::Context;
use super::output::Format;
use super::{Outcome, days_ahead};
use crate::cli::tell;
use crate::views::reminder::{Messages, Slips, Wanted};

#[derive(Debug, Args)]
pub struct Arguments {
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Breakdown {
    #[value(alias = "单位", help = "按单位")]
    Unit,
    #[value(alias = "任务", help = "按任务")]
    Activity,
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    let opened = context.open()?;
    let scope = context.scope(&opened.plan)?;
    let folder = context.output_folder();
    let format = if folder.is_some() { Format::Docx } else { context.format()? };
    let duties = context.duties(&opened, &scope)?;
    let heading = context.heading(&opened.plan, &scope);
    let ahead = arguments.soon.unwrap_or(opened.plan.campaign.soon_days);
    let wanted = Wanted { days: (!arguments.overdue).then_some(ahead) };
    // A sheet of paper goes to one unit; a chat group reads one text.
    let is_paper = format == Format::Docx;
    let usual = if heading.is_one_unit || is_paper { Breakdown::Unit } else { Breakdown::Activity };
    let by = arguments.by.unwrap_or(usual);
    if is_paper && by == Breakdown::Unit {
        let liaisons = context.liaisons(&opened.plan)?;
        let slips = Slips::new(&duties, &heading, wanted, &liaisons);
        return match folder {
            _ if slips.is_empty() => nothing(),
            Some(folder) => context.write_letters(&folder, &slips.letters()),
            None => context.show_page_of_scope(&slips.document()),
        };
    }
    let messages = match by {
        Breakdown::Unit => Messages::to_each(&duties, heading, wanted),
        Breakdown::Activity => Messages::to_all(&duties, heading, wanted),
    };
    let is_file = context.globals.output.is_some() && format != Format::Json;
    if messages.is_empty() && is_file { nothing() } else { context.show_of_scope(&messages) }
}

/// A file without a reminder in it would puzzle whoever opens it.
fn nothing() -> Result<Outcome> {
    tell("没有要催办、提醒的任务，没有写文件。");
    Ok(Outcome::Done)
}
