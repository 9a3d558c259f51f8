//! Figures that are said of a duty: a number, or a number with 余 or 约 kept as written.

use std::collections::BTreeMap;
use std::fmt::{Display, Formatter, Result as FormatResult};

use serde::{Deserialize, Serialize};

use crate::glyph::with_narrow_figures;

/// Figures of an entry by name: 场次, 人次, 份.
pub type Counts = BTreeMap<String, Count>;

/// One figure: a number, or a number with 余 or 约 kept as written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Count {
    /// `42`
    Number(serde_json::Number),
    /// `约300`
    Text(String),
}

impl Count {
    /// Reads a figure that a person typed: a number, or a text that has a digit in it, such as `约300`.
    ///
    /// Figures in full width are read as such, and thousands marks of a number are left out. Only what is printed again as it
    /// was typed becomes a number: `2.50` and numbers of twenty digits stay text.
    pub fn parse(text: &str) -> Option<Self> {
        let text = with_narrow_figures(text);
        let is_figure =
            text.contains(char::is_numeric) && !text.contains(['=', '-']) && !text.contains(char::is_control);
        let plain = without_thousands_marks(&text);
        let number = plain.parse().ok().filter(|number: &serde_json::Number| number.to_string() == plain);
        is_figure.then(|| number.map_or(Self::Text(text), Self::Number))
    }
}

/// A whole number without the marks between its thousands; any other text as it is.
fn without_thousands_marks(text: &str) -> String {
    let mut groups = text.split(',');
    let is_first = groups.next().is_some_and(|first| (1..=3).contains(&first.len()));
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    if is_first && is_number && groups.all(|group| group.len() == 3) { text.replace(',', "") } else { text.to_owned() }
}

impl Display for Count {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> FormatResult {
        match self {
            Self::Number(number) => write!(formatter, "{number}"),
            Self::Text(text) => formatter.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Count;

    #[test]
    fn figures_are_kept_as_typed() {
        for text in ["42", "0", "2.5", "2.50", "约300", "100余", "1e5", "18446744073709551617"] {
            assert_eq!(Count::parse(text).unwrap().to_string(), text);
        }
        for (typed, number) in
            [("１２", "12"), ("1,200", "1200"), ("1，200", "1200"), ("１，２３４，５６７", "1234567")]
        {
            let Some(Count::Number(count)) = Count::parse(typed) else { panic!("{typed} is a number") };
            assert_eq!(count.to_string(), number);
        }
        for (typed, text) in
            [("12,34", "12,34"), ("1234,567", "1234,567"), ("约１，２００", "约1,200"), ("1,200.5", "1,200.5")]
        {
            assert_eq!(Count::parse(typed), Some(Count::Text(text.to_owned())));
        }
        assert!(matches!(Count::parse("42"), Some(Count::Number(_))));
        assert!(matches!(Count::parse("2.50"), Some(Count::Text(_))));
        for text in ["", "若干", "-5", "b=3", "4\n2"] {
            assert_eq!(Count::parse(text), None, "{text}");
        }
    }
}
