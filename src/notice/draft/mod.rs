//! What was found in a notice as the draft of a plan: values come in, the text of `plan.toml` goes out.
//!
//! Every doubtful place has a comment above its value that begins with 待定, and is counted.

mod activity;
mod contacts;
pub mod doubt;
mod register;
mod remainder;
mod toml;

use indexmap::IndexSet;

use super::page::paragraphs::Paragraph;
use super::phrase::deadline::deadlines;
use super::scan::Scanned;
use super::scan::found::Found;
use super::scan::head::Head;
use crate::plan::keys::Key;
use activity::Frame;
use contacts::without_numbers;
use doubt::{Doubt, NO_TITLE};
pub use register::Known;
use remainder::says_more;
use toml::{comment, list, text};

/// A draft, with what a person should know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The text of the plan.
    pub text: String,
    /// How many activities it has.
    pub activities: usize,
    /// How many names they list, collectives counted once each time.
    pub listed: usize,
    /// What a person must settle, in the order of the text.
    pub doubts: Vec<Doubt>,
    /// The paragraphs of the notice that are not in the plan.
    pub leftovers: Vec<Leftover>,
    /// How many telephone numbers were left out of plan and leftovers.
    pub numbers_left_out: usize,
}

/// A paragraph that is not in the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// The number of its line, counted from 1.
    pub line: usize,
    /// What it says.
    pub text: String,
    /// Whether it sets a deadline, so that it should be looked at first.
    pub has_deadline: bool,
}

/// How a draft is to be written.
#[derive(Clone, Copy, Debug)]
pub struct Options<'o> {
    /// The name of the notice's file.
    pub notice: &'o str,
    /// What the notice's lines are called: 行, or 段 in a Word file.
    pub lines: &'o str,
    /// Last year's plan.
    pub known: Option<Known<'o>>,
    /// Whether telephone numbers stay.
    pub keeps_contacts: bool,
}

/// Writes what was found as a draft.
pub fn draft(scanned: Scanned, options: Options<'_>) -> Draft {
    let mut numbers_left_out = 0;
    let scanned = if options.keeps_contacts { scanned } else { without_contacts(scanned, &mut numbers_left_out) };
    let Scanned { head, activities, first_leads, mut leftovers } = scanned;
    let (register, mut register_doubts) = register::register(&names(&activities), options.known);
    let mut doubts = Vec::new();
    let head_text = campaign(&head, &activities, &mut doubts);
    doubts.append(&mut register_doubts);
    let said_more = head.taken.iter().filter(|paragraph| says_more(&paragraph.text, &head_text));
    leftovers.extend(said_more.cloned());
    leftovers.sort_by_key(|paragraph| paragraph.line);
    leftovers.dedup();
    let settled = settled(&activities, options.known);
    let frame =
        Frame { start: head.start, end: head.end, issued: head.issued, lines: options.lines, settled: &settled };
    let body: String = activities.iter().map(|found| activity::write(found, frame, &mut doubts)).collect();
    let opening = comment(&format!(
        "由 zlt import 按“{}”起草，请对照原文核对。\n写着“待定”的地方共{}处，要由人来定；定好一处，删去那行说明。",
        options.notice,
        doubts.len()
    ));
    let rule = if first_leads {
        comment("原文写明第一责任单位为牵头单位：只列了名单的，排在第一的写成了牵头。")
    } else {
        String::new()
    };
    Draft {
        text: format!("{opening}{rule}\n{head_text}\n{register}{body}"),
        activities: activities.len(),
        listed: activities.iter().map(|found| found.units.len()).sum(),
        doubts,
        leftovers: leftovers.into_iter().map(leftover).collect(),
        numbers_left_out,
    }
}

fn leftover(paragraph: Paragraph) -> Leftover {
    const ANY_YEAR: i32 = 2000;
    let found = deadlines(&paragraph.text, ANY_YEAR);
    // A month alone only says when something is.
    let has_deadline = found.iter().any(|deadline| !paragraph.text[deadline.place.clone()].ends_with('月'));
    Leftover { line: paragraph.line, text: paragraph.text, has_deadline }
}

/// The names that the activities list, each once and in order.
fn names(activities: &[Found]) -> Vec<&str> {
    let listed = activities.iter().flat_map(|found| &found.units).map(|(_, listed)| listed.name.as_str());
    listed.collect::<IndexSet<&str>>().into_iter().collect()
}

