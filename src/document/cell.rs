//! One value of a page, with what a colour may repeat of it.

use std::borrow::Cow;

use chrono::NaiveDate;

/// One value with its tone.
#[derive(Clone, Debug)]
pub struct Cell<'t> {
    /// What is read.
    pub text: Cow<'t, str>,
    /// The same in fewer columns, where there is no room for the whole.
    pub brief: Option<Cow<'t, str>>,
    /// What a colour may repeat.
    pub tone: Tone,
    /// What a program can reckon with.
    pub value: Value,
}

/// What a cell holds besides its text, for programs that reckon, sort and draw.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing but text.
    #[default]
    Text,
    /// A number.
    Number(f64),
    /// A calendar day.
    Day(NaiveDate),
    /// A share of a whole, from 0 to 1.
    Share(f64),
}

/// The tone of a value, which colours repeat and never replace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Nothing to stress.
    Plain,
    /// As it should be.
    Good,
    /// Needs attention soon.
    Soon,
    /// Needs attention now.
    Bad,
    /// Asks for nothing.
    Quiet,
}

impl<'t> Cell<'t> {
    /// A value with a tone.
    pub fn toned(text: impl Into<Cow<'t, str>>, tone: Tone) -> Self {
        Self { text: text.into(), brief: None, tone, value: Value::Text }
    }

    /// A value that can be said in fewer columns.
    pub fn or_brief(self, brief: impl Into<Cow<'t, str>>) -> Self {
        Self { brief: Some(brief.into()), ..self }
    }

    /// A number.
    pub fn number(number: usize) -> Self {
        Self::counted(number, "")
    }

    /// A number of things: `3天`.
    pub fn counted(number: usize, thing: &str) -> Self {
        Self { value: Value::Number(number as f64), ..Self::toned(format!("{number}{thing}"), Tone::Plain) }
    }

    /// A calendar day in words.
    pub fn day(text: impl Into<Cow<'t, str>>, day: NaiveDate) -> Self {
        Self { value: Value::Day(day), ..Self::toned(text, Tone::Plain) }
    }

    /// A share of a whole in words and as a value from 0 to 1.
    pub fn share(text: impl Into<Cow<'t, str>>, share: Option<f64>) -> Self {
        Self { value: share.map_or(Value::Text, Value::Share), ..Self::toned(text, Tone::Plain) }
    }

    /// The same value in a tone.
    pub fn in_tone(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }

    /// The fewest words there are for the value.
    pub fn shortest(&self) -> &str {
        self.brief.as_deref().unwrap_or(&self.text)
    }
}

impl<'t, T: Into<Cow<'t, str>>> From<T> for Cell<'t> {
    fn from(text: T) -> Self {
        Self::toned(text, Tone::Plain)
    }
}
