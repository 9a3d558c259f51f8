//! Files read whole, replaced whole, or added to at the end: nothing in between is ever left behind.

mod encoding;
pub mod kept;

use std::error::Error;
use std::fmt::{Display, Formatter, Result as FormatResult};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Error as IoError, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use tempfile::NamedTempFile;

use crate::platform::{share_like_other_files, unbroken};
use crate::problem::Complaint;

pub use encoding::decode;

/// A file that could not be used, with the path and the reason.
#[derive(Debug)]
pub struct FileError {
    action: &'static str,
    path: PathBuf,
    source: IoError,
}

impl FileError {
    /// Names what failed on `path`; for `map_err`.
    pub fn on(action: &'static str, path: &Path) -> impl FnOnce(IoError) -> Self {
        let path = path.to_owned();
        move |source| Self { action, path, source }
    }

    /// Whether the file, or the folder it should be in, does not exist.
    pub fn is_missing(&self) -> bool {
        matches!(self.source.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
    }

    /// The reason in Chinese, with what to do about it.
    fn reason(&self) -> (String, &'static str) {
        let (reason, remedy) = match self.source.kind() {
            ErrorKind::NotFound => ("文件或文件夹不存在", "检查路径是否写对，网络盘是否连上"),
            ErrorKind::PermissionDenied => ("没有权限", "换一个有权限的文件夹，或请管理员放开权限"),
            ErrorKind::ReadOnlyFilesystem => ("所在的盘是只读的", "换一个可以写入的位置"),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ("磁盘已满", "腾出空间以后重做一次"),
            ErrorKind::FileTooLarge => ("文件超过了系统允许的大小", "腾出空间以后重做一次"),
            ErrorKind::IsADirectory => ("这是一个文件夹，不是文件", "把这个文件夹移开或改名"),
            ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
                ("路径中有一段是文件，不是文件夹", "把这个文件移开或改名")
            }
            ErrorKind::WouldBlock => ("另一个 zlt 一直占用着记录", "等它结束以后重做一次"),
            ErrorKind::InvalidInput | ErrorKind::InvalidFilename => ("路径里有不能用的字符", "换一个路径"),
            ErrorKind::InvalidData => ("内容不是 UTF-8 文字", "用记事本打开，另存为 UTF-8 编码"),
            _ => ("", "稍后重做一次；仍不行，请把这行话发给管理员"),
        };
        match self.source.raw_os_error() {
            _ if !reason.is_empty() => (reason.to_owned(), remedy),
            Some(number) => (format!("系统错误 {number}"), remedy),
            None => (format!("系统报告 {}", self.source), remedy),
        }
    }
}

impl Display for FileError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> FormatResult {
        let (reason, remedy) = self.reason();
        let reason = format!("{}“{}”：{reason}", self.action, self.path.display());
        Complaint::new(reason, remedy).fmt(formatter)
    }
}

impl Error for FileError {}

/// Reads a whole file as text.
///
/// A byte-order mark at the start is dropped. Fails when the file cannot be read or is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    let bytes = fs::read(path).map_err(FileError::on("读不了", path))?;
    let text = simdutf8::basic::from_utf8(&bytes);
    let text = text.map_err(|_| FileError::on("读不了", path)(ErrorKind::InvalidData.into()))?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())
}

/// Creates a folder and those above it, where they are missing.
pub fn create_folder(path: &Path) -> Result<(), FileError> {
    fs::create_dir_all(path).map_err(FileError::on("建不了文件夹", path))
}

/// Creates a file that holds `content` from the first moment on; gives whether it did, and `false` where there is one already.
pub fn create(path: &Path, content: &[u8]) -> Result<bool, FileError> {
    let failed = || FileError::on("写不了", path);
    let temporary = written_temporary(folder_of(path), content).map_err(failed())?;
    match temporary.persist_noclobber(path) {
        Ok(_) => Ok(true),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(failed()(error.error)),
    }
}

/// Puts `content` in place of the whole file, or leaves the file as it was.
///
/// A link is followed, so that what it points to is replaced; the file keeps its permissions.
pub fn replace(path: &Path, content: &[u8]) -> Result<(), FileError> {
    let failed = || FileError::on("写不了", path);
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = folder_of(&target);
    let temporary = written_temporary(folder, content).map_err(failed())?;
    if let Ok(replaced) = fs::metadata(&target) {
        temporary.as_file().set_permissions(replaced.permissions()).map_err(failed())?;
    }
    temporary.persist(&target).map_err(|error| failed()(error.error))?;
    sync_folder(folder);
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file with no name of its own yet that holds `content`, flushed to disk.
fn written_temporary(folder: &Path, content: &[u8]) -> Result<NamedTempFile, IoError> {
    let mut builder = tempfile::Builder::new();
    share_like_other_files(&mut builder);
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(content)?;
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

/// Makes a renamed or new file's name as durable as its content; some systems cannot open folders, and need not.
fn sync_folder(folder: &Path) {
    if let Ok(opened) = File::open(folder) {
        let _ = opened.sync_all();
    }
}

/// An exclusive hold on a file, released when dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock, waiting for whoever holds it, 30 seconds at most.
    ///
    /// The file is created when missing and never removed. Readers take no lock.
    pub fn take(path: &Path) -> Result<Self, FileError> {
        const PAUSE: Duration = Duration::from_millis(5);
        const TRIES: u32 = 6_000;
        let failed = || FileError::on("锁不住", path);
        let file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).map_err(failed())?;
        for _ in 0..TRIES {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::WouldBlock) => sleep(PAUSE),
                Err(TryLockError::Error(error)) => return Err(failed()(error)),
            }
        }
        Err(failed()(ErrorKind::WouldBlock.into()))
    }
}

