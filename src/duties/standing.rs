//! How a duty stands on a day: derived from plan, state and day, never stored.

use chrono::NaiveDate;
use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

use crate::journal::{State, Status};

/// How a duty stands on a day; the order is the order in which standings are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, IntoStaticStr, Serialize, VariantArray)]
#[serde(into = "&'static str")]
#[strum(serialize_all = "snake_case")]
pub enum Standing {
    /// Past its due day and not done.
    Overdue,
    /// Due within the plan's `soon_days`.
    DueSoon,
    /// Due later.
    Open,
    /// Without end, and not done.
    Ongoing,
    /// Owed at will, and not done.
    Optional,
    /// Answered for by the lead, and not done.
    WithLead,
    /// Done on or before its due day, or without one.
    DoneOnTime,
    /// Done after its due day.
    DoneLate,
    /// Does not concern the unit.
    Waived,
}

/// What judges a duty besides what was said of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// The last day, itself included ("9月22日前" includes the 22nd); `None` for what goes on without end.
    pub due: Option<NaiveDate>,
    /// Whether the unit takes part at will.
    pub is_optional: bool,
    /// Whether the lead answers for the unit, which supports.
    pub is_with_lead: bool,
}

/// What a duty counts for in 完成率, which is the done among the owed ÷ the owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// Owed, and done.
    Done,
    /// Owed, and not done.
    Missing,
    /// Not owed, whether it is done or not, for the reason that this standing names.
    Outside(Standing),
}

impl Standing {
    /// All standings in the order in which they are listed.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The word on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Overdue => "逾期未完成",
            Self::DueSoon => "即将到期",
            Self::Open => "未到期",
            Self::Ongoing => "长期坚持",
            Self::Optional => "按需开展",
            Self::WithLead => "随牵头",
            Self::DoneOnTime => "按期完成",
            Self::DoneLate => "逾期完成",
            Self::Waived => "不涉及",
        }
    }

    /// The word in JSON.
    pub fn key(self) -> &'static str {
        self.into()
    }

    /// The standings that a typed word stands for: the one so called, on screen or in JSON, else all whose word contains it.
    pub fn meant(typed: &str) -> Vec<Self> {
        let all = || Self::ALL.iter().copied();
        let exact: Vec<Self> = all().filter(|standing| typed == standing.word() || typed == standing.key()).collect();
        let containing = || all().filter(|standing| !typed.is_empty() && standing.word().contains(typed)).collect();
        if exact.is_empty() { containing() } else { exact }
    }

    /// Whether the work has been done, in time or late.
    pub fn is_done(self) -> bool {
        matches!(self, Self::DoneOnTime | Self::DoneLate)
    }

    /// Whether it is owed, not done, and there still is time.
    pub fn is_ahead(self) -> bool {
        matches!(self, Self::DueSoon | Self::Open)
    }

    /// Whether only what is not owed can stand so.
    pub fn is_never_owed(self) -> bool {
        matches!(self, Self::Waived | Self::Optional | Self::WithLead | Self::Ongoing)
    }

    /// Judges a duty on a day; the first rule that fits counts. `soon_days` is how many days ahead counts as soon.
    pub fn of(state: &State, terms: Terms, day: NaiveDate, soon_days: u32) -> Self {
        match (state.status, terms.due) {
            (Status::Waived, _) => Self::Waived,
            (Status::Done, Some(due)) if state.done_on.is_some_and(|done_on| done_on > due) => Self::DoneLate,
            (Status::Done, _) => Self::DoneOnTime,
            _ if terms.is_optional => Self::Optional,
            _ if terms.is_with_lead => Self::WithLead,
            (_, None) => Self::Ongoing,
            (_, Some(due)) if day > due => Self::Overdue,
            (_, Some(due)) if (due - day).num_days() <= i64::from(soon_days) => Self::DueSoon,
            _ => Self::Open,
        }
    }
}

