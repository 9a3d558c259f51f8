//! The rounds of a duty: what has been said of it since it last became open again.

use std::mem::swap;

use chrono::NaiveDate;

use super::entry::{Entry, Kind};
use super::force::Force;

/// The entries of a round that are kept for somebody who asks for each of them, in the order in which they stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeptRound {
    /// The entries.
    pub entries: Vec<Entry<'static>>,
    /// Those that note materials, which rounds do not touch.
    pub noted: Vec<Entry<'static>>,
}

/// Tells of each activity that anything has been said about to one unit or by it the entries of the round that runs on a day, in
/// the order in which they stand, one that opened the round first; and those that note materials, which rounds do not touch.
///
/// Takes the entries as a set: their order does not matter. Which of them are in force and where rounds begin is settled over
/// all of them; then the highest round that holds an entry about a day up to `as_of` runs, and of it the entries about such
/// days count.
pub fn rounds<'e, 't: 'e>(
    entries: impl IntoIterator<Item = &'e Entry<'t>>,
    as_of: NaiveDate,
    mut tell: impl FnMut(&'e str, &[&'e Entry<'t>], &[&'e Entry<'t>]),
) {
    let mut walk = Walk::default();
    for of_one in in_force(entries).chunk_by(|one, other| one.activity == other.activity) {
        walk.through(of_one, as_of);
        if !walk.reached.is_empty() || !walk.noted.is_empty() {
            tell(&of_one[0].activity, &walk.reached, &walk.noted);
        }
    }
}

/// The entries of one unit that were to open a round, or to accept what was reported, and do not: what they are about no longer
/// counts, or stands in a round that has ended.
pub fn void_words<'e, 't: 'e>(entries: impl IntoIterator<Item = &'e Entry<'t>>) -> Vec<&'e Entry<'t>> {
    let mut walk = Walk::default();
    let mut void = Vec::new();
    for of_one in in_force(entries).chunk_by(|one, other| one.activity == other.activity) {
        walk.through(of_one, NaiveDate::MAX);
        void.append(&mut walk.void);
    }
    void
}

/// The entries in force, activity by activity, each in the order in which they stand.
fn in_force<'e, 't: 'e>(entries: impl IntoIterator<Item = &'e Entry<'t>>) -> Vec<&'e Entry<'t>> {
    let entries: Vec<&Entry<'t>> = entries.into_iter().collect();
    let force = Force::of(entries.iter().map(|entry| ((), *entry)));
    let mut counting: Vec<&Entry<'t>> = entries.into_iter().filter(|entry| force.has((), entry)).collect();
    counting.sort_by(|one, other| one.activity.cmp(&other.activity).then_with(|| force.order((), one, other)));
    counting
}

/// How far the walk through the entries of one activity has come.
#[derive(Default)]
struct Walk<'e, 't> {
    /// All entries of the round that is being walked.
    running: Vec<&'e Entry<'t>>,
    /// The entries that count on the day looked at, as far as walked.
    reached: Vec<&'e Entry<'t>>,
    /// The entries that note materials.
    noted: Vec<&'e Entry<'t>>,
    /// Openings that open nothing, and acceptances of what is not there.
    void: Vec<&'e Entry<'t>>,
}

impl<'e, 't> Walk<'e, 't> {
    fn through(&mut self, entries: &[&'e Entry<'t>], as_of: NaiveDate) {
        self.running.clear();
        self.reached.clear();
        self.noted.clear();
        self.void.clear();
        entries.iter().for_each(|entry| self.step(entry, as_of));
        self.end_round(as_of);
    }

    fn step(&mut self, entry: &'e Entry<'t>, as_of: NaiveDate) {
        if entry.kind == Kind::Receive {
            self.noted.extend((entry.on <= as_of).then_some(entry));
            return;
        }
        if entry.opens() {
            let is_about_running = self.running.iter().any(|earlier| earlier.id == entry.returns);
            if !entry.returns.is_empty() && !is_about_running {
                self.void.push(entry);
                return;
            }
            self.end_round(as_of);
        }
        self.running.push(entry);
    }

    /// A memo changes nothing, so that one alone does not make a round run.
    fn end_round(&mut self, as_of: NaiveDate) {
        let stands = |id: &str| self.running.iter().any(|entry| entry.closes() && entry.id == id);
        let accepting = self.running.iter().filter(|entry| entry.kind == Kind::Accept);
        self.void.extend(accepting.filter(|entry| !stands(&entry.accepts)));
        self.running.retain(|entry| entry.on <= as_of);
        if self.reached.is_empty() || self.running.iter().any(|entry| !entry.memo) {
            swap(&mut self.reached, &mut self.running);
        }
        self.running.clear();
    }
}
