//! Every mistake a plan can have, and the words for it.

use std::ops::Range;

use strum::{IntoStaticStr, VariantNames};

use super::find::SEPARATORS;
use super::keys::{Key, Table};
use super::names::Unfit;
use super::wanted::Wanted;
use crate::problem::{Complaint, Gravity, Problem};

/// One rule that a plan breaks, with the facts; its name in snake case is the rule's name.
#[expect(missing_docs, reason = "each variant's own sentence names its fields")]
#[derive(Clone, Debug, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum Fault {
    /// The text is not TOML: what is wrong and what to write.
    Syntax(Complaint),
    /// A merge that nobody has finished: the first and the last line of it, counted from 1.
    UnfinishedMerge { first: usize, last: usize },
    /// A bracket or quote that is never closed: what is open and how to close it.
    Unclosed(Complaint),
    /// A key that the format does not have, and those it resembles.
    UnknownKey { key: String, nearest: Vec<String> },
    /// A key of another table.
    MisplacedKey { key: String, place: Table },
    /// A key that must be there.
    MissingKey { key: Key, example: &'static str },
    /// A value of another type than the key takes.
    WrongType { key: String, wanted: Wanted },
    /// A text with nothing in it.
    EmptyText { key: String },
    /// An id that TOML reads as a fraction: 3.20 would become 3.2.
    FractionAsId { written: String },
    /// An id that is not a number with dots.
    BadId { written: String },
    /// An id that an earlier activity has.
    RepeatedId { id: String, first: Range<usize> },
    /// A name that is no unit, alias or group, and the nearest that are.
    UnknownName { name: String, nearest: Vec<String> },
    /// A group where only a unit can stand.
    GroupForUnit { name: String },
    /// One name as unit, alias or group twice over.
    NameServesTwice { name: String, first: Range<usize> },
    /// Two units whose names differ in case, width or Unicode form alone.
    TwinNames { name: String, twin: String, first: Range<usize> },
    /// A name that cannot be a file name.
    UnfitName { name: String, why: Unfit },
    /// A campaign's id that cannot be a folder's name.
    UnfitId { name: String, why: Unfit },
    /// A group without members.
    EmptyGroup { name: String },
    /// Groups or aliases that lead back to themselves.
    Ring { names: Vec<String> },
    /// Groups or aliases nested beyond any purpose.
    TooDeep { name: String },
    /// An activity that names nobody.
    NoUnits,
    /// A last day before the first.
    DueBeforeStart { due: String, start: String, of: Backward },
    /// An activity without end that has a last day.
    OngoingWithDue,
    /// An activity without a last day in a campaign without one.
    NoDueDay,
    /// An extension for a unit that does not owe the activity.
    ExtensionForStranger { name: String },
}

/// Which two days are the wrong way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backward {
    /// The campaign's last and first.
    Campaign,
    /// An activity's last and its own first.
    OwnStart,
    /// An activity's last and the campaign's first.
    CampaignStart,
    /// The last day of an extension and the day it was granted on.
    Extension,
}

impl Fault {
    /// How many groups or aliases may lead from one to the next.
    pub const DEEPEST: usize = 32;

    /// Whether the fault is that something is not there: what a mistake in the TOML itself may have hidden.
    pub fn is_absence(&self) -> bool {
        matches!(
            self,
            Self::MissingKey { .. }
                | Self::NoUnits
                | Self::NoDueDay
                | Self::EmptyGroup { .. }
                | Self::ExtensionForStranger { .. }
        )
    }

    /// Puts the fault into words.
    pub fn at(self, span: Range<usize>) -> Problem {
        let (reason, label, remedy) = self.words();
        let related = match &self {
            Self::RepeatedId { first, .. } => Some((first.clone(), "先在这里用过".to_owned())),
            Self::NameServesTwice { first, .. } | Self::TwinNames { first, .. } => {
                Some((first.clone(), "先写在这里".to_owned()))
            }
            _ => None,
        };
        let rule = self.into();
        let complaint = Complaint { reason, remedy };
        Problem { rule, gravity: Gravity::Error, complaint, span, label: label.to_owned(), related }
    }

