//! Groups and aliases for a draft: those of last year's plan, or such as the notice itself names.

use toml_edit::DocumentMut;

use super::doubt::Doubt;
use super::toml::{comment, tall_list, text};
use crate::nearest::{Spelled, is_nearly_equal};
use crate::notice::phrase::names::{Collective, collective};
use crate::plan::Plan;
use crate::plan::keys::Key;

/// Last year's plan, proven, with its text.
#[derive(Clone, Copy, Debug)]
pub struct Known<'k> {
    /// The plan.
    pub plan: &'k Plan,
    /// Its text.
    pub text: &'k str,
}

/// The group for units that a notice names, and for those that last year's plan does not have.
const NAMED: &str = "通知点名的单位";
const NEW: &str = "新增的单位";

/// Writes `[groups]` and `[aliases]` for the names that a notice uses, in the order in which it first names them.
///
/// Gives the text, and what a person must settle in it.
pub fn register(names: &[&str], known: Option<Known<'_>>) -> (String, Vec<Doubt>) {
    let is_known = |name: &str| known.is_some_and(|known| known.plan.units.named(name).is_some());
    let new: Vec<&str> = names.iter().copied().filter(|name| !is_known(name)).collect();
    let (collectives, units): (Vec<&str>, Vec<&str>) = new.into_iter().partition(|name| collective(name).is_some());
    let mut doubts = Vec::new();
    let (kept_groups, kept_aliases) = known.map(|known| kept(known.text)).unwrap_or_default();
    let mut written = format!("[{}]\n{kept_groups}", Key::Groups.name());
    written.push_str(&named(&units, known.is_some(), &mut doubts));
    for name in &collectives {
        written.push_str(&empty(name, &mut doubts));
    }
    written.push_str(&format!("\n[{}]\n{kept_aliases}", Key::Aliases.name()));
    let old: Vec<&str> = known.map(|known| all_names(known.plan)).unwrap_or_default();
    for (name, like) in suspected(&units, &collectives, &old) {
        let alias = format!("{} = {}", text(&name), text(&like));
        let doubt = Doubt::SuspectedAlias { name, like };
        written.push_str(&format!("{}{}", doubt.comment(), comment(&alias)));
        doubts.push(doubt);
    }
    (written, doubts)
}

/// The group of the units that the notice names.
fn named(units: &[&str], is_after_another: bool, doubts: &mut Vec<Doubt>) -> String {
    if units.is_empty() {
        return String::new();
    }
    if !is_after_another {
        let words = "通知点名的单位。其中属于下面某个统称的，也写进那个统称。";
        return format!("{}{} = {}\n", comment(words), text(NAMED), tall_list(units.iter().copied()));
    }
    let mut written = String::from("\n");
    for name in units {
        let doubt = Doubt::NewUnit { name: (*name).to_owned() };
        written.push_str(&doubt.comment());
        doubts.push(doubt);
    }
    format!("{written}{} = {}\n", text(NEW), tall_list(units.iter().copied()))
}

fn empty(name: &str, doubts: &mut Vec<Doubt>) -> String {
    let doubt = match collective(name) {
        Some(Collective::Open) => Doubt::OpenCollective { name: name.to_owned() },
        _ => Doubt::EmptyCollective { name: name.to_owned() },
    };
    let written = format!("\n{}{} = []\n", doubt.comment(), text(name));
    doubts.push(doubt);
    written
}

/// The groups and aliases of a plan's text with their comments.
fn kept(plan: &str) -> (String, String) {
    let Ok(document) = plan.parse::<DocumentMut>() else { return Default::default() };
    let table = |name: &str| {
        let mut alone = DocumentMut::new();
        let mut table = document.get(name)?.as_table()?.clone();
        table.decor_mut().clear();
        alone.insert(name, toml_edit::Item::Table(table));
        let written = alone.to_string();
        written.split_once('\n').map(|(_, body)| format!("{}\n", body.trim_end()))
    };
    (table(Key::Groups.name()).unwrap_or_default(), table(Key::Aliases.name()).unwrap_or_default())
}

fn all_names(plan: &Plan) -> Vec<&str> {
    let units = plan.units.units.iter().map(|unit| unit.name.as_str());
    units.chain(plan.units.groups.iter().map(|group| group.name.as_str())).collect()
}

/// Pairs of names that may be one: each new name with the fullest that it looks like.
fn suspected(units: &[&str], collectives: &[&str], old: &[&str]) -> Vec<(String, String)> {
    let pairs = |names: &[&str]| {
        let all: Vec<Spelling<'_>> = names.iter().chain(old).map(|name| Spelling::of(name)).collect();
        let mut found: Vec<(String, String)> = Vec::new();
        for (at, own) in all.iter().enumerate().take(names.len()) {
            let fuller = all.iter().filter(|other| own.may_be(other));
            let Some(like) = fuller.max_by_key(|other| other.characters.len()) else { continue };
            // Of two that look alike equally, only the later is told of.
            let is_mutual = like.may_be(own) && all[at..names.len()].iter().any(|later| later.name == like.name);
            if !is_mutual {
                found.push((own.name.to_owned(), like.name.to_owned()));
            }
        }
        found
    };
    pairs(units).into_iter().chain(pairs(collectives)).collect()
}

