//! The duty list of an item: behind labels, in parentheses at its end, or as a closing sentence.

use std::ops::Range;
use std::sync::LazyLock;

use indexmap::IndexSet;
use regex_lite::Regex;

use super::labels::{Label, labelled, without};
use super::names::{Listed, names};
use super::roles::{Roles, roles};
use crate::notice::page::brackets::{Bracketed, CLOSING, OPENING, bracketed};
use crate::plan::Role;

/// What an item says about who does it and by when, apart from its running text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DutyList {
    /// The units, each once and in printed order, with their roles.
    pub units: Vec<(Role, Listed)>,
    /// Whether the units stand behind labels: 责任单位：.
    pub is_labelled: bool,
    /// Whether any role was printed with its own word; only then a unit without one is no lead by being first.
    pub names_lead: bool,
    /// What stands behind a label for the deadline.
    pub due: Option<String>,
    /// Deadlines that stand among the units.
    pub deadlines: Vec<String>,
    /// Other labelled values.
    pub extra: Vec<(String, String)>,
    /// What stands among the units and is not known to be one; where a label says units it is taken for one as well.
    pub odd: Vec<String>,
    /// Whether the list is never closed.
    pub is_unclosed: bool,
    /// The item's text without the list.
    pub rest: String,
}

/// Finds the duty list of an item.
///
/// Takes the item's text, paragraphs parted by line breaks. Gives `None` where nobody is named: parentheses such as （团队建设）
/// or （2023版） are no list.
pub fn duty_list(text: &str) -> Option<DutyList> {
    by_labels(text).or_else(|| in_parentheses(text)).or_else(|| in_sentence(text))
}

fn by_labels(text: &str) -> Option<DutyList> {
    let values = labelled(text);
    if !values.iter().any(|value| matches!(value.label, Label::Units(_))) {
        return None;
    }
    let mut list = DutyList { is_labelled: true, ..DutyList::default() };
    for value in &values {
        let printed = text[value.value.clone()].trim();
        match &value.label {
            Label::Units(role) => {
                list.names_lead |= *role == Role::Lead;
                let before = list.units.last().map(|(_, listed)| listed.name.clone());
                list.take_labelled(roles(printed, *role, before.as_deref()), *role);
            }
            Label::Due => list.due = Some(printed.to_owned()),
            Label::Extra(name) => list.extra.push((name.clone(), printed.to_owned())),
        }
    }
    list.rest = without(text, values.into_iter().map(|value| value.place).collect());
    (!list.units.is_empty()).then_some(list)
}

fn in_parentheses(text: &str) -> Option<DutyList> {
    let mut list = DutyList::default();
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let groups = bracketed(line);
        for (at, group) in groups.iter().enumerate() {
            if closes_a_paragraph(line, group, groups.get(at + 1)) {
                let found = roles(&line[group.inside.clone()], Role::Member, None);
                let rare = found.odd.iter().filter(|odd| !is_remark(odd)).count();
                let is_list = !found.units.is_empty()
                    && rare * 2 <= found.units.len()
                    && found.odd.iter().all(|odd| is_remark(odd) || may_be_a_name(odd));
                if is_list && (group.is_closed || found.units.len() > 1) {
                    list.is_unclosed |= !group.is_closed;
                    places.push(start + group.place.start..start + group.place.end);
                    list.take_labelled(found, Role::Member);
                }
            }
        }
        start += line.len() + 1;
    }
    if places.is_empty() {
        return None;
    }
    list.rest = without(text, places);
    Some(list)
}

/// A piece in parentheses that does not make the whole no list: a remark on the list itself.
fn is_remark(odd: &str) -> bool {
    odd.starts_with('除')
        || odd.ends_with("除外")
        || odd.contains("单位")
        || odd.contains("负责")
        || odd.contains("牵头")
}

/// Whether parentheses stand at the end of a paragraph, or right before others that do.
fn closes_a_paragraph(line: &str, group: &Bracketed, next: Option<&Bracketed>) -> bool {
    let behind = line[group.place.end..].trim_matches(|sign: char| sign.is_whitespace() || "。；;.，".contains(sign));
    behind.is_empty() || next.is_some_and(|next| next.place.start == group.place.end)
}

