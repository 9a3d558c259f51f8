//! `zlt undo`: take back what was said.

use anyhow::Result;
use clap::Args;

use super::context::{Context, header};
use super::{Outcome, answers};
use crate::cli::tell;
use crate::duties::history::{history, to_undo};
use crate::duties::{Scope, join};
use crate::problem::Misuse;
use crate::views::undone::{TakenBack, UndoReceipt};

#[derive(Debug, Args)]
pub struct Arguments {
    /// zlt log 里的序号；不写就是这台电脑上最近一次登记
    #[arg(value_name = "序号", value_parser = number)]
    number: Option<usize>,
    /// 只看会撤销什么，不写入
    #[arg(long, visible_alias = "预演")]
    dry_run: bool,
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    context.refuse_as_of()?;
    context.check_format()?;
    let opened = context.open()?;
    let plan = &opened.plan;
    let scope = context.scope(plan)?;
    if opened.store.journals(|_| true)?.files.is_empty() {
        return Err(Misuse::new("还没有登记过，没有可以撤销的", "登记用 zlt done 编号").into());
    }
    let writer = if arguments.dry_run { None } else { Some(opened.store.open(&header(plan))?) };
    let journals = opened.store.journals(|_| true)?;
    let duties = join(plan, &Scope::campaign(), &journals, context.today());
    answers::of_records(&duties.spoiled, 0).iter().for_each(|reminder| tell(reminder));
    let texts = journals.read()?;
    let commands = history(plan, &journals, &texts, &mut Vec::new());
    let stamp = context.stamp(&opened.store)?;
    let command = to_undo(&commands, arguments.number, &scope, &stamp.machine).map_err(answers::not_undone)?;
    let retracts = command.retracts(&duties, &stamp, context.environment.fresh_ids());
    if let Some(writer) = writer {
        writer.append(&retracts)?;
    }
    let taken_back = command.left().zip(&retracts).map(|(said, retract)| TakenBack {
        activity: said.entry.activity.to_string(),
        unit: retract.unit.to_string(),
        kind: said.entry.kind,
        on: said.entry.on,
    });
    let receipt = UndoReceipt {
        duties: &duties,
        number: command.number,
        taken_back: taken_back.collect(),
        is_dry_run: arguments.dry_run,
    };
    context.show_receipt(&receipt, !arguments.dry_run)
}

fn number(typed: &str) -> Result<usize, String> {
    typed.parse().ok().filter(|number| *number > 0).ok_or_else(|| "序号是 zlt log 第一栏里的数字，例如 3".to_owned())
}
