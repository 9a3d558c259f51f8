//! What the process is told from outside: clock, variables, folders, terminal.

use std::env::{self, VarError};
use std::fmt::Write as _;
use std::io::{ErrorKind, IsTerminal, Write as _, stderr, stdin, stdout};
use std::path::{Path, PathBuf};

use anyhow::{Error, Result};
use chrono::{DateTime, FixedOffset, Local, NaiveDate, SubsecRound, Timelike};
use directories::{BaseDirs, ProjectDirs};
use uuid::{ContextV7, Timestamp, Uuid};

use super::settings::Border;
use crate::day::parse_typed;
use crate::document::harmless;
use crate::files::{FileError, create, create_folder, read_text, replace};
use crate::platform::can_show_colors;
use crate::problem::{Misuse, Problems};

/// What the process is told from outside.
#[derive(Clone, Debug)]
pub struct Environment {
    /// The current folder.
    pub folder: PathBuf,
    /// The person's home.
    pub home: Option<PathBuf>,
    /// The clock, on the day of `ZLT_TODAY` where that is set.
    pub now: DateTime<FixedOffset>,
    /// `ZLT_UNIT`
    pub unit: Option<String>,
    /// `ZLT_PLAN`
    pub plan: Option<PathBuf>,
    /// `ZLT_DATA`
    pub data: Option<PathBuf>,
    /// `ZLT_NAME`
    pub name: Option<String>,
    /// The platform's folder for settings; `None` without a home.
    pub settings_folder: Option<PathBuf>,
    /// The platform's folder for data; `None` without a home.
    pub data_folder: Option<PathBuf>,
    /// Whether standard output is a terminal, and no file or pipe.
    pub is_screen: bool,
    /// The columns of the terminal that standard output is; `None` when it is none.
    pub width: Option<usize>,
    /// The rows of that terminal.
    pub height: Option<usize>,
    /// The columns of the terminal that standard error is; `None` when it is none.
    pub message_width: Option<usize>,
    /// `ZLT_PAGER`, else `PAGER`: through what long results are shown; empty for nothing.
    pub pager: Option<String>,
    /// Whether somebody is there to answer: questions and keys both go to a terminal.
    pub can_ask: bool,
    /// `NO_COLOR`, or a console that knows no colours.
    pub no_color: bool,
    /// `ZLT_BORDER`
    pub border: Option<Border>,
    /// Whether the locale says that the terminal shows something else than UTF-8.
    pub is_foreign_locale: bool,
}

impl Environment {
    /// Looks around, once. Fails when a variable is set to what it cannot be.
    pub fn look() -> Result<Self, Misuse> {
        Ok(Self { now: now()?, unit: text("ZLT_UNIT")?, name: text("ZLT_NAME")?, border: border()?, ..Self::around() })
    }

    /// Looks around without taking offence, for those who ask for help.
    pub fn look_leniently() -> Self {
        Self { now: now().unwrap_or_else(|_| clock()), border: border().unwrap_or_default(), ..Self::around() }
    }

