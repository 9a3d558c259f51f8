//! Telephone numbers, which belong to persons and not into a plan.

use std::sync::LazyLock;

use regex_lite::{Captures, Regex};

/// What stands in place of a number.
const LEFT_OUT: &str = "（电话略）";

/// Mobile numbers, numbers with an area code, and whatever stands behind 电话.
static NUMBERS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let mobile = r"(?P<before>^|[^\d.])(?:(?:\+?86[ -]?)?1\d{2}[ -]?\d{4}[ -]?\d{4}|[（(]?0\d{2,3}[ )）—–-]{0,2}\d{7,8}|\d{4}[—–-]\d{7,8})";
    let labelled = r"(?P<label>(?:电\s*话|手\s*机|传\s*真|联系方式|热线)[^\d，。；]{0,6})\d[\d —–-]{4,}\d";
    Regex::new(&format!("{labelled}|{mobile}")).ok()
});

/// A text without telephone numbers, and how many were left out.
pub fn without_numbers(text: &str) -> (String, usize) {
    let Some(numbers) = NUMBERS.as_ref() else { return (text.to_owned(), 0) };
    let mut count = 0;
    let mut kept = text.to_owned();
    // Numbers one after the other share the sign between them.
    loop {
        let before = count;
        kept = numbers
            .replace_all(&kept, |captures: &Captures<'_>| {
                let is_number = !captures.get(0).is_some_and(|whole| is_followed_by_digit(&kept, whole.end()));
                if !is_number {
                    return captures.get(0).map(|whole| whole.as_str().to_owned()).unwrap_or_default();
                }
                count += 1;
                match (captures.name("label"), captures.name("before")) {
                    (Some(label), _) => format!("{}略", label.as_str()),
                    (None, before) => format!("{}{LEFT_OUT}", before.map(|before| before.as_str()).unwrap_or_default()),
                }
            })
            .into_owned();
        if count == before {
            return (kept, count);
        }
    }
}

fn is_followed_by_digit(text: &str, at: usize) -> bool {
    text[at..].starts_with(|next: char| next.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::without_numbers;

    #[test]
    fn telephone_numbers_are_left_out_and_other_figures_stay() {
        for (text, expected, count) in [
            ("联系人：（姓名一） 10000000000", "联系人：（姓名一） （电话略）", 1),
            ("联系电话：0000-0000001、0000-0000002", "联系电话：略、（电话略）", 2),
            ("电  话：0000000", "电  话：略", 1),
            ("（0470）1234567", "（电话略）", 1),
            ("0470-1234567 139 0000 0000", "（电话略） （电话略）", 2),
            ("报至3010室，投资38.6亿元，编号202409221234567", "报至3010室，投资38.6亿元，编号202409221234567", 0),
        ] {
            assert_eq!(without_numbers(text), (expected.to_owned(), count), "{text}");
        }
    }
}
