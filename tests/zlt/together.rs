//! Many at once, and what breaks: nothing lost, everything answered.

use std::fs;

use crate::support::{Campaign, SOUND};

#[test]
fn twenty_at_once_keep_twenty() {
    let campaign = Campaign::founding();
    let running: Vec<_> = (0..20)
        .map(|number| campaign.command(&format!("note 7 --unit 市教育局 第{number}句 -q")).spawn().unwrap())
        .collect();
    for mut process in running {
        assert!(process.wait().unwrap().success());
    }
    let journal = campaign.journal("市教育局");
    for number in 0..20 {
        assert!(journal.contains(&format!("\"第{number}句\"")), "{number} is lost");
    }
    assert_eq!(campaign.json("log")["entries"].as_array().unwrap().len(), 20);
}

#[test]
fn twenty_units_done_at_once_are_twenty_done() {
    let campaign = Campaign::founding();
    let units: Vec<String> = campaign.json("units --unit 各乡镇街道")["units"]
        .as_array()
        .unwrap()
        .iter()
        .map(|unit| unit["unit"].as_str().unwrap().to_owned())
        .chain(["市教育局".to_owned()])
        .collect();
    assert_eq!(units.len(), 20);
    let running: Vec<_> =
        units.iter().map(|unit| campaign.command(&format!("done 8 --unit {unit} -q")).spawn().unwrap()).collect();
    for mut process in running {
        assert!(process.wait().unwrap().success());
    }
    assert_eq!(campaign.json("report")["totals"]["done_on_time"], 20);
}

/// Of twenty who say the same at once one is written; the others find it done.
#[test]
fn twenty_who_say_the_same_write_it_once() {
    let campaign = Campaign::founding();
    let running: Vec<_> = (0..20).map(|_| campaign.command("done 7 --unit 市教育局 -q").spawn().unwrap()).collect();
    for mut process in running {
        assert!(process.wait().unwrap().success());
    }
    assert_eq!(campaign.journal("市教育局").lines().count(), 1);
}

#[test]
fn a_garbled_line_is_reported_with_its_place_and_everything_else_works() {
    let campaign = Campaign::founding();
    campaign.out("done 7 --unit 市教育局");
    let journal = campaign.journal("市教育局");
    campaign.write_journal("市教育局", format!("坏行\n{journal}"));
    let ran = campaign.run("duties --unit 市教育局 --standing 按期完成");
    assert_eq!(ran.status, 0);
    assert!(ran.stderr.contains("市教育局.k3f9w2xz.jsonl:1 这一行读不出来"), "{ran}");
    assert!(ran.stdout.contains("共1项次"), "{ran}");
    campaign.out("reopen 7 --unit 市教育局");
    assert!(campaign.journal("市教育局").starts_with("坏行\n"), "left where it is");
}

#[test]
fn a_torn_last_line_is_passed_over_and_healed() {
    let campaign = Campaign::founding();
    campaign.out("done 7 --unit 市教育局");
    let journal = campaign.journal("市教育局");
    campaign.write_journal("市教育局", &journal.as_bytes()[..journal.find('局').unwrap() + 1]);
    let ran = campaign.run("duties --unit 市教育局");
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{ran}");
    campaign.out("done 7 --unit 市教育局");
    let bytes = fs::read(campaign.journal_path("市教育局")).unwrap();
    assert_eq!(bytes.iter().filter(|byte| **byte == b'\n').count(), 2);
    let ran = campaign.run("duties --unit 市教育局 --standing 按期完成");
    assert!(ran.stdout.contains("共1项次") && ran.stderr.is_empty(), "{ran}");
}

#[test]
fn a_conflict_copy_of_a_journal_counts() {
    let campaign = Campaign::founding();
    campaign.out("done 7 --unit 市教育局");
    fs::rename(campaign.journal_path("市教育局"), campaign.journal_path("市教育局-冲突副本")).unwrap();
    let duties = campaign.json("duties --unit 市教育局 --standing 按期完成");
    assert_eq!(duties["duties"].as_array().unwrap().len(), 1);
}

