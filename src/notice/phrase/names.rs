//! The names in a duty list, kept whole.

use super::offices::{ENDINGS, KINDS, PLACES};
use super::prefix::{has_seat, with_prefix};

/// One name of a duty list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Listed {
    /// The name, with the prefix that the list leaves out where it does.
    pub name: String,
    /// The name as printed, where that is less.
    pub printed: Option<String>,
}

/// What a duty list holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Its names, each once.
    pub names: Vec<Listed>,
    /// What stands between separators and looks like no name of a unit: 无, 6月底完成, 按职责分工负责, or a rare name.
    pub odd: Vec<String>,
}

/// Splits a duty list into its names.
///
/// Takes the text between the parentheses or behind the label. Names stay whole: 市人力资源和社会保障局, 市政务服务与数据管理局, a
/// unit's own parentheses, and collectives such as 各区、县级市. A prefix that the list leaves out (市委宣传部、统战部) is put back,
/// with the printed form beside it; `before` is the name that stands before the list, for the first one's sake.
pub fn names(list: &str, before: Option<&str>) -> Names {
    /// How far back the seat of a name that has none may stand.
    const NEAR: usize = 20;
    let mut found = Names::default();
    for printed in joined(pieces(list)) {
        let printed = without_trailers(&printed).replace('(', "（").replace(')', "）");
        let (printed, exception) = without_exception(printed);
        found.odd.extend(exception);
        if !looks_like_a_unit(&printed) {
            found.odd.extend(Some(printed).filter(|printed| !printed.is_empty()));
            continue;
        }
        let mut named = found.names.iter().rev().take(NEAR).map(|listed| listed.name.as_str()).chain(before);
        let name = named.find_map(|last| with_prefix(last, &printed)).unwrap_or_else(|| printed.clone());
        if !found.names.iter().any(|known| known.name == name) {
            found.names.push(Listed { printed: (name != printed).then_some(printed), name });
        }
    }
    found
}

/// What kind of collective a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Collective {
    /// A fixed roll: 各乡镇街道, 市直各部门, 各成员单位.
    Closed,
    /// Nobody can say who belongs to it: 各有关单位.
    Open,
}

/// Whether a name is a collective, and of what kind.
pub fn collective(name: &str) -> Option<Collective> {
    if ["有关", "相关", "有条件", "符合条件"].iter().any(|word| name.contains(word)) {
        return Some(Collective::Open);
    }
    let outside = outside_parentheses(name);
    let is_roll = KINDS.contains(&name)
        || outside.contains('各')
        || outside.ends_with("成员单位")
        || outside.ends_with("部门")
        || outside.ends_with("直属单位");
    is_roll.then_some(Collective::Closed)
}

/// Whether a text can be the name of a unit or of a collective.
pub fn looks_like_a_unit(text: &str) -> bool {
    const LONGEST: usize = 40;
    let outside = outside_parentheses(text);
    let is_long_enough = outside.chars().count() >= 2;
    let has_ending = ENDINGS.iter().any(|ending| outside.ends_with(ending));
    let is_ground =
        ["市场", "广场", "操场", "现场", "会场", "赛场", "考场"].iter().any(|ending| outside.ends_with(ending));
    let has_ending = has_ending && !is_ground;
    let is_collective = outside.starts_with('各') || outside.contains("各有关") || outside.contains("相关");
    let is_sentence = outside.contains(['。', '：', '；', '！', '？', '“', '”', '《', '》', '，'])
        || is_figure(&outside)
        || text.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|', '.', '\n', '\t']);
    let is_long_enough = is_long_enough && text.chars().count() <= LONGEST;
    is_long_enough && (has_ending || is_collective) && !is_sentence
}

/// Whether a text has figures that count or date something; 市第3中学 and 12345热线中心 have not.
fn is_figure(text: &str) -> bool {
    const COUNTED: [char; 14] = ['年', '月', '日', '前', '%', '个', '名', '次', '室', '号', '项', '万', '元', '时'];
    text.contains(|letter: char| letter.is_ascii_digit()) && text.contains(COUNTED)
}

/// Whether a text ends with what names of units end with, 各团场 as well as 市教育局.
pub fn ends_as_a_unit(text: &str) -> bool {
    ENDINGS.iter().any(|ending| outside_parentheses(text).ends_with(ending))
}

