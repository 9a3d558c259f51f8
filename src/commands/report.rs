//! `zlt report`: progress, what is overdue, what is due soon.

use anyhow::Result;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::context::Context;
use super::output::Format;
use super::{Outcome, answers, days_ahead};
use crate::day::long;
use crate::duties::{Duties, Duty, Standing};
use crate::plan::Plan;
use crate::problem::Misuse;
use crate::views::board::Board;
use crate::views::breakdown::By;
use crate::views::calendar::CalendarPage;
use crate::views::circular::Circular;
use crate::views::ledger::Ledger;
use crate::views::list::{DutyList, ListKind};
use crate::views::matrix::Matrix;
use crate::views::progress::Progress;
use crate::views::summary::Summary;
use crate::views::weekly::Weekly;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 逾期未完成的，按逾期天数排
    #[arg(long, conflicts_with = "soon", visible_alias = "逾期")]
    overdue: bool,
    /// 几天内到期的；不写天数就按方案的 soon_days
    #[arg(long, value_name = "天数", num_args = 0..=1, value_parser = days_ahead, visible_alias = "即将到期")]
    soon: Option<Option<u32>>,
    /// 简报：这一天以来新完成的、未反馈的、下周的节点；和 --overdue 一起用，只列这一天以来新逾期的
    #[arg(long, value_name = "日期", conflicts_with = "soon", visible_alias = "以来")]
    since: Option<String>,
    /// 怎样分：unit 按单位，activity 按任务，section 按板块
    #[arg(long, value_name = "方式", hide_possible_values = true, visible_alias = "按")]
    by: Option<Breakdown>,
    /// 单位和任务对照，一格一项
    #[arg(long, conflicts_with_all = ["overdue", "soon", "since", "by"], visible_alias = "对照")]
    matrix: bool,
    /// 台账：每个单位每项任务一行；导出 Excel 就是它
    #[arg(long, conflicts_with_all = ["overdue", "soon", "since", "by", "matrix"], visible_alias = "台账")]
    ledger: bool,
    /// 通报（代拟稿）：总体情况、完成较好的、逾期的；导出 Word 就是它
    #[arg(long, conflicts_with_all = ["overdue", "soon", "since", "by", "matrix", "ledger"], visible_alias = "通报")]
    circular: bool,
    /// 总结（初稿）：按板块汇集备注、数量和日子；加 --unit 就是一个单位的
    #[arg(long, conflicts_with_all = ["overdue", "soon", "since", "by", "matrix", "ledger", "circular"], visible_alias = "总结")]
    summary: bool,
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
    let as_of = context.as_of(&opened.plan)?;
    let since = arguments.since.as_deref().map(|typed| context.day(&opened.plan, typed, "--since")).transpose()?;
    if let Some(since) = since.filter(|since| *since > as_of) {
        return Err(Misuse::new(format!("--since 的{}还没有到", long(since)), "写今天或以前的日子").into());
    }
    let page = arguments.page(since, &opened.plan, scope.is_one_unit(), context.format()?);
    if matches!(page, Page::Circular) && scope.is_one_unit() {
        return Err(answers::circular_of_one(&scope.words(&opened.plan)).into());
    }
    let duties = context.duties(&opened, &scope)?;
    let heading = context.heading(&opened.plan, &scope);
    let by = arguments.by.map(By::from);
    let now = context.environment.now;
    match page {
        Page::Overdue(_) | Page::Soon(_) => {
            let is_listed = |duty: &Duty<'_>| page.is_found(duty, &duties);
            context.show_of_scope(&DutyList::new(&duties, heading, page.kind(), by, is_listed))
        }
        Page::Since(since) => context.show_of_scope(&Weekly::new(&duties, heading, since, by)),
        Page::Matrix => context.show_of_scope(&Matrix::new(&duties, heading)),
        Page::Ledger => {
            let liaisons = context.liaisons(&opened.plan)?;
            context.show_of_scope(&Ledger::new(&duties, heading, &liaisons))
        }
        Page::Circular => context.show_of_scope(&Circular::new(&duties, heading)),
        Page::Summary => context.show_of_scope(&Summary::new(&duties, heading)),
        Page::Board => context.show_page_of_scope(&Board::new(&duties, heading, now).document()),
        Page::Calendar => context.show_page_of_scope(&CalendarPage::new(&duties, heading, now).document()),
        Page::Progress => context.show_of_scope(&Progress::new(&duties, heading, by.unwrap_or(By::Activity))),
    }?;
    let found = duties.list.iter().any(|duty| page.is_found(duty, &duties));
    Ok(if arguments.exit_code && found { Outcome::Found } else { Outcome::Done })
}

/// Which page of the report is asked for.
#[derive(Clone, Copy, Debug)]
enum Page {
    Overdue(Option<NaiveDate>),
    Soon(u32),
    Since(NaiveDate),
    Matrix,
    Ledger,
    Circular,
    Summary,
    Board,
    Calendar,
    Progress,
}

impl Arguments {
    /// The page that was named, else the one that the format is made for: a workbook is a ledger, a letter a circular.
    fn page(&self, since: Option<NaiveDate>, plan: &Plan, is_one_unit: bool, format: Format) -> Page {
        match (since, format) {
            _ if self.overdue => Page::Overdue(since),
            _ if self.soon.is_some() => Page::Soon(self.soon.flatten().unwrap_or(plan.campaign.soon_days)),
            _ if self.matrix => Page::Matrix,
            _ if self.ledger => Page::Ledger,
            _ if self.circular => Page::Circular,
            _ if self.summary => Page::Summary,
            (Some(since), _) => Page::Since(since),
            (_, Format::Ics) => Page::Calendar,
            _ if self.by.is_some() => Page::Progress,
            (_, Format::Xlsx) => Page::Ledger,
            // Nobody sends a circular about one unit.
            (_, Format::Docx) if is_one_unit => Page::Summary,
            (_, Format::Docx) => Page::Circular,
            (_, Format::Html) => Page::Board,
            _ => Page::Progress,
        }
    }
}

impl Page {
    /// Which list of duties it is.
    fn kind(self) -> ListKind {
        match self {
            Self::Soon(days) => ListKind::Soon(days),
            _ => ListKind::Overdue,
        }
    }

    /// Whether a duty is what `--exit-code` looks for: one that is listed, and on other pages one that is overdue.
    fn is_found(self, duty: &Duty<'_>, duties: &Duties<'_>) -> bool {
        match self {
            Self::Overdue(Some(since)) => duty.is_overdue_since(since),
            Self::Soon(days) => duties.is_due_within(duty, days),
            _ => duty.standing == Standing::Overdue,
        }
    }
}
