//! What the figures that units have reported come to: 场次, 人次, 份, each added up by its name.

use std::str::FromStr;
use std::sync::LazyLock;

use indexmap::IndexMap;
use regex_lite::Regex;
use rust_decimal::Decimal;

use super::duty::Duty;
use crate::journal::{Count, Counts};

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
    /// The measure word behind all of the numbers, such as 场; empty where they differ or have none.
    pub measure: String,
}

impl Figure {
    /// Nothing added up yet.
    fn none(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            sum: Decimal::ZERO,
            is_estimate: false,
            duties: 0,
            unsummed: Vec::new(),
            measure: String::new(),
        }
    }

    fn add(&mut self, count: &Count) {
        self.duties += 1;
        let written = count.to_string();
        let read = Amount::read(&written);
        match read.and_then(|amount| Some((self.sum.checked_add(amount.number)?, amount.is_estimate, amount.measure))) {
            Some((sum, is_estimate, measure)) => {
                if self.is_first() {
                    self.measure = measure;
                } else if self.measure != measure {
                    self.measure.clear();
                }
                self.sum = sum;
                self.is_estimate |= is_estimate;
            }
            None => self.unsummed.push(written),
        }
    }

    /// Whether the figure being added is the first that can be.
    fn is_first(&self) -> bool {
        self.duties == self.unsummed.len() + 1
    }

    /// The sum in words, an estimate marked as one: `约1300`.
    pub fn words(&self) -> String {
        let about = if self.is_estimate { "约" } else { "" };
        format!("{about}{}{}", self.sum.normalize(), self.measure)
    }
}

/// Adds up the last figures of some duties, in the order in which their names first come up.
pub fn figures<'d, 'p: 'd>(duties: impl IntoIterator<Item = &'d Duty<'p>>) -> Vec<Figure> {
    let mut figures: IndexMap<&str, Figure> = IndexMap::new();
    for (name, count) in duties.into_iter().filter_map(|duty| duty.state.counts.as_deref()).flatten() {
        figures.entry(name).or_insert_with(|| Figure::none(name)).add(count);
    }
    figures.into_values().collect()
}

/// The figures that no sum takes in, as written.
pub fn unsummed(counts: &Counts) -> Vec<String> {
    let written = counts.values().map(ToString::to_string);
    written.filter(|written| Amount::read(written).is_none()).collect()
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
    use super::{Amount, Figure, unsummed};
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

    #[test]
    fn sums_are_exact_keep_what_cannot_be_added_and_say_what_they_are() {
        let mut figure = Figure {
            name: "场次".into(),
            sum: Decimal::ZERO,
            is_estimate: false,
            duties: 0,
            unsummed: Vec::new(),
            measure: String::new(),
        };
        for written in ["0.1", "0.2", "10"] {
            figure.add(&Count::Text(written.to_owned()));
        }
        assert_eq!(figure.words(), "10.3");
        figure.add(&Count::Text("3至5".to_owned()));
        figure.add(&Count::Text("约100".to_owned()));
        assert_eq!((figure.words().as_str(), figure.duties), ("约110.3", 5));
        assert_eq!(figure.unsummed, ["3至5"]);
    }

    #[test]
    fn what_no_sum_takes_in_is_known_at_entry() {
        let counts = [("人次", "约300"), ("份", "3至5"), ("场次", "80%")];
        let counts = counts.map(|(name, count)| (name.to_owned(), Count::parse(count).unwrap()));
        assert_eq!(unsummed(&counts.into_iter().collect()), ["3至5", "80%"]);
    }
}
