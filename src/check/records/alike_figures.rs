//! Two names of figures that may be one, written in two ways.

use indexmap::IndexMap;

use crate::check::{Finding, Said, Subject};
use crate::nearest::{Spelled, is_nearly_equal_figure, twins};

/// Finds figures whose names are nearly the same, in a plan that does not list the names it counts by: each with the first
/// before it that it resembles, where it first stands.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.plan.campaign.figures.is_empty() {
        return Vec::new();
    }
    let mut first: IndexMap<&str, &Said<'_>> = IndexMap::new();
    for &(_, said) in &subject.counting {
        for name in said.entry.counts.keys() {
            first.entry(name).or_insert(said);
        }
    }
    let names: Vec<&str> = first.keys().copied().collect();
    let spelled: Vec<Spelled> = names.iter().copied().map(Spelled::of).collect();
    let twins = twins(&spelled, is_nearly_equal_figure).into_iter();
    twins.map(|(at, twin)| finding(first[at], names[at], names[twin])).collect()
}

fn finding(said: &Said<'_>, name: &str, twin: &str) -> Finding {
    let reason = format!("数量的名称“{name}”和“{twin}”很像，会不会是同一个数；现在是分开加的");
    let remedy = format!(
        "是同一个数，就把要统计的名称写进方案 [campaign] 的 figures，这两个只写“{twin}”，以后写别的登记不上；不是，不用改"
    );
    Finding::in_record(said, reason, remedy)
}
