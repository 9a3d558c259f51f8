//! A document as text for a terminal, or for a pipe.

use std::borrow::Cow;
use std::io::{Error, Write};

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{Attribute, Cell as TableCell, CellAlignment, Color, ContentArrangement, Table as DrawnTable};
use unicode_width::UnicodeWidthStr;

use super::wrap::wrap;
use crate::document::{Block, Cell, Document, Fit, Table, Tone, harmless};

/// What the page is shown on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Screen {
    /// Columns to keep to; `None` for a pipe, where nothing is wrapped.
    pub width: Option<usize>,
    /// Whether tones show as colours.
    pub has_color: bool,
}

/// Writes a document as text.
pub fn render(document: &Document<'_>, screen: Screen, writer: &mut impl Write) -> Result<(), Error> {
    let mut is_after_gap = true;
    for block in &document.blocks {
        if !is_after_gap && !matches!(block, Block::Paragraph(_) | Block::Bar(..)) {
            writeln!(writer)?;
        }
        draw(block, screen, writer)?;
        is_after_gap = matches!(block, Block::Heading(_));
    }
    Ok(())
}

fn draw(block: &Block<'_>, screen: Screen, writer: &mut impl Write) -> Result<(), Error> {
    match block {
        Block::Title(text) | Block::Heading(text) => writeln!(writer, "{}", styled(&flat(text), BOLD, screen)),
        Block::Paragraph(text) => draw_lines(text, "", screen, writer),
        Block::Remark(text) => draw_lines(text, DIM, screen, writer),
        Block::Facts(facts) => facts.iter().try_for_each(|(name, value)| draw_fact(name, value, facts, screen, writer)),
        Block::Bar(name, share) => draw_bar(name, *share, screen, writer),
        Block::Table(table) => draw_table(table, screen, writer),
    }
}

const BOLD: &str = "1";
const DIM: &str = "2";

fn styled<'t>(text: &'t str, style: &str, screen: Screen) -> Cow<'t, str> {
    if screen.has_color && !style.is_empty() {
        Cow::Owned(format!("\u{1b}[{style}m{text}\u{1b}[0m"))
    } else {
        Cow::Borrowed(text)
    }
}

fn style(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "",
        Tone::Good => "32",
        Tone::Soon => "33",
        Tone::Bad => "31",
        Tone::Quiet => DIM,
    }
}

/// Harmless text on one line.
fn flat(text: &str) -> Cow<'_, str> {
    match harmless(text) {
        text if text.contains('\n') => Cow::Owned(text.replace('\n', " ")),
        text => text,
    }
}

fn draw_lines(text: &str, style: &str, screen: Screen, writer: &mut impl Write) -> Result<(), Error> {
    let text = harmless(text);
    let Some(width) = screen.width else { return writeln!(writer, "{}", styled(&text, style, screen)) };
    wrap(&text, width).iter().try_for_each(|line| writeln!(writer, "{}", styled(line, style, screen)))
}

fn draw_fact(
    name: &str,
    value: &Cell<'_>,
    facts: &[(Cow<'_, str>, Cell<'_>)],
    screen: Screen,
    writer: &mut impl Write,
) -> Result<(), Error> {
    let widest = facts.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    let indent = widest + 2;
    let text = flat(&value.text);
    let lines = screen.width.map_or(vec![text.to_string()], |width| wrap(&text, width.saturating_sub(indent).max(10)));
    for (at, line) in lines.iter().enumerate() {
        let name = if at == 0 { name } else { "" };
        let gap = " ".repeat(indent - name.width());
        writeln!(writer, "{name}{gap}{}", styled(line, style(value.tone), screen))?;
    }
    Ok(())
}

fn draw_bar(name: &str, share: f64, screen: Screen, writer: &mut impl Write) -> Result<(), Error> {
    let length = screen.width.unwrap_or(80).saturating_sub(name.width() + 12).clamp(10, 40);
    let filled = ((share * length as f64).round() as usize).min(length);
    let bar = format!("{}{}", "█".repeat(filled), "░".repeat(length - filled));
    writeln!(writer, "{name}  {bar} {:>5.1}%", share * 100.0)
}

