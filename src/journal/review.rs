//! The office's word on what a unit reported, and what a unit asks of the office.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::Serialize;

use super::entry::{Entry, Kind, Want};

/// Whether the office has signed off what was reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Review {
    /// 待审核: done or waived, and no word on it yet.
    Waiting,
    /// 已销号
    Accepted,
    /// 已退回: handed back, and neither done nor waived since.
    Returned,
}

/// What a unit asks for, and has had no answer to yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// What it asks for.
    pub wants: Want,
    /// The day until which it would have the duty extended.
    pub until: Option<NaiveDate>,
    /// The day it was made on.
    pub on: NaiveDate,
    /// The last day there was then, where it is known.
    pub due: Option<NaiveDate>,
}

/// The office's word on a round; `None` where there is nothing to say a word on.
///
/// An acceptance counts while the entry that it names stands in the round: it waits again once that was corrected or taken back.
pub fn review(round: &[&Entry<'_>]) -> Option<Review> {
    let mut closing = round.iter().filter(|entry| entry.closes()).peekable();
    if closing.peek().is_none() {
        let is_returned = round.iter().any(|entry| entry.opens() && entry.kind == Kind::Return);
        return is_returned.then_some(Review::Returned);
    }
    let accepts: HashSet<&str> =
        round.iter().filter(|entry| entry.kind == Kind::Accept).map(|entry| entry.accepts.as_ref()).collect();
    let is_accepted = !accepts.is_empty() && closing.any(|entry| accepts.contains(entry.id.as_ref()));
    Some(if is_accepted { Review::Accepted } else { Review::Waiting })
}

/// How many reports stand in a round behind the one that was accepted (销号后又有反馈).
pub fn reports_since_acceptance(round: &[&Entry<'_>]) -> usize {
    let accepted = round.iter().filter(|entry| entry.closes()).filter_map(|entry| acceptance_of(round, entry)).max();
    accepted.map_or(0, |place| round[place..].iter().filter(|entry| entry.is_report()).count())
}

fn acceptance_of(round: &[&Entry<'_>], closing: &Entry<'_>) -> Option<usize> {
    round.iter().position(|entry| entry.kind == Kind::Accept && entry.accepts == closing.id)
}

/// The requests of a round that the office has not answered, in the order in which they stand: the newest of each kind, unless a
/// return names it; none once anything has been done or waived.
pub fn open_requests<'e, 't>(round: &[&'e Entry<'t>]) -> Vec<&'e Entry<'t>> {
    if round.iter().any(|entry| entry.closes()) {
        return Vec::new();
    }
    newest_requests(round).filter(|asked| !is_turned_down(round, asked)).collect()
}

/// What the unit asked for last in a round, where the office has turned that down; `None` once anything has been done or waived.
pub fn turned_down(round: &[&Entry<'_>]) -> Option<Want> {
    let is_closed = round.iter().any(|entry| entry.closes());
    let last = round.iter().rfind(|entry| entry.kind == Kind::Ask).filter(|_| !is_closed)?;
    last.wants.filter(|_| is_turned_down(round, last))
}

fn is_turned_down(round: &[&Entry<'_>], asked: &Entry<'_>) -> bool {
    round.iter().any(|entry| entry.kind == Kind::Return && entry.wants.is_some() && entry.returns == asked.id)
}

/// The newest request of each kind in a round: it takes the place of those before it.
pub fn newest_requests<'e, 't>(round: &[&'e Entry<'t>]) -> impl Iterator<Item = &'e Entry<'t>> {
    let asked = || round.iter().copied().filter(|entry| entry.kind == Kind::Ask);
    asked().filter(move |one| asked().rfind(|other| other.wants == one.wants).is_some_and(|newest| newest.id == one.id))
}

impl Request {
    /// What an entry asks for; `None` where it asks for nothing that is known.
    pub fn of(asked: &Entry<'_>) -> Option<Self> {
        let wants = asked.wants.filter(|wants| *wants != Want::Unknown)?;
        Some(Self { wants, until: asked.until, on: asked.on, due: asked.due })
    }
}
