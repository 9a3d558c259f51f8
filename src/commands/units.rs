//! `zlt units`: who takes part, under which names.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueHint};

use super::context::Context;
use super::delivery::Manner;
use super::{Outcome, enrol};
use crate::views::pages::units::UnitsPage;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 把名单（.xlsx、.csv、.txt，怎样贴来的都行）里的单位写进方案
    #[arg(long, value_name = "名单", visible_alias = "名单", value_hint = ValueHint::FilePath)]
    from: Option<PathBuf>,
    /// 写进哪个统称；名单里写了统称的不用
    #[arg(long, value_name = "统称", visible_alias = "统称", requires = "from")]
    group: Option<String>,
    /// 不问，直接写入
    #[arg(long, visible_alias = "不问", requires = "from")]
    yes: bool,
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    if let Some(roll) = &arguments.from {
        return enrol::run(context, roll, arguments.group.as_deref(), arguments.yes);
    }
    let opened = context.open()?;
    let asked = context.asked(&opened)?;
    context.show(&UnitsPage::new(&asked), Manner::Answer)
}
