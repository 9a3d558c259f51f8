//! All that was said, entry by entry, with the line each stands in.

use std::path::Path;

use crate::journal::line::{Unreadable, numbered_to_the_end};
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
            for (number, line) in numbered_to_the_end(text) {
                match line {
                    Ok(line) => {
                        let (path, file) = (file.path.as_path(), file.name.as_str());
                        records.said.push(Said { path, file, number, text: line.text, entry: line.entry });
                    }
                    Err(why) => records.unreadable.push((&file.path, number, why)),
                }
            }
        }
        records
    }
}
