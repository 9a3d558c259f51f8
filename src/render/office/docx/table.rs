//! Rows under headed columns, bars and grids as tables of Word.

use std::io::Error;
use std::iter::once;

use unicode_width::UnicodeWidthStr;

use super::run::write_run;
use super::xml::Xml;
use crate::document::{Bar, Cell, Fit, Grid, Table, Tone, flat};
use crate::render::wrap::folded;

/// The width of the type area, 156 mm, in twentieths of a point.
const AREA: usize = 8844;
/// What a cell leaves free beside its text, in the same.
const MARGIN: usize = 240;
/// The sizes of type for tables, in points: the largest in which all columns fit is taken.
const SIZES: [f64; 4] = [12.0, 10.5, 9.0, 7.5];
/// The least that a column of running text is narrowed to, in columns of a terminal.
const NARROWEST: usize = 14;

/// From how wide on a text claims little more room.
const LONG: usize = 44;

/// How a cell is set.
#[derive(Clone, Copy)]
struct Setting {
    style: &'static str,
    side: &'static str,
    tone: Tone,
    /// In half points.
    size: usize,
}

/// Writes a table across the type area.
pub fn write_table(table: &Table<'_>, xml: &mut Xml) -> Result<(), Error> {
    let table = &table.with_total_as_row();
    let (size, widths) = layout(table);
    let plain = Setting { style: "Cell", side: "left", tone: Tone::Plain, size };
    let head = Setting { style: "CellHead", side: "center", ..plain };
    xml.within("w:tbl", &[], |xml| {
        begin(xml, &widths)?;
        let heads: Vec<(String, Setting)> =
            table.columns.iter().map(|column| (flat(&column.heading).into_owned(), head)).collect();
        write_row(xml, &heads, &widths, true)?;
        let mut parts = table.parts.iter().peekable();
        for (at, row) in table.rows.iter().enumerate() {
            while let Some(part) = parts.next_if(|part| part.at == at) {
                write_part(xml, &part.label(), head, table.columns.len(), &widths)?;
            }
            let cells = row.iter().zip(&table.columns).map(|(cell, column)| {
                let side = if column.fit == Fit::Flowing { "left" } else { "center" };
                (flat(&cell.text).into_owned(), Setting { side, tone: cell.tone, ..plain })
            });
            write_row(xml, &cells.collect::<Vec<_>>(), &widths, false)?;
        }
        Ok(())
    })
}

/// Writes shares as bars, each a row of its own: its name, the part and the rest, the figure.
pub fn write_bars(bars: &[Bar<'_>], xml: &mut Xml) -> Result<(), Error> {
    const NAME: usize = 1900;
    const BAR: usize = 5300;
    const FIGURE: usize = AREA - NAME - BAR;
    for (at, bar) in bars.iter().enumerate() {
        if at > 0 {
            xml.within("w:p", &[], |xml| xml.within("w:pPr", &[], |xml| xml.empty("w:pStyle", &[("w:val", "Gap")])))?;
        }
        let part = (bar.share.unwrap_or(0.0).clamp(0.0, 1.0) * BAR as f64).round() as usize;
        let pieces = [(NAME, None), (part, Some("2F6FAB")), (BAR - part, Some("E6EAEE")), (FIGURE, None)];
        let pieces: Vec<(usize, Option<&str>)> = pieces.into_iter().filter(|(width, _)| *width > 0).collect();
        let last = pieces.len() - 1;
        xml.within("w:tbl", &[], |xml| {
            let widths: Vec<usize> = pieces.iter().map(|(width, _)| *width).collect();
            begin_without_lines(xml, &widths)?;
            xml.within("w:tr", &[], |xml| {
                for (place, (width, shade)) in pieces.iter().enumerate() {
                    let text = match place {
                        0 => flat(&bar.label).into_owned(),
                        place if place == last => bar.percent(),
                        _ => String::new(),
                    };
                    let setting = Setting { style: "Cell", side: "left", tone: Tone::Plain, size: 28 };
                    write_cell(xml, &text, setting, *width, 1, *shade)?;
                }
                Ok(())
            })
        })?;
    }
    Ok(())
}

/// Writes a grid of marks, and under it what they mean.
pub fn write_grid(grid: &Grid<'_>, xml: &mut Xml) -> Result<(), Error> {
    let columns = grid.columns.len().max(1);
    let names = grid.rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    let name = (names * 90 + MARGIN).min(AREA / 3);
    let widths: Vec<usize> = once(name).chain(vec![(AREA - name) / columns; columns]).collect();
    let plain = Setting { style: "Cell", side: "center", tone: Tone::Plain, size: 18 };
    let head = Setting { style: "CellHead", ..plain };
    xml.within("w:tbl", &[], |xml| {
        begin(xml, &widths)?;
        let heads = once(grid.corner).chain(grid.columns.iter().map(Cell::shortest));
        write_row(xml, &heads.map(|text| (flat(text).into_owned(), head)).collect::<Vec<_>>(), &widths, true)?;
        for (name, marks) in &grid.rows {
            let marks =
                marks.iter().map(|mark| (flat(mark.shortest()).into_owned(), Setting { tone: mark.tone, ..plain }));
            let name = (flat(name).into_owned(), Setting { side: "left", ..plain });
            write_row(xml, &once(name).chain(marks).collect::<Vec<_>>(), &widths, false)?;
        }
        Ok(())
    })?;
    let legend = grid.legend.iter().map(|(mark, meaning)| format!("{} {}", flat(mark.shortest()), flat(meaning)));
    let legend = legend.collect::<Vec<_>>().join("　");
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| xml.empty("w:pStyle", &[("w:val", "Remark")]))?;
        write_run(xml, &legend, |_| Ok(()))
    })
}

