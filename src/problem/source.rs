//! A text file that a person has written, and how a mistake in it is drawn.

use std::ops::Range;
use std::sync::OnceLock;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::excerpt::Excerpt;
use super::{Gravity, Problem};
use crate::glyph::{Lines, floor, line_around};

/// How wide excerpts are where nobody says how wide what they are shown on is.
pub const USUAL_WIDTH: usize = 140;

/// A text file that a person has written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name as the reader knows it.
    pub name: String,
    /// The whole text.
    pub text: String,
    /// Where its lines begin, once anybody has asked.
    lines: OnceLock<Lines>,
}

impl Source {
    /// A file by its name and its text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), lines: OnceLock::new() }
    }

    /// Draws a mistake of this file as `file:line:column` with the line, a caret under the right column and the remedy.
    ///
    /// Lines that are longer than `width` columns are cut around the caret.
    pub fn draw(&self, problem: &Problem, width: usize) -> String {
        let within = |span: &Range<usize>| span.start.min(self.text.len())..span.end.min(self.text.len());
        let (primary, related) = (within(&problem.span), problem.related.as_ref().map(|(span, _)| within(span)));
        // Only the lines concerned are handed over: the renderer looks at all that it gets, for each problem anew.
        let lines = self.lines_around(&primary, related.as_ref());
        let first = self.line_number(lines.start);
        let room = width.saturating_sub(gutter(self.line_number(lines.end)));
        let mut excerpt = Excerpt::of(&self.text[lines.clone()], room);
        let inside = |span: &Range<usize>| span.start - lines.start..span.end - lines.start;
        let primary = excerpt.mark(inside(&primary), &problem.label);
        let related = related.as_ref().zip(problem.related.as_ref());
        let related = related.map(|(span, (_, label))| (excerpt.mark(inside(span), label), label));
        let (text, places) = excerpt.cut();
        let mut snippet = Snippet::source(text)
            .line_start(first)
            .path(self.name.as_str())
            .annotation(AnnotationKind::Primary.span(places[primary].clone()).label(problem.label.as_str()));
        if let Some((related, label)) = related {
            let annotation = AnnotationKind::Context.span(places[related].clone());
            snippet = snippet.annotation(annotation.label(label.as_str()));
        }
        let (level, word) = match problem.gravity {
            Gravity::Error => (Level::ERROR, problem.gravity.word()),
            Gravity::Advice => (Level::WARNING, problem.gravity.word()),
        };
        let title = level.with_name(word).primary_title(problem.reason.as_str());
        let remedy = Level::HELP.with_name("办法").message(problem.remedy.as_str());
        // The renderer counts characters, not columns; lines have been cut to fit already.
        let renderer = Renderer::plain().decor_style(DecorStyle::Ascii).term_width(usize::MAX / 2);
        let drawn = renderer.render(&[title.element(snippet).element(remedy)]);
        // The renderer ends its labels with a half-width colon and blank.
        let drawn = drawn.replacen(&format!("{word}: "), &format!("{word}："), 1);
        drawn.replacen("= 办法: ", "= 办法：", 1)
    }

    /// The line and column of a byte, both counted from 1, the column in characters.
    pub fn position(&self, byte: usize) -> (usize, usize) {
        let byte = floor(&self.text, byte);
        let start = line_around(&self.text, byte).start;
        (self.line_number(byte), self.text[start..byte].chars().count() + 1)
    }

    /// Where a byte is, as people and editors read it: `plan.toml:14`.
    pub fn place(&self, byte: usize) -> String {
        format!("{}:{}", self.name, self.line_number(byte))
    }

    /// The number of the line that a byte stands in, counted from 1.
    fn line_number(&self, byte: usize) -> usize {
        self.lines.get_or_init(|| Lines::of(&self.text)).number(byte)
    }

    /// The bytes of the whole lines that two places stand in, and all between them.
    fn lines_around(&self, primary: &Range<usize>, related: Option<&Range<usize>>) -> Range<usize> {
        let start = related.map_or(primary.start, |related| related.start.min(primary.start));
        let end = related.map_or(primary.end, |related| related.end.max(primary.end));
        line_around(&self.text, start).start..line_around(&self.text, end).end
    }
}

/// The columns that the number of a line and the bar behind it take.
fn gutter(number: usize) -> usize {
    const BAR: usize = 3;
    number.to_string().len() + BAR
}
