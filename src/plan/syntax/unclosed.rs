//! Brackets and quotes that are opened and never closed.

use std::ops::Range;

use crate::problem::Complaint;

/// Finds the first bracket of a list, or quote, that is not closed where the next key or heading begins.
///
/// Read line by line, as people write plans: a text ends on its line unless three quotes open it. Gives the place of the
/// bracket or quote; `None` where all are closed.
pub fn unclosed(text: &str) -> Option<(Range<usize>, Complaint)> {
    let mut open_list: Option<usize> = None;
    let mut is_in_long_text = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let offset = start;
        start += line.len();
        if line.matches("\"\"\"").count() % 2 == 1 {
            is_in_long_text = !is_in_long_text;
            continue;
        }
        if is_in_long_text || line.contains("\"\"\"") {
            continue;
        }
        if let Some(bracket) = open_list.filter(|_| begins_anew(line)) {
            // One that was closed with a full-width bracket is closed for the eye.
            if let Some(at) = text[bracket..offset].find(['】', '］']) {
                let place = bracket + at..bracket + at + '】'.len_utf8();
                let reason = format!("这里用了全角的“{}”", &text[place.clone()]);
                return Some((place, Complaint::new(reason, "改成英文的 ]；改好再查一遍，后面可能还有别的")));
            }
            let slip = Complaint::new("这个方括号没有收尾", "在最后一个名称后面补上 ]；改好再查一遍，后面可能还有别的");
            return Some((bracket..bracket + 1, slip));
        }
        match scan(line, open_list.map(|_| 0)) {
            Scan::OpenQuote(at) if !line.contains(['“', '”']) => {
                let (at, slip) = quote_slip(line, at);
                let length = line[at..].chars().next().map_or(1, char::len_utf8);
                return Some((offset + at..offset + at + length, slip));
            }
            Scan::OpenQuote(_) | Scan::Same => {}
            Scan::OpenList(at) => open_list = Some(offset + at),
            Scan::Closed => open_list = None,
        }
    }
    None
}

/// Which quote of a line lacks its other half, where the one at `at` is the odd one out.
fn quote_slip(line: &str, at: usize) -> (usize, Complaint) {
    let value = line.find('=').map_or(0, |equals| equals + 1);
    let start = value + line[value..].len() - line[value..].trim_start().len();
    if line[value..].trim_end().ends_with('"') && !line[start..].starts_with(['"', '[', '{', '#']) {
        return (
            start,
            Complaint::new("文字的开头少了英文双引号", "在这里补上英文双引号；改好再查一遍，后面可能还有别的"),
        );
    }
    // "市教育局, "市民委": what should lie between two names has been taken for the end of the first.
    let quotes: Vec<usize> = line.match_indices('"').map(|(at, _)| at).collect();
    let is_run_on = |pair: &&[usize]| line[pair[0] + 1..pair[1]].trim_end().ends_with([',', '，', '、']);
    let at = quotes.chunks_exact(2).find(is_run_on).map_or(at, |pair| pair[0]);
    (
        at,
        Complaint::new(
            "这个引号没有收尾",
            "在这段文字的末尾补上英文双引号；一行写不下的文字，首尾各用三个引号 \"\"\"；改好再查一遍",
        ),
    )
}

/// Whether a line is a heading, or a key with its equals sign.
fn begins_anew(line: &str) -> bool {
    let line = line.trim_start();
    let rest = match line.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"').map_or("", |(_, rest)| rest),
        None => line.trim_start_matches(|letter: char| letter.is_alphanumeric() || letter == '_'),
    };
    line.starts_with("[[")
        || (line.starts_with('[') && !line.contains(['"', ',']))
        || rest.trim_start().starts_with('=')
}

/// What a line leaves open.
enum Scan {
    OpenQuote(usize),
    OpenList(usize),
    Closed,
    Same,
}

fn scan(line: &str, outer: Option<usize>) -> Scan {
    let mut quote: Option<usize> = None;
    let mut lists: Vec<usize> = outer.into_iter().collect();
    let mut is_escaped = false;
    let is_heading = outer.is_none() && line.trim_start().starts_with('[');
    for (at, character) in line.char_indices() {
        match (quote, character) {
            _ if is_escaped => is_escaped = false,
            (Some(_), '\\') => is_escaped = true,
            (Some(_), '"') => quote = None,
            (None, '"') => quote = Some(at),
            (None, '#') => break,
            (None, '[') => lists.push(at),
            (None, ']') => drop(lists.pop()),
            _ => {}
        }
    }
    match (quote, lists.last(), outer) {
        (Some(at), ..) => Scan::OpenQuote(at),
        (None, Some(_), Some(_)) => Scan::Same,
        (None, Some(at), None) if !is_heading => Scan::OpenList(*at),
        (None, None, Some(_)) => Scan::Closed,
        _ => Scan::Same,
    }
}

#[cfg(test)]
mod tests {
    use super::unclosed;

    #[test]
    fn what_is_left_open_is_found_where_it_was_opened() {
        for (text, found) in [
            ("a = [\"甲\", \"乙\"\nb = 1\n", Some("[\"甲\"")),
            ("a = [\n  \"甲\",\n  \"乙\",\n[[activity]]\n", Some("[\n")),
            ("a = [\"甲]\nb = 1\n", Some("\"甲]")),
            ("a = \"甲\nb = \"乙\"\n", Some("\"甲\n")),
            ("a = [\"甲\", \"乙, \"丙\"]\n", Some("\"乙")),
            ("a = 甲\"\n", Some("甲\"")),
            ("a = [\n  \"甲\", # 说明 [\n]\nb = 1\n", None),
            ("[[activity]]\na = \"甲 [乙\"\n", None),
            ("a = \"\"\"甲 \" 乙\n[x\n\"\"\"\nb = 1\n", None),
            ("a = \"引号 \\\" 在内\"\n", None),
        ] {
            let place = unclosed(text).map(|(span, _)| span.start);
            assert_eq!(place, found.map(|found| text.find(found).unwrap()), "{text}");
        }
    }
}
