//! The one way to add to files that only grow: whole lines at the end of several, all or none.

use std::error::Error;
use std::fmt::{Display, Formatter, Result as FormatResult};
use std::fs::{self, File, OpenOptions};
use std::io::{Error as IoError, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::FileError;
use super::write::sync_folder;
use crate::platform::unbroken;
use crate::problem::Complaint;

/// Whole lines to add at the end of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addition {
    /// The file, created when missing.
    pub path: PathBuf,
    /// The lines, each with its line break.
    pub lines: String,
}

/// Why nothing was added, and what could not be taken back of what had been.
#[derive(Debug)]
pub struct NotAdded {
    error: FileError,
    /// The files that may hold some of the lines all the same.
    standing: Vec<PathBuf>,
}

impl Display for NotAdded {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> FormatResult {
        self.error.fmt(formatter)?;
        if self.standing.is_empty() {
            return Ok(());
        }
        let names: Vec<String> = self.standing.iter().map(|path| format!("“{}”", path.display())).collect();
        let reason = format!("\n已经写的也没能退回，这一次可能有一部分写进了{}", names.join("、"));
        Complaint::new(reason, "盘恢复以后用 zlt log 看写进了什么，用 zlt check 查一遍").fmt(formatter)
    }
}

impl Error for NotAdded {}

/// Adds lines to several files, all or none; the first of them tells how much the others are to hold.
///
/// A last line that lost its line break gets it back first, so that it cannot swallow what follows. Each file takes one
/// write and is flushed to disk; signals that end the program wait. On any error every file gets its old length back and a new
/// file is removed; where even that fails, the answer says so. The caller holds the lock.
pub fn append_all(additions: &[Addition]) -> Result<(), NotAdded> {
    unbroken(|| append_or_roll_back(additions))
}

fn append_or_roll_back(additions: &[Addition]) -> Result<(), NotAdded> {
    let mut touched = Vec::new();
    let outcome = additions.iter().try_for_each(|addition| append(addition, &mut touched));
    let outcome = outcome.map_err(|error| NotAdded { error, standing: roll_back(&touched) });
    let mut folders: Vec<&Path> =
        touched.iter().filter(|touched| touched.is_new).filter_map(|touched| touched.path.parent()).collect();
    folders.dedup();
    folders.into_iter().for_each(sync_folder);
    outcome
}

/// Puts the files back, the first one last; gives those that could not be. Where there are such, the first one stands as well: it
/// tells how much was to be written, and so that part of it is missing.
fn roll_back(touched: &[Touched<'_>]) -> Vec<PathBuf> {
    let Some((first, others)) = touched.split_first() else { return Vec::new() };
    let failed = others.iter().rev().filter(|touched| touched.roll_back().is_err());
    let mut standing: Vec<PathBuf> = failed.map(|touched| touched.path.to_owned()).collect();
    if standing.is_empty() && first.roll_back().is_err() {
        standing.push(first.path.to_owned());
    }
    standing
}

fn append<'a>(addition: &'a Addition, touched: &mut Vec<Touched<'a>>) -> Result<(), FileError> {
    let path = &addition.path;
    let failed = || FileError::on("写不了", path);
    let (mut file, is_new) = open(path)?;
    let length = file.metadata().map_err(failed())?.len();
    touched.push(Touched { path, length, is_new });
    let healing = if ends_inside_a_line(&mut file, length).map_err(failed())? { "\n" } else { "" };
    file.write_all(format!("{healing}{}", addition.lines).as_bytes()).map_err(failed())?;
    file.sync_data().map_err(failed())
}

/// Opens a file for adding to it; gives whether it is new, which the system alone knows for sure.
fn open(path: &Path) -> Result<(File, bool), FileError> {
    let failed = || FileError::on("写不了", path);
    let mut options = OpenOptions::new();
    options.read(true).append(true);
    match options.clone().create_new(true).open(path) {
        Ok(file) => return Ok((file, true)),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(error) => return Err(failed()(error)),
    }
    let about = fs::symlink_metadata(path).map_err(failed())?;
    FileError::prove_plain("写不了", path, &about)?;
    Ok((options.open(path).map_err(failed())?, false))
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
    /// Puts the file back: one that was there is cut to the length it had, and never removed.
    fn roll_back(&self) -> Result<(), IoError> {
        if self.is_new {
            return fs::remove_file(self.path);
        }
        // A handle for appending cannot shorten a file on Windows.
        let file = OpenOptions::new().write(true).open(self.path)?;
        if file.metadata()?.len() > self.length {
            file.set_len(self.length)?;
        }
        file.sync_data()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use tempfile::tempdir;

    use super::{Addition, append_all};
    use crate::files::read_text;

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
        assert!(error.contains("这是一个文件夹") && !error.contains("没能退回"), "{error}");
        assert_eq!(read_text(&folder.path().join("a")).unwrap(), "one\n");
        assert!(!folder.path().join("b").exists());
    }

    /// A link would lead what is written to another place, and cutting it back would cut what stands there.
    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link() {
        let folder = tempdir().unwrap();
        fs::write(folder.path().join("elsewhere"), "one\n").unwrap();
        std::os::unix::fs::symlink("elsewhere", folder.path().join("b")).unwrap();
        let batch = ["a", "b"].map(|name| addition(folder.path(), name, "new\n"));
        let error = append_all(&batch).unwrap_err().to_string();
        assert!(error.contains("这是一个链接"), "{error}");
        assert_eq!(read_text(&folder.path().join("elsewhere")).unwrap(), "one\n");
        assert!(!folder.path().join("a").exists());
    }
}
