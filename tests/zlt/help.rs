//! Help, manual and clap's own answers: in Chinese, complete, and the same wherever they are read.
//!
//! `ZLT_UPDATE=1 cargo test help::` writes docs/cli.md anew; read the difference before you keep it.

use std::fs;

use unicode_width::UnicodeWidthStr;
use zlt::commands::manual::{self, Page};
use zlt::commands::tree;
use zlt::render::markdown;

use crate::support::{Campaign, root};

/// Words of the format and of the settings; besides them, only what one types to zlt may be Latin.
const KNOWN: &[&str] = &[
    "xlsx",
    "csv",
    "md",
    "docx",
    "jpg",
    "jpg",
    "html",
    "ics",
    "Excel",
    "Word",
    "git",
    "HEAD",
    "zlt",
    "plan",
    "toml",
    "json",
    "JSON",
    "txt",
    "table",
    "auto",
    "always",
    "never",
    "unit",
    "activity",
    "section",
    "name",
    "data",
    "border",
    "soon",
    "days",
    "line",
    "ascii",
    "NO",
    "COLOR",
    "Tab",
    "bash",
    "zsh",
    "fish",
    "powershell",
];

fn latin_words(text: &str) -> Vec<&str> {
    let words = text.split(|character: char| !character.is_ascii_alphabetic());
    words.filter(|word| word.len() > 1).collect()
}

/// Every command and option as typed.
fn typed_words() -> Vec<String> {
    let tree = tree();
    let commands = || std::iter::once(&tree).chain(tree.get_subcommands());
    let longs = commands().flat_map(|command| command.get_arguments().filter_map(|argument| argument.get_long()));
    let names = commands().map(|command| command.get_name());
    names.chain(longs.flat_map(|long| long.split('-'))).map(str::to_owned).collect()
}

#[test]
fn no_unexpected_latin_word_is_left_in_any_help() {
    let (campaign, typed) = (Campaign::founding(), typed_words());
    let tree = tree();
    assert!(tree.get_subcommands().count() >= 16, "every command is walked");
    for name in tree.get_subcommands().map(|command| command.get_name()).chain([""]) {
        let help = campaign.out(&format!("{name} --help"));
        for word in latin_words(&help) {
            let is_known = KNOWN.contains(&word) || typed.iter().any(|typed| typed == word);
            assert!(is_known, "“{word}” in zlt {name} --help\n{help}");
        }
    }
}

#[test]
fn every_command_and_option_has_a_chinese_name_and_a_word_of_help() {
    let tree = tree();
    for command in tree.get_subcommands().filter(|command| !command.is_hide_set()) {
        let is_chinese = |name: &str| !name.is_ascii();
        assert!(command.get_visible_aliases().any(is_chinese), "{}", command.get_name());
        assert!(command.get_about().is_some_and(|about| about.to_string().width() > 4), "{}", command.get_name());
        for argument in command.get_arguments() {
            let name = format!("{} {}", command.get_name(), argument.get_id());
            assert!(argument.get_help().is_some_and(|help| !help.to_string().is_empty()), "{name}");
            let is_own = !matches!(argument.get_id().as_str(), "help" | "version");
            if argument.get_long().is_some() && is_own && !argument.is_hide_set() {
                assert!(
                    argument.get_visible_aliases().unwrap_or_default().iter().any(|name| is_chinese(name)),
                    "{name}"
                );
            }
        }
    }
}

#[test]
fn chinese_words_do_what_the_others_do() {
    let campaign = Campaign::founding().day("2024-09-25");
    for (chinese, latin) in [
        (
            "分工 --单位 市教育局 --板块 工作要求 --到期 9-22",
            "duties --unit 市教育局 --section 工作要求 --due-before 9-22",
        ),
        ("报告 --逾期 --按 单位", "report --overdue --by unit"),
        ("报告 --即将到期 3", "report --soon 3"),
        ("报告 --对照 --截至 9-20", "report --matrix --as-of 9-20"),
        ("查看 第7项", "show 7"),
        ("单位 --全部", "units --all"),
        ("检查", "check"),
        ("设置", "config"),
        ("帮助 完成", "help done"),
        ("完成 7 --日期 9-20 --备注 好 --数量 场次=2 --预演", "done 7 --on 9-20 --note 好 --count 场次=2 --dry-run"),
    ] {
        assert_eq!(campaign.out(chinese), campaign.out(latin), "{chinese}");
    }
}

#[test]
fn help_is_the_same_however_it_is_asked_for() {
    let campaign = Campaign::founding();
    assert_eq!(campaign.out("help done"), campaign.out("done --help"));
    assert_eq!(campaign.out("help done"), campaign.out("--unit 完成 done 7 -h"));
    assert_eq!(campaign.out("help"), campaign.out("-h"));
    assert_eq!(campaign.out("--version"), concat!("zlt ", env!("CARGO_PKG_VERSION"), "\n"));
}

/// What input methods and hurried fingers make of two dashes.
#[test]
fn other_dashes_are_taken_for_dashes_before_an_option() {
    let campaign = Campaign::founding();
    let expected = campaign.out("duties --unit 市教育局");
    for words in
        ["duties ——unit 市教育局", "duties －－单位 市教育局", "duties —unit=市教育局", "duties -unit 市教育局"]
    {
        assert_eq!(campaign.out(words), expected, "{words}");
    }
    campaign.out("note 7 ——照片已交 --unit 市教育局");
    assert!(campaign.journal("市教育局").contains("——照片已交"), "what is no option stays as typed");
}

