//! `config`, and which of flag, variable, setting and default counts.

use std::fs;

use crate::support::Campaign;

#[test]
fn settings_are_kept_by_full_name_and_come_last() {
    let campaign = Campaign::founding();
    campaign.out("config unit jyj");
    assert_eq!(campaign.out("config unit"), "市教育局\n");
    let count = |campaign: &Campaign, words: &str| campaign.json(words)["duties"].as_array().unwrap().len();
    assert_eq!(count(&campaign, "duties"), 10);
    assert_eq!(count(&campaign, "duties --all"), 502);
    assert_eq!(count(&campaign, "duties --unit 柴河镇"), 17);
    let campaign = campaign.of_unit("市文旅局");
    assert_eq!(count(&campaign, "duties"), 11);
    campaign.out("config unit --unset");
    assert_eq!(campaign.out("config unit"), "\n");
}

#[test]
fn comments_in_the_settings_stay() {
    let campaign = Campaign::founding();
    let path = campaign.home().join(".config/zlt/config.toml");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "# 我的设置\nname = \"李\" # 填写人\n").unwrap();
    campaign.out("config unit 柴河镇");
    assert_eq!(fs::read_to_string(&path).unwrap(), "# 我的设置\nname = \"李\" # 填写人\nunit = \"柴河镇\"\n");
    campaign.out("done 8");
    assert!(campaign.journal("柴河镇").contains("\"by\":\"李\""));
}

#[test]
fn broken_settings_are_shown_with_their_place() {
    let campaign = Campaign::founding();
    let path = campaign.home().join(".config/zlt/config.toml");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "unti = \"柴河镇\"\n").unwrap();
    let ran = campaign.run("duties");
    assert_eq!(ran.status, 3);
    assert!(ran.stderr.contains("config.toml:1:1") && ran.stderr.contains("项目只有 unit、name、plan、data"), "{ran}");
}

#[test]
fn records_are_kept_where_the_nearest_word_says() {
    let campaign = Campaign::founding();
    let is_in =
        |folder: &str| campaign.work().join(folder).join("zlt-2024-41/journal/市教育局.k3f9w2xz.jsonl").exists();
    campaign.out("config data 设置的");
    campaign.out("done 7");
    assert!(is_in("设置的"));
    campaign.edit_plan("end = 2024-09-30", "data = \"方案的\"\nend = 2024-09-30");
    campaign.out("done 7");
    assert!(is_in("方案的"));
    assert!(campaign.command("done 7").env("ZLT_DATA", "变量的").output().unwrap().status.success());
    assert!(is_in("变量的"));
    campaign.out("done 7 --data 参数的");
    assert!(is_in("参数的"));
    assert!(!campaign.records().exists());
}

#[test]
fn the_plan_is_found_from_any_folder_below_it() {
    let campaign = Campaign::founding();
    let below = campaign.work().join("材料/照片");
    fs::create_dir_all(&below).unwrap();
    assert!(campaign.command("report").current_dir(below).output().unwrap().status.success());
    assert!(!campaign.command("report").current_dir(campaign.home()).output().unwrap().status.success());
    campaign.out("config plan plan.toml");
    assert!(campaign.command("report").current_dir(campaign.home()).output().unwrap().status.success());
}

#[test]
fn today_can_be_fixed_and_a_bad_day_is_refused() {
    let ran = Campaign::founding().day("9月31日").run("report");
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("ZLT_TODAY"), "{ran}");
}

#[test]
fn borders_are_drawn_as_the_nearest_word_says() {
    let campaign = Campaign::founding();
    let is_ascii = |words: &str, variable: &str| {
        let output = campaign.command(words).env("ZLT_BORDER", variable).output().unwrap();
        let shown = String::from_utf8(output.stdout).unwrap();
        assert_ne!(shown.contains("+---"), shown.contains('│'), "{shown}");
        shown.contains("+---")
    };
    assert!(!is_ascii("units", ""));
    campaign.out("config border ascii");
    assert!(is_ascii("units", ""));
    assert!(!is_ascii("units", "line"));
    assert!(is_ascii("units --border ascii", "line"));
    for words in ["config border 虚线", "units --border 虚线"] {
        assert_eq!(campaign.run(words).status, 2, "{words}");
    }
}

#[test]
fn settings_are_written_as_they_are_read_and_broken_ones_can_be_mended() {
    let campaign = Campaign::founding();
    campaign.out("config border ASCII");
    assert_eq!(campaign.out("config border"), "ascii\n");
    let path = campaign.home().join(".config/zlt/config.toml");
    fs::write(&path, "border = \"虚线\" # 我的\n").unwrap();
    assert_eq!(campaign.run("units").status, 3);
    campaign.out("config border line");
    assert_eq!(fs::read_to_string(&path).unwrap(), "border = \"line\" # 我的\n");
    campaign.out("units");
}

#[test]
fn results_that_are_no_views_go_into_files_too() {
    let campaign = Campaign::founding();
    for (words, content) in
        [("schema", "json-schema"), ("completions bash", "_zlt"), ("help 日期", "昨天"), ("config", "unit")]
    {
        assert_eq!(campaign.out(&format!("{words} -o 结果.txt")), "", "{words}");
        assert!(fs::read_to_string(campaign.work().join("结果.txt")).unwrap().contains(content), "{words}");
    }
}

/// The list of liaisons beside the plan holds telephone numbers: git is told to pass over it.
#[test]
fn init_keeps_the_list_of_liaisons_out_of_git() {
    let campaign = Campaign::founding();
    let path = campaign.work().join(".gitignore");
    let init = || campaign.run("init --yes --all");
    for (before, after) in [
        (None, "联络员.csv\n"),
        (Some("联络员.csv\n"), "联络员.csv\n"),
        (Some("台账\n"), "台账\n联络员.csv\n"),
        (Some("台账"), "台账\n联络员.csv\n"),
    ] {
        let _ = fs::remove_file(&path);
        before.map_or(Ok(()), |text| fs::write(&path, text)).unwrap();
        assert!(init().stdout.contains("已写进方案旁边的 .gitignore"));
        assert_eq!(fs::read_to_string(&path).unwrap(), after, "{before:?}");
    }
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    let ran = init();
    assert!(
        ran.stderr.contains("提醒：没能把联络员.csv写进 .gitignore") && !ran.stdout.contains(".gitignore"),
        "{ran}"
    );
    assert_eq!(ran.status, 0, "all else is set");
}
