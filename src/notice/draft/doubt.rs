//! What a person must settle before a draft is a plan.

use strum::{EnumIter, IntoEnumIterator};

use super::toml::comment;
use crate::platform::shell_word;

/// One thing to settle, with the facts.
#[expect(missing_docs, reason = "each variant's own sentence names its fields")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// A collective whose units the notice does not list.
    EmptyCollective { name: String },
    /// A collective of which nobody can say who belongs to it.
    OpenCollective { name: String },
    /// Two names that may be one unit's.
    SuspectedAlias { name: String, like: String },
    /// A prefix put back.
    Restored { name: String, printed: String },
    /// Something among the units that does not look like one.
    OddName { text: String },
    /// A list that never closes.
    Unclosed,
    /// An activity that names nobody.
    NoUnits,
    /// A unit that last year's plan does not have.
    NewUnit { name: String },
    /// A deadline that comes again and again.
    Recurring { printed: String },
    /// A deadline whose day cannot be known.
    NoDay { printed: String },
    /// A deadline that says by when work must have begun.
    StartOnly { printed: String },
    /// A deadline before the notice itself.
    BeforeIssue { printed: String },
    /// A deadline before the campaign begins.
    BeforeStart { printed: String },
    /// A campaign without a last day, which some activities need.
    NoEnd { ids: Vec<String> },
    /// A campaign without a title.
    NoTitle,
    /// A number that the notice prints twice.
    Repeated { id: String, printed: String },
    /// A festival whose day no calendar here knows.
    FestivalWithoutDay { name: String },
}

/// What doubts are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter)]
pub enum About {
    /// Collectives.
    Collectives,
    /// Units.
    Units,
    /// Aliases.
    Aliases,
    /// Deadlines.
    Deadlines,
    /// Events.
    Events,
    /// Numbers and titles.
    Numbers,
}

impl About {
    /// The word on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Collectives => "统称",
            Self::Units => "单位",
            Self::Aliases => "别称",
            Self::Deadlines => "时限",
            Self::Events => "时间节点",
            Self::Numbers => "编号和标题",
        }
    }

    /// How many doubts there are about each, those without any left out.
    pub fn count(doubts: &[Self]) -> Vec<(Self, usize)> {
        let count = |about: Self| doubts.iter().filter(|one| **one == about).count();
        Self::iter().map(|about| (about, count(about))).filter(|(_, count)| *count > 0).collect()
    }
}

/// The title of what has none yet.
pub const NO_TITLE: &str = "（标题待补）";

impl Doubt {
    /// The comment above the value that it is about.
    pub fn comment(&self) -> String {
        comment(&format!("待定：{}", self.words()))
    }

    /// What it is about.
    pub fn about(&self) -> About {
        match self {
            Self::EmptyCollective { .. } | Self::OpenCollective { .. } => About::Collectives,
            Self::SuspectedAlias { .. } => About::Aliases,
            Self::Restored { .. } | Self::OddName { .. } | Self::Unclosed | Self::NoUnits | Self::NewUnit { .. } => {
                About::Units
            }
            Self::Recurring { .. }
            | Self::NoDay { .. }
            | Self::StartOnly { .. }
            | Self::BeforeIssue { .. }
            | Self::BeforeStart { .. }
            | Self::NoEnd { .. } => About::Deadlines,
            Self::FestivalWithoutDay { .. } => About::Events,
            Self::Repeated { .. } | Self::NoTitle => About::Numbers,
        }
    }

    /// What to settle, in words for whoever reviews the draft.
    pub fn words(&self) -> String {
        match self {
            Self::EmptyCollective { name } => format!(
                "通知没有附“{name}”的名单，请在方括号里补上，或用 zlt units --from 名单 --group {} 写进来",
                shell_word(name)
            ),
            Self::OpenCollective { name } => {
                format!("“{name}”说不清是哪些单位，请定下来写进方括号；定不了的，从任务里去掉")
            }
            Self::SuspectedAlias { name, like } => {
                format!("“{name}”和“{like}”像是同一个；如果是，留一个在统称里，另一个去掉，再把下一行开头的 # 去掉")
            }
            Self::Restored { name, printed } => format!("原文写“{printed}”，补全为“{name}”，请核对"),
            Self::OddName { text } if text.contains('除') => {
                format!("原文写“{text}”，请把除去的单位写进 except，例如 except = [\"柴河镇\"]")
            }
            Self::OddName { text } => format!("“{text}”不像单位名称，请核对"),
            Self::Unclosed => "原文的名单缺右括号，后面可能还有单位，请核对".to_owned(),
            Self::NoUnits => "原文没有写由谁承担，请补上".to_owned(),
            Self::NewUnit { name } => format!("“{name}”是去年方案里没有的，请核对"),
            Self::Recurring { printed } => format!("原文“{printed}”是反复到期的，请定一个最后的日子，或拆成几项"),
            Self::NoDay { printed } => format!("原文“{printed}”算不出日子，请定一个"),
            Self::StartOnly { printed } => format!("原文“{printed}”说的是开工，没有写完成的日子，请定一个"),
            Self::BeforeIssue { printed } => format!("原文“{printed}”早于通知印发的日子，请核对年份"),
            Self::BeforeStart { printed } => format!("原文“{printed}”早于专项工作开始的日子，请核对"),
            Self::NoEnd { ids } => {
                format!("通知没有写哪天结束；第{}项没有单独的时限，都以这一天为限，请填上", ids.join("、"))
            }
            Self::NoTitle => "没有找到标题，请补上".to_owned(),
            Self::Repeated { id, printed } => format!("原文第{printed}项出现不止一次，这一项改为 {id}"),
            Self::FestivalWithoutDay { name } => format!("和“{name}”有关，请查明日子"),
        }
    }
}
