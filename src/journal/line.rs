//! An entry's shape on disk: one JSON object a line.

use std::collections::VecDeque;
use std::ops::Range;

use memchr::{memchr, memchr_iter, memmem};

use super::damaged::{BEGINNING, pieces};
use super::entry::Entry;

/// An entry with the line it was read from, which is passed on untouched.
#[derive(Clone, Debug, PartialEq)]
pub struct Line<'t> {
    /// The line without its line break.
    pub text: &'t str,
    /// What it says.
    pub entry: Entry<'t>,
}

/// Why a line is not an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It breaks off, as when power fails while it is written.
    Torn,
    /// It is a mark of a merge that nobody has finished.
    Merge,
    /// It is something else.
    Garbled,
}

/// Reads one line, without its line break.
pub fn parse(line: &str) -> Result<Entry<'_>, Unreadable> {
    serde_json::from_str(line).map_err(|error| if error.is_eof() { Unreadable::Torn } else { Unreadable::Garbled })
}

/// Prints one entry as a line with its line break, and proves that it reads back as the same entry.
///
/// Gives `None` where it does not; nothing may be written then.
pub fn print(entry: &Entry<'_>) -> Option<String> {
    let line = serde_json::to_string(entry).ok()?;
    let reads_back = parse(&line).is_ok_and(|again| again == *entry);
    reads_back.then(|| line + "\n")
}

/// The entries of a journal's bytes, each with the number of its line, counted from 1, or why there is none.
///
/// Blank lines are passed over, and so is a last line without line break that breaks off: it is being written, or was torn.
pub fn numbered(bytes: &[u8]) -> impl Iterator<Item = (usize, Result<Line<'_>, Unreadable>)> {
    Lines::of(bytes, false)
}

/// The same with a last line that breaks off.
pub fn numbered_to_the_end(bytes: &[u8]) -> impl Iterator<Item = (usize, Result<Line<'_>, Unreadable>)> {
    Lines::of(bytes, true)
}

/// The lines of a journal's bytes.
struct Lines<'t> {
    bytes: &'t [u8],
    /// The whole text, where it is known to be UTF-8, so that each line need not be checked again.
    whole: Option<&'t str>,
    /// Where the next line begins, and which it is.
    start: usize,
    number: usize,
    /// What was found in a line that is no entry as a whole.
    found: VecDeque<(usize, Result<Line<'t>, Unreadable>)>,
    keeps_torn_end: bool,
    /// Whether returns without a line feed end lines as well.
    has_lone_returns: bool,
}

impl<'t> Lines<'t> {
    fn of(bytes: &'t [u8], keeps_torn_end: bool) -> Self {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let whole = simdutf8::basic::from_utf8(bytes).ok();
        let has_lone_returns = memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1).is_some_and(|next| *next != b'\n'));
        let found = VecDeque::new();
        let mut lines = Self { bytes, whole, start: 0, number: 1, found, keeps_torn_end, has_lone_returns };
        if let Some(text) = whole.filter(|text| spans_lines(text)) {
            lines.take_apart(text, 1, bytes.len());
            lines.start = bytes.len() + 1;
        }
        lines
    }

    /// Finds what a line holds that is not UTF-8 as a whole: where one breaks off within a character, another may be glued to it.
    fn take_bytes_apart(&mut self, line: Range<usize>, number: usize) {
        let bytes = &self.bytes[line.clone()];
        let mut starts: Vec<usize> = memmem::find_iter(bytes, BEGINNING).filter(|at| *at > 0).collect();
        starts.push(bytes.len());
        let mut from = 0;
        for to in starts {
            match str::from_utf8(&bytes[from..to]) {
                Ok(text) => self.found.extend(pieces(text).into_iter().map(|(_, piece)| (number, piece))),
                Err(error) => self.found.push_back((number, Err(broken_off(error)))),
            }
            from = to;
        }
        self.leave_out_torn_end(line.end);
    }

    /// Passes over what is being written, or was torn, where the last line breaks off.
    fn leave_out_torn_end(&mut self, end: usize) {
        let is_torn = matches!(self.found.back(), Some((_, Err(Unreadable::Torn))));
        if is_torn && end == self.bytes.len() && !self.keeps_torn_end {
            self.found.pop_back();
        }
    }

    /// Finds what a line holds that is no entry as a whole; `first` is its number, `end` where it ends.
    fn take_apart(&mut self, text: &'t str, first: usize, end: usize) {
        let (mut number, mut counted) = (first, 0);
        self.found.clear();
        for (at, piece) in pieces(text) {
            number += line_breaks(&text[counted..at]);
            counted = at;
            self.found.push_back((number, piece));
        }
        self.leave_out_torn_end(end);
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = (usize, Result<Line<'t>, Unreadable>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.found.pop_front() {
                return Some(found);
            }
            let rest = self.bytes.get(self.start..)?;
            let end = memchr(b'\n', rest).map_or(self.bytes.len(), |length| self.start + length);
            let (start, number) = (self.start, self.number);
            let breaks = if self.has_lone_returns { returns_within(&self.bytes[start..end]) } else { 0 };
            (self.start, self.number) = (end + 1, number + 1 + breaks);
            let text = match self.whole {
                Some(whole) => Ok(&whole[start..end]),
                None => str::from_utf8(&self.bytes[start..end]).map_err(broken_off),
            };
            match text {
                Ok(text) if is_blank(text) => {}
                Ok(text) => match parse(text) {
                    Ok(entry) => return Some((number, Ok(Line { text: text.trim_end_matches('\r'), entry }))),
                    Err(_) => self.take_apart(text, number, end),
                },
                Err(_) => self.take_bytes_apart(start..end, number),
            }
        }
    }
}

