//! What kinds of values the keys of `plan.toml` take.

/// What kind of value a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The number of an activity.
    Id,
    /// A quoted text.
    Text,
    /// A list of quoted names.
    Names,
    /// A day.
    Day,
    /// `true` or `false`.
    Flag,
    /// A whole number of days.
    Days,
    /// A table of days, each with a name.
    NamedDays,
    /// A table of days, each with the name of a unit, or of what says more about an extension than its day.
    Extensions,
    /// A table of texts, each with a name.
    NamedTexts,
    /// A table of its own.
    Table,
    /// Tables opened by `[[activity]]`.
    Activities,
}

impl Wanted {
    /// What it is called, and how it is written.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Id => ("任务编号", "编号只用数字和点，例如 id = 7 或 id = \"3.2\""),
            Self::Text => ("一段文字", "文字要写在英文双引号里，例如 \"市教育局\""),
            Self::Names => ("一列名称", "写成 [\"市教育局\", \"各乡镇街道\"] 这样，每个名称都要英文引号"),
            Self::Day => ("一个日子", "写成 2024-09-22 这样：年份四位，月和日各两位，不加引号，不带钟点"),
            Self::Flag => ("是或否", "写 true 或 false，不加引号"),
            Self::Days => ("天数", "写 1 到 366 之间的整数，不加引号"),
            Self::NamedDays => ("一组带名称的日子", "写成 { \"中秋节\" = 2024-09-17 } 这样"),
            Self::Extensions => (
                "一组带单位的日子",
                "写成 { \"柴河镇\" = 2024-10-10 } 这样；还要记谁批的，写 { \"柴河镇\" = { due = 2024-10-10, from = 2024-09-20, by = \"分管领导\", why = \"…\" } }",
            ),
            Self::NamedTexts => ("一组带名称的文字", "写成 { \"牵头领导\" = \"…\" } 这样"),
            Self::Table => ("一个表", "写成 [campaign]、[groups]、[aliases] 这样单独一行的表头"),
            Self::Activities => ("任务", "每项任务以单独一行 [[activity]] 开头，两层方括号"),
        }
    }
}
