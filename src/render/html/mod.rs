//! A document as a web page in one file: nothing is fetched, and all of it can be read with scripts switched off.
//!
//! [`table`] draws rows and grids, [`chart`] pictures, [`choice`] the fields by which people choose rows. What the page looks
//! like stands in `style.css`, what choosing does in `script.js`.

mod chart;
mod choice;
mod table;

use std::io::{Error, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::document::{Block, Cell, Document, Side, Tone, flat, harmless, unbroken};
use choice::Choices;

/// Writes a document as a web page (HTML 5), readable on a phone and printable on A4.
pub fn render(document: &Document<'_>, writer: &mut impl Write) -> Result<(), Error> {
    let blocks = document.shown();
    let choices = Choices::of(&blocks);
    let first_part = first_part(&blocks);
    let is_alone = is_alone(&blocks);
    let page = html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content="zlt";
                // Without one of its own a browser would ask for an icon.
                link rel="icon" href="data:,";
                title { (document.title().unwrap_or_default()) }
                style { (PreEscaped(include_str!("style.css"))) }
            }
            body {
                main {
                    @for (at, block) in blocks.iter().enumerate() {
                        @if Some(at) == first_part {
                            // The fields stand under what the page says of itself.
                            (contents(&blocks)) (choices.fields())
                        }
                        @if at > 0 || !is_page(block) { (draw(block, at, &choices, is_alone)) }
                    }
                }
                @if !choices.is_empty() {
                    script { (PreEscaped(include_str!("script.js"))) }
                }
            }
        }
    };
    writer.write_all(page.into_string().as_bytes())
}

fn draw(block: &Block<'_>, at: usize, choices: &Choices<'_>, is_alone: bool) -> Markup {
    match block {
        Block::OnScreen(_) => html! {},
        Block::Page(_) | Block::Letter(_) => html! { hr.page; },
        Block::Mark(text) => html! { p.mark { (flat(text)) } },
        Block::Title(text) => html! { h1 { (unbroken(text)) } },
        Block::Heading(text) => html! { h2 id={ "b" (at) } { (flat(text)) } },
        Block::Subheading(text) => html! { h3 { (flat(text)) } },
        Block::Paragraph(text) => html! { p { (lines(text)) } },
        Block::Line(text, side) => html! { p class=(class_of_side(*side)) { (flat(text)) } },
        Block::Remark(text) => html! { p.remark { (lines(text)) } },
        Block::Facts(facts) => html! {
            dl { @for (name, value) in facts { dt { (flat(name)) } dd { (toned(value)) } } }
        },
        Block::Bars(bars) => chart::bars(bars),
        Block::Table(table) => table::table(table, choices, is_alone),
        Block::Grid(grid) => table::grid(grid, choices),
        Block::Timeline(timeline) => chart::timeline(timeline),
        Block::Curve(curve) => chart::curve(curve),
        Block::Excerpt(text) => html! { pre { (harmless(text)) } },
    }
}

