//! The page of a notice: bytes come in, paragraphs and tables go out, each with its line.
//!
//! Encodings, blanks, Markdown, broken and glued lines, numbering and parentheses are understood here; of names only whether
//! a line is one, of roles and days nothing.

pub mod brackets;
mod glued;
pub mod lines;
pub mod mark;
pub mod paragraphs;
mod secrecy;
pub mod source;
pub mod table;
pub mod unreadable;
pub mod word;
