//! Activities out of the rows of a table.

use super::found::{Found, title_and_detail};
use super::festivals::festivals;
use crate::notice::page::paragraphs::Paragraph;
use crate::notice::page::table::{Column, Row, Table};
use crate::notice::phrase::due::{Calendar, labelled};
use crate::notice::phrase::duty_list::DutyList;
use crate::plan::Role;
use chrono::Datelike;

/// The activities of a table.
///
/// `above` are the printed numbers of the headings that it stands under, `section` the nearest of them. A row with one cell
/// names the section of those below; a row without a task goes on with the one above.
pub fn activities(table: &Table, above: &[u32], section: Option<&str>, calendar: Calendar, first_leads: bool) -> Vec<Found> {
    let mut section = section.map(str::to_owned);
    let mut activities: Vec<Found> = Vec::new();
    let mut number = 0;
    for row in &table.rows {
        if let [only] = row.cells.as_slice() {
            section = Some(only.clone());
            continue;
        }
        let Some(mut found) = activity(table, row, calendar, first_leads) else { continue };
        let printed = cell(table, row, &Column::Number).and_then(|cell| figure(&cell));
        number = printed.unwrap_or(number + u32::from(!found.title.is_empty()));
        if found.title.is_empty() {
            found.title = activities.last().map(|before| before.title.clone()).unwrap_or_default();
        }
        if let Some(own) = cell(table, row, &Column::Section) {
            section = Some(own);
        }
        found.numbers = above.iter().copied().chain([number]).collect();
        found.section = section.clone();
        activities.push(found);
    }
    activities
}

fn activity(table: &Table, row: &Row, calendar: Calendar, first_leads: bool) -> Option<Found> {
    let text = cell(table, row, &Column::Title).unwrap_or_default();
    let mut list = DutyList { is_labelled: true, ..DutyList::default() };
    for (column, role) in [(Column::Lead, Role::Lead), (Column::Member, Role::Member), (Column::Support, Role::Support)] {
        if let Some(cell) = cell(table, row, &column) {
            list.names_lead |= column == Column::Lead;
            list.take_cell(&cell, role);
        }
    }
    if text.is_empty() && list.units.is_empty() {
        return None;
    }
    let details = cell(table, row, &Column::Detail);
    let whole: Vec<&str> = [Some(text.as_str()), details.as_deref()].into_iter().flatten().collect();
    list.rest = whole.join("\n");
    let (title, rest) = title_and_detail(&text);
    let detail: Vec<String> = rest.into_iter().chain(details).collect();
    let extra = table.columns.iter().zip(&row.cells).filter_map(|(column, cell)| match column {
        Column::Extra(name) if !cell.trim().is_empty() && !name.contains("电话") => Some((name.clone(), cell.clone())),
        _ => None,
    });
    let year = calendar.issued.or(calendar.end).map(|day| day.year());
    let extra = extra.collect();
    let printed = cell(table, row, &Column::Due);
    let whole = list.rest.clone();
    let mut found = Found::of(&whole, Some(list), calendar, first_leads);
    if let Some(printed) = printed {
        found.due = labelled(&printed, calendar);
    }
    Some(Found {
        line: row.line,
        festivals: festivals(&title, &whole, year),
        title,
        detail: (!detail.is_empty()).then(|| detail.join("\n")),
        extra,
        paragraphs: vec![Paragraph { line: row.line, text: row.cells.join("\t") }],
        ..found
    })
}

/// The text of the cells in the columns of a kind; `None` where there is nothing.
fn cell(table: &Table, row: &Row, wanted: &Column) -> Option<String> {
    let cells = table.columns.iter().zip(&row.cells).filter(|(column, cell)| *column == wanted && !cell.trim().is_empty());
    let cells: Vec<&str> = cells.map(|(_, cell)| cell.trim()).collect();
    (!cells.is_empty()).then(|| cells.join("\n"))
}

fn figure(cell: &str) -> Option<u32> {
    let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
    let is_number = cell.chars().all(|character| character.is_ascii_digit() || "（()）.、 ".contains(character));
    digits.parse().ok().filter(|_| is_number)
}
