//! One activity of a draft.

use chrono::NaiveDate;
use indexmap::IndexMap;

use super::doubt::{Doubt, NO_TITLE};
use super::remainder::says_more;
use super::toml::{comment, list, long_text, text};
use crate::notice::phrase::due::DueDoubt;
use crate::notice::scan::found::Found;
use crate::plan::Role;
use crate::plan::keys::Key;

/// What an activity is written against.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'f> {
    /// The campaign's first day.
    pub start: Option<NaiveDate>,
    /// Its last day, which is that of an activity without one.
    pub end: Option<NaiveDate>,
    /// The day of the notice.
    pub issued: Option<NaiveDate>,
    /// What the notice's lines are called: 行, or 段 in a Word file.
    pub lines: &'f str,
    /// The names that a person need not look at again.
    pub settled: &'f [String],
}

/// Writes one `[[activity]]`; what a person must settle stands as a comment above the value and is added to `doubts`.
pub fn write(found: &Found, frame: Frame<'_>, doubts: &mut Vec<Doubt>) -> String {
    let mut activity = Writer { written: String::new(), doubts };
    activity.written.push_str(&format!("\n# 通知第{}{}\n[[activity]]\n", found.line, frame.lines));
    activity.heading(found);
    activity.units(found, frame.settled);
    activity.days(found, frame);
    activity.festivals(found);
    if let Some(deliverable) = &found.deliverable {
        activity.line(Key::Deliverable, &text(deliverable));
    }
    if !found.extra.is_empty() {
        activity.line(Key::Extra, &inline(found.extra.iter().map(|(key, value)| (key.as_str(), text(value)))));
    }
    if let Some(detail) = &found.detail {
        activity.line(Key::Detail, &long_text(detail));
    }
    format!("{}{}", original(found, &activity.written), activity.written)
}

/// The paragraphs of an activity as printed, where they say something that stands nowhere in what is written of it.
fn original(found: &Found, written: &str) -> String {
    let missing = found.paragraphs.iter().filter(|paragraph| says_more(&paragraph.text, written));
    let printed: String = missing.map(|paragraph| comment(&format!("原文：{}", paragraph.text))).collect();
    if printed.is_empty() { printed } else { format!("\n{}", printed.trim_end()) }
}

struct Writer<'w> {
    written: String,
    doubts: &'w mut Vec<Doubt>,
}

