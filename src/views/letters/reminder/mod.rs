//! Reminders of what is late (催办) and of what is due soon (工作提醒).
//!
//! [`message`] is text for a chat group, [`slip`] a sheet of paper for every unit.

mod message;
mod slip;

use crate::document::Medium;
use crate::duties::{Duties, Duty};
use crate::plan::{Plan, UnitIndex};
use crate::views::parts::breakdown::By;
use crate::views::parts::due_item::{DueItem, due_items};

pub use message::Messages;
pub use slip::Slips;

/// Which duties people are reminded of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// How many days ahead of its due day a duty is reminded of; `None` for those alone that are late.
    pub days: Option<u32>,
}

/// In which form people are reminded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A sheet of paper for every unit.
    Slips,
    /// A text for every unit.
    ToEach,
    /// One text for a whole chat group.
    ToAll,
}

impl Form {
    /// The form that goes by unit or by activity as asked, else as the medium is read: a sheet of paper goes to one unit, and a
    /// chat group reads one text, unless it is about a single unit.
    pub fn of(by: Option<By>, medium: Medium, is_one_unit: bool) -> Self {
        let is_paper = medium == Medium::Letter;
        let is_by_unit = by.map_or(is_one_unit || is_paper, |by| by == By::Unit);
        match (is_by_unit, is_paper) {
            (true, true) => Self::Slips,
            (true, false) => Self::ToEach,
            (false, _) => Self::ToAll,
        }
    }
}

/// What is late, and what is due soon.
struct Reminded<'d, 'p> {
    late: Vec<DueItem<'d, 'p>>,
    soon: Vec<DueItem<'d, 'p>>,
}

impl<'d, 'p> Reminded<'d, 'p> {
    /// What people are reminded of among these duties, by activity in plan order.
    fn of(duties: &Duties<'p>, wanted: Wanted, among: impl Iterator<Item = &'d Duty<'p>> + Clone) -> Self {
        let is_late = |duty: &&Duty<'_>| duty.is_overdue();
        let is_soon = |duty: &&Duty<'_>| wanted.days.is_some_and(|days| duties.is_due_within(duty, days));
        Self { late: due_items(among.clone().filter(is_late)), soon: due_items(among.filter(is_soon)) }
    }

    fn is_empty(&self) -> bool {
        self.late.is_empty() && self.soon.is_empty()
    }

    /// 催办 once anything is late, else 工作提醒.
    fn word(&self) -> &'static str {
        if self.late.is_empty() { "工作提醒" } else { "催办" }
    }
}

/// What each unit of the scope is reminded of, those with nothing left out.
///
/// The office that keeps track does not remind itself, unless it is the only one asked for.
fn by_unit<'d, 'p>(duties: &'d Duties<'p>, wanted: Wanted) -> Vec<(UnitIndex, Reminded<'d, 'p>)> {
    let own = coordinator(duties.plan).filter(|_| !duties.scope.is_one_unit());
    let mut of_units: Vec<Vec<&Duty<'p>>> = vec![Vec::new(); duties.plan.units.units.len()];
    duties.list.iter().for_each(|duty| of_units[duty.unit.0].push(duty));
    let units = duties.plan.units.indices().zip(of_units).filter(|(unit, _)| Some(*unit) != own);
    let reminded = units.map(|(unit, list)| (unit, Reminded::of(duties, wanted, list.iter().copied())));
    reminded.filter(|(_, reminded)| !reminded.is_empty()).collect()
}

/// The office that keeps track, where it is a unit of the plan.
fn coordinator(plan: &Plan) -> Option<UnitIndex> {
    plan.units.unit_named(plan.campaign.coordinator.as_deref()?)
}

#[cfg(test)]
mod tests {
    use super::Form;
    use crate::document::Medium::{Calendar, Letter, Screen, Workbook};
    use crate::views::parts::breakdown::By;

    #[test]
    fn paper_goes_to_each_unit_and_a_chat_group_reads_one_text() {
        for (by, medium, is_one_unit, form) in [
            (None, Screen, false, Form::ToAll),
            (None, Workbook, false, Form::ToAll),
            (None, Calendar, false, Form::ToAll),
            (None, Screen, true, Form::ToEach),
            (None, Letter, false, Form::Slips),
            (None, Letter, true, Form::Slips),
            (Some(By::Unit), Screen, false, Form::ToEach),
            (Some(By::Unit), Letter, false, Form::Slips),
            (Some(By::Activity), Screen, true, Form::ToAll),
            (Some(By::Activity), Letter, true, Form::ToAll),
        ] {
            assert_eq!(Form::of(by, medium, is_one_unit), form, "{by:?} {medium:?} {is_one_unit}");
        }
    }
}
