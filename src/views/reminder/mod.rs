//! Reminders of what is late (催办) and of what is due soon (工作提醒).
//!
//! [`message`] is text for a chat group, [`slip`] a sheet of paper for every unit.

mod message;
mod slip;

use crate::duties::{Duties, Duty, Standing};
use crate::plan::{Plan, UnitIndex};
use crate::views::due_item::{DueItem, due_items};
use crate::views::heading::Heading;

pub use message::Messages;
pub use slip::Slips;

/// Which duties people are reminded of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// How many days ahead of its due day a duty is reminded of; `None` for those alone that are late.
    pub days: Option<u32>,
}

/// What is late, and what is due soon.
struct Reminded<'d, 'p> {
    late: Vec<DueItem<'d, 'p>>,
    soon: Vec<DueItem<'d, 'p>>,
}

impl<'d, 'p> Reminded<'d, 'p> {
    /// What people are reminded of among these duties, by activity in plan order.
    fn of(duties: &Duties<'p>, wanted: Wanted, among: impl Iterator<Item = &'d Duty<'p>> + Clone) -> Self {
        let is_late = |duty: &&Duty<'_>| duty.standing == Standing::Overdue;
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
fn by_unit<'d, 'p>(duties: &'d Duties<'p>, heading: &Heading, wanted: Wanted) -> Vec<(UnitIndex, Reminded<'d, 'p>)> {
    let own = coordinator(duties.plan).filter(|_| !heading.is_one_unit);
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
