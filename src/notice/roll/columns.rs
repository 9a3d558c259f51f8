//! The columns of a roll that is a table: known by their heads, else by what stands in them.

use super::names::is_telephone;
use super::table::Table;
use super::words::{is_unit, named, plain, unmarked};
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

/// The columns that belong together: a unit and what is said of it.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// The column of names.
    pub name: usize,
    /// That of groups.
    pub group: Option<usize>,
    /// That of shorter names.
    pub alias: Option<usize>,
    /// Those of whom to call.
    pub persons: Vec<usize>,
    /// Those of numbers to call.
    pub telephones: Vec<usize>,
    /// Those of who is in charge.
    pub leaders: Vec<usize>,
    /// The group of all its rows, where the head of its column names that.
    pub heading: Option<String>,
}

/// How the columns of a table lie.
pub struct Layout {
    /// The columns that belong together; units may stand in several.
    pub blocks: Vec<Block>,
    /// The first row below heads and titles.
    pub first: usize,
    /// The row of heads.
    pub head: Option<usize>,
    /// Whether heads say which words are groups.
    pub has_heads: bool,
}

impl Layout {
    /// Finds the columns of a table.
    pub fn of(table: &Table) -> Self {
        // A title over several columns is no head of one.
        let width = table.rows.iter().map(|(_, row)| filled(row)).max().unwrap_or(0);
        let is_head = |row: &[Value]| (has_name_head(row) && (filled(row) > 1 || width == 1)) || has_other_heads(row);
        match table.rows.iter().position(|(_, row)| is_head(row)) {
            Some(at) => {
                let blocks = blocks_under(&table.rows[at].1, &table.rows[at + 1..]);
                Self { blocks, first: at + 1, head: Some(at), has_heads: true }
            }
            None => by_content(table),
        }
    }
}

/// Whether a row has the head of a column of names.
pub fn has_name_head(row: &[Value]) -> bool {
    row.iter().any(|cell| is_one_of(cell, NAMES))
}

/// Whether a cell is the head of a column of groups.
fn is_group_head(cell: &Value) -> bool {
    let ends = |text: &str| ["组", "类", "类别", "片区"].iter().any(|end| text.ends_with(end));
    is_one_of(cell, GROUPS) || matches!(cell, Value::Text(text) if ends(text.trim()) && text.chars().count() <= 6)
}

/// Whether a row says in several cells what stands under them, though over the names there may be nothing.
fn has_other_heads(row: &[Value]) -> bool {
    let known = [NUMBERS, GROUPS, liaisons::NAME, liaisons::TELEPHONE, liaisons::LEADER];
    row.iter().filter(|cell| known.iter().any(|heads| is_one_of(cell, heads))).count() > 1
}

fn filled(row: &[Value]) -> usize {
    row.iter().filter(|cell| **cell != Value::Empty).count()
}

fn is_one_of(cell: &Value, heads: &[&str]) -> bool {
    let Value::Text(text) = cell else { return false };
    let text: String = plain(text).split_whitespace().collect();
    let bare = text.split(['（', '(']).next().unwrap_or_default();
    heads.contains(&text.as_str()) || heads.contains(&bare)
}

/// The columns under a row of heads; units may stand in several, each with its own beside it.
fn blocks_under(heads: &[Value], rows: &[(usize, Vec<Value>)]) -> Vec<Block> {
    let mut names: Vec<usize> = (0..heads.len()).filter(|at| is_one_of(&heads[*at], NAMES)).collect();
    if names.is_empty() {
        names.push(unheaded(heads, rows));
    }
    // One column of names for each head that counts rows; without such, the first one has the names.
    let numbers: Vec<usize> = (0..heads.len()).filter(|at| is_one_of(&heads[*at], NUMBERS)).collect();
    let same = names.iter().filter(|at| heads.get(**at) == heads.get(names[0])).count();
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
            group: own.clone().find(|at| *at != names[0] && is_group_head(&heads[*at])),
            alias: all(ALIASES).first().copied(),
            persons: all(liaisons::NAME),
            telephones: all(liaisons::TELEPHONE),
            leaders: all(liaisons::LEADER),
            heading: None,
        }
    };
    (0..count).map(block).collect()
}

/// The column of names that has no head: the one with the most units.
fn unheaded(heads: &[Value], rows: &[(usize, Vec<Value>)]) -> usize {
    let units = |at: usize| {
        let cells = rows.iter().filter_map(|(_, row)| text_at(row, at));
        cells.filter(|cell| is_unit(unmarked(cell).1)).count()
    };
    let width = rows.iter().map(|(_, row)| row.len()).max().unwrap_or(0).max(heads.len());
    let known = [NUMBERS, GROUPS, liaisons::NAME, liaisons::TELEPHONE, liaisons::LEADER];
    let is_open = |at: &usize| heads.get(*at).is_none_or(|cell| !known.iter().any(|heads| is_one_of(cell, heads)));
    (0..width).rev().filter(is_open).max_by_key(|at| units(*at)).unwrap_or(0)
}

/// The columns of a table without heads; the row above them may say which groups they are of.
fn by_content(table: &Table) -> Layout {
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
    let heading = |at: usize| over.and_then(|row| text_at(row, at)).as_deref().and_then(named);
    let are_headed = names.len() > 1 && names.iter().all(|at| heading(*at).is_some());
    let beside = |name: usize| (names.len() == 1).then_some(name + 1);
    let block = |name: &usize| Block {
        name: *name,
        group: beside(*name),
        heading: heading(*name).filter(|_| are_headed),
        ..Block::default()
    };
    Layout { blocks: names.iter().map(block).collect(), first, head: None, has_heads: are_headed }
}

/// The words of a cell that could name something.
pub fn text_at(row: &[Value], at: usize) -> Option<String> {
    let Some(Value::Text(text)) = row.get(at) else { return None };
    let text = plain(text);
    (text.chars().any(char::is_alphabetic) && !is_telephone(&text)).then_some(text)
}

/// The words of a cell of any kind that a person can read.
pub fn words_at(row: &[Value], at: usize) -> Option<String> {
    match row.get(at) {
        Some(Value::Text(text) | Value::Number(text)) => Some(plain(text)).filter(|text| !text.is_empty()),
        _ => None,
    }
}
