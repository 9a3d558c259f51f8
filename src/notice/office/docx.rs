//! Word files: paragraphs and tables, with the numbers that Word only shows.

use std::io::{Cursor, Read};

use roxmltree::{Document, Node};
use zip::ZipArchive;

use super::numbering::{Local, Numbering};
use crate::notice::page::lines::{Line, plain};
use crate::notice::page::table::{Part, Row, of_rows};
use crate::notice::page::unreadable::Unreadable;

/// The most that a part of a Word file may unpack to: a hundred times what the longest notice takes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Reads the paragraphs and tables of a `.docx`, paragraphs counted from 1 where text files count lines.
pub fn read(bytes: &[u8]) -> Result<Vec<Part>, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let names: Vec<String> = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
    let holds = |start: &str| names.iter().any(|name| name.starts_with(start));
    if !names.iter().any(|name| name == "word/document.xml") {
        return Err(match () {
            () if holds("xl/") => Unreadable::Spreadsheet,
            () if holds("OFD.xml") => Unreadable::Pdf,
            () => Unreadable::Archive,
        });
    }
    let document = unpacked(&mut archive, "word/document.xml")?.ok_or(Unreadable::Damaged)?;
    let numbering = unpacked(&mut archive, "word/numbering.xml")?;
    let styles = unpacked(&mut archive, "word/styles.xml")?;
    let mut reader =
        Reader { numbering: Numbering::read(numbering.as_deref(), styles.as_deref()), count: 0, follows_blank: false };
    let document = Document::parse(&document).map_err(|_| Unreadable::Damaged)?;
    Ok(reader.parts(&document))
}

fn unpacked(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, Unreadable> {
    let Ok(file) = archive.by_name(name) else { return Ok(None) };
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|_| Unreadable::Damaged)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Unreadable::TooLarge);
    }
    String::from_utf8(bytes).map(Some).map_err(|_| Unreadable::Damaged)
}

struct Reader {
    numbering: Numbering,
    /// How many paragraphs have been read.
    count: usize,
    follows_blank: bool,
}

impl Reader {
    fn parts(&mut self, document: &Document<'_>) -> Vec<Part> {
        let mut parts = vec![Part::Text(Vec::new())];
        let is_block = |node: &Node<'_, '_>| {
            let name = node.tag_name().name();
            (name == "p" || name == "tbl")
                && !node.ancestors().skip(1).any(|above| is_shut(above) || above.has_tag_name_like("tbl"))
        };
        for block in document.descendants().filter(is_block) {
            if block.has_tag_name_like("p") {
                let lines = self.paragraph(block);
                self.add(&mut parts, lines);
                continue;
            }
            let rows = self.rows(block);
            match of_rows(rows.clone()) {
                Some(table) => parts.extend([Part::Table(table), Part::Text(Vec::new())]),
                None => {
                    for row in rows {
                        let texts =
                            row.cells.iter().flat_map(|cell| cell.lines()).filter(|text| !text.trim().is_empty());
                        let lines =
                            texts.map(|text| Line { number: row.line, text: text.to_owned(), follows_blank: true });
                        self.add(&mut parts, lines.collect());
                    }
                }
            }
        }
        parts
    }

    fn add(&mut self, parts: &mut [Part], lines: Vec<Line>) {
        if let Some(Part::Text(text)) = parts.last_mut() {
            text.extend(lines);
        }
    }

    /// The lines of a paragraph; it has several where somebody broke it by hand.
    fn paragraph(&mut self, paragraph: Node<'_, '_>) -> Vec<Line> {
        self.count += 1;
        let text = self.text(paragraph);
        let mut lines = Vec::new();
        for line in text.lines().map(plain) {
            if line.is_empty() {
                self.follows_blank = true;
            } else {
                let follows_blank = std::mem::take(&mut self.follows_blank);
                lines.push(Line { number: self.count, text: line, follows_blank });
            }
        }
        self.follows_blank |= text.trim().is_empty();
        lines
    }

    /// The text of a paragraph behind its number; a tab is a blank, since only tables have cells here.
    fn text(&mut self, paragraph: Node<'_, '_>) -> String {
        let mut text = String::new();
        let is_own = |node: &Node<'_, '_>| {
            node.ancestors().skip(1).find(|above| above.has_tag_name_like("p")) == Some(paragraph)
        };
        for node in paragraph.descendants().filter(is_own) {
            match node.tag_name().name() {
                _ if node.ancestors().any(is_shut) => {}
                "t" => text.push_str(node.text().unwrap_or_default()),
                "tab" if node.parent().is_some_and(|run| run.has_tag_name_like("r")) => text.push(' '),
                "br" | "cr" => text.push('\n'),
                "noBreakHyphen" => text.push('-'),
                _ => {}
            }
        }
        if text.trim().is_empty() { text } else { format!("{}{text}", self.numbering.before(paragraph)) }
    }

    /// The rows of a table; a merged cell stands in each of its rows, and in the first of its columns.
    fn rows(&mut self, table: Node<'_, '_>) -> Vec<Row> {
        let is_of = |node: &Node<'_, '_>, name: &str| {
            node.has_tag_name_like(name)
                && node.ancestors().skip(1).find(|above| above.has_tag_name_like("tbl")) == Some(table)
        };
        let mut rows: Vec<Row> = Vec::new();
        for row in table.descendants().filter(|node| is_of(node, "tr")) {
            let line = self.count + 1;
            let mut cells: Vec<String> = Vec::new();
            for cell in row.children().filter(|node| node.has_tag_name_like("tc")) {
                let own = cell.child("tcPr");
                let merged = own.and_then(|own| own.child("vMerge"));
                let goes_on = merged.is_some_and(|merged| merged.value("val") != Some("restart"));
                let mut text = self.cell(cell);
                if goes_on && let Some(above) = rows.last().and_then(|above| above.cells.get(cells.len())) {
                    text.clone_from(above);
                }
                let span = own.and_then(|own| own.child("gridSpan")?.value("val")?.parse().ok()).unwrap_or(1usize);
                cells.push(text);
                cells.extend((1..span.min(100)).map(|_| String::new()));
            }
            rows.push(Row { line, cells });
        }
        rows
    }

    fn cell(&mut self, cell: Node<'_, '_>) -> String {
        let mut lines = Vec::new();
        for paragraph in cell.descendants().filter(|node| node.has_tag_name_like("p")) {
            lines.extend(self.paragraph(paragraph));
        }
        lines.into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n")
    }
}

/// Whether what is within an element is not to be read: what was struck out, and the second copy of a drawing.
fn is_shut(node: Node<'_, '_>) -> bool {
    matches!(node.tag_name().name(), "del" | "moveFrom" | "Fallback" | "instrText")
}
