//! Text within a paragraph.

use std::io::Error;

use super::xml::Xml;

/// Writes text in one run, with properties of its own; its line breaks stay.
pub fn write_run(
    xml: &mut Xml,
    text: &str,
    properties: impl FnOnce(&mut Xml) -> Result<(), Error>,
) -> Result<(), Error> {
    xml.within("w:r", &[], |xml| {
        xml.within("w:rPr", &[], properties)?;
        for (at, line) in text.lines().enumerate() {
            if at > 0 {
                xml.empty("w:br", &[])?;
            }
            xml.within("w:t", &[("xml:space", "preserve")], |xml| xml.text(line))?;
        }
        Ok(())
    })
}
