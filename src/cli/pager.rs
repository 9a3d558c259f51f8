//! Long results one screen at a time, as git does it.

use std::io::Write;
use std::process::{Child, Command, Stdio};

use super::environment::tell;
use crate::platform::through_shell;

/// The program that people are used to, and its way of ending at once when all fits, of keeping colours, of leaving the text on
/// the screen, and of naming the keys: its prompt garbles Chinese.
const USUAL: &str = "less";
const ITS_WAY: [(&str, &str); 2] = [("LESS", "-FRX -Ps[SPACE] [b] [q]$"), ("LESSCHARSET", "utf-8")];

/// Shows bytes through a pager: `command` where one was asked for, else `less` where there is one.
///
/// Gives whether they have been shown. A pager that cannot be started or fails has shown nothing that one could rely on.
pub fn show(bytes: &[u8], command: Option<&str>) -> bool {
    // Ctrl-C is for the pager; zlt waits until that ends. A second handler is refused, and the first serves.
    let _ = ctrlc::set_handler(|| {});
    let is_shown = start(command).is_some_and(|mut pager| {
        if let Some(mut input) = pager.stdin.take() {
            // Whoever has seen enough closes the pager.
            let _ = input.write_all(bytes);
        }
        pager.wait().is_ok_and(|status| status.success())
    });
    if let Some(command) = command.filter(|_| !is_shown) {
        tell(&format!("提醒：翻页程序“{command}”用不了，直接显示"));
    }
    is_shown
}

fn start(command: Option<&str>) -> Option<Child> {
    let mut pager = match command {
        None => Command::new(USUAL),
        Some(command) => asked_for(command)?,
    };
    for (name, value) in ITS_WAY.iter().filter(|(name, _)| std::env::var_os(name).is_none()) {
        pager.env(name, value);
    }
    pager.stdin(Stdio::piped()).spawn().ok()
}

/// The command of a variable: a program with its options, or a line for the shell where it has the shell's signs.
fn asked_for(command: &str) -> Option<Command> {
    if command.contains(['|', '&', ';', '<', '>', '$', '`', '\\']) {
        return Some(through_shell(command));
    }
    let words = shlex::split(command)?;
    let (program, options) = words.split_first()?;
    let mut pager = Command::new(program);
    pager.args(options);
    Some(pager)
}
