//! Many mistakes that are the same one: told once, with the places of the others.

use std::collections::HashMap;
use std::hash::Hash;

use indexmap::IndexMap;

/// How many that are alike are told one by one.
const FEW: usize = 3;

/// How many places are named of those that are not.
const NAMED: usize = 3;

/// How many of one kind are told at most, those alike counted once: nobody reads more before mending some.
const MOST: usize = 100;

/// Draws the items in order, many that are alike once: the first, and a line with the places of the others. Of one kind no more
/// than a hundred are drawn, and a line says how many there are besides.
pub fn told<'i, T, K: Eq + Hash>(
    items: &'i [T],
    likeness: impl Fn(&'i T) -> (&'static str, K),
    place: impl Fn(&T) -> String,
    draw: impl Fn(&T) -> String,
) -> Vec<String> {
    let mut counts: HashMap<&'static str, usize> = HashMap::new();
    let gathered = gathered(items, &likeness);
    let mut told = Vec::new();
    for (item, others) in &gathered {
        let count = counts.entry(likeness(item).0).or_default();
        *count += 1 + others.len() * usize::from(*count >= MOST);
        if *count <= MOST {
            let places: Vec<String> = others.iter().map(|other| place(other)).collect();
            told.push(format!("{}{}", draw(item), elsewhere(&places)));
        }
    }
    let more: usize = counts.values().map(|count| count.saturating_sub(MOST)).sum();
    if more > 0 {
        told.push(format!(
            "另有{more}处没有画出来：同一类的只画前{MOST}处，改好这些再查；全部的用 zlt check --format json 列出"
        ));
    }
    told
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
    use super::{elsewhere, gathered, told};

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
    fn of_one_kind_a_hundred_are_told_and_the_rest_is_counted() {
        let items: Vec<usize> = (0..250).collect();
        let kind = |item: &usize| (if item.is_multiple_of(2) { "even" } else { "odd" }, *item);
        let told = told(&items, kind, usize::to_string, usize::to_string);
        assert_eq!(told.len(), 201);
        assert!(told[200].starts_with("另有50处没有画出来"), "{}", told[200]);
    }

    #[test]
    fn some_of_the_other_places_are_named() {
        let places = |count: usize| (1..=count).map(|line| format!("plan.toml:{line}")).collect::<Vec<_>>();
        assert_eq!(elsewhere(&places(0)), "");
        assert_eq!(elsewhere(&places(3)), "\n  = 同样的还有3处：plan.toml:1、plan.toml:2、plan.toml:3");
        assert!(elsewhere(&places(9)).ends_with("还有9处：plan.toml:1、plan.toml:2、plan.toml:3等"));
    }
}
