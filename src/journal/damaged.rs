//! Entries out of lines that are none any more: two glued together by a carrier, padded with NULs, gathered into an array.

use serde_json::Deserializer;

use super::entry::Entry;
use super::line::{Line, Unreadable, parse};
use crate::glyph::is_merge_mark;

/// How every entry begins that zlt has written.
pub const BEGINNING: &str = "{\"id\"";

/// What stands in a text that is no entry as a whole: each with the place where it begins, in bytes. What only parts entries is
/// nothing; of what cannot be read, reading goes on at the next entry.
pub fn pieces(text: &str) -> Vec<(usize, Result<Line<'_>, Unreadable>)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(skipped) = text[at..].find(|character| !parts(character)) {
        at += skipped;
        let next = text[at..].char_indices().nth(1).map_or(text.len(), |(second, _)| at + second);
        // No part of an entry begins as one does; what is behind need not be looked through for each.
        let limit = beginning(&text[next..]).map_or(text.len(), |found| next + found);
        let mut entries = Deserializer::from_str(&text[at..limit]).into_iter::<Entry<'_>>();
        let entry = entries.next().and_then(Result::ok).filter(|_| text[at..].starts_with('{'));
        let end = at + entries.byte_offset();
        if let Some(entry) = entry {
            pieces.push((at, Ok(Line { text: &text[at..end], entry })));
            at = end;
            continue;
        }
        // What is no entry at all ends with its line, whichever way that ends.
        let line = text[at..limit]
            .find(['\r', '\n'])
            .filter(|_| !text[at..].starts_with('{'))
            .map_or(limit, |found| at + found);
        let why = if is_merge_mark(&text[at..line]) {
            Unreadable::Merge
        } else {
            parse(&text[at..line]).err().unwrap_or(Unreadable::Garbled)
        };
        pieces.push((at, Err(why)));
        at = line;
    }
    // Zeros are what a disk gives back for what it has lost.
    if pieces.is_empty() && text.contains('\0') {
        pieces.push((0, Err(Unreadable::Garbled)));
    }
    pieces
}

/// Where the next entry begins, whatever blanks stand in its beginning.
fn beginning(text: &str) -> Option<usize> {
    let is_entry = |at: &usize| text[at + 1..].trim_start().starts_with("\"id\"");
    text.match_indices('{').map(|(at, _)| at).find(is_entry)
}

/// Whether a character says nothing of its own between entries.
fn parts(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\0' | '\u{feff}' | ',' | '[' | ']')
}

#[cfg(test)]
mod tests {
    use super::pieces;
    use crate::journal::line::Unreadable;

    fn entry(id: &str) -> String {
        format!(
            r#"{{"id":"{id}","at":"2024-09-12T10:03:22.113+08:00","unit":"市教育局","activity":"7","kind":"done","on":"2024-09-12"}}"#
        )
    }

    /// The ids of what can be read, and a letter for what cannot.
    fn read(text: &str) -> String {
        let word = |piece: &(usize, Result<super::Line<'_>, Unreadable>)| match &piece.1 {
            Ok(line) => line.entry.id.to_string(),
            Err(Unreadable::Torn) => "T".to_owned(),
            Err(Unreadable::Merge) => "M".to_owned(),
            Err(Unreadable::Garbled) => "G".to_owned(),
        };
        pieces(text).iter().map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn nothing_that_can_be_read_is_lost() {
        let (one, two) = (entry("1"), entry("2"));
        for (text, expected) in [
            (format!("{one}{two}"), "1 2"),
            (format!("{one}\r{two}\r"), "1 2"),
            (format!("[{one},{two}]"), "1 2"),
            (format!("\0\0\u{feff}{one}\u{feff}{two}"), "1 2"),
            (format!("{}{two}", &one[..40]), "T 2"),
            (format!("{one}{}", &two[..40]), "1 T"),
            (format!("坏{one}"), "G 1"),
            (format!("{one}坏了{two}"), "1 G 2"),
            (format!("{{\"colour\":1}}{two}"), "G 2"),
            ("{}".to_owned(), "G"),
            ("\0\0\0".to_owned(), "G"),
            (format!("<<<<<<< HEAD\r{one}\r=======\r{two}\r>>>>>>> x\r"), "M 1 M 2 M"),
            (format!("{{\n  \"id\": \"x\",\n{}\n{two}", one.replace("{\"id\"", "{\n \"id\"")), "T 1 2"),
            ("7".to_owned(), "G"),
            ("<<<<<<< HEAD".to_owned(), "M"),
            ("=======".to_owned(), "M"),
        ] {
            assert_eq!(read(&text), expected, "{text}");
        }
    }
}
