//! `zlt`, `duties`, `show`, `report`, `units`: what is shown, on which day, in which shape.

use serde_json::Value;

use zlt::duties::Standing;

use crate::support::{Campaign, SOUND};

fn totals(campaign: &Campaign, words: &str) -> Value {
    campaign.json(words)["totals"].clone()
}

fn of_19(campaign: &Campaign, as_of: &str) -> (String, i64) {
    let duties = campaign.json(&format!("duties --unit 市教育局 --as-of {as_of}"));
    let duty = duties["duties"].as_array().unwrap().iter().find(|duty| duty["activity"] == "19").unwrap();
    (duty["standing"].as_str().unwrap().to_owned(), duty["days_overdue"].as_i64().unwrap())
}

#[test]
fn the_due_day_is_included_and_the_day_after_is_late() {
    let campaign = Campaign::founding();
    for (as_of, standing, days) in [
        ("2024-09-14", "open", 0),
        ("2024-09-15", "due_soon", 0),
        ("2024-09-22", "due_soon", 0),
        ("2024-09-23", "overdue", 1),
        ("2024-10-02", "overdue", 10),
    ] {
        assert_eq!(of_19(&campaign, as_of), (standing.to_owned(), days), "{as_of}");
    }
}

#[test]
fn a_report_as_of_a_day_counts_what_had_been_done_by_then_even_if_typed_later() {
    let mut campaign = Campaign::founding().day("2024-10-08");
    campaign.out("done 19 --unit 市教育局 --on 9-20");
    campaign.on("2024-10-09");
    for (as_of, standing, days) in [
        ("2024-09-19", "due_soon", 0),
        ("2024-09-20", "done_on_time", 0),
        ("2024-09-23", "done_on_time", 0),
        ("2024-10-09", "done_on_time", 0),
    ] {
        assert_eq!(of_19(&campaign, as_of), (standing.to_owned(), days), "{as_of}");
    }
    let duties = campaign.json("duties --unit 市教育局 --as-of 9-20");
    assert!(duties["recorded_until"].as_str().unwrap().starts_with("2024-10-08T"), "typed until then");
    let page = campaign.out("duties --unit 市教育局 --as-of 9-20");
    assert!(page.contains("数据录入至2024年10月8日") && page.contains("方案和统称以现在的为准"), "{page}");
}

#[test]
fn done_late_is_a_kind_of_done() {
    let mut campaign = Campaign::founding().day("2024-09-23");
    campaign.out("done 19 --unit 市教育局");
    campaign.on("2024-09-25");
    let totals = totals(&campaign, "report");
    assert_eq!((&totals["done_late"], &totals["done_on_time"], &totals["overdue"]), (&1.into(), &0.into(), &36.into()));
    assert_eq!(of_19(&campaign, "2024-09-25"), ("done_late".to_owned(), 0));
    assert_eq!(of_19(&campaign, "2024-09-22"), ("due_soon".to_owned(), 0));
}

#[test]
fn the_counts_add_up_to_the_duties_and_the_share_follows_its_rule() {
    let mut campaign = Campaign::founding();
    campaign.out("done 7");
    campaign.out("waive 8 --unit 市教育局 --note 无此职能");
    campaign.out("done 1 --unit 柴河镇");
    campaign.on("2024-09-26");
    campaign.out("done 19 --unit 柴河镇");
    let report = campaign.json("report");
    let totals = &report["totals"];
    let count = |key: &str| totals[key].as_u64().unwrap();
    assert_eq!(Standing::ALL.iter().map(|standing| count(standing.key())).sum::<u64>(), 502);
    assert_eq!((count("done_on_time"), count("done_late"), count("waived"), count("optional")), (3, 1, 1, 34));
    assert_eq!(count("owed"), 502 - 1 - 35, "what is done at will is told beside");
    assert_eq!(count("unreported"), 502 - 5);
    assert_eq!(totals["share"].as_f64().unwrap(), 3.0 / 466.0);
    for (rows, len) in [("by_unit", 41), ("by_activity", 19), ("by_section", 5)] {
        let rows = report[rows].as_array().unwrap();
        assert_eq!(rows.len(), len);
        let standings = Standing::ALL.iter().map(|standing| standing.key());
        for key in ["duties", "owed", "unreported"].into_iter().chain(standings) {
            assert_eq!(rows.iter().map(|row| row[key].as_u64().unwrap()).sum::<u64>(), count(key), "{key}");
        }
    }
}