/// Where the first part of a page begins: at its first heading, else at the first block that people can choose from.
fn first_part(blocks: &[&Block<'_>]) -> Option<usize> {
    let first = |is_it: fn(&Block<'_>) -> bool| blocks.iter().position(|block| is_it(block));
    first(|block| matches!(block, Block::Heading(_)))
        .or_else(|| first(|block| matches!(block, Block::Table(_) | Block::Grid(_))))
}

fn is_page(block: &Block<'_>) -> bool {
    matches!(block, Block::Page(_) | Block::Letter(_))
}

/// Whether a page has one table and nothing else to look at.
fn is_alone(blocks: &[&Block<'_>]) -> bool {
    let count = |is_it: fn(&Block<'_>) -> bool| blocks.iter().filter(|block| is_it(block)).count();
    count(|block| matches!(block, Block::Table(_))) == 1 && count(|block| matches!(block, Block::Heading(_))) == 0
}

/// Links to the parts of a page that has several.
fn contents(blocks: &[&Block<'_>]) -> Markup {
    let headings = blocks.iter().enumerate().filter_map(|(at, block)| match block {
        Block::Heading(text) => Some((at, flat(text))),
        _ => None,
    });
    let headings: Vec<_> = headings.collect();
    html! {
        @if headings.len() > 3 {
            nav { @for (at, text) in headings { a href={ "#b" (at) } { (text) } } }
        }
    }
}

fn class_of_side(side: Side) -> &'static str {
    match side {
        Side::Start => "start",
        Side::Middle => "middle",
        Side::End => "end",
    }
}

/// Harmless text whose line breaks stay.
fn lines(text: &str) -> Markup {
    let text = harmless(text);
    html! { @for (at, line) in text.lines().enumerate() { @if at > 0 { br; } (line) } }
}

/// A value in the colour of its tone.
fn toned(cell: &Cell<'_>) -> Markup {
    html! { @if cell.tone == Tone::Plain { (lines(&cell.text)) } @else { span class=(class_of_tone(cell.tone)) { (lines(&cell.text)) } } }
}

fn class_of_tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "",
        Tone::Good => "good",
        Tone::Soon => "soon",
        Tone::Bad => "bad",
        Tone::Quiet => "quiet",
    }
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::document::{Bar, Block, Cell, Document, Fit, Grid, Table, Tone};

    fn drawn(blocks: Vec<Block<'_>>) -> String {
        let mut bytes = Vec::new();
        render(&Document { blocks }, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn text_cannot_become_markup_or_steer_anything() {
        let evil = "<script>alert(1)</script>\u{1b}[2J\u{ffff}\" onload=x &amp;";
        let mut table = Table::new(&[("单位", Fit::Whole)]).chosen_by(&["单位"]);
        table.begin(evil);
        table.rows.push(vec![evil.into()]);
        let grid = Grid {
            corner: "单位",
            marks: "办理状态",
            columns: vec![Cell::from(evil)],
            rows: vec![(evil.into(), vec![Cell::toned(evil, Tone::Bad).or_brief("<i>")])],
            legend: vec![(Cell::from(evil), evil.into())],
        };
        let bar = Bar { label: evil.into(), share: Some(0.5), note: evil.into() };
        let page = drawn(vec![
            Block::Title(evil.into()),
            Block::Heading(evil.into()),
            Block::Paragraph(evil.into()),
            Block::Facts(vec![(evil.into(), evil.into())]),
            Block::Bars(vec![bar]),
            Block::Table(table),
            Block::Grid(grid),
            Block::Excerpt(evil.into()),
        ]);
        assert_eq!(page.matches("<script>").count(), 1, "only the page's own");
        assert!(!page.contains(['\u{1b}', '\u{ffff}']));
        assert!(!page.contains("\" onload"), "quotes are escaped in attributes");
        assert!(page.contains("&lt;script&gt;alert(1)"));
    }

    #[test]
    fn whatever_can_be_chosen_from_has_its_fields_and_no_page_begins_with_a_rule() {
        let grid = Grid {
            corner: "单位",
            marks: "办理状态",
            columns: vec!["1".into()],
            rows: vec![("甲".into(), vec!["完".into()])],
            legend: vec![("完".into(), "按期完成1".into())],
        };
        let page = drawn(vec![Block::Page("一".into()), Block::Title("对照".into()), Block::Grid(grid)]);
        assert_eq!(page.matches("<form id=\"choices\" hidden>").count(), 1, "{page}");
        assert!(!page.contains("<hr"), "{page}");
    }

    #[test]
    fn rows_say_by_place_what_they_are_chosen_by() {
        let mut table = Table::new(&[("单位", Fit::Whole), ("备注", Fit::Whole), ("状态", Fit::Whole)])
            .chosen_by(&["单位", "状态"]);
        for [unit, standing] in [["甲|局", "完"], ["乙  局", "逾"], ["甲|局", "逾"]] {
            table.rows.push(vec![unit.into(), "".into(), standing.into()]);
        }
        let page = drawn(vec![Block::Table(table)]);
        let told: Vec<&str> =
            page.split("<tr data-choice=\"").skip(1).filter_map(|row| row.split('"').next()).collect();
        assert_eq!(told, ["0=0 1=0", "0=1 1=1", "0=0 1=1"]);
        assert!(page.contains("<option value=\"1\">乙  局</option>"), "{page}");
    }

    #[test]
    fn a_page_without_choices_has_no_script() {
        let mut table = Table::new(&[("编号", Fit::Whole)]);
        table.rows.push(vec!["7".into()]);
        let page = drawn(vec![Block::Table(table)]);
        assert!(!page.contains("<script") && !page.contains("http"), "{page}");
    }
}
