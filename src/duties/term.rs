//! Which days a return and a request may name.

use chrono::NaiveDate;

use super::duty::Duty;
use crate::journal::{Entry, Kind, Want};

/// Why the day that is named, or the want of one, does not fit a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// What is handed back after its last day, which was this, needs a new one.
    NeedsNewDay(NaiveDate),
    /// The new day does not come after the last day there is, which is this.
    NotLater(NaiveDate),
    /// What goes on without end has no last day to be moved.
    WithoutEnd,
    /// An extension is asked for before the last day, which was this, has passed.
    TooLate(NaiveDate),
    /// What is turned down is a request, which has no day to be done by.
    TurnedDown,
}

/// Proves the days that a return or a request for an extension names, for one duty.
///
/// What is handed back once its last day has passed needs a new day to be judged by; what is handed back before may have one
/// that comes later. An extension is asked for in time and until a later day. A return that turns down a request has no day.
pub fn prove_term(duty: &Duty<'_>, entry: &Entry<'_>, today: NaiveDate) -> Result<(), Unfit> {
    let named = match entry.kind {
        Kind::Return if entry.opens() => entry.redo,
        Kind::Return if entry.redo.is_some() => return Err(Unfit::TurnedDown),
        Kind::Ask if entry.wants == Some(Want::Extend) => entry.until,
        _ => return Ok(()),
    };
    let is_return = entry.kind == Kind::Return;
    let is_late = |due: NaiveDate| today > due;
    match (duty.due(), named) {
        (None, None) => Ok(()),
        (None, Some(_)) => Err(Unfit::WithoutEnd),
        (Some(due), None) if is_late(due) && is_return => Err(Unfit::NeedsNewDay(due)),
        (Some(due), Some(_)) if is_late(due) && !is_return => Err(Unfit::TooLate(due)),
        (Some(due), Some(named)) if named <= due => Err(Unfit::NotLater(due)),
        (Some(_), _) => Ok(()),
    }
}

/// Proves that the office may extend a duty until a day: before its last day has passed, or where the unit has asked for it by
/// then.
pub fn prove_extension(duty: &Duty<'_>, until: NaiveDate, today: NaiveDate) -> Result<(), Unfit> {
    let due = duty.due().ok_or(Unfit::WithoutEnd)?;
    let is_asked = duty.state.requests().iter().any(|request| request.wants == Want::Extend && request.on <= due);
    match (until > due, today > due && !is_asked) {
        (_, true) => Err(Unfit::TooLate(due)),
        (false, _) => Err(Unfit::NotLater(due)),
        (true, _) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{Unfit, prove_extension, prove_term};
    use crate::duties::{Depth, Scope, join};
    use crate::journal::{Entry, Journals, Kind, State, Want};
    use crate::plan::sample::{activity, plan};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_office_extends_before_the_last_day_or_what_was_asked_for_before_it() {
        let (due, text) = (day("2024-09-20"), activity(1, &["甲"], "due = 2024-09-20"));
        let plan = plan(&["甲"], &text);
        for (asked, today, until, expected) in [
            ("", "2024-09-20", "2024-10-08", Ok(())),
            ("", "2024-09-20", "2024-09-20", Err(Unfit::NotLater(due))),
            ("", "2024-09-21", "2024-10-08", Err(Unfit::TooLate(due))),
            ("2024-09-20", "2024-09-21", "2024-10-08", Ok(())),
            ("2024-09-21", "2024-09-21", "2024-10-08", Err(Unfit::TooLate(due))),
        ] {
            let mut duties = join(&plan, Scope::campaign(), &Journals::default(), day(today), Depth::Rounds);
            if let Ok(on) = asked.parse() {
                let asked = Entry { wants: Some(Want::Extend), ..Entry::blank(Kind::Ask, on) };
                duties.list[0].state = State::of(&[&asked], &[]);
            }
            let found = prove_extension(&duties.list[0], day(until), day(today));
            assert_eq!(found, expected, "{asked} {today} {until}");
        }
    }

    #[test]
    fn a_return_after_the_last_day_has_a_new_one_and_an_extension_is_asked_for_before() {
        let due = day("2024-09-20");
        for (kind, wants, keys, today, named, expected) in [
            (Kind::Return, None, "due = 2024-09-20", "2024-09-20", "", Ok(())),
            (Kind::Return, None, "due = 2024-09-20", "2024-09-21", "", Err(Unfit::NeedsNewDay(due))),
            (Kind::Return, None, "due = 2024-09-20", "2024-09-21", "2024-10-08", Ok(())),
            (Kind::Return, None, "due = 2024-09-20", "2024-09-10", "2024-09-20", Err(Unfit::NotLater(due))),
            (Kind::Return, None, "due = 2024-09-20", "2024-09-10", "2024-09-25", Ok(())),
            (Kind::Return, None, "ongoing = true", "2024-09-21", "", Ok(())),
            (Kind::Return, None, "ongoing = true", "2024-09-21", "2024-10-08", Err(Unfit::WithoutEnd)),
            (Kind::Return, Some(Want::Waive), "due = 2024-09-20", "2024-09-21", "", Ok(())),
            (Kind::Return, Some(Want::Waive), "due = 2024-09-20", "2024-09-21", "2024-10-08", Err(Unfit::TurnedDown)),
            (Kind::Ask, Some(Want::Extend), "due = 2024-09-20", "2024-09-20", "2024-10-08", Ok(())),
            (Kind::Ask, Some(Want::Extend), "due = 2024-09-20", "2024-09-21", "2024-10-08", Err(Unfit::TooLate(due))),
            (Kind::Ask, Some(Want::Extend), "due = 2024-09-20", "2024-09-10", "2024-09-20", Err(Unfit::NotLater(due))),
            (Kind::Ask, Some(Want::Extend), "ongoing = true", "2024-09-10", "2024-10-08", Err(Unfit::WithoutEnd)),
            (Kind::Ask, Some(Want::Waive), "due = 2024-09-20", "2024-09-21", "", Ok(())),
        ] {
            let plan = plan(&["甲"], &activity(1, &["甲"], keys));
            let duties = join(&plan, Scope::campaign(), &Journals::default(), day(today), Depth::Rounds);
            let named = named.parse().ok();
            let entry = Entry { wants, redo: named, until: named, ..Entry::blank(kind, day(today)) };
            let found = prove_term(&duties.list[0], &entry, day(today));
            assert_eq!(found, expected, "{kind:?} {wants:?} {keys} {today} {named:?}");
        }
    }
}
