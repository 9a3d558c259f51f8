//! A roll of units, as offices keep it: a table or a list, as people save or paste it.
//!
//! [`lines`] reads running lines and [`table`] tables, whose [`columns`] it finds; [`names`] finds the names in some words, [`words`] knows what names none.

mod columns;
mod lines;
mod names;
mod table;
mod words;

use indexmap::{IndexMap, IndexSet};

use crate::files::decode;
use crate::office::{self, Value, workbook};
use crate::plan::liaisons::Liaison;
use crate::plan::{Name, Plan};

use columns::has_name_head;
use names::Found;
use table::Table;

/// The names of a roll.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roll {
    /// The names in the order of the roll.
    pub rows: Vec<Enrolled>,
    /// Whether it says which words are groups, so that these need not be known.
    pub has_heads: bool,
    /// What was not taken for a unit.
    pub passed_over: Vec<Passed>,
}

/// One name of a roll.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Enrolled {
    /// The unit's name.
    pub name: String,
    /// The group it belongs to, where the roll says so.
    pub group: Option<String>,
    /// A shorter name, where the roll gives one.
    pub alias: Option<String>,
    /// Whom to call there, where the roll says so.
    pub liaison: Liaison,
    /// Where it stands, as people say it.
    pub place: String,
}

/// Words of a roll that were not taken for a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    /// Where they stand, as people say it: `第4行`, `B4`.
    pub place: String,
    /// The words.
    pub text: String,
}

impl Enrolled {
    fn of(found: Found, group: Option<String>, place: &str) -> Self {
        let liaison = Liaison { name: found.person, telephone: found.telephone, leader: String::new() };
        Self { name: found.name, group, alias: found.alias, liaison, place: place.to_owned() }
    }
}

impl Roll {
    /// The names by group, in the order in which each group first comes up; `group` is that of rows which name none.
    ///
    /// A second column without a head may hold anything; it names the group only where the plan has such a group. Fails with
    /// the first name that no group is known for.
    pub fn by_group(&self, plan: &Plan, group: Option<&str>) -> Result<Vec<(String, Vec<String>)>, String> {
        let is_group = |name: &&str| self.has_heads || matches!(plan.units.named(name), Some(Name::Group(_)));
        let mut groups: IndexMap<String, IndexSet<String>> = IndexMap::new();
        for row in &self.rows {
            let Some(group) = row.group.as_deref().filter(is_group).or(group) else { return Err(row.name.clone()) };
            groups.entry(group.to_owned()).or_default().insert(row.name.clone());
        }
        Ok(groups.into_iter().map(|(group, names)| (group, names.into_iter().collect())).collect())
    }

    /// The shorter names that the roll gives, each with the unit.
    pub fn aliases(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rows.iter().filter_map(|row| Some((row.alias.as_deref()?, row.name.as_str())))
    }

    /// Whom to call at which unit, as far as the roll says so.
    pub fn liaisons(&self) -> impl Iterator<Item = (&str, &Liaison)> {
        self.rows.iter().filter(|row| row.liaison != Liaison::default()).map(|row| (row.name.as_str(), &row.liaison))
    }

    fn pass_over(&mut self, place: &str, text: &str) {
        if !text.is_empty() {
            self.passed_over.push(Passed { place: place.to_owned(), text: text.to_owned() });
        }
    }

    /// Adds what stands on another sheet; names without a group are of the sheet's.
    fn append(&mut self, other: Self, sheet: Option<&str>) {
        self.has_heads |= other.has_heads;
        self.passed_over.extend(other.passed_over);
        let group = |row: &Enrolled| row.group.clone().or_else(|| sheet.map(str::to_owned));
        self.rows.extend(other.rows.into_iter().map(|row| Enrolled { group: group(&row), ..row }));
    }
}