#[test]
fn one_journal_that_cannot_be_read_spoils_no_other() {
    let campaign = Campaign::founding();
    campaign.out("done 7 --unit 市教育局");
    fs::create_dir(campaign.journal_path("市民委")).unwrap();
    let ran = campaign.run("report");
    assert_eq!(ran.status, 0, "{ran}");
    assert!(ran.stderr.contains("市民委.k3f9w2xz.jsonl 读不了，已跳过") && ran.stdout.contains("按期完成1"), "{ran}");
}

#[test]
fn nothing_is_written_where_what_was_said_before_cannot_be_read() {
    let campaign = Campaign::founding();
    fs::create_dir_all(campaign.journal_path("市教育局")).unwrap();
    let ran = campaign.run("done 7");
    assert!(ran.status == 3 && ran.stderr.contains("不知道以前登记过什么，没有写入"), "{ran}");
    assert_eq!(campaign.journal("扎兰屯职业学院"), "");
}

/// A pipe among the journals must not keep anybody waiting.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_waited_for() {
    let campaign = Campaign::founding();
    campaign.out("done 7");
    assert!(std::process::Command::new("mkfifo").arg(campaign.journal_path("柴河镇")).status().unwrap().success());
    let ran = campaign.run("report");
    assert!(ran.status == 0 && ran.stderr.contains("柴河镇.k3f9w2xz.jsonl 读不了，已跳过"), "{ran}");
}

#[cfg(unix)]
#[test]
fn more_units_than_open_files_are_written_or_rolled_back() {
    let campaign = Campaign::founding();
    let few_files = |words: &str| {
        let zlt = campaign.command(words);
        let mut shell = std::process::Command::new("/bin/sh");
        shell.args(["-c", "ulimit -n 16; exec \"$0\" \"$@\""]).arg(zlt.get_program()).args(zlt.get_args());
        shell.current_dir(campaign.work()).env_clear();
        shell.envs(zlt.get_envs().filter_map(|(name, value)| Some((name, value?))));
        shell.output().unwrap().status.code()
    };
    assert_eq!(few_files("done 3 --all"), Some(0));
    assert_eq!(campaign.json("report")["totals"]["done_on_time"], 38);
    fs::create_dir(campaign.journal_path("市乌兰牧骑")).unwrap();
    assert_eq!(few_files("waive 4 14 --all --note 无此职能"), Some(3), "one of the last cannot be written");
    assert_eq!(campaign.json("report")["totals"]["waived"], 0);
}

/// Has the only entry of a unit recorded at another moment.
fn record_at(campaign: &Campaign, moment: &str) {
    let journal = campaign.journal("市教育局");
    let at = journal.split("\"at\":\"").nth(1).unwrap().split('"').next().unwrap();
    campaign.write_journal("市教育局", journal.replace(at, moment));
}

#[test]
fn an_entry_finer_than_a_millisecond_blocks_nobody() {
    let campaign = Campaign::founding();
    campaign.out("done 7 --unit 市教育局");
    record_at(&campaign, "2024-09-30T10:00:00.123456+08:00");
    campaign.out("reopen 7 --unit 市教育局");
    assert!(campaign.journal("市教育局").contains("2024-09-30T10:00:00.124+08:00"));
}

/// A clock that stood in the year 9999 must not lock the unit's journal for ever.
#[test]
fn a_moment_that_no_clock_can_mean_blocks_nobody() {
    let campaign = Campaign::founding();
    campaign.out("done 7 --unit 市教育局");
    record_at(&campaign, "9999-12-31T23:59:59.999+08:00");
    for words in ["note 7 照片已交 --unit 市教育局", "start 8 --unit 市教育局"] {
        campaign.out(words);
    }
    assert_eq!(campaign.json("duties --unit 市教育局")["duties"][6]["reports"], 2);
    assert!(campaign.out("check").contains("还没有到"));
}

#[test]
fn a_home_that_cannot_be_written_to_is_no_obstacle() {
    let campaign = Campaign::founding();
    let output = campaign.command("done 7 --data 台账").env("HOME", "/dev/null").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let commands = campaign.work().join("台账/zlt-2024-41/commands");
    assert_eq!(fs::read_dir(commands).unwrap().count(), 1, "a machine of its own");
}

