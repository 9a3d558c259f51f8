//! `zlt config`: a person's own settings.

use anyhow::Result;
use clap::Args;

use super::context::Context;
use super::delivery::{Manner, print, print_done};
use super::{Outcome, answers};
use crate::cli::settings::{KEYS, Key, file, find_key, set};
use crate::cli::{Border, tell};
use crate::document::{Block, Document, harmless};
use crate::problem::Misuse;

#[derive(Debug, Args)]
pub struct Arguments {
    /// 要看或要改的一项：unit 本单位，name 填写人，plan 方案文件，data 记录文件夹，border 表格线
    #[arg(value_name = "项目")]
    key: Option<String>,
    /// 新的内容
    #[arg(value_name = "内容", conflicts_with = "unset")]
    value: Option<String>,
    /// 取消这一项
    #[arg(long, requires = "key", visible_alias = "取消")]
    unset: bool,
}

impl Arguments {
    /// Whether a setting is to be changed, which must work even where the settings are broken.
    pub fn is_change(&self) -> bool {
        self.value.is_some() || self.unset
    }
}

pub fn run(context: &Context<'_>, arguments: Arguments) -> Result<Outcome> {
    let key = arguments.key.as_deref().map(find_key).transpose()?;
    match (key, arguments.value.as_deref()) {
        (Some(key), Some(typed)) => change(context, key, Some(&meant(context, key, typed)?)),
        (Some(key), None) if arguments.unset => change(context, key, None),
        (Some(key), None) => {
            let value = context.settings.value(key);
            if value.is_none() {
                tell(&format!("{key} 没有设；设的写法：zlt config {key} 内容"));
            }
            print((harmless(&value.unwrap_or_default()).into_owned() + "\n").as_bytes())
        }
        (None, _) => all(context),
    }
}

fn change(context: &Context<'_>, key: &str, value: Option<&str>) -> Result<Outcome> {
    let path = set(context.environment, &[(key, value)])?;
    let said = value.map_or(format!("已取消 {key}"), |value| format!("已设好 {key} = {value}"));
    if context.globals.quiet {
        Ok(Outcome::Done)
    } else {
        print_done(harmless(&format!("{said}（{}）\n", path.display())).as_bytes())
    }
}

/// The value to keep: the full name of a unit, the full path of a file, other text as typed.
fn meant(context: &Context<'_>, key: &str, typed: &str) -> Result<String> {
    if typed.trim().is_empty() {
        return Err(
            Misuse::new(format!("{key} 的内容是空的"), format!("要取消这一项：zlt config {key} --unset")).into()
        );
    }
    match key {
        "unit" => full_name(context, typed),
        "plan" | "data" => {
            let path = context.environment.folder.join(typed);
            if key == "plan" && !path.exists() {
                return Err(Misuse::new(format!("没有“{}”这个文件", path.display()), "核对路径以后再设").into());
            }
            Ok(path.display().to_string())
        }
        "border" => match Border::parse(typed) {
            Some(border) => Ok(border.word().to_owned()),
            None => Err(Misuse::new(format!("表格线没有“{typed}”这一种"), "写 auto、line 或 ascii").into()),
        },
        _ => Ok(typed.trim().to_owned()),
    }
}

/// The full name that a typed unit stands for; as typed where no plan is at hand to ask.
fn full_name(context: &Context<'_>, typed: &str) -> Result<String> {
    if context.plan_path().is_err() {
        tell(&format!("提醒：这里没有方案，“{typed}”没有核对，照原样记下"));
        return Ok(typed.trim().to_owned());
    }
    let plan = context.open()?.plan;
    let name = plan.units.find(typed).map_err(|reason| answers::unit(typed, "", &reason))?;
    Ok(plan.units.word(name).to_owned())
}

fn all(context: &Context<'_>) -> Result<Outcome> {
    let facts = KEYS.iter().map(|Key { name, chinese, about }| {
        let value = context.settings.value(name).unwrap_or_else(|| "（没有设）".to_owned());
        (format!("{name}，{chinese}（{about}）").into(), value.into())
    });
    let mut page = Document { blocks: vec![Block::Facts(facts.collect())] };
    if let Some(folder) = &context.environment.settings_folder {
        page.push(Block::Remark(format!("设置文件：{}", file(folder).display()).into()));
    }
    context.show(&page, Manner::Answer)
}
