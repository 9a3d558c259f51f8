//! Questions on the terminal: answers are picked by typing Chinese, pinyin or initials.

use std::fmt::{Display, Formatter, Result as FormatResult};

use anyhow::Result;
use inquire::error::InquireResult;
use inquire::list_option::ListOption;
use inquire::ui::{RenderConfig, Styled};
use inquire::validator::Validation;
use inquire::{InquireError, MultiSelect, Select, Text};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::document::harmless;
use crate::nearest::fitness;
use crate::problem::Failure;

/// How many choices are shown at a time, where the terminal has room for so many.
const PAGE: usize = 12;

/// How many choices the terminal has room for beside the question and the help, and how wide they may be: a list that is
/// taller than the screen cannot be redrawn.
fn room() -> (usize, usize) {
    const BESIDE: usize = 5;
    const MARKS: usize = 8;
    let (width, rows): (usize, usize) =
        terminal_size::terminal_size().map_or((80, 24), |(width, height)| (width.0.into(), height.0.into()));
    (PAGE.min(rows.saturating_sub(BESIDE)).max(1), width.saturating_sub(MARKS).max(8))
}

/// Something to pick.
struct Choice<'c> {
    label: &'c str,
    place: usize,
}

impl Display for Choice<'_> {
    /// As much of it as fits the terminal, each time it is drawn anew: a window may be narrower by then.
    fn fmt(&self, formatter: &mut Formatter<'_>) -> FormatResult {
        let (_, width) = room();
        formatter.write_str(&shortened(self.label, width))
    }
}

/// Labels that cannot steer the terminal, each on one line.
fn flat(labels: &[String]) -> Vec<String> {
    labels.iter().map(|label| harmless(label).replace('\n', " ")).collect()
}

fn shortened(label: &str, width: usize) -> String {
    if label.width() <= width {
        return label.to_owned();
    }
    let mut used = 1;
    let kept = label.chars().take_while(|character| {
        used += character.width().unwrap_or(0);
        used <= width
    });
    kept.chain(['…']).collect()
}

fn choices(labels: &[String]) -> Vec<Choice<'_>> {
    labels.iter().enumerate().map(|(place, label)| Choice { label, place }).collect()
}

/// Better fits first; equal ones keep their order, which the prompt sees to.
fn score(typed: &str, _: &Choice<'_>, label: &str, _: usize) -> Option<i64> {
    let words = label.split(['（', '　', ' ']).chain([label]);
    let best = words.filter_map(|word| fitness(typed, word)).min()?;
    i64::try_from(best).ok().map(|best| -best)
}

fn look<'c>() -> RenderConfig<'c> {
    RenderConfig::default_colored()
        .with_canceled_prompt_indicator(Styled::new("（取消）"))
        .with_option_index_prefix(inquire::ui::IndexPrefix::None)
}

/// Asks to pick one of these, beginning at the place of one; gives the place picked, or `None` when nobody wants to.
pub fn pick_one(question: &str, labels: &[String], at: usize) -> Result<Option<usize>> {
    let labels = flat(labels);
    let picked = Select::new(question, choices(&labels))
        .with_starting_cursor(at.min(labels.len().saturating_sub(1)))
        .with_help_message("上下键移动，打字查找（汉字、拼音、首字母都行），回车选定，Esc 取消")
        .with_page_size(room().0)
        .with_scorer(&score)
        .with_render_config(look())
        .prompt();
    Ok(answered(picked)?.map(|choice| choice.place))
}

/// Asks to pick any number of these; gives their places in the order of the list.
pub fn pick_several(question: &str, labels: &[String]) -> Result<Vec<usize>> {
    let labels = flat(labels);
    let picked = MultiSelect::new(question, choices(&labels))
        .with_help_message("上下键移动，空格选中，打字查找（汉字、拼音、首字母都行），回车确定，Esc 取消")
        .with_page_size(room().0)
        .with_keep_filter(false)
        .with_validator(|chosen: &[ListOption<&Choice<'_>>]| {
            Ok(match chosen {
                [] => Validation::Invalid("还没有选中：先按空格选中，再按回车".into()),
                _ => Validation::Valid,
            })
        })
        .with_scorer(&score)
        .with_formatter(&|chosen| format!("选了{}项", chosen.len()))
        .with_render_config(look())
        .prompt();
    Ok(answered(picked)?.unwrap_or_default().iter().map(|choice| choice.place).collect())
}

/// Asks for a text, which may stay as it is offered; `None` when nobody wants to answer.
pub fn ask(question: &str, offered: &str, help: &str) -> Result<Option<String>> {
    let text =
        Text::new(question).with_initial_value(offered).with_help_message(help).with_render_config(look()).prompt();
    Ok(answered(text)?.map(|text| text.trim().to_owned()))
}

fn answered<T>(answer: InquireResult<T>) -> Result<Option<T>> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(InquireError::OperationCanceled | InquireError::OperationInterrupted) => Ok(None),
        Err(_) => Err(Failure::new("这个终端不能选择", "把编号或内容写在命令后面，写法见 --help").into()),
    }
}
