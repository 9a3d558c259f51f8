//! A roll as a table: columns known by their heads, else by what stands in them.

use super::names::{is_telephone, names_in};
use super::words::{Mark, is_collective, is_note, is_unit, plain, unmarked, without_count};
use super::{Enrolled, Roll};
use crate::office::Value;
use crate::plan::liaisons;

/// What stands over a column of names.
const NAMES: &[&str] = &[
    "单位",
    "单位名称",
    "名称",
    "责任单位",
    "部门",
    "成员单位",
    "单位全称",
    "部门名称",
    "参加单位",
    "参会单位",
    "承办单位",
    "全称",
    "机构名称",
    "部门单位",
    "所在单位",
    "工作单位",
    "部门（单位）",
    "单位（部门）",
];
/// What stands over a column of groups.
const GROUPS: &[&str] = &[
    "统称",
    "类别",
    "分组",
    "组别",
    "单位类别",
    "单位类型",
    "类型",
    "片区",
    "系统",
    "板块",
    "归口",
    "性质",
    "单位性质",
    "所属系统",
];
/// What stands over a column of shorter names.
const ALIASES: &[&str] = &["简称", "单位简称", "别称"];
/// What stands over a column of numbers of rows.
const NUMBERS: &[&str] = &["序号", "编号", "排序", "号"];

/// A table of a roll.
pub struct Table {
    /// The sheet it stands on, where there are several.
    pub sheet: Option<String>,
    /// Whether its cells are named as those of a workbook.
    pub is_workbook: bool,
    /// Its rows, each with its number, counted from 1.
    pub rows: Vec<(usize, Vec<Value>)>,
}

/// The columns that belong together: a unit and what is said of it.
#[derive(Clone, Debug, Default)]
struct Block {
    name: usize,
    group: Option<usize>,
    alias: Option<usize>,
    persons: Vec<usize>,
    telephones: Vec<usize>,
    leaders: Vec<usize>,
    /// The group of all its rows, where the head of its column names that.
    heading: Option<String>,
}

/// Whether a row has the head of a column of names.
pub fn has_name_head(row: &[Value]) -> bool {
    row.iter().any(|cell| is_one_of(cell, NAMES))
}

/// The names of a table.
pub fn read(table: &Table) -> Roll {
    let head = table.rows.iter().position(|(_, row)| has_name_head(row));
    let (blocks, first, has_heads) = match head {
        Some(at) => (blocks_under(&table.rows[at].1), at + 1, true),
        None => blocks_by_content(table),
    };
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
            section = Some(without_count(&heading).to_owned());
            above.fill(None);
            continue;
        }
        if let Some(note) = note_of(row) {
            roll.pass_over(&table.place(*number, 0), &note);
            continue;
        }
        for (block, above) in blocks.iter().zip(&mut above) {
            let own = block.group.and_then(|at| text_at(row, at)).filter(|_| has_heads || row.len() > 1);
            *above = own.map(|group| without_count(&group).to_owned()).or_else(|| above.take().filter(|_| has_heads));
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

fn is_one_of(cell: &Value, heads: &[&str]) -> bool {
    let Value::Text(text) = cell else { return false };
    let text: String = plain(text).split_whitespace().collect();
    let bare = text.split(['（', '(']).next().unwrap_or_default();
    heads.contains(&text.as_str()) || heads.contains(&bare)
}

/// The columns under a row of heads; units may stand in several, each with its own beside it.
fn blocks_under(heads: &[Value]) -> Vec<Block> {
    let names: Vec<usize> = (0..heads.len()).filter(|at| is_one_of(&heads[*at], NAMES)).collect();
    // One column of names for each head that counts rows; without such, the first one has the names.
    let numbers: Vec<usize> = (0..heads.len()).filter(|at| is_one_of(&heads[*at], NUMBERS)).collect();
    let same = names.iter().filter(|at| heads[**at] == heads[names[0]]).count();
    let count = if numbers.len() > 1 || same > 1 { names.len() } else { 1 };
    let starts: Vec<usize> = names[..count]
        .iter()
        .enumerate()
        .map(|(at, name)| match at {
            0 => 0,
            _ => {
                numbers.iter().copied().filter(|number| *number > names[at - 1] && number < name).max().unwrap_or(*name)
            }
        })
        .collect();
    let block = |at: usize| {
        let own = starts[at]..starts.get(at + 1).copied().unwrap_or(heads.len());
        let all = |words: &[&str]| own.clone().filter(|at| is_one_of(&heads[*at], words)).collect::<Vec<_>>();
        Block {
            name: names[at],
            group: all(GROUPS).first().copied(),
            alias: all(ALIASES).first().copied(),
            persons: all(liaisons::NAME),
            telephones: all(liaisons::TELEPHONE),
            leaders: all(liaisons::LEADER),
            heading: None,
        }
    };
    (0..count).map(block).collect()
}

/// The columns of a table without heads, the first row that has names, and whether a row says which groups they are of.
fn blocks_by_content(table: &Table) -> (Vec<Block>, usize, bool) {
    let width = table.rows.iter().map(|(_, row)| row.len()).max().unwrap_or(0);
    let cells = |at: usize| table.rows.iter().filter_map(move |(_, row)| text_at(row, at));
    let is_of_names = |at: &usize| {
        let units = cells(*at).filter(|cell| is_unit(unmarked(cell).1)).count();
        units > 0 && units * 2 >= cells(*at).count()
    };
    let mut names: Vec<usize> = (0..width).filter(is_of_names).collect();
    let first_text =
        || table.rows.iter().filter_map(|(_, row)| (0..row.len()).find(|at| text_at(row, *at).is_some())).min();
    if names.is_empty() {
        names.extend(first_text());
    }
    let has_names =
        |row: &[Value]| names.iter().any(|at| text_at(row, *at).is_some_and(|cell| is_unit(unmarked(&cell).1)));
    let first = table.rows.iter().position(|(_, row)| has_names(row)).unwrap_or(0);
    let over = first.checked_sub(1).map(|at| &table.rows[at].1);
    let heading = |at: usize| over.and_then(|row| text_at(row, at)).map(|head| without_count(&head).to_owned());
    let are_headed = names.len() > 1 && names.iter().all(|at| heading(*at).is_some());
    let beside = |name: usize| (names.len() == 1).then_some(name + 1);
    let block = |name: &usize| Block {
        name: *name,
        group: beside(*name),
        heading: heading(*name).filter(|_| are_headed),
        ..Block::default()
    };
    (names.iter().map(block).collect(), first, are_headed)
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

fn text_at(row: &[Value], at: usize) -> Option<String> {
    let Some(Value::Text(text)) = row.get(at) else { return None };
    let text = plain(text);
    (text.chars().any(char::is_alphabetic) && !is_telephone(&text)).then_some(text)
}

/// The words of a cell of any kind that a person can read.
fn words_at(row: &[Value], at: usize) -> Option<String> {
    match row.get(at) {
        Some(Value::Text(text) | Value::Number(text)) => Some(plain(text)).filter(|text| !text.is_empty()),
        _ => None,
    }
}
