//! The names in some words: one, or several parted by marks or blanks, each with what stands behind it in brackets.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::words::{Mark, is_unit, unmarked};
use crate::glyph::is_chinese;

/// A name as it stands in a roll.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The unit.
    pub name: String,
    /// A shorter name that the roll gives for it.
    pub alias: Option<String>,
    /// Whom to call, where that follows behind a blank.
    pub person: String,
    /// The number to call.
    pub telephone: String,
}

/// The names in some words, and what of the words is none.
pub fn names_in(words: &str) -> (Vec<Found>, Vec<String>) {
    let (mut found, mut left): (Vec<Found>, Vec<String>) = (Vec::new(), Vec::new());
    let parts = parts(words, |character| "、，,；;\t\u{3000}|｜".contains(character));
    // A unit and one who is no unit: `市教育局，张三`.
    let is_pair = matches!(parts.as_slice(), [first, second] if is_unit(first.trim()) && is_person(second.trim()));
    for (number, part) in parts.into_iter().enumerate() {
        let all: Vec<&str> = part.split_whitespace().collect();
        let is_spaced = all.len() > 1 && all.iter().all(|word| word.chars().count() == 1);
        let joined = all.concat();
        // 市 教 育 局 is one name, and so is one that somebody broke within its brackets.
        let words: Vec<&str> = if is_spaced || is_open(&all) { vec![joined.as_str()] } else { all };
        let is_unit_first = words.first().is_some_and(|first| is_unit(unmarked(first).1));
        for (at, word) in words.into_iter().enumerate() {
            let is_behind = (at > 0 && is_unit_first && unmarked(word).0 == Mark::None) || (is_pair && number > 0);
            add(word, is_behind, &mut found, &mut left);
        }
    }
    (found, left)
}

fn is_open(words: &[&str]) -> bool {
    words.iter().any(|word| word.matches(['（', '(']).count() != word.matches(['）', ')']).count())
}

/// Adds a word: as a name, or as what belongs to the one before.
///
/// Behind a unit and a blank only another unit is one; else it is whom to call there, or passed over.
fn add(word: &str, is_behind: bool, found: &mut Vec<Found>, left: &mut Vec<String>) {
    let word = word.trim_matches(|edge: char| "。.：:、“”\"'".contains(edge));
    let (_, word) = unmarked(word);
    if word.is_empty() {
        return;
    }
    let (word, more) = without_more(word);
    left.extend(more);
    if is_telephone(word) {
        match found.last_mut() {
            Some(last) if last.telephone.is_empty() => word.clone_into(&mut last.telephone),
            Some(last) => last.telephone = format!("{}，{word}", last.telephone),
            None => left.push(word.to_owned()),
        }
        return;
    }
    // No office is called by letters and digits alone.
    if !word.contains(is_chinese) {
        left.push(word.to_owned());
        return;
    }
    match found.last_mut().filter(|last| is_unit(&last.name) && last.person.is_empty()) {
        Some(last) if is_behind && is_person(word) => word.clone_into(&mut last.person),
        _ if is_behind && !is_unit(word) => left.push(word.to_owned()),
        _ => {
            let (name, alias, remark) = without_remark(word);
            left.extend(remark);
            found.push(Found { name, alias, ..Found::default() });
        }
    }
}

/// Whether a word is as long as a person's name, and neither a unit nor what somebody is.
pub fn is_person(word: &str) -> bool {
    const POSTS: [&str; 10] = ["长", "主任", "书记", "干事", "经理", "委员", "秘书", "主席", "科员", "收到"];
    (2..=4).contains(&word.chars().count())
        && word.chars().all(is_chinese)
        && !is_unit(word)
        && !POSTS.iter().any(|post| word.ends_with(post))
        && !["市", "县", "区", "旗", "团", "各"].iter().any(|start| word.starts_with(start))
}

