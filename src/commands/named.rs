//! A unit's name behind a command: it means the same as `--unit`.

use anyhow::Result;

use super::context::Context;
use super::{Command, Globals};
use crate::cli::{Environment, Settings};
use crate::glyph::is_chinese;
use crate::plan::{Plan, Units};
use crate::problem::Misuse;

/// The words of a command among which units may be named.
enum Words<'c> {
    /// Units and nothing else.
    Units(&'c mut Vec<String>),
    /// A number or a label, and units.
    One(&'c mut Option<String>, &'c mut Vec<String>),
    /// Numbers of activities and units, in any order.
    Numbers(&'c mut Vec<String>),
    /// A unit by one of its names as a whole, and behind it what is said.
    Said(&'c mut Vec<String>),
    /// Materials, and units by one of their names as a whole.
    Materials(&'c mut Vec<String>),
    /// None at all.
    None,
}

/// Takes the units that are named behind a command into the scope, as if they stood behind `--unit`.
pub fn take_units(
    environment: &Environment,
    settings: &Settings,
    command: Option<&mut Command>,
    globals: &mut Globals,
) -> Result<()> {
    let mut named = Vec::new();
    match command.map_or(Words::None, words) {
        Words::None => {}
        Words::Units(words) => named.append(words),
        Words::One(one, units) => {
            let is_unit = |known: &Units, word: &str| known.find(word).is_ok();
            let mut first: Vec<String> = one.take().into_iter().collect();
            named.extend(taken(environment, settings, globals, &mut first, is_unit));
            *one = first.pop();
            // The number may stand behind the unit.
            let number = units.iter().position(|word| !word.contains(is_chinese)).filter(|_| one.is_none());
            *one = one.take().or_else(|| number.map(|at| units.remove(at)));
            named.append(units);
        }
        Words::Numbers(words) => {
            let is_unit = |units: &Units, word: &str| units.find(word).is_ok();
            named.extend(taken(environment, settings, globals, words, is_unit));
        }
        Words::Materials(words) => {
            let is_unit = |units: &Units, word: &str| units.named(word).is_some();
            named.extend(taken(environment, settings, globals, words, is_unit));
        }
        Words::Said(words) => {
            let first = words.first().cloned();
            let is_unit = |units: &Units, word: &str| Some(word) == first.as_deref() && units.named(word).is_some();
            named.extend(taken(environment, settings, globals, words, is_unit));
        }
    }
    if !named.is_empty() && globals.all {
        return Err(Misuse::new("--all 是全部单位，不能再写单位的名称", "去掉 --all，或去掉单位的名称").into());
    }
    globals.unit.append(&mut named);
    Ok(())
}

/// Takes the words that the plan in hand knows as units; where it cannot be read, the command says so.
fn taken(
    environment: &Environment,
    settings: &Settings,
    globals: &Globals,
    words: &mut Vec<String>,
    is_unit: impl Fn(&Units, &str) -> bool,
) -> Vec<String> {
    if !words.iter().any(|word| word.contains(is_chinese)) {
        return Vec::new();
    }
    let context = Context { environment, globals, settings: settings.clone() };
    let Ok(Plan { units, .. }) = context.open().map(|opened| opened.plan) else { return Vec::new() };
    words.extract_if(.., |word| word.contains(is_chinese) && is_unit(&units, word)).collect()
}

fn words(command: &mut Command) -> Words<'_> {
    match command {
        Command::Duties(arguments) => Words::Units(&mut arguments.units),
        Command::Report(arguments) => Words::Units(arguments.units()),
        Command::Remind(arguments) => Words::Units(&mut arguments.units),
        Command::Show(arguments) => Words::One(&mut arguments.id, &mut arguments.units),
        Command::Log(arguments) => Words::One(&mut arguments.id, &mut arguments.units),
        Command::Undo(arguments) => Words::One(&mut arguments.label, &mut arguments.units),
        Command::Done(arguments)
        | Command::Start(arguments)
        | Command::Reopen(arguments)
        | Command::Waive(arguments) => Words::Numbers(&mut arguments.ids),
        Command::Accept(arguments) => Words::Numbers(&mut arguments.ids),
        Command::Return(arguments) => Words::Numbers(&mut arguments.ids),
        Command::Extend(arguments) => Words::Numbers(&mut arguments.ids),
        Command::Note(arguments) => Words::Said(&mut arguments.text),
        Command::Receive(arguments) => Words::Materials(&mut arguments.received),
        _ => Words::None,
    }
}
