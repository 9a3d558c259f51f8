//! The head of a plan.

use chrono::NaiveDate;

use crate::day::parse_typed;

/// What a plan says of itself as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Campaign {
    /// Names the data folder.
    pub id: String,
    /// The name people know the campaign by.
    pub title: String,
    /// The motto, where the notice gives one.
    pub theme: Option<String>,
    /// The number of the notice, such as `扎民委字〔2024〕32号`.
    pub document: Option<String>,
    /// The offices that signed the notice, as printed.
    pub issuers: Vec<String>,
    /// The office that keeps track, as printed.
    pub coordinator: Option<String>,
    /// The day of the notice.
    pub issued: Option<NaiveDate>,
    /// The first day.
    pub start: Option<NaiveDate>,
    /// The last day, and the due day of an activity that gives none.
    pub end: Option<NaiveDate>,
    /// How many days before its due day a duty counts as due soon.
    pub soon_days: u32,
    /// Where status is kept, relative to the plan.
    pub data: Option<String>,
    /// The names that it counts by, such as 场次; empty where units count by whatever they like.
    pub figures: Vec<String>,
    /// Whether the lead answers for those who support, where an activity does not say otherwise.
    pub lead_reports: bool,
    /// Whether the office signs off what is reported done.
    pub review: bool,
    /// Whether what is done without evidence is listed.
    pub evidence: bool,
}

impl Campaign {
    /// The `soon_days` of a plan that gives none.
    pub const SOON_DAYS: u32 = 7;

    /// Whether it counts by a name.
    pub fn counts_by(&self, name: &str) -> bool {
        self.figures.is_empty() || self.figures.iter().any(|figure| figure == name)
    }

    /// The day that a person means by what was typed on `today`: of a day without its year, the one that is in the campaign
    /// or nearest to it.
    pub fn day(&self, typed: &str, today: NaiveDate) -> Option<NaiveDate> {
        parse_typed(typed, today, (self.start, self.end))
    }
}
