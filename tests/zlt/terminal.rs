//! What happens on a terminal only: questions, lists to pick from, pages. Driven through a pseudo-terminal.

use std::fs;
use std::process::Command;
use std::time::Duration;

use expectrl::{Eof, Expect, Session};
use unicode_width::UnicodeWidthStr;

use crate::support::Campaign;

/// A person in front of a terminal.
struct Person {
    session: expectrl::session::OsSession,
}

impl Person {
    /// Types a command line on a terminal of 100 columns.
    fn types(campaign: &Campaign, words: &str) -> Self {
        Self::types_on(campaign, words, 100, 40)
    }

    /// Types a command line on a terminal of so many columns and rows.
    fn types_on(campaign: &Campaign, words: &str, columns: u16, rows: u16) -> Self {
        let zlt = campaign.command(words);
        let mut command = Command::new("/bin/sh");
        // The size is set before zlt starts, and after the terminal has got the size that all get.
        let script = format!("sleep 0.2; stty cols {columns} rows {rows}; exec \"$0\" \"$@\"");
        command.arg("-c").arg(script).arg(zlt.get_program()).args(zlt.get_args()).current_dir(campaign.work());
        command.env_clear().envs(zlt.get_envs().filter_map(|(name, value)| Some((name, value?))));
        let locale = zlt.get_envs().find(|(name, _)| *name == "LANG").and_then(|(_, value)| value);
        command.env("LANG", locale.unwrap_or("C.UTF-8".as_ref()));
        command.env("TERM", "xterm").env("PATH", "/usr/local/bin:/usr/bin:/bin");
        let mut session = Session::spawn(command).unwrap();
        session.set_expect_timeout(Some(Duration::from_secs(10)));
        Self { session }
    }

    fn sees(mut self, text: &str) -> Self {
        if let Err(error) = self.session.expect(text) {
            panic!("“{text}” did not come up: {error}");
        }
        self
    }

    fn presses(mut self, keys: &str) -> Self {
        self.session.send(keys).unwrap();
        self
    }

    /// Everything up to the end of the program.
    fn reads_on(mut self) -> String {
        let rest = self.session.expect(Eof).unwrap();
        String::from_utf8_lossy(rest.as_bytes()).into_owned()
    }
}

const ENTER: &str = "\r";
const ESCAPE: &str = "\u{1b}";

#[test]
fn init_asks_three_questions_and_keeps_the_answers() {
    let campaign = Campaign::founding();
    Person::types(&campaign, "init")
        .sees("方案文件在哪里")
        .presses(ENTER)
        .sees("你是哪个单位")
        .presses("jyj")
        .sees("市教育局")
        .presses(ENTER)
        .sees("你的姓名")
        .presses("小李")
        .presses(ENTER)
        .sees("设好了")
        .reads_on();
    assert_eq!(campaign.out("config unit"), "市教育局\n");
    assert_eq!(campaign.out("config name"), "小李\n");
    assert!(campaign.out("config plan").ends_with("work/plan.toml\n"));
}

#[test]
fn init_can_be_called_off() {
    let campaign = Campaign::founding();
    let said = Person::types(&campaign, "init").sees("方案文件在哪里").presses(ESCAPE).reads_on();
    assert!(said.contains("取消了，什么也没有改"), "{said}");
    assert!(!campaign.home().join(".config").exists());
}

#[test]
fn done_without_a_number_offers_what_is_open() {
    let campaign = Campaign::founding().of_unit("市教育局");
    campaign.out("done 7");
    let said = Person::types(&campaign, "done")
        .sees("登记哪几项")
        .sees("第8项")
        .presses(ENTER)
        .sees("先按空格选中")
        .presses("tgpt")
        .sees("tgpt")
        .presses(" ")
        .presses("第19项")
        .presses(" ")
        .presses(ENTER)
        .reads_on();
    assert!(said.contains("已把以下2项次登记为"), "{said}");
    assert_eq!(campaign.json("report")["totals"]["done_on_time"], 3);
    assert!(campaign.journal("市教育局").contains("推广普通话"));
}

