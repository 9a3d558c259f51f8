//! Which duties a list has.

use crate::duties::{Duties, Duty};
use chrono::NaiveDate;

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
