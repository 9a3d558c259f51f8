//! The keys of `plan.toml`, one row a key: who reads, explains, drafts or documents a plan asks here.

use strum::{IntoStaticStr, VariantArray};

use super::wanted::Wanted;

/// A key of the format; its name in snake case is what stands in the plan.
#[expect(missing_docs, reason = "docs/plan.md explains each")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Key {
    Campaign,
    Groups,
    Aliases,
    Activity,
    Id,
    Title,
    Theme,
    Document,
    Issuers,
    Coordinator,
    Issued,
    Start,
    End,
    SoonDays,
    Data,
    Figures,
    LeadReports,
    Review,
    Evidence,
    Section,
    Lead,
    Units,
    Support,
    Optional,
    Except,
    Due,
    Ongoing,
    DueFor,
    Cancelled,
    Private,
    Events,
    Deliver,
    Deliverable,
    Detail,
    Extra,
    From,
    By,
    Why,
}

/// A table with keys of the format; the keys of every other are names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// The whole plan.
    Plan,
    /// `[campaign]`
    Campaign,
    /// `[[activity]]`
    Activity,
    /// The value of `due_for` for one unit, where it says more than a day.
    Extension,
}

/// What there is to know of a key in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyRow {
    /// The key.
    pub key: Key,
    /// What it takes.
    pub wanted: Wanted,
    /// The Chinese words that people write for it.
    pub chinese: &'static [&'static str],
    /// How a line looks that must be there; `None` for keys that may be left out.
    pub example: Option<&'static str>,
}

const fn row(key: Key, wanted: Wanted, chinese: &'static [&'static str]) -> KeyRow {
    KeyRow { key, wanted, chinese, example: None }
}

const fn required(key: Key, wanted: Wanted, chinese: &'static [&'static str], example: &'static str) -> KeyRow {
    KeyRow { key, wanted, chinese, example: Some(example) }
}

const PLAN: [KeyRow; 4] = [
    required(Key::Campaign, Wanted::Table, &["专项工作", "方案"], "[campaign]"),
    required(Key::Groups, Wanted::Table, &["统称", "分组"], "[groups]"),
    row(Key::Aliases, Wanted::Table, &["别称"]),
    required(Key::Activity, Wanted::Activities, &["任务"], "[[activity]]"),
];

const CAMPAIGN: [KeyRow; 15] = [
    required(Key::Id, Wanted::Text, &[], "id = \"zlt-2024-41\""),
    required(Key::Title, Wanted::Text, &["标题", "名称"], "title = \"民族团结进步活动月\""),
    row(Key::Theme, Wanted::Text, &["主题"]),
    row(Key::Document, Wanted::Text, &["文号"]),
    row(Key::Issuers, Wanted::Names, &[]),
    row(Key::Coordinator, Wanted::Text, &[]),
    row(Key::Issued, Wanted::Day, &["发文日"]),
    row(Key::Start, Wanted::Day, &["开始"]),
    row(Key::End, Wanted::Day, &["结束"]),
    row(Key::SoonDays, Wanted::Days, &[]),
    row(Key::Data, Wanted::Text, &[]),
    row(Key::Figures, Wanted::Names, &["数量"]),
    row(Key::LeadReports, Wanted::Flag, &["牵头单位汇总"]),
    row(Key::Review, Wanted::Flag, &["审核", "销号"]),
    row(Key::Evidence, Wanted::Flag, &["佐证"]),
];

