//! A file of records that cannot be read.

use crate::check::{Finding, Subject};

const REMEDY: &str = "看它是不是文件夹、有没有权限；恢复以后再查一遍";

/// Finds journals that cannot be opened, and a folder of evidence that cannot be listed.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    let finding = |path: &&std::path::Path| {
        Finding::in_file(path.to_path_buf(), None, "这个记录文件读不了，里面的办理情况没有计入", REMEDY)
    };
    let evidence =
        subject.kept.files.as_ref().err().map(|_| {
            Finding::in_file(subject.store.evidence_folder(), None, "佐证文件夹读不了，佐证在不在没有查", REMEDY)
        });
    subject.records.unread.iter().map(finding).chain(evidence).collect()
}
