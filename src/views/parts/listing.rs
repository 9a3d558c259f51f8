//! Which duties a list has.

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::duties::{Duties, Duty};

/// Which duties a list has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// All that were asked for.
    All,
    /// Those past their due day, or those that have become so on a day or later.
    Overdue {
        /// The first day that counts.
        since: Option<NaiveDate>,
    },
    /// Those due within so many days.
    Soon(u32),
}

impl Listing {
    /// The duties on the list in plan order; overdue ones the latest first, those due soon by day.
    pub fn of<'d, 'p>(self, duties: &'d Duties<'p>) -> Vec<&'d Duty<'p>> {
        let mut listed: Vec<&Duty<'p>> = duties.list.iter().filter(|duty| self.has(duty, duties)).collect();
        match self {
            Self::All => {}
            Self::Overdue { .. } => listed.sort_by_key(|duty| Reverse(duties.days_overdue(duty))),
            Self::Soon(_) => listed.sort_by_key(|duty| duty.due()),
        }
        listed
    }

    /// Whether a duty stands on the list.
    pub fn has(self, duty: &Duty<'_>, duties: &Duties<'_>) -> bool {
        match self {
            Self::All => true,
            Self::Overdue { since: None } => duty.is_overdue(),
            Self::Overdue { since: Some(since) } => duty.is_overdue_since(since),
            Self::Soon(days) => duties.is_due_within(duty, days),
        }
    }
}
