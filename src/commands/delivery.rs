//! Where results go: to the screen, through a pager, into a file, into a folder of files.

use std::io::{Error as IoError, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Error, Result};

use super::context::Context;
use super::{Outcome, answers};
use crate::cli::progress::Progress;
use crate::cli::{self, pager, tell};
use crate::document::{Document, Medium};
use crate::files::{FileError, create_folder, replace};
use crate::office;
use crate::problem::Failure;
use crate::render::office::docx;
use crate::render::{Format, json};
use crate::views::View;

/// On what occasion a page is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// As the answer to a question.
    Answer,
    /// As the answer about the units in scope: of a file that holds less than the campaign because of what was set once, it
    /// is said.
    OfScope,
    /// To say what a command has done; not to those who asked it to be quiet.
    Receipt {
        /// Whether anything was written, which a failure to show it does not undo.
        is_written: bool,
    },
}

impl Context<'_> {
    /// Shows a page in the format asked for, on standard output or in the file asked for.
    pub fn show(&self, page: &impl View, manner: Manner) -> Result<Outcome> {
        match manner {
            Manner::Answer => self.render(page),
            Manner::OfScope => self.render(page).inspect(|_| self.tell_of_scope()),
            Manner::Receipt { .. } if self.globals.quiet => Ok(Outcome::Done),
            Manner::Receipt { is_written: false } => self.render(page),
            Manner::Receipt { is_written: true } => self.render(page).map_err(not_shown),
        }
    }

    fn render(&self, page: &impl View) -> Result<Outcome> {
        let format = self.format()?;
        let mut bytes = Vec::new();
        if format == Format::Json {
            json::render(&page.promise().ok_or_else(answers::no_promise)?, &mut bytes)?;
            return self.write(&bytes);
        }
        let progress = Progress::new(match format.row().medium {
            Medium::Workbook => "正在写表格",
            Medium::Screen | Medium::Letter | Medium::Browser | Medium::Calendar => "正在写文件",
        });
        let drawn = format.draw(&page.document(), self.screen(), |done, all| progress.show(done, all));
        drop(progress);
        self.write(&drawn.map_err(not_rendered)?.ok_or_else(|| answers::nothing_for(format))?)
    }

    fn tell_of_scope(&self) {
        let is_typed = self.globals.all || !self.globals.unit.is_empty();
        let set = self.environment.unit.as_ref().or(self.settings.unit.as_ref());
        if let Some(unit) = set.filter(|_| !is_typed && self.globals.output.is_some() && !self.globals.quiet) {
            tell(&answers::file_of_one(unit));
        }
    }

    /// The folder that results go to, file by file: one that is there, or that is written with a slash behind it.
    pub fn output_folder(&self) -> Option<PathBuf> {
        let path = self.globals.output.as_ref()?;
        let is_meant = path.to_string_lossy().ends_with(['/', '\\']);
        let folder = self.environment.folder.join(path);
        (is_meant || folder.is_dir()).then_some(folder)
    }

    /// Writes letters into a folder, each as a Word file of its own.
    pub fn write_letters(&self, folder: &Path, letters: &[(String, Document<'_>)]) -> Result<Outcome> {
        if !office::IS_BUILT_IN {
            return Err(answers::without_office().into());
        }
        create_folder(&self.result_folder(folder)?)?;
        let progress = Progress::new("正在写文件");
        for (at, (name, letter)) in letters.iter().enumerate() {
            progress.show(at, letters.len());
            replace(
                &self.result_file(&folder.join(format!("{name}.docx")))?,
                &docx::render(letter, |_, _| {}).map_err(not_rendered)?,
            )?;
        }
        if !self.globals.quiet {
            tell(&format!("已写入“{}”，共{}个文件", self.shown(folder), letters.len()));
        }
        Ok(Outcome::Done)
    }

    /// Writes a result to the file asked for, else to standard output.
    pub fn write(&self, bytes: &[u8]) -> Result<Outcome> {
        let Some(path) = &self.globals.output else { return self.deliver(bytes) };
        replace(&self.result_file(path)?, bytes)?;
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
}

/// Writes what a command has done to standard output.
pub fn print_done(bytes: &[u8]) -> Result<Outcome> {
    print(bytes).map_err(not_shown)
}

/// Why what was written could not be shown; it stands all the same.
fn not_shown(error: Error) -> Error {
    let reason = error.to_string().lines().next().unwrap_or_default().to_owned();
    let reason = format!("已经写好了，不用重做；只是结果没能显示（{reason}）");
    Failure::new(reason, "登记的用 zlt log 看，设置用 zlt config 看").into()
}

/// Why a file of an office program could not be made.
fn not_rendered(error: IoError) -> Error {
    match error.kind() {
        ErrorKind::FileTooLarge => answers::too_many_rows().into(),
        // Rows that wait to be packed stand in a file of the system's.
        _ => FileError::on("写不了", Path::new("临时文件夹"))(error).into(),
    }
}

/// Writes to standard output what is no page.
pub fn print(bytes: &[u8]) -> Result<Outcome> {
    cli::print(bytes)?;
    Ok(Outcome::Done)
}
