//! The outline of a notice: its numbered paragraphs, each with what stands under it.

use std::sync::LazyLock;

use regex_lite::Regex;

use crate::notice::page::mark::{Level, Mark, mark};
use crate::notice::page::paragraphs::{Paragraph, is_day, is_page_number, paragraphs};
use crate::notice::page::table::{Part, Table};
use crate::notice::phrase::names::looks_like_a_unit;

/// A numbered paragraph with the paragraphs and tables up to the next, or the text before the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Its number; `None` for what stands before the first number and behind the last item.
    pub mark: Option<Mark>,
    /// The items it stands under, the highest first, by their places in the outline.
    pub parents: Vec<usize>,
    /// Its paragraphs, the first one with its number.
    pub paragraphs: Vec<Paragraph>,
    /// Its tables.
    pub tables: Vec<Table>,
}

/// What begins the lines behind the last item: whom to call, what is attached.
static TAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:[（(]?(?:联\s*系\s*(?:人|电\s*话|方\s*式|处\s*室|单\s*位|科\s*室)|电\s*话|传\s*真|电\s*子\s*(?:邮\s*箱|信\s*箱|邮\s*件)|邮\s*箱|地\s*址|附\s*件|抄\s*送|主\s*送|信息公开选项)|[（(]此件)").ok()
});

/// Whether a paragraph belongs behind the last item: contacts, attachments, a page's foot.
pub fn is_tail(text: &str) -> bool {
    TAIL.as_ref().is_some_and(|tail| tail.is_match(text.trim())) || is_page_number(text)
}

impl Item {
    /// Its level; `None` without a number.
    pub fn level(&self) -> Option<Level> {
        self.mark.map(|mark| mark.level)
    }

    /// Its text without the number, paragraphs parted by line breaks.
    pub fn text(&self) -> String {
        let length = self.mark.map_or(0, |mark| mark.length);
        let texts = self.paragraphs.iter().enumerate().map(|(at, paragraph)| match at {
            0 => &paragraph.text[length..],
            _ => paragraph.text.as_str(),
        });
        texts.filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// Its first paragraph up to the first full stop, number included: what a section is called.
    pub fn heading(&self) -> String {
        let first = self.paragraphs.first().map(|paragraph| paragraph.text.as_str()).unwrap_or_default();
        closed(first.split('。').next().unwrap_or(first)).trim_end_matches(['：', ':']).to_owned()
    }
}

/// A text without the blanks that layout puts between Chinese characters, or between those and figures.
pub fn closed(text: &str) -> String {
    let characters: Vec<char> = text.trim().chars().collect();
    let is_foreign = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(char::is_ascii_alphabetic);
    let kept = characters.iter().enumerate().filter(|(at, character)| {
        !character.is_whitespace() || (is_foreign(at.checked_sub(1)) && is_foreign(Some(at + 1)))
    });
    kept.map(|(_, character)| *character).collect()
}

/// Makes the outline of a notice out of its text and tables.
pub fn outline(parts: Vec<Part>) -> Vec<Item> {
    let mut items = vec![Item::default()];
    for part in parts {
        match part {
            Part::Table(table) => last(&mut items).tables.push(table),
            Part::Text(lines) => paragraphs(lines).into_iter().for_each(|paragraph| take(&mut items, paragraph)),
        }
    }
    split_signature(&mut items);
    items
}

fn last(items: &mut Vec<Item>) -> &mut Item {
    if items.is_empty() {
        items.push(Item::default());
    }
    let last = items.len() - 1;
    &mut items[last]
}

fn take(items: &mut Vec<Item>, paragraph: Paragraph) {
    let found = mark(&paragraph.text).filter(|mark| !lists_attachments(items, mark.number));
    let is_first_tail = items.len() > 1 && last(items).mark.is_some() && is_tail(&paragraph.text);
    if found.is_some() || is_first_tail {
        let parents = found.map(|mark| parents(items, mark.level)).unwrap_or_default();
        items.push(Item { mark: found, parents, paragraphs: vec![paragraph], tables: Vec::new() });
    } else {
        last(items).paragraphs.push(paragraph);
    }
}

/// Whether a number goes on with a list of attachments: 附件：1.… 2.…
fn lists_attachments(items: &[Item], number: u32) -> bool {
    let paragraphs = items.last().map(|item| item.paragraphs.as_slice()).unwrap_or_default();
    let count = paragraphs.iter().rev().take_while(|paragraph| mark(&paragraph.text).is_some()).count();
    let first = paragraphs.iter().rev().nth(count).map(|paragraph| paragraph.text.as_str()).unwrap_or_default();
    let is_list = first
        .trim_start()
        .strip_prefix("附件")
        .is_some_and(|rest| mark(rest.trim_start_matches([':', '：', ' '])).is_some_and(|mark| mark.number == 1));
    is_list && usize::try_from(number) == Ok(count + 2)
}

/// The items that one of this level would stand under.
fn parents(items: &[Item], level: Level) -> Vec<usize> {
    let mut parents = Vec::new();
    let mut above = level;
    for (at, item) in items.iter().enumerate().rev() {
        if above == Level::Part {
            break;
        }
        if let Some(own) = item.level().filter(|own| *own < above) {
            parents.push(at);
            above = own;
        }
    }
    parents.reverse();
    parents
}

/// Puts a signature under the last item, names and a day, into an item of its own.
fn split_signature(items: &mut Vec<Item>) {
    let Some(at) = items.iter().rposition(|item| item.mark.is_some()) else { return };
    let Some(day) = items[at].paragraphs.iter().position(|paragraph| is_day(&paragraph.text)) else { return };
    let names = items[at].paragraphs[1..day.max(1)].iter().rev();
    let signed = names.take_while(|paragraph| paragraph.text.split_whitespace().all(looks_like_a_unit)).count();
    let paragraphs = items[at].paragraphs.split_off((day - signed.min(day)).max(1));
    items.insert(at + 1, Item { paragraphs, ..Item::default() });
}

#[cfg(test)]
mod tests {
    use super::{closed, outline};
    use crate::notice::page::lines::lines;
    use crate::notice::page::table::parts;

    #[test]
    fn items_know_what_they_stand_under() {
        let text = "方案\n一、任务\n（一）宣传\n1.举办仪式。\n（1）布置。\n2.开展讲座。\n全年进行。\n二、要求\n（一）加强领导。\n联系人：甲";
        let items = outline(parts(lines(text)));
        let told: Vec<String> = items
            .iter()
            .map(|item| {
                let under: Vec<String> = item.parents.iter().map(|at| items[*at].heading()).collect();
                format!("{}<{}", item.text().replace('\n', "/"), under.join("<"))
            })
            .collect();
        assert_eq!(
            told,
            [
                "方案<",
                "任务<",
                "宣传<一、任务",
                "举办仪式。<一、任务<（一）宣传",
                "布置。<一、任务<（一）宣传<1.举办仪式",
                "开展讲座。/全年进行。<一、任务<（一）宣传",
                "要求<",
                "加强领导。<二、要求",
                "联系人：甲<",
            ]
        );
    }

    #[test]
    fn blanks_of_layout_are_closed_up() {
        assert_eq!(closed("第 41 个 活动月 方案 Smart City 2024 年"), "第41个活动月方案Smart City2024年");
    }
}
