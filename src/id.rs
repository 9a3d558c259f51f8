//! The number of an activity, as people type it and as files keep it.

use std::borrow::Borrow;
use std::fmt::{Display, Formatter, Result as FormatResult};

use unicode_normalization::UnicodeNormalization;

/// The number of an activity in its one spelling: `7`, `3.2`.
///
/// Full-width digits and leading zeros are accepted when read and gone afterwards, so `０７` and `7` are the same number.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ActivityId(Box<str>);

impl ActivityId {
    /// Reads a number that a person typed or a plan quotes.
    ///
    /// Takes digits, in parts separated by dots, in any Unicode form and with blanks around them; gives `None` for
    /// anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let normal: String = text.trim().nfkc().collect();
        let parts: Option<Vec<&str>> = normal.split('.').map(without_leading_zeros).collect();
        Some(Self(parts?.join(".").into()))
    }

    /// The number as text, as journals and JSON carry it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for ActivityId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Display for ActivityId {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> FormatResult {
        formatter.pad(&self.0)
    }
}

fn without_leading_zeros(digits: &str) -> Option<&str> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let kept = digits.trim_start_matches('0');
    is_number.then_some(if kept.is_empty() { "0" } else { kept })
}

/// What one argument on the command line picks: a single activity or a range of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// `7`
    One(ActivityId),
    /// `7-9`: both ends and all that stands between them in the plan.
    Range(ActivityId, ActivityId),
}

impl Pick {
    /// Reads `7`, `第7项`, `7-9`, or several of them joined by commas (`7,9` or `7、9`).
    ///
    /// Gives the picks in the order typed, or the part that is not a number.
    pub fn parse_all(text: &str) -> Result<Vec<Self>, String> {
        text.split([',', '，', '、']).map(|part| Self::parse(part).ok_or_else(|| part.to_owned())).collect()
    }

    fn parse(text: &str) -> Option<Self> {
        let normal: String = text.trim().nfkc().collect();
        let spoken = normal.strip_prefix('第').and_then(|rest| rest.strip_suffix(['项', '条']));
        let normal = spoken.unwrap_or(&normal);
        match normal.split_once(['-', '–', '—', '~']) {
            None => ActivityId::parse(normal).map(Self::One),
            Some((first, last)) => Some(Self::Range(ActivityId::parse(first)?, ActivityId::parse(last)?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ActivityId, Pick};

    fn id(text: &str) -> ActivityId {
        ActivityId::parse(text).unwrap()
    }

    #[test]
    fn one_number_has_one_spelling() {
        for (typed, kept) in
            [("7", "7"), ("07", "7"), (" 7 ", "7"), ("１０", "10"), ("3.02", "3.2"), ("0", "0"), ("３．２", "3.2")]
        {
            assert_eq!(id(typed).as_str(), kept, "{typed}");
        }
    }

    #[test]
    fn what_is_not_a_number_is_refused() {
        for typed in ["", "七", "7.", ".7", "7a", "-7", "7..2", "第7项", "1e3"] {
            assert_eq!(ActivityId::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn ranges_and_lists_are_picks() {
        assert_eq!(Pick::parse_all("7-9"), Ok(vec![Pick::Range(id("7"), id("9"))]));
        assert_eq!(Pick::parse_all("７－９"), Ok(vec![Pick::Range(id("7"), id("9"))]));
        assert_eq!(Pick::parse_all("7、9"), Ok(vec![Pick::One(id("7")), Pick::One(id("9"))]));
        assert_eq!(Pick::parse_all("第7项"), Ok(vec![Pick::One(id("7"))]));
        assert_eq!(Pick::parse_all("7,x"), Err("x".to_owned()));
    }
}
