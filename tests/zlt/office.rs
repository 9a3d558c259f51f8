//! The office's word: requests and their answers, review, returns, materials, extensions.

use serde_json::{Value, json};

use crate::support::Campaign;

const PLAN: &str = r#"[campaign]
id = "t"
title = "秸秆禁烧专项行动"
coordinator = "市农业局"
start = 2024-09-01
end = 2024-09-30
review = true
[groups]
"市直各部门" = ["市农业局", "市教育局"]
"各乡镇" = ["柴河镇", "中和镇"]
[[activity]]
id = 1
title = "签订责任书"
units = ["各乡镇"]
due = 2024-09-15
deliver = ["总结", "照片"] # 两样
[[activity]]
id = 2
title = "开展宣传"
units = ["市直各部门", "各乡镇"]
"#;

fn office() -> Campaign {
    Campaign::with_plan(PLAN)
}

/// What a liaison types on the same records.
fn typed_by(campaign: &Campaign, unit: &str, words: &str) -> (i32, String) {
    let output = campaign.command(words).env("ZLT_UNIT", unit).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout) + &text(&output.stderr))
}

fn duty(campaign: &Campaign, unit: &str, activity: &str, day: &str) -> Value {
    let duties = campaign.json(&format!("duties --unit {unit} --as-of {day}"));
    duties["duties"].as_array().unwrap().iter().find(|duty| duty["activity"] == activity).unwrap().clone()
}

fn words_of(duty: &Value) -> String {
    let word = |key: &str| duty[key].as_str().unwrap_or("-").to_owned();
    [word("status"), word("standing"), word("review"), word("request")].join(" ")
}

/// Who is late from the day on which nobody may ask any more.
#[test]
fn a_request_changes_nothing_until_the_office_answers() {
    let mut campaign = office();
    let (status, shown) = typed_by(&campaign, "柴河镇", "waive 1 --note 没有耕地");
    assert!(status == 0 && shown.contains("等市农业局答复；答复以前，时限和办理状态不变"), "{shown}");
    assert_eq!(words_of(&duty(&campaign, "柴河镇", "1", "2024-09-12")), "unreported due_soon - waive");
    let (status, shown) = typed_by(&campaign, "中和镇", "extend 1 --to 9-25 --why 连日降雨");
    assert!(status == 0 && shown.contains("申请延到9月25日"), "{shown}");
    campaign.on("2024-09-16");
    assert_eq!(words_of(&duty(&campaign, "中和镇", "1", "2024-09-16")), "unreported overdue - extend");
    let pending = campaign.out("report 待审");
    let (first, second) = (
        "zlt waive 1 --unit 柴河镇 --note 同意",
        "zlt extend 1 --unit 中和镇 --to 2024-09-25 --approved 批准人 --why 连日降雨",
    );
    for command in [first, second, "zlt return 1 --unit 中和镇 --note 原因"] {
        assert!(pending.contains(command), "{pending}");
    }
    // Each answer, as printed.
    let typed = |command: &str| campaign.out(command.strip_prefix("zlt ").unwrap());
    typed(first);
    let ran = campaign.run(&format!("{} --yes", second.strip_prefix("zlt ").unwrap()));
    assert!(ran.status == 2 && ran.stderr.contains("谁批准的"), "what stands for a name is none: {ran}");
    assert_eq!(campaign.run("report 待审 --exit-code").status, 1, "what waits for an answer is found");
    typed(&format!("{} --yes", second.replace("批准人", "分管领导")));
    assert!(typed_by(&campaign, "中和镇", "duties").1.contains("已延期"), "a liaison sees that it was granted");
    assert_eq!(words_of(&duty(&campaign, "柴河镇", "1", "2024-09-16")), "waived waived waiting -");
    assert_eq!(words_of(&duty(&campaign, "中和镇", "1", "2024-09-16")), "unreported open - -");
    assert!(!campaign.out("report 待审").contains("待答复的申请"));
}

#[test]
fn a_request_that_is_turned_down_may_be_made_again() {
    let campaign = office();
    typed_by(&campaign, "柴河镇", "waive 1 --note 没有耕地");
    let (_, again) = typed_by(&campaign, "柴河镇", "waive 1 --note 没有耕地");
    assert!(again.contains("一模一样的已经登记过"), "{again}");
    let returned = campaign.out("return 1 --unit 柴河镇 --note 有耕地");
    assert!(returned.contains("申请退回，不同意"), "{returned}");
    assert_eq!(words_of(&duty(&campaign, "柴河镇", "1", "2024-09-12")), "unreported due_soon - -");
    let (_, own) = typed_by(&campaign, "柴河镇", "duties");
    assert!(own.contains("不涉及未同意"), "a liaison sees that it was turned down: {own}");
    assert!(typed_by(&campaign, "柴河镇", "").1.contains("没有同意的申请：第1项。"));
    let nothing = campaign.out("return 1 --unit 柴河镇 --note 有耕地");
    assert!(nothing.contains("没有可退回的"), "{nothing}");
    typed_by(&campaign, "柴河镇", "waive 1 --note 耕地已全部流转");
    assert_eq!(words_of(&duty(&campaign, "柴河镇", "1", "2024-09-12")), "unreported due_soon - waive");
    campaign.out("done 1 --unit 柴河镇");
    assert_eq!(words_of(&duty(&campaign, "柴河镇", "1", "2024-09-12")), "done done_on_time waiting -");
}

