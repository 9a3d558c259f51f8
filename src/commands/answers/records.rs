//! Answers to what is wrong with records, and with what somebody wants to say of them.

use std::path::Path;

use anyhow::Error;
use chrono::NaiveDate;

use super::listed;
use crate::check::records::broken_off::remedy;
use crate::day::long;
use crate::duties::change::Undecided;
use crate::duties::correction::NotCorrected;
use crate::duties::grant::Grant;
use crate::duties::history::NotUndone;
use crate::duties::term::Unfit;
use crate::duties::{Duties, Spoiled};
use crate::id::ActivityId;
use crate::journal::Entry;
use crate::journal::commands::brief_label;
use crate::mask::{Kind as Number, kinds};
use crate::platform::shell_word;
use crate::problem::{Failure, Misuse};
use crate::views::parts::reports::report_line;

/// The answer to a command that cannot be taken back.
pub fn not_undone(reason: NotUndone) -> Misuse {
    match reason {
        NotUndone::NoneLeft => Misuse::new(
            "这台电脑上、现在的范围里没有可以撤销的登记",
            "替别的单位登记的，加上 --unit 单位 或 --all；别的电脑上登记的，用 zlt log --all 看序号，再用 zlt undo 序号",
        ),
        NotUndone::Unknown(label) => {
            Misuse::new(format!("没有序号为 {label} 的登记"), "用 zlt log --all 可查看全部序号")
        }
        NotUndone::IsRetract(label) => {
            Misuse::new(format!("登记 {label} 本身是撤销，不能再撤销"), "需要时重新登记即可")
        }
        NotUndone::Spent(label) => {
            Misuse::new(format!("登记 {label} 已经撤销过了"), "用 zlt log --all 可查看哪些还有效")
        }
        NotUndone::Outside(label) => Misuse::new(
            format!("登记 {label} 还涉及范围以外、或方案里已经没有的单位，没有撤销"),
            "替全部单位撤销加 --all；方案里改了名的单位，先把旧名称写成别称",
        ),
    }
}

/// What is wrong with the records that duties come from; nothing is lost by it.
pub fn of_records(spoiled: &[Spoiled], orphans: usize) -> Vec<String> {
    const TOLD: usize = 10;
    let words = |Spoiled { path, line }: &Spoiled| match line {
        Some(line) => {
            format!("提醒：{}:{line} 这一行读不出来，已跳过，原样留在文件里；其他记录照常", path.display())
        }
        None => format!("提醒：{} 读不了，已跳过；其他记录照常", path.display()),
    };
    let more = spoiled.len().saturating_sub(TOLD);
    let more = (more > 0).then(|| format!("提醒：另有{more}处也读不出来，已跳过；用 zlt check 查看"));
    let spoiled = spoiled.iter().take(TOLD).map(words).chain(more);
    let orphans = (orphans > 0).then(|| {
        format!(
            "提醒：有{orphans}处记录的任务或单位在方案里找不到（多半是改了编号或名称），没有计入；用 zlt log 可查看"
        )
    });
    spoiled.chain(orphans).collect()
}

/// The answer to a paper that would name units as late whose records could not be read.
pub fn unread_for_paper(path: &Path) -> Failure {
    let reason = format!("“{}”读不了，里面的单位可能被错算成没有完成，没有写", path.display());
    Failure::new(reason, "看它是不是文件夹、有没有权限；恢复以后再做一次，用 zlt check 核对")
}

/// What is said of entries in the files of other units; `None` where there are none.
pub fn of_strays(duties: &Duties<'_>) -> Option<String> {
    let name = |unit| duties.plan.units.name(unit);
    let mut named: Vec<String> =
        duties.strays.iter().map(|(file, about)| format!("{}的在{}的文件里", name(*about), name(*file))).collect();
    let count = named.len();
    named.sort();
    named.dedup();
    (count > 0).then(|| {
        format!(
            "提醒：有{count}条记录写在别的单位的文件里，只看本单位时会漏掉：{}；zlt check 说明怎样改",
            listed(&named)
        )
    })
}

/// What is said of the last command of this machine where it broke off.
pub fn of_broken_off(n: u64, of: usize, written: usize) -> String {
    if written == 0 {
        return "提醒：上一次登记没有写成（多半是写的时候断了电或被强行关闭），一条也没有写入；需要的话再登记一次"
            .to_owned();
    }
    format!(
        "提醒：上一次登记（{n}）没有写完（多半是写的时候断了电或被强行关闭）：应写{of}条，写了{written}条。{}",
        remedy(n)
    )
}

/// What is wrong with records of another campaign, for those who only read.
pub fn of_other_campaign(title: &str) -> String {
    format!(
        "提醒：记录文件夹里是另一个专项工作“{title}”的记录，下面的办理情况不是这份方案的；给方案的 [campaign] 换一个没有用过的 id"
    )
}

/// The answer to a write that cannot know what was said before.
fn unread(path: &Path) -> Failure {
    Failure::new(
        format!("“{}”读不了，不知道以前登记过什么，没有写入", path.display()),
        "把这个文件的权限放开、内容恢复，再做一次",
    )
}

