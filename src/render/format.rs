//! The formats that documents leave in, one row a format: who wants to know what a format is asks here.

use std::io::Error;
use std::path::Path;

use strum::VariantArray;

use super::office::{docx, xlsx};
use super::terminal::{self, Screen};
use super::{csv, html, ics, markdown};
use crate::document::{Document, Medium};

/// In which shape a document leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub enum Format {
    /// For people at a screen.
    Table,
    /// For programs; what they are promised, not the document.
    Json,
    /// For any spreadsheet.
    Csv,
    /// For chats and documents.
    Md,
    /// For a browser.
    Html,
    /// For Excel.
    Xlsx,
    /// For Word.
    Docx,
    /// For calendars.
    Ics,
}

/// What there is to know of a format.
pub struct FormatRow {
    /// What it is called on the command line.
    pub name: &'static str,
    /// What it is, in a word for people.
    pub word: &'static str,
    /// The endings of its files; the first is the usual one.
    pub endings: &'static [&'static str],
    /// What it is looked at on.
    pub medium: Medium,
    /// Draws a document.
    draw: Draw,
}

/// Draws a document, telling how much is done of how much; `None` where the format has nothing to show of it.
type Draw = fn(&Document<'_>, Screen, &mut dyn FnMut(usize, usize)) -> Result<Option<Vec<u8>>, Error>;

impl Format {
    /// All formats, in the order in which they are listed.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The format's row.
    pub fn row(self) -> FormatRow {
        match self {
            Self::Table => FormatRow {
                name: "table",
                word: "给人看",
                endings: &["txt"],
                medium: Medium::Screen,
                draw: |document, screen, _| written(|bytes| terminal::render(document, screen, bytes).map(|()| true)),
            },
            Self::Json => FormatRow {
                name: "json",
                word: "给程序用",
                endings: &["json"],
                medium: Medium::Screen,
                draw: |_, _, _| Ok(None),
            },
            Self::Csv => FormatRow {
                name: "csv",
                word: "表格",
                endings: &["csv"],
                medium: Medium::Screen,
                draw: |document, _, _| written(|bytes| csv::render(document, bytes)),
            },
            Self::Md => FormatRow {
                name: "md",
                word: "贴进文档",
                endings: &["md"],
                medium: Medium::Screen,
                draw: |document, _, _| written(|bytes| markdown::render(document, 1, bytes).map(|()| true)),
            },
            Self::Html => FormatRow {
                name: "html",
                word: "网页",
                endings: &["html", "htm"],
                medium: Medium::Browser,
                draw: |document, _, _| written(|bytes| html::render(document, bytes).map(|()| true)),
            },
            Self::Xlsx => FormatRow {
                name: "xlsx",
                word: "Excel 表格",
                endings: &["xlsx"],
                medium: Medium::Workbook,
                draw: |document, _, progress| xlsx::render(document, progress).map(Some),
            },
            Self::Docx => FormatRow {
                name: "docx",
                word: "Word 公文",
                endings: &["docx"],
                medium: Medium::Letter,
                draw: |document, _, progress| docx::render(document, progress).map(Some),
            },
            Self::Ics => FormatRow {
                name: "ics",
                word: "日历",
                endings: &["ics"],
                medium: Medium::Calendar,
                draw: |document, _, _| written(|bytes| ics::render(document, bytes)),
            },
        }
    }

    /// The format that a file's ending names, in either case.
    pub fn of_file(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_string_lossy().to_lowercase();
        Self::ALL.iter().copied().find(|format| format.row().endings.contains(&ending.as_str()))
    }

    /// Draws a document; `progress` is told how much is done of how much.
    ///
    /// Gives `None` where the format has nothing to show of it: no table for a spreadsheet, no day for a calendar.
    pub fn draw(
        self,
        document: &Document<'_>,
        screen: Screen,
        mut progress: impl FnMut(usize, usize),
    ) -> Result<Option<Vec<u8>>, Error> {
        (self.row().draw)(document, screen, &mut progress)
    }
}

fn written(render: impl FnOnce(&mut Vec<u8>) -> Result<bool, Error>) -> Result<Option<Vec<u8>>, Error> {
    let mut bytes = Vec::new();
    let has_content = render(&mut bytes)?;
    Ok(has_content.then_some(bytes))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Format;
    use crate::document::Medium;

    #[test]
    fn a_files_ending_names_its_format_in_either_case() {
        for (name, format) in [
            ("台账.xlsx", Some(Format::Xlsx)),
            ("台账.XLSX", Some(Format::Xlsx)),
            ("进展.html", Some(Format::Html)),
            ("进展.htm", Some(Format::Html)),
            ("分工.txt", Some(Format::Table)),
            ("通报.v2.Docx", Some(Format::Docx)),
            ("通报.doc", None),
            ("通报", None),
        ] {
            assert_eq!(Format::of_file(Path::new(name)), format, "{name}");
        }
    }

    #[test]
    fn each_format_is_looked_at_on_its_medium() {
        let media = [
            (Format::Table, Medium::Screen),
            (Format::Json, Medium::Screen),
            (Format::Csv, Medium::Screen),
            (Format::Md, Medium::Screen),
            (Format::Html, Medium::Browser),
            (Format::Xlsx, Medium::Workbook),
            (Format::Docx, Medium::Letter),
            (Format::Ics, Medium::Calendar),
        ];
        assert_eq!(media.map(|(format, _)| format), Format::ALL);
        assert_eq!(media.map(|(format, _)| format.row().medium), media.map(|(_, medium)| medium));
    }

    #[test]
    fn no_two_formats_share_a_name_or_an_ending() {
        let rows: Vec<_> = Format::ALL.iter().map(|format| format.row()).collect();
        let mut names: Vec<&str> = rows.iter().map(|row| row.name).collect();
        let mut endings: Vec<&str> = rows.iter().flat_map(|row| row.endings).copied().collect();
        for words in [&mut names, &mut endings] {
            let count = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), count, "{words:?}");
        }
    }
}
