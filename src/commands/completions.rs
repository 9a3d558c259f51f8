//! `zlt completions`: the script that teaches a shell to complete zlt's command lines.

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::Outcome;
use super::context::Context;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 哪种命令行：bash、zsh、fish、powershell
    #[arg(value_name = "命令行", hide_possible_values = true)]
    shell: Shell,
}

/// The shells that can complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// GNU Bash.
    #[value(help = "bash")]
    Bash,
    /// Z shell.
    #[value(help = "zsh")]
    Zsh,
    /// fish.
    #[value(help = "fish")]
    Fish,
    /// PowerShell, of Windows or of any system.
    #[value(help = "Windows 的命令行")]
    Powershell,
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    let script = match arguments.shell {
        Shell::Bash => include_str!("complete/zlt.bash"),
        Shell::Zsh => include_str!("complete/zlt.zsh"),
        Shell::Fish => include_str!("complete/zlt.fish"),
        Shell::Powershell => include_str!("complete/zlt.ps1"),
    };
    context.write(script.as_bytes())
}