/// The size of type in half points, and the widths of the columns, which fill the type area.
fn layout(table: &Table<'_>) -> (usize, Vec<usize>) {
    let natural = |at: usize| {
        let cells = table.rows.iter().map(|row| room(&flat(&row[at].text)));
        cells.max().unwrap_or(0).max(folded(table.columns[at].heading.width()))
    };
    let natural: Vec<usize> = (0..table.columns.len()).map(natural).collect();
    let least = |at: usize| match table.columns[at].fit {
        Fit::Flowing => natural[at].min(NARROWEST),
        _ => natural[at],
    };
    let least: Vec<usize> = (0..table.columns.len()).map(least).collect();
    // A column of a terminal is half as wide as the type is high: so many twentieths of a point.
    let unit = |size: f64| (size * 10.0) as usize;
    let needs = |size: f64| least.iter().map(|columns| columns * unit(size) + MARGIN).sum::<usize>();
    let size = SIZES.into_iter().find(|size| needs(*size) <= AREA).unwrap_or(SIZES[SIZES.len() - 1]);
    let spare = AREA.saturating_sub(needs(size));
    let wanted: Vec<usize> =
        natural.iter().zip(&least).map(|(natural, least)| weight(*natural).max(*least) - least).collect();
    let all_wanted = wanted.iter().sum::<usize>();
    let share = |at: usize| match all_wanted {
        0 => spare / table.columns.len(),
        all => spare * wanted[at] / all,
    };
    let widths: Vec<usize> = (0..table.columns.len()).map(|at| least[at] * unit(size) + MARGIN + share(at)).collect();
    ((size * 2.0) as usize, within_area(widths))
}

/// How much room a text of so many columns claims: a very long one takes little more from others than a long one.
fn weight(natural: usize) -> usize {
    natural.min(LONG) + natural.saturating_sub(LONG) / 8
}

/// The widths as they are, or narrowed alike until all columns stand within the type area.
fn within_area(widths: Vec<usize>) -> Vec<usize> {
    let all: usize = widths.iter().sum();
    if all <= AREA { widths } else { widths.into_iter().map(|width| width * AREA / all).collect() }
}

/// The columns that a text takes; figures and Latin letters are a little wider than half a Chinese character in many types.
fn room(text: &str) -> usize {
    text.width() + text.bytes().filter(u8::is_ascii_alphanumeric).count().div_ceil(2)
}

