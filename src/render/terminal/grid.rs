//! Marks at the crossings of rows and columns, with a legend.

use std::borrow::Cow;
use std::io::{Error, Write};

use unicode_width::UnicodeWidthStr;

use super::{BOLD, Screen, padded, style, styled};
use crate::document::{Cell, Grid, flat};
use crate::glyph::wrap::wrap;

/// Draws a grid in bands, each as many columns as the screen has room for, and the legend under it.
pub fn draw(grid: &Grid<'_>, screen: Screen, writer: &mut impl Write) -> Result<(), Error> {
    let marks = grid.rows.iter().flat_map(|(_, marks)| marks).map(|mark| mark.shortest().width());
    let column = marks.chain(grid.columns.iter().map(|name| name.shortest().width())).max().unwrap_or(1) + 1;
    let names = grid.rows.iter().map(|(name, _)| flat(name).width()).chain([grid.corner.width()]);
    let margin = names.max().unwrap_or(0) + 1;
    let band = screen.width.map_or(usize::MAX, |width| (width.saturating_sub(margin) / column).max(1));
    for from in (0..grid.columns.len()).step_by(band.min(grid.columns.len().max(1))) {
        let columns = from..from.saturating_add(band).min(grid.columns.len());
        if from > 0 {
            writeln!(writer)?;
        }
        let heads =
            grid.columns[columns.clone()].iter().map(|name| to_the_right(name.shortest(), column)).collect::<String>();
        writeln!(writer, "{}", styled(&format!("{}{heads}", padded(grid.corner, margin)), BOLD, screen))?;
        for (name, marks) in &grid.rows {
            let drawn: String = marks[columns.clone()].iter().map(|mark| drawn(mark, column, screen)).collect();
            writeln!(writer, "{}", format!("{}{drawn}", padded(&flat(name), margin)).trim_end())?;
        }
    }
    draw_legend(&grid.legend, screen, writer)
}

fn to_the_right(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(text.width())))
}

fn drawn(mark: &Cell<'_>, width: usize, screen: Screen) -> String {
    let blanks = " ".repeat(width.saturating_sub(mark.shortest().width()));
    format!("{blanks}{}", styled(mark.shortest(), style(mark.tone), screen))
}

fn draw_legend(legend: &[(Cell<'_>, Cow<'_, str>)], screen: Screen, writer: &mut impl Write) -> Result<(), Error> {
    let words: Vec<String> = legend.iter().map(|(mark, meaning)| format!("{} {meaning}", mark.shortest())).collect();
    let text = words.join("　");
    writeln!(writer)?;
    let lines = screen.width.map_or_else(|| vec![text.clone()], |width| wrap(&text, width));
    lines.iter().try_for_each(|line| writeln!(writer, "{line}"))
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::draw;
    use crate::document::{Cell, Grid, Tone};
    use crate::render::terminal::Screen;

    fn drawn(width: Option<usize>) -> String {
        let mark = |at: usize| if at.is_multiple_of(3) { Cell::from("") } else { Cell::toned("逾", Tone::Bad) };
        let grid = Grid {
            corner: "单位",
            marks: "办理状态",
            columns: (1..=12).map(|number| number.to_string().into()).collect(),
            rows: vec![
                ("市教育局".into(), (0..12).map(mark).collect()),
                ("柴河镇".into(), (1..13).map(mark).collect()),
            ],
            legend: vec![("逾".into(), "逾期未完成".into())],
        };
        let mut bytes = Vec::new();
        draw(&grid, Screen { width, ..Screen::default() }, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn marks_stand_under_their_columns() {
        insta::assert_snapshot!(drawn(Some(80)), @"
        单位       1  2  3  4  5  6  7  8  9 10 11 12
        市教育局     逾 逾    逾 逾    逾 逾    逾 逾
        柴河镇    逾 逾    逾 逾    逾 逾    逾 逾

        逾 逾期未完成
        ");
    }

    #[test]
    fn a_narrow_screen_gets_the_columns_in_bands() {
        for width in [20, 30, 40] {
            let drawn = drawn(Some(width));
            assert!(drawn.lines().all(|line| line.width() <= width), "{width}\n{drawn}");
            assert_eq!(drawn.matches('逾').count(), 8 + 8 + 2, "{width}\n{drawn}");
        }
        assert_eq!(drawn(None), drawn(Some(80)));
    }
}
