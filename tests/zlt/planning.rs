//! Changing a plan: what the edits mean, and editing with a check before they count.

use std::fs;
use std::process::Command;

use crate::support::Campaign;

fn keep_as(campaign: &Campaign, name: &str) {
    fs::copy(campaign.work().join("plan.toml"), campaign.work().join(name)).unwrap();
}

/// Runs git in the plan's folder; gives whether there is one.
fn git(campaign: &Campaign, words: &str) -> bool {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=王", "-c", "user.email=w@example.cn"]).args(shlex::split(words).unwrap());
    command.current_dir(campaign.work()).env("HOME", campaign.home()).env("GIT_CONFIG_NOSYSTEM", "1");
    command.output().is_ok_and(|output| output.status.success())
}

/// An editor that changes the plan as `sed` would.
fn edit_by(campaign: &mut Campaign, sed: &str) {
    fs::write(campaign.work().join("editor.sh"), format!("sed -i '{sed}' \"$1\"\n")).unwrap();
    campaign.set("EDITOR", "sh editor.sh");
    campaign.set("PATH", "/usr/local/bin:/usr/bin:/bin");
}

#[test]
fn edits_are_told_in_duties() {
    let campaign = Campaign::founding();
    campaign.out("done 19 --unit 市教育局");
    keep_as(&campaign, "旧.toml");
    campaign.edit_plan("except = [\"市民委\"]", "except = [\"市民委\", \"市教育局\"]");
    campaign.edit_plan("due = 2024-09-22", "due = 2024-09-25");
    let json = campaign.json("diff 旧.toml");
    let changes = json["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 2, "{json}");
    assert_eq!((&changes[0]["change"], &changes[0]["units"]), (&"lost".into(), &serde_json::json!(["市教育局"])));
    assert_eq!(changes[0]["recorded"], serde_json::json!(["市教育局"]), "a record that no longer counts");
    assert_eq!((&changes[1]["from"], &changes[1]["to"]), (&"2024-09-22".into(), &"2024-09-25".into()));
    assert_eq!(changes[1]["units"].as_array().unwrap().len(), 36);
    insta::assert_snapshot!(campaign.run("diff 旧.toml --unit 柴河镇"), @"
    扎兰屯市第41个全区民族团结进步活动月 · 方案的变化
    柴河镇　从 旧.toml 到 plan.toml

    ┌──────┬────────────────────┬───────────────────────────────────────────┬────────┬──────────┐
    │ 编号 ┆ 任务               ┆ 变化                                      ┆ 单位   ┆ 已有记录 │
    ╞══════╪════════════════════╪═══════════════════════════════════════════╪════════╪══════════╡
    │ 19   ┆ 报送活动月工作总结 ┆ 时限 9月22日（周日） 改为 9月25日（周三） ┆ 柴河镇 ┆          │
    └──────┴────────────────────┴───────────────────────────────────────────┴────────┴──────────┘

    共1处变化：增加0项次，减少0项次；都还没有办理记录。
    这里只说柴河镇；全部单位共有2处变化：zlt diff --all
    [0]
    ");
    assert!(campaign.out("diff 旧.toml --unit 柴河镇 --format md").contains("| 19 | 报送活动月工作总结 | 时限"));
    assert!(campaign.out("diff 旧.toml plan.toml -o 变化.md").is_empty());
    assert!(campaign.out("diff plan.toml plan.toml").contains("分工没有变化。"));
}

#[test]
fn a_unit_that_is_gone_still_has_its_share_of_the_difference() {
    let campaign = Campaign::founding();
    keep_as(&campaign, "旧.toml");
    campaign.edit_plan("    \"柴河镇\",\n", "");
    let json = campaign.json("diff 旧.toml --unit 柴河镇");
    assert_eq!(json["changes"].as_array().unwrap().len(), 17, "{json}");
    assert_eq!(campaign.run("diff 旧.toml --unit 柴合镇").status, 2);
}

#[test]
fn git_keeps_the_last_version() {
    let campaign = Campaign::founding();
    let mut campaign = campaign;
    campaign.set("PATH", "/usr/local/bin:/usr/bin:/bin");
    let ran = campaign.run("diff");
    assert!(ran.status == 3 && ran.stderr.contains("zlt diff 旧方案.toml"), "{ran}");
    if !git(&campaign, "init -q") {
        eprintln!("git is not installed: not tried");
        return;
    }
    assert!(git(&campaign, "add plan.toml") && git(&campaign, "commit -q -m 印发方案"));
    assert!(campaign.out("diff").contains("分工没有变化"));
    campaign.edit_plan("due = 2024-09-22", "due = 2024-09-25");
    assert!(campaign.out("diff").contains("从 HEAD 到 plan.toml"));
    assert!(git(&campaign, "commit -qam 延期"));
    assert!(campaign.out("diff HEAD~1").contains("9月22日（周日） 改为 9月25日（周三）"));
    assert!(campaign.out("diff HEAD HEAD~1").contains("9月25日（周三） 改为 9月22日（周日）"));
    let ran = campaign.run("diff 没有的");
    assert!(ran.status == 3 && ran.stderr.contains("没有“没有的”这个版本"), "{ran}");
    assert_eq!(campaign.run("diff -- --output=x").status, 3, "no revision is an option");
}

#[test]
fn an_edit_ends_with_the_difference_and_keeps_the_old_plan() {
    let mut campaign = Campaign::founding();
    edit_by(&mut campaign, "s/^due = 2024-09-22/due = 2024-09-25/");
    let before = fs::read_to_string(campaign.work().join("plan.toml")).unwrap();
    let ran = campaign.run("edit");
    assert!(ran.status == 0 && ran.stdout.contains("改为 9月25日（周三）"), "{ran}");
    let copy = campaign.work().join("plan.2024-09-12.toml");
    assert_eq!(fs::read_to_string(copy).unwrap(), before);
    assert!(campaign.out("diff").contains("从 plan.2024-09-12.toml 到 plan.toml"), "diff finds the copy");
    assert!(campaign.run("edit").stderr.contains("没有改动"));
}

#[test]
fn a_broken_plan_is_never_left_behind() {
    let mut campaign = Campaign::founding();
    edit_by(&mut campaign, "s/^due = 2024-09-22/due = 9月25日/");
    let before = fs::read_to_string(campaign.work().join("plan.toml")).unwrap();
    let ran = campaign.run("edit");
    assert!(ran.status == 3 && ran.stderr.contains("方案保持原样；改动存在“plan.未采用.toml”"), "{ran}");
    assert!(ran.stderr.contains("plan.toml:243:7"), "{ran}");
    assert_eq!(fs::read_to_string(campaign.work().join("plan.toml")).unwrap(), before);
}

#[test]
fn a_plan_that_changed_meanwhile_is_not_overwritten() {
    let mut campaign = Campaign::founding();
    edit_by(&mut campaign, "s/^due = 2024-09-22/due = 2024-09-25/");
    let script = campaign.work().join("editor.sh");
    let text = fs::read_to_string(&script).unwrap() + "echo '# 别人的' >> plan.toml\n";
    fs::write(&script, text).unwrap();
    let ran = campaign.run("edit");
    assert!(ran.status == 3 && ran.stderr.contains("别人改了方案，没有覆盖"), "{ran}");
    assert!(fs::read_to_string(campaign.work().join("plan.toml")).unwrap().ends_with("# 别人的\n"));
    assert!(fs::read_to_string(campaign.work().join("plan.我的改动.toml")).unwrap().contains("due = 2024-09-25"));
}

#[test]
fn what_was_edited_outlives_a_plan_that_cannot_be_written() {
    let mut campaign = Campaign::founding();
    edit_by(&mut campaign, "s/^due = 2024-09-22/due = 2024-09-25/");
    let script = campaign.work().join("editor.sh");
    let text = fs::read_to_string(&script).unwrap() + "mv plan.toml moved.toml\n";
    fs::write(&script, text).unwrap();
    let ran = campaign.run("edit");
    assert_eq!(ran.status, 3, "{ran}");
    let (_, named) = ran.stderr.split_once("你改的内容存在“").expect("the place of the draft");
    let (kept, _) = named.split_once('”').unwrap();
    assert!(fs::read_to_string(kept).unwrap().contains("due = 2024-09-25"));
    fs::remove_file(kept).unwrap();
}

#[test]
fn a_broken_plan_can_be_mended() {
    let mut campaign = Campaign::founding();
    edit_by(&mut campaign, "s/^due = 九月/due = 2024-09-22/");
    campaign.edit_plan("due = 2024-09-22", "due = 九月");
    assert_eq!(campaign.run("duties").status, 3);
    let ran = campaign.run("edit");
    assert_eq!(ran.status, 0, "{ran}");
    campaign.out("duties");
}

#[test]
fn an_editor_that_fails_changes_nothing() {
    for (editor, answer) in [("false", "没有正常结束"), ("no-such-editor", "打不开编辑器")] {
        let mut campaign = Campaign::founding();
        campaign.set("VISUAL", editor);
        campaign.set("EDITOR", "true");
        campaign.set("PATH", "/usr/local/bin:/usr/bin:/bin");
        let ran = campaign.run("edit");
        assert!(ran.status == 3 && ran.stderr.contains(answer) && ran.stderr.contains("环境变量 EDITOR"), "{ran}");
    }
}

#[test]
fn a_roll_goes_into_its_group_and_comments_stay() {
    let campaign = Campaign::founding();
    fs::write(campaign.work().join("名单.txt"), "市教育局\n市档案馆\n市图书馆\n").unwrap();
    let before = fs::read_to_string(campaign.work().join("plan.toml")).unwrap();
    let ran = campaign.run("units --from 名单.txt --group 市直各部门");
    assert!(ran.status == 3 && ran.stdout.contains("会在方案里增加2个名称，现在什么也没有写入"), "{ran}");
    assert!(ran.stderr.contains("加 --yes"), "{ran}");
    assert_eq!(fs::read_to_string(campaign.work().join("plan.toml")).unwrap(), before);
    let shown = campaign.out("units --from 名单.txt --group 市直各部门 --yes");
    assert!(shown.contains("已在方案里增加2个名称"), "{shown}");
    let after = fs::read_to_string(campaign.work().join("plan.toml")).unwrap();
    assert_eq!(
        after,
        before.replace("    \"市工商联\",\n]", "    \"市工商联\",\n    \"市档案馆\",\n    \"市图书馆\",\n]")
    );
    assert_eq!(campaign.json("duties --unit 市档案馆")["duties"].as_array().unwrap().len(), 8);
    assert_eq!(fs::read_to_string(campaign.work().join("plan.2024-09-12.toml")).unwrap(), before);
    assert!(campaign.out("units --from 名单.txt --group 市直各部门").contains("方案里都有了，不用改"));
}

#[test]
fn a_workbook_names_the_groups_itself() {
    let campaign = Campaign::founding();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let rows = [
        ["序号", "单位名称", "类别"],
        ["1", "柴合镇", "各乡镇街道"],
        ["2", "市档案馆", "各市直部门"],
        ["3", "雪花啤酒公司", "企业"],
    ];
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            sheet.write(row as u32, column as u16, *cell).unwrap();
        }
    }
    workbook.save(campaign.work().join("名单.xlsx")).unwrap();
    let json = campaign.json("units --from 名单.xlsx --yes");
    let groups: Vec<_> = json["groups"].as_array().unwrap().iter().map(|group| &group["group"]).collect();
    assert_eq!(groups, ["各乡镇街道", "市直各部门", "企业"], "an alias of a group is the group");
    assert_eq!(json["groups"][0]["similar"], serde_json::json!([{"name": "柴合镇", "like": "柴河镇"}]));
    assert_eq!((&json["groups"][2]["new"], &json["written"]), (&true.into(), &true.into()));
    assert_eq!(json["groups"][0]["missing"].as_array().unwrap().len(), 19);
    assert!(campaign.out("units --all").contains("雪花啤酒公司"));
}