fn begin(xml: &mut Xml, widths: &[usize]) -> Result<(), Error> {
    xml.within("w:tblPr", &[], |xml| {
        xml.empty("w:tblW", &[("w:w", &widths.iter().sum::<usize>().to_string()), ("w:type", "dxa")])?;
        xml.empty("w:jc", &[("w:val", "center")])?;
        xml.within("w:tblBorders", &[], |xml| {
            ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"].iter().try_for_each(|side| {
                xml.empty(side, &[("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "404040")])
            })
        })?;
        xml.empty("w:tblLayout", &[("w:type", "fixed")])
    })?;
    write_columns(xml, widths)
}

fn begin_without_lines(xml: &mut Xml, widths: &[usize]) -> Result<(), Error> {
    xml.within("w:tblPr", &[], |xml| {
        xml.empty("w:tblW", &[("w:w", &widths.iter().sum::<usize>().to_string()), ("w:type", "dxa")])?;
        xml.empty("w:tblLayout", &[("w:type", "fixed")])
    })?;
    write_columns(xml, widths)
}

fn write_columns(xml: &mut Xml, widths: &[usize]) -> Result<(), Error> {
    xml.within("w:tblGrid", &[], |xml| {
        widths.iter().try_for_each(|width| xml.empty("w:gridCol", &[("w:w", &width.to_string())]))
    })
}

/// Writes a row that stays on one page; that of the heads stands again on each.
fn write_row(xml: &mut Xml, cells: &[(String, Setting)], widths: &[usize], is_head: bool) -> Result<(), Error> {
    xml.within("w:tr", &[], |xml| {
        xml.within("w:trPr", &[], |xml| {
            xml.empty("w:cantSplit", &[])?;
            if is_head { xml.empty("w:tblHeader", &[]) } else { Ok(()) }
        })?;
        let shade = is_head.then_some("EDF0F4");
        cells
            .iter()
            .zip(widths)
            .try_for_each(|((text, setting), width)| write_cell(xml, text, *setting, *width, 1, shade))
    })
}

/// Writes the name of a part of a table across all columns.
fn write_part(xml: &mut Xml, label: &str, head: Setting, columns: usize, widths: &[usize]) -> Result<(), Error> {
    xml.within("w:tr", &[], |xml| {
        xml.within("w:trPr", &[], |xml| xml.empty("w:cantSplit", &[]))?;
        write_cell(xml, &flat(label), Setting { side: "left", ..head }, widths.iter().sum(), columns, None)
    })
}

fn write_cell(
    xml: &mut Xml,
    text: &str,
    setting: Setting,
    width: usize,
    columns: usize,
    shade: Option<&str>,
) -> Result<(), Error> {
    xml.within("w:tc", &[], |xml| {
        xml.within("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")])?;
            if columns > 1 {
                xml.empty("w:gridSpan", &[("w:val", &columns.to_string())])?;
            }
            if let Some(colour) = shade {
                xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour)])?;
            }
            xml.empty("w:vAlign", &[("w:val", "center")])
        })?;
        xml.within("w:p", &[], |xml| {
            xml.within("w:pPr", &[], |xml| {
                xml.empty("w:pStyle", &[("w:val", setting.style)])?;
                xml.empty("w:jc", &[("w:val", setting.side)])
            })?;
            if text.is_empty() { Ok(()) } else { write_run(xml, text, |xml| write_look(xml, setting)) }
        })
    })
}

/// The colour that repeats a tone, and the size.
fn write_look(xml: &mut Xml, setting: Setting) -> Result<(), Error> {
    let colour = match setting.tone {
        Tone::Plain | Tone::Quiet => None,
        Tone::Good => Some("1B6B34"),
        Tone::Soon => Some("7F5200"),
        Tone::Bad => Some("A8201A"),
    };
    if let Some(colour) = colour {
        xml.empty("w:color", &[("w:val", colour)])?;
    }
    let size = setting.size.to_string();
    xml.empty("w:sz", &[("w:val", &size)])?;
    xml.empty("w:szCs", &[("w:val", &size)])
}

#[cfg(test)]
mod tests {
    use super::{AREA, layout};
    use crate::document::{Column, Fit, Table};

    #[test]
    fn columns_fill_the_type_area_and_never_leave_it() {
        for columns in [1, 3, 8, 16, 40] {
            let mut table = Table::new(&[]);
            let column = |at: usize| Column {
                heading: "办理状态".into(),
                fit: if at.is_multiple_of(2) { Fit::Whole } else { Fit::Flowing },
                is_choice: false,
            };
            table.columns = (0..columns).map(column).collect();
            table.rows.push((0..columns).map(|at| "市政务服务与数据管理局".repeat(at % 3).into()).collect());
            let (size, widths) = layout(&table);
            let all: usize = widths.iter().sum();
            assert!(all <= AREA && all + 2 * columns >= AREA * 9 / 10, "{columns}: {all}");
            assert!((15..=24).contains(&size), "{columns}: {size} half points");
        }
    }
}
