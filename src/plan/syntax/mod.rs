//! Mistakes in the TOML itself, said in Chinese.

mod slips;
mod unclosed;

use std::ops::Range;

use toml::de::Error;

use super::fault::Fault;
use super::faults::Faults;
use crate::glyph::{boundary_before, line_around};
use slips::slip;
use unclosed::unclosed;

/// Turns the parser's errors into faults.
///
/// A bracket or quote that is never closed makes the parser take all that follows for something else: then that place alone
/// is told. Otherwise one fault a line: what follows on the same line is mostly an echo of the first; and one for all the
/// activities that are opened with one pair of brackets.
pub fn explain(text: &str, errors: &[Error], faults: &mut Faults) {
    if errors.is_empty() {
        return;
    }
    if let Some((span, complaint)) = unclosed(text) {
        return faults.add(span, Fault::Unclosed(complaint));
    }
    let mut last_line = None;
    let mut has_single_brackets = false;
    for error in errors {
        let span = error.span().map_or(0..0, |span| widened(text, span));
        let line = line_around(text, span.start);
        let start = line.start;
        let line = text[line].trim_end_matches('\r');
        let is_single = line.trim_start().starts_with("[activity]");
        if last_line.replace(start) != Some(start) && !(is_single && has_single_brackets) {
            faults.add(span.clone(), Fault::Syntax(slip(&text[span], line, error.message())));
        }
        has_single_brackets |= is_single;
    }
}

/// A span with both ends between characters and at least one character long, where the text has one.
fn widened(text: &str, span: Range<usize>) -> Range<usize> {
    let start = boundary_before(text, span.start);
    let next = text[start..].chars().next().filter(|&character| character != '\n').map_or(0, char::len_utf8);
    start..boundary_before(text, span.end).max(start + next)
}
