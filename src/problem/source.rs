//! A text file that a person has written, and how a mistake in it is drawn.

use std::ops::Range;
use std::sync::OnceLock;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Level, Renderer, Snippet};

use super::excerpt::Excerpt;
use super::{Complaint, Gravity, Problem};
use crate::glyph::wrap::wrap;
use crate::glyph::{Lines, boundary_before, line_around};

/// How wide excerpts are where nobody says how wide what they are shown on is: as wide as the renderer would make them.
const USUAL_WIDTH: usize = 140;

/// The columns of `错误：`, and of ` = 办法：` behind the numbers of lines.
const LEVEL: usize = 6;
const REMEDY: usize = 9;

/// The columns of the bar behind the numbers of lines, with the blanks around it.
const BAR: usize = 3;

/// A text file that a person has written.
#[derive(Clone, Debug)]
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
    /// On a screen of `width` columns, reason and remedy are wrapped, and longer lines of the file are cut around the caret;
    /// elsewhere only very long lines are cut.
    pub fn draw(&self, problem: &Problem, width: Option<usize>) -> String {
        let within = |span: &Range<usize>| {
            let end = (span.end.min(self.text.len())..=self.text.len()).find(|byte| self.text.is_char_boundary(*byte));
            boundary_before(&self.text, span.start)..end.unwrap_or(self.text.len())
        };
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
        let Complaint { reason, remedy } = &problem.complaint;
        let reason = wrapped(reason, width, LEVEL);
        let remedy = wrapped(remedy, width, REMEDY + gutter(self.line_number(problem.span.end)) - BAR);
        let title = level.with_name(word).primary_title(reason);
        let remedy = Level::HELP.with_name("办法").message(remedy);
        // The renderer counts characters, not columns, and lines have been cut to fit already; it adds to the width it is
        // given, so that the greatest number would overflow.
        let renderer = Renderer::plain().decor_style(DecorStyle::Ascii).term_width(usize::MAX / 2);
        let drawn = renderer.render(&[title.elements(snippets).element(remedy)]);
        // The renderer ends its labels with a half-width colon and blank.
        let drawn = drawn.replacen(&format!("{word}: "), &format!("{word}："), 1);
        self.with_true_columns(drawn.replacen("= 办法: ", "= 办法：", 1), problem)
    }

    /// The renderer counts columns in lines as they are cut; people and editors count in the file.
    fn with_true_columns(&self, drawn: String, problem: &Problem) -> String {
        let related = problem.related.as_ref().map(|(span, _)| (" ::: ", span.start));
        let places = [(" --> ", problem.span.start)].into_iter().chain(related);
        places.fold(drawn, |drawn, (arrow, byte)| match drawn.split_once(arrow) {
            Some((before, rest)) => {
                let after = rest.split_once('\n').map_or("", |(_, after)| after);
                let (line, column) = self.position(byte);
                format!("{before}{arrow}{}:{line}:{column}\n{after}", self.name)
            }
            None => drawn,
        })
    }

    /// The lines that marks stand in, and all between them.
    ///
    /// Only these are handed over: the renderer looks at all that it gets, for each problem anew.
    fn snippet<'s>(&'s self, marks: &[Mark<'s>], width: Option<usize>) -> Snippet<'s, Annotation<'s>> {
        let start = marks.iter().map(|mark| mark.span.start).min().unwrap_or_default();
        let end = marks.iter().map(|mark| mark.span.end).max().unwrap_or_default();
        let lines = line_around(&self.text, start).start..line_around(&self.text, end).end;
        let room = width.unwrap_or(USUAL_WIDTH).saturating_sub(gutter(self.line_number(lines.end)));
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
        // As many lines as a screen has: the renderer leaves out what lies between, but it must be handed all of it.
        const NEAR: usize = 40;
        self.line_number(one.span.start).abs_diff(self.line_number(other.span.start)) <= NEAR
    }

    /// The line and column of a byte, both counted from 1, the column in characters.
    pub fn position(&self, byte: usize) -> (usize, usize) {
        let byte = boundary_before(&self.text, byte);
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

/// Draws a problem of a file that is no text for people: the place and the remedy, as [`Source::draw`] would.
pub fn draw_without_excerpt(gravity: Gravity, complaint: &Complaint, place: &str, width: Option<usize>) -> String {
    let lines = |text: &str, taken: usize| wrapped(text, width, taken).replace('\n', &format!("\n{:taken$}", ""));
    let (reason, remedy) = (lines(&complaint.reason, LEVEL), lines(&complaint.remedy, REMEDY + 1));
    format!("{}：{reason}\n --> {place}\n  = 办法：{remedy}", gravity.word())
}

/// The columns that the number of a line and the bar behind it take.
fn gutter(number: usize) -> usize {
    number.to_string().len() + BAR
}

/// A sentence in lines that fit a screen on which so many columns of each are taken.
fn wrapped(text: &str, width: Option<usize>, taken: usize) -> String {
    width.map_or(text.to_owned(), |width| wrap(text, width.saturating_sub(taken)).join("\n"))
}