/// A return answers the newest of two requests, and says which; the other still waits.
#[test]
fn of_two_requests_it_is_said_which_was_turned_down() {
    let campaign = office();
    typed_by(&campaign, "柴河镇", "waive 1 --note 没有耕地");
    typed_by(&campaign, "柴河镇", "extend 1 --to 9-25 --why 连日降雨");
    let returned = campaign.out("return 1 --unit 柴河镇 --note 按时完成");
    assert!(returned.contains("这次退回的是“申请延期”；“申请不涉及”还没有答复"), "{returned}");
    assert_eq!(words_of(&duty(&campaign, "柴河镇", "1", "2024-09-12")), "unreported due_soon - waive");
    let returned = campaign.out("return 1 --unit 柴河镇 --note 有耕地");
    assert!(!returned.contains("还没有答复"), "{returned}");
    assert_eq!(campaign.run("report 待审 --exit-code").status, 0);
}

/// What the office alone says is refused to a liaison, whatever the command line names; the coordinator's clerk is the office.
#[test]
fn nobody_acquits_himself() {
    let campaign = office();
    campaign.out("done 1 --unit 柴河镇");
    for words in
        ["accept 1", "accept 1 --all", "accept --waiting --yes", "return 1 --note 重做 --unit 柴河镇", "receive 1 总结"]
    {
        let (status, shown) = typed_by(&campaign, "柴河镇", words);
        assert!(status == 2 && shown.contains("由市农业局来做，没有写入"), "{words}: {shown}");
    }
    let (status, shown) = typed_by(&campaign, "柴河镇", "waive 2 --unit 中和镇 --note 不用做");
    assert!(status == 0 && shown.contains("申请不涉及"), "{shown}");
    let (status, shown) = typed_by(&campaign, "柴河镇", "extend 2 --to 10-8 --why 下雨 --approved 我");
    assert!(status == 2 && shown.contains("不用写谁批准的"), "{shown}");
    let (status, shown) = typed_by(&campaign, "市农业局", "accept 1 --unit 柴河镇");
    assert!(status == 0 && shown.contains("销号"), "{shown}");
    assert_eq!(campaign.run("waive 2 --unit 柴河镇").status, 2, "nor does the office without a reason");
}

#[test]
fn the_guard_of_groups_holds_for_the_offices_words_too() {
    let campaign = office();
    for words in ["waive 2 --note 不用做", "accept 2", "return 2 --note 重做", "receive 2 总结"] {
        let ran = campaign.run(words);
        assert!(ran.status == 2 && ran.stderr.contains("会一次登记4个单位，没有写入"), "{words}: {ran}");
    }
}

#[test]
fn what_is_accepted_counts_beside_what_is_done_and_waits_again_once_it_is_corrected() {
    let campaign = office();
    campaign.out("done 1 --unit 柴河镇 --on 9-10 --count 场次=2");
    campaign.out("done 1 --unit 中和镇");
    campaign.out("accept 1 --unit 柴河镇");
    let totals = campaign.json("report")["totals"].clone();
    assert_eq!((&totals["accepted"], &totals["owed"]), (&json!(1), &json!(6)));
    assert!(campaign.out("report").contains("销号率16.7%（应完成6项次中已销号1项次）"));
    // More of the same is told, and stays accepted.
    campaign.out("done 1 --unit 柴河镇 --note 又签了3户");
    assert_eq!(duty(&campaign, "柴河镇", "1", "2024-09-12")["review"], "accepted");
    assert!(campaign.out("report 待审").contains("销号后又有反馈（1项次）"));
    // What was accepted is replaced: there is nothing left that was.
    campaign.out("done 1 --unit 柴河镇 --count 场次=3 --replace=all");
    assert_eq!(duty(&campaign, "柴河镇", "1", "2024-09-12")["review"], "waiting");
    assert!(campaign.run("check").stdout.contains("这次销号没有生效"));
    campaign.out("accept --waiting --yes");
    assert_eq!(campaign.json("report")["totals"]["accepted"], 2);
    let ran = campaign.run("accept --waiting --yes");
    assert!(ran.status == 0 && ran.stderr.contains("没有待审核的"), "{ran}");
}

