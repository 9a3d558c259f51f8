//! What the plan assigns, laid beside what was said.

use std::mem::take;

use chrono::NaiveDate;

use super::duty::{Duties, Duty};
use super::records::{Depth, Told, records};
use super::scope::Scope;
use super::standing::Standing;
use crate::files::FileError;
use crate::journal::{JournalFile, Journals, Request, Want};
use crate::plan::{Activity, Plan, UnitIndex};

/// Joins a plan with the journals of a scope.
///
/// `journals` names at least the files that [`Scope::needs_journal`] asks for, and knows how to read them. Entries about days
/// after `as_of` do not count. The plan is today's whatever `as_of` is; `depth` says how much of what was said is kept. Gives
/// the scope's duties in plan order.
pub fn join<'p, R>(plan: &'p Plan, scope: Scope, journals: &Journals<R>, as_of: NaiveDate, depth: Depth) -> Duties<'p>
where
    R: Fn(&JournalFile) -> Result<Vec<u8>, FileError> + Sync,
{
    let mut records = records(plan, &scope, journals, as_of, depth);
    let mut list = Vec::new();
    for (position, activity) in plan.activities.iter().enumerate() {
        for assignment in activity.assignments(&plan.units, |unit| scope.contains(unit)) {
            let Told { mut state, round } =
                records.told[assignment.unit.0].get_mut(position).map(take).unwrap_or_default();
            state.review = state.review.filter(|_| plan.campaign.review);
            state.settle_requests(|request| is_granted(activity, assignment.unit, request, as_of));
            let mut duty = Duty {
                activity,
                unit: assignment.unit,
                role: assignment.role,
                through: assignment.through,
                optional: assignment.optional,
                planned: activity.due_of(assignment.unit, as_of),
                with_lead: assignment.with_lead,
                standing: Standing::Open,
                state,
                round,
            };
            duty.standing = Standing::of(&duty.state, duty.terms(), as_of, plan.campaign.soon_days);
            list.push(duty);
        }
    }
    let in_scope = plan.units.indices().filter(|unit| scope.contains(*unit));
    let recorded_until = in_scope.filter_map(|unit| records.newest[unit.0]).max();
    Duties {
        plan,
        scope,
        as_of,
        list,
        recorded_until,
        newest: records.newest,
        spoiled: records.spoiled,
        orphans: records.orphans,
        strays: records.strays,
    }
}

