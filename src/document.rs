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
    /// Shares of a whole, drawn as bars one under the other.
    Bars(Vec<Bar<'t>>),
    /// Rows under headed columns.
    Table(Table<'t>),
    /// Marks at the crossings of rows and columns.
    Grid(Grid<'t>),
    /// Text that keeps its own lines and blanks: an excerpt with a caret under it.
    Excerpt(Cow<'t, str>),
}

/// A share of a whole.
#[derive(Clone, Debug)]
pub struct Bar<'t> {
    /// Of what.
    pub label: Cow<'t, str>,
    /// From 0 to 1; `None` where there is no whole.
    pub share: Option<f64>,
}

/// Rows under headed columns.
#[derive(Clone, Debug)]
pub struct Table<'t> {
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// The rows from top to bottom, with a cell for every column.
    pub rows: Vec<Vec<Cell<'t>>>,
    /// The names of the table's parts, each with the place of the row that it stands before, in rising order.
    pub parts: Vec<(usize, Cow<'t, str>)>,
}

/// Marks at the crossings of rows and columns.
#[derive(Clone, Debug)]
pub struct Grid<'t> {
    /// What stands above the rows' names.
    pub corner: &'static str,
    /// The columns' names from left to right.
    pub columns: Vec<Cow<'t, str>>,
    /// The rows from top to bottom: a name, and for every column a mark, empty where there is nothing.
    pub rows: Vec<(Cow<'t, str>, Vec<Cell<'t>>)>,
    /// Each mark with what it means.
    pub legend: Vec<(Cell<'t>, Cow<'t, str>)>,
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
    /// A share of a whole: a figure with a bar.
    Share,
}

/// One value with its tone.
#[derive(Clone, Debug)]
pub struct Cell<'t> {
    /// What is read.
    pub text: Cow<'t, str>,
    /// The same in fewer columns, for a screen without room for the whole.
    pub brief: Option<Cow<'t, str>>,
    /// What a colour may repeat.
    pub tone: Tone,
    /// The value from 0 to 1 that a bar repeats, in a column of shares.
    pub share: Option<f64>,
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
        Self { columns, rows: Vec::new(), parts: Vec::new() }
    }

    /// Names the part of the table that begins with the next row.
    pub fn begin(&mut self, part: impl Into<Cow<'t, str>>) {
        self.parts.push((self.rows.len(), part.into()));
    }
}

impl<'t> Cell<'t> {
    /// A value with a tone.
    pub fn toned(text: impl Into<Cow<'t, str>>, tone: Tone) -> Self {
        Self { text: text.into(), brief: None, tone, share: None }
    }

    /// A value that can be said in fewer columns.
    pub fn or_brief(self, brief: impl Into<Cow<'t, str>>) -> Self {
        Self { brief: Some(brief.into()), ..self }
    }

    /// A share of a whole in words and as a value from 0 to 1.
    pub fn share(text: impl Into<Cow<'t, str>>, share: Option<f64>) -> Self {
        Self { share, ..Self::toned(text, Tone::Plain) }
    }
}

impl<'t, T: Into<Cow<'t, str>>> From<T> for Cell<'t> {
    fn from(text: T) -> Self {
        Self::toned(text, Tone::Plain)
    }
}
