//! Mistakes in the TOML itself, said in Chinese.

mod slips;
mod unclosed;

use std::ops::Range;

use toml::de::Error;

use super::fault::Fault;
use super::faults::Faults;
use slips::{Slip, slip};
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
    if let Some((span, Slip { reason, remedy })) = unclosed(text) {
        return faults.add(span, Fault::Unclosed { reason, remedy });
    }
    let mut add = |span, Slip { reason, remedy }: Slip| faults.add(span, Fault::Syntax { reason, remedy });
    let mut last_line = None;
    let mut has_single_brackets = false;
    for error in errors {
        let span = error.span().map_or(0..0, |span| widened(text, span));
        let line = line_around(text, span.start);
        let is_single = line.trim_start().starts_with("[activity]");
        let number = text[..span.start].matches('\n').count();
        if last_line.replace(number) != Some(number) && !(is_single && has_single_brackets) {
            add(span.clone(), slip(&text[span], line, error.message()));
        }
        has_single_brackets |= is_single;
    }
}

fn line_around(text: &str, place: usize) -> &str {
    let start = text[..place].rfind('\n').map_or(0, |at| at + 1);
    text[start..].lines().next().unwrap_or("")
}

/// A span with both ends between characters and at least one character long, where the text has one.
fn widened(text: &str, span: Range<usize>) -> Range<usize> {
    let floor =
        |place: usize| (0..=place.min(text.len())).rev().find(|&place| text.is_char_boundary(place)).unwrap_or(0);
    let start = floor(span.start);
    let next = text[start..].chars().next().filter(|&character| character != '\n').map_or(0, char::len_utf8);
    start..floor(span.end).max(start + next)
}
