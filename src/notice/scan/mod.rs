//! What a notice says, found and named: parts of a page come in, campaign, activities and leftovers go out.
//!
//! [`outline`] puts every paragraph under its heading, [`pick`] tells which are activities, [`found`] and [`rows`] read them,
//! [`reports`] finds what the requirements ask for, [`head`] and [`period`] what the notice says about itself.

mod festivals;
pub mod found;
pub mod head;
mod ids;
pub mod outline;
mod period;
mod pick;
mod reports;
mod rows;

use std::collections::HashSet;

use super::page::paragraphs::Paragraph;
use super::page::table::{Part, Row};
use super::phrase::due::{Calendar, Due, in_text, labelled};
use super::phrase::duty_list::duty_list;
use super::phrase::roles::{says_first_leads, says_lead_reports};
use found::Found;
use head::{Head, head};
use outline::{Item, closed, outline};
use pick::{Picked, date_of_heading, is_date_heading, is_requirement, pick};
use reports::reports;

/// All that was found in a notice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scanned {
    /// What it says about the campaign as a whole.
    pub head: Head,
    /// Its activities in printed order, those of the requirements last.
    pub activities: Vec<Found>,
    /// Whether the notice states that of the units named first each has the lead.
    pub first_leads: bool,
    /// The paragraphs that are in none of these.
    pub leftovers: Vec<Paragraph>,
}

/// Reads a notice.
pub fn scan(parts: Vec<Part>) -> Scanned {
    let items = outline(parts);
    let picked = pick(&items);
    let mut head = head_of(&items, &picked);
    let calendar = Calendar { issued: head.issued, end: head.end };
    head.lead_reports = items.iter().any(|item| says_lead_reports(&item.text()));
    let first_leads = items.iter().any(|item| says_first_leads(&item.text()));
    let mut activities = in_items(&items, picked, calendar, first_leads);
    let used: HashSet<Paragraph> =
        activities.iter().flat_map(|found| &found.paragraphs).chain(&head.taken).cloned().collect();
    let mut leftovers = Vec::new();
    for (at, paragraph) in paragraphs(&items).filter(|(_, paragraph)| !used.contains(*paragraph)) {
        let asked = reports(paragraph, calendar);
        if asked.is_empty() {
            leftovers.push((at, paragraph));
        }
        for (found, office) in asked {
            head.coordinator = head.coordinator.take().or(office);
            activities.push(Found { section: section_of_report(&items, at), ..found });
        }
    }
    ids::number(&mut activities);
    let sections: HashSet<&str> = activities.iter().filter_map(|found| found.section.as_deref()).collect();
    leftovers.retain(|(at, paragraph)| !is_heading_of(&items[*at], paragraph, &sections));
    let mut leftovers: Vec<Paragraph> = leftovers.into_iter().map(|(_, paragraph)| paragraph.clone()).collect();
    leftovers.extend(rows_left_over(&items, &activities, &sections));
    leftovers.sort_by_key(|paragraph| paragraph.line);
    Scanned { head, activities, first_leads, leftovers }
}

/// The rows of tables that are neither an activity nor the name of a section: sums, remarks.
fn rows_left_over(items: &[Item], activities: &[Found], sections: &HashSet<&str>) -> Vec<Paragraph> {
    let lines: HashSet<usize> = activities.iter().map(|found| found.line).collect();
    let rows = items.iter().flat_map(|item| &item.tables).flat_map(|table| &table.rows);
    let is_left = |row: &&Row| {
        let is_section = row.cells.len() == 1 && sections.contains(row.cells[0].as_str());
        !lines.contains(&row.line) && !is_section && row.cells.iter().any(|cell| !cell.trim().is_empty())
    };
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(" | ");
    rows.filter(is_left).map(|row| Paragraph { line: row.line, text: filled(row) }).collect()
}

/// All paragraphs, each with the place of its item.
fn paragraphs(items: &[Item]) -> impl Iterator<Item = (usize, &Paragraph)> {
    items.iter().enumerate().flat_map(|(at, item)| item.paragraphs.iter().map(move |paragraph| (at, paragraph)))
}

