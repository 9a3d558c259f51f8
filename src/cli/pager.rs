//! Long results one screen at a time, as git does it.

use std::io::Write;
use std::process::{Child, Command, Stdio};

use super::environment::tell;
use crate::platform::through_shell;

/// The program that people are used to, and its way of ending at once when all fits, of keeping colours and of leaving the
/// text on the screen.
const USUAL: &str = "less";
const ITS_WAY: [(&str, &str); 2] = [("LESS", "FRX"), ("LESSCHARSET", "utf-8")];

/// Shows bytes through a pager: `command` where one was asked for, else `less` where there is one.
///
/// Gives whether they have been shown.
pub fn show(bytes: &[u8], command: Option<&str>) -> bool {
    let Some(mut pager) = start(command) else { return false };
    if let Some(mut input) = pager.stdin.take() {
        // Whoever has seen enough closes the pager.
        let _ = input.write_all(bytes);
    }
    const NOT_FOUND: i32 = 127;
    let is_shown = pager.wait().is_ok_and(|status| status.code() != Some(NOT_FOUND));
    if let Some(command) = command.filter(|_| !is_shown) {
        tell(&format!("提醒：翻页程序“{command}”找不到，直接显示"));
    }
    is_shown
}

fn start(command: Option<&str>) -> Option<Child> {
    let mut pager = match command {
        None => Command::new(USUAL),
        Some(command) => through_shell(command),
    };
    // The shell's own complaint is English; ours follows.
    pager.stderr(Stdio::null());
    for (name, value) in ITS_WAY.iter().filter(|(name, _)| std::env::var_os(name).is_none()) {
        pager.env(name, value);
    }
    pager.stdin(Stdio::piped()).spawn().ok()
}
