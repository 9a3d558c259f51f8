//! A month of reports, typed as it was written down, and what it amounts to by somebody else's reckoning.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};

use crate::support::{Campaign, root};

fn text(name: &str) -> String {
    fs::read_to_string(root().join("tests/months").join(name)).unwrap()
}

#[test]
fn a_month_of_reports_amounts_to_what_others_worked_out() {
    let mut campaign = Campaign::founding();
    for line in text("2024-09.tsv").lines() {
        let (day, words) = line.split_once('\t').unwrap();
        campaign.on(day);
        campaign.out(words);
    }
    campaign.on("2024-10-20");
    let expected: BTreeMap<String, Value> = serde_json::from_str(&text("2024-09.json")).unwrap();
    for (day, expected) in expected {
        let report = campaign.json(&format!("report --as-of {day}"));
        let sums = report["counts"].as_array().unwrap().iter();
        let sums: BTreeMap<&str, &Value> = sums.map(|sum| (sum["name"].as_str().unwrap(), &sum["sum"])).collect();
        assert_eq!(json!(sums), expected["sums"], "{day}");
        let duties = campaign.json(&format!("duties --as-of {day}"));
        let duties = duties["duties"].as_array().unwrap();
        for row in expected["duties"].as_array().unwrap() {
            let is_meant = |duty: &&Value| duty["activity"] == row[0] && duty["unit"] == row[1];
            let duty = duties.iter().find(is_meant).unwrap();
            let found = ["activity", "unit", "status", "done_on", "reports", "counts"].map(|key| &duty[key]);
            assert_eq!(json!(found), *row, "as of {day}");
        }
    }
}
