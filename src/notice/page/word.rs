//! A Word file as a page: its paragraphs as lines, counted where text files count lines, and its tables.

use super::lines::{Line, plain};
use super::table::{Part, Row, of_rows};
use crate::office::{self, Block, Cell, Paragraph};

/// The parts of a page, from the blocks of a Word file.
pub fn parts(blocks: Vec<Block>) -> Vec<Part> {
    let mut page = Builder { parts: vec![Part::Text(Vec::new())], follows_blank: false };
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let lines = page.lines(&paragraph);
                page.add(lines);
            }
            Block::Table(rows) => page.add_table(rows),
        }
    }
    page.parts
}

/// A page as far as it has been read.
struct Builder {
    parts: Vec<Part>,
    follows_blank: bool,
}

impl Builder {
    fn add(&mut self, lines: impl IntoIterator<Item = Line>) {
        if let Some(Part::Text(text)) = self.parts.last_mut() {
            text.extend(lines);
        }
    }

    /// Adds a table, or the texts of one that has no heads of duties.
    fn add_table(&mut self, rows: Vec<office::Row>) {
        let rows = self.rows(rows);
        if let Some(table) = of_rows(rows.clone()) {
            self.parts.extend([Part::Table(table), Part::Text(Vec::new())]);
            return;
        }
        for row in rows {
            let texts = row.cells.iter().flat_map(|cell| cell.lines()).filter(|text| !text.trim().is_empty());
            self.add(texts.map(|text| Line { number: row.line, text: text.to_owned(), follows_blank: true }));
        }
    }

    /// The rows of a table; a merged cell stands in each of its rows, and in the first of its columns.
    fn rows(&mut self, blocks: Vec<office::Row>) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for office::Row { number, cells } in blocks {
            let above = rows.last().map_or(&[][..], |row| row.cells.as_slice());
            let texts = cells.iter().enumerate().map(|(at, cell)| match above.get(at).filter(|_| cell.continues) {
                Some(above) => {
                    // Read all the same: whether what follows stands behind a blank line is counted through every cell.
                    self.text(cell);
                    above.clone()
                }
                None => self.text(cell),
            });
            let cells = texts.collect();
            rows.push(Row { line: number, cells });
        }
        rows
    }

    fn text(&mut self, cell: &Cell) -> String {
        let lines = cell.paragraphs.iter().flat_map(|paragraph| self.lines(paragraph));
        lines.map(|line| line.text).collect::<Vec<_>>().join("\n")
    }

    /// The lines of a paragraph; it has several where somebody broke it by hand.
    fn lines(&mut self, paragraph: &Paragraph) -> Vec<Line> {
        let mut lines = Vec::new();
        for text in paragraph.text.lines().map(plain) {
            if text.is_empty() {
                self.follows_blank = true;
            } else {
                let follows_blank = std::mem::take(&mut self.follows_blank);
                lines.push(Line { number: paragraph.number, text, follows_blank });
            }
        }
        self.follows_blank |= paragraph.text.trim().is_empty();
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::parts;
    use crate::notice::page::table::Part;
    use crate::office::{Block, Paragraph};

    #[test]
    fn a_line_knows_whether_a_blank_one_stands_before_it() {
        let texts = ["一、总则", "", "各单位：\n\n请办理。", "　", "附件"];
        let blocks =
            (1..).zip(texts).map(|(number, text)| Block::Paragraph(Paragraph { number, text: text.to_owned() }));
        let [Part::Text(lines)] = &parts(blocks.collect())[..] else { panic!("one text") };
        let told: Vec<String> =
            lines.iter().map(|line| format!("{} {} {}", line.number, line.text, line.follows_blank)).collect();
        assert_eq!(told, ["1 一、总则 false", "3 各单位： true", "3 请办理。 true", "5 附件 true"]);
    }
}
