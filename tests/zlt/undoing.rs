//! `undo` and `log`: nothing is lost, and what was said by mistake is taken back.

use crate::support::Campaign;

fn standing(campaign: &Campaign, unit: &str) -> String {
    let duties = campaign.json(&format!("duties --unit {unit}"));
    let duty = duties["duties"].as_array().unwrap().iter().find(|duty| duty["activity"] == "7").unwrap();
    duty["status"].as_str().unwrap().to_owned()
}

#[test]
fn undo_takes_back_all_that_one_command_wrote() {
    let campaign = Campaign::founding();
    campaign.out("start 7 --unit 市教育局");
    campaign.out("done 7");
    insta::assert_snapshot!(campaign.run("undo"), @"
    已撤销登记 2，共2项次，恢复到登记以前的样子：

    ┌──────┬────────────────┬────────┬─────────────────┐
    │ 编号 ┆ 单位           ┆ 原登记 ┆ 日期            │
    ╞══════╪════════════════╪════════╪═════════════════╡
    │ 7    ┆ 市教育局       ┆ 已完成 ┆ 9月12日（周四） │
    │ 7    ┆ 扎兰屯职业学院 ┆ 已完成 ┆ 9月12日（周四） │
    └──────┴────────────────┴────────┴─────────────────┘
    撤销本身不能再撤销；需要时重新登记即可。
    [0]
    ");
    assert_eq!(standing(&campaign, "市教育局"), "doing");
    assert_eq!(standing(&campaign, "扎兰屯职业学院"), "unreported");
    assert_eq!(campaign.journal("市教育局").lines().count(), 3, "nothing is erased");
}

#[test]
fn undo_goes_back_one_command_at_a_time() {
    let campaign = Campaign::founding();
    campaign.out("start 7 --unit 市教育局");
    campaign.out("done 7 --unit 市教育局");
    campaign.out("undo");
    campaign.out("undo");
    assert_eq!(standing(&campaign, "市教育局"), "unreported");
    let ran = campaign.run("undo");
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("没有可以撤销的登记"), "{ran}");
}

#[test]
fn undo_takes_a_number_from_the_log() {
    let campaign = Campaign::founding();
    campaign.out("done 7 --unit 市教育局");
    campaign.out("done 7 --unit 扎兰屯职业学院");
    campaign.out("undo 1");
    assert_eq!(standing(&campaign, "市教育局"), "unreported");
    assert_eq!(standing(&campaign, "扎兰屯职业学院"), "done");
    for (words, answer) in [
        ("undo 1", "已经撤销过了"),
        ("undo 3", "本身是撤销"),
        ("undo 4", "没有序号为 k3f9w2xz-4 的登记"),
        ("undo x", "没有序号为 x 的登记"),
    ] {
        let ran = campaign.run(words);
        assert_eq!(ran.status, 2, "{words}");
        assert!(ran.stderr.contains(answer), "{words}\n{ran}");
    }
}

#[test]
fn undo_leaves_other_machines_alone() {
    let campaign = Campaign::founding();
    campaign.out("done 7 --unit 市教育局");
    std::fs::write(campaign.home().join(".local/share/zlt/machine"), "zzzz").unwrap();
    assert!(campaign.run("undo").stderr.contains("这台电脑上、现在的范围里没有"));
    assert_eq!(campaign.json("log")["entries"][0]["label"], "k3f9w2xz-1");
    campaign.out("undo k3f9w2xz-1");
    assert_eq!(standing(&campaign, "市教育局"), "unreported");
}

#[test]
fn undo_keeps_to_its_scope() {
    let campaign = Campaign::founding();
    campaign.out("done 7 --unit 市教育局");
    campaign.out("done 7 --unit 扎兰屯职业学院");
    campaign.out("undo --unit 市教育局");
    assert_eq!(standing(&campaign, "市教育局"), "unreported");
    assert_eq!(standing(&campaign, "扎兰屯职业学院"), "done");
    campaign.out("done 11");
    let ran = campaign.run("undo 4 --unit 团市委");
    assert!(ran.status == 2 && ran.stderr.contains("范围以外"), "{ran}");
    let ran = campaign.run("undo --unit 团市委");
    assert!(ran.status == 2 && ran.stderr.contains("范围以外"), "an older command is not taken instead\n{ran}");
    campaign.out("undo 4");
}

