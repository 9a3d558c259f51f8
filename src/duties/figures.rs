//! What the figures that units have reported come to: 场次, 人次, 份, each added up by its name.

use std::str::FromStr;
use std::sync::LazyLock;

use regex_lite::Regex;
use rust_decimal::Decimal;

use super::duty::Duty;
use crate::journal::Count;

/// The figures of one name, added up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What is counted.
    pub name: String,
    /// The sum of all that can be added.
    pub sum: Decimal,
    /// Whether any of it was given with 约, 余 and the like.
    pub is_estimate: bool,
    /// How many duties it comes from.
    pub duties: usize,
    /// What was given and cannot be added, as written.
    pub unsummed: Vec<String>,
}

impl Figure {
    fn add(&mut self, count: &Count) {
        self.duties += 1;
        let written = count.to_string();
        let read = Amount::read(&written);
        match read.and_then(|amount| Some((self.sum.checked_add(amount.number)?, amount.is_estimate))) {
            Some((sum, is_estimate)) => {
                self.sum = sum;
                self.is_estimate |= is_estimate;
            }
            None => self.unsummed.push(written),
        }
    }

    /// The sum in words, an estimate marked as one: `约1300`.
    pub fn words(&self) -> String {
        let about = if self.is_estimate { "约" } else { "" };
        format!("{about}{}", self.sum.normalize())
    }
}

/// Adds up the last figures of some duties, in the order in which their names first come up.
pub fn figures<'d, 'p: 'd>(duties: impl IntoIterator<Item = &'d Duty<'p>>) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    for (name, count) in duties.into_iter().filter_map(|duty| duty.state.counts.as_deref()).flatten() {
        let place = figures.iter().position(|figure| figure.name == *name).unwrap_or_else(|| {
            let figure =
                Figure { name: name.clone(), sum: Decimal::ZERO, is_estimate: false, duties: 0, unsummed: Vec::new() };
            figures.push(figure);
            figures.len() - 1
        });
        figures[place].add(count);
    }
    figures
}

/// A figure as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Amount {
    number: Decimal,
    is_estimate: bool,
}

/// 约 1,200 余 人次: words before, a number, 万 or 亿, words after, none of which holds another number.
static AMOUNT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(\D*)(\d[\d,]*(?:\.\d+)?)(余|多|几|来)?([百千万亿]*)(\D*)$").ok());

impl Amount {
    fn read(written: &str) -> Option<Self> {
        const ABOUT: [&str; 11] = ["约", "近", "余", "多", "几", "来", "左右", "上下", "以上", "超", "逾"];
        let parts = AMOUNT.as_ref()?.captures(written.trim())?;
        let part = |at: usize| parts.get(at).map_or("", |part| part.as_str());
        let mut number = Decimal::from_str(&part(2).replace(',', "")).ok()?;
        for scale in part(4).chars() {
            let times = match scale {
                '百' => 100,
                '千' => 1_000,
                '万' => 10_000,
                _ => 100_000_000,
            };
            number = number.checked_mul(Decimal::from(times))?;
        }
        let is_estimate = ABOUT.iter().any(|word| [part(1), part(3), part(5)].iter().any(|part| part.contains(word)));
        Some(Self { number, is_estimate })
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, Figure};
    use crate::journal::Count;
    use rust_decimal::Decimal;

    #[test]
    fn figures_are_read_with_their_words() {
        for (written, number, is_estimate) in [
            ("42", "42", false),
            ("2.50", "2.50", false),
            ("1,200", "1200", false),
            ("约300", "300", true),
            ("100余", "100", true),
            ("300多人次", "300", true),
            ("42场", "42", false),
            ("共42场", "42", false),
            ("约1.2万人次", "12000.0", true),
            ("3万余", "30000", true),
            ("3余万", "30000", true),
            ("2百万", "2000000", false),
            ("近500", "500", true),
            ("50左右", "50", true),
            ("100以上", "100", true),
        ] {
            let amount = Amount::read(written).unwrap();
            assert_eq!((amount.number.to_string().as_str(), amount.is_estimate), (number, is_estimate), "{written}");
        }
        for written in ["3至5", "1/2", "第3批2场", "三十", "9".repeat(40).as_str()] {
            assert_eq!(Amount::read(written), None, "{written}");
        }
    }

    #[test]
    fn sums_are_exact_keep_what_cannot_be_added_and_say_what_they_are() {
        let mut figure =
            Figure { name: "场次".into(), sum: Decimal::ZERO, is_estimate: false, duties: 0, unsummed: Vec::new() };
        for written in ["0.1", "0.2", "10"] {
            figure.add(&Count::Text(written.to_owned()));
        }
        assert_eq!(figure.words(), "10.3");
        figure.add(&Count::Text("3至5".to_owned()));
        figure.add(&Count::Text("约100".to_owned()));
        assert_eq!((figure.words().as_str(), figure.duties), ("约110.3", 5));
        assert_eq!(figure.unsummed, ["3至5"]);
    }
}
