//! Help and clap's own answers are in Chinese.

mod support;

use support::Campaign;

const COMMANDS: [&str; 15] = [
    "", "duties", "show", "done", "start", "reopen", "waive", "note", "undo", "log", "report", "units", "check",
    "config", "help",
];

/// Words of the format and of the command line itself; nothing else in help may be Latin.
const KNOWN: [&str; 17] = [
    "zlt", "plan", "toml", "json", "txt", "table", "auto", "always", "never", "name", "data", "soon", "days", "line",
    "ascii", "border", "activity",
];

fn latin_words(text: &str) -> Vec<&str> {
    let words = text.split(|character: char| !character.is_ascii_alphabetic());
    words.filter(|word| word.len() > 1).collect()
}

#[test]
fn no_unexpected_latin_word_is_left_in_any_help() {
    let campaign = Campaign::founding();
    for command in COMMANDS {
        let help = campaign.out(&format!("{command} --help"));
        // What follows -- is typed as it stands.
        let options: Vec<&str> =
            help.split("--").skip(1).flat_map(|rest| latin_words(rest.split([' ', '\n']).next().unwrap())).collect();
        for word in latin_words(&help) {
            let is_known = KNOWN.contains(&word) || COMMANDS.contains(&word) || options.contains(&word);
            assert!(is_known || ["unit", "section"].contains(&word), "“{word}” in zlt {command} --help\n{help}");
        }
    }
}

#[test]
fn help_is_the_same_however_it_is_asked_for() {
    let campaign = Campaign::founding();
    assert_eq!(campaign.out("help done"), campaign.out("done --help"));
    assert_eq!(campaign.out("help"), campaign.out("-h"));
    assert!(campaign.out("--version").starts_with("zlt "));
}

#[test]
fn every_mistyped_command_line_is_answered_in_chinese() {
    let campaign = Campaign::founding();
    for (words, answer) in [
        ("dnoe", "没有“dnoe”这个命令"),
        ("done", "还缺少 编号"),
        ("done 7 --onn 9-1", "不认识“--onn”"),
        ("done 7 --on", "--on 后面没有写内容"),
        ("duties --format pdf", "--format 不能写“pdf”"),
        ("report --soon abc", "--soon 的“abc”不对"),
        ("report --overdue --soon", "不能一起用"),
        ("--all --unit 市教育局", "不能一起用"),
        ("done 7 --note 甲 --note 乙", "--note 只能写一次"),
        ("help dnoe", "没有“dnoe”这个命令"),
        ("units 7", "不认识“7”"),
        ("config name 甲 --unset", "不能一起用"),
    ] {
        let ran = campaign.run(words);
        assert_eq!(ran.status, 2, "{words}\n{ran}");
        assert!(ran.stderr.contains(answer) && ran.stderr.contains("办法："), "{words}\n{ran}");
        assert_eq!(ran.stdout, "", "{words}");
    }
}
