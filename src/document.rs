//! What a view hands to a renderer: neutral blocks that know nothing of plans and duties.

use std::borrow::Cow;

/// A page of blocks, from top to bottom.
#[derive(Clone, Debug, Default)]
pub struct Document<'t> {
    /// The blocks in reading order.
    pub blocks: Vec<Block<'t>>,
}

/// One block of a page.
#[derive(Clone, Debug)]
pub enum Block<'t> {
    /// The page's own name.
    Title(Cow<'t, str>),
    /// The name of what follows.
    Heading(Cow<'t, str>),
    /// Running text; a line break in it is kept.
    Paragraph(Cow<'t, str>),
    /// A remark of lesser weight: how a figure is counted, what to type next.
    Remark(Cow<'t, str>),
    /// Short values, each with its name.
    Facts(Vec<(Cow<'t, str>, Cell<'t>)>),
    /// A share of a whole, drawn as a bar: its label and a value from 0 to 1.
    Bar(Cow<'t, str>, f64),
    /// Rows under headed columns.
    Table(Table<'t>),
}

/// Rows under headed columns.
#[derive(Clone, Debug)]
pub struct Table<'t> {
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// The rows from top to bottom, with a cell for every column.
    pub rows: Vec<Vec<Cell<'t>>>,
}

/// The head of a column and how it behaves when space is short.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// What stands above the column.
    pub heading: &'static str,
    /// How its cells are set.
    pub fit: Fit,
}

/// How the cells of a column are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Kept whole.
    Whole,
    /// A figure: kept whole and set to the right.
    Figure,
    /// Wrapped when space is short: titles and remarks.
    Flowing,
}

/// One value with its tone.
#[derive(Clone, Debug)]
pub struct Cell<'t> {
    /// What is read.
    pub text: Cow<'t, str>,
    /// What a colour may repeat.
    pub tone: Tone,
}

/// The tone of a value, which colours repeat and never replace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// Text without the characters that steer a terminal: escapes, controls, changes of direction. Line breaks stay.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let steers = |character: char| {
        let is_control = character.is_control() && character != '\n';
        is_control || matches!(character, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    if text.contains(steers) { Cow::Owned(text.replace(steers, "")) } else { Cow::Borrowed(text) }
}

impl<'t> Document<'t> {
    /// Adds a block at the end.
    pub fn push(&mut self, block: Block<'t>) {
        self.blocks.push(block);
    }
}

impl<'t> Table<'t> {
    /// An empty table with these columns.
    pub fn new(columns: &[(&'static str, Fit)]) -> Self {
        let columns = columns.iter().map(|&(heading, fit)| Column { heading, fit }).collect();
        Self { columns, rows: Vec::new() }
    }
}

impl<'t> Cell<'t> {
    /// A value with a tone.
    pub fn toned(text: impl Into<Cow<'t, str>>, tone: Tone) -> Self {
        Self { text: text.into(), tone }
    }
}

impl<'t, T: Into<Cow<'t, str>>> From<T> for Cell<'t> {
    fn from(text: T) -> Self {
        Self { text: text.into(), tone: Tone::Plain }
    }
}
