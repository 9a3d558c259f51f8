//! Files kept under the hash of their content, so that anybody can prove them.

use std::error::Error;
use std::fmt::{Display, Formatter, Result as FormatResult, Write as FormatWrite};
use std::fs;
use std::io::{Error as IoError, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::FileError;
use super::read::open;
use super::write::{folder_of, sweep, sync_folder, unnamed};
use crate::problem::Complaint;

/// How much is read at once.
const PIECE: usize = 1 << 18;

/// What a file holds, without the content itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// The SHA-256 of the content, in 64 small hexadecimal digits.
    pub sha256: String,
    /// Its length.
    pub bytes: u64,
}

/// Why a file was not kept.
#[derive(Debug)]
pub enum NotKept {
    /// It could not be read or written.
    File(FileError),
    /// It is no longer what it was when it was first read.
    Changed(PathBuf),
    /// What was written does not read back as what was read.
    Spoilt(PathBuf),
}

impl Display for NotKept {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> FormatResult {
        let (reason, remedy) = match self {
            Self::File(error) => return error.fmt(formatter),
            Self::Changed(path) => {
                (format!("“{}”在复制的时候变了，没有登记", path.display()), "等它存好、关掉正在改它的程序，再做一次")
            }
            Self::Spoilt(path) => {
                (format!("“{}”存进去再读出来不一样，没有登记", path.display()), "盘可能坏了，换一个盘放记录再做一次")
            }
        };
        Complaint::new(reason, remedy).fmt(formatter)
    }
}

impl Error for NotKept {}

/// Reads what a file holds; only a plain file is read, for a pipe could keep one waiting for ever.
pub fn print_of(path: &Path) -> Result<Print, FileError> {
    let (file, _) = open(path)?;
    copy(file, &mut std::io::sink()).map_err(Broken::into_error).map_err(FileError::on("读不了", path))
}

/// Copies a file to `target`, which appears whole or not at all, and proves the copy.
///
/// The copy is flushed to disk, read again and compared with `print`, which the file had before; what it holds must be the same
/// still. One that is there already and holds the same is left as it is; one that was damaged is replaced.
pub fn keep(source: &Path, target: &Path, print: &Print) -> Result<(), NotKept> {
    if fs::metadata(target).is_ok_and(|there| there.len() == print.bytes)
        && print_of(target).is_ok_and(|there| there == *print)
    {
        return Ok(());
    }
    let reading = || |error| NotKept::File(FileError::on("读不了", source)(error));
    let writing = || |error| NotKept::File(FileError::on("写不了", target)(error));
    let folder = folder_of(target);
    let mut temporary = unnamed(folder).map_err(writing())?;
    sweep(folder, temporary.as_file());
    let (file, _) = open(source).map_err(NotKept::File)?;
    let failed = |broken| match broken {
        Broken::Reading(error) => reading()(error),
        Broken::Writing(error) => writing()(error),
    };
    if copy(file, temporary.as_file_mut()).map_err(failed)? != *print {
        return Err(NotKept::Changed(source.to_owned()));
    }
    temporary.as_file().sync_all().map_err(writing())?;
    temporary.seek(SeekFrom::Start(0)).map_err(writing())?;
    if copy(temporary.as_file(), &mut std::io::sink()).map_err(Broken::into_error).map_err(writing())? != *print {
        return Err(NotKept::Spoilt(source.to_owned()));
    }
    temporary.persist(target).map_err(|error| writing()(error.error))?;
    sync_folder(folder);
    Ok(())
}

/// Which side of a copy failed.
enum Broken {
    Reading(IoError),
    Writing(IoError),
}

impl Broken {
    fn into_error(self) -> IoError {
        match self {
            Self::Reading(error) | Self::Writing(error) => error,
        }
    }
}

/// Copies all there is to read, and says what it was.
fn copy(mut from: impl Read, to: &mut impl Write) -> Result<Print, Broken> {
    let mut hasher = Sha256::new();
    let mut piece = vec![0; PIECE];
    let mut bytes = 0;
    loop {
        let length = match from.read(&mut piece) {
            Ok(0) => break,
            Ok(length) => length,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(Broken::Reading(error)),
        };
        hasher.update(&piece[..length]);
        to.write_all(&piece[..length]).map_err(Broken::Writing)?;
        bytes += length as u64;
    }
    let mut sha256 = String::new();
    for byte in hasher.finalize() {
        let _ = write!(sha256, "{byte:02x}");
    }
    Ok(Print { sha256, bytes })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::tempdir;

    use super::{NotKept, Print, keep, print_of};

    #[test]
    fn a_file_is_kept_whole_and_proven_by_its_name() {
        let folder = tempdir().unwrap();
        let (source, target) = (folder.path().join("a"), folder.path().join("kept"));
        fs::write(&source, "abc").unwrap();
        let print = print_of(&source).unwrap();
        // FIPS 180-2, appendix B.1.
        assert_eq!(print.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(print.bytes, 3);
        keep(&source, &target, &print).unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"abc");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left beside it");
    }

    #[test]
    fn a_file_that_has_changed_since_is_not_kept() {
        let folder = tempdir().unwrap();
        let (source, target) = (folder.path().join("a"), folder.path().join("kept"));
        fs::write(&source, "abc").unwrap();
        let print = print_of(&source).unwrap();
        for changed in ["abd", "abcd", ""] {
            fs::write(&source, changed).unwrap();
            assert!(matches!(keep(&source, &target, &print), Err(NotKept::Changed(_))), "{changed}");
            assert!(!target.exists());
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left of the copy");
    }

    #[test]
    fn what_was_damaged_is_written_anew() {
        let folder = tempdir().unwrap();
        let (source, target) = (folder.path().join("a"), folder.path().join("kept"));
        fs::write(&source, "abc").unwrap();
        for damaged in ["ab", "abd", ""] {
            fs::write(&target, damaged).unwrap();
            keep(&source, &target, &print_of(&source).unwrap()).unwrap();
            assert_eq!(fs::read(&target).unwrap(), b"abc", "{damaged}");
        }
    }

    #[test]
    fn only_plain_files_are_read() {
        let folder = tempdir().unwrap();
        assert!(print_of(folder.path()).unwrap_err().to_string().contains("文件夹"));
        assert!(print_of(&folder.path().join("none")).unwrap_err().is_missing());
    }

    /// A million bytes take several pieces.
    #[test]
    fn a_file_is_read_piece_by_piece() {
        let folder = tempdir().unwrap();
        let source = folder.path().join("a");
        fs::write(&source, vec![b'a'; 1_000_000]).unwrap();
        let Print { sha256, bytes } = print_of(&source).unwrap();
        // FIPS 180-2, appendix B.3: a million times “a”.
        assert_eq!(sha256, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
        assert_eq!(bytes, 1_000_000);
    }
}
