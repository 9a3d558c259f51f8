//! Where systems differ: all conditional code stands here.
//!
//! A seventh leaf: files and the terminal both need it, and a reader should find in one place what holds on one system only.

use std::borrow::Cow;
use std::process::Command;
#[cfg(unix)]
use std::sync::atomic::{AtomicBool, AtomicUsize};
#[cfg(unix)]
use std::sync::{Arc, LazyLock};

use tempfile::Builder;

/// Gives temporary files the mode of any other new file: by default only their owner could read them, and a colleague on a
/// shared folder could not. Windows hands down the folder's own rights.
pub fn share_like_other_files(builder: &mut Builder<'_, '_>) {
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    #[cfg(not(unix))]
    let _ = builder;
}

/// Does what must not be broken off: what would end the program meanwhile (Ctrl-C, a closed terminal, a shutdown) ends it
/// afterwards. A kill or a power cut waits for nobody.
#[cfg(unix)]
pub fn unbroken<T>(work: impl FnOnce() -> T) -> T {
    use std::sync::atomic::Ordering::SeqCst;
    let Some(signals) = SIGNALS.as_ref() else { return work() };
    signals.may_end.store(false, SeqCst);
    let done = work();
    signals.may_end.store(true, SeqCst);
    let waiting = signals.waiting.swap(0, SeqCst);
    if let Some(signal) = i32::try_from(waiting).ok().filter(|signal| *signal != 0) {
        let _ = signal_hook::low_level::emulate_default_handler(signal);
    }
    done
}

/// The same elsewhere, where nothing is held back yet.
#[cfg(not(unix))]
pub fn unbroken<T>(work: impl FnOnce() -> T) -> T {
    work()
}

/// Has a file that grows beyond what the system allows fail as any other, instead of ending the program without a word.
#[cfg(unix)]
pub fn survive_large_files() {
    let seen = Arc::new(AtomicBool::new(false));
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, seen);
}

/// Nowhere else is there such a signal.
#[cfg(not(unix))]
pub fn survive_large_files() {}

/// How signals that end the program are held back.
#[cfg(unix)]
struct Signals {
    /// Whether one may end it at once.
    may_end: Arc<AtomicBool>,
    /// The one that came while none might; 0 for none.
    waiting: Arc<AtomicUsize>,
}

/// `None` where signals cannot be held back; what is written then can be broken off, which `check` tells.
#[cfg(unix)]
static SIGNALS: LazyLock<Option<Signals>> = LazyLock::new(|| {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::flag::{register_conditional_default, register_usize};
    let signals = Signals { may_end: Arc::new(AtomicBool::new(true)), waiting: Arc::default() };
    for signal in [SIGHUP, SIGINT, SIGTERM] {
        register_usize(signal, Arc::clone(&signals.waiting), usize::try_from(signal).ok()?).ok()?;
        register_conditional_default(signal, Arc::clone(&signals.may_end)).ok()?;
    }
    Some(signals)
});

/// Has the shell run a command line as a person writes it into a variable, options and all.
pub fn through_shell(command: &str) -> Command {
    let [shell, flag] = if cfg!(windows) { ["cmd", "/C"] } else { ["sh", "-c"] };
    let mut through = Command::new(shell);
    through.args([flag, command]);
    through
}

/// A text as one word of a command that is offered for copying, quoted for the shell in use: POSIX shells, and on Windows in a way
/// that both the command prompt and PowerShell take.
///
/// What no quoting can keep from being carried out there is replaced by a question mark: no unit is called so, and the nearest is
/// named.
pub fn shell_word(text: &str) -> Cow<'_, str> {
    let flat = text.replace(char::is_control, " ");
    let is_plain = |one: char| one.is_alphanumeric() || "-_./:,@+=".contains(one) || !one.is_ascii();
    let begins_plain = !flat.starts_with(['-', '~', '=']) && !flat.is_empty();
    match (begins_plain && flat.chars().all(|one| is_plain(one) && !one.is_whitespace()), cfg!(windows)) {
        (true, _) => flat.into(),
        (false, true) => format!("\"{}\"", flat.replace(['"', '%', '$', '`', '!', '^'], "?")).into(),
        (false, false) => format!("'{}'", flat.replace('\'', r"'\''")).into(),
    }
}

/// Makes the console of Windows understand colours; gives whether the terminal does.
///
/// Windows 10 and later do once asked; every other system's terminals always do.
pub fn can_show_colors() -> bool {
    anstyle_query::windows::enable_ansi_colors().unwrap_or(true)
}

/// The editor of those who have set none.
pub const USUAL_EDITOR: &str = if cfg!(windows) { "notepad" } else { "vi" };

#[cfg(test)]
mod tests {
    /// What a shell makes of it is the text again, whatever it holds.
    #[cfg(unix)]
    #[test]
    fn a_word_means_itself() {
        use super::shell_word;
        for (text, expected) in [
            ("市教育局", "市教育局"),
            ("市交通委(道运局)", "'市交通委(道运局)'"),
            ("乙$(touch x)局", "'乙$(touch x)局'"),
            ("甲'乙", r"'甲'\''乙'"),
            ("甲 乙", "'甲 乙'"),
            ("甲　乙", "'甲　乙'"),
            ("-甲", "'-甲'"),
            ("", "''"),
            ("甲\n乙", "'甲 乙'"),
            ("市交通委（道运局）", "市交通委（道运局）"),
        ] {
            assert_eq!(shell_word(text), expected);
            assert_eq!(shlex::split(&shell_word(text)), Some(vec![text.replace('\n', " ")]));
        }
    }
}
