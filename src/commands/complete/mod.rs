//! `zlt complete`: what a command line that is being typed can go on with; the scripts of `zlt completions` call it.

mod candidates;

use std::ffi::OsString;

use anyhow::Result;
use clap::Args;
use clap_complete::CompletionCandidate;
use clap_complete::engine::complete;

use super::completions::Shell;
use super::context::Context;
use super::delivery::print;
use super::{Globals, Outcome, tree};
use crate::cli::{Environment, Settings};
use crate::document::harmless;
use crate::problem::Misuse;
use candidates::{Known, with_candidates};

#[derive(Debug, Args)]
pub struct Arguments {
    /// 哪种命令行
    #[arg(value_name = "命令行")]
    shell: Shell,
    /// 正在打第几个词，从 0 数起
    #[arg(value_name = "位置")]
    index: String,
    /// 已经打了的词
    #[arg(value_name = "词", last = true)]
    words: Vec<OsString>,
}

pub fn run(environment: &Environment, settings: Settings, arguments: Arguments) -> Result<Outcome> {
    let Arguments { shell, index, mut words } = arguments;
    let beyond = || Misuse::new("位置超出了已经打的词", "这个命令供补全脚本调用，不用自己输入");
    let mut index: usize = index.parse().ok().filter(|index| *index <= words.len()).ok_or_else(beyond)?;
    if shell == Shell::Bash {
        index = without_equals(&mut words, index);
    }
    // PowerShell drops empty arguments.
    words.iter_mut().filter(|word| *word == "\"\"").for_each(OsString::clear);
    if index == words.len() {
        words.push(OsString::new());
    }
    let typed = words[index].to_string_lossy().into_owned();
    let globals = globals(&words);
    let context = Context { environment, globals: &globals, settings };
    let known: Vec<String> = words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let mut tree = with_candidates(tree(), Known::read(&context, &known));
    let found = complete(&mut tree, words, index, Some(&environment.folder)).unwrap_or_default();
    let lines: Vec<String> = relevant(found, &typed).iter().map(|candidate| line(shell, candidate, &typed)).collect();
    print(lines.concat().as_bytes())
}

/// Takes out the `=` that bash makes a word of its own, for `--unit=市教育局` and `--unit 市教育局` are the same; gives the new
/// place of the word that is being typed.
fn without_equals(words: &mut Vec<OsString>, index: usize) -> usize {
    if words.get(index).is_some_and(|word| word == "=") {
        words.insert(index + 1, OsString::new());
        return without_equals(words, index + 1);
    }
    let before = words.iter().take(index).filter(|word| *word == "=").count();
    words.retain(|word| word != "=");
    index - before
}

/// The options typed so far that say which plan and which units are meant.
fn globals(words: &[OsString]) -> Globals {
    let mut globals = Globals::default();
    let words: Vec<String> = words.iter().flat_map(|word| split(&word.to_string_lossy())).collect();
    for pair in words.windows(2) {
        match pair[0].as_str() {
            "--plan" | "--方案" => globals.plan = Some(pair[1].clone().into()),
            "--unit" | "--单位" => globals.unit.push(pair[1].clone()),
            _ => {}
        }
    }
    globals.all = words.iter().any(|word| word == "--all" || word == "--全部");
    globals
}

/// An option with its value in one word, as two.
fn split(word: &str) -> Vec<String> {
    match word.split_once('=') {
        Some((option, value)) if option.starts_with("--") => vec![option.to_owned(), value.to_owned()],
        _ => vec![word.to_owned()],
    }
}

/// What is worth offering: options only where one has begun to type one or nothing else fits. Of the names of one command or
/// option the engine offers the first that begins as typed: the Chinese one to those who type Chinese.
fn relevant(mut found: Vec<CompletionCandidate>, typed: &str) -> Vec<CompletionCandidate> {
    let is_option = |candidate: &CompletionCandidate| candidate.get_value().to_string_lossy().starts_with('-');
    if !typed.starts_with('-') && found.iter().any(|candidate| !is_option(candidate)) {
        found.retain(|candidate| !is_option(candidate));
    }
    found
}

fn line(shell: Shell, candidate: &CompletionCandidate, typed: &str) -> String {
    let flat = |text: &str| harmless(text).replace(['\n', '\t'], " ");
    let value = flat(&candidate.get_value().to_string_lossy());
    let help = flat(&candidate.get_help().map(ToString::to_string).unwrap_or_default());
    match shell {
        Shell::Bash => format!("{}\n", escaped(&value)),
        // fish offers only what has the typed text in it, be it in the description.
        Shell::Fish if !value.contains(typed) => format!("{value}\t{help} {typed}\n"),
        _ if help.is_empty() => format!("{value}\n"),
        _ => format!("{value}\t{help}\n"),
    }
}

/// A word that bash reads back as it is.
fn escaped(value: &str) -> String {
    let is_special = |character: char| character.is_ascii() && " \t!\"#$&'()*;<>?[\\]^`{|}~".contains(character);
    value.chars().fold(String::new(), |mut escaped, character| {
        escaped.extend(is_special(character).then_some('\\'));
        escaped.push(character);
        escaped
    })
}
