//! Files read whole, replaced whole, or added to at the end: nothing in between is ever left behind.
//!
//! One way each: [`read`] opens what people and zlt wrote and waits for no pipe, [`write`] replaces, [`append`] adds to files that
//! only grow, [`lock`] lets one of two writers wait, [`kept`] keeps evidence. [`error`] says in Chinese what went wrong.

pub mod append;
mod encoding;
mod error;
pub mod kept;
pub mod lock;
pub mod read;
pub mod write;

pub use append::{Addition, append_all};
pub use encoding::{decode, in_the_shape_of};
pub use error::FileError;
pub use lock::{Lock, is_locked};
pub use read::{entries, read, read_own, read_text, text_of};
pub use write::{create, create_folder, create_numbered, numbered, replace};

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use tempfile::tempdir;

    use super::{create_numbered, read, read_text, replace};

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

    #[test]
    fn what_is_larger_than_any_paper_is_not_read() {
        let folder = tempdir().unwrap();
        let path = folder.path().join("a");
        let file = fs::File::create(&path).unwrap();
        file.set_len(super::read::LARGEST).unwrap();
        assert!(read(&path).is_ok());
        file.set_len(super::read::LARGEST + 1).unwrap();
        assert!(read(&path).unwrap_err().to_string().contains("超过100MB"));
    }

    /// A socket, as a pipe or a device, is neither waited for nor replaced by a file.
    #[cfg(unix)]
    #[test]
    fn what_is_no_plain_file_is_neither_read_nor_replaced() {
        use std::os::unix::fs::FileTypeExt;
        let folder = tempdir().unwrap();
        let path = folder.path().join("a");
        let _listener = std::os::unix::net::UnixListener::bind(&path).unwrap();
        assert!(read(&path).unwrap_err().to_string().contains("管道或设备"));
        assert!(replace(&path, b"").unwrap_err().to_string().contains("管道或设备"));
        assert!(fs::metadata(&path).unwrap().file_type().is_socket());
    }

    #[test]
    fn what_is_there_is_never_written_over_by_a_numbered_file() {
        let folder = tempdir().unwrap();
        let beside = folder.path().join("a");
        for expected in ["copy.txt", "copy-2.txt", "copy-3.txt"] {
            assert_eq!(create_numbered(&beside, "copy", ".txt", b"").unwrap(), folder.path().join(expected));
        }
    }

    /// A writer that was killed leaves a file without a name; the next one removes it once nobody can be at it any more.
    #[test]
    fn what_killed_writers_left_is_swept_away() {
        let folder = tempdir().unwrap();
        let (old, new) = (folder.path().join(".zlt-old.tmp"), folder.path().join(".zlt-new.tmp"));
        fs::write(&new, "").unwrap();
        fs::write(&old, "").unwrap();
        let long_ago = fs::metadata(&new).unwrap().modified().unwrap() - Duration::from_secs(2 * 60 * 60);
        fs::File::options().write(true).open(&old).unwrap().set_modified(long_ago).unwrap();
        replace(&folder.path().join("a"), b"").unwrap();
        assert!(!old.exists() && new.exists());
    }
}
