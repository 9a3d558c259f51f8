//! Word files: paragraphs and tables, with the numbers that Word only shows.

use roxmltree::{Document, Node};

use super::archive::Archive;
use super::numbering::Numbering;
use super::xml::Local;
use super::{Block, Cell, Paragraph, Row, Unreadable};

/// Reads the paragraphs and tables of a `.docx`.
pub fn read(bytes: &[u8]) -> Result<Vec<Block>, Unreadable> {
    const BODY: &str = "word/document.xml";
    let mut archive = Archive::open(bytes)?;
    let Some(document) = archive.text(BODY)? else {
        return Err(match () {
            () if archive.holds(BODY) => Unreadable::Damaged,
            () if archive.holds("xl/") => Unreadable::Workbook,
            () if archive.holds("OFD.xml") => Unreadable::Ofd,
            () => Unreadable::Archive,
        });
    };
    let numbering = archive.text("word/numbering.xml")?;
    let styles = archive.text("word/styles.xml")?;
    let mut reader = Reader { numbering: Numbering::read(numbering.as_deref(), styles.as_deref()), count: 0 };
    let document = Document::parse(&document).map_err(|_| Unreadable::Damaged)?;
    Ok(reader.blocks(&document))
}

/// The texts of the heads that stand above every page of a `.docx`; none where it cannot be read.
pub fn headers(bytes: &[u8]) -> Vec<String> {
    const MOST: usize = 9;
    let Ok(mut archive) = Archive::open(bytes) else { return Vec::new() };
    let mut texts = Vec::new();
    for number in 1..=MOST {
        let Ok(Some(header)) = archive.text(&format!("word/header{number}.xml")) else { continue };
        let Ok(document) = Document::parse(&header) else { continue };
        let mut reader = Reader { numbering: Numbering::read(None, None), count: 0 };
        let paragraphs: Vec<Node<'_, '_>> = document.descendants().filter(|node| node.has_tag_name_like("p")).collect();
        texts.extend(paragraphs.into_iter().map(|paragraph| reader.paragraph(paragraph).text));
    }
    texts
}

struct Reader {
    numbering: Numbering,
    /// How many paragraphs have been read.
    count: usize,
}

impl Reader {
    fn blocks(&mut self, document: &Document<'_>) -> Vec<Block> {
        let is_block = |node: &Node<'_, '_>| {
            let name = node.tag_name().name();
            (name == "p" || name == "tbl")
                && !node.ancestors().skip(1).any(|above| is_shut(above) || above.has_tag_name_like("tbl"))
        };
        let blocks = document.descendants().filter(is_block).map(|block| match block.has_tag_name_like("p") {
            true => Block::Paragraph(self.paragraph(block)),
            false => Block::Table(self.rows(block)),
        });
        blocks.collect()
    }

    fn paragraph(&mut self, paragraph: Node<'_, '_>) -> Paragraph {
        self.count += 1;
        Paragraph { number: self.count, text: self.text(paragraph) }
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

    fn rows(&mut self, table: Node<'_, '_>) -> Vec<Row> {
        let is_of = |node: &Node<'_, '_>, name: &str| {
            node.has_tag_name_like(name)
                && node.ancestors().skip(1).find(|above| above.has_tag_name_like("tbl")) == Some(table)
        };
        table.descendants().filter(|node| is_of(node, "tr")).map(|row| self.row(row)).collect()
    }

    fn row(&mut self, row: Node<'_, '_>) -> Row {
        const WIDEST: usize = 100;
        let number = self.count + 1;
        let mut cells: Vec<Cell> = Vec::new();
        for cell in row.children().filter(|node| node.has_tag_name_like("tc")) {
            let own = cell.child("tcPr");
            let merged = own.and_then(|own| own.child("vMerge"));
            let continues = merged.is_some_and(|merged| merged.value("val") != Some("restart"));
            let paragraphs = cell.descendants().filter(|node| node.has_tag_name_like("p"));
            cells.push(Cell { paragraphs: paragraphs.map(|node| self.paragraph(node)).collect(), continues });
            let span = own.and_then(|own| own.child("gridSpan")?.value("val")?.parse().ok()).unwrap_or(1usize);
            cells.extend((1..span.min(WIDEST)).map(|_| Cell::default()));
        }
        Row { number, cells }
    }
}

/// Whether what is within an element is not to be read: what was struck out, and the second copy of a drawing.
fn is_shut(node: Node<'_, '_>) -> bool {
    matches!(node.tag_name().name(), "del" | "moveFrom" | "Fallback" | "instrText")
}
