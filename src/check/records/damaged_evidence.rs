//! Evidence that no longer holds what it did.

use super::RESTORE;
use crate::check::{Finding, Subject};
use crate::journal::evidence::KeptFile;

/// Finds kept files whose content is not what their name says; somebody has to have asked for that, for all of it is read.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    let damaged = subject.kept.listed().iter().filter(|kept| subject.kept.damaged.contains(&kept.name));
    let finding =
        |kept: &KeptFile| Finding::in_file(kept.path.clone(), None, "这个佐证文件的内容和存进来的时候不一样", RESTORE);
    damaged.map(finding).collect()
}
