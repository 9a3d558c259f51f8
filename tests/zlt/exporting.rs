//! Reports as files: read again by parsers that are not zlt's, and compared with what zlt says in JSON.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use calamine::{Data, Range, Reader, Xlsx};
use chrono::{Days, NaiveDate};
use roxmltree::Document as Tree;
use serde_json::Value;
use zip::ZipArchive;
use zlt::duties::Standing;
use zlt::render::Format;

use crate::support::Campaign;

/// The founding plan on 25 September 2024, with a few dozen statuses said by then.
fn september() -> Campaign {
    let mut campaign = Campaign::founding();
    for (day, words) in [
        ("2024-09-05", "done 1 --unit 市委统战部 --note 启动仪式 --count 场次=1 --count 人次=约300"),
        ("2024-09-06", "start 2 --unit 市委党校"),
        ("2024-09-09", "done 7 --unit 市教育局 --note 全市42所学校 --count 场次=42 --count 人次=1.6万余"),
        ("2024-09-10", "done 16 --unit 市教育局 --note 足球联赛 --count 场次=12"),
        ("2024-09-12", "waive 9 --unit 铁东街道 --note 辖区无农牧户"),
        ("2024-09-18", "done 14 --unit 市乌兰牧骑 --unit 市文化馆 --note 文艺汇演 --count 场次=2"),
        ("2024-09-20", "done 10 --unit 各乡镇街道"),
        ("2024-09-22", "done 19 --unit 市教育局 --unit 市统计局 --unit 柴河镇"),
        ("2024-09-23", "done 19 --unit 市人社局"),
        ("2024-09-24", "note 13 --unit 市委统战部 正在征集线索"),
        ("2024-09-25", "done 2 --unit 市委组织部 --count 人次=3至5"),
    ] {
        campaign.on(day);
        campaign.out(words);
    }
    campaign
}

