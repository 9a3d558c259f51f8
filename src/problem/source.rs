//! A text file that a person has written, and how a mistake in it is drawn.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::{Gravity, Problem};

/// A text file that a person has written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name as the reader knows it.
    pub name: String,
    /// The whole text.
    pub text: String,
}

impl Source {
    /// Draws a mistake of this file as `file:line:column` with the line, a caret under the right column and the remedy.
    pub fn draw(&self, problem: &Problem) -> String {
        let renderer = Renderer::plain().decor_style(DecorStyle::Ascii);
        let within = |span: &Range<usize>| span.start.min(self.text.len())..span.end.min(self.text.len());
        let (primary, related) = (within(&problem.span), problem.related.as_ref().map(|(span, _)| within(span)));
        // Only the lines concerned are handed over: the renderer looks at all that it gets, for each problem anew.
        let lines = self.lines_around(&primary, related.as_ref());
        let inside = |span: &Range<usize>| span.start - lines.start..span.end - lines.start;
        // A carriage return would be drawn as a sign of its own; a blank of the same length keeps the spans right.
        let mut snippet = Snippet::source(self.text[lines.clone()].replace('\r', " "))
            .line_start(self.text[..lines.start].matches('\n').count() + 1)
            .path(self.name.as_str())
            .annotation(AnnotationKind::Primary.span(inside(&primary)).label(problem.label.as_str()));
        if let (Some(span), Some((_, label))) = (&related, &problem.related) {
            snippet = snippet.annotation(AnnotationKind::Context.span(inside(span)).label(label.as_str()));
        }
        let (level, word) = match problem.gravity {
            Gravity::Error => (Level::ERROR, problem.gravity.word()),
            Gravity::Advice => (Level::WARNING, problem.gravity.word()),
        };
        let title = level.with_name(word).primary_title(problem.reason.as_str());
        let remedy = Level::HELP.with_name("办法").message(problem.remedy.as_str());
        let drawn = renderer.render(&[title.element(snippet).element(remedy)]);
        // The renderer ends its labels with a half-width colon and blank.
        let drawn = drawn.replacen(&format!("{word}: "), &format!("{word}："), 1);
        drawn.replacen("= 办法: ", "= 办法：", 1)
    }

    /// The line and column of a byte, both counted from 1, the column in characters.
    pub fn position(&self, byte: usize) -> (usize, usize) {
        let byte = (0..=byte.min(self.text.len())).rev().find(|&byte| self.text.is_char_boundary(byte)).unwrap_or(0);
        let before = &self.text[..byte];
        let line = before.rsplit('\n').next().unwrap_or("");
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    }

    /// The bytes of the whole lines that two places stand in, and all between them.
    fn lines_around(&self, primary: &Range<usize>, related: Option<&Range<usize>>) -> Range<usize> {
        let start = related.map_or(primary.start, |related| related.start.min(primary.start));
        let end = related.map_or(primary.end, |related| related.end.max(primary.end));
        let line_start = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = self.text[end..].find('\n').map_or(self.text.len(), |at| end + at);
        line_start..line_end
    }
}