#[test]
fn a_roll_that_cannot_be_used_is_answered() {
    let campaign = Campaign::founding();
    let put = |name: &str, content: &[u8]| fs::write(campaign.work().join(name), content).unwrap();
    put("坏.xlsx", b"PK\x03\x04");
    put("坏.txt", b"\x00\x01");
    put("空.csv", b"1,2\n");
    put("名单.txt", "市档案馆\n".as_bytes());
    put("斜杠.txt", "党政办/综合办\n".as_bytes());
    for (words, status, answer) in [
        ("units --from 坏.xlsx --group 市直各部门", 2, "打不开，可能损坏了"),
        ("units --from 坏.txt --group 市直各部门", 2, "不是文字"),
        ("units --from 空.csv --group 市直各部门", 2, "没有找到单位名称"),
        ("units --from 没有.txt --group 市直各部门", 3, "文件或文件夹不存在"),
        ("units --from 名单.txt", 2, "不知道“市档案馆”写进哪个统称"),
        ("units --from 名单.txt --group 市直部门", 2, "最接近的是：市直各部门"),
        ("units --from 斜杠.txt --group 市直各部门 --yes", 3, "不能用作文件名"),
        ("units --group 市直各部门", 2, "还缺少 --from"),
    ] {
        let before = fs::read_to_string(campaign.work().join("plan.toml")).unwrap();
        let ran = campaign.run(words);
        assert!(ran.status == status && ran.stderr.contains(answer), "{words}\n{ran}");
        assert_eq!(fs::read_to_string(campaign.work().join("plan.toml")).unwrap(), before, "{words}");
    }
}