fn exported(campaign: &Campaign, words: &str, name: &str) -> Vec<u8> {
    let path = campaign.work().join(name);
    let ran = campaign.run(&format!("{words} -o {name}"));
    assert_eq!((ran.status, ran.stderr.as_str()), (0, format!("已写入“{name}”\n").as_str()), "zlt {words}");
    fs::read(path).unwrap()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The lines of a Word file: its paragraphs, those in tables included.
fn lines(bytes: &[u8]) -> Vec<String> {
    let body = part(bytes, "word/document.xml");
    let tree = Tree::parse(&body).unwrap();
    let text = |paragraph: roxmltree::Node<'_, '_>| {
        paragraph.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect()
    };
    tree.descendants().filter(|node| node.tag_name().name() == "p").map(text).collect()
}

fn sheet(bytes: &[u8], name: &str) -> Range<Data> {
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap();
    workbook.worksheet_range(name).unwrap()
}

fn text(cell: &Data) -> String {
    match cell {
        Data::DateTime(moment) => {
            let days = Days::new(moment.as_f64() as u64);
            (NaiveDate::from_ymd_opt(1899, 12, 30).unwrap() + days).to_string()
        }
        other => other.to_string(),
    }
}

/// The rows under the heads of a sheet, each by its heads, the row of sums and remarks left out.
fn rows(sheet: &Range<Data>, first_head: &str) -> Vec<BTreeMap<String, String>> {
    let all: Vec<Vec<String>> = sheet.rows().map(|row| row.iter().map(text).collect()).collect();
    let head = all.iter().position(|row| row[0] == first_head).unwrap();
    let body = all[head + 1..].iter().take_while(|row| !row[0].is_empty() && row[0] != "合计");
    body.map(|row| all[head].iter().cloned().zip(row.iter().cloned()).collect()).collect()
}

fn word(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn standing_word(key: &str) -> &'static str {
    Standing::ALL.iter().find(|standing| standing.key() == key).unwrap().word()
}

#[test]
fn every_cell_of_the_ledger_is_what_json_says() {
    let campaign = september();
    campaign.edit_plan("title = \"开展主题党日活动\"\n", "title = \"开展主题党日活动\"\nextra = { \"牵头领导\" = \"（领导甲）\" }\nlead = [\"市委统战部\"]\nsupport = [\"市乌兰牧骑\"]\n");
    let bytes = exported(&campaign, "report", "台账.xlsx");
    let duties = campaign.json("duties")["duties"].as_array().unwrap().clone();
    let rows_of = rows(&sheet(&bytes, "总台账"), "序号");
    assert_eq!(rows_of.len(), duties.len());
    for (row, duty) in rows_of.iter().zip(&duties) {
        let told = [
            ("序号", word(&duty["activity"])),
            ("板块", word(&duty["section"])),
            ("工作任务", word(&duty["title"])),
            ("完成时限", word(&duty["due"])),
            ("办理状态", standing_word(duty["standing"].as_str().unwrap()).to_owned()),
            ("完成日期", word(&duty["done_on"])),
            ("备注", word(&duty["note"])),
        ];
        for (head, expected) in told {
            assert_eq!(row[head], expected, "{head} of {duty}");
        }
        let of_role = match duty["role"].as_str().unwrap() {
            "lead" => "牵头单位",
            "member" => "责任单位",
            _ => "配合单位",
        };
        assert_eq!(row[of_role], word(&duty["unit"]), "{duty}");
        let late = if duty["standing"] == "overdue" { word(&duty["days_overdue"]) } else { String::new() };
        assert_eq!(row["逾期天数"], late, "{duty}");
        assert_eq!(row["牵头领导"], if duty["activity"] == "6" { "（领导甲）" } else { "" });
    }
    let of_6 = rows_of.iter().find(|row| row["序号"] == "6" && row["责任单位"] == "市民委").unwrap();
    assert_eq!(of_6["牵头单位"], "市委统战部", "beside who does not lead stands who does");
    let of_7 = rows_of.iter().find(|row| row["序号"] == "7" && row["责任单位"] == "市教育局").unwrap();
    assert_eq!(of_7["进展情况"], "已完成（人次 1.6万余，场次 42）");
    let of_14 = rows_of.iter().find(|row| row["序号"] == "14").unwrap();
    assert_eq!(of_14["时间节点"], "中秋节 9月17日，国庆节 10月1日");
}

#[test]
fn the_other_sheets_of_the_ledger_are_what_json_says() {
    let campaign = september();
    let bytes = exported(&campaign, "report --ledger", "台账.xlsx");
    let report = campaign.json("report");
    for (name, first, key, by) in [("按单位", "单位", "unit", "by_unit"), ("按任务", "序号", "activity", "by_activity")]
    {
        let rows = rows(&sheet(&bytes, name), first);
        let told = report[by].as_array().unwrap();
        assert_eq!(rows.len(), told.len(), "{name}");
        for (row, told) in rows.iter().zip(told) {
            assert_eq!(row[first], word(&told[key]));
            let number = |head: &str| row[head].parse::<u64>().unwrap();
            let count = |key: &str| told[key].as_u64().unwrap();
            assert_eq!((number("应完成"), number("未反馈")), (count("owed"), count("unreported")), "{told}");
            assert_eq!((number("逾期未完成"), number("即将到期")), (count("overdue"), count("due_soon")), "{told}");
            if name == "按单位" {
                for standing in Standing::ALL {
                    assert_eq!(number(standing.word()), count(standing.key()), "{standing:?} of {told}");
                }
            }
            let share = if count("owed") == 0 { "—".to_owned() } else { told["share"].as_f64().unwrap().to_string() };
            assert_eq!(row["完成率"], share, "{told}");
        }
    }
    let late = campaign.json("report --overdue")["duties"].as_array().unwrap().clone();
    let rows = rows(&sheet(&bytes, "逾期清单"), "序号");
    assert_eq!(rows.len(), late.len());
    for (row, duty) in rows.iter().zip(&late) {
        let told = ["activity", "title", "unit", "due", "days_overdue"].map(|key| word(&duty[key]));
        assert_eq!(["序号", "工作任务", "单位", "完成时限", "逾期天数"].map(|head| row[head].clone()), told);
    }
}

/// What Excel shows of a sheet and prints of it, as the file says it.
#[test]
fn a_sheet_is_made_to_be_read_and_printed() {
    let campaign = september();
    let bytes = exported(&campaign, "report", "台账.xlsx");
    let book = part(&bytes, "xl/workbook.xml");
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for name in ["总台账", "按单位", "按任务", "逾期清单"] {
        assert!(book.contains(&format!("<sheet name=\"{name}\"")), "{name}");
    }
    assert!(book.contains("_xlnm.Print_Titles") && book.contains("$4:$4"), "the heads stand on every page");
    for words in [
        "<mergeCell ref=\"A1:M1\"/>",
        "state=\"frozen\"",
        "topLeftCell=\"A5\"",
        "<autoFilter ref=\"A4:M506\"/>",
        "paperSize=\"9\"",
        "orientation=\"landscape\"",
        "fitToHeight=\"0\"",
        "&amp;C第 &amp;P 页，共 &amp;N 页",
        "type=\"cellIs\"",
    ] {
        assert!(sheet.contains(words), "{words}");
    }
    assert!(part(&bytes, "xl/worksheets/sheet2.xml").contains("type=\"dataBar\""));
    let tree = Tree::parse(&sheet).unwrap();
    let heights: Vec<f64> = tree
        .descendants()
        .filter(|node| node.tag_name().name() == "row")
        .map(|row| row.attribute("ht").unwrap().parse().unwrap())
        .collect();
    assert!(heights[4..].iter().all(|height| *height >= 18.0) && heights.iter().any(|height| *height > 30.0));
    let first = self::sheet(&bytes, "总台账");
    let top: Vec<String> = first.rows().take(3).map(|row| row[0].to_string()).collect();
    assert_eq!(top[0], "扎兰屯市第41个全区民族团结进步活动月 · 总台账");
    assert!(
        top[1].starts_with("全部单位　截至2024年9月25日（周三）") && top[2].starts_with("共502项次：逾期未完成33"),
        "{top:?}"
    );
}

#[test]
fn a_table_as_csv_has_what_json_has() {
    let campaign = september();
    let bytes = exported(&campaign, "duties --unit 市教育局", "分工.csv");
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with("\u{feff}板块,编号,任务,时限,反馈,办理状态,备注\r\n"), "{text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    let duties = campaign.json("duties --unit 市教育局")["duties"].as_array().unwrap().clone();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), duties.len());
    for (row, duty) in rows.iter().zip(&duties) {
        let told = ["section", "activity", "title", "due"].map(|key| word(&duty[key]));
        assert_eq!(row.iter().take(4).collect::<Vec<_>>(), told);
        assert_eq!(&row[5], standing_word(duty["standing"].as_str().unwrap()));
    }
    let ledger = String::from_utf8(exported(&campaign, "report --ledger", "台账.csv")).unwrap();
    assert_eq!(ledger.lines().count(), 503, "the first sheet alone");
}

#[test]
fn a_web_page_stands_alone_and_tells_all() {
    let campaign = september();
    let page = String::from_utf8(exported(&campaign, "report", "进展.html")).unwrap();
    for outside in ["http://", "https://", "src=", "@import", "url("] {
        assert!(!page.contains(outside), "{outside} would fetch something");
    }
    for words in [
        "主题",
        "讲好民族团结进步故事",
        "各板块进展",
        "各单位进展",
        "单位和任务对照",
        "逾期未完成",
        "完成进度",
        "时间节点",
        "今天",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let late = campaign.json("report --overdue")["duties"].as_array().unwrap().len();
    let listed = page.split("id=\"b").find(|part| part.contains(">逾期未完成</h2>")).unwrap();
    assert_eq!(listed.matches("<tr data-choice").count(), late);
    let all = page.split("id=\"b").find(|part| part.contains(">全部分工</h2>")).unwrap();
    assert_eq!(all.matches("<tr data-choice").count(), 502);
    assert!(page.contains("<td class=\"bad\" title=\"逾期未完成\">逾</td>"));
    assert_eq!(page.matches("<form id=\"choices\" hidden>").count(), 1, "fields appear only where scripts run");
}

/// The days of a calendar by UID: the day, the SEQUENCE, the summary.
fn calendar(bytes: &[u8]) -> BTreeMap<String, (String, u64, String)> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    let unfolded = icalendar::parser::unfold(&text);
    let calendar = icalendar::parser::read_calendar(&unfolded).unwrap();
    let of = |component: &icalendar::parser::Component<'_>| {
        let property = |name: &str| component.find_prop(name).unwrap().val.to_string();
        let (start, end) = (property("DTSTART"), property("DTEND"));
        let day = NaiveDate::parse_from_str(&start, "%Y%m%d").unwrap();
        assert_eq!(NaiveDate::parse_from_str(&end, "%Y%m%d").unwrap(), day + Days::new(1));
        (property("UID"), (day.to_string(), property("SEQUENCE").parse().unwrap(), property("SUMMARY")))
    };
    let is_off = |component: &&icalendar::parser::Component<'_>| {
        component.find_prop("STATUS").is_some_and(|status| status.val.as_ref() == "CANCELLED")
    };
    let events: Vec<_> = calendar.components.iter().filter(|component| !is_off(component)).map(of).collect();
    let count = events.len();
    let events: BTreeMap<_, _> = events.into_iter().collect();
    assert_eq!(events.len(), count, "no UID stands twice");
    events
}

