//! Which of the duties in scope a person asks for.

use chrono::NaiveDate;

use super::duty::Duty;
use super::standing::Standing;

/// Which of the duties in scope are wanted.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only those of this section.
    pub section: Option<String>,
    /// Only those that stand so; all when empty.
    pub standings: Vec<Standing>,
    /// Only those due on or before this day.
    pub due_before: Option<NaiveDate>,
}

impl Filter {
    /// Whether a duty is wanted.
    pub fn accepts(&self, duty: &Duty<'_>) -> bool {
        let section = self.section.as_ref().is_none_or(|section| duty.activity.section.as_ref() == Some(section));
        let standing = self.standings.is_empty() || self.standings.contains(&duty.standing);
        let due = self.due_before.is_none_or(|day| duty.due().is_some_and(|due| due <= day));
        section && standing && due
    }
}
