//! The numbering of official documents: 一、 （一） 1. （1） ①.

use crate::glyph::from_numeral;

/// How deep a numbered paragraph stands (GB/T 9704-2012, 7.3.3); a text may skip levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 一、
    Part,
    /// （一）
    Section,
    /// 1.
    Item,
    /// （1）
    SubItem,
    /// ①
    Point,
}

impl Level {
    /// All levels, the highest first.
    pub const ALL: [Self; 5] = [Self::Part, Self::Section, Self::Item, Self::SubItem, Self::Point];
}

/// The number that a paragraph begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its level.
    pub level: Level,
    /// Its number.
    pub number: u32,
    /// How many bytes it takes, blanks behind it included.
    pub length: usize,
}

/// Reads the mark at the very start of a text; figures (6.2%, 2015.08.10, 一、二年级) are none.
pub fn mark(text: &str) -> Option<Mark> {
    let (level, number, rest) =
        bracketed(text).or_else(|| circled(text)).or_else(|| numeral(text)).or_else(|| digits(text))?;
    let length = text.len() - rest.trim_start_matches([' ', '\t']).len();
    Some(Mark { level, number, length })
}

/// （一） and （1）, in parentheses of either width.
fn bracketed(text: &str) -> Option<(Level, u32, &str)> {
    let inside = text.strip_prefix(['（', '('])?.trim_start();
    let (number, level, rest) = match figure(inside) {
        Some((number, rest)) => (number, Level::SubItem, rest),
        None => from_numeral(inside).map(|(number, rest)| (number, Level::Section, rest))?,
    };
    let rest = rest.trim_start().strip_prefix(['）', ')'])?;
    Some((level, number, rest.strip_prefix('、').unwrap_or(rest)))
}

fn circled(text: &str) -> Option<(Level, u32, &str)> {
    let first = text.chars().next().filter(|first| ('①'..='⑳').contains(first))?;
    Some((Level::Point, u32::from(first) - u32::from('①') + 1, &text[first.len_utf8()..]))
}

/// 一、 and 第一部分
fn numeral(text: &str) -> Option<(Level, u32, &str)> {
    if let Some(ordinal) = text.strip_prefix('第') {
        let (number, rest) = from_numeral(ordinal)?;
        let rest = rest.strip_prefix("部分").or_else(|| rest.strip_prefix('章'))?;
        return Some((Level::Part, number, rest.trim_start_matches([' ', '、', '：'])));
    }
    let (number, rest) = from_numeral(text)?;
    let rest = rest.trim_start().strip_prefix(['、', '.'])?;
    // 一、二年级学生 counts, it does not number.
    from_numeral(rest).is_none().then_some((Level::Part, number, rest))
}

/// 1. 1、 and 1)
fn digits(text: &str) -> Option<(Level, u32, &str)> {
    let (number, rest) = figure(text)?;
    let rest = rest.trim_start_matches(' ');
    let closing = rest.chars().next()?;
    let level = match closing {
        '.' | '、' => Level::Item,
        ')' | '）' => Level::SubItem,
        _ => return None,
    };
    let rest = &rest[closing.len_utf8()..];
    (!rest.starts_with(|next: char| next.is_ascii_digit())).then_some((level, number, rest))
}

fn figure(text: &str) -> Option<(u32, &str)> {
    const LONGEST: usize = 3;
    let end = text.find(|character: char| !character.is_ascii_digit()).unwrap_or(text.len());
    let number = text[..end].parse().ok().filter(|_| end <= LONGEST)?;
    Some((number, &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::{Level, mark};

    #[test]
    fn marks_of_every_kind_are_read() {
        for (text, level, number, rest) in [
            ("一、总体要求", Level::Part, 1, "总体要求"),
            ("二十三、附则", Level::Part, 23, "附则"),
            ("第二部分 任务", Level::Part, 2, "任务"),
            ("（十一）开展", Level::Section, 11, "开展"),
            ("(二)强化", Level::Section, 2, "强化"),
            ("10.开展", Level::Item, 10, "开展"),
            ("1、 落实", Level::Item, 1, "落实"),
            ("1 . 举办", Level::Item, 1, "举办"),
            ("（1）新建", Level::SubItem, 1, "新建"),
            ("1)新建", Level::SubItem, 1, "新建"),
            ("③其他", Level::Point, 3, "其他"),
        ] {
            let found = mark(text).unwrap();
            assert_eq!((found.level, found.number, &text[found.length..]), (level, number, rest), "{text}");
        }
    }

    #[test]
    fn figures_and_days_are_no_marks() {
        for text in [
            "6.2%",
            "69.97公里",
            "2015.08.10印发",
            "10.31前完成",
            "3号楼",
            "2至3名",
            "一、二年级",
            "3月是",
            "（户）",
            "第一批",
            "2024年",
            "",
        ] {
            assert_eq!(mark(text), None, "{text}");
        }
    }
}