fn draw_table(table: &Table<'_>, screen: Screen, writer: &mut impl Write) -> Result<(), Error> {
    let widths = match screen.width.map(|width| widths(table, width)) {
        Some(None) => return draw_cards(table, screen, writer),
        Some(widths) => widths,
        None => None,
    };
    let fitted = |text: &str, at: usize| match &widths {
        Some(widths) => wrap(text, widths[at]).join("\n"),
        None => text.to_owned(),
    };
    let mut drawn = DrawnTable::new();
    drawn.load_style(UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Disabled);
    if screen.has_color {
        drawn.enforce_styling()
    } else {
        drawn.force_no_tty()
    };
    let headings = table.columns.iter().enumerate().map(|(at, column)| fitted(column.heading, at));
    drawn.set_header(headings.map(|heading| TableCell::new_owned(heading).add_attribute(Attribute::Bold)));
    for row in &table.rows {
        let cells = row.iter().enumerate();
        drawn.add_row(cells.map(|(at, cell)| toned(TableCell::new_owned(fitted(&flat(&cell.text), at)), cell.tone)));
    }
    for (column, drawn) in table.columns.iter().zip(drawn.column_iter_mut()) {
        if column.fit == Fit::Figure {
            drawn.set_cell_alignment(CellAlignment::Right);
        }
    }
    drawn.lines().try_for_each(|line| writeln!(writer, "{}", line.trim_end()))
}

/// A table on a screen too narrow for its columns: the cells of a row one after the other, later lines indented.
fn draw_cards(table: &Table<'_>, screen: Screen, writer: &mut impl Write) -> Result<(), Error> {
    let named = table.columns.iter().filter(|column| column.fit != Fit::Figure);
    for line in card(named.map(|column| column.heading.to_owned()).collect(), screen) {
        writeln!(writer, "{}", styled(&line, BOLD, screen))?;
    }
    for row in &table.rows {
        let filled = table.columns.iter().zip(row).filter(|(_, cell)| !cell.text.is_empty());
        // A figure alone says nothing: its heading goes with it.
        let cells = filled.map(|(column, cell)| match column.fit {
            Fit::Figure => format!("{} {}", column.heading, flat(&cell.text)),
            Fit::Whole | Fit::Flowing => flat(&cell.text).into_owned(),
        });
        card(cells.collect(), screen).iter().try_for_each(|line| writeln!(writer, "{line}"))?;
    }
    Ok(())
}

/// The lines of a card; a cell is broken only where it is wider than a line.
fn card(cells: Vec<String>, screen: Screen) -> Vec<String> {
    const GAP: &str = "  ";
    let width = screen.width.unwrap_or(usize::MAX);
    let mut lines = vec![String::new()];
    for cell in cells {
        for piece in wrap(&cell, width.saturating_sub(GAP.len())) {
            match lines.last_mut() {
                Some(line) if line.is_empty() => *line = piece,
                Some(line) if line.width() + GAP.len() + piece.width() <= width => *line += &format!("{GAP}{piece}"),
                _ => lines.push(format!("{GAP}{piece}")),
            }
        }
    }
    lines
}

fn toned(cell: TableCell, tone: Tone) -> TableCell {
    match tone {
        Tone::Plain => cell,
        Tone::Good => cell.fg(Color::Green),
        Tone::Soon => cell.fg(Color::Yellow),
        Tone::Bad => cell.fg(Color::Red),
        Tone::Quiet => cell.add_attribute(Attribute::Dim),
    }
}

