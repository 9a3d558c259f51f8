//! What a person typed about duties, understood: a change, and what it is about.

use chrono::NaiveDate;

use super::change::Change;
use super::correction::Corrects;
use super::scope::Scope;
use super::target::{Refusal, Targets, targets};
use crate::id::Pick;
use crate::journal::commands::full_label;
use crate::journal::{Count, Counts, Kind};
use crate::nearest::nearest;
use crate::plan::Plan;
use crate::plan::find::NotPicked;

/// What a person says of duties, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// What is said; never a retract.
    pub kind: Kind,
    /// The numbers of activities, ranges among them.
    pub ids: Vec<String>,
    /// The day it is about.
    pub on: Option<String>,
    /// A remark; may be empty, but for a note.
    pub note: String,
    /// Figures, each with its name: `场次=2`.
    pub counts: Vec<String>,
    /// Whether it is the office's own word (便记).
    pub memo: bool,
    /// Whether it is to be told of in papers (亮点).
    pub highlight: bool,
    /// What it stands in the place of: labels of commands, `all`, or nothing where there is only one report; `None` for one
    /// report more.
    pub replace: Option<Vec<String>>,
}

/// Why what was typed cannot be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistyped {
    /// It is no day.
    Day(String),
    /// Nobody can have done anything on a day that is still to come.
    Ahead(String, NaiveDate),
    /// It is no figure with its name.
    Count(String),
    /// Two figures have the same name, and nobody can tell which is meant.
    CountTwice(String),
    /// The plan counts by other names; these are the nearest.
    OtherFigure(String, Vec<String>),
    /// A note without a word or a figure.
    EmptyNote,
    /// Opening again corrects nothing.
    CorrectingReopen,
    /// It is no number of an activity.
    Id(String),
    /// The plan has no such numbers.
    Picked(NotPicked),
    /// The duties may not be written about.
    Refused(Refusal),
}

impl Typed {
    /// What is to be recorded; `today` is the day it is typed on, `machine` the one whose labels go by their numbers alone.
    pub fn change(&self, plan: &Plan, today: NaiveDate, machine: &str) -> Result<Change, Mistyped> {
        let on = self.on.as_deref().map(|typed| day_about(plan, typed, today)).transpose()?;
        let note = without_quotes(&self.note).to_owned();
        let counts = counts(plan, &self.counts)?;
        if self.kind == Kind::Reopen && self.replace.is_some() {
            return Err(Mistyped::CorrectingReopen);
        }
        let corrects = self.replace.as_deref().map(|labels| corrects(labels, machine));
        if corrects.is_none() && self.kind == Kind::Note && note.is_empty() && counts.is_empty() {
            return Err(Mistyped::EmptyNote);
        }
        Ok(Change { kind: self.kind, on, note, counts, memo: self.memo, highlight: self.highlight, corrects })
    }

    /// The duties it is about, proven from the plan alone; `is_all_meant` says that the whole campaign is.
    pub fn targets(&self, plan: &Plan, scope: &Scope, is_all_meant: bool) -> Result<Targets, Mistyped> {
        let picks: Result<Vec<Vec<Pick>>, Mistyped> =
            self.ids.iter().map(|typed| Pick::parse_all(typed).map_err(Mistyped::Id)).collect();
        let picked = plan.pick(&picks?.concat()).map_err(Mistyped::Picked)?;
        targets(plan, scope, &picked, is_all_meant).map_err(Mistyped::Refused)
    }
}

fn corrects(labels: &[String], machine: &str) -> Corrects {
    let labels: Vec<&str> = labels.iter().flat_map(|typed| typed.split([',', '，', '、'])).map(str::trim).collect();
    if labels.is_empty() {
        return Corrects::TheOnly;
    }
    let is_all = labels.iter().any(|label| ["all", "全部"].contains(label));
    if is_all {
        Corrects::All
    } else {
        Corrects::Named(labels.iter().map(|label| full_label(label, machine)).collect())
    }
}

fn day_about(plan: &Plan, typed: &str, today: NaiveDate) -> Result<NaiveDate, Mistyped> {
    let day = plan.campaign.day(typed, today).ok_or_else(|| Mistyped::Day(typed.to_owned()))?;
    if day > today { Err(Mistyped::Ahead(typed.to_owned(), day)) } else { Ok(day) }
}

fn counts(plan: &Plan, typed: &[String]) -> Result<Counts, Mistyped> {
    let mut counts = Counts::new();
    for typed in typed {
        let (name, count) = count(typed).ok_or_else(|| Mistyped::Count(typed.clone()))?;
        if !plan.campaign.counts_by(&name) {
            let near = nearest(&name, plan.campaign.figures.iter().map(String::as_str));
            return Err(Mistyped::OtherFigure(name, near));
        }
        if counts.insert(name.clone(), count).is_some() {
            return Err(Mistyped::CountTwice(name));
        }
    }
    Ok(counts)
}

fn count(typed: &str) -> Option<(String, Count)> {
    let (name, figure) = typed.split_once(['=', '＝'])?;
    let name = name.trim();
    let is_name = !name.is_empty() && !name.contains(char::is_control);
    is_name.then_some((name.to_owned(), Count::parse(figure.trim())?))
}

