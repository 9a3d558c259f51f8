//! The blocks of a page, one under the other in a sheet.

use std::iter::once;

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::style::Styles;
use super::table::{data_bar, kept, write, write_cell};
use super::width::{self, height_of, of_page};
use crate::document::{Bar, Block, Cell, Fit, Grid, Side, Table, unbroken};

/// A sheet in the making.
pub struct Sheet<'w> {
    worksheet: &'w mut Worksheet,
    styles: &'w Styles,
    widths: Vec<usize>,
    row: u32,
    /// Whether a table has been written: the heads of the first stay in view, and its rows can be filtered.
    has_table: bool,
}

impl<'w> Sheet<'w> {
    /// An empty sheet with columns wide enough for these blocks.
    pub fn new(worksheet: &'w mut Worksheet, styles: &'w Styles, blocks: &[Block<'_>]) -> Self {
        Self { worksheet, styles, widths: of_page(blocks), row: 0, has_table: false }
    }

    /// Writes a block below those before it.
    pub fn draw(&mut self, block: &Block<'_>, on_row: &mut impl FnMut()) -> Result<(), XlsxError> {
        let styles = self.styles;
        match block {
            Block::Page(_) | Block::Letter(_) | Block::OnScreen(_) => Ok(()),
            Block::Title(text) => self.write_line(&unbroken(text), &styles.title, 18.0),
            Block::Heading(text) | Block::Subheading(text) | Block::Mark(text) => {
                self.row += u32::from(self.row > 2);
                self.write_line(text, &styles.heading, 3.0)
            }
            Block::Paragraph(text) | Block::Excerpt(text) => self.write_line(text, &styles.text, 0.0),
            Block::Line(text, Side::End) => self.write_line(text, &styles.end, 0.0),
            Block::Line(text, _) => self.write_line(text, &styles.text, 0.0),
            Block::Remark(text) => self.write_line(text, &styles.remark, 0.0),
            Block::Facts(facts) => facts.iter().try_for_each(|(name, value)| self.write_fact(name, value)),
            Block::Bars(bars) => self.write_bars(bars),
            Block::Table(table) => self.write_table(&table.with_parts_as_column(), on_row),
            Block::Timeline(timeline) => self.write_table(&timeline.table(), &mut || {}),
            Block::Curve(curve) => self.write_table(&curve.table(), &mut || {}),
            Block::Grid(grid) => self.write_grid(grid),
        }
    }

    /// Gives the columns their widths.
    pub fn finish(self) -> Result<(), XlsxError> {
        for (column, width) in (0..).zip(&self.widths) {
            self.worksheet.set_column_width(column, *width as f64)?;
        }
        Ok(())
    }

    /// Writes text across all columns, with so many points more than its lines need.
    fn write_line(&mut self, text: &str, look: &Format, more: f64) -> Result<(), XlsxError> {
        let text = kept(text);
        let all: usize = self.widths.iter().sum();
        let lines = width::lines(&text, all);
        match self.widths.len() {
            1 => {
                self.worksheet.write_string_with_format(self.row, 0, text, look)?;
            }
            columns => {
                let last = u16::try_from(columns - 1).unwrap_or(u16::MAX);
                self.worksheet.merge_range(self.row, 0, self.row, last, &text, look)?;
            }
        }
        self.worksheet.set_row_height(self.row, height_of(lines) + more)?;
        self.row += 1;
        Ok(())
    }

    fn write_fact(&mut self, name: &str, value: &Cell<'_>) -> Result<(), XlsxError> {
        let name = Cell::from(name);
        write_cell(&name, self.worksheet, (self.row, 0), self.styles.cell(&name, Fit::Whole, true))?;
        write_cell(value, self.worksheet, (self.row, 1), self.styles.cell(value, Fit::Flowing, false))?;
        let widths = [self.widths[0], self.widths.get(1).copied().unwrap_or(0)];
        self.worksheet.set_row_height(self.row, width::height([&name, value].into_iter().zip(widths)))?;
        self.row += 1;
        Ok(())
    }

    /// Writes shares as rows, each with a bar behind its figure.
    fn write_bars(&mut self, bars: &[Bar<'_>]) -> Result<(), XlsxError> {
        let first = self.row;
        for bar in bars {
            let (label, share) = (Cell::from(bar.label.as_ref()), Cell::share(bar.percent(), bar.share));
            write_cell(&label, self.worksheet, (self.row, 0), self.styles.cell(&label, Fit::Flowing, false))?;
            write_cell(&share, self.worksheet, (self.row, 1), self.styles.cell(&share, Fit::Share, false))?;
            self.worksheet.set_row_height(self.row, height_of(1))?;
            self.row += 1;
        }
        if self.row > first {
            self.worksheet.add_conditional_format(first, 1, self.row - 1, 1, &data_bar())?;
        }
        self.row += 1;
        Ok(())
    }

    fn write_table(&mut self, table: &Table<'_>, on_row: &mut impl FnMut()) -> Result<(), XlsxError> {
        let head = self.row;
        let after = write(table, self.worksheet, self.styles, &self.widths, head, on_row)?;
        if !self.has_table {
            self.has_table = true;
            let last = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
            // The sum is no row to be filtered.
            let last_row = after - 1 - u32::from(table.total.is_some());
            self.worksheet.autofilter(head, 0, last_row.max(head), last)?;
            self.worksheet.set_freeze_panes(head + 1, 0)?.set_repeat_rows(head, head)?;
        }
        self.row = after + 1;
        Ok(())
    }

    fn write_grid(&mut self, grid: &Grid<'_>) -> Result<(), XlsxError> {
        let heads = once(grid.corner).chain(grid.columns.iter().map(Cell::shortest));
        for (column, head) in (0..).zip(heads) {
            self.worksheet.write_string_with_format(self.row, column, kept(head), &self.styles.head)?;
        }
        self.worksheet.set_row_height(self.row, height_of(1))?.set_freeze_panes(self.row + 1, 1)?;
        self.worksheet.set_repeat_rows(self.row, self.row)?.set_repeat_columns(0, 0)?;
        self.row += 1;
        for (name, marks) in &grid.rows {
            let name = Cell::from(name.as_ref());
            write_cell(&name, self.worksheet, (self.row, 0), self.styles.cell(&name, Fit::Flowing, false))?;
            for (column, mark) in (1..).zip(marks) {
                let shown = Cell::toned(mark.shortest(), mark.tone);
                write_cell(&shown, self.worksheet, (self.row, column), self.styles.cell(&shown, Fit::Whole, false))?;
            }
            self.row += 1;
        }
        let legend = grid.legend.iter().map(|(mark, meaning)| format!("{} {meaning}", mark.shortest()));
        self.write_line(&legend.collect::<Vec<_>>().join("　"), &self.styles.remark.clone(), 0.0)
    }
}
