//! One thing said about one duty at one time.

use std::borrow::Cow;
use std::ops::Not;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::count::Counts;
use super::stored::{day, moment, optional_day, optional_flag, optional_list, optional_text, optional_texts};

/// One thing said about one duty at one time, as a line of a journal.
///
/// Empty texts stand for absent ones. Texts borrow from the line wherever it has no escapes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry<'t> {
    /// Opaque and unique.
    #[serde(borrow)]
    pub id: Cow<'t, str>,
    /// Shared by all entries of one command.
    #[serde(borrow, default)]
    pub command: Cow<'t, str>,
    /// The short id of the machine it was typed on.
    #[serde(borrow, default, deserialize_with = "optional_text", skip_serializing_if = "str::is_empty")]
    pub machine: Cow<'t, str>,
    /// When it was recorded.
    #[serde(with = "moment")]
    pub at: DateTime<FixedOffset>,
    /// Who typed it.
    #[serde(borrow, default, deserialize_with = "optional_text", skip_serializing_if = "str::is_empty")]
    pub by: Cow<'t, str>,
    /// The unit by the name it had then; outranks the name of the file.
    #[serde(borrow)]
    pub unit: Cow<'t, str>,
    /// The number of the activity.
    #[serde(borrow)]
    pub activity: Cow<'t, str>,
    /// The title the activity had then.
    #[serde(borrow, default, deserialize_with = "optional_text", skip_serializing_if = "str::is_empty")]
    pub title: Cow<'t, str>,
    /// What was said.
    pub kind: Kind,
    /// The day it is about.
    #[serde(with = "day")]
    pub on: NaiveDate,
    /// A remark.
    #[serde(borrow, default, deserialize_with = "optional_text", skip_serializing_if = "str::is_empty")]
    pub note: Cow<'t, str>,
    /// Figures, each with its name.
    #[serde(default, skip_serializing_if = "Counts::is_empty")]
    pub counts: Counts,
    /// The ids of the entries in the place of which this one stands.
    #[serde(borrow, default, deserialize_with = "optional_texts", skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<Cow<'t, str>>,
    /// The id of the entry that a retract takes back.
    #[serde(borrow, default, deserialize_with = "optional_text", skip_serializing_if = "str::is_empty")]
    pub retracts: Cow<'t, str>,
    /// The id of the entry about which the duty becomes open again; it does so only while that entry stands in the round that
    /// runs. Of a return that has `wants`, the request that it turns down.
    #[serde(borrow, default, deserialize_with = "optional_text", skip_serializing_if = "str::is_empty")]
    pub returns: Cow<'t, str>,
    /// Whether it is the office's own word, which is no report and changes nothing.
    #[serde(default, deserialize_with = "optional_flag", skip_serializing_if = "Not::not")]
    pub memo: bool,
    /// Whether the unit would have it told of in papers.
    #[serde(default, deserialize_with = "optional_flag", skip_serializing_if = "Not::not")]
    pub highlight: bool,
    /// The id of the entry that the office signs off.
    #[serde(borrow, default, deserialize_with = "optional_text", skip_serializing_if = "str::is_empty")]
    pub accepts: Cow<'t, str>,
    /// The day by which what was returned is to be done anew.
    #[serde(default, with = "optional_day", skip_serializing_if = "Option::is_none")]
    pub redo: Option<NaiveDate>,
    /// What a request asks for, or a return turns down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wants: Option<Want>,
    /// The day until which an extension is asked for.
    #[serde(default, with = "optional_day", skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// The last day there was when an extension was asked for.
    #[serde(default, with = "optional_day", skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// The materials that came in.
    #[serde(borrow, default, deserialize_with = "optional_texts", skip_serializing_if = "Vec::is_empty")]
    pub received: Vec<Cow<'t, str>>,
    /// The materials that did not.
    #[serde(borrow, default, deserialize_with = "optional_texts", skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Cow<'t, str>>,
    /// How they came: on paper, by mail.
    #[serde(borrow, default, deserialize_with = "optional_text", skip_serializing_if = "str::is_empty")]
    pub how: Cow<'t, str>,
    /// Files kept with it.
    #[serde(default, deserialize_with = "optional_list", skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Evidence>,
}

