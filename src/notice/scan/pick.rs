//! Which items of the outline are activities: those that name who does them.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::outline::Item;
use crate::notice::page::mark::Level;
use crate::notice::page::paragraphs::Paragraph;
use crate::notice::phrase::duty_list::{DutyList, duty_list};

/// An activity as it stands in the outline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picked {
    /// The place of its item in the outline.
    pub item: usize,
    /// Its whole text without its number, paragraphs parted by line breaks.
    pub text: String,
    /// Who does it and by when; `None` where its neighbours say so and it does not.
    pub list: Option<DutyList>,
    /// The paragraphs that it is made of.
    pub paragraphs: Vec<Paragraph>,
    /// Whether it has the number of its item, and stands under that item's parents; else it is one of several without
    /// numbers, and stands under the item itself.
    pub is_numbered: bool,
}

/// Picks the activities out of an outline, in order.
///
/// An item that names nobody is one where others beside it do; one whose last part alone names somebody is one with its parts;
/// the parts of one that names somebody belong to it where they name nobody. Requirements and aims are none, unless a label
/// says who does them.
pub fn pick(items: &[Item]) -> Vec<Picked> {
    let mut lists: Vec<Option<DutyList>> = (0..items.len()).map(|at| list_of(items, at)).collect();
    let lifted = lift(items, &mut lists);
    let mut picked = Vec::new();
    let mut taken = vec![false; items.len()];
    for at in 0..items.len() {
        if taken[at] {
            continue;
        }
        let runs = unnumbered(&items[at], at);
        if runs.len() > 1 && !is_requirement(items, at) {
            picked.extend(runs);
        } else if lists[at].is_some() || (names_nobody_beside_others(items, &lists, at) && !lifted.contains(&at)) {
            let parts: Vec<usize> = under(items, at).collect();
            let is_whole = lifted.contains(&at) || parts.iter().all(|part| lists[*part].is_none());
            let with: &[usize] = if is_whole { &parts } else { &[] };
            with.iter().for_each(|part| taken[*part] = true);
            picked.push(whole(items, at, with, lists[at].is_some()));
        }
    }
    picked
}

/// The items under one.
fn under(items: &[Item], at: usize) -> impl Iterator<Item = usize> {
    (at + 1..items.len()).take_while(move |other| items[*other].parents.contains(&at))
}

fn children(items: &[Item], at: usize) -> Vec<usize> {
    under(items, at).filter(|other| items[*other].parents.last() == Some(&at)).collect()
}

fn list_of(items: &[Item], at: usize) -> Option<DutyList> {
    let list = items[at].mark.and_then(|_| duty_list(&items[at].text()))?;
    (list.is_labelled || !is_requirement(items, at)).then_some(list)
}

/// Whether an item stands under a heading of requirements, or is one: 三、工作要求.
pub fn is_requirement(items: &[Item], at: usize) -> bool {
    static REQUIREMENTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:(?:工作|有关|相关|具体|活动|组织|纪律|几点)?要求|组织(?:保障|实施|领导)|保障措施|(?:加强|强化)(?:组织)?(?:领导|保障)|工作保障|实施保障)$").ok()
    });
    let top = items[at].parents.first().copied().unwrap_or(at);
    let heading = items[top].heading();
    // 总体要求 states aims.
    !heading.contains("总体") && REQUIREMENTS.as_ref().is_some_and(|form| form.is_match(&heading))
}

/// Moves the list of a last part to the item that it closes, where only that part of it has one.
///
/// Gives the items that got one.
fn lift(items: &[Item], lists: &mut [Option<DutyList>]) -> Vec<usize> {
    let usual = usual_level(items, lists);
    let mut lifted = Vec::new();
    for at in 0..items.len() {
        let parts = children(items, at);
        let named: Vec<usize> = parts.iter().copied().filter(|part| lists[*part].is_some()).collect();
        let Some(&last) = parts.last() else { continue };
        let is_deeper = items[last].level() > usual && items[at].level() == usual;
        let closes_all = named == [last] && parts.len() > 1 && lists[at].is_none() && is_deeper;
        if closes_all && under(items, at).all(|part| part == last || lists[part].is_none()) {
            lists[at] = lists[last].take();
            lifted.push(at);
        }
    }
    lifted
}

/// The level on which most lists stand.
fn usual_level(items: &[Item], lists: &[Option<DutyList>]) -> Option<Level> {
    let count = |level: Level| {
        items.iter().zip(lists).filter(|(item, list)| item.level() == Some(level) && list.is_some()).count()
    };
    Level::ALL.into_iter().rev().max_by_key(|level| count(*level))
}

/// Whether an item names nobody, and others on its level under the same heading do.
fn names_nobody_beside_others(items: &[Item], lists: &[Option<DutyList>], at: usize) -> bool {
    let item = &items[at];
    let Some(&parent) = item.parents.last() else { return false };
    let beside = children(items, parent);
    let others = beside.iter().filter(|other| items[**other].mark.is_some() && lists[**other].is_some()).count();
    let is_alike = items[at].level()
        == beside.iter().find(|other| lists[**other].is_some()).and_then(|other| items[*other].level());
    others > 0
        && is_alike
        && item.tables.is_empty()
        && !is_requirement(items, at)
        && under(items, at).all(|part| lists[part].is_none() && items[part].tables.is_empty())
}

