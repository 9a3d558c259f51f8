//! The manual: what clap knows of the command line, as pages for the screen, for `man` and for `docs/cli.md`.

use std::borrow::Cow;

use clap::{Arg, Command};

use super::topics::TOPICS;
use super::tree;
use crate::document::{Block, Cell, Document};

type Facts = Vec<(Cow<'static, str>, Cell<'static>)>;

/// The page of a command; `path` is what one types to call it: `zlt done`.
pub fn page(command: &Command, path: &str) -> Document<'static> {
    let mut document = Document::default();
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    document.push(Block::Paragraph(about.into()));
    document.push(Block::Heading("用法".into()));
    document.push(Block::Paragraph(usage(command, path).into()));
    let commands: Facts = shown_commands(command).map(command_fact).collect();
    let arguments: Facts = command.get_positionals().map(|argument| fact(placeholder(argument), argument)).collect();
    let options = |is_global: bool| -> Facts {
        let all = command.get_arguments().filter(|option| !option.is_positional() && !option.is_hide_set());
        all.filter(|option| is_general(option) == is_global).map(|option| fact(label(option), option)).collect()
    };
    let topics: Facts = match command.has_subcommands() {
        true => TOPICS.iter().map(|topic| (topic.name.into(), topic.about.into())).collect(),
        false => Facts::new(),
    };
    let parts = [
        ("命令", commands),
        ("参数", arguments),
        ("选项", options(false)),
        ("通用选项", options(true)),
        ("专题（zlt help 专题）", topics),
    ];
    for (heading, facts) in parts.into_iter().filter(|(_, facts)| !facts.is_empty()) {
        document.push(Block::Heading(heading.into()));
        document.push(Block::Facts(facts));
    }
    document
}

/// One page of the manual.
pub struct Page {
    /// What one types to call the command: `zlt done`.
    pub path: String,
    /// What the command does, in a line.
    pub about: String,
    /// The page.
    pub document: Document<'static>,
}

/// Every page of the manual, that of `zlt` itself first.
pub fn pages() -> Vec<Page> {
    let tree = tree();
    let page_of = |command: &Command, path: String| Page {
        about: command.get_about().map(ToString::to_string).unwrap_or_default(),
        document: page(command, &path),
        path,
    };
    let own = page_of(&tree, "zlt".to_owned());
    let commands = shown_commands(&tree).map(|command| page_of(command, format!("zlt {}", command.get_name())));
    std::iter::once(own).chain(commands).collect()
}

fn shown_commands(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|command| !command.is_hide_set())
}

/// Whether an option is one that every command takes.
fn is_general(option: &Arg) -> bool {
    option.is_global_set() || matches!(option.get_id().as_str(), "help" | "version")
}

fn command_fact(command: &Command) -> (Cow<'static, str>, Cell<'static>) {
    let names: Vec<&str> = command.get_name_and_visible_aliases();
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    (names.join("，").into(), about.into())
}

fn fact(label: String, argument: &Arg) -> (Cow<'static, str>, Cell<'static>) {
    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
    (label.into(), help.into())
}

/// How a command is written: `zlt done [选项] [编号…]`.
pub fn usage(command: &Command, path: &str) -> String {
    let mut words = vec![path.to_owned(), "[选项]".to_owned()];
    words.extend(command.has_subcommands().then(|| "[命令]".to_owned()));
    words.extend(command.get_positionals().map(placeholder));
    words.join(" ")
}

/// An argument as it stands in the usage: `编号…`, `[序号]`.
fn placeholder(argument: &Arg) -> String {
    let name = value_name(argument);
    let is_many = argument.get_num_args().is_some_and(|range| range.max_values() > 1);
    let name = if is_many { format!("{name}…") } else { name };
    if argument.is_required_set() { name } else { format!("[{name}]") }
}

/// An option with all its names: `-o, --output, --输出 <文件>`.
fn label(option: &Arg) -> String {
    let short = option.get_short().map(|short| format!("-{short}"));
    let long = option.get_long().map(|long| format!("--{long}"));
    let aliases = option.get_visible_aliases().unwrap_or_default();
    let names: Vec<String> =
        short.into_iter().chain(long).chain(aliases.iter().map(|alias| format!("--{alias}"))).collect();
    let value = match option.get_num_args() {
        _ if !option.get_action().takes_values() => String::new(),
        Some(range) if range.min_values() == 0 => format!(" [{}]", value_name(option)),
        _ => format!(" <{}>", value_name(option)),
    };
    format!("{}{value}", names.join("，"))
}

fn value_name(argument: &Arg) -> String {
    let names = argument.get_value_names().unwrap_or_default();
    names.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}
