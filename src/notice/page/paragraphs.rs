//! Paragraphs out of lines: what was broken by a scan or a page is joined, what was run together is parted.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::brackets::{CLOSING, OPENING};
use super::glued::part;
use super::lines::Line;
pub use super::lines::Paragraph;
use super::mark::{Level, mark};
use crate::notice::phrase::names::looks_like_a_unit;

/// The number of a page in its foot: — 3 —, 第1页, - 2 -.
static PAGE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:[—－–-]+\s*\d{1,3}\s*[—－–-]+|第\s*\d{1,3}\s*页(?:\s*[，,]?\s*共\s*\d{1,3}\s*页)?)$").ok()
});

/// A paragraph that names what follows: 责任单位： and the like.
static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^[^，。；、：（）\s\d]{2,8}\s?[：:]").ok());

/// A day standing alone, as under a signature.
static DAY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[\d〇一二三四五六七八九十]{4}年[^，。]{1,5}月[^，。]{1,5}日$").ok());

/// Makes paragraphs out of lines.
///
/// A line goes on with the one before where that breaks off: within a sentence, a name or parentheses, be it for the width of
/// the page or for a new page. Paragraphs are parted before a number that stands behind the end of a sentence and goes on
/// counting.
pub fn paragraphs(lines: Vec<Line>) -> Vec<Paragraph> {
    let lines = in_short_lines(lines).into_iter().flat_map(signed).collect();
    part(joined(lines))
}

/// A text of very few lines, each long, is one from which the line breaks were lost: its blanks are taken for them.
fn in_short_lines(lines: Vec<Line>) -> Vec<Line> {
    const FEW: usize = 3;
    const LONG: usize = 45;
    let length: usize = lines.iter().map(|line| line.text.chars().count()).sum();
    if lines.len() > FEW || length < LONG {
        return lines;
    }
    let cut = |line: Line| {
        let mut pieces: Vec<Line> = Vec::new();
        for word in line.text.split_whitespace() {
            match pieces.last_mut() {
                Some(piece) if goes_on_after_blank(&piece.text, word) => {
                    piece.text.push(' ');
                    piece.text.push_str(word);
                }
                _ => pieces.push(Line { number: line.number, text: word.to_owned(), follows_blank: true }),
            }
        }
        pieces
    };
    lines.into_iter().flat_map(cut).collect()
}

/// Whether a blank does not end a line: behind a number, a label or a comma, and between words that are not Chinese.
fn goes_on_after_blank(before: &str, word: &str) -> bool {
    let is_number = mark(before).is_some_and(|mark| mark.length == before.len());
    let is_foreign = before.ends_with(|last: char| last.is_ascii_alphanumeric())
        && word.starts_with(|first: char| first.is_ascii_alphanumeric());
    is_number || is_foreign || before.ends_with(['：', ':', '、', '，', ','])
}

fn joined(lines: Vec<Line>) -> Vec<Paragraph> {
    let width = wrapped_at(&lines);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut pages: Vec<Paragraph> = Vec::new();
    let mut last_width = 0.0;
    for line in lines {
        if fits(&PAGE, line.text.trim()) {
            pages.push(Paragraph { line: line.number, text: line.text });
            continue;
        }
        let line_width = columns(&line.text);
        let is_full = width.is_some_and(|width| last_width >= width - 2.0 && !line.follows_blank);
        match paragraphs.last_mut() {
            Some(before) if goes_on(&before.text, &line.text, is_full) => {
                before.text.push_str(&line.text);
            }
            _ => paragraphs.push(Paragraph { line: line.number, text: line.text }),
        }
        last_width = line_width;
    }
    // The foot of a page stands in the middle of a paragraph; it is kept, where it does not part one.
    for page in pages {
        let place = paragraphs.iter().position(|paragraph| paragraph.line > page.line).unwrap_or(paragraphs.len());
        paragraphs.insert(place, page);
    }
    paragraphs
}

/// Whether a paragraph is the number of a page.
pub fn is_page_number(text: &str) -> bool {
    fits(&PAGE, text.trim())
}

/// Whether a paragraph is a day and nothing else.
pub fn is_day(text: &str) -> bool {
    fits(&DAY, &text.replace(' ', ""))
}

fn fits(form: &LazyLock<Option<Regex>>, text: &str) -> bool {
    form.as_ref().is_some_and(|form| form.is_match(text))
}

/// The width at which the lines of a scanned page break, in Chinese characters; `None` where lines are whole paragraphs.
fn wrapped_at(lines: &[Line]) -> Option<f64> {
    const FEWEST: usize = 5;
    let broken = lines
        .windows(2)
        .filter(|pair| !pair[1].follows_blank && !begins_anew(&pair[1].text) && !ends_a_sentence(&pair[0].text));
    let mut widths: Vec<f64> = broken.map(|pair| columns(&pair[0].text)).collect();
    widths.sort_by(f64::total_cmp);
    let widest = *widths.get(widths.len() * 9 / 10)?;
    let full = widths.iter().filter(|width| (**width - widest).abs() <= 3.0).count();
    (full >= FEWEST && full * 2 > widths.len()).then_some(widest)
}

/// The width of a text in Chinese characters; half of one for each other character.
fn columns(text: &str) -> f64 {
    text.chars().map(|character| if character.is_ascii() { 0.5 } else { 1.0 }).sum()
}

