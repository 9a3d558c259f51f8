//! An entry in the file of another unit.

use crate::check::{Finding, Subject};

/// Finds entries that stand in the file of a unit of the plan and are about another: zlt never writes that.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    let units = &subject.plan.units;
    let stray = subject.records.said.iter().filter_map(|said| {
        let (file, about) = (units.units_of_file(said.file).next()?, units.unit_named(&said.entry.unit)?);
        let is_stray = units.units_of_file(said.file).all(|owner| owner != about);
        let reason = format!("这一条说的是“{}”，却写在“{}”的文件里", units.name(about), units.name(file));
        let remedy = format!("把这一行剪下来，贴到“{}.jsonl”的末尾；不移的话，只看本单位时会漏掉它", units.name(about));
        is_stray.then(|| Finding::in_record(said, reason, remedy))
    });
    stray.collect()
}
