//! Whom to call at a unit: a list of the office's own, kept beside the plan and out of git.

use std::collections::HashSet;

use csv::{Position, ReaderBuilder, WriterBuilder};

use super::find::NotFound;
use super::units::{Name, UnitIndex, Units};
use crate::glyph::is_merge_mark;
use crate::problem::Complaint;

/// The name of the file beside the plan.
pub const FILE: &str = "联络员.csv";

/// What stands over the column of units.
const UNIT: &[&str] = &["单位", "单位名称", "责任单位"];
/// What stands over a column of persons.
pub const NAME: &[&str] = &["联络员", "联系人", "联络人", "姓名", "联络员姓名", "负责人"];
/// What stands over a column of numbers.
pub const TELEPHONE: &[&str] = &["电话", "联系电话", "联系方式", "手机", "手机号", "办公电话"];
/// What stands over a column of those in charge.
pub const LEADER: &[&str] = &["分管领导", "分管负责人", "分管领导姓名"];

/// Whom to call at a unit; any of it may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Liaison {
    /// 联络员
    pub name: String,
    /// 电话
    pub telephone: String,
    /// 分管领导
    pub leader: String,
}

/// Whom to call at every unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Liaisons {
    by_unit: Vec<Option<Liaison>>,
}

/// What is wrong with the list; everything else in it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Defect {
    /// Its first line names no 单位, or nothing besides.
    NoHeads,
    /// A line is a mark of a merge that nobody has finished.
    Merge {
        /// The line, counted from 1.
        line: u64,
    },
    /// A line names a group, which nobody can call.
    Group {
        /// The line, counted from 1.
        line: u64,
        /// What it names.
        name: String,
    },
    /// A line names a unit that the plan does not have.
    Stranger {
        /// The line, counted from 1.
        line: u64,
        /// What it names.
        name: String,
        /// The names nearest to it.
        nearest: Vec<String>,
    },
}

impl Defect {
    /// The line it is on, counted from 1.
    pub fn line(&self) -> u64 {
        match self {
            Self::NoHeads => 1,
            Self::Merge { line } | Self::Group { line, .. } | Self::Stranger { line, .. } => *line,
        }
    }

    /// What is wrong, and what to do about it.
    pub fn complaint(&self) -> Complaint {
        let or = |names: &[String]| names.join("或");
        match self {
            Self::NoHeads => {
                Complaint::new("看不出单位和联络员、电话各是哪一栏，没有用上", "第一行写成：单位,联络员,电话,分管领导")
            }
            Self::Merge { .. } => {
                Complaint::new("这里是没有做完的 git 合并留下的记号", "两边的内容都看一看，留下要的，删去记号")
            }
            Self::Group { name, .. } => {
                Complaint::new(format!("“{name}”是统称，不是一个单位，这一行没有用上"), "一个单位写一行")
            }
            Self::Stranger { name, nearest, .. } => {
                let remedy = if nearest.is_empty() {
                    "核对名称；另一种叫法写进方案的 [aliases]".to_owned()
                } else {
                    format!("最接近的是：{}", or(nearest))
                };
                Complaint::new(format!("方案里没有叫“{name}”的单位，这一行没有用上"), remedy)
            }
        }
    }
}