fn outside_parentheses(text: &str) -> String {
    let mut depth = 0usize;
    text.chars()
        .filter(|letter| {
            match letter {
                '（' | '(' => depth += 1,
                '）' | ')' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

/// The text between separators outside of parentheses, each with the separator before it.
pub(super) fn pieces(list: &str) -> Vec<(char, String)> {
    let mut pieces = vec![('、', String::new())];
    let mut depth = 0usize;
    for letter in list.chars() {
        match letter {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let is_separator = depth == 0 && matches!(letter, '、' | '，' | ',' | '；' | ';' | '\n' | '\t' | '|' | '。');
        match pieces.last_mut() {
            Some((_, piece)) if !is_separator => piece.push(letter),
            _ => pieces.push((letter, String::new())),
        }
    }
    let parted = pieces.into_iter().flat_map(|(separator, piece)| {
        let words: Vec<&str> = piece.split_whitespace().collect();
        // A blank parts whole names; elsewhere it is layout: 市 教育局.
        if words.len() > 1 && words.iter().all(|word| is_whole(word)) {
            words.into_iter().map(|word| (separator, word.to_owned())).collect()
        } else {
            vec![(separator, words.concat())]
        }
    });
    parted.filter(|(_, piece)| !piece.is_empty()).collect()
}

/// The pieces with collectives put together again, and with 和, 与, 及 between whole names as separators.
fn joined(pieces: Vec<(char, String)>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (separator, piece) in pieces {
        match names.last_mut() {
            Some(last) if separator == '、' && is_open_collective(last) && is_kind(&piece) => {
                last.push(separator);
                last.push_str(&piece);
            }
            Some(last) if separator == '、' && is_open_collective(last) => match last_kind(&piece) {
                Some((kind, rest)) => {
                    last.push(separator);
                    last.push_str(kind);
                    names.extend(parted(rest));
                }
                None => names.extend(parted(&piece)),
            },
            _ => names.extend(parted(&piece)),
        }
    }
    names
}

/// Whether a piece is a further kind of a collective, with what they all are behind it: 县（区）人民政府.
fn is_kind(piece: &str) -> bool {
    const BODIES: [&str; 6] = ["人民政府", "政府", "党委", "党工委", "管委会", "党委和人民政府"];
    let places = BODIES.iter().find_map(|body| piece.strip_suffix(body)).unwrap_or(piece);
    KINDS.contains(&places.split('（').next().unwrap_or(places)) && (!places.contains('（') || places.ends_with('）'))
}

/// The last kind of an open collective, where 和 or 及 leads on to another name: 县级市和市直各单位.
fn last_kind(piece: &str) -> Option<(&str, &str)> {
    let joints = ["以及", "和", "及", "与"].into_iter().filter_map(|joint| piece.split_once(joint));
    joints.into_iter().find(|(kind, rest)| KINDS.contains(kind) && looks_like_a_unit(rest))
}

/// Whether a name is a collective that may go on: 各区, 各乡镇、街道, 市各部、委.
fn is_open_collective(name: &str) -> bool {
    name.rsplit_once('各').is_some_and(|(_, kinds)| kinds.split('、').all(is_kind))
}

/// A piece parted at 和, 与, 及, 以及 where whole names stand on both sides.
fn parted(piece: &str) -> Vec<String> {
    for word in ["会同", "以及", "及", "和", "与"] {
        for (at, _) in piece.match_indices(word) {
            let (left, right) = (&piece[..at], &piece[at + word.len()..]);
            if is_whole(left) && begins_a_name(right, left) {
                return parted(left).into_iter().chain(parted(right)).collect();
            }
        }
    }
    vec![piece.to_owned()]
}

/// Whether a text ends where a name ends: 市教育局, but not 市人力资源 or 市发展.
fn is_whole(text: &str) -> bool {
    let is_long_enough = text.chars().count() >= 3 || text.starts_with('各');
    // 市农业农村 ends as a place does, and is the first half of an office.
    let is_place = PLACES.iter().any(|ending| text.ends_with(ending)) && !text.starts_with('各');
    is_long_enough
        && !is_place
        && ENDINGS.iter().any(|ending| text.ends_with(ending))
        && text.matches(['（', '(']).count() == text.matches(['）', ')']).count()
}

/// Whether a text begins as a name does: with the seat of an office, with 各, or as the one before it; or it is a whole name
/// behind one that can only be at its end.
fn begins_a_name(text: &str, left: &str) -> bool {
    const ENDS: [&str; 19] = [
        "科",
        "室",
        "局",
        "委",
        "办",
        "处",
        "所",
        "场",
        "中心",
        "公司",
        "委员会",
        "办公室",
        "政府",
        "学院",
        "大学",
        "医院",
        "协会",
        "联合会",
        "支队",
    ];
    let is_seated = has_seat(text) || text.starts_with('各') || text.starts_with("相关");
    let same_first = text.chars().next().is_some() && text.chars().next() == left.chars().next();
    let is_office = is_whole(text) && ENDS.iter().any(|ending| left.ends_with(ending));
    let is_short_office = is_whole(text) && text.chars().count() <= 6;
    (is_seated || same_first || is_office || is_short_office) && looks_like_a_unit(text)
}

/// A collective without what it leaves out, and that: 除柴河镇外的各乡镇街道, 各乡镇街道（柴河镇除外）.
fn without_exception(name: String) -> (String, Option<String>) {
    let before = name.strip_prefix('除').and_then(|rest| rest.split_once('外'));
    if let Some((who, rest)) = before.filter(|(_, rest)| !rest.is_empty()) {
        let rest = rest.trim_start_matches('的').to_owned();
        return (rest, Some(format!("除{}外", who.trim_end_matches('以'))));
    }
    let behind = name.strip_suffix("除外）").and_then(|rest| rest.rsplit_once('（'));
    match behind {
        Some((rest, who)) => (rest.to_owned(), Some(format!("{who}除外"))),
        None => (name, None),
    }
}

/// A name without the words that close a list.
fn without_trailers(name: &str) -> String {
    const TRAILERS: [&str; 16] = [
        "按职责分工负责",
        "按照职责分工负责",
        "按职责负责",
        "分别负责",
        "共同负责",
        "牵头负责",
        "具体负责",
        "负责落实",
        "配合",
        "负责",
        "牵头",
        "等单位",
        "等部门",
        "等有关部门",
        "等相关部门",
        "等",
    ];
    let mut name =
        name.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, '：' | ':' | '*' | '—' | '-'));
    while let Some(shorter) = TRAILERS.iter().find_map(|trailer| name.strip_suffix(trailer)) {
        name = shorter;
    }
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::names;

    fn split(list: &str) -> Vec<String> {
        names(list, None)
            .names
            .into_iter()
            .map(|listed| match listed.printed {
                Some(printed) => format!("{}（{printed}）", listed.name),
                None => listed.name,
            })
            .collect()
    }

    #[test]
    fn names_are_parted_at_every_separator_that_offices_use() {
        for (list, expected) in [
            ("市教育局、扎兰屯职业学院，各乡镇街道", &["市教育局", "扎兰屯职业学院", "各乡镇街道"][..]),
            ("市教育局、、市民委；市公安局", &["市教育局", "市民委", "市公安局"]),
            ("市教育局会同市民委", &["市教育局", "市民委"]),
            ("市教育局及市民委", &["市教育局", "市民委"]),
            ("市运输协会及珠浦交通技师学院", &["市运输协会", "珠浦交通技师学院"]),
            ("B局、市财政局和市审计局", &["B局", "市财政局", "市审计局"]),
            ("市卫健委 市公安局　市应急局", &["市卫健委", "市公安局", "市应急局"]),
            ("市教育局\n市民委\t市公安局", &["市教育局", "市民委", "市公安局"]),
            ("市教育局、市教育局", &["市教育局"]),
            ("市教育局、除柴河镇外的各乡镇街道", &["市教育局", "各乡镇街道"]),
            ("各乡镇街道（柴河镇除外）", &["各乡镇街道"]),
            ("市教育局 、 市民委等", &["市教育局", "市民委"]),
            ("市教育局、市民委按职责分工负责", &["市教育局", "市民委"]),
            ("各区、县级市和市直各单位", &["各区、县级市", "市直各单位"]),
        ] {
            assert_eq!(split(list), expected, "{list}");
        }
    }

    #[test]
    fn names_stay_whole() {
        for name in [
            "市人力资源和社会保障局",
            "市政务服务与数据管理局",
            "市住房和城乡建设局",
            "市发展和改革委员会",
            "县文化广电体育和旅游局",
            "各区、县级市",
            "各市、县（区）人民政府",
            "各中小学、幼儿园",
            "各内设机构、派驻机构",
            "各乡镇、街道",
            "市各部、委、办、局",
            "市交通委（市道运局）",
            "市纪委机关（市监委、市委巡察办）",
            "市生态环境局石门岭分局",
            "市第3中学",
        ] {
            assert_eq!(split(&format!("市教育局、{name}、市民委")), ["市教育局", name, "市民委"], "{name}");
        }
    }

    #[test]
    fn what_is_no_unit_is_left_out() {
        for list in ["无", "等", "6月底完成", "按职责分工负责", "团队建设", "以下简称《目录》", "2023版"]
        {
            assert_eq!(split(list), [""; 0], "{list}");
        }
    }

    #[test]
    fn a_prefix_that_is_left_out_is_put_back() {
        assert_eq!(split("市委宣传部、统战部、政法委"), ["市委宣传部", "市委统战部（统战部）", "市委政法委（政法委）"]);
        assert_eq!(split("师市党委宣传部、组织部"), ["师市党委宣传部", "师市党委组织部（组织部）"]);
        assert_eq!(split("县建设局、城管局"), ["县建设局", "县城管局（城管局）"]);
        assert_eq!(split("市教育局、团市委、各乡镇"), ["市教育局", "团市委", "各乡镇"]);
        assert_eq!(split("市公安局，团市委、妇联"), ["市公安局", "团市委", "市妇联（妇联）"]);
        assert_eq!(split("市公安局、市场监管局"), ["市公安局", "市市场监管局（市场监管局）"]);
        assert_eq!(split("市公安局、河东区教育局"), ["市公安局", "河东区教育局"]);
    }
}