    /// What nobody can have set wrongly.
    fn around() -> Self {
        let folders = ProjectDirs::from("", "", "zlt");
        let home = path("ZLT_HOME");
        let own = |usual: fn(&ProjectDirs) -> &Path| {
            home.clone().or_else(|| folders.as_ref().map(|folders| usual(folders).to_owned()))
        };
        let (width, height) = terminal_size().unzip();
        Self {
            folder: env::current_dir().unwrap_or_else(|_| PathBuf::from(".")),
            home: BaseDirs::new().map(|folders| folders.home_dir().to_owned()),
            now: DateTime::default(),
            unit: None,
            plan: path("ZLT_PLAN"),
            data: path("ZLT_DATA"),
            name: None,
            settings_folder: own(ProjectDirs::config_dir),
            data_folder: own(ProjectDirs::data_dir),
            is_screen: stdout().is_terminal(),
            width,
            height,
            message_width: message_width(),
            pager: pager(),
            can_ask: stdin().is_terminal() && stderr().is_terminal(),
            no_color: env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) || !can_show_colors(),
            border: None,
            is_foreign_locale: is_foreign(locale().as_deref()),
        }
    }

    /// The day it is.
    pub fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// A source of opaque ids that nobody has used: version 7 UUIDs (RFC 9562) of the clock, each greater than the one
    /// before, so that the entries of one command keep their order.
    pub fn fresh_ids(&self) -> impl FnMut() -> String + use<> {
        let seconds = u64::try_from(self.now.timestamp()).unwrap_or(0);
        let nanoseconds = self.now.nanosecond();
        let context = ContextV7::new();
        move || Uuid::new_v7(Timestamp::from_unix(&context, seconds, nanoseconds)).to_string()
    }

    /// This machine's short id, made up at its first use.
    ///
    /// It is kept with the person's own data and not beside the journals: on a shared folder all machines would have the
    /// same, and one could take back by mistake what another has written. Where there is no home, or none that can be written
    /// to, every command is a machine of its own.
    ///
    /// Fails where there is one that cannot be read: under another, `undo` would take back what somebody else has typed.
    pub fn machine(&self) -> Result<String, FileError> {
        let Some(path) = self.machine_file() else { return Ok(short_random_id()) };
        match known_id(&path)? {
            Some(known) => Ok(known),
            None => Ok(kept_id(&path).unwrap_or_else(|_| short_random_id())),
        }
    }

    /// This machine's short id, where it has one by now; nothing is written.
    pub fn known_machine(&self) -> Option<String> {
        known_id(&self.machine_file()?).ok().flatten()
    }

    /// Where this machine's short id is kept.
    pub fn machine_file(&self) -> Option<PathBuf> {
        Some(self.data_folder.as_ref()?.join("machine"))
    }
}

/// The id in a file; `None` where there is none. One that no file could be named by is none.
fn known_id(path: &Path) -> Result<Option<String>, FileError> {
    let is_name = |id: &String| !id.is_empty() && id.len() <= 16 && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match read_text(path) {
        Err(error) if error.is_missing() => Ok(None),
        text => Ok(Some(text?.trim().to_owned()).filter(is_name)),
    }
}

/// The id kept in a file, made up at its first use; of two who make one up at once the first gives it to both.
fn kept_id(path: &Path) -> Result<String, FileError> {
    if let Some(known) = known_id(path)? {
        return Ok(known);
    }
    let made_up = short_random_id();
    path.parent().map_or(Ok(()), create_folder)?;
    if !create(path, made_up.as_bytes())? {
        if let Some(known) = known_id(path)? {
            return Ok(known);
        }
        replace(path, made_up.as_bytes())?;
    }
    Ok(made_up)
}

/// Says something on standard error, without what could steer a terminal; nobody need be listening.
pub fn tell(text: &str) {
    let _ = writeln!(stderr(), "{}", harmless(text));
}

/// Writes to standard output; a reader that has seen enough is no failure.
pub fn print(bytes: &[u8]) -> Result<(), FileError> {
    let mut output = stdout().lock();
    match output.write_all(bytes).and_then(|()| output.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(FileError::on("写不了", Path::new("标准输出"))(error))
        }
        _ => Ok(()),
    }
}

/// Says what went wrong on standard error: mistakes in a file with their places, everything else as one reason with its remedy.
pub fn tell_error(error: &Error) {
    match error.downcast_ref::<Problems>() {
        Some(problems) => tell(&problems.draw(message_width())),
        None => tell(&format!("错误：{error}")),
    }
}

/// Eight letters or digits that are easy to tell apart.
fn short_random_id() -> String {
    const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
    Uuid::new_v4().as_bytes().iter().take(8).fold(String::new(), |mut id, byte| {
        let _ = id.write_char(char::from(LETTERS[usize::from(*byte) % LETTERS.len()]));
        id
    })
}