/// Whether somebody holds the lock of this file; nobody is kept waiting by the question.
pub fn is_locked(path: &Path) -> bool {
    File::open(path).is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

/// Whole lines to add at the end of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addition {
    /// The file, created when missing.
    pub path: PathBuf,
    /// The lines, each with its line break.
    pub lines: String,
}

/// Adds lines to several files, all or none.
///
/// A last line that lost its line break gets it back first, so that it cannot swallow what follows. Each file takes one
/// write and is flushed to disk; signals that end the program wait. On any error every file gets its old length back and a new
/// file is removed. The caller holds the lock.
pub fn append_all(additions: &[Addition]) -> Result<(), FileError> {
    unbroken(|| append_or_roll_back(additions))
}

fn append_or_roll_back(additions: &[Addition]) -> Result<(), FileError> {
    let mut touched = Vec::new();
    let outcome = additions.iter().try_for_each(|addition| append(addition, &mut touched));
    if outcome.is_err() {
        touched.iter().rev().for_each(Touched::roll_back);
    }
    let mut folders: Vec<&Path> =
        touched.iter().filter(|touched| touched.is_new).filter_map(|touched| touched.path.parent()).collect();
    folders.dedup();
    folders.into_iter().for_each(sync_folder);
    outcome
}

fn append<'a>(addition: &'a Addition, touched: &mut Vec<Touched<'a>>) -> Result<(), FileError> {
    let failed = || FileError::on("写不了", &addition.path);
    let is_new = !addition.path.exists();
    let mut file = OpenOptions::new().read(true).append(true).create(true).open(&addition.path).map_err(failed())?;
    let length = file.metadata().map_err(failed())?.len();
    touched.push(Touched { path: &addition.path, length, is_new });
    let healing = if ends_inside_a_line(&mut file, length).map_err(failed())? { "\n" } else { "" };
    file.write_all(format!("{healing}{}", addition.lines).as_bytes()).map_err(failed())?;
    file.sync_data().map_err(failed())
}

fn ends_inside_a_line(file: &mut File, length: u64) -> Result<bool, IoError> {
    if length == 0 {
        return Ok(false);
    }
    let mut last = [0];
    file.seek(SeekFrom::Start(length - 1))?;
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}

/// A file that has been added to, and what it takes to undo that. It is not kept open: a system lends few open files.
struct Touched<'a> {
    path: &'a Path,
    length: u64,
    is_new: bool,
}

impl Touched<'_> {
    /// Puts the file back; nothing more can be done where even that fails, and readers pass over a torn line.
    fn roll_back(&self) {
        if self.is_new {
            let _ = fs::remove_file(self.path);
        } else if let Ok(file) = OpenOptions::new().write(true).open(self.path) {
            // A handle for appending cannot shorten a file on Windows.
            let _ = file.set_len(self.length);
            let _ = file.sync_data();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use tempfile::tempdir;

    use super::{Addition, append_all, read_text, replace};

    fn addition(folder: &Path, name: &str, lines: &str) -> Addition {
        Addition { path: folder.join(name), lines: lines.to_owned() }
    }

    #[test]
    fn lines_go_to_the_end_and_a_lost_line_break_is_healed() {
        let folder = tempdir().unwrap();
        fs::write(folder.path().join("a"), "one\ntorn").unwrap();
        append_all(&[addition(folder.path(), "a", "two\n"), addition(folder.path(), "b", "three\n")]).unwrap();
        assert_eq!(read_text(&folder.path().join("a")).unwrap(), "one\ntorn\ntwo\n");
        assert_eq!(read_text(&folder.path().join("b")).unwrap(), "three\n");
    }

    #[test]
    fn one_bad_file_rolls_every_other_back() {
        let folder = tempdir().unwrap();
        fs::write(folder.path().join("a"), "one\n").unwrap();
        fs::create_dir(folder.path().join("c")).unwrap();
        let batch = ["a", "b", "c"].map(|name| addition(folder.path(), name, "new\n"));
        let error = append_all(&batch).unwrap_err().to_string();
        assert!(error.contains("这是一个文件夹"), "{error}");
        assert_eq!(read_text(&folder.path().join("a")).unwrap(), "one\n");
        assert!(!folder.path().join("b").exists());
    }

    #[test]
    fn a_file_is_replaced_whole_and_read_without_its_mark() {
        let folder = tempdir().unwrap();
        let path = folder.path().join("a");
        replace(&path, "\u{feff}新".as_bytes()).unwrap();
        assert_eq!(read_text(&path).unwrap(), "新");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn text_that_is_not_utf8_is_refused_in_chinese() {
        let folder = tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, b"\xb7\xbd\xb0\xb8").unwrap();
        assert!(read_text(&path).unwrap_err().to_string().contains("另存为 UTF-8"));
    }
}
