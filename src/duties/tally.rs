//! How many duties stand how, and what share is done.

use serde::Serialize;

use super::duty::Duty;
use super::standing::Standing;
use crate::journal::Status;

/// Counts of duties by standing, as the JSON promise names them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Tally {
    /// All duties.
    pub duties: usize,
    /// Those that must be done: all but the waived, and the optional and ongoing that are not done.
    pub owed: usize,
    /// Done on or before the due day.
    pub done_on_time: usize,
    /// Done after it.
    pub done_late: usize,
    /// Waived.
    pub waived: usize,
    /// Owed at will and not done.
    pub optional: usize,
    /// Without end and not done.
    pub ongoing: usize,
    /// Past the due day and not done.
    pub overdue: usize,
    /// Due soon and not done.
    pub due_soon: usize,
    /// Due later and not done.
    pub open: usize,
    /// Nothing said yet, however they stand.
    pub unreported: usize,
    /// 完成率: done ÷ owed, from 0 to 1; 0 where nothing is owed.
    pub share: f64,
}

impl Tally {
    /// Counts duties.
    pub fn of<'d, 'p: 'd>(duties: impl IntoIterator<Item = &'d Duty<'p>>) -> Self {
        let mut tally = Self::default();
        duties.into_iter().for_each(|duty| tally.count(duty));
        tally
    }

    /// Counts one more duty.
    pub fn count(&mut self, duty: &Duty<'_>) {
        self.duties += 1;
        self.unreported += usize::from(duty.state.status == Status::Unreported);
        *self.counter(duty.standing) += 1;
        self.owed = self.duties - self.waived - self.optional - self.ongoing;
        self.share = if self.owed == 0 { 0.0 } else { self.done() as f64 / self.owed as f64 };
    }

    /// Done in time or late.
    pub fn done(&self) -> usize {
        self.done_on_time + self.done_late
    }

    /// How many stand so.
    pub fn standing(&self, standing: Standing) -> usize {
        *self.clone().counter(standing)
    }

    fn counter(&mut self, standing: Standing) -> &mut usize {
        match standing {
            Standing::DoneOnTime => &mut self.done_on_time,
            Standing::DoneLate => &mut self.done_late,
            Standing::Waived => &mut self.waived,
            Standing::Optional => &mut self.optional,
            Standing::Ongoing => &mut self.ongoing,
            Standing::Overdue => &mut self.overdue,
            Standing::DueSoon => &mut self.due_soon,
            Standing::Open => &mut self.open,
        }
    }
}
