//! Two entries with one id and different contents.

use std::collections::HashMap;

use crate::check::{Finding, Records, Said};

/// Finds entries that share an id with an earlier one and say something else: one of the two has been edited by hand.
pub fn look(records: &Records<'_>) -> Vec<Finding> {
    let mut first: HashMap<&str, &Said<'_>> = HashMap::new();
    let mut findings = Vec::new();
    for said in &records.said {
        let known = *first.entry(said.entry.id.as_ref()).or_insert(said);
        if known.text != said.text {
            let place = format!("{}:{}", known.path.display(), known.number);
            findings.push(Finding::in_record(
                said,
                format!("这一条和“{place}”编码相同、内容不同，只能算其中一条"),
                "记录不要用手改：对照备份，删去改过的那一行，要改的用 zlt undo 撤销后重新登记",
            ));
        }
    }
    findings
}
