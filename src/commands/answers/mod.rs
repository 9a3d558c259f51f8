//! Answers to what was mistyped: what is wrong, and the nearest thing that is right.

mod files;
mod records;

use crate::day::long;
use crate::duties::Scope;
use crate::duties::target::Refusal;
use crate::duties::typed::Mistyped;
use crate::id::ActivityId;
use crate::journal::Kind;
use crate::plan::Plan;
use crate::plan::find::{NotFound, NotPicked};
use crate::platform::shell_word;
use crate::problem::Misuse;
use crate::views::page::NoPage;
use crate::views::parts::reports::kind_word;

pub use files::{
    draft_in_the_way, evidence_damaged, evidence_exported, evidence_gone, extension, file_of_one, has_telephones,
    left_out_private, locked, no_activities, no_editor, no_plain_file, no_promise, no_such_file, no_such_files,
    not_for_a_screen, nothing_for, notice, of_liaisons, own_file, private_activity, roll, too_many_rows, two_formats,
    unfit_roll, unreadable_liaisons, without_office, written_by_hand,
};
pub use records::{
    approved_by_liaison, asks_for_earlier_day, extension_not_written, extension_unasked, extension_without_reason,
    not_undone, nothing_recorded, nothing_to_extend, number_behind_replace, of_broken_off, of_other_campaign,
    of_records, of_strays, persons_in_extension, undecided, undo_of_earlier_day, unfit, unread_for_paper,
};

/// How many names an answer lists at most.
const LISTED: usize = 12;

/// The answer to a unit that could not be settled; `source` says where it was set, if not on the command line.
pub fn unit(typed: &str, source: &str, reason: &NotFound) -> Misuse {
    match reason {
        NotFound::Several(names) => Misuse::new(
            format!("“{typed}”{source}对得上{}个单位：{}", names.len(), listed(names)),
            "写全一点，只对上一个就行",
        ),
        NotFound::Unknown(nearest) => Misuse::new(
            format!("没有叫“{typed}”的单位或统称{source}"),
            format!("{}用 zlt units --all 可查看全部单位", near(nearest)),
        ),
    }
}

/// The answer to a section that could not be settled.
pub fn section(plan: &Plan, typed: &str, reason: &NotFound) -> Misuse {
    let all = || plan.sections().join("、");
    if plan.sections().is_empty() {
        return Misuse::new(format!("没有叫“{typed}”的板块"), "这份方案没有分板块，去掉 --section");
    }
    match reason {
        NotFound::Several(names) => {
            Misuse::new(format!("“{typed}”对得上{}个板块：{}", names.len(), listed(names)), "写全一点，只对上一个就行")
        }
        NotFound::Unknown(nearest) => {
            Misuse::new(format!("没有叫“{typed}”的板块"), format!("{}板块有：{}", near(nearest), all()))
        }
    }
}

/// The answer to numbers that could not be settled.
pub fn pick(reason: &NotPicked) -> Misuse {
    match reason {
        NotPicked::Unknown(id, nearest) => {
            Misuse::new(format!("方案里没有第{id}项"), format!("{}用 zlt duties --all 可查看全部编号", near(nearest)))
        }
        NotPicked::Backward(first, last) => {
            Misuse::new(format!("{first}-{last} 前后颠倒，方案里第{last}项排在前面"), format!("写成 {last}-{first}"))
        }
    }
}

/// The answer to a number that was not typed, where nobody can be asked.
pub fn no_id() -> Misuse {
    Misuse::new("还缺少 编号", "把编号写在后面，例如 7；用 zlt duties 可查看编号")
}

/// The answer to what is no number at all.
pub fn not_a_number(typed: &str) -> Misuse {
    Misuse::new(format!("“{typed}”不是任务编号"), "编号写成 7、3.2，几项写成 7 9，连续几项写成 7-9")
}

