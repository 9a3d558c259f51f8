//! What went wrong, in words that say where, why, and what to do next.
//!
//! A [`Complaint`] is one reason with one remedy, a [`Problem`] the same with its place in a text. Nobody else types the word
//! for a remedy into a sentence.

mod alike;
mod complaint;
mod excerpt;
mod source;

use std::error::Error;
use std::fmt::{Display, Formatter, Result as FormatResult};
use std::ops::Range;

use serde::Serialize;

pub use alike::{elsewhere, gathered};
pub use complaint::{Complaint, Failure, Misuse};
pub use source::{Source, USUAL_WIDTH};

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

impl Problem {
    /// What two mistakes have in common that are the same one in two places.
    pub fn likeness(&self) -> (&'static str, &str, &str) {
        (self.rule, &self.reason, &self.remedy)
    }
}

/// Draws a problem of a file that is no text for people: the place and the remedy, as [`Source::draw`] would.
pub fn draw_without_excerpt(gravity: Gravity, reason: &str, place: &str, remedy: &str) -> String {
    format!("{}：{reason}\n --> {place}\n  = 办法：{remedy}", gravity.word())
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
        Self { source: Source::new(file, text), list }
    }

    /// Whether a mistake in the writing itself may keep others from being found.
    pub fn may_hide_others(&self) -> bool {
        self.list.iter().any(|problem| matches!(problem.rule, "syntax" | "unclosed"))
    }
}

impl Problems {
    /// Draws every mistake, many of a kind once, and says how many there are; lines are `width` columns wide at most.
    pub fn draw(&self, width: usize) -> String {
        let place = |problem: &&Problem| self.source.place(problem.span.start);
        let drawn = gathered(&self.list, Problem::likeness).into_iter().map(|(problem, others)| {
            let places: Vec<String> = others.iter().map(place).collect();
            format!("{}{}\n\n", self.source.draw(problem, width), elsewhere(&places))
        });
        let more =
            if self.may_hide_others() { "；改好再查一遍，可能还有别的" } else { "，改好以后再试" };
        let drawn: String = drawn.collect();
        format!("{drawn}{} 里共有 {} 处错误{more}。", self.source.name, self.list.len())
    }
}

impl Display for Problems {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> FormatResult {
        formatter.write_str(&self.draw(USUAL_WIDTH))
    }
}

impl Error for Problems {}

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
