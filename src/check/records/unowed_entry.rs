//! An entry about a duty that the unit no longer has.

use std::collections::{BTreeMap, HashMap};

use crate::check::{Finding, Said, Subject};

/// Finds what was said by units of the plan about activities of the plan that they do not owe; each pair is told once, where
/// it first stands. What was taken back does not count.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    let plan = subject.plan;
    let mut owed: HashMap<(usize, usize), bool> = HashMap::new();
    let mut unowed: BTreeMap<(usize, usize), Vec<&Said<'_>>> = BTreeMap::new();
    for &(whom, said) in &subject.counting {
        let known = plan.position(&said.entry.activity).zip(whom.ok());
        let Some((position, unit)) = known else { continue };
        let activity = &plan.activities[position];
        let is_owed = *owed.entry((position, unit.0)).or_insert_with(|| {
            activity.cancelled || !activity.assignments(&plan.units, |wanted| wanted == unit).is_empty()
        });
        if !is_owed {
            unowed.entry((position, unit.0)).or_default().push(said);
        }
    }
    let finding = |((position, unit), said): ((usize, usize), Vec<&Said<'_>>)| {
        let (activity, unit) = (&plan.activities[position], &plan.units.units[unit].name);
        let reason = format!("“{unit}”现在不承担第{}项，它的{}条记录没有计入", activity.id, said.len());
        Finding::in_record(said[0], reason, "方案就是这样改的，不用管；误删了的，把它写回 units")
    };
    unowed.into_iter().map(finding).collect()
}
