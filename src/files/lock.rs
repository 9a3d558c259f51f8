//! An exclusive hold on a file, so that of two who change the same things one waits.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use super::FileError;

/// An exclusive hold on a file, released when dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock, waiting for whoever holds it, 30 seconds at most; `told` is called once where that takes longer than two.
    ///
    /// The file is created when missing and never removed. Readers take no lock.
    pub fn take(path: &Path, told: impl FnOnce()) -> Result<Self, FileError> {
        const PAUSE: Duration = Duration::from_millis(5);
        const TRIES: u32 = 6_000;
        const QUIET: u32 = 400;
        let failed = || FileError::on("锁不住", path);
        fs::metadata(path).map_or(Ok(()), |about| FileError::prove_plain("锁不住", path, &about))?;
        let file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).map_err(failed())?;
        let mut told = Some(told);
        for tried in 0..TRIES {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::WouldBlock) => sleep(PAUSE),
                Err(TryLockError::Error(error)) => return Err(failed()(error)),
            }
            if tried == QUIET
                && let Some(told) = told.take()
            {
                told();
            }
        }
        Err(failed()(ErrorKind::WouldBlock.into()))
    }
}

/// Whether somebody holds the lock of this file; nobody is kept waiting by the question.
pub fn is_locked(path: &Path) -> bool {
    let is_plain = fs::metadata(path).is_ok_and(|about| about.is_file());
    is_plain && File::open(path).is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}