/// The answer to a word among numbers that is none: a unit, a piece of a remark, or something else.
fn not_a_number_but(plan: &Plan, typed: &str) -> Misuse {
    if let Ok(name) = plan.units.find(typed) {
        let reason = format!("“{typed}”不是任务编号，是单位“{}”", plan.units.word(name));
        return Misuse::new(reason, format!("单位写在 --unit 后面：--unit {}", shell_word(typed)));
    }
    if typed.contains(['“', '”', '"']) {
        return Misuse::new(
            format!("“{typed}”不是任务编号"),
            "中间有空格的文字，用英文引号括起来：--note \"清理 垃圾\"",
        );
    }
    not_a_number(typed)
}

/// The answer to a write that is refused.
fn refusal(plan: &Plan, scope: &str, reason: &Refusal) -> Misuse {
    match reason {
        Refusal::Cancelled(id) => {
            Misuse::new(format!("第{id}项已经取消，不用登记"), format!("用 zlt show {id} 可查看这一项"))
        }
        Refusal::NotOwed(id) => {
            Misuse::new(format!("{scope}不承担第{id}项，没有写入"), format!("用 zlt show {id} --all 可查看由谁承担"))
        }
        Refusal::OwesNone(name) => Misuse::new(
            format!("{}不承担这里写的任何一项，没有写入", plan.units.word(*name)),
            "去掉这个单位，或核对编号",
        ),
        Refusal::WholeCampaign(ids, units) => {
            let ids: Vec<String> = ids.iter().map(|id| format!("第{id}项")).collect();
            Misuse::new(
                format!("{}由统称承担，会一次登记{units}个单位，没有写入", ids.join("、")),
                "用 --unit 写明是哪个单位；确实要替全部单位登记，加 --all",
            )
        }
    }
}

/// The answer to a roll that does not say which group its names are for.
pub fn no_group(plan: &Plan, name: &str) -> Misuse {
    let groups: Vec<&str> = plan.units.groups.iter().map(|group| group.name.as_str()).collect();
    Misuse::new(
        format!("不知道“{name}”写进哪个统称"),
        format!(
            "用 --group 写明，例如 --group {}；或在名单第二栏逐行写上统称",
            shell_word(groups.first().unwrap_or(&"统称"))
        ),
    )
}

/// The answer to a group that the plan does not have, and that looks like some it has.
pub fn group(typed: &str, nearest: &[String]) -> Misuse {
    Misuse::new(format!("方案里没有叫“{typed}”的统称"), format!("{}写成方案里的叫法", near(nearest)))
}

/// What was passed over of a range.
pub fn passed_over(scope: &str, ids: &[ActivityId]) -> String {
    let ids: Vec<String> = ids.iter().map(|id| format!("第{id}项")).collect();
    format!("提醒：{scope}不承担{}，已跳过", ids.join("、"))
}

/// The answer to what is no day.
pub fn day(typed: &str, option: &str) -> Misuse {
    Misuse::new(format!("{option} 的“{typed}”不是日子"), "写成 2024-09-22、9-22、今天或昨天")
}

/// The answer to a wish that no page can be; `scope` is whom it is about.
pub fn no_page(reason: NoPage, scope: &str) -> Misuse {
    match reason {
        NoPage::SinceAhead(since) => Misuse::new(format!("--since 的{}还没有到", long(since)), "写今天或以前的日子"),
        NoPage::CircularOfOne => Misuse::new(
            format!("通报是写给各单位的，现在的范围只有{scope}"),
            "要全部单位，加 --all；写一个单位的情况，用 --summary",
        ),
    }
}

