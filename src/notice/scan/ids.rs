//! Numbers for activities: as printed where that is enough, with those of their headings where it is not.

use std::collections::{HashMap, HashSet};

use super::found::Found;

/// Gives every activity its number.
///
/// Numbers that run through the whole notice stay as they are; where they begin anew under each heading, they get the
/// numbers of as many headings before them as it takes (2.3). One printed twice under one heading gets a further part, and
/// what has no number comes after the highest.
pub fn number(activities: &mut [Found]) {
    let deepest = activities.iter().map(|found| found.numbers.len()).max().unwrap_or(0);
    let parts = (1..=deepest).find(|parts| tells_apart(activities, *parts)).unwrap_or(deepest);
    let mut highest = activities.iter().filter_map(|found| tail(found, parts).first().copied()).max().unwrap_or(0);
    let mut used: HashSet<String> = HashSet::new();
    for found in activities.iter_mut() {
        let printed: Vec<String> = tail(found, parts).iter().map(u32::to_string).collect();
        let id = if printed.is_empty() {
            highest += 1;
            highest.to_string()
        } else {
            printed.join(".")
        };
        found.id = id.clone();
        let mut copy = 2;
        while !used.insert(found.id.clone()) {
            found.id = format!("{id}.{copy}");
            found.repeats = Some(id.clone());
            copy += 1;
        }
    }
}

fn tail(found: &Found, parts: usize) -> &[u32] {
    &found.numbers[found.numbers.len().saturating_sub(parts)..]
}

/// Whether so many numbers tell all activities apart that the notice itself tells apart.
fn tells_apart(activities: &[Found], parts: usize) -> bool {
    let mut whole: HashMap<&[u32], &[u32]> = HashMap::new();
    let numbered = activities.iter().filter(|found| !found.numbers.is_empty());
    numbered
        .map(|found| (tail(found, parts), found.numbers.as_slice()))
        .all(|(tail, numbers)| *whole.entry(tail).or_insert(numbers) == numbers)
}

#[cfg(test)]
mod tests {
    use super::number;
    use crate::notice::scan::found::Found;

    fn ids(numbers: &[&[u32]]) -> String {
        let found = |numbers: &&[u32]| Found { numbers: numbers.to_vec(), ..Found::default() };
        let mut activities: Vec<Found> = numbers.iter().map(found).collect();
        number(&mut activities);
        activities.iter().map(|found| found.id.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn numbers_are_as_short_as_tells_them_apart() {
        assert_eq!(ids(&[&[2, 1, 1], &[2, 1, 2], &[2, 2, 3], &[]]), "1 2 3 4");
        assert_eq!(ids(&[&[2, 1, 1], &[2, 1, 2], &[2, 2, 1], &[]]), "1.1 1.2 2.1 3");
        assert_eq!(ids(&[&[2, 1, 1, 1], &[2, 1, 2, 1], &[2, 2, 1, 1]]), "1.1.1 1.2.1 2.1.1");
        assert_eq!(ids(&[&[1, 80], &[2, 85], &[2, 85], &[]]), "80 85 85.2 86");
    }
}
