//! `zlt undo`: take back what was said.

use anyhow::Result;
use clap::Args;

use super::Outcome;
use super::context::{Context, header};
use crate::duties::history::{Command, history};
use crate::duties::{Scope, join};
use crate::journal::Kind;
use crate::problem::Misuse;
use crate::views::undone::{TakenBack, UndoReceipt};

#[derive(Debug, Args)]
pub struct Arguments {
    /// zlt log 里的序号；不写就是这台电脑上最近一次登记
    #[arg(value_name = "序号", value_parser = number)]
    number: Option<usize>,
    /// 只看会撤销什么，不写入
    #[arg(long)]
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
    let texts = journals.read()?;
    let commands = history(plan, &journals, &texts, &mut Vec::new());
    let stamp = context.stamp(&opened.store)?;
    let command = choose(&commands, arguments.number, &scope, &stamp.machine)?;
    let retracts = command.retracts(&duties, &stamp, context.environment.fresh_ids());
    if let Some(writer) = writer {
        writer.append(&retracts)?;
    }
    let left = command.said.iter().filter(|said| !said.is_retracted && said.entry.kind != Kind::Retract);
    let taken_back = left.zip(&retracts).map(|(said, retract)| TakenBack {
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
    context.show_receipt(&receipt)
}

/// The command to take back: the numbered one, else the newest of this machine in scope of which anything is left.
fn choose<'c, 'j>(
    commands: &'c [Command<'j>],
    number: Option<usize>,
    scope: &Scope,
    machine: &str,
) -> Result<&'c Command<'j>, Misuse> {
    let Some(number) = number else {
        let is_own =
            |command: &&Command<'_>| !command.is_spent() && command.machine() == machine && command.is_within(scope);
        return commands.iter().rev().find(is_own).ok_or_else(|| {
            Misuse::new("这台电脑上没有可以撤销的登记", "用 zlt log 看序号，再用 zlt undo 序号 撤销指定的一次")
        });
    };
    let found = commands.iter().find(|command| command.number == number);
    match found {
        None => Err(Misuse::new(format!("没有序号为{number}的登记"), "用 zlt log --all 可查看全部序号")),
        Some(command) if command.is_retract() => {
            Err(Misuse::new(format!("第{number}次登记本身是撤销，不能再撤销"), "需要时重新登记即可"))
        }
        Some(command) if command.is_spent() => {
            Err(Misuse::new(format!("第{number}次登记已经撤销过了"), "用 zlt log --all 可查看哪些还有效"))
        }
        Some(command) if !command.is_within(scope) => Err(Misuse::new(
            format!("第{number}次登记还涉及范围以外、或方案里已经没有的单位，没有撤销"),
            "替全部单位撤销加 --all；方案里改了名的单位，先把旧名称写成别称",
        )),
        Some(command) => Ok(command),
    }
}

fn number(typed: &str) -> Result<usize, String> {
    typed.parse().ok().filter(|number| *number > 0).ok_or_else(|| "序号是 zlt log 第一栏里的数字，例如 3".to_owned())
}