/// The head, its days and theme taken from what is no activity and no requirement.
fn head_of(items: &[Item], picked: &[Picked]) -> Head {
    let tail: Vec<&Item> = items[1..].iter().filter(|item| item.mark.is_none()).collect();
    let mut head = head(&items[0], &tail);
    let used: HashSet<&Paragraph> = picked.iter().flat_map(|picked| &picked.paragraphs).collect();
    let is_free = |at: usize| {
        !is_requirement(items, at) && !items[at].paragraphs.iter().any(|paragraph| used.contains(paragraph))
    };
    let free: Vec<&Item> = (0..items.len()).filter(|at| is_free(*at)).map(|at| &items[at]).collect();
    period::take(&free, &mut head);
    head
}

/// Whether a paragraph is nothing but the name of a section that the plan has.
fn is_heading_of(item: &Item, paragraph: &Paragraph, sections: &HashSet<&str>) -> bool {
    let heading = item.heading();
    let said = closed(&paragraph.text);
    sections.contains(heading.as_str())
        && item.paragraphs.first() == Some(paragraph)
        && said.trim_end_matches(['。', '：', ':']) == heading
}

/// The activities of the items and their tables, in printed order.
fn in_items(items: &[Item], picked: Vec<Picked>, calendar: Calendar, first_leads: bool) -> Vec<Found> {
    let mut activities = Vec::new();
    let mut picked = picked.into_iter().peekable();
    for (at, item) in items.iter().enumerate() {
        while let Some(one) = picked.next_if(|one| one.item == at) {
            activities.push(read(items, one, calendar, first_leads));
        }
        let above: Vec<u32> =
            numbers(items, &item.parents).into_iter().chain(item.mark.map(|mark| mark.number)).collect();
        let section = item.mark.map(|_| item.heading());
        for table in &item.tables {
            activities.extend(rows::activities(table, &above, section.as_deref(), calendar, first_leads));
        }
    }
    activities
}

fn numbers(items: &[Item], places: &[usize]) -> Vec<u32> {
    places.iter().filter_map(|at| Some(items[*at].mark?.number)).collect()
}

fn read(items: &[Item], picked: Picked, calendar: Calendar, first_leads: bool) -> Found {
    let item = &items[picked.item];
    let heading = if picked.is_numbered { item.parents.last().copied() } else { Some(picked.item) };
    let own = item.mark.filter(|_| picked.is_numbered).map(|mark| mark.number);
    let above = numbers(items, &item.parents);
    let dated =
        date_of_heading(&picked.text).filter(|_| !picked.is_numbered && is_date_heading(first_line(&picked.text)));
    let (days, text) = dated.map_or((None, picked.text.as_str()), |(days, text)| (Some(days), text));
    let list = if days.is_some() { duty_list(text) } else { picked.list };
    let mut found = Found::of(text, list, calendar, first_leads);
    if let Some(days) = days {
        found.due = labelled(days, calendar);
        let whole = &picked.text[..picked.text.len() - text.len()];
        found.due.printed = Some(whole.trim().to_owned());
    }
    if found.due == Due::default()
        && let Some(phase) = heading.and_then(|at| phase(&items[at].heading(), calendar))
    {
        found.due = phase;
    }
    Found {
        line: picked.paragraphs.first().map_or(0, |paragraph| paragraph.line),
        numbers: own.map(|own| above.into_iter().chain([own]).collect()).unwrap_or_default(),
        section: heading.map(|at| items[at].heading()),
        paragraphs: picked.paragraphs,
        ..found
    }
}

/// The days of a phase, by which what stands under it and gives no day is due: 启动部署阶段（3月20日—4月22日）.
fn phase(heading: &str, calendar: Calendar) -> Option<Due> {
    let due = in_text(heading, calendar);
    (heading.contains("阶段") && due.start.is_some() && due.day.is_some()).then_some(due)
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// The heading over a report: the highest one above it, or its own item where that is the highest.
fn section_of_report(items: &[Item], at: usize) -> Option<String> {
    let top = items[at].parents.first().copied().or(items[at].mark.map(|_| at))?;
    Some(items[top].heading())
}