fn whole(items: &[Item], at: usize, parts: &[usize], has_list: bool) -> Picked {
    let mut text = items[at].text();
    let mut paragraphs = items[at].paragraphs.clone();
    for part in parts {
        for paragraph in &items[*part].paragraphs {
            text.push('\n');
            text.push_str(&paragraph.text);
            paragraphs.push(paragraph.clone());
        }
    }
    let list = has_list.then(|| duty_list(&text)).flatten();
    Picked { item: at, text, list, paragraphs, is_numbered: true }
}

/// The activities of an item that has several without numbers: each run of paragraphs that ends with a list.
fn unnumbered(item: &Item, at: usize) -> Vec<Picked> {
    let is_heading = item.level().is_some_and(|level| level <= Level::Section) && !item.heading().is_empty();
    let says_more = item.paragraphs.first().is_some_and(|first| first.text.contains('。'));
    if !is_heading || says_more {
        return Vec::new();
    }
    let mut runs = Vec::new();
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for paragraph in &item.paragraphs[1..] {
        if is_date_heading(&paragraph.text) {
            // What stands before a heading and names nobody is no part of what comes under it.
            paragraphs.clear();
        }
        paragraphs.push(paragraph.clone());
        if duty_list(&paragraph.text).is_some() {
            let texts: Vec<&str> = paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
            let text = texts.join("\n");
            let list = duty_list(&text);
            runs.push(Picked { item: at, text, list, paragraphs: std::mem::take(&mut paragraphs), is_numbered: false });
        }
    }
    // A label on a line of its own goes on with the list before it: 牵头单位：… 责任单位：…
    runs.dedup_by(|next, before| {
        let is_label = next.list.as_ref().is_some_and(|list| list.is_labelled && list.rest.trim().is_empty());
        if is_label {
            before.text = format!("{}\n{}", before.text, next.text);
            before.paragraphs.append(&mut next.paragraphs);
            before.list = duty_list(&before.text);
        }
        is_label
    });
    runs
}

/// Whether a paragraph is a heading that begins with a day: 9月16日（周一） 启动仪式.
pub fn is_date_heading(text: &str) -> bool {
    const LONGEST: usize = 40;
    date_of_heading(text).is_some() && !text.contains('。') && text.chars().count() <= LONGEST
}

/// The day or days that a heading begins with, with what follows.
pub fn date_of_heading(text: &str) -> Option<(&str, &str)> {
    static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?P<days>(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:\s*(?:至|到|—+|－|-|–|~|～)\s*(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日)?)(?:\s*[（(](?:周|星期)[一二三四五六日天][）)])?(?:上午|下午|晚上|晚|全天)?[\s：:，,]*").ok()
    });
    let found = DATE.as_ref()?.captures(text)?;
    Some((found.name("days")?.as_str(), &text[found.get(0)?.end()..]))
}

#[cfg(test)]
mod tests {
    use super::pick;
    use crate::notice::page::lines::lines;
    use crate::notice::page::table::parts;
    use crate::notice::scan::outline::outline;

    fn told(text: &str) -> Vec<String> {
        let items = outline(parts(lines(text)));
        let picked = pick(&items).into_iter().map(|picked| {
            let units = picked.list.map(|list| list.units.len()).unwrap_or_default();
            format!("{} {units}", picked.text.replace('\n', "/"))
        });
        picked.collect()
    }

    #[test]
    fn activities_are_what_names_who_does_it() {
        for (text, expected) in [
            (
                "一、目标\n1.达到90%。\n二、任务\n1.建园。（市教育局）\n2.修路。\n三、工作要求\n（一）加强领导。（市政府办公室）",
                &["建园。（市教育局） 1", "修路。 0"][..],
            ),
            (
                "一、任务\n（一）建园。如下：\n1.选址。\n2.开工。（市教育局、市财政局）\n（二）修路。（市交通局）\n（三）绿化。（市林草局）",
                &[
                    "建园。如下：/1.选址。/2.开工。（市教育局、市财政局） 2",
                    "修路。（市交通局） 1",
                    "绿化。（市林草局） 1",
                ],
            ),
            (
                "一、任务\n（一）建园。（市教育局）\n1.选址。\n2.开工。\n（二）修路。（市交通局）",
                &["建园。（市教育局）/1.选址。/2.开工。 1", "修路。（市交通局） 1"],
            ),
            (
                "一、活动安排\n9月1日，启动仪式。（市教育局）\n9月5日，读书会。\n现场赠书。（市文旅局、市图书馆）",
                &["9月1日，启动仪式。（市教育局） 1", "9月5日，读书会。/现场赠书。（市文旅局、市图书馆） 2"],
            ),
            (
                "一、任务\n1.建园。\n牵头单位：市教育局\n责任单位：市财政局\n2.修路。责任单位：市交通局",
                &["建园。/牵头单位：市教育局/责任单位：市财政局 2", "修路。责任单位：市交通局 1"],
            ),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }
}
