//! Completion: what is offered, and that bash, zsh and fish, where they are installed, put it into the command line.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use expectrl::{Expect, Session};

use crate::support::Campaign;

/// What is offered for the last of these words, as zsh and PowerShell get it: values with descriptions.
fn offers(campaign: &Campaign, words: &[&str]) -> Vec<String> {
    let output = campaign.command("complete zsh").arg((words.len() - 1).to_string()).arg("--").args(words).output();
    let text = String::from_utf8(output.unwrap().stdout).unwrap();
    text.lines().map(str::to_owned).collect()
}

fn values(campaign: &Campaign, words: &[&str]) -> Vec<String> {
    offers(campaign, words).iter().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

#[test]
fn names_numbers_sections_and_standings_are_offered_by_chinese_pinyin_or_initials() {
    let campaign = Campaign::founding();
    for (words, expected) in [
        (&["zlt", "duties", "--unit", "jyj"][..], &["市教育局"][..]),
        (&["zlt", "duties", "--unit", "jiaoyuju"], &["市教育局"]),
        (&["zlt", "duties", "--单位", "市文旅"], &["市文旅局", "市文旅广电局"]),
        (&["zlt", "duties", "--unit", "各乡"], &["各乡镇街道", "各乡镇、街道"]),
        (&["zlt", "done", "--unit=chz"], &["--unit=柴河镇"]),
        (&["zlt", "done", "xymz"], &["7"]),
        (&["zlt", "show", "推广普通话"], &["8"]),
        (&["zlt", "done", "7", "1"], &["1", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19"]),
        (&["zlt", "done", "--unit", "市乌兰牧骑", ""], &["14"]),
        (&["zlt", "duties", "--section", "ztsj"], &["（三）开展主题实践系列活动"]),
        (&["zlt", "duties", "--standing", "yq"], &["逾期未完成", "逾期完成"]),
        (&["zlt", "duties", "--standing", "over"], &["逾期未完成"]),
        (&["zlt", "report", "--by", ""], &["unit", "activity", "section"]),
        (&["zlt", "du"], &["duties"]),
        (&["zlt", "s"], &["show", "start", "schema"]),
        (&["zlt", "完"], &["完成"]),
        (&["zlt", "duties", "--se"], &["--section"]),
        (&["zlt", "duties", "--板"], &["--板块"]),
        (&["zlt", "help", "日"], &["日期"]),
        (&["zlt", "report", "tz"], &["台账"]),
        (&["zlt", "report", "待"], &["待审"]),
        (&["zlt", "config", "n"], &["name"]),
        (&["zlt", "done", "--unit=市乌兰牧骑", ""], &["14"]),
        (
            &["zlt", "duties", "--standing", ""],
            &["逾期未完成", "即将到期", "未到期", "长期坚持", "按需开展", "随牵头", "按期完成", "逾期完成", "不涉及"],
        ),
        (&["zlt", "duties", "--unit", "没有的"], &[]),
    ] {
        assert_eq!(values(&campaign, words), expected, "{words:?}");
    }
    assert_eq!(offers(&campaign, &["zlt", "done", "7"]), ["7\t开展“校园民族团结日”主题活动"]);
    assert!(
        offers(&campaign, &["zlt", "duties", "--unit", "市文旅局"]).contains(&"市文旅局\t即市文体旅游广电局".into())
    );
}

#[test]
fn every_topic_is_offered_and_no_description_is_latin() {
    let campaign = Campaign::founding();
    let topics = values(&campaign, &["zlt", "help", ""]);
    for topic in ["duties", "方案", "办理记录", "个人设置", "格式"] {
        assert!(topics.iter().any(|offered| offered == topic), "{topic}: {topics:?}");
    }
    for words in [
        &["zlt", "duties", "--format", ""][..],
        &["zlt", "duties", "--color", ""],
        &["zlt", "duties", "--border", ""],
        &["zlt", "report", "--by", ""],
        &["zlt", "completions", ""],
        &["zlt", ""],
        &["zlt", "duties", "-"],
    ] {
        let offers = offers(&campaign, words);
        assert!(offers.len() > 1, "{words:?}");
        for (value, help) in offers.iter().filter_map(|line| line.split_once('\t')) {
            let is_chinese = help.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
            assert!(is_chinese || help == value, "{words:?}: {value} {help}");
        }
    }
}

#[test]
fn a_line_break_in_a_name_is_no_second_offer() {
    let campaign = Campaign::founding();
    campaign.edit_plan("[aliases]", "[aliases]\n\"文旅\\nrm -rf x\\u001b[31m\" = \"市文体旅游广电局\"");
    let offers = offers(&campaign, &["zlt", "duties", "--unit", "文旅"]);
    assert_eq!(offers[..1], ["文旅 rm -rf x[31m\t即市文体旅游广电局"]);
}

#[test]
fn completion_never_complains() {
    let campaign = Campaign::founding();
    campaign.edit_plan("[campaign]", "[campaign");
    assert_eq!(values(&campaign, &["zlt", "duties", "--unit", "jyj"]), [""; 0]);
    assert_eq!(values(&campaign, &["zlt", "du"]), ["duties"]);
    let ran = campaign.run("complete zsh 3 -- zlt duties --unit jyj");
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    for index in ["9", "18446744073709551615", "x"] {
        let ran = campaign.run(&format!("complete bash {index} -- zlt"));
        assert!(ran.status == 2 && ran.stderr.contains("位置超出"), "{index}\n{ran}");
    }
}

/// A shell with zlt in its path, in the folder of the plan.
fn shell(campaign: &Campaign, program: &str) -> Option<Command> {
    let path = std::env::var("PATH").unwrap_or_default();
    let found = path.split(':').map(|folder| Path::new(folder).join(program)).find(|file| file.exists());
    let Some(found) = found else {
        eprintln!("{program} is not installed: not driven");
        return None;
    };
    let zlt = campaign.command("");
    let folder = Path::new(zlt.get_program()).parent().unwrap();
    let mut shell = Command::new(found);
    shell.env_clear().envs(zlt.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shell.env("PATH", format!("{}:{path}", folder.display())).env("LANG", "C.UTF-8").env("TERM", "xterm");
    shell.current_dir(campaign.work());
    Some(shell)
}

fn said(shell: &mut Command, script: &str) -> String {
    let output = shell.arg("-c").arg(script).stdin(Stdio::null()).output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{script}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn bash_completes() {
    let campaign = Campaign::founding();
    let Some(mut bash) = shell(&campaign, "bash") else { return };
    let script = r#"
        source <(zlt completions bash)
        complete -p zlt
        try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _zlt zlt "${@: -1}" ""; printf '%s|' "${COMPREPLY[@]}"; echo; }
        try zlt duties --unit jyj
        try zlt duties --unit = jyj
        try zlt done xymz
        try zlt du
        try zlt done 7 ''
    "#;
    let said = said(&mut bash, script);
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[0].contains("-F _zlt zlt"), "{said}");
    assert_eq!(lines[1..5], ["市教育局|", "市教育局|", "7|", "duties|"], "{said}");
    assert!(lines[5].starts_with("1|2|3|"), "{said}");
}

#[test]
fn fish_completes() {
    let campaign = Campaign::founding();
    let Some(mut fish) = shell(&campaign, "fish") else { return };
    let script = r#"
        zlt completions fish | source
        for line in "zlt duties --unit jyj" "zlt done xymz" "zlt duties --unit 街道" "zlt du"
            complete -C $line | string split -f1 \t | string join '|'
        end
    "#;
    let streets = "兴华街道|正阳街道|繁荣街道|向阳街道|高台子街道|铁东街道|河西街道|各乡镇街道|各乡镇、街道";
    assert_eq!(said(&mut fish, script).lines().collect::<Vec<_>>(), ["市教育局", "7", streets, "duties"]);
}

/// zsh completes only on a terminal.
#[test]
fn zsh_completes() {
    let campaign = Campaign::founding();
    let Some(mut zsh) = shell(&campaign, "zsh") else { return };
    zsh.arg("-f").stdin(Stdio::inherit());
    let mut session = Session::spawn(zsh).unwrap();
    session.set_expect_timeout(Some(Duration::from_secs(10)));
    session.get_process_mut().set_window_size(100, 40).unwrap();
    session.send("PS1='%%''> '; source <(zlt completions zsh)\r").unwrap();
    session.expect("%> ").unwrap();
    for (typed, completed) in [
        ("zlt duties --unit jyj", "zlt duties --unit 市教育局"),
        ("zlt duties --unit=chz", "zlt duties --unit=柴河镇"),
        ("zlt done xymz", "zlt done 7"),
        ("zlt du", "zlt duties"),
        ("zlt 完", "zlt 完成"),
    ] {
        // With echo put before it, Enter prints the line as completed.
        session.send(format!("{typed}\t\u{1}echo :\r")).unwrap();
        if let Err(error) = session.expect(format!("\n:{completed}")) {
            panic!("{typed} did not become {completed}: {error}");
        }
    }
    session.send("zlt duties --unit 街道\t").unwrap();
    session.expect("兴华街道").unwrap();
    session.expect("河西街道").unwrap();
}

/// PowerShell is not at hand on every machine: its script is held to the calls that the other scripts make.
#[test]
fn the_script_for_powershell_makes_the_same_call() {
    let script = Campaign::founding().out("completions powershell");
    assert!(script.contains("Register-ArgumentCompleter -Native -CommandName zlt"), "{script}");
    assert!(script.contains("& zlt complete powershell ($words.Count - 1) -- @words"), "{script}");
}

#[test]
fn materials_are_offered_as_the_plan_names_them() {
    let campaign = Campaign::founding();
    campaign.edit_plan("[[activity]]\n", "[[activity]]\ndeliver = [\"总结\", \"照片\"]\n");
    assert_eq!(values(&campaign, &["zlt", "receive", "1", "zp"]), ["照片"]);
    assert_eq!(values(&campaign, &["zlt", "receive", "1", "--missing", ""]), ["总结", "照片"]);
}
