//! An entry whose activity or unit the plan does not have.

use std::collections::BTreeMap;

use crate::check::{Finding, Said, Subject};
use crate::nearest::nearest;

/// Finds what was said, and not taken back, about an activity or unit that the plan does not have; each missing name or number
/// is told once, where it first stands, with the number of entries.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    let plan = subject.plan;
    let mut missing: BTreeMap<(bool, &str), Vec<&Said<'_>>> = BTreeMap::new();
    for &(whom, said) in &subject.counting {
        match whom {
            Err(name) => missing.entry((true, name)).or_default().push(said),
            Ok(_) if plan.position(&said.entry.activity).is_none() => {
                missing.entry((false, &said.entry.activity)).or_default().push(said);
            }
            Ok(_) => {}
        }
    }
    missing.into_iter().map(|((is_unit, name), said)| finding(subject, is_unit, name, &said)).collect()
}

fn finding(subject: &Subject<'_>, is_unit: bool, name: &str, said: &[&Said<'_>]) -> Finding {
    let count = said.len();
    let (reason, remedy) = if is_unit {
        let near = nearest(name, subject.plan.units.units.iter().map(|unit| unit.name.as_str()));
        let now = near.first().map_or("现在的名称", String::as_str);
        (
            format!("方案里没有单位“{name}”，它的{count}条记录没有计入"),
            format!(
                "改了名的，在 [aliases] 里写 \"{name}\" = \"{now}\"；撤并了的，把名称留在原来的统称里，或另立一个统称存放"
            ),
        )
    } else {
        (
            format!("方案里没有第{name}项，关于它的{count}条记录没有计入"),
            "不做了的任务写 cancelled = true，不要删；改了编号的，把编号改回去".to_owned(),
        )
    };
    Finding::in_record(said[0], reason, remedy)
}