impl Writer<'_> {
    fn line(&mut self, key: Key, value: &str) {
        self.written.push_str(&format!("{} = {value}\n", key.name()));
    }

    /// A comment above the value that it is about, and one more thing to settle.
    fn doubt(&mut self, doubt: Doubt) {
        self.written.push_str(&doubt.comment());
        self.doubts.push(doubt);
    }

    fn heading(&mut self, found: &Found) {
        if let Some(printed) = &found.repeats {
            self.doubt(Doubt::Repeated { id: found.id.clone(), printed: printed.clone() });
        }
        let is_integer = found.id.parse::<u32>().is_ok();
        self.line(Key::Id, &if is_integer { found.id.clone() } else { text(&found.id) });
        if let Some(section) = found.section.as_ref().filter(|section| !section.trim().is_empty()) {
            self.line(Key::Section, &text(section));
        }
        if found.title.trim().is_empty() {
            self.doubt(Doubt::NoTitle);
            self.line(Key::Title, &text(NO_TITLE));
        } else {
            self.line(Key::Title, &text(&found.title));
        }
    }

    fn units(&mut self, found: &Found, settled: &[String]) {
        for (_, listed) in &found.units {
            if let Some(printed) = listed.printed.as_ref().filter(|_| !settled.contains(&listed.name)) {
                self.doubt(Doubt::Restored { name: listed.name.clone(), printed: printed.clone() });
            }
        }
        for odd in found.odd.iter().filter(|odd| !settled.contains(odd)) {
            self.doubt(Doubt::OddName { text: odd.clone() });
        }
        if found.is_unclosed {
            self.doubt(Doubt::Unclosed);
        }
        if found.units.is_empty() {
            self.doubt(Doubt::NoUnits);
            self.line(Key::Units, "[]");
        }
        for (key, role) in [(Key::Lead, Role::Lead), (Key::Units, Role::Member), (Key::Support, Role::Support)] {
            let names = found.units.iter().filter(|(own, _)| *own == role).map(|(_, listed)| listed.name.as_str());
            let names: Vec<&str> = names.collect();
            if !names.is_empty() {
                self.line(key, &list(names));
            }
        }
        if !found.optional.is_empty() {
            let optional = list(found.optional.iter().map(String::as_str));
            self.line(Key::Optional, &format!("{optional}  # 原文：可根据需要"));
        }
    }

    fn days(&mut self, found: &Found, frame: Frame<'_>) {
        let due = &found.due;
        let printed = due.printed.clone().unwrap_or_default();
        let is_before_start =
            due.day.is_some_and(|day| due.start.is_none() && frame.start.is_some_and(|start| day < start));
        match due.doubt {
            Some(DueDoubt::Recurring) => self.doubt(Doubt::Recurring { printed: printed.clone() }),
            Some(DueDoubt::Unknown) => self.doubt(Doubt::NoDay { printed: printed.clone() }),
            Some(DueDoubt::StartOnly) => self.doubt(Doubt::StartOnly { printed: printed.clone() }),
            Some(DueDoubt::BeforeIssue) => self.doubt(Doubt::BeforeIssue { printed: printed.clone() }),
            None if is_before_start => self.doubt(Doubt::BeforeStart { printed: printed.clone() }),
            None => {}
        }
        // A day before the campaign is no mistake where work begins with the notice.
        let early =
            due.day.filter(|_| is_before_start).map(|day| frame.issued.filter(|issued| *issued <= day).unwrap_or(day));
        // A span that ends before it begins is misread, or misprinted: its last day is what counts.
        let start = due.start.filter(|start| due.day.or(frame.end).is_none_or(|day| *start <= day));
        if let Some(start) = start.or(early) {
            self.line(Key::Start, &start.to_string());
        }
        let remark = if printed.is_empty() {
            String::new()
        } else {
            format!("  {}", comment(&format!("原文：{}", printed.replace('\n', " "))).trim_end())
        };
        if let Some(day) = due.day {
            self.line(Key::Due, &format!("{day}{remark}"));
        } else if due.is_ongoing {
            self.line(Key::Ongoing, &format!("true{remark}"));
        }
    }

    fn festivals(&mut self, found: &Found) {
        for festival in found.festivals.iter().filter(|festival| festival.day.is_none()) {
            self.doubt(Doubt::FestivalWithoutDay { name: festival.name.clone() });
            let event = format!("{} = {{ {} = 年-月-日 }}", Key::Events.name(), text(&festival.name));
            self.written.push_str(&comment(&event));
        }
        let known: Vec<(&str, String)> =
            found.festivals.iter().filter_map(|one| Some((one.name.as_str(), one.day?.to_string()))).collect();
        if !known.is_empty() {
            let events = inline(known.into_iter());
            self.line(Key::Events, &format!("{events}  # 据日历，通知没有写日子"));
        }
    }
}

/// A table on one line; of a key that comes twice, the first value.
fn inline<'k>(pairs: impl Iterator<Item = (&'k str, String)>) -> String {
    let mut values: IndexMap<&str, String> = IndexMap::new();
    for (key, value) in pairs {
        values.entry(key).or_insert(value);
    }
    let written: Vec<String> = values.iter().map(|(key, value)| format!("{} = {value}", text(key))).collect();
    format!("{{ {} }}", written.join(", "))
}

#[cfg(test)]
mod tests {
    use super::{Frame, write};
    use crate::notice::draft::doubt::Doubt;
    use crate::notice::phrase::due::Due;
    use crate::notice::scan::found::Found;

    #[test]
    fn a_deadline_is_doubtful_only_where_it_is_before_the_campaigns_first_day() {
        for (due, is_doubtful) in [("2024-08-31", true), ("2024-09-01", false), ("2024-09-02", false)] {
            let found = Found { due: Due { day: due.parse().ok(), ..Due::default() }, ..Found::default() };
            let frame = Frame { start: "2024-09-01".parse().ok(), end: None, issued: None, lines: "行", settled: &[] };
            let mut doubts = Vec::new();
            let written = write(&found, frame, &mut doubts);
            let found = doubts.iter().any(|doubt| matches!(doubt, Doubt::BeforeStart { .. }));
            assert_eq!((found, written.contains("\nstart = ")), (is_doubtful, is_doubtful), "{due}\n{written}");
        }
    }
}
