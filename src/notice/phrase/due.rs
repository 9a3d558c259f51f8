//! When an activity is due, out of the deadlines that its text holds.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use regex_lite::Regex;

use super::deadline::{Deadline, Meaning, deadlines};

/// When an activity is due, as far as the notice says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// Its first day.
    pub start: Option<NaiveDate>,
    /// Its last day.
    pub day: Option<NaiveDate>,
    /// Whether it goes on without end.
    pub is_ongoing: bool,
    /// The phrase as printed, where there is one.
    pub printed: Option<String>,
    /// Why a person must look at it.
    pub doubt: Option<DueDoubt>,
}

/// Why the day an activity is due must be settled by a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueDoubt {
    /// It comes again and again.
    Recurring,
    /// No day can be known.
    Unknown,
    /// Only the day by which work must have begun is stated.
    StartOnly,
    /// It lies before the notice.
    BeforeIssue,
}

/// What the days of a notice are reckoned from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The day the notice was issued.
    pub issued: Option<NaiveDate>,
    /// The campaign's last day.
    pub end: Option<NaiveDate>,
}

impl Calendar {
    /// The year of days that do not say theirs: the notice's; 0 where that is unknown, so that no day is made up.
    fn year(&self) -> Option<i32> {
        self.issued.or(self.end).map(|day| day.year())
    }

    /// A day of the notice's year, or of the next where it would lie before the notice and the campaign reaches that far.
    fn settled(&self, day: NaiveDate, printed: &str) -> (NaiveDate, bool) {
        static YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\d{4}|明年|次年|翌年").ok());
        let has_year = YEAR.as_ref().is_some_and(|year| year.is_match(printed));
        let is_early = self.issued.is_some_and(|issued| day < issued);
        let next = day.with_year(day.year() + 1).filter(|next| self.end.is_some_and(|end| *next <= end));
        match next {
            Some(next) if is_early && !has_year => (next, false),
            _ => (day, is_early),
        }
    }
}

/// What stands behind a label for the deadline, or in the column of a table; anything there is one, even 9月 or 立即.
pub fn labelled(printed: &str, calendar: Calendar) -> Due {
    let printed = printed.trim();
    let is_nothing = printed.chars().all(|character| !character.is_alphanumeric()) || ["无", "略"].contains(&printed);
    if is_nothing {
        return Due::default();
    }
    let mut due = settle(printed, calendar, true);
    if due == Due::default() {
        due = bare(printed, calendar).unwrap_or(Due { doubt: Some(DueDoubt::Unknown), ..Due::default() });
    }
    due.printed = Some(printed.to_owned());
    due
}

/// The deadline of running text: the last day that it sets, since the whole is done with its last part.
pub fn in_text(text: &str, calendar: Calendar) -> Due {
    settle(text, calendar, false)
}

fn settle(text: &str, calendar: Calendar, is_labelled: bool) -> Due {
    const NO_YEAR: i32 = 0;
    if calendar.year().is_none() && !has_year(text) {
        return unreckoned(text);
    }
    let mut found = deadlines(text, calendar.year().unwrap_or(NO_YEAR));
    found.retain(|deadline| {
        calendar.year().is_some() || !is_reckoned(deadline) || has_year(&text[deadline.place.clone()])
    });
    let mut due = Due::default();
    for deadline in &found {
        let printed = &text[deadline.place.clone()];
        let (start, day) = match deadline.meaning {
            Meaning::Due(day) => (None, Some(day)),
            Meaning::Span(start, day) => (Some(start), Some(day)),
            Meaning::Start(start) => (Some(start), None),
            _ => continue,
        };
        if let Some(day) = day {
            let (day, is_early) = calendar.settled(day, printed);
            // A day long gone in running text tells of the past: 2023年底前建成的.
            let is_past = is_early && !is_labelled && has_year(printed);
            if !is_past && due.day.is_none_or(|known| known <= day) {
                due.day = Some(day);
                due.start = start.filter(|start| *start <= day).or(due.start);
                due.printed = Some(printed.to_owned());
                due.doubt = is_early.then_some(DueDoubt::BeforeIssue);
            }
        } else {
            due.start = due.start.or(start);
        }
    }
    if due.day.is_none() {
        without_day(text, &found, due.start)
    } else {
        Due { start: due.start.filter(|start| Some(*start) <= due.day), ..due }
    }
}

fn is_reckoned(deadline: &Deadline) -> bool {
    matches!(deadline.meaning, Meaning::Due(_) | Meaning::Span(..) | Meaning::Start(_))
}

/// What a text without a last day says about its end.
fn without_day(text: &str, found: &[Deadline], start: Option<NaiveDate>) -> Due {
    let with = |wanted: fn(&Meaning) -> bool| found.iter().find(|deadline| wanted(&deadline.meaning));
    let printed = |deadline: &Deadline| Some(text[deadline.place.clone()].to_owned());
    if let Some(recurring) = with(|meaning| matches!(meaning, Meaning::Recurring)) {
        Due { printed: printed(recurring), doubt: Some(DueDoubt::Recurring), ..Due::default() }
    } else if let Some(ongoing) = with(|meaning| matches!(meaning, Meaning::Ongoing)) {
        Due { printed: printed(ongoing), is_ongoing: true, ..Due::default() }
    } else if let Some(begun) = with(|meaning| matches!(meaning, Meaning::Start(_))) {
        Due { start, printed: printed(begun), doubt: Some(DueDoubt::StartOnly), ..Due::default() }
    } else if let Some(unknown) = with(|meaning| matches!(meaning, Meaning::Unknown)) {
        Due { printed: printed(unknown), doubt: Some(DueDoubt::Unknown), ..Due::default() }
    } else {
        Due::default()
    }
}

