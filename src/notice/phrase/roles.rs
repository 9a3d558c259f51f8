//! Who does what in a duty list: A牵头，B配合，C按职责分工负责.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::deadline::deadlines;
use super::names::{Listed, looks_like_a_unit, names, pieces};
use crate::notice::page::brackets::bracketed;
use crate::plan::Role;

/// The units of a duty list by role, and what else stands in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    /// The units in the order of the list, each with its role.
    pub units: Vec<(Role, Listed)>,
    /// What stands between separators and is neither a unit nor known to be none.
    pub odd: Vec<String>,
    /// The pieces that hold a deadline.
    pub deadlines: Vec<String>,
}

/// The words behind a unit that say what it does, with the role they give.
static DOES: LazyLock<Vec<(Regex, Role)>> = LazyLock::new(|| {
    let sources = [
        (r"(?:总?牵头(?:负责|组织|落实|抓总|实施|办理)?|主办)$", Role::Lead),
        (r"(?:(?:积极|共同)?(?:协助|配合|协同|参与|指导|支持|参加|协办)(?:落实|实施|做好|推进)?)$", Role::Support),
        (
            r"(?:(?:按照?|依据|根据)?(?:各自)?(?:的)?职责(?:和?分工)?(?:分别)?(?:负责|落实|抓好落实|实施|办理)|按(?:各自)?职责分工|(?:分别|共同|具体|组织)?负责(?:抓好)?(?:落实|组织实施|具体实施|组织|实施)?|联合(?:承办|举办|实施)|承办|组织实施|具体实施|抓好落实|落实)$",
            Role::Member,
        ),
    ];
    sources.into_iter().filter_map(|(source, role)| Some((Regex::new(source).ok()?, role))).collect()
});

/// What stands in duty lists and names nobody.
const FILLERS: [&str; 17] = [
    "无",
    "等",
    "略",
    "下同",
    "—",
    "-",
    "/",
    "单位",
    "部门",
    "等单位",
    "等部门",
    "相关单位按职责",
    "以上",
    "等等",
    "其他",
    "并",
    "均",
];

/// Reads a duty list without labels; units without a word of what they do have the role `otherwise`.
///
/// The units of a clause are those since the clause before: in A牵头，B、C配合 both B and C support. `before` is the unit named
/// last before the list, for prefixes that the list leaves out.
pub fn roles(list: &str, otherwise: Role, before: Option<&str>) -> Roles {
    let mut roles = Roles::default();
    let mut clause = String::new();
    for (separator, piece) in pieces(&without_rule(list)).into_iter().filter(|(_, piece)| !is_filler(piece)) {
        let does = DOES.iter().find_map(|(word, role)| Some((word.find(&piece)?.start(), *role)));
        let (named, role) = does.map_or((piece.as_str(), None), |(at, role)| (&piece[..at], Some(role)));
        clause.push(separator);
        clause.push_str(without_opening(named));
        if let Some(role) = role {
            roles.take(&std::mem::take(&mut clause), role, before);
        }
    }
    roles.take(&clause, otherwise, before);
    roles
}

/// A list without parentheses that only state who leads: 各县（第一责任单位为牵头单位，下同）.
fn without_rule(list: &str) -> String {
    let rules = bracketed(list).into_iter().filter(|group| says_first_leads(&list[group.inside.clone()]));
    rules.fold(list.to_owned(), |list, rule| list.replace(&list[rule.place.clone()].to_owned(), ""))
}

/// A piece without the words that open a clause: 由, 会同.
fn without_opening(piece: &str) -> &str {
    let openings = ["并由", "分别由", "由", "会同", "请"];
    openings.iter().find_map(|opening| piece.strip_prefix(opening)).unwrap_or(piece)
}

impl Roles {
    fn take(&mut self, clause: &str, role: Role, before: Option<&str>) {
        const ANY_YEAR: i32 = 2000;
        let last = self.units.last().map(|(_, listed)| listed.name.clone());
        let found = names(clause, last.as_deref().or(before));
        for listed in found.names {
            if !self.units.iter().any(|(_, known)| known.name == listed.name) {
                self.units.push((role, listed));
            }
        }
        for odd in found.odd {
            if is_bare_deadline(&odd) {
                self.deadlines.push(odd);
            } else if let Some(deadline) = deadlines(&odd, ANY_YEAR).first() {
                // 市教育局9月22日前: a unit may stand before its deadline without a sign between.
                let unit = odd[..deadline.place.start].to_owned();
                if looks_like_a_unit(&unit) && !self.units.iter().any(|(_, known)| known.name == unit) {
                    self.units.push((role, Listed { name: unit, printed: None }));
                }
                self.deadlines.push(odd);
            } else if !is_filler(&odd) {
                self.odd.push(odd);
            }
        }
    }
}