/// Why a roll cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is a workbook that is damaged or locked.
    Workbook,
    /// It is a workbook that claims or holds more than any office has units.
    TooLarge,
    /// It is a workbook, for a zlt that was built without the formats of office programs.
    WithoutOffice,
    /// It is no text.
    NotText,
    /// There are no names in it.
    NoNames,
}

/// Reads a roll: a workbook by its ending (`.xlsx`, `.xls`, `.ods`), else text: a table where its rows have columns, else lines.
pub fn read(ending: &str, bytes: Vec<u8>) -> Result<Roll, Unreadable> {
    let roll = match ending.to_lowercase().as_str() {
        "xlsx" | "xls" | "xlsm" | "ods" | "et" => of_sheets(workbook::sheets(bytes).map_err(refused)?),
        _ if bytes.len() > LONGEST => return Err(Unreadable::TooLarge),
        _ => of_text(&decode(&bytes).ok_or(Unreadable::NotText)?),
    };
    match roll.rows.len() {
        0 => Err(Unreadable::NoNames),
        count if count > MOST => Err(Unreadable::TooLarge),
        _ => Ok(roll),
    }
}

/// How many names a roll has at most: a plan for more units than that would be none of an office.
const MOST: usize = 10_000;
/// How long a roll is at most that is a text, in bytes.
const LONGEST: usize = 4_000_000;

fn refused(reason: office::Unreadable) -> Unreadable {
    match reason {
        office::Unreadable::WithoutOffice => Unreadable::WithoutOffice,
        office::Unreadable::TooLarge => Unreadable::TooLarge,
        _ => Unreadable::Workbook,
    }
}

fn of_sheets(sheets: Vec<office::Sheet>) -> Roll {
    let filled: Vec<office::Sheet> = sheets.into_iter().filter(|sheet| !sheet.rows.is_empty()).collect();
    let is_one = filled.len() == 1;
    let read = |sheet: office::Sheet| {
        let rows = (1..).zip(sheet.rows).collect();
        let name = sheet.name;
        let table = Table { sheet: (!is_one).then(|| name.clone()), is_workbook: true, rows };
        let is_headed = table.rows.iter().any(|(_, row)| has_name_head(row));
        (name, is_headed, of_table(&table))
    };
    let rolls: Vec<(String, bool, Roll)> = filled.into_iter().map(read).collect();
    // Of several sheets those with heads are the rolls; what else is there explains how to fill them in.
    let are_headed = rolls.iter().any(|(_, is_headed, _)| *is_headed);
    let is_roll = |is_headed: bool, roll: &Roll| !roll.rows.is_empty() && (is_headed || !are_headed);
    let are_several = rolls.iter().filter(|(_, is_headed, roll)| is_roll(*is_headed, roll)).count() > 1;
    let mut all = Roll::default();
    for (name, is_headed, roll) in rolls {
        if is_roll(is_headed, &roll) {
            let is_named = are_several && !name.to_lowercase().starts_with("sheet") && !name.starts_with("工作表");
            all.append(roll, is_named.then_some(name.as_str()));
        } else {
            let text = format!("这一张表里没有当作名单的（{}行）", roll.rows.len() + roll.passed_over.len());
            all.pass_over(&format!("“{name}”"), &text);
        }
    }
    all
}

/// A table with one column is a list.
fn of_table(table: &Table) -> Roll {
    let filled = |row: &[Value]| row.iter().filter(|cell| **cell != Value::Empty).count();
    let is_list =
        table.rows.iter().all(|(_, row)| filled(row) <= 1 && !matches!(row.first(), Some(Value::Uncalculated)));
    let is_of_words = |row: &[Value]| row.iter().all(|cell| matches!(cell, Value::Empty | Value::Text(_)));
    let has_head = table.rows.iter().any(|(_, row)| has_name_head(row));
    if !is_list || has_head || !table.rows.iter().all(|(_, row)| is_of_words(row)) {
        return table::read(table);
    }
    let line = |(number, row): &(usize, Vec<Value>)| {
        let (at, text) = row.iter().enumerate().find_map(|(at, cell)| match cell {
            Value::Text(text) => Some((at, text.clone())),
            _ => None,
        })?;
        Some((table.place(*number, at), text))
    };
    lines::read(table.rows.iter().filter_map(line))
}

