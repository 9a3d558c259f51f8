//! Where systems differ: all conditional code stands here.
//!
//! A seventh leaf: files and the terminal both need it, and a reader should find in one place what holds on one system only.

use std::process::Command;

use tempfile::Builder;

/// Gives temporary files the mode of any other new file: by default only their owner could read them, and a colleague on a
/// shared folder could not. Windows hands down the folder's own rights.
pub fn share_like_other_files(builder: &mut Builder<'_, '_>) {
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    #[cfg(not(unix))]
    let _ = builder;
}

/// Has the shell run a command line as a person writes it into a variable, options and all.
pub fn through_shell(command: &str) -> Command {
    let [shell, flag] = if cfg!(windows) { ["cmd", "/C"] } else { ["sh", "-c"] };
    let mut through = Command::new(shell);
    through.args([flag, command]);
    through
}

/// Makes the console of Windows understand colours; gives whether the terminal does.
///
/// Windows 10 and later do once asked; every other system's terminals always do.
pub fn can_show_colors() -> bool {
    anstyle_query::windows::enable_ansi_colors().unwrap_or(true)
}

/// The editor of those who have set none.
pub const USUAL_EDITOR: &str = if cfg!(windows) { "notepad" } else { "vi" };