#[cfg(unix)]
#[test]
fn a_unit_that_is_no_text_does_not_widen_the_scope() {
    use std::os::unix::ffi::OsStrExt;
    let campaign = Campaign::founding();
    let garbled = std::ffi::OsStr::from_bytes(b"\xca\xd0");
    let output = campaign.command("done 7").env("ZLT_UNIT", garbled).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(!campaign.records().exists());
}

#[cfg(target_os = "linux")]
#[test]
fn nobody_need_listen_to_standard_error() {
    let campaign = Campaign::founding();
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    assert_eq!(campaign.command("done 70").stderr(full()).status().unwrap().code(), Some(2));
    let output = campaign.command("done 7").stdout(full()).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8(output.stderr).unwrap().contains("已经写好了，不用重做"));
    assert_eq!(campaign.journal("市教育局").lines().count(), 1);
}

#[test]
fn anothers_folder_is_not_written_to() {
    let campaign = Campaign::founding();
    campaign.out("done 7");
    campaign.edit_plan("title = \"扎兰屯市第41个全区民族团结进步活动月\"", "title = \"别的事\"");
    campaign.edit_plan("document = \"扎民委字〔2024〕32号\"", "document = \"别的文号\"");
    let ran = campaign.run("start 6 --unit 市教育局");
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("另一个专项工作“扎兰屯市第41个全区民族团结进步活动月”"), "{ran}");
    assert_eq!(campaign.journal("市教育局").lines().count(), 1);
}

#[test]
fn what_stands_in_the_way_is_named_with_the_remedy() {
    let campaign = Campaign::founding();
    fs::create_dir_all(campaign.journal_path("扎兰屯职业学院")).unwrap();
    let ran = campaign.run("done 7");
    assert_eq!(ran.status, 3);
    assert!(ran.stderr.contains("扎兰屯职业学院.k3f9w2xz.jsonl") && ran.stderr.contains("办法："), "{ran}");
    assert_eq!(campaign.journal("市教育局"), "", "rolled back");
}

#[test]
fn a_missing_or_unreadable_plan_is_answered() {
    let campaign = Campaign::founding();
    fs::write(campaign.work().join("gbk.toml"), b"title = \"\xb7\xbd\xb0\xb8\"").unwrap();
    fs::write(
        campaign.work().join("mark.toml"),
        format!("\u{feff}{}", fs::read_to_string(campaign.work().join("plan.toml")).unwrap()),
    )
    .unwrap();
    assert_eq!(campaign.run("--plan mark.toml report").status, 0);
    fs::remove_file(campaign.work().join("plan.toml")).unwrap();
    for (words, answer) in [
        ("duties", "往上都没有找到 plan.toml"),
        ("--plan 没有.toml duties", "没有.toml”：文件或文件夹不存在"),
        ("--plan gbk.toml duties", "另存为 UTF-8"),
        ("config plan 没有.toml", "没有“/work/没有.toml”这个文件"),
    ] {
        let ran = campaign.run(words);
        assert!(ran.status >= 2, "{words}\n{ran}");
        assert!(ran.stderr.contains(answer) && ran.stderr.contains("办法："), "{words}\n{ran}");
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let campaign = Campaign::founding();
    let mut process = campaign.command("duties").stdout(std::process::Stdio::piped()).spawn().unwrap();
    drop(process.stdout.take());
    assert!(process.wait().unwrap().success());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_in_chinese() {
    let campaign = Campaign::founding();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = campaign.command("duties").stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8(output.stderr).unwrap().contains("磁盘已满"));
    for (words, is_written) in [("done 7 --dry-run", false), ("done 7", true), ("done 7", false)] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = campaign.command(words).stdout(full).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(said.contains("已经写好了"), is_written, "{words}\n{said}");
    }
}