fn of_text(text: &str) -> Roll {
    let numbered =
        || (1..).zip(text.lines()).map(|(number, line): (usize, &str)| (format!("第{number}行"), line.to_owned()));
    match delimiter(text) {
        None => lines::read(numbered()),
        Some(delimiter) => of_table(&Table { sheet: None, is_workbook: false, rows: rows(text, delimiter) }),
    }
}

/// What parts the columns of a text: a mark of which most lines have the same number, where some line has heads or rows begin
/// with their number.
fn delimiter(text: &str) -> Option<u8> {
    let filled: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    [b'\t', b',', b';'].into_iter().find(|delimiter| {
        let count = |line: &str| line.bytes().filter(|byte| byte == delimiter).count();
        let most = filled.iter().map(|line| count(line)).max().unwrap_or(0);
        let with = filled.iter().filter(|line| count(line) == most).count();
        let cells = |line: &str| rows(line, *delimiter).into_iter().next().map(|(_, row)| row).unwrap_or_default();
        let has_head = filled.iter().any(|line| count(line) > 0 && has_name_head(&cells(line)));
        let is_first_a_number = |line: &&&str| matches!(cells(line).first(), Some(Value::Number(_)));
        let are_numbered = filled.iter().filter(is_first_a_number).count() * 2 > filled.len();
        most > 0
            && (has_head
                || with * 3 >= filled.len() * 2 && (are_numbered || most == 1 && has_groups(&filled, *delimiter)))
    })
}

/// Whether the second of two columns says the same of several rows, or the first does.
fn has_groups(lines: &[&str], delimiter: u8) -> bool {
    let columns: Vec<Vec<&str>> =
        lines.iter().map(|line| line.split(char::from(delimiter)).map(str::trim).collect()).collect();
    let column = |at: usize| -> Vec<&str> { columns.iter().filter_map(|row| row.get(at).copied()).collect() };
    let is_of_units = |at: usize| column(at).iter().all(|cell| words::is_unit(cell));
    !is_of_units(0) || !is_of_units(1)
}

fn rows(text: &str, delimiter: u8) -> Vec<(usize, Vec<Value>)> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let value = |cell: &str| match cell.trim() {
        "" => Value::Empty,
        cell if cell.chars().all(|one| one.is_ascii_digit() || one == '.') => Value::Number(cell.to_owned()),
        cell if cell.eq_ignore_ascii_case("true") || cell.eq_ignore_ascii_case("false") || cell.starts_with('#') => {
            Value::Other(cell.to_owned())
        }
        cell if cell.starts_with('=') => Value::Uncalculated,
        cell => Value::Text(cell.to_owned()),
    };
    let records = reader.records().filter_map(Result::ok);
    let numbered = records.map(|row| {
        let line = row.position().map_or(0, |position| usize::try_from(position.line()).unwrap_or(0));
        (line, row.iter().map(value).collect())
    });
    numbered.collect()
}

#[cfg(test)]
mod tests {
    use super::{Unreadable, read};
    use crate::plan::sample::{activity, plan};

    fn names(text: &str) -> Vec<String> {
        let roll = read("txt", text.as_bytes().to_vec()).unwrap();
        roll.rows.into_iter().map(|row| format!("{}|{}", row.name, row.group.unwrap_or_default())).collect()
    }

