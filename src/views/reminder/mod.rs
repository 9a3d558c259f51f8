//! Reminders of what is late (催办) and of what is due soon (工作提醒).
//!
//! [`message`] is text for a chat group, [`slip`] a sheet of paper for every unit.

mod message;
mod slip;

use chrono::NaiveDate;

use crate::duties::{Duties, Duty, Standing};
use crate::plan::{Activity, UnitIndex};

pub use message::Messages;
pub use slip::Slips;

/// Which duties people are reminded of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// How many days ahead of its due day a duty is reminded of; `None` for those alone that are late.
    pub days: Option<u32>,
}

/// An activity that is asked for, with the duties that share a due day.
struct Asked<'d, 'p> {
    activity: &'p Activity,
    due: NaiveDate,
    duties: Vec<&'d Duty<'p>>,
}

impl Asked<'_, '_> {
    /// How late it is, or how long there still is: `逾期3天`, `还有5天`, `今天到期`.
    fn days(&self, today: NaiveDate) -> String {
        match (self.due - today).num_days() {
            0 => "今天到期".to_owned(),
            left if left > 0 => format!("还有{left}天"),
            late => format!("逾期{}天", -late),
        }
    }
}

/// What is late, and what is due soon.
struct Reminded<'d, 'p> {
    late: Vec<Asked<'d, 'p>>,
    soon: Vec<Asked<'d, 'p>>,
}

impl<'d, 'p> Reminded<'d, 'p> {
    /// What people are reminded of among these duties, by activity in plan order.
    fn of(duties: &Duties<'p>, wanted: Wanted, among: impl Iterator<Item = &'d Duty<'p>> + Clone) -> Self {
        let is_late = |duty: &&Duty<'_>| duty.standing == Standing::Overdue;
        let is_soon = |duty: &&Duty<'_>| wanted.days.is_some_and(|days| duties.is_due_within(duty, days));
        Self { late: asked(among.clone().filter(is_late)), soon: asked(among.filter(is_soon)) }
    }

    fn is_empty(&self) -> bool {
        self.late.is_empty() && self.soon.is_empty()
    }

    /// 催办 once anything is late, else 工作提醒.
    fn word(&self) -> &'static str {
        if self.late.is_empty() { "工作提醒" } else { "催办" }
    }
}

fn asked<'d, 'p: 'd>(duties: impl Iterator<Item = &'d Duty<'p>>) -> Vec<Asked<'d, 'p>> {
    let mut asked: Vec<Asked<'d, 'p>> = Vec::new();
    for (duty, due) in duties.filter_map(|duty| Some((duty, duty.due?))) {
        match asked.iter_mut().rev().find(|asked| asked.activity.id == duty.activity.id && asked.due == due) {
            Some(asked) => asked.duties.push(duty),
            None => asked.push(Asked { activity: duty.activity, due, duties: vec![duty] }),
        }
    }
    asked
}

/// What each unit of the scope is reminded of, those with nothing left out.
fn by_unit<'d, 'p>(duties: &'d Duties<'p>, wanted: Wanted) -> Vec<(UnitIndex, Reminded<'d, 'p>)> {
    let mut of_units: Vec<Vec<&Duty<'p>>> = vec![Vec::new(); duties.plan.units.units.len()];
    duties.list.iter().for_each(|duty| of_units[duty.unit.0].push(duty));
    let reminded = |(unit, own): (UnitIndex, Vec<&'d Duty<'p>>)| {
        let reminded = Reminded::of(duties, wanted, own.iter().copied());
        (unit, reminded)
    };
    let units = duties.plan.units.indices().zip(of_units).map(reminded);
    units.filter(|(_, reminded)| !reminded.is_empty()).collect()
}
