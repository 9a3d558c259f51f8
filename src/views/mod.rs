//! Views: duties come in, what a person asked for goes out as a value.
//!
//! A view chooses, counts and puts into words; it never formats. Each has a [`Document`] for people and, where other programs
//! are promised one, a value for JSON (`docs/json.md`). [`pages`] are read on screens and in tables, [`letters`] on paper;
//! both are made of [`parts`]. [`page`] knows which of them a wish and a format mean.

pub mod letters;
pub mod page;
pub mod pages;
pub mod parts;

use serde::Serialize;

use crate::document::Document;

pub use parts::heading::{Asked, Retyped};

/// What a person asked for.
pub trait View {
    /// The page for people.
    fn document(&self) -> Document<'_>;
    /// The value for other programs; a page that promises none leaves this alone.
    fn promise(&self) -> Option<impl Serialize> {
        None::<()>
    }
}

/// A page of the guide or the manual is a document as it stands, and promises other programs nothing.
impl View for Document<'_> {
    fn document(&self) -> Document<'_> {
        self.clone()
    }
}
