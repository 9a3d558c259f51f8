//! A roll of units, as offices keep it: a table or a list, one name a row.

use indexmap::IndexMap;

use super::phrase::names::names;
use crate::files::decode;
use crate::glyph::is_invisible;
use crate::office::{self, workbook};
use crate::plan::{Name, Plan};

/// The names of a roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roll {
    /// Its rows.
    pub rows: Vec<Enrolled>,
    /// Whether its columns have heads, so that the second is known to hold groups.
    pub has_heads: bool,
}

impl Roll {
    /// The names by group, in the order in which each group first comes up; `group` is that of rows which name none.
    ///
    /// A second column without a head may hold anything; it names the group only where the plan has such a group. Fails with
    /// the first name that no group is known for.
    pub fn by_group(self, plan: &Plan, group: Option<&str>) -> Result<Vec<(String, Vec<String>)>, String> {
        let is_group = |name: &&str| self.has_heads || matches!(plan.units.named(name), Some(Name::Group(_)));
        let mut groups: IndexMap<String, Vec<String>> = IndexMap::new();
        for row in self.rows {
            let Some(group) = row.group.as_deref().filter(is_group).or(group) else { return Err(row.name) };
            groups.entry(group.to_owned()).or_default().push(row.name);
        }
        Ok(groups.into_iter().collect())
    }
}

/// One row of a roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolled {
    /// The unit's name.
    pub name: String,
    /// The group it belongs to, where the roll has a column for that.
    pub group: Option<String>,
}

/// Why a roll cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is a workbook that is damaged or locked.
    Workbook,
    /// It is a workbook, for a zlt that was built without the formats of office programs.
    WithoutOffice,
    /// It is no text.
    NotText,
    /// There are no names in it.
    NoNames,
}

/// What stands over a column of names.
const NAME_HEADS: [&str; 6] = ["单位", "单位名称", "名称", "责任单位", "部门", "成员单位"];
/// What stands over a column of groups.
const GROUP_HEADS: [&str; 5] = ["统称", "类别", "分组", "组别", "单位类别"];

/// Reads a roll: a workbook by its ending (`.xlsx`, `.xls`, `.ods`: its first sheet), else text, one row a line, its columns
/// parted by commas or tabs.
///
/// Columns are known by their heads; without heads the first column that holds words has the names, and the next the groups.
pub fn read(ending: &str, bytes: Vec<u8>) -> Result<Roll, Unreadable> {
    let rows = match ending.to_lowercase().as_str() {
        "xlsx" | "xls" | "xlsm" | "ods" => workbook::rows(bytes).map_err(refused)?,
        _ => lines(&decode(&bytes).ok_or(Unreadable::NotText)?),
    };
    let roll = enrolled(&rows);
    if roll.rows.is_empty() { Err(Unreadable::NoNames) } else { Ok(roll) }
}

fn refused(reason: office::Unreadable) -> Unreadable {
    match reason {
        office::Unreadable::WithoutOffice => Unreadable::WithoutOffice,
        _ => Unreadable::Workbook,
    }
}

fn lines(text: &str) -> Vec<Vec<String>> {
    let delimiter = if text.contains('\t') { b'\t' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    reader.records().filter_map(Result::ok).map(|row| row.iter().map(str::to_owned).collect()).collect()
}

/// The names of the rows, without heads, numbers and blanks.
fn enrolled(rows: &[Vec<String>]) -> Roll {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| plain(cell)).collect()).collect();
    let head = rows.iter().position(|row: &Vec<String>| row.iter().any(|cell| NAME_HEADS.contains(&cell.as_str())));
    let column = |heads: &[&str]| {
        let row = &rows[head?];
        row.iter().position(|cell| heads.contains(&cell.as_str()))
    };
    let (name, group) = match head {
        Some(_) => (column(&NAME_HEADS), column(&GROUP_HEADS)),
        None => {
            let first = rows.iter().filter_map(|row| row.iter().position(|cell| is_name(cell))).min();
            (first, first.map(|first| first + 1))
        }
    };
    let Some(name) = name else { return Roll { rows: Vec::new(), has_heads: false } };
    let body = rows.iter().skip(head.map_or(0, |head| head + 1));
    let cell = |row: &Vec<String>, at: usize| row.get(at).filter(|cell| is_name(cell)).cloned();
    let names = body.flat_map(|row| {
        let group = group.and_then(|group| cell(row, group));
        let names = cell(row, name).map(|cell| names_in(&cell)).unwrap_or_default();
        names.into_iter().map(move |name| Enrolled { name, group: group.clone() })
    });
    Roll { rows: names.collect(), has_heads: head.is_some() }
}

/// The names in one cell: mostly one, or a list such as stands in a notice; none in a sum.
fn names_in(cell: &str) -> Vec<String> {
    let cell = cell.trim_start_matches(|letter: char| {
        letter.is_ascii_digit() || "、.．)）(（".contains(letter) || letter.is_whitespace()
    });
    let is_sum = ["合计", "总计", "小计", "共计"].iter().any(|word| cell.starts_with(word));
    let parts = names(cell, None).names;
    match parts.as_slice() {
        _ if is_sum => Vec::new(),
        [_, _, ..] => parts.into_iter().map(|part| part.name).collect(),
        _ => vec![cell.to_owned()],
    }
}

/// A cell without blanks around it or within: 市 教 育 局 is 市教育局.
fn plain(cell: &str) -> String {
    let cell: String = cell.chars().filter(|one| one.is_whitespace() || !is_invisible(*one)).collect();
    let mut words = cell.split_whitespace();
    if words.clone().all(|word| word.chars().count() == 1) {
        return words.collect();
    }
    // 市水利局 张三: what follows a blank is no part of the name.
    words.next().unwrap_or_default().to_owned()
}

/// Whether a cell holds a name, and no number or mark.
fn is_name(cell: &str) -> bool {
    cell.chars().any(|character| character.is_alphabetic())
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

    #[test]
    fn what_holds_no_names_is_refused() {
        assert_eq!(read("txt", b"1\n2\n".to_vec()), Err(Unreadable::NoNames));
        assert_eq!(read("csv", b"a\0b".to_vec()), Err(Unreadable::NotText));
        assert_eq!(read("xlsx", b"no workbook".to_vec()), Err(Unreadable::Workbook));
    }
}
