//! The JSON promise as text.

use std::io::{Error, Write};

use serde::Serialize;

/// Writes a value as indented JSON with a final line break.
pub fn render(promise: &impl Serialize, writer: &mut impl Write) -> Result<(), Error> {
    serde_json::to_writer_pretty(&mut *writer, promise)?;
    writer.write_all(b"\n")
}
