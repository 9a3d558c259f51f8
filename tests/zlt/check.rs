//! `check`, rule by rule. The cases are the examples of `docs/errors.md`.
//!
//! `ZLT_UPDATE=1 cargo test check::` writes what zlt says into that page; read the difference before you keep it.

use std::fs;

use strum::VariantNames;
use zlt::check::Rule;
use zlt::plan::fault::Fault;
use zlt::problem::Gravity;

use crate::support::{Campaign, MACHINE, root};

const SOUND: &str = r#"[campaign]
id = "demo"
title = "民族团结进步活动月"
issued = 2024-08-26
start = 2024-09-02
end = 2024-09-30

[groups]
"市直各部门" = ["市教育局", "市民委"]
"各乡镇街道" = ["兴华街道", "柴河镇"]

[aliases]
"教育局" = "市教育局"

[[activity]]
id = 1
section = "（一）宣传教育"
title = "开展主题党日活动"
units = ["市直各部门", "各乡镇街道"]
optional = ["各乡镇街道"]
due = 2024-09-20

[[activity]]
id = 2
section = "（二）主题实践"
title = "报送总结"
units = ["市直各部门", "各乡镇街道"]
except = ["市民委"]
"#;

/// One rule with the smallest thing that breaks it.
struct Case {
    rule: &'static str,
    title: &'static str,
    broken: Broken,
}

/// What is wrong.
enum Broken {
    /// This part of the sound plan is replaced by that.
    Plan(&'static str, &'static str),
    /// Something stands in the folder of records.
    Records(fn(&Campaign)),
}

use Broken::{Plan, Records};

const fn case(rule: &'static str, title: &'static str, broken: Broken) -> Case {
    Case { rule, title, broken }
}

/// A line as zlt writes it; `more` replaces parts of it.
fn line(more: &[(&str, &str)]) -> String {
    let line = r#"{"id":"a1","command":"c1","machine":"k3f9","at":"2024-09-05T10:00:00.000+08:00","by":"李","unit":"市教育局","activity":"1","title":"开展主题党日活动","kind":"done","on":"2024-09-05"}"#;
    more.iter().fold(line.to_owned(), |line, (from, to)| {
        assert!(line.contains(from), "{from}");
        line.replace(from, to)
    }) + "\n"
}

/// The SHA-256 of `abc`.
const HASH: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

/// A line that names a picture of so many bytes.
fn with_evidence(id: &str, unit: &str, bytes: u64) -> String {
    let files = format!(r#"2024-09-05","files":[{{"sha256":"{HASH}","name":"现场.jpg","bytes":{bytes}}}]}}"#);
    line(&[("a1", id), ("市教育局", unit), ("2024-09-05\"}", &files)])
}

/// Keeps a picture that is said to be `abc`.
fn keep(campaign: &Campaign, content: &str) {
    let folder = campaign.home().join(".local/share/zlt/demo/evidence");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("{HASH}.jpg")), content).unwrap();
}

/// A line that has figures.
fn counted(id: &str, counts: &str) -> String {
    line(&[("a1", id), ("2024-09-05\"}", &format!("2024-09-05\",\"counts\":{counts}}}"))])
}

fn journal(campaign: &Campaign, unit: &str, text: &str) {
    let folder = campaign.home().join(".local/share/zlt/demo/journal");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("{unit}.jsonl")), text).unwrap();
}

fn header(campaign: &Campaign, text: &str) {
    let folder = campaign.home().join(".local/share/zlt/demo");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("campaign.json"), text).unwrap();
}

const UNITS: &str = "units = [\"市直各部门\", \"各乡镇街道\"]\nexcept";

