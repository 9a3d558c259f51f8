//! A number that has been given to something else.

use std::collections::BTreeMap;

use crate::check::{Finding, Said, Subject};
use crate::nearest::is_alike;

/// Finds entries recorded when their activity had quite another title; each pair of titles is told once.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    let mut renamed: BTreeMap<(usize, &str), Vec<&Said<'_>>> = BTreeMap::new();
    for said in &subject.records.said {
        let (entry, position) = (&said.entry, subject.plan.position(&said.entry.activity));
        let Some(position) = position.filter(|_| !entry.title.is_empty()) else { continue };
        if !is_alike(&entry.title, &subject.plan.activities[position].title) {
            renamed.entry((position, &entry.title)).or_default().push(said);
        }
    }
    let finding = |((position, title), said): ((usize, &str), Vec<&Said<'_>>)| {
        let activity = &subject.plan.activities[position];
        let reason = format!(
            "有{}条记录登记的时候，第{}项是“{title}”，现在是“{}”，编号像是改作了他用",
            said.len(),
            activity.id,
            activity.title
        );
        let remedy = "只是改了标题，不用管；换成了另一件事，就给新的任务换一个没有用过的编号";
        Finding::in_record(said[0], reason, remedy)
    };
    renamed.into_iter().map(finding).collect()
}
