//! `zlt undo`: take back what was said.

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;

use super::context::{Context, Opened, tell_of_records};
use super::delivery::Manner;
use super::{Outcome, answers};
use crate::cli::prompt::pick_one;
use crate::cli::tell;
use crate::duties::Scope;
use crate::duties::history::{History, NotUndone, history, labelled, newest};
use crate::duties::reach::{reaches, scope_of_label};
use crate::journal::commands::{Commands, full_label};
use crate::views::pages::undone::UndoReceipt;

#[derive(Debug, Args)]
pub struct Arguments {
    /// zlt log 第一栏里的序号，例如 12；别的电脑上登记的，连电脑代号一起写。不写就是这台电脑上最近一次登记
    #[arg(value_name = "序号")]
    pub(super) label: Option<String>,
    /// 只撤销这个单位的；同 --unit，可写几个
    #[arg(value_name = "单位")]
    pub(super) units: Vec<String>,
    /// 只看会撤销什么，不写入
    #[arg(long, visible_alias = "预演")]
    dry_run: bool,
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    context.refuse_as_of()?;
    context.check_format()?;
    let opened = context.open()?;
    let scope = context.scope(&opened.plan)?;
    if opened.store.journals(|_| true)?.files.is_empty() {
        return Err(answers::nothing_recorded().into());
    }
    let stamp = context.stamp()?;
    let texts = opened.store.commands()?;
    let typed = Commands::read(&texts);
    let label = match arguments.label {
        Some(label) => full_label(&label, &stamp.machine),
        None => match newest_label(context, &opened, &typed, &scope, &stamp.machine)? {
            Some(label) => label,
            None => return Ok(Outcome::Cancelled),
        },
    };
    context.tell_of_broken_off(&opened.store);
    let writer = context.writer(&opened, arguments.dry_run)?;
    read_history(&opened, &typed, &scope_of_label(&opened.plan, &typed, &label), |history| {
        tell_of_records(&history.spoiled, 0);
        let command = labelled(&history.commands, &label, &scope).map_err(answers::not_undone)?;
        let retracts = command.retracts(history, &opened.plan, &stamp, context.environment.fresh_ids());
        let is_written = writer.map(|writer| writer.append(&retracts)).transpose()?.is_some();
        let receipt = UndoReceipt::new(&opened.plan, context.today(), command, &stamp.machine, &retracts, !is_written);
        context.show(&receipt, Manner::Receipt { is_written })
    })
}

/// The label of the command typed last on this machine; `None` where it is of an earlier day and nobody wants it taken back.
///
/// The journals of the units that the last commands are about are read first, then more of them.
fn newest_label(
    context: &Context<'_>,
    opened: &Opened,
    typed: &Commands<'_>,
    scope: &Scope,
    machine: &str,
) -> Result<Option<String>> {
    for reach in reaches(&opened.plan, typed.of(machine), scope) {
        let found = read_history(opened, typed, &reach.scope, |history| {
            let found = newest(&history.commands, scope, machine);
            Ok(found.map(|command| (command.label.clone(), command.n, command.day())))
        })?;
        match found {
            // What is about units that the plan no longer has stands in every reach.
            Err(NotUndone::NoneLeft | NotUndone::Outside(_)) if !reach.is_whole_for(None) => {}
            Err(reason) => return Err(answers::not_undone(reason).into()),
            Ok((_, n, _)) if !reach.is_whole_for(n) => {}
            Ok((label, _, day)) if day == Some(context.today()) => return Ok(Some(label)),
            Ok((label, _, day)) => return may_take_back(context, &label, day).map(|may| may.then_some(label)),
        }
    }
    Err(answers::not_undone(NotUndone::NoneLeft).into())
}

/// Asks whether a command that nobody has named may be taken back though it is not of today.
fn may_take_back(context: &Context<'_>, label: &str, day: Option<NaiveDate>) -> Result<bool> {
    if !context.environment.can_ask {
        return Err(answers::undo_of_earlier_day(label, day).into());
    }
    let answers = ["不撤销", "撤销"].map(str::to_owned);
    let may = pick_one(&answers::asks_for_earlier_day(label, day), &answers, 0)? == Some(1);
    if !may {
        tell("没有撤销。");
    }
    Ok(may)
}

/// Reads what the units of a scope said, for somebody who makes something of it.
fn read_history<T>(
    opened: &Opened,
    typed: &Commands<'_>,
    scope: &Scope,
    make: impl FnOnce(&History<'_>) -> Result<T>,
) -> Result<T> {
    let journals = opened.store.journals(|name| scope.needs_journal(&opened.plan, name))?;
    make(&history(&opened.plan, &journals, &journals.read_all()?, typed))
}
