//! Kept files that no entry names.

use std::collections::HashSet;

use crate::check::{Finding, Subject};
use crate::journal::evidence::KeptFile;

/// Finds kept files that no entry names, taken back or not: a command was cut short before it recorded them.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    let files = subject.records.said.iter().flat_map(|said| &said.entry.files);
    let named: HashSet<String> = files.filter_map(|file| file.kept_name()).collect();
    let unnamed = subject.kept.listed().iter().filter(|kept| !named.contains(&kept.name));
    let finding = |kept: &KeptFile| {
        let remedy = "多半是登记的时候被打断了；确实没有用的可以删去，要用的重新登记一次";
        Finding::in_file(kept.path.clone(), None, "没有哪条记录提到这个佐证文件", remedy)
    };
    unnamed.map(finding).collect()
}
