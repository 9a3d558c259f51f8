//! What the figures that units have reported come to: 场次, 人次, 份, each added up by its name.

use indexmap::IndexMap;

use super::duty::Duty;
use crate::journal::Counts;
use crate::journal::amount::Total;

/// The figures of one name, added up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What is counted.
    pub name: String,
    /// What it comes to.
    pub total: Total,
    /// How many duties it comes from.
    pub duties: usize,
}

/// Adds up the figures of some duties, in the order in which their names first come up.
pub fn figures<'d, 'p: 'd>(duties: impl IntoIterator<Item = &'d Duty<'p>>) -> Vec<Figure> {
    let mut figures: IndexMap<&str, Figure> = IndexMap::new();
    for (name, sum) in duties.into_iter().filter_map(|duty| duty.state.counts()).flatten() {
        let none = || Figure { name: name.clone(), total: Total::default(), duties: 0 };
        let figure = figures.entry(name).or_insert_with(none);
        figure.total.absorb(&sum.total());
        figure.duties += 1;
    }
    figures.into_values().collect()
}

/// The figures that no sum takes in, as written.
pub fn unsummed(counts: &Counts) -> Vec<String> {
    counts.values().flat_map(|count| Total::of(count).unsummed).collect()
}

#[cfg(test)]
mod tests {
    use super::unsummed;
    use crate::journal::Count;

    #[test]
    fn what_no_sum_takes_in_is_known_at_entry() {
        let counts = [("人次", "约300"), ("份", "3至5"), ("场次", "80%")];
        let counts = counts.map(|(name, count)| (name.to_owned(), Count::parse(count).unwrap()));
        assert_eq!(unsummed(&counts.into_iter().collect()), ["3至5", "80%"]);
    }
}