/// Whether entries are spread over several lines, as programs print them that mean well.
fn spans_lines(text: &str) -> bool {
    let first = text.trim_start().lines().next().unwrap_or_default();
    matches!(first.trim(), "[" | "{" | "[{")
}

/// How many lines end within a line by a return of its own; one at its end belongs to its line feed.
fn returns_within(line: &[u8]) -> usize {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    memchr_iter(b'\r', line).count()
}

/// How many lines end in a text: by a line feed, or a return of its own.
fn line_breaks(text: &str) -> usize {
    let returns = text.bytes().filter(|byte| *byte == b'\r').count();
    text.bytes().filter(|byte| *byte == b'\n').count() + returns - text.matches("\r\n").count()
}

/// The readable lines of a journal's bytes, and the numbers and kinds of those that are not.
pub fn split(bytes: &[u8]) -> (Vec<Line<'_>>, Vec<(usize, Unreadable)>) {
    let mut read = Vec::new();
    let mut unreadable = Vec::new();
    for (number, line) in numbered(bytes) {
        match line {
            Ok(line) => read.push(line),
            Err(why) => unreadable.push((number, why)),
        }
    }
    (read, unreadable)
}

fn is_blank(text: &str) -> bool {
    !text.starts_with('{') && text.trim().is_empty()
}

