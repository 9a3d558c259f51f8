//! clap in Chinese: the two options that it adds by itself, and what it says of a mistyped command line.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, Error};

use crate::problem::Misuse;

/// Gives clap's own options Chinese words, all the way down the command tree.
pub fn localize(mut command: Command) -> Command {
    command.build();
    dress(command)
}

fn dress(command: Command) -> Command {
    command.subcommand_value_name("命令").mut_args(dress_argument).mut_subcommands(dress)
}

fn dress_argument(argument: Arg) -> Arg {
    match argument.get_id().as_str() {
        "help" => argument.help("显示这份说明").long_help(None),
        "version" => argument.help("显示版本"),
        _ => argument,
    }
}

/// The same command line with dashes as clap reads them.
///
/// An input method makes `——` or `－－` of `--`, and many write one dash for two. A word that becomes a known option when it
/// begins with `--` is taken for that option; every other word stays as it is. `tree` is built only where it is needed.
pub fn with_plain_dashes(mut arguments: Vec<OsString>, tree: impl Fn() -> Command) -> Vec<OsString> {
    const DASHES: [char; 6] = ['-', '—', '–', '－', '―', '−'];
    let is_odd = |word: &str| {
        let name = word.trim_start_matches(DASHES);
        let dashes = &word[..word.len() - name.len()];
        !dashes.is_empty() && dashes != "--" && name.split('=').next().is_some_and(|name| name.chars().count() > 1)
    };
    let odd: Vec<usize> = (1..arguments.len()).filter(|&at| arguments[at].to_str().is_some_and(is_odd)).collect();
    if odd.is_empty() {
        return arguments;
    }
    let known = options(&tree());
    for at in odd {
        let name = arguments[at].to_string_lossy().trim_start_matches(DASHES).to_owned();
        if known.iter().any(|known| name.split('=').next() == Some(known)) {
            arguments[at] = format!("--{name}").into();
        }
    }
    arguments
}

/// The same command line with free text that begins with a dash where clap takes it for text: `note 1 -5%`, `--note -比去年少`.
///
/// A word that begins with one dash and no Latin letter is no option of any command. Behind an option that takes text it is joined
/// to that; in a note it goes to the end, behind `--`, with the words that follow it.
pub fn with_free_text(arguments: Vec<OsString>) -> Vec<OsString> {
    const TEXTS: [&str; 7] = ["--note", "--备注", "--why", "--原因", "--how", "--方式", "--approved"];
    let is_text = |word: &str| {
        let mut letters = word.chars();
        letters.next() == Some('-') && letters.next().is_some_and(|next| next != '-' && !next.is_ascii_alphabetic())
    };
    if !arguments.iter().any(|word| word.to_str().is_some_and(is_text)) {
        return arguments;
    }
    let is_note = arguments.iter().any(|word| ["note", "进展", "备注"].iter().any(|name| word == name));
    let (mut kept, mut last): (Vec<OsString>, Vec<String>) = (Vec::new(), Vec::new());
    let mut is_behind_text = false;
    for word in arguments {
        let text = word.to_str().filter(|text| is_text(text)).map(str::to_owned);
        let option = kept.last().filter(|before| TEXTS.iter().any(|name| before == name)).cloned();
        match (text, option) {
            (Some(text), Some(mut option)) => {
                kept.pop();
                option.push(format!("={text}"));
                kept.push(option);
            }
            (Some(text), None) if is_note => {
                last.push(text);
                is_behind_text = true;
                continue;
            }
            _ if is_behind_text && !word.to_string_lossy().starts_with('-') => {
                last.push(word.to_string_lossy().into_owned());
                continue;
            }
            _ => kept.push(word),
        }
        is_behind_text = false;
    }
    if !last.is_empty() {
        kept.extend(["--".into(), last.join(" ").into()]);
    }
    kept
}

