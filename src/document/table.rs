//! Rows under headed columns.

use std::borrow::Cow;
use std::mem::take;

use super::cell::Cell;

/// Rows under headed columns.
#[derive(Clone, Debug)]
pub struct Table<'t> {
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// The rows from top to bottom, with a cell for every column.
    pub rows: Vec<Vec<Cell<'t>>>,
    /// The table's parts, in the order of the rows that they begin with.
    pub parts: Vec<Part<'t>>,
    /// What kind of thing the parts are: what would stand above a column of their names.
    pub parted_by: &'static str,
    /// The sum of all rows.
    pub total: Option<Total<'t>>,
}

/// A run of rows that belong together.
#[derive(Clone, Debug)]
pub struct Part<'t> {
    /// The place of its first row.
    pub at: usize,
    /// Its name.
    pub name: Cow<'t, str>,
    /// What is said of it beside the name; may be empty.
    pub note: Cow<'t, str>,
}

/// The sum of all rows.
#[derive(Clone, Debug)]
pub struct Total<'t> {
    /// What it is the sum of, where the table has parts.
    pub of: &'static str,
    /// A cell for every column.
    pub cells: Vec<Cell<'t>>,
}

/// The head of a column and how it behaves when space is short.
#[derive(Clone, Debug)]
pub struct Column {
    /// What stands above the column.
    pub heading: Cow<'static, str>,
    /// How its cells are set.
    pub fit: Fit,
    /// Whether people choose rows by what stands in this column.
    pub is_choice: bool,
    /// Whether a cell of it says nothing without its heading, where it stands alone: one of several days, what is missing.
    pub is_named: bool,
}

impl Column {
    /// A column under a heading.
    pub fn new(heading: impl Into<Cow<'static, str>>, fit: Fit) -> Self {
        Self { heading: heading.into(), fit, is_choice: false, is_named: fit == Fit::Figure || fit == Fit::Share }
    }
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

impl<'t> Table<'t> {
    /// An empty table with these columns.
    pub fn new(columns: &[(&'static str, Fit)]) -> Self {
        let columns = columns.iter().map(|&(heading, fit)| Column::new(heading, fit));
        Self { columns: columns.collect(), rows: Vec::new(), parts: Vec::new(), parted_by: "", total: None }
    }

    /// The same with columns that people choose rows by.
    pub fn chosen_by(mut self, headings: &[&str]) -> Self {
        for column in &mut self.columns {
            column.is_choice = headings.contains(&column.heading.as_ref());
        }
        self
    }

    /// The same with columns whose cells are told with their headings where they stand alone.
    pub fn named(mut self, headings: &[&str]) -> Self {
        for column in &mut self.columns {
            column.is_named |= headings.contains(&column.heading.as_ref());
        }
        self
    }

    /// The same in parts, each of which is one of these.
    pub fn parted_by(self, parted_by: &'static str) -> Self {
        Self { parted_by, ..self }
    }

    /// Names the part of the table that begins with the next row.
    pub fn begin(&mut self, name: impl Into<Cow<'t, str>>) {
        self.begin_noted(name, "");
    }

    /// Names the part of the table that begins with the next row, and says something of it.
    pub fn begin_noted(&mut self, name: impl Into<Cow<'t, str>>, note: impl Into<Cow<'t, str>>) {
        self.parts.push(Part { at: self.rows.len(), name: name.into(), note: note.into() });
    }

    /// The table with every value that can be said in fewer columns said so.
    pub fn briefly(&self) -> Self {
        let mut brief = self.clone();
        for cell in brief.rows.iter_mut().flatten() {
            if let Some(text) = cell.brief.take() {
                cell.text = text;
            }
        }
        brief
    }

    /// Whether it has no rows, so that only programs care for its heads.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.total.is_none()
    }

    /// The table with its sum as a last row.
    pub fn with_total_as_row(&self) -> Cow<'_, Self> {
        let Some(total) = &self.total else { return Cow::Borrowed(self) };
        let mut table = self.clone();
        table.total = None;
        if !table.parts.is_empty() {
            table.begin(total.of);
        }
        table.rows.push(total.cells.clone());
        Cow::Owned(table)
    }

    /// The table with the names of its parts in a first column, for programs that sort and filter rows.
    pub fn with_parts_as_column(&self) -> Cow<'_, Self> {
        if self.parts.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut table = self.clone();
        let parts = take(&mut table.parts);
        let column = Column { is_choice: true, ..Column::new(self.parted_by, Fit::Flowing) };
        table.columns.insert(0, column);
        let mut part = parts.iter().peekable();
        let mut name = Cow::Borrowed("");
        for (at, row) in table.rows.iter_mut().enumerate() {
            while let Some(next) = part.next_if(|part| part.at <= at) {
                name = next.name.clone();
            }
            row.insert(0, Cell::from(name.clone()));
        }
        if let Some(total) = &mut table.total {
            total.cells.insert(0, total.of.into());
        }
        Cow::Owned(table)
    }
}

impl Part<'_> {
    /// The name with what is said of it: `市教育局（3项次）`.
    pub fn label(&self) -> Cow<'_, str> {
        if self.note.is_empty() {
            Cow::Borrowed(&self.name)
        } else {
            format!("{}（{}）", self.name, self.note).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Fit, Table, Total};

    fn table() -> Table<'static> {
        let mut table = Table::new(&[("任务", Fit::Flowing)]).parted_by("板块");
        table.begin_noted("甲", "2项次");
        table.rows.extend([vec!["一".into()], vec!["二".into()]]);
        table.begin("乙");
        table.rows.push(vec!["三".into()]);
        table.total = Some(Total { of: "全部", cells: vec!["合计".into()] });
        table
    }

    fn texts(table: &Table<'_>) -> Vec<String> {
        table.rows.iter().map(|row| row.iter().map(|cell| cell.text.as_ref()).collect::<Vec<_>>().join("|")).collect()
    }

    #[test]
    fn parts_become_a_column_and_the_sum_keeps_its_place() {
        let table = table();
        let flat = table.with_parts_as_column();
        assert_eq!(texts(&flat), ["甲|一", "甲|二", "乙|三"]);
        assert_eq!((flat.columns[0].heading.as_ref(), flat.parts.len()), ("板块", 0));
        assert_eq!(texts(&flat.with_total_as_row()), ["甲|一", "甲|二", "乙|三", "全部|合计"]);
    }

    #[test]
    fn the_sum_becomes_a_row_in_a_part_of_its_own() {
        let table = table();
        let whole = table.with_total_as_row();
        assert_eq!(texts(&whole), ["一", "二", "三", "合计"]);
        let labels: Vec<String> = whole.parts.iter().map(|part| format!("{} {}", part.at, part.label())).collect();
        assert_eq!(labels, ["0 甲（2项次）", "2 乙", "3 全部"]);
    }
}
