//! A fortnight of requests, reviews, returns and extensions, typed as it was written down, and what it amounts to by somebody
//! else's reckoning.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};

use crate::support::{Campaign, root};

fn text(name: &str) -> String {
    fs::read_to_string(root().join("tests/fortnight").join(name)).unwrap()
}

#[test]
fn a_fortnight_of_requests_and_answers_amounts_to_what_others_worked_out() {
    let mut campaign = Campaign::with_plan(&text("plan.toml"));
    for line in text("fortnight.tsv").lines() {
        let [day, who, status, words] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        campaign.on(day);
        let mut command = campaign.command(words);
        if who != "office" {
            command.env("ZLT_UNIT", who);
        }
        let output = command.output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), status.parse().ok(), "{line}: {told}");
    }
    campaign.on("2024-10-31");
    let expected: BTreeMap<String, Value> = serde_json::from_str(&text("expected.json")).unwrap();
    for (day, expected) in expected {
        let totals = campaign.json(&format!("report --as-of {day}"))["totals"].clone();
        for (name, count) in expected["totals"].as_object().unwrap() {
            assert_eq!(&totals[name], count, "{name} as of {day}");
        }
        let duties = campaign.json(&format!("duties --as-of {day}"));
        let duties = duties["duties"].as_array().unwrap();
        let materials = campaign.json(&format!("report 材料 --as-of {day}"));
        let materials = materials["materials"].as_array().unwrap();
        let rows = expected["duties"].as_array().unwrap();
        assert_eq!(duties.len(), rows.len());
        for row in rows {
            let is_meant = |found: &&Value| found["activity"] == row[0] && found["unit"] == row[1];
            let duty = duties.iter().find(is_meant).unwrap();
            let missing = materials.iter().find(is_meant).map_or(json!([]), |found| found["missing"].clone());
            let keys =
                ["activity", "unit", "status", "standing", "done_on", "reports", "counts", "due", "redo", "review"];
            let found = keys.iter().chain(&["request"]).map(|key| duty[key].clone()).chain([missing]);
            assert_eq!(json!(found.collect::<Vec<_>>()), *row, "as of {day}");
        }
    }
}
