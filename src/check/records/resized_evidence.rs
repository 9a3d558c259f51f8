//! Evidence that is longer or shorter than when it was kept.

use std::collections::HashMap;

use super::RESTORE;
use crate::check::{Finding, Subject};
use crate::journal::evidence::KeptFile;

/// Finds kept files that are not as long as the entries say that name them.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    let by_name: HashMap<&str, &KeptFile> =
        subject.kept.listed().iter().map(|kept| (kept.name.as_str(), kept)).collect();
    let mut findings = Vec::new();
    for (_, said) in &subject.counting {
        for file in &said.entry.files {
            let kept = file.kept_name().and_then(|name| by_name.get(name.as_str()));
            let Some(kept) = kept.filter(|kept| kept.bytes != file.bytes) else { continue };
            let (activity, unit) = (&said.entry.activity, &said.entry.unit);
            let reason = format!(
                "第{activity}项 {unit} 的佐证“{}”存的时候是{}字节，现在是{}字节",
                file.name, file.bytes, kept.bytes
            );
            findings.push(Finding::in_record(said, reason, RESTORE));
        }
    }
    findings
}