impl Entry<'_> {
    /// An entry that says nothing yet, of nobody and of no moment.
    pub fn blank(kind: Kind, on: NaiveDate) -> Self {
        Self {
            id: "".into(),
            command: "".into(),
            machine: "".into(),
            at: DateTime::default(),
            by: "".into(),
            unit: "".into(),
            activity: "".into(),
            title: "".into(),
            kind,
            on,
            note: "".into(),
            counts: Counts::new(),
            replaces: Vec::new(),
            retracts: "".into(),
            returns: "".into(),
            memo: false,
            highlight: false,
            accepts: "".into(),
            redo: None,
            wants: None,
            until: None,
            due: None,
            received: Vec::new(),
            missing: Vec::new(),
            how: "".into(),
            files: Vec::new(),
        }
    }

    /// The same, borrowing from no line.
    pub fn into_owned(self) -> Entry<'static> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        let all_owned = |texts: Vec<Cow<'_, str>>| texts.into_iter().map(owned).collect();
        Entry {
            id: owned(self.id),
            command: owned(self.command),
            machine: owned(self.machine),
            at: self.at,
            by: owned(self.by),
            unit: owned(self.unit),
            activity: owned(self.activity),
            title: owned(self.title),
            kind: self.kind,
            on: self.on,
            note: owned(self.note),
            counts: self.counts,
            replaces: all_owned(self.replaces),
            retracts: owned(self.retracts),
            returns: owned(self.returns),
            memo: self.memo,
            highlight: self.highlight,
            accepts: owned(self.accepts),
            redo: self.redo,
            wants: self.wants,
            until: self.until,
            due: self.due,
            received: all_owned(self.received),
            missing: all_owned(self.missing),
            how: owned(self.how),
            files: self.files,
        }
    }

    /// Whether it opens a duty again, so that a round begins with it; a return that turns down a request does not.
    pub fn opens(&self) -> bool {
        self.kind == Kind::Reopen || (self.kind == Kind::Return && self.wants.is_none())
    }

    /// Whether it tells how a duty came along: reported, done with, or opened again.
    pub fn tells(&self) -> bool {
        self.is_report() || self.closes() || self.opens()
    }

    /// Whether it ends the work of a round: done, or of no concern.
    pub fn closes(&self) -> bool {
        matches!(self.kind, Kind::Done | Kind::Waive)
    }
}

/// A file kept with an entry, as evidence of what it says.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Evidence {
    /// The SHA-256 of its content, in 64 small hexadecimal digits; it is kept under this name.
    pub sha256: String,
    /// The name it came with.
    pub name: String,
    /// How long it is.
    pub bytes: u64,
}

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Want {
    /// That the activity be held not to concern the unit.
    Waive,
    /// A later due day.
    Extend,
    /// Something that a newer zlt asks for.
    #[serde(other)]
    Unknown,
}

/// What an entry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Work has begun.
    Start,
    /// Work is done.
    Done,
    /// What was done or waived is open again.
    Reopen,
    /// The activity does not concern the unit.
    Waive,
    /// How the work comes along; a memo is no report.
    Note,
    /// An earlier entry is taken back.
    Retract,
    /// The office signs off what was reported.
    Accept,
    /// The office hands back what was reported, or turns down what was asked for.
    Return,
    /// The office notes which materials have come in.
    Receive,
    /// A unit asks the office for something.
    Ask,
    /// Something a newer zlt says: kept, and passed over here.
    #[serde(other)]
    Unknown,
}

impl Kind {
    /// All kinds, that of a newer zlt last.
    pub const ALL: &'static [Self] = Self::VARIANTS;
}
