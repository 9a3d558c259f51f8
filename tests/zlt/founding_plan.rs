//! The shipped plan against the notice it was made from, and its numbers derived from the plan's text, not by zlt.

use std::collections::BTreeMap;
use std::fs;

use toml::{Table, Value};

use crate::support::{Campaign, root};

fn plan() -> Table {
    fs::read_to_string(root().join("plan.toml")).unwrap().parse().unwrap()
}

fn activities(plan: &Table) -> &Vec<Value> {
    plan["activity"].as_array().unwrap()
}

fn names(value: Option<&Value>) -> Vec<&str> {
    let array = value.and_then(Value::as_array);
    array.into_iter().flatten().map(|name| name.as_str().unwrap()).collect()
}

/// The units of an activity, worked out by hand: names resolved, groups opened, exceptions taken out, each unit once.
fn owing<'p>(plan: &'p Table, activity: &'p Value, heeds_except: bool) -> Vec<&'p str> {
    let groups = plan["groups"].as_table().unwrap();
    let aliases = plan["aliases"].as_table().unwrap();
    let meant = |name: &'p str| aliases.get(name).map_or(name, |target| target.as_str().unwrap());
    let except = if heeds_except { names(activity.get("except")) } else { Vec::new() };
    let mut owing = Vec::new();
    for name in names(activity.get("units")).into_iter().map(meant) {
        let members = groups
            .get(name)
            .map_or(vec![name], |group| names(Some(group)).into_iter().filter(|unit| !except.contains(unit)).collect());
        for unit in members.into_iter().map(meant) {
            if !owing.contains(&unit) {
                owing.push(unit);
            }
        }
    }
    owing
}

fn counted(plan: &Table, heeds_except: bool) -> BTreeMap<&str, usize> {
    let mut counted = BTreeMap::new();
    for unit in activities(plan).iter().flat_map(|activity| owing(plan, activity, heeds_except)) {
        *counted.entry(unit).or_default() += 1;
    }
    counted
}

#[test]
fn the_plan_gives_502_duties_of_41_units() {
    let plan = plan();
    assert_eq!(counted(&plan, false).values().sum::<usize>(), 503);
    let counted = counted(&plan, true);
    assert_eq!(counted.values().sum::<usize>(), 502);
    assert_eq!(counted.len(), 41);
    assert_eq!((counted["市教育局"], counted["市文体旅游广电局"], counted["柴河镇"]), (10, 11, 17));
}

#[test]
fn zlt_counts_every_units_duties_alike() {
    let plan = plan();
    let units = Campaign::founding().json("units");
    let units: BTreeMap<&str, u64> = units["units"]
        .as_array()
        .unwrap()
        .iter()
        .map(|unit| (unit["unit"].as_str().unwrap(), unit["duties"].as_u64().unwrap()))
        .collect();
    let expected: BTreeMap<&str, u64> =
        counted(&plan, true).into_iter().map(|(unit, count)| (unit, count as u64)).collect();
    assert_eq!(units, expected);
}

#[test]
fn duties_of_a_unit_are_found_under_every_spelling() {
    let campaign = Campaign::founding();
    for (typed, count) in [
        ("市教育局", 10),
        ("教育", 10),
        ("jyj", 10),
        ("市文旅局", 11),
        ("市文旅广电局", 11),
        ("柴河镇", 17),
        ("chaihe", 17),
    ] {
        assert_eq!(
            campaign.json(&format!("duties --unit {typed}"))["duties"].as_array().unwrap().len(),
            count,
            "{typed}"
        );
    }
    assert_eq!(campaign.json("duties")["duties"].as_array().unwrap().len(), 502);
}

/// The notice's items, each as one run of characters: blanks, page breaks and marks of the text format are gone.
fn items(notice: &str) -> BTreeMap<i64, String> {
    let body = &notice[notice.find("二、重点活动及任务分工").unwrap()..notice.find("三、工作要求").unwrap()];
    let mut items: BTreeMap<i64, String> = BTreeMap::new();
    let mut current = None;
    for line in body.lines().map(str::trim) {
        if line.starts_with('#') {
            current = None;
        } else if let Some((number, text)) = line.split_once('.').filter(|(number, _)| number.parse::<i64>().is_ok()) {
            current = number.parse().ok();
            items.entry(number.parse().unwrap()).or_default().push_str(text);
        } else if let Some(number) = current {
            items.entry(number).or_default().push_str(line);
        }
    }
    items.into_iter().map(|(number, text)| (number, squeezed(&text))).collect()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

#[test]
fn every_activity_says_what_the_notice_says() {
    let notice = fs::read_to_string(root().join("tests/notices/founding.txt")).unwrap();
    let items = items(&notice);
    assert_eq!(items.len(), 18);
    let plan = plan();
    for activity in &activities(&plan)[..18] {
        let said = &items[&activity["id"].as_integer().unwrap()];
        let text =
            squeezed(&format!("{}。{}", activity["title"].as_str().unwrap(), activity["detail"].as_str().unwrap()));
        let listed = said.strip_prefix(&text).unwrap_or_else(|| panic!("{said}\nis not\n{text}"));
        let listed = listed.strip_prefix('（').and_then(|listed| listed.strip_suffix('）')).unwrap();
        let listed: Vec<&str> = listed.split(['、', '，']).collect();
        assert_eq!(names(activity.get("units")), listed, "as printed, in that order");
        assert!(notice.contains(activity["section"].as_str().unwrap()));
    }
}

#[test]
fn the_summary_is_the_one_activity_with_a_due_day_of_its_own() {
    let plan = plan();
    let with_due: Vec<&Value> = activities(&plan).iter().filter(|activity| activity.get("due").is_some()).collect();
    assert_eq!(with_due.len(), 1);
    let summary = with_due[0];
    assert_eq!(summary["id"].as_integer(), Some(19));
    assert_eq!(summary["due"].to_string(), "2024-09-22");
    assert_eq!(names(summary.get("except")), ["市民委"]);
    let notice = squeezed(&fs::read_to_string(root().join("tests/notices/founding.txt")).unwrap());
    assert!(notice.contains(&squeezed(summary["detail"].as_str().unwrap())));
}

/// 可根据需要: the notice leaves activity 1 to its two collectives.
#[test]
fn only_the_collectives_of_activity_1_take_part_at_will() {
    let plan = plan();
    for activity in activities(&plan) {
        let expected: &[&str] =
            if activity["id"].as_integer() == Some(1) { &["市直各部门", "各乡镇街道"] } else { &[] };
        assert_eq!(names(activity.get("optional")), expected);
    }
    assert_eq!(Campaign::founding().json("report")["totals"]["optional"], 35);
}

#[test]
fn no_telephone_number_is_in_the_plan() {
    let text = fs::read_to_string(root().join("plan.toml")).unwrap();
    let longest = text.split(|character: char| !character.is_ascii_digit()).map(str::len).max();
    assert!(longest < Some(7), "a run of {longest:?} digits");
}
