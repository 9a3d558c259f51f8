//! What hostile, broken and hurried surroundings must not do: lose records, keep one waiting, or be answered with a riddle.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::Stdio;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::inside::every_file;
use crate::model::Dice;
use crate::support::Campaign;

/// The entries of the campaign, as a later command reads them.
fn count(campaign: &Campaign) -> usize {
    campaign.json("log --all")["entries"].as_array().unwrap().len()
}

#[test]
fn a_result_never_goes_onto_records_settings_or_plans() {
    let campaign = Campaign::founding();
    campaign.out("note 7 已开会 --unit 市教育局");
    campaign.out("config name 李");
    let records = campaign.records();
    let journal = fs::read_dir(records.join("journal")).unwrap().next().unwrap().unwrap().path();
    let settings = campaign.home().join(".config/zlt/config.toml");
    assert!(settings.exists());
    fs::create_dir(campaign.work().join("另一个")).unwrap();
    fs::write(campaign.work().join("另一个/plan.toml"), "别人的").unwrap();
    let mut targets = vec![
        journal.clone(),
        records.join("journal/新.jsonl"),
        records.join("报表.json"),
        records.join("journal/报表.json"),
        records.join("campaign.json"),
        records.join(".lock"),
        records.join("evidence/报表.json"),
        settings,
        campaign.work().join("plan.toml"),
        campaign.work().join("另一个/plan.toml"),
        campaign.work().join("结果.jsonl"),
    ];
    #[cfg(unix)]
    for (name, target) in [("链接.json", journal.as_path()), ("空链接.json", &records.join("journal/新.json"))] {
        std::os::unix::fs::symlink(target, campaign.work().join(name)).unwrap();
        targets.push(campaign.work().join(name));
    }
    let held = |path: &Path| fs::read(path).ok();
    for target in targets {
        let before = held(&target);
        let output = campaign.command("duties --format json -o").arg(&target).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{}: {said}", target.display());
        assert!(said.contains("没有写入") || said.contains("没有覆盖"), "{said}");
        assert_eq!(held(&target), before, "{}", target.display());
    }
    let ran = campaign.command("report 佐证 -o").arg(format!("{}/佐证/", records.display())).output().unwrap();
    assert_eq!(ran.status.code(), Some(2));
    assert!(!records.join("佐证").exists());
    assert_eq!(count(&campaign), 1);
}

