//! The blocks of a document as paragraphs of Word.

use std::io::Error;
use std::mem::take;

use super::run::write_run;
use super::table::{write_bars, write_grid, write_table};
use super::xml::Xml;
use crate::document::{Block, Document, Side, harmless};

/// The page of GB/T 9704-2012, 5.2: A4, 天头 37 mm, 订口 28 mm, a type area of 156 mm × 225 mm; in twentieths of a point.
const MARGINS: [(&str, &str); 7] = [
    ("w:top", "2098"),
    ("w:right", "1474"),
    ("w:bottom", "1984"),
    ("w:left", "1587"),
    ("w:header", "851"),
    ("w:footer", "1361"),
    ("w:gutter", "0"),
];

/// The main part of a file: all blocks, and the page they stand on; `on_row` is called after each row of a table.
pub fn body(document: &Document<'_>, on_row: &mut impl FnMut()) -> Result<Vec<u8>, Error> {
    let mut xml = Xml::new()?;
    let names = [
        ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ];
    xml.within("w:document", &names, |xml| {
        xml.within("w:body", &[], |xml| {
            let mut body = Body { xml, begins_page: false, is_empty: true, is_letter: false };
            let blocks = document.shown();
            for (at, block) in blocks.iter().enumerate() {
                body.write(block, blocks.get(at + 1).copied(), on_row)?;
            }
            let is_letter = body.is_letter;
            write_section(body.xml, is_letter)
        })
    })?;
    Ok(xml.into_bytes())
}

/// How a paragraph is set.
#[derive(Clone, Copy)]
struct Setting<'s> {
    style: &'s str,
    /// Whether it stays on the page of the next.
    keeps_next: bool,
    /// Whether it stands apart from what is before it: the first line of a signature.
    stands_apart: bool,
}

/// The paragraphs and tables of a file in the making.
struct Body<'x> {
    xml: &'x mut Xml,
    /// Whether the next paragraph begins a page.
    begins_page: bool,
    is_empty: bool,
    /// Whether what is being written is a letter, whose pages are counted from one.
    is_letter: bool,
}

