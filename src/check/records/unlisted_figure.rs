//! A figure by a name that the plan does not count by.

use indexmap::IndexMap;

use crate::check::{Finding, Said, Subject};
use crate::nearest::nearest;

/// Finds what has been counted by names that are not among those which the plan lists, as before they were listed; each name
/// is told once, where it first stands, with the number of entries.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    let campaign = &subject.plan.campaign;
    let mut others: IndexMap<&str, Vec<&Said<'_>>> = IndexMap::new();
    for &(_, said) in &subject.counting {
        let names = said.entry.counts.keys().filter(|name| !campaign.counts_by(name));
        names.for_each(|name| others.entry(name).or_default().push(said));
    }
    others.into_iter().map(|(name, said)| finding(&campaign.figures, name, &said)).collect()
}

fn finding(known: &[String], name: &str, said: &[&Said<'_>]) -> Finding {
    let reason = format!("方案不按“{name}”统计，{}条记录里的这个数另外列着，没有加进别的数", said.len());
    let rename = match nearest(name, known.iter().map(String::as_str)).first() {
        Some(near) => format!("就是“{near}”的，撤销后按“{near}”重新登记；"),
        None => String::new(),
    };
    let remedy = format!("{rename}要统计的，把“{name}”写进方案 [campaign] 的 figures");
    Finding::in_record(said[0], reason, remedy)
}
