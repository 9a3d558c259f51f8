//! What the edits of a plan mean: two plans come in, the duties that were added, dropped or moved go out.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use indexmap::IndexMap;

use super::duty::{Duties, Duty};
use crate::journal::Status;
use crate::nearest::is_alike;
use crate::plan::{Activity, Plan, Role};

/// One change to an activity, and whom it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The activity's number.
    pub activity: String,
    /// Its title, the new one where there are two.
    pub title: String,
    /// What has changed.
    pub what: What,
    /// The units concerned, by their present names and in the order of the plan.
    pub units: Vec<String>,
    /// Those among them that have said something about it.
    pub recorded: Vec<String>,
}

/// What has changed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// The activity is new.
    Added,
    /// It is no longer in the plan, and what was said about it counts for nothing.
    Removed,
    /// It has been called off.
    Cancelled,
    /// It had been called off and is owed again.
    Resumed,
    /// It has another title; one quite unlike it makes one suspect that the number was given to something else.
    Retitled {
        /// The title before.
        from: String,
        /// Whether the two have little in common.
        is_suspect: bool,
    },
    /// More units owe it.
    Gained,
    /// Fewer units owe it.
    Lost,
    /// Its last day has moved; `None` where there is none.
    Due {
        /// The day before.
        from: Option<NaiveDate>,
        /// The day now.
        to: Option<NaiveDate>,
    },
    /// Units have another part in it.
    Role {
        /// The part before.
        from: Role,
        /// The part now.
        to: Role,
    },
    /// Units take part at will, or no longer.
    Optional(bool),
    /// The lead answers for units that support, or no longer.
    WithLead(bool),
}

/// What one unit owes of one activity, as far as it can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Owed {
    role: Role,
    optional: bool,
    with_lead: bool,
    due: Option<NaiveDate>,
}

/// Compares two plans.
///
/// `before` are the duties of the older plan with what was said about them, `after` those of the newer, both of one scope. A
/// unit that the newer plan knows by an alias is the same unit. Gives the changes in the order of the newer plan, what it no
/// longer has at the end.
pub fn compare(before: &Duties<'_>, after: &Duties<'_>) -> Vec<Difference> {
    let said = said(before, after.plan);
    let (old, new) = (owed(before, after.plan), owed(after, after.plan));
    let mut differences = Vec::new();
    for activity in &after.plan.activities {
        let id = activity.id.as_str();
        let earlier = before.plan.position(id).map(|position| &before.plan.activities[position]);
        let comparison = Comparison {
            activity,
            old: old.get(id).map(Vec::as_slice).unwrap_or_default(),
            new: new.get(id).map(Vec::as_slice).unwrap_or_default(),
            said: &said,
        };
        match earlier {
            None if !comparison.new.is_empty() => differences.push(comparison.of_all(What::Added, comparison.new)),
            None => {}
            Some(earlier) => comparison.with(earlier, &mut differences),
        }
    }
    let is_gone = |activity: &&Activity| after.plan.position(activity.id.as_str()).is_none();
    for activity in before.plan.activities.iter().filter(is_gone) {
        let old = old.get(activity.id.as_str()).map(Vec::as_slice).unwrap_or_default();
        if !old.is_empty() {
            differences.push(Comparison { activity, old, new: &[], said: &said }.of_all(What::Removed, old));
        }
    }
    differences
}

type OwedBy = Vec<(String, Owed)>;

/// What each unit owes, by activity; units by their present names.
fn owed(duties: &Duties<'_>, present: &Plan) -> HashMap<String, OwedBy> {
    let mut owed: HashMap<String, OwedBy> = HashMap::new();
    for duty in &duties.list {
        let Duty { role, optional, with_lead, planned: due, .. } = *duty;
        let unit = present_name(duties.unit(duty), present);
        owed.entry(duty.activity.id.to_string()).or_default().push((unit, Owed { role, optional, with_lead, due }));
    }
    owed
}

fn present_name(name: &str, present: &Plan) -> String {
    present.units.unit_named(name).map_or(name, |unit| present.units.name(unit)).to_owned()
}

