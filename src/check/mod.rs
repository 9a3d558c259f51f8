//! Check: a proven plan and all its records come in, everything a person should look at goes out.
//!
//! What makes a plan unusable is found when it is read ([`crate::plan::load`]). Here is what can be read and still looks
//! wrong: one rule a file, [`plan`] about the plan, [`records`] about what was said. [`Rule`] lists them all; their order is
//! the order of the answer. Nothing here knows the clock or the screen.

pub mod plan;
pub mod records;
mod rule;
mod said;

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

use anyhow::Error;
use chrono::{DateTime, FixedOffset};
use indexmap::IndexMap;

use crate::files::FileError;
use crate::journal::commands::Commands;
use crate::journal::evidence::KeptFile;
use crate::journal::force::Force;
use crate::journal::{Header, Journals, Store};
use crate::plan::liaisons::Defect;
use crate::plan::{Place, Plan, UnitIndex};
use crate::problem::Complaint;

pub use rule::Rule;
pub use said::{Records, Said};

/// What is checked.
pub struct Subject<'s> {
    /// The plan.
    pub plan: &'s Plan,
    /// All that was said.
    pub records: &'s Records<'s>,
    /// All that was said, each entry once and whomever it is about together.
    pub by_unit: Vec<(Whom<'s>, ById<'s>)>,
    /// Where the records are.
    pub store: &'s Store,
    /// What was typed on this machine, in order.
    pub typed: &'s TypedHere<'s>,
    /// What of it counts, that about activities and units which the plan does not have included.
    pub counting: Vec<Counting<'s>>,
    /// What the records' folder says of itself: the campaign it belongs to, or that this cannot be read.
    pub header: Result<Option<Header>, Error>,
    /// Where that stands.
    pub header_path: PathBuf,
    /// The files that are kept as evidence.
    pub kept: &'s Kept,
    /// The files among the journals that are none by their names.
    pub others: &'s [PathBuf],
    /// The list of liaisons beside the plan, and what of it cannot be used; `None` where there is no list.
    pub liaisons: Option<&'s (PathBuf, Vec<Defect>)>,
    /// The clock.
    pub now: DateTime<FixedOffset>,
}

/// Whom an entry is about: a unit of the plan, or a name that the plan does not have.
pub type Whom<'s> = Result<UnitIndex, &'s str>;

/// An entry that counts, and whom it is about.
pub type Counting<'s> = (Whom<'s>, &'s Said<'s>);

/// What is about one unit, each entry once, by its id.
pub type ById<'s> = BTreeMap<&'s str, &'s Said<'s>>;

/// What was typed on the machine where the check is made.
pub struct TypedHere<'s> {
    /// The commands of all machines.
    pub commands: Commands<'s>,
    /// The machine; empty where it has no id yet.
    pub machine: String,
}

/// The files that are kept as evidence.
#[derive(Debug)]
pub struct Kept {
    /// The files, or why they could not be listed.
    pub files: Result<Vec<KeptFile>, FileError>,
    /// The names of those whose content is not what their name says, where somebody has looked.
    pub damaged: HashSet<String>,
}

impl Kept {
    /// The files, as far as they could be listed.
    pub fn listed(&self) -> &[KeptFile] {
        self.files.as_deref().unwrap_or_default()
    }
}

/// What of all that was said counts, in the order of files and lines.
fn counting<'s>(by_unit: &[(Whom<'s>, ById<'s>)]) -> Vec<Counting<'s>> {
    let mut counting: Vec<Counting<'_>> =
        by_unit.iter().flat_map(|(whom, all)| all.values().map(|said| (*whom, *said))).collect();
    counting.sort_by_key(|(_, said)| (said.path, said.number));
    let force = Force::of(counting.iter().map(|(whom, said)| (*whom, &said.entry)));
    counting.retain(|(whom, said)| force.has(*whom, &said.entry));
    counting
}

/// Puts together what is about one unit; of two contents of one id the smaller bytes stay, as everywhere.
fn by_unit<'s>(plan: &Plan, records: &'s Records<'s>) -> Vec<(Whom<'s>, ById<'s>)> {
    let mut by_unit: IndexMap<Whom<'_>, ById<'_>> = IndexMap::new();
    for said in &records.said {
        let said_of = by_unit.entry(plan.units.whom(&said.entry.unit)).or_default();
        let kept = said_of.entry(&said.entry.id).or_insert(said);
        if said.text < kept.text {
            *kept = said;
        }
    }
    by_unit.into_iter().collect()
}

/// Something that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where it is.
    pub site: Site,
    /// What is wrong, and what to do about it.
    pub complaint: Complaint,
    /// A second place in the plan that explains the first, with a word beside it.
    pub related: Option<(Place, String)>,
}

/// Where a finding is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Site {
    /// In the text of the plan.
    Plan(Place),
    /// In a file of records, at this line where it is one line.
    Record(PathBuf, Option<usize>),
}

impl Finding {
    /// Something about a place in the plan.
    pub fn in_plan(place: &Place, reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { site: Site::Plan(place.clone()), complaint: Complaint::new(reason, remedy), related: None }
    }

    /// The same, explained by a second place.
    pub fn because_of(self, place: &Place, label: &str) -> Self {
        Self { related: Some((place.clone(), label.to_owned())), ..self }
    }

    /// Something about an entry.
    pub fn in_record(said: &Said<'_>, reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::in_file(said.path.to_owned(), Some(said.number), reason, remedy)
    }

    /// Something about a file of records.
    pub fn in_file(path: PathBuf, line: Option<usize>, reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { site: Site::Record(path, line), complaint: Complaint::new(reason, remedy), related: None }
    }
}

/// What a check comes to.
#[derive(Debug)]
pub struct Checked {
    /// How many entries were looked at.
    pub entries: usize,
    /// What was found, by rule.
    pub found: Vec<(Rule, Finding)>,
}

/// What is checked besides the plan, all of it read.
pub struct Beside<'b> {
    /// Where the records are.
    pub store: &'b Store,
    /// All their files.
    pub journals: &'b Journals,
    /// What each holds; `None` where it could not be read.
    pub texts: &'b [Option<Vec<u8>>],
    /// What was typed here.
    pub typed: &'b TypedHere<'b>,
    /// The files kept as evidence.
    pub kept: &'b Kept,
    /// The files among the journals that are none by their names.
    pub others: &'b [PathBuf],
    /// The list of liaisons beside the plan, and what of it cannot be used.
    pub liaisons: Option<&'b (PathBuf, Vec<Defect>)>,
}

/// Looks at everything, rule by rule; `now` is the clock.
pub fn check(plan: &Plan, beside: &Beside<'_>, now: DateTime<FixedOffset>) -> Checked {
    let Beside { store, journals, texts, typed, kept, others, liaisons } = *beside;
    let records = Records::of(journals, texts);
    let (header, header_path) = (store.header(), store.header_path());
    let by_unit = by_unit(plan, &records);
    let counting = counting(&by_unit);
    let records = &records;
    let subject =
        Subject { plan, records, by_unit, store, typed, counting, header, header_path, kept, others, liaisons, now };
    let found = |rule: Rule| rule.look(&subject).into_iter().map(move |finding| (rule, finding));
    Checked { entries: records.said.len(), found: Rule::ALL.iter().copied().flat_map(found).collect() }
}
