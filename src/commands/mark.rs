//! `zlt done`, `start`, `reopen`, `waive`: say how duties have come along. The four differ in one word only.

use anyhow::Result;
use clap::Args;

use super::context::{Context, header};
use super::{Outcome, answers};
use crate::duties::Scope;
use crate::duties::change::{Change, decide, entries};
use crate::duties::target::targets;
use crate::id::Pick;
use crate::journal::{Count, Counts, Kind};
use crate::plan::Name;
use crate::problem::Misuse;
use crate::views::receipt::Receipt;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 任务编号：7，几项写 7 9，连续几项写 7-9
    #[arg(value_name = "编号", required = true)]
    ids: Vec<String>,
    /// 实际发生在哪一天，例如 9-20、昨天；不写就是今天
    #[arg(long, value_name = "日期")]
    on: Option<String>,
    /// 备注
    #[arg(long, value_name = "文字")]
    note: Option<String>,
    /// 数量，例如 场次=2，可写多次
    #[arg(long = "count", value_name = "名称=数量")]
    counts: Vec<String>,
    /// 只看会登记什么，不写入
    #[arg(long)]
    dry_run: bool,
}

pub fn run(context: &Context<'_>, kind: Kind, arguments: Arguments) -> Result<Outcome> {
    context.refuse_as_of()?;
    let change = Change {
        kind,
        on: arguments.on.as_deref().map(|typed| day_about(context, typed)).transpose()?,
        note: arguments.note.unwrap_or_default().trim().to_owned(),
        counts: counts(&arguments.counts)?,
    };
    record(context, &arguments.ids, &change, arguments.dry_run)
}

/// Records a change for the duties that were picked, and shows the receipt.
pub fn record(context: &Context<'_>, ids: &[String], change: &Change, is_dry_run: bool) -> Result<Outcome> {
    context.check_format()?;
    let opened = context.open()?;
    let plan = &opened.plan;
    let asked = context.scope(plan)?;
    let picked = plan.pick(&picks(ids)?).map_err(|reason| answers::pick(&reason))?;
    let targets = targets(plan, &asked, &picked, context.globals.all)
        .map_err(|reason| answers::refusal(plan, &asked.words(plan), &reason))?;
    if !targets.passed_over.is_empty() {
        let ids: Vec<String> = targets.passed_over.iter().map(|id| format!("第{id}项")).collect();
        eprintln!("提醒：{}不承担{}，已跳过", asked.words(plan), ids.join("、"));
    }
    // Taken before the state is read: what is decided must still hold when it is written.
    let writer = if is_dry_run { None } else { Some(opened.store.open(&header(plan))?) };
    let scope = Scope::of(plan, targets.units.iter().copied().map(Name::Unit).collect());
    let mut duties = context.duties(&opened, &scope)?;
    duties
        .list
        .retain(|duty| plan.position(duty.activity.id.as_str()).is_some_and(|at| targets.activities.contains(&at)));
    let decision = decide(&duties.list, change, context.today());
    if let Some(writer) = writer.filter(|_| !decision.written.is_empty()) {
        let stamp = context.stamp(&opened.store)?;
        writer.append(&entries(&decision, &duties, change, &stamp, context.environment.fresh_ids()))?;
    }
    context.show_receipt(&Receipt::new(&duties, change, &decision, is_dry_run))
}

fn picks(ids: &[String]) -> Result<Vec<Pick>, Misuse> {
    let picks: Result<Vec<Vec<Pick>>, Misuse> =
        ids.iter().map(|typed| Pick::parse_all(typed).map_err(|part| answers::not_a_number(&part))).collect();
    Ok(picks?.concat())
}

/// The day an entry is about; nobody can have done anything tomorrow.
pub fn day_about(context: &Context<'_>, typed: &str) -> Result<chrono::NaiveDate, Misuse> {
    let day = context.day(typed, "--on")?;
    if day > context.today() {
        return Err(Misuse::new(
            format!("--on 的“{typed}”（{}）还没有到", crate::day::long(day)),
            "只能登记今天和以前的事；去年的日子请连年份一起写",
        ));
    }
    Ok(day)
}

fn counts(typed: &[String]) -> Result<Counts, Misuse> {
    let count = |typed: &String| {
        let (name, figure) = typed.split_once(['=', '＝'])?;
        Some((name.trim().to_owned(), Count::parse(figure.trim())?)).filter(|(name, _)| !name.is_empty())
    };
    let wrong = |typed: &String| {
        Misuse::new(
            format!("--count 的“{typed}”看不懂"),
            "写成 名称=数量，例如 --count 场次=2，约数写 --count 人次=约300",
        )
    };
    typed.iter().map(|typed| count(typed).ok_or_else(|| wrong(typed))).collect()
}
