//! Numbers that stay inside: those of identity cards, bank cards and telephones, masked where a text leaves the office.
//!
//! The shapes are those of GB 11643-1999 (identity cards: region, day of birth, three digits and a check character), GB/T 14504
//! (bank cards, 16 to 19 digits), and the national numbering plan (mobiles begin with 13 to 19, area codes with 0).

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex_lite::Regex;

use crate::glyph::is_invisible;

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

/// What people write between the groups of a number: blanks, dashes, dots, strokes; in numbers of cards commas too, which part the
/// figures of a list.
const GAP: &str = "[-._/~ ]{1,3}";
const CARD_GAP: &str = "[-._/~, ]{1,3}";

/// How many digits stand together in the groups of a number, each with its kind: each tried where those before it do not fit.
const GROUPS: [(Kind, &[&str]); 23] = [
    (Kind::IdentityCard, &[REGION, DAY, CHECKED]),
    (Kind::IdentityCard, &[REGION, YEAR, MONTH_AND_DAY, CHECKED]),
    (Kind::IdentityCard, &[CARD]),
    (Kind::BankCard, &["[0-9]{4}", "[0-9]{4}", "[0-9]{4}", "[0-9]{4}", "[0-9]{1,3}"]),
    (Kind::BankCard, &["[0-9]{4}", "[0-9]{4}", "[0-9]{4}", "[0-9]{4}"]),
    (Kind::BankCard, &["[0-9]{6}", "[0-9]{10,13}"]),
    (Kind::BankCard, &["[0-9]{4}", "[0-9]{12,15}"]),
    (Kind::BankCard, &["[0-9]{8}", "[0-9]{8}", "[0-9]{1,3}"]),
    (Kind::BankCard, &["[0-9]{8}", "[0-9]{8}"]),
    (Kind::BankCard, &["[0-9]{16,}"]),
    (Kind::IdentityCard, &[REGION, OLD_DAY, "[0-9]{3}"]),
    (Kind::IdentityCard, &[OLD_CARD]),
    (Kind::Telephone, &[MOBILE, "[0-9]{4}", "[0-9]{4}"]),
    (Kind::Telephone, &[MOBILE, "[0-9]{3}", "[0-9]{5}"]),
    (Kind::Telephone, &["1[3-9][0-9]{3}", "[0-9]{6}"]),
    (Kind::Telephone, &[MOBILE, "[0-9]{8}"]),
    (Kind::Telephone, &["1[3-9][0-9]{5}", "[0-9]{4}"]),
    (Kind::Telephone, &["1[3-9]", "[0-9]{4}", "[0-9]{5}"]),
    (Kind::Telephone, &["([+]?86|0086)?1[3-9][0-9]{9}"]),
    (Kind::Telephone, &[AREA, "[2-9][0-9]{6,7}"]),
    (Kind::Telephone, &["[(]?0[0-9]{2,3}[)]?[2-9][0-9]{6,7}"]),
    (Kind::Telephone, &["[48]00", "[0-9]{3,4}", "[0-9]{3,4}"]),
    (Kind::Telephone, &["[48]00[0-9]{7}"]),
];

const REGION: &str = "[1-8][0-9]{5}";
const YEAR: &str = "(18|19|20)[0-9]{2}";
const MONTH_AND_DAY: &str = "(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])";
const DAY: &str = "(18|19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])";
const OLD_DAY: &str = "[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])";
const CHECKED: &str = "[0-9]{3}[0-9Xx]";
const CARD: &str = "[1-8][0-9]{5}(18|19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]";
const OLD_CARD: &str = "[1-8][0-9]{7}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{3}";
const MOBILE: &str = "([+]?86[- ]?|0086[- ]?)?1[3-9][0-9]";
const AREA: &str = "[(]?0[0-9]{2,3}[)]?";

static SHAPES: LazyLock<Vec<(Kind, Regex)>> = LazyLock::new(|| {
    let gap = |kind: Kind| if kind == Kind::Telephone { GAP } else { CARD_GAP };
    let shape = |kind: Kind, groups: &[&str]| Regex::new(&groups.join(gap(kind))).ok();
    GROUPS.iter().filter_map(|(kind, groups)| Some((*kind, shape(*kind, groups)?))).collect()
});

/// A short number, which is one of a telephone only where words before it say so.
static SHORT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("[2-9][0-9]{2,3}[- ]?[0-9]{4}").ok());

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
    let mut found = Found { places: Vec::new(), taken: vec![false; plain.len()] };
    let mut last = 0;
    for stretch in stretches(&plain) {
        for (kind, shape) in SHAPES.iter() {
            for place in whole_numbers(shape, &plain, stretch.clone()) {
                if !is_figure(*kind, &plain[place.clone()], &characters[place.end..]) {
                    found.add(*kind, place);
                }
            }
        }
        for place in SHORT.iter().flat_map(|shape| whole_numbers(shape, &plain, stretch.clone())) {
            // Behind one short number stand others: `电话3211234、3215678`.
            let is_next = last > 0 && place.start <= last + 2;
            let is_alone = is_followed_by_nothing(&characters[place.end..]);
            let end = place.end;
            if is_alone && (is_next || is_announced(&characters[..place.start])) && found.add(Kind::Telephone, place) {
                last = end;
            }
        }
    }
    found.places
}

