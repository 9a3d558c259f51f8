//! The one way to write a whole file: it appears whole, in the place of what was there, or not at all.

use std::fs::{self, File};
use std::io::{Error as IoError, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::NamedTempFile;

use super::FileError;
use crate::platform::share_like_other_files;

/// How a file begins that has no name of its own yet, and how it ends.
const UNNAMED: (&str, &str) = (".zlt-", ".tmp");
/// After how long such a file is nobody's any more.
const FORGOTTEN: Duration = Duration::from_secs(60 * 60);

/// Creates a folder and those above it, where they are missing; their names are as durable as what is put there.
pub fn create_folder(path: &Path) -> Result<(), FileError> {
    let missing: Vec<&Path> = path.ancestors().take_while(|folder| !folder.is_dir()).collect();
    fs::create_dir_all(path).map_err(FileError::on("建不了文件夹", path))?;
    missing.into_iter().for_each(|folder| sync_folder(folder_of(folder)));
    Ok(())
}

/// Creates a file that holds `content` from the first moment on; gives whether it did, and `false` where there is one already.
pub fn create(path: &Path, content: &[u8]) -> Result<bool, FileError> {
    let failed = || FileError::on("写不了", path);
    let folder = folder_of(path);
    let temporary = written(folder, content).map_err(failed())?;
    match temporary.persist_noclobber(path) {
        Ok(_) => {
            sync_folder(folder);
            Ok(true)
        }
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(failed()(error.error)),
    }
}

/// Puts `content` in place of the whole file, or leaves the file as it was.
///
/// A link is followed, so that what it points to is replaced; the file keeps its permissions. What is no plain file, such as a
/// pipe or a device, is left alone.
pub fn replace(path: &Path, content: &[u8]) -> Result<(), FileError> {
    let failed = || FileError::on("写不了", path);
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let replaced = fs::metadata(&target).ok();
    replaced.as_ref().map_or(Ok(()), |about| FileError::prove_plain("写不了", path, about))?;
    let folder = folder_of(&target);
    let temporary = written(folder, content).map_err(failed())?;
    sweep(folder, temporary.as_file());
    if let Some(replaced) = replaced {
        temporary.as_file().set_permissions(replaced.permissions()).map_err(failed())?;
    }
    temporary.persist(&target).map_err(|error| failed()(error.error))?;
    sync_folder(folder);
    Ok(())
}

/// The names under which something may stand where the first may be taken: `现场.jpg`, `现场-2.jpg` and so on.
pub fn numbered(stem: &str, ending: &str) -> impl Iterator<Item = String> {
    (1..).map(move |number: usize| match number {
        1 => format!("{stem}{ending}"),
        number => format!("{stem}-{number}{ending}"),
    })
}

/// Writes `content` beside a file under the first of [`numbered`] names that is free; gives the path.
pub fn create_numbered(beside: &Path, stem: &str, ending: &str, content: &[u8]) -> Result<PathBuf, FileError> {
    let mut paths = numbered(stem, ending).map(|name| beside.with_file_name(name));
    loop {
        let path = paths.next().unwrap_or_else(|| beside.to_owned());
        if create(&path, content)? {
            return Ok(path);
        }
    }
}

/// Removes the files of writers that were killed long before `new` was written, by the clock of the folder's own system.
pub(super) fn sweep(folder: &Path, new: &File) {
    let (start, end) = UNNAMED;
    let is_unnamed = |name: &str| name.starts_with(start) && name.ends_with(end);
    let Ok(now) = new.metadata().and_then(|about| about.modified()) else { return };
    let is_forgotten = |changed: SystemTime| now.duration_since(changed).is_ok_and(|age| age > FORGOTTEN);
    for found in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_ours = found.file_name().to_str().is_some_and(is_unnamed);
        if is_ours && found.metadata().and_then(|about| about.modified()).is_ok_and(is_forgotten) {
            let _ = fs::remove_file(found.path());
        }
    }
}

/// The folder that a file is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file with no name of its own yet, which is removed unless it is given one.
pub(super) fn unnamed(folder: &Path) -> Result<NamedTempFile, IoError> {
    let mut builder = tempfile::Builder::new();
    share_like_other_files(&mut builder);
    builder.prefix(UNNAMED.0).suffix(UNNAMED.1).rand_bytes(12).tempfile_in(folder)
}

/// A file with no name of its own yet that holds `content`, flushed to disk.
fn written(folder: &Path, content: &[u8]) -> Result<NamedTempFile, IoError> {
    let mut temporary = unnamed(folder)?;
    temporary.write_all(content)?;
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

/// Makes a renamed or new file's name as durable as its content; some systems cannot open folders, and need not.
pub(super) fn sync_folder(folder: &Path) {
    if let Ok(opened) = File::open(folder) {
        let _ = opened.sync_all();
    }
}