/// The header may be deleted, as zlt itself advises where it is damaged; what undo says must still be true.
#[test]
fn undo_without_a_header_still_writes() {
    let campaign = Campaign::founding();
    campaign.out("done 7 --unit 市教育局");
    std::fs::remove_file(campaign.records().join("campaign.json")).unwrap();
    campaign.out("undo");
    assert_eq!(standing(&campaign, "市教育局"), "unreported");
    assert!(campaign.records().join("campaign.json").exists());
}

/// What was said of a unit that has left the plan since can be taken back by whoever has the whole campaign.
#[test]
fn what_is_about_a_unit_that_has_left_can_be_taken_back() {
    let mut campaign = Campaign::founding();
    campaign.out("done 14 --unit 市乌兰牧骑");
    let plan = std::fs::read_to_string(campaign.work().join("plan.toml")).unwrap();
    std::fs::write(campaign.work().join("plan.toml"), plan.replace("\"市乌兰牧骑\"", "\"市歌舞团\"")).unwrap();
    campaign.set("ZLT_UNIT", "市教育局");
    let ran = campaign.run("undo 1");
    assert!(ran.status == 2 && ran.stderr.contains("--all"), "{ran}");
    campaign.out("undo --all");
    assert!(campaign.run("log --all").stdout.contains("已撤销"));
}

#[test]
fn an_entry_cannot_lead_out_of_its_folder() {
    let campaign = Campaign::founding();
    campaign.out("done 7 --unit 市教育局");
    let line = campaign.journal("市教育局").replace("\"unit\":\"市教育局\"", "\"unit\":\"../../../evil\"");
    campaign.write_journal("来历不明", line);
    std::fs::remove_file(campaign.journal_path("市教育局")).unwrap();
    let ran = campaign.run("undo 1");
    assert!(ran.status == 3 && ran.stderr.contains("不能用作记录的文件名"), "{ran}");
    assert!(!campaign.records().parent().unwrap().join("evil.k3f9w2xz.jsonl").exists());
    assert!(campaign.run("report").stderr.contains("有1处记录的任务或单位在方案里找不到"));
}

#[test]
fn the_log_of_a_number_the_plan_gave_up_is_still_there() {
    let campaign = Campaign::founding();
    campaign.out("done 7 --unit 市教育局");
    campaign.edit_plan("id = 7\n", "id = 77\n");
    assert_eq!(campaign.json("log 7")["entries"].as_array().unwrap().len(), 1);
    assert_eq!(campaign.run("log 78").status, 2);
    assert!(campaign.run("duties --unit 市教育局").stderr.contains("有1处记录的任务或单位在方案里找不到"));
}

#[test]
fn undo_before_anything_was_said_touches_nothing() {
    let campaign = Campaign::founding();
    assert_eq!(campaign.run("undo").status, 2);
    assert!(!campaign.records().exists());
    assert_eq!(campaign.run("undo --as-of 9-1").status, 2);
}

#[test]
fn a_retract_applies_at_every_as_of() {
    let mut campaign = Campaign::founding();
    campaign.out("done 7 --unit 市教育局 --on 9-10");
    campaign.on("2024-09-20");
    let ran = campaign.run("undo");
    assert!(ran.status == 2 && ran.stderr.contains("是2024年9月12日（周四）的，不是今天的，没有撤销"), "{ran}");
    assert!(ran.stderr.contains("写明序号：zlt undo k3f9w2xz-1"), "{ran}");
    campaign.out("undo 1");
    let duties = campaign.json("duties --unit 市教育局 --as-of 9-11");
    assert_eq!(duties["duties"][6]["status"], "unreported");
}

