//! What a view hands to a renderer: neutral blocks that know nothing of plans and duties.
//!
//! [`cell`] is one value with its tone, [`table`] rows under headed columns, [`chart`] what is drawn rather than read.

pub mod cell;
pub mod chart;
mod medium;
pub mod table;

use std::borrow::Cow;

use crate::glyph::is_steering;

pub use cell::{Cell, Tone, Value};
pub use chart::{Bar, Curve, Event, Grid, Timeline};
pub use medium::Medium;
pub use table::{Column, Fit, Part, Table, Total};

/// A page of blocks, from top to bottom.
#[derive(Clone, Debug, Default)]
pub struct Document<'t> {
    /// The blocks in reading order.
    pub blocks: Vec<Block<'t>>,
}

/// One block of a page.
#[derive(Clone, Debug)]
pub enum Block<'t> {
    /// What follows begins a page of its own; in a workbook, a sheet of this name.
    Page(Cow<'t, str>),
    /// What follows is a letter of its own: it begins a page, and its pages are counted from one.
    Letter(Cow<'t, str>),
    /// A word above the title: that it is a draft, the number of an annex.
    Mark(Cow<'t, str>),
    /// The page's own name; a line break in it says where a long one is best broken.
    Title(Cow<'t, str>),
    /// The name of what follows.
    Heading(Cow<'t, str>),
    /// The name of a part of what stands under a heading.
    Subheading(Cow<'t, str>),
    /// Running text; a line break in it is kept.
    Paragraph(Cow<'t, str>),
    /// A line that is no running text: whom a letter is for, who signs it.
    Line(Cow<'t, str>, Side),
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
    /// What falls on which day.
    Timeline(Timeline<'t>),
    /// How a number grew from day to day.
    Curve(Curve<'t>),
    /// Text that keeps its own lines and blanks: an excerpt with a caret under it.
    Excerpt(Cow<'t, str>),
    /// What helps only whoever sits at the screen: what to type next. Files do without.
    OnScreen(Vec<Block<'t>>),
}

/// Where on its line a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// At the start of the line, without an indent.
    Start,
    /// In the middle.
    Middle,
    /// At the end.
    End,
}

/// Text without the characters that steer a terminal or that no file of an office program may hold: escapes, controls,
/// changes of direction, and the two that Unicode gives no meaning. Line breaks stay.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let steers = |character: char| is_steering(character) && character != '\n';
    if text.contains(steers) { Cow::Owned(text.replace(steers, "")) } else { Cow::Borrowed(text) }
}

/// Harmless text on one line.
pub fn flat(text: &str) -> Cow<'_, str> {
    match harmless(text) {
        text if text.contains('\n') => Cow::Owned(text.replace('\n', " ")),
        text => text,
    }
}

/// A title on one line.
pub fn unbroken(title: &str) -> Cow<'_, str> {
    match harmless(title) {
        title if title.contains('\n') => Cow::Owned(title.replace('\n', "")),
        title => title,
    }
}

/// A share of a whole in per cent: `65.3%`, halves rounded up as people and spreadsheets do it.
pub fn percent(share: f64) -> String {
    format!("{:.1}%", (share * 1000.0).round() / 10.0)
}

impl<'t> Document<'t> {
    /// Its name on one line; `None` where it has none.
    pub fn title(&self) -> Option<Cow<'_, str>> {
        title_of(&self.blocks)
    }

    /// The blocks that people look at: tables without rows are not among them, nor what is for the screen alone.
    pub fn shown(&self) -> Vec<&Block<'t>> {
        let is_shown = |block: &&Block<'_>| match block {
            Block::OnScreen(_) => false,
            Block::Table(table) => !table.is_empty(),
            _ => true,
        };
        self.blocks.iter().filter(is_shown).collect()
    }

    /// How many rows its tables have together.
    pub fn row_count(&self) -> usize {
        let rows = |block: &Block<'_>| if let Block::Table(table) = block { table.rows.len() } else { 0 };
        self.blocks.iter().map(rows).sum()
    }

    /// Adds a block at the end.
    pub fn push(&mut self, block: Block<'t>) {
        self.blocks.push(block);
    }

    /// The blocks page by page, each page with its name; what stands before the first named page has none.
    pub fn pages(&self) -> Vec<(Option<&str>, &[Block<'t>])> {
        let is_start = |at: &usize| matches!(self.blocks[*at], Block::Page(_) | Block::Letter(_));
        let mut starts: Vec<usize> = (0..self.blocks.len()).filter(is_start).collect();
        if starts.first() != Some(&0) {
            starts.insert(0, 0);
        }
        let ends = starts.iter().skip(1).copied().chain([self.blocks.len()]);
        let page = |(start, end): (usize, usize)| match self.blocks.get(start) {
            Some(Block::Page(name) | Block::Letter(name)) => (Some(name.as_ref()), &self.blocks[start + 1..end]),
            _ => (None, &self.blocks[start..end]),
        };
        starts.iter().copied().zip(ends).map(page).collect()
    }
}

/// The name of a page on one line; `None` where it has none.
pub fn title_of<'b>(blocks: &'b [Block<'_>]) -> Option<Cow<'b, str>> {
    blocks.iter().find_map(|block| match block {
        Block::Title(title) => Some(unbroken(title)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Block, Document, percent};

    #[test]
    fn shares_are_rounded_as_spreadsheets_do_it() {
        for (share, expected) in
            [(0.0625, "6.3%"), (0.0, "0.0%"), (1.0, "100.0%"), (0.6666, "66.7%"), (0.00049, "0.0%")]
        {
            assert_eq!(percent(share), expected);
        }
    }

    #[test]
    fn a_document_falls_into_its_pages() {
        let texts = |document: &Document<'_>| -> Vec<(Option<String>, usize)> {
            document.pages().into_iter().map(|(name, blocks)| (name.map(str::to_owned), blocks.len())).collect()
        };
        let paragraph = || Block::Paragraph("一".into());
        let page = || Block::Page("二".into());
        assert_eq!(texts(&Document { blocks: vec![paragraph()] }), [(None, 1)]);
        assert_eq!(texts(&Document { blocks: vec![page(), paragraph()] }), [(Some("二".to_owned()), 1)]);
        let two = Document { blocks: vec![paragraph(), paragraph(), page(), page(), paragraph()] };
        assert_eq!(texts(&two), [(None, 2), (Some("二".to_owned()), 0), (Some("二".to_owned()), 1)]);
    }
}