const ACTIVITY: [KeyRow; 20] = [
    required(Key::Id, Wanted::Id, &["编号", "序号"], "id = 7"),
    row(Key::Section, Wanted::Text, &["板块"]),
    required(Key::Title, Wanted::Text, &["任务", "标题", "名称"], "title = \"开展主题党日活动\""),
    row(Key::Lead, Wanted::Names, &["牵头单位", "牵头"]),
    row(Key::Units, Wanted::Names, &["责任单位", "单位"]),
    row(Key::Support, Wanted::Names, &["配合单位", "配合"]),
    row(Key::Optional, Wanted::Names, &[]),
    row(Key::Except, Wanted::Names, &[]),
    row(Key::Start, Wanted::Day, &["开始"]),
    row(Key::Due, Wanted::Day, &["时限", "截止日"]),
    row(Key::Ongoing, Wanted::Flag, &["长期坚持"]),
    row(Key::LeadReports, Wanted::Flag, &["牵头单位汇总"]),
    row(Key::DueFor, Wanted::Extensions, &["延期"]),
    row(Key::Cancelled, Wanted::Flag, &[]),
    row(Key::Private, Wanted::Flag, &["不公开"]),
    row(Key::Events, Wanted::NamedDays, &[]),
    row(Key::Deliver, Wanted::Names, &["材料"]),
    row(Key::Deliverable, Wanted::Text, &[]),
    row(Key::Detail, Wanted::Text, &[]),
    row(Key::Extra, Wanted::NamedTexts, &[]),
];

const EXTENSION: [KeyRow; 4] = [
    required(Key::Due, Wanted::Day, &[], "due = 2024-10-10"),
    row(Key::From, Wanted::Day, &[]),
    row(Key::By, Wanted::Text, &[]),
    row(Key::Why, Wanted::Text, &[]),
];

impl Key {
    /// All keys.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// What stands in the plan.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

impl Table {
    /// All tables, the keys of activities first: these are what people write most.
    pub const ALL: [Self; 4] = [Self::Activity, Self::Campaign, Self::Plan, Self::Extension];

    /// Its keys, in the order in which they are best written.
    pub fn rows(self) -> &'static [KeyRow] {
        match self {
            Self::Plan => &PLAN,
            Self::Campaign => &CAMPAIGN,
            Self::Activity => &ACTIVITY,
            Self::Extension => &EXTENSION,
        }
    }

    /// The table that has a key of this name, the most usual one first.
    pub fn holding(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.rows().iter().any(|row| row.key.name() == name))
    }

    /// Where it stands in a plan, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Plan => "最外层，不在任何 [ ] 下面",
            Self::Campaign => "文件开头的 [campaign] 里",
            Self::Activity => "它所属的那一项 [[activity]] 里",
            Self::Extension => "due_for 里那个单位的大括号里",
        }
    }

    /// What there is to know of one of its keys; `None` for what it does not have.
    pub fn row(self, key: Key) -> Option<&'static KeyRow> {
        self.rows().iter().find(|row| row.key == key)
    }
}

/// What a key takes, whichever table it stands in; the number of an activity rather than the campaign's name.
pub fn wanted(name: &str) -> Option<Wanted> {
    let mut rows = Table::ALL.into_iter().flat_map(Table::rows);
    rows.find(|row| row.key.name() == name).map(|row| row.wanted)
}

/// The key that people mean by a Chinese word, in `[campaign]` or `[[activity]]`.
pub fn meant(chinese: &str) -> Option<Key> {
    let mut rows = [Table::Activity, Table::Campaign].into_iter().flat_map(Table::rows);
    rows.find(|row| row.chinese.contains(&chinese)).map(|row| row.key)
}