/// 由A、B和C负责具体实施。 or A负责，B配合。 as one of the last sentences.
fn in_sentence(text: &str) -> Option<DutyList> {
    const LAST: usize = 3;
    let mut ends: Vec<usize> =
        text.char_indices().filter(|(_, sign)| "。\n".contains(*sign)).map(|(at, _)| at).collect();
    if ends.last().is_none_or(|last| !text[*last..].trim_matches(['。', '\n', ' ']).is_empty()) {
        ends.push(text.len());
    }
    for (at, &end) in ends.iter().enumerate().rev().take(LAST) {
        let start = at.checked_sub(1).map_or(0, |before| ends[before]);
        let start = start
            + text[start..end].chars().take_while(|sign| "。\n ".contains(*sign)).map(char::len_utf8).sum::<usize>();
        if let Some((clause, found)) = role_sentence(&text[start..end]) {
            let mut list = DutyList::default();
            list.take(found);
            let place = start + clause.start..start + clause.end;
            list.rest = without(text, vec![place]);
            return Some(list);
        }
    }
    None
}

/// The bytes of a sentence that say who does what, and what they say; every name in them must be one.
fn role_sentence(sentence: &str) -> Option<(Range<usize>, Roles)> {
    static DOER: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"由([^。]{2,200}?)(?:按(?:照)?(?:各自)?职责(?:分工)?)?(?:负责(?:具体实施|组织实施|落实|实施)?|牵头(?:负责|实施|组织实施|落实)?|承办|组织实施|具体实施|抓好落实)").ok()
    });
    let whole = roles(sentence, Role::Member, None);
    let has_role_word = ["负责", "牵头", "配合", "落实"].iter().any(|word| sentence.contains(word));
    let has_choice = sentence.contains("可根据");
    let is_report = ["报送", "上报", "报至"].iter().any(|word| sentence.contains(word));
    let is_told_first = sentence.find('由').is_none_or(|at| at == 0);
    let is_plain = !has_choice && !is_report && is_told_first;
    if has_role_word && is_plain && !whole.units.is_empty() && whole.odd.is_empty() {
        return Some((0..sentence.len(), whole));
    }
    let found = DOER.as_ref()?.find(sentence)?;
    let clause = roles(found.as_str(), Role::Member, None);
    (!clause.units.is_empty() && clause.odd.is_empty()).then_some((found.range(), clause))
}

impl DutyList {
    /// Takes a cell of a table whose column gives this role; labels and words within the cell say more than the column.
    pub fn take_cell(&mut self, cell: &str, role: Role) {
        match by_labels(cell) {
            Some(list) => self.take(Roles { units: list.units, odd: list.odd, deadlines: list.deadlines }),
            None => self.take_labelled(roles(cell, role, None), role),
        }
    }

    fn take(&mut self, found: Roles) {
        self.names_lead |= found.units.iter().any(|(role, _)| *role == Role::Lead);
        for (role, listed) in found.units {
            self.add(role, listed);
        }
        self.deadlines.extend(found.deadlines);
        self.odd.extend(found.odd);
    }

    /// Takes what stands behind a label for units: there a rare name is one too.
    fn take_labelled(&mut self, mut found: Roles, role: Role) {
        for odd in std::mem::take(&mut found.odd) {
            if may_be_a_name(&odd) {
                found.units.push((role, Listed { name: odd.clone(), printed: None }));
            }
            found.odd.push(odd);
        }
        self.take(found);
    }

    fn add(&mut self, role: Role, listed: Listed) {
        if !self.units.iter().any(|(_, known)| known.name == listed.name) {
            self.units.push((role, listed));
        }
    }
}

/// Whether a text behind a label may be a unit with an unusual name: short, and no sentence.
fn may_be_a_name(text: &str) -> bool {
    const LONGEST: usize = 20;
    let length = text.chars().count();
    let is_word = |sign: char| sign.is_alphabetic() || "（）()·—-".contains(sign);
    let does = [
        "一次", "检查", "活动", "建设", "行动", "负责", "完成", "开展", "落实", "按照", "认真", "根据", "以上", "组织",
        "推进", "原文",
    ];
    let is_list_word = text.starts_with(['每', '的', '含', '如', '即', '各']) || is_remark(text);
    (2..=LONGEST).contains(&length)
        && !is_list_word
        && text.chars().all(is_word)
        && !does.iter().any(|word| text.contains(word))
}