#[test]
fn a_calendar_has_due_days_and_events_and_can_be_taken_in_again() {
    let mut campaign = september();
    let first = calendar(&exported(&campaign, "duties --unit 市教育局", "日历.ics"));
    let due: BTreeMap<String, String> = campaign.json("duties --unit 市教育局")["duties"]
        .as_array()
        .unwrap()
        .iter()
        .map(|duty| (format!("zlt-2024-41-{}-due@zlt", word(&duty["activity"])), word(&duty["due"])))
        .collect();
    let told = first.iter().filter(|(id, _)| id.ends_with("-due@zlt"));
    assert_eq!(told.map(|(id, (day, ..))| (id.clone(), day.clone())).collect::<BTreeMap<_, _>>(), due);
    assert_eq!(first["zlt-2024-41-8-event-第27届推普周开始@zlt"].0, "2024-09-16");
    assert!(first["zlt-2024-41-7-due@zlt"].2.ends_with("（已办完）"));
    campaign.edit_plan("due = 2024-09-22", "due = 2024-09-27");
    campaign.on("2024-09-26");
    let second = calendar(&exported(&campaign, "duties --unit 市教育局", "日历.ics"));
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>(), "the same events");
    assert_eq!(second["zlt-2024-41-19-due@zlt"].0, "2024-09-27", "moved, not doubled");
    for (id, (_, sequence, _)) in &second {
        assert!(*sequence > first[id].1, "{id}");
    }
    let text = fs::read_to_string(campaign.work().join("日历.ics")).unwrap();
    assert!(text.contains("BEGIN:VALARM") && text.contains("TRIGGER:-PT54000S"), "{text}");
    assert_eq!(calendar(&exported(&campaign, "report", "全部.ics")).len(), 2 + 19 + 7);
}

