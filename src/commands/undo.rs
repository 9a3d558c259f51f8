//! `zlt undo`: take back what was said.

use anyhow::Result;
use clap::Args;

use super::context::{Context, tell_of_records};
use super::delivery::Manner;
use super::{Outcome, answers};
use crate::duties::history::{history, to_undo};
use crate::duties::{Depth, Scope, join};
use crate::views::pages::undone::UndoReceipt;

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
    let (plan, store) = (&opened.plan, &opened.store);
    let scope = context.scope(plan)?;
    if store.journals(|_| true)?.files.is_empty() {
        return Err(answers::nothing_recorded().into());
    }
    let writer = context.writer(&opened, arguments.dry_run)?;
    let journals = store.journals(|_| true)?;
    let duties = join(plan, Scope::campaign(), &journals, context.today(), Depth::States);
    tell_of_records(&duties.spoiled, 0);
    let texts = journals.read_all()?;
    let commands = history(plan, &journals, &texts, &mut Vec::new());
    let stamp = context.stamp(store)?;
    let command = to_undo(&commands, arguments.number, &scope, &stamp.machine).map_err(answers::not_undone)?;
    let retracts = command.retracts(&duties, &stamp, context.environment.fresh_ids());
    let is_written = writer.map(|writer| writer.append(&retracts)).transpose()?.is_some();
    let receipt = UndoReceipt::new(&duties, command, &retracts, arguments.dry_run);
    context.show(&receipt, Manner::Receipt { is_written })
}

fn number(typed: &str) -> Result<usize, String> {
    typed.parse().ok().filter(|number| *number > 0).ok_or_else(|| "序号是 zlt log 第一栏里的数字，例如 3".to_owned())
}