    #[test]
    fn names_are_found_with_or_without_heads_and_numbers() {
        for (text, expected) in [
            ("市教育局\n\n市民委\n", &["市教育局|", "市民委|"][..]),
            ("1,市教育局,市直各部门\n2,柴河镇,各乡镇街道\n", &["市教育局|市直各部门", "柴河镇|各乡镇街道"]),
            (
                "成员名单\n序号\t单位名称\t联系人\t类别\n1\t市 教 育 局\t李\t市直\n2\t柴河镇\t王\t乡镇\n",
                &["市教育局|市直", "柴河镇|乡镇"],
            ),
            ("\"市交通委（市道运局）\"\n", &["市交通委（市道运局）|"]),
            ("1、市水利局\n2、市林草局\n合计：2个\n", &["市水利局|", "市林草局|"]),
            ("市民政局、市财政局、市应急局\n", &["市民政局|", "市财政局|", "市应急局|"]),
            ("市水利局 张三\n", &["市水利局|"]),
            ("市\u{200b}水利局\n市 林 \u{feff} 草 局\n", &["市水利局|", "市林草局|"]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn a_second_column_without_a_head_names_groups_of_the_plan_alone() {
        let plan = plan(&["甲"], &activity(1, &["甲"], ""));
        let grouped = |text: &str, group| {
            let groups = read("txt", text.as_bytes().to_vec()).unwrap().by_group(&plan, group)?;
            Ok::<_, String>(groups.iter().map(|(group, names)| format!("{group}：{}", names.join("、"))).collect())
        };
        for (text, group, expected) in [
            (
                "市民委,各组\n柴河镇,乡镇\n市教育局,各组\n",
                Some("外组"),
                Ok(vec!["各组：市民委、市教育局", "外组：柴河镇"]),
            ),
            ("单位,类别\n柴河镇,乡镇\n", None, Ok(vec!["乡镇：柴河镇"])),
            ("市民委,各组\n柴河镇,乡镇\n", None, Err("柴河镇".to_owned())),
        ] {
            let expected = expected.map(|groups| groups.into_iter().map(str::to_owned).collect::<Vec<_>>());
            assert_eq!(grouped(text, group), expected, "{text}");
        }
    }

    /// What an attacker pasted: each once went wrong without a word.
    #[test]
    fn persons_posts_and_remarks_are_no_units() {
        let read = |text: &str| {
            let roll = read("txt", text.as_bytes().to_vec()).unwrap();
            let names = roll.rows.iter().map(|row| format!("{}@{}", row.name, row.liaison.name));
            let passed = roll.passed_over.iter().map(|passed| format!("-{}", passed.text));
            let groups = roll.rows.iter().filter_map(|row| row.group.clone()).map(|group| format!("+{group}"));
            names.chain(passed).chain(groups).collect::<Vec<_>>().join(" ")
        };
        for (text, expected) in [
            ("单位\t联系人\n市财政局\t张三\n\t李四\n市水利局\t王五\n", "市财政局@张三 市财政局@李四 市水利局@王五"),
            ("市教育局，张三\n市财政局，李四\n", "市教育局@张三 市财政局@李四"),
            ("市财政局 局长 张三\n市水利局 副局长 李四\n", "市财政局@张三 市水利局@李四 -局长 -副局长"),
            ("序号\t联系人\n1\t张三\t\t市财政局\n2\t李四\t\t市水利局\n", "市财政局@张三 市水利局@李四"),
            ("市财政局\n市委巡察组\n市水利局\n", "市财政局@ 市委巡察组@ 市水利局@"),
            ("市财政局：张三\n市水利局：李四\n", "市财政局@张三 市水利局@李四"),
            ("- [ ] 市财政局\n- [x] 市水利局\n", "市财政局@ 市水利局@"),
            (
                "扎兰屯市2024年重点工作责任单位\n1.市财政局\n2.市水利局\n",
                "市财政局@ 市水利局@ -扎兰屯市2024年重点工作责任单位",
            ),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_holds_no_names_is_refused() {
        assert_eq!(read("txt", b"1\n2\n".to_vec()), Err(Unreadable::NoNames));
        assert_eq!(read("csv", b"a\0b".to_vec()), Err(Unreadable::NotText));
        assert_eq!(read("xlsx", b"no workbook".to_vec()), Err(Unreadable::Workbook));
    }
}