    fn words(&self) -> (String, &'static str, String) {
        match self {
            Self::Syntax(Complaint { reason, remedy }) | Self::Unclosed(Complaint { reason, remedy }) => {
                (reason.clone(), "", remedy.clone())
            }
            Self::UnfinishedMerge { first, last } => (
                format!("第{first}到{last}行是一次没有做完的 git 合并"),
                "",
                "两边的内容都看一看，留下要的，删去 <<<<<<<、=======、>>>>>>> 这几行".to_owned(),
            ),
            Self::UnknownKey { key, nearest } => {
                (format!("没有“{key}”这个栏目"), "不认识", or_else(nearest, "删去这一行；全部栏目见 zlt help 方案"))
            }
            Self::MisplacedKey { key, place } => {
                (format!("“{key}”不能写在这里"), "写错了地方", format!("移到{}", place.words()))
            }
            Self::MissingKey { key, example } => {
                (format!("缺少 {}", key.name()), "", format!("补上一行，例如 {example}"))
            }
            Self::WrongType { key, wanted } => {
                (format!("{key} 的写法不对，这里应是{}", wanted.words().0), "", wanted.words().1.to_owned())
            }
            Self::EmptyText { key } => (format!("{key} 是空的"), "", "写上内容，或删去这一行".to_owned()),
            Self::FractionAsId { written } => {
                (format!("编号 {written} 被当成了小数"), "小数", format!("给编号加上英文引号：id = \"{written}\""))
            }
            Self::BadId { written } => {
                (format!("“{written}”不是任务编号"), "", "编号只用数字和点，例如 id = 7 或 id = \"3.2\"".to_owned())
            }
            Self::RepeatedId { id, .. } => {
                (format!("编号 {id} 用了两次"), "又用了一次", "给其中一项换一个没有用过的编号".to_owned())
            }
            Self::UnknownName { name, .. } if name.contains(SEPARATORS) => (
                format!("“{name}”不是单位、别称或统称，像是几个单位写在了一对引号里"),
                "没有这个名称",
                "每个名称单独加引号，中间用英文逗号隔开：[\"市教育局\", \"市民委\"]".to_owned(),
            ),
            Self::UnknownName { name, nearest } => (
                format!("“{name}”不是单位、别称或统称"),
                "没有这个名称",
                or_else(nearest, "先把它写进 [groups] 的某个统称；只是另一种叫法的，写进 [aliases]"),
            ),
            Self::GroupForUnit { name } => {
                (format!("“{name}”是统称，这里只能写一个单位"), "统称", "逐个写出单位的名称".to_owned())
            }
            Self::NameServesTwice { name, .. } => (
                format!("“{name}”这个名称有两种用途"),
                "又写在这里",
                "单位、别称和统称不能同名：只留一处，另一处改名或删去".to_owned(),
            ),
            Self::TwinNames { name, twin, .. } => (
                format!("“{name}”和“{twin}”只差大小写、全半角或编码，存成文件会混在一起"),
                "几乎同名",
                format!("是同一个单位就都写成“{twin}”；不是就换一个能区分的名称"),
            ),
            Self::UnfitName { name, why } => unfit_words(name, *why),
            Self::UnfitId { name, why } => {
                let (reason, label, _) = unfit_words(name, *why);
                (reason, label, "id 是记录文件夹的名字，用字母、数字和短横线，例如 id = \"zlt-2024-41\"".to_owned())
            }
            Self::EmptyGroup { name } => {
                (format!("统称“{name}”里没有单位"), "空的", "写上它包含的单位；用不着就删去这一行".to_owned())
            }
            Self::Ring { names } => (
                format!("“{}”绕成了一圈", names.join("”→“")),
                "从这里绕回来",
                "断开其中一处，让每个名称最后都落到具体单位".to_owned(),
            ),
            Self::TooDeep { name } => {
                (format!("“{name}”套了太多层"), "", format!("统称套统称、别称指别称不要超过{}层", Self::DEEPEST))
            }
            Self::NoUnits => (
                "这一项没有写由谁承担".to_owned(),
                "",
                "用 units = [\"…\"] 写上通知里列出的单位；不再做的任务写 cancelled = true".to_owned(),
            ),
            Self::DueBeforeStart { due, start, of } => {
                let (what, remedy) = match of {
                    Backward::Campaign => ("结束日", "核对这两个日子"),
                    Backward::OwnStart => ("时限", "核对这两个日子"),
                    Backward::Extension => ("延期到的日子", "from 是批准延期的那一天，核对这两个日子"),
                    Backward::CampaignStart => ("时限", "核对年份和月份；确实要提前开始的，给这一项单独写 start"),
                };
                (format!("{what} {due} 早于开始日 {start}"), what, remedy.to_owned())
            }
            Self::OngoingWithDue => {
                ("长期坚持（ongoing）的任务不能有时限".to_owned(), "", "删去 ongoing = true，或删去时限".to_owned())
            }
            Self::NoDueDay => (
                "这一项没有时限，[campaign] 里也没有 end".to_owned(),
                "",
                "给这一项写 due = 2024-09-30 这样的日子，或在 [campaign] 里写 end；长期坚持的写 ongoing = true"
                    .to_owned(),
            ),
            Self::ExtensionForStranger { name } => (
                format!("“{name}”不承担这一项，谈不上延期"),
                "不在其中",
                "核对单位名称；要它承担，先写进 units".to_owned(),
            ),
        }
    }
}

fn unfit_words(name: &str, why: Unfit) -> (String, &'static str, String) {
    let (reason, remedy) = match why {
        Unfit::Empty => ("这个名称是空的".to_owned(), "写上名称，或删去这一处"),
        Unfit::Control => (format!("“{}”里有看不见的字符", name.escape_debug()), "把这个名称删掉，用键盘重新输入一遍"),
        Unfit::Forbidden(character) => (
            format!("“{name}”里有“{character}”，不能用作文件名"),
            "换一种写法，例如用全角符号；原来的写法可以写进 [aliases]",
        ),
        Unfit::Edge => (format!("“{name}”的头上或末尾有空格或点"), "删去头尾的空格或点"),
        Unfit::Reserved => (format!("“{name}”是 Windows 保留的名称"), "换一个名称；原来的写法可以写进 [aliases]"),
        Unfit::TooLong => (format!("“{name}”太长，超过80个汉字"), "写简称；全称可以写进 [aliases]"),
    };
    (reason, "", remedy.to_owned())
}

/// Offers the nearest names, or else another way out.
fn or_else(nearest: &[String], otherwise: &str) -> String {
    match nearest {
        [] => otherwise.to_owned(),
        names => format!("是不是“{}”？不是的话，{otherwise}", names.join("”或“")),
    }
}
