//! A folder of records that does not say whose it is.

use crate::check::{Finding, Subject};

/// Finds out whether `campaign.json` is there and cannot be read.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    let finding = subject.header.is_err().then(|| {
        Finding::in_file(
            subject.header_path.clone(),
            None,
            "这个文件读不出来，看不出是哪个专项工作的记录，不能往里写",
            "删去这个文件，zlt 下次登记时会按方案重新写好",
        )
    });
    finding.into_iter().collect()
}
