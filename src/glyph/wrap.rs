//! Lines no wider than the screen, broken where Chinese typesetting allows.

use unicode_linebreak::linebreaks;
use unicode_width::UnicodeWidthStr;

/// Breaks text into lines of at most `width` columns.
///
/// Breaks follow Unicode's line breaking rules (UAX 14), which keep 、，。） off the start of a line; a piece that is wider
/// than a whole line is broken anywhere. Line breaks in the text are kept. Gives one line at least.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    text.split('\n').flat_map(|line| wrap_line(line, width.max(2))).collect()
}

/// The width of a heading once it has been given two lines; three characters stay on one, or one would stand alone.
pub fn folded(heading: usize) -> usize {
    const THREE: usize = 6;
    if heading <= THREE { heading } else { heading.div_ceil(4) * 2 }
}

fn wrap_line(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut start = 0;
    for (end, _) in
        linebreaks(&with_chinese_quotes(text)).filter(|(end, _)| width < NARROW || !is_inside_a_day(text, *end))
    {
        for piece in fitting_pieces(&text[start..end], width) {
            let line = lines.last().map_or("", String::as_str);
            if !line.is_empty() && line.width() + piece.trim_end().width() > width {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push_str(piece);
            }
        }
        start = end;
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// From how many columns on a day has room on a line, brackets around it included.
const NARROW: usize = 24;

/// Whether a place is inside a day or a counted thing, which are read as one: `2024年9月25日`, `37项次`.
fn is_inside_a_day(text: &str, place: usize) -> bool {
    let (before, after) = (text[..place].chars().next_back(), text[place..].chars().next());
    let is_digit = |character: Option<char>| character.is_some_and(|character| character.is_ascii_digit());
    let is_one_of = |character: Option<char>, set: &str| character.is_some_and(|character| set.contains(character));
    (is_digit(before) && is_one_of(after, "年月日天项个")) || (is_one_of(before, "年月") && is_digit(after))
}

/// The same text, byte for byte as long, with quotation marks that open and close.
///
/// UAX 14 cannot tell the two sides of “” and ‘’ apart and so forbids breaks on either; in Chinese text the sides are known.
fn with_chinese_quotes(text: &str) -> String {
    const SIDES: [(char, char); 4] = [('“', '「'), ('”', '」'), ('‘', '『'), ('’', '』')];
    let sided = |character| SIDES.iter().find(|(plain, _)| *plain == character).map_or(character, |(_, sided)| *sided);
    text.chars().map(sided).collect()
}

/// A piece as it is, or in parts that each fit the width.
fn fitting_pieces(piece: &str, width: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = piece;
    while rest.trim_end().width() > width {
        let fits = |end: &usize| rest[..*end].width() <= width;
        let ends = rest.char_indices().map(|(start, character)| start + character.len_utf8());
        let cut = ends.take_while(fits).last().unwrap_or(rest.len());
        let (part, left) = rest.split_at(cut);
        parts.push(part);
        rest = left;
    }
    parts.push(rest);
    parts
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::wrap;

    #[test]
    fn no_line_is_too_wide_and_none_starts_with_a_mark() {
        let text = "开展“从党的民族政策中找‘答案’”系列教育活动，市直各部门、各乡镇街道要重温（2024年）文件。";
        for width in 8..=60 {
            for line in wrap(text, width) {
                assert!(line.width() <= width, "{width}: {line}");
                assert!(!line.starts_with(['，', '、', '。', '）', '”', '’']), "{width}: {line}");
                assert!(!line.ends_with(['（', '“', '‘']), "{width}: {line}");
            }
        }
    }

    #[test]
    fn nothing_is_lost() {
        let text = "开展“校园民族团结日”主题活动 z1tsmj@163.com，abcdefghijklmnopqrstuvwxyz";
        for width in 2..=60 {
            let joined: String = wrap(text, width).concat();
            assert_eq!(joined.replace(' ', ""), text.replace(' ', ""), "{width}");
        }
    }

    #[test]
    fn lines_are_filled_up_to_a_quotation_mark() {
        assert_eq!(
            wrap("开展“从‘六句话’的事实和道理中找答案”宣传活动", 14),
            ["开展“从‘六句", "话’的事实和道", "理中找答案”宣", "传活动"]
        );
    }

    #[test]
    fn given_line_breaks_stay() {
        assert_eq!(wrap("一\n\n二", 10), ["一", "", "二"]);
        assert_eq!(wrap("", 10), [""]);
    }
}
