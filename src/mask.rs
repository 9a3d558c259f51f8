//! Numbers that stay inside: those of identity cards, bank cards and telephones, masked where a text leaves the office.
//!
//! The shapes are those of GB 11643-1999 (identity cards: region, day of birth, three digits and a check character), GB/T 14504
//! (bank cards, 16 to 19 digits), and the national numbering plan (mobiles begin with 13 to 19, area codes with 0).

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex_lite::Regex;

/// What kind of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// 身份证号
    IdentityCard,
    /// 银行卡号
    BankCard,
    /// 电话号码
    Telephone,
}

impl Kind {
    /// The word on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::IdentityCard => "身份证号",
            Self::BankCard => "银行卡号",
            Self::Telephone => "电话号码",
        }
    }

    /// How many characters stay to be seen at the beginning and at the end.
    fn shown(self) -> (usize, usize) {
        match self {
            Self::IdentityCard => (3, 2),
            Self::BankCard => (0, 4),
            Self::Telephone => (3, 2),
        }
    }
}

/// The shapes, each tried where those before it do not fit; a separator stands only where people write one.
static SHAPES: LazyLock<Vec<(Kind, Regex)>> = LazyLock::new(|| {
    let shapes = [
        (Kind::IdentityCard, r"[1-8]\d{5}[ -]?(18|19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])[ -]?\d{3}[\dXx]"),
        (Kind::BankCard, r"\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}([ -]\d{1,3})?"),
        (Kind::BankCard, r"\d{16,19}"),
        (Kind::IdentityCard, r"[1-8]\d{5}\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}"),
        (Kind::Telephone, r"((\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}"),
        (Kind::Telephone, r"\(?0\d{2,3}\)?[ -]?[2-9]\d{6,7}"),
    ];
    shapes.into_iter().filter_map(|(kind, shape)| Some((kind, Regex::new(shape).ok()?))).collect()
});

/// A short number, which is one of a telephone only where words before it say so.
static SHORT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[2-9]\d{2,3}[ -]?\d{4}").ok());

/// How many digits a text has at least that holds such a number.
const FEWEST: usize = 7;

/// The text with all but a few digits of such numbers hidden: `138******78`.
pub fn masked(text: &str) -> Cow<'_, str> {
    let found = found(text);
    if found.is_empty() {
        return text.into();
    }
    let mut characters: Vec<char> = text.chars().collect();
    for (kind, place) in found {
        let (first, last) = kind.shown();
        let digits: Vec<usize> = place.filter(|&at| is_digit(characters[at])).collect();
        for &at in &digits[first..digits.len() - last] {
            characters[at] = '*';
        }
    }
    characters.into_iter().collect::<String>().into()
}

/// The kinds of such numbers that a text holds, each once.
pub fn kinds(text: &str) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = found(text).into_iter().map(|(kind, _)| kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// Where such numbers stand, by the places of characters.
fn found(text: &str) -> Vec<(Kind, Range<usize>)> {
    if text.chars().filter(|character| is_digit(*character)).count() < FEWEST {
        return Vec::new();
    }
    let characters: Vec<char> = text.chars().collect();
    // One byte a character, so that the places found are those of characters.
    let plain: String = characters.iter().map(|character| narrow(*character)).collect();
    let mut found: Vec<(Kind, Range<usize>)> = Vec::new();
    let is_free = |found: &[(Kind, Range<usize>)], place: &Range<usize>| {
        found.iter().all(|(_, taken)| place.end <= taken.start || taken.end <= place.start)
    };
    for (kind, shape) in SHAPES.iter() {
        for place in whole_numbers(shape, &plain) {
            if is_free(&found, &place) {
                found.push((*kind, place));
            }
        }
    }
    for place in SHORT.iter().flat_map(|shape| whole_numbers(shape, &plain)) {
        if is_free(&found, &place) && is_announced(&characters[..place.start]) {
            found.push((Kind::Telephone, place));
        }
    }
    found
}

/// Where a shape fits a number as a whole, not a part of a longer one.
fn whole_numbers(shape: &Regex, plain: &str) -> Vec<Range<usize>> {
    let is_digit_at = |at: usize| plain.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(fit) = shape.find_at(plain, from) {
        let begins = fit.start() == 0 || !is_digit_at(fit.start() - 1);
        if begins && !is_digit_at(fit.end()) {
            places.push(fit.range());
            from = fit.end();
        } else {
            from = fit.start() + 1;
        }
    }
    places
}

/// Whether the words before a number say that it is one of a telephone: `联系电话：`.
fn is_announced(before: &[char]) -> bool {
    const NEAR: usize = 8;
    let near: String = before[before.len().saturating_sub(NEAR)..].iter().collect();
    ["电话", "手机", "座机", "传真", "联系"].iter().any(|word| near.contains(word))
}

fn is_digit(character: char) -> bool {
    narrow(character).is_ascii_digit() || matches!(character, 'X' | 'x')
}

/// A character in one byte: digits, dashes, brackets and blanks in any width as themselves, all others as a mark.
fn narrow(character: char) -> char {
    match character {
        '０'..='９' => char::from_digit(character as u32 - '０' as u32, 10).unwrap_or('0'),
        '－' | '—' | '–' | '‐' | '−' => '-',
        '（' => '(',
        '）' => ')',
        '＋' => '+',
        '\u{3000}' | '\u{a0}' => ' ',
        'Ｘ' | 'ｘ' => 'X',
        character if character.is_ascii() => character,
        _ => '\u{1}',
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, kinds, masked};

    #[test]
    fn numbers_of_persons_are_masked_and_figures_are_not() {
        for (text, expected) in [
            ("联系人张某13800005678", "联系人张某138******78"),
            ("13800005678，13900001234", "138******78，139******34"),
            ("13800005678 13900001234", "138******78 139******34"),
            ("138 0000 5678、138-0000-5678", "138 **** **78、138-****-**78"),
            ("１３８００００５６７８", "１３８******７８"),
            ("+8613800005678", "+861********78"),
            ("0470-3211234转8012", "047*-*****34转8012"),
            ("（0470）3211234", "（047*）*****34"),
            ("04703211234", "047******34"),
            ("联系电话：3211234", "联系电话：321**34"),
            ("身份证152104199001011234", "身份证152*************34"),
            ("15210419900101123X。", "152*************3X。"),
            ("152104 19900101 1234", "152*** ******** **34"),
            ("老证150102800101123", "老证150**********23"),
            ("卡号6222021234567890123", "卡号***************0123"),
            ("6222 0212 3456 7890 123", "**** **** **** ***0 123"),
            // Figures, days and numbers of documents stay.
            ("投入3211234元，发放2024年9月20日", "投入3211234元，发放2024年9月20日"),
            ("扎民委字〔2024〕32号，人次12000", "扎民委字〔2024〕32号，人次12000"),
            ("20240920至20240930", "20240920至20240930"),
            ("总额12345678901.5元", "总额12345678901.5元"),
            ("编号99912345678901", "编号99912345678901"),
            ("全市42所学校", "全市42所学校"),
        ] {
            assert_eq!(masked(text), expected, "{text}");
        }
    }

    #[test]
    fn the_kinds_are_told_once() {
        let text = "张某13800005678、李某13900001234，身份证152104199001011234";
        assert_eq!(kinds(text), [Kind::IdentityCard, Kind::Telephone]);
        assert!(kinds("投入3211234元").is_empty());
    }
}