#[test]
fn all_that_waits_is_not_accepted_unseen() {
    let campaign = office();
    campaign.out("done 1 --unit 柴河镇");
    let ran = campaign.run("accept --waiting");
    assert!(ran.status == 2 && ran.stderr.contains("有1项次待审核，没有销号") && ran.stderr.contains("--yes"), "{ran}");
    assert_eq!(campaign.json("report")["totals"]["accepted"], 0);
}

#[test]
fn what_is_returned_is_judged_by_its_new_day_and_by_the_old_one_before() {
    let mut campaign = office();
    campaign.out("done 1 --unit 柴河镇 --on 9-10");
    campaign.on("2024-09-17");
    let ran = campaign.run("return 1 --unit 柴河镇 --note 数量不实");
    assert!(
        ran.status == 2 && ran.stderr.contains("已过，退回要写明重做到哪一天") && ran.stderr.contains("--due"),
        "{ran}"
    );
    assert_eq!(campaign.run("return 1 --unit 柴河镇 --due 9-20").status, 2, "nor without a reason");
    campaign.out("return 1 --unit 柴河镇 --note 数量不实 --due 9-20");
    let of = |campaign: &Campaign, day: &str| {
        let duty = duty(campaign, "柴河镇", "1", day);
        assert_eq!(duty["due"], "2024-09-15", "the plan's");
        format!("{} {}", words_of(&duty), duty["redo"].as_str().unwrap_or("-"))
    };
    assert_eq!(of(&campaign, "2024-09-16"), "done done_on_time waiting - -");
    assert_eq!(of(&campaign, "2024-09-17"), "doing due_soon returned - 2024-09-20");
    assert_eq!(of(&campaign, "2024-09-21"), "doing overdue returned - 2024-09-20");
    campaign.on("2024-09-19");
    campaign.out("done 1 --unit 柴河镇");
    assert_eq!(of(&campaign, "2024-09-21"), "done done_on_time waiting - 2024-09-20");
}

#[test]
fn materials_come_one_by_one_whatever_the_round() {
    let campaign = office();
    let shown = campaign.out("receive 1 总结 --unit 柴河镇 --how 纸质 --missing 照片");
    assert!(shown.contains("柴河镇第1项：收到总结（纸质）；还缺照片。"), "{shown}");
    assert_eq!(
        words_of(&duty(&campaign, "柴河镇", "1", "2024-09-12")),
        "unreported due_soon - -",
        "no round, no status"
    );
    let again = campaign.out("receive 1 总结 --unit 柴河镇 --how 纸质 --missing 照片");
    assert!(again.contains("什么也没有写入") && again.contains("一模一样的已经登记过"), "{again}");
    campaign.out("done 1 --unit 柴河镇");
    campaign.out("return 1 --unit 柴河镇 --note 盖章不清 --due 9-20");
    let page = campaign.out("report 材料");
    assert!(page.contains("要交材料的2项次：已交齐0，还缺2。") && page.contains("总结（纸质）"), "{page}");
    campaign.out("receive 1 照片 --unit 柴河镇");
    let materials = campaign.json("report 材料")["materials"].clone();
    assert_eq!(materials[0]["missing"], json!([]));
    assert_eq!(materials[1]["missing"], json!(["总结", "照片"]));
    assert_eq!(campaign.json("show 1 --unit 柴河镇")["duties"][0]["materials"][0]["how"], "纸质");
    let ran = campaign.run("receive 1 相片 --unit 柴河镇");
    assert!(ran.status == 2 && ran.stderr.contains("最接近的是：照片"), "{ran}");
}

/// What was said of a day before an extension was granted stays true.
#[test]
fn an_extension_does_not_reach_back_before_the_day_it_was_granted() {
    let mut campaign = office();
    campaign.on("2024-09-14");
    let before = ["2024-09-12", "2024-09-13"].map(|day| campaign.json(&format!("report --as-of {day}")));
    let granted = "extend 1 --unit 柴河镇 --to 9-25 --approved 分管领导 --why 连日降雨";
    let ran = campaign.run(granted);
    assert!(ran.status == 2 && ran.stdout.contains("改为 9月25日") && ran.stderr.contains("--yes"), "{ran}");
    campaign.out(&format!("{granted} --yes"));
    let plan = std::fs::read_to_string(campaign.work().join("plan.toml")).unwrap();
    let line =
        "due_for = { \"柴河镇\" = { due = 2024-09-25, from = 2024-09-14, by = \"分管领导\", why = \"连日降雨\" } }";
    assert_eq!(plan, PLAN.replace("# 两样\n", &format!("# 两样\n{line}\n")), "comments and order are kept");
    let after = ["2024-09-12", "2024-09-13"].map(|day| campaign.json(&format!("report --as-of {day}")));
    assert_eq!(before, after);
    assert_eq!(duty(&campaign, "柴河镇", "1", "2024-09-16")["standing"], "open");
    assert_eq!(duty(&campaign, "中和镇", "1", "2024-09-16")["standing"], "overdue");
    // Granted once more: the first extension held until then.
    campaign.on("2024-09-24");
    campaign.out("extend 1 --unit 柴河镇 --to 10-8 --approved 分管领导 --why 又下雨 --yes");
    for (day, due) in [("2024-09-13", "2024-09-15"), ("2024-09-23", "2024-09-25"), ("2024-09-24", "2024-10-08")] {
        assert_eq!(duty(&campaign, "柴河镇", "1", day)["due"], due, "as of {day}");
    }
    campaign.on("2024-10-09");
    let ran = campaign.run("extend 1 --unit 柴河镇 --to 10-20 --approved 分管领导 --why 又下雨 --yes");
    assert!(ran.status == 2 && ran.stderr.contains("延期应在到期前提出"), "{ran}");
}

