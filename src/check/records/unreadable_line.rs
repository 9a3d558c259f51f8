//! A line of records that is no entry, and a line of commands that is no command.

use std::path::PathBuf;

use crate::check::{Finding, Subject};
use crate::journal::line::Unreadable;

/// Finds lines that are there as a whole and still say nothing: somebody has edited the file, or a disk has failed.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    let unreadable = subject.records.unreadable.iter().filter(|(_, _, why)| *why != Unreadable::Torn);
    let entries = unreadable.map(|(path, number, why)| {
        let (reason, remedy) = match why {
            Unreadable::Merge => ("这一行是没有做完的 git 合并留下的记号；两边的记录都已经计入", "删去这一行"),
            Unreadable::Torn | Unreadable::Garbled => (
                "这一行读不出来，没有计入；原样留着，别的记录照常",
                "从备份里找回这一行；找不回，用 zlt done 重新登记，再删去这一行",
            ),
        };
        finding(path.to_path_buf(), *number, reason, remedy)
    });
    let commands = subject.typed.commands.garbled.iter().map(|(machine, number)| {
        let reason = "这一行读不出来；办理情况照算，只是那一次登记的序号改用六个字母";
        finding(subject.store.commands_path(machine), *number, reason, "从备份里找回这一行；找不回，可以删去")
    });
    entries.chain(commands).collect()
}

fn finding(path: PathBuf, number: usize, reason: &str, remedy: &str) -> Finding {
    Finding::in_file(path, Some(number), reason, remedy)
}
