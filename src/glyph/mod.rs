//! What characters are, where in a text they stand, and how text is broken into lines ([`wrap`]).

pub mod wrap;

use std::ops::Range;

use memchr::memchr_iter;

/// Whether a character steers what shows it, or has no meaning: controls, line separators, embeddings and overrides of
/// direction (but for the marks U+200E and U+200F, which change nothing around them), byte-order marks, U+FFFE and U+FFFF.
pub fn is_steering(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether nobody can see that a character is there: what steers, line breaks and tabs among it, what joins or parts without a
/// shape, fillers and tags.
///
/// Blanks of any width can be seen. So can variants of Chinese characters (U+E0100 to U+E01EF), which people's names have.
pub fn is_invisible(character: char) -> bool {
    const SHAPELESS: [Range<u32>; 7] =
        [0xad..0xae, 0x115f..0x1161, 0x200b..0x2010, 0x2060..0x2066, 0x3164..0x3165, 0xffa0..0xffa1, 0xe0000..0xe0080];
    is_steering(character) || SHAPELESS.iter().any(|range| range.contains(&u32::from(character)))
}

/// Whether a line is one of the marks that git puts around both sides of a merge it could not make.
pub fn is_merge_mark(line: &str) -> bool {
    let line = line.trim_end();
    if line.contains(['\r', '\n']) {
        return false;
    }
    ["<<<<<<<", ">>>>>>>", "|||||||"]
        .iter()
        .any(|mark| line.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
        || line == "======="
}

/// The lines, counted from 1, from the first mark of a merge that nobody has finished to the last; `None` where there is none.
pub fn unfinished_merge(text: &str) -> Option<(usize, usize)> {
    let marks = || (1..).zip(text.lines()).filter(|(_, line)| is_merge_mark(line)).map(|(number, _)| number);
    let begins = text.lines().any(|line| line.starts_with("<<<<<<<") && is_merge_mark(line));
    marks().next().zip(marks().last()).filter(|_| begins)
}

/// Whether a character is Chinese writing.
pub fn is_chinese(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}' | '〇')
}

/// The figures one to nine in Chinese.
const FIGURES: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// What a Chinese figure from one to nine stands for.
pub fn figure(character: char) -> Option<u32> {
    (1..).zip(FIGURES).find(|(_, figure)| *figure == character).map(|(number, _)| number)
}

/// A text with figures, points and commas between figures as a Chinese input method writes them in full width, written as
/// figures are: `１，２００．５` is `1,200.5`.
pub fn with_narrow_figures(text: &str) -> String {
    let narrow = |character: char| match character {
        '０'..='９' => char::from_u32(u32::from(character) - u32::from('０') + u32::from('0')).unwrap_or(character),
        other => other,
    };
    let narrowed: Vec<char> = text.chars().map(narrow).collect();
    let is_figure = |at: Option<usize>| at.and_then(|at| narrowed.get(at)).is_some_and(char::is_ascii_digit);
    let mark = |(at, character): (usize, &char)| match character {
        '，' if is_figure(at.checked_sub(1)) && is_figure(Some(at + 1)) => ',',
        '．' if is_figure(at.checked_sub(1)) && is_figure(Some(at + 1)) => '.',
        other => *other,
    };
    narrowed.iter().enumerate().map(mark).collect()
}

/// A number from 1 to 99 in Chinese: 三十五; any other in figures.
pub fn numeral(number: u32) -> String {
    let figure = |figure: u32| figure.checked_sub(1).and_then(|at| FIGURES.get(at as usize)).map(char::to_string);
    match (number / 10, figure(number % 10)) {
        (0, Some(ones)) => ones,
        (1, ones) => format!("十{}", ones.unwrap_or_default()),
        (tens @ 2..=9, ones) => format!("{}十{}", figure(tens).unwrap_or_default(), ones.unwrap_or_default()),
        _ => number.to_string(),
    }
}

/// The number below 100 that a text begins with in Chinese, with what follows it; `None` where it begins otherwise.
pub fn from_numeral(text: &str) -> Option<(u32, &str)> {
    let first = |text: &str| {
        let first = text.chars().next()?;
        Some((figure(first)?, first.len_utf8()))
    };
    let (tens, rest) = match first(text) {
        Some((tens, length)) if text[length..].starts_with('十') => (tens, &text[length..]),
        Some((number, length)) => return Some((number, &text[length..])),
        None => (1, text),
    };
    let rest = rest.strip_prefix('十')?;
    let (ones, length) = first(rest).unwrap_or((0, 0));
    Some((tens * 10 + ones, &rest[length..]))
}

/// The last place at or before a byte that is between two characters; the end for what is beyond it.
pub fn boundary_before(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|&byte| text.is_char_boundary(byte)).unwrap_or(0)
}

