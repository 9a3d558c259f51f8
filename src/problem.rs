//! What went wrong, in words that say where, why, and what to do next.

use std::error::Error;
use std::fmt::{Display, Formatter, Result as FormatResult};
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde::Serialize;

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Gravity {
    /// Something is wrong and must be put right.
    Error,
    /// Something looks wrong; a person should look at it.
    Advice,
}

impl Gravity {
    /// The word on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Advice => "提醒",
        }
    }
}

/// One mistake in a text file: the place, the reason and the remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The rule that is broken, by the name that other programs and `docs/errors.md` know it by.
    pub rule: &'static str,
    /// How grave it is.
    pub gravity: Gravity,
    /// The reason in one line.
    pub reason: String,
    /// The bytes of the text that are wrong.
    pub span: Range<usize>,
    /// A word or two beside the caret; may be empty.
    pub label: String,
    /// A second place that explains the first, with its own label.
    pub related: Option<(Range<usize>, String)>,
    /// What to write instead.
    pub remedy: String,
}

/// Draws a problem of a file that is no text for people: the place and the remedy, as [`Source::draw`] would.
pub fn draw_without_excerpt(gravity: Gravity, reason: &str, place: &str, remedy: &str) -> String {
    format!("{}：{reason}\n --> {place}\n  = 办法：{remedy}", gravity.word())
}

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

/// All mistakes of one file, in the order of their places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems {
    /// The file that the mistakes' spans count in.
    pub source: Source,
    /// The mistakes; never empty.
    pub list: Vec<Problem>,
}

impl Problems {
    /// Gathers the mistakes of `text`, sorted by place.
    pub fn new(file: &str, text: &str, mut list: Vec<Problem>) -> Self {
        list.sort_by_key(|problem| problem.span.start);
        Self { source: Source { name: file.to_owned(), text: text.to_owned() }, list }
    }

    /// Whether a mistake in the writing itself may keep others from being found.
    pub fn may_hide_others(&self) -> bool {
        self.list.iter().any(|problem| matches!(problem.rule, "syntax" | "unclosed"))
    }
}

impl Display for Problems {
    /// Draws every mistake, and says how many there are.
    fn fmt(&self, formatter: &mut Formatter<'_>) -> FormatResult {
        for problem in &self.list {
            writeln!(formatter, "{}\n", self.source.draw(problem))?;
        }
        let more =
            if self.may_hide_others() { "；改好再查一遍，可能还有别的" } else { "，改好以后再试" };
        write!(formatter, "{} 里共有 {} 处错误{more}。", self.source.name, self.list.len())
    }
}

impl Error for Problems {}

/// A request that cannot be carried out as typed: an unknown name, number or day, or a refused write.
///
/// Nothing has been written when one of these is returned; the exit status is 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misuse {
    reason: String,
    remedy: String,
}

impl Misuse {
    /// Says what is wrong, and what to type instead.
    pub fn new(reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { reason: reason.into(), remedy: remedy.into() }
    }
}

impl Display for Misuse {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> FormatResult {
        write!(formatter, "{}\n  办法：{}", self.reason, self.remedy)
    }
}

impl Error for Misuse {}

#[cfg(test)]
mod tests {
    use super::{Gravity, Problem, Problems};

    #[test]
    fn the_caret_stands_under_double_width_text() {
        let text = "[groups]\n\"各乡镇街道\" = [\"柴河镇\", \"柴合镇\"]\n";
        let start = text.find("柴合镇").unwrap();
        let problem = Problem {
            rule: "name",
            gravity: Gravity::Error,
            reason: "名称不对".to_owned(),
            span: start..start + "柴合镇".len(),
            label: "这里".to_owned(),
            related: None,
            remedy: "改成柴河镇".to_owned(),
        };
        let drawn = Problems::new("plan.toml", text, vec![problem]).to_string();
        insta::assert_snapshot!(drawn, @r#"
        错误：名称不对
         --> plan.toml:2:20
          |
        2 | "各乡镇街道" = ["柴河镇", "柴合镇"]
          |                            ^^^^^^ 这里
          |
          = 办法：改成柴河镇

        plan.toml 里共有 1 处错误，改好以后再试。
        "#);
    }
}
