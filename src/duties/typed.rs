//! What a person typed about duties, understood: a change, and what it is about.

use chrono::NaiveDate;

use super::change::Change;
use super::correction::Corrects;
use super::scope::Scope;
use super::speaker::Speaker;
use super::target::{Refusal, Targets, targets};
use crate::id::Pick;
use crate::journal::commands::full_label;
use crate::journal::{Count, Counts, Entry, Evidence, Kind, Want};
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
    /// A remark; may be empty, but for a note and where a reason is due.
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
    /// The day by which what is handed back is to be done anew, or until which an extension is asked for.
    pub until: Option<String>,
    /// The materials that came in; all of the activity where none is named, but for the missing.
    pub received: Vec<String>,
    /// The materials that did not.
    pub missing: Vec<String>,
    /// How they came.
    pub how: String,
    /// Files kept with it.
    pub files: Vec<Evidence>,
}

/// Why what was typed cannot be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistyped {
    /// What stands behind this option is no day.
    Day(&'static str, String),
    /// Nobody can have done anything on a day that is still to come.
    Ahead(String, NaiveDate),
    /// Nothing can be asked of anybody for a day that has gone; this is the option.
    Past(&'static str, String, NaiveDate),
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
    /// A request is no report that could be corrected.
    CorrectingRequest,
    /// Only the office says this.
    OfficesWord(Kind),
    /// The office does not say this without a reason, nor does a unit ask for it without one.
    NoReason(Kind),
    /// The plan has nothing signed off.
    NoReview,
    /// Nobody has said which materials came, and the activity of this number names none.
    NoMaterial(String),
    /// The activity names other materials, all of which are these; those before are the nearest.
    OtherMaterial(String, Vec<String>, Vec<String>),
    /// A material that both came and did not.
    BothMaterial(String),
    /// It is no number of an activity.
    Id(String),
    /// The plan has no such numbers.
    Picked(NotPicked),
    /// The duties may not be written about.
    Refused(Refusal),
}

impl Typed {
    /// What says nothing yet.
    pub fn blank(kind: Kind) -> Self {
        Self {
            kind,
            ids: Vec::new(),
            on: None,
            note: String::new(),
            counts: Vec::new(),
            memo: false,
            highlight: false,
            replace: None,
            until: None,
            received: Vec::new(),
            missing: Vec::new(),
            how: String::new(),
            files: Vec::new(),
        }
    }

    /// What is to be recorded where `speaker` types it: what a liaison says of what does not concern the unit is a request.
    ///
    /// `today` is the day it is typed on, `machine` the one whose labels go by their numbers alone.
    pub fn change(&self, plan: &Plan, today: NaiveDate, machine: &str, speaker: Speaker) -> Result<Change, Mistyped> {
        let (kind, wants) = self.meant(speaker)?;
        let on = self.on.as_deref().map(|typed| day_about(plan, typed, today)).transpose()?;
        let option = if kind == Kind::Return { "--due" } else { "--to" };
        let until = self.until.as_deref().map(|typed| day_ahead(plan, option, typed, today)).transpose()?;
        let note = without_quotes(&self.note).to_owned();
        let counts = counts(plan, &self.counts)?;
        let corrects = self.replace.as_deref().map(|labels| corrects(labels, machine));
        match kind {
            Kind::Reopen if corrects.is_some() => return Err(Mistyped::CorrectingReopen),
            Kind::Ask if corrects.is_some() => return Err(Mistyped::CorrectingRequest),
            Kind::Accept if !plan.campaign.review => return Err(Mistyped::NoReview),
            Kind::Waive | Kind::Return | Kind::Ask if is_no_reason(&note) && corrects.is_none() => {
                return Err(Mistyped::NoReason(kind));
            }
            Kind::Note if corrects.is_none() && note.is_empty() && counts.is_empty() && self.files.is_empty() => {
                return Err(Mistyped::EmptyNote);
            }
            _ => {}
        }
        let (received, missing) = if kind == Kind::Receive { self.materials(plan)? } else { (Vec::new(), Vec::new()) };
        let owned = |names: Vec<String>| names.into_iter().map(Into::into).collect();
        let said = Entry {
            note: note.into(),
            counts,
            memo: self.memo,
            highlight: self.highlight,
            wants,
            until: until.filter(|_| kind == Kind::Ask),
            redo: until.filter(|_| kind == Kind::Return),
            received: owned(received),
            missing: owned(missing),
            how: self.how.trim().to_owned().into(),
            files: self.files.clone(),
            ..Entry::blank(kind, on.unwrap_or(today))
        };
        Ok(Change { said, on, corrects })
    }

    /// What the words mean where this person types them.
    fn meant(&self, speaker: Speaker) -> Result<(Kind, Option<Want>), Mistyped> {
        match (self.kind, speaker) {
            (Kind::Accept | Kind::Return | Kind::Receive, Speaker::Liaison) => Err(Mistyped::OfficesWord(self.kind)),
            (Kind::Waive, Speaker::Liaison) => Ok((Kind::Ask, Some(Want::Waive))),
            (Kind::Ask, _) => Ok((Kind::Ask, Some(Want::Extend))),
            (kind, _) => Ok((kind, None)),
        }
    }

    /// Which materials came, and which did not.
    fn materials(&self, plan: &Plan) -> Result<(Vec<String>, Vec<String>), Mistyped> {
        let id = self.ids.first().map_or("", String::as_str);
        // Materials are those of one activity.
        let position = match Pick::parse_all(id).as_deref() {
            Ok([Pick::One(one)]) => plan.position(one.as_str()),
            _ => return Err(Mistyped::Id(id.to_owned())),
        };
        let deliver = position.map_or(&[][..], |position| &plan.activities[position].deliver);
        for name in self.received.iter().chain(&self.missing).filter(|_| !deliver.is_empty()) {
            if !deliver.contains(name) {
                let near = nearest(name, deliver.iter().map(String::as_str));
                return Err(Mistyped::OtherMaterial(name.clone(), near, deliver.to_vec()));
            }
        }
        if let Some(name) = self.received.iter().find(|name| self.missing.contains(name)) {
            return Err(Mistyped::BothMaterial(name.clone()));
        }
        let all = || deliver.iter().filter(|name| !self.missing.contains(name)).cloned().collect();
        let received: Vec<String> = if self.received.is_empty() { all() } else { self.received.clone() };
        if received.is_empty() && self.missing.is_empty() {
            return Err(Mistyped::NoMaterial(id.to_owned()));
        }
        Ok((received, self.missing.clone()))
    }

    /// The duties it is about, proven from the plan alone; `is_all_meant` says that the whole campaign is.
    pub fn targets(&self, plan: &Plan, scope: &Scope, is_all_meant: bool) -> Result<Targets, Mistyped> {
        let picks: Result<Vec<Vec<Pick>>, Mistyped> =
            self.ids.iter().map(|typed| Pick::parse_all(typed).map_err(Mistyped::Id)).collect();
        let picked = plan.pick(&picks?.concat()).map_err(Mistyped::Picked)?;
        targets(plan, scope, &picked, is_all_meant).map_err(Mistyped::Refused)
    }
}

/// Whether a reason says nothing: none was typed, or the word that stands for one where a command is offered.
pub fn is_no_reason(note: &str) -> bool {
    note.is_empty() || note == "原因"
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
    let day = plan.campaign.day(typed, today).ok_or_else(|| Mistyped::Day("--on", typed.to_owned()))?;
    if day > today { Err(Mistyped::Ahead(typed.to_owned(), day)) } else { Ok(day) }
}

/// A day that is still to come, or today, typed behind an option.
pub fn day_ahead(plan: &Plan, option: &'static str, typed: &str, today: NaiveDate) -> Result<NaiveDate, Mistyped> {
    let day = plan.campaign.day(typed, today).ok_or_else(|| Mistyped::Day(option, typed.to_owned()))?;
    if day < today { Err(Mistyped::Past(option, typed.to_owned(), day)) } else { Ok(day) }
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
    use crate::duties::change::Change;
    use crate::duties::target::Refusal;
    use crate::duties::{Scope, Speaker};
    use crate::journal::{Kind, Want};
    use crate::plan::Plan;
    use crate::plan::sample::{self, activity};

    fn plan() -> Plan {
        sample::plan(&["甲", "乙"], &(activity(1, &["各组"], "") + &activity(2, &["甲"], "")))
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn said(kind: Kind) -> Typed {
        Typed::blank(kind)
    }

    fn change(typed: &Typed, plan: &Plan) -> Result<Change, Mistyped> {
        typed.change(plan, day("2024-09-12"), "k3f9w2xz", Speaker::Office)
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
        let change = |text: &str| change(&on(text), &plan()).map(|change| change.on.unwrap());
        assert_eq!(change("9-12"), Ok(day("2024-09-12")));
        assert_eq!(change("昨天"), Ok(day("2024-09-11")));
        assert_eq!(change("9-13"), Err(Mistyped::Ahead("9-13".to_owned(), day("2024-09-13"))));
        assert_eq!(change("开会那天"), Err(Mistyped::Day("--on", "开会那天".to_owned())));
    }

    #[test]
    fn a_figure_has_a_name_and_each_name_one_figure() {
        let counted =
            |typed: &[&str]| Typed { counts: typed.iter().map(|&text| text.into()).collect(), ..said(Kind::Done) };
        let names = |typed: &[&str]| {
            change(&counted(typed), &plan()).map(|change| change.said.counts.into_keys().collect::<Vec<_>>())
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
            change(&typed, &plan).map(|change| change.said.counts.len())
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
        let note = |text: &str| change(&Typed { note: text.to_owned(), ..said(Kind::Note) }, &plan());
        let remark = |text: &str| note(text).map(|change| change.said.note.into_owned());
        assert_eq!(remark(" “ ” "), Err(Mistyped::EmptyNote));
        assert_eq!(remark("照片已交"), Ok("照片已交".to_owned()));
        let counted = Typed { counts: vec!["场次=2".to_owned()], ..said(Kind::Note) };
        assert!(change(&counted, &plan()).is_ok(), "a figure says something");
        assert!(change(&said(Kind::Done), &plan()).is_ok(), "what is done may go without a word");
    }

    #[test]
    fn a_liaison_asks_where_the_office_decides() {
        let mut plan = plan();
        plan.campaign.review = true;
        let meant = |kind: Kind, note: &str, speaker| {
            let typed = Typed { note: note.to_owned(), ids: vec!["1".to_owned()], ..said(kind) };
            let change = typed.change(&plan, day("2024-09-12"), "k3f9w2xz", speaker)?;
            Ok((change.said.kind, change.said.wants))
        };
        for (kind, note, of_office, of_liaison) in [
            (Kind::Done, "", Ok((Kind::Done, None)), Ok((Kind::Done, None))),
            (Kind::Waive, "无此职能", Ok((Kind::Waive, None)), Ok((Kind::Ask, Some(Want::Waive)))),
            (Kind::Waive, "", Err(Mistyped::NoReason(Kind::Waive)), Err(Mistyped::NoReason(Kind::Ask))),
            (Kind::Ask, "下雨", Ok((Kind::Ask, Some(Want::Extend))), Ok((Kind::Ask, Some(Want::Extend)))),
            (Kind::Accept, "", Ok((Kind::Accept, None)), Err(Mistyped::OfficesWord(Kind::Accept))),
            (Kind::Return, "", Err(Mistyped::NoReason(Kind::Return)), Err(Mistyped::OfficesWord(Kind::Return))),
            (Kind::Return, "数量不实", Ok((Kind::Return, None)), Err(Mistyped::OfficesWord(Kind::Return))),
            (Kind::Receive, "", Err(Mistyped::NoMaterial("1".to_owned())), Err(Mistyped::OfficesWord(Kind::Receive))),
        ] {
            assert_eq!(meant(kind, note, Speaker::Office), of_office, "{kind:?} {note}");
            assert_eq!(meant(kind, note, Speaker::Liaison), of_liaison, "{kind:?} {note}");
        }
    }

    #[test]
    fn nothing_is_signed_off_in_a_plan_without_review() {
        assert_eq!(change(&said(Kind::Accept), &plan()), Err(Mistyped::NoReview));
    }

    #[test]
    fn materials_are_those_that_the_activity_names() {
        let text = activity(1, &["各组"], "deliver = [\"总结\", \"照片\", \"电子版\"]") + &activity(2, &["甲"], "");
        let plan = sample::plan(&["甲", "乙"], &text);
        let materials = |id: &str, received: &[&str], missing: &[&str]| {
            let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
            let (received, missing, ids) = (owned(received), owned(missing), vec![id.to_owned()]);
            let said = change(&Typed { received, missing, ids, ..said(Kind::Receive) }, &plan)?.said;
            Ok(format!("{} / {}", said.received.join(" "), said.missing.join(" ")))
        };
        for (id, received, missing, expected) in [
            ("1", &["照片"][..], &[][..], Ok("照片 / ".to_owned())),
            ("1", &[], &["照片"], Ok("总结 电子版 / 照片".to_owned())),
            ("1", &[], &[], Ok("总结 照片 电子版 / ".to_owned())),
            ("1", &["总结"], &["总结"], Err(Mistyped::BothMaterial("总结".to_owned()))),
            ("2", &["台账"], &[], Ok("台账 / ".to_owned())),
            ("2", &[], &[], Err(Mistyped::NoMaterial("2".to_owned()))),
            ("1-2", &["相片"], &[], Err(Mistyped::Id("1-2".to_owned()))),
        ] {
            assert_eq!(materials(id, received, missing), expected, "{id} {received:?} {missing:?}");
        }
        assert!(matches!(materials("1", &["相片"], &[]), Err(Mistyped::OtherMaterial(..))));
    }

    #[test]
    fn a_new_day_is_still_to_come() {
        let returned = |typed: &str| {
            let (note, until) = ("数量不实".to_owned(), Some(typed.to_owned()));
            change(&Typed { note, until, ..said(Kind::Return) }, &plan()).map(|change| change.said.redo.unwrap())
        };
        assert_eq!(returned("9-12"), Ok(day("2024-09-12")));
        assert_eq!(returned("9-11"), Err(Mistyped::Past("--due", "9-11".to_owned(), day("2024-09-11"))));
        assert_eq!(returned("改天"), Err(Mistyped::Day("--due", "改天".to_owned())));
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
