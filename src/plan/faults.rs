//! The mistakes found in a plan so far.

use std::collections::HashSet;
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
        let blocks = Blocks::of(text);
        let mut places: Vec<usize> =
            self.found.iter().filter(|(_, fault)| is_syntax(fault)).map(|(span, _)| span.start).collect();
        places.sort_unstable();
        let holds_place = |span: &Range<usize>| {
            let first = places.partition_point(|place| *place < span.start);
            places.get(first).is_some_and(|place| *place <= span.end)
        };
        let broken: HashSet<usize> = places.iter().map(|place| blocks.of_place(*place)).collect();
        let names_are_known = broken.iter().all(|block| text[blocks.start(*block)..].starts_with("[["));
        // What mistyped keys were to be: in which block, and anywhere.
        let mut meant: HashSet<(Option<usize>, &str)> = HashSet::new();
        for (span, fault) in &self.found {
            let block = blocks.of_place(span.start);
            meant.extend(keys_meant(fault).into_iter().flat_map(|key| [(Some(block), key), (None, key)]));
        }
        let is_echo = |span: &Range<usize>, fault: &Fault| {
            let block = if is_global(fault) { None } else { Some(blocks.of_place(span.start)) };
            keys_missed(fault).iter().any(|key| meant.contains(&(block, key.name())))
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
            _ if holds_place(span) => false,
            Fault::UnknownName { .. } => names_are_known,
            fault if fault.is_absence() => names_are_known && !broken.contains(&blocks.of_place(span.start)),
            _ => true,
        };
        let certain = self.found.iter().filter(|(span, fault)| is_certain(span, fault));
        certain.map(|(span, fault)| fault.clone().at(span.clone())).collect()
    }
}

/// The keys that a mistyped one may have been meant for, or one whose value is of another type and so was not read.
fn keys_meant(fault: &Fault) -> Vec<&str> {
    match fault {
        Fault::UnknownKey { nearest, .. } => nearest.iter().map(String::as_str).collect(),
        Fault::MisplacedKey { key, .. } | Fault::WrongType { key, .. } => vec![key],
        _ => Vec::new(),
    }
}

/// The keys of which one would have to be there: where one was mistyped, the fault only follows from that.
fn keys_missed(fault: &Fault) -> Vec<Key> {
    match fault {
        Fault::NoUnits => vec![Key::Units, Key::Lead, Key::Support],
        Fault::NoDueDay => vec![Key::Due, Key::Ongoing, Key::End],
        Fault::MissingKey { key, .. } => vec![*key],
        Fault::UnknownName { .. } => vec![Key::Groups, Key::Aliases],
        _ => Vec::new(),
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

/// The blocks of a plan's text: each from one `[` at the start of a line to the next.
struct Blocks {
    /// Where each begins; the first at the start of the text.
    starts: Vec<usize>,
}

impl Blocks {
    fn of(text: &str) -> Self {
        let others = text.match_indices("\n[").map(|(at, _)| at + 1);
        Self { starts: std::iter::once(0).chain(others).collect() }
    }

    /// The number of the block that a place stands in; what stands before a `[` on its line belongs to that block.
    fn of_place(&self, place: usize) -> usize {
        self.starts.partition_point(|start| *start <= place).saturating_sub(1)
    }

    fn start(&self, block: usize) -> usize {
        self.starts[block]
    }
}
