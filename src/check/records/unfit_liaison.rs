//! A line of the list of liaisons that cannot be used.

use crate::check::{Finding, Subject};

/// Finds lines of 联络员.csv about strangers and groups, and a list whose heads say nothing.
pub fn look(subject: &Subject<'_>) -> Vec<Finding> {
    let Some((path, defects)) = subject.liaisons else { return Vec::new() };
    let finding = |defect: &crate::plan::liaisons::Defect| {
        let complaint = defect.complaint();
        let line = usize::try_from(defect.line()).ok();
        Finding::in_file(path.clone(), line, complaint.reason, complaint.remedy)
    };
    defects.iter().map(finding).collect()
}