/// The clock to the millisecond, which is as fine as entries are recorded.
fn clock() -> DateTime<FixedOffset> {
    let local = Local::now().fixed_offset().trunc_subsecs(3);
    // RFC 3339 has no seconds in an offset, though some zones do.
    let minutes = local.offset().local_minus_utc() / 60;
    FixedOffset::east_opt(minutes * 60).map_or(local, |offset| local.with_timezone(&offset))
}

/// The clock, on the day of `ZLT_TODAY` where that is set.
fn now() -> Result<DateTime<FixedOffset>, Misuse> {
    let clock = clock();
    let Some(typed) = text("ZLT_TODAY")? else { return Ok(clock) };
    let day = parse_typed(&typed, clock.date_naive(), (None, None)).ok_or_else(|| {
        Misuse::new(format!("环境变量 ZLT_TODAY 的“{typed}”不是日子"), "写成 2024-09-22 这样，或取消这个变量")
    })?;
    Ok(day.and_time(clock.time()).and_local_timezone(*clock.offset()).single().unwrap_or(clock))
}

/// A variable that is set and not empty. One that is no text is refused: to pass over a unit would widen the scope.
fn text(name: &str) -> Result<Option<String>, Misuse> {
    match env::var(name) {
        Err(VarError::NotUnicode(_)) => Err(Misuse::new(
            format!("环境变量 {name} 的内容不是 UTF-8 文字"),
            "用 UTF-8 的终端重新设置，或取消这个变量",
        )),
        value => Ok(value.ok().filter(|value| !value.trim().is_empty())),
    }
}

/// Through what long results are shown; a terminal that cannot move its cursor is spared the usual one.
fn pager() -> Option<String> {
    let asked_for = env::var("ZLT_PAGER").or_else(|_| env::var("PAGER")).ok().map(|pager| pager.trim().to_owned());
    let is_dumb = env::var("TERM").is_ok_and(|terminal| terminal == "dumb");
    asked_for.or_else(|| is_dumb.then(String::new))
}

fn border() -> Result<Option<Border>, Misuse> {
    let Some(word) = text("ZLT_BORDER")? else { return Ok(None) };
    let known = Border::parse(&word).ok_or_else(|| {
        Misuse::new(format!("环境变量 ZLT_BORDER 的“{word}”不是表格线"), "写 auto、line 或 ascii，或取消这个变量")
    });
    known.map(Some)
}

/// The locale of characters, by the precedence that POSIX gives its variables.
fn locale() -> Option<String> {
    ["LC_ALL", "LC_CTYPE", "LANG"].iter().filter_map(|name| env::var(name).ok()).find(|value| !value.is_empty())
}

/// Whether a locale names a character set that is not UTF-8. One that is not set says nothing.
fn is_foreign(locale: Option<&str>) -> bool {
    locale.is_some_and(|locale| {
        let name = locale.to_lowercase();
        !name.contains("utf-8") && !name.contains("utf8")
    })
}

fn path(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// The columns of the terminal that messages go to; `None` when they go elsewhere.
fn message_width() -> Option<usize> {
    let (width, _) = stderr().is_terminal().then(|| terminal_size::terminal_size_of(stderr())).flatten()?;
    Some(width.0.into())
}

fn terminal_size() -> Option<(usize, usize)> {
    let (width, height) = stdout().is_terminal().then(|| terminal_size::terminal_size_of(stdout())).flatten()?;
    Some((usize::from(width.0), usize::from(height.0)))
}

#[cfg(test)]
mod tests {
    use super::is_foreign;

    #[test]
    fn a_locale_that_is_not_utf8_shows_no_lines() {
        for (locale, expected) in [
            (None, false),
            (Some("zh_CN.UTF-8"), false),
            (Some("C.utf8"), false),
            (Some("zh_CN.GB18030"), true),
            (Some("POSIX"), true),
        ] {
            assert_eq!(is_foreign(locale), expected, "{locale:?}");
        }
    }
}
