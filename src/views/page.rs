//! Which page a wish and a medium mean.

use chrono::{Days, NaiveDate};

use super::parts::breakdown::By;
use super::parts::listing::Listing;
use crate::document::Medium;
use crate::duties::{Depth, Duties, Duty, Scope};
use crate::journal::Review;
use crate::plan::Plan;

/// How many days the weekly page looks back on where no day is given, the day itself included.
const DAYS_OF_A_WEEK: u64 = 7;

/// What a person wishes to be told of the duties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// The page that was called by its name.
    pub named: Option<Named>,
    /// Only what has come about since this day.
    pub since: Option<NaiveDate>,
    /// By what it is broken down.
    pub by: Option<By>,
}

/// A page that people call by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// 逾期
    Overdue,
    /// 即将到期, within so many days where they were given.
    Soon(Option<u32>),
    /// 对照
    Matrix,
    /// 台账
    Ledger,
    /// 通报
    Circular,
    /// 总结
    Summary,
    /// 周报
    Weekly,
    /// 待审
    Pending,
    /// 材料
    Materials,
    /// 佐证
    Evidence,
}

/// A page about the duties of a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Duties one by one.
    List {
        /// Which.
        listing: Listing,
        /// By what the list is broken down.
        by: Option<By>,
    },
    /// What has come about since a day, on one sheet.
    Weekly {
        /// The first day that counts.
        since: NaiveDate,
        /// By what it is broken down.
        by: Option<By>,
    },
    /// Progress, broken down.
    Progress(By),
    /// Units against activities.
    Matrix,
    /// The ledger.
    Ledger,
    /// The circular.
    Circular,
    /// The summary.
    Summary,
    /// What waits for the office's word.
    Pending,
    /// Which materials have come in.
    Materials,
    /// Which files were kept as evidence.
    Evidence,
    /// All there is to see, for a browser.
    Board,
    /// The days, for a calendar.
    Calendar,
}

/// What decides, beside the wish, which page is meant; known before any record is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The day that duties are judged on.
    pub as_of: NaiveDate,
    /// How many days ahead the plan calls soon.
    pub soon_days: u32,
    /// Whether the duties are those of a single unit.
    pub is_one_unit: bool,
}

impl Facts {
    /// What there is to know of a plan and a scope.
    pub fn of(plan: &Plan, scope: &Scope, as_of: NaiveDate) -> Self {
        Self { as_of, soon_days: plan.campaign.soon_days, is_one_unit: scope.is_one_unit() }
    }
}

/// Whether a page may show activities that are kept from others: on the screen of whoever types, and in what goes to one unit
/// alone, but in no web page and no calendar, which are passed on as they are.
pub fn shows_private(medium: Medium, is_for_oneself: bool, is_one_unit: bool) -> bool {
    let is_passed_on = matches!(medium, Medium::Browser | Medium::Calendar);
    is_for_oneself || (is_one_unit && !is_passed_on)
}

/// Why there is no such page as is wished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPage {
    /// The day since which something is to be told is still to come.
    SinceAhead(NaiveDate),
    /// A circular tells all units of each other; one about a single unit is none.
    CircularOfOne,
}

impl Page {
    /// The page of a list of duties: a calendar shows their days.
    pub fn of_list(medium: Medium) -> Self {
        if medium == Medium::Calendar { Self::Calendar } else { Self::List { listing: Listing::All, by: None } }
    }

    /// The page of a report: the one that was named, else the one that the medium is made for. A workbook is a ledger, a
    /// letter a circular, or the summary where it is about a single unit.
    pub fn of_report(wish: &Wish, medium: Medium, facts: &Facts) -> Result<Self, NoPage> {
        if let Some(since) = wish.since.filter(|since| *since > facts.as_of) {
            return Err(NoPage::SinceAhead(since));
        }
        Ok(match (wish.named, wish.since, wish.by, medium) {
            (Some(Named::Overdue), since, by, _) => Self::List { listing: Listing::Overdue { since }, by },
            (Some(Named::Soon(days)), _, by, _) => {
                Self::List { listing: Listing::Soon(days.unwrap_or(facts.soon_days)), by }
            }
            (Some(Named::Matrix), ..) => Self::Matrix,
            (Some(Named::Ledger), ..) => Self::Ledger,
            (Some(Named::Circular), ..) if facts.is_one_unit => return Err(NoPage::CircularOfOne),
            (Some(Named::Circular), ..) => Self::Circular,
            (Some(Named::Summary), ..) => Self::Summary,
            (Some(Named::Weekly), since, by, _) => Self::Weekly {
                since: since.or(facts.as_of.checked_sub_days(Days::new(DAYS_OF_A_WEEK - 1))).unwrap_or(facts.as_of),
                by,
            },
            (Some(Named::Pending), ..) => Self::Pending,
            (Some(Named::Materials), ..) => Self::Materials,
            (Some(Named::Evidence), ..) => Self::Evidence,
            (None, Some(since), by, _) => Self::Weekly { since, by },
            (None, None, _, Medium::Calendar) => Self::Calendar,
            (None, None, Some(by), _) => Self::Progress(by),
            (None, None, None, Medium::Workbook) => Self::Ledger,
            (None, None, None, Medium::Letter) if facts.is_one_unit => Self::Summary,
            (None, None, None, Medium::Letter) => Self::Circular,
            (None, None, None, Medium::Browser) => Self::Board,
            (None, None, None, Medium::Screen) => Self::Progress(By::Activity),
        })
    }

    /// How much of what was said the page tells: on some each report.
    pub fn depth(self) -> Depth {
        match self {
            Self::Ledger | Self::Summary | Self::Board | Self::Pending | Self::Evidence => Depth::Rounds,
            Self::Materials
            | Self::List { .. }
            | Self::Weekly { .. }
            | Self::Progress(_)
            | Self::Matrix
            | Self::Circular
            | Self::Calendar => Depth::States,
        }
    }

