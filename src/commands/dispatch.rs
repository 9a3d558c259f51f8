//! From the words that were typed to the command that runs, and from how it ends to the exit status.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::{Error, Result};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, Command as Tree, CommandFactory, FromArgMatches, Subcommand, ValueEnum};

use super::context::Context;
use super::delivery::{Manner, print};
use super::named::take_units;
use super::{
    Command, Globals, Outcome, Zlt, accept, check, complete, completions, config, diff, duties, edit, extend,
    hand_back, help, import, init, log, man, manual, mark, note, overview, receive, remind, report, schema, show, tree,
    undo, units,
};
use crate::cli::chinese::{explain, with_free_text, with_plain_dashes};
use crate::cli::{Environment, Settings, tell_error};
use crate::journal::Kind;
use crate::platform::survive_large_files;
use crate::problem::Misuse;

/// The name of the program and its version, on a line.
const VERSION: &[u8] = concat!("zlt ", env!("CARGO_PKG_VERSION"), "\n").as_bytes();

/// Runs one command line and gives its exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    // The answer that programs ask for most needs no tree of commands.
    if let [_, only] = arguments.as_slice()
        && (only == "--version" || only == "-V")
    {
        return print(VERSION).map_or_else(|error| complain(&error), |_| ExitCode::SUCCESS);
    }
    survive_large_files();
    let arguments = with_free_text(with_page(with_plain_dashes(arguments, tree)));
    let outcome = match parse(&arguments) {
        Some(zlt) => dispatch(zlt),
        None => not_taken(&arguments),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Ok(Outcome::Cancelled) => ExitCode::from(3),
        Err(error) => complain(&error),
    }
}

/// The name of a page alone means the report of it: `zlt 台账`.
fn with_page(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let first = arguments.get(1).and_then(|first| first.to_str());
    if first.is_some_and(|first| report::PageName::from_str(first, false).is_ok()) {
        arguments.insert(1, "report".into());
    }
    arguments
}

/// Reads a command line; `None` where it asks for help or has a mistake, which the whole tree then explains in Chinese.
///
/// clap gives every subcommand a copy of every general option before it looks at the line; only those subcommands whose
/// names stand in the line are handed to it, for all of them would cost more than most commands.
fn parse(arguments: &[OsString]) -> Option<Zlt> {
    let all = Command::augment_subcommands(Tree::new("zlt"));
    let is_typed = |command: &&Tree| {
        let names = command.get_name_and_visible_aliases();
        arguments.iter().any(|argument| names.iter().any(|name| argument == name))
    };
    let typed = all.get_subcommands().filter(is_typed).cloned();
    let tree = Globals::augment_args(Tree::new("zlt").disable_help_subcommand(true).disable_version_flag(true));
    let matches = tree.subcommands(typed).try_get_matches_from(arguments).ok()?;
    Zlt::from_arg_matches(&matches).ok()
}

/// Runs a command. Those that explain zlt or mend its settings work whatever the environment and the settings hold.
fn dispatch(mut zlt: Zlt) -> Result<Outcome> {
    // As everywhere, a dash stands for standard output.
    zlt.globals.output = zlt.globals.output.filter(|path| path.as_os_str() != "-");
    let is_help = matches!(
        zlt.command,
        Some(Command::Help(_) | Command::Schema(_) | Command::Completions(_) | Command::Complete(_) | Command::Man(_))
    );
    let is_mending = matches!(&zlt.command, Some(Command::Config(arguments)) if arguments.is_change());
    let environment = if is_help { Environment::look_leniently() } else { Environment::look()? };
    let settings = match Settings::read(environment.settings_folder.as_deref()) {
        Err(_) if is_help || is_mending => Settings::default(),
        settings => settings?,
    };
    take_units(&environment, &settings, zlt.command.as_mut(), &mut zlt.globals)?;
    let context = Context { environment: &environment, globals: &zlt.globals, settings };
    match zlt.command {
        None => overview::run(&context),
        Some(Command::Duties(arguments)) => duties::run(&context, arguments),
        Some(Command::Show(arguments)) => show::run(&context, arguments),
        Some(Command::Done(arguments)) => mark::run(&context, Kind::Done, arguments),
        Some(Command::Start(arguments)) => mark::run(&context, Kind::Start, arguments),
        Some(Command::Reopen(arguments)) => mark::run(&context, Kind::Reopen, arguments),
        Some(Command::Waive(arguments)) => mark::run(&context, Kind::Waive, arguments),
        Some(Command::Note(arguments)) => note::run(&context, arguments),
        Some(Command::Accept(arguments)) => accept::run(&context, arguments),
        Some(Command::Return(arguments)) => hand_back::run(&context, arguments),
        Some(Command::Receive(arguments)) => receive::run(&context, arguments),
        Some(Command::Undo(arguments)) => undo::run(&context, arguments),
        Some(Command::Log(arguments)) => log::run(&context, arguments),
        Some(Command::Report(arguments)) => report::run(&context, arguments),
        Some(Command::Remind(arguments)) => remind::run(&context, arguments),
        Some(Command::Units(arguments)) => units::run(&context, arguments),
        Some(Command::Check(arguments)) => check::run(&context, arguments),
        Some(Command::Import(arguments)) => import::run(&context, arguments),
        Some(Command::Diff(arguments)) => diff::run(&context, arguments),
        Some(Command::Extend(arguments)) => extend::run(&context, arguments),
        Some(Command::Edit(arguments)) => edit::run(&context, arguments),
        Some(Command::Init(arguments)) => init::run(&context, arguments),
        Some(Command::Config(arguments)) => config::run(&context, arguments),
        Some(Command::Schema(arguments)) => schema::run(&context, arguments),
        Some(Command::Completions(arguments)) => completions::run(&context, arguments),
        Some(Command::Complete(arguments)) => complete::run(&environment, context.settings, arguments),
        Some(Command::Man(arguments)) => man::run(&context, arguments),
        Some(Command::Help(arguments)) => help::run(&context, arguments),
    }
}

