//! The archive that a file of an office program is: its parts by name, none larger than it may be.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Unreadable;
use super::survey::survey;

/// The most that a part may unpack to: a hundred times what the longest notice takes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The parts of a file.
pub struct Archive<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
}

impl<'b> Archive<'b> {
    /// Opens a file.
    pub fn open(bytes: &'b [u8]) -> Result<Self, Unreadable> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
        survey(bytes)?;
        Ok(Self { archive })
    }

    /// Whether the name of any part begins so.
    pub fn holds(&self, start: &str) -> bool {
        self.archive.file_names().filter_map(Result::ok).any(|name| name.starts_with(start))
    }

    /// A part as text; `None` where there is none of this name, or none that can be opened.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let Ok(file) = self.archive.by_name(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|_| Unreadable::Damaged)?;
        if bytes.len() as u64 > LARGEST {
            return Err(Unreadable::TooLarge);
        }
        String::from_utf8(bytes).map(Some).map_err(|_| Unreadable::Damaged)
    }
}
