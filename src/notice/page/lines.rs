//! Lines as they are worked on: without marks of Markdown, odd blanks, full-width digits and spaced-out words.

use unicode_normalization::UnicodeNormalization;

use crate::glyph::{is_chinese, is_invisible};

/// A line of a text file, or a paragraph of a Word file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number, counted from 1.
    pub number: usize,
    /// What it says; tabs part the cells of a pasted table.
    pub text: String,
    /// Whether a blank line stands before it.
    pub follows_blank: bool,
}

/// A paragraph of a notice.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Paragraph {
    /// The number of the line that it begins on, counted from 1.
    pub line: usize,
    /// What it says.
    pub text: String,
}

/// The lines of a text that say something.
pub fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut follows_blank = false;
    for (at, line) in text.lines().enumerate() {
        let text = plain(line);
        if text.trim().is_empty() {
            follows_blank = true;
            continue;
        }
        lines.push(Line { number: at + 1, text, follows_blank });
        follows_blank = false;
    }
    lines
}

/// A line without what only dresses it.
pub fn plain(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    for character in line.chars() {
        match character {
            '\t' => text.push('\t'),
            // Line breaks of other kinds part words as blanks do.
            _ if character.is_control() && character.is_whitespace() => text.push(' '),
            _ if is_invisible(character) => {}
            _ if character.is_whitespace() => text.push(' '),
            _ if has_plain_form(character) => text.extend(character.nfkc()),
            _ => text.push(character),
        }
    }
    closed_up(without_markdown(&text))
}

/// Full-width digits, letters, ％ and ．, and numbers that are one character with their dot or parentheses: ⒈ ⑴ ㈠.
fn has_plain_form(character: char) -> bool {
    matches!(character, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '．' | '％' | '⒈'..='⒛' | '⑴'..='⒇' | '㈠'..='㈩')
}

fn without_markdown(text: &str) -> String {
    let text = text.trim_matches(' ');
    let is_rule = text.len() >= 3 && text.chars().all(|character| matches!(character, '-' | '*' | '_' | '=' | ' '));
    if is_rule || text == ">" {
        return String::new();
    }
    let head = text.trim_start_matches('#');
    let text = if head.starts_with(' ') { head } else { text };
    let text = text.trim_start_matches(' ').trim_start_matches("> ").trim_start_matches("- ").trim_start_matches("* ");
    text.replace("**", "").replace("__", "").replace('`', "").trim_matches(' ').to_owned()
}

/// A text in which spaced-out words (责 任 单 位) stand together again: three characters or more, each for itself.
fn closed_up(text: String) -> String {
    const FEWEST: usize = 3;
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let is_single = |word: &str| word.chars().count() == 1 && word.chars().all(is_chinese);
    if words.windows(FEWEST).all(|words| !words.iter().all(|word| is_single(word))) {
        return text;
    }
    let mut closed = String::new();
    let mut at = 0;
    while at < words.len() {
        let run = words[at..].iter().take_while(|word| is_single(word)).count();
        // 责 任 单 位：市教育局: the last of the word may have its value behind it.
        let ends_with_colon = words.get(at + run).is_some_and(|next| {
            let mut characters = next.chars();
            characters.next().is_some_and(is_chinese) && matches!(characters.next(), Some('：' | ':'))
        });
        let taken = match run {
            FEWEST.. => run + usize::from(ends_with_colon),
            _ => 1,
        };
        if at > 0 && !words[at].starts_with(['：', ':']) {
            closed.push(' ');
        }
        closed.extend(words[at..at + taken].iter().copied());
        at += taken;
    }
    closed
}

#[cfg(test)]
mod tests {
    use super::{lines, plain};

    #[test]
    fn what_only_dresses_a_line_is_gone() {
        for (line, expected) in [
            ("　　１０．开展\u{200b}活动\u{a0}", "10.开展活动"),
            ("⒈举办", "1.举办"),
            ("㈠总体", "(一)总体"),
            ("### **（一）主题引领类**", "（一）主题引领类"),
            ("> 联系人：`甲`", "联系人：甲"),
            ("---", ""),
            ("责 任 单 位 ： 县科学技术局、县教育局", "责任单位： 县科学技术局、县教育局"),
            ("责 任 单 位：市应急局。", "责任单位：市应急局。"),
            ("牵 头 单 位 ：县科技局　配 合 单 位 ：县教育局", "牵头单位：县科技局 配合单位：县教育局"),
            ("云  麓  县  科  学  技  术  局", "云麓县科学技术局"),
            ("9\t新建公园\t\t6月底前", "9\t新建公园\t\t6月底前"),
            ("电  话：0", "电  话：0"),
        ] {
            assert_eq!(plain(line), expected, "{line}");
        }
    }

    #[test]
    fn lines_keep_their_numbers() {
        let found = lines("一\n\n　\n二\n三");
        let told: Vec<_> = found.iter().map(|line| (line.number, line.text.as_str(), line.follows_blank)).collect();
        assert_eq!(told, [(1, "一", false), (4, "二", true), (5, "三", false)]);
    }
}
