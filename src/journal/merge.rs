//! A journal is a set of entries: whatever carries it, copies of it merge without loss.

use super::line::{Line, Unreadable, split};

/// A set of entries, each id once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Journal<'t> {
    /// In the order of their ids.
    lines: Vec<Line<'t>>,
}

impl<'t> Journal<'t> {
    /// Reads the bytes of a journal file.
    ///
    /// Gives the entries, and the numbers of the lines that are none.
    pub fn read(bytes: &'t [u8]) -> (Self, Vec<(usize, Unreadable)>) {
        let (lines, unreadable) = split(bytes);
        (Self::of(lines), unreadable)
    }

    /// The set of these lines; of two contents under one id the smaller bytes stay, so that every copy chooses alike.
    pub fn of(lines: Vec<Line<'t>>) -> Self {
        let mut lines = in_order(lines);
        lines.dedup_by(|later, earlier| later.entry.id == earlier.entry.id);
        Self { lines }
    }

    /// All entries of both: commutative, associative, idempotent.
    pub fn merge(mut self, mut other: Self) -> Self {
        if self.lines.is_empty() {
            return other;
        }
        self.lines.append(&mut other.lines);
        Self::of(self.lines)
    }

    /// The entries in the order of their ids.
    pub fn lines(&self) -> &[Line<'t>] {
        &self.lines
    }

    /// Takes the set apart.
    pub fn into_lines(self) -> Vec<Line<'t>> {
        self.lines
    }
}

/// The lines in the order of their ids and texts. Lines are large: their places are sorted, and each is moved once.
fn in_order(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    fn key<'l>(line: &'l Line<'_>) -> (&'l str, &'l str) {
        (&line.entry.id, line.text)
    }
    if lines.is_sorted_by(|one, other| key(one) <= key(other)) {
        return lines;
    }
    let mut places: Vec<usize> = (0..lines.len()).collect();
    places.sort_by(|&one, &other| key(&lines[one]).cmp(&key(&lines[other])));
    let mut lines: Vec<Option<Line<'_>>> = lines.into_iter().map(Some).collect();
    places.into_iter().filter_map(|place| lines[place].take()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, prop, proptest};

    use super::Journal;
    use crate::journal::line::{Line, parse};

    /// Lines with few ids and contents, so that equal ids with equal and with other contents are common.
    fn texts() -> impl Strategy<Value = Vec<String>> {
        let text = (0..6u8, 0..3u8, prop::bool::ANY).prop_map(|(id, note, has_more)| {
            let more = if has_more { r#","colour":"red""# } else { "" };
            format!(
                r#"{{"id":"{id}","at":"2024-09-12T10:03:22.113+08:00","unit":"市教育局","activity":"7","kind":"note","on":"2024-09-12","note":"{note}"{more}}}"#
            )
        });
        prop::collection::vec(text, 0..8)
    }

    fn journal(texts: &[String]) -> Journal<'_> {
        Journal::of(texts.iter().map(|text| Line { text, entry: parse(text).unwrap() }).collect())
    }

    proptest! {
        #[test]
        fn merging_is_commutative(one in texts(), other in texts()) {
            assert_eq!(journal(&one).merge(journal(&other)), journal(&other).merge(journal(&one)));
        }

        #[test]
        fn merging_is_associative(one in texts(), two in texts(), three in texts()) {
            let (one, two, three) = (journal(&one), journal(&two), journal(&three));
            assert_eq!(
                one.clone().merge(two.clone()).merge(three.clone()),
                one.merge(two.merge(three)),
            );
        }

        #[test]
        fn merging_is_idempotent(one in texts(), other in texts()) {
            let merged = journal(&one).merge(journal(&other));
            assert_eq!(merged.clone().merge(journal(&other)), merged);
        }

        #[test]
        fn merging_loses_no_id_and_invents_no_line(one in texts(), other in texts()) {
            let merged = journal(&one).merge(journal(&other));
            let all: Vec<&String> = one.iter().chain(&other).collect();
            for text in &all {
                let least = all.iter().filter(|text_too| text_too[..8] == text[..8]).min().unwrap();
                assert!(merged.lines().iter().any(|line| line.text == least.as_str()));
            }
            assert!(merged.lines().iter().all(|line| all.iter().any(|text| text.as_str() == line.text)));
        }
    }
}
