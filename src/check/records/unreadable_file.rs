//! A file of records that cannot be read.

use crate::check::{Finding, Records};

/// Finds journals that cannot be opened.
pub fn look(records: &Records<'_>) -> Vec<Finding> {
    let finding = |path: &&std::path::Path| {
        Finding::in_file(
            path.to_path_buf(),
            None,
            "这个记录文件读不了，里面的办理情况没有计入",
            "看它是不是文件夹、有没有权限；恢复以后再查一遍",
        )
    };
    records.unread.iter().map(finding).collect()
}
