//! `done`, `start`, `reopen`, `waive`, `note`: what is written, what is refused, what is left alone.

use serde_json::json;

use crate::support::Campaign;

fn statuses(campaign: &Campaign, unit: &str, activity: &str) -> (String, String) {
    let duties = campaign.json(&format!("duties --unit {unit}"));
    let duty = duties["duties"].as_array().unwrap().iter().find(|duty| duty["activity"] == activity).unwrap();
    (duty["status"].as_str().unwrap().to_owned(), duty["standing"].as_str().unwrap().to_owned())
}

fn lines(campaign: &Campaign, unit: &str) -> usize {
    campaign.journal(unit).lines().count()
}

#[test]
fn the_office_closes_an_activity_for_the_units_it_names() {
    let campaign = Campaign::founding();
    insta::assert_snapshot!(campaign.run("done 7"), @"
    已把以下2项次登记为“已完成”。

    ┌──────┬──────────────────────────────┬────────────────┬─────────────────┬─────────────────┬──────────┐
    │ 编号 ┆ 任务                         ┆ 单位           ┆ 日期            ┆ 时限            ┆ 办理状态 │
    ╞══════╪══════════════════════════════╪════════════════╪═════════════════╪═════════════════╪══════════╡
    │ 7    ┆ 开展“校园民族团结日”主题活动 ┆ 市教育局       ┆ 9月12日（周四） ┆ 9月30日（周一） ┆ 按期完成 │
    │ 7    ┆ 开展“校园民族团结日”主题活动 ┆ 扎兰屯职业学院 ┆ 9月12日（周四） ┆ 9月30日（周一） ┆ 按期完成 │
    └──────┴──────────────────────────────┴────────────────┴─────────────────┴─────────────────┴──────────┘
    登错了可以撤销：zlt undo
    [0]
    ");
    assert_eq!(statuses(&campaign, "市教育局", "7"), ("done".to_owned(), "done_on_time".to_owned()));
    assert_eq!(statuses(&campaign, "扎兰屯职业学院", "7"), ("done".to_owned(), "done_on_time".to_owned()));
}

#[test]
fn the_office_does_not_close_38_units_by_a_slip() {
    let campaign = Campaign::founding();
    insta::assert_snapshot!(campaign.run("done 3"), @"
    错误：第3项由统称承担，会一次登记38个单位，没有写入
      办法：用 --unit 写明是哪个单位；确实要替全部单位登记，加 --all
    [2]
    ");
    assert!(!campaign.records().exists(), "a refused write touches nothing");
    assert_eq!(campaign.run("done 3 --dry-run").status, 2);
    assert_eq!(campaign.json("done 3 --all")["written"].as_array().unwrap().len(), 38);
}

#[test]
fn a_liaison_speaks_for_the_unit_it_has_set() {
    let campaign = Campaign::founding().of_unit("jyj").by("李");
    campaign.out("done 3 --note 已宣讲");
    let journal = campaign.journal("市教育局");
    let entry: serde_json::Value = serde_json::from_str(journal.trim_end()).unwrap();
    for (key, value) in [
        ("unit", "市教育局"),
        ("activity", "3"),
        ("kind", "done"),
        ("on", "2024-09-12"),
        ("note", "已宣讲"),
        ("by", "李"),
        ("title", "开展“从‘六句话’的事实和道理中找答案”宣传活动"),
    ] {
        assert_eq!(entry[key], value, "{key}");
    }
    assert!(
        entry["at"].as_str().unwrap().starts_with("2024-09-12T") && entry["at"].as_str().unwrap().ends_with("+08:00")
    );
}

#[test]
fn nothing_is_written_where_one_number_or_name_is_bad() {
    let campaign = Campaign::founding();
    for words in [
        "done 7 70",
        "done 7 x",
        "done 7 --unit 市教育局 --unit 市教于局",
        "done 7-70",
        "done 9-7 --all",
        "done 7 --on 9-31",
        "done 7 --on 明天",
        "done 7 --count 场次",
        "done 7 --count 场次=2 --count 场次=3",
        "done 9 --unit 市教育局",
        "done 7 --unit 市教育局 --unit 柴河镇",
        "--as-of 9-10 done 7",
        "note 7 ''",
        "done 7 --format pdf",
        "done 7 -o x.pdf",
    ] {
        let ran = campaign.run(words);
        assert_eq!(ran.status, 2, "{words}\n{ran}");
        assert!(ran.stderr.contains("办法："), "{words}\n{ran}");
        assert!(!campaign.records().exists(), "{words} wrote something");
    }
}

#[test]
fn bad_numbers_and_names_are_answered_with_the_nearest() {
    let campaign = Campaign::founding();
    for (words, near) in [
        ("done 70 --all", "最接近的是：7、10"),
        ("duties --unit 市教于局", "最接近的是：市教育局"),
        ("duties --unit 街道", "对得上7个单位：兴华街道"),
        ("duties --section 第九部分", "（一）开展动员引领系列活动"),
        ("done 7 --on 9-31", "写成 2024-09-22、9-22、今天或昨天"),
        ("repotr", "report？"),
        ("duties --standing 拖延", "逾期未完成"),
        ("config unti 市教育局", "是不是 unit？"),
    ] {
        let ran = campaign.run(words);
        assert_eq!(ran.status, 2, "{words}\n{ran}");
        assert!(ran.stderr.contains(near), "{words}\n{ran}");
    }
}

#[test]
fn ranges_follow_the_plan_and_pass_over_what_the_unit_does_not_owe() {
    let campaign = Campaign::founding();
    let written = |words: &str| {
        let json = campaign.json(words);
        let ids =
            json["written"].as_array().unwrap().iter().map(|written| written["activity"].as_str().unwrap().to_owned());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(written("done 7-8 2 --unit 市教育局 --dry-run"), ["2", "7", "8"]);
    assert_eq!(written("done 8-16 --unit 市教育局 --dry-run"), ["8", "16"]);
    assert_eq!(written("done 7、8 --unit 市教育局 --dry-run"), ["7", "8"]);
    assert!(campaign.run("done 8-16 --unit 市教育局 --dry-run").stderr.contains("不承担第9项"));
    assert_eq!(written("done 7-9 --unit 市教育局 --dry-run"), ["7", "8"], "the end need not be owed");
    let ran = campaign.run("done 9-10 --unit 市教育局");
    assert!(ran.status == 2 && ran.stderr.contains("不承担第9项，没有写入"), "{ran}");
}

#[test]
fn a_dry_run_says_what_it_would_write_and_writes_nothing() {
    let campaign = Campaign::founding();
    let shown = campaign.out("done 7 --dry-run");
    assert!(shown.contains("预演") && shown.contains("市教育局") && shown.contains("扎兰屯职业学院"), "{shown}");
    assert!(!campaign.records().exists());
}

#[test]
fn done_twice_writes_once_unless_there_is_news() {
    let campaign = Campaign::founding().of_unit("市教育局");
    campaign.out("done 7 --on 9-10 --note 全市42所学校 --count 场次=42");
    for (words, expected) in [
        ("done 7", 1),
        ("done 7 --on 9-10 --note 全市42所学校 --count 场次=42", 1),
        ("done 7 --note 照片已交", 2),
        ("done 7 --note 照片已交", 2),
        ("done 7 --count 场次=3", 3),
        ("done 7 --count 人次=约300", 4),
        ("done 7 --count 人次=约300 --count 场次=3", 5),
        ("done 7 --on 9-11", 6),
        ("note 7 照片已交", 7),
        ("note 7 照片已交", 7),
    ] {
        let is_news = expected > lines(&campaign, "市教育局");
        let shown = campaign.out(words);
        assert_eq!(lines(&campaign, "市教育局"), expected, "{words}\n{shown}");
        assert_eq!(shown.contains("没有需要登记的，什么也没有写入"), !is_news, "{words}\n{shown}");
    }
    let duties = campaign.json("duties");
    let duty = &duties["duties"][6];
    assert_eq!(duty["done_on"], "2024-09-10", "what comes later makes nobody late");
    assert_eq!((&duty["reports"], &duty["counts"]), (&json!(7), &json!({ "人次": "约600", "场次": 48 })));
}

/// Closing an activity for several units does not overwrite the remark of the one that was done before.
#[test]
fn what_is_done_or_waived_is_left_alone_and_counted() {
    let campaign = Campaign::founding();
    campaign.out("done 7 --unit 市教育局 --note 自己的话");
    campaign.out("waive 11 --unit 团市委 --note 无此职能");
    let shown = campaign.out("done 7 11 --note 统一的话");
    assert!(shown.contains("没有改动1项次（已经完成") && shown.contains("没有改动1项次（已登记为不涉及"), "{shown}");
    assert_eq!(lines(&campaign, "市教育局"), 1);
    assert_eq!(lines(&campaign, "扎兰屯职业学院"), 1);
    assert_eq!(statuses(&campaign, "团市委", "11").0, "waived");
}

/// Whatever is said again with another day is news, not only done.
#[test]
fn a_new_day_is_news_for_every_status() {
    let campaign = Campaign::founding().of_unit("市教育局");
    for (words, expected) in [("start 7", 1), ("start 7", 1), ("start 7 --on 9-10", 2), ("start 7 --on 9-10", 2)] {
        campaign.out(words);
        assert_eq!(lines(&campaign, "市教育局"), expected, "{words}");
    }
}

/// `9-22` about a campaign of 2024 means 2024, whatever today is; the year is shown where it differs.
#[test]
fn days_without_a_year_are_the_campaigns() {
    let campaign = Campaign::founding().of_unit("市教育局").day("2026-11-23");
    let shown = campaign.out("done 19 --dry-run");
    assert!(shown.contains("例如 --on 2024-09-22"), "{shown}");
    let shown = campaign.out("done 19 --on 9-20");
    assert!(shown.contains("2024年9月20日（周五）") && shown.contains("按期完成"), "{shown}");
}

#[test]
fn each_command_gives_its_status() {
    let campaign = Campaign::founding();
    for (words, status) in [
        ("note 7 已电话催 --memo", "unreported"),
        ("note 7 先说一句", "doing"),
        ("start 7", "doing"),
        ("done 7", "done"),
        ("start 7", "done"),
        ("waive 7 --note 无此职能", "done"),
        ("reopen 7", "todo"),
        ("waive 7 --note 无此职能", "waived"),
        ("done 7", "waived"),
        ("reopen 7", "todo"),
        ("start 7", "doing"),
        ("reopen 7", "todo"),
    ] {
        campaign.out(&format!("{words} --unit 市教育局"));
        assert_eq!(statuses(&campaign, "市教育局", "7").0, status, "after {words}");
    }
}

#[test]
fn done_past_the_due_day_asks_for_the_day_it_was_done() {
    let campaign = Campaign::founding().of_unit("市教育局").day("2024-09-25");
    let hint = "已过时限，如系此前完成请加 --on";
    assert!(campaign.out("done 19 --dry-run").contains(hint));
    assert!(!campaign.out("done 7 --dry-run").contains(hint), "not due yet");
    let shown = campaign.out("done 19 --on 9-20");
    assert!(!shown.contains(hint) && shown.contains("按期完成"), "{shown}");
}

#[test]
fn a_wrong_clock_never_silences_what_was_just_said() {
    let mut campaign = Campaign::founding().of_unit("市教育局").day("2030-01-01");
    campaign.out("done 7 --on 2024-09-10");
    campaign.on("2024-09-12");
    campaign.out("reopen 7");
    assert_eq!(statuses(&campaign, "市教育局", "7").0, "todo");
    let moments: Vec<String> = campaign
        .journal("市教育局")
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["at"].as_str().unwrap().to_owned())
        .collect();
    assert!(moments[0] < moments[1] && moments[1].starts_with("2030-01-01T"), "{moments:?}");
}

#[test]
fn quiet_says_nothing_when_all_is_well() {
    let campaign = Campaign::founding();
    assert_eq!(campaign.out("done 7 -q"), "");
    assert_eq!(lines(&campaign, "市教育局"), 1);
}

#[test]
fn a_cancelled_activity_owes_nothing_and_takes_no_entry() {
    let campaign = Campaign::founding();
    campaign.out("done 7");
    campaign.edit_plan("id = 7\n", "id = 7\ncancelled = true\n");
    assert_eq!(campaign.json("duties")["duties"].as_array().unwrap().len(), 500);
    assert!(campaign.run("done 7").stderr.contains("第7项已经取消"));
    assert_eq!(lines(&campaign, "市教育局"), 1, "its records stay");
}

#[test]
fn a_renamed_unit_keeps_its_records() {
    let campaign = Campaign::founding();
    campaign.out("done 7 --unit 市教育局");
    campaign.edit_plan("    \"市教育局\",\n", "    \"市教体局\",\n");
    campaign.edit_plan("[aliases]\n", "[aliases]\n\"市教育局\" = \"市教体局\"\n");
    assert_eq!(statuses(&campaign, "市教体局", "7").0, "done");
    campaign.out("reopen 7 --unit 市教育局");
    assert_eq!(lines(&campaign, "市教育局"), 1, "files never move");
    assert_eq!(lines(&campaign, "市教体局"), 1, "the present name is written");
    assert_eq!(statuses(&campaign, "市教体局", "7").0, "todo");
}

#[test]
fn a_word_that_is_no_number_is_answered_by_what_it_is() {
    let campaign = Campaign::founding();
    let ran = campaign.run("done 7 --unit 市教育局 --note “清理 垃圾”");
    assert!(ran.status == 2 && ran.stderr.contains("用英文引号括起来"), "{ran}");
    let ran = campaign.run("done 7 没有这个局");
    assert!(ran.status == 2 && ran.stderr.contains("不是任务编号"), "{ran}");
    campaign.out("done 7 --unit 市教育局 --note “清理垃圾12吨”");
    assert!(campaign.journal("市教育局").contains("\"note\":\"清理垃圾12吨\""));
}

#[test]
fn several_units_may_be_typed_in_one() {
    let campaign = Campaign::founding();
    let shown = campaign.out("done 19 --unit 兴华街道、柴河镇 --unit jyj");
    assert!(shown.contains("已把以下3项次登记为"), "{shown}");
    let ran = campaign.run("done 19 --unit 兴华街道、柴合镇");
    assert!(ran.status == 2 && ran.stderr.contains("没有叫“柴合镇”的单位"), "{ran}");
    assert_eq!(
        campaign.out("duties --unit 各乡镇、街道"),
        campaign.out("duties --unit 各乡镇街道"),
        "a name stays whole"
    );
}

#[test]
fn a_receipt_shows_what_was_recorded_and_what_was_changed() {
    let campaign = Campaign::founding();
    let shown = campaign.out("done 7 --unit 市教育局 --on 9-10 --note 42所学校 --count 场次=42");
    assert!(shown.contains("备注：42所学校　数量：场次 42"), "{shown}");
    assert!(!shown.contains("原来"), "{shown}");
    let shown = campaign.out("done 7 --unit 市教育局 --on 9-11 --count 场次=3");
    let told = "市教育局第7项原来：已完成（9月10日），场次 42；现在：第2次反馈，已完成（9月10日），场次 45。";
    assert!(shown.contains(told), "{shown}");
}

#[test]
fn records_of_another_campaign_are_told_to_readers_too() {
    let campaign = Campaign::founding();
    campaign.out("done 7");
    campaign.edit_plan("title = \"扎兰屯市第41个全区民族团结进步活动月\"", "title = \"别的事\"");
    campaign.edit_plan("document = \"扎民委字〔2024〕32号\"", "document = \"别的文号\"");
    let ran = campaign.run("report");
    assert!(
        ran.status == 0 && ran.stderr.contains("里是另一个专项工作“扎兰屯市第41个全区民族团结进步活动月”的记录"),
        "{ran}"
    );
}

#[test]
fn a_note_may_bring_figures_and_nothing_else() {
    let campaign = Campaign::founding().of_unit("市教育局");
    campaign.out("note 7 --count 场次=１２ --count 人次=1，200");
    assert!(campaign.journal("市教育局").contains(r#""counts":{"人次":1200,"场次":12}"#));
    let report = campaign.json("report");
    let sums: Vec<u64> = report["counts"].as_array().unwrap().iter().map(|one| one["sum"].as_u64().unwrap()).collect();
    assert_eq!(sums, [1200, 12]);
}

#[test]
fn what_cannot_be_summed_is_said_when_it_is_entered() {
    let campaign = Campaign::founding().of_unit("市教育局");
    let said = campaign.out("done 7 --count 场次=3至5 --count 人次=约300");
    assert!(said.contains("“3至5”加不起来，合计时原样列出；要计入合计，写成一个数或约数，例如 4、约4。"), "{said}");
    assert!(!campaign.out("done 8 --count 人次=约300").contains("加不起来"));
}

#[test]
fn a_plan_that_counts_by_names_is_kept_to_them() {
    let campaign = Campaign::founding().of_unit("市教育局");
    campaign.edit_plan("coordinator = ", "figures = [\"场次\", \"参与人数\"]\ncoordinator = ");
    insta::assert_snapshot!(campaign.run("done 7 --count 参加人数=300"), @"
    错误：这份方案不按“参加人数”统计
      办法：最接近的是：参与人数。可以写的有：场次、参与人数；确实要加，写进方案 [campaign] 的 figures
    [2]
    ");
    assert_eq!(campaign.journal("市教育局"), "");
    campaign.out("done 7 --count 参与人数=300");
    let offered = campaign.out("complete zsh 4 -- zlt done 7 --count 参");
    assert_eq!(offered.lines().next(), Some("参与人数="));
}

/// Three sessions add up; a slip is corrected without losing what was not typed anew.
#[test]
fn reports_add_up_and_a_correction_takes_the_place_of_what_it_names() {
    let campaign = Campaign::founding().of_unit("市教育局").day("2024-09-20");
    campaign.out("done 7 --on 9-12 --count 义诊=3 --note 城区");
    campaign.out("done 7 --on 9-15 --count 义诊=2 --note 镇区");
    let shown = campaign.out("done 7 --on 9-18 --count 义诊=1");
    assert!(
        shown.contains(
            "每次反馈都算数。要更正以前的，先撤销，再在原来的命令最后加 --replace=序号（序号见 zlt log 第一栏）。"
        ),
        "{shown}"
    );
    let duty = || campaign.json("duties")["duties"][6].clone();
    let counts = |duty: &serde_json::Value| (duty["counts"]["义诊"].clone(), duty["reports"].clone());
    assert_eq!((counts(&duty()), duty()["done_on"].as_str()), ((6.into(), 3.into()), Some("2024-09-12")));
    let ran = campaign.run("done 7 --count 义诊=4 --replace");
    assert!(ran.status == 2 && ran.stderr.contains("反馈过3次，不知道更正哪一次，没有写入"), "{ran}");
    assert!(ran.stderr.contains("2　9月15日（周日） 已完成，义诊 2，镇区"), "{ran}");
    let shown = campaign.out("done 7 --count 义诊=4 --replace 2");
    assert!(shown.contains("已把以下1项次以前的反馈更正了。"), "{shown}");
    assert!(shown.contains("原来：已完成（9月12日），义诊 6；现在：已完成（9月12日），义诊 8。"), "{shown}");
    assert_eq!(counts(&duty()), (8.into(), 3.into()));
    assert!(campaign.out("log 7").contains("更正登记 2；补录，实为9月15日（周日）；镇区；义诊 4"));
    campaign.out("done 7 --replace=all");
    assert_eq!((counts(&duty()), duty()["note"].as_str()), ((8.into(), 1.into()), Some("城区；镇区")));
    campaign.out("undo");
    assert_eq!(counts(&duty()), (8.into(), 3.into()), "just those come back");
    let shown = campaign.out("start 7 --replace 1");
    assert!(shown.contains("更正以后和原来一样"), "what is done does not become begun by a correction: {shown}");
    let shown = campaign.out("undo 2 --dry-run");
    assert!(shown.contains("其中1项次已经更正过，更正仍然算数；要连更正一起撤回，再撤销更正的那一次"), "{shown}");
    campaign.out("undo");
    assert_eq!(counts(&duty()), (6.into(), 3.into()));
}

#[test]
fn a_correction_may_add_a_highlight_and_opens_nothing() {
    let campaign = Campaign::founding().of_unit("市教育局");
    campaign.out("done 7 --note 城区");
    let shown = campaign.out("done 7 --highlight --replace");
    assert!(shown.contains("以前的反馈更正了"), "{shown}");
    assert_eq!(campaign.json("show 7")["duties"][0]["reports"][0]["highlight"], true);
    let ran = campaign.run("done --replace 7");
    assert!(ran.status == 2 && ran.stderr.contains("--replace 写在最后"), "{ran}");
    let ran = campaign.run("reopen 7 --replace");
    assert!(ran.status == 2 && ran.stderr.contains("重新打开不能加 --replace"), "{ran}");
}

#[test]
fn done_before_the_campaign_began_is_said_with_what_mends_it() {
    let campaign = Campaign::founding().of_unit("市教育局");
    let shown = campaign.out("done 7 --on 2023-09-10");
    assert!(shown.contains("市教育局第7项的完成日期早于开始日") && shown.contains("--on 日期 --replace"), "{shown}");
    assert_eq!(campaign.run("check").status, 1);
    campaign.out("done 7 --on 9-10 --replace");
    assert_eq!(campaign.run("check").status, 0);
}

/// A unit's name behind any command means the same as behind `--unit`, and the full name is told.
#[test]
fn a_unit_is_named_behind_any_command() {
    let campaign = Campaign::founding();
    for (words, same) in [
        ("duties 教育局", "duties --unit 市教育局"),
        ("report 教育局", "report --unit 市教育局"),
        ("report 台账 教育局", "report 台账 --unit 市教育局"),
        ("台账 教育局", "report 台账 --unit 市教育局"),
        ("report 教育局 --overdue", "report --overdue --unit 市教育局"),
        ("report 市教育局 柴河镇", "report --unit 市教育局 --unit 柴河镇"),
        ("show 7 教育局", "show 7 --unit 市教育局"),
        ("log 7 教育局", "log 7 --unit 市教育局"),
        ("log 教育局", "log --unit 市教育局"),
        ("remind 教育局", "remind --unit 市教育局"),
        ("done 7 教育局 --dry-run", "done 7 --unit 市教育局 --dry-run"),
        ("done 教育局 7 --dry-run", "done 7 --unit 市教育局 --dry-run"),
        ("show 教育局 7", "show 7 --unit 市教育局"),
        ("receive 19 总结 柴河镇 --dry-run", "receive 19 总结 --unit 柴河镇 --dry-run"),
        ("note 7 市教育局 已开会 --dry-run", "note 7 已开会 --unit 市教育局 --dry-run"),
        ("return 7 教育局 --note 数量不实 --dry-run", "return 7 --unit 市教育局 --note 数量不实 --dry-run"),
    ] {
        let (one, other) = (campaign.run(words), campaign.run(same));
        assert_eq!((one.status, &one.stderr), (other.status, &other.stderr), "{words}");
        let plain = |text: &str| {
            text.replace(" --unit 教育局", "").replace(" --unit 市教育局", "").replace(" --unit 柴河镇", "")
        };
        assert_eq!(plain(&one.stdout), plain(&other.stdout), "{words}");
    }
    let refused = campaign.run("done 7 教育局 --all");
    assert!(refused.status == 2 && refused.stderr.contains("--all"), "{refused}");
    let unknown = campaign.run("duties 市教育据");
    assert!(unknown.status == 2 && unknown.stderr.contains("最接近的是：市教育局"), "{unknown}");
}

/// What is said may begin with a dash, and the text of a note may stand behind its option.
#[test]
fn what_is_said_may_begin_with_a_dash() {
    let campaign = Campaign::founding();
    campaign.out("note 7 -5% 左右 --unit 市教育局");
    campaign.out("done 7 --note -比去年少5% --unit 市教育局");
    campaign.out("note 7 --note 照片已交 --unit 市教育局");
    let said = campaign.journal("市教育局");
    for note in ["-5% 左右", "-比去年少5%", "照片已交"] {
        assert!(said.contains(&format!("\"note\":\"{note}\"")), "{said}");
    }
}
