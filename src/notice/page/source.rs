//! A notice's file, whatever it is: text or Word is read, all else is known and refused.

use super::lines::lines;
use super::secrecy::is_marked;
use super::table::{Part, parts};
pub use super::unreadable::Unreadable;
use super::word;
use crate::files::decode;
use crate::office::{self, docx};

/// The parts of a notice's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Running text and tables in order.
    pub parts: Vec<Part>,
    /// What its lines are called: 行, or 段 in a Word file, where paragraphs are counted.
    pub lines: &'static str,
}

/// What files of other kinds begin with.
const BEGINNINGS: [(&[u8], Unreadable); 12] = [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Unreadable::OldWord),
    (b"{\\rtf", Unreadable::OldWord),
    (b"%PDF", Unreadable::Pdf),
    (b"\x89PNG", Unreadable::Image),
    (b"\xff\xd8\xff", Unreadable::Image),
    (b"GIF8", Unreadable::Image),
    (b"BM", Unreadable::Image),
    (b"II*\0", Unreadable::Image),
    (b"MM\0*", Unreadable::Image),
    (b"RIFF", Unreadable::Image),
    (b"Rar!", Unreadable::Archive),
    (b"7z\xbc\xaf", Unreadable::Archive),
];

/// The most bytes of text that a notice may have: some three hundred and fifty pages.
const LONGEST: usize = 1024 * 1024;
/// The most lines or paragraphs that it may have.
const MOST: usize = 10_000;

/// Reads a notice's file by what is in it; its name says nothing.
pub fn read(bytes: &[u8]) -> Result<Page, Unreadable> {
    if let Some((_, kind)) = BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning)) {
        return Err(*kind);
    }
    let page = if bytes.starts_with(b"PK\x03\x04") {
        if is_marked(docx::headers(bytes).iter().map(String::as_str)) {
            return Err(Unreadable::Secret);
        }
        Page { parts: word::parts(docx::read(bytes).map_err(refused)?), lines: "段" }
    } else {
        let text = decode(bytes).ok_or(Unreadable::NotText)?;
        let start = text.trim_start().get(..15).unwrap_or_default().to_lowercase();
        if start.starts_with("<!doctype html") || start.starts_with("<html") {
            return Err(Unreadable::WebPage);
        }
        Page { parts: parts(lines(&text)), lines: "行" }
    };
    let (count, length) =
        page.parts.iter().flat_map(Part::texts).fold((0, 0), |(count, length), text| (count + 1, length + text.len()));
    if count > MOST || length > LONGEST {
        return Err(Unreadable::TooLarge);
    }
    if is_marked(page.parts.iter().flat_map(Part::texts)) {
        return Err(Unreadable::Secret);
    }
    let is_empty = page.parts.iter().all(|part| matches!(part, Part::Text(lines) if lines.is_empty()));
    if is_empty { Err(Unreadable::Empty) } else { Ok(page) }
}

/// Why a file of an office program is no notice.
fn refused(reason: office::Unreadable) -> Unreadable {
    match reason {
        office::Unreadable::Damaged => Unreadable::Damaged,
        office::Unreadable::TooLarge => Unreadable::TooLarge,
        office::Unreadable::Workbook => Unreadable::Spreadsheet,
        office::Unreadable::Ofd => Unreadable::Pdf,
        office::Unreadable::Archive => Unreadable::Archive,
        office::Unreadable::WithoutOffice => Unreadable::WithoutOffice,
    }
}

#[cfg(test)]
mod tests {
    use super::{Unreadable, read};

    #[test]
    fn files_of_other_kinds_are_known_by_their_beginning() {
        for (bytes, kind) in [
            (b"%PDF-1.7 x".as_slice(), Unreadable::Pdf),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1abc", Unreadable::OldWord),
            (b"\x89PNG\r\n", Unreadable::Image),
            (b"PK\x03\x04broken", Unreadable::Damaged),
            (b"<!DOCTYPE html><html>", Unreadable::WebPage),
            (b"a\0b", Unreadable::NotText),
            (b" \n\xe3\x80\x80\n", Unreadable::Empty),
            (b"", Unreadable::Empty),
            ("机密★1年\n关于开展检查的通知".as_bytes(), Unreadable::Secret),
        ] {
            assert_eq!(read(bytes), Err(kind), "{bytes:?}");
        }
    }
}
