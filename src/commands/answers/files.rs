//! Answers about files: those that are read, and those that results go to.

use std::path::Path;

use crate::id::ActivityId;

use crate::document::Medium;
use crate::notice::page::source::Unreadable as UnreadableNotice;
use crate::notice::roll::Unreadable;
use crate::plan::liaisons::Defect;
use crate::platform::shell_word;
use crate::problem::{Failure, Misuse, Problems};
use crate::render::Format;

/// What is said of a kept file that is no longer there.
pub fn evidence_gone(unit: &str, id: &str, name: &str) -> String {
    format!("提醒：{unit}第{id}项的佐证“{name}”不在记录文件夹里，没有复制；zlt check 列出全部这样的文件")
}

/// What is said of a kept file that no longer holds what it did.
pub fn evidence_damaged(unit: &str, id: &str, name: &str) -> String {
    format!(
        "提醒：{unit}第{id}项的佐证“{name}”和存进来的时候不一样了，没有复制；请单位重新交一份，用 zlt note 加 --file 登记"
    )
}

/// What is said once evidence has been copied out; `all` is how many files there are.
pub fn evidence_exported(folder: &str, copied: usize, there: usize, all: usize) -> String {
    let lost = all - copied - there;
    let there = if there == 0 { String::new() } else { format!("，{there}个已经在那里") };
    let lost = if lost == 0 { String::new() } else { format!("，{lost}个没有复制成（见上）") };
    format!("已复制到“{folder}”：{all}个文件中的{copied}个{there}{lost}。照片里可能带着拍摄地点，往外发以前留意")
}

/// The answer to evidence that is a folder, or no file at all but a pipe or a device.
pub fn no_plain_file(typed: &Path, is_folder: bool) -> Misuse {
    let typed = typed.display();
    if is_folder {
        Misuse::new(
            format!("“{typed}”是文件夹"),
            format!("要里面的全部文件，写成 --file {}/*", shell_word(&typed.to_string())),
        )
    } else {
        Misuse::new(format!("“{typed}”不是普通文件"), "写照片、文档这样的文件")
    }
}

/// The answer to evidence that is not there; a number behind `--file` is taken for one.
pub fn no_such_file(typed: &Path) -> Misuse {
    let typed = typed.display();
    Misuse::new(
        format!("没有“{typed}”这个文件"),
        "检查路径写对没有；编号要写在 --file 前面，例如 zlt done 7 --file 照片/*.jpg",
    )
}

/// What is said of so many activities that are kept from others.
pub fn left_out_private(count: usize, remedy: &str) -> String {
    format!("提醒：有{count}项不公开的任务没有列入；{remedy}")
}

/// The answer to a file about an activity that is kept from others.
pub fn private_activity(id: &ActivityId) -> Misuse {
    Misuse::new(format!("第{id}项不公开，没有写成文件"), "在屏幕上看，去掉 -o、--format；给承担的单位，加 --unit 单位")
}

/// The answer to a pattern that stands for no file.
pub fn no_such_files(typed: &Path) -> Misuse {
    Misuse::new(format!("没有对得上“{}”的文件", typed.display()), "检查文件夹和后缀写对没有")
}

/// The answer to a list of liaisons that is no text.
pub fn unreadable_liaisons(path: &str) -> Misuse {
    Misuse::new(format!("“{path}”不是文字"), "用 Excel 打开，另存为 CSV（UTF-8）；暂时不用的，把它移开")
}

/// What is wrong with a list of liaisons; the rest of it counts.
pub fn of_liaisons(path: &str, defect: &Defect) -> String {
    let complaint = defect.complaint();
    format!("提醒：{path}:{} {}；{}", defect.line(), complaint.reason, complaint.remedy)
}

/// What a file leaves out because of the unit that was set once.
pub fn file_of_one(unit: &str) -> String {
    format!("提醒：文件里只有本单位“{unit}”的；要全部单位，加 --all")
}

/// What to mind about a file that has telephone numbers in it.
pub fn has_telephones() -> &'static str {
    "提醒：文件里有联络员和电话，发出去以前请留意"
}