impl Body<'_> {
    /// Writes a block; `next` is the one after it.
    fn write(&mut self, block: &Block<'_>, next: Option<&Block<'_>>, on_row: &mut impl FnMut()) -> Result<(), Error> {
        match block {
            Block::OnScreen(_) => {}
            Block::Page(_) if self.is_empty => {}
            Block::Page(_) => self.begins_page = true,
            Block::Letter(_) => self.begin_letter()?,
            Block::Mark(text) => self.paragraph("Mark", text)?,
            Block::Title(text) => self.title(text)?,
            Block::Heading(text) => self.paragraph("Heading1", text)?,
            Block::Subheading(text) => self.paragraph("Heading2", text)?,
            Block::Paragraph(text) => self.set_paragraph(text, kept("Body", next))?,
            Block::Line(text, side) => self.set_paragraph(text, kept(style_of_side(*side), next))?,
            Block::Remark(text) | Block::Excerpt(text) => self.paragraph("Remark", text)?,
            Block::Facts(facts) => {
                facts
                    .iter()
                    .try_for_each(|(name, value)| self.paragraph("Body", &format!("{name}：{}", value.text)))?;
            }
            Block::Bars(bars) => self.insert(|xml| write_bars(bars, xml))?,
            Block::Table(table) => self.insert(|xml| write_table(table, xml, on_row))?,
            Block::Timeline(timeline) => self.insert(|xml| write_table(&timeline.table(), xml, &mut || {}))?,
            Block::Curve(curve) => self.insert(|xml| write_table(&curve.table(), xml, &mut || {}))?,
            Block::Grid(grid) => self.insert(|xml| write_grid(grid, xml))?,
        }
        Ok(())
    }

    /// Ends the letter before, if there is one: a section, so that the pages of the next are counted anew.
    fn begin_letter(&mut self) -> Result<(), Error> {
        if !self.is_empty {
            let is_letter = self.is_letter;
            self.xml.within("w:p", &[], |xml| {
                xml.within("w:pPr", &[], |xml| {
                    xml.empty("w:pStyle", &[("w:val", "Gap")])?;
                    write_section(xml, is_letter)
                })
            })?;
        }
        self.is_letter = true;
        Ok(())
    }

    fn paragraph(&mut self, style: &str, text: &str) -> Result<(), Error> {
        self.set_paragraph(text, Setting { style, keeps_next: false, stands_apart: false })
    }

    /// Writes each line of a text as a paragraph.
    fn set_paragraph(&mut self, text: &str, setting: Setting<'_>) -> Result<(), Error> {
        self.is_empty = false;
        let text = harmless(text);
        let mut lines = text.lines().peekable();
        // A text without a line is an empty paragraph.
        let none = lines.peek().is_none().then_some("");
        for line in lines.chain(none) {
            let begins_page = take(&mut self.begins_page);
            write_paragraph(self.xml, line, setting, begins_page)?;
        }
        Ok(())
    }

    /// Writes a title, broken where it says; a dot that joins two lines goes with the break.
    fn title(&mut self, text: &str) -> Result<(), Error> {
        self.is_empty = false;
        let text = harmless(text);
        let lines: Vec<&str> = text.lines().map(|line| line.trim_matches([' ', '·'])).collect();
        let begins_page = take(&mut self.begins_page);
        let setting = Setting { style: "Title", keeps_next: false, stands_apart: false };
        write_paragraph(self.xml, &lines.join("\n"), setting, begins_page)
    }

    /// Writes what is no paragraph; a page cannot begin with it, and between two of them Word wants a paragraph.
    fn insert(&mut self, write: impl FnOnce(&mut Xml) -> Result<(), Error>) -> Result<(), Error> {
        if self.begins_page {
            self.paragraph("Gap", "")?;
        }
        self.is_empty = false;
        write(self.xml)?;
        self.paragraph("Gap", "")
    }
}

/// A style whose paragraph stays with the signature under it; the lines of a signature stay together, apart from the text.
fn kept<'s>(style: &'s str, next: Option<&Block<'_>>) -> Setting<'s> {
    let is_signed = matches!(next, Some(Block::Line(_, Side::End)));
    Setting { style, keeps_next: is_signed, stands_apart: is_signed && style == style_of_side(Side::End) }
}

fn style_of_side(side: Side) -> &'static str {
    match side {
        Side::Start => "Start",
        Side::Middle => "Middle",
        Side::End => "End",
    }
}

fn write_paragraph(xml: &mut Xml, text: &str, setting: Setting<'_>, begins_page: bool) -> Result<(), Error> {
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| {
            xml.empty("w:pStyle", &[("w:val", setting.style)])?;
            if setting.keeps_next {
                xml.empty("w:keepNext", &[])?;
                xml.empty("w:keepLines", &[])?;
            }
            if begins_page {
                xml.empty("w:pageBreakBefore", &[])?;
            }
            if setting.stands_apart {
                xml.empty("w:spacing", &[("w:before", "560")])?;
            }
            Ok(())
        })?;
        if text.is_empty() { Ok(()) } else { write_run(xml, text, |_| Ok(())) }
    })
}

/// The page that all before it stands on, with its number outside: on the right of odd pages, on the left of even ones.
fn write_section(xml: &mut Xml, is_letter: bool) -> Result<(), Error> {
    xml.within("w:sectPr", &[], |xml| {
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", "rId4")])?;
        xml.empty("w:footerReference", &[("w:type", "even"), ("r:id", "rId5")])?;
        xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")])?;
        xml.empty("w:pgMar", &MARGINS)?;
        if is_letter { xml.empty("w:pgNumType", &[("w:start", "1")]) } else { Ok(()) }
    })
}
