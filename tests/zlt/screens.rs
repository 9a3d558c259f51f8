//! What a person looks at: the pages as a whole, plain as a pipe gets them.

use unicode_width::UnicodeWidthStr;

use crate::support::Campaign;

#[test]
fn the_overview_says_who_is_late() {
    let mut campaign = Campaign::founding().day("2024-09-25");
    let shown = campaign.out("");
    assert!(shown.contains("逾期未完成（37个单位，37项次）"), "{shown}");
    assert!(shown.contains("另有31个单位。\n全部列出：zlt report --overdue --by unit\n"), "{shown}");
    campaign.on("2024-10-02");
    campaign.out("done 1-19 --unit 市教育局 --on 9-20");
    let late = campaign.json("")["late"].clone();
    assert_eq!(late[0], serde_json::json!({"unit": "兴华街道", "overdue": 16, "days": 10}), "the most overdue first");
    assert_eq!(late.as_array().unwrap().iter().filter(|late| late["unit"] == "市教育局").count(), 0);
    campaign.edit_plan("id = 2\n", "id = 2\ndue = 2024-09-20\n");
    assert_eq!(campaign.json("")["late"][0]["days"], 12, "the latest of all, wherever it stands");
    campaign.edit_plan("id = 2\ndue = 2024-09-20\n", "id = 2\n");
    let own = campaign.out("--unit 市委党校");
    assert!(own.contains("逾期未完成（市委党校，7项次）"), "{own}");
    assert!(own.contains("│ 19   ┆ 报送活动月工作总结") && own.contains("┆ 10天 │"), "{own}");
    assert!(own.contains("另有1项次。\n全部列出：zlt report --overdue --unit 市委党校"), "{own}");
}

#[test]
fn progress_by_unit_has_bars() {
    let campaign = Campaign::founding();
    campaign.out("done 7");
    let shown = campaign.out("report --by unit");
    assert!(shown.lines().any(|line| line.contains("扎兰屯职业学院") && line.contains("██████████ 100.0%")), "{shown}");
    assert!(shown.lines().any(|line| line.contains("市教育局") && line.contains("█░░░░░░░░░  11.1%")), "{shown}");
}

/// 41 units and 19 activities on 120 columns.
#[test]
fn the_matrix_fits_120_columns() {
    let campaign = Campaign::founding().day("2024-09-25");
    campaign.out("done 7 --on 9-20");
    let shown = campaign.out("report --matrix");
    assert!(shown.lines().all(|line| line.width() <= 120), "{shown}");
    let rows: Vec<&str> = shown.lines().filter(|line| line.ends_with(" 逾") || line.contains(" 即")).collect();
    assert_eq!(rows.len(), 41 + 1 - 1, "every unit but the one that is done, and the legend\n{shown}");
    let marks = |mark: char| shown.matches(mark).count();
    assert_eq!(marks('完'), 2 + "逾期未完成 完 按期完成".matches('完').count(), "{shown}");
    let json = campaign.json("report --matrix");
    assert_eq!((json["activities"].as_array().unwrap().len(), json["units"].as_array().unwrap().len()), (19, 41));
    let counted = |standing: &str| {
        let rows = json["units"].as_array().unwrap().iter();
        rows.flat_map(|row| row["standings"].as_array().unwrap()).filter(|found| *found == standing).count()
    };
    let totals = campaign.json("report")["totals"].clone();
    for standing in ["overdue", "due_soon", "optional", "done_on_time"] {
        assert_eq!(totals[standing], counted(standing), "{standing}");
    }
}

#[test]
fn long_lists_are_in_sections() {
    let campaign = Campaign::founding();
    assert!(campaign.out("duties --unit 市教育局").contains("├─ （二）开展宣传教育系列活动 ─"));
    assert!(!campaign.out("duties --unit 市乌兰牧骑").contains("├─"), "one row needs no section");
    assert!(campaign.out("report").contains("├─ （三）开展主题实践系列活动 ─"));
    assert!(campaign.out("report --border ascii").contains("|- （三）开展主题实践系列活动 -"));
}
