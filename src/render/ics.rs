//! What falls on which day as a calendar that phones take in (RFC 5545).

use std::borrow::Cow;
use std::io::{Error, Write};

use chrono::{Days, NaiveDate, TimeDelta, Utc};
use icalendar::{Alarm, Calendar, Class, Component, Event as CalendarEvent, EventLike, EventStatus, Property};

use crate::document::{Block, Document, Event, Timeline, flat, harmless};
use crate::glyph::is_invisible;

/// How long before midnight of the day a reminder comes: at nine in the morning of the day before.
const HOURS_AHEAD: i64 = 15;

/// What every calendar begins with.
const HEAD: [(&str, &str); 3] = [("VERSION", "2.0"), ("PRODID", "-//zlt//zlt//ZH"), ("CALSCALE", "GREGORIAN")];

/// Writes what the timelines of a document tell as events of whole days.
///
/// An event keeps its UID from one writing to the next and gets a higher SEQUENCE, by which calendars know that it is the
/// same event in a newer state (RFC 5545, 3.8.7.4). Gives whether there was any timeline; where there was none, nothing is
/// written.
pub fn render(document: &Document<'_>, writer: &mut impl Write) -> Result<bool, Error> {
    let timelines = document.blocks.iter().filter_map(|block| match block {
        Block::Timeline(timeline) => Some(timeline),
        _ => None,
    });
    let mut calendar = Calendar::empty();
    for (key, value) in HEAD {
        calendar.append_property((key, value));
    }
    let mut has_timeline = false;
    for timeline in timelines {
        has_timeline = true;
        timeline.events.iter().for_each(|event| {
            calendar.push(calendar_event(event, timeline).done());
        });
        // Calendars that have them take them out (RFC 5545, 3.8.1.11).
        timeline.called_off.iter().for_each(|event| {
            calendar.push(calendar_event(event, timeline).status(EventStatus::Cancelled).done());
        });
    }
    if let Some(title) = document.title() {
        // The library escapes what it knows to be text, which this is not to it.
        calendar.append_property(Property::new("NAME", &*title).add_parameter("VALUE", "TEXT").done());
        calendar.append_property(Property::new("X-WR-CALNAME", &*title).done());
    }
    if has_timeline {
        writer.write_all(calendar.to_string().as_bytes())?;
    }
    Ok(has_timeline)
}

fn calendar_event(event: &Event<'_>, timeline: &Timeline<'_>) -> CalendarEvent {
    let mut written = CalendarEvent::new();
    let made = timeline.made.with_timezone(&Utc);
    written
        .uid(&identity(&event.id))
        .timestamp(made)
        .last_modified(made)
        // Minutes fit the 32 bits that calendars keep a sequence in.
        .sequence(u32::try_from(made.timestamp() / 60).unwrap_or(0))
        .summary(&format!("【{}】{}", event.kind, flat(&event.name)))
        .class(Class::Public)
        .append_property(day("DTSTART", event.day))
        // The day on which it is over is not part of it.
        .append_property(day("DTEND", event.day + Days::new(1)))
        .append_property(Property::new("TRANSP", "TRANSPARENT").done());
    if !event.detail.is_empty() {
        written.description(&harmless(&event.detail));
    }
    if event.is_reminded {
        let mut alarm = Alarm::display(&flat(&event.name), -TimeDelta::hours(HOURS_AHEAD));
        // Left to itself the library takes the clock and a random id.
        written.alarm(alarm.uid(&format!("{}-alarm", identity(&event.id))).timestamp(made).done());
    }
    written
}

/// An id of which every character can be seen: what cannot is written as its number, so that two ids stay two.
fn identity(id: &str) -> Cow<'_, str> {
    if !id.contains(is_invisible) {
        return id.into();
    }
    let written = |one: char| if is_invisible(one) { format!("={:x}", u32::from(one)) } else { one.to_string() };
    id.chars().map(written).collect::<String>().into()
}

fn day(key: &str, day: NaiveDate) -> Property {
    Property::new(key, day.format("%Y%m%d").to_string()).add_parameter("VALUE", "DATE").done()
}
