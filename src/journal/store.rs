//! The folder in which a campaign's journals are kept.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;
use memchr::memmem::Finder;
use serde::{Deserialize, Serialize};

use super::commands::{CommandLine, MachineText, newest};
use super::entry::Entry;
use super::line::print;
use super::parallel::map_all;
use crate::files::{
    Addition, FileError, Lock, append_all, create_folder, entries, is_locked, read_own, read_text, replace,
};
use crate::problem::{Failure, Misuse};

/// The ending of journal files.
const ENDING: &str = ".jsonl";
/// The folder of journals.
const JOURNAL: &str = "journal";
/// The folder of the files that say in which order commands were typed.
const COMMANDS: &str = "commands";

/// Which campaign a folder belongs to, as `campaign.json` says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The campaign's title at the last write.
    pub title: String,
    /// The number of its notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
}

impl Header {
    /// What a campaign's folder says of it.
    pub fn of(title: &str, document: Option<&str>) -> Self {
        Self { title: title.to_owned(), document: document.map(str::to_owned) }
    }

    /// Whether this is the header of another campaign than `own`: both title and document number differ.
    pub fn is_anothers(&self, own: &Self) -> bool {
        let is_same_document = self.document.is_some() && self.document == own.document;
        self.title != own.title && !is_same_document
    }
}

/// The folder of one campaign: `<data>/<campaign.id>`.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
}

/// One journal file, not read yet.
#[derive(Clone, Debug)]
pub struct JournalFile {
    /// Its name without the ending: the unit it was started for.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Whether the folder says that it is a file, and not a link, a pipe or a folder.
    pub is_file: bool,
}

impl JournalFile {
    /// A journal of this name and place.
    pub fn new(name: impl Into<String>, path: impl Into<PathBuf>) -> Self {
        Self { name: name.into(), path: path.into(), is_file: false }
    }

    /// Reads its content, which need not be sound.
    pub fn read(&self) -> Result<Vec<u8>, FileError> {
        read_own(&self.path, self.is_file)
    }
}

/// The journal files that a scope needs, and how to read them.
#[derive(Clone, Debug)]
pub struct Journals<R = fn(&JournalFile) -> Result<Vec<u8>, FileError>> {
    /// In the order of their names.
    pub files: Vec<JournalFile>,
    /// Gives the content of one, which need not be sound.
    pub read: R,
}

impl Default for Journals {
    fn default() -> Self {
        Self { files: Vec::new(), read: JournalFile::read }
    }
}

impl Journals {
    /// Reads all of them.
    pub fn read_all(&self) -> Result<Vec<Vec<u8>>, FileError> {
        map_all(&self.files, self.files.len(), self.read).into_iter().collect()
    }
}

impl Store {
    /// The store in this folder, which need not exist yet.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Where the store is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Finds the journals whose file name (without ending) `is_wanted` accepts; none is opened, and nothing is locked.
    pub fn journals(&self, is_wanted: impl Fn(&str) -> bool) -> Result<Journals, FileError> {
        let mut files = list(&self.folder.join(JOURNAL))?;
        files.retain(|file| is_wanted(&file.name));
        Ok(Journals { files, ..Journals::default() })
    }

    /// What lies among the journals and is none by its name, in the order of the names.
    pub fn others(&self) -> Result<Vec<PathBuf>, FileError> {
        let folder = self.folder.join(JOURNAL);
        let is_journal = |path: &PathBuf| {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            (name.ends_with(ENDING) && name != ENDING) || name.starts_with(".zlt-")
        };
        let mut others: Vec<PathBuf> =
            entries(&folder)?.into_iter().map(|found| found.path()).filter(|path| !is_journal(path)).collect();
        others.sort();
        Ok(others)
    }

    /// Reads the files that say in which order commands were typed, one a machine.
    pub fn commands(&self) -> Result<Vec<MachineText>, FileError> {
        let files = list(&self.folder.join(COMMANDS))?;
        let read = |file: JournalFile| Ok(MachineText { text: file.read()?, machine: file.name });
        files.into_iter().map(read).collect()
    }

