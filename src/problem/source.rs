//! A text file that a person has written, and how a mistake in it is drawn.

use std::ops::Range;
use std::sync::OnceLock;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Level, Renderer, Snippet};

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
        let primary = Mark { span: within(&problem.span), label: &problem.label, kind: AnnotationKind::Primary };
        let related = problem.related.as_ref().map(|(span, label)| Mark {
            span: within(span),
            label,
            kind: AnnotationKind::Context,
        });
        let snippets = match related {
            None => vec![self.snippet(&[primary], width)],
            Some(related) if self.is_near(&primary, &related) => vec![self.snippet(&[primary, related], width)],
            Some(related) => vec![self.snippet(&[primary], width), self.snippet(&[related], width)],
        };
        let word = problem.gravity.word();
        let level = match problem.gravity {
            Gravity::Error => Level::ERROR,
            Gravity::Advice => Level::WARNING,
        };
        let title = level.with_name(word).primary_title(problem.reason.as_str());
        let remedy = Level::HELP.with_name("办法").message(problem.remedy.as_str());
        // The renderer counts characters, not columns; lines have been cut to fit already.
        let renderer = Renderer::plain().decor_style(DecorStyle::Ascii).term_width(usize::MAX / 2);
        let drawn = renderer.render(&[title.elements(snippets).element(remedy)]);
        // The renderer ends its labels with a half-width colon and blank.
        let drawn = drawn.replacen(&format!("{word}: "), &format!("{word}："), 1);
        drawn.replacen("= 办法: ", "= 办法：", 1)
    }

    /// The lines that marks stand in, and all between them.
    ///
    /// Only these are handed over: the renderer looks at all that it gets, for each problem anew.
    fn snippet<'s>(&'s self, marks: &[Mark<'s>], width: usize) -> Snippet<'s, Annotation<'s>> {
        let start = marks.iter().map(|mark| mark.span.start).min().unwrap_or_default();
        let end = marks.iter().map(|mark| mark.span.end).max().unwrap_or_default();
        let lines = line_around(&self.text, start).start..line_around(&self.text, end).end;
        let room = width.saturating_sub(gutter(self.line_number(lines.end)));
        let mut excerpt = Excerpt::of(&self.text[lines.clone()], room);
        for Mark { span, label, .. } in marks {
            excerpt.mark(span.start - lines.start..span.end - lines.start, label);
        }
        let (text, places) = excerpt.cut();
        let snippet = Snippet::source(text).line_start(self.line_number(lines.start)).path(self.name.as_str());
        marks
            .iter()
            .zip(places)
            .fold(snippet, |snippet, (mark, place)| snippet.annotation(mark.kind.span(place).label(mark.label)))
    }

    /// Whether two places stand so near to each other that one looks at them together.
    fn is_near(&self, one: &Mark<'_>, other: &Mark<'_>) -> bool {
        const NEAR: usize = 40;
        self.line_number(one.span.start).abs_diff(self.line_number(other.span.start)) <= NEAR
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
}

/// A place to be marked, with the word beside it.
struct Mark<'m> {
    span: Range<usize>,
    label: &'m str,
    kind: AnnotationKind,
}

/// The columns that the number of a line and the bar behind it take.
fn gutter(number: usize) -> usize {
    const BAR: usize = 3;
    number.to_string().len() + BAR
}