/// The heading that people mean by a Chinese word: `[groups]`.
pub fn heading_meant(chinese: &str) -> Option<String> {
    let row = PLAN.iter().find(|row| row.chinese.contains(&chinese))?;
    let name = row.key.name();
    Some(if row.wanted == Wanted::Activities { format!("[[{name}]]") } else { format!("[{name}]") })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{Key, Table, heading_meant, meant, wanted};
    use crate::plan::load;
    use crate::plan::wanted::Wanted;

    const SOUND: &str = "[campaign]\nid = \"t\"\ntitle = \"测试\"\nend = 2024-09-30\n[groups]\n\"各组\" = [\"甲\"]\n[[activity]]\nid = 1\ntitle = \"一\"\nunits = [\"各组\"]\n";

    /// A value of each kind.
    const VALUES: [(Wanted, &str); 9] = [
        (Wanted::Id, "3"),
        (Wanted::Text, "\"甲\""),
        (Wanted::Names, "[\"甲\"]"),
        (Wanted::Day, "2024-09-10"),
        (Wanted::Flag, "true"),
        (Wanted::Days, "3"),
        (Wanted::NamedDays, "{ \"甲\" = 2024-09-10 }"),
        (Wanted::Extensions, "{ \"甲\" = { due = 2024-09-10, from = 2024-09-02 } }"),
        (Wanted::NamedTexts, "{ \"甲\" = \"乙\" }"),
    ];

    /// The rules that the shape of a value breaks, where a key of a table is given this value.
    fn shape(table: Table, key: Key, value: &str) -> Vec<&'static str> {
        let heading = if table == Table::Campaign { "[campaign]" } else { "[[activity]]" };
        let (head, own) = SOUND.split_once(&format!("{heading}\n")).unwrap();
        let lines = own.lines().map(|line| format!("{line}\n"));
        let others: String = lines.filter(|line| !line.starts_with(&format!("{} =", key.name()))).collect();
        let text = format!("{head}{heading}\n{} = {value}\n{others}", key.name());
        let problems = load("plan.toml", &text).err().map(|problems| problems.list).unwrap_or_default();
        problems
            .iter()
            .map(|problem| problem.rule)
            .filter(|rule| ["unknown_key", "wrong_type"].contains(rule))
            .collect()
    }

    #[test]
    fn every_key_stands_in_a_table_and_in_none_twice() {
        for key in Key::ALL {
            assert!(Table::ALL.iter().any(|table| table.row(*key).is_some()), "{key:?}");
        }
        for table in Table::ALL {
            let names: HashSet<&str> = table.rows().iter().map(|row| row.key.name()).collect();
            assert_eq!(names.len(), table.rows().len(), "{table:?}");
        }
    }

    /// The loader reads each key, and as what the list says.
    #[test]
    fn each_key_is_read_as_what_it_takes() {
        for table in [Table::Campaign, Table::Activity] {
            for row in table.rows() {
                for (kind, value) in VALUES {
                    // Three is a number of an activity as well as of days, and any text may be one.
                    let is_number = |wanted| matches!(wanted, Wanted::Id | Wanted::Days);
                    let fits = kind == row.wanted
                        || (is_number(kind) && is_number(row.wanted))
                        || (kind == Wanted::Text && row.wanted == Wanted::Id)
                        || (kind == Wanted::NamedDays && row.wanted == Wanted::Extensions);
                    let expected: &[&str] = if fits { &[] } else { &["wrong_type"] };
                    let found: HashSet<&str> = shape(table, row.key, value).into_iter().collect();
                    assert_eq!(found.into_iter().collect::<Vec<_>>(), expected, "{table:?} {:?} = {value}", row.key);
                }
            }
        }
    }

    #[test]
    fn what_must_be_there_is_missed() {
        for (line, is_missed) in [
            ("[campaign]", true),
            ("[groups]", true),
            ("[[activity]]", true),
            ("id = \"t\"", true),
            ("title = \"测试\"", true),
            ("id = 1", true),
            ("title = \"一\"", true),
            ("end = 2024-09-30", false),
            ("units = [\"各组\"]", false),
        ] {
            let without = SOUND.replacen(&format!("{line}\n"), "", 1);
            let problems = load("plan.toml", &without).err().map(|problems| problems.list).unwrap_or_default();
            assert_eq!(problems.iter().any(|problem| problem.rule == "missing_key"), is_missed, "{line}");
        }
    }

    #[test]
    fn chinese_words_lead_to_keys_and_headings() {
        assert_eq!(meant("任务"), Some(Key::Title));
        assert_eq!(meant("发文日"), Some(Key::Issued));
        assert_eq!(meant("统称"), None);
        assert_eq!(heading_meant("任务").as_deref(), Some("[[activity]]"));
        assert_eq!(heading_meant("分组").as_deref(), Some("[groups]"));
        assert_eq!(wanted("id"), Some(Wanted::Id));
        assert_eq!(wanted("due_for"), Some(Wanted::Extensions));
        assert_eq!(wanted("colour"), None);
    }
}
