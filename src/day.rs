//! Calendar days as people type and read them.
//!
//! A sixth leaf: the plan, the journals, the command line and every view all speak of days, and must do it alike.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use unicode_normalization::UnicodeNormalization;

/// Prints a day with its weekday and without its year: `9月22日（周日）`.
pub fn short(day: NaiveDate) -> String {
    format!("{}月{}日（{}）", day.month(), day.day(), weekday(day))
}

/// Prints a day as official letters do: `2024年9月22日`.
pub fn plain(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// Prints a day as seen from another: with its year only where that differs.
pub fn seen_from(today: NaiveDate, day: NaiveDate) -> String {
    if day.year() == today.year() { short(day) } else { long(day) }
}

/// Prints a day in few columns, as seen from another: `9月22日`, or `2024-09-22` where the year differs.
pub fn brief(today: NaiveDate, day: NaiveDate) -> String {
    if day.year() == today.year() { format!("{}月{}日", day.month(), day.day()) } else { day.to_string() }
}

/// Prints a day with its year and weekday: `2024年9月22日（周日）`.
pub fn long(day: NaiveDate) -> String {
    format!("{}年{}", day.year(), short(day))
}

/// Prints a moment to the minute, in the offset it was recorded with: `2024年9月25日 16:02`.
pub fn minute(moment: DateTime<FixedOffset>) -> String {
    format!("{}年{}月{}日 {}", moment.year(), moment.month(), moment.day(), moment.format("%H:%M"))
}

fn weekday(day: NaiveDate) -> &'static str {
    ["周一", "周二", "周三", "周四", "周五", "周六", "周日"][day.weekday().num_days_from_monday() as usize]
}

/// Reads a day in its stored form, `YYYY-MM-DD` and nothing else.
///
/// By hand, because `chrono` also accepts `2024-9-3` and blanks here and takes twenty times as long, which a million
/// entries make visible.
pub fn parse_stored(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    let [_, _, _, _, b'-', _, _, b'-', _, _] = bytes else { return None };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0u32, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
    };
    NaiveDate::from_ymd_opt(number(&bytes[..4])?.cast_signed(), number(&bytes[5..7])?, number(&bytes[8..])?)
}

/// The first and last day of a campaign, as far as it has them: what a day without a year is most likely meant in.
pub type Span = (Option<NaiveDate>, Option<NaiveDate>);

/// Reads a day that a person typed, seen from `today`.
///
/// Takes `2024-09-22`, `9-22`, `9月22日`, `2024年9月22日`, `今天`, `昨天`, `前天`, `明天`; `/` and `.` serve as well as `-`. A day
/// without a year is this year's, unless only in another year it falls into `span`: `9-22` typed in 2026 about a campaign of
/// 2024 means 2024. Gives `None` for anything else, and for days that no calendar has.
pub fn parse_typed(text: &str, today: NaiveDate, span: Span) -> Option<NaiveDate> {
    let normal: String = text.trim().nfkc().collect();
    match normal.as_str() {
        "今天" | "今日" => Some(today),
        "昨天" | "昨日" => today.pred_opt(),
        "前天" => today.pred_opt()?.pred_opt(),
        "明天" => today.succ_opt(),
        other => parse_numbers(other, today, span),
    }
}

fn parse_numbers(text: &str, today: NaiveDate, span: Span) -> Option<NaiveDate> {
    let plain = text.strip_suffix('日').unwrap_or(text).replace(['年', '月', '/', '.'], "-");
    let parts: Vec<&str> = plain.split('-').collect();
    let number = |digits: &str, longest: usize| {
        let is_number = (1..=longest).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.parse::<u32>().ok()).flatten()
    };
    match parts[..] {
        [month, day] => in_likely_year(number(month, 2)?, number(day, 2)?, today, span),
        [year, month, day] if year.len() == 4 => {
            NaiveDate::from_ymd_opt(number(year, 4)?.cast_signed(), number(month, 2)?, number(day, 2)?)
        }
        _ => None,
    }
}

fn in_likely_year(month: u32, day: u32, today: NaiveDate, (start, end): Span) -> Option<NaiveDate> {
    let this_year = today.year();
    let years = [Some(this_year), end.map(|end| end.year()), start.map(|start| start.year())];
    let days = || years.iter().flatten().filter_map(|&year| NaiveDate::from_ymd_opt(year, month, day));
    let is_inside = |day: &NaiveDate| start.is_some_and(|start| start <= *day) && end.is_some_and(|end| *day <= end);
    days().find(is_inside).or_else(|| NaiveDate::from_ymd_opt(this_year, month, day))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{long, parse_stored, parse_typed, plain, seen_from, short};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_printed_with_their_weekday() {
        assert_eq!(short(day("2024-09-22")), "9月22日（周日）");
        assert_eq!(long(day("2024-09-05")), "2024年9月5日（周四）");
        assert_eq!(plain(day("2024-09-05")), "2024年9月5日");
        assert_eq!(seen_from(day("2024-01-01"), day("2024-09-22")), "9月22日（周日）");
        assert_eq!(seen_from(day("2026-11-23"), day("2024-09-22")), "2024年9月22日（周日）");
    }

    #[test]
    fn typed_days_are_seen_from_today() {
        let today = day("2024-09-25");
        for (typed, meant) in [
            ("2024-09-22", "2024-09-22"),
            ("2024-9-2", "2024-09-02"),
            ("9-22", "2024-09-22"),
            ("９－２２", "2024-09-22"),
            ("9月22日", "2024-09-22"),
            ("2023年12月1日", "2023-12-01"),
            ("9/22", "2024-09-22"),
            (" 今天 ", "2024-09-25"),
            ("昨天", "2024-09-24"),
        ] {
            assert_eq!(parse_typed(typed, today, (None, None)), Some(day(meant)), "{typed}");
        }
    }

    #[test]
    fn a_day_without_a_year_is_this_years_or_the_campaigns() {
        let span = (Some(day("2024-09-01")), Some(day("2025-02-28")));
        for (today, typed, meant) in [
            ("2024-09-25", "9-22", "2024-09-22"),
            ("2026-11-23", "9-22", "2024-09-22"),
            ("2025-01-05", "12-30", "2024-12-30"),
            ("2025-01-05", "1-3", "2025-01-03"),
            ("2024-12-30", "1-3", "2025-01-03"),
            ("2026-11-23", "8-1", "2026-08-01"),
        ] {
            assert_eq!(parse_typed(typed, day(today), span), Some(day(meant)), "{typed} on {today}");
        }
    }

    #[test]
    fn what_no_calendar_has_is_refused() {
        let today = day("2024-09-25");
        for typed in ["", "9月31日", "2024-02-30", "24-9-22", "9", "9-22-", "+9-22", "2024-009-22", "22日", "大后天"]
        {
            assert_eq!(parse_typed(typed, today, (None, None)), None, "{typed}");
        }
    }

    #[test]
    fn stored_days_have_one_shape() {
        assert_eq!(parse_stored("2024-09-22"), Some(day("2024-09-22")));
        for text in ["2024-9-22", " 2024-09-22", "2024-09-31", "2024/09/22", "2024-09-2a", ""] {
            assert_eq!(parse_stored(text), None, "{text}");
        }
    }
}
