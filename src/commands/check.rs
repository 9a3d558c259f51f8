//! `zlt check`: every problem of plan and records at once.

use std::collections::HashSet;

use anyhow::Result;
use clap::Args;

use super::Outcome;
use super::context::Context;
use super::delivery::Manner;
use crate::check::{Beside, Kept, TypedHere, check};
use crate::cli::progress::Progress;
use crate::journal::commands::Commands;
use crate::journal::evidence::KeptFile;
use crate::problem::{Misuse, Problems};
use crate::views::pages::findings::FindingsPage;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 把佐证文件也逐个重新读一遍，看内容变没变；文件多的要一会儿
    #[arg(long, visible_alias = "佐证")]
    evidence: bool,
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    if context.globals.as_of.is_some() || !context.globals.unit.is_empty() {
        return Err(Misuse::new("check 总是检查整个方案和全部记录", "去掉 --as-of、--unit").into());
    }
    let width = context.screen().width;
    let opened = match context.open() {
        Ok(opened) => opened,
        Err(error) => {
            let problems = error.downcast::<Problems>()?;
            context.show(&FindingsPage::of_broken_plan(&problems, width), Manner::Answer)?;
            return Ok(Outcome::Found);
        }
    };
    let journals = opened.store.journals(|_| true)?;
    let texts: Vec<Option<Vec<u8>>> = journals.files.iter().map(|file| file.read().ok()).collect();
    let machines = opened.store.commands()?;
    let machine = context.environment.known_machine().unwrap_or_default();
    let typed = TypedHere { commands: Commands::read(&machines), machine };
    let files = opened.store.kept_files();
    let read_again = files.as_deref().unwrap_or_default().iter().filter(|_| arguments.evidence);
    let kept = Kept { damaged: damaged(&read_again.collect::<Vec<_>>()), files };
    let others = opened.store.others()?;
    let liaisons = context.defects_of_liaisons(&opened.plan)?;
    let beside = Beside {
        store: &opened.store,
        journals: &journals,
        texts: &texts,
        typed: &typed,
        kept: &kept,
        others: &others,
        liaisons: liaisons.as_ref(),
    };
    let checked = check(&opened.plan, &beside, context.environment.now);
    let page = FindingsPage::new(&opened.plan, &opened.source, &context.environment.folder, width, checked);
    context.show(&page, Manner::Answer)?;
    Ok(if page.has_errors() { Outcome::Found } else { Outcome::Done })
}

/// Reads kept files again; gives the names of those that hold something else than their name says.
fn damaged(kept: &[&KeptFile]) -> HashSet<String> {
    let progress = Progress::new("正在读佐证文件");
    let mut damaged = HashSet::new();
    for (at, file) in kept.iter().enumerate() {
        progress.show(at, kept.len());
        damaged.extend((!file.is_sound()).then(|| file.name.clone()));
    }
    damaged
}
