//! What looks wrong in the records: one rule a file.

pub mod added_up;
pub mod alike_figures;
pub mod broken_off;
pub mod damaged_evidence;
pub mod damaged_header;
pub mod done_before_start;
pub mod future_entry;
pub mod missing_evidence;
pub mod orphan;
pub mod other_campaign;
pub mod passed_over_file;
pub mod resized_evidence;
pub mod reused_id;
pub mod rival_corrections;
pub mod shared_evidence;
pub mod stray_entry;
pub mod torn_line;
pub mod two_answers;
pub mod two_contents;
pub mod unfit_liaison;
pub mod unlisted_figure;
pub mod unnamed_evidence;
pub mod unowed_entry;
pub mod unreadable_file;
pub mod unreadable_line;
pub mod void_opening;

use super::{Finding, Said};
use crate::journal::Entry;
use crate::platform::shell_word;

/// How to come by evidence again that no longer holds what it did.
const RESTORE: &str = "从备份恢复，或者请单位重新交一份，用 zlt note 加 --file 登记";

/// The duty that an entry is about, as a command names it: `7 --unit 市教育局`.
fn about(entry: &Entry<'_>) -> String {
    format!("{} --unit {}", shell_word(&entry.activity), shell_word(&entry.unit))
}

/// Findings in the order of the files and lines that they are about.
fn in_order(mut found: Vec<(&Said<'_>, Finding)>) -> Vec<Finding> {
    found.sort_by_key(|(said, _)| (said.path, said.number));
    found.into_iter().map(|(_, finding)| finding).collect()
}
