//! A hold on a file that is read, changed and written back: of two who do that at once one waits.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use super::environment::{Environment, tell};
use crate::files::{FileError, Lock, create_folder};

/// A hold on a file that people write, until it is dropped; nobody else's zlt on this machine changes it meanwhile.
#[derive(Debug)]
pub struct Hold {
    _lock: Option<Lock>,
}

impl Hold {
    /// Takes a hold on a file, waiting for whoever has one, 30 seconds at most.
    ///
    /// The lock lies with the person's own data and not beside the file, where git would see it; without a home there is none,
    /// and only what the file holds tells that it was changed meanwhile.
    pub fn on(path: &Path, environment: &Environment) -> Result<Self, FileError> {
        let Some(data) = &environment.data_folder else { return Ok(Self { _lock: None }) };
        let folder = data.join("locks");
        create_folder(&folder)?;
        let mut hasher = DefaultHasher::new();
        std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()).hash(&mut hasher);
        let shown = path.display().to_string();
        let told = || tell(&format!("别的 zlt 正在改“{shown}”，等它改完，最多等30秒"));
        let lock = Lock::take(&folder.join(format!("{:016x}", hasher.finish())), told)?;
        Ok(Self { _lock: Some(lock) })
    }
}
