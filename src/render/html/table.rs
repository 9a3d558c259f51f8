//! Rows under headed columns, and marks at crossings.

use maud::{Markup, html};
use std::iter::once;

use super::choice::Choices;
use super::{class_of_tone, toned};
use crate::document::{Cell, Fit, Grid, Part, Table, Value, flat};

/// From how many rows on a table is folded up at first.
const LONG: usize = 200;

/// Draws a table, each part a body of its own; a long one can be unfolded, unless it is all that the page has.
pub fn table(table: &Table<'_>, choices: &Choices<'_>, is_alone: bool) -> Markup {
    let drawn = html! {
        div.scroll {
            table {
                thead { tr { @for column in &table.columns { th scope="col" class=(class(column.fit)) { (flat(&column.heading)) } } } }
                @for (part, rows) in bodies(table) { (body(table, part, rows, choices)) }
                @if let Some(total) = &table.total {
                    tfoot { tr { @for (cell, column) in total.cells.iter().zip(&table.columns) { (draw(cell, column.fit, &column.heading)) } } }
                }
            }
        }
    };
    html! {
        @if table.rows.len() > LONG && !is_alone {
            details { summary { "共" (table.rows.len()) "行，点这里展开" } (drawn) }
        } @else { (drawn) }
    }
}

/// A run of rows, with the part of the table that it is.
type Body<'t, 'c> = (Option<&'t Part<'c>>, &'t [Vec<Cell<'c>>]);

fn bodies<'t, 'c>(table: &'t Table<'c>) -> Vec<Body<'t, 'c>> {
    let ends = table.parts.iter().map(|part| part.at).skip(1).chain([table.rows.len()]);
    let first = table.parts.first().map_or(table.rows.len(), |part| part.at);
    let parts = table.parts.iter().zip(ends).map(|(part, end)| (Some(part), &table.rows[part.at..end]));
    once((None, &table.rows[..first])).chain(parts).filter(|(_, rows)| !rows.is_empty()).collect()
}

fn body(table: &Table<'_>, part: Option<&Part<'_>>, rows: &[Vec<Cell<'_>>], choices: &Choices<'_>) -> Markup {
    let fields = choices.of_columns(&table.columns);
    let of_part = part.map(|part| (table.parted_by, part));
    html! {
        tbody {
            @if let Some(part) = part {
                tr.part { th colspan=(table.columns.len()) scope="rowgroup" { (flat(&part.label())) } }
            }
            @for row in rows {
                tr data-choice=[choices.of_row(row, &fields, of_part)] {
                    @for (cell, column) in row.iter().zip(&table.columns) { (draw(cell, column.fit, &column.heading)) }
                }
            }
        }
    }
}

fn draw(cell: &Cell<'_>, fit: Fit, heading: &str) -> Markup {
    let is_empty = cell.text.is_empty();
    html! {
        td class=(class(fit)) data-heading=[(!is_empty).then(|| flat(heading))] {
            @match cell.value {
                Value::Share(share) => { span.share style={ "--share:" (format!("{share:.4}")) } { (flat(&cell.text)) } }
                _ => { (toned(cell)) }
            }
        }
    }
}

fn class(fit: Fit) -> &'static str {
    match fit {
        Fit::Whole => "whole",
        Fit::Figure => "figure",
        Fit::Flowing => "flowing",
        Fit::Share => "figure share",
    }
}

/// Draws a grid as a map of coloured marks, each with its word for who points at it.
pub fn grid(grid: &Grid<'_>, choices: &Choices<'_>) -> Markup {
    let (rows_by, marks_by) = (choices.field(grid.corner), choices.field(grid.marks));
    // The mark of each word, in the order of the field's words.
    let marks: Vec<_> = grid.legend.iter().map(|(mark, _)| flat(mark.shortest())).collect();
    html! {
        p.legend {
            @for (mark, meaning) in &grid.legend {
                span { b class=(class_of_tone(mark.tone)) { (flat(mark.shortest())) } " " (flat(meaning)) }
            }
        }
        div.scroll {
            table.grid data-field=[marks_by] data-marks=(marks.join(" ")) {
                thead {
                    tr {
                        th scope="col" { (grid.corner) }
                        @for column in &grid.columns { th scope="col" title=(flat(&column.text)) { (flat(column.shortest())) } }
                    }
                }
                tbody {
                    @for (name, marks) in &grid.rows {
                        tr data-choice=[rows_by.and_then(|field| choices.of_word(field, name))] {
                            th scope="row" { (flat(name)) }
                            @for mark in marks {
                                @if mark.text.is_empty() { td {} }
                                @else { td class=(class_of_tone(mark.tone)) title=(flat(&mark.text)) { (flat(mark.shortest())) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