    /// Whether the page goes out as a paper that names who is late: wrong, where the records of some could not be read.
    pub fn is_paper(self, medium: Medium) -> bool {
        medium == Medium::Letter || matches!(self, Self::Circular | Self::Summary | Self::Weekly { .. })
    }

    /// Whether there is anything to be chased or answered: on a list what stands on it, on other pages what is overdue.
    pub fn finds_any(self, duties: &Duties<'_>) -> bool {
        let is_found = |duty: &Duty<'_>| match self {
            Self::List { listing, .. } => listing.has(duty, duties),
            Self::Pending => duty.state.request().is_some() || duty.review() == Some(Review::Waiting),
            Self::Materials => !duty.missing_materials().is_empty(),
            _ => Listing::Overdue { since: None }.has(duty, duties),
        };
        duties.list.iter().any(is_found)
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{Facts, Named, NoPage, Page, Wish, shows_private};
    use crate::document::Medium::{self, Browser, Calendar, Letter, Screen, Workbook};
    use crate::views::parts::breakdown::By;
    use crate::views::parts::listing::Listing;

    const MEDIA: [Medium; 5] = [Screen, Workbook, Letter, Browser, Calendar];

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn facts(is_one_unit: bool) -> Facts {
        Facts { as_of: day("2024-09-25"), soon_days: 7, is_one_unit }
    }

    fn list(listing: Listing) -> Page {
        Page::List { listing, by: None }
    }

    fn page(wish: Wish, medium: Medium, is_one_unit: bool) -> Result<Page, NoPage> {
        Page::of_report(&wish, medium, &facts(is_one_unit))
    }

    #[test]
    fn what_is_not_named_is_what_the_medium_is_made_for() {
        for (medium, of_all, of_one) in [
            (Screen, Page::Progress(By::Activity), Page::Progress(By::Activity)),
            (Workbook, Page::Ledger, Page::Ledger),
            (Letter, Page::Circular, Page::Summary),
            (Browser, Page::Board, Page::Board),
            (Calendar, Page::Calendar, Page::Calendar),
        ] {
            assert_eq!(page(Wish::default(), medium, false), Ok(of_all), "{medium:?}");
            assert_eq!(page(Wish::default(), medium, true), Ok(of_one), "{medium:?}");
        }
    }

    #[test]
    fn what_is_named_is_shown_on_every_medium() {
        for (named, meant) in [
            (Named::Overdue, list(Listing::Overdue { since: None })),
            (Named::Soon(None), list(Listing::Soon(7))),
            (Named::Soon(Some(3)), list(Listing::Soon(3))),
            (Named::Matrix, Page::Matrix),
            (Named::Ledger, Page::Ledger),
            (Named::Circular, Page::Circular),
            (Named::Summary, Page::Summary),
            (Named::Weekly, Page::Weekly { since: day("2024-09-19"), by: None }),
            (Named::Pending, Page::Pending),
            (Named::Materials, Page::Materials),
            (Named::Evidence, Page::Evidence),
        ] {
            for medium in MEDIA {
                let wish = Wish { named: Some(named), ..Wish::default() };
                assert_eq!(page(wish, medium, false), Ok(meant), "{medium:?}");
            }
        }
    }

    #[test]
    fn a_day_or_a_breakdown_chooses_where_nothing_is_named() {
        let since = Some(day("2024-09-18"));
        for medium in MEDIA {
            let weekly = Page::Weekly { since: day("2024-09-18"), by: Some(By::Unit) };
            assert_eq!(page(Wish { since, by: Some(By::Unit), named: None }, medium, false), Ok(weekly), "{medium:?}");
            let broken_down = if medium == Calendar { Page::Calendar } else { Page::Progress(By::Section) };
            let wish = Wish { by: Some(By::Section), ..Wish::default() };
            assert_eq!(page(wish, medium, false), Ok(broken_down), "{medium:?}");
        }
        let overdue = Wish { named: Some(Named::Overdue), since, by: Some(By::Unit) };
        assert_eq!(
            page(overdue, Screen, true),
            Ok(Page::List { listing: Listing::Overdue { since }, by: Some(By::Unit) })
        );
    }

    #[test]
    fn a_circular_is_about_several_and_no_report_about_days_to_come() {
        let circular = Wish { named: Some(Named::Circular), ..Wish::default() };
        assert_eq!(page(circular, Letter, true), Err(NoPage::CircularOfOne));
        let since = |text| Wish { since: Some(day(text)), ..Wish::default() };
        assert!(page(since("2024-09-25"), Screen, false).is_ok());
        assert_eq!(page(since("2024-09-26"), Screen, false), Err(NoPage::SinceAhead(day("2024-09-26"))));
    }

    #[test]
    fn what_is_private_is_shown_to_oneself_and_to_the_unit_it_concerns() {
        for (medium, is_for_oneself, is_one_unit, expected) in [
            (Screen, true, false, true),
            (Screen, false, false, false),
            (Workbook, false, false, false),
            (Workbook, false, true, true),
            (Letter, false, true, true),
            (Browser, false, true, false),
            (Calendar, false, true, false),
        ] {
            assert_eq!(shows_private(medium, is_for_oneself, is_one_unit), expected, "{medium:?}");
        }
    }

    #[test]
    fn a_list_in_a_calendar_is_its_days() {
        for medium in MEDIA {
            let meant = if medium == Calendar { Page::Calendar } else { list(Listing::All) };
            assert_eq!(Page::of_list(medium), meant, "{medium:?}");
        }
    }
}
