//! Mistakes in the TOML itself, said in Chinese.

use std::ops::Range;

use toml::de::Error;

use super::fault::Fault;
use super::faults::Faults;

/// What the parser's messages mean for a person who writes plans, by the words they contain; the first hit counts.
const MEANINGS: [(&str, &str, &str); 16] = [
    ("unexpected key or value", "这一行的末尾多了内容", "一行只写一个 键 = 内容；说明文字前面加 #"),
    ("missing comma", "两个名称之间少了逗号", "名称之间用英文逗号隔开：[\"市教育局\", \"市民委\"]"),
    ("extra comma", "多了一个逗号", "删去多余的逗号"),
    ("unclosed array", "这一列名称没有用 ] 收尾", "在最后一个名称后面补上 ]"),
    ("unclosed inline table", "大括号没有用 } 收尾", "在末尾补上 }"),
    ("unclosed table", "表头没有用 ] 收尾", "写成 [groups] 或 [[activity]]"),
    ("extra `=`", "多了一个等号", "一行只写一个等号"),
    ("key with no value", "这个键后面没有等号和内容", "写成 键 = 内容；文字要加英文引号"),
    ("fraction", "这个数字的末尾多了一个点", "编号写成 18；带点的编号加英文引号，例如 \"3.2\""),
    ("leading zero", "数字前面不能有 0", "写成 7，或加上英文引号 \"07\""),
    ("string values must be quoted", "文字没有加英文引号", "把文字写在英文双引号里，例如 \"市教育局\""),
    ("invalid value", "这个内容不合写法", "文字要加英文双引号；日子写成 2024-09-22"),
    ("unquoted key", "键名里有不能直接写的字符", "中文键名要加英文双引号，例如 \"各乡镇街道\" = [\"…\"]"),
    ("string", "引号里的文字不合写法", "检查首尾的英文引号是否成对；文字里的英文引号改成中文引号“”"),
    ("carriage return", "有一处不完整的换行", "用编辑器把换行统一成 LF 或 CRLF"),
    ("date", "这个日子不合写法", "写成 2024-09-22 这样：年份四位，月和日各两位"),
];

/// Turns the parser's errors into faults, one a line: what follows on the same line is mostly an echo of the first.
pub fn explain(text: &str, errors: &[Error], faults: &mut Faults) {
    let mut last_line = None;
    for error in errors {
        let span = error.span().map_or(0..0, |span| widened(text, span));
        let line = text[..span.start].matches('\n').count();
        if last_line.replace(line) != Some(line) {
            let (reason, remedy) = meaning(&text[span.clone()], line_around(text, span.start), error.message());
            faults.add(span, Fault::Syntax { reason: reason.to_owned(), remedy: remedy.to_owned() });
        }
    }
}

fn meaning(wrong: &str, line: &str, message: &str) -> (&'static str, &'static str) {
    let value = line.split_once('=').map_or("", |(_, value)| value.trim_start());
    let key = line.split_once('=').map_or(line, |(key, _)| key).trim();
    if message.contains("duplicate key") {
        ("同一个键写了两次", "只留一处；任务之间要用单独一行 [[activity]] 隔开")
    } else if wrong.starts_with(['“', '”', '‘', '’', '＂']) || value.starts_with(['“', '”', '‘', '’', '＂'])
    {
        ("这里用了中文引号", "首尾的引号改成英文双引号 \"；文字中间的中文引号可以保留")
    } else if line.contains(['＝', '【', '】', '［', '］']) && !line.contains('"') {
        ("这里用了全角符号", "等号和方括号改成英文的 = [ ]")
    } else if value.is_empty() && line.contains('=') {
        ("等号后面没有内容", "写上内容，或删去这一行")
    } else if looks_like_a_day(value) {
        ("这个日子不合写法", "写成 2024-09-22 这样：年份四位，月和日各两位，日历上要有这一天")
    } else if !key.is_ascii() && !key.starts_with(['"', '\'']) && !line.trim_start().starts_with('[') {
        ("中文键名没有加引号", "写成 \"各乡镇街道\" = [\"…\"] 这样，等号前的名称也要加英文双引号")
    } else {
        let known = MEANINGS.iter().find(|(words, ..)| message.contains(words));
        known.map_or(("这里不合 TOML 的写法", "对照相邻几行的写法修改"), |(_, reason, remedy)| {
            (reason, remedy)
        })
    }
}

fn looks_like_a_day(value: &str) -> bool {
    let mut parts = value.split(['-', '/', '.', '年', '月']);
    let is_number =
        |part: Option<&str>| part.is_some_and(|part| part.starts_with(|digit: char| digit.is_ascii_digit()));
    parts.next().is_some_and(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
        && is_number(parts.next())
}

fn line_around(text: &str, place: usize) -> &str {
    let start = text[..place].rfind('\n').map_or(0, |at| at + 1);
    text[start..].lines().next().unwrap_or("")
}

/// A span with both ends between characters and at least one character long, where the text has one.
fn widened(text: &str, span: Range<usize>) -> Range<usize> {
    let floor =
        |place: usize| (0..=place.min(text.len())).rev().find(|&place| text.is_char_boundary(place)).unwrap_or(0);
    let start = floor(span.start);
    let next = text[start..].chars().next().filter(|&character| character != '\n').map_or(0, char::len_utf8);
    start..floor(span.end).max(start + next)
}
