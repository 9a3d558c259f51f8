//! Calendar days as people type and read them.
//!
//! A sixth leaf: the plan, the journals, the command line and every view all speak of days, and must do it alike.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use unicode_normalization::UnicodeNormalization;

/// Prints a day with its weekday and without its year: `9月22日（周日）`.
pub fn short(day: NaiveDate) -> String {
    format!("{}月{}日（{}）", day.month(), day.day(), weekday(day))
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

/// Reads a day that a person typed, seen from `today`.
///
/// Takes `2024-09-22`, `9-22` (of this year), `9月22日`, `2024年9月22日`, `今天`, `昨天`, `前天`, `明天`; `/` and `.` serve as
/// well as `-`. Gives `None` for anything else, and for days that no calendar has.
pub fn parse_typed(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let normal: String = text.trim().nfkc().collect();
    match normal.as_str() {
        "今天" | "今日" => Some(today),
        "昨天" | "昨日" => today.pred_opt(),
        "前天" => today.pred_opt()?.pred_opt(),
        "明天" => today.succ_opt(),
        other => parse_numbers(other, today.year()),
    }
}

fn parse_numbers(text: &str, this_year: i32) -> Option<NaiveDate> {
    let plain = text.strip_suffix('日').unwrap_or(text).replace(['年', '月', '/', '.'], "-");
    let parts: Vec<&str> = plain.split('-').collect();
    let number = |digits: &str, longest: usize| {
        let is_number = (1..=longest).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.parse::<u32>().ok()).flatten()
    };
    let (year, month, day) = match parts[..] {
        [month, day] => (this_year, month, day),
        [year, month, day] if year.len() == 4 => (number(year, 4)?.cast_signed(), month, day),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, number(month, 2)?, number(day, 2)?)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{long, parse_stored, parse_typed, short};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_printed_with_their_weekday() {
        assert_eq!(short(day("2024-09-22")), "9月22日（周日）");
        assert_eq!(long(day("2024-09-05")), "2024年9月5日（周四）");
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
            assert_eq!(parse_typed(typed, today), Some(day(meant)), "{typed}");
        }
    }

    #[test]
    fn what_no_calendar_has_is_refused() {
        let today = day("2024-09-25");
        for typed in ["", "9月31日", "2024-02-30", "24-9-22", "9", "9-22-", "+9-22", "2024-009-22", "22日", "大后天"]
        {
            assert_eq!(parse_typed(typed, today), None, "{typed}");
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