/// A remark without the Chinese quotation marks that somebody has put around all of it for the shell, which knows none.
fn without_quotes(note: &str) -> &str {
    let note = note.trim();
    let inner = note.strip_prefix('“').and_then(|note| note.strip_suffix('”'));
    inner.filter(|inner| !inner.contains(['“', '”'])).map_or(note, str::trim)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{Mistyped, Typed, without_quotes};
    use crate::duties::Scope;
    use crate::duties::target::Refusal;
    use crate::journal::Kind;
    use crate::plan::Plan;
    use crate::plan::sample::{self, activity};

    fn plan() -> Plan {
        sample::plan(&["甲", "乙"], &(activity(1, &["各组"], "") + &activity(2, &["甲"], "")))
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn said(kind: Kind) -> Typed {
        Typed {
            kind,
            ids: Vec::new(),
            on: None,
            note: String::new(),
            counts: Vec::new(),
            memo: false,
            highlight: false,
            replace: None,
        }
    }

    #[test]
    fn quotation_marks_around_a_whole_remark_are_left_out() {
        for (typed, kept) in [
            ("“清理垃圾”", "清理垃圾"),
            (" 清理“白色垃圾” ", "清理“白色垃圾”"),
            ("“白色”和“黑色”", "“白色”和“黑色”"),
            ("“", "“"),
        ] {
            assert_eq!(without_quotes(typed), kept);
        }
    }

    #[test]
    fn a_day_is_one_that_has_come() {
        let on = |text: &str| Typed { on: Some(text.to_owned()), ..said(Kind::Done) };
        let change =
            |text: &str| on(text).change(&plan(), day("2024-09-12"), "k3f9w2xz").map(|change| change.on.unwrap());
        assert_eq!(change("9-12"), Ok(day("2024-09-12")));
        assert_eq!(change("昨天"), Ok(day("2024-09-11")));
        assert_eq!(change("9-13"), Err(Mistyped::Ahead("9-13".to_owned(), day("2024-09-13"))));
        assert_eq!(change("开会那天"), Err(Mistyped::Day("开会那天".to_owned())));
    }

    #[test]
    fn a_figure_has_a_name_and_each_name_one_figure() {
        let counted =
            |typed: &[&str]| Typed { counts: typed.iter().map(|&text| text.into()).collect(), ..said(Kind::Done) };
        let names = |typed: &[&str]| {
            counted(typed)
                .change(&plan(), day("2024-09-12"), "k3f9w2xz")
                .map(|change| change.counts.into_keys().collect::<Vec<_>>())
        };
        assert_eq!(names(&["场次=2", "人次 ＝ 约300"]), Ok(vec!["人次".to_owned(), "场次".to_owned()]));
        for wrong in ["场次", "=2", "场次=", "场次=许多"] {
            assert_eq!(names(&[wrong]), Err(Mistyped::Count(wrong.to_owned())));
        }
        assert_eq!(names(&["场次=2", "场次=3"]), Err(Mistyped::CountTwice("场次".to_owned())));
    }

    #[test]
    fn a_plan_that_counts_by_names_takes_no_other() {
        let mut plan = plan();
        plan.campaign.figures = ["场次", "参与人数"].map(str::to_owned).to_vec();
        let change = |typed: &str| {
            let typed = Typed { counts: vec![typed.to_owned()], ..said(Kind::Done) };
            typed.change(&plan, day("2024-09-12"), "k3f9w2xz").map(|change| change.counts.len())
        };
        assert_eq!(change("参与人数=300"), Ok(1));
        assert_eq!(
            change("参加人数=300"),
            Err(Mistyped::OtherFigure("参加人数".to_owned(), vec!["参与人数".to_owned()]))
        );
        assert_eq!(change("份=3"), Err(Mistyped::OtherFigure("份".to_owned(), Vec::new())));
    }

    #[test]
    fn a_note_says_something() {
        let note = |text: &str| {
            Typed { note: text.to_owned(), ..said(Kind::Note) }.change(&plan(), day("2024-09-12"), "k3f9w2xz")
        };
        assert_eq!(note(" “ ” ").map(|change| change.note), Err(Mistyped::EmptyNote));
        assert_eq!(note("照片已交").map(|change| change.note), Ok("照片已交".to_owned()));
        let counted = Typed { counts: vec!["场次=2".to_owned()], ..said(Kind::Note) };
        assert!(counted.change(&plan(), day("2024-09-12"), "k3f9w2xz").is_ok(), "a figure says something");
        assert!(
            said(Kind::Done).change(&plan(), day("2024-09-12"), "k3f9w2xz").is_ok(),
            "what is done may go without a word"
        );
    }

    #[test]
    fn numbers_are_proven_from_the_plan_alone() {
        let plan = plan();
        let targets = |ids: &[&str], is_all_meant| {
            let typed = Typed { ids: ids.iter().map(|&id| id.into()).collect(), ..said(Kind::Done) };
            typed.targets(&plan, &Scope::campaign(), is_all_meant).map(|targets| targets.units.len())
        };
        assert_eq!(targets(&["1-2"], true), Ok(2));
        assert_eq!(targets(&["2"], false), Ok(1));
        assert_eq!(targets(&["甲"], true), Err(Mistyped::Id("甲".to_owned())));
        assert!(matches!(targets(&["3"], true), Err(Mistyped::Picked(_))));
        assert!(matches!(targets(&["1"], false), Err(Mistyped::Refused(Refusal::WholeCampaign(_, 2)))));
    }
}
