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

pub use alike::told;
pub use complaint::{Complaint, Failure, Misuse};
pub use source::{Source, draw_without_excerpt};

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
    /// What is wrong, and what to write instead.
    pub complaint: Complaint,
    /// The bytes of the text that are wrong.
    pub span: Range<usize>,
    /// A word or two beside the caret; may be empty.
    pub label: String,
    /// A second place that explains the first, with its own label.
    pub related: Option<(Range<usize>, String)>,
}

impl Problem {
    /// What two mistakes have in common that are the same one in two places.
    pub fn likeness(&self) -> (&'static str, &Complaint) {
        (self.rule, &self.complaint)
    }
}

/// All mistakes of one file, in the order of their places.
#[derive(Clone, Debug)]
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

    /// Draws every mistake, many of a kind once, and says how many there are; on a screen, for its `width` in columns.
    pub fn draw(&self, width: Option<usize>) -> String {
        let place = |problem: &Problem| self.source.place(problem.span.start);
        let draw = |problem: &Problem| self.source.draw(problem, width);
        let told = told(&self.list, Problem::likeness, place, draw).join("\n\n");
        let more =
            if self.may_hide_others() { "；改好再查一遍，可能还有别的" } else { "，改好以后再试" };
        format!("{told}\n\n{} 里共有 {} 处错误{more}。", self.source.name, self.list.len())
    }
}

impl Display for Problems {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> FormatResult {
        formatter.write_str(&self.draw(None))
    }
}

impl Error for Problems {}

#[cfg(test)]
mod tests {
    use super::{Complaint, Gravity, Problem, Problems, Source};

    #[test]
    fn the_caret_stands_under_double_width_text() {
        let text = "[groups]\n\"各乡镇街道\" = [\"柴河镇\", \"柴合镇\"]\n";
        let start = text.find("柴合镇").unwrap();
        let problem = Problem {
            rule: "name",
            gravity: Gravity::Error,
            complaint: Complaint::new("名称不对", "改成柴河镇"),
            span: start..start + "柴合镇".len(),
            label: "这里".to_owned(),
            related: None,
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

    /// A place that ends within a character is drawn as if it ended behind it.
    #[test]
    fn a_span_within_a_character_is_widened() {
        let text = "别称1\n";
        for span in [0..1, 1..2, 0..4, 5..5, 0..99, 99..99] {
            let complaint = Complaint::new("坏了", "改好");
            let problem =
                Problem { rule: "x", gravity: Gravity::Error, complaint, span, label: String::new(), related: None };
            assert!(Problems::new("plan.toml", text, vec![problem]).draw(Some(40)).contains("plan.toml:"));
        }
    }

    #[test]
    fn on_a_screen_lines_are_cut_and_sentences_wrapped() {
        let names: Vec<String> = (10..40).map(|number| format!("\"第{number}局\"")).collect();
        let text = format!("units = [{}]\n", names.join(", "));
        let start = text.find("第30局").unwrap();
        let problem = Problem {
            rule: "name",
            gravity: Gravity::Error,
            complaint: Complaint::new(
                "“第30局”不是单位、别称或统称，这句话写得比较长，一行放不下",
                "先把它写进 [groups] 的某个统称；只是另一种叫法的，写进 [aliases]",
            ),
            span: start..start + "第30局".len(),
            label: "没有这个名称".to_owned(),
            related: None,
        };
        insta::assert_snapshot!(Source::new("plan.toml", text).draw(&problem, Some(50)), @r#"
        错误：“第30局”不是单位、别称或统称，这句话写得比较
              长，一行放不下
         --> plan.toml:1:171
          |
        1 | …", "第28局", "第29局", "第30局", "第31局", "…
          |                          ^^^^^^ 没有这个名称
          |
          = 办法：先把它写进 [groups] 的某个统称；只是另一
                  种叫法的，写进 [aliases]
        "#);
    }

    /// The renderer looks at every line it is handed: two places that are far apart are drawn one after the other.
    #[test]
    fn places_that_are_far_apart_are_drawn_apart() {
        for (lines, is_apart) in [(30, false), (60, true)] {
            let text = format!("甲 = 1\n{}乙 = 2\n", "\n".repeat(lines));
            let at = |word: &str| text.find(word).unwrap()..text.find(word).unwrap() + word.len();
            let problem = Problem {
                rule: "days",
                gravity: Gravity::Advice,
                complaint: Complaint::new("乙早于甲", "核对这两个日子"),
                span: at("乙"),
                label: String::new(),
                related: Some((at("甲"), "甲在这里".to_owned())),
            };
            let drawn = Source::new("plan.toml", text.clone()).draw(&problem, None);
            assert_eq!(drawn.contains("::: plan.toml:1:1"), is_apart, "{drawn}");
            assert!(drawn.contains(&format!("--> plan.toml:{}:1", lines + 2)) && drawn.contains("甲在这里"), "{drawn}");
        }
    }
}
