//! Tests as sentences: `Campaign::founding().day("2024-09-25").run("duties --unit 市教育局")`.

use std::fmt::{Display, Formatter, Result as FormatResult};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::{TempDir, tempdir};

/// The smallest plan with a group, an alias and an activity.
pub const SOUND: &str = r#"[campaign]
id = "t"
title = "测试"
start = 2024-09-01
end = 2024-09-30
[groups]
"各组" = ["市教育局", "柴河镇"]
[aliases]
"教育局" = "市教育局"
[[activity]]
id = 1
title = "一"
units = ["各组"]
"#;

/// The id of the machine on which everything is typed.
pub const MACHINE: &str = "k3f9w2xz";

/// A campaign in folders of its own: a plan, records, a home.
pub struct Campaign {
    folder: TempDir,
    day: String,
    variables: Vec<(String, String)>,
}

impl Campaign {
    /// The shipped plan, on 12 September 2024, in the hands of the coordinating office.
    pub fn founding() -> Self {
        Self::with_plan(&fs::read_to_string(root().join("plan.toml")).unwrap())
    }

    /// Any plan.
    pub fn with_plan(plan: &str) -> Self {
        let folder = tempdir().unwrap();
        fs::create_dir_all(folder.path().join("home/.local/share/zlt")).unwrap();
        fs::write(folder.path().join("home/.local/share/zlt/machine"), MACHINE).unwrap();
        fs::create_dir(folder.path().join("work")).unwrap();
        fs::write(folder.path().join("work/plan.toml"), plan).unwrap();
        Self { folder, day: "2024-09-12".to_owned(), variables: Vec::new() }
    }

    /// The day it is.
    pub fn day(mut self, day: &str) -> Self {
        self.day = day.to_owned();
        self
    }

    /// In the hands of a unit's liaison.
    pub fn of_unit(mut self, unit: &str) -> Self {
        self.set("ZLT_UNIT", unit);
        self
    }

    /// Typed by somebody with a name.
    pub fn by(mut self, name: &str) -> Self {
        self.set("ZLT_NAME", name);
        self
    }

    /// The same campaign on another day.
    pub fn on(&mut self, day: &str) -> &mut Self {
        self.day = day.to_owned();
        self
    }

    /// With an environment variable set from now on.
    pub fn set(&mut self, name: &str, value: &str) {
        self.variables.push((name.to_owned(), value.to_owned()));
    }

    /// The folder of the plan.
    pub fn work(&self) -> PathBuf {
        self.folder.path().join("work")
    }

    /// The home of whoever types.
    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// The folder of the founding plan's records.
    pub fn records(&self) -> PathBuf {
        self.folder.path().join("home/.local/share/zlt/zlt-2024-41")
    }

    /// A unit's journal, as text.
    pub fn journal(&self, unit: &str) -> String {
        fs::read_to_string(self.journal_path(unit)).unwrap_or_default()
    }

    /// Where this machine keeps what it says of a unit.
    pub fn journal_path(&self, unit: &str) -> PathBuf {
        self.records().join(format!("journal/{unit}.{MACHINE}.jsonl"))
    }

    /// Puts text into a unit's journal in place of what is there.
    pub fn write_journal(&self, unit: &str, text: impl AsRef<[u8]>) {
        fs::create_dir_all(self.records().join("journal")).unwrap();
        fs::write(self.journal_path(unit), text).unwrap();
    }

    /// Changes the plan's text.
    pub fn edit_plan(&self, from: &str, to: &str) {
        let path = self.work().join("plan.toml");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "the plan has no {from}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    /// A process that would run these words, with nothing of this test's environment.
    pub fn command(&self, words: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zlt"));
        command.args(shlex::split(words).unwrap()).current_dir(self.work()).env_clear();
        command.env("HOME", self.home()).env("ZLT_TODAY", &self.day).env("TZ", "CST-8");
        command.stdin(Stdio::null());
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs a command line and gives all that came of it.
    pub fn run(&self, words: &str) -> Ran {
        Ran::from(self.command(words).output().unwrap(), self.folder.path())
    }

    /// Runs a command line that must succeed, and gives its standard output.
    pub fn out(&self, words: &str) -> String {
        let ran = self.run(words);
        assert_eq!(ran.status, 0, "zlt {words}\n{ran}");
        ran.stdout
    }

    /// Runs a command line and gives its JSON.
    pub fn json(&self, words: &str) -> serde_json::Value {
        serde_json::from_str(&self.out(&format!("{words} --format json"))).unwrap()
    }
}

/// What came of a command line.
pub struct Ran {
    /// The exit status.
    pub status: i32,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Ran {
    fn from(output: Output, folder: &Path) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(folder.to_str().unwrap(), "");
        Self { status: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

impl Display for Ran {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> FormatResult {
        write!(formatter, "{}{}[{}]", without_clock(&self.stdout), self.stderr, self.status)
    }
}

/// Text with every time of day, which no test can fix, written as `hh:mm`.
pub fn without_clock(text: &str) -> String {
    let is_clock = |piece: &str| {
        let bytes = piece.as_bytes();
        bytes.len() >= 5 && bytes[2] == b':' && [0, 1, 3, 4].iter().all(|&at| bytes[at].is_ascii_digit())
    };
    let pieces =
        text.split(' ').map(|piece| if is_clock(piece) { format!("hh:mm{}", &piece[5..]) } else { piece.to_owned() });
    pieces.collect::<Vec<_>>().join(" ")
}

/// The project's own folder.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