/// The answer to a roll that cannot be read.
pub fn roll(path: &Path, reason: Unreadable) -> Misuse {
    let (reason, remedy) = match reason {
        Unreadable::Workbook => ("打不开，可能损坏了，或设了密码", "用 Excel 打开，另存为 .xlsx 或 .csv 再试"),
        Unreadable::TooLarge => ("大得不像名单，没有读", "把单位名称复制到一个新的表格里再试"),
        Unreadable::WithoutOffice => {
            ("是 Excel 表格，这个 zlt 没有装 Excel 格式", "另存为 .csv 再试，或装一个完整的 zlt")
        }
        Unreadable::NotText => ("不是文字", "名单用 .xlsx、.csv 或 .txt；Word、PDF 的先复制到表格里"),
        Unreadable::NoNames => ("里面没有找到单位名称", "一行写一个单位，第一行可以写“单位名称”"),
    };
    Misuse::new(format!("“{}”{reason}", path.display()), remedy)
}

/// The answer to a roll with names that a plan cannot have; the place of each is the roll's, and no line of the plan.
pub fn unfit_roll(problems: &Problems) -> Failure {
    let reason = problems.list.first().map_or("", |problem| problem.complaint.reason.as_str());
    let reason = format!("名单里有的名称不能写进方案，没有写入：{reason}");
    Failure::new(reason, "在名单里改好这个名称，或删去它，再做一次")
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
        UnreadableNotice::Secret => {
            ("标着密级，没有读", "涉密文件只能在涉密计算机上处理；不涉密的，把版头的密级去掉再试")
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

/// The answer to a file whose ending names no format.
pub fn extension(path: &Path) -> Misuse {
    Misuse::new(
        format!("“{}”的扩展名看不出格式", path.display()),
        "文件名以 .xlsx、.docx、.html、.csv、.ics、.md、.txt 或 .json 结尾，或另加 --format；要 PDF 的，存成 .docx 或 .xlsx，再用 WPS、Office 另存",
    )
}

/// The answer to a result that would replace what was written by hand.
pub fn written_by_hand(path: &Path) -> Misuse {
    Misuse::new(format!("“{}”是方案或联络员名单，没有覆盖", path.display()), "换一个文件名，例如 -o 结果.csv")
}

/// The answer to an edit where nobody sits at a terminal and no editor was named.
pub fn no_editor() -> Misuse {
    Misuse::new("这里不是终端，打不开编辑器", "在终端里用 zlt edit；写在脚本里的，用环境变量 EDITOR 指明编辑的程序")
}

/// The answer to a result that is to go onto records, settings or another file of zlt's own.
pub fn own_file(path: &Path) -> Misuse {
    let reason = format!("“{}”是 zlt 自己存记录、设置的地方，没有写入", path.display());
    Misuse::new(reason, "换一个文件夹和文件名，例如 -o 结果.csv")
}

/// What is told where another zlt holds the records for long.
pub fn locked() -> &'static str {
    "别的 zlt 正在写记录（也可能是共享盘上另一台电脑），等它写完，最多等30秒"
}

/// The answer to a format that is not the one that the file's name promises.
pub fn two_formats(path: &Path) -> Misuse {
    Misuse::new(format!("--format 和“{}”的扩展名不是一种格式", path.display()), "去掉 --format，或换一个扩展名")
}

/// The answer to a page that has nothing to show in a format.
pub fn nothing_for(format: Format) -> Misuse {
    match format.row().medium {
        Medium::Calendar => Misuse::new(
            "这条命令的结果里没有日子可以放进日历",
            "日历用 zlt duties -o 日历.ics 或 zlt report -o 日历.ics",
        ),
        Medium::Screen | Medium::Workbook | Medium::Letter | Medium::Browser => {
            Misuse::new("这条命令的结果里没有表格", "换一种格式，例如 .txt、.md")
        }
    }
}

/// The answer to a page that promises other programs nothing.
pub fn no_promise() -> Misuse {
    Misuse::new("这一页没有 JSON 格式", "去掉 --format")
}

/// The answer to a format that was left out when this zlt was built.
pub fn without_office() -> Misuse {
    Misuse::new("这个 zlt 没有装 Excel 和 Word 格式", "换用 .csv、.html、.md，或装一个完整的 zlt")
}

/// The answer to a workbook or a document that would fill the screen with signs.
pub fn not_for_a_screen(format: Format) -> Misuse {
    let (name, example) = match format.row().medium {
        Medium::Letter => ("Word 文件", "通报.docx"),
        Medium::Screen | Medium::Workbook | Medium::Browser | Medium::Calendar => ("Excel 文件", "台账.xlsx"),
    };
    Misuse::new(format!("{name}不能直接显示在屏幕上"), format!("写进文件，例如 -o {example}"))
}

/// The answer to a table that no sheet can hold.
pub fn too_many_rows() -> Misuse {
    Misuse::new("行数超过了 Excel 一张表能放的1048576行，没有写", "用 --unit 分开导出，或写成 .csv")
}
