//! The files of office programs, read with care: a Word file or workbook comes in, its paragraphs, tables and cells go out.
//!
//! [`docx`] and [`workbook`] know the formats and nothing of what is written in them; notices, rolls and forms are made of what
//! they give. What unpacks to more than any paper of an office is refused. The only place here that knows whether zlt was built
//! with the feature `office`; without it such files are refused.

#[cfg(feature = "office")]
mod archive;
#[cfg(feature = "office")]
pub mod docx;
#[cfg(feature = "office")]
mod numbering;
#[cfg(feature = "office")]
mod survey;
#[cfg(feature = "office")]
pub mod workbook;
#[cfg(feature = "office")]
mod xml;

#[cfg(not(feature = "office"))]
mod absent;
#[cfg(not(feature = "office"))]
pub use absent::{docx, workbook};

/// Whether this zlt can read and write files of office programs.
pub const IS_BUILT_IN: bool = cfg!(feature = "office");

/// Why a file of an office program cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is broken or locked.
    Damaged,
    /// It unpacks to more than any paper of an office.
    TooLarge,
    /// It is a workbook where a Word file is wanted.
    Workbook,
    /// It is an OFD where a Word file is wanted.
    Ofd,
    /// It is an archive with anything in it.
    Archive,
    /// This zlt was built without the formats of office programs.
    WithoutOffice,
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its rows from the first one, each from the first column.
    pub rows: Vec<Vec<Value>>,
}

/// What stands in a cell of a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A number, in digits.
    Number(String),
    /// A day, true or false, or an error, in words.
    Other(String),
    /// A formula of which nobody has kept the result.
    Uncalculated,
}

/// What stands in a Word file, from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph outside of tables.
    Paragraph(Paragraph),
    /// The rows of a table.
    Table(Vec<Row>),
}

/// A paragraph of a Word file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its place among all paragraphs, those in tables included, counted from 1.
    pub number: usize,
    /// Its text behind the number that Word shows before it; a line break is one that somebody typed.
    pub text: String,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The place of its first paragraph, counted from 1.
    pub number: usize,
    /// Its cells; one that spans several columns is followed by empty ones.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// Whether it is one with the cell above it.
    pub continues: bool,
}
