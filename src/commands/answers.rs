//! Answers to what was mistyped: what is wrong, and the nearest thing that is right.

use std::path::Path;

use super::Format;
use crate::duties::Spoiled;
use crate::duties::history::NotUndone;
use crate::duties::target::Refusal;
use crate::id::ActivityId;
use crate::notice::page::source::Unreadable as UnreadableNotice;
use crate::notice::roll::Unreadable;
use crate::plan::Plan;
use crate::plan::find::{NotFound, NotPicked};
use crate::plan::liaisons::Slip;
use crate::problem::Misuse;

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

/// The answer to a command that cannot be taken back.
pub fn not_undone(reason: NotUndone) -> Misuse {
    match reason {
        NotUndone::NoneLeft => Misuse::new(
            "这台电脑上、现在的范围里没有可以撤销的登记",
            "替别的单位登记的，加上 --unit 单位 或 --all；别的电脑上登记的，用 zlt log --all 看序号，再用 zlt undo 序号",
        ),
        NotUndone::Unknown(number) => {
            Misuse::new(format!("没有序号为{number}的登记"), "用 zlt log --all 可查看全部序号")
        }
        NotUndone::IsRetract(number) => {
            Misuse::new(format!("第{number}次登记本身是撤销，不能再撤销"), "需要时重新登记即可")
        }
        NotUndone::Spent(number) => {
            Misuse::new(format!("第{number}次登记已经撤销过了"), "用 zlt log --all 可查看哪些还有效")
        }
        NotUndone::Outside(number) => Misuse::new(
            format!("第{number}次登记还涉及范围以外、或方案里已经没有的单位，没有撤销"),
            "替全部单位撤销加 --all；方案里改了名的单位，先把旧名称写成别称",
        ),
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
pub fn not_a_number_but(plan: &Plan, typed: &str) -> Misuse {
    if let Ok(name) = plan.units.find(typed) {
        let reason = format!("“{typed}”不是任务编号，是单位“{}”", plan.units.word(name));
        return Misuse::new(reason, format!("单位写在 --unit 后面：--unit {typed}"));
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
pub fn refusal(plan: &Plan, scope: &str, reason: &Refusal) -> Misuse {
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

/// What is wrong with the records that duties come from; nothing is lost by it.
pub fn of_records(spoiled: &[Spoiled], orphans: usize) -> Vec<String> {
    let spoiled = spoiled.iter().map(|Spoiled { path, line }| match line {
        Some(line) => {
            format!("提醒：{}:{line} 这一行读不出来，已跳过，原样留在文件里；其他记录照常", path.display())
        }
        None => format!("提醒：{} 读不了，已跳过；其他记录照常", path.display()),
    });
    let orphans = (orphans > 0).then(|| {
        format!(
            "提醒：有{orphans}处记录的任务或单位在方案里找不到（多半是改了编号或名称），没有计入；用 zlt log 可查看"
        )
    });
    spoiled.chain(orphans).collect()
}

/// What is wrong with records of another campaign, for those who only read.
pub fn of_other_campaign(title: &str) -> String {
    format!(
        "提醒：记录文件夹里是另一个专项工作“{title}”的记录，下面的办理情况不是这份方案的；给方案的 [campaign] 换一个没有用过的 id"
    )
}

/// The answer to a write that cannot know what was said before.
pub fn unread(path: &Path) -> String {
    format!(
        "“{}”读不了，不知道以前登记过什么，没有写入\n  办法：把这个文件的权限放开、内容恢复，再做一次",
        path.display()
    )
}

/// The answer to a roll that cannot be read.
pub fn roll(path: &Path, reason: Unreadable) -> Misuse {
    let (reason, remedy) = match reason {
        Unreadable::Workbook => ("打不开，可能损坏了，或设了密码", "用 Excel 打开，另存为 .xlsx 或 .csv 再试"),
        Unreadable::WithoutOffice => {
            ("是 Excel 表格，这个 zlt 没有装 Excel 格式", "另存为 .csv 再试，或装一个完整的 zlt")
        }
        Unreadable::NotText => ("不是文字", "名单用 .xlsx、.csv 或 .txt；Word、PDF 的先复制到表格里"),
        Unreadable::NoNames => ("里面没有找到单位名称", "一行写一个单位，第一行可以写“单位名称”"),
    };
    Misuse::new(format!("“{}”{reason}", path.display()), remedy)
}

/// The answer to a file that is no notice that can be read.
pub fn notice(path: &Path, reason: UnreadableNotice) -> Misuse {
    let (reason, remedy) = match reason {
        UnreadableNotice::OldWord => ("是旧格式的文档（.doc、.wps、.rtf）", "用 Word 或 WPS 打开，另存为 .docx 再试"),
        UnreadableNotice::Pdf => ("是 PDF 或 OFD", "打开以后全选、复制，贴进记事本存成 .txt；扫描件先做文字识别"),
        UnreadableNotice::Image => ("是图片", "先做文字识别，把文字存成 .txt 再试"),
        UnreadableNotice::Spreadsheet => ("是 Excel 表格", "把表格复制，贴进记事本存成 .txt 再试"),
        UnreadableNotice::Archive => ("是压缩包", "解压以后，用里面的 .docx 或 .txt 再试"),
        UnreadableNotice::WebPage => ("是网页", "在浏览器里复制正文，贴进记事本存成 .txt 再试"),
        UnreadableNotice::Damaged => ("损坏了，或设了密码", "用 Word 或 WPS 打开，另存为 .docx 再试"),
        UnreadableNotice::TooLarge => ("大得不像通知，没有读", "确实是通知的，分成几份再试"),
        UnreadableNotice::NotText => {
            ("不是文字，或编码认不出来", "用记事本打开，另存为 UTF-8 的 .txt 再试；Word 文件用 .docx")
        }
        UnreadableNotice::WithoutOffice => {
            ("像是 Word 文件，这个 zlt 没有装 Word 格式", "全选、复制，贴进记事本存成 .txt 再试，或装一个完整的 zlt")
        }
        UnreadableNotice::Empty => ("里面没有文字", "图片做成的文档，先做文字识别，存成 .txt 再试"),
    };
    Misuse::new(format!("“{}”{reason}", path.display()), remedy)
}

/// The answer to a text in which nothing is asked of anybody.
pub fn no_activities(path: &Path) -> Misuse {
    Misuse::new(
        format!("“{}”里没有找到由哪个单位承担的任务", path.display()),
        "看看是不是拿错了文件；任务写在附件里的，用附件再试",
    )
}

/// The answer to a draft that would replace a file.
pub fn draft_in_the_way(path: &Path) -> Misuse {
    Misuse::new(
        format!("“{}”已经有了，没有覆盖", path.display()),
        "换一个文件名，例如 -o 草稿.toml；对照着把要的抄进方案",
    )
}

/// The answer to a roll that does not say which group its names are for.
pub fn no_group(plan: &Plan, name: &str) -> Misuse {
    let groups: Vec<&str> = plan.units.groups.iter().map(|group| group.name.as_str()).collect();
    Misuse::new(
        format!("不知道“{name}”写进哪个统称"),
        format!("用 --group 写明，例如 --group {}；或在名单第二栏逐行写上统称", groups.first().unwrap_or(&"统称")),
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

/// The answer to a figure that cannot be read.
pub fn count(typed: &str) -> Misuse {
    Misuse::new(format!("--count 的“{typed}”看不懂"), "写成 名称=数量，例如 --count 场次=2，约数写 --count 人次=约300")
}

/// The answer to what is no day.
pub fn day(typed: &str, option: &str) -> Misuse {
    Misuse::new(format!("{option} 的“{typed}”不是日子"), "写成 2024-09-22、9-22、今天或昨天")
}

/// The answer to a file whose ending names no format.
pub fn extension(path: &Path) -> Misuse {
    Misuse::new(
        format!("“{}”的扩展名看不出格式", path.display()),
        "文件名以 .xlsx、.docx、.html、.csv、.ics、.md、.txt 或 .json 结尾，或另加 --format",
    )
}

/// The answer to a page that has nothing to show in a format.
pub fn nothing_for(format: Format) -> Misuse {
    match format {
        Format::Ics => Misuse::new(
            "这条命令的结果里没有日子可以放进日历",
            "日历用 zlt duties -o 日历.ics 或 zlt report -o 日历.ics",
        ),
        _ => Misuse::new("这条命令的结果里没有表格", "换一种格式，例如 .txt、.md"),
    }
}

/// The answer to a format that was left out when this zlt was built.
pub fn without_office() -> Misuse {
    Misuse::new("这个 zlt 没有装 Excel 和 Word 格式", "换用 .csv、.html、.md，或装一个完整的 zlt")
}

/// The answer to a workbook or a document that would fill the screen with signs.
pub fn not_for_a_screen(format: Format) -> Misuse {
    let (name, example) =
        if format == Format::Docx { ("Word 文件", "通报.docx") } else { ("Excel 文件", "台账.xlsx") };
    Misuse::new(format!("{name}不能直接显示在屏幕上"), format!("写进文件，例如 -o {example}"))
}

/// The answer to a list of liaisons that is no text.
pub fn unreadable_liaisons(path: &str) -> Misuse {
    Misuse::new(format!("“{path}”不是文字"), "用 Excel 打开，另存为 CSV（UTF-8）；暂时不用的，把它移开")
}

/// What is wrong with a list of liaisons; the rest of it counts.
pub fn of_liaisons(path: &str, slip: &Slip) -> String {
    match slip {
        Slip::NoHeads => {
            format!("提醒：{path} 的第一行没有“单位”这一栏，没有用上；第一行写成：单位,联络员,电话,分管领导")
        }
        Slip::Stranger { line, name, nearest } => {
            format!("提醒：{path}:{line} 方案里没有叫“{name}”的单位，这一行没有用上。{}", near(nearest))
        }
    }
}

fn near(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!("最接近的是：{}。", listed(names)) }
}

fn listed(names: &[String]) -> String {
    let shown = names.iter().take(LISTED).map(String::as_str).collect::<Vec<_>>().join("、");
    if names.len() > LISTED { format!("{shown}等") } else { shown }
}
