//! Many mistakes that are the same one: told once, with the places of the others.

use std::hash::Hash;

use indexmap::IndexMap;

/// How many that are alike are told one by one.
const FEW: usize = 3;

/// How many places are named of those that are not.
const NAMED: usize = 3;

/// Draws the items in order, many that are alike once: the first, and a line with the places of the others.
pub fn told<'i, T, K: Eq + Hash>(
    items: &'i [T],
    likeness: impl Fn(&'i T) -> K,
    place: impl Fn(&T) -> String,
    draw: impl Fn(&T) -> String,
) -> Vec<String> {
    let told = |(item, others): (&T, Vec<&T>)| {
        let places: Vec<String> = others.into_iter().map(&place).collect();
        format!("{}{}", draw(item), elsewhere(&places))
    };
    gathered(items, likeness).into_iter().map(told).collect()
}

/// The items in order; of more than a few that are alike only the first, with the others.
fn gathered<'i, T, K: Eq + Hash>(items: &'i [T], likeness: impl Fn(&'i T) -> K) -> Vec<(&'i T, Vec<&'i T>)> {
    let mut alike: IndexMap<K, Vec<&T>> = IndexMap::new();
    items.iter().for_each(|item| alike.entry(likeness(item)).or_default().push(item));
    let told = |item: &'i T| match alike.get(&likeness(item)).map(Vec::as_slice) {
        Some([first, others @ ..]) if others.len() >= FEW => {
            std::ptr::eq(*first, item).then(|| (item, others.to_vec()))
        }
        _ => Some((item, Vec::new())),
    };
    items.iter().filter_map(told).collect()
}

/// A line that says where else there are mistakes like one that was drawn; none where there are no others.
fn elsewhere(places: &[String]) -> String {
    let named = places.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join("、");
    let more = if places.len() > NAMED { "等" } else { "" };
    if places.is_empty() { String::new() } else { format!("\n  = 同样的还有{}处：{named}{more}", places.len()) }
}

#[cfg(test)]
mod tests {
    use super::{elsewhere, gathered};

    #[test]
    fn many_alike_are_told_once_where_the_first_stands() {
        for (items, expected) in
            [("abc", "a b c"), ("aba", "a b a"), ("abaca", "a b a c a"), ("babacada", "b a+3 b c d"), ("aaaaa", "a+4")]
        {
            let letters: Vec<char> = items.chars().collect();
            let told = gathered(&letters, |letter| *letter).into_iter().map(|(first, others)| match others.len() {
                0 => first.to_string(),
                count => format!("{first}+{count}"),
            });
            assert_eq!(told.collect::<Vec<_>>().join(" "), expected);
        }
    }

    #[test]
    fn some_of_the_other_places_are_named() {
        let places = |count: usize| (1..=count).map(|line| format!("plan.toml:{line}")).collect::<Vec<_>>();
        assert_eq!(elsewhere(&places(0)), "");
        assert_eq!(elsewhere(&places(3)), "\n  = 同样的还有3处：plan.toml:1、plan.toml:2、plan.toml:3");
        assert!(elsewhere(&places(9)).ends_with("还有9处：plan.toml:1、plan.toml:2、plan.toml:3等"));
    }
}
