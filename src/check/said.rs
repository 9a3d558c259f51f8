//! All that was said, entry by entry, with the line each stands in.

use std::path::Path;

use crate::journal::line::{Unreadable, numbered, parse};
use crate::journal::{Entry, Journals};

/// One entry and where it stands.
#[derive(Clone, Debug)]
pub struct Said<'t> {
    /// The file.
    pub path: &'t Path,
    /// The file's name without its ending: the unit it was started for.
    pub file: &'t str,
    /// The line, counted from 1.
    pub number: usize,
    /// The line's text.
    pub text: &'t str,
    /// What it says.
    pub entry: Entry<'t>,
}

/// All that was said, and what cannot be read.
#[derive(Debug, Default)]
pub struct Records<'t> {
    /// The entries in the order of files and lines, copies of one entry included.
    pub said: Vec<Said<'t>>,
    /// The lines that are no entries.
    pub unreadable: Vec<(&'t Path, usize, Unreadable)>,
    /// The files that cannot be read at all.
    pub unread: Vec<&'t Path>,
}

impl<'t> Records<'t> {
    /// Takes the files apart; `texts` has the content of each, `None` where it could not be read.
    pub fn of(journals: &'t Journals, texts: &'t [Option<Vec<u8>>]) -> Self {
        let mut records = Self::default();
        for (file, text) in journals.files.iter().zip(texts) {
            let Some(text) = text else {
                records.unread.push(&file.path);
                continue;
            };
            for (number, line) in numbered(text) {
                match line {
                    Ok(line) => {
                        let (path, file) = (file.path.as_path(), file.name.as_str());
                        records.said.push(Said { path, file, number, text: line.text, entry: line.entry });
                    }
                    Err(why) => records.unreadable.push((&file.path, number, why)),
                }
            }
            records.unreadable.extend(torn_end(text).map(|number| (file.path.as_path(), number, Unreadable::Torn)));
        }
        records
    }
}

/// The number of a last line that has no line break and is no entry; readers pass over it, for it may be being written.
fn torn_end(text: &[u8]) -> Option<usize> {
    let number = text.split(|byte| *byte == b'\n').count();
    let last = text.rsplit(|byte| *byte == b'\n').next().filter(|last| !last.trim_ascii().is_empty())?;
    let is_entry = str::from_utf8(last).is_ok_and(|last| parse(last.trim_start_matches('\u{feff}')).is_ok());
    (!is_entry).then_some(number)
}
