//! Any bytes read as a notice: no panic, and a draft that is TOML and breaks plan rules only where it says so.

#![no_main]

use libfuzzer_sys::fuzz_target;
use zlt::notice::draft::{Options, draft};
use zlt::notice::page::source;
use zlt::notice::scan::scan;
use zlt::plan::load;

/// Rules that a draft may break: a person must fill in what the notice does not say.
const GAPS: [&str; 3] = ["empty_group", "no_due_day", "no_units"];

fuzz_target!(|bytes: &[u8]| {
    let Ok(page) = source::read(bytes) else { return };
    let options = Options { notice: "通知", lines: page.lines, known: None, keeps_contacts: false };
    let draft = draft(scan(page.parts), options);
    if draft.activities == 0 {
        return;
    }
    if let Err(problems) = load("plan.toml", &draft.text) {
        for problem in &problems.list {
            assert!(GAPS.contains(&problem.rule), "{}\n{}", problem.complaint.reason, draft.text);
        }
    }
});