/// What clap would not take: a wish for help, or a mistake.
fn not_taken(arguments: &[OsString]) -> Result<Outcome> {
    let tree = tree();
    let Err(error) = tree.clone().try_get_matches_from(arguments) else {
        return Err(Misuse::new("命令没有写对", "加 --help 可查看写法").into());
    };
    match error.kind() {
        ErrorKind::DisplayVersion => print(VERSION),
        ErrorKind::DisplayHelp => show_help(&tree, arguments),
        ErrorKind::InvalidSubcommand => Err(unknown_command(&tree, &error).into()),
        _ => {
            let (command, path) = command_of(&tree, arguments);
            Err(explain(&error, &manual::usage(command, &path)).into())
        }
    }
}

/// The command that a line is for, as far as it can be understood, and what one types to call it.
fn command_of<'t>(tree: &'t Tree, arguments: &[OsString]) -> (&'t Tree, String) {
    let matches = Zlt::command().disable_help_flag(true).ignore_errors(true).try_get_matches_from(arguments).ok();
    let command = matches.and_then(|matches| tree.find_subcommand(matches.subcommand_name()?));
    command.map_or((tree, "zlt".to_owned()), |command| (command, format!("zlt {}", command.get_name())))
}

/// The help of the command that `--help` was typed for, with the options typed beside it.
fn show_help(tree: &Tree, arguments: &[OsString]) -> Result<Outcome> {
    let (command, path) = command_of(tree, arguments);
    let matches = Zlt::command().disable_help_flag(true).ignore_errors(true).try_get_matches_from(arguments).ok();
    let own = matches.as_ref().and_then(|matches| matches.subcommand().map(|(_, own)| own).or(Some(matches)));
    let globals = own.and_then(|own| Globals::from_arg_matches(own).ok()).unwrap_or_default();
    let environment = Environment::look_leniently();
    let settings = Settings::read(environment.settings_folder.as_deref()).unwrap_or_default();
    Context { environment: &environment, globals: &globals, settings }
        .show(&manual::page(command, &path), Manner::Answer)
}

/// The answer to a command that does not exist; some are options of one that does.
fn unknown_command(tree: &Tree, error: &clap::Error) -> Misuse {
    let typed = match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(typed)) => typed.as_str(),
        _ => "",
    };
    let has =
        |argument: &clap::Arg| argument.get_long_and_visible_aliases().is_some_and(|names| names.contains(&typed));
    let owner = tree.get_subcommands().find(|command| command.get_arguments().any(has));
    match owner.filter(|_| !typed.is_empty()) {
        Some(command) => {
            Misuse::new(format!("没有“{typed}”这个命令"), format!("是不是 zlt {} --{typed}？", command.get_name()))
        }
        None => explain(error, ""),
    }
}

fn complain(error: &Error) -> ExitCode {
    tell_error(error);
    ExitCode::from(if error.is::<Misuse>() { 2 } else { 3 })
}