/// The numbers found so far, and which characters belong to one.
struct Found {
    places: Vec<(Kind, Range<usize>)>,
    taken: Vec<bool>,
}

impl Found {
    /// Adds a number unless part of it belongs to another; says whether it did.
    fn add(&mut self, kind: Kind, place: Range<usize>) -> bool {
        let is_free = !self.taken[place.clone()].contains(&true);
        if is_free {
            self.taken[place.clone()].fill(true);
            self.places.push((kind, place));
        }
        is_free
    }
}

/// The stretches of digits, and of what stands between the groups of a number, that are long enough to hold one.
fn stretches(plain: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let is_apart = |character: char| !is_digit(character) && !"-._/~, ()+".contains(character);
    let mut from = 0;
    let pieces = plain.split(is_apart).map(move |piece| {
        let stretch = from..from + piece.len();
        from = stretch.end + 1;
        stretch
    });
    pieces.filter(|stretch| plain[stretch.clone()].bytes().filter(u8::is_ascii_digit).count() >= FEWEST)
}

/// Whether what has the shape of a number is a figure: so much money, or a number that begins with a day.
fn is_figure(kind: Kind, plain: &str, behind: &[char]) -> bool {
    let is_sum = behind.first().is_some_and(|next| "元万亿".contains(*next));
    let begins_with_a_day = DAY_FIRST.as_ref().is_some_and(|day| day.is_match(plain));
    match kind {
        Kind::Telephone => is_sum,
        Kind::BankCard => begins_with_a_day,
        Kind::IdentityCard => false,
    }
}

/// A day of our time in front of a number, as in that of an order.
static DAY_FIRST: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("^20[0-3][0-9](0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]").ok());

/// Whether a short number ends where it ends: what is counted has a word behind it.
fn is_followed_by_nothing(behind: &[char]) -> bool {
    behind.first().is_none_or(|next| *next == '转' || !next.is_alphanumeric())
}

/// Where in a stretch a shape fits a number as a whole, not a part of a longer one.
fn whole_numbers(shape: &Regex, plain: &str, stretch: Range<usize>) -> Vec<Range<usize>> {
    let is_digit_at = |at: usize| plain.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let mut places = Vec::new();
    let mut from = stretch.start;
    while let Some(fit) = shape.find_at(&plain[..stretch.end], from) {
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
    const NEAR: usize = 20;
    let near: String = before[before.len().saturating_sub(NEAR)..].iter().collect();
    let clause = near.rsplit(['。', '；', '\n']).next().unwrap_or_default().to_lowercase();
    ["电话", "手机", "座机", "传真", "联系方式", "tel"].iter().any(|word| clause.contains(word))
}

fn is_digit(character: char) -> bool {
    narrow(character).is_ascii_digit() || matches!(character, 'X' | 'x')
}

/// A character in one byte: digits, dashes, brackets and blanks in any width as themselves, all others as a mark.
fn narrow(character: char) -> char {
    match character {
        '０'..='９' => char::from_digit(character as u32 - '０' as u32, 10).unwrap_or('0'),
        '－' | '—' | '–' | '‐' | '‑' | '−' => '-',
        '·' | '．' | '•' | '・' => '.',
        '～' | '〜' => '~',
        '，' => ',',
        '／' => '/',
        '（' => '(',
        '）' => ')',
        '＋' => '+',
        'Ｘ' | 'ｘ' => 'X',
        character if character.is_whitespace() || is_invisible(character) => ' ',
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
            ("138.0000.5678、138/0000/5678", "138.****.**78、138/****/**78"),
            ("138·0000·5678，138_0000_5678", "138·****·**78，138_****_**78"),
            ("138‑0000‑5678；138  0000  5678", "138‑****‑**78；138  ****  **78"),
            ("13800 005678；138 000 05678；13 8000 05678", "138** ****78；138 *** ***78；13 8*** ***78"),
            ("138\n00005678", "138\n******78"),
            ("138\u{200b}0000\u{200b}5678", "138\u{200b}****\u{200b}**78"),
            ("0470 - 3211234；0470--3211234", "047* - *****34；047*--*****34"),
            ("4001234567；400-123-4567", "400*****67；400-***-**67"),
            ("Tel:3211234", "Tel:321**34"),
            ("电话（办公室主任王某某同志）：3211234", "电话（办公室主任王某某同志）：321**34"),
            ("电话3211234、3215678、3219999。", "电话321**34、321**78、321**99。"),
            ("152104-1990-0101-1234", "152***-****-****-**34"),
            ("152104 900101 123", "152*** ****** *23"),
            ("6222 021234567890123", "**** ***********0123"),
            ("62220212 34567890 123", "******** *******0 123"),
            ("6222,0212,3456,7890", "****,****,****,7890"),
            ("1380000567813900001234", "******************1234"),
            ("投入资金13500000000元，电话回访3211234人次", "投入资金13500000000元，电话回访3211234人次"),
            ("订单20240912123456789", "订单20240912123456789"),
            ("三个镇分别400，350，6200人", "三个镇分别400，350，6200人"),
            ("分别138，1000，2000户", "分别138，1000，2000户"),
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