/// How wide each column is so that the table keeps to the screen; `None` where it cannot without breaking names and days.
///
/// Headings of figures wrap first, then flowing columns give way.
fn widths(table: &Table<'_>, screen: usize) -> Option<Vec<usize>> {
    const LEAST: usize = 16;
    let borders = 3 * table.columns.len() + 1;
    let available = screen.saturating_sub(borders);
    let content = |at: usize| table.rows.iter().map(|row| flat(&row[at].text).width()).max().unwrap_or(0);
    let natural = |at: usize| content(at).max(table.columns[at].heading.width());
    let of = |wanted: Fit| (0..table.columns.len()).filter(move |&at| table.columns[at].fit == wanted);
    let mut widths: Vec<usize> = (0..table.columns.len()).map(natural).collect();
    if widths.iter().sum::<usize>() > available {
        of(Fit::Figure)
            .for_each(|at| widths[at] = content(at).max(table.columns[at].heading.width().div_ceil(4) * 2).max(4));
        shrink(&mut widths, &of(Fit::Flowing).collect::<Vec<_>>(), available, LEAST);
    }
    (widths.iter().sum::<usize>() <= available).then_some(widths)
}

/// Takes from the widest of these columns, one column of the screen at a time, until all columns fit or none can give more.
fn shrink(widths: &mut [usize], places: &[usize], available: usize, least: usize) {
    while widths.iter().sum::<usize>() > available {
        let widest = places.iter().copied().filter(|&at| widths[at] > least).max_by_key(|&at| widths[at]);
        let Some(widest) = widest else { return };
        widths[widest] -= 1;
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::{Screen, render};
    use crate::document::{Block, Cell, Document, Fit, Table, Tone};

    fn drawn(document: &Document<'_>, width: Option<usize>, has_color: bool) -> String {
        let mut bytes = Vec::new();
        render(document, Screen { width, has_color }, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn page<'t>(note: &'t str) -> Document<'t> {
        let mut table = Table::new(&[("编号", Fit::Figure), ("任务", Fit::Flowing), ("时限", Fit::Whole)]);
        table.rows.push(vec!["7".into(), note.into(), Cell::toned("9月22日（周日）", Tone::Bad)]);
        Document { blocks: vec![Block::Title("标题".into()), Block::Table(table)] }
    }

    #[test]
    fn a_table_keeps_to_the_screen() {
        let page = page("开展“从党的民族政策中找答案”系列教育活动，各单位把总结和图片影像等资料一并报送至市民委3010室");
        for width in [30, 40, 60, 80, 120] {
            let drawn = drawn(&page, Some(width), false);
            assert!(drawn.lines().all(|line| line.width() <= width), "{width}\n{drawn}");
            assert!(drawn.contains("9月22日（周日）"), "days stay whole\n{drawn}");
            assert_eq!(drawn.contains('│'), width > 40, "too narrow for columns, rows are cards\n{drawn}");
        }
    }

    #[test]
    fn a_card_breaks_between_cells() {
        let drawn = drawn(&page("开展主题党日活动"), Some(30), false);
        assert_eq!(drawn, "标题\n\n任务  时限\n编号 7  开展主题党日活动\n  9月22日（周日）\n");
    }

    #[test]
    fn a_pipe_gets_one_line_a_row() {
        let drawn = drawn(&page("很长的说明。".repeat(50).leak()), None, false);
        assert_eq!(drawn.lines().count(), 7, "{drawn}");
    }

    #[test]
    fn colours_appear_only_where_asked_for() {
        assert!(!drawn(&page("甲"), Some(80), false).contains('\u{1b}'));
        assert!(drawn(&page("甲"), Some(80), true).contains("\u{1b}[38;5;9m 9月22日（周日）"));
    }

    #[test]
    fn a_note_cannot_steer_the_terminal() {
        let drawn = drawn(&page("清屏\u{1b}[2J\u{7}\u{202e}\r\n换行"), Some(80), false);
        assert!(!drawn.contains(['\u{1b}', '\u{7}', '\u{202e}', '\r']), "{drawn:?}");
        assert!(drawn.contains("清屏[2J 换行"));
    }
}
