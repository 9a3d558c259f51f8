//! Elements of XML, nested as they are written.

use std::io::Error;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// A text of XML in the making.
pub struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    /// A text with its declaration.
    pub fn new() -> Result<Self, Error> {
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
        Ok(Self { writer })
    }

    /// Writes an element around what `content` writes.
    pub fn within(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        content: impl FnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.writer.write_event(Event::Start(start(name, attributes)))?;
        content(self)?;
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// Writes an element with nothing in it.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<(), Error> {
        self.writer.write_event(Event::Empty(start(name, attributes)))
    }

    /// Writes text.
    pub fn text(&mut self, text: &str) -> Result<(), Error> {
        self.writer.write_event(Event::Text(BytesText::new(text)))
    }

    /// The text as bytes.
    pub fn into_bytes(self) -> Vec<u8> {
        self.writer.into_inner()
    }
}

fn start<'n>(name: &'n str, attributes: &[(&'n str, &'n str)]) -> BytesStart<'n> {
    BytesStart::new(name).with_attributes(attributes.iter().copied())
}
