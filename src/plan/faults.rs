//! The mistakes found in a plan so far.

use std::ops::Range;

use super::fault::Fault;
use super::keys::{Key, Table};
use crate::glyph::line_around;
use crate::problem::Problem;

/// The faults found so far, each with its place.
#[derive(Debug, Default)]
pub struct Faults {
    /// Whether groups may still be empty, as a draft leaves them.
    forgives_empty_groups: bool,
    found: Vec<(Range<usize>, Fault)>,
}

impl Faults {
    /// Nothing found so far, and groups may be empty.
    pub fn but_for_empty_groups() -> Self {
        Self { forgives_empty_groups: true, ..Self::default() }
    }

    /// Notes a fault.
    pub fn add(&mut self, span: Range<usize>, fault: Fault) {
        if !(self.forgives_empty_groups && matches!(fault, Fault::EmptyGroup { .. })) {
            self.found.push((span, fault));
        }
    }

    /// Whether the plan has passed so far.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Puts all faults into words, without those that a mistake in the TOML itself may only have feigned.
    ///
    /// Where a block (from one `[` at the start of a line to the next) is not TOML, what seems to be missing from it may
    /// have been passed over; where the groups or aliases are not, every name may seem unknown.
    pub fn into_problems(self, text: &str) -> Vec<Problem> {
        let is_syntax = |fault: &Fault| matches!(fault, Fault::Syntax(_));
        let places: Vec<usize> =
            self.found.iter().filter(|(_, fault)| is_syntax(fault)).map(|(span, _)| span.start).collect();
        let blocks: Vec<Range<usize>> = places.iter().map(|&place| block(text, place)).collect();
        let names_are_known = blocks.iter().all(|block| text[block.clone()].starts_with("[["));
        let mistyped: Vec<&(Range<usize>, Fault)> =
            self.found.iter().filter(|(_, fault)| is_mistyped_key(fault)).collect();
        let is_echo = |span: &Range<usize>, fault: &Fault| {
            mistyped.iter().any(|(place, key)| {
                is_echo_of(fault, key) && (is_global(fault) || block(text, place.start) == block(text, span.start))
            })
        };
        let open = self
            .found
            .iter()
            .find(|(_, fault)| matches!(fault, Fault::Unclosed(_)))
            .map(|(span, _)| line_around(text, span.start).start);
        let is_certain = |span: &Range<usize>, fault: &Fault| match fault {
            Fault::Unclosed(_) => true,
            // What follows, and the rest of the line, has been taken for part of the list or text.
            fault
                if open.is_some_and(|open| {
                    fault.is_absence() || span.end > open || matches!(fault, Fault::UnknownName { .. })
                }) =>
            {
                false
            }
            fault if is_syntax(fault) => true,
            // The heading may be the one that was mistyped.
            Fault::MissingKey { key, .. } if is_heading(*key) && !places.is_empty() => false,
            fault if is_echo(span, fault) => false,
            _ if places.iter().any(|place| (span.start..=span.end).contains(place)) => false,
            Fault::UnknownName { .. } => names_are_known,
            fault if fault.is_absence() => names_are_known && !blocks.contains(&block(text, span.start)),
            _ => true,
        };
        let certain = self.found.iter().filter(|(span, fault)| is_certain(span, fault));
        certain.map(|(span, fault)| fault.clone().at(span.clone())).collect()
    }
}

/// Whether a fault is a key that was mistyped, or one whose value is of another type and so was not read.
fn is_mistyped_key(fault: &Fault) -> bool {
    matches!(fault, Fault::UnknownKey { .. } | Fault::MisplacedKey { .. } | Fault::WrongType { .. })
}

/// Whether a fault only follows from a mistyped key: what it was to say seems to be missing.
fn is_echo_of(fault: &Fault, mistyped: &Fault) -> bool {
    let means = |wanted: Key| match mistyped {
        Fault::UnknownKey { nearest, .. } => nearest.iter().any(|near| near == wanted.name()),
        Fault::MisplacedKey { key, .. } | Fault::WrongType { key, .. } => key == wanted.name(),
        _ => false,
    };
    match fault {
        Fault::NoUnits => [Key::Units, Key::Lead, Key::Support].into_iter().any(means),
        Fault::NoDueDay => [Key::Due, Key::Ongoing, Key::End].into_iter().any(means),
        Fault::MissingKey { key, .. } => means(*key),
        Fault::UnknownName { .. } => means(Key::Groups) || means(Key::Aliases),
        _ => false,
    }
}

/// Whether a key is a heading of the plan.
fn is_heading(key: Key) -> bool {
    Table::Plan.row(key).is_some()
}

/// Whether what a fault misses may stand anywhere in the plan.
fn is_global(fault: &Fault) -> bool {
    match fault {
        Fault::UnknownName { .. } => true,
        Fault::MissingKey { key, .. } => is_heading(*key),
        _ => false,
    }
}

/// The bytes of the block that a place stands in.
fn block(text: &str, place: usize) -> Range<usize> {
    let line = line_around(text, place).start;
    let start = if text[line..].starts_with('[') { line } else { text[..line].rfind("\n[").map_or(0, |at| at + 1) };
    let end = text[start..].find("\n[").map_or(text.len(), |at| start + at + 1);
    start..end
}