/// The answer where nothing can be decided; `machine` is the one whose labels go by their numbers alone.
pub fn undecided(reason: Undecided<'_, '_>, machine: &str) -> Error {
    let (unit, activity, reason) = match reason {
        Undecided::Unread(spoiled) => return unread(&spoiled.path).into(),
        Undecided::Unfit(unit, activity, reason) => return unfit(unit, activity, reason).into(),
        Undecided::NotCorrected(unit, activity, reason) => (unit, activity, reason),
    };
    let of = format!("{unit}第{activity}项");
    let list = |reports: &[(String, Entry<'_>)]| {
        let words =
            reports.iter().map(|(label, entry)| format!("\n    {}", report_line(brief_label(label, machine), entry)));
        words.collect::<String>()
    };
    let which = "写明更正哪一次，例如 --replace=序号，几次用逗号隔开；全部合成一次用 --replace=all";
    match reason {
        NotCorrected::Nothing => Misuse::new(format!("{of}这一轮还没有反馈，没有可更正的"), "去掉 --replace，直接登记"),
        NotCorrected::Several(reports) => {
            Misuse::new(format!("{of}反馈过{}次，不知道更正哪一次，没有写入：{}", reports.len(), list(&reports)), which)
        }
        NotCorrected::NoSuch(label, reports) => {
            Misuse::new(format!("{of}没有序号为 {label} 的反馈，没有写入；有的是：{}", list(&reports)), which)
        }
    }
    .into()
}

/// The answer to a return or a request whose day does not fit.
pub fn unfit(unit: &str, activity: &str, reason: Unfit) -> Misuse {
    let of = format!("{unit}第{activity}项");
    match reason {
        Unfit::NeedsNewDay(due) => Misuse::new(
            format!("{of}的时限{}已过，退回要写明重做到哪一天，没有写入", long(due)),
            "加上 --due，例如 --due 10-8",
        ),
        Unfit::NotLater(due) => {
            Misuse::new(format!("{of}的时限就是{}，写的日子不比它晚，没有写入", long(due)), "写一个更晚的日子")
        }
        Unfit::WithoutEnd => {
            Misuse::new(format!("{of}长期坚持，没有时限，没有写入"), "不用延期；退回的，去掉 --due 再做一次")
        }
        Unfit::TurnedDown => Misuse::new(
            format!("{of}现在是申请，退回就是不同意，没有重做的日子，没有写入"),
            "去掉 --due；同意延期的，用 zlt extend",
        ),
        Unfit::TooLate(due) => Misuse::new(
            format!("{of}时限已过（{}），延期应在到期前提出，没有写入", long(due)),
            "用 zlt note 写明进展；领导已经同意的，请牵头汇总的单位用 zlt edit 写进方案的 due_for",
        ),
    }
}

/// The answer to a liaison who says who has granted what is only asked for.
pub fn approved_by_liaison() -> Misuse {
    Misuse::new("单位申请延期，不用写谁批准的，没有写入", "去掉 --approved；牵头汇总的单位同意了会写进方案")
}

/// The answer to an extension of which nobody knows by whom it was granted, or why.
pub fn extension_without_reason() -> Misuse {
    let remedy = "写全（不要照抄“批准人”“原因”），例如 zlt extend 19 --unit 柴河镇 --to 10-10 --approved 分管领导 --why 连日降雨";
    Misuse::new("延期要写明谁批准的、为什么，没有写入", remedy)
}

/// The answer where a plan has no room for an extension of an activity.
pub fn extension_not_written(id: Option<&ActivityId>) -> Failure {
    let of = id.map_or_else(String::new, |id| format!("第{id}项的"));
    Failure::new(format!("方案里{of} due_for 写不进去，没有写入"), "用 zlt edit 自己加")
}

/// The answer to an extension that nobody has agreed to, where nobody can be asked.
pub fn extension_unasked() -> Misuse {
    Misuse::new("方案没有改动：这里不能问你", "核对上面的变化，加 --yes 写进方案")
}

/// What is said of numbers of persons in what an extension says; none where there are none.
pub fn persons_in_extension(grant: &Grant) -> Option<String> {
    let kinds: Vec<&str> = kinds(&format!("{}；{}", grant.by, grant.why)).into_iter().map(Number::word).collect();
    let words = format!("提醒：批准人、原因里有{}：方案里原样留着，各种报表里只露头尾几位", kinds.join("、"));
    (!kinds.is_empty()).then_some(words)
}

/// What is said where all of so many duties are done or waived.
pub fn nothing_to_extend(count: usize) -> String {
    format!("这{count}项次已经完成，或不涉及，不用延期；方案没有改动。")
}

/// The answer to an undo that names no command where the last one is of an earlier day.
pub fn undo_of_earlier_day(label: &str, day: Option<NaiveDate>) -> Misuse {
    let day = day.map_or(String::new(), long);
    Misuse::new(
        format!("这台电脑上最近一次登记（{label}）是{day}的，不是今天的，没有撤销"),
        format!("确实要撤销它，写明序号：zlt undo {}", shell_word(label)),
    )
}

/// The question before a command of an earlier day is taken back.
pub fn asks_for_earlier_day(label: &str, day: Option<NaiveDate>) -> String {
    format!("最近一次登记（{label}）是{}的，要撤销它吗", day.map_or(String::new(), long))
}

/// The answer to `--replace` in front of the numbers, which takes them for labels.
pub fn number_behind_replace() -> Misuse {
    Misuse::new(
        "--replace 把后面的编号当成了更正的序号",
        "--replace 写在最后，例如 zlt done 7 --replace，或写成 --replace=序号",
    )
}

/// The answer to an undo where nothing has been said.
pub fn nothing_recorded() -> Misuse {
    Misuse::new("还没有登记过，没有可以撤销的", "登记用 zlt done 编号")
}