/// A plan that counts by names asks for them where one duty was picked.
#[test]
fn the_figures_of_the_plan_are_asked_for() {
    let campaign = Campaign::founding().of_unit("市教育局");
    campaign.edit_plan("end = 2024-09-30", "figures = [\"场次\", \"参与人数\"]\nend = 2024-09-30");
    let said = Person::types(&campaign, "done")
        .sees("登记哪几项")
        .presses("第7项")
        .presses(" ")
        .presses(ENTER)
        .sees("场次是多少")
        .presses("许多")
        .presses(ENTER)
        .sees("要有数字")
        .presses("12")
        .presses(ENTER)
        .sees("参与人数是多少")
        .presses(ENTER)
        .reads_on();
    assert!(said.contains("数量：场次 12"), "{said}");
}

#[test]
fn in_the_offices_hands_duties_are_picked_unit_by_unit() {
    let campaign = Campaign::founding();
    Person::types(&campaign, "start 3 --unit 柴河镇").reads_on();
    let said = Person::types(&campaign, "done")
        .sees("登记哪几项")
        .presses("chz")
        .sees("柴河镇")
        .presses(" ")
        .presses(ENTER)
        .reads_on();
    assert!(said.contains("已把以下1项次登记为"), "{said}");
    assert_eq!(campaign.json("duties --unit 柴河镇 --standing 按期完成")["duties"].as_array().unwrap().len(), 1);
    assert_eq!(campaign.json("report")["totals"]["done_on_time"], 1);
}

/// A waive must say why: somebody who is asked what is asked that too.
#[test]
fn the_reason_is_asked_where_one_must_be_given() {
    let campaign = Campaign::founding();
    let said = Person::types(&campaign, "waive --unit 柴河镇")
        .sees("为什么不涉及")
        .presses(ENTER)
        .sees("要写明原因")
        .presses("无此项职能")
        .presses(ENTER)
        .sees("登记哪几项")
        .presses(" ")
        .presses(ENTER)
        .reads_on();
    assert!(said.contains("登记为“不涉及”") && said.contains("备注：无此项职能"), "{said}");
}

/// Two duties of two activities and two units are two, not four.
#[test]
fn exactly_what_was_picked_is_written() {
    let campaign = Campaign::founding();
    let said = Person::types(&campaign, "done --unit 市教育局 --unit 柴河镇")
        .sees("登记哪几项")
        .sees("第1项")
        .presses(" ")
        .presses("\u{1b}[B\u{1b}[B\u{1b}[B")
        .presses(" ")
        .presses(ENTER)
        .reads_on();
    assert!(said.contains("已把以下2项次登记为"), "{said}");
    let done = campaign.json("duties --standing 按期完成")["duties"].as_array().unwrap().clone();
    let pairs: Vec<(&str, &str)> =
        done.iter().map(|duty| (duty["activity"].as_str().unwrap(), duty["unit"].as_str().unwrap())).collect();
    assert_eq!(pairs, [("1", "市教育局"), ("2", "柴河镇")]);
}

#[test]
fn what_is_done_is_not_offered_again() {
    let campaign = Campaign::founding().of_unit("市乌兰牧骑");
    campaign.out("done 14");
    let said = Person::types(&campaign, "done").reads_on();
    assert!(said.contains("没有可以登记的分工"), "{said}");
}

#[test]
fn show_without_a_number_offers_the_activities() {
    let campaign = Campaign::founding().of_unit("市乌兰牧骑");
    let said = Person::types(&campaign, "show").sees("看哪一项").presses(ENTER).sees("第14项").reads_on();
    assert!(said.contains("礼赞中华"), "{said}");
    let said = Person::types(&campaign, "show").sees("看哪一项").presses(ESCAPE).reads_on();
    assert!(said.contains("（取消）"), "{said}");
}

#[test]
fn init_keeps_what_is_set_when_one_only_presses_enter() {
    let campaign = Campaign::founding();
    campaign.out("init --yes --unit 柴河镇 --name 小李");
    Person::types(&campaign, "init")
        .sees("方案文件在哪里")
        .presses(ENTER)
        .sees("你是哪个单位")
        .presses(ENTER)
        .sees("你的姓名")
        .presses(ENTER)
        .sees("设好了")
        .reads_on();
    assert_eq!((campaign.out("config unit").as_str(), campaign.out("config name").as_str()), ("柴河镇\n", "小李\n"));
}

#[test]
fn init_asks_again_for_a_plan_that_cannot_be_read() {
    let campaign = Campaign::founding();
    fs::rename(campaign.work().join("plan.toml"), campaign.work().join("方案.toml")).unwrap();
    Person::types(&campaign, "init")
        .sees("方案文件在哪里")
        .presses("没有.toml")
        .presses(ENTER)
        .sees("文件或文件夹不存在")
        .presses(&"\u{7f}".repeat(7))
        .presses("\"方案.toml\"")
        .presses(ENTER)
        .sees("你是哪个单位")
        .presses(ENTER)
        .sees("你的姓名")
        .presses(ENTER)
        .sees("设好了")
        .reads_on();
    assert!(campaign.out("config plan").ends_with("work/方案.toml\n"));
}