static MORE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"等\s*([0-9０-９一二三四五六七八九十百]+\s*(个|家)?\s*)?(单位|部门|乡镇|街道|成员单位|有关单位|相关单位|有关部门|相关部门)?$").ok()
});

/// A name without the word that more follow which are not named: `市住建局等12个单位`.
fn without_more(word: &str) -> (&str, Option<String>) {
    let more = MORE.as_ref().and_then(|more| more.find(word)).filter(|found| found.start() > 0);
    more.map_or((word, None), |found| (&word[..found.start()], Some(found.as_str().to_owned())))
}

static TELEPHONE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[0-9０-９]{3,4}[-－—]?[0-9０-９]{7,8}$|^1[0-9]{10}$|^[0-9]{7,8}$").ok());

/// Whether words are a number to call.
pub fn is_telephone(words: &str) -> bool {
    TELEPHONE.as_ref().is_some_and(|shape| shape.is_match(words))
}

static ALIAS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[(（]\s*(以下)?简称\s*[:：]?\s*[“”‘’「『]?([^)）“”‘’」』]+)[“”‘’」』]?\s*[)）]$").ok()
});
static ROLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[(（]\s*(牵头|主办|协办|配合|责任|组长|副组长|成员|承办|联系|参加|列席)(单位|部门)?\s*[)）]$").ok()
});

/// A name without what only remarks on it in brackets: the name, a shorter one for it, and a remark that is dropped.
fn without_remark(word: &str) -> (String, Option<String>, Option<String>) {
    if let Some(alias) = ALIAS.as_ref().and_then(|shape| shape.captures(word)) {
        let (whole, short) = (alias.get(0).map_or(0, |whole| whole.start()), alias.get(2).map(|short| short.as_str()));
        return (word[..whole].to_owned(), short.map(|short| short.trim().to_owned()), None);
    }
    match ROLE.as_ref().and_then(|shape| shape.find(word)).filter(|found| found.start() > 0) {
        Some(role) => (word[..role.start()].to_owned(), None, Some(role.as_str().to_owned())),
        None => (word.to_owned(), None, None),
    }
}

/// The parts of a text between marks that stand outside of brackets.
fn parts(text: &str, is_mark: impl Fn(char) -> bool) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0usize, 0);
    for (at, character) in text.char_indices() {
        match character {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 && is_mark(character) => {
                parts.push(&text[start..at]);
                start = at + character.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::names_in;

    #[test]
    fn names_are_parted_by_marks_and_blanks() {
        for (words, expected) in [
            ("市教育局", "市教育局"),
            ("市教育局、市财政局，市民委；市残联。", "市教育局 市财政局 市民委 市残联"),
            ("甲镇 乙镇　丙乡", "甲镇 乙镇 丙乡"),
            ("市 教 育 局", "市教育局"),
            ("市 教 育 局　市 民 委", "市教育局 市民委"),
            ("市交通委（道路运输局、公路局）、市民委", "市交通委（道路运输局、公路局） 市民委"),
            ("市文体旅游广电局（简称市文旅局）", "市文体旅游广电局=市文旅局"),
            ("市公安局（牵头）", "市公安局 -（牵头）"),
            ("市水利局 张三 0470-1234567", "市水利局@张三/0470-1234567"),
            ("市住建局等12个单位", "市住建局 -等12个单位"),
            ("12345政务服务便民热线中心", "12345政务服务便民热线中心"),
        ] {
            let (found, left) = names_in(words);
            let word = |found: &super::Found| {
                let alias = found.alias.as_ref().map(|alias| format!("={alias}")).unwrap_or_default();
                let person = if found.person.is_empty() { String::new() } else { format!("@{}", found.person) };
                let number = if found.telephone.is_empty() { String::new() } else { format!("/{}", found.telephone) };
                format!("{}{alias}{person}{number}", found.name)
            };
            let all: Vec<String> = found.iter().map(word).chain(left.iter().map(|left| format!("-{left}"))).collect();
            assert_eq!(all.join(" "), expected, "{words}");
        }
    }
}
