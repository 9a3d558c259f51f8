//! The same work on many things, on several threads when there are enough of them.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

/// From how many things on threads pay: starting them costs more than a founding plan takes to read.
const MANY: usize = 64;

/// Maps every item, keeping the order; `pieces` is how many things of about equal work the items are made of, at least one each.
pub fn map_all<T: Sync, R: Send>(items: &[T], pieces: usize, map: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    if pieces < MANY { items.iter().map(map).collect() } else { items.par_iter().map(map).collect() }
}
