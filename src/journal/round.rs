//! The rounds of a duty: what has been said of it since it last became open again.

use std::collections::HashMap;
use std::mem::take;

use chrono::NaiveDate;

use super::entry::{Entry, Kind};
use super::force::Force;

/// The entries of a round that count, in the order in which they stand; one that opened it is the first.
pub type Round<'e, 't> = Vec<&'e Entry<'t>>;

/// The round that runs on a day, of each activity that one unit has said anything about.
///
/// Takes the entries as a set: their order does not matter. Which of them are in force and where rounds begin is settled over
/// all of them; then the highest round that holds an entry about a day up to `as_of` runs, and of it the entries about such
/// days count.
pub fn rounds<'e, 't: 'e>(
    entries: impl IntoIterator<Item = &'e Entry<'t>>,
    as_of: NaiveDate,
) -> HashMap<&'e str, Round<'e, 't>> {
    let walked = walk(entries, as_of).into_iter();
    walked.map(|(activity, walk)| (activity, walk.reached)).filter(|(_, round)| !round.is_empty()).collect()
}

/// The entries of one unit that were to open a round and do not: what they are about no longer counts, or stands in a round that
/// has ended.
pub fn void_openings<'e, 't: 'e>(entries: impl IntoIterator<Item = &'e Entry<'t>>) -> Vec<&'e Entry<'t>> {
    walk(entries, NaiveDate::MAX).into_values().flat_map(|walk| walk.void).collect()
}

/// How far the walk through the entries of one activity has come.
#[derive(Default)]
struct Walk<'e, 't> {
    /// All entries of the round that is being walked.
    running: Round<'e, 't>,
    /// The entries that count on the day looked at, as far as walked.
    reached: Round<'e, 't>,
    /// Openings that open nothing.
    void: Vec<&'e Entry<'t>>,
}

fn walk<'e, 't: 'e>(
    entries: impl IntoIterator<Item = &'e Entry<'t>>,
    as_of: NaiveDate,
) -> HashMap<&'e str, Walk<'e, 't>> {
    let entries: Vec<&Entry<'t>> = entries.into_iter().collect();
    let force = Force::of(entries.iter().map(|entry| ((), *entry)));
    let mut counting: Vec<&Entry<'t>> = entries.into_iter().filter(|entry| force.has((), entry)).collect();
    counting.sort_by(|one, other| force.order((), one, other));
    let mut walks: HashMap<&str, Walk<'e, 't>> = HashMap::with_capacity(counting.len());
    for entry in counting {
        walks.entry(entry.activity.as_ref()).or_default().step(entry, as_of);
    }
    walks.values_mut().for_each(|walk| walk.end_round(as_of));
    walks
}

impl<'e, 't> Walk<'e, 't> {
    fn step(&mut self, entry: &'e Entry<'t>, as_of: NaiveDate) {
        if entry.kind == Kind::Reopen {
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
        let mut ended = take(&mut self.running);
        ended.retain(|entry| entry.on <= as_of);
        if self.reached.is_empty() || ended.iter().any(|entry| !entry.memo) {
            self.reached = ended;
        }
    }
}