/// Every name of every option.
fn options(tree: &Command) -> Vec<String> {
    let commands = std::iter::once(tree).chain(tree.get_subcommands());
    let arguments = commands.flat_map(|command| command.get_arguments());
    arguments.filter_map(|argument| argument.get_long_and_visible_aliases()).flatten().map(str::to_owned).collect()
}

/// What clap refused, said in Chinese with the remedy; `usage` is how the command is written.
pub fn explain(error: &Error, usage: &str) -> Misuse {
    let about = |kind| context(error, kind);
    let argument = bare(&about(ContextKind::InvalidArg));
    let value = about(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let typed = about(ContextKind::InvalidSubcommand);
            Misuse::new(
                format!("没有“{typed}”这个命令"),
                suggestion(&about(ContextKind::SuggestedSubcommand), "zlt --help 可查看全部命令"),
            )
        }
        ErrorKind::UnknownArgument => Misuse::new(
            format!("不认识“{argument}”"),
            suggestion(&about(ContextKind::SuggestedArg), "在命令后面加 --help 可查看能用的选项"),
        ),
        ErrorKind::InvalidValue if value.is_empty() => {
            Misuse::new(format!("{argument} 后面没有写内容"), "把内容写在它后面；加 --help 可查看写法")
        }
        ErrorKind::InvalidValue => {
            Misuse::new(format!("{argument} 不能写“{value}”"), format!("可以写：{}", about(ContextKind::ValidValue)))
        }
        ErrorKind::ValueValidation => Misuse::new(
            format!("{argument} 的“{value}”不对"),
            std::error::Error::source(error).map_or("加 --help 可查看写法".to_owned(), ToString::to_string),
        ),
        ErrorKind::MissingRequiredArgument => {
            Misuse::new(format!("还缺少 {argument}"), format!("写成 {usage}；加 --help 可查看写法"))
        }
        ErrorKind::ArgumentConflict => {
            let prior = bare(&about(ContextKind::PriorArg));
            let reason = if prior.is_empty() || prior == argument {
                format!("{argument} 只能写一次")
            } else {
                format!("{argument} 和 {prior} 不能一起用")
            };
            Misuse::new(reason, "留下一个，去掉另一个")
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            Misuse::new(format!("{argument} 后面的内容个数不对"), "加 --help 可查看写法")
        }
        ErrorKind::InvalidUtf8 => Misuse::new("命令里有无法识别的字符", "用 UTF-8 的终端重新输入"),
        _ => Misuse::new("命令没有写对", "加 --help 可查看写法"),
    }
}

/// An argument without the marks of its usage: `--on <日期>` is `--on`, `<编号>...` is `编号`.
fn bare(argument: &str) -> String {
    let name = argument.split([' ', '=']).next().unwrap_or(argument);
    name.trim_matches(['<', '>', '[', ']', '.']).to_owned()
}

fn suggestion(near: &str, otherwise: &str) -> String {
    if near.is_empty() { otherwise.to_owned() } else { format!("是不是 {near}？{otherwise}") }
}

fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect::<Vec<_>>().join("、"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::with_free_text;

    #[test]
    fn free_text_may_begin_with_a_dash() {
        for (typed, meant) in [
            ("note 1 -5%", "note|1|--|-5%"),
            ("note 1 -5% 左右 --unit 甲", "note|1|--unit|甲|--|-5% 左右"),
            ("done 1 --note -比去年少5% --unit 甲", "done|1|--note=-比去年少5%|--unit|甲"),
            ("done 1 --note 少了 -q", "done|1|--note|少了|-q"),
            ("done -5", "done|-5"),
            ("extend 1 --why -5%", "extend|1|--why=-5%"),
        ] {
            let words = typed.split(' ').map(Into::into).collect();
            let read: Vec<String> =
                with_free_text(words).into_iter().map(|word| word.to_string_lossy().into_owned()).collect();
            assert_eq!(read.join("|"), meant, "{typed}");
        }
    }
}
