//! The JSON promise as text.

use std::io::{Error, Result as IoResult, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{Formatter, PrettyFormatter};

use crate::glyph::is_steering;

/// Writes a value as indented JSON with a final line break; what could steer a terminal is written as its number (RFC 8259, 7).
pub fn render(promise: &impl Serialize, writer: &mut impl Write) -> Result<(), Error> {
    promise.serialize(&mut Serializer::with_formatter(&mut *writer, Harmless(PrettyFormatter::new())))?;
    writer.write_all(b"\n")
}

/// Indented JSON in which no character steers.
struct Harmless<'i>(PrettyFormatter<'i>);

impl Formatter for Harmless<'_> {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> IoResult<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(is_steering) {
            writer.write_all(&rest.as_bytes()[..at])?;
            let steering = rest[at..].chars().next().unwrap_or_default();
            for unit in steering.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = &rest[at + steering.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> IoResult<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> IoResult<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> IoResult<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> IoResult<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> IoResult<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> IoResult<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> IoResult<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> IoResult<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> IoResult<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use super::render;

    #[test]
    fn what_steers_is_written_as_its_number_and_reads_back() {
        for text in ["甲\u{1b}[2J\u{7f}\u{9b}乙\u{202e}", "\u{feff}", "甲\n乙", "甲"] {
            let mut bytes = Vec::new();
            render(&[text], &mut bytes).unwrap();
            let written = String::from_utf8(bytes).unwrap();
            assert!(!written.contains(['\u{1b}', '\u{7f}', '\u{9b}', '\u{202e}', '\u{feff}']), "{written}");
            assert_eq!(serde_json::from_str::<Vec<String>>(&written).unwrap(), [text]);
        }
    }
}
