//! A document as Markdown (CommonMark, with tables as GitHub reads them).

use std::borrow::Cow;
use std::io::{Error, Write};

use crate::document::{Bar, Block, Cell, Document, Fit, Grid, Table, harmless, unbroken};

/// Writes a document as Markdown; `level` is the number of `#` that its title gets.
pub fn render(document: &Document<'_>, level: usize, writer: &mut impl Write) -> Result<(), Error> {
    let blocks = document.shown().into_iter().skip_while(|block| matches!(block, Block::Page(_) | Block::Letter(_)));
    for (at, block) in blocks.enumerate() {
        if at > 0 {
            writeln!(writer)?;
        }
        draw(block, level, writer)?;
    }
    Ok(())
}

fn draw(block: &Block<'_>, level: usize, writer: &mut impl Write) -> Result<(), Error> {
    match block {
        Block::OnScreen(_) => Ok(()),
        Block::Page(_) | Block::Letter(_) => writeln!(writer, "---"),
        Block::Mark(text) => writeln!(writer, "**{}**", flat(text)),
        Block::Title(text) => writeln!(writer, "{} {}", "#".repeat(level), flat(&unbroken(text))),
        Block::Heading(text) => writeln!(writer, "{} {}", "#".repeat(level + 1), flat(text)),
        Block::Subheading(text) => writeln!(writer, "{} {}", "#".repeat(level + 2), flat(text)),
        Block::Paragraph(text) | Block::Remark(text) | Block::Line(text, _) => {
            writeln!(writer, "{}", text.lines().map(line).collect::<Vec<_>>().join("  \n"))
        }
        Block::Facts(facts) => {
            facts.iter().try_for_each(|(name, value)| writeln!(writer, "- **{}**：{}", flat(name), flat(&value.text)))
        }
        Block::Bars(bars) => bars.iter().try_for_each(|bar| draw_bar(bar, writer)),
        Block::Table(table) => draw_table(table, writer),
        Block::Grid(grid) => draw_grid(grid, writer),
        Block::Timeline(timeline) => draw_table(&timeline.table(), writer),
        Block::Curve(curve) => draw_table(&curve.table(), writer),
        Block::Excerpt(text) => {
            let fence = fence(text);
            writeln!(writer, "{fence}text\n{}\n{fence}", harmless(text))
        }
    }
}

/// What stands around a text that is shown as it is: more of these marks than it has itself.
fn fence(text: &str) -> String {
    let longest = text.split(|one| one != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(longest.max(2) + 1)
}

fn draw_bar(bar: &Bar<'_>, writer: &mut impl Write) -> Result<(), Error> {
    let note = if bar.note.is_empty() { String::new() } else { format!("（{}）", flat(&bar.note)) };
    writeln!(writer, "- **{}**：{}{note}", flat(&bar.label), bar.percent())
}

fn draw_table(table: &Table<'_>, writer: &mut impl Write) -> Result<(), Error> {
    let table = &table.with_total_as_row();
    let heads: Vec<Cow<'_, str>> = table.columns.iter().map(|column| flat(&column.heading)).collect();
    let rules: Vec<Cow<'_, str>> = table.columns.iter().map(|column| rule(column.fit).into()).collect();
    draw_row(&heads, writer)?;
    draw_row(&rules, writer)?;
    let mut parts = table.parts.iter().peekable();
    for (at, row) in table.rows.iter().enumerate() {
        while let Some(part) = parts.next_if(|part| part.at == at) {
            let mut cells = vec![Cow::Borrowed(""); table.columns.len()];
            cells[0] = format!("**{}**", flat(&part.label())).into();
            draw_row(&cells, writer)?;
        }
        draw_row(&row.iter().map(|cell| flat(&cell.text)).collect::<Vec<_>>(), writer)?;
    }
    Ok(())
}

fn draw_grid(grid: &Grid<'_>, writer: &mut impl Write) -> Result<(), Error> {
    let heads = std::iter::once(grid.corner.into()).chain(grid.columns.iter().map(|name| flat(name.shortest())));
    draw_row(&heads.collect::<Vec<_>>(), writer)?;
    draw_row(&vec!["---".into(); grid.columns.len() + 1], writer)?;
    for (name, marks) in &grid.rows {
        let cells = std::iter::once(flat(name)).chain(marks.iter().map(|mark| flat(mark.shortest())));
        draw_row(&cells.collect::<Vec<_>>(), writer)?;
    }
    let legend = |(mark, meaning): &(Cell<'_>, Cow<'_, str>)| format!("{} {}", flat(mark.shortest()), flat(meaning));
    writeln!(writer, "\n{}", grid.legend.iter().map(legend).collect::<Vec<_>>().join("　"))
}

fn draw_row(cells: &[Cow<'_, str>], writer: &mut impl Write) -> Result<(), Error> {
    writeln!(writer, "| {} |", cells.join(" | "))
}

fn rule(fit: Fit) -> &'static str {
    if matches!(fit, Fit::Figure | Fit::Share) { "--:" } else { "---" }
}

/// Harmless text on one line, with what Markdown would take for marks escaped.
fn flat(text: &str) -> Cow<'static, str> {
    escaped(text).replace('\n', " ").into()
}

/// A line that cannot begin a list, a heading or a quotation.
fn line(text: &str) -> String {
    let text = escaped(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_numbered = digits > 0 && text[digits..].starts_with(['.', ')']);
    match text.chars().next() {
        Some('-' | '+' | '=' | '~') => format!("\\{text}"),
        _ if is_numbered => format!("{}\\{}", &text[..digits], &text[digits..]),
        _ => text,
    }
}

fn escaped(text: &str) -> String {
    harmless(text).chars().fold(String::new(), |mut escaped, character| {
        if "\\`*_[]<>|#".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
        escaped
    })
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::document::{Block, Cell, Document, Fit, Table};

    #[test]
    fn text_cannot_become_marks_and_cells_stay_in_their_row() {
        let mut table = Table::new(&[("任务", Fit::Flowing), ("完成率", Fit::Share)]);
        table.begin("（一）");
        table.rows.push(vec!["<b>|*\n二".into(), Cell::share("50.0%", Some(0.5))]);
        let page = Document { blocks: vec![Block::Title("标题".into()), Block::Table(table)] };
        let mut bytes = Vec::new();
        render(&page, 1, &mut bytes).unwrap();
        let expected = "# 标题\n\n| 任务 | 完成率 |\n| --- | --: |\n| **（一）** |  |\n| \\<b\\>\\|\\* 二 | 50.0% |\n";
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }

    #[test]
    fn a_line_of_text_cannot_begin_a_list_or_a_heading() {
        let page = Document { blocks: vec![Block::Paragraph("- 一\n1. 二\n===\n# 三\n2024年".into())] };
        let mut bytes = Vec::new();
        render(&page, 1, &mut bytes).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), "\\- 一  \n1\\. 二  \n\\===  \n\\# 三  \n2024年\n");
    }

    #[test]
    fn no_text_ends_the_fence_around_it() {
        let page = Document { blocks: vec![Block::Excerpt("一\n```\n# 二".into())] };
        let mut bytes = Vec::new();
        render(&page, 1, &mut bytes).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), "````text\n一\n```\n# 二\n````\n");
    }

    #[test]
    fn what_is_for_the_screen_alone_is_left_out() {
        let blocks = vec![Block::Paragraph("一".into()), Block::OnScreen(vec![Block::Paragraph("二".into())])];
        let mut bytes = Vec::new();
        render(&Document { blocks }, 1, &mut bytes).unwrap();
        assert_eq!(bytes, "一\n".as_bytes());
    }
}
