//! Which entries count: all that say something and are neither taken back nor replaced.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::entry::{Entry, Kind};

/// Whom and what an entry is about, and which it is: nothing said about one duty takes back what was said about another.
type Key<'e, U> = (U, &'e str, &'e str);

/// What has been settled about a set of entries, whatever the day they are looked at on.
///
/// `U` is whom an entry is about: a unit by whichever of its names.
#[derive(Debug)]
pub struct Force<'e, U> {
    retracted: HashSet<Key<'e, U>>,
    /// The entries in the place of which others stand, or that replace what a later one replaces.
    replaced: HashSet<Key<'e, U>>,
    /// Corrections of which only the later counts, each with that.
    rivals: Vec<(&'e Entry<'e>, &'e Entry<'e>)>,
    /// Where the entries that replace others stand: behind the entry of this moment and id.
    stands: HashMap<Key<'e, U>, &'e Entry<'e>>,
}

impl Entry<'_> {
    /// Whether it says anything of a duty; a retract speaks of an entry, and what a newer zlt says is not understood.
    pub fn says_something(&self) -> bool {
        !matches!(self.kind, Kind::Retract | Kind::Unknown)
    }

    /// Whether a unit says by it how a duty came along.
    pub fn is_report(&self) -> bool {
        matches!(self.kind, Kind::Start | Kind::Done | Kind::Note) && !self.memo
    }
}

/// The order in which entries were recorded: by instant, then by id.
pub fn recorded(one: &Entry<'_>, other: &Entry<'_>) -> Ordering {
    (one.at, &one.id).cmp(&(other.at, &other.id))
}

impl<'e, U: Copy + Eq + Hash> Force<'e, U> {
    /// Settles a set of entries, each with whom it is about; their order does not matter.
    ///
    /// From the last recorded to the first, what is not taken back counts unless one in force after it replaces it, or replaces
    /// one of the same entries: of rival corrections the later counts. One pass, so that no ring can come of it.
    pub fn of(entries: impl IntoIterator<Item = (U, &'e Entry<'e>)>) -> Self {
        let mut force =
            Self { retracted: HashSet::new(), replaced: HashSet::new(), rivals: Vec::new(), stands: HashMap::new() };
        let mut replacing: Vec<(U, &Entry<'_>)> = Vec::new();
        let mut others: Vec<(U, &Entry<'_>)> = Vec::new();
        for (unit, entry) in entries {
            match entry.kind {
                Kind::Retract => drop(force.retracted.insert((unit, &entry.activity, &entry.retracts))),
                _ if entry.replaces.is_empty() => others.push((unit, entry)),
                _ => replacing.push((unit, entry)),
            }
        }
        // Corrections are few: the rest need neither be sorted nor looked up.
        if !replacing.is_empty() {
            replacing.sort_by(|(_, one), (_, other)| recorded(one, other));
            force.replace(&replacing);
            force.place(&replacing, &others);
        }
        force
    }

    fn replace(&mut self, replacing: &[(U, &'e Entry<'e>)]) {
        let mut claimed: HashMap<Key<'e, U>, &'e Entry<'e>> = HashMap::new();
        for &(unit, entry) in replacing.iter().rev() {
            if self.is_retracted(unit, entry) {
                continue;
            }
            let named = || entry.replaces.iter().map(|id| (unit, entry.activity.as_ref(), id.as_ref()));
            if claimed.contains_key(&key(unit, entry)) {
                continue;
            }
            match named().find_map(|named| claimed.get(&named)) {
                Some(rival) => {
                    self.rivals.push((entry, rival));
                    self.replaced.insert(key(unit, entry));
                }
                None => claimed.extend(named().map(|named| (named, entry))),
            }
        }
        self.replaced.extend(claimed.into_keys());
    }

    /// A replacement stands where the latest of those that it replaces stood.
    fn place(&mut self, replacing: &[(U, &'e Entry<'e>)], others: &[(U, &'e Entry<'e>)]) {
        let own =
            others.iter().chain(replacing).map(|(unit, entry)| (key(*unit, entry), *entry)).collect::<HashMap<_, _>>();
        for &(unit, entry) in replacing {
            let named = entry.replaces.iter().filter_map(|id| {
                let named = (unit, entry.activity.as_ref(), id.as_ref());
                let place = self.stands.get(&named).or_else(|| own.get(&named)).copied()?;
                (recorded(place, entry) == Ordering::Less).then_some(place)
            });
            if let Some(last) = named.max_by(|one, other| recorded(one, other)) {
                self.stands.insert(key(unit, entry), last);
            }
        }
    }

    /// Whether an entry has been taken back.
    pub fn is_retracted(&self, unit: U, entry: &'e Entry<'e>) -> bool {
        self.retracted.contains(&key(unit, entry))
    }

    /// The corrections that do not count because a later one replaces the same, each with that one.
    pub fn rivals(&self) -> &[(&'e Entry<'e>, &'e Entry<'e>)] {
        &self.rivals
    }

    /// Whether an entry counts.
    pub fn has(&self, unit: U, entry: &'e Entry<'e>) -> bool {
        entry.says_something() && !self.is_retracted(unit, entry) && !self.replaced.contains(&key(unit, entry))
    }

    /// The order in which entries that count stand.
    pub fn order(&self, unit: U, one: &'e Entry<'e>, other: &'e Entry<'e>) -> Ordering {
        let place = |entry| self.stands.get(&key(unit, entry)).copied().unwrap_or(entry);
        recorded(place(one), place(other)).then_with(|| recorded(one, other))
    }
}

fn key<'e, U>(unit: U, entry: &'e Entry<'e>) -> Key<'e, U> {
    (unit, &entry.activity, &entry.id)
}

#[cfg(test)]
mod tests {
    use super::Force;
    use crate::journal::Entry;
    use crate::journal::line::parse;
    use crate::journal::permutations::permutations;

    /// `id activity kind names`: what a retract takes back, or what any other replaces.
    type Said<'t> = (&'t str, &'t str, &'t str, &'t [&'t str]);