/// A name as it is compared with others.
struct Spelling<'n> {
    name: &'n str,
    /// Without the signs between kinds.
    characters: Vec<char>,
    sorted: Vec<char>,
    spelled: Spelled,
    is_collective: bool,
}

impl<'n> Spelling<'n> {
    fn of(name: &'n str) -> Self {
        let characters: Vec<char> = name.chars().filter(|character| *character != '、').collect();
        let mut sorted = characters.clone();
        sorted.sort_unstable();
        Self { name, sorted, spelled: Spelled::of(name), is_collective: collective(name).is_some(), characters }
    }

    /// Whether it may be another spelling of `other`: a short form of it, the same characters in another order, or nearly the
    /// same.
    fn may_be(&self, other: &Self) -> bool {
        const SHORTEST: usize = 3;
        let (short, long) = (&self.characters, &other.characters);
        if self.name == other.name || self.is_collective != other.is_collective || short.len() < SHORTEST {
            return false;
        }
        let is_near = short.len().abs_diff(long.len()) <= 1 && short.first() == long.first();
        self.sorted == other.sorted
            || (!self.is_collective && is_short_form(short, long))
            || (is_near && is_nearly_equal(&self.spelled, &other.spelled))
    }
}

/// Whether a name is another with characters left out that do not tell names apart: 市文旅局 and 市文体旅游广电局, but not 市第1中学 and
/// 市第11中学.
fn is_short_form(short: &[char], long: &[char]) -> bool {
    let is_near = short.len() < long.len() && long.len() <= short.len() * 3;
    if !is_near || short.first() != long.first() || short.last() != long.last() {
        return false;
    }
    let mut rest = long.iter();
    let is_contained = short.iter().all(|wanted| rest.any(|character| character == wanted));
    let numbers = |name: &[char]| name.iter().filter(|one| "一二三四五六七八九十0123456789".contains(**one)).count();
    is_contained && numbers(short) == numbers(long)
}

#[cfg(test)]
mod tests {
    use super::{Known, register};
    use crate::plan::load;

    const OLD: &str = r#"[campaign]
id = "t"
title = "测试"
end = 2024-09-30
[groups]
# 名单
"各乡镇" = ["柴河镇"] # 说明
"市直" = ["市文体旅游广电局", "市教育局"]
[aliases]
"教育局" = "市教育局"
[[activity]]
id = 1
title = "一"
units = ["各乡镇"]
"#;

    #[test]
    fn names_are_drafted_into_groups_and_collectives_stand_empty() {
        let (written, doubts) =
            register(&["市教育局", "各乡镇街道", "市文旅局", "市文体旅游广电局", "各有关单位", "各乡镇、街道"], None);
        insta::assert_snapshot!(written, @r#"
        [groups]
        # 通知点名的单位。其中属于下面某个统称的，也写进那个统称。
        "通知点名的单位" = [
            "市教育局",
            "市文旅局",
            "市文体旅游广电局",
        ]

        # 待定：通知没有附“各乡镇街道”的名单，请在方括号里补上，或用 zlt units --from 名单 --group 各乡镇街道 写进来
        "各乡镇街道" = []

        # 待定：“各有关单位”说不清是哪些单位，请定下来写进方括号；定不了的，从任务里去掉
        "各有关单位" = []

        # 待定：通知没有附“各乡镇、街道”的名单，请在方括号里补上，或用 zlt units --from 名单 --group 各乡镇、街道 写进来
        "各乡镇、街道" = []

        [aliases]
        # 待定：“市文旅局”和“市文体旅游广电局”像是同一个；如果是，留一个在统称里，另一个去掉，再把下一行开头的 # 去掉
        # "市文旅局" = "市文体旅游广电局"
        # 待定：“各乡镇、街道”和“各乡镇街道”像是同一个；如果是，留一个在统称里，另一个去掉，再把下一行开头的 # 去掉
        # "各乡镇、街道" = "各乡镇街道"
        "#);
        assert_eq!(doubts.len(), 5);
    }

    #[test]
    fn numbers_tell_names_apart() {
        let (written, _) = register(&["市第1中学", "市第11中学", "市第一医院", "市第十一医院"], None);
        assert!(!written.contains("像是同一个"), "{written}");
    }

    #[test]
    fn last_years_groups_are_kept_and_only_what_is_new_is_marked() {
        let plan = load("plan.toml", OLD).unwrap();
        let (written, doubts) = register(&["教育局", "各乡镇", "市文旅局"], Some(Known { plan: &plan, text: OLD }));
        insta::assert_snapshot!(written, @r#"
        [groups]
        # 名单
        "各乡镇" = ["柴河镇"] # 说明
        "市直" = ["市文体旅游广电局", "市教育局"]

        # 待定：“市文旅局”是去年方案里没有的，请核对
        "新增的单位" = [
            "市文旅局",
        ]

        [aliases]
        "教育局" = "市教育局"
        # 待定：“市文旅局”和“市文体旅游广电局”像是同一个；如果是，留一个在统称里，另一个去掉，再把下一行开头的 # 去掉
        # "市文旅局" = "市文体旅游广电局"
        "#);
        assert_eq!(doubts.len(), 2);
    }
}
