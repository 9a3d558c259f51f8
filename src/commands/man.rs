//! `zlt man`: the manual pages, for whoever packages zlt.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::context::Context;
use super::manual::Page;
use super::{Outcome, manual};
use crate::cli::tell;
use crate::files::{create_folder, replace};
use crate::render::man;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 写进哪个文件夹
    #[arg(value_name = "文件夹")]
    folder: PathBuf,
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    let folder = context.result_folder(&arguments.folder)?;
    create_folder(&folder)?;
    for Page { path, about, document } in manual::pages() {
        let name = path.replace(' ', "-");
        let mut bytes = Vec::new();
        man::render(&document, &name, &about, &mut bytes)?;
        replace(&context.result_file(&folder.join(format!("{name}.1")))?, &bytes)?;
    }
    tell(&format!("手册已写进“{}”", folder.display()));
    Ok(Outcome::Done)
}