    /// The command typed last on a machine; `None` where none is written down.
    pub fn newest_command(&self, machine: &str) -> Result<Option<CommandLine<'static>>, FileError> {
        let path = self.commands_path(machine);
        match newest(&path) {
            Err(error) if error.is_missing() => Ok(None),
            newest => newest,
        }
    }

    /// The command typed last on a machine where it broke off, with how many entries it wrote; nothing is said of it while
    /// somebody is writing.
    pub fn broken_off(&self, machine: &str) -> Result<Option<(CommandLine<'static>, usize)>, FileError> {
        let Some(newest) = self.newest_command(machine)?.filter(|_| !is_locked(&self.lock_path())) else {
            return Ok(None);
        };
        let mark = format!("\"command\":\"{}\"", newest.command);
        let finder = Finder::new(&mark);
        let mut written = 0;
        for unit in &newest.units {
            let path = self.journal_path(unit, machine);
            match read_own(&path, false) {
                Err(error) if error.is_missing() => {}
                text => written += finder.find_iter(&text?).count(),
            }
        }
        Ok((written < newest.of).then_some((newest, written)))
    }

    fn lock_path(&self) -> PathBuf {
        self.folder.join(".lock")
    }

    /// Where a machine writes down its commands.
    pub fn commands_path(&self, machine: &str) -> PathBuf {
        self.folder.join(COMMANDS).join(format!("{machine}{ENDING}"))
    }

    /// Where what a machine says of a unit is written.
    pub fn journal_path(&self, unit: &str, machine: &str) -> PathBuf {
        self.folder.join(JOURNAL).join(format!("{unit}.{machine}{ENDING}"))
    }

    /// Where it is written which campaign the folder belongs to.
    pub fn header_path(&self) -> PathBuf {
        self.folder.join("campaign.json")
    }

    /// What `campaign.json` says; `None` before the first write.
    ///
    /// Fails when the file is there and is not what zlt wrote.
    pub fn header(&self) -> Result<Option<Header>> {
        let path = self.header_path();
        let text = match read_text(&path) {
            Err(error) if error.is_missing() => return Ok(None),
            text => text?,
        };
        let Ok(header) = serde_json::from_str(&text) else {
            let reason = format!("“{}”内容已损坏", path.display());
            return Err(Failure::new(reason, "删去这个文件再做一次，zlt 会按方案重新写好").into());
        };
        Ok(Some(header))
    }

    /// Proves that the folder is not another campaign's, and gives what it says of itself.
    pub fn prove(&self, own: &Header) -> Result<Option<Header>> {
        let header = self.header()?;
        if let Some(found) = header.as_ref().filter(|found| found.is_anothers(own)) {
            let reason = format!("“{}”里是另一个专项工作“{}”的记录，没有写入", self.folder.display(), found.title);
            let remedy = "给这份方案的 [campaign] 换一个没有用过的 id，或用 --data 指到别的文件夹";
            return Err(Misuse::new(reason, remedy).into());
        }
        Ok(header)
    }

    /// Opens the store for writing: makes the folder where needed, takes the lock, and proves whose folder it is.
    ///
    /// State that decides what to write is read after this, or two writers could both decide on the same state. `told` is called
    /// where somebody else holds the lock for long.
    pub fn open(&self, own: &Header, told: impl FnOnce()) -> Result<Writer<'_>> {
        create_folder(&self.folder.join(JOURNAL))?;
        create_folder(&self.folder.join(COMMANDS))?;
        let lock = Lock::take(&self.lock_path(), told)?;
        let header = self.prove(own)?;
        // Rewritten when one of the two is corrected, so that the other may be corrected later.
        if header.as_ref() != Some(own) {
            let text = serde_json::to_string_pretty(own)? + "\n";
            replace(&self.header_path(), text.as_bytes())?;
        }
        Ok(Writer { store: self, _lock: lock })
    }
}

/// The files of a folder that have the ending of journals, in the order of their names.
fn list(folder: &Path) -> Result<Vec<JournalFile>, FileError> {
    let mut files = Vec::new();
    for found in entries(folder)? {
        let whole_name = found.file_name();
        if let Some(name) = whole_name.to_string_lossy().strip_suffix(ENDING).filter(|name| !name.is_empty()) {
            let is_file = found.file_type().is_ok_and(|kind| kind.is_file());
            files.push(JournalFile { name: name.to_owned(), path: folder.join(&whole_name), is_file });
        }
    }
    files.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(files)
}

/// A store that nobody else is writing to.
#[derive(Debug)]
pub struct Writer<'s> {
    store: &'s Store,
    _lock: Lock,
}