/// Which units have said something, by activity.
fn said(duties: &Duties<'_>, present: &Plan) -> BTreeMap<String, Vec<String>> {
    let mut said: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for duty in duties.list.iter().filter(|duty| duty.state.status != Status::Unreported) {
        said.entry(duty.activity.id.to_string()).or_default().push(present_name(duties.unit(duty), present));
    }
    said
}

/// One activity before and after.
struct Comparison<'c> {
    activity: &'c Activity,
    old: &'c [(String, Owed)],
    new: &'c [(String, Owed)],
    said: &'c BTreeMap<String, Vec<String>>,
}

impl Comparison<'_> {
    fn difference(&self, what: What, units: Vec<String>) -> Difference {
        let said = self.said.get(self.activity.id.as_str()).map(Vec::as_slice).unwrap_or_default();
        let recorded = units.iter().filter(|unit| said.contains(unit)).cloned().collect();
        Difference { activity: self.activity.id.to_string(), title: self.activity.title.clone(), what, units, recorded }
    }

    fn of_all(&self, what: What, owed: &[(String, Owed)]) -> Difference {
        self.difference(what, owed.iter().map(|(unit, _)| unit.clone()).collect())
    }

    fn with(&self, earlier: &Activity, differences: &mut Vec<Difference>) {
        if earlier.title != self.activity.title && !(self.old.is_empty() && self.new.is_empty()) {
            let is_suspect = !is_alike(&earlier.title, &self.activity.title);
            let concerned = if self.old.is_empty() { self.new } else { self.old };
            differences.push(self.of_all(What::Retitled { from: earlier.title.clone(), is_suspect }, concerned));
        }
        match (earlier.cancelled, self.activity.cancelled) {
            (false, true) if !self.old.is_empty() => differences.push(self.of_all(What::Cancelled, self.old)),
            (true, false) if !self.new.is_empty() => differences.push(self.of_all(What::Resumed, self.new)),
            (false, false) => self.units(differences),
            _ => {}
        }
    }

    fn units(&self, differences: &mut Vec<Difference>) {
        let missing = |from: &[(String, Owed)], other: &[(String, Owed)]| -> Vec<String> {
            let gone = from.iter().filter(|(unit, _)| !other.iter().any(|(known, _)| known == unit));
            gone.map(|(unit, _)| unit.clone()).collect()
        };
        let (gained, lost) = (missing(self.new, self.old), missing(self.old, self.new));
        differences.extend((!gained.is_empty()).then(|| self.difference(What::Gained, gained)));
        differences.extend((!lost.is_empty()).then(|| self.difference(What::Lost, lost)));
        differences
            .extend(self.moved(|old, new| (old.due != new.due).then_some(What::Due { from: old.due, to: new.due })));
        differences.extend(
            self.moved(|old, new| (old.role != new.role).then_some(What::Role { from: old.role, to: new.role })),
        );
        differences
            .extend(self.moved(|old, new| (old.optional != new.optional).then_some(What::Optional(new.optional))));
        differences
            .extend(self.moved(|old, new| (old.with_lead != new.with_lead).then_some(What::WithLead(new.with_lead))));
    }

    /// The units that owe it before and after, gathered by what has changed for them.
    fn moved(&self, change: impl Fn(Owed, Owed) -> Option<What>) -> Vec<Difference> {
        let mut gathered: IndexMap<What, Vec<String>> = IndexMap::new();
        for (unit, new) in self.new {
            let old = self.old.iter().find(|(known, _)| known == unit).map(|(_, old)| *old);
            if let Some(what) = old.and_then(|old| change(old, *new)) {
                gathered.entry(what).or_default().push(unit.clone());
            }
        }
        gathered.into_iter().map(|(what, units)| self.difference(what, units)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::compare;
    use crate::duties::{Depth, Scope, join};
    use crate::journal::{JournalFile, Journals};
    use crate::plan::load;

    const PLAN: &str = r#"
        [campaign]
        id = "t"
        title = "测试"
        end = 2024-09-30
        [groups]
        "各组" = ["甲", "乙", "丙"]
        [aliases]
        "老丁" = "甲"
        [[activity]]
        id = 1
        title = "开展主题党日活动"
        units = ["甲", "乙"]
        [[activity]]
        id = 2
        title = "报送总结"
        units = ["各组"]
    "#;

    /// The differences after replacing parts of the plan, each as `编号 变化 单位 [有记录的]`.
    fn differences(edits: &[(&str, &str)]) -> Vec<String> {
        let line = r#"{"id":"1","at":"2024-09-12T10:00:00.000+08:00","unit":"甲","activity":"2","kind":"done","on":"2024-09-12"}"#;
        let files = vec![JournalFile::new("甲".to_owned(), "甲.jsonl")];
        let journals = Journals { files, read: |_: &JournalFile| Ok(format!("{line}\n").into_bytes()) };
        let edited = edits.iter().fold(PLAN.to_owned(), |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replacen(from, to, 1)
        });
        let (old, new) = (load("old", PLAN).unwrap(), load("new", &edited).unwrap());
        let day = "2024-09-12".parse().unwrap();
        let before = join(&old, Scope::campaign(), &journals, day, Depth::States);
        let after = join(&new, Scope::campaign(), &journals, day, Depth::States);
        compare(&before, &after)
            .iter()
            .map(|found| format!("{} {:?} {} {:?}", found.activity, found.what, found.units.join(""), found.recorded))
            .collect()
    }

    #[test]
    fn every_kind_of_edit_is_told_with_the_units_and_the_records_it_touches() {
        for (edits, expected) in [
            (&[][..], &[][..]),
            (&[("units = [\"甲\", \"乙\"]", "units = [\"乙\", \"丙\"]")], &["1 Gained 丙 []", "1 Lost 甲 []"]),
            (&[("\"丙\"]", "\"丙\", \"丁\"]")], &["2 Gained 丁 []"]),
            (&[("units = [\"各组\"]", "units = [\"各组\"]\nexcept = [\"甲\"]")], &["2 Lost 甲 [\"甲\"]"]),
            (
                &[("end = 2024-09-30", "end = 2024-10-08")],
                &[
                    "1 Due { from: Some(2024-09-30), to: Some(2024-10-08) } 甲乙 []",
                    "2 Due { from: Some(2024-09-30), to: Some(2024-10-08) } 甲乙丙 [\"甲\"]",
                ],
            ),
            (
                &[("units = [\"各组\"]", "units = [\"各组\"]\ndue_for = { \"乙\" = 2024-10-08 }")],
                &["2 Due { from: Some(2024-09-30), to: Some(2024-10-08) } 乙 []"],
            ),
            (&[("units = [\"各组\"]", "units = [\"各组\"]\ncancelled = true")], &["2 Cancelled 甲乙丙 [\"甲\"]"]),
            (&[("id = 2", "id = 3")], &["3 Added 甲乙丙 []", "2 Removed 甲乙丙 [\"甲\"]"]),
            (
                &[("报送总结", "报送活动总结")],
                &["2 Retitled { from: \"报送总结\", is_suspect: false } 甲乙丙 [\"甲\"]"],
            ),
            (&[("报送总结", "举办书画展")], &["2 Retitled { from: \"报送总结\", is_suspect: true } 甲乙丙 [\"甲\"]"]),
            (
                &[("units = [\"甲\", \"乙\"]", "lead = [\"甲\"]\nunits = [\"乙\"]")],
                &["1 Role { from: Member, to: Lead } 甲 []"],
            ),
            (&[("units = [\"各组\"]", "units = [\"各组\"]\noptional = [\"丙\"]")], &["2 Optional(true) 丙 []"]),
            (
                &[("units = [\"各组\"]", "units = [\"甲\", \"乙\"]\nsupport = [\"丙\"]\nlead_reports = true")],
                &["2 Role { from: Member, to: Support } 丙 []", "2 WithLead(true) 丙 []"],
            ),
        ] {
            assert_eq!(differences(edits), expected, "{edits:?}");
        }
    }

    #[test]
    fn a_renamed_unit_is_the_same_unit() {
        let renamed =
            [("[\"甲\", \"乙\", \"丙\"]", "[\"新甲\", \"乙\", \"丙\"]"), ("\"老丁\" = \"甲\"", "\"甲\" = \"新甲\"")];
        assert_eq!(differences(&renamed), [""; 0]);
    }
}
