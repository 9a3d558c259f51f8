//! A document as text for a terminal, or for a pipe.

mod bar;
mod cards;
mod grid;
mod table;

use std::borrow::Cow;
use std::io::{Error, Write};

use unicode_width::UnicodeWidthStr;

use crate::document::{Block, Cell, Document, Side, Tone, flat, harmless, unbroken};
use crate::glyph::wrap::wrap;

/// What the page is shown on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Screen {
    /// Columns to keep to; `None` for a pipe, where nothing is wrapped.
    pub width: Option<usize>,
    /// Whether tones show as colours.
    pub has_color: bool,
    /// Whether borders and bars are drawn with `+ - |` alone.
    pub is_ascii: bool,
}

/// Writes a document as text.
pub fn render(document: &Document<'_>, screen: Screen, writer: &mut impl Write) -> Result<(), Error> {
    let mut before = None;
    let is_empty = |block: &&Block<'_>| matches!(block, Block::Table(table) if table.is_empty());
    document.blocks.iter().flat_map(on_screen).filter(|block| !is_empty(block)).try_for_each(|block| {
        if before.is_some_and(|before| has_gap(before, block)) {
            writeln!(writer)?;
        }
        before = Some(block);
        draw(block, screen, writer)
    })
}

/// The block itself, or the blocks that are for the screen alone.
fn on_screen<'b, 't>(block: &'b Block<'t>) -> &'b [Block<'t>] {
    if let Block::OnScreen(blocks) = block { blocks } else { std::slice::from_ref(block) }
}

/// Whether an empty line stands between two blocks.
fn has_gap(before: &Block<'_>, block: &Block<'_>) -> bool {
    match (before, block) {
        (Block::Heading(_) | Block::Subheading(_) | Block::Mark(_), _) | (Block::Remark(_), Block::Remark(_)) => false,
        (_, block) => !matches!(block, Block::Paragraph(_) | Block::Line(..) | Block::Bars(_)),
    }
}