#[test]
fn the_log_says_who_said_what_when_and_what_was_typed_later() {
    let mut campaign = Campaign::founding().by("李");
    campaign.out("done 7 --unit 市教育局 --on 9-10 --count 场次=42");
    campaign.out("note 8 --unit 市教育局 已排期");
    campaign.on("2024-09-13");
    campaign.out("undo 2");
    let log = campaign.json("log");
    let shown: Vec<String> = log["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| {
            format!(
                "{} {} {} {} {} belated {} retracted {} {}",
                entry["label"],
                entry["by"],
                entry["activity"],
                entry["kind"],
                entry["on"],
                entry["belated"],
                entry["retracted"],
                entry["counts"]
            )
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n"), @r#"
    "k3f9w2xz-1" "李" "7" "done" "2024-09-10" belated true retracted false {"场次":42}
    "k3f9w2xz-2" "李" "8" "note" "2024-09-12" belated false retracted true {}
    "k3f9w2xz-3" "李" "8" "retract" "2024-09-12" belated false retracted false {}
    "#);
    assert!(campaign.out("log").contains("补录"));
    assert_eq!(campaign.json("log 8")["entries"].as_array().unwrap().len(), 2);
    assert_eq!(campaign.json("log --unit 柴河镇")["entries"].as_array().unwrap().len(), 0);
    assert_eq!(campaign.json("log --as-of 9-11")["entries"].as_array().unwrap().len(), 1);
}

/// What the receipt tells one to type takes back what it is the receipt of.
#[test]
fn the_receipt_names_the_scope_that_an_undo_needs() {
    let campaign = Campaign::founding().of_unit("市教育局");
    campaign.out("start 2");
    let shown = campaign.out("done 3 --unit 市公安局");
    assert!(shown.contains("登错了可以撤销：zlt undo --unit 市公安局\n"), "{shown}");
    campaign.out("undo --unit 市公安局");
    assert_eq!(campaign.json("report --all")["totals"]["done_on_time"], 0);
}

/// The order in which commands were typed is written down, so that a clock that jumps back misleads nobody.
#[test]
fn the_command_typed_last_is_taken_back_whatever_the_clock_did() {
    let mut campaign = Campaign::founding().day("2024-09-20");
    campaign.out("done 7 --unit 市教育局");
    campaign.on("2024-09-12");
    campaign.out("done 7 --unit 扎兰屯职业学院");
    campaign.out("undo");
    campaign.on("2024-09-20");
    assert_eq!(standing(&campaign, "市教育局"), "done");
    assert_eq!(standing(&campaign, "扎兰屯职业学院"), "unreported");
}

/// What 0.1 wrote has no line that says in which order; it is read for ever, and taken back by the end of its command's id.
#[test]
fn the_former_layout_is_read_and_taken_back() {
    let campaign = Campaign::founding();
    campaign.out("done 7 --unit 市教育局");
    campaign.out("done 16 --unit 市教育局");
    let former = campaign.records().join("journal/市教育局.jsonl");
    std::fs::rename(campaign.journal_path("市教育局"), &former).unwrap();
    std::fs::remove_dir_all(campaign.records().join("commands")).unwrap();
    assert_eq!(standing(&campaign, "市教育局"), "done");
    let label = campaign.json("log 7")["entries"][0]["label"].as_str().unwrap().to_owned();
    assert!(label.starts_with("k3f9w2xz-") && label.len() == 15, "{label}");
    campaign.out(&format!("undo {label}"));
    assert_eq!(standing(&campaign, "市教育局"), "unreported");
    let length = std::fs::metadata(&former).unwrap().len();
    campaign.out("start 7 --unit 市教育局");
    assert_eq!(std::fs::metadata(&former).unwrap().len(), length, "never written again");
    campaign.out("undo");
    campaign.out("undo");
    assert_eq!(campaign.json("report")["totals"]["done_on_time"], 0, "then what was typed before labels were");
}

#[test]
fn a_command_that_many_units_share_is_taken_back_whole_whatever_the_scope_of_reading() {
    let campaign = Campaign::founding();
    campaign.out("done 3 --all");
    for unit in ["市教育局", "市公安局", "市民委", "市总工会", "团市委"] {
        campaign.out(&format!("start 2 --unit {unit}"));
    }
    for _ in 0..5 {
        campaign.out("undo");
    }
    assert_eq!(campaign.json("report")["totals"]["done_on_time"], 38);
    campaign.out("undo");
    let totals = campaign.json("report");
    assert_eq!(totals["totals"]["unreported"], 502);
}
