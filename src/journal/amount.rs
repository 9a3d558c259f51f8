//! Figures as numbers: what can be added up, and what it comes to.

use std::borrow::Cow;
use std::fmt::{Display, Formatter, Result as FormatResult};
use std::str::FromStr;
use std::sync::LazyLock;

use regex_lite::Regex;
use rust_decimal::Decimal;

use super::count::Count;

/// What several figures of one name come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// The sum of all that can be added.
    pub sum: Decimal,
    /// How many figures it is the sum of.
    pub summed: usize,
    /// Whether any of them was given with 约, 余 and the like.
    pub is_estimate: bool,
    /// The measure word behind all of the numbers, such as 场; empty where they differ or have none.
    pub measure: String,
    /// What was given and cannot be added, as written.
    pub unsummed: Vec<String>,
}

impl Total {
    /// What one figure comes to.
    pub fn of(count: &Count) -> Self {
        let mut total = Self::default();
        total.add(count);
        total
    }

    /// Adds one more figure.
    ///
    /// What several came to and could not be one number is taken apart again: `2＋3至5`.
    pub fn add(&mut self, count: &Count) {
        if let Count::Text(text) = count
            && text.contains('＋')
        {
            text.split('＋').for_each(|part| self.add(&Count::Text(part.to_owned())));
            return;
        }
        let amount = Amount::of(count);
        match amount.and_then(|amount| Some((self.sum.checked_add(amount.number)?, amount))) {
            Some((sum, amount)) => self.take(sum, 1, amount.is_estimate, &amount.measure),
            None => self.unsummed.push(count.to_string()),
        }
    }

    /// Adds what several other figures come to.
    pub fn absorb(&mut self, other: &Self) {
        match self.sum.checked_add(other.sum) {
            _ if other.summed == 0 => {}
            Some(sum) => self.take(sum, other.summed, other.is_estimate, &other.measure),
            None => self.unsummed.push(other.words()),
        }
        self.unsummed.extend_from_slice(&other.unsummed);
    }

    fn take(&mut self, sum: Decimal, summed: usize, is_estimate: bool, measure: &str) {
        if self.summed == 0 {
            measure.clone_into(&mut self.measure);
        } else if self.measure != measure {
            self.measure.clear();
        }
        self.sum = sum;
        self.summed += summed;
        self.is_estimate |= is_estimate;
    }

    /// The sum in words, an estimate marked as one: `约1300`.
    pub fn words(&self) -> String {
        let about = if self.is_estimate { "约" } else { "" };
        format!("{about}{}{}", self.sum.normalize(), self.measure)
    }

    /// The same as one figure: a number where it is one, else words, with what cannot be added behind them: `约12＋3至5`.
    pub fn figure(&self) -> Count {
        let sum = (self.summed > 0).then(|| self.words());
        let words = sum.into_iter().chain(self.unsummed.iter().cloned()).collect::<Vec<_>>().join("＋");
        words.parse().map_or(Count::Text(words), Count::Number)
    }
}

/// The figures of one name in a round, added up.
#[derive(Clone, Debug, PartialEq)]
pub enum Sum {
    /// The only one.
    Of(Count),
    /// What several come to.
    Total(Box<Total>),
}

impl Sum {
    /// Adds one more figure.
    pub fn add(&mut self, count: &Count) {
        if let Self::Of(_) = self {
            *self = Self::Total(Box::new(self.total().into_owned()));
        }
        if let Self::Total(total) = self {
            total.add(count);
        }
    }

    /// What it comes to.
    pub fn total(&self) -> Cow<'_, Total> {
        match self {
            Self::Total(total) => Cow::Borrowed(total),
            Self::Of(count) => Cow::Owned(Total::of(count)),
        }
    }

    /// It as one figure: the only one as it was typed.
    pub fn figure(&self) -> Cow<'_, Count> {
        match self {
            Self::Of(count) => Cow::Borrowed(count),
            Self::Total(total) => Cow::Owned(total.figure()),
        }
    }
}

impl Display for Sum {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> FormatResult {
        self.figure().fmt(formatter)
    }
}

/// A figure as a number.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Amount {
    number: Decimal,
    is_estimate: bool,
    measure: String,
}

/// 约 1,200 余 人次: words before, a number, 万 or 亿, a measure, none of which holds another number.
static AMOUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(\D*?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(余|多|几|来)?([十百千万亿]*)(余|多|左右|上下|以上|\+)?([^\d,]*?)(左右|上下|以上|\+)?$").ok()
});

/// What makes of the number behind it something else than an amount: a sign, a rank, a bound.
const UNFIT_BEFORE: [char; 14] = ['不', '足', '第', '-', '－', '−', '.', '．', '>', '<', '＞', '＜', '≥', '≤'];
/// What makes of the number before it something else: a share, a bound, a Latin shorthand for a scale.
const UNFIT_BEHIND: [char; 12] = ['%', '％', '‰', '/', '.', '内', '下', 'w', 'W', 'k', 'K', '倍'];
/// Numbers in words, which are not read.
const NUMERALS: [char; 13] = ['一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千'];

