//! The tables of a document as comma-separated values (RFC 4180), in the shape that Excel opens rightly.

use std::borrow::Cow;
use std::io::{Error, Write};
use std::iter::once;

use csv::{Terminator, WriterBuilder};

use crate::document::{Block, Cell, Document, Grid, Table, Value, flat};

/// Writes the tables of the first page that has any, one under the other with an empty line between.
///
/// Begins with a byte-order mark, without which Excel takes the text for that of another country; lines end in CR LF. Days
/// are written as `2024-09-22`, numbers as digits. The names of a table's parts become its first column. A text that a
/// spreadsheet would take for a formula gets an apostrophe in front. Gives whether there was any table; where there was none,
/// nothing is written.
pub fn render(document: &Document<'_>, writer: &mut impl Write) -> Result<bool, Error> {
    let pages = document.pages();
    let first = pages.into_iter().map(|(_, blocks)| blocks).find(|blocks| blocks.iter().any(is_table));
    let Some(blocks) = first else { return Ok(false) };
    writer.write_all("\u{feff}".as_bytes())?;
    for (at, block) in blocks.iter().filter(|block| is_table(block)).enumerate() {
        if at > 0 {
            writer.write_all(b"\r\n")?;
        }
        match block {
            Block::Table(table) => write_table(table, writer)?,
            Block::Timeline(timeline) => write_table(&timeline.table(), writer)?,
            Block::Curve(curve) => write_table(&curve.table(), writer)?,
            Block::Grid(grid) => write_grid(grid, writer)?,
            _ => {}
        }
    }
    Ok(true)
}

fn is_table(block: &Block<'_>) -> bool {
    matches!(block, Block::Table(_) | Block::Timeline(_) | Block::Curve(_) | Block::Grid(_))
}

fn write_table(table: &Table<'_>, writer: &mut impl Write) -> Result<(), Error> {
    let table = table.with_parts_as_column();
    let table = table.with_total_as_row();
    let heads = table.columns.iter().map(|column| defused(&column.heading));
    let rows = table.rows.iter().map(|row| row.iter().map(written).collect::<Vec<_>>());
    write_rows(once(heads.collect()).chain(rows), writer)
}

fn write_grid(grid: &Grid<'_>, writer: &mut impl Write) -> Result<(), Error> {
    let heads = once(grid.corner.into()).chain(grid.columns.iter().map(written));
    let rows = grid.rows.iter().map(|(name, marks)| {
        let marks = marks.iter().map(|mark| defused(&mark.text));
        once(defused(name)).chain(marks).collect::<Vec<_>>()
    });
    write_rows(once(heads.collect()).chain(rows), writer)
}

fn write_rows<'r>(rows: impl Iterator<Item = Vec<Cow<'r, str>>>, writer: &mut impl Write) -> Result<(), Error> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(writer);
    for row in rows {
        writer.write_record(row.iter().map(|cell| cell.as_bytes()))?;
    }
    writer.flush()
}

fn written<'c>(cell: &'c Cell<'_>) -> Cow<'c, str> {
    match cell.value {
        Value::Number(number) => number.to_string().into(),
        Value::Day(day) => day.to_string().into(),
        Value::Share(_) | Value::Text => defused(&cell.text),
    }
}

/// Text that no spreadsheet takes for a formula, by the list of the OWASP on CSV injection, full-width signs included.
fn defused(text: &str) -> Cow<'_, str> {
    const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let text = flat(text);
    if text.trim_start().starts_with(SIGNS) { format!("'{text}").into() } else { text }
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::document::{Block, Cell, Document, Fit, Table, Total};

    fn written(blocks: Vec<Block<'_>>) -> (bool, String) {
        let mut bytes = Vec::new();
        let has_table = render(&Document { blocks }, &mut bytes).unwrap();
        (has_table, String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn a_table_has_its_mark_its_line_ends_and_its_parts_as_a_column() {
        let mut table =
            Table::new(&[("任务", Fit::Flowing), ("时限", Fit::Whole), ("逾期", Fit::Figure)]).parted_by("板块");
        table.begin_noted("（一）", "1项次");
        let due = "2024-09-22".parse().unwrap();
        table.rows.push(vec!["说“一”,\n再说\"二\"".into(), Cell::day("9月22日（周日）", due), Cell::counted(3, "天")]);
        table.total = Some(Total { of: "全部", cells: vec!["合计".into(), "".into(), Cell::number(3)] });
        let expected =
            "\u{feff}板块,任务,时限,逾期\r\n（一）,\"说“一”, 再说\"\"二\"\"\",2024-09-22,3\r\n全部,合计,,3\r\n";
        assert_eq!(written(vec![Block::Table(table)]), (true, expected.to_owned()));
    }

    #[test]
    fn only_the_first_page_with_a_table_is_written() {
        let table = |name: &'static str| Block::Table(Table::new(&[(name, Fit::Whole)]));
        let pages = vec![Block::Page("甲".into()), table("一"), table("二"), Block::Page("乙".into()), table("三")];
        assert_eq!(written(pages).1, "\u{feff}一\r\n\r\n二\r\n");
        assert_eq!(written(vec![Block::Paragraph("没有表格".into())]), (false, String::new()));
    }

    #[test]
    fn a_cell_cannot_become_a_formula_or_steer_a_terminal() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("+86 10", "'+86 10"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            ("\t=1", "'=1"),
            (" =1", "' =1"),
            ("——照片已交", "——照片已交"),
            ("清屏\u{1b}[2J", "清屏[2J"),
            ("<b>", "<b>"),
        ] {
            let mut table = Table::new(&[("备注", Fit::Flowing)]);
            table.rows.push(vec![text.into()]);
            assert_eq!(written(vec![Block::Table(table)]).1, format!("\u{feff}备注\r\n{expected}\r\n"), "{text:?}");
        }
    }
}
