//! The mistakes found in a plan so far.

use std::ops::Range;

use super::fault::Fault;
use crate::problem::Problem;

/// The faults found so far, each with its place.
#[derive(Debug, Default)]
pub struct Faults {
    found: Vec<(Range<usize>, Fault)>,
}

impl Faults {
    /// Notes a fault.
    pub fn add(&mut self, span: Range<usize>, fault: Fault) {
        self.found.push((span, fault));
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
        let is_syntax = |fault: &Fault| matches!(fault, Fault::Syntax { .. });
        let places: Vec<usize> =
            self.found.iter().filter(|(_, fault)| is_syntax(fault)).map(|(span, _)| span.start).collect();
        let blocks: Vec<Range<usize>> = places.iter().map(|&place| block(text, place)).collect();
        let names_are_known = blocks.iter().all(|block| text[block.clone()].starts_with("[["));
        let is_certain = |span: &Range<usize>, fault: &Fault| match fault {
            fault if is_syntax(fault) => true,
            _ if places.iter().any(|place| (span.start..=span.end).contains(place)) => false,
            Fault::UnknownName { .. } => names_are_known,
            fault if fault.is_absence() => names_are_known && !blocks.contains(&block(text, span.start)),
            _ => true,
        };
        let certain = self.found.into_iter().filter(|(span, fault)| is_certain(span, fault));
        certain.map(|(span, fault)| fault.at(span)).collect()
    }
}

/// The bytes of the block that a place stands in.
fn block(text: &str, place: usize) -> Range<usize> {
    let place = (0..=place.min(text.len())).rev().find(|&place| text.is_char_boundary(place)).unwrap_or(0);
    let line = text[..place].rfind('\n').map_or(0, |at| at + 1);
    let start = if text[line..].starts_with('[') { line } else { text[..line].rfind("\n[").map_or(0, |at| at + 1) };
    let end = text[start..].find("\n[").map_or(text.len(), |at| start + at + 1);
    start..end
}
