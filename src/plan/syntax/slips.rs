//! What people mistype, and what they meant.

use crate::plan::keys::{heading_meant, meant, wanted};
use crate::plan::wanted::Wanted;
use crate::problem::Complaint;

/// What the parser's messages mean for a person who writes plans, by the words they contain; the first hit counts.
const MEANINGS: [(&str, &str, &str); 17] = [
    ("unexpected key or value", "这一行的末尾多了内容", "一行只写一个 栏目 = 内容；说明文字前面加 #"),
    ("missing comma", "两个名称之间少了逗号", "名称之间用英文逗号隔开：[\"市教育局\", \"市民委\"]"),
    ("extra comma", "多了一个逗号", "删去多余的逗号"),
    ("unclosed array", "这一列名称没有用 ] 收尾", "在最后一个名称后面补上 ]"),
    ("unclosed inline table", "大括号没有用 } 收尾", "在末尾补上 }"),
    ("unclosed table", "表头没有用 ] 收尾", "写成 [groups] 或 [[activity]]"),
    ("extra `=`", "多了一个等号", "一行只写一个等号"),
    ("key with no value", "这个栏目后面没有等号和内容", "写成 栏目 = 内容；文字要加英文引号"),
    ("fraction", "这个数字的末尾多了一个点", "编号写成 18；带点的编号加英文引号，例如 \"3.2\""),
    ("leading zero", "数字前面不能有 0", "写成 7，或加上英文引号 \"07\""),
    ("string values must be quoted", "文字没有加英文引号", "把文字写在英文双引号里，例如 \"市教育局\""),
    ("escaped value", "引号里有单独的反斜线 \\", "反斜线写两个 \\\\，路径里可以改用 /"),
    ("unicode", "引号里有单独的反斜线 \\", "反斜线写两个 \\\\，路径里可以改用 /"),
    ("unquoted key", "等号前有不能直接写的字符", "中文名称要加英文双引号，例如 \"各乡镇街道\" = [\"…\"]"),
    ("string", "引号里的文字不合写法", "检查首尾的英文引号是否成对；文字里的英文引号改成中文引号“”"),
    ("carriage return", "有一处不完整的换行", "用编辑器把换行统一成 LF 或 CRLF"),
    ("date", "这个日子不合写法", "写成 2024-09-22 这样：年份四位，月和日各两位"),
];

/// One line that the parser would not take.
struct Line<'l> {
    /// What stands before the equals sign.
    key: &'l str,
    /// What stands after it.
    value: &'l str,
    /// The whole line.
    text: &'l str,
    /// The part that the parser complains of.
    wrong: &'l str,
    /// Its complaint.
    message: &'l str,
}

/// Finds what a person most likely mistyped.
///
/// `wrong` is what the parser points at within `line`, `message` its complaint.
pub fn slip(wrong: &str, line: &str, message: &str) -> Complaint {
    let (key, value) = line.split_once('=').map_or((line, ""), |(key, value)| (key, value));
    let line = Line { key: key.trim(), value: value.trim(), text: line, wrong, message };
    in_brackets(&line)
        .or_else(|| in_signs(&line))
        .or_else(|| in_key(&line))
        .or_else(|| in_value(&line))
        .unwrap_or_else(|| by_message(message))
}

fn in_brackets(line: &Line<'_>) -> Option<Complaint> {
    let heading = line.text.trim().trim_matches(['[', ']', '"', ' ']);
    let is_heading = line.text.trim_start().starts_with('[');
    if let Some(meant) = heading_meant(heading).filter(|_| is_heading) {
        return Some(Complaint::new("表头要用英文的写法", format!("“{heading}”写成 {meant}")));
    }
    let is_activity = line.text.trim_start().starts_with("[activity]");
    let is_duplicate = line.message.contains("duplicate key");
    match (is_activity, is_duplicate) {
        (true, true) => {
            Some(Complaint::new("任务的开头少了一层方括号", "每项任务都以单独一行 [[activity]] 开头，两层方括号"))
        }
        (false, true) => Some(Complaint::new("同一个栏目写了两次", "只留一处；任务之间要用单独一行 [[activity]] 隔开")),
        _ => None,
    }
}

/// Full-width signs, with the half-width ones that belong there.
const WIDE: [(char, &str); 12] = [
    ('＝', "="),
    ('【', "["),
    ('】', "]"),
    ('［', "["),
    ('］', "]"),
    ('｛', "{"),
    ('｝', "}"),
    ('＃', "#"),
    ('　', "半角空格"),
    ('，', ","),
    ('、', ","),
    ('；', ","),
];

