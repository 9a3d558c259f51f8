//! A roll as a table, row by row.

use super::columns::{Block, Layout, text_at, words_at};
use super::names::names_in;
use super::words::{Mark, is_collective, is_note, is_unit, named, plain, unmarked};
use super::{Enrolled, Roll};
use crate::office::Value;
use crate::plan::liaisons;

/// A table of a roll.
pub struct Table {
    /// The sheet it stands on, where there are several.
    pub sheet: Option<String>,
    /// Whether its cells are named as those of a workbook.
    pub is_workbook: bool,
    /// Its rows, each with its number, counted from 1.
    pub rows: Vec<(usize, Vec<Value>)>,
}

/// The names of a table.
pub fn read(table: &Table) -> Roll {
    let Layout { blocks, first, head, has_heads } = Layout::of(table);
    let mut roll = Roll { has_heads, ..Roll::default() };
    for (number, row) in &table.rows[..first.min(table.rows.len())] {
        if head.is_none_or(|head| table.rows[head].0 != *number) {
            title_of(row).iter().for_each(|title| roll.pass_over(&table.place(*number, 0), title));
        }
    }
    let mut section: Option<String> = None;
    let mut above: Vec<Option<String>> = vec![None; blocks.len()];
    for (number, row) in table.rows.iter().skip(first) {
        if let Some(heading) = heading_of(row, &blocks) {
            section = named(&heading);
            above.fill(None);
            continue;
        }
        if let Some(note) = note_of(row) {
            roll.pass_over(&table.place(*number, 0), &note);
            continue;
        }
        for (block, above) in blocks.iter().zip(&mut above) {
            let own = block.group.and_then(|at| text_at(row, at)).filter(|_| has_heads || row.len() > 1);
            *above = own.as_deref().and_then(named).or_else(|| above.take().filter(|_| has_heads));
            let group = above.clone().or_else(|| block.heading.clone()).or_else(|| section.clone());
            add(&mut roll, table, *number, row, block, group);
        }
    }
    roll
}

/// Adds the names of a row in some columns, with whom to call.
fn add(roll: &mut Roll, table: &Table, number: usize, row: &[Value], block: &Block, group: Option<String>) {
    let place = table.place(number, block.name);
    let joined = |places: &[usize]| {
        let cells: Vec<String> = places.iter().filter_map(|at| words_at(row, *at)).collect();
        cells.join("，")
    };
    let told = [joined(&block.persons), joined(&block.telephones), joined(&block.leaders)];
    for at in block.telephones.iter().chain(&block.persons) {
        if matches!(row.get(*at), Some(Value::Uncalculated)) {
            roll.pass_over(&table.place(number, *at), UNCALCULATED);
        }
    }
    match row.get(block.name) {
        Some(Value::Text(text)) => {
            let (names, left) = names_in(unmarked(&plain(text)).1);
            left.iter().for_each(|left| roll.pass_over(&place, left));
            let is_one = names.len() == 1;
            for found in names {
                let mut enrolled = Enrolled::of(found, group.clone(), &place);
                if let Some(alias) = block.alias.and_then(|at| text_at(row, at)).filter(|_| is_one) {
                    enrolled.alias = Some(alias);
                }
                let [person, telephone, leader] = told.clone();
                let own = &mut enrolled.liaison;
                own.name = if person.is_empty() { own.name.clone() } else { person };
                own.telephone = if telephone.is_empty() { own.telephone.clone() } else { telephone };
                own.leader = leader;
                roll.rows.push(enrolled);
            }
        }
        Some(Value::Uncalculated) => roll.pass_over(&place, UNCALCULATED),
        Some(Value::Number(words) | Value::Other(words)) => roll.pass_over(&place, words),
        Some(Value::Empty) | None if told.iter().any(|told| !told.is_empty()) => match roll.rows.last().cloned() {
            // A second person of the unit above.
            Some(last) if last.group == group => {
                let [name, telephone, leader] = told;
                let liaison = liaisons::Liaison { name, telephone, leader };
                roll.rows.push(Enrolled { liaison, place, ..last });
            }
            _ => roll.pass_over(&place, &told.concat()),
        },
        Some(Value::Empty) | None => {}
    }
}

/// What is said of a cell whose result nobody has kept.
const UNCALCULATED: &str = "公式没有存下结果";

impl Table {
    /// Where a cell is, as people say it: `B4`, `第4行`.
    pub fn place(&self, row: usize, column: usize) -> String {
        let place = if self.is_workbook { format!("{}{row}", letters(column)) } else { format!("第{row}行") };
        match &self.sheet {
            Some(sheet) => format!("“{sheet}”{place}"),
            None => place,
        }
    }
}

/// The letters of a column: A, B, … Z, AA.
fn letters(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).unwrap_or(0));
    if column < 26 { last.to_string() } else { format!("{}{last}", letters(column / 26 - 1)) }
}

/// The only words of a row that stands for a group as a whole.
fn heading_of(row: &[Value], blocks: &[Block]) -> Option<String> {
    let mut filled = row.iter().enumerate().filter(|(_, cell)| **cell != Value::Empty);
    let (at, cell) = filled.next()?;
    let (Value::Text(text), None) = (cell, filled.next()) else { return None };
    let text = plain(text);
    let (mark, words) = unmarked(&text);
    let words = words.trim_end_matches(['：', ':']);
    let is_of_name = blocks.iter().any(|block| block.name == at);
    // What stands alone behind the names is somebody to call, or a remark.
    if blocks.iter().all(|block| at > block.name) {
        return None;
    }
    let is_marked = matches!(mark, Mark::Chinese | Mark::ChineseInBrackets);
    let is_heading = !is_note(words) && (is_collective(words) || is_marked || !is_of_name && !is_unit(words));
    is_heading.then(|| words.trim_matches(['【', '】', '[', ']']).to_owned())
}

/// The words of a row that names no unit: a sum, a remark.
fn note_of(row: &[Value]) -> Option<String> {
    let first = row.iter().find_map(|cell| if let Value::Text(text) = cell { Some(plain(text)) } else { None })?;
    (is_note(&first) && first.chars().any(char::is_alphabetic)).then_some(first)
}

/// The words of a row over the heads.
fn title_of(row: &[Value]) -> Option<String> {
    let words: Vec<String> = (0..row.len()).filter_map(|at| text_at(row, at)).collect();
    (!words.is_empty()).then(|| words.join(" "))
}
