//! Which materials of a duty have come in, as the office last noted.

use chrono::NaiveDate;
use indexmap::IndexMap;

use super::entry::Entry;

/// The last word on each material, by its name, in the order in which they were first noted.
pub type Materials = IndexMap<Box<str>, Material>;

/// The last word on one material.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Material {
    /// Whether it came.
    pub has_come: bool,
    /// How it came: on paper, by mail; may be empty.
    pub how: Box<str>,
    /// The day it came or was found missing.
    pub on: NaiveDate,
}

/// What the entries that note materials come to, in the order in which they stand.
pub fn materials<'e, 't: 'e>(noted: impl IntoIterator<Item = &'e Entry<'t>>) -> Materials {
    let mut materials = Materials::new();
    for entry in noted {
        let word = |has_come| Material { has_come, how: entry.how.as_ref().into(), on: entry.on };
        let received = entry.received.iter().map(|name| (name, true));
        for (name, has_come) in received.chain(entry.missing.iter().map(|name| (name, false))) {
            materials.insert(name.as_ref().into(), word(has_come));
        }
    }
    materials
}
