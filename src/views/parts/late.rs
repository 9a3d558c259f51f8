//! Who is late, in short: the part of the overview that one looks at first.

use std::cmp::Reverse;

use serde::Serialize;

use crate::document::{Block, Cell, Document, Fit, Table, Tone};
use crate::duties::Duties;
use crate::views::parts::listing::Listing;
use crate::views::parts::words::{due_cell, id_cell};

/// How many rows the overview has room for.
const SHOWN: usize = 6;

/// A unit with what it has not done in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LateUnit<'p> {
    /// The unit by today's name.
    pub unit: &'p str,
    /// How many of its duties are overdue.
    pub overdue: usize,
    /// The days past the due day of the one that is latest.
    pub days: i64,
}

/// The units that have overdue duties: those with the most first, then those that are latest, then in plan order.
pub fn late_units<'p>(duties: &Duties<'p>) -> Vec<LateUnit<'p>> {
    let mut late = late_in_plan_order(duties);
    late.sort_by_key(|unit| (Reverse(unit.overdue), Reverse(unit.days)));
    late
}

/// The units that have overdue duties, in plan order.
pub fn late_in_plan_order<'p>(duties: &Duties<'p>) -> Vec<LateUnit<'p>> {
    let units = &duties.plan.units;
    let mut late: Vec<LateUnit<'p>> =
        units.indices().map(|unit| LateUnit { unit: units.name(unit), overdue: 0, days: 0 }).collect();
    for duty in duties.list.iter().filter(|duty| duty.is_overdue()) {
        let unit = &mut late[duty.unit.0];
        unit.overdue += 1;
        unit.days = unit.days.max(duties.days_overdue(duty));
    }
    late.retain(|unit| unit.overdue > 0);
    late
}

/// Adds who is late to a page: the units, or the duties themselves where only one unit is concerned.
pub fn push_late<'p>(document: &mut Document<'p>, duties: &Duties<'p>, flags: &str) {
    let late = late_units(duties);
    let (table, left) = match late.as_slice() {
        [] => return,
        [_] => late_duties(duties),
        several => (units_table(several), several.len().saturating_sub(SHOWN)),
    };
    let overdue: usize = late.iter().map(|unit| unit.overdue).sum();
    let who = if late.len() == 1 { late[0].unit.to_owned() } else { format!("{}个单位", late.len()) };
    document.push(Block::Heading(format!("逾期未完成（{who}，{overdue}项次）").into()));
    document.push(Block::Table(table));
    if left > 0 {
        let counted = if late.len() == 1 { "项次" } else { "个单位" };
        document.push(Block::Remark(format!("另有{left}{counted}。").into()));
        let all = format!("全部列出：zlt report --overdue{flags} --by unit");
        document.push(Block::OnScreen(vec![Block::Remark(all.into())]));
    }
}

fn units_table<'p>(late: &[LateUnit<'p>]) -> Table<'p> {
    let mut table = Table::new(&[("单位", Fit::Whole), ("逾期", Fit::Figure), ("最长逾期", Fit::Figure)]);
    for LateUnit { unit, overdue, days } in late.iter().take(SHOWN) {
        table.rows.push(vec![(*unit).into(), Cell::counted(*overdue, "项次"), days_cell(*days)]);
    }
    table
}

/// The overdue duties of one unit, the latest first, and how many there was no room for.
fn late_duties<'p>(duties: &Duties<'p>) -> (Table<'p>, usize) {
    let late = Listing::Overdue { since: None }.of(duties);
    let mut table =
        Table::new(&[("编号", Fit::Whole), ("任务", Fit::Flowing), ("时限", Fit::Whole), ("逾期", Fit::Figure)]);
    for duty in late.iter().take(SHOWN) {
        let activity = duty.activity;
        table.rows.push(vec![
            id_cell(activity),
            activity.title.as_str().into(),
            due_cell(duty.due(), duties.as_of),
            days_cell(duties.days_overdue(duty)),
        ]);
    }
    (table, late.len().saturating_sub(SHOWN))
}

/// How many days late, as a figure that is stressed.
pub fn days_cell<'t>(days: i64) -> Cell<'t> {
    Cell::counted(usize::try_from(days).unwrap_or(0), "天").in_tone(Tone::Bad)
}

#[cfg(test)]
mod tests {
    use super::late_units;
    use crate::duties::{Depth, Scope, join};
    use crate::journal::Journals;
    use crate::plan::sample::{activity, plan};

    #[test]
    fn those_with_most_overdue_come_first_then_the_latest_then_plan_order() {
        let activities = [
            activity(1, &["各组"], "due = 2024-09-10\ndue_for = { \"丙\" = 2024-09-08, \"丁\" = 2024-09-30 }"),
            activity(2, &["丁"], "due = 2024-09-11"),
            activity(3, &["丁"], "due = 2024-09-11"),
        ];
        let plan = plan(&["甲", "乙", "丙", "丁"], &activities.concat());
        let duties = join(&plan, Scope::campaign(), &Journals::default(), "2024-09-12".parse().unwrap(), Depth::States);
        let late: Vec<String> =
            late_units(&duties).iter().map(|late| format!("{} {} {}", late.unit, late.overdue, late.days)).collect();
        assert_eq!(late, ["丁 2 1", "丙 1 4", "甲 1 2", "乙 1 2"]);
    }
}