/// In the order of the rules.
fn cases() -> Vec<Case> {
    vec![
        case("syntax", "写法不对", Plan("title = \"报送总结\"", "title = “报送总结”")),
        case(
            "unfinished_merge",
            "没有做完的 git 合并",
            Plan("due = 2024-09-20\n", "<<<<<<< HEAD\ndue = 2024-09-20\n=======\ndue = 2024-09-22\n>>>>>>> 他的\n"),
        ),
        case("unclosed", "方括号或引号没有收尾", Plan("\"市民委\"]\n\"各", "\"市民委\"\n\"各")),
        case("unknown_key", "没有这个栏目", Plan("due = ", "duo = ")),
        case("misplaced_key", "栏目写错了地方", Plan("due = ", "evidence = true\ndue = ")),
        case("missing_key", "缺少必须有的栏目", Plan("title = \"报送总结\"\n", "")),
        case("wrong_type", "内容的种类不对", Plan("due = 2024-09-20", "due = \"9月20日\"")),
        case("empty_text", "内容是空的", Plan("title = \"报送总结\"", "title = \"\"")),
        case("fraction_as_id", "编号被当成了小数", Plan("id = 2\n", "id = 3.20\n")),
        case("bad_id", "编号不是数字", Plan("id = 2\n", "id = \"二\"\n")),
        case("repeated_id", "编号用了两次", Plan("id = 2\n", "id = 1\n")),
        case("unknown_name", "没有这个单位、别称或统称", Plan("except = [\"市民委\"]", "except = [\"市民宗委\"]")),
        case(
            "group_for_unit",
            "应写单位的地方写了统称",
            Plan(UNITS, "due_for = { \"各乡镇街道\" = 2024-10-10 }\nunits = [\"市直各部门\", \"各乡镇街道\"]\nexcept"),
        ),
        case("name_serves_twice", "一个名称两种用途", Plan("\"教育局\" = \"市教育局\"", "\"市民委\" = \"市教育局\"")),
        case("twin_names", "名称只差全半角、大小写", Plan("\"柴河镇\"]", "\"柴河镇\", \"市委（局）\", \"市委(局)\"]")),
        case("unfit_name", "名称不能用作文件名", Plan("\"柴河镇\"]", "\"柴河镇\", \"党政办/综合办\"]")),
        case("unfit_id", "专项工作的 id 不能用作文件夹名", Plan("id = \"demo\"", "id = \"秋季/2024\"")),
        case("empty_group", "统称里没有单位", Plan("[aliases]", "\"各企业\" = []\n\n[aliases]")),
        case(
            "ring",
            "统称或别称绕成一圈",
            Plan("\"教育局\" = \"市教育局\"", "\"教育局\" = \"教体局\"\n\"教体局\" = \"教育局\""),
        ),
        case("too_deep", "统称或别称套得太深", Plan("\"教育局\" = \"市教育局\"", DEEP)),
        case(
            "no_units",
            "没有写由谁承担",
            Plan("units = [\"市直各部门\", \"各乡镇街道\"]\nexcept = [\"市民委\"]\n", ""),
        ),
        case("due_before_start", "时限早于开始日", Plan("due = 2024-09-20", "due = 2023-09-20")),
        case(
            "ongoing_with_due",
            "长期坚持的任务写了时限",
            Plan("due = 2024-09-20", "due = 2024-09-20\nongoing = true"),
        ),
        case("no_due_day", "没有时限可依", Plan("end = 2024-09-30\n", "")),
        case(
            "extension_for_stranger",
            "给不承担的单位延期",
            Plan("except = [\"市民委\"]", "except = [\"市民委\"]\ndue_for = { \"市民委\" = 2024-10-10 }"),
        ),
        case("joined_names", "几个单位写在了一对引号里", Plan("\"兴华街道\", ", "\"兴华街道、正阳街道\", ")),
        case("nearly_equal_names", "两个单位名称很像", Plan("\"柴河镇\"]", "\"柴河镇\", \"柴合镇\"]")),
        case("unused_group", "统称没有用到", Plan("[aliases]", "\"各企业\" = [\"雪花啤酒公司\"]\n\n[aliases]")),
        case(
            "interleaved_sections",
            "板块隔开了",
            Plan(
                "title = \"报送总结\"",
                "title = \"集中宣传\"\nunits = [\"柴河镇\"]\n\n[[activity]]\nid = 3\nsection = \"（一）宣传教育\"\ntitle = \"报送总结\"",
            ),
        ),
        case("rest_day", "时限是周末", Plan("due = 2024-09-20", "due = 2024-09-22")),
        case("due_after_end", "时限晚于结束日", Plan("due = 2024-09-20", "due = 2024-10-10")),
        case("due_before_issue", "时限早于发文日", Plan("due = 2024-09-20", "start = 2024-08-01\ndue = 2024-08-22")),
        case(
            "idle_optional",
            "可根据需要的单位不在其中",
            Plan(
                "optional = [\"各乡镇街道\"]",
                "optional = [\"各乡镇街道\"]\nsupport = []\nexcept = [\"柴河镇\", \"兴华街道\"]",
            ),
        ),
        case(
            "idle_except",
            "要除去的单位不在其中",
            Plan("units = [\"市直各部门\", \"各乡镇街道\"]\nexcept", "units = [\"各乡镇街道\"]\nexcept"),
        ),
        case(
            "unknown_coordinator",
            "牵头汇总的单位不在方案里",
            Plan("title = \"民族团结进步活动月\"\n", "title = \"民族团结进步活动月\"\ncoordinator = \"市民宗委\"\n"),
        ),
        case(
            "unfit_liaison",
            "联络员名单有一行用不上",
            Records(|campaign| fs::write(campaign.work().join("联络员.csv"), "单位,联络员\n市教育据,李\n").unwrap()),
        ),
        case(
            "unreadable_file",
            "记录文件读不了",
            Records(|campaign| {
                fs::create_dir_all(campaign.home().join(".local/share/zlt/demo/journal/市教育局.jsonl")).unwrap();
            }),
        ),
        case(
            "passed_over_file",
            "记录文件夹里有没有读的文件",
            Records(|campaign| {
                journal(campaign, "市教育局", &line(&[]));
                let folder = campaign.home().join(".local/share/zlt/demo/journal");
                fs::write(folder.join("市教育局.jsonl.bak"), "").unwrap();
            }),
        ),
        case(
            "unreadable_line",
            "记录里有一行读不出来",
            Records(|campaign| {
                journal(campaign, "市教育局", &(line(&[]) + "这一行是手写的\n"));
            }),
        ),
        case(
            "torn_line",
            "记录里有一行只写了一半",
            Records(|campaign| {
                journal(campaign, "市教育局", &format!("{}\n{}", &line(&[("a1", "a2")])[..50], line(&[])));
            }),
        ),
        case(
            "orphan",
            "记录的任务或单位在方案里没有",
            Records(|campaign| {
                journal(campaign, "柴河乡", &line(&[("市教育局", "柴河乡")]));
                journal(campaign, "市教育局", &line(&[("a1", "a2"), ("\"activity\":\"1\"", "\"activity\":\"9\"")]));
            }),
        ),
        case(
            "unowed_entry",
            "记录的单位已不承担这一项",
            Records(|campaign| {
                journal(
                    campaign,
                    "市民委",
                    &line(&[
                        ("市教育局", "市民委"),
                        ("\"activity\":\"1\"", "\"activity\":\"2\""),
                        ("开展主题党日活动", "报送总结"),
                    ]),
                );
            }),
        ),
        case(
            "two_contents",
            "同一条记录有两种内容",
            Records(|campaign| {
                journal(campaign, "市教育局", &(line(&[]) + &line(&[("2024-09-05\"}", "2024-09-04\"}")])));
            }),
        ),
        case("stray_entry", "记录写在别的单位的文件里", Records(|campaign| journal(campaign, "柴河镇", &line(&[])))),
        case(
            "broken_off",
            "登记没有写完",
            Records(|campaign| {
                journal(campaign, "市教育局", &line(&[]));
                let folder = campaign.home().join(".local/share/zlt/demo/commands");
                fs::create_dir_all(&folder).unwrap();
                let command = r#"{"n":1,"command":"c1","of":3,"units":["市教育局","市民委"]}"#;
                fs::write(folder.join(format!("{MACHINE}.jsonl")), format!("{command}\n")).unwrap();
            }),
        ),
        case(
            "done_before_start",
            "完成日期早于开始日",
            Records(|campaign| journal(campaign, "市教育局", &line(&[("\"on\":\"2024-09-05", "\"on\":\"2023-09-05")]))),
        ),
        case(
            "rival_corrections",
            "同一次反馈更正了两回",
            Records(|campaign| {
                let corrected = |id: &str, minute: &str| {
                    let replaces = ("2024-09-05\"}", "2024-09-05\",\"replaces\":[\"a1\"]}");
                    line(&[("a1", id), ("c1", id), (":00:00.000", minute), replaces])
                };
                journal(
                    campaign,
                    "市教育局",
                    &(line(&[]) + &corrected("a2", ":05:00.000") + &corrected("a3", ":06:00.000")),
                );
            }),
        ),
        case(
            "two_answers",
            "同一个申请，一处同意，一处退回",
            Records(|campaign| {
                let asked = line(&[
                    ("\"done\"", "\"ask\""),
                    ("2024-09-05\"}", "2024-09-05\",\"wants\":\"waive\",\"note\":\"无此职能\"}"),
                ]);
                let waived = line(&[("a1", "a2"), ("c1", "c2"), (":00:00.0", ":05:00.0"), ("\"done\"", "\"waive\"")]);
                let returned = line(&[
                    ("a1", "a3"),
                    ("c1", "c3"),
                    ("k3f9", "p2q8"),
                    (":00:00.0", ":06:00.0"),
                    ("\"done\"", "\"return\""),
                    ("2024-09-05\"}", "2024-09-05\",\"returns\":\"a1\",\"wants\":\"waive\"}"),
                ]);
                journal(campaign, "市教育局", &(asked + &waived + &returned));
            }),
        ),
        case(
            "void_opening",
            "重新打开没有生效",
            Records(|campaign| {
                let reopened =
                    ("\"done\",\"on\":\"2024-09-05\"}", "\"reopen\",\"on\":\"2024-09-05\",\"returns\":\"a0\"}");
                journal(
                    campaign,
                    "市教育局",
                    &(line(&[]) + &line(&[("a1", "a2"), ("c1", "c2"), (":00:00.0", ":05:00.0"), reopened])),
                );
            }),
        ),
        case(
            "missing_evidence",
            "佐证文件不见了",
            Records(|campaign| {
                journal(campaign, "市教育局", &with_evidence("a1", "市教育局", 3));
            }),
        ),
        case(
            "resized_evidence",
            "佐证文件长短不对",
            Records(|campaign| {
                journal(campaign, "市教育局", &with_evidence("a1", "市教育局", 4));
                keep(campaign, "abc");
            }),
        ),
        case(
            "damaged_evidence",
            "佐证文件的内容变了",
            Records(|campaign| {
                journal(campaign, "市教育局", &with_evidence("a1", "市教育局", 3));
                keep(campaign, "abd");
            }),
        ),
        case(
            "unnamed_evidence",
            "没有哪条记录提到的佐证文件",
            Records(|campaign| {
                journal(campaign, "市教育局", &line(&[]));
                keep(campaign, "abc");
            }),
        ),
        case(
            "shared_evidence",
            "两个单位用了同一个佐证文件",
            Records(|campaign| {
                journal(campaign, "市教育局", &with_evidence("a1", "市教育局", 3));
                journal(campaign, "柴河镇", &with_evidence("a2", "柴河镇", 3));
                keep(campaign, "abc");
            }),
        ),
        case(
            "added_up",
            "0.1 版只算最后一次的，现在加在一起",
            Records(|campaign| {
                let again = line(&[
                    ("a1", "a2"),
                    ("c1", "c2"),
                    (":00:00.0", ":05:00.0"),
                    ("\"on\":\"2024-09-05\"}", "\"on\":\"2024-09-04\",\"counts\":{\"场次\":2}}"),
                ]);
                let first = line(&[("2024-09-05\"}", "2024-09-05\",\"counts\":{\"场次\":3}}")]);
                journal(campaign, "市教育局", &(first + &again));
            }),
        ),
        case(
            "alike_figures",
            "两个数量的名称很像",
            Records(|campaign| {
                journal(
                    campaign,
                    "市教育局",
                    &(counted("a1", r#"{"参与人数":40,"场次":1}"#) + &counted("a2", r#"{"参加人数":3,"人次":5}"#)),
                );
            }),
        ),
        case(
            "unlisted_figure",
            "方案不按这个名称统计",
            Records(|campaign| {
                campaign.edit_plan("end = 2024-09-30\n", "end = 2024-09-30\nfigures = [\"场次\", \"参与人数\"]\n");
                journal(
                    campaign,
                    "市教育局",
                    &(counted("a1", r#"{"参与人数":40,"场次":1}"#) + &counted("a2", r#"{"参加人数":3}"#)),
                );
            }),
        ),
        case(
            "reused_id",
            "编号改作了他用",
            Records(|campaign| {
                journal(campaign, "市教育局", &line(&[("开展主题党日活动", "举办“石榴籽”书画展")]));
            }),
        ),
        case(
            "future_entry",
            "录入时刻还没有到",
            Records(|campaign| {
                journal(campaign, "市教育局", &line(&[("2024-09-05T", "2042-09-05T")]));
            }),
        ),
        case(
            "other_campaign",
            "记录是别的专项工作的",
            Records(|campaign| header(campaign, r#"{"title":"全国文明城市创建"}"#)),
        ),
        case("damaged_header", "记录文件夹的说明坏了", Records(|campaign| header(campaign, "{\"title\":"))),
    ]
}

/// Aliases one after the other, deeper than anybody needs.
const DEEP: &str = include_str!("../rules/deep_aliases.toml");

impl Case {
    fn campaign(&self) -> Campaign {
        let campaign = Campaign::with_plan(SOUND).day("2024-09-12");
        match self.broken {
            Plan(sound, broken) => campaign.edit_plan(sound, broken),
            Records(put) => put(&campaign),
        }
        campaign
    }

    fn gravity(&self) -> Gravity {
        Rule::ALL.iter().find(|rule| rule.key() == self.rule).map_or(Gravity::Error, |rule| rule.gravity())
    }
}

#[test]
fn a_sound_plan_with_sound_records_has_nothing_to_find() {
    let campaign = Campaign::with_plan(SOUND).day("2024-09-12");
    campaign.out("done 1 --unit 市教育局");
    let ran = campaign.run("check");
    assert_eq!(ran.stdout, "核对了2项任务、4个单位、1条记录，没有发现问题。\n");
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
}

#[test]
fn every_rule_has_its_case_in_the_order_of_the_rules() {
    let rules: Vec<&str> = Fault::VARIANTS.iter().copied().chain(Rule::ALL.iter().map(|rule| rule.key())).collect();
    assert_eq!(cases().iter().map(|case| case.rule).collect::<Vec<_>>(), rules);
}

#[test]
fn every_case_breaks_its_rule_and_no_other() {
    for case in cases() {
        let ran = case.campaign().run("check --evidence --format json");
        let found: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        let problems = found["problems"].as_array().unwrap();
        let expected = if case.gravity() == Gravity::Error { ("error", 1) } else { ("advice", 0) };
        assert!(!problems.is_empty(), "{}\n{ran}", case.rule);
        for problem in problems {
            assert_eq!(problem["rule"], case.rule, "{}\n{ran}", case.rule);
            assert_eq!((problem["level"].as_str().unwrap(), ran.status), expected, "{}\n{ran}", case.rule);
            assert!(problem["reason"] != "" && problem["remedy"] != "", "{}\n{ran}", case.rule);
        }
    }
}

/// The page for users, made from the cases.
fn page() -> String {
    let mut page = String::from(
        "# 错误和提醒\n\n`zlt check` 一次查出方案和记录里的全部问题。“错误”要改好：方案有错，别的命令都不能用；记录有错，有的办理情况没有计入。\n\
         “提醒”是看着可疑、由人来定的地方，不影响使用。下面每条先写名称，再写 zlt 的回答；`--format json` 里的 `rule` 就是括号里的名称。\n",
    );
    let mut part = "";
    for case in cases() {
        let next = match (&case.broken, case.gravity()) {
            (Plan(..), Gravity::Error) => "方案的错误",
            (Plan(..), Gravity::Advice) => "方案的提醒",
            (Records(_), _) => "记录的问题",
        };
        if part != next {
            part = next;
            page += &format!("\n## {part}\n");
        }
        let ran = case.campaign().run("check --evidence");
        let said = ran.stdout.replace("/home/.local", "/home/li/.local");
        let answer = said.rsplit_once("\n\n").unwrap().0;
        page += &format!("\n### {}（`{}`）\n\n```text\n{answer}\n```\n", case.title, case.rule);
    }
    page
}

#[test]
fn the_errors_page_says_what_zlt_says() {
    let path = root().join("docs/errors.md");
    if std::env::var_os("ZLT_UPDATE").is_some() {
        fs::write(&path, page()).unwrap();
    }
    let (written, said) = (fs::read_to_string(path).unwrap(), page());
    for (number, (line, said)) in written.lines().zip(said.lines()).enumerate() {
        assert_eq!(line, said, "docs/errors.md:{} is not what zlt says", number + 1);
    }
    assert_eq!(written.lines().count(), said.lines().count(), "docs/errors.md ends elsewhere");
}

#[test]
fn advice_alone_is_no_failure_and_everything_is_told_at_once() {
    let campaign = Campaign::with_plan(SOUND).day("2024-09-12");
    campaign.edit_plan("\"柴河镇\"]", "\"柴河镇\", \"柴合镇\"]");
    campaign.edit_plan("due = 2024-09-20", "due = 2024-09-22");
    assert_eq!(campaign.run("check").status, 0);
    journal(&campaign, "市教育局", &(line(&[]) + "坏行\n" + &line(&[("a1", "a2"), ("2024-09-05T", "2042-09-05T")])));
    let ran = campaign.run("check");
    assert_eq!(ran.status, 1, "{ran}");
    assert!(ran.stdout.ends_with("核对了2项任务、5个单位、2条记录：错误1处，提醒3处。\n"), "{ran}");
    assert!(ran.stdout.contains("市教育局.jsonl:2\n") && ran.stdout.contains("市教育局.jsonl:3\n"), "{ran}");
}

/// The other side of each rule: what comes close and is in order.
#[test]
fn what_is_in_order_is_not_told() {
    for (sound, other) in [
        ("due = 2024-09-20", "due = 2024-09-23"),
        ("due = 2024-09-20", "due = 2024-09-30"),
        ("due = 2024-09-20", "start = 2024-08-20\ndue = 2024-08-26"),
        ("due = 2024-09-20", "due = 2024-09-22\ncancelled = true"),
        ("due = 2024-09-20", "due_for = { \"柴河镇\" = 2024-10-08 }"),
        ("section = \"（二）主题实践\"", "section = \"（一）宣传教育\""),
        ("\"柴河镇\"]", "\"柴河镇\", \"柴河乡\"]"),
        ("\"柴河镇\"]", "\"柴河镇\", \"市交通委（市道运局、市港航局）\"]"),
        ("\"柴河镇\"]", "\"柴河镇\", \"一中\", \"二中\"]"),
        ("[aliases]", "\"院校\" = [\"职业学院\"]\n\n[aliases]\n\"学院\" = \"职业学院\""),
    ] {
        let campaign = Campaign::with_plan(SOUND).day("2024-09-12");
        campaign.edit_plan(sound, other);
        if other.contains("院校") {
            campaign.edit_plan(
                "units = [\"市直各部门\", \"各乡镇街道\"]\nexcept",
                "units = [\"市直各部门\", \"学院\"]\nexcept",
            );
        }
        let ran = campaign.run("check");
        assert!(ran.stdout.contains("没有发现问题"), "{other}\n{ran}");
    }
}

/// The same for records.
#[test]
fn records_in_order_are_not_told() {
    let retract = line(&[
        ("a1", "a2"),
        ("\"activity\":\"1\"", "\"activity\":\"9\""),
        ("\"done\"", "\"retract\""),
        ("\"on\":\"2024-09-05\"", "\"on\":\"2024-09-05\",\"retracts\":\"a1\""),
    ]);
    let orphan = line(&[("\"activity\":\"1\"", "\"activity\":\"9\"")]);
    for (unit, text) in [
        ("市教育局", line(&[("开展主题党日活动", "开展“主题党日”系列活动")])),
        ("市教育局", line(&[]) + &line(&[])),
        ("市教育局-冲突副本", line(&[])),
        ("市教育局", line(&[]).trim_end().to_owned()),
        ("市教育局", orphan + &retract),
        ("市教育局", counted("a1", r#"{"参与人数":40}"#) + &counted("a2", r#"{"人次":5,"场次":1}"#)),
    ] {
        let campaign = Campaign::with_plan(SOUND).day("2024-09-12");
        journal(&campaign, "市教育局", &line(&[]));
        journal(&campaign, unit, &text);
        let ran = campaign.run("check");
        assert!(ran.stdout.contains("没有发现问题"), "{text}\n{ran}");
    }
}

/// What was taken back, and what is called off, is nobody's to put right.
#[test]
fn records_that_are_taken_back_or_called_off_are_not_told() {
    let unowed =
        [("\"activity\":\"1\"", "\"activity\":\"2\""), ("市教育局", "市民委"), ("开展主题党日活动", "报送总结")];
    let campaign = Campaign::with_plan(SOUND).day("2024-09-12");
    journal(&campaign, "市民委", &line(&unowed));
    assert_eq!(campaign.json("check")["problems"][0]["rule"], "unowed_entry");
    let retract = [("a1", "a2"), ("\"done\"", "\"retract\""), ("\"on\":", "\"retracts\":\"a1\",\"on\":")];
    journal(&campaign, "市民委", &(line(&unowed) + &line(&[&unowed[..], &retract].concat())));
    let ran = campaign.run("check");
    assert!(ran.stdout.contains("没有发现问题"), "{ran}");
    journal(&campaign, "市民委", "");
    journal(&campaign, "市教育局", &line(&[]));
    campaign.edit_plan("due = 2024-09-20", "due = 2024-09-20\ncancelled = true");
    let ran = campaign.run("check");
    assert!(ran.stdout.contains("没有发现问题"), "{ran}");
}

/// A plan that lists its names settles what is alike; a figure that was taken back is nobody's to put right.
#[test]
fn figures_are_told_as_long_as_they_count() {
    let campaign = Campaign::with_plan(SOUND).day("2024-09-12");
    let said = counted("a1", r#"{"参与人数":40}"#) + &counted("a2", r#"{"参加人数":3}"#);
    let rules = || -> Vec<String> {
        let found = campaign.json("check");
        let problems = found["problems"].as_array().unwrap();
        problems.iter().map(|problem| problem["rule"].as_str().unwrap().to_owned()).collect()
    };
    journal(&campaign, "市教育局", &said);
    assert_eq!(rules(), ["alike_figures"]);
    campaign.edit_plan("end = 2024-09-30\n", "end = 2024-09-30\nfigures = [\"参与人数\"]\n");
    assert_eq!(rules(), ["unlisted_figure"]);
    campaign.edit_plan("[\"参与人数\"]", "[\"参与人数\", \"参加人数\"]");
    assert_eq!(rules(), [""; 0]);
    campaign.edit_plan("figures = [\"参与人数\", \"参加人数\"]\n", "");
    let retract = line(&[("a1", "a3"), ("\"done\"", "\"retract\""), ("\"on\":", "\"retracts\":\"a2\",\"on\":")]);
    journal(&campaign, "市教育局", &(said + &retract));
    assert_eq!(rules(), [""; 0]);
}

#[test]
fn a_last_line_that_breaks_off_is_told() {
    let campaign = Campaign::with_plan(SOUND).day("2024-09-12");
    journal(&campaign, "市教育局", &(line(&[]) + "{\"id\":\"a2\",\"at\""));
    let problem = campaign.json("check")["problems"][0].clone();
    assert_eq!((&problem["rule"], &problem["line"]), (&"torn_line".into(), &2.into()));
    // What is there as a whole and says nothing is no line that broke off, with a line break or without.
    journal(&campaign, "市教育局", &(line(&[]) + "{\"id\":\"x\"}坏"));
    let ran = campaign.run("check --format json");
    assert!(ran.status == 1 && ran.stdout.contains("unreadable_line"), "{ran}");
}

/// Later entries of the unit only follow the one that a wrong clock recorded.
#[test]
fn one_wrong_clock_is_told_once() {
    let campaign = Campaign::with_plan(SOUND).day("2024-09-12");
    journal(&campaign, "市教育局", &line(&[("2024-09-05T", "2042-09-05T"), ("k3f9", "oldp")]));
    campaign.out("note 1 一 --unit 市教育局");
    campaign.out("note 1 二 --unit 市教育局");
    let problems = campaign.json("check")["problems"].as_array().unwrap().clone();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0]["remedy"].as_str().unwrap().contains("oldp"));
}

#[test]
fn a_group_of_units_that_once_reported_is_in_use() {
    let campaign = Campaign::with_plan(SOUND).day("2024-09-12");
    journal(&campaign, "柴河乡", &line(&[("市教育局", "柴河乡")]));
    assert_eq!(campaign.run("check").status, 1);
    campaign.edit_plan("[aliases]", "\"已撤并\" = [\"柴河乡\"]\n\n[aliases]");
    let problems = campaign.json("check")["problems"].as_array().unwrap().clone();
    assert!(problems.iter().all(|problem| problem["rule"] == "unowed_entry"), "{problems:?}");
}

#[test]
fn the_whole_is_checked_or_nothing() {
    let campaign = Campaign::with_plan(SOUND);
    for words in ["check --unit 柴河镇", "check --as-of 9-1"] {
        assert_eq!(campaign.run(words).status, 2, "{words}");
    }
}

#[test]
fn an_entry_about_a_day_to_come_is_told() {
    let campaign = Campaign::with_plan(SOUND).day("2024-09-12");
    journal(&campaign, "市教育局", &line(&[("\"on\":\"2024-09-05\"", "\"on\":\"2024-09-13\"")]));
    assert_eq!(campaign.json("check")["problems"][0]["rule"], "future_entry");
}

/// Only what a group brings in can be taken out.
#[test]
fn a_unit_that_is_named_cannot_be_excepted() {
    let campaign = Campaign::with_plan(SOUND).day("2024-09-12");
    campaign
        .edit_plan("units = [\"市直各部门\", \"各乡镇街道\"]\nexcept", "units = [\"市民委\", \"各乡镇街道\"]\nexcept");
    assert_eq!(campaign.json("check")["problems"][0]["rule"], "idle_except");
}

#[test]
fn the_shipped_plan_has_no_error() {
    let ran = Campaign::founding().run("check");
    assert_eq!(ran.status, 0);
    assert!(ran.stdout.ends_with("没有错误，提醒1处。\n"), "its report is due on a Sunday\n{ran}");
}

#[test]
fn places_are_counted_in_characters_for_editors() {
    let campaign = Campaign::with_plan(SOUND);
    campaign.edit_plan("\"柴河镇\"]", "\"柴河镇\", \"柴合镇\"]");
    let found = campaign.json("check");
    let problem = &found["problems"][0];
    assert_eq!((&problem["file"], &problem["line"], &problem["column"]), (&"plan.toml".into(), &10.into(), &27.into()));
    assert_eq!((&problem["end_line"], &problem["end_column"]), (&10.into(), &31.into()));
    campaign.edit_plan("title = \"报送总结\"", "title = “报送总结”");
    let found: serde_json::Value = serde_json::from_str(&campaign.run("check --format json").stdout).unwrap();
    let problem = &found["problems"][0];
    assert_eq!((&problem["line"], &problem["end_line"], &problem["end_column"]), (&26.into(), &26.into(), &14.into()));
}

/// What is typed in which order is records too.
#[test]
fn a_line_of_commands_that_is_none_is_told_with_its_place() {
    let campaign = Campaign::founding();
    campaign.out("done 7");
    let commands = campaign.records().join(format!("commands/{MACHINE}.jsonl"));
    let text = fs::read_to_string(&commands).unwrap();
    fs::write(&commands, format!("坏行\n{text}{{\"n\":2,")).unwrap();
    let ran = campaign.run("check");
    assert!(ran.status == 1 && ran.stdout.contains("k3f9w2xz.jsonl:1\n"), "{ran}");
    assert!(!ran.stdout.contains("k3f9w2xz.jsonl:3\n"), "one that broke off is no more than that\n{ran}");
    campaign.out("start 8 --unit 市教育局");
    campaign.out("undo 1");
}