/// A text whose days cannot be reckoned, since neither it nor the notice says the year.
fn unreckoned(text: &str) -> Due {
    const ANY_LEAP_YEAR: i32 = 2000;
    let found = deadlines(text, ANY_LEAP_YEAR);
    match found.iter().rev().find(|deadline| matches!(deadline.meaning, Meaning::Due(_) | Meaning::Span(..))) {
        Some(day) => {
            Due { printed: Some(text[day.place.clone()].to_owned()), doubt: Some(DueDoubt::Unknown), ..Due::default() }
        }
        None => without_day(text, &found, None),
    }
}

fn has_year(text: &str) -> bool {
    static YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\d{4}[年.\-/]").ok());
    YEAR.as_ref().is_some_and(|year| year.is_match(text))
}

/// Days as tables print them without a word: 2025-6-30, 6.30, 9月, 2025年, 全年, 每月.
fn bare(printed: &str, calendar: Calendar) -> Option<Due> {
    static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:(\d{4})[年.\-/])?(\d{1,2})[月.\-/](\d{1,2})日?(?:(?:上|下)午|晚)?(?:\d{1,2}(?:时|点|[:：]\d{2})分?)?$").ok()
    });
    static MONTH: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^(?:(\d{4})[年.\-/])?(\d{1,2})月?份?$").ok());
    static YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^(\d{4})年度?$").ok());
    let compact: String = printed.chars().filter(|character| !character.is_whitespace()).collect();
    let spelled = |form: &LazyLock<Option<Regex>>, words: &dyn Fn(&str, &str, &str) -> String| {
        let captures = form.as_ref()?.captures(&compact)?;
        let part = |at: usize| captures.get(at).map(|part| part.as_str().to_owned()).unwrap_or_default();
        let year = if part(1).is_empty() { String::new() } else { format!("{}年", part(1)) };
        let due = settle(&words(&year, &part(2), &part(3)), calendar, true);
        (due != Due::default()).then_some(due)
    };
    spelled(&DAY, &|year, month, day| format!("{year}{month}月{day}日前"))
        .or_else(|| spelled(&MONTH, &|year, month, _| format!("{year}{month}月底前")))
        .or_else(|| spelled(&YEAR, &|year, _, _| format!("{year}底前")))
        .or_else(|| {
            let is_ongoing = ["全年", "长期", "持续", "常年", "贯穿全年"].contains(&compact.as_str());
            is_ongoing.then(|| Due { is_ongoing: true, ..Due::default() })
        })
        .or_else(|| {
            let is_recurring = compact.starts_with('每') || compact.starts_with("按月") || compact.starts_with("按季");
            is_recurring.then(|| Due { doubt: Some(DueDoubt::Recurring), ..Due::default() })
        })
}

#[cfg(test)]
mod tests {
    use super::{Calendar, Due, in_text, labelled};

    fn calendar() -> Calendar {
        Calendar { issued: "2025-10-24".parse().ok(), end: "2026-03-31".parse().ok() }
    }

    fn told(due: &Due) -> String {
        let start = due.start.map(|day| format!("{day}..")).unwrap_or_default();
        let day = due.day.map(|day| day.to_string()).unwrap_or_default();
        let ongoing = if due.is_ongoing { "ongoing" } else { "" };
        let doubt = due.doubt.map(|doubt| format!("?{doubt:?}")).unwrap_or_default();
        format!("{start}{day}{ongoing}{doubt}")
    }

    #[test]
    fn the_last_day_of_a_text_is_when_it_is_due() {
        for (text, expected) in [
            ("11月10日前完成报名，11月24日前完成赛事", "2025-11-24"),
            ("2024年底前建成的场馆免费开放", ""),
            ("3月15日前完成", "2026-03-15"),
            ("9月15日前完成", "2025-09-15?BeforeIssue"),
            ("11月底前动工，12月底前完工", "2025-11-30..2025-12-31"),
            ("11月底前动工", "2025-11-30..?StartOnly"),
            ("12月1日至2026年1月10日集中开展", "2025-12-01..2026-01-10"),
            ("每月25日前更新数据", "?Recurring"),
            ("常态化组织宣讲", "ongoing"),
            ("汛期前消除隐患", "?Unknown"),
            ("每月不少于2场", ""),
        ] {
            assert_eq!(told(&in_text(text, calendar())), expected, "{text}");
        }
        assert_eq!(told(&in_text("11月底前完成", Calendar::default())), "?Unknown");
        assert_eq!(told(&in_text("2025年11月底前完成", Calendar::default())), "2025-11-30");
    }

    #[test]
    fn whatever_stands_where_a_deadline_belongs_is_one() {
        for (printed, expected) in [
            ("12月底前", "2025-12-31"),
            ("2025.12.30", "2025-12-30"),
            ("2025-12-30", "2025-12-30"),
            ("11.30", "2025-11-30"),
            ("11月30日上午9:00", "2025-11-30"),
            ("12月", "2025-12-31"),
            ("2026年", "2026-12-31"),
            ("全年", "ongoing"),
            ("长期", "ongoing"),
            ("每月1次", "?Recurring"),
            ("立即", "?Unknown"),
            ("无", ""),
            ("—", ""),
        ] {
            assert_eq!(told(&labelled(printed, calendar())), expected, "{printed}");
        }
    }
}