/// One guarded way to read whatever a path leads to: pipes are answered at once, wherever they stand.
#[cfg(unix)]
#[test]
fn no_pipe_is_waited_for() {
    let campaign = Campaign::founding();
    campaign.out("note 7 已开会 --unit 市教育局");
    let pipe = |path: &Path| {
        let _ = fs::remove_file(path);
        assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
    };
    let (work, records) = (campaign.work().to_owned(), campaign.records());
    let data = records.parent().unwrap().to_owned();
    for (path, words) in [
        (work.join("通知.txt"), "import 通知.txt"),
        (work.join("名单.csv"), "units --from 名单.csv --group 市直各部门"),
        (work.join("方案.toml"), "--plan 方案.toml duties"),
        (work.join("旧.toml"), "import notice.txt --units-from 旧.toml"),
        (work.join("联络员.csv"), "report 台账 --contacts -o 台账.csv"),
        (work.join("现场.jpg"), "note 7 已开会 --unit 市教育局 --file 现场.jpg"),
        (work.join("结果.json"), "duties --format json -o 结果.json"),
        (campaign.home().join(".config/zlt/config.toml"), "duties"),
        (records.join("campaign.json"), "note 7 再开会 --unit 市教育局"),
        (records.join("commands/x.jsonl"), "log"),
        (data.join("machine"), "note 7 再开会 --unit 市教育局"),
    ] {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(work.join("notice.txt"), "一、工作安排\n（一）开展宣传。责任单位：市教育局\n").unwrap();
        let before = fs::read(&path).ok();
        pipe(&path);
        let mut child = campaign.command(words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let until = std::time::Instant::now() + std::time::Duration::from_secs(10);
        while child.try_wait().unwrap().is_none() {
            assert!(std::time::Instant::now() < until, "waits on {}", path.display());
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let is_left_alone = path.ends_with("machine");
        assert!(is_left_alone || said.contains("管道或设备") || said.contains("不是普通文件"), "{words}: {said}");
        fs::remove_file(&path).unwrap();
        before.into_iter().for_each(|bytes| fs::write(&path, bytes).unwrap());
    }
}

/// Of six who change the plan at once nobody's change is lost: each is written, or refused.
#[test]
fn six_at_once_lose_no_change_of_the_plan() {
    let campaign = Campaign::founding();
    let rolls: Vec<String> = (1..=6).map(|number| format!("新单位{number}局")).collect();
    for (number, unit) in rolls.iter().enumerate() {
        fs::write(campaign.work().join(format!("{number}.txt")), unit).unwrap();
    }
    let started: Vec<_> = (0..6)
        .map(|number| {
            let words = format!("units --from {number}.txt --group 市直各部门 --yes");
            let mut command = campaign.command(&words);
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
        })
        .collect();
    let ended: Vec<bool> = started.into_iter().map(|mut child| child.wait().unwrap().success()).collect();
    let plan = fs::read_to_string(campaign.work().join("plan.toml")).unwrap();
    for (unit, is_written) in rolls.iter().zip(ended) {
        assert!(is_written, "nobody is refused where nobody is asked");
        assert!(plan.contains(unit.as_str()), "{unit}");
    }
}

#[test]
fn what_was_typed_and_not_taken_is_never_written_over() {
    let mut campaign = Campaign::founding();
    let edit = "sed -i 's/^due = 2024-09-22/due = 2024-09-25/' \"$1\"\necho '# 别人的' >> plan.toml\n";
    fs::write(campaign.work().join("editor.sh"), edit).unwrap();
    campaign.set("EDITOR", "sh editor.sh");
    campaign.set("PATH", "/usr/local/bin:/usr/bin:/bin");
    for name in ["plan.我的改动.toml", "plan.我的改动-2.toml"] {
        let ran = campaign.run("edit");
        assert!(ran.status == 3 && ran.stderr.contains(name), "{ran}");
        assert!(campaign.work().join(name).exists());
    }
}

/// A journal that nobody can open makes no unit late on paper.
#[test]
fn no_paper_accuses_a_unit_whose_records_cannot_be_read() {
    let mut campaign = Campaign::founding();
    campaign.out("done 19 --unit 市教育局");
    campaign.on("2024-10-05");
    let path = campaign.journal_path("市教育局");
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    for words in ["通报", "周报", "总结", "report -o 通报.docx", "duties -o 分工.docx", "remind", "remind -o 催办/"]
    {
        let ran = campaign.run(words);
        assert!(ran.status == 3 && ran.stderr.contains("可能被错算成没有完成"), "{words}: {ran}");
        assert!(ran.stdout.is_empty(), "{words}");
    }
    assert!(campaign.run("report").stderr.contains("读不了"));
}

/// What steers a terminal, ends a line where none ends, turns the direction of writing or is markup, as TOML writes it.
const HOSTILE: &str = r#"甲\u001b[2J\u001b]0;x\u0007\u009b31m\u007f\u0085\u202e\u2066\u2028\r\u0000乙<script>alert(1)</script>|*_`#\"',;:\\"#;

/// Every text of a plan and of what is said, keys among them, holding the same.
fn hostile() -> Campaign {
    let plan = format!(
        r#"
[campaign]
id = "zlt-2024-41"
title = "方案{HOSTILE}"
theme = "{HOSTILE}"
document = "文{HOSTILE}号"
issuers = ["办{HOSTILE}"]
coordinator = "市民委{HOSTILE}"
issued = 2024-09-01
start = 2024-09-01
end = 2024-09-30
review = true
evidence = true
figures = ["场{HOSTILE}"]
[groups]
"各局" = ["市民委", "市教育局"]
[[activity]]
id = 1
section = "板块{HOSTILE}"
title = "任务{HOSTILE}"
units = ["各局"]
due = 2024-09-15
deliverable = "{HOSTILE}"
detail = "{HOSTILE}"
deliver = ["总结{HOSTILE}"]
events = {{ "节日{HOSTILE}" = 2024-09-17 }}
extra = {{ "栏目{HOSTILE}" = "值{HOSTILE}" }}
due_for = {{ "市民委" = {{ due = 2024-09-20, from = 2024-09-10, by = "领导{HOSTILE}", why = "因{HOSTILE}" }} }}
"#
    );
    let campaign = Campaign::with_plan(&plan).day("2024-09-25");
    // As JSON writes what TOML wrote.
    let said = HOSTILE.replace("\\'", "'");
    let entry = |id: &str, unit: &str, kind: &str, more: &str| {
        format!(
            r#"{{"id":"{id}","command":"{id}","machine":"k3f9w2xz","at":"2024-09-12T10:03:22.113+08:00","by":"李{said}","unit":"{unit}","activity":"1","title":"任务{said}","kind":"{kind}","on":"2024-09-12","note":"备注{said}"{more}}}
"#
        )
    };
    let sha = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let files =
        format!(r#","files":[{{"sha256":"{sha}","name":"现场{said}.jpg","bytes":3}}],"counts":{{"场{said}":3}}"#);
    campaign
        .write_journal("市教育局", entry("1", "市教育局", "done", &files) + &entry("4", "市教育局{said}", "done", ""));
    let asks = entry("2", "市民委", "ask", r#","wants":"waive""#);
    let received = entry("3", "市民委", "receive", &format!(r#","received":["总结{said}"],"how":"纸质{said}""#));
    campaign.write_journal("市民委", asks + &received);
    fs::write(campaign.work().join("联络员.csv"), "单位,联络员,电话\n市教育局,\u{1b}[2J张,\u{9b}1\n").unwrap();
    campaign
}

/// Whatever the plan and the records hold, no page in no format hands a terminal, a browser or an office program anything to do.
#[test]
fn hostile_texts_are_harmless_in_every_page_and_format() {
    let campaign = hostile();
    let forbidden = ['\u{1b}', '\u{7}', '\u{7f}', '\u{85}', '\u{9b}', '\u{202e}', '\u{2066}', '\u{2028}', '\0'];
    let mut shown = 0;
    every_file(&campaign, |made, text| {
        let found = text.chars().find(|one| forbidden.contains(one));
        assert_eq!(found, None, "{made}\n{}", text.escape_debug());
        if made.ends_with("html") {
            assert!(!text.contains("<script>alert"), "{made}");
        }
        // What goes to a group of people stands in a fence, as it is.
        if made.ends_with("md") && !made.contains("remind") {
            assert!(!text.contains("甲[2J]0;x31m乙<script>"), "{made}");
        }
        shown += usize::from(text.contains("alert(1)"));
    });
    assert!(shown > 40, "the texts are shown, and only harmless: {shown}");
    for words in ["log", "check", "units", "show 1 --unit 市教育局", "config", "report --by section", "undo --dry-run"]
    {
        let ran = campaign.run(words);
        let text = ran.stdout.clone() + &ran.stderr;
        assert!(!text.contains(forbidden), "{words}\n{}", text.escape_debug());
    }
}

/// A workbook with this sheet, and these shared texts where there are any.
fn workbook(sheet: &str, texts: Option<&str>) -> Vec<u8> {
    let parts = [
        ("[Content_Types].xml", r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#.to_owned()),
        ("_rels/.rels", r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#.to_owned()),
        ("xl/workbook.xml", r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#.to_owned()),
        ("xl/_rels/workbook.xml.rels", r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#.to_owned()),
        ("xl/worksheets/sheet1.xml", format!(r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{sheet}</worksheet>"#)),
    ];
    let texts = texts.map(|texts| ("xl/sharedStrings.xml", texts.to_owned()));
    archive(parts.into_iter().chain(texts))
}

fn archive(parts: impl IntoIterator<Item = (&'static str, String)>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A few kilobytes that claim more than there is room for are answered in Chinese, before any library reserves what they claim.
#[test]
fn files_of_office_programs_that_claim_too_much_are_refused() {
    let campaign = Campaign::founding();
    let cell = |place: &str| format!(r#"<c r="{place}" t="inlineStr"><is><t>市数据局</t></is></c>"#);
    let corners = format!(
        r#"<sheetData><row r="1">{}</row><row r="1048576">{}</row></sheetData>"#,
        cell("A1"),
        cell("XFD1048576")
    );
    let shared = r#"<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>"#;
    let texts = r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="4294967295"><si><t>市数据局</t></si></sst>"#;
    let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    for (name, bytes, answer) in [
        ("角.xlsx", workbook(&corners, None), "大得不像名单"),
        ("数.xlsx", workbook(shared, Some(texts)), "可能损坏了"),
        ("深.xlsx", workbook(&deep, None), "大得不像名单"),
        ("截.xlsx", workbook(&corners, None)[..700].to_vec(), "可能损坏了"),
    ] {
        fs::write(campaign.work().join(name), bytes).unwrap();
        let ran = campaign.run(&format!("units --from {name} --group 市直各部门 --yes"));
        assert!(ran.status == 2 && ran.stderr.contains(answer), "{name}: {ran}");
    }
    // The old kind claims in a record of its own how far a sheet goes; what is written here is all that is looked at.
    let record = [0x00u8, 0x02, 0x0e, 0x00, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 0, 2, 0, 0, 0];
    let mut old = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    old.create_stream("/Workbook").unwrap().write_all(&record).unwrap();
    fs::write(campaign.work().join("旧.xls"), old.into_inner().into_inner()).unwrap();
    let ran = campaign.run("units --from 旧.xls --group 市直各部门 --yes");
    assert!(ran.status == 2 && ran.stderr.contains("大得不像名单"), "{ran}");
    // An empty cell in the last corner, as Excel leaves one behind, claims nothing.
    let empty = format!(
        r#"<sheetData><row r="1">{}</row><row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>"#,
        cell("A1")
    );
    fs::write(campaign.work().join("空.xlsx"), workbook(&empty, None)).unwrap();
    assert_eq!(campaign.run("units --from 空.xlsx --group 市直各部门 --yes").status, 0);
    let nested = format!("{}{}", "<w:p><w:r><w:t>一</w:t></w:r>".repeat(50_000), "</w:p>".repeat(50_000));
    let long = "<w:p><w:r><w:t>一、工作安排，责任单位：市教育局</w:t></w:r></w:p>".repeat(30_000);
    for (name, body) in [("套.docx", nested), ("长.docx", long)] {
        let document = format!(
            r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
        );
        fs::write(campaign.work().join(name), archive([("word/document.xml", document)])).unwrap();
        let ran = campaign.run(&format!("import {name}"));
        assert!(ran.status == 2 && ran.stderr.contains("大得不像通知"), "{name}: {ran}");
    }
}

/// Random command lines, with what people type and what nobody should: each is answered, none ends in a panic, none in English.
/// `ZLT_LINES=1000` for a thousand.
#[test]
fn random_command_lines_are_answered() {
    let count = std::env::var("ZLT_LINES").ok().and_then(|count| count.parse().ok()).unwrap_or(80);
    let campaign = Campaign::founding();
    campaign.out("done 7 --unit 市教育局");
    let tree = zlt::commands::tree();
    let commands: Vec<&clap::Command> =
        tree.get_subcommands().filter(|command| !["man", "complete", "edit"].contains(&command.get_name())).collect();
    let words = [
        "7",
        "0",
        "7-9",
        "9-7",
        "3.2",
        "-5%",
        "--",
        "-",
        "",
        "市教育局",
        "市教育据",
        "各乡镇街道",
        "jyj",
        "今天",
        "9-31",
        "2024-13-01",
        "场次=2",
        "=",
        "总结",
        "台账",
        "逾期",
        "x.xlsx",
        "x.docx",
        "/dev/null/x",
        "a\u{1b}[2Jb",
        "$(touch x)",
        "'",
        "\"",
        "“7”",
        "１９",
        "99999999999999999999",
        "all",
        "k3f9w2xz-1",
        "HEAD",
        "plan.toml",
        "无",
        "完成",
        "\u{202e}甲",
        "a=b=c",
        "0470-1234567",
    ];
    let english =
        ["error:", "Error", "panicked", "os error", "Usage", "invalid", "unexpected", "No such file", "failed"];
    let mut dice = Dice(20240912);
    for number in 0..count {
        let command = dice.pick(&commands);
        let mut line = vec![command.get_name().to_owned()];
        let options: Vec<String> = command
            .get_arguments()
            .filter_map(|argument| argument.get_long().map(|long| format!("--{long}")))
            .collect();
        for _ in 0..dice.roll(6) {
            match dice.roll(3) {
                0 if !options.is_empty() => {
                    line.push(options[usize::try_from(dice.roll(options.len() as u64)).unwrap()].clone())
                }
                _ => line.push(dice.pick(&words).to_owned()),
            }
        }
        let mut typed = campaign.command("");
        typed.args(&line).stdin(Stdio::null());
        let output = typed.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let code = output.status.code();
        assert!(code.is_some_and(|code| (0..=3).contains(&code)), "{number}: {line:?} ended with {code:?}\n{said}");
        assert!(!english.iter().any(|word| said.contains(word)), "{number}: {line:?}\n{said}");
        assert!(code != Some(2) || !said.is_empty(), "{number}: {line:?} was refused without a word");
        assert!(!said.contains('\u{1b}'), "{number}: {line:?}");
    }
    assert!(!campaign.work().join("x").exists());
}

/// Neither do letters: what stands under their names in the folder may be a link to anything.
#[cfg(unix)]
#[test]
fn letters_do_not_follow_links_onto_records_and_plans() {
    let mut campaign = Campaign::founding();
    campaign.out("note 7 已开会 --unit 市教育局");
    campaign.on("2024-09-25");
    let folder = campaign.work().join("催办单");
    campaign.out("remind -o 催办单/");
    let letters: Vec<_> = fs::read_dir(&folder).unwrap().map(|found| found.unwrap().path()).collect();
    let targets = [
        campaign.work().join("plan.toml"),
        campaign.journal_path("市教育局"),
        campaign.records().join("campaign.json"),
    ];
    for (letter, target) in letters.iter().zip(&targets) {
        let before = fs::read(target).unwrap();
        fs::remove_file(letter).unwrap();
        std::os::unix::fs::symlink(target, letter).unwrap();
        let ran = campaign.run("remind -o 催办单/");
        assert!(ran.status == 2, "{ran}");
        assert_eq!(fs::read(target).unwrap(), before, "{}", target.display());
        fs::remove_file(letter).unwrap();
    }
}

/// Copies of plans, plans by other names and lists of other folders are somebody's work as well.
#[test]
fn a_result_replaces_no_plan_by_any_name() {
    let campaign = Campaign::founding();
    fs::create_dir(campaign.work().join("别处")).unwrap();
    for name in ["plan.2024-09-20.toml", "别处/方案.toml", "别处/联络员.csv"] {
        fs::write(campaign.work().join(name), "别人的").unwrap();
        let ran = campaign.run(&format!("duties --format json -o {name}"));
        assert!(ran.status == 2 && ran.stderr.contains("没有覆盖"), "{name}: {ran}");
        assert_eq!(fs::read_to_string(campaign.work().join(name)).unwrap(), "别人的");
    }
    assert_eq!(campaign.run("duties --format json -o 别处/campaign.json").status, 2);
    assert_eq!(campaign.run("duties --format json -o 别处/结果.json").status, 0);
}

/// A pipe in the place of the lock is answered as any other.
#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_the_lock_is_not_waited_for() {
    let campaign = Campaign::founding();
    campaign.out("note 7 已开会 --unit 市教育局");
    let lock = campaign.records().join(".lock");
    fs::remove_file(&lock).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&lock).status().unwrap().success());
    let ran = campaign.run("note 7 再开会 --unit 市教育局");
    assert!(ran.status == 3 && ran.stderr.contains("管道或设备"), "{ran}");
    assert_eq!(campaign.run("report").status, 0);
}

/// What a disk gives back as zeros is damage, and said.
#[test]
fn zeros_in_a_journal_are_said() {
    let campaign = Campaign::founding();
    campaign.out("note 7 一 --unit 市教育局");
    campaign.out("note 7 二 --unit 市教育局");
    let text = campaign.journal("市教育局");
    let (first, second) = text.split_once('\n').unwrap();
    campaign.write_journal("市教育局", format!("{}\n{second}", "\0".repeat(first.len())));
    let ran = campaign.run("check");
    assert!(ran.status == 1 && ran.stdout.contains("这一行读不出来"), "{ran}");
    assert!(campaign.run("report").stderr.contains("这一行读不出来"));
}

/// Without a terminal nobody can use an editor that nobody has named.
#[test]
fn an_edit_without_a_terminal_is_answered() {
    let campaign = Campaign::founding();
    let ran = campaign.run("edit");
    assert!(ran.status == 2 && ran.stderr.contains("环境变量 EDITOR"), "{ran}");
}
