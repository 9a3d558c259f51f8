//! `zlt import`: a notice read into the draft of a plan.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueHint};

use super::context::Context;
use super::delivery::Manner;
use super::{Outcome, answers};
use crate::cli::tell;
use crate::files::{self, read_text};
use crate::notice::draft::{Draft, Known, Options, draft};
use crate::notice::page::source::read;
use crate::notice::scan::scan;
use crate::plan::load;
use crate::problem::Misuse;
use crate::render::Format;
use crate::render::terminal::{self, Screen};
use crate::views::View;
use crate::views::pages::draft::DraftPage;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 通知：.txt、.md 或 .docx
    #[arg(value_name = "通知", value_hint = ValueHint::FilePath)]
    notice: PathBuf,
    /// 用这份方案（例如去年的）的统称和别称，只标出新的
    #[arg(long, value_name = "方案", visible_alias = "名单出自", value_hint = ValueHint::FilePath)]
    units_from: Option<PathBuf>,
    /// 保留原文里的电话号码
    #[arg(long, visible_alias = "保留电话")]
    keep_contacts: bool,
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    check_output(context)?;
    let path = context.environment.folder.join(&arguments.notice);
    let bytes = files::read(&path)?;
    let page = read(&bytes).map_err(|reason| answers::notice(&arguments.notice, reason))?;
    let last_year = arguments.units_from.as_ref().map(|plan| read_text(&context.environment.folder.join(plan)));
    let text = last_year.transpose()?;
    let name = arguments.units_from.as_ref().map(|plan| plan.display().to_string()).unwrap_or_default();
    let plan = text.as_ref().map(|text| load(&name, text)).transpose()?;
    let known = plan.as_ref().zip(text.as_ref()).map(|(plan, text)| Known { plan, text });
    let notice = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let options = Options { notice: &notice, lines: page.lines, known, keeps_contacts: arguments.keep_contacts };
    let draft = draft(scan(page.parts), options);
    if draft.activities == 0 {
        return Err(answers::no_activities(&arguments.notice).into());
    }
    show(context, &draft, page.lines)
}

/// A draft goes to a file of its own: what somebody has written is never replaced by one.
fn check_output(context: &Context<'_>) -> Result<(), Misuse> {
    if context.globals.format.is_some_and(|format| format != Format::Json) {
        return Err(Misuse::new("草稿就是 plan.toml 的格式", "去掉 --format；给程序用的写 --format json"));
    }
    match &context.globals.output {
        Some(path) if context.environment.folder.join(path).exists() => Err(answers::draft_in_the_way(path)),
        _ => Ok(()),
    }
}

/// The draft on standard output or in its file, what goes with it on standard error.
fn show(context: &Context<'_>, draft: &Draft, lines: &str) -> Result<Outcome> {
    let page = DraftPage::new(draft, lines);
    if context.globals.format == Some(Format::Json) {
        return context.show(&page, Manner::Answer);
    }
    let outcome = context.write(draft.text.as_bytes())?;
    let mut bytes = Vec::new();
    let screen = Screen { width: context.environment.message_width, has_color: false, ..context.screen() };
    terminal::render(&page.document(), screen, &mut bytes)?;
    tell(String::from_utf8_lossy(&bytes).trim_end());
    Ok(outcome)
}
