//! A file beside the records that nobody reads.

use crate::check::{Finding, Subject};

/// Finds what lies among the journals and is none by its name: a copy (`.jsonl.bak`), an ending in capitals, a folder.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    let finding = |path: &std::path::PathBuf| {
        let remedy = "里面有要的记录，把名字改成“单位.jsonl”放回 journal 文件夹；没有的，可以移走";
        Finding::in_file(path.clone(), None, "这个文件名不是记录的写法，没有读", remedy)
    };
    subject.others.iter().map(finding).collect()
}