/// Two machines answer one request, neither knowing of the other: everybody makes the same of it, and is told.
#[test]
fn two_answers_to_one_request_come_to_the_same_everywhere() {
    let campaign = office();
    typed_by(&campaign, "柴河镇", "waive 1 --note 没有耕地");
    let folder = campaign.home().join(".local/share/zlt/t/journal");
    let name = |machine: &str| folder.join(format!("柴河镇.{machine}.jsonl"));
    let (own, other) = (name("k3f9w2xz"), name("aaaaaaaa"));
    let request = std::fs::read_to_string(&own).unwrap();
    campaign.out("waive 1 --unit 柴河镇 --note 同意");
    let waived = std::fs::read_to_string(&own).unwrap();
    // The other machine had the request alone.
    std::fs::write(&own, &request).unwrap();
    campaign.out("return 1 --unit 柴河镇 --note 有耕地");
    let returned = std::fs::read_to_string(&own).unwrap().replace(&request, "").replace("k3f9w2xz", "aaaaaaaa");
    for (first, second) in [(&waived, &returned), (&returned, &waived)] {
        std::fs::write(&own, first).unwrap();
        std::fs::write(&other, second).unwrap();
        assert_eq!(words_of(&duty(&campaign, "柴河镇", "1", "2024-09-12")), "waived waived waiting -");
        let checked = campaign.run("check").stdout;
        assert!(checked.contains("同一个申请"), "{checked}");
    }
}

/// A waive and an extension asked for at once are two requests; a newer one of a kind takes the place of the older.
#[test]
fn requests_of_two_kinds_are_answered_one_by_one() {
    let mut campaign = office();
    typed_by(&campaign, "柴河镇", "waive 1 --note 没有耕地");
    typed_by(&campaign, "柴河镇", "extend 1 --to 9-20 --why 连日降雨");
    typed_by(&campaign, "柴河镇", "extend 1 --to 9-22 --why 还在下");
    let pending = campaign.json("report 待审")["requests"].clone();
    let asked = |request: &Value| format!("{} {}", request["wants"].as_str().unwrap(), request["until"]);
    let asked: Vec<String> = pending.as_array().unwrap().iter().map(asked).collect();
    assert_eq!(asked, ["waive null", "extend \"2024-09-22\""]);
    let ran = campaign.run("return 1 --unit 柴河镇 --note 不同意 --due 9-25");
    assert!(ran.status == 2 && ran.stderr.contains("退回就是不同意，没有重做的日子"), "{ran}");
    campaign.out("extend 1 --unit 柴河镇 --to 9-22 --approved 分管领导 --why 连日降雨 --yes");
    assert_eq!(duty(&campaign, "柴河镇", "1", "2024-09-12")["request"], "waive", "the other is still open");
    campaign.out("return 1 --unit 柴河镇 --note 有耕地");
    assert_eq!(duty(&campaign, "柴河镇", "1", "2024-09-12")["request"], Value::Null);
    // Asked again on the day of the grant: what was granted before is no answer to it.
    typed_by(&campaign, "柴河镇", "extend 1 --to 9-28 --why 还不够");
    assert_eq!(duty(&campaign, "柴河镇", "1", "2024-09-12")["request"], "extend");
    campaign.out("extend 1 --unit 柴河镇 --to 9-25 --approved 分管领导 --why 再宽限几天 --yes");
    assert_eq!(
        duty(&campaign, "柴河镇", "1", "2024-09-12")["request"],
        Value::Null,
        "less than was asked, and an answer"
    );
    campaign.on("2024-09-26");
    let (status, shown) = typed_by(&campaign, "柴河镇", "extend 1 --to 9-30 --why 又下了");
    assert!(status == 2 && shown.contains("延期应在到期前提出"), "{shown}");
}