#[test]
fn the_circular_names_the_good_and_the_late_on_annexes_in_plan_order() {
    let campaign = september();
    let bytes = exported(&campaign, "report", "通报.docx");
    let lines = lines(&bytes);
    for (at, expected) in
        ["（代拟稿）", "扎兰屯市第41个全区民族团结进步活动月任务完成情况通报", "各责任单位："].iter().enumerate()
    {
        assert_eq!(&lines[at], expected);
    }
    let text = lines.join("\n");
    assert!(
        text.contains("分解到单位502项次，除按需开展35项次、不涉及1项次外，应完成466项次。截至2024年9月25日（周三），已完成29项次，到期完成率10.8%（已到期37项次，完成4项次），完成率6.2%，其中按期完成28项次，逾期完成1项次；逾期未完成33项次，即将到期404项次。应完成的任务中，还没有反馈的有435项次。"),
        "{text}"
    );
    assert!(text.contains("已全部按期完成的有2个单位（名单见附件1）") && text.contains("涉及33个单位（名单见附件2）"));
    let good = lines.iter().position(|line| line == "附件1").unwrap();
    let late = lines.iter().position(|line| line == "附件2").unwrap();
    assert_eq!(
        &lines[good + 1..good + 3],
        ["应完成任务已全部按期完成的单位名单", "名单按方案中的顺序排列，不表示名次。"]
    );
    let names: Vec<&str> =
        lines[good..late].iter().map(String::as_str).filter(|line| ["市乌兰牧骑", "市文化馆"].contains(line)).collect();
    assert_eq!(names, ["市乌兰牧骑", "市文化馆"]);
    let listed: Vec<String> = campaign.json("report --overdue")["duties"]
        .as_array()
        .unwrap()
        .iter()
        .map(|duty| word(&duty["unit"]))
        .collect();
    assert!(lines[late..].contains(&listed.join("、")), "the late by item, in plan order");
    assert_eq!(
        part(&bytes, "word/document.xml").matches("w:pageBreakBefore").count(),
        2,
        "each annex on a page of its own"
    );
    let told = campaign.json("report --circular");
    assert_eq!(
        (&told["finished"], told["late"].as_array().unwrap().len()),
        (&serde_json::json!(["市乌兰牧骑", "市文化馆"]), 33)
    );
}

#[test]
fn every_unit_that_owes_gets_a_slip() {
    let campaign = september();
    fs::write(
        campaign.work().join("联络员.csv"),
        "单位,联络员,电话,分管领导\n市文旅局,（甲）,0000-1,（乙）\n市教育据,（丙）,,\n",
    )
    .unwrap();
    let ran = campaign.run("remind --unit 市文旅局 --unit 市教育局 -o 催办单.docx");
    assert_eq!(
        ran.stderr,
        "提醒：联络员.csv:3 方案里没有叫“市教育据”的单位，这一行没有用上；最接近的是：市教育局\n提醒：文件里有联络员和电话，发出去以前请留意\n已写入“催办单.docx”\n"
    );
    let lines = lines(&fs::read(campaign.work().join("催办单.docx")).unwrap());
    let titles: Vec<&str> = lines.iter().map(String::as_str).filter(|line| line.ends_with('单')).collect();
    assert_eq!(titles, ["工作提醒单", "催办单"]);
    let slip = &lines[lines.iter().position(|line| line == "催办单").unwrap()..];
    assert_eq!(&slip[1..3], ["编号：20240925－11", "市文体旅游广电局："]);
    assert!(slip.iter().any(|line| line == "（你单位联络员：（甲）　电话：0000-1　分管领导：（乙））"));
    assert!(slip.iter().any(|line| line == "逾期3天") && slip.iter().any(|line| line == "还有5天"));
    assert_eq!(&slip[slip.len() - 2..], ["市民委", "2024年9月25日"]);
    let ledger = exported_quietly(&campaign, "report --contacts -o 台账.xlsx", "台账.xlsx");
    let rows = rows(&sheet(&ledger, "总台账"), "序号");
    let of = |unit: &str| rows.iter().find(|row| row["责任单位"] == unit).unwrap();
    assert_eq!((of("市文体旅游广电局")["电话"].as_str(), of("市教育局")["电话"].as_str()), ("0000-1", ""));
}

