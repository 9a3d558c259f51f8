//! What the arguments of a command can be, from the plan in hand.

use std::ffi::OsStr;
use std::sync::Arc;

use clap::builder::{PossibleValue, StyledStr};
use clap::{Arg, Command, ValueEnum};
use clap_complete::{ArgValueCompleter, CompletionCandidate};
use indexmap::IndexSet;

use crate::cli::settings::KEYS;
use crate::commands::context::Context;
use crate::commands::report::PageName;
use crate::commands::topics::TOPICS;
use crate::duties::{Scope, Standing};
use crate::nearest::fitness;
use crate::plan::Plan;

/// Something to offer: what is inserted, what it is found by besides, and what is said of it.
#[derive(Clone, Debug)]
pub struct Offer {
    value: String,
    other: String,
    help: String,
}

/// What the plan in hand has to offer.
#[derive(Clone, Debug, Default)]
pub struct Known {
    units: Vec<Offer>,
    ids: Vec<Offer>,
    sections: Vec<Offer>,
    figures: Vec<Offer>,
    materials: Vec<Offer>,
    /// What the setting that is being changed can be.
    values: Vec<Offer>,
}

impl Known {
    /// Reads the plan in hand; nothing is known where there is none, or where it has mistakes.
    ///
    /// `words` are those typed so far: they say which setting is being changed.
    pub fn read(context: &Context<'_>, words: &[String]) -> Self {
        let sets = |names: [&str; 2]| words.iter().any(|word| names.contains(&word.as_str()));
        if sets(["border", "边框"]) {
            let values = ["auto", "line", "ascii"].map(|word| offer(word, "", "表格线".to_owned()));
            return Self { values: values.to_vec(), ..Self::default() };
        }
        let Ok(plan) = context.open().map(|opened| opened.plan) else { return Self::default() };
        let scope = context.scope(&plan).unwrap_or_else(|_| Scope::campaign());
        let units = units(&plan);
        let values = if sets(["unit", "单位"]) { units.clone() } else { Vec::new() };
        let materials = materials(&plan);
        Self { ids: ids(&plan, &scope), sections: sections(&plan), figures: figures(&plan), materials, values, units }
    }
}

fn offer(value: &str, other: &str, help: String) -> Offer {
    Offer { value: value.to_owned(), other: other.to_owned(), help }
}

/// Units, then groups, then aliases.
fn units(plan: &Plan) -> Vec<Offer> {
    let units = plan.units.units.iter().map(|unit| offer(&unit.name, "", String::new()));
    let groups = plan.units.groups.iter();
    let groups = groups.map(|group| offer(&group.name, "", format!("统称，{}家", group.members.len())));
    let of_units = plan.units.units.iter().map(|unit| (&unit.name, &unit.aliases));
    let of_groups = plan.units.groups.iter().map(|group| (&group.name, &group.aliases));
    let aliases = of_units
        .chain(of_groups)
        .flat_map(|(name, aliases)| aliases.iter().map(move |alias| offer(alias, "", format!("即{name}"))));
    units.chain(groups).chain(aliases).collect()
}

/// The activities in which the scope has a part.
fn ids(plan: &Plan, scope: &Scope) -> Vec<Offer> {
    let own = plan.activities.iter().filter(|activity| scope.takes_part(plan, activity));
    own.map(|activity| offer(activity.id.as_str(), &activity.title, activity.title.clone())).collect()
}

fn sections(plan: &Plan) -> Vec<Offer> {
    plan.sections().into_iter().map(|section| offer(section, "", String::new())).collect()
}

/// The names that the plan counts by, with the sign that a number follows.
fn figures(plan: &Plan) -> Vec<Offer> {
    plan.campaign.figures.iter().map(|name| offer(&format!("{name}="), name, String::new())).collect()
}

/// The materials that activities name, each once.
fn materials(plan: &Plan) -> Vec<Offer> {
    let names: IndexSet<&str> =
        plan.activities.iter().flat_map(|activity| &activity.deliver).map(String::as_str).collect();
    names.into_iter().map(|name| offer(name, "", String::new())).collect()
}

/// Teaches a command tree what its arguments can be.
pub fn with_candidates(tree: Command, known: Known) -> Command {
    let units = completer(known.units.clone());
    let ids = completer(known.ids);
    let sections = completer(known.sections);
    let figures = completer(known.figures);
    let materials = completer(known.materials);
    let called = PageName::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    let help = |page: &PossibleValue| page.get_help().map(ToString::to_string).unwrap_or_default();
    let pages_of_report = called.map(|page| offer(page.get_name(), "", help(&page)));
    let called = completer(pages_of_report.chain(known.units.iter().cloned()).collect::<Vec<_>>());
    let standings =
        completer(Standing::ALL.iter().map(|standing| offer(standing.word(), standing.key(), String::new())));
    let keys = completer(KEYS.iter().map(|key| offer(key.name, key.chinese, key.about.to_owned())));
    let pages = completer(pages(&tree));
    let values = completer(known.values);
    let teach = |argument: Arg| match argument.get_id().as_str() {
        "unit" | "units" => argument.add(units.clone()),
        "ids" | "id" => argument.add(ids.clone()),
        "section" => argument.add(sections.clone()),
        "received" | "missing" => argument.add(materials.clone()),
        "called" => argument.add(called.clone()),
        "counts" => argument.add(figures.clone()),
        "standing" => argument.add(standings.clone()),
        "key" => argument.add(keys.clone()),
        "page" => argument.add(pages.clone()),
        "value" => argument.add(values.clone()),
        _ => argument,
    };
    tree.mut_args(teach).mut_subcommands(|command| command.mut_args(teach))
}

/// What `zlt help` can be asked for.
fn pages(tree: &Command) -> Vec<Offer> {
    let commands = tree.get_subcommands().filter(|command| !command.is_hide_set());
    let commands = commands
        .map(|command| offer(command.get_name(), "", command.get_about().map(ToString::to_string).unwrap_or_default()));
    commands.chain(TOPICS.iter().map(|topic| offer(topic.name, "", topic.about.to_owned()))).collect()
}

/// Offers what fits the typed text best: all that pass the first stage that any passes.
fn completer(offers: impl IntoIterator<Item = Offer>) -> ArgValueCompleter {
    let offers: Arc<[Offer]> = offers.into_iter().collect();
    ArgValueCompleter::new(move |typed: &OsStr| {
        let typed = typed.to_string_lossy();
        let graded: Vec<(usize, &Offer)> =
            offers.iter().filter_map(|offer| Some((grade(&typed, offer)?, offer))).collect();
        let best = graded.iter().map(|(grade, _)| *grade).min();
        let fitting = graded.into_iter().filter(|(grade, _)| Some(*grade) == best);
        fitting.enumerate().map(|(place, (_, offer))| candidate(offer, place)).collect::<Vec<_>>()
    })
}

fn candidate(offer: &Offer, place: usize) -> CompletionCandidate {
    let help = (!offer.help.is_empty()).then(|| StyledStr::from(offer.help.clone()));
    CompletionCandidate::new(&offer.value).help(help).display_order(Some(place))
}

/// How well an offer fits: what begins as typed comes first, as people expect of completion.
fn grade(typed: &str, offer: &Offer) -> Option<usize> {
    if offer.value.starts_with(typed) {
        return Some(0);
    }
    let other = (!offer.other.is_empty()).then(|| fitness(typed, &offer.other)).flatten();
    fitness(typed, &offer.value).into_iter().chain(other).min().map(|fitness| fitness + 1)
}
