//! Where results go, and in which shape.

use std::fs;
use std::io::{Error as IoError, ErrorKind, Write, stdout};
use std::path::{Path, PathBuf};

use anyhow::{Error, Result, anyhow};
use clap::ValueEnum;

use super::context::Context;
use super::{Outcome, answers};
use crate::cli::progress::Progress;
use crate::cli::{Border, pager, tell};
use crate::document::Document;
use crate::files::{FileError, create_folder, replace};
use crate::office;
use crate::plan::liaisons;
use crate::problem::Misuse;
use crate::render::office::{docx, xlsx};
use crate::render::terminal::{self, Screen};
use crate::render::{csv, html, ics, json, markdown};
use crate::views::View;

/// In which shape results leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    #[value(help = "给人看")]
    Table,
    /// For programs.
    #[value(help = "给程序用")]
    Json,
    /// For any spreadsheet.
    #[value(help = "表格")]
    Csv,
    /// For chats and documents.
    #[value(help = "贴进文档")]
    Md,
    /// For a browser.
    #[value(help = "网页")]
    Html,
    /// For Excel.
    #[value(help = "Excel 表格")]
    Xlsx,
    /// For Word.
    #[value(help = "Word 公文")]
    Docx,
    /// For calendars.
    #[value(help = "日历")]
    Ics,
}

/// When results have colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[value(help = "看情况")]
    Auto,
    /// Whatever it is shown on.
    #[value(help = "总是")]
    Always,
    /// Not at all.
    #[value(help = "从不")]
    Never,
}

impl Format {
    /// The format that a file's ending names.
    fn of_file(path: &Path) -> Option<Self> {
        match path.extension()?.to_string_lossy().to_lowercase().as_str() {
            "txt" => Some(Self::Table),
            "json" => Some(Self::Json),
            "csv" => Some(Self::Csv),
            "md" => Some(Self::Md),
            "html" | "htm" => Some(Self::Html),
            "xlsx" => Some(Self::Xlsx),
            "docx" => Some(Self::Docx),
            "ics" => Some(Self::Ics),
            _ => None,
        }
    }

    /// Whether it is for a program of an office, and nothing that a screen can show.
    fn is_office(self) -> bool {
        matches!(self, Self::Xlsx | Self::Docx)
    }
}

impl Context<'_> {
    /// Shows a view in the format asked for, on standard output or in the file asked for.
    pub fn show(&self, view: &impl View) -> Result<Outcome> {
        match self.format()? {
            Format::Json => {
                let mut bytes = Vec::new();
                json::render(&view.promise(), &mut bytes)?;
                self.write(&bytes)
            }
            format => self.show_document(&view.document(), format),
        }
    }

    /// Shows a view of a scope; of a file that holds less than the campaign because of what was set once, it says so.
    pub fn show_of_scope(&self, view: &impl View) -> Result<Outcome> {
        self.show(view).inspect(|_| self.tell_of_scope())
    }

    /// The same for a page that has no JSON of its own.
    pub fn show_page_of_scope(&self, page: &Document<'_>) -> Result<Outcome> {
        self.show_page(page).inspect(|_| self.tell_of_scope())
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
        create_folder(folder)?;
        let progress = Progress::new("正在写文件");
        for (at, (name, letter)) in letters.iter().enumerate() {
            progress.show(at, letters.len());
            replace(&folder.join(format!("{name}.docx")), &docx::render(letter, |_, _| {}).map_err(not_rendered)?)?;
        }
        if !self.globals.quiet {
            tell(&format!("已写入“{}”，共{}个文件", self.shown(folder), letters.len()));
        }
        Ok(Outcome::Done)
    }

    /// Shows a page that has no JSON of its own.
    pub fn show_page(&self, page: &Document<'_>) -> Result<Outcome> {
        match self.format()? {
            Format::Json => Err(Misuse::new("这一页没有 JSON 格式", "去掉 --format").into()),
            format => self.show_document(page, format),
        }
    }

    fn show_document(&self, document: &Document<'_>, format: Format) -> Result<Outcome> {
        let mut bytes = Vec::new();
        let has_content = match format {
            Format::Json | Format::Table => terminal::render(document, self.screen(), &mut bytes).map(|()| true)?,
            Format::Md => markdown::render(document, 1, &mut bytes).map(|()| true)?,
            Format::Html => html::render(document, &mut bytes).map(|()| true)?,
            Format::Csv => csv::render(document, &mut bytes)?,
            Format::Ics => ics::render(document, &mut bytes)?,
            Format::Xlsx => {
                let progress = Progress::new("正在写表格");
                bytes = xlsx::render(document, |done, all| progress.show(done, all)).map_err(not_rendered)?;
                true
            }
            Format::Docx => {
                let progress = Progress::new("正在写文件");
                bytes = docx::render(document, |done, all| progress.show(done, all)).map_err(not_rendered)?;
                true
            }
        };
        if has_content { self.write(&bytes) } else { Err(answers::nothing_for(format).into()) }
    }

    /// Writes a result to the file asked for, else to standard output.
    pub fn write(&self, bytes: &[u8]) -> Result<Outcome> {
        let Some(path) = &self.globals.output else { return self.deliver(bytes) };
        self.check_output(path)?;
        replace(&self.environment.folder.join(path), bytes)?;
        if !self.globals.quiet {
            tell(&format!("已写入“{}”", path.display()));
        }
        Ok(Outcome::Done)
    }

    /// What an office has written by hand is never replaced by a result: the plan, and the list beside it.
    fn check_output(&self, path: &Path) -> Result<(), Misuse> {
        let Ok(plan) = self.plan_path() else { return Ok(()) };
        let whole = |path: &Path| fs::canonicalize(path).ok();
        let written = whole(&self.environment.folder.join(path));
        let by_hand = [plan.with_file_name(liaisons::FILE), plan];
        let is_one = written.is_some() && by_hand.iter().any(|known| whole(known) == written);
        if is_one { Err(answers::written_by_hand(path)) } else { Ok(()) }
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

    /// Fails on a format that a receipt cannot have, before anything is written.
    pub fn check_format(&self) -> Result<(), Misuse> {
        match self.format()? {
            format @ Format::Ics => Err(answers::nothing_for(format)),
            _ => Ok(()),
        }
    }

    /// The format asked for: by `--format`, else by the ending of the file.
    ///
    /// Refuses what this zlt was not built with, and to fill a screen with what is for a program.
    pub fn format(&self) -> Result<Format, Misuse> {
        let of_file = || match &self.globals.output {
            Some(path) => Format::of_file(path).ok_or_else(|| answers::extension(path)),
            None => Ok(Format::Table),
        };
        let format = self.globals.format.map_or_else(of_file, Ok)?;
        if let Some(path) = &self.globals.output
            && let Some(meant) = Format::of_file(path)
            && meant != format
            && (meant.is_office() || format.is_office())
        {
            return Err(answers::two_formats(path));
        }
        if format.is_office() && !office::IS_BUILT_IN {
            return Err(answers::without_office());
        }
        if format.is_office() && self.globals.output.is_none() && self.environment.is_screen {
            return Err(answers::not_for_a_screen(format));
        }
        Ok(format)
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

/// Why a file of an office program could not be made.
fn not_rendered(error: IoError) -> Error {
    match error.kind() {
        ErrorKind::FileTooLarge => answers::too_many_rows().into(),
        // Rows that wait to be packed stand in a file of the system's.
        _ => FileError::on("写不了", Path::new("临时文件夹"))(error).into(),
    }
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