#[test]
fn a_small_terminal_gets_a_short_list() {
    let campaign = Campaign::founding().of_unit("市教育局");
    let said = Person::types_on(&campaign, "done", 40, 9).sees("登记哪几项").presses(ESCAPE).reads_on();
    assert!(!said.contains("第6项"), "{said}");
    let said =
        Person::types_on(&campaign, "show", 30, 9).sees("看哪一项").sees("第2项").sees("…").presses(ESCAPE).reads_on();
    assert!(!said.contains("找答案”"), "{said}");
}

#[test]
fn nothing_in_a_plan_steers_the_terminal_through_a_list() {
    let campaign = Campaign::founding().of_unit("市教育局");
    campaign.edit_plan("开展主题党日活动", "主题\\u001b]0;标题\\u0007\\n党日");
    let said = Person::types(&campaign, "done").sees("登记哪几项").sees("党日").presses(ESCAPE).reads_on();
    assert!(!said.contains("\u{1b}]0;") && !said.contains('\u{7}'), "{said:?}");
}

#[test]
fn a_unit_without_activities_is_told_so() {
    let campaign = Campaign::founding();
    campaign.edit_plan("[aliases]", "\"其他\" = [\"市档案馆\"]\n[aliases]");
    let said = Person::types(&campaign, "show --unit 市档案馆").reads_on();
    assert!(said.contains("市档案馆没有承担任务"), "{said}");
}

#[test]
fn a_pager_that_fails_hides_nothing() {
    for pager in ["false", " ", "/etc/passwd", "exit 3;"] {
        let mut campaign = Campaign::founding();
        campaign.set("ZLT_PAGER", pager);
        let said = Person::types(&campaign, "units").reads_on();
        assert!(said.contains("共41个单位"), "{pager}: {said}");
    }
}

#[test]
fn control_c_is_for_the_pager() {
    let mut campaign = Campaign::founding();
    campaign.set("ZLT_PAGER", "trap 'echo 翻到头了; exit 0' INT; echo 开始翻; cat > /dev/null; sleep 5 & wait");
    let said = Person::types(&campaign, "units").sees("开始翻").presses("\u{3}").sees("翻到头了").reads_on();
    assert!(!said.contains("用不了"), "{said}");
}

#[test]
fn the_matrix_keeps_to_the_screen() {
    let campaign = Campaign::founding().day("2024-09-25");
    for columns in [60, 80, 120] {
        let said = Person::types_on(&campaign, "report --matrix --color never --no-pager", columns, 200).reads_on();
        assert!(said.lines().all(|line| line.trim_end().width() <= usize::from(columns)), "{columns}\n{said}");
        let bands = if columns < 80 { 2 } else { 1 };
        assert_eq!(said.matches("柴河镇").count(), bands, "{columns}\n{said}");
    }
}

#[test]
fn a_locale_without_lines_gets_other_borders() {
    for (locale, is_ascii) in [("zh_CN.GB18030", true), ("zh_CN.UTF-8", false)] {
        let mut campaign = Campaign::founding();
        campaign.set("LANG", locale);
        let said = Person::types(&campaign, "duties --unit 市教育局").reads_on();
        assert_eq!((said.contains("+---"), said.contains('│')), (is_ascii, !is_ascii), "{locale}\n{said}");
        let piped = campaign.out("duties --unit 市教育局");
        assert!(piped.contains('│'), "a pipe gets the same whatever the locale");
    }
}

#[test]
fn a_broken_edit_may_be_gone_on_with() {
    let mut campaign = Campaign::founding();
    let script = "grep -q 九月 \"$1\" && to=2024-09-25 || to=九月; sed -i \"s/^due = .*/due = $to/\" \"$1\"\n";
    fs::write(campaign.work().join("editor.sh"), script).unwrap();
    campaign.set("EDITOR", "sh editor.sh");
    let said = Person::types(&campaign, "edit --no-pager").sees("方案有错，不能采用").presses(ENTER).reads_on();
    assert!(said.contains("方案的变化"), "{said}");
    assert!(fs::read_to_string(campaign.work().join("plan.toml")).unwrap().contains("\ndue = 2024-09-25"));
}