/// The promise of DESIGN §4, field for field.
#[test]
fn json_keeps_its_promise() {
    let campaign = Campaign::founding();
    campaign.out("done 7 --unit 市教育局 --note 42所学校");
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let duties = campaign.json("duties --unit 市教育局 --standing 按期完成");
    assert_eq!(keys(&duties), ["as_of", "campaign", "duties", "recorded_until", "version"]);
    insta::assert_snapshot!(serde_json::to_string_pretty(&duties["duties"]).unwrap(), @r#"
    [
      {
        "activity": "7",
        "counts": {},
        "days_overdue": 0,
        "done_on": "2024-09-12",
        "due": "2024-09-30",
        "files": 0,
        "note": "42所学校",
        "optional": false,
        "redo": null,
        "reports": 1,
        "request": null,
        "review": null,
        "role": "member",
        "section": "（三）开展主题实践系列活动",
        "standing": "done_on_time",
        "status": "done",
        "through": null,
        "title": "开展“校园民族团结日”主题活动",
        "unit": "市教育局"
      }
    ]
    "#);
    let report = campaign.json("report");
    assert_eq!(
        keys(&report),
        ["as_of", "by_activity", "by_section", "by_unit", "campaign", "counts", "recorded_until", "totals", "version"]
    );
    assert_eq!(
        keys(&report["totals"]),
        [
            "accepted",
            "done_late",
            "done_on_time",
            "due_share",
            "due_soon",
            "duties",
            "ongoing",
            "open",
            "optional",
            "overdue",
            "owed",
            "share",
            "unreported",
            "waived",
            "with_lead"
        ]
    );
    for (row, name) in [("by_unit", "unit"), ("by_activity", "activity"), ("by_section", "section")] {
        let mut expected = keys(&report["totals"]);
        expected.push(name.to_owned());
        if name == "activity" {
            expected.push("title".to_owned());
        }
        expected.sort();
        assert_eq!(keys(&report[row][0]), expected);
    }
    assert_eq!(Campaign::founding().json("report")["recorded_until"], Value::Null);
    for words in ["report --overdue", "report --soon"] {
        assert_eq!(keys(&campaign.json(words)), ["as_of", "campaign", "duties", "recorded_until", "version"]);
    }
}

#[test]
fn roles_groups_and_options_are_told() {
    let campaign = Campaign::founding();
    let duties = campaign.json("duties --unit 市文旅局");
    let of =
        |id: &str| duties["duties"].as_array().unwrap().iter().find(|duty| duty["activity"] == id).unwrap().clone();
    assert_eq!((&of("6")["through"], &of("6")["role"]), (&Value::Null, &"member".into()), "named beside its group");
    assert_eq!((&of("1")["through"], &of("1")["optional"]), (&"市直各部门".into(), &true.into()));
    assert_eq!(of("19")["through"], "市直各部门", "a group by its alias");
    assert_eq!(of("2")["unit"], "市文体旅游广电局");
}

#[test]
fn overdue_is_listed_by_days_late_then_in_plan_order() {
    let campaign = Campaign::founding().day("2024-10-02");
    let overdue = campaign.json("report --overdue");
    let listed: Vec<(i64, String, String)> = overdue["duties"]
        .as_array()
        .unwrap()
        .iter()
        .map(|duty| {
            let text = |key: &str| duty[key].as_str().unwrap().to_owned();
            (duty["days_overdue"].as_i64().unwrap(), text("activity"), text("unit"))
        })
        .collect();
    assert_eq!(listed.len(), 467);
    assert_eq!(listed[0], (10, "19".to_owned(), "市委组织部".to_owned()));
    assert_eq!(listed[37], (2, "1".to_owned(), "市委统战部".to_owned()));
    assert!(listed.is_sorted_by_key(|(days, ..)| -days));
}

#[test]
fn soon_since_by_and_exit_code_do_what_they_say() {
    let mut campaign = Campaign::founding().day("2024-09-18");
    let count = |campaign: &Campaign, words: &str| campaign.json(words)["duties"].as_array().unwrap().len();
    assert_eq!(count(&campaign, "report --soon"), 37);
    assert_eq!(count(&campaign, "report --soon 3"), 0);
    assert_eq!(count(&campaign, "report --soon 12"), 467);
    for (words, status) in [("report", 0), ("report --overdue", 0), ("report --soon", 1), ("report --soon 3", 0)] {
        assert_eq!(campaign.run(&format!("{words} --exit-code")).status, status, "{words}");
    }
    campaign.out("done 7 --on 9-10 --unit 市教育局");
    campaign.out("done 8 --unit 市教育局");
    campaign.on("2024-10-01");
    let since = campaign.json("report --since 9-18")["since"].clone();
    assert_eq!((&since["done"], &since["duties"][0]["activity"]), (&1.into(), &"8".into()));
    assert_eq!(count(&campaign, "report --overdue"), 465);
    for (since, expected) in [("9-22", 465), ("9-23", 465), ("9-24", 428), ("10-1", 428)] {
        assert_eq!(count(&campaign, &format!("report --overdue --since {since}")), expected, "overdue since {since}");
    }
    assert_eq!(campaign.run("report --exit-code").status, 1);
    assert_eq!(campaign.run("report").status, 0);
    let grouped = campaign.out("report --overdue --by unit");
    assert!(grouped.contains("市委组织部（") && !grouped.contains("│ 单位"), "{grouped}");
    assert!(campaign.out("report --by section").contains("三、工作要求"));
    assert_eq!(campaign.run("report --overdue --soon").status, 2);
    assert_eq!(campaign.run("report --since 2025-01-01").status, 2);
}

#[test]
fn filters_narrow_the_duties() {
    let campaign = Campaign::founding();
    let count = |words: &str| campaign.json(words)["duties"].as_array().unwrap().len();
    assert_eq!(count("duties --section 三交"), 80);
    assert_eq!(count("duties --standing 按需开展"), 35);
    assert_eq!(count("duties --standing optional --standing open"), 502);
    assert_eq!(count("duties --due-before 9-22"), 37);
    assert_eq!(count("duties --unit 各乡镇街道"), 323);
    assert_eq!(count("duties --unit 柴河镇 --unit 市教育局"), 27);
}

#[test]
fn the_overview_is_a_page_for_the_morning() {
    let campaign = Campaign::founding();
    insta::assert_snapshot!(campaign.run(""), @"
    扎兰屯市第41个全区民族团结进步活动月 · 概况
    全部单位　截至2024年9月12日（周四）　还没有办理记录
    第12天，共30天，还剩18天
    时间进度  ████████████████░░░░░░░░░░░░░░░░░░░░░░░░  40.0%
    完成率    ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░   0.0%
    共502项次：未到期467，按需开展35；其中未反馈502。

    接下来
    ┌─────────────────┬──────┬───────────────────────────┐
    │ 日子            ┆ 还有 ┆ 事项                      │
    ╞═════════════════╪══════╪═══════════════════════════╡
    │ 9月16日（周一） ┆  4天 ┆ 第27届推普周开始（第8项） │
    │ 9月17日（周二） ┆  5天 ┆ 中秋节（第14项、第18项）  │
    │ 9月20日（周五） ┆  8天 ┆ 中国统计开放日（第10项）  │
    │ 9月22日（周日） ┆ 10天 ┆ 37项次到期                │
    │ 9月22日（周日） ┆ 10天 ┆ 中国农民丰收节（第9项）   │
    │ 9月22日（周日） ┆ 10天 ┆ 第27届推普周结束（第8项） │
    │ 9月30日（周一） ┆ 18天 ┆ 430项次到期               │
    │ 10月1日（周二） ┆ 19天 ┆ 国庆节（第14项）          │
    └─────────────────┴──────┴───────────────────────────┘

    可以接着输入
    zlt duties --unit 市委统战部  看一个单位的分工
    zlt report                    看进展
    [0]
    ");
}

#[test]
fn a_units_duties_are_a_table() {
    let campaign = Campaign::founding().day("2024-09-25").of_unit("扎兰屯职业学院");
    insta::assert_snapshot!(campaign.run("duties"), @"
    扎兰屯市第41个全区民族团结进步活动月 · 分工
    扎兰屯职业学院　截至2024年9月25日（周三）　还没有办理记录

    ┌──────┬──────────────────────────────┬─────────────────┬────────┬──────────┐
    │ 编号 ┆ 任务                         ┆ 时限            ┆ 反馈   ┆ 办理状态 │
    ╞══════╪══════════════════════════════╪═════════════════╪════════╪══════════╡
    │ 7    ┆ 开展“校园民族团结日”主题活动 ┆ 9月30日（周一） ┆ 未反馈 ┆ 即将到期 │
    └──────┴──────────────────────────────┴─────────────────┴────────┴──────────┘

    共1项次。
    [0]
    ");
}

#[test]
fn an_activity_is_shown_in_full() {
    let campaign = Campaign::founding();
    campaign.out("done 7 --unit 市教育局 --note 全市42所学校 --count 场次=42");
    insta::assert_snapshot!(campaign.run("show 7"), @"
    扎兰屯市第41个全区民族团结进步活动月 · 第7项 开展“校园民族团结日”主题活动
    全部单位　截至2024年9月12日（周四）　数据录入至2024年9月12日 hh:mm

    板块  （三）开展主题实践系列活动
    责任  市教育局、扎兰屯职业学院
    时限  9月30日（周一）

    通知原文
    全市各级各类学校结合“开学第一课”开展“校园民族团结日”主题活动，用好“石榴籽育人小课堂”等育人资源，持续开展好“北疆教育心向党”“举家诵经典”、礼敬中华优秀传统文化等活动。依托“思政课堂”“三个基地”面向各族学生讲好民族团结进步故事。

    办理情况（2项次，已完成1）
    ┌────────────────┬──────┬─────────────────┬────────┬──────────┬─────────────────┬─────────────────────────┐
    │ 单位           ┆ 角色 ┆ 时限            ┆ 反馈   ┆ 办理状态 ┆ 完成日期        ┆ 备注                    │
    ╞════════════════╪══════╪═════════════════╪════════╪══════════╪═════════════════╪═════════════════════════╡
    │ 市教育局       ┆ 责任 ┆ 9月30日（周一） ┆ 已完成 ┆ 按期完成 ┆ 9月12日（周四） ┆ 全市42所学校（场次 42） │
    │ 扎兰屯职业学院 ┆ 责任 ┆ 9月30日（周一） ┆ 未反馈 ┆ 未到期   ┆                 ┆                         │
    └────────────────┴──────┴─────────────────┴────────┴──────────┴─────────────────┴─────────────────────────┘
    [0]
    ");
    assert!(campaign.out("show 7 --unit 柴河镇").contains("柴河镇不承担这一项。"));
    let json = campaign.json("show 19");
    assert_eq!(json["activity"]["except"], serde_json::json!(["市民委"]));
    assert_eq!(json["duties"].as_array().unwrap().len(), 37);
}

#[test]
fn units_are_shown_with_their_names_and_counts() {
    let campaign = Campaign::founding();
    insta::assert_snapshot!(campaign.run("units --unit 有关院校和文化单位 --unit 市文旅局"), @"
    扎兰屯市第41个全区民族团结进步活动月 · 单位
    有关院校和文化单位、市文体旅游广电局　截至2024年9月12日（周四）　还没有办理记录

    ┌──────────────────┬────────────────────┬──────┬────────┬────────────────────────┐
    │ 单位             ┆ 统称               ┆ 分工 ┆ 已完成 ┆ 别称                   │
    ╞══════════════════╪════════════════════╪══════╪════════╪════════════════════════╡
    │ 市文体旅游广电局 ┆ 市直各部门         ┆   11 ┆      0 ┆ 市文旅局、市文旅广电局 │
    │ 扎兰屯职业学院   ┆ 有关院校和文化单位 ┆    1 ┆      0 ┆                        │
    │ 市乌兰牧骑       ┆ 有关院校和文化单位 ┆    1 ┆      0 ┆                        │
    │ 市文化馆         ┆ 有关院校和文化单位 ┆    1 ┆      0 ┆                        │
    └──────────────────┴────────────────────┴──────┴────────┴────────────────────────┘

    共4个单位。统称：市直各部门（19家）、各乡镇街道（19家）、有关院校和文化单位（3家）。
    [0]
    ");
}

#[test]
fn results_go_into_a_file_by_its_ending() {
    let campaign = Campaign::founding();
    assert_eq!(campaign.out("report -o 进展.json"), "");
    let text = std::fs::read_to_string(campaign.work().join("进展.json")).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["version"], 2);
    campaign.out("report -o 进展.txt");
    assert!(std::fs::read_to_string(campaign.work().join("进展.txt")).unwrap().contains("完成率"));
    assert!(campaign.run("report -o 进展.doc").stderr.contains("扩展名看不出格式"));
}

#[test]
fn a_part_of_a_standing_takes_all_that_contain_it() {
    let campaign = Campaign::founding().day("2024-10-02");
    campaign.out("done 7 --on 10-1 --unit 市教育局");
    let count = |standing: &str| {
        campaign.json(&format!("duties --unit 市教育局 --standing {standing}"))["duties"].as_array().unwrap().len()
    };
    assert_eq!((count("逾期"), count("逾期未完成"), count("逾期完成"), count("overdue")), (9, 8, 1, 8));
}

#[test]
fn whose_duty_it_is_is_always_said_unless_one_unit_was_asked_for() {
    let campaign = Campaign::founding();
    campaign.out("done 7 --on 9-10 --unit 市教育局");
    assert!(campaign.out("duties --standing 按期完成").contains("┆ 市教育局"), "one row of the whole campaign");
    assert!(!campaign.out("duties --unit 市教育局").contains("┆ 市教育局"));
}

#[test]
fn a_plan_that_only_the_settings_know_is_named() {
    let campaign = Campaign::founding();
    campaign.out("init --yes --all");
    assert!(!campaign.out("duties").contains("方案取自设置"));
    let output = campaign.command("duties").current_dir(campaign.home()).output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("方案取自设置：/"));
}

#[test]
fn the_log_says_what_an_undo_took_back() {
    let campaign = Campaign::founding();
    campaign.out("done 7 --unit 市教育局");
    campaign.out("undo");
    assert!(campaign.out("log").contains("撤销登记 1"));
}

/// The flags of the page stand in what to type next, or that would show something else.
#[test]
fn what_to_type_next_shows_the_same() {
    let campaign = Campaign::founding().of_unit("市教育局").day("2024-10-02");
    let shown = campaign.out("--all --as-of 9-25");
    assert!(shown.contains("zlt report --overdue --all --as-of 9-25 --by unit"), "{shown}");
    assert!(campaign.out("--as-of 9-25").contains("\nzlt done 编号 "), "writing knows no --as-of");
}

/// What one line a duty leaves out stands where somebody asks: each report with its day, in the list, the ledger and the summary.
#[test]
fn each_report_is_told_where_somebody_asks() {
    let campaign = Campaign::founding().of_unit("市教育局").day("2024-09-20");
    campaign.out("done 7 --on 9-12 --count 义诊=3 --note 城区");
    campaign.out("note 7 已电话催 --memo");
    campaign.out("done 7 --on 9-15 --count 义诊=2 --note 镇区。 --highlight");
    let shown = campaign.out("show 7");
    assert!(shown.contains("逐次反馈") && shown.contains("9月12日 城区；9月15日 镇区（义诊 5）"), "{shown}");
    assert!(shown.contains("便记") && shown.contains("已电话催"), "{shown}");
    let reports = campaign.json("show 7")["duties"][0]["reports"].clone();
    let days: Vec<&str> = reports.as_array().unwrap().iter().map(|report| report["on"].as_str().unwrap()).collect();
    assert_eq!(days, ["2024-09-12", "2024-09-20", "2024-09-15"]);
    assert_eq!((&reports[1]["memo"], &reports[2]["highlight"]), (&true.into(), &true.into()));
    let ledger = campaign.out("report --ledger");
    assert!(ledger.contains("逐次反馈") && !ledger.contains("已电话催"), "{ledger}");
    let summary = campaign.out("report --summary").replace('\n', "");
    assert!(summary.contains("9月15日 镇区；9月12日 城区，义诊 5"), "highlights first: {summary}");
}

/// The lead answers for those that support: they are shown, not owed and not chased, and an activity may say otherwise.
#[test]
fn the_lead_answers_for_those_that_support() {
    let shared = "lead = [\"市教育局\"]\nsupport = [\"柴河镇\"]\ndue = 2024-09-10";
    let two = format!("{shared}\n[[activity]]\nid = 2\ntitle = \"二\"\n{shared}\nlead_reports = false");
    let plan = SOUND.replace("units = [\"各组\"]", &two).replace("id = \"t\"", "id = \"t\"\nlead_reports = true");
    let campaign = Campaign::with_plan(&plan);
    let standings = |campaign: &Campaign| -> Vec<String> {
        let duties = campaign.json("duties");
        let duties = duties["duties"].as_array().unwrap().iter();
        duties
            .map(|duty| format!("{}{}", duty["activity"].as_str().unwrap(), duty["standing"].as_str().unwrap()))
            .collect()
    };
    assert_eq!(standings(&campaign), ["1overdue", "1with_lead", "2overdue", "2overdue"]);
    let totals = campaign.json("report")["totals"].clone();
    assert_eq!((&totals["owed"], &totals["with_lead"], &totals["overdue"]), (&3.into(), &1.into(), &3.into()));
    assert!(campaign.out("duties --standing 随牵头").contains("柴河镇"));
    assert!(!campaign.out("remind --overdue --unit 柴河镇").contains("第1项"));
    campaign.out("done 1 --unit 柴河镇 --on 9-9");
    assert_eq!(standings(&campaign)[1], "1done_on_time", "the standing is theirs only while it is not done");
    assert_eq!(campaign.json("report")["totals"]["owed"], 3);
}
