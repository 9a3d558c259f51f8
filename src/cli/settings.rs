//! A person's own settings: `config.toml` in the platform's folder for settings.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::ValueEnum;
use serde::Deserialize;
use toml_edit::{DocumentMut, value};

use super::environment::Environment;
use super::hold::Hold;
use crate::files::{create_folder, read_text, replace};
use crate::nearest::nearest;
use crate::problem::{Complaint, Failure, Gravity, Misuse, Problem, Problems};

/// A person's own settings; flags and `ZLT_*` variables come before them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The unit to act for; the whole campaign where there is none.
    pub unit: Option<String>,
    /// Who types.
    pub name: Option<String>,
    /// The plan to use where none is found from the current folder upward.
    pub plan: Option<PathBuf>,
    /// Where status is kept.
    pub data: Option<PathBuf>,
    /// How tables are drawn.
    pub border: Option<Border>,
}

/// How tables are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Border {
    /// Lines, unless the terminal's locale has none.
    #[value(help = "看情况")]
    Auto,
    /// Lines: `│`.
    #[value(help = "制表线")]
    Line,
    /// `+`, `-` and `|`, which every terminal shows in one column.
    #[value(help = "用 + - |")]
    Ascii,
}

impl Border {
    /// Reads the word for a border.
    pub fn parse(word: &str) -> Option<Self> {
        Self::from_str(word.trim(), true).ok()
    }

    /// The word for it, as settings keep it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Line => "line",
            Self::Ascii => "ascii",
        }
    }
}

/// One thing that can be set.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name in the file.
    pub name: &'static str,
    /// Its Chinese name.
    pub chinese: &'static str,
    /// What it is for.
    pub about: &'static str,
}

const fn key(name: &'static str, chinese: &'static str, about: &'static str) -> Key {
    Key { name, chinese, about }
}

/// What can be set.
pub const KEYS: [Key; 5] = [
    key("unit", "单位", "本单位；不设就是全部单位"),
    key("name", "姓名", "填写人"),
    key("plan", "方案", "方案文件"),
    key("data", "数据", "记录存放的文件夹"),
    key("border", "边框", "表格线：auto 看情况，line 制表线，ascii 用 + - |"),
];

impl Settings {
    /// Reads the settings of a folder; a missing file is no setting at all.
    pub fn read(folder: Option<&Path>) -> Result<Self> {
        let Some(path) = folder.map(file) else { return Ok(Self::default()) };
        let text = match read_text(&path) {
            Err(error) if error.is_missing() => return Ok(Self::default()),
            text => text?,
        };
        toml::from_str(&text).map_err(|error| problem(&path, &text, error.span()).into())
    }

    /// The value of a key as text.
    pub fn value(&self, key: &str) -> Option<String> {
        let path = |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string());
        match key {
            "unit" => self.unit.clone(),
            "name" => self.name.clone(),
            "plan" => path(&self.plan),
            "data" => path(&self.data),
            "border" => self.border.map(|border| border.word().to_owned()),
            _ => None,
        }
    }
}

/// The settings file of a folder.
pub fn file(folder: &Path) -> PathBuf {
    folder.join("config.toml")
}

/// Finds a key by either of its names; an unknown one is answered with the nearest.
pub fn find_key(typed: &str) -> Result<&'static str, Misuse> {
    if let Some(key) = KEYS.iter().find(|key| key.name == typed || key.chinese == typed) {
        return Ok(key.name);
    }
    let near = nearest(typed, KEYS.iter().flat_map(|key| [key.name, key.chinese])).join(" 或 ");
    let near = if near.is_empty() { String::new() } else { format!("是不是 {near}？") };
    let known = KEYS.map(|key| format!("{} {}", key.name, key.chinese)).join("、");
    Err(Misuse::new(format!("没有“{typed}”这项设置"), format!("{near}可以设的有：{known}")))
}

/// Sets keys, or takes out those with `None`; comments and order in the file stay.
pub fn set(environment: &Environment, changes: &[(&str, Option<&str>)]) -> Result<PathBuf> {
    let Some(folder) = environment.settings_folder.as_deref() else {
        return Err(Failure::new("找不到个人文件夹，设置没有地方存", "设好环境变量 HOME，或每次用参数指定").into());
    };
    let path = file(folder);
    create_folder(folder)?;
    let _hold = Hold::on(&path, environment)?;
    let text = match read_text(&path) {
        Err(error) if error.is_missing() => String::new(),
        text => text?,
    };
    let mut document: DocumentMut =
        text.parse().map_err(|error: toml_edit::TomlError| problem(&path, &text, error.span()))?;
    for (key, new) in changes {
        match new {
            Some(new) => set_value(&mut document, key, new),
            None => drop(document.remove(key)),
        }
    }
    replace(&path, document.to_string().as_bytes())?;
    Ok(path)
}

/// Sets a value and keeps the comment behind it.
fn set_value(document: &mut DocumentMut, key: &str, new: &str) {
    let decor = document.get(key).and_then(|item| item.as_value()).map(|value| value.decor().clone());
    document[key] = value(new);
    if let (Some(decor), Some(value)) = (decor, document[key].as_value_mut()) {
        *value.decor_mut() = decor;
    }
}

fn problem(path: &Path, text: &str, span: Option<std::ops::Range<usize>>) -> Problems {
    let problem = Problem {
        rule: "settings",
        gravity: Gravity::Error,
        complaint: Complaint::new(
            "设置文件里这一处不合写法",
            "每行写成 项目 = \"内容\"，项目只有 unit、name、plan、data、border；Windows 路径用单引号括起来",
        ),
        span: span.unwrap_or(0..0),
        label: String::new(),
        related: None,
    };
    Problems::new(&path.display().to_string(), text, vec![problem])
}
