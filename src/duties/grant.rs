//! What the office grants: a later last day, to which duties.

use chrono::NaiveDate;

use super::change::alters;
use super::duty::Duty;
use super::term::{Unfit, prove_extension};
use super::typed::is_no_reason;
use crate::journal::Kind;
use crate::plan::activity::Extension;

/// A later last day, with who granted it and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The last day, included.
    pub until: NaiveDate,
    /// Who granted it.
    pub by: String,
    /// Why.
    pub why: String,
}

impl Grant {
    /// The word that stands for whoever grants, where a command is offered.
    pub const SOMEBODY: &str = "批准人";

    /// What was typed as a grant; `None` where it is not said by whom, or why.
    pub fn typed(until: NaiveDate, by: Option<&str>, why: &str) -> Option<Self> {
        let (by, why) = (by?.trim(), why.trim());
        let is_said = !by.is_empty() && by != Self::SOMEBODY && !is_no_reason(why);
        is_said.then(|| Self { until, by: by.to_owned(), why: why.to_owned() })
    }

    /// The extensions that it comes to: of the duties that are still to be done, each of which must be fit to be extended.
    pub fn extensions<'d, 'p>(
        &self,
        duties: impl IntoIterator<Item = &'d Duty<'p>>,
        today: NaiveDate,
    ) -> Result<Vec<(&'d Duty<'p>, Extension)>, (&'d Duty<'p>, Unfit)>
    where
        'p: 'd,
    {
        let open = duties.into_iter().filter(|duty| alters(Kind::Done, &duty.state));
        let extension = |duty: &'d Duty<'p>| {
            prove_extension(duty, self.until, today).map_err(|reason| (duty, reason))?;
            let (by, why) = (Some(self.by.clone()), Some(self.why.clone()));
            Ok((duty, Extension { unit: duty.unit, due: self.until, from: Some(today), by, why }))
        };
        open.map(extension).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Grant;
    use crate::duties::{Depth, Scope, join};
    use crate::journal::{Journals, State, Status};
    use crate::plan::sample::{activity, plan};

    #[test]
    fn a_grant_says_by_whom_and_why() {
        let until = "2024-10-08".parse().unwrap();
        for (by, why, expected) in [
            (Some("分管领导"), "连日降雨", true),
            (Some(" "), "连日降雨", false),
            (Some("批准人"), "连日降雨", false),
            (None, "连日降雨", false),
            (Some("分管领导"), " ", false),
            (Some("分管领导"), "原因", false),
        ] {
            assert_eq!(Grant::typed(until, by, why).is_some(), expected, "{by:?} {why}");
        }
    }

    #[test]
    fn what_is_done_needs_no_more_time() {
        let plan = plan(&["甲", "乙"], &activity(1, &["各组"], "due = 2024-09-20"));
        let today = "2024-09-12".parse().unwrap();
        let mut duties = join(&plan, Scope::campaign(), &Journals::default(), today, Depth::Rounds);
        duties.list[0].state = State::plain(Status::Done, Some(today));
        let grant = Grant::typed("2024-10-08".parse().unwrap(), Some("分管领导"), "连日降雨").unwrap();
        let extensions = grant.extensions(&duties.list, today).unwrap();
        assert_eq!(extensions.iter().map(|(duty, _)| duty.unit.0).collect::<Vec<_>>(), [1]);
        let too_early = Grant { until: today, ..grant };
        assert!(too_early.extensions(&duties.list, today).is_err());
    }
}
