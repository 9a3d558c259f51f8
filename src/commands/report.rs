//! `zlt report`: progress, what is overdue, what is due soon.

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::context::Context;
use super::evidence::export;
use super::page::show_page;
use super::{Outcome, answers, days_ahead};
use crate::plan::Plan;
use crate::problem::Misuse;
use crate::views::page::{Facts, Named, Page, Wish};
use crate::views::parts::breakdown::By;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 哪一页：逾期、周报、对照、台账、通报、总结、待审、材料、佐证；不写就是进展
    #[arg(value_name = "页面", value_parser = word)]
    called: Option<Word>,
    /// 只看这个单位；同 --unit，可写几个
    #[arg(value_name = "单位")]
    pub(super) units: Vec<String>,
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
    /// 写成文件时，不公开的任务也列入
    #[arg(long, visible_alias = "含不公开")]
    private: bool,
    /// 台账里带上联络员的电话
    #[arg(long, visible_alias = "带电话")]
    contacts: bool,
    /// 有逾期的，退出码为 1；列出来的是别的（即将到期、待审、材料），就看有没有那些
    #[arg(long, visible_alias = "退出码")]
    exit_code: bool,
}

/// The first word behind the command: a page, or a unit where the page is left out.
#[derive(Clone, Debug)]
enum Word {
    Page(PageName),
    Unit(String),
}

fn word(typed: &str) -> Result<Word, String> {
    Ok(PageName::from_str(typed, false).map_or_else(|_| Word::Unit(typed.to_owned()), Word::Page))
}

impl Arguments {
    /// The page that was called by its name.
    fn page(&self) -> Option<PageName> {
        match self.called {
            Some(Word::Page(page)) => Some(page),
            Some(Word::Unit(_)) | None => None,
        }
    }

    /// The units that were named: the first word too, where it is no page.
    pub(super) fn units(&mut self) -> &mut Vec<String> {
        if let Some(Word::Unit(unit)) = self.called.take_if(|word| matches!(word, Word::Unit(_))) {
            self.units.insert(0, unit);
        }
        &mut self.units
    }
}

/// A page as it is called on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum PageName {
    #[value(name = "逾期", alias = "overdue", help = "逾期未完成的")]
    Overdue,
    #[value(name = "周报", alias = "weekly", help = "一周来的情况")]
    Weekly,
    #[value(name = "对照", alias = "matrix", help = "单位和任务对照")]
    Matrix,
    #[value(name = "台账", alias = "ledger", help = "每个单位每项任务一行")]
    Ledger,
    #[value(name = "通报", alias = "circular", help = "通报（代拟稿）")]
    Circular,
    #[value(name = "总结", alias = "summary", help = "总结（初稿）")]
    Summary,
    #[value(name = "待审", alias = "pending", help = "待答复的申请、待审核的")]
    Pending,
    #[value(name = "材料", alias = "materials", help = "谁还缺什么材料")]
    Materials,
    #[value(name = "佐证", alias = "evidence", help = "留了哪些佐证文件；加 -o 文件夹/ 取出来")]
    Evidence,
}

impl From<PageName> for Named {
    fn from(name: PageName) -> Self {
        match name {
            PageName::Overdue => Self::Overdue,
            PageName::Weekly => Self::Weekly,
            PageName::Matrix => Self::Matrix,
            PageName::Ledger => Self::Ledger,
            PageName::Circular => Self::Circular,
            PageName::Summary => Self::Summary,
            PageName::Pending => Self::Pending,
            PageName::Materials => Self::Materials,
            PageName::Evidence => Self::Evidence,
        }
    }
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
    let plan = &opened.plan;
    let scope = context.scope(plan)?;
    if let (Some(PageName::Evidence), Some(folder)) = (arguments.page(), context.output_folder()) {
        return export(context, &opened, scope, &folder, arguments.private);
    }
    let wish = arguments.wish(context, plan)?;
    let page = Page::of_report(&wish, context.medium()?, &Facts::of(plan, &scope, context.as_of(plan)?));
    let page = page.map_err(|reason| answers::no_page(reason, &scope.words(plan)))?;
    let mut asked = context.asked_of(&opened, scope, page.depth())?;
    if page.is_paper(context.medium()?) {
        context.refuse_unread(&asked.duties)?;
    }
    context.leave_out_private(&mut asked, arguments.private)?;
    let outcome = show_page(context, &asked, page, arguments.contacts)?;
    Ok(if arguments.exit_code && page.finds_any(&asked.duties) { Outcome::Found } else { outcome })
}

impl Arguments {
    fn wish(&self, context: &Context<'_>, plan: &Plan) -> Result<Wish, Misuse> {
        let named = [
            (self.overdue, Named::Overdue),
            (self.soon.is_some(), Named::Soon(self.soon.flatten())),
            (self.matrix, Named::Matrix),
            (self.ledger, Named::Ledger),
            (self.circular, Named::Circular),
            (self.summary, Named::Summary),
        ];
        let flag = named.into_iter().find_map(|(is_typed, named)| is_typed.then_some(named));
        if self.page().is_some() && flag.is_some() {
            return Err(Misuse::new("页面的名称和 --overdue、--ledger 这样的参数只能写一个", "去掉其中一个"));
        }
        Ok(Wish {
            named: self.page().map(Named::from).or(flag),
            since: self.since.as_deref().map(|typed| context.day(plan, typed, "--since")).transpose()?,
            by: self.by.map(By::from),
        })
    }
}
