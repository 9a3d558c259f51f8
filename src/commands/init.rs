//! `zlt init`: first-time questions.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use super::context::Context;
use super::delivery::print_done;
use super::{Outcome, answers};
use crate::cli::hold::Hold;
use crate::cli::prompt::{ask, pick_one};
use crate::cli::settings::set;
use crate::cli::{tell, tell_error};
use crate::document::harmless;
use crate::files::{FileError, read_text, replace};
use crate::plan::{Plan, liaisons, load};
use crate::problem::{Failure, Misuse};

#[derive(Debug, Args)]
pub struct Arguments {
    /// 填写人的姓名
    #[arg(long, value_name = "姓名", visible_alias = "姓名")]
    name: Option<String>,
    /// 不提问：用参数写明的，其余照旧
    #[arg(long, visible_alias = "不问")]
    yes: bool,
}

/// What the first choice says: nothing is set, and all units are in scope.
const OFFICE: &str = "牵头汇总，管全部单位";

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    let is_asking = !arguments.yes;
    if is_asking && !context.environment.can_ask {
        let remedy = "在终端里输入；写在脚本里的加 --yes，用 --plan、--unit（或 --all）、--name 写明";
        return Err(Misuse::new("这里不是终端，没有人回答问题", remedy).into());
    }
    let Some((path, plan)) = plan(context, is_asking)? else { return cancelled() };
    let Some(unit) = unit(context, &plan, is_asking)? else { return cancelled() };
    let Some(name) = name(context, arguments.name, is_asking)? else { return cancelled() };
    let shown = path.display().to_string();
    let filled = |text: &'_ str| (!text.is_empty()).then_some(text.to_owned());
    let (unit, name) = (filled(&unit), filled(&name));
    let changes = [("plan", Some(shown.as_str())), ("unit", unit.as_deref()), ("name", name.as_deref())];
    let file = set(context.environment, &changes)?;
    let kept_out = match keep_out_of_git(context, &path) {
        Ok(()) => "联络员.csv（联络员和电话）已写进方案旁边的 .gitignore\n",
        Err(error) => {
            tell(&format!("提醒：没能把联络员.csv写进 .gitignore：{error}"));
            ""
        }
    };
    let facts = format!(
        "设好了，存在“{}”：\n方案　　{shown}\n本单位　{}\n填写人　{}\n{kept_out}接着输入 zlt 看概况，zlt duties 看分工；要改用 zlt config\n",
        file.display(),
        unit.as_deref().unwrap_or(OFFICE),
        name.as_deref().unwrap_or("（没有填）"),
    );
    if context.globals.quiet { Ok(Outcome::Done) } else { print_done(harmless(&facts).as_bytes()) }
}

/// Has git pass over the list of liaisons beside the plan, which holds telephone numbers of persons.
fn keep_out_of_git(context: &Context<'_>, plan: &Path) -> Result<(), FileError> {
    let path = plan.with_file_name(".gitignore");
    let _hold = Hold::on(&path, context.environment)?;
    let known = match read_text(&path) {
        Err(error) if error.is_missing() => String::new(),
        text => text?,
    };
    if known.lines().any(|line| line.trim() == liaisons::FILE) {
        return Ok(());
    }
    let gap = if known.is_empty() || known.ends_with('\n') { "" } else { "\n" };
    replace(&path, format!("{known}{gap}{}\n", liaisons::FILE).as_bytes())
}

fn cancelled() -> Result<Outcome> {
    tell("取消了，什么也没有改。");
    Ok(Outcome::Cancelled)
}

/// The plan and its full path: typed, else found, else asked for until one can be read.
fn plan(context: &Context<'_>, is_asking: bool) -> Result<Option<(PathBuf, Plan)>> {
    let found = context.plan_path();
    if context.globals.plan.is_some() || !is_asking {
        return read(found?).map(Some);
    }
    let mut offered = found.map(|path| path.display().to_string()).unwrap_or_default();
    loop {
        let Some(typed) = ask("方案文件在哪里", &offered, "plan.toml 的位置，或它所在的文件夹")?
        else {
            return Ok(None);
        };
        match read(typed_path(context, &typed)) {
            Ok(plan) => return Ok(Some(plan)),
            Err(error) => tell_error(&error),
        }
        offered = typed;
    }
}

/// A path as people type it: with quotes around it, or with ~ for their home.
fn typed_path(context: &Context<'_>, typed: &str) -> PathBuf {
    let typed = typed.trim().trim_matches(['"', '\'']);
    match (typed.strip_prefix("~/"), &context.environment.home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => context.environment.folder.join(typed),
    }
}

fn read(path: PathBuf) -> Result<(PathBuf, Plan)> {
    let path = if path.is_dir() { path.join("plan.toml") } else { path };
    let Some(name) = path.to_str() else {
        let reason = format!("“{}”这个路径里有不能存进设置的字符", path.display());
        return Err(Failure::new(reason, "给文件夹换一个名称").into());
    };
    let plan = load(name, &read_text(&path)?)?;
    Ok((path, plan))
}

/// The full name of the unit to act for; empty for the whole campaign.
fn unit(context: &Context<'_>, plan: &Plan, is_asking: bool) -> Result<Option<String>> {
    let known = context.settings.unit.clone().unwrap_or_default();
    match context.globals.unit.as_slice() {
        [] if context.globals.all => Ok(Some(String::new())),
        [] if !is_asking && known.is_empty() => Ok(Some(known)),
        [] if !is_asking => {
            let name = plan.units.find(&known).map_err(|reason| answers::unit(&known, "（出自设置）", &reason))?;
            Ok(Some(plan.units.word(name).to_owned()))
        }
        [] => {
            let units = plan
                .units
                .units
                .iter()
                .map(|unit| [std::slice::from_ref(&unit.name), unit.aliases.as_slice()].concat());
            let lines: Vec<String> =
                std::iter::once(OFFICE.to_owned()).chain(units.map(|names| names.join("　"))).collect();
            let at = plan.units.unit_named(&known).map_or(0, |unit| unit.0 + 1);
            let picked = pick_one("你是哪个单位", &lines, at)?;
            Ok(picked.map(|place| {
                plan.units.units.get(place.wrapping_sub(1)).map_or(String::new(), |unit| unit.name.clone())
            }))
        }
        [typed] => {
            let name = plan.units.find(typed).map_err(|reason| answers::unit(typed, "", &reason))?;
            Ok(Some(plan.units.word(name).to_owned()))
        }
        _ => Err(Misuse::new("--unit 写了几个单位", "本单位只能设一个；管全部单位的写 --all").into()),
    }
}

/// Who types; may be empty.
fn name(context: &Context<'_>, typed: Option<String>, is_asking: bool) -> Result<Option<String>> {
    let known = context.settings.name.clone().unwrap_or_default();
    match typed {
        Some(typed) => Ok(Some(typed.split_whitespace().collect::<Vec<_>>().join(" "))),
        None if is_asking => ask("你的姓名", &known, "写在每条登记里，方便以后查；不想写就直接回车"),
        None => Ok(Some(known)),
    }
}
