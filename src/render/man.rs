//! A document as a manual page for `man` (the `man` macros of roff).

use std::io::{Error, Write};

use roff::{Roff, bold, roman};

use crate::document::{Block, Cell, Document, Table, harmless};

/// Writes a document as the manual page `name` of section 1; tables become plain lines.
///
/// `about` is what `whatis` says of it.
pub fn render(document: &Document<'_>, name: &str, about: &str, writer: &mut impl Write) -> Result<(), Error> {
    let mut page = Roff::new();
    // An empty date would be lost, and what follows would take its place.
    page.control("TH", [name, "1", " ", "zlt", "zlt 手册"]);
    // By this heading whatis and apropos know a page.
    page.control("SH", ["NAME"]);
    page.text([roman(format!("{name} - {}", harmless(about)))]);
    for block in &document.blocks {
        draw(block, &mut page);
    }
    writer.write_all(page.to_roff().as_bytes())
}

fn draw(block: &Block<'_>, page: &mut Roff) {
    let rows = |rows: Vec<String>, page: &mut Roff| {
        page.control("nf", []);
        for row in rows {
            page.text([roman(harmless(&row))]);
        }
        page.control("fi", []);
    };
    match block {
        Block::Page(_) | Block::Letter(_) | Block::OnScreen(_) => {}
        Block::Title(text) | Block::Heading(text) | Block::Subheading(text) | Block::Mark(text) => {
            page.control("SH", [harmless(text).as_ref()]);
        }
        Block::Paragraph(text) | Block::Line(text, _) | Block::Remark(text) => {
            page.control("PP", []);
            page.text([roman(harmless(text))]);
        }
        Block::Facts(facts) => facts.iter().for_each(|(name, value)| {
            page.control("TP", []);
            page.text([bold(harmless(name))]);
            page.text([roman(harmless(&value.text))]);
        }),
        Block::Bars(bars) => {
            rows(bars.iter().map(|bar| format!("{}  {}", bar.label, bar.percent())).collect(), page);
        }
        Block::Table(table) => rows(lines(table), page),
        Block::Grid(grid) => {
            rows(grid.rows.iter().map(|(name, marks)| format!("{name}  {}", joined(marks))).collect(), page);
        }
        Block::Timeline(timeline) => rows(lines(&timeline.table()), page),
        Block::Curve(curve) => rows(lines(&curve.table()), page),
        Block::Excerpt(text) => rows(text.lines().map(str::to_owned).collect(), page),
    }
}

fn lines(table: &Table<'_>) -> Vec<String> {
    let heads = table.columns.iter().map(|column| column.heading.as_ref()).collect::<Vec<_>>().join("  ");
    std::iter::once(heads).chain(table.rows.iter().map(|row| joined(row))).collect()
}

fn joined(cells: &[Cell<'_>]) -> String {
    cells.iter().map(|cell| cell.text.as_ref()).collect::<Vec<_>>().join("  ")
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::document::{Block, Document};

    #[test]
    fn headings_options_and_leading_dots_are_set() {
        let blocks =
            vec![Block::Heading("选项".into()), Block::Facts(vec![("--on <日期>".into(), ".以点开头".into())])];
        let mut bytes = Vec::new();
        render(&Document { blocks }, "zlt-done", "登记为已完成", &mut bytes).unwrap();
        insta::assert_snapshot!(String::from_utf8(bytes).unwrap(), @r#"
        .TH zlt-done 1 " " zlt "zlt 手册"
        .SH NAME
        zlt\-done \- 登记为已完成
        .SH 选项
        .TP
        \fB\-\-on <日期>\fR
        \&.以点开头
        "#);
    }
}
