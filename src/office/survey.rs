//! A look over all parts of an archive before any library takes them in: what none of them is made for is refused here.
//!
//! A few kilobytes can claim a sheet of 17 billion cells, four billion texts, or unpack to gigabytes; libraries reserve room for
//! what is claimed, or go down as deep as it is nested.

use std::io::{Cursor, Read};

use cfb::CompoundFile;
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

/// Looks over a workbook of the old kind, `.xls`: what its sheets claim to hold (MS-XLS 2.4.90).
pub fn survey_old(bytes: &[u8]) -> Result<(), Unreadable> {
    const ROWS: u32 = 65_536;
    const COLUMNS: u32 = 256;
    const DIMENSIONS: u16 = 0x0200;
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name)).ok_or(Unreadable::Damaged)?;
    let mut stream = Vec::new();
    let part = file.open_stream(name).map_err(|_| Unreadable::Damaged)?;
    part.take(bytes.len() as u64).read_to_end(&mut stream).map_err(|_| Unreadable::Damaged)?;
    let mut rest = stream.as_slice();
    while let [kind_low, kind_high, length_low, length_high, behind @ ..] = rest {
        let length = usize::from(u16::from_le_bytes([*length_low, *length_high]));
        let Some((record, next)) = behind.split_at_checked(length) else { break };
        if u16::from_le_bytes([*kind_low, *kind_high]) == DIMENSIONS {
            let (rows, columns) = claimed_by(record).ok_or(Unreadable::Damaged)?;
            if rows > ROWS || columns > COLUMNS {
                return Err(Unreadable::TooLarge);
            }
        }
        rest = next;
    }
    Ok(())
}

/// The last row and column that a sheet of the old kind claims, by the length of the record.
fn claimed_by(record: &[u8]) -> Option<(u32, u32)> {
    let short = |at: usize| Some(u32::from(u16::from_le_bytes(record.get(at..at + 2)?.try_into().ok()?)));
    let long = |at: usize| Some(u32::from_le_bytes(record.get(at..at + 4)?.try_into().ok()?));
    if record.len() < 14 { Some((short(2)?, short(6)?)) } else { Some((long(4)?, short(10)?)) }
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