/// Signals that end a program wait until a command is written; all of it is there, or nothing.
#[cfg(unix)]
#[test]
fn a_signal_waits_until_the_command_is_written() {
    for signal in ["INT", "TERM", "HUP"] {
        let campaign = Campaign::founding();
        let mut running = campaign.command("done 3 --all").spawn().unwrap();
        let commands = campaign.records().join("commands");
        while !commands.exists() && running.try_wait().unwrap().is_none() {}
        let kill = std::process::Command::new("kill").args([&format!("-{signal}"), &running.id().to_string()]).status();
        let _ = (kill, running.wait().unwrap());
        let written = campaign.json("report")["totals"]["done_on_time"].as_u64().unwrap();
        assert!([0, 38].contains(&written), "{signal}: {written}");
        assert!(!campaign.run("report").stderr.contains("没有写"), "{signal}");
    }
}

/// A kill or a power cut between two journals: what was written counts, and the next command says how to go on.
#[test]
fn a_command_that_broke_off_is_named_by_the_next_with_the_way_on() {
    let campaign = Campaign::founding();
    campaign.out("done 7 --on 9-10 --note 全市");
    fs::remove_file(campaign.journal_path("扎兰屯职业学院")).unwrap();
    for words in ["report", "log", "start 8 --unit 市教育局 --dry-run"] {
        let ran = campaign.run(words);
        assert!(
            ran.stderr.contains("上一次登记（1）没有写完") && ran.stderr.contains("应写2条，写了1条"),
            "{words}\n{ran}"
        );
    }
    assert_eq!(campaign.run("check").status, 1);
    let ran = campaign.run("done 7 --on 9-10 --note 全市");
    assert!(ran.stdout.contains("已把以下1项次登记为") && ran.stderr.contains("没有写完"), "{ran}");
    assert_eq!(campaign.run("check").status, 0, "finished");
    fs::remove_file(campaign.journal_path("扎兰屯职业学院")).unwrap();
    assert!(campaign.run("report").stderr.contains("上一次登记没有写成"));
    campaign.out("undo 1");
    assert_eq!(campaign.run("check").status, 0, "taken back");
    assert_eq!(campaign.run("report").stderr, "");
}

/// A name may have a dot: what stands behind it may be a machine or belong to the name, and both units read the file.
#[test]
fn names_with_dots_and_files_of_machines_are_told_apart_by_what_they_hold() {
    let plan =
        SOUND.replace("\"市教育局\", \"柴河镇\"", "\"A\", \"A.k3f9w2xz\", \"柴河镇\"").replace("\"市教育局\"", "\"A\"");
    let campaign = Campaign::with_plan(&plan);
    campaign.out("done 1 --unit A");
    campaign.out("start 1 --unit A.k3f9w2xz");
    let status = |unit: &str| campaign.json(&format!("duties --unit {unit}"))["duties"][0]["status"].clone();
    assert_eq!((status("A"), status("A.k3f9w2xz")), ("done".into(), "doing".into()));
    let folder = campaign.home().join(".local/share/zlt/t/journal");
    fs::rename(folder.join("A.k3f9w2xz.k3f9w2xz.jsonl"), folder.join("A.k3f9w2xz.jsonl.2")).unwrap();
    let former = fs::read(folder.join("A.k3f9w2xz.jsonl.2")).unwrap();
    let own = fs::read(folder.join("A.k3f9w2xz.jsonl")).unwrap();
    fs::write(folder.join("A.k3f9w2xz.jsonl"), [own, former].concat()).unwrap();
    assert_eq!((status("A"), status("A.k3f9w2xz")), ("done".into(), "doing".into()), "of both in one file");
    let ran = campaign.run("report");
    assert!(ran.status == 0 && !ran.stderr.contains("别的单位的文件"), "none is a stray\n{ran}");
    assert_eq!(campaign.run("check").status, 0);
}

/// Strays count for the whole campaign, which says where they are; a unit that reads its own files alone would miss them.
#[test]
fn strays_are_counted_and_named() {
    let campaign = Campaign::founding();
    campaign.out("done 7 --unit 市教育局");
    let journal = campaign.journal("市教育局");
    campaign.write_journal("柴河镇", journal);
    fs::remove_file(campaign.journal_path("市教育局")).unwrap();
    let ran = campaign.run("report");
    let told = "有1条记录写在别的单位的文件里，只看本单位时会漏掉：市教育局的在柴河镇的文件里";
    assert!(ran.stderr.contains(told) && ran.stdout.contains("按期完成1"), "{ran}");
    assert_eq!(campaign.run("check").status, 1);
}
