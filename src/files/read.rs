//! The one way to read a file: a plain one, whole, and none that nobody could have written.

use std::fs::{self, DirEntry, File, Metadata};
use std::io::{ErrorKind, Read};
use std::path::Path;

use super::FileError;

/// The most that a file may hold that people write or receive: a hundred times the longest plan.
pub const LARGEST: u64 = 100_000_000;

/// Opens a plain file: a pipe or a device could keep one waiting for ever. Gives what is known of it.
pub fn open(path: &Path) -> Result<(File, Metadata), FileError> {
    let failed = || FileError::on("读不了", path);
    let about = fs::metadata(path).map_err(failed())?;
    FileError::prove_plain("读不了", path, &about)?;
    Ok((File::open(path).map_err(failed())?, about))
}

/// What a folder holds; nothing where there is no such folder.
pub fn entries(folder: &Path) -> Result<Vec<DirEntry>, FileError> {
    let failed = || FileError::on("读不了", folder);
    match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        listing => listing.map_err(failed())?.collect::<Result<_, _>>().map_err(failed()),
    }
}

/// Reads a whole file that people write or receive; one that is larger than [`LARGEST`] is refused.
pub fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    let (file, about) = open(path)?;
    let mut bytes = Vec::new();
    let length = if about.len() > LARGEST {
        about.len()
    } else {
        let length = file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(FileError::on("读不了", path))?;
        length as u64
    };
    if length > LARGEST { Err(FileError::too_large(path, LARGEST)) } else { Ok(bytes) }
}

/// Reads a whole file as text.
///
/// A byte-order mark at the start is dropped. Fails when the file cannot be read or is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    text_of(path, &read(path)?)
}

/// What was read from a file as text, as [`read_text`] gives it.
pub fn text_of(path: &Path, bytes: &[u8]) -> Result<String, FileError> {
    let text = simdutf8::basic::from_utf8(bytes);
    let text = text.map_err(|_| FileError::on("读不了", path)(ErrorKind::InvalidData.into()))?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())
}

/// Reads a whole file of zlt's own, however long it has grown; `is_plain` tells that it is known to be a plain file.
///
/// A short one, as most journals are, is read without asking for its length first.
pub fn read_own(path: &Path, is_plain: bool) -> Result<Vec<u8>, FileError> {
    const SHORT: usize = 1 << 12;
    let failed = || FileError::on("读不了", path);
    let file = if is_plain { File::open(path).map_err(failed())? } else { open(path)?.0 };
    let mut bytes = Vec::with_capacity(SHORT);
    file.take(u64::MAX).read_to_end(&mut bytes).map_err(failed())?;
    Ok(bytes)
}
