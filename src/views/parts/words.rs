//! Words and cells that several views share.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Display;

use chrono::NaiveDate;
use indexmap::IndexSet;
use serde::Serialize;

use crate::day;
use crate::document::{self, Block, Cell, Tone, Value};
use crate::duties::figures::{Figure, figures};
use crate::duties::{Duties, Duty, Standing};
use crate::journal::{Count, Review, Status, Want};
use crate::mask::masked;
use crate::plan::{Activity, Role};
use crate::views::parts::reports::remarks;

/// The word on screen for what a unit last said.
pub fn status_word(status: Status) -> &'static str {
    match status {
        Status::Unreported => "未反馈",
        Status::Todo => "未开展",
        Status::Doing => "推进中",
        Status::Done => "已完成",
        Status::Waived => "不涉及",
    }
}

/// The word on screen for a role.
pub fn role_word(role: Role) -> &'static str {
    match role {
        Role::Lead => "牵头",
        Role::Member => "责任",
        Role::Support => "配合",
    }
}

/// The tone that repeats a standing.
pub fn tone(standing: Standing) -> Tone {
    match standing {
        Standing::Overdue => Tone::Bad,
        Standing::DueSoon => Tone::Soon,
        Standing::DoneOnTime | Standing::DoneLate => Tone::Good,
        Standing::Waived | Standing::Optional | Standing::WithLead => Tone::Quiet,
        Standing::Open | Standing::Ongoing => Tone::Plain,
    }
}

/// A standing with its tone.
pub fn standing_cell<'t>(standing: Standing) -> Cell<'t> {
    Cell::toned(standing.word(), tone(standing))
}

/// A due day as printed: with weekday, and with the year where that is not `today`'s; `长期` where there is none.
pub fn due_cell<'t>(due: Option<NaiveDate>, today: NaiveDate) -> Cell<'t> {
    due.map_or("长期".into(), |due| day_cell(due, today))
}

/// A day with its weekday, and in few columns without.
pub fn day_cell<'t>(day: NaiveDate, today: NaiveDate) -> Cell<'t> {
    Cell::day(day::seen_from(today, day), day).or_brief(day::brief(today, day))
}

/// The day a duty was done; empty where it is not.
pub fn done_cell<'t>(duty: &Duty<'_>, today: NaiveDate) -> Cell<'t> {
    duty.state.done_on.map_or_else(|| "".into(), |done_on| day_cell(done_on, today))
}

/// What was remarked, with the figures behind it.
pub fn note_cell<'d>(duty: &'d Duty<'_>, today: NaiveDate) -> Cell<'d> {
    let note = remarks(duty, today);
    match duty.state.counts().map(counts_words) {
        None => note.into(),
        Some(counts) if note.is_empty() => counts.into(),
        Some(counts) => format!("{note}（{counts}）").into(),
    }
}

/// Figures in words: `场次 42，人次 300`.
pub fn counts_words<C: Display>(counts: &BTreeMap<String, C>) -> String {
    counts.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join("，")
}

/// Added-up figures in words: `场次 54，人次 约1300（另有“3至5”没有计入）`; `None` where there are none.
pub fn figures_words(figures: &[Figure]) -> Option<String> {
    let words = |figure: &Figure| {
        let left_out = left_out(&figure.total.unsummed);
        match figure.total.unsummed.len() {
            0 => format!("{} {}", figure.name, figure.total.words()),
            _ if figure.total.summed == 0 => format!("{} {left_out}", figure.name),
            _ => format!("{} {}（另有{left_out}没有计入）", figure.name, figure.total.words()),
        }
    };
    (!figures.is_empty()).then(|| figures.iter().map(words).collect::<Vec<_>>().join("，"))
}

/// What the figures of some duties come to, as a paragraph; none where nothing was counted.
pub fn figures_block<'t>(duties: &Duties<'_>) -> Option<Block<'t>> {
    let words = figures_words(&figures(&duties.list))?;
    Some(Block::Paragraph(format!("数量合计：{words}。").into()))
}