/// Days lose their weekday before a table loses its columns.
#[test]
fn tables_stay_tables_at_80_columns() {
    let campaign = Campaign::founding().day("2024-09-25");
    for words in ["report --overdue", "duties --unit 市教育局", "done 7", "log", "show 19 --unit 柴河镇"] {
        let said = Person::types_on(&campaign, &format!("{words} --no-pager --color never"), 80, 40).reads_on();
        assert!(said.contains("╞═") && said.lines().all(|line| line.trim_end().width() <= 80), "{words}\n{said}");
    }
}

#[test]
fn long_results_go_through_a_pager() {
    let campaign = Campaign::founding();
    let paged = campaign.work().join("paged");
    let is_paged = |words: &str, pager: &[(&str, &str)]| {
        let _ = fs::remove_file(&paged);
        let mut campaign = Campaign::founding();
        pager.iter().for_each(|(name, value)| campaign.set(name, &value.replace("paged", paged.to_str().unwrap())));
        Person::types(&campaign, words).reads_on();
        fs::read_to_string(&paged).is_ok_and(|text| text.contains("共41个单位") || text.contains("柴河镇"))
    };
    let (own, others) = (("ZLT_PAGER", "tee paged"), ("PAGER", "cat"));
    assert!(is_paged("units", &[own]));
    assert!(is_paged("units", &[own, others]));
    assert!(is_paged("units", &[("PAGER", "tee paged")]));
    assert!(!is_paged("units --no-pager", &[own]));
    assert!(!is_paged("units --unit 柴河镇", &[own]), "what fits the screen needs no pager");
    assert!(!is_paged("units", &[("ZLT_PAGER", ""), ("PAGER", "tee paged")]));
    let mut campaign = Campaign::founding();
    campaign.set("ZLT_PAGER", "no-such-pager");
    assert!(Person::types(&campaign, "units").reads_on().contains("共41个单位"), "nothing is lost without a pager");
}

#[test]
fn off_a_terminal_nothing_is_asked() {
    let campaign = Campaign::founding();
    for words in ["done", "start", "reopen", "waive", "show"] {
        let ran = campaign.run(words);
        assert!(ran.status == 2 && ran.stderr.contains("还缺少 编号"), "{words}\n{ran}");
    }
    let ran = campaign.run("init");
    assert!(ran.status == 2 && ran.stderr.contains("--yes"), "{ran}");
}

#[test]
fn scripts_answer_with_flags() {
    let campaign = Campaign::founding();
    let said = campaign.out("init --yes --unit jyj --name 小李");
    assert!(said.contains("本单位　市教育局"), "{said}");
    campaign.out("init --yes --all");
    let settings = fs::read_to_string(campaign.home().join(".config/zlt/config.toml")).unwrap();
    assert!(!settings.contains("unit") && settings.contains("小李"), "{settings}");
    assert_eq!(campaign.run("init --yes --unit 柴合镇").status, 2);
    assert_eq!(campaign.run("init --yes --unit 柴河镇 --unit 市教育局").status, 2);
    assert_eq!(campaign.run("init --yes --plan 没有.toml").status, 3);
}

#[test]
fn a_workbook_or_letter_does_not_fill_the_screen() {
    let campaign = Campaign::founding();
    for (words, remedy) in [
        ("report --format xlsx", "写进文件，例如 -o 台账.xlsx"),
        ("remind --format docx", "写进文件，例如 -o 通报.docx"),
    ] {
        let seen = Person::types(&campaign, words).reads_on();
        assert!(seen.contains("不能直接显示在屏幕上") && seen.contains(remedy), "{words}\n{seen}");
        assert!(!seen.contains("PK"), "{words}");
    }
}

/// Of work that takes a while a terminal is told how far it has come.
#[test]
fn long_work_says_how_far_it_has_come() {
    let units: Vec<String> = (0..600).map(|number| format!("\"第{number}村\"")).collect();
    let activities: String =
        (1..=12).map(|id| format!("[[activity]]\nid = {id}\ntitle = \"第{id}件事\"\nunits = [\"各村\"]\n")).collect();
    let plan = format!(
        "[campaign]\nid = \"t\"\ntitle = \"测试\"\nend = 2024-09-30\n[groups]\n\"各村\" = [{}]\n{activities}",
        units.join(", ")
    );
    let campaign = Campaign::with_plan(&plan);
    Person::types(&campaign, "report -o 台账.xlsx").sees("正在写表格").sees("%").sees("已写入“台账.xlsx”").reads_on();
    Person::types(&campaign, "report --ledger -o 台账.docx").sees("正在写文件").sees("%").sees("已写入").reads_on();
    let ran = campaign.run("report -o 台账.xlsx");
    assert_eq!(ran.stderr, "已写入“台账.xlsx”\n", "nothing of it where nobody looks on");
}

