//! What every command needs: the plan in hand, its store, the scope, the day.

use std::path::{Path, PathBuf};

use anyhow::Result;
use chrono::NaiveDate;

use super::{Globals, answers};
use crate::cli::copies::{Replaced, replace_plan};
use crate::cli::hold::Hold;
use crate::cli::{Environment, Settings, tell};
use crate::duties::change::Stamp;
use crate::duties::{Depth, Duties, Scope, Speaker, Spoiled, join};
use crate::files::{FileError, decode, read, read_text};
use crate::journal::{Header, Store, Writer};
use crate::plan::liaisons::Defect;
use crate::plan::{Liaisons, Plan, liaisons, load, load_unfilled};
use crate::platform::shell_word;
use crate::problem::{Failure, Misuse, Problems, Source};
use crate::render::Format;
use crate::views::page::shows_private;
use crate::views::{Asked, Retyped};

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
        self.open_by(load)
    }

    /// The same of a plan whose groups may still be empty, to fill them.
    pub fn open_unfilled(&self) -> Result<Opened> {
        self.open_by(load_unfilled)
    }

    fn open_by(&self, load: fn(&str, &str) -> Result<Plan, Problems>) -> Result<Opened> {
        let path = self.plan_path()?;
        let source = Source::new(self.shown(&path), read_text(&path)?);
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
        let nowhere = || {
            let reason = format!("从“{}”往上都没有找到 plan.toml", folder.display());
            Failure::new(reason, "到放方案的文件夹里再试，或用 --plan 指明方案文件，或用 zlt config plan 文件 设好")
        };
        let path = named.or_else(upward).or_else(|| self.settings.plan.clone()).ok_or_else(nowhere)?;
        Ok(if path.is_dir() { path.join("plan.toml") } else { path })
    }

    /// Where status is kept: `--data`, `ZLT_DATA`, the plan's `data` beside it, the settings, the platform's folder.
    fn data_folder(&self, plan_path: &Path, plan: &Plan) -> Result<PathBuf> {
        let named = self.globals.data.as_ref().or(self.environment.data.as_ref());
        let beside = plan.campaign.data.as_ref().map(|data| plan_path.with_file_name(data));
        let named = named.map(|path| self.environment.folder.join(path)).or(beside);
        match named.or_else(|| self.settings.data.clone()).or_else(|| self.environment.data_folder.clone()) {
            Some(folder) => Ok(folder),
            None => {
                let remedy = "用 --data 指定一个文件夹，或设好环境变量 HOME";
                Err(Failure::new("不知道记录存放在哪里", remedy).into())
            }
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
        let named = typed.iter().flat_map(|typed| plan.units.names_in(typed));
        let find = |typed: &str| plan.units.find(typed).map_err(|reason| answers::unit(typed, source, &reason));
        let names: Result<Vec<_>, Misuse> = named.map(find).collect();
        Ok(Scope::of(plan, names?))
    }

    /// Who types: a liaison is whoever has set a unit of his own, whatever the command line names.
    pub fn speaker(&self, plan: &Plan) -> Speaker {
        Speaker::of(plan, self.environment.unit.as_deref().or(self.settings.unit.as_deref()))
    }

    /// The day to judge on: `--as-of`, else today.
    pub fn as_of(&self, plan: &Plan) -> Result<NaiveDate, Misuse> {
        self.globals.as_of.as_deref().map_or(Ok(self.today()), |typed| self.day(plan, typed, "--as-of"))
    }

    /// A day that a person typed for `option`.
    pub fn day(&self, plan: &Plan, typed: &str, option: &str) -> Result<NaiveDate, Misuse> {
        plan.campaign.day(typed, self.today()).ok_or_else(|| answers::day(typed, option))
    }

    /// Commands that write speak of today: a past they could write to would be a lie.
    pub fn refuse_as_of(&self) -> Result<(), Misuse> {
        match self.globals.as_of {
            None => Ok(()),
            Some(_) => Err(Misuse::new("登记时不能用 --as-of", "要登记以前完成的，用 --on，例如 --on 9-20")),
        }
    }

    /// The duties of the scope as of the day, as asked for on the command line; what is wrong with the records is told.
    pub fn asked<'p>(&self, opened: &'p Opened) -> Result<Asked<'p>> {
        self.asked_of(opened, self.scope(&opened.plan)?, Depth::States)
    }

    /// The same of another scope, with as much of what was said as is wanted.
    pub fn asked_of<'p>(&self, opened: &'p Opened, scope: Scope, depth: Depth) -> Result<Asked<'p>> {
        let duties = self.duties(opened, scope, depth)?;
        if let Ok(Some(found)) = opened.store.header()
            && found.is_anothers(&header(&opened.plan))
        {
            tell(&answers::of_other_campaign(&found.title));
        }
        tell_of_records(&duties.spoiled, duties.orphans);
        if duties.scope.is_campaign() {
            answers::of_strays(&duties).iter().for_each(|reminder| tell(reminder));
        }
        self.tell_of_broken_off(&opened.store);
        Ok(Asked { duties, retyped: self.retyped(), plan_path: self.plan_of_settings() })
    }

    /// Refuses a paper that names who is late where the records of some could not be read.
    pub fn refuse_unread(&self, duties: &Duties<'_>) -> Result<(), Failure> {
        match duties.unread().next() {
            Some(spoiled) => Err(answers::unread_for_paper(&spoiled.path)),
            None => Ok(()),
        }
    }

    /// Takes out of what was asked for the activities that are kept from others, where the page goes to others; `is_meant` says
    /// that they are wanted all the same.
    pub fn leave_out_private(&self, asked: &mut Asked<'_>, is_meant: bool) -> Result<()> {
        if !is_meant && !self.shows_private(asked.duties.scope.is_one_unit())? {
            self.drop_private(asked, "要列入加 --private");
        }
        Ok(())
    }

    /// Whether the page that was asked for may show activities that are kept from others.
    pub fn shows_private(&self, is_one_unit: bool) -> Result<bool, Misuse> {
        let format = self.format()?;
        let is_for_oneself = matches!(format, Format::Table | Format::Json) && self.globals.output.is_none();
        Ok(shows_private(format.row().medium, is_for_oneself, is_one_unit))
    }

    /// The same of what is sent to a group of people, whoever asks.
    pub fn drop_private(&self, asked: &mut Asked<'_>, remedy: &str) {
        let all = asked.duties.activities().count();
        asked.duties.list.retain(|duty| !duty.activity.private);
        let left_out = all - asked.duties.activities().count();
        if left_out > 0 && !self.globals.quiet {
            tell(&answers::left_out_private(left_out, remedy));
        }
    }

    /// Tells of a command that broke off here just before; those who write ask before they take the lock.
    pub fn tell_of_broken_off(&self, store: &Store) {
        let machine = self.environment.known_machine();
        if let Some(Ok(Some((command, written)))) = machine.map(|machine| store.broken_off(&machine)) {
            tell(&answers::of_broken_off(command.n, command.of, written));
        }
    }

    /// The duties of a scope as of the day, without a word about the records.
    pub fn duties<'p>(&self, opened: &'p Opened, scope: Scope, depth: Depth) -> Result<Duties<'p>> {
        let Opened { plan, store, .. } = opened;
        let journals = store.journals(|name| scope.needs_journal(plan, name))?;
        Ok(join(plan, scope, &journals, self.as_of(plan)?, depth))
    }

    /// What is needed to write records: the lock on them, taken before their state is read, for what is decided must still
    /// hold when it is written. `None` where a command is only tried.
    pub fn writer<'p>(&self, opened: &'p Opened, is_dry_run: bool) -> Result<Option<Writer<'p>>> {
        if is_dry_run {
            Ok(None)
        } else {
            opened.store.open(&header(&opened.plan), || tell(answers::locked())).map(Some)
        }
    }

    /// A hold on the plan, under which it is read, changed and written.
    pub fn hold_plan(&self) -> Result<Hold> {
        Ok(Hold::on(&self.plan_path()?, self.environment)?)
    }

    /// Puts another text in the place of the plan that was opened, under the hold under which that was read, where there was one;
    /// gives the copy of what it held before, where git keeps none.
    pub fn rewrite_plan(&self, opened: &Opened, text: &str, hold: Option<Hold>) -> Result<Option<PathBuf>> {
        let _hold = hold.map_or_else(|| self.hold_plan(), Ok)?;
        match replace_plan(&self.plan_path()?, &opened.source.text, text, self.today())? {
            Replaced::ChangedMeanwhile => Err(Failure::new("这时候别人改了方案，没有写入", "再做一次").into()),
            Replaced::Done(copy) => Ok(copy),
        }
    }

    /// Whom to call at the units, from the list beside the plan; what is wrong with it goes to standard error, and that a file has
    /// telephones in it.
    pub fn liaisons(&self, plan: &Plan, has_telephones: bool) -> Result<Liaisons> {
        let Some((path, liaisons, defects)) = self.read_liaisons(plan)? else { return Ok(Liaisons::default()) };
        defects.iter().for_each(|defect| tell(&answers::of_liaisons(&self.shown(&path), defect)));
        if has_telephones && !liaisons.is_empty() && self.globals.output.is_some() && !self.globals.quiet {
            tell(answers::has_telephones());
        }
        Ok(liaisons)
    }

    /// What is wrong with the list of liaisons beside the plan; `None` where there is no list.
    pub fn defects_of_liaisons(&self, plan: &Plan) -> Result<Option<(PathBuf, Vec<Defect>)>> {
        Ok(self.read_liaisons(plan)?.map(|(path, _, defects)| (path, defects)))
    }

    fn read_liaisons(&self, plan: &Plan) -> Result<Option<(PathBuf, Liaisons, Vec<Defect>)>> {
        let path = self.plan_path()?.with_file_name(liaisons::FILE);
        let bytes = match read(&path) {
            Err(error) if error.is_missing() => return Ok(None),
            bytes => bytes?,
        };
        let text = decode(&bytes).ok_or_else(|| answers::unreadable_liaisons(&self.shown(&path)))?;
        let (liaisons, defects) = Liaisons::read(&text, &plan.units);
        Ok(Some((path, liaisons, defects)))
    }

    /// What was typed, as far as what to type next repeats it.
    fn retyped(&self) -> Retyped {
        let units: String = self.globals.unit.iter().map(|unit| format!(" --unit {}", shell_word(unit))).collect();
        Retyped {
            flags: if self.globals.all { " --all".to_owned() } else { units },
            as_of: self.globals.as_of.as_ref().map(|day| format!(" --as-of {}", shell_word(day))),
        }
    }

    /// What the entries of this command have in common.
    pub fn stamp(&self) -> Result<Stamp, FileError> {
        Ok(Stamp {
            now: self.environment.now,
            machine: self.environment.machine()?,
            by: self.environment.name.clone().or_else(|| self.settings.name.clone()).unwrap_or_default(),
            command: self.environment.fresh_ids()(),
        })
    }
}

/// What a plan writes into its store first.
pub fn header(plan: &Plan) -> Header {
    Header::of(&plan.campaign.title, plan.campaign.document.as_deref())
}

/// Tells what is wrong with the records; nothing is lost by it.
pub fn tell_of_records(spoiled: &[Spoiled], orphans: usize) {
    answers::of_records(spoiled, orphans).iter().for_each(|reminder| tell(reminder));
}