/// Whether bytes stop being UTF-8 because they end inside a character.
fn broken_off(error: std::str::Utf8Error) -> Unreadable {
    if error.error_len().is_none() { Unreadable::Torn } else { Unreadable::Garbled }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{Unreadable, parse, print, split};
    use crate::journal::{Entry, Kind};

    const LINE: &str = r#"{"id":"1","command":"c","machine":"k3f9","at":"2024-09-12T10:03:22.113+08:00","by":"李","unit":"市教育局","activity":"7","title":"开展“校园民族团结日”主题活动","kind":"done","on":"2024-09-12","note":"全市42所学校","counts":{"场次":42}}"#;

    #[test]
    fn the_documented_line_reads_and_prints_the_same() {
        let entry = parse(LINE).unwrap();
        assert_eq!(
            (entry.kind, entry.unit.as_ref(), entry.on.to_string().as_str()),
            (Kind::Done, "市教育局", "2024-09-12")
        );
        assert_eq!(entry.at.to_rfc3339(), "2024-09-12T10:03:22.113+08:00");
        assert_eq!(print(&entry).unwrap(), format!("{LINE}\n"));
    }

    #[test]
    fn texts_borrow_from_the_line() {
        let entry = parse(LINE).unwrap();
        for text in [&entry.id, &entry.unit, &entry.title, &entry.note, &entry.activity] {
            assert!(matches!(text, Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn unknown_kinds_and_fields_are_passed_over() {
        let line = LINE.replace("\"done\"", "\"of a newer zlt\"").replace("\"by\"", "\"colour\":1,\"by\"");
        assert_eq!(parse(&line).unwrap().kind, Kind::Unknown);
    }

    /// What is written must read back, or nothing is written at all.
    #[test]
    fn every_kind_reads_back_as_it_was_written() {
        for kind in Kind::ALL {
            let entry = Entry { kind: *kind, ..parse(LINE).unwrap() };
            assert!(print(&entry).is_some(), "{kind:?}");
        }
    }

    #[test]
    fn an_absent_text_may_be_null() {
        let entry = LINE.replace("\"全市42所学校\"", "null").replace("\"李\"", "null");
        assert_eq!((parse(&entry).unwrap().note.as_ref(), parse(&entry).unwrap().by.as_ref()), ("", ""));
        assert_eq!(parse(&LINE.replace("\"市教育局\"", "null")), Err(Unreadable::Garbled), "the unit may not");
    }

    #[test]
    fn other_shapes_of_the_moment_are_read() {
        for (written, meant) in [
            ("2024-09-12T10:03:22Z", "2024-09-12T10:03:22+00:00"),
            ("2024-09-12T10:03:22.1-05:30", "2024-09-12T10:03:22.100-05:30"),
        ] {
            let line = LINE.replace("2024-09-12T10:03:22.113+08:00", written);
            assert_eq!(parse(&line).unwrap().at.to_rfc3339(), meant);
        }
    }

    #[test]
    fn what_cannot_be_read_is_counted_with_its_line() {
        let torn = &LINE[..40];
        let text = format!("\u{feff}{LINE}\n{torn}\n\n坏行\n{LINE}\r\n{torn}");
        let (read, unreadable) = split(text.as_bytes());
        assert_eq!(read.len(), 2);
        assert_eq!(unreadable, vec![(2, Unreadable::Torn), (4, Unreadable::Garbled)]);
    }

    /// However carriers and other programs have changed a file, what can be read is read, and the rest is said.
    #[test]
    fn glued_torn_and_gathered_files_lose_nothing() {
        let line = |id: &str| LINE.replace("\"id\":\"1\"", &format!("\"id\":\"{id}\""));
        let (one, two, three) = (line("1"), line("2"), line("3"));
        let printed = |text: &str| {
            serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(text).unwrap()).unwrap()
        };
        let pretty = printed(&format!("[{one},{two}]"));
        let torn = &three[..40];
        for (text, ids, unreadable) in [
            (format!("{one}{two}"), "1 2", vec![]),
            (format!("{one}\r{two}\r{three}"), "1 2 3", vec![]),
            (format!("[{one},{two}]\n"), "1 2", vec![]),
            (format!("[\n{one},\n{two}\n]\n"), "1 2", vec![]),
            (pretty.clone(), "1 2", vec![]),
            (format!("{}\n{}\n", printed(&one), printed(&two)), "1 2", vec![]),
            (format!("{one}\n\0\0\0{two}\n\u{feff}{three}\n"), "1 2 3", vec![]),
            (format!("{one}\n{torn}{two}\n"), "1 2", vec![(2, Unreadable::Torn)]),
            (format!("{one}\n{torn}"), "1", vec![]),
            (format!("{one}\n坏"), "1", vec![(2, Unreadable::Garbled)]),
            (format!("{one}\r坏\r{two}"), "1 2", vec![(2, Unreadable::Garbled)]),
            (format!("{one}\r\r{two}\n坏\n"), "1 2", vec![(4, Unreadable::Garbled)]),
        ] {
            let (read, found) = split(text.as_bytes());
            let read: Vec<&str> = read.iter().map(|line| line.entry.id.as_ref()).collect();
            assert_eq!((read.join(" ").as_str(), found), (ids, unreadable), "{text}");
        }
    }

    #[test]
    fn bytes_that_are_not_utf8_spoil_their_own_line_only() {
        let mut bytes = format!("{LINE}\n").into_bytes();
        bytes.extend(b"\xff\xfe\n");
        bytes.extend(&LINE.as_bytes()[..LINE.find('李').unwrap() + 1]);
        bytes.extend(format!("\n{LINE}\n").bytes());
        let (read, unreadable) = split(&bytes);
        assert_eq!(read.len(), 2);
        // What is glued to a line that breaks off within a character is read all the same.
        let glued = [&LINE.as_bytes()[..LINE.find('李').unwrap() + 1], LINE.as_bytes(), b"\n"].concat();
        let (read, torn) = split(&glued);
        assert_eq!((read.len(), torn), (1, vec![(1, Unreadable::Torn)]));
        assert_eq!(unreadable, vec![(2, Unreadable::Garbled), (3, Unreadable::Torn)]);
    }

    #[test]
    fn a_days_or_moments_nonsense_is_refused() {
        for (right, wrong) in [("2024-09-12\"", "2024-9-12\""), ("T10:03", "T25:03"), ("\"7\"", "7")] {
            assert_eq!(parse(&LINE.replace(right, wrong)), Err(Unreadable::Garbled), "{wrong}");
        }
    }
}
