//! The plan: `plan.toml` as text comes in, a [`Plan`] whose every name, number and day is proven goes out.
//!
//! [`keys`] lists what may be written; [`raw`] reads it, key for key, with its place; [`resolve`] says what it means, [`fault`]
//! and [`syntax`] what is wrong with it; [`find`] knows what a person means by a name. Nothing here knows of journals, today or the screen.

pub mod activity;
pub mod campaign;
pub mod enrol;
pub mod extend;
pub mod fault;
mod faults;
mod fields;
pub mod find;
pub mod keys;
pub mod liaisons;
pub mod names;
pub mod places;
mod raw;
mod register;
mod resolve;
pub mod roll;
mod syntax;
pub mod units;
pub mod wanted;

use std::collections::HashMap;

use chrono::NaiveDate;
use indexmap::IndexSet;
use toml::de::DeTable;

use crate::glyph::{line_around, unfinished_merge};
use crate::id::ActivityId;
use crate::problem::Problems;

use fault::Fault;
use faults::Faults;

pub use activity::{Activity, Assignment, Role};
pub use campaign::Campaign;
pub use liaisons::{Liaison, Liaisons};
pub use places::{ActivityPlaces, Place, Places};
pub use units::{GroupIndex, Name, UnitIndex, Units};

/// A plan that has passed every rule.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The head: title, days, coordinator.
    pub campaign: Campaign,
    /// Who takes part, under which names.
    pub units: Units,
    /// The numbered activities in the order of the file, cancelled ones included.
    pub activities: Vec<Activity>,
    /// Where its text says what.
    pub places: Places,
    positions: HashMap<ActivityId, usize>,
}

impl Plan {
    /// Where an activity stands in [`Plan::activities`], or `None` when the plan has no such number.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.positions.get(id).copied()
    }

    /// The day on which an activity begins: its own, else the campaign's; `None` where the plan has no such number or no day.
    pub fn start_of(&self, id: &str) -> Option<NaiveDate> {
        self.activities[self.position(id)?].start.or(self.campaign.start)
    }

    /// The sections in the order in which they first appear.
    pub fn sections(&self) -> Vec<&str> {
        let sections = self.activities.iter().filter_map(|activity| activity.section.as_deref());
        sections.collect::<IndexSet<&str>>().into_iter().collect()
    }
}

/// Reads a plan and proves it.
///
/// `file` is the name to print in problems, `text` the TOML. Gives the plan, or every mistake at once, each with place,
/// excerpt and remedy.
pub fn load(file: &str, text: &str) -> Result<Plan, Problems> {
    prove(file, text, Faults::default())
}

/// Reads a plan whose groups may still be empty, as a draft leaves them: to fill them.
pub fn load_unfilled(file: &str, text: &str) -> Result<Plan, Problems> {
    prove(file, text, Faults::but_for_empty_groups())
}

fn prove(file: &str, text: &str, mut faults: Faults) -> Result<Plan, Problems> {
    // Everything else that is wrong follows from that.
    if let Some((first, last)) = unfinished_merge(text) {
        let start = text.split_inclusive('\n').take(first - 1).map(str::len).sum();
        let span = line_around(text, start);
        return Err(Problems::new(file, text, vec![Fault::UnfinishedMerge { first, last }.at(span)]));
    }
    let (document, errors) = DeTable::parse_recoverable(text);
    syntax::explain(text, &errors, &mut faults);
    let raw = raw::read(document.get_ref(), &mut faults);
    let plan = resolve::resolve(&raw, &mut faults);
    plan.ok_or_else(|| Problems::new(file, text, faults.into_problems(text)))
}

/// Small plans for tests.
#[cfg(test)]
pub mod sample {
    use super::{Plan, load};

    /// A plan of September 2024 whose units stand in one group, 各组; `activities` is what follows in its text.
    pub fn plan(units: &[&str], activities: &str) -> Plan {
        let units: Vec<String> = units.iter().map(|unit| format!("\"{unit}\"")).collect();
        let head =
            "[campaign]\nid = \"t\"\ntitle = \"测试\"\nstart = 2024-09-01\nend = 2024-09-30\n[groups]\n\"各组\" = ";
        load("plan.toml", &format!("{head}[{}]\n{activities}", units.join(", "))).unwrap()
    }

    /// One `[[activity]]` of these units and groups; `more` are further lines of it.
    pub fn activity(id: u32, units: &[&str], more: &str) -> String {
        let units: Vec<String> = units.iter().map(|unit| format!("\"{unit}\"")).collect();
        format!("[[activity]]\nid = {id}\ntitle = \"第{id}件事\"\nunits = [{}]\n{more}\n", units.join(", "))
    }
}
