//! Where systems differ: all conditional code stands here.
//!
//! A seventh leaf: files and the terminal both need it, and a reader should find in one place what holds on one system only.

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

/// Makes the console of Windows understand colours; gives whether the terminal does.
///
/// Windows 10 and later do once asked; every other system's terminals always do.
pub fn can_show_colors() -> bool {
    anstyle_query::windows::enable_ansi_colors().unwrap_or(true)
}

/// The editor of those who have set none.
pub const USUAL_EDITOR: &str = if cfg!(windows) { "notepad" } else { "vi" };