/// Whether a piece is nothing but a day, a month or a word without end: 5月28日, 全年.
fn is_bare_deadline(piece: &str) -> bool {
    static BARE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^(?:(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|全年|长期|常年|每[年月季周]度?)$").ok());
    BARE.as_ref().is_some_and(|bare| bare.is_match(piece))
}

fn is_filler(piece: &str) -> bool {
    let piece = piece.trim_matches(|character: char| !character.is_alphanumeric());
    piece.is_empty()
        || FILLERS.contains(&piece)
        || says_first_leads(piece)
        || ["可根据", "可结合", "可视", "可自愿", "可酌情"].iter().any(|word| piece.contains(word))
}

/// Whether a text states that the unit named first has the lead: 第一责任单位为牵头单位，下同.
pub fn says_first_leads(text: &str) -> bool {
    static FIRST: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:第一(?:个|位|责任|顺位)?(?:的)?(?:责任)?单位|(?:排|列)(?:名|在|序)?(?:第一|首)位?的?(?:责任)?(?:单位)?|首位(?:责任)?单位|第一个)(?:为|是|即为|系)牵头").ok()
    });
    FIRST.as_ref().is_some_and(|first| first.is_match(text))
}

/// Whether a text says that the units in the lead report for the others: `由牵头单位汇总报送`, `各牵头单位负责汇总`.
pub fn says_lead_reports(text: &str) -> bool {
    const NEAR: usize = 8;
    let between = text.split("牵头单位").skip(1).filter_map(|behind| behind.split_once("汇总"));
    between
        .into_iter()
        .any(|(between, _)| between.chars().count() <= NEAR && !between.contains(['。', '；', '，', '、', '：']))
}

#[cfg(test)]
mod tests {
    use super::{roles, says_first_leads, says_lead_reports};
    use crate::plan::Role;

    fn told(list: &str) -> String {
        let roles = roles(list, Role::Member, None);
        let mut words: Vec<String> = Vec::new();
        for (role, mark) in [(Role::Lead, "牵头"), (Role::Member, "责任"), (Role::Support, "配合")] {
            let names: Vec<&str> =
                roles.units.iter().filter(|(own, _)| *own == role).map(|(_, listed)| listed.name.as_str()).collect();
            if !names.is_empty() {
                words.push(format!("{mark}:{}", names.join(" ")));
            }
        }
        words.extend(roles.odd.iter().map(|odd| format!("?{odd}")));
        words.extend(roles.deadlines.iter().map(|deadline| format!("@{deadline}")));
        words.join(" ")
    }

    #[test]
    fn roles_stand_behind_the_units_they_are_for() {
        for (list, expected) in [
            ("市教育局、市民委", "责任:市教育局 市民委"),
            ("市教育局牵头负责", "牵头:市教育局"),
            ("市教育局负责，市公安局、市民委配合，市应急局指导", "责任:市教育局 配合:市公安局 市民委 市应急局"),
            ("市教育局牵头，市公安局、市民委按职责分工负责", "牵头:市教育局 责任:市公安局 市民委"),
            ("市教育局、市公安局、按职责分工负责", "责任:市教育局 市公安局"),
            (
                "市教育局牵头负责；市民委配合；各县（市、区）人民政府负责组织实施",
                "牵头:市教育局 责任:各县（市、区）人民政府 配合:市民委",
            ),
            ("由市教育局牵头，会同市公安局、市民委抓好落实", "牵头:市教育局 责任:市公安局 市民委"),
            ("市教育局、市民委及市公安局，6月底完成", "责任:市教育局 市民委 市公安局 @6月底完成"),
            ("市委宣传部、市应急局，第一责任单位为牵头单位，下同", "责任:市委宣传部 市应急局"),
            ("市教育局，各乡镇（第一责任单位为牵头单位，下同）", "责任:市教育局 各乡镇"),
            ("市教育局9月22日前", "责任:市教育局 @市教育局9月22日前"),
            ("市应急局、市气象局，5月28日", "责任:市应急局 市气象局 @5月28日"),
            ("市应急局，全年", "责任:市应急局 @全年"),
            ("团队建设", "?团队建设"),
            ("无", ""),
        ] {
            assert_eq!(told(list), expected, "{list}");
        }
    }

    #[test]
    fn the_rule_of_the_first_named_is_known() {
        for text in ["第一责任单位为牵头单位，下同", "排在第一位的为牵头单位", "列首位的单位为牵头单位"]
        {
            assert!(says_first_leads(text), "{text}");
        }
        assert!(!says_first_leads("牵头单位为市教育局"));
    }

    #[test]
    fn the_lead_reports_where_the_notice_says_so() {
        for text in ["材料由牵头单位汇总后报送市民委", "各牵头单位负责汇总本项进展情况"] {
            assert!(says_lead_reports(text), "{text}");
        }
        for text in ["牵头单位：市民委。请各单位汇总报送", "由市民委汇总", "牵头单位要加强统筹，及时汇总"]
        {
            assert!(!says_lead_reports(text), "{text}");
        }
    }
}