/// What could not be added, each once: `“3至5”、“若干场1”等25处`.
fn left_out(unsummed: &[String]) -> String {
    const SHOWN: usize = 3;
    let kinds: IndexSet<&String> = unsummed.iter().collect();
    let shown: Vec<String> = kinds.iter().take(SHOWN).map(|written| format!("“{written}”")).collect();
    let shown = shown.join("、");
    if unsummed.len() > kinds.len().min(SHOWN) { format!("{shown}等{}处", unsummed.len()) } else { shown }
}

/// Figures of one name, added up, as JSON has them.
#[derive(Serialize)]
pub struct FigurePromise {
    name: String,
    sum: serde_json::Number,
    measure: String,
    estimate: bool,
    duties: usize,
    unsummed: Vec<String>,
}

impl FigurePromise {
    /// The promise's view of a figure.
    pub fn of(figure: &Figure) -> Self {
        Self {
            name: figure.name.clone(),
            sum: figure.total.sum.normalize().to_string().parse().unwrap_or_else(|_| 0.into()),
            measure: figure.total.measure.clone(),
            estimate: figure.total.is_estimate,
            duties: figure.duties,
            unsummed: figure.total.unsummed.clone(),
        }
    }
}

/// A share of 1 in per cent: `65.3%`; `—` where there is nothing to share.
pub fn percent(share: f64, whole: usize) -> Cow<'static, str> {
    if whole == 0 { "—".into() } else { document::percent(share).into() }
}

/// The number of an activity as spoken of: `第7项`.
pub fn item(id: impl std::fmt::Display) -> String {
    format!("第{id}项")
}

/// The number of an activity as the notice has it.
pub fn id_cell(activity: &Activity) -> Cell<'_> {
    let id = activity.id.as_str();
    let number = id.parse::<u32>().map_or(Value::Text, |number| Value::Number(number.into()));
    Cell { value: number, ..Cell::from(id) }
}

/// The section an activity stands in.
pub fn section_word(activity: &Activity) -> &str {
    activity.section.as_deref().unwrap_or(NO_SECTION)
}

/// Whether the names of sections between rows help: there are several, each with two rows or more on average.
pub fn sections_help<'s>(sections: impl Iterator<Item = Option<&'s str>>) -> bool {
    let sections: Vec<Option<&str>> = sections.collect();
    let runs = 1 + sections.windows(2).filter(|pair| pair[0] != pair[1]).count();
    runs > 1 && 2 * runs <= sections.len()
}

/// What stands for the section of activities that have none.
pub const NO_SECTION: &str = "未分板块";

/// One duty as the JSON promise has it.
#[derive(Serialize)]
pub struct DutyPromise<'d> {
    activity: &'d str,
    title: &'d str,
    section: Option<&'d str>,
    unit: &'d str,
    role: Role,
    through: Option<&'d str>,
    optional: bool,
    due: Option<NaiveDate>,
    redo: Option<NaiveDate>,
    status: Status,
    standing: Standing,
    done_on: Option<NaiveDate>,
    days_overdue: i64,
    note: Option<Cow<'d, str>>,
    reports: u32,
    counts: BTreeMap<&'d str, Cow<'d, Count>>,
    files: usize,
    review: Option<Review>,
    request: Option<Want>,
}

impl<'d> DutyPromise<'d> {
    /// The promise's view of a duty.
    pub fn of(duties: &Duties<'d>, duty: &'d Duty<'d>) -> Self {
        let counts = duty.state.counts().into_iter().flatten();
        Self {
            activity: duty.activity.id.as_str(),
            title: &duty.activity.title,
            section: duty.activity.section.as_deref(),
            unit: duties.unit(duty),
            role: duty.role,
            through: duties.through(duty),
            optional: duty.optional,
            due: duty.planned,
            redo: duty.state.redo(),
            status: duty.state.status,
            standing: duty.standing,
            done_on: duty.state.done_on,
            days_overdue: duties.days_overdue(duty),
            note: duty.state.note().map(masked),
            reports: duty.state.reports,
            counts: counts.map(|(name, sum)| (name.as_str(), sum.figure())).collect(),
            files: duty.state.files(),
            review: duty.review(),
            request: duty.state.request().map(|request| request.wants),
        }
    }
}