impl Writer<'_> {
    /// Adds the entries of one command to the journals of their units, and before them the command to those of its machine:
    /// all of it, flushed to disk, or none.
    ///
    /// Where power fails in between, the line of the command tells that fewer entries were written than were to be.
    pub fn append(&self, entries: &[Entry<'_>]) -> Result<()> {
        let Some(machine) = entries.first().map(|entry| entry.machine.as_ref()) else { return Ok(()) };
        let mut by_unit: BTreeMap<&str, String> = BTreeMap::new();
        for entry in entries {
            // A name from a shared file must not lead out of the folder; names of the plan cannot.
            if entry.unit.contains(['/', '\\']) {
                let reason = format!("“{}”不能用作记录的文件名，没有写入", entry.unit);
                return Err(Failure::new(reason, "在方案里给这个单位换一个名称").into());
            }
            let Some(line) = print(entry) else {
                let reason = format!("第{}项 {} 的这条记录写出来读不回去，没有写入", entry.activity, entry.unit);
                return Err(Failure::new(reason, "换一种说法再试").into());
            };
            by_unit.entry(entry.unit.as_ref()).or_default().push_str(&line);
        }
        let n = self.store.newest_command(machine)?.map_or(1, |newest| newest.n + 1);
        let command = serde_json::to_string(&CommandLine::of(n, entries))? + "\n";
        let journals =
            by_unit.into_iter().map(|(unit, lines)| Addition { path: self.store.journal_path(unit, machine), lines });
        let command = Addition { path: self.store.commands_path(machine), lines: command };
        Ok(append_all(&[command].into_iter().chain(journals).collect::<Vec<_>>())?)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::tempdir;

    use super::{Header, Store};
    use crate::journal::line::parse;

    const LINE: &str = r#"{"id":"1","machine":"k3f9w2xz","at":"2024-09-12T10:03:22.113+08:00","unit":"市教育局","activity":"7","kind":"done","on":"2024-09-12"}"#;

    fn header(title: &str, document: &str) -> Header {
        Header { title: title.to_owned(), document: Some(document.to_owned()) }
    }

    #[test]
    fn only_wanted_journals_are_opened() {
        let folder = tempdir().unwrap();
        let store = Store::new(folder.path().to_owned());
        store.open(&header("甲", "1"), || ()).unwrap().append(&[parse(LINE).unwrap()]).unwrap();
        fs::create_dir(folder.path().join("journal/柴河镇.jsonl")).unwrap();
        let read = |is_wanted: fn(&str) -> bool| store.journals(is_wanted).unwrap().read_all();
        assert_eq!(read(|name| name == "市教育局.k3f9w2xz").unwrap().len(), 1);
        assert!(read(|_| true).is_err(), "a folder cannot be read as a journal");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_journal_whose_name_is_no_text_is_listed_all_the_same() {
        use std::os::unix::ffi::OsStrExt;
        let folder = tempdir().unwrap();
        fs::create_dir(folder.path().join("journal")).unwrap();
        let name = std::ffi::OsStr::from_bytes(b"\xca\xd0.jsonl");
        fs::write(folder.path().join("journal").join(name), LINE).unwrap();
        let journals = Store::new(folder.path().to_owned()).journals(|_| true).unwrap();
        assert_eq!(journals.read_all().unwrap(), [LINE.as_bytes()]);
    }

    #[test]
    fn a_store_that_does_not_exist_is_empty() {
        let folder = tempdir().unwrap();
        let store = Store::new(folder.path().join("none"));
        assert!(store.journals(|_| true).unwrap().files.is_empty());
        assert!(!folder.path().join("none").exists(), "reading never writes");
    }

    #[test]
    fn another_campaigns_folder_is_not_written_to() {
        let folder = tempdir().unwrap();
        let store = Store::new(folder.path().to_owned());
        drop(store.open(&header("甲", "1"), || ()).unwrap());
        for (title, document, is_own) in
            [("甲", "1", true), ("甲改", "1", true), ("甲", "2", false), ("甲改", "2", true)]
        {
            assert_eq!(store.open(&header(title, document), || ()).is_ok(), is_own, "{title} {document}");
        }
        assert_eq!(store.header().unwrap(), Some(header("甲改", "2")), "one corrected after the other");
    }

    /// A journal that lost its end at any byte still reads, and the next entry is whole.
    #[test]
    fn a_journal_cut_at_any_byte_reads_and_heals() {
        let folder = tempdir().unwrap();
        let store = Store::new(folder.path().to_owned());
        let path = folder.path().join("journal/市教育局.k3f9w2xz.jsonl");
        let own = header("甲", "1");
        let whole = format!("{LINE}\n{}\n", LINE.replace("\"id\":\"1\"", "\"id\":\"2\""));
        let new = LINE.replace("\"id\":\"1\"", "\"id\":\"3\"");
        for cut in 0..=whole.len() {
            drop(store.open(&own, || ()).unwrap());
            fs::write(&path, &whole.as_bytes()[..cut]).unwrap();
            let ids = || {
                let bytes = fs::read(&path).unwrap();
                let (journal, unreadable) = crate::journal::Journal::read(&bytes);
                assert!(unreadable.iter().all(|(_, why)| *why == crate::journal::line::Unreadable::Torn), "{cut}");
                journal.lines().iter().map(|line| line.entry.id.to_string()).collect::<Vec<_>>()
            };
            let complete = whole.as_bytes()[..cut].iter().filter(|byte| **byte == b'\n').count();
            let ends_whole = cut == LINE.len() || cut == whole.len() - 1;
            let mut expected: Vec<String> = (1..=complete + usize::from(ends_whole)).map(|id| id.to_string()).collect();
            assert_eq!(ids(), expected, "cut at {cut}");
            store.open(&own, || ()).unwrap().append(&[parse(&new).unwrap()]).unwrap();
            expected.push("3".to_owned());
            assert_eq!(ids(), expected, "healed after a cut at {cut}");
        }
    }
}
