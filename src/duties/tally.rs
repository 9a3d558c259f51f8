//! How many duties stand how, and what share is done.

use serde::Serialize;

use super::duty::Duty;
use super::standing::{Share, Standing};
use crate::journal::Status;

/// Counts of duties by standing, as the JSON promise names them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Tally {
    /// All duties.
    pub duties: usize,
    /// Those that must be done, whether they are or not: see [`Standing::share`].
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
    /// How many of those owed are done.
    #[serde(skip)]
    done: usize,
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
        match duty.standing.share() {
            Share::Done => {
                self.owed += 1;
                self.done += 1;
            }
            Share::Missing => self.owed += 1,
            Share::Outside => {}
        }
        self.share = if self.owed == 0 { 0.0 } else { self.done as f64 / self.owed as f64 };
    }

    /// Those of the owed that are done, in time or late.
    pub fn done(&self) -> usize {
        self.done
    }

    /// How many stand so.
    pub fn standing(&self, standing: Standing) -> usize {
        let mut copy = *self;
        *copy.counter(standing)
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

#[cfg(test)]
mod tests {
    use super::Tally;
    use crate::duties::{Depth, Scope, Share, Standing, join};
    use crate::journal::Journals;
    use crate::plan::sample::{activity, plan};

    /// One duty of each standing: two of the five owed are done.
    #[test]
    fn the_share_is_the_done_among_the_owed() {
        let plan = plan(&["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"], &activity(1, &["各组"], ""));
        let mut duties =
            join(&plan, Scope::campaign(), &Journals::default(), "2024-09-12".parse().unwrap(), Depth::States);
        assert_eq!(duties.list.len(), Standing::ALL.len());
        duties.list.iter_mut().zip(Standing::ALL).for_each(|(duty, standing)| duty.standing = *standing);
        let tally = Tally::of(&duties.list);
        assert_eq!((tally.duties, tally.owed, tally.done(), tally.share), (8, 5, 2, 0.4));
        let awaited = duties.list.iter().filter(|duty| duty.is_awaited()).count();
        assert_eq!(awaited, 3);
        for (duty, standing) in duties.list.iter().zip(Standing::ALL) {
            let tally = Tally::of([duty]);
            assert_eq!(tally.owed, usize::from(standing.share() != Share::Outside), "{standing:?}");
            assert_eq!(tally.standing(*standing), 1, "{standing:?}");
        }
    }
}
