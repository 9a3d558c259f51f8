//! A look over all parts of an archive before any library takes them in: what none of them is made for is refused here.
//!
//! A few kilobytes can claim a sheet of 17 billion cells, four billion texts, or unpack to gigabytes; libraries reserve room for
//! what is claimed, or go down as deep as it is nested.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::Unreadable;

/// The most parts that an archive may have.
const PARTS: usize = 10_000;
/// The most that all its parts of text may unpack to, in bytes: ten times what the longest notice takes.
const UNPACKED: u64 = 256 * 1024 * 1024;
/// How deep elements may be nested: tables in tables, fields and text boxes included, Word writes some forty.
const DEPTH: usize = 200;
/// The most cells that a sheet may have with anything in them.
const CELLS: u64 = 2_000_000;

/// Looks over the parts of a file.
pub fn survey(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    if archive.len() > PARTS {
        return Err(Unreadable::TooLarge);
    }
    let mut left = UNPACKED;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| Unreadable::Damaged)?;
        let is_text = part.name().is_ok_and(|name| name.ends_with(".xml") || name.ends_with(".rels"));
        if !is_text {
            continue;
        }
        let mut text = Vec::new();
        let length = part.take(left + 1).read_to_end(&mut text).map_err(|_| Unreadable::Damaged)? as u64;
        left = left.checked_sub(length).ok_or(Unreadable::TooLarge)?;
        look_over(&text)?;
    }
    Ok(())
}

/// Looks over one part: how deep it goes, and how much it claims to hold.
fn look_over(text: &[u8]) -> Result<(), Unreadable> {
    let mut reader = Reader::from_reader(text);
    let (mut depth, mut cells, mut rows) = (0usize, 0u64, 1u64);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                depth += 1;
                cells = cells.saturating_add(claimed(&element, text.len(), &mut rows)?);
            }
            Ok(Event::Empty(element)) => cells = cells.saturating_add(claimed(&element, text.len(), &mut rows)?),
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(_) => return Err(Unreadable::Damaged),
        }
        if depth > DEPTH || cells > CELLS {
            return Err(Unreadable::TooLarge);
        }
    }
}

/// How many cells an element claims; a table of texts must not claim more of them than the part has bytes.
fn claimed(element: &BytesStart<'_>, length: usize, rows: &mut u64) -> Result<u64, Unreadable> {
    let number = |name: &str| {
        let value = element.try_get_attribute(name).ok().flatten()?;
        value.value.parse::<u64>().ok()
    };
    match element.local_name().as_ref() {
        "sst" => match number("uniqueCount").max(number("count")) {
            Some(count) if count > length as u64 => Err(Unreadable::Damaged),
            _ => Ok(0),
        },
        "c" => Ok(1),
        "table-row" => {
            *rows = number("table:number-rows-repeated").unwrap_or(1);
            Ok(0)
        }
        "table-cell" if element.try_get_attribute("office:value-type").is_ok_and(|value| value.is_some()) => {
            Ok(rows.saturating_mul(number("table:number-columns-repeated").unwrap_or(1)))
        }
        _ => Ok(0),
    }
}