/// The names that last year's plan knows.
fn settled(activities: &[Found], known: Option<Known<'_>>) -> Vec<String> {
    let is_known = |name: &&str| known.is_some_and(|known| known.plan.units.named(name).is_some());
    names(activities).into_iter().filter(is_known).map(str::to_owned).collect()
}

fn campaign(head: &Head, activities: &[Found], doubts: &mut Vec<Doubt>) -> String {
    let mut written = format!("[{}]\n", Key::Campaign.name());
    let mut line = |key: Key, value: String, remark: &str| {
        let remark = if remark.is_empty() { String::new() } else { format!("  # {remark}") };
        written.push_str(&format!("{} = {value}{remark}\n", key.name()));
    };
    let id = campaign_id(head);
    line(Key::Id, text(&id), "记录文件夹的名字，可以改；开始登记以后不要改");
    // Papers say 按照…工作方案 of themselves.
    let title = head.title.as_deref().map_or(NO_TITLE, |title| title.trim_end_matches("工作方案"));
    if head.title.is_none() {
        doubts.push(Doubt::NoTitle);
    }
    line(Key::Title, text(title), if head.title.is_none() { "待定：没有找到标题，请补上" } else { "" });
    for (key, value) in [(Key::Theme, &head.theme), (Key::Document, &head.document)] {
        if let Some(value) = value {
            line(key, text(value), "");
        }
    }
    if !head.issuers.is_empty() {
        line(Key::Issuers, list(head.issuers.iter().map(String::as_str)), "");
    }
    if head.lead_reports {
        line(Key::LeadReports, "true".to_owned(), "原文由牵头单位汇总：配合单位不单独算应完成，也不催");
    }
    if let Some(coordinator) = &head.coordinator {
        line(Key::Coordinator, text(coordinator), "原文请各单位把材料报送到这里");
    }
    if let Some(issued) = head.issued {
        line(Key::Issued, issued.to_string(), "");
    }
    let period = head.period.as_ref().map(|period| format!("原文：{period}")).unwrap_or_default();
    for (key, day) in [(Key::Start, head.start), (Key::End, head.end)] {
        if let Some(day) = day {
            line(key, day.to_string(), &period);
        }
    }
    let ids: Vec<String> = activities
        .iter()
        .filter(|found| found.due.day.is_none() && !found.due.is_ongoing)
        .map(|found| found.id.clone())
        .collect();
    if head.end.is_none() && !ids.is_empty() {
        let doubt = Doubt::NoEnd { ids };
        written.push_str(&doubt.comment());
        written.push_str(&comment(&format!("{} = 年-月-日", Key::End.name())));
        doubts.push(doubt);
    }
    written
}

/// A name for the folder of records: the document number, else the title, in characters that a folder can have.
fn campaign_id(head: &Head) -> String {
    const LONGEST: usize = 20;
    let from = head.document.as_ref().or(head.title.as_ref()).map(String::as_str).unwrap_or("zlt");
    let parts = from.split(|character: char| !character.is_alphanumeric()).filter(|part| !part.is_empty());
    let joined: String = parts.collect::<Vec<_>>().join("-").chars().take(LONGEST).collect();
    let id = joined.trim_matches('-').trim_end_matches('号').trim_end_matches('-');
    if id.is_empty() { "zlt".to_owned() } else { id.to_owned() }
}

/// The same without telephone numbers.
fn without_contacts(mut scanned: Scanned, count: &mut usize) -> Scanned {
    let mut clean = |text: &mut String| {
        let (kept, found) = without_numbers(text);
        *text = kept;
        *count += found;
    };
    scanned.leftovers.iter_mut().for_each(|paragraph| clean(&mut paragraph.text));
    for found in &mut scanned.activities {
        clean(&mut found.title);
        found.detail.iter_mut().for_each(&mut clean);
        found.extra.iter_mut().for_each(|(_, value)| clean(value));
        // These repeat what stands elsewhere; their numbers are not counted again.
        found.deliverable.iter_mut().for_each(|text| *text = without_numbers(text).0);
        found.paragraphs.iter_mut().for_each(|paragraph| paragraph.text = without_numbers(&paragraph.text).0);
    }
    scanned
}
