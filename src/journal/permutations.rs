//! Every order of some lines, for tests: a journal is a set.

/// Every order of some things.
pub fn permutations<T: Clone>(items: &[T]) -> Vec<Vec<T>> {
    if items.is_empty() {
        return vec![Vec::new()];
    }
    let with_first = |at: usize| {
        let rest = [&items[..at], &items[at + 1..]].concat();
        permutations(&rest).into_iter().map(move |rest| [vec![items[at].clone()], rest].concat())
    };
    (0..items.len()).flat_map(with_first).collect()
}
