//! Activities out of the rows of a table.

use super::festivals::festivals;
use super::found::{Found, title_and_detail};
use crate::notice::page::paragraphs::Paragraph;
use crate::notice::page::table::{Column, Row, Table};
use crate::notice::phrase::due::{Calendar, labelled};
use crate::notice::phrase::duty_list::DutyList;
use crate::plan::Role;

/// The activities of a table.
///
/// `above` are the printed numbers of the headings that it stands under, `section` the nearest of them. A row with one cell
/// names the section of those below. Where tasks span several rows, each row's measure is an activity; what it leaves empty is
/// that of the row above.
pub fn activities(
    table: &Table,
    above: &[u32],
    section: Option<&str>,
    calendar: Calendar,
    first_leads: bool,
) -> Vec<Found> {
    let mut section = section.map(str::to_owned);
    let mut activities: Vec<Found> = Vec::new();
    let mut number = 0;
    for row in whole_rows(table) {
        if let [only] = row.cells.as_slice() {
            section = Some(only.clone());
            continue;
        }
        let Some(mut found) = activity(table, &row, calendar, first_leads) else { continue };
        let printed = cell(table, &row, &Column::Number).and_then(|cell| figure(&cell));
        number = printed.unwrap_or(number + u32::from(!found.title.is_empty()));
        if let Some(own) = cell(table, &row, &Column::Section) {
            section = Some(own);
        }
        found.numbers = above.iter().copied().chain([number]).collect();
        found.section = section.clone();
        activities.push(found);
    }
    activities
}

/// Whether tasks span several rows, each with a measure of its own.
fn spans_rows(table: &Table) -> bool {
    let rows = table.rows.iter().filter(|row| row.cells.len() > 1);
    rows.clone().any(|row| cell(table, row, &Column::Title).is_none() && cell(table, row, &Column::Detail).is_some())
}

/// The rows with what merged cells have in common put into each.
fn whole_rows(table: &Table) -> Vec<Row> {
    let spans_rows = spans_rows(table);
    let mut whole: Vec<Row> = Vec::new();
    for row in &table.rows {
        let mut row = row.clone();
        let before = whole.last().filter(|before| before.cells.len() == row.cells.len() && row.cells.len() > 1);
        let is_merged = cell(table, &row, &Column::Title).is_none();
        if let Some(before) = before.filter(|_| spans_rows && is_merged) {
            for (at, column) in table.columns.iter().enumerate() {
                let is_shared = !matches!(column, Column::Number | Column::Detail | Column::Support | Column::Extra(_));
                if is_shared && row.cells[at].trim().is_empty() {
                    row.cells[at].clone_from(&before.cells[at]);
                }
            }
        }
        whole.push(row);
    }
    whole
}

fn activity(table: &Table, row: &Row, calendar: Calendar, first_leads: bool) -> Option<Found> {
    let (task, measure) = (cell(table, row, &Column::Title), cell(table, row, &Column::Detail));
    let (text, details, task) = match (task, measure) {
        (task, Some(measure)) if spans_rows(table) => (measure, None, task),
        (task, details) => (task.unwrap_or_default(), details, None),
    };
    let mut list = DutyList { is_labelled: true, ..DutyList::default() };
    for (column, role) in [(Column::Lead, Role::Lead), (Column::Member, Role::Member), (Column::Support, Role::Support)]
    {
        if let Some(cell) = cell(table, row, &column) {
            list.names_lead |= column == Column::Lead;
            list.take_cell(&cell, role);
        }
    }
    let is_sum = ["合计", "总计", "小计"].iter().any(|word| row.cells.iter().any(|cell| cell.trim() == *word));
    if is_sum || (text.is_empty() && list.units.is_empty()) {
        return None;
    }
    let whole: Vec<&str> = [Some(text.as_str()), details.as_deref()].into_iter().flatten().collect();
    list.rest = whole.join("\n");
    let (title, rest) = title_and_detail(&text);
    let detail: Vec<String> = rest.into_iter().chain(details).collect();
    let extra = table.columns.iter().zip(&row.cells).filter_map(|(column, cell)| match column {
        Column::Extra(name) if !cell.trim().is_empty() && !name.contains("电话") => {
            Some((name.clone(), cell.clone()))
        }
        _ => None,
    });
    let extra = task.map(|task| ("所属任务".to_owned(), task)).into_iter().chain(extra).collect();
    let printed = cell(table, row, &Column::Due);
    let whole = list.rest.clone();
    let mut found = Found::of(&whole, Some(list), calendar, first_leads);
    if let Some(printed) = printed {
        found.due = labelled(&printed, calendar);
    }
    Some(Found {
        line: row.line,
        festivals: festivals(&title, &whole, calendar.issued),
        title,
        detail: (!detail.is_empty()).then(|| detail.join("\n")),
        extra,
        paragraphs: vec![Paragraph { line: row.line, text: row.cells.join(" | ") }],
        ..found
    })
}