/// The answer to what was mistyped about duties.
pub fn mistyped(plan: &Plan, scope: &Scope, reason: Mistyped) -> Misuse {
    match reason {
        Mistyped::Day(option, typed) => day(&typed, option),
        Mistyped::Past(option, typed, day) => {
            Misuse::new(format!("{option} 的“{typed}”（{}）已经过去了", long(day)), "写今天或以后的日子，例如 10-8")
        }
        Mistyped::Ahead(typed, day) => Misuse::new(
            format!("--on 的“{typed}”（{}）还没有到", long(day)),
            "只能登记今天和以前的事；去年的日子请连年份一起写",
        ),
        Mistyped::Count(typed) => Misuse::new(
            format!("--count 的“{typed}”看不懂"),
            "写成 名称=数量，例如 --count 场次=2，约数写 --count 人次=约300",
        ),
        Mistyped::CountTwice(name) => {
            Misuse::new(format!("--count 里“{name}”写了两次"), "每个名称只写一次，数量先加好")
        }
        Mistyped::OtherFigure(name, nearest) => Misuse::new(
            format!("这份方案不按“{name}”统计"),
            format!(
                "{}可以写的有：{}；确实要加，写进方案 [campaign] 的 figures",
                near(&nearest),
                plan.campaign.figures.join("、")
            ),
        ),
        Mistyped::CorrectingReopen => Misuse::new(
            "重新打开不能加 --replace",
            "没有做完的，用 zlt reopen 编号；登错了的，用 zlt undo 撤销，或用 zlt done 编号 --replace 更正",
        ),
        Mistyped::CorrectingRequest => Misuse::new(
            "申请不能加 --replace",
            "写错的申请先用 zlt undo 撤销，再申请一次；报错了的，用 zlt done 编号 --replace 更正",
        ),
        Mistyped::OfficesWord(kind) => offices_word(plan, kind),
        Mistyped::NoReason(kind) => no_reason(kind),
        Mistyped::NoReview => Misuse::new(
            "这份方案不审核，没有销号",
            "要审核的，在方案 [campaign] 里写 review = true；没做好的可以用 zlt return 退回",
        ),
        Mistyped::NoMaterial(id) => Misuse::new(
            "没有写收到了什么",
            format!("把材料写在编号后面，例如 zlt receive {} --unit 单位 总结 照片", shell_word(&id)),
        ),
        Mistyped::OtherMaterial(name, nearest, all) => Misuse::new(
            format!("这一项要交的材料里没有“{name}”"),
            format!("{}要交的有：{}；确实要加，写进方案里这一项的 deliver", near(&nearest), all.join("、")),
        ),
        Mistyped::BothMaterial(name) => Misuse::new(format!("“{name}”既写了收到，又写了缺"), "只留一处"),
        Mistyped::EmptyNote => Misuse::new("备注是空的", "在编号后面写上要说的话，例如 zlt note 7 照片已交"),
        Mistyped::Id(typed) => not_a_number_but(plan, &typed),
        Mistyped::Picked(reason) => pick(&reason),
        Mistyped::Refused(reason) => refusal(plan, &scope.words(plan), &reason),
    }
}

/// The answer to a liaison who types what only the office says.
fn offices_word(plan: &Plan, kind: Kind) -> Misuse {
    let office = plan.campaign.coordinator.as_deref().unwrap_or("牵头汇总的单位");
    let own = "这台电脑设了本单位，是代表一个单位的";
    Misuse::new(
        format!("{}由{office}来做，没有写入：{own}", kind_word(kind)),
        "报自己的情况用 zlt done、zlt note；牵头汇总的单位把 zlt config unit 设成自己，或不设",
    )
}

/// The answer where a reason is due and none was typed.
fn no_reason(kind: Kind) -> Misuse {
    let (reason, remedy) = match kind {
        Kind::Waive => ("登记不涉及要写明原因", "加上 --note，例如 --note 无此项职能"),
        Kind::Return => ("退回要写明原因", "加上 --note，写实际的原因，例如 --note 数量不实，请核对"),
        _ => ("申请要写明原因", "加上原因：不涉及写 --note，延期写 --why"),
    };
    Misuse::new(reason, remedy)
}

/// The answer to an acceptance of all that waits, where nobody can be asked.
pub fn accept_all(count: usize) -> Misuse {
    Misuse::new(format!("有{count}项次待审核，没有销号：这里不能问你"), "核对以后加 --yes")
}

fn near(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!("最接近的是：{}。", listed(names)) }
}

fn listed(names: &[String]) -> String {
    let shown = names.iter().take(LISTED).map(String::as_str).collect::<Vec<_>>().join("、");
    if names.len() > LISTED { format!("{shown}等") } else { shown }
}