fn draw(block: &Block<'_>, screen: Screen, writer: &mut impl Write) -> Result<(), Error> {
    match block {
        Block::Page(_) | Block::Letter(_) | Block::OnScreen(_) => Ok(()),
        Block::Title(text) => draw_lines(&unbroken(text), BOLD, screen, writer),
        Block::Heading(text) | Block::Subheading(text) | Block::Mark(text) => {
            draw_lines(&flat(text), BOLD, screen, writer)
        }
        Block::Paragraph(text) => draw_lines(text, "", screen, writer),
        Block::Line(text, side) => draw_line(&flat(text), *side, screen, writer),
        Block::Remark(text) => draw_lines(text, DIM, screen, writer),
        Block::Facts(facts) => facts.iter().try_for_each(|(name, value)| draw_fact(name, value, facts, screen, writer)),
        Block::Bars(bars) => bar::draw(bars, screen, writer),
        Block::Table(table) => table::draw(table, screen, writer),
        Block::Grid(grid) => grid::draw(grid, screen, writer),
        Block::Timeline(timeline) => table::draw(&timeline.table(), screen, writer),
        Block::Curve(curve) => table::draw(&curve.table(), screen, writer),
        Block::Excerpt(text) => writeln!(writer, "{}", harmless(text)),
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

fn draw_lines(text: &str, style: &str, screen: Screen, writer: &mut impl Write) -> Result<(), Error> {
    let text = harmless(text);
    let Some(width) = screen.width else { return writeln!(writer, "{}", styled(&text, style, screen)) };
    wrap(&text, width).iter().try_for_each(|line| writeln!(writer, "{}", styled(line, style, screen)))
}

/// A line set to its side; into a pipe, where there are no sides, as it is.
fn draw_line(text: &str, side: Side, screen: Screen, writer: &mut impl Write) -> Result<(), Error> {
    let room = screen.width.unwrap_or(0).saturating_sub(text.width());
    let margin = match side {
        Side::Start => 0,
        Side::Middle => room / 2,
        Side::End => room,
    };
    draw_lines(&format!("{}{text}", " ".repeat(margin)), "", screen, writer)
}

fn draw_fact(
    name: &str,
    value: &Cell<'_>,
    facts: &[(Cow<'_, str>, Cell<'_>)],
    screen: Screen,
    writer: &mut impl Write,
) -> Result<(), Error> {
    let widest = facts.iter().map(|(name, _)| flat(name).width()).max().unwrap_or(0);
    let indent = widest + 2;
    let (name, text) = (flat(name), flat(&value.text));
    let lines = screen.width.map_or(vec![text.to_string()], |width| wrap(&text, width.saturating_sub(indent).max(10)));
    for (at, line) in lines.iter().enumerate() {
        let name = if at == 0 { name.as_ref() } else { "" };
        writeln!(writer, "{}{}", padded(name, indent), styled(line, style(value.tone), screen))?;
    }
    Ok(())
}

/// Text with blanks behind it up to a width.
fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::{Screen, render};
    use crate::document::{Block, Cell, Document, Fit, Table, Tone};

    fn drawn(document: &Document<'_>, width: Option<usize>, has_color: bool) -> String {
        let mut bytes = Vec::new();
        render(document, Screen { width, has_color, is_ascii: false }, &mut bytes).unwrap();
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
    fn parts_stand_before_their_rows_across_all_columns() {
        let mut table = Table::new(&[("任务", Fit::Flowing), ("完成率", Fit::Share)]);
        table.begin("（一）加强组织领导");
        table.rows.push(vec!["开展“从党的民族政策中找答案”系列教育活动".into(), Cell::share("50.0%", Some(0.5))]);
        table.begin("（二）营造氛围");
        table.rows.push(vec!["甲".into(), Cell::share("—", None)]);
        let page = Document { blocks: vec![Block::Table(table)] };
        insta::assert_snapshot!(drawn(&page, Some(50), false), @"
        ┌──────────────────────────────────────┬────────┐
        │ 任务                                 ┆ 完成率 │
        ╞══════════════════════════════════════╪════════╡
        ├─ （一）加强组织领导 ──────────────────────────┤
        │ 开展“从党的民族政策中找答案”系列教育 ┆  50.0% │
        │ 活动                                 ┆        │
        ├─ （二）营造氛围 ──────────────────────────────┤
        │ 甲                                   ┆      — │
        └──────────────────────────────────────┴────────┘
        ");
        insta::assert_snapshot!(drawn(&page, Some(30), false), @"
        ┌───────────────────┬────────┐
        │ 任务              ┆ 完成率 │
        ╞═══════════════════╪════════╡
        ├─ （一）加强组织领导 ───────┤
        │ 开展“从党的民族政 ┆  50.0% │
        │ 策中找答案”系列教 ┆        │
        │ 育活动            ┆        │
        ├─ （二）营造氛围 ───────────┤
        │ 甲                ┆      — │
        └───────────────────┴────────┘
        ");
        let border = drawn(&page, Some(60), false).lines().next().unwrap().width();
        let colored = drawn(&page, Some(60), true);
        let part = colored.lines().find(|line| line.contains("加强组织领导")).unwrap();
        assert_eq!(part.replace("\u{1b}[1m", "").replace("\u{1b}[0m", "").width(), border, "{colored}");
        let mut bytes = Vec::new();
        render(&page, Screen { width: Some(60), has_color: false, is_ascii: true }, &mut bytes).unwrap();
        insta::assert_snapshot!(String::from_utf8(bytes).unwrap(), @"
        +------------------------------------------+--------+
        | 任务                                     | 完成率 |
        +==========================================+========+
        |- （一）加强组织领导 ------------------------------|
        | 开展“从党的民族政策中找答案”系列教育活动 |  50.0% |
        |- （二）营造氛围 ----------------------------------|
        | 甲                                       |      — |
        +------------------------------------------+--------+
        ");
    }

    #[test]
    fn a_card_breaks_between_cells() {
        let drawn = drawn(&page("开展主题党日活动"), Some(30), false);
        assert_eq!(drawn, "标题\n\n编号  任务  时限\n编号 7  开展主题党日活动\n  9月22日（周日）\n");
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