/// The text of the cells in the columns of a kind; `None` where there is nothing.
fn cell(table: &Table, row: &Row, wanted: &Column) -> Option<String> {
    let cells =
        table.columns.iter().zip(&row.cells).filter(|(column, cell)| *column == wanted && !cell.trim().is_empty());
    let cells: Vec<&str> = cells.map(|(_, cell)| cell.trim()).collect();
    (!cells.is_empty()).then(|| cells.join("\n"))
}

fn figure(cell: &str) -> Option<u32> {
    let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
    let is_number = cell.chars().all(|character| character.is_ascii_digit() || "（()）.、 ".contains(character));
    digits.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use super::activities;
    use crate::notice::page::lines::lines;
    use crate::notice::page::table::{Part, parts};
    use crate::notice::phrase::due::Calendar;

    fn told(text: &str) -> Vec<String> {
        let tables = parts(lines(text)).into_iter().filter_map(|part| match part {
            Part::Table(table) => Some(table),
            Part::Text(_) => None,
        });
        let calendar = Calendar { issued: "2025-01-01".parse().ok(), end: None };
        let found = tables.flat_map(|table| activities(&table, &[], Some("二、任务"), calendar, false));
        let words = found.map(|found| {
            let units: Vec<String> =
                found.units.iter().map(|(role, listed)| format!("{role:?}:{}", listed.name)).collect();
            let day = found.due.day.map(|day| day.to_string()).unwrap_or_default();
            format!(
                "{:?} {} {} {} {day}",
                found.numbers,
                found.section.unwrap_or_default(),
                found.title,
                units.join(" ")
            )
        });
        words.collect()
    }

    #[test]
    fn rows_are_activities() {
        for (text, expected) in [
            (
                "序号\t任务\t牵头单位\t配合单位\t时限\n（一）机制\n1\t建园。选址。\t市教育局\t无\t6月\n2\t修路\t\t市交通局\t",
                &["[1] （一）机制 建园 Lead:市教育局 2025-06-30", "[2] （一）机制 修路 Support:市交通局 "][..],
            ),
            (
                "序号\t类别\t任务\t举措\t责任单位\n1\t宣传\t主题宣传\t举办仪式。\t市委宣传部\n2\t\t\t投放广告。\t\n3\t服务\t讲座\t开展讲座。\t市文旅局",
                &[
                    "[1] 宣传 举办仪式 Member:市委宣传部 ",
                    "[2] 宣传 投放广告 Member:市委宣传部 ",
                    "[3] 服务 开展讲座 Member:市文旅局 ",
                ],
            ),
            (
                "序号\t任务\t责任分工\n1\t建园\t牵头：市教育局 配合：市财政局",
                &["[1] 二、任务 建园 Lead:市教育局 Support:市财政局 "],
            ),
            (
                "序号\t任务\t责任单位\n1\t建园\t市教育局\n合计\t共1项任务\t1个单位\n小计\t其他\t市财政局",
                &["[1] 二、任务 建园 Member:市教育局 "],
            ),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }
}
