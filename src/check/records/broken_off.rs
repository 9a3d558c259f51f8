//! A command that wrote fewer entries than it was to.

use crate::check::{Finding, Subject};
use crate::duties::broken_off::broken_off;

/// Finds the commands typed on this machine that broke off and have been neither finished nor taken back.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    let typed = subject.typed;
    let entries = subject.records.said.iter().map(|said| &said.entry);
    let found = broken_off(typed.commands.of(&typed.machine), entries).into_iter();
    let finding = found.map(|broken| {
        let (n, of, written) = (broken.n, broken.of, broken.written);
        Finding::in_file(
            subject.store.commands_path(&typed.machine),
            None,
            format!("登记 {n} 没有写完（多半是写的时候断了电或被强行关闭）：应写{of}条，写了{written}条"),
            remedy(n),
        )
    });
    finding.collect()
}

/// How to finish a command that broke off, or to take it back.
pub fn remedy(n: u64) -> String {
    format!("要写完，把那条命令原样再输一遍（不是当天的，加上 --on 当天），已写的不会重复；要撤回，用 zlt undo {n}")
}
