//! The blocks of a document as paragraphs of Word.

use std::io::Error;

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

/// The main part of a file: all blocks, and the page they stand on.
pub fn body(document: &Document<'_>) -> Result<Vec<u8>, Error> {
    let mut xml = Xml::new()?;
    let names = [
        ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ];
    xml.within("w:document", &names, |xml| {
        xml.within("w:body", &[], |xml| {
            let mut body = Body { xml, begins_page: false, is_empty: true };
            document.blocks.iter().try_for_each(|block| body.write(block))?;
            write_page(body.xml)
        })
    })?;
    Ok(xml.into_bytes())
}

/// The paragraphs and tables of a file in the making.
struct Body<'x> {
    xml: &'x mut Xml,
    /// Whether the next paragraph begins a page.
    begins_page: bool,
    is_empty: bool,
}

impl Body<'_> {
    fn write(&mut self, block: &Block<'_>) -> Result<(), Error> {
        match block {
            Block::Page(_) => self.begins_page = !self.is_empty,
            Block::Mark(text) => self.paragraph("Mark", text)?,
            Block::Title(text) => self.title(text)?,
            Block::Heading(text) => self.paragraph("Heading1", text)?,
            Block::Subheading(text) => self.paragraph("Heading2", text)?,
            Block::Paragraph(text) => self.paragraph("Body", text)?,
            Block::Line(text, side) => self.paragraph(style_of_side(*side), text)?,
            Block::Remark(text) | Block::Excerpt(text) => self.paragraph("Remark", text)?,
            Block::Facts(facts) => {
                facts
                    .iter()
                    .try_for_each(|(name, value)| self.paragraph("Body", &format!("{name}：{}", value.text)))?;
            }
            Block::Bars(bars) => self.set(|xml| write_bars(bars, xml))?,
            Block::Table(table) => self.set(|xml| write_table(table, xml))?,
            Block::Timeline(timeline) => self.set(|xml| write_table(&timeline.table(), xml))?,
            Block::Curve(curve) => self.set(|xml| write_table(&curve.table(), xml))?,
            Block::Grid(grid) => self.set(|xml| write_grid(grid, xml))?,
        }
        Ok(())
    }

    /// Writes each line of a text as a paragraph of a style.
    fn paragraph(&mut self, style: &str, text: &str) -> Result<(), Error> {
        self.is_empty = false;
        let text = harmless(text);
        let mut lines = text.lines().peekable();
        // A text without a line is an empty paragraph.
        let none = lines.peek().is_none().then_some("");
        for line in lines.chain(none) {
            let begins_page = std::mem::take(&mut self.begins_page);
            write_paragraph(self.xml, style, line, begins_page)?;
        }
        Ok(())
    }

    /// Writes a title, broken where it says.
    fn title(&mut self, text: &str) -> Result<(), Error> {
        self.is_empty = false;
        let begins_page = std::mem::take(&mut self.begins_page);
        write_paragraph(self.xml, "Title", &harmless(text), begins_page)
    }

    /// Writes what is no paragraph; a page cannot begin with it, and between two of them Word wants a paragraph.
    fn set(&mut self, write: impl FnOnce(&mut Xml) -> Result<(), Error>) -> Result<(), Error> {
        if self.begins_page {
            self.paragraph("Gap", "")?;
        }
        self.is_empty = false;
        write(self.xml)?;
        self.paragraph("Gap", "")
    }
}

fn style_of_side(side: Side) -> &'static str {
    match side {
        Side::Start => "Start",
        Side::Middle => "Middle",
        Side::End => "End",
    }
}

fn write_paragraph(xml: &mut Xml, style: &str, text: &str, begins_page: bool) -> Result<(), Error> {
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| {
            xml.empty("w:pStyle", &[("w:val", style)])?;
            if begins_page { xml.empty("w:pageBreakBefore", &[]) } else { Ok(()) }
        })?;
        if text.is_empty() { Ok(()) } else { write_run(xml, text, |_| Ok(())) }
    })
}

/// Writes text in one run, with properties of its own.
pub fn write_run(
    xml: &mut Xml,
    text: &str,
    properties: impl FnOnce(&mut Xml) -> Result<(), Error>,
) -> Result<(), Error> {
    xml.within("w:r", &[], |xml| {
        xml.within("w:rPr", &[], properties)?;
        for (at, line) in text.lines().enumerate() {
            if at > 0 {
                xml.empty("w:br", &[])?;
            }
            xml.within("w:t", &[("xml:space", "preserve")], |xml| xml.text(line))?;
        }
        Ok(())
    })
}

/// The page that all stands on, with its number outside: on the right of odd pages, on the left of even ones.
fn write_page(xml: &mut Xml) -> Result<(), Error> {
    xml.within("w:sectPr", &[], |xml| {
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", "rId4")])?;
        xml.empty("w:footerReference", &[("w:type", "even"), ("r:id", "rId5")])?;
        xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")])?;
        xml.empty("w:pgMar", &MARGINS)
    })
}