/// The bytes of the line that a place stands in, without its line break.
pub fn line_around(text: &str, byte: usize) -> Range<usize> {
    let byte = boundary_before(text, byte);
    let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
    start..text[byte..].find('\n').map_or(text.len(), |at| byte + at)
}

/// Where the lines of a text begin, found once, so that each place in it need not be counted from the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    /// The first byte of every line but the first.
    starts: Vec<usize>,
}

impl Lines {
    /// Finds the lines of a text.
    pub fn of(text: &str) -> Self {
        Self { starts: memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1).collect() }
    }

    /// The number of the line that a byte stands in, counted from 1.
    pub fn number(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, from_numeral, is_invisible, is_steering, line_around, numeral, with_narrow_figures};

    #[test]
    fn what_nobody_can_see_is_told_from_what_one_can() {
        for character in
            ['\0', '\n', '\u{ad}', '\u{200b}', '\u{200d}', '\u{202e}', '\u{2060}', '\u{2069}', '\u{3164}', '\u{feff}']
        {
            assert!(is_invisible(character), "{character:?}");
        }
        for character in ['a', '市', ' ', '　', '\u{a0}', '·', '〇', '𠮷', '\u{e0100}', 'ᠮ'] {
            assert!(!is_invisible(character), "{character:?}");
        }
    }

    /// What joins the parts of a sign steers nothing: without it Mongolian and signs of several parts would fall apart.
    #[test]
    fn what_joins_does_not_steer() {
        for (character, expected) in [
            ('\u{200d}', false),
            ('\u{200b}', false),
            ('\u{1b}', true),
            ('\u{9b}', true),
            ('\u{202e}', true),
            ('\u{ffff}', true),
        ] {
            assert_eq!(is_steering(character), expected, "{character:?}");
        }
    }

    #[test]
    fn numerals_are_written_and_read() {
        for (number, words) in
            [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (99, "九十九")]
        {
            assert_eq!(numeral(number), words);
            assert_eq!(from_numeral(&format!("{words}、")), Some((number, "、")));
        }
        assert_eq!([0, 100].map(numeral), ["0", "100"]);
        assert_eq!(from_numeral("百"), None);
    }

    #[test]
    fn figures_of_an_input_method_are_narrowed_and_nothing_else_is() {
        for (typed, meant) in [
            ("１２", "12"),
            ("１，２００．５", "1,200.5"),
            ("1，200余", "1,200余"),
            ("约３００人次", "约300人次"),
            ("３，共两场", "3，共两场"),
            ("300㎡（含①）", "300㎡（含①）"),
        ] {
            assert_eq!(with_narrow_figures(typed), meant);
        }
    }

    #[test]
    fn the_line_around_a_byte_has_no_line_break() {
        let text = "一\n二三\n";
        for (byte, line) in
            [(0, "一"), (2, "一"), (3, "一"), (4, "二三"), (8, "二三"), (10, "二三"), (11, ""), (99, "")]
        {
            assert_eq!(&text[line_around(text, byte)], line, "{byte}");
        }
    }

    #[test]
    fn lines_are_numbered_from_one() {
        let lines = Lines::of("一\n二三\n");
        for (byte, number) in [(0, 1), (3, 1), (4, 2), (10, 2), (11, 3)] {
            assert_eq!(lines.number(byte), number, "{byte}");
        }
    }
}