/// Full-width signs where half-width ones belong.
fn in_signs(line: &Line<'_>) -> Option<Complaint> {
    const QUOTES: [char; 5] = ['“', '”', '‘', '’', '＂'];
    let is_quote = line.wrong.starts_with(QUOTES) || line.value.starts_with(QUOTES);
    let outside = outside_quotes(line.text);
    let has_colon = !outside.contains('=') && outside.contains(['：', ':']);
    let has_inner_colon = outside.contains('{') && outside.contains([':', '：']);
    if is_quote {
        Some(Complaint::new("这里用了中文引号", "首尾的引号改成英文双引号 \"；文字中间的中文引号可以保留"))
    } else if (has_colon && !line.text.trim_start().starts_with('[')) || has_inner_colon {
        Some(Complaint::new("这里用了冒号", "名称和内容之间改成英文的等号，例如 id = 7"))
    } else {
        let (wide, narrow) = WIDE.iter().find(|(wide, _)| outside.contains(*wide))?;
        Some(Complaint::new(format!("这里用了全角的“{wide}”"), format!("改成英文的 {narrow}")))
    }
}

/// A line without its quoted texts and its comment.
fn outside_quotes(line: &str) -> String {
    let mut is_quoted = false;
    let outside = line.chars().filter(|letter| {
        is_quoted ^= *letter == '"';
        !is_quoted && *letter != '"'
    });
    let outside: String = outside.collect();
    outside.split('#').next().unwrap_or_default().to_owned()
}

fn in_key(line: &Line<'_>) -> Option<Complaint> {
    let is_bare = !line.key.is_ascii() && !line.key.starts_with(['"', '\'', '[']);
    match (is_bare, meant(line.key)) {
        (true, Some(key)) => {
            let remedy = format!("“{}”写成 {}；全部栏目见 zlt help 方案", line.key, key.name());
            Some(Complaint::new("栏目要用英文的写法", remedy))
        }
        (true, None) => Some(Complaint::new(
            "中文名称没有加引号",
            "写成 \"各乡镇街道\" = [\"…\"] 这样，等号前的名称也要加英文双引号",
        )),
        _ => None,
    }
}

fn in_value(line: &Line<'_>) -> Option<Complaint> {
    let is_text = line.value.starts_with('"') && line.value[1..].contains('"');
    if line.value.is_empty() && line.text.contains('=') {
        Some(Complaint::new("等号后面没有内容", "写上内容，或删去这一行"))
    } else if is_text
        && wanted(line.key) != Some(Wanted::Names)
        && line.message.contains("unexpected key or value")
        && line.value.matches('"').count() > 2
    {
        Some(Complaint::new("文字里面有英文引号", "文字里面的引号改成中文引号“”，只留首尾两个英文引号"))
    } else if wanted(line.key) == Some(Wanted::Names) && line.value.starts_with('"') && line.value.contains(',') {
        Some(Complaint::new("这一列名称少了方括号", "首尾加上方括号：[\"市教育局\", \"市民委\"]"))
    } else if wanted(line.key) == Some(Wanted::Flag) {
        let (what, how) = Wanted::Flag.words();
        Some(Complaint::new(format!("{} 的写法不对，这里应是{what}", line.key), how))
    } else if line.value.starts_with("长期") || line.value.starts_with("常态") {
        Some(Complaint::new("长期坚持的任务另有写法", "这一行改成 ongoing = true"))
    } else if looks_like_a_day(line.value) {
        Some(Complaint::new("这个日子不合写法", "写成 2024-09-22 这样：年份四位，月和日各两位，日历上要有这一天"))
    } else if line.message.contains("string values must be quoted") {
        let (what, how) = wanted(line.key).filter(|wanted| *wanted != Wanted::Text)?.words();
        Some(Complaint::new(format!("{} 的写法不对，这里应是{what}", line.key), how))
    } else {
        None
    }
}

fn by_message(message: &str) -> Complaint {
    let known = MEANINGS.iter().find(|(words, ..)| message.contains(words));
    known.map_or_else(
        || Complaint::new("这里的写法不对", "对照相邻几行，或 zlt help 方案 里的样子修改"),
        |(_, reason, remedy)| Complaint::new(*reason, *remedy),
    )
}

fn looks_like_a_day(value: &str) -> bool {
    let mut parts = value.split(['-', '/', '.', '年', '月']);
    let is_number =
        |part: Option<&str>| part.is_some_and(|part| part.starts_with(|digit: char| digit.is_ascii_digit()));
    parts.next().is_some_and(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
        && is_number(parts.next())
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::MEANINGS;

    /// The parser's English is no promise of its makers': each row must still be met by what it is written for.
    #[test]
    fn each_meaning_is_that_of_a_message_of_the_parser() {
        const TEXTS: [&str; 17] = [
            "a = \"甲\" 乙",
            "a = [\"甲\" \"乙\"]",
            "a = [1,,2]",
            "a = [1",
            "a = { b = 1",
            "[a",
            "a == 1",
            "a",
            "a = 18.",
            "a = 07",
            "a = 甲",
            "a = \"C:\\甲\"",
            "a = \"\\u1\"",
            "甲 = 1",
            "a = '甲",
            "a = 1\r b = 2",
            "a = 2024-9-22",
        ];
        let met = |text: &str| {
            let (_, errors) = DeTable::parse_recoverable(text);
            let message = errors.first().unwrap().message();
            MEANINGS.iter().position(|(words, ..)| message.contains(words)).unwrap_or_else(|| panic!("{message}"))
        };
        assert_eq!(TEXTS.map(met).to_vec(), (0..MEANINGS.len()).collect::<Vec<_>>());
    }
}
