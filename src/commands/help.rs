//! `zlt help`: the help of zlt or of one of its commands.

use anyhow::Result;
use clap::{Args, CommandFactory};

use super::context::{Context, print};
use super::{Outcome, Zlt};
use crate::cli::chinese::{help, localize};
use crate::nearest::nearest;
use crate::problem::Misuse;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 要看哪个命令的说明
    #[arg(value_name = "命令")]
    command: Option<String>,
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    let mut tree = localize(Zlt::command());
    let has_color = context.environment.width.is_some() && !context.environment.no_color;
    let Some(name) = arguments.command else { return print(help(&tree.render_help(), has_color).as_bytes()) };
    let known: Vec<String> = tree.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let Some(command) = tree.find_subcommand_mut(&name) else {
        let near = nearest(&name, known.iter().map(String::as_str)).join("、");
        let near = if near.is_empty() { String::new() } else { format!("是不是 {near}？") };
        return Err(Misuse::new(format!("没有“{name}”这个命令"), format!("{near}zlt --help 可查看全部命令")).into());
    };
    print(help(&command.render_help(), has_color).as_bytes())
}
