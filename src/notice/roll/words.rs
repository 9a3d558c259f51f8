//! The words of a roll: marks before names, names that end as units do, and lines that name none.

use std::sync::LazyLock;

use regex_lite::Regex;

use crate::glyph::is_invisible;

/// What stands before the words of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Nothing.
    None,
    /// 一、
    Chinese,
    /// （一）
    ChineseInBrackets,
    /// 1. 1、 （1） ①
    Digit,
    /// - · ● ★
    Bullet,
}

static MARKS: LazyLock<Vec<(Mark, Regex)>> = LazyLock::new(|| {
    let shapes = [
        (Mark::Chinese, r"^第?[一二三四五六七八九十百]{1,4}\s*[、.．]\s*"),
        (Mark::ChineseInBrackets, r"^[(（][一二三四五六七八九十百]{1,4}[)）]\s*[、.．]?\s*"),
        (Mark::Digit, r"^[0-9０-９]{1,4}\s*[、.．)）]\s*"),
        (Mark::Digit, r"^[(（][0-9０-９]{1,4}[)）]\s*[、.．]?\s*"),
        (Mark::Digit, r"^[0-9]{1,4}\s+"),
        (Mark::Digit, "^[\u{2460}-\u{24ff}\u{2776}-\u{2793}\u{3220}-\u{3229}\u{3251}-\u{325f}]\\s*[、.．]?\\s*"),
        (Mark::Bullet, r"^[-—–·•●○■□◆◇★☆▪▲△►▶*※✓√＊－]+\s*"),
    ];
    shapes.into_iter().filter_map(|(mark, shape)| Some((mark, Regex::new(shape).ok()?))).collect()
});

/// The mark of a line, and the words behind it: `（一）市教育局`.
pub fn unmarked(line: &str) -> (Mark, &str) {
    let found = MARKS.iter().find_map(|(mark, shape)| Some((*mark, shape.find(line)?.end())));
    match found {
        // A list item may be ticked: `- [x] 市教育局`.
        Some((Mark::Bullet, end)) if line[end..].starts_with('[') => {
            let behind = line[end..].split_once(']').map_or(&line[end..], |(_, behind)| behind.trim_start());
            (Mark::Bullet, behind)
        }
        // A list item may be numbered within: `- 1.市教育局`.
        Some((Mark::Bullet, end)) => match unmarked(&line[end..]) {
            (Mark::None, words) => (Mark::Bullet, words),
            marked => marked,
        },
        Some((mark, end)) if end < line.len() => (mark, &line[end..]),
        _ => (Mark::None, line),
    }
}

/// Text without what nobody sees, and with one kind of blank at its ends gone.
pub fn plain(text: &str) -> String {
    let seen: String = text.chars().filter(|one| one.is_whitespace() || !is_invisible(*one)).collect();
    seen.trim().to_owned()
}

/// How the names of units end.
const ENDINGS: [&str; 64] = [
    "局",
    "委",
    "办",
    "部",
    "院",
    "中心",
    "公司",
    "镇",
    "乡",
    "街道",
    "学校",
    "队",
    "站",
    "所",
    "会",
    "社",
    "馆",
    "台",
    "行",
    "处",
    "厅",
    "署",
    "室",
    "团",
    "校",
    "区",
    "县",
    "市",
    "旗",
    "州",
    "盟",
    "苏木",
    "场",
    "厂",
    "大学",
    "集团",
    "联",
    "府",
    "园",
    "庭",
    "中学",
    "小学",
    "幼儿园",
    "分局",
    "分公司",
    "支行",
    "村",
    "社区",
    "嘎查",
    "矿",
    "段",
    "库",
    "店",
    "医院",
    "银行",
    "协会",
    "商会",
    "党校",
    "基地",
    "窗口",
    "专班",
    "热线",
    "组",
    "协",
];

/// Whether words end as the names of units do, a bracket behind them passed over.
pub fn is_unit(words: &str) -> bool {
    let words = words.trim_end_matches(['。', '；', ';']);
    let bare = match words.rfind(['（', '(']) {
        Some(open) if open > 0 && words.ends_with(['）', ')']) => &words[..open],
        _ => words,
    };
    bare.chars().count() >= 2 && !is_collective(bare) && ENDINGS.iter().any(|ending| bare.ends_with(ending))
}

/// Whether words name many units at once: 各乡镇, 市直部门.
pub fn is_collective(words: &str) -> bool {
    const ENDS: [&str; 11] =
        ["部门", "单位", "乡镇", "企业", "学校（园）", "系统", "机构", "团体", "类", "乡镇街道", "院校"];
    let bare = without_count(words);
    let is_group_by_number = bare.starts_with('第') && bare.ends_with('组');
    bare.starts_with('各') || is_group_by_number || ENDS.iter().any(|end| bare.ends_with(end)) || bare == "街道"
}

static COUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\s*[(（]\s*(共|计|合计)?\s*[0-9０-９一二三四五六七八九十百]+\s*(个|家|所|名)?\s*(单位|部门|乡镇|街道)?\s*[)）]\s*$").ok()
});

/// The name of a group without how many it holds: `各乡镇（12个）`.
pub fn without_count(words: &str) -> &str {
    let end = COUNT.as_ref().and_then(|count| count.find(words)).map_or(words.len(), |found| found.start());
    words[..end].trim()
}

/// The name of a group, without how many it holds; `None` where that is all there is.
pub fn named(words: &str) -> Option<String> {
    Some(without_count(words)).filter(|name| !name.is_empty()).map(str::to_owned)
}

static NOTES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    const SHAPES: [&str; 9] = [
        r"^附\s*(件|表|录|$|[:：])",
        r"(名单|名册|一览表|通讯录|花名册|统计表|登记表|汇总表|分工表|联系表|安排表|明细表)(\s*[(（][^)）]*[)）])?$",
        r"^[(（][^()（）]*[)）]$",
        r"^(合\s*计|总\s*计|小\s*计|共\s*计|总\s*数|备\s*注|说\s*明|注|填\s*表|填\s*报|制\s*表|审\s*核\s*人|联\s*系\s*(人|电\s*话|方\s*式)|联络员|电\s*话|手\s*机|传\s*真|邮\s*箱|电子邮箱|地\s*址|日\s*期|时\s*间|印发|抄送)\s*([:：]|$|[0-9０-９共])",
        r"^(填\s*表|填\s*报|制\s*表|报\s*送|审\s*核)[^：:]{0,12}[:：]",
        r"^(共|总共|以上共|合计)\s*[0-9０-９一二三四五六七八九十百]+\s*(个|家|所)",
        r"^[0-9０-９]{4}\s*年",
        r"^以上.*(排名|顺序|不分先后)",
        r"排名不分先后",
    ];
    SHAPES.iter().filter_map(|shape| Regex::new(shape).ok()).collect()
});

/// Whether a line names no unit: a title, a sum, a remark, whom to call.
pub fn is_note(line: &str) -> bool {
    let has_letters = line.chars().any(char::is_alphabetic);
    !has_letters || NOTES.iter().any(|note| note.is_match(line))
}

/// Whether words before a colon only lead to the names behind it: `请以下单位参会`.
pub fn is_sentence(label: &str) -> bool {
    ["请", "以下", "下列", "如下", "现将", "通知", "名单"].iter().any(|word| label.contains(word))
        || label.chars().count() > 20
}