/// Whether the plan has an answer to a request: an extension as of a day that reaches as far as was asked, or was granted since.
fn is_granted(activity: &Activity, unit: UnitIndex, request: &Request, as_of: NaiveDate) -> bool {
    let Request { wants, until, on, due } = *request;
    wants == Want::Extend && activity.grants(unit, as_of, on, due, until)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::join;
    use crate::duties::{Depth, Duties, Scope};
    use crate::journal::{JournalFile, Journals, Status};
    use crate::plan::{Plan, load};

    const PLAN: &str = r#"
        [campaign]
        id = "t"
        title = "测试"
        start = 2024-09-01
        end = 2024-09-30
        [groups]
        "各组" = ["甲", "乙", "小组"]
        "小组" = ["丙"]
        "外组" = ["丁"]
        [aliases]
        "老甲" = "甲"
        [[activity]]
        id = 1
        title = "一"
        units = ["乙", "各组"]
        optional = ["各组"]
        except = ["丙"]
        due_for = { "甲" = 2024-10-09 }
        [[activity]]
        id = 2
        title = "二"
        lead = ["各组"]
        support = ["丁", "甲"]
        optional = ["小组"]
    "#;

    fn plan() -> Plan {
        load("plan.toml", PLAN).unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn journal(name: &str, lines: &[(&str, &str, &str)]) -> (String, String) {
        let line = |(number, (unit, activity, kind)): (usize, &(&str, &str, &str))| {
            format!(
                r#"{{"id":"{name}{number}","at":"2024-09-12T10:00:00.{number:03}+08:00","unit":"{unit}","activity":"{activity}","kind":"{kind}","on":"2024-09-12"}}"#
            ) + "\n"
        };
        (name.to_owned(), lines.iter().enumerate().map(line).collect())
    }

    fn joined<'p>(plan: &'p Plan, scope: Scope, journals: &[(String, String)]) -> Duties<'p> {
        let files = journals.iter().map(|(name, _)| JournalFile::new(name.clone(), name));
        let read = |file: &JournalFile| {
            let (_, text) = journals.iter().find(|(name, _)| *name == file.name).unwrap();
            Ok(text.clone().into_bytes())
        };
        join(plan, scope, &Journals { files: files.collect(), read }, day("2024-09-12"), Depth::States)
    }

    fn statuses(duties: &Duties<'_>) -> Vec<(String, Status)> {
        duties
            .list
            .iter()
            .map(|duty| (format!("{}{}", duties.unit(duty), duty.activity.id), duty.state.status))
            .collect()
    }

    #[test]
    fn duties_come_in_plan_order_with_role_group_option_and_extension() {
        let plan = plan();
        let duties = joined(&plan, Scope::campaign(), &[]);
        let shown: Vec<String> = duties
            .list
            .iter()
            .map(|duty| {
                let through = duties.through(duty).unwrap_or("-");
                let due = duty.due().unwrap().format("%m-%d");
                format!("{} {} {:?} {through} {} {due}", duty.activity.id, duties.unit(duty), duty.role, duty.optional)
            })
            .collect();
        assert_eq!(
            shown,
            [
                "1 乙 Member - false 09-30",
                "1 甲 Member 各组 true 10-09",
                "2 甲 Support - false 09-30",
                "2 乙 Lead 各组 false 09-30",
                "2 丙 Lead 各组 true 09-30",
                "2 丁 Support - false 09-30",
            ]
        );
    }

    #[test]
    fn former_names_and_strays_count_for_the_unit_they_name() {
        let plan = plan();
        let journals = [
            journal("老甲", &[("老甲", "1", "done")]),
            journal("甲", &[("甲", "2", "start"), ("丁", "2", "done")]),
            journal("乙-冲突副本", &[("乙", "1", "waive"), ("不明", "1", "done")]),
        ];
        let all = joined(&plan, Scope::campaign(), &journals);
        let expected = [
            ("乙1", Status::Waived),
            ("甲1", Status::Done),
            ("甲2", Status::Doing),
            ("乙2", Status::Unreported),
            ("丙2", Status::Unreported),
            ("丁2", Status::Done),
        ];
        assert_eq!(statuses(&all), expected.map(|(duty, status)| (duty.to_owned(), status)));
    }

    #[test]
    fn a_scope_has_its_own_duties_only() {
        let plan = plan();
        let scope = Scope::of(&plan, vec![plan.units.find("甲").unwrap(), plan.units.find("外组").unwrap()]);
        let duties = joined(&plan, scope.clone(), &[]);
        let named: Vec<String> = statuses(&duties).into_iter().map(|(duty, _)| duty).collect();
        assert_eq!(named, ["甲1", "甲2", "丁2"]);
        assert!(scope.needs_journal(&plan, "老甲") && scope.needs_journal(&plan, "冲突副本"));
        assert!(!scope.needs_journal(&plan, "乙"));
    }

    #[test]
    fn garbled_lines_are_reported_and_everything_else_counts() {
        let plan = plan();
        let mut spoiled = journal("甲", &[("甲", "1", "done")]);
        spoiled.1.push_str("坏行\n{\"id\":\"torn\n");
        let duties = joined(&plan, Scope::campaign(), &[spoiled]);
        assert_eq!(duties.spoiled.iter().map(|spoiled| spoiled.line).collect::<Vec<_>>(), [Some(2)]);
        assert_eq!(duties.list[1].state.status, Status::Done);
    }

    /// What others said in a file that belongs to nobody is none of a unit's business, be it about what the plan lacks.
    #[test]
    fn what_others_said_in_a_file_of_nobodys_does_not_count_for_a_unit() {
        let plan = plan();
        let journals = [journal("冲突副本", &[("乙", "9", "done"), ("甲", "9", "done"), ("甲", "1", "done")])];
        let scope = Scope::of(&plan, vec![plan.units.find("甲").unwrap()]);
        let duties = joined(&plan, scope, &journals);
        assert_eq!((duties.orphans, duties.list[0].state.status), (1, Status::Done));
        assert_eq!(joined(&plan, Scope::campaign(), &journals).orphans, 2);
    }
}
