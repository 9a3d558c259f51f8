//! Rows under headed columns, bars and grids as tables of Word.

use std::io::Error;
use std::iter::once;
use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::layout::{AREA, Layout, MARGIN};
use super::run::write_run;
use super::xml::Xml;
use crate::document::{Bar, Cell, Fit, Grid, Table, Tone, flat};

/// What a cell leaves free on each side of its text, in twentieths of a point.
const SIDE: usize = 70;

/// How a cell is set.
#[derive(Clone, Copy)]
struct Setting {
    style: &'static str,
    side: &'static str,
    tone: Tone,
    /// In half points.
    size: usize,
}

/// Writes a table across the type area; `on_row` is called after each row.
pub fn write_table(table: &Table<'_>, xml: &mut Xml, on_row: &mut impl FnMut()) -> Result<(), Error> {
    let Layout { table, size, widths } = Layout::of(table.with_total_as_row());
    let plain = Setting { style: "Cell", side: "left", tone: Tone::Plain, size };
    let head = Setting { style: "CellHead", side: "center", ..plain };
    xml.within("w:tbl", &[], |xml| {
        begin(xml, &widths, SIDE)?;
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
            on_row();
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
            write_gap(xml)?;
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

/// Writes a grid of marks in bands, each as many columns as the type area has room for, and under it what they mean.
pub fn write_grid(grid: &Grid<'_>, xml: &mut Xml) -> Result<(), Error> {
    const BAND: usize = 24;
    for from in (0..grid.columns.len()).step_by(BAND) {
        if from > 0 {
            write_gap(xml)?;
        }
        write_band(grid, from..grid.columns.len().min(from + BAND), xml)?;
    }
    let legend = grid.legend.iter().map(|(mark, meaning)| format!("{} {}", flat(mark.shortest()), flat(meaning)));
    let legend = legend.collect::<Vec<_>>().join("　");
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| xml.empty("w:pStyle", &[("w:val", "Remark")]))?;
        write_run(xml, &legend, |_| Ok(()))
    })
}

fn write_band(grid: &Grid<'_>, columns: Range<usize>, xml: &mut Xml) -> Result<(), Error> {
    let names = grid.rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    let name = (names * 90 + MARGIN).min(AREA / 3);
    let widths: Vec<usize> = once(name).chain(columns.clone().map(|_| (AREA - name) / columns.len())).collect();
    let plain = Setting { style: "Cell", side: "center", tone: Tone::Plain, size: 18 };
    let head = Setting { style: "CellHead", ..plain };
    xml.within("w:tbl", &[], |xml| {
        begin(xml, &widths, 0)?;
        let heads = once(grid.corner).chain(grid.columns[columns.clone()].iter().map(Cell::shortest));
        write_row(xml, &heads.map(|text| (flat(text).into_owned(), head)).collect::<Vec<_>>(), &widths, true)?;
        for (name, marks) in &grid.rows {
            let marks = marks[columns.clone()].iter();
            let marks = marks.map(|mark| (flat(mark.shortest()).into_owned(), Setting { tone: mark.tone, ..plain }));
            let name = (flat(name).into_owned(), plain);
            write_row(xml, &once(name).chain(marks).collect::<Vec<_>>(), &widths, false)?;
        }
        Ok(())
    })
}

fn write_gap(xml: &mut Xml) -> Result<(), Error> {
    xml.within("w:p", &[], |xml| xml.within("w:pPr", &[], |xml| xml.empty("w:pStyle", &[("w:val", "Gap")])))
}

/// Begins a table with lines; `margin` is what its cells leave free on each side.
fn begin(xml: &mut Xml, widths: &[usize], margin: usize) -> Result<(), Error> {
    xml.within("w:tblPr", &[], |xml| {
        xml.empty("w:tblW", &[("w:w", &widths.iter().sum::<usize>().to_string()), ("w:type", "dxa")])?;
        xml.empty("w:jc", &[("w:val", "center")])?;
        xml.within("w:tblBorders", &[], |xml| {
            ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"].iter().try_for_each(|side| {
                xml.empty(side, &[("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "404040")])
            })
        })?;
        xml.empty("w:tblLayout", &[("w:type", "fixed")])?;
        let margin = margin.to_string();
        xml.within("w:tblCellMar", &[], |xml| {
            ["w:left", "w:right"].iter().try_for_each(|side| xml.empty(side, &[("w:w", &margin), ("w:type", "dxa")]))
        })
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