    /// Entries recorded in this order.
    fn lines(entries: &[Said<'_>]) -> Vec<String> {
        let line = |(at, (id, activity, kind, names)): (usize, &Said<'_>)| {
            let names = match *kind {
                "retract" => format!(r#""retracts":"{}""#, names[0]),
                _ => format!(r#""replaces":{names:?}"#),
            };
            format!(
                r#"{{"id":"{id}","at":"2024-09-12T10:00:{at:02}.000+08:00","unit":"甲","activity":"{activity}","kind":"{kind}","on":"2024-09-12",{names}}}"#
            )
        };
        entries.iter().enumerate().map(line).collect()
    }

    /// The ids of what counts, in the order in which it stands.
    fn counting(entries: &[Entry<'_>]) -> String {
        let force = Force::of(entries.iter().map(|entry| ((), entry)));
        let mut counting: Vec<&Entry<'_>> = entries.iter().filter(|entry| force.has((), entry)).collect();
        counting.sort_by(|one, other| force.order((), one, other));
        counting.iter().map(|entry| entry.id.as_ref()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_counts_is_the_same_in_whatever_order_the_lines_come() {
        let cases: [(&[Said<'_>], &str); 9] = [
            (&[("a", "7", "done", &[]), ("b", "7", "note", &[])], "a b"),
            (&[("a", "7", "done", &[]), ("b", "7", "retract", &["a"])], ""),
            // Of another duty.
            (&[("a", "7", "done", &[]), ("b", "8", "retract", &["a"]), ("c", "8", "note", &["a"])], "a c"),
            (&[("a", "7", "start", &[]), ("b", "7", "note", &[]), ("c", "7", "done", &["a"])], "c b"),
            // Taking the replacement back brings back what it replaced, and nothing else.
            (&[("a", "7", "done", &[]), ("b", "7", "done", &["a"]), ("c", "7", "retract", &["b"])], "a"),
            // A correction of a correction names what that replaced, too.
            (
                &[
                    ("a", "7", "done", &[]),
                    ("b", "7", "note", &[]),
                    ("c", "7", "done", &["a"]),
                    ("d", "7", "done", &["a", "c"]),
                ],
                "d b",
            ),
            // Rivals: the later counts.
            (
                &[
                    ("a", "7", "done", &[]),
                    ("b", "7", "done", &["a"]),
                    ("c", "7", "note", &[]),
                    ("d", "7", "done", &["a"]),
                ],
                "d c",
            ),
            // Nothing replaces itself, or what is recorded after it and replaces it.
            (&[("a", "7", "done", &["b"]), ("b", "7", "done", &["a"])], "b"),
            (&[("a", "7", "from a newer zlt", &[]), ("b", "7", "done", &["nobody"])], "b"),
        ];
        for (entries, expected) in cases {
            for lines in permutations(&lines(entries)) {
                let entries: Vec<Entry<'_>> = lines.iter().map(|line| parse(line).unwrap()).collect();
                assert_eq!(counting(&entries), expected, "{lines:#?}");
            }
        }
    }

    #[test]
    fn one_unit_settles_nothing_of_anothers() {
        let lines = lines(&[("a", "7", "done", &[]), ("b", "7", "retract", &["a"]), ("c", "7", "done", &["a"])]);
        let entries: Vec<Entry<'_>> = lines.iter().map(|line| parse(line).unwrap()).collect();
        let force = Force::of(["甲", "乙", "乙"].into_iter().zip(&entries));
        assert!(force.has("甲", &entries[0]) && !force.is_retracted("甲", &entries[0]));
    }
}