/// Whether a line goes on with the paragraph before it.
fn goes_on(before: &str, line: &str, is_full: bool) -> bool {
    let is_within = is_within_parentheses(before) && mark(line).is_none();
    let is_joined = before.trim_end().ends_with(['，', '、', '和', '及', '与']);
    // Whoever signs stands on a line of its own.
    let is_signature = looks_like_a_unit(line) && !is_full && !is_joined;
    is_within || (breaks_off(before, is_full) && !begins_anew(line) && !is_signature)
}

/// Whether a line begins a paragraph whatever stands before it.
fn begins_anew(text: &str) -> bool {
    mark(text).is_some() || fits(&LABEL, text) || is_day(text) || text.contains('\t') || fits(&DATED, text)
}

/// A heading that begins with a day: 9月16日（周一） 启动仪式.
static DATED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:\s*(?:至|到|[—－–~～-]+)\s*(?:\d{1,2}月)?\d{1,2}日)?(?:[（(](?:周|星期).[）)])?\s+[^，。；]{2,30}$").ok()
});

/// Parts a signature from the day behind it on the same line: 某市教育局 2024年5月20日.
fn signed(line: Line) -> Vec<Line> {
    static SIGNED: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^(?P<who>[^，。；：、\d]{4,60}?)\s+(?P<day>\d{4}年\d{1,2}月\d{1,2}日)$").ok());
    let text = line.text.trim().to_owned();
    let found = SIGNED.as_ref().and_then(|signed| signed.captures(&text));
    let parts = found.and_then(|found| Some((found.name("who")?.as_str(), found.name("day")?.as_str())));
    match parts.filter(|(who, _)| who.split_whitespace().all(looks_like_a_unit)) {
        Some((who, day)) => vec![
            Line { text: who.to_owned(), ..line },
            Line { number: line.number, text: day.to_owned(), follows_blank: false },
        ],
        None => vec![line],
    }
}

/// Whether a paragraph is not at its end; `is_full` where its last line reaches the margin.
fn breaks_off(text: &str, is_full: bool) -> bool {
    let text = text.trim_end();
    if text.ends_with(['，', '、', '《', '“']) || text.ends_with(OPENING) || is_within_parentheses(text) {
        return true;
    }
    if ends_a_sentence(text) || text.ends_with("通知") || text.ends_with("方案") || text.contains('\t') || is_day(text)
    {
        return is_full && text.ends_with(CLOSING);
    }
    let is_heading = mark(text).is_some_and(|mark| mark.level <= Level::Item) && !text.contains('。');
    let is_prose = text.contains('。') || (text.contains('，') && !is_heading);
    let last = text.rsplit('。').next().unwrap_or(text);
    let ends_with_list = fits(&LABEL, text) || ["单位：", "部门：", "单位:"].iter().any(|label| last.contains(label));
    is_full || (is_prose && !ends_with_list)
}

fn ends_a_sentence(text: &str) -> bool {
    const ENDS: [char; 10] = ['。', '！', '？', '；', '：', ':', ';', '!', '|', '…'];
    let text = text.trim_end();
    text.ends_with(ENDS) || text.ends_with(CLOSING) || text.strip_suffix('”').is_some_and(|text| text.ends_with(ENDS))
}

/// Whether a text ends within a title in 《》 or within parentheses that began not long ago.
fn is_within_parentheses(text: &str) -> bool {
    const FAR: usize = 400;
    let unclosed = |opening: &[char], closing: &[char]| {
        let mut open: Vec<usize> = Vec::new();
        for (at, character) in text.char_indices() {
            if opening.contains(&character) {
                open.push(at);
            } else if closing.contains(&character) {
                open.pop();
            }
        }
        open.last().is_some_and(|at| text.len() - at < FAR)
    };
    unclosed(&['《'], &['》']) || unclosed(&OPENING, &CLOSING)
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::paragraphs;

    fn found(text: &str) -> Vec<String> {
        paragraphs(lines(text)).into_iter().map(|paragraph| paragraph.text).collect()
    }

    #[test]
    fn what_breaks_off_goes_on_in_the_next_line() {
        for (text, expected) in [
            (
                "1.举办仪式。启动仪式暨 2024\n\n年比赛，同时宣传。",
                &["1.举办仪式。启动仪式暨 2024年比赛，同时宣传。"][..],
            ),
            ("现将《活动月工作方\n案》印发给你们。", &["现将《活动月工作方案》印发给你们。"]),
            ("全线长，计划\n69.97公里", &["全线长，计划69.97公里"]),
            (
                "1.建设。（市水利局、\n— 3 —\n市林草局）\n2.实施。",
                &["1.建设。（市水利局、市林草局）", "— 3 —", "2.实施。"],
            ),
            ("一、总体要求\n坚持原则，做好工作。", &["一、总体要求", "坚持原则，做好工作。"]),
            ("市教育局\n市体育局\n2024年1月2日", &["市教育局", "市体育局", "2024年1月2日"]),
            ("1.清障。（市水利局、市应急局\n\n2.治理。", &["1.清障。（市水利局、市应急局", "2.治理。"]),
            (
                "1.查。责任单位：市教育局\n市安委会 2024年5月20日",
                &["1.查。责任单位：市教育局", "市安委会", "2024年5月20日"],
            ),
            ("1.审批。（\n牵头单位：县住建局、县\n交通局）", &["1.审批。（牵头单位：县住建局、县交通局）"]),
            ("1.清障，并\n责任单位：市水利局", &["1.清障，并", "责任单位：市水利局"]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
