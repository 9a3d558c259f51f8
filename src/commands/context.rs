//! What every command needs: the plan in hand, its store, the scope, the day, and where results go.

use std::io::{ErrorKind, Write, stdout};
use std::path::{Path, PathBuf};

use anyhow::{Error, Result, anyhow, bail};
use chrono::NaiveDate;

use super::{Color, Format, Globals, Outcome, answers};
use crate::cli::{Border, Environment, Settings, pager, tell};
use crate::day::parse_typed;
use crate::document::Document;
use crate::duties::change::Stamp;
use crate::duties::{Duties, Scope, join};
use crate::files::{FileError, read_text, replace};
use crate::journal::{Header, Store};
use crate::plan::{Plan, load};
use crate::problem::{Misuse, Source};
use crate::render::terminal::Screen;
use crate::render::{json, markdown, terminal};
use crate::views::{Heading, View};

/// What every command needs.
pub struct Context<'a> {
    pub environment: &'a Environment,
    pub globals: &'a Globals,
    pub settings: Settings,
}

/// The plan in hand, the text it was read from, and the store of its records.
pub struct Opened {
    pub plan: Plan,
    pub source: Source,
    pub store: Store,
}

impl Context<'_> {
    /// The day it is.
    pub fn today(&self) -> NaiveDate {
        self.environment.today()
    }

    /// Reads and proves the plan.
    pub fn open(&self) -> Result<Opened> {
        let path = self.plan_path()?;
        let source = Source { name: self.shown(&path), text: read_text(&path)? };
        let plan = load(&source.name, &source.text)?;
        let folder = self.data_folder(&path, &plan)?.join(&plan.campaign.id);
        Ok(Opened { plan, source, store: Store::new(folder) })
    }

    /// A path as one standing in the current folder says it.
    pub fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.environment.folder).unwrap_or(path).display().to_string()
    }

    /// The plan's path where only the settings led to it: one that a person may not have in mind.
    fn plan_of_settings(&self) -> Option<String> {
        let path = self.plan_path().ok()?;
        let is_here = self.environment.folder.ancestors().any(|folder| path.parent() == Some(folder));
        let is_named = self.globals.plan.is_some() || self.environment.plan.is_some();
        (!is_here && !is_named).then(|| path.display().to_string())
    }

    /// Where the plan is: `--plan`, `ZLT_PLAN`, the nearest `plan.toml` upward, the settings.
    pub fn plan_path(&self) -> Result<PathBuf> {
        let folder = &self.environment.folder;
        let named = self.globals.plan.as_ref().or(self.environment.plan.as_ref()).map(|path| folder.join(path));
        let upward = || folder.ancestors().map(|folder| folder.join("plan.toml")).find(|path| path.is_file());
        let path = named.or_else(upward).or_else(|| self.settings.plan.clone()).ok_or_else(|| {
            anyhow!(
                "从“{}”往上都没有找到 plan.toml\n  办法：到放方案的文件夹里再试，或用 --plan 指明方案文件，或用 zlt config plan 文件 设好",
                folder.display()
            )
        })?;
        Ok(if path.is_dir() { path.join("plan.toml") } else { path })
    }

    /// Where status is kept: `--data`, `ZLT_DATA`, the plan's `data` beside it, the settings, the platform's folder.
    fn data_folder(&self, plan_path: &Path, plan: &Plan) -> Result<PathBuf> {
        let named = self.globals.data.as_ref().or(self.environment.data.as_ref());
        let beside = plan.campaign.data.as_ref().map(|data| plan_path.with_file_name(data));
        let named = named.map(|path| self.environment.folder.join(path)).or(beside);
        match named.or_else(|| self.settings.data.clone()).or_else(|| self.environment.data_folder.clone()) {
            Some(folder) => Ok(folder),
            None => bail!("不知道记录存放在哪里\n  办法：用 --data 指定一个文件夹，或设好环境变量 HOME"),
        }
    }

    /// The units to act on: `--all`, `--unit`, `ZLT_UNIT`, the settings, else the whole campaign.
    pub fn scope(&self, plan: &Plan) -> Result<Scope, Misuse> {
        let (typed, source) = if self.globals.all {
            return Ok(Scope::campaign());
        } else if !self.globals.unit.is_empty() {
            (self.globals.unit.clone(), "")
        } else if let Some(unit) = &self.environment.unit {
            (vec![unit.clone()], "（出自环境变量 ZLT_UNIT）")
        } else if let Some(unit) = &self.settings.unit {
            (vec![unit.clone()], "（出自设置 zlt config unit）")
        } else {
            return Ok(Scope::campaign());
        };
        let named = typed.iter().flat_map(|typed| units_in(plan, typed));
        let find = |typed: &str| plan.units.find(typed).map_err(|reason| answers::unit(typed, source, &reason));
        let names: Result<Vec<_>, Misuse> = named.map(find).collect();
        Ok(Scope::of(plan, names?))
    }

    /// The day to judge on: `--as-of`, else today.
    pub fn as_of(&self, plan: &Plan) -> Result<NaiveDate, Misuse> {
        self.globals.as_of.as_deref().map_or(Ok(self.today()), |typed| self.day(plan, typed, "--as-of"))
    }

    /// A day that a person typed for `option`.
    pub fn day(&self, plan: &Plan, typed: &str, option: &str) -> Result<NaiveDate, Misuse> {
        let span = (plan.campaign.start, plan.campaign.end);
        parse_typed(typed, self.today(), span).ok_or_else(|| answers::day(typed, option))
    }

    /// Commands that write speak of today: a past they could write to would be a lie.
    pub fn refuse_as_of(&self) -> Result<(), Misuse> {
        match self.globals.as_of {
            None => Ok(()),
            Some(_) => Err(Misuse::new("登记时不能用 --as-of", "要登记以前完成的，用 --on，例如 --on 9-20")),
        }
    }

    /// The duties of a scope as of the day asked for; what is wrong with the records goes to standard error.
    pub fn duties<'p>(&self, opened: &'p Opened, scope: &Scope) -> Result<Duties<'p>> {
        let duties = self.join(opened, scope)?;
        if let Ok(Some(found)) = opened.store.header()
            && found.is_anothers(&header(&opened.plan))
        {
            tell(&answers::of_other_campaign(&found.title));
        }
        answers::of_records(&duties.spoiled, duties.orphans).iter().for_each(|reminder| tell(reminder));
        Ok(duties)
    }

    /// The same without a word about the records.
    pub fn join<'p>(&self, opened: &'p Opened, scope: &Scope) -> Result<Duties<'p>> {
        let Opened { plan, store, .. } = opened;
        let journals = store.journals(|name| scope.needs_journal(plan, name))?;
        Ok(join(plan, scope, &journals, self.as_of(plan)?))
    }

    /// The flags that named the scope, to repeat in what to type next; empty where it was set before.
    pub fn scope_flags(&self) -> String {
        let units: String = self.globals.unit.iter().map(|unit| format!(" --unit {unit}")).collect();
        if self.globals.all { " --all".to_owned() } else { units }
    }

    /// What pages about a scope begin with.
    pub fn heading(&self, plan: &Plan, scope: &Scope) -> Heading {
        let flags = self.scope_flags();
        let as_of = self.globals.as_of.as_ref().map(|day| format!(" --as-of {day}"));
        Heading {
            scope: scope.words(plan),
            is_one_unit: scope.is_one_unit(),
            flags,
            as_of,
            plan: self.plan_of_settings(),
        }
    }

    /// What the entries of this command have in common.
    pub fn stamp(&self, store: &Store) -> Result<Stamp> {
        Ok(Stamp {
            now: self.environment.now,
            machine: self.environment.machine(store.folder())?,
            by: self.environment.name.clone().or_else(|| self.settings.name.clone()).unwrap_or_default(),
            command: self.environment.fresh_ids()(),
        })
    }

    /// Shows a view in the format asked for, on standard output or in the file asked for.
    pub fn show(&self, view: &impl View) -> Result<Outcome> {
        let mut bytes = Vec::new();
        match self.format()? {
            Format::Json => json::render(&view.promise(), &mut bytes)?,
            Format::Md => markdown::render(&view.document(), 1, &mut bytes)?,
            Format::Table => terminal::render(&view.document(), self.screen(), &mut bytes)?,
        }
        self.write(&bytes)
    }

    /// Writes a result to the file asked for, else to standard output.
    pub fn write(&self, bytes: &[u8]) -> Result<Outcome> {
        let Some(path) = &self.globals.output else { return self.deliver(bytes) };
        replace(&self.environment.folder.join(path), bytes)?;
        if !self.globals.quiet {
            tell(&format!("已写入“{}”", path.display()));
        }
        Ok(Outcome::Done)
    }

    /// Writes a page to standard output, through a pager where it is longer than the screen.
    fn deliver(&self, bytes: &[u8]) -> Result<Outcome> {
        let rows = self.environment.height.filter(|_| !self.globals.no_pager);
        let is_long = rows.is_some_and(|rows| bytes.iter().filter(|byte| **byte == b'\n').count() >= rows);
        let command = self.environment.pager.as_deref();
        if is_long && command != Some("") && pager::show(bytes, command) {
            return Ok(Outcome::Done);
        }
        print(bytes)
    }

    /// Shows a page that has no JSON of its own.
    pub fn show_page(&self, page: &Document<'_>) -> Result<Outcome> {
        if self.globals.format == Some(Format::Json) {
            return Err(Misuse::new("这一页没有 JSON 格式", "去掉 --format").into());
        }
        let mut bytes = Vec::new();
        terminal::render(page, self.screen(), &mut bytes)?;
        self.write(&bytes)
    }

    /// Shows what a write has come to, unless asked to be quiet; a failure here does not undo the write, and says so.
    pub fn show_receipt(&self, view: &impl View, is_written: bool) -> Result<Outcome> {
        if self.globals.quiet {
            return Ok(Outcome::Done);
        }
        let written = |error: Error| {
            let reason = error.to_string().lines().next().unwrap_or_default().to_owned();
            anyhow!("已经登记好了，不用重做；只是结果没能显示（{reason}）\n  办法：用 zlt log 看登记了什么")
        };
        self.show(view).map_err(|error| if is_written { written(error) } else { error })
    }

    /// Fails on a format that cannot be had, before anything is written.
    pub fn check_format(&self) -> Result<(), Misuse> {
        self.format().map(|_| ())
    }

    fn format(&self) -> Result<Format, Misuse> {
        let extension = self.globals.output.as_ref().map(|path| {
            let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
            match extension.as_deref() {
                Some("json") => Ok(Format::Json),
                Some("md") => Ok(Format::Md),
                Some("txt") => Ok(Format::Table),
                _ => Err(answers::extension(path)),
            }
        });
        match (self.globals.format, extension) {
            (Some(format), _) => Ok(format),
            (None, Some(format)) => format,
            (None, None) => Ok(Format::Table),
        }
    }

    /// Whether what goes to standard output may have colours.
    pub fn has_color(&self) -> bool {
        match self.globals.color.unwrap_or(Color::Auto) {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => self.environment.width.is_some() && !self.environment.no_color,
        }
    }

    /// How results are drawn where they go.
    pub fn screen(&self) -> Screen {
        let is_shown = self.globals.output.is_none();
        let width = self.environment.width.filter(|_| is_shown);
        let is_always = self.globals.color == Some(Color::Always);
        let has_color = self.has_color() && (is_shown || is_always);
        let border = self.globals.border.or(self.environment.border).or(self.settings.border);
        let is_ascii = match border.unwrap_or(Border::Auto) {
            Border::Ascii => true,
            Border::Line => false,
            Border::Auto => width.is_some() && self.environment.is_foreign_locale,
        };
        Screen { width, has_color, is_ascii }
    }
}

/// The names in what was typed as one: itself where it is a name, else its parts between separators.
fn units_in<'t>(plan: &Plan, typed: &'t str) -> Vec<&'t str> {
    const SEPARATORS: [char; 5] = ['、', '，', ',', '；', ';'];
    if plan.units.named(typed.trim()).is_some() || !typed.contains(SEPARATORS) {
        return vec![typed];
    }
    typed.split(SEPARATORS).filter(|part| !part.trim().is_empty()).collect()
}

/// What a plan writes into its store first.
pub fn header(plan: &Plan) -> Header {
    Header::of(&plan.campaign.title, plan.campaign.document.as_deref())
}

/// Writes to standard output; a reader that has seen enough is no failure.
pub fn print(bytes: &[u8]) -> Result<Outcome> {
    let mut output = stdout().lock();
    match output.write_all(bytes).and_then(|()| output.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(FileError::on("写不了", Path::new("标准输出"))(error).into())
        }
        _ => Ok(Outcome::Done),
    }
}
