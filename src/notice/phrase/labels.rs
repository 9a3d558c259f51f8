//! Labelled values in a notice: 牵头单位：, 责任单位：, 完成时限：.

use std::ops::Range;
use std::sync::LazyLock;

use regex_lite::Regex;

use crate::notice::page::brackets::{CLOSING, bracketed};
use crate::plan::Role;

/// What a label says about the value behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// Units with this role.
    Units(Role),
    /// A deadline.
    Due,
    /// Something that the plan keeps under the label's own name: 责任领导.
    Extra(String),
}

/// A label with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labelled {
    /// What the label says.
    pub label: Label,
    /// The bytes of the value.
    pub value: Range<usize>,
    /// The bytes of label and value, with the parentheses around them where they stand in some.
    pub place: Range<usize>,
}

/// The labels; a short form without 单位 counts only where a pair of parentheses or a part of one begins.
static LABELS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let full = r"(?P<lead>(?:牵头|主办|主责|总牵头)(?:责任)?(?:单位|部门|处室|科室|股室))|(?P<support>(?:配合|协办|协助|参与|参加|指导|支持|协同)(?:责任)?(?:单位|部门|处室|科室|股室))|(?P<member>(?:责任|承办|落实|实施|完成|执行|组织|主体责任)(?:单位|部门|处室|科室|股室)|责任主体)";
    let due = r"(?P<due>完成(?:时限|时间|期限|日期)|(?:办理|办结|工作|整改|进度)时限|(?:时限|进度|时间)要求|时间安排|时间节点|活动时间|时限|时间)";
    let extra = r"(?P<extra>(?:牵头|责任|分管|包联|包保|协调)(?:市|县|区)?领导|责任人|具体负责人)";
    let short = r"(?:[（(【；;]|^|\s)\s*(?:(?P<leads>牵头|主办)|(?P<supports>配合|协办)|(?P<members>责任|承办))";
    Regex::new(&format!(r"(?:{full}|{due}|{extra}|{short})\s*[：:]\s*")).ok()
});

/// Finds the labelled values of a text.
///
/// A value ends before the next label, at the end of its sentence, its parentheses or its line; where nothing stands behind
/// a label on its line, the next line is its value.
pub fn labelled(text: &str) -> Vec<Labelled> {
    let Some(labels) = LABELS.as_ref() else { return Vec::new() };
    let groups = bracketed(text);
    let found: Vec<_> = labels.captures_iter(text).filter(|found| !names_a_collective(text, found)).collect();
    let starts: Vec<usize> = found.iter().filter_map(|found| Some(found.get(0)?.start())).collect();
    let mut values = Vec::new();
    for (at, captures) in found.iter().enumerate() {
        let (Some(label), Some(whole)) = (label(captures), captures.get(0)) else { continue };
        let group = groups.iter().find(|group| group.place.contains(&whole.start()));
        let next = starts.get(at + 1).copied().unwrap_or(text.len());
        let limit = group.map_or(text.len(), |group| group.inside.end).min(next);
        let value = whole.end()..end_of_value(text, whole.end(), limit, group.is_some());
        let place = group.map_or(whole.start()..value.end, |group| group.place.clone());
        values.push(Labelled { label, value, place });
    }
    values
}

/// Whether what looks like a label is the end of a collective: 各责任单位：
fn names_a_collective(text: &str, found: &regex_lite::Captures<'_>) -> bool {
    found.get(0).is_some_and(|found| text[..found.start()].ends_with(['各', '的', '有']))
}

fn label(captures: &regex_lite::Captures<'_>) -> Option<Label> {
    let has = |names: [&str; 2]| names.iter().any(|name| captures.name(name).is_some());
    Some(if has(["lead", "leads"]) {
        Label::Units(Role::Lead)
    } else if has(["support", "supports"]) {
        Label::Units(Role::Support)
    } else if has(["member", "members"]) {
        Label::Units(Role::Member)
    } else if captures.name("due").is_some() {
        Label::Due
    } else {
        Label::Extra(captures.name("extra")?.as_str().to_owned())
    })
}

fn end_of_value(text: &str, start: usize, limit: usize, is_in_group: bool) -> usize {
    let limit = limit.max(start);
    let value = &text[start..limit];
    // A label's own blanks may have run over the end of its line: what follows is its value then.
    let stop = value.find(['\n', '。']).unwrap_or(value.len());
    let end = start + stop;
    let kept = text[start..end].trim_end_matches(|last: char| {
        last.is_whitespace() || "；;，,、".contains(last) || (is_in_group && last == '（')
    });
    start + kept.len()
}

/// The text without some of its parts, and without lines and closing signs that are left with nothing.
pub fn without(text: &str, mut places: Vec<Range<usize>>) -> String {
    places.sort_by_key(|place| place.start);
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for place in places {
        if place.start >= at {
            kept.push_str(&text[at..place.start]);
        }
        at = at.max(place.end);
    }
    kept.push_str(&text[at.min(text.len())..]);
    let only_signs = |line: &str| line.chars().all(|sign| "。；;，,. \t".contains(sign) || CLOSING.contains(&sign));
    let lines: Vec<&str> = kept.lines().map(str::trim).filter(|line| !only_signs(line)).collect();
    tidy(lines.join("\n"))
}

/// A text without signs that nothing stands between any more.
fn tidy(mut text: String) -> String {
    for (signs, sign) in [("；；", "；"), ("。；", "。"), ("。，", "。"), ("。。", "。")] {
        while text.contains(signs) {
            text = text.replace(signs, sign);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Label, labelled, without};
    use crate::plan::Role;

    fn told(text: &str) -> Vec<String> {
        let word = |label: &Label| match label {
            Label::Units(Role::Lead) => "牵头".to_owned(),
            Label::Units(Role::Member) => "责任".to_owned(),
            Label::Units(Role::Support) => "配合".to_owned(),
            Label::Due => "时限".to_owned(),
            Label::Extra(name) => name.clone(),
        };
        labelled(text).iter().map(|one| format!("{}={}", word(&one.label), &text[one.value.clone()])).collect()
    }

    #[test]
    fn labels_have_their_values() {
        for (text, expected) in [
            ("资助。责任单位：市委组织部、市科技局。其他", &["责任=市委组织部、市科技局"][..]),
            (
                "牵头单位：县水利局\n责任单位：县财政局\n完成时限：年内",
                &["牵头=县水利局", "责任=县财政局", "时限=年内"],
            ),
            (
                "建设。（牵头单位：市财政局；责任单位：市审计局及市税务局，6月底完成）",
                &["牵头=市财政局", "责任=市审计局及市税务局，6月底完成"],
            ),
            ("牵头单位：县科技局责任单位：县科协", &["牵头=县科技局", "责任=县科协"]),
            ("（牵头：市财政局；配合：市审计局）", &["牵头=市财政局", "配合=市审计局"]),
            ("责任单位：\n市教育局、市民委", &["责任=市教育局、市民委"]),
            ("责任领导：张三 责任单位：市教育局", &["责任领导=张三", "责任=市教育局"]),
            ("牵头：州水利局 配合：州能源局", &["牵头=州水利局", "配合=州能源局"]),
            ("各责任单位：请认真落实", &[]),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_taken_out_leaves_no_signs_behind() {
        let text = "建设基地。责任单位：市教育局。\n（完）";
        let place = labelled(text)[0].place.clone();
        assert_eq!(without(text, vec![place]), "建设基地。\n（完）");
    }
}
