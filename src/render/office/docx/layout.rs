//! How wide the columns of a table are on paper, and how large its type is.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use crate::document::{Fit, Table, flat};
use crate::glyph::wrap::folded;

/// The width of the type area, 156 mm, in twentieths of a point.
pub const AREA: usize = 8844;
/// What a cell leaves free beside its text, in the same.
pub const MARGIN: usize = 240;
/// The least that a column of running text is narrowed to, in columns of a terminal.
const NARROWEST: usize = 14;
/// From how wide on a text claims little more room.
const LONG: usize = 44;
/// Which part of the room that running text would like it gets, if type and days can be had so: a fifth.
const COMFORT: usize = 5;

/// A table as it is set.
pub struct Layout<'t, 'c> {
    /// The table, in brief forms where those make room.
    pub table: Cow<'t, Table<'c>>,
    /// The size of type in half points.
    pub size: usize,
    /// The width of each column in twentieths of a point; together they are the type area at most.
    pub widths: Vec<usize>,
}

impl<'t, 'c> Layout<'t, 'c> {
    /// Sets a table in the largest type in which its columns fit and running text has some comfort; days give up their
    /// weekdays before the type becomes small.
    pub fn of(table: Cow<'t, Table<'c>>) -> Self {
        let full = Columns::of(&table);
        if let Some(points) = [12.0, 10.5].into_iter().find(|points| full.is_comfortable(*points)) {
            return full.set(table, points);
        }
        let brief = Columns::of(&table.briefly());
        let comfortable = Some(10.5).filter(|points| brief.is_comfortable(*points));
        let fitting = || [12.0, 10.5, 9.0].into_iter().find(|points| brief.needs(*points) <= AREA);
        let points = comfortable.or_else(fitting).unwrap_or(7.5);
        brief.set(Cow::Owned(table.briefly()), points)
    }
}

/// What the columns of a table take, in columns of a terminal.
struct Columns {
    /// The least that each can do with.
    least: Vec<usize>,
    /// What each would like beyond that.
    wanted: Vec<usize>,
}

impl Columns {
    fn of(table: &Table<'_>) -> Self {
        let natural = |at: usize| {
            let cells = table.rows.iter().map(|row| room(&flat(&row[at].text)));
            cells.max().unwrap_or(0).max(folded(table.columns[at].heading.width()))
        };
        let of_column = |at: usize| {
            let natural = natural(at);
            let least = if table.columns[at].fit == Fit::Flowing { natural.min(NARROWEST) } else { natural };
            (least, weight(natural).max(least) - least)
        };
        let (least, wanted) = (0..table.columns.len()).map(of_column).unzip();
        Self { least, wanted }
    }

    /// What all columns take at a size of type.
    fn needs(&self, points: f64) -> usize {
        self.least.iter().map(|columns| columns * unit(points) + MARGIN).sum()
    }

    fn is_comfortable(&self, points: f64) -> bool {
        self.needs(points) + self.wanted.iter().sum::<usize>() * unit(points) / COMFORT <= AREA
    }

    fn set<'t, 'c>(&self, table: Cow<'t, Table<'c>>, points: f64) -> Layout<'t, 'c> {
        let spare = AREA.saturating_sub(self.needs(points));
        let all_wanted = self.wanted.iter().sum::<usize>();
        let share = |wanted: usize| match all_wanted {
            0 => spare / self.wanted.len().max(1),
            all => spare * wanted / all,
        };
        let width = |(least, wanted): (&usize, &usize)| least * unit(points) + MARGIN + share(*wanted);
        let widths = self.least.iter().zip(&self.wanted).map(width).collect();
        Layout { table, size: (points * 2.0) as usize, widths: within_area(widths) }
    }
}

/// A column of a terminal is half as wide as the type is high: so many twentieths of a point.
fn unit(points: f64) -> usize {
    (points * 10.0) as usize
}

/// How much room a text of so many columns claims: a very long one takes little more from others than a long one.
fn weight(natural: usize) -> usize {
    natural.min(LONG) + natural.saturating_sub(LONG) / 8
}

/// The widths as they are, or narrowed alike until all columns stand within the type area.
fn within_area(widths: Vec<usize>) -> Vec<usize> {
    let all: usize = widths.iter().sum();
    if all <= AREA { widths } else { widths.into_iter().map(|width| width * AREA / all).collect() }
}

/// The columns that a text takes; figures and Latin letters are a little wider than half a Chinese character in many types.
fn room(text: &str) -> usize {
    text.width() + text.bytes().filter(u8::is_ascii_alphanumeric).count().div_ceil(2)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{AREA, Layout};
    use crate::document::{Cell, Column, Fit, Table};

    #[test]
    fn columns_fill_the_type_area_and_never_leave_it() {
        for columns in [1, 3, 8, 16, 40] {
            let mut table = Table::new(&[]);
            let fit = |at: usize| if at.is_multiple_of(2) { Fit::Whole } else { Fit::Flowing };
            let column = |at: usize| Column::new("办理状态", fit(at));
            table.columns = (0..columns).map(column).collect();
            table.rows.push((0..columns).map(|at| "市政务服务与数据管理局".repeat(at % 3).into()).collect());
            let Layout { size, widths, .. } = Layout::of(Cow::Borrowed(&table));
            let all: usize = widths.iter().sum();
            assert!(all <= AREA && all + 2 * columns >= AREA * 9 / 10, "{columns}: {all}");
            assert!((15..=24).contains(&size), "{columns}: {size} half points");
        }
    }

    #[test]
    fn days_give_up_their_weekdays_before_names_are_cramped() {
        let mut table = Table::new(&[("任务", Fit::Flowing), ("时限", Fit::Whole), ("单位", Fit::Flowing)]);
        let day = || Cell::from("2024年9月22日（周日）").or_brief("9月22日");
        table.rows.push(vec!["报送总结".into(), day(), "市教育局".into()]);
        let day_of = |table: &Table<'_>| Layout::of(Cow::Borrowed(table)).table.rows[0][1].text.to_string();
        assert_eq!(day_of(&table), "2024年9月22日（周日）");
        table.columns.extend((0..4).map(|_| Column::new("状态", Fit::Whole)));
        table.rows[0].extend((0..4).map(|_| Cell::from("逾期未完成")));
        table.rows[0][2] = "市教育局、".repeat(40).into();
        assert_eq!(day_of(&table), "9月22日");
    }
}
