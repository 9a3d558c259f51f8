//! What stays inside: numbers of persons, private activities, secret notices.

use std::fs;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::support::Campaign;

const PLAN: &str = r#"[campaign]
id = "t"
title = "走访慰问"
coordinator = "市民政局"
start = 2024-09-01
end = 2024-09-30
review = true
[groups]
"各组" = ["市民政局", "柴河镇", "中和镇"]
[[activity]]
id = 1
title = "走访困难群众"
units = ["各组"]
due = 2024-09-20
[[activity]]
id = 2
title = "核查举报线索"
units = ["柴河镇"]
private = true
"#;

/// Numbers of nobody, each in the shape of one that is somebody's.
const NUMBERS: [&str; 5] =
    ["13800005678", "152104199001011234", "6222021234567890123", "0470-3211234", "１３８００００５６７８"];

fn campaign() -> Campaign {
    let campaign = Campaign::with_plan(PLAN);
    let words = NUMBERS.join("、");
    campaign.out(&format!("done 1 --unit 柴河镇 --note 联系人{words}"));
    campaign.out(&format!("done 1 --unit 柴河镇 --note 又去了一次，{words}"));
    campaign.out(&format!("note 1 --unit 市民政局 推进中，{words}"));
    campaign.out(&format!("receive 1 总结 --unit 柴河镇 --how 微信{}", NUMBERS[0]));
    let asked =
        campaign.command(&format!("waive 1 --note 打{}问", NUMBERS[0])).env("ZLT_UNIT", "中和镇").output().unwrap();
    assert!(asked.status.success());
    campaign
}

/// The text of a file: of an office program's, of all its parts.
fn text(path: &std::path::Path) -> String {
    let bytes = fs::read(path).unwrap();
    let Ok(mut archive) = ZipArchive::new(Cursor::new(&bytes)) else {
        return String::from_utf8(bytes).unwrap();
    };
    let mut all = String::new();
    for at in 0..archive.len() {
        let mut part = Vec::new();
        archive.by_index(at).unwrap().read_to_end(&mut part).unwrap();
        all += &String::from_utf8_lossy(&part);
    }
    all
}

const PAGES: [&str; 16] = [
    "",
    "duties",
    "report",
    "report 逾期",
    "report 周报",
    "report 对照",
    "report 台账",
    "report 通报",
    "report 总结",
    "report 总结 --unit 柴河镇",
    "report 待审",
    "report 材料",
    "report 佐证",
    "show 1",
    "remind --by unit",
    "remind",
];

/// Every page in every format that it has.
pub fn every_file(campaign: &Campaign, mut look: impl FnMut(&str, &str)) {
    let mut count = 0;
    for page in PAGES {
        for ending in ["md", "csv", "html", "xlsx", "docx", "ics", "json"] {
            let file = campaign.work().join(format!("出.{ending}"));
            let ran = campaign.run(&format!("{page} -o 出.{ending}"));
            if file.exists() {
                look(&format!("zlt {page} -o 出.{ending}"), &text(&file));
                fs::remove_file(&file).unwrap();
                count += 1;
            }
            look(&format!("zlt {page} -o 出.{ending}, as told"), &ran.stderr);
        }
        let ran = campaign.run(page);
        look(&format!("zlt {page}"), &(ran.stdout + &ran.stderr));
    }
    assert!(count > 70, "most pages have most formats: {count}");
}

#[test]
fn no_page_and_no_format_gives_a_number_of_a_person_away() {
    let mut campaign = campaign();
    campaign.on("2024-09-25");
    every_file(&campaign, |made, text| {
        for number in NUMBERS {
            assert!(!text.contains(number), "{made} holds {number}\n{text}");
        }
    });
    assert!(!campaign.out("log").contains(NUMBERS[0]));
    assert!(campaign.json("log").to_string().contains(NUMBERS[0]), "the record has it as it was written");
}

#[test]
fn what_is_masked_is_said_at_entry() {
    let campaign = Campaign::with_plan(PLAN);
    let shown = campaign.out(&format!("done 1 --unit 柴河镇 --note 联系人{}，卡{}", NUMBERS[0], NUMBERS[2]));
    assert!(shown.contains("备注里有银行卡号、电话号码：记录里原样留着"), "{shown}");
    assert!(!campaign.out("done 1 --unit 中和镇 --note 慰问42户").contains("备注里有"));
}

#[test]
fn what_is_private_is_in_no_group_text_web_page_calendar_or_shared_file() {
    let mut campaign = campaign();
    campaign.on("2024-09-29");
    every_file(&campaign, |made, text| {
        let is_for_oneself = !made.contains("-o") || made.contains("json") || made.ends_with("as told");
        let is_of_group = made.contains("zlt remind") && !made.contains("docx");
        let is_of_the_unit = made.contains("柴河镇") && !made.ends_with("html") && !made.ends_with("ics");
        // A slip goes to the unit that owes it.
        let is_slip = made.contains("zlt remind") && made.ends_with("docx");
        if is_of_group || !(is_for_oneself || is_of_the_unit || is_slip) {
            assert!(!text.contains("举报线索"), "{made}\n{text}");
        }
    });
    assert!(campaign.out("duties").contains("举报线索"), "whoever keeps the plan sees it");
    let ran = campaign.run("report 台账 -o 台账.csv");
    assert!(ran.stderr.contains("有1项不公开的任务没有列入；要列入加 --private"), "{ran}");
    campaign.out("report 台账 --private -o 台账.csv");
    assert!(fs::read_to_string(campaign.work().join("台账.csv")).unwrap().contains("举报线索"));
}

#[test]
fn a_notice_that_is_marked_secret_is_not_read() {
    let campaign = Campaign::with_plan(PLAN);
    for mark in ["机密★1年", "秘　密", "密级：绝密"] {
        let notice = format!("{mark}\n\n关于开展检查的通知\n一、任务\n1.走访困难群众。（责任单位：柴河镇）\n");
        fs::write(campaign.work().join("通知.txt"), notice).unwrap();
        let ran = campaign.run("import 通知.txt -o 草稿.toml");
        assert!(ran.status == 2 && ran.stderr.contains("涉密文件只能在涉密计算机上处理"), "{mark}: {ran}");
        assert!(!ran.stderr.contains("困难群众") && !campaign.work().join("草稿.toml").exists(), "{ran}");
    }
}

#[test]
fn telephones_of_liaisons_stand_in_a_ledger_only_where_they_are_wanted() {
    let campaign = Campaign::with_plan(PLAN);
    fs::write(campaign.work().join("联络员.csv"), "单位,联络员,电话,分管领导\n柴河镇,（甲）,0000-1,（乙）\n").unwrap();
    for (words, has_telephones) in [("report 台账 -o 台账.csv", false), ("report 台账 --contacts -o 台账.csv", true)]
    {
        let ran = campaign.run(words);
        let ledger = fs::read_to_string(campaign.work().join("台账.csv")).unwrap();
        assert_eq!([ledger.contains("0000-1"), ledger.contains("（乙）")], [has_telephones, true], "{words}");
        assert_eq!(ran.stderr.contains("有联络员和电话"), has_telephones, "{ran}");
    }
}