impl Amount {
    /// A figure that somebody gave as a number; `None` for what is no single amount that others can be added to.
    fn of(count: &Count) -> Option<Self> {
        match count {
            Count::Number(number) if number.is_u64() => {
                Some(Self { number: number.as_u64()?.into(), is_estimate: false, measure: String::new() })
            }
            count => Self::read(&count.to_string()),
        }
    }

    /// Reads a figure; `None` for what is no single amount that others can be added to.
    fn read(written: &str) -> Option<Self> {
        const ABOUT: [&str; 6] = ["约", "近", "超", "超过", "逾", "余"];
        let parts = AMOUNT.as_ref()?.captures(written.trim())?;
        let part = |at: usize| parts.get(at).map_or("", |part| part.as_str());
        let (before, measure) = (part(1).trim(), part(7).trim());
        if before.ends_with(UNFIT_BEFORE) || before.contains(NUMERALS) || measure.contains(UNFIT_BEHIND) {
            return None;
        }
        let mut number = Decimal::from_str(&format!("{}{}", part(2).replace(',', ""), part(3))).ok()?;
        for scale in part(5).chars() {
            number = number.checked_mul(Decimal::from(times(scale)))?;
        }
        let is_about = ABOUT.iter().any(|word| before.ends_with(word));
        let is_estimate = is_about || [4, 6, 8].iter().any(|at| !part(*at).is_empty());
        Some(Self { number, is_estimate, measure: measure.to_owned() })
    }
}

fn times(scale: char) -> u32 {
    match scale {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        _ => 100_000_000,
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, Sum, Total};
    use crate::journal::Count;

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
            ("超市12家", "12", false),
            ("多媒体3场", "3", false),
            ("附近3", "3", true),
            ("3十", "30", false),
            ("100+", "100", true),
            ("1,234,567", "1234567", false),
        ] {
            let amount = Amount::read(written).unwrap();
            assert_eq!((amount.number.to_string().as_str(), amount.is_estimate), (number, is_estimate), "{written}");
        }
        for (written, measure) in
            [("42场", "场"), ("约300人次", "人次"), ("100余", ""), ("300多人次左右", "人次"), ("多媒体3场", "场")]
        {
            assert_eq!(Amount::read(written).unwrap().measure, measure, "{written}");
        }
        for written in [
            "3至5",
            "3,5",
            "10,5",
            "1,,2",
            ".5",
            "－5",
            "−5",
            "1.5w",
            "三百5",
            "近一年3次",
            "100以内",
            ">100",
            "1/2",
            "80%",
            "不足100",
            "第3批2场",
            "第3批",
            "-5",
            "三十",
            "1.2.3",
            "9".repeat(40).as_str(),
        ] {
            assert_eq!(Amount::read(written), None, "{written}");
        }
    }

    fn total(written: &[&str]) -> Total {
        let mut total = Total::default();
        written.iter().for_each(|written| total.add(&Count::parse(written).unwrap()));
        total
    }

    #[test]
    fn sums_are_exact_keep_what_cannot_be_added_and_say_what_they_are() {
        assert_eq!(total(&["0.1", "0.2", "10"]).words(), "10.3");
        let total = total(&["0.1", "0.2", "10", "3至5", "约100"]);
        assert_eq!((total.words().as_str(), total.summed), ("约110.3", 4));
        assert_eq!(total.unsummed, ["3至5"]);
    }

    #[test]
    fn what_could_not_be_one_number_is_taken_apart_again() {
        let first = total(&["2", "3至5"]);
        let again = total(&[&first.figure().to_string(), "4"]);
        assert_eq!((again.words().as_str(), again.unsummed), ("6", vec!["3至5".to_owned()]));
    }

    #[test]
    fn sums_of_sums_are_the_sum_of_all() {
        for (one, other) in [
            (&["1场", "2场"][..], &["3场"][..]),
            (&[], &["约3", "4"]),
            (&["3至5"], &["1场", "2次"]),
            (&["1场"], &["3至5"]),
            (&["2＋3至5"], &["4"]),
            (&["1"], &["2场"]),
        ] {
            let mut sum = total(one);
            sum.absorb(&total(other));
            assert_eq!(sum, total(&[one, other].concat()), "{one:?} {other:?}");
        }
    }

    #[test]
    fn one_figure_stays_as_typed_and_several_are_a_number_where_they_can_be() {
        let sum = |first: &str, more: &[&str]| {
            let mut sum = Sum::Of(Count::parse(first).unwrap());
            more.iter().for_each(|more| sum.add(&Count::parse(more).unwrap()));
            sum.figure().into_owned()
        };
        assert_eq!(sum("2.50", &[]), Count::Text("2.50".to_owned()));
        assert_eq!(sum("3", &["2", "1"]), Count::Number(6.into()));
        for (first, more, words) in [
            ("约300人次", "20人次", "约320人次"),
            ("2", "3至5", "2＋3至5"),
            ("3至5", "1至2", "3至5＋1至2"),
            ("1场", "2次", "3"),
        ] {
            assert_eq!(sum(first, &[more]).to_string(), words);
        }
    }
}