/// The units that a text lets take part at will: 各镇街可根据需要举办分会场活动.
pub fn optional_units(text: &str) -> Vec<Listed> {
    static AT_WILL: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"可(?:以)?(?:根据|视|按|按照|结合)(?:自身|本单位|本地|工作|各自)*(?:需要|需求|实际|情况)|可(?:自愿|视情|酌情)",
        )
        .ok()
    });
    let Some(at_will) = AT_WILL.as_ref() else { return Vec::new() };
    let listed = at_will.find_iter(text).flat_map(|found| {
        let before = &text[..found.start()];
        last_names(before.rsplit(['。', '；', '：', '\n', '！']).next().unwrap_or(before))
    });
    listed.collect::<IndexSet<Listed>>().into_iter().collect()
}

/// The names that a clause ends with: those behind its last comma, which stands before another kind.
fn last_names(clause: &str) -> Vec<Listed> {
    let last = clause.rsplit(['，', ',', '（', '(', '【']).next().unwrap_or(clause);
    // Parentheses may be a name's own: 各乡镇（街道）.
    let last = if last.contains(CLOSING) { clause.rsplit(['，', ',']).next().unwrap_or(clause) } else { last };
    let found = names(last.trim_start_matches(OPENING), None);
    if found.odd.is_empty() { found.names } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::{duty_list, optional_units};
    use crate::plan::Role;

    fn told(text: &str) -> String {
        let Some(list) = duty_list(text) else { return "-".to_owned() };
        let word = |role: &Role| match role {
            Role::Lead => "牵头",
            Role::Member => "",
            Role::Support => "配合",
        };
        let mut words: Vec<String> =
            list.units.iter().map(|(role, listed)| format!("{}{}", word(role), listed.name)).collect();
        words.extend(list.due.map(|due| format!("@{due}")));
        words.extend(list.deadlines.iter().map(|due| format!("@{due}")));
        words.extend(list.is_unclosed.then(|| "…".to_owned()));
        format!("{} | {}", words.join(" "), list.rest.replace('\n', "/"))
    }

    #[test]
    fn duty_lists_are_found_in_every_form() {
        for (text, expected) in [
            ("举办。营造氛围。（市教育局、市民委，各乡镇街道）", "市教育局 市民委 各乡镇街道 | 举办。营造氛围。"),
            ("举办。氛围。\n集中宣传。（市教育局、市民委）", "市教育局 市民委 | 举办。氛围。/集中宣传。"),
            ("建设。责任单位：县建设局、城管局。", "县建设局 县城管局 | 建设。"),
            ("建设。\n牵头单位：县水利局\n责任单位：县财政局\n完成时限：年内", "牵头县水利局 县财政局 @年内 | 建设。"),
            (
                "建设。（牵头单位：市财政局；责任单位：市审计局、市税务局及市工商联，6月底完成）",
                "牵头市财政局 市审计局 市税务局 市工商联 @6月底完成 | 建设。",
            ),
            ("整治。（市教育局牵头负责，市公安局配合）", "牵头市教育局 配合市公安局 | 整治。"),
            (
                "落实锻炼。走出教室。由区教育局、区属各中小学负责具体实施。",
                "区教育局 区属各中小学 | 落实锻炼。走出教室。",
            ),
            (
                "举办。由各街道办事处、区妇联负责具体实施，区业余体校可根据需要参与。",
                "各街道办事处 区妇联 | 举办。区业余体校可根据需要参与。",
            ),
            ("讲座。由市图书馆负责具体实施。联系市教育局办公室。", "市图书馆 | 讲座。联系市教育局办公室。"),
            ("清障。（市水利局、市应急局", "市水利局 市应急局 … | 清障。"),
            (
                "建设示范段【含步道、驿站、观景台】，验收。【市水利局、市财政局】",
                "市水利局 市财政局 | 建设示范段【含步道、驿站、观景台】，验收。",
            ),
            ("推动队伍建设（团队建设）。", "-"),
            ("执行标准（2023版）", "-"),
            ("统筹推进。由承办单位编制方案并报市政府审定。", "-"),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn units_that_may_take_part_at_will_are_found() {
        for (text, expected) in [
            ("启动。市直各部门、各乡镇街道可根据需要举办活动。", &["市直各部门", "各乡镇街道"][..]),
            ("县妇联，各乡镇（街道）；县直各部门可根据需要认领。", &["县直各部门"]),
            ("由区妇联负责具体实施，区业余体育学校可根据需要参与。", &["区业余体育学校"]),
            ("（市科协，各县（区）科协可根据需要选派）", &["各县（区）科协"]),
            ("群众可根据需要报名。", &[]),
        ] {
            let found: Vec<String> = optional_units(text).into_iter().map(|listed| listed.name).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
