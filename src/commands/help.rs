//! `zlt help`: the help of zlt or of one of its commands, and the pages of the guide.

use anyhow::Result;
use clap::Args;

use super::context::Context;
use super::delivery::Manner;
use super::manual::page;
use super::topics::TOPICS;
use super::{Outcome, tree};
use crate::nearest::nearest;
use crate::problem::Misuse;
use crate::views::pages::guide;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 要看哪个命令或哪一页的说明
    #[arg(value_name = "命令或专题")]
    page: Option<String>,
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    let tree = tree();
    let Some(name) = arguments.page else { return context.show(&page(&tree, "zlt"), Manner::Answer) };
    if let Some(topic) = TOPICS.iter().find(|topic| topic.name == name) {
        return context.show(&guide::document(topic.text), Manner::Answer);
    }
    match tree.find_subcommand(&name) {
        Some(command) => context.show(&page(command, &format!("zlt {}", command.get_name())), Manner::Answer),
        None => Err(unknown(&name).into()),
    }
}

fn unknown(name: &str) -> Misuse {
    let tree = tree();
    let commands = tree.get_subcommands().flat_map(|command| command.get_name_and_visible_aliases());
    let topics = TOPICS.iter().map(|topic| topic.name);
    let near = nearest(name, commands.chain(topics)).join("、");
    let near = if near.is_empty() { String::new() } else { format!("是不是 {near}？") };
    Misuse::new(format!("没有“{name}”这个命令或专题"), format!("{near}zlt help 可查看全部命令和专题"))
}