impl Liaisons {
    /// Reads a list: rows of 单位, 联络员, 电话, 分管领导 under these heads, in any order, parted by commas or tabs.
    ///
    /// A unit may stand under any of its names, and on several lines, whose persons are then named one after the other;
    /// several columns of numbers are told together. Gives what could be read, and what could not.
    pub fn read(text: &str, units: &Units) -> (Self, Vec<Defect>) {
        let delimiter = if text.lines().next().is_some_and(|heads| heads.contains('\t')) { b'\t' } else { b',' };
        let mut reader = ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
        let heads: Vec<String> = match reader.headers() {
            Ok(heads) => heads.iter().map(|head| head.split_whitespace().collect()).collect(),
            Err(_) => Vec::new(),
        };
        let Some(unit) = heads.iter().position(|head| UNIT.contains(&head.as_str())) else {
            return (Self::default(), vec![Defect::NoHeads]);
        };
        let columns = [NAME, TELEPHONE, LEADER].map(|names| {
            heads
                .iter()
                .enumerate()
                .filter(|(_, head)| names.contains(&head.as_str()))
                .map(|(at, _)| at)
                .collect::<Vec<_>>()
        });
        if columns.iter().all(Vec::is_empty) {
            return (Self::default(), vec![Defect::NoHeads]);
        }
        let mut persons: Vec<Vec<Liaison>> = vec![Vec::new(); units.units.len()];
        let mut defects = Vec::new();
        for row in reader.records().filter_map(Result::ok) {
            let cell = |at: usize| row.get(at).unwrap_or_default().trim();
            if cell(unit).is_empty() {
                continue;
            }
            let (line, name) = (row.position().map_or(0, Position::line), cell(unit).to_owned());
            match units.named(&name) {
                Some(Name::Unit(unit)) => {
                    let told = |places: &Vec<usize>| {
                        let cells = places.iter().map(|at| cell(*at)).filter(|cell| !cell.is_empty());
                        cells.collect::<Vec<_>>().join("，")
                    };
                    let [name, telephone, leader] = columns.each_ref().map(told);
                    persons[unit.0].push(Liaison { name, telephone, leader });
                }
                None if is_merge_mark(&name) => defects.push(Defect::Merge { line }),
                Some(Name::Group(_)) => defects.push(Defect::Group { line, name }),
                None => defects.push(Defect::Stranger { line, nearest: near(&name, units), name }),
            }
        }
        (Self { by_unit: persons.iter().map(|persons| together(persons)).collect() }, defects)
    }

    /// Whom to call at a unit.
    pub fn of(&self, unit: UnitIndex) -> Option<&Liaison> {
        self.by_unit.get(unit.0)?.as_ref()
    }

    /// Whether nobody is listed.
    pub fn is_empty(&self) -> bool {
        self.by_unit.iter().all(Option::is_none)
    }
}

/// The list with rows added for units that it does not name yet, each under the heads that it has; a new list where there is none.
///
/// Takes the text of the list; gives the new text, and how many rows were added. `None` where the list has no head of units.
pub fn with_liaisons<'n>(
    known: Option<&str>,
    added: impl Iterator<Item = (&'n str, &'n Liaison)>,
) -> Option<(String, usize)> {
    const HEADS: &str = "单位,联络员,电话,分管领导\n";
    let text = known.filter(|text| !text.trim().is_empty()).unwrap_or(HEADS);
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.contains('\t') { b'\t' } else { b',' };
    let mut reader = ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let heads: Vec<String> = reader.headers().ok()?.iter().map(|head| head.split_whitespace().collect()).collect();
    let place = |names: &[&str]| heads.iter().position(|head| names.contains(&head.as_str()));
    let unit = place(UNIT)?;
    let listed: HashSet<String> =
        reader.records().filter_map(|row| Some(row.ok()?.get(unit)?.trim().to_owned())).collect();
    let mut writer = WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
    let mut count = 0;
    for (name, liaison) in added.filter(|(name, _)| !listed.contains(*name)) {
        let mut row = vec![""; heads.len()];
        row[unit] = name;
        let parts = [(NAME, &liaison.name), (TELEPHONE, &liaison.telephone), (LEADER, &liaison.leader)];
        for (names, value) in parts {
            place(names).into_iter().for_each(|at| row[at] = value);
        }
        writer.write_record(&row).ok()?;
        count += 1;
    }
    let rows = String::from_utf8(writer.into_inner().ok()?).ok()?;
    let gap = if text.ends_with('\n') { "" } else { "\n" };
    Some((format!("{text}{gap}{rows}"), count))
}