#[test]
fn help_comes_whatever_is_wrong_around_it() {
    let mut campaign = Campaign::founding();
    fs::create_dir_all(campaign.home().join(".config/zlt")).unwrap();
    fs::write(campaign.home().join(".config/zlt/config.toml"), "unti = 1\n").unwrap();
    campaign.set("ZLT_TODAY", "昨日");
    for words in ["--help", "help", "help 日期", "done -qh", "schema", "completions bash"] {
        campaign.out(words);
    }
    assert!(campaign.out("done -qh").contains("登记为已完成"));
}

/// What the guide says is what `docs/` says.
#[test]
fn the_guide_is_the_text_of_the_documents() {
    let campaign = Campaign::founding();
    for (topic, file) in [
        ("方案", "plan"),
        ("名称", "names"),
        ("编号", "ids"),
        ("日期", "days"),
        ("状态", "standings"),
        ("范围", "scope"),
        ("审核", "review"),
        ("报表", "files"),
        ("办理记录", "records"),
        ("个人设置", "settings"),
        ("错误", "errors"),
        ("格式", "json"),
    ] {
        let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
        let shown = campaign.out(&format!("help {topic}"));
        let written = fs::read_to_string(root().join(format!("docs/{file}.md"))).unwrap();
        // The names of code blocks and the addresses of links are for programs.
        let written = ["```json", "```text", "```toml", "```console", "```sh"]
            .iter()
            .fold(written, |text, fence| text.replace(fence, ""))
            .replace("(errors.md)", "");
        assert_eq!(letters(&shown), letters(&written), "{topic}");
        assert!(campaign.out("help").contains(&format!("\n{topic}  ")), "{topic} is listed");
    }
    let ran = campaign.run("help 方桉");
    assert!(ran.status == 2 && ran.stderr.contains("是不是 方案？"), "{ran}");
}

#[test]
fn the_reference_says_what_help_says() {
    let mut expected =
        String::from("# 命令\n\n每条命令后面加 `--help` 也能看到这些。中文的写法和英文的一样用，可以不切换输入法。\n");
    for Page { path, document, .. } in manual::pages() {
        let mut bytes = Vec::new();
        markdown::render(&document, 2, &mut bytes).unwrap();
        expected += &format!("\n## {path}\n\n{}", String::from_utf8(bytes).unwrap());
    }
    let path = root().join("docs/cli.md");
    if std::env::var_os("ZLT_UPDATE").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let written = fs::read_to_string(path).unwrap();
    for (number, (line, said)) in written.lines().zip(expected.lines()).enumerate() {
        assert_eq!(line, said, "docs/cli.md:{} is not what --help says", number + 1);
    }
    assert_eq!(written.lines().count(), expected.lines().count(), "docs/cli.md ends elsewhere");
}

#[test]
fn every_command_has_a_manual_page() {
    let campaign = Campaign::founding();
    campaign.out("man 手册");
    for Page { path, about, .. } in manual::pages() {
        let name = path.replace(' ', "-");
        let text = fs::read_to_string(campaign.work().join(format!("手册/{name}.1"))).unwrap();
        assert!(text.contains(&format!(".TH {name} 1 \" \" zlt ")), "{text}");
        assert!(text.contains(&format!(".SH NAME\n{} \\- {about}\n", name.replace('-', "\\-"))), "{text}");
        assert!(text.contains("通用选项"), "{text}");
    }
}

#[test]
fn every_mistyped_command_line_is_answered_in_chinese() {
    let campaign = Campaign::founding();
    for (words, answer) in [
        ("dnoe", "没有“dnoe”这个命令"),
        ("完城 7", "没有“完城”这个命令"),
        ("done", "还缺少 编号"),
        ("show", "还缺少 编号"),
        ("done 7 --onn 9-1", "不认识“--onn”"),
        ("done 7 --on", "--on 后面没有写内容"),
        ("duties --format pdf", "--format 不能写“pdf”"),
        ("duties --standing 拖延", "--standing 的“拖延”不对"),
        ("report --soon abc", "--soon 的“abc”不对"),
        ("report --overdue --soon", "不能一起用"),
        ("report --matrix --by unit", "不能一起用"),
        ("--all --unit 市教育局", "不能一起用"),
        ("done 7 --note 甲 --note 乙", "--note 只能写一次"),
        ("help dnoe", "没有“dnoe”这个命令或专题"),
        ("units 7", "不认识“7”"),
        ("duties --all=是", "--all 后面的内容个数不对"),
        ("config name 甲 --unset", "不能一起用"),
        ("undo 零", "还没有登记过"),
        ("note 7", "在编号后面写上要说的话"),
        ("快到期", "没有“快到期”这个命令"),
    ] {
        let ran = campaign.run(words);
        assert_eq!(ran.status, 2, "{words}\n{ran}");
        assert!(ran.stderr.contains(answer) && ran.stderr.contains("办法："), "{words}\n{ran}");
        let left =
            words.split([' ', '=']).chain(["zlt"]).fold(ran.stderr.clone(), |left, typed| left.replace(typed, ""));
        let unexpected: Vec<&str> = latin_words(&left).into_iter().filter(|word| !is_ours(word)).collect();
        assert_eq!(unexpected, [""; 0], "{words}\n{ran}");
        assert_eq!(ran.stdout, "", "{words}");
    }
}

fn is_ours(word: &str) -> bool {
    KNOWN.contains(&word) || typed_words().iter().any(|typed| typed == word)
}
