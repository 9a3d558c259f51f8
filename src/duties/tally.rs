//! How many duties stand how, and what share is done.

use chrono::NaiveDate;
use serde::Serialize;

use super::duty::Duty;
use super::standing::{Share, Standing};
use crate::journal::{Review, Status};

/// Counts of duties by standing, as the JSON promise names them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Tally {
    /// All duties.
    pub duties: usize,
    /// Those that must be done, whether they are or not: see [`Share::of`].
    pub owed: usize,
    /// Done on or before the due day.
    pub done_on_time: usize,
    /// Done after it.
    pub done_late: usize,
    /// Waived.
    pub waived: usize,
    /// Owed at will and not done.
    pub optional: usize,
    /// Answered for by the lead and not done.
    pub with_lead: usize,
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
    /// Signed off by the office, of those that are owed and done.
    pub accepted: usize,
    /// 完成率: done ÷ owed, from 0 to 1; 0 where nothing is owed.
    pub share: f64,
    /// 到期完成率: the same of those whose last day has come; 0 where there are none.
    pub due_share: f64,
    /// Those owed.
    #[serde(skip)]
    all: Done,
    /// Those owed whose last day has come.
    #[serde(skip)]
    due: Done,
    /// Those that are not owed and yet done.
    #[serde(skip)]
    beside: usize,
    /// Those that are not owed, done or not, by the place of the standing that says why.
    #[serde(skip)]
    outside: [usize; Standing::ALL.len()],
}

/// How many there are, and how many of them are done.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Done {
    owed: usize,
    done: usize,
    late: usize,
}

impl Done {
    fn count(&mut self, standing: Standing) {
        self.owed += 1;
        self.done += usize::from(standing.is_done());
        self.late += usize::from(standing == Standing::DoneLate);
    }

    fn share(self) -> f64 {
        if self.owed == 0 { 0.0 } else { self.done as f64 / self.owed as f64 }
    }
}

impl Tally {
    /// Counts the duties of some list; `day` is the one they are judged on.
    pub fn of<'d, 'p: 'd>(duties: impl IntoIterator<Item = &'d Duty<'p>>, day: NaiveDate) -> Self {
        let mut tally = Self::default();
        duties.into_iter().for_each(|duty| tally.count(duty, day));
        tally
    }

    /// Counts one more duty.
    pub fn count(&mut self, duty: &Duty<'_>, day: NaiveDate) {
        self.duties += 1;
        self.unreported += usize::from(duty.state.status == Status::Unreported);
        *self.counter(duty.standing) += 1;
        if let Share::Outside(reason) = duty.share() {
            self.outside[reason as usize] += 1;
            self.beside += usize::from(duty.standing.is_done());
            return;
        }
        self.all.count(duty.standing);
        self.accepted += usize::from(duty.standing.is_done() && duty.review() == Some(Review::Accepted));
        if duty.due().is_some_and(|due| due <= day) {
            self.due.count(duty.standing);
        }
        (self.owed, self.share, self.due_share) = (self.all.owed, self.all.share(), self.due.share());
    }

    /// Those of the owed that are done, in time or late.
    pub fn done(&self) -> usize {
        self.all.done
    }

    /// Those of the owed that are done late.
    pub fn late(&self) -> usize {
        self.all.late
    }

    /// Those of the owed whose last day has come, and how many of them are done.
    pub fn come_due(&self) -> (usize, usize) {
        (self.due.owed, self.due.done)
    }

    /// Those that are not owed and yet done.
    pub fn done_beside(&self) -> usize {
        self.beside
    }

    /// Those that are not owed, done or not, for the reason that a standing names.
    pub fn outside(&self, reason: Standing) -> usize {
        self.outside[reason as usize]
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
            Standing::WithLead => &mut self.with_lead,
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

    /// One duty of each standing, on terms of which it can come: two of the five owed are done, one of the two that have come due.
    #[test]
    fn the_share_is_the_done_among_the_owed() {
        let plan = plan(&["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬"], &activity(1, &["各组"], ""));
        let today = "2024-09-12".parse().unwrap();
        let mut duties = join(&plan, Scope::campaign(), &Journals::default(), today, Depth::States);
        assert_eq!(duties.list.len(), Standing::ALL.len());
        for (duty, standing) in duties.list.iter_mut().zip(Standing::ALL) {
            duty.standing = *standing;
            let has_come = matches!(standing, Standing::Overdue | Standing::DoneLate);
            duty.planned = Some(if has_come { "2024-09-11".parse().unwrap() } else { "2024-09-30".parse().unwrap() });
            duty.planned = duty.planned.filter(|_| *standing != Standing::Ongoing);
            duty.optional = *standing == Standing::Optional;
            duty.with_lead = *standing == Standing::WithLead;
        }
        let tally = Tally::of(&duties.list, today);
        assert_eq!((tally.duties, tally.owed, tally.done(), tally.share), (9, 5, 2, 0.4));
        assert_eq!((tally.come_due(), tally.due_share, tally.late()), ((2, 1), 0.5, 1));
        assert_eq!(duties.list.iter().filter(|duty| duty.is_awaited()).count(), 3);
        for (duty, standing) in duties.list.iter().zip(Standing::ALL) {
            let tally = Tally::of([duty], today);
            let is_owed = !matches!(duty.share(), Share::Outside(_));
            assert_eq!((tally.owed, is_owed), (usize::from(!standing.is_never_owed()), !standing.is_never_owed()));
            assert_eq!(
                (tally.standing(*standing), tally.outside(*standing)),
                (1, usize::from(!is_owed)),
                "{standing:?}"
            );
        }
    }

    /// What is not owed is told beside, once it is done, and leaves the share alone.
    #[test]
    fn what_is_done_at_will_is_told_beside() {
        let plan = plan(&["甲", "乙"], &activity(1, &["各组"], "optional = [\"乙\"]"));
        let today = "2024-09-12".parse().unwrap();
        let mut duties = join(&plan, Scope::campaign(), &Journals::default(), today, Depth::States);
        duties.list.iter_mut().for_each(|duty| duty.standing = Standing::DoneOnTime);
        duties.list[1].optional = true;
        let tally = Tally::of(&duties.list, today);
        assert_eq!((tally.owed, tally.done(), tally.done_beside(), tally.done_on_time), (1, 1, 1, 2));
    }
}