/// The persons of a unit, one after the other in every part, so that each stands beside his or her own number.
fn together(persons: &[Liaison]) -> Option<Liaison> {
    let part = |of: fn(&Liaison) -> &String| {
        let words: Vec<&str> = persons.iter().map(|person| of(person).as_str()).collect();
        let is_same = words.windows(2).all(|pair| pair[0] == pair[1]);
        let told = words.iter().map(|word| if word.is_empty() { "—" } else { word });
        if is_same {
            words.first().copied().unwrap_or_default().to_owned()
        } else {
            told.collect::<Vec<_>>().join("、")
        }
    };
    let [name, telephone, leader] =
        [part(|person| &person.name), part(|person| &person.telephone), part(|person| &person.leader)];
    (!persons.is_empty()).then_some(Liaison { name, telephone, leader })
}

/// The names that may be meant by one that the plan does not have.
fn near(name: &str, units: &Units) -> Vec<String> {
    match units.find(name) {
        Ok(found) => vec![units.word(found).to_owned()],
        Err(NotFound::Several(names) | NotFound::Unknown(names)) => names,
    }
}

#[cfg(test)]
mod tests {
    use super::{Defect, Liaison, Liaisons, with_liaisons};
    use crate::plan::{Plan, load};

    fn plan() -> Plan {
        let text = "[campaign]\nid = \"t\"\ntitle = \"测试\"\nend = 2024-09-30\n[groups]\n\"各组\" = [\"市教育局\", \"柴河镇\"]\n[aliases]\n\"教育局\" = \"市教育局\"\n[[activity]]\nid = 1\ntitle = \"一\"\nunits = [\"各组\"]\n";
        load("plan.toml", text).unwrap()
    }

    #[test]
    fn rows_are_known_by_their_heads_and_units_by_any_name() {
        let plan = plan();
        let text = "序号,联 络 员,单位,电话,手机\n1,甲,教育局,,\n2,乙,市教育局,0000-2,0000-3\n3,,,,\n";
        let (liaisons, defects) = Liaisons::read(text, &plan.units);
        let of = |name: &str| liaisons.of(plan.units.unit_named(name).unwrap());
        let liaison = of("市教育局").unwrap();
        assert_eq!(
            (liaison.name.as_str(), liaison.telephone.as_str(), liaison.leader.as_str()),
            ("甲、乙", "—、0000-2，0000-3", "")
        );
        assert_eq!((of("柴河镇"), defects.len(), liaisons.is_empty()), (None, 0, false));
    }

    #[test]
    fn rows_are_added_under_the_heads_that_are_there() {
        let liaison = |name: &str, telephone: &str| Liaison {
            name: name.to_owned(),
            telephone: telephone.to_owned(),
            leader: String::new(),
        };
        let (one, two) = (liaison("甲", "0000-1"), liaison("乙", ""));
        let added = || [("市教育局", &one), ("柴河镇", &two)].into_iter();
        for (known, expected, count) in [
            (None, "单位,联络员,电话,分管领导\n市教育局,甲,0000-1,\n柴河镇,乙,,\n", 2),
            (Some("电话,单位\n0000-9,市教育局"), "电话,单位\n0000-9,市教育局\n,柴河镇\n", 1),
        ] {
            assert_eq!(with_liaisons(known, added()), Some((expected.to_owned(), count)), "{known:?}");
        }
        assert_eq!(with_liaisons(Some("甲,乙\n"), added()), None);
    }

    #[test]
    fn strangers_are_told_with_their_line_and_the_nearest_name() {
        let plan = plan();
        let (liaisons, defects) = Liaisons::read("单位\t联络员\n市教育据\t甲\n各组\t乙\n柴河镇\t丙\n", &plan.units);
        assert_eq!(
            defects,
            [
                Defect::Stranger { line: 2, name: "市教育据".into(), nearest: vec!["市教育局".into()] },
                Defect::Group { line: 3, name: "各组".into() },
            ]
        );
        assert!(!liaisons.is_empty());
        for heads in ["甲,乙\n", "单位,邮箱\n市教育局,x\n"] {
            assert_eq!(Liaisons::read(heads, &plan.units).1, [Defect::NoHeads], "{heads}");
        }
        assert!(Liaisons::read("", &plan.units).0.is_empty());
    }
}
