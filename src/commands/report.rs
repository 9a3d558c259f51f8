//! `zlt report`: progress, what is overdue, what is due soon.

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::Outcome;
use super::context::Context;
use crate::duties::{Duties, Duty, Standing, Tally};
use crate::problem::Misuse;
use crate::views::Heading;
use crate::views::list::{By, DutyList, ListKind};
use crate::views::matrix::Matrix;
use crate::views::progress::Progress;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 逾期未完成的，按逾期天数排
    #[arg(long, conflicts_with = "soon", visible_alias = "逾期")]
    overdue: bool,
    /// 几天内到期的；不写天数就按方案的 soon_days
    #[arg(long, value_name = "天数", num_args = 0..=1, value_parser = days, visible_alias = "即将到期")]
    soon: Option<Option<u32>>,
    /// 另列这一天以来新完成的；和 --overdue 一起用，只列这一天以来新逾期的
    #[arg(long, value_name = "日期", conflicts_with = "soon", visible_alias = "以来")]
    since: Option<String>,
    /// 怎样分：unit 按单位，activity 按任务，section 按板块
    #[arg(long, value_name = "方式", hide_possible_values = true, visible_alias = "按")]
    by: Option<Breakdown>,
    /// 单位和任务对照，一格一项
    #[arg(long, conflicts_with_all = ["overdue", "soon", "since", "by"], visible_alias = "对照")]
    matrix: bool,
    /// 有逾期（或用 --soon 时有即将到期）的，退出码为 1
    #[arg(long, visible_alias = "退出码")]
    exit_code: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Breakdown {
    #[value(alias = "单位", help = "按单位")]
    Unit,
    #[value(alias = "任务", help = "按任务")]
    Activity,
    #[value(alias = "板块", help = "按板块")]
    Section,
}

impl From<Breakdown> for By {
    fn from(breakdown: Breakdown) -> Self {
        match breakdown {
            Breakdown::Unit => Self::Unit,
            Breakdown::Activity => Self::Activity,
            Breakdown::Section => Self::Section,
        }
    }
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    let opened = context.open()?;
    let scope = context.scope(&opened.plan)?;
    let since = arguments.since.as_deref().map(|typed| context.day(&opened.plan, typed, "--since")).transpose()?;
    if let Some(since) = since.filter(|since| context.as_of(&opened.plan).is_ok_and(|as_of| *since > as_of)) {
        return Err(Misuse::new(format!("--since 的{}还没有到", crate::day::long(since)), "写今天或以前的日子").into());
    }
    let duties = context.duties(&opened, &scope)?;
    let heading = context.heading(&opened.plan, &scope);
    let by = arguments.by.map(By::from);
    let found = if arguments.overdue {
        let is_wanted =
            |duty: &Duty<'_>| since.map_or(duty.standing == Standing::Overdue, |since| duty.is_overdue_since(since));
        list(context, &duties, heading, ListKind::Overdue, by, is_wanted)?
    } else if let Some(days) = arguments.soon {
        let days = days.unwrap_or(opened.plan.campaign.soon_days);
        list(context, &duties, heading, ListKind::Soon(days), by, |duty| duties.is_due_within(duty, days))?
    } else if arguments.matrix {
        context.show(&Matrix::new(&duties, heading))?;
        Tally::of(&duties.list).overdue
    } else {
        let progress = Progress::new(&duties, heading, by.unwrap_or(By::Activity), since);
        context.show(&progress)?;
        progress.totals().overdue
    };
    Ok(if arguments.exit_code && found > 0 { Outcome::Found } else { Outcome::Done })
}

fn list(
    context: &Context<'_>,
    duties: &Duties<'_>,
    heading: Heading,
    kind: ListKind,
    by: Option<By>,
    is_wanted: impl Fn(&Duty<'_>) -> bool,
) -> Result<usize> {
    let list = DutyList::new(duties, heading, kind, by, is_wanted);
    context.show(&list)?;
    Ok(list.len())
}

fn days(typed: &str) -> Result<u32, String> {
    typed.parse().ok().filter(|days| *days <= 366).ok_or_else(|| "天数写 0 到 366 之间的整数，例如 3".to_owned())
}