/// Long lines of the plan are cut around the caret, with the word beside it still to be read; sentences are wrapped.
#[test]
fn findings_never_run_over_the_screen() {
    let campaign = Campaign::founding();
    let names: Vec<String> = (10..40).map(|number| format!("\"无名{number}局\"")).collect();
    campaign.edit_plan("units = [", &format!("units = [{}, ", names.join(", ")));
    for (columns, words) in [(60, "check"), (80, "check"), (120, "check"), (60, "duties"), (80, "duties")] {
        let said = Person::types_on(&campaign, &format!("{words} --no-pager"), columns, 40).reads_on();
        let lines: Vec<&str> = said.lines().map(str::trim_end).collect();
        assert!(lines.iter().any(|line| line.contains(" | ") && line.contains("无名39局")), "{said}");
        assert!(lines.iter().filter(|line| line.ends_with("^ 没有这个名称")).count() >= 30, "{said}");
        for line in lines {
            assert!(line.width() <= columns.into(), "{columns}: {line}");
        }
    }
}

/// Whoever reads a receipt page by page keeps nobody from recording.
#[test]
fn the_records_are_free_while_a_receipt_is_read() {
    let mut campaign = Campaign::founding();
    campaign.set(
        "ZLT_PAGER",
        "cat > /dev/null; echo 开始看; for i in $(seq 900); do [ -e second ] && break; sleep 0.05; done",
    );
    let reader = Person::types_on(&campaign, "done 10 --unit 各乡镇街道", 100, 10).sees("开始看");
    let second = campaign.run("note 7 一句 --unit 市教育局");
    std::fs::write(campaign.work().join("second"), "").unwrap();
    reader.reads_on();
    assert_eq!(second.status, 0, "{second}");
    assert_eq!(campaign.json("log")["entries"].as_array().unwrap().len(), 20);
}

/// What was recorded on an earlier day is not taken back by a slip.
#[test]
fn an_undo_of_an_earlier_day_asks_first() {
    let mut campaign = Campaign::founding();
    campaign.out("done 7 --unit 市教育局");
    campaign.on("2024-09-13");
    for (keys, left) in [(ENTER, 1), ("撤销\r", 0)] {
        let said =
            Person::types(&campaign, "undo").sees("是2024年9月12日（周四）的，要撤销它吗").presses(keys).reads_on();
        assert_eq!(said.contains("已撤销登记 1"), left == 0, "{said}");
        assert_eq!(campaign.json("report")["totals"]["done_on_time"], left);
    }
}

/// All that waits is listed and counted first; Enter alone accepts nothing.
#[test]
fn accepting_all_that_waits_asks_first() {
    let campaign = Campaign::founding();
    campaign.edit_plan("[campaign]\n", "[campaign]\nreview = true\n");
    campaign.out("done 7");
    for (keys, accepted) in [(ENTER, 0), ("全部\r", 2)] {
        let person = Person::types(&campaign, "accept --waiting").sees("以上2项次全部销号吗").presses(keys);
        let said = person.reads_on();
        assert_eq!(said.contains("已把以下2项次销号"), accepted > 0, "{said}");
        assert_eq!(campaign.json("report")["totals"]["accepted"], accepted);
    }
}

/// What an extension changes is shown first, and the plan is written only on yes.
#[test]
fn an_extension_asks_before_it_changes_the_plan() {
    let campaign = Campaign::founding();
    let plan = || std::fs::read_to_string(campaign.work().join("plan.toml")).unwrap();
    let before = plan();
    let words = "extend 7 --unit 市教育局 --to 10-8 --approved 分管领导 --why 连日降雨";
    for (keys, is_written) in [("不写\r", false), (ENTER, true)] {
        let person = Person::types(&campaign, words).sees("10月8日").sees("写进方案吗").presses(keys);
        let said = person.reads_on();
        assert_eq!(said.contains("已写进"), is_written, "{said}");
        assert_eq!(plan() != before, is_written);
    }
}