#[test]
fn slips_can_go_into_a_folder_each_in_a_file_of_its_own() {
    let campaign = september();
    let ran = campaign.run("remind --overdue --unit 市文旅局 --unit 柴河镇 --unit 市卫健委 -o 催办单/");
    assert_eq!((ran.status, ran.stderr.as_str()), (0, "已写入“催办单”，共2个文件\n"));
    let mut names: Vec<String> = fs::read_dir(campaign.work().join("催办单"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["11市文体旅游广电局.docx", "12市卫健委.docx"]);
    let lines = lines(&fs::read(campaign.work().join("催办单/12市卫健委.docx")).unwrap());
    assert_eq!(lines.iter().filter(|line| *line == "催办单").count(), 1);
}

fn exported_quietly(campaign: &Campaign, words: &str, name: &str) -> Vec<u8> {
    assert_eq!(campaign.run(words).status, 0);
    fs::read(campaign.work().join(name)).unwrap()
}

#[test]
fn the_weekly_page_and_the_summary_say_what_was_said() {
    let campaign = september();
    insta::assert_snapshot!(campaign.run("report --since 9-20"), @"
    扎兰屯市第41个全区民族团结进步活动月工作进展简报
    全部单位，2024年9月20日至2024年9月25日
    时间进度    █████████████████████████████████░░░░░░░  83.3%
    到期完成率  ████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  10.8%
    完成率      ██░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░   6.2%
    应完成466项次，已完成29项次，逾期未完成33项次，即将到期404项次。
    数量合计：人次 约16300（另有“3至5”没有计入），场次 59。

    一、本期新增
    9月20日以来新完成24项次，涉及第2、10、19项；新逾期33项次，涉及第19项。

    二、未反馈
    应完成的任务中，还没有反馈的有435项次；一次也没有反馈过的单位：市委宣传部、市委社工部、市民委、市公安局、市农牧局、市文体旅游广电局、市卫健委、市退役军人事务局、市政务服务与数据管理局、市总工会、团市委、市妇联、市工商联、扎兰屯职业学院。

    三、下周节点（七天内）
    9月30日（周一）：404项次到期。
    10月1日（周二）：国庆节（第14项）。
    [0]
    ");
    insta::assert_snapshot!(campaign.run("report --summary --unit 市教育局"), @"
    （初稿）
    市教育局扎兰屯市第41个全区民族团结进步活动月工作总结

    一、总体情况
    按照扎兰屯市第41个全区民族团结进步活动月工作方案（扎民委字〔2024〕32号）安排，市教育局围绕“讲好民族团结进步故事，构筑中华民族共有精神家园”主题，组织开展各项工作。截至2024年9月25日（周三），应完成9项次，已完成3项次，到期完成率100.0%（已到期1项次，完成1项次），完成率33.3%。累计：人次 约16000，场次 54。

    二、主要做法和成效
    （一）开展动员引领系列活动
    第1项 举办民族团结进步引领动员活动。（按需开展；没有开展的，可删去）

    （二）开展宣传教育系列活动
    第2项 开展“从党的民族政策中找答案”系列教育活动。（尚无完成的反馈，请补充）
    第3项 开展“从‘六句话’的事实和道理中找答案”宣传活动。（尚无完成的反馈，请补充）
    第4项 开展民族团结进步典型事迹宣传活动。（尚无完成的反馈，请补充）
    第5项 开展党的民族政策社会宣传活动。（尚无完成的反馈，请补充）

    （三）开展主题实践系列活动
    第6项 开展主题党日活动。（尚无完成的反馈，请补充）
    第7项 开展“校园民族团结日”主题活动。已于9月9日完成。全市42所学校，人次 1.6万余，场次 42。
    第8项 开展“全国推广普通话宣传周”系列活动。（尚无完成的反馈，请补充）

    （四）开展“三交”系列活动
    第16项 开展“在运动中交融”系列交流活动。已于9月10日完成。足球联赛，场次 12。

    （五）工作要求
    第19项 报送活动月工作总结。已于9月22日完成。

    三、存在的问题
    没有逾期未完成的任务。（请补充存在的其他问题）

    四、下一步打算
    （请补充）
    市教育局
    2024年9月25日
    [0]
    ");
    let summary = campaign.out("report --summary");
    for words in [
        "第10项 开展“中国统计开放日”系列活动。各乡镇街道19个单位已完成。",
        "第14项 开展“礼赞中华、为国放歌”系列活动。市乌兰牧骑、市文化馆2个单位已完成。市乌兰牧骑、市文化馆9月18日：文艺汇演，场次 2。合计：场次 4。",
        "第2项 开展“从党的民族政策中找答案”系列教育活动。市委组织部已完成。市委组织部9月25日：人次 3至5。",
    ] {
        assert!(summary.contains(words), "{words}\n{summary}");
    }
    for (since, as_of, passed) in
        [("8-1", "8-20", 0.0), ("8-1", "9-15", 0.5), ("9-1", "9-25", 25.0 / 30.0), ("9-1", "10-8", 1.0)]
    {
        let weekly = campaign.json(&format!("report --since 2024-{since} --as-of 2024-{as_of}"));
        assert_eq!(weekly["time"].as_f64().unwrap(), passed, "{as_of}");
    }
    let weekly = exported(&campaign, "report --since 9-20", "周报.docx");
    assert!(lines(&weekly).iter().any(|line| line == "83.3%"), "the days that have passed beside the share");
}

#[test]
fn figures_are_added_up_by_their_names() {
    let campaign = september();
    let counts = campaign.json("report")["counts"].clone();
    assert_eq!(
        counts,
        serde_json::json!([
            {"name": "人次", "sum": 16300, "measure": "", "estimate": true, "duties": 3, "unsummed": ["3至5"]},
            {"name": "场次", "sum": 59, "measure": "", "estimate": false, "duties": 5, "unsummed": []},
        ])
    );
    assert!(campaign.out("report").contains("数量合计：人次 约16300（另有“3至5”没有计入），场次 59。"));
}

#[test]
fn reminders_are_one_text_for_all_or_one_for_each() {
    let campaign = september();
    insta::assert_snapshot!(campaign.run("remind --overdue"), @"
    【催办】各单位：
    截至9月25日（周三），扎兰屯市第41个全区民族团结进步活动月以下任务已过时限、还没有反馈完成。
    ▪ 时限9月22日（周日），逾期3天：
    第19项 报送活动月工作总结：市直各部门（市民委、市教育局、市人社局、市统计局除外）、各乡镇街道（柴河镇除外）。要求：活动月工作总结及图片影像等资料，报送至扎兰屯市民族事务委员会3010室；电子版报送至 z1tsmj@163.com
    请抓紧办理，办完请反馈完成日期至市民委；已经办完的，也请告知完成日期。谢谢！
    [0]
    ");
    insta::assert_snapshot!(campaign.run("remind --unit 市文旅局 --unit 市教育局 --by unit --soon 5"), @"
    【工作提醒】市教育局：
    截至9月25日（周三），扎兰屯市第41个全区民族团结进步活动月以下任务即将到期。
    ▪ 时限9月30日（周一），还有5天：
    第2项 开展“从党的民族政策中找答案”系列教育活动
    第3项 开展“从‘六句话’的事实和道理中找答案”宣传活动
    第4项 开展民族团结进步典型事迹宣传活动
    第5项 开展党的民族政策社会宣传活动
    第6项 开展主题党日活动
    第8项 开展“全国推广普通话宣传周”系列活动
    请按时办好，办完请反馈完成日期至市民委；已经办完的，也请告知完成日期。谢谢！

    【催办】市文体旅游广电局：
    截至9月25日（周三），扎兰屯市第41个全区民族团结进步活动月以下任务已过时限、还没有反馈完成。
    ▪ 时限9月22日（周日），逾期3天：
    第19项 报送活动月工作总结。要求：活动月工作总结及图片影像等资料，报送至扎兰屯市民族事务委员会3010室；电子版报送至 z1tsmj@163.com
    另有以下任务即将到期。
    ▪ 时限9月30日（周一），还有5天：
    第2项 开展“从党的民族政策中找答案”系列教育活动
    第3项 开展“从‘六句话’的事实和道理中找答案”宣传活动
    第4项 开展民族团结进步典型事迹宣传活动
    第5项 开展党的民族政策社会宣传活动
    第6项 开展主题党日活动
    第12项 开展“民族团结惠民生”活动
    第14项 开展“礼赞中华、为国放歌”系列活动
    第16项 开展“在运动中交融”系列交流活动
    第17项 开展“在旅游中感悟”系列交流活动
    请抓紧办理，办完请反馈完成日期至市民委；已经办完的，也请告知完成日期。谢谢！
    [0]
    ");
    insta::assert_snapshot!(campaign.run("remind --unit 市文化馆"), @"
    市文化馆没有要催办、提醒的任务。
    [0]
    ");
    let told = campaign.json("remind --by unit");
    assert_eq!(
        told["messages"].as_array().unwrap().len(),
        38,
        "units that have done all are left alone, and the office itself"
    );
}

/// Whatever a unit writes, no file can be broken or made to do anything by it.
#[test]
fn no_remark_can_harm_a_file() {
    let campaign = Campaign::founding().day("2024-09-25");
    let evil = "=HYPERLINK(\"x\")<script>alert(1)</script>&amp;\u{1b}[2J|`#*\u{202e}";
    for (id, note) in [("1", evil), ("2", "@SUM(A1)"), ("3", "+1"), ("4", "-1"), ("5", "\t=1")] {
        let mut command = campaign.command(&format!("done {id} --unit 市教育局 --on 9-20"));
        assert!(command.arg(format!("--note={note}")).output().unwrap().status.success());
    }
    let files = [
        ("report", "台账.xlsx"),
        ("report", "进展.html"),
        ("duties", "分工.csv"),
        ("duties", "分工.md"),
        ("duties", "分工.txt"),
        ("duties", "日历.ics"),
        ("report --summary", "总结.docx"),
    ];
    let is_tried = |format: &&Format| files.iter().any(|(_, name)| Format::of_file(Path::new(name)) == Some(**format));
    let untried: Vec<&Format> = Format::ALL.iter().filter(|format| !is_tried(format)).collect();
    assert_eq!(untried, [&Format::Json], "each format for people is tried");
    for (words, name) in files {
        let words = format!("{words} --unit 市教育局");
        let bytes = exported(&campaign, &words, name);
        let text = match name.split_once('.').unwrap().1 {
            "xlsx" => {
                let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes.clone())).unwrap();
                assert!(workbook.worksheet_formula("总台账").unwrap().is_empty());
                let rows = rows(&sheet(&bytes, "总台账"), "序号");
                let notes: Vec<&str> = rows.iter().take(5).map(|row| row["备注"].as_str()).collect();
                assert_eq!(notes[1..], ["@SUM(A1)", "+1", "-1", "=1"]);
                notes[0].to_owned()
            }
            "docx" => lines(&bytes).join("\n"),
            _ => String::from_utf8(bytes).unwrap(),
        };
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\t']), "{name}");
        match name {
            "进展.html" => assert!(
                text.contains("=HYPERLINK(&quot;x&quot;)&lt;script&gt;") && text.matches("<script>").count() == 1
            ),
            "分工.csv" => assert!(
                text.contains("'=HYPERLINK")
                    && text.contains(",'@SUM")
                    && text.contains(",'+1")
                    && text.contains(",'-1")
            ),
            "分工.md" => assert!(text.contains("\\<script\\>") && text.contains("\\|\\`\\#\\*")),
            "日历.ics" => {}
            _ => assert!(text.contains("=HYPERLINK(\"x\")<script>"), "{name}\n{text}"),
        }
    }
}

#[test]
fn a_format_that_cannot_be_had_is_refused_with_the_remedy() {
    let campaign = Campaign::founding();
    for (words, answer) in [
        (
            "report -o 台账.pdf",
            "错误：“台账.pdf”的扩展名看不出格式\n  办法：文件名以 .xlsx、.docx、.html、.csv、.ics、.md、.txt 或 .json 结尾，或另加 --format；要 PDF 的，存成 .docx 或 .xlsx，再用 WPS、Office 另存\n",
        ),
        (
            "units -o 单位.ics",
            "错误：这条命令的结果里没有日子可以放进日历\n  办法：日历用 zlt duties -o 日历.ics 或 zlt report -o 日历.ics\n",
        ),
        ("remind --soon 30 -o 催办.csv", "错误：这条命令的结果里没有表格\n  办法：换一种格式，例如 .txt、.md\n"),
        (
            "done 7 --unit 市教育局 -o 回执.ics",
            "错误：这条命令的结果里没有日子可以放进日历\n  办法：日历用 zlt duties -o 日历.ics 或 zlt report -o 日历.ics\n",
        ),
    ] {
        let ran = campaign.run(words);
        assert_eq!((ran.status, ran.stderr.as_str()), (2, answer), "zlt {words}");
    }
    assert_eq!(campaign.journal("市教育局"), "", "refused before anything is written");
    assert_eq!(fs::read_dir(campaign.work()).unwrap().count(), 1, "nothing but the plan is there");
    let piped = campaign.command("report --format xlsx").output().unwrap();
    assert!(piped.status.success() && piped.stdout.starts_with(b"PK"), "a pipe may have it");
}

#[test]
fn a_file_stays_as_it_was_where_the_new_one_cannot_be_made() {
    let campaign = Campaign::founding();
    fs::create_dir(campaign.work().join("台账.xlsx")).unwrap();
    let ran = campaign.run("report -o 台账.xlsx");
    assert_eq!(ran.status, 3);
    assert!(ran.stderr.contains("这是一个文件夹，不是文件") && ran.stderr.contains("办法："), "{ran}");
    assert_eq!(fs::read_dir(campaign.work()).unwrap().count(), 2, "no half of a file is left");
}

const SMALL: &str = r#"[campaign]
id = "k"
title = "测试"
start = 2024-09-01
end = 2024-09-30
[groups]
"各组" = ["甲局", "乙局", "丙局"]
[[activity]]
id = 1
title = "一"
units = ["各组"]
optional = ["乙局"]
events = { "due" = 2024-09-20 }
[[activity]]
id = 2
title = "二"
units = ["各组"]
"#;

#[test]
fn only_what_was_done_is_told_as_done_in_a_calendar() {
    let campaign = Campaign::with_plan(SMALL).day("2024-09-12");
    campaign.out("waive 2 --unit 甲局 --note 无此职能");
    campaign.out("done 1 --unit 甲局");
    let of = |unit: &str| calendar(&exported(&campaign, &format!("duties --unit {unit}"), &format!("{unit}.ics")));
    assert!(!of("甲局").contains_key("k-2-due@zlt"), "what does not concern a unit is not in its calendar");
    assert_eq!(of("甲局")["k-1-due@zlt"].2, "【时限】第1项 一（已办完）");
    assert_eq!(of("乙局")["k-1-due@zlt"].2, "【时限】第1项 一", "at will, and not done");
    assert_eq!(of("乙局")["k-1-event-due@zlt"].0, "2024-09-20", "an event of any name has an id of its own");
}

/// What was called off must leave the telephones of those who have it: of an activity that was cancelled all, of one that does
/// not concern a unit its last day.
#[test]
fn what_is_called_off_is_taken_out_of_calendars() {
    let mut campaign = Campaign::founding();
    let of = |campaign: &Campaign| {
        let text = String::from_utf8(exported(campaign, "duties --unit 市教育局", "日历.ics")).unwrap();
        let events: Vec<String> = text.replace("\r\n ", "").split("BEGIN:VEVENT").skip(1).map(str::to_owned).collect();
        let off = events.iter().filter(|event| event.contains("STATUS:CANCELLED"));
        let uid = |event: &String| event.lines().find_map(|line| line.strip_prefix("UID:").map(str::to_owned)).unwrap();
        (events.iter().map(uid).collect::<Vec<_>>(), off.map(uid).collect::<Vec<_>>())
    };
    let (before, off) = of(&campaign);
    assert!(off.is_empty() && before.contains(&"zlt-2024-41-7-due@zlt".to_owned()), "{before:?}");
    campaign.edit_plan("id = 7\n", "id = 7\ncancelled = true\n");
    campaign.out("waive 19 --unit 市教育局 --note 无此项职能");
    campaign.on("2024-09-13");
    let (after, off) = of(&campaign);
    assert!(off.contains(&"zlt-2024-41-7-due@zlt".to_owned()), "{off:?}");
    assert!(off.contains(&"zlt-2024-41-19-due@zlt".to_owned()), "{off:?}");
    let known = |uids: &[String]| uids.iter().cloned().collect::<std::collections::BTreeSet<_>>();
    assert_eq!(known(&before), known(&after), "each that was there is told of again");
}

#[test]
fn an_extension_moves_the_event_in_the_calendar_of_the_unit() {
    let campaign = Campaign::with_plan(SMALL);
    let before = calendar(&exported(&campaign, "duties --unit 甲局", "一.ics"));
    campaign.edit_plan("title = \"二\"\n", "title = \"二\"\ndue_for = { \"甲局\" = 2024-10-09 }\n");
    let after = calendar(&exported(&campaign, "duties --unit 甲局", "二.ics"));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    assert_eq!((before["k-2-due@zlt"].0.as_str(), after["k-2-due@zlt"].0.as_str()), ("2024-09-30", "2024-10-09"));
    let offices = calendar(&exported(&campaign, "duties", "全部.ics"));
    assert_eq!(
        (offices["k-2-due@zlt"].0.as_str(), offices["k-2-due-甲局@zlt"].0.as_str()),
        ("2024-09-30", "2024-10-09")
    );
}

#[test]
fn a_letter_of_an_office_that_the_plan_does_not_name_is_signed_with_the_day_alone() {
    let campaign = Campaign::with_plan(SMALL).day("2024-10-08");
    campaign.out("done 1 --unit 丙局 --on 9-10");
    let circular = lines(&exported(&campaign, "report", "通报.docx"));
    assert!(circular.contains(&"附件：逾期未完成任务清单".to_owned()) && circular.contains(&"附件".to_owned()));
    assert!(circular.iter().any(|line| line.contains("办完后及时反馈；")), "{circular:?}");
    let signed = circular.iter().position(|line| line == "2024年10月8日").unwrap();
    assert_eq!(circular[signed - 1], "附件：逾期未完成任务清单");
}

#[test]
fn a_summary_of_a_unit_says_what_does_not_concern_it_and_what_is_at_will() {
    let mut campaign = Campaign::with_plan(SMALL);
    campaign.out("waive 2 --unit 乙局 --note 没有这项业务");
    let summary = campaign.out("report --summary --unit 乙局");
    assert!(summary.contains("第1项 一。（按需开展；没有开展的，可删去）"), "{summary}");
    assert!(summary.contains("第2项 二。不涉及本单位。\n") && !summary.contains("没有这项业务"), "{summary}");
    campaign.out("start 2 --unit 甲局 --note 正在筹备");
    campaign.out("reopen 2 --unit 甲局");
    campaign.on("2024-09-13");
    campaign.out("start 2 --unit 甲局 --note 材料已备齐");
    let summary = campaign.out("report --summary --unit 各组");
    assert!(summary.contains("第2项 二。正在推进（请补充完成情况）。甲局：材料已备齐。"), "{summary}");
    assert!(summary.contains("各组组织开展各项工作"), "{summary}");
}

#[test]
fn a_circular_is_about_several_units_and_a_letter_about_one_is_a_summary() {
    let campaign = Campaign::with_plan(SMALL);
    let ran = campaign.run("report --circular --unit 甲局");
    assert_eq!(
        (ran.status, ran.stderr.as_str()),
        (
            2,
            "错误：通报是写给各单位的，现在的范围只有甲局\n  办法：要全部单位，加 --all；写一个单位的情况，用 --summary\n"
        )
    );
    assert_eq!(lines(&exported(&campaign, "report --unit 甲局", "总结.docx"))[1], "甲局测试工作总结");
}

/// Whoever has set a unit once is told that a file holds no more than that.
#[test]
fn a_file_of_the_unit_that_was_set_says_so() {
    let campaign = Campaign::with_plan(SMALL).of_unit("甲局");
    let said = |words: &str| campaign.run(words).stderr;
    assert_eq!(said("report -o 一.xlsx"), "已写入“一.xlsx”\n提醒：文件里只有本单位“甲局”的；要全部单位，加 --all\n");
    assert_eq!(said("report --all -o 一.xlsx"), "已写入“一.xlsx”\n");
}

#[test]
fn what_was_written_by_hand_is_not_replaced_by_a_result() {
    let campaign = Campaign::with_plan(SMALL);
    fs::write(campaign.work().join("联络员.csv"), "单位,联络员\n甲局,（甲）\n").unwrap();
    for words in ["units -o 联络员.csv", "report --format csv -o plan.toml", "duties -o ./联络员.csv"] {
        let ran = campaign.run(words);
        assert!(ran.status == 2 && ran.stderr.contains("是方案或联络员名单，没有覆盖"), "{words}\n{ran}");
    }
    assert_eq!(fs::read_to_string(campaign.work().join("plan.toml")).unwrap(), SMALL);
    let ran = campaign.run("duties --format csv -o 分工.xlsx");
    assert!(ran.status == 2 && ran.stderr.contains("不是一种格式"), "{ran}");
    assert!(campaign.out("duties --format csv -o -").starts_with("\u{feff}编号,"), "a dash is standard output");
}

#[test]
fn a_list_without_rows_keeps_its_heads_for_programs() {
    let campaign = Campaign::with_plan(SMALL).day("2024-09-12");
    assert_eq!(campaign.out("report --overdue --format csv"), "\u{feff}编号,任务,单位,时限,逾期,反馈\r\n");
    assert!(!campaign.out("report --overdue --format md").contains('|'), "people are told in words");
}

#[test]
fn figures_given_for_several_duties_at_once_are_pointed_out() {
    let campaign = Campaign::with_plan(SMALL);
    let said = campaign.out("done 2 --unit 甲局 --unit 乙局 --count 场次=1");
    assert!(said.contains("数量：场次 1（2项次各记了一份，合计时会相加；是同一批的，请撤销后只记在一项上）"), "{said}");
    assert!(!campaign.out("done 2 --unit 丙局 --count 场次=1").contains("合计时会相加"));
}

#[test]
fn who_was_late_is_not_among_the_good_and_what_is_done_rings_no_bell() {
    let mut campaign = Campaign::with_plan(SMALL).day("2024-09-12");
    campaign.out("done 1 2 --unit 甲局");
    campaign.on("2024-10-02");
    campaign.out("done 1 2 --unit 丙局");
    assert_eq!(campaign.json("report --circular")["finished"], serde_json::json!(["甲局"]));
    let bells = |unit: &str| {
        exported(&campaign, &format!("duties --unit {unit}"), &format!("{unit}.ics"));
        fs::read_to_string(campaign.work().join(format!("{unit}.ics"))).unwrap().matches("BEGIN:VALARM").count()
    };
    assert_eq!((bells("甲局"), bells("乙局")), (0, 1), "what is at will rings no bell either");
}

#[test]
fn reminders_that_nobody_needs_make_no_file() {
    let campaign = Campaign::with_plan(SMALL).day("2024-09-02");
    for name in ["催办.docx", "催办.txt", "催办/"] {
        let ran = campaign.run(&format!("remind -o {name}"));
        assert_eq!((ran.status, ran.stderr.as_str()), (0, "没有要催办、提醒的任务，没有写文件。\n"), "{name}");
    }
    assert_eq!(fs::read_dir(campaign.work()).unwrap().count(), 1, "nothing but the plan is there");
}
