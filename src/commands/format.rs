//! In which format results leave, as asked for, and how they are drawn.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use super::answers;
use super::context::Context;
use crate::cli::Border;
use crate::document::Medium;
use crate::office;
use crate::problem::Misuse;
use crate::render::Format;
use crate::render::terminal::Screen;

impl ValueEnum for Format {
    fn value_variants<'v>() -> &'v [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let row = self.row();
        Some(PossibleValue::new(row.name).help(row.word))
    }
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

impl Context<'_> {
    /// The format asked for: by `--format`, else by the ending of the file.
    ///
    /// Refuses what this zlt was not built with, and to fill a screen with what is for a program.
    pub fn format(&self) -> Result<Format, Misuse> {
        let output = self.globals.output.as_deref();
        let format = match (self.globals.format, output) {
            (Some(format), _) => format,
            (None, Some(path)) => Format::of_file(path).ok_or_else(|| answers::extension(path))?,
            (None, None) => Format::Table,
        };
        let is_office = |format: Format| format.row().medium.is_office();
        if let Some(path) = output
            && let Some(meant) = Format::of_file(path)
            && meant != format
            && (is_office(meant) || is_office(format))
        {
            return Err(answers::two_formats(path));
        }
        match is_office(format) {
            true if !office::IS_BUILT_IN => Err(answers::without_office()),
            true if output.is_none() && self.environment.is_screen => Err(answers::not_for_a_screen(format)),
            _ => Ok(format),
        }
    }

    /// What the result is looked at on.
    pub fn medium(&self) -> Result<Medium, Misuse> {
        Ok(self.format()?.row().medium)
    }

    /// Fails on a format that a receipt cannot have, before anything is written.
    pub fn check_format(&self) -> Result<(), Misuse> {
        let format = self.format()?;
        if format.row().medium == Medium::Calendar { Err(answers::nothing_for(format)) } else { Ok(()) }
    }

    /// How results are drawn where they go.
    pub fn screen(&self) -> Screen {
        let width = self.environment.width.filter(|_| self.globals.output.is_none());
        let has_color = match self.globals.color.unwrap_or(Color::Auto) {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => width.is_some() && !self.environment.no_color,
        };
        let border = self.globals.border.or(self.environment.border).or(self.settings.border);
        let is_ascii = match border.unwrap_or(Border::Auto) {
            Border::Ascii => true,
            Border::Line => false,
            Border::Auto => width.is_some() && self.environment.is_foreign_locale,
        };
        Screen { width, has_color, is_ascii }
    }
}