/// Whoever the settings speak for, an edit is told for all units, and a difference says that there is more.
#[test]
fn what_concerns_other_units_is_not_passed_over_in_silence() {
    let mut campaign = Campaign::founding().of_unit("市教育局");
    edit_by(
        &mut campaign,
        "s/\"市公安局\", \"市人社局\"/\"市人社局\"/; s/^except = .*/except = [\"市民委\", \"柴河镇\"]/",
    );
    let ran = campaign.run("edit");
    assert!(ran.status == 0 && ran.stdout.contains("柴河镇"), "{ran}");
    let shown = campaign.out("diff");
    assert!(shown.contains("市教育局分工没有变化。") && shown.contains("全部单位共有"), "{shown}");
    assert!(campaign.out("diff --all").contains("柴河镇"));
}

/// A plan that was moved since is compared with what it was under its former name.
#[test]
fn a_moved_plan_is_compared_with_what_it_was() {
    let campaign = Campaign::founding();
    if !git(&campaign, "init -q") {
        eprintln!("git is not installed: not tried");
        return;
    }
    fs::create_dir(campaign.work().join("旧")).unwrap();
    fs::rename(campaign.work().join("plan.toml"), campaign.work().join("旧/方案.toml")).unwrap();
    assert!(git(&campaign, "add -A") && git(&campaign, "commit -q -m 印发方案"));
    assert!(git(&campaign, "mv 旧/方案.toml plan.toml") && git(&campaign, "commit -qm 移动"));
    campaign.edit_plan("due = 2024-09-22", "due = 2024-09-25");
    assert!(git(&campaign, "commit -qam 延期"));
    let ran = campaign.run("diff HEAD~2");
    assert!(ran.status == 0 && ran.stdout.contains("9月25日"), "{ran}");
}

/// An editor whose path has a blank in it is found, quoted or not; where it is not, the quotes are named.
#[test]
fn an_editor_may_stand_behind_a_blank() {
    let mut campaign = Campaign::founding();
    campaign.set("PATH", "/usr/local/bin:/usr/bin:/bin");
    let editor = campaign.work().join("我的 编辑器");
    fs::write(&editor, "#!/bin/sh\nsed -i 's/^due = 2024-09-22/due = 2024-09-25/' \"$1\"\n").unwrap();
    #[cfg(unix)]
    fs::set_permissions(&editor, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    campaign.set("EDITOR", editor.to_str().unwrap());
    let ran = campaign.run("edit");
    assert!(ran.status == 0 && ran.stderr.contains("已改好"), "{ran}");
    campaign.set("EDITOR", "没有的 编辑器");
    let ran = campaign.run("edit");
    assert!(ran.status == 3 && ran.stderr.contains("用引号把路径括起来"), "{ran}");
}
