//! Records of another campaign.

use crate::check::{Finding, Subject};
use crate::journal::Header;

/// Finds out whether the folder belongs to a campaign of another title and another document number.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    let Ok(Some(found)) = &subject.header else { return Vec::new() };
    let own = Header::of(&subject.plan.campaign.title, subject.plan.campaign.document.as_deref());
    let finding = found.is_anothers(&own).then(|| {
        Finding::in_file(
            subject.header_path.clone(),
            None,
            format!("这里是另一个专项工作“{}”的记录，不能往里写", found.title),
            "给这份方案的 [campaign] 换一个没有用过的 id，或用 --data 指到别的文件夹",
        )
    });
    finding.into_iter().collect()
}
