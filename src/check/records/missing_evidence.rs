//! Evidence that is not kept any more.

use std::collections::HashSet;

use crate::check::{Finding, Subject};

/// Finds files that entries name and that are not in the folder of kept files.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    // Where the folder cannot be listed, that is said instead: nobody knows what is missing.
    let Ok(kept) = &subject.kept.files else { return Vec::new() };
    let kept: HashSet<&str> = kept.iter().map(|kept| kept.name.as_str()).collect();
    let mut findings = Vec::new();
    for (_, said) in &subject.counting {
        let gone =
            said.entry.files.iter().filter(|file| file.kept_name().is_none_or(|name| !kept.contains(name.as_str())));
        findings.extend(gone.map(|file| {
            let (activity, unit) = (&said.entry.activity, &said.entry.unit);
            let reason = format!("第{activity}项 {unit} 的佐证“{}”不在记录文件夹里", file.name);
            let remedy =
                "从备份或原来的电脑把 evidence 文件夹拷全；找不回来的，请单位重新交一份，用 zlt note 加 --file 登记";
            Finding::in_record(said, reason, remedy)
        }));
    }
    findings
}