impl Share {
    /// What a duty that stands so on these terms counts for; everything that is said of owed and done follows from this alone.
    pub fn of(standing: Standing, terms: Terms) -> Self {
        match standing {
            Standing::Waived => Self::Outside(Standing::Waived),
            _ if terms.is_optional => Self::Outside(Standing::Optional),
            _ if terms.is_with_lead => Self::Outside(Standing::WithLead),
            _ if terms.due.is_none() => Self::Outside(Standing::Ongoing),
            standing if standing.is_done() => Self::Done,
            _ => Self::Missing,
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{Share, Standing, Terms};
    use crate::journal::{State, Status};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn terms(due: Option<NaiveDate>, is_optional: bool) -> Terms {
        Terms { due, is_optional, is_with_lead: false }
    }

    fn state(status: Status, done_on: &str) -> State {
        State::plain(status, done_on.parse().ok())
    }

    /// "9月22日前" includes the 22nd: DOMAIN's deadlines.
    #[test]
    fn the_due_day_is_included() {
        for (today, standing) in [
            ("2024-09-14", Standing::Open),
            ("2024-09-15", Standing::DueSoon),
            ("2024-09-22", Standing::DueSoon),
            ("2024-09-23", Standing::Overdue),
        ] {
            for status in [Status::Unreported, Status::Todo, Status::Doing] {
                let found = Standing::of(&state(status, ""), terms(Some(day("2024-09-22")), false), day(today), 7);
                assert_eq!(found, standing, "{today} {status:?}");
            }
        }
    }

    #[test]
    fn done_is_judged_by_its_own_day_whatever_today_is() {
        for (done_on, standing) in [
            ("2024-09-21", Standing::DoneOnTime),
            ("2024-09-22", Standing::DoneOnTime),
            ("2024-09-23", Standing::DoneLate),
        ] {
            for today in ["2024-09-23", "2025-01-01"] {
                let found =
                    Standing::of(&state(Status::Done, done_on), terms(Some(day("2024-09-22")), false), day(today), 7);
                assert_eq!(found, standing, "{done_on}");
            }
        }
    }

    #[test]
    fn what_is_owed_at_will_or_without_end_is_never_overdue() {
        let (open, late) = (state(Status::Doing, ""), day("2025-01-01"));
        let due = Some(day("2024-09-22"));
        assert_eq!(Standing::of(&open, terms(due, true), late, 7), Standing::Optional);
        assert_eq!(Standing::of(&open, terms(None, false), late, 7), Standing::Ongoing);
        assert_eq!(Standing::of(&open, terms(None, true), late, 7), Standing::Optional);
    }

    #[test]
    fn waived_and_done_come_before_optional_and_ongoing() {
        let late = day("2025-01-01");
        assert_eq!(Standing::of(&state(Status::Waived, ""), terms(None, true), late, 7), Standing::Waived);
        assert_eq!(Standing::of(&state(Status::Done, "2024-12-01"), terms(None, true), late, 7), Standing::DoneOnTime);
    }

    #[test]
    fn soon_is_counted_in_the_plans_days() {
        let due = Some(day("2024-09-22"));
        for (soon_days, standing) in [(2, Standing::Open), (3, Standing::DueSoon)] {
            assert_eq!(Standing::of(&State::default(), terms(due, false), day("2024-09-19"), soon_days), standing);
        }
    }

    #[test]
    fn a_standing_goes_by_its_word_its_key_or_a_part_of_the_word() {
        for (typed, meant) in [
            ("逾期完成", &[Standing::DoneLate][..]),
            ("done_late", &[Standing::DoneLate]),
            ("逾期", &[Standing::Overdue, Standing::DoneLate]),
            ("done", &[]),
            ("", &[]),
        ] {
            assert_eq!(Standing::meant(typed), meant, "{typed}");
        }
    }

    #[test]
    fn every_standing_is_that_of_some_duty() {
        let due = Some(day("2024-09-22"));
        let open = State::default();
        let given = [
            Standing::of(&open, terms(due, false), day("2024-09-23"), 7),
            Standing::of(&open, terms(due, false), day("2024-09-20"), 7),
            Standing::of(&open, terms(due, false), day("2024-09-01"), 7),
            Standing::of(&open, terms(None, false), day("2024-09-20"), 7),
            Standing::of(&open, terms(due, true), day("2024-09-20"), 7),
            Standing::of(&open, Terms { is_with_lead: true, ..terms(due, false) }, day("2024-09-20"), 7),
            Standing::of(&state(Status::Done, "2024-09-22"), terms(due, false), day("2024-09-23"), 7),
            Standing::of(&state(Status::Done, "2024-09-23"), terms(due, false), day("2024-09-23"), 7),
            Standing::of(&state(Status::Waived, ""), terms(due, false), day("2024-09-23"), 7),
        ];
        assert_eq!(given, Standing::ALL);
    }

    /// What is not owed stays so once it is done: it is told beside, and in no share.
    #[test]
    fn what_is_not_owed_counts_in_no_share_even_when_it_is_done() {
        let due = Some(day("2024-09-22"));
        let with_lead = Terms { is_with_lead: true, ..terms(due, false) };
        for (terms, standing, expected) in [
            (terms(due, false), Standing::DoneLate, Share::Done),
            (terms(due, false), Standing::Overdue, Share::Missing),
            (terms(due, false), Standing::Waived, Share::Outside(Standing::Waived)),
            (terms(due, true), Standing::DoneOnTime, Share::Outside(Standing::Optional)),
            (terms(None, false), Standing::DoneOnTime, Share::Outside(Standing::Ongoing)),
            (with_lead, Standing::DoneOnTime, Share::Outside(Standing::WithLead)),
            (terms(None, true), Standing::Optional, Share::Outside(Standing::Optional)),
        ] {
            assert_eq!(Share::of(standing, terms), expected, "{terms:?}");
        }
    }
}
