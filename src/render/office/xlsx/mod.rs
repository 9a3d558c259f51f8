//! A document as a workbook for Excel (Office Open XML, ECMA-376): a sheet a page.
//!
//! [`sheet`] lays the blocks of a page under each other, [`table`] writes rows, [`width`] measures them, [`style`] holds how
//! everything looks.

mod sheet;
mod style;
mod table;
mod width;

use std::collections::HashSet;
use std::io::{Error, ErrorKind};
use std::iter::once;

use rust_xlsxwriter::{DocProperties, Workbook, Worksheet, XlsxError};

use crate::document::{Block, Document, flat, title_of};
use sheet::Sheet;
use style::Styles;

/// The paper size A4 as Excel numbers it.
const A4: u8 = 9;
/// How many characters the name of a sheet may have.
const LONGEST_NAME: usize = 31;

/// Writes a document as a workbook.
///
/// `on_progress` is told after each row of a table how many of how many are done. Fails with [`ErrorKind::FileTooLarge`]
/// where a table has more rows than a sheet can hold.
pub fn render(document: &Document<'_>, mut on_progress: impl FnMut(usize, usize)) -> Result<Vec<u8>, Error> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(document.title().unwrap_or_default()).set_author("zlt"));
    let styles = Styles::new();
    let pages: Vec<(Option<&str>, &[Block<'_>])> =
        document.pages().into_iter().filter(|(_, blocks)| !blocks.is_empty()).collect();
    let all = document.row_count();
    let mut done = 0;
    let mut names = HashSet::new();
    for (name, blocks) in pages {
        let worksheet = workbook.add_worksheet();
        let title = title_of(blocks).unwrap_or_default();
        let name = name.unwrap_or_else(|| title.rsplit('·').next().unwrap_or_default().trim());
        worksheet.set_name(unused(name, &mut names)).map_err(failed)?;
        set_up_page(worksheet, &title);
        let mut sheet = Sheet::new(worksheet, &styles, blocks);
        let mut on_row = || {
            done += 1;
            on_progress(done, all);
        };
        blocks.iter().try_for_each(|block| sheet.draw(block, &mut on_row)).map_err(failed)?;
        sheet.finish().map_err(failed)?;
    }
    workbook.save_to_buffer().map_err(failed)
}

fn failed(error: XlsxError) -> Error {
    match error {
        XlsxError::RowColumnLimitError => ErrorKind::FileTooLarge.into(),
        XlsxError::IoError(error) => error,
        error => Error::other(error),
    }
}

/// A sheet's name without what Excel allows in none, and unlike those before it.
fn unused(name: &str, names: &mut HashSet<String>) -> String {
    let allowed = |character: &char| !"[]:*?/\\'".contains(*character);
    let name: String = flat(name).chars().filter(allowed).take(LONGEST_NAME - 4).collect();
    let name = if name.is_empty() { "Sheet".to_owned() } else { name };
    let numbered = (2..).map(|number| format!("{name} {number}"));
    let unused = once(name.clone()).chain(numbered).find(|name| !names.contains(&name.to_lowercase()));
    let unused = unused.unwrap_or(name);
    names.insert(unused.to_lowercase());
    unused
}

/// A4 across, all columns on one page, the page's number at its foot.
fn set_up_page(worksheet: &mut Worksheet, title: &str) {
    // An ampersand begins a code in a footer; two of them are one.
    let foot = title.replace('&', "&&");
    worksheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3)
        .set_footer(format!("&L{}&C第 &P 页，共 &N 页", foot.chars().take(60).collect::<String>()));
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};

    use super::{render, unused};
    use crate::document::{Block, Cell, Document, Fit, Table, Tone};

    #[test]
    fn names_of_sheets_are_allowed_and_differ() {
        let mut names = HashSet::new();
        for (name, expected) in
            [("总台账", "总台账"), ("总台账", "总台账 2"), ("a/b:[c]?*'", "abc"), ("ABC", "ABC 2"), ("", "Sheet")]
        {
            assert_eq!(unused(name, &mut names), expected);
        }
        assert!(unused(&"长".repeat(50), &mut names).chars().count() <= 31);
    }

    #[test]
    fn cells_keep_their_kinds_and_cannot_become_formulas() {
        let mut table = Table::new(&[("备注", Fit::Flowing), ("时限", Fit::Whole), ("逾期", Fit::Figure)]);
        let day = "2024-09-22".parse().unwrap();
        let (long, faces) = ("长".repeat(40_000), "😀".repeat(16_500));
        let texts = ["=1+1", "@SUM(A1)", "清屏\u{1b}[2J\u{ffff}", "<b>&", "两\n行", &long, &faces];
        for text in texts {
            let late = Cell::counted(3, "天").in_tone(Tone::Bad);
            table.rows.push(vec![text.into(), Cell::day("9月22日（周日）", day), late]);
        }
        let blocks = vec![Block::Title("标题".into()), Block::Table(table), Block::Paragraph(faces.as_str().into())];
        let document = Document { blocks };
        let mut steps = Vec::new();
        let bytes = render(&document, |done, all| steps.push((done, all))).unwrap();
        assert_eq!(steps.last(), Some(&(7, 7)));
        let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        let sheet = workbook.worksheet_range_at(0).unwrap().unwrap();
        let cell = |row: u32, column: u32| sheet.get_value((row, column)).unwrap().clone();
        let read: Vec<Data> = (2..7).map(|row| cell(row, 0)).collect();
        assert_eq!(read, ["=1+1", "@SUM(A1)", "清屏[2J", "<b>&", "两\n行"].map(|text| Data::String(text.to_owned())));
        for row in [7, 8, 10] {
            let is_cut = |text: &str| text.ends_with("……") && text.encode_utf16().count() < 32_768;
            assert!(matches!(cell(row, 0), Data::String(text) if is_cut(&text)), "{row}");
        }
        assert_eq!(cell(2, 1).to_string(), "45557", "the days since 1900 that Excel keeps for 2024-09-22");
        assert_eq!(cell(2, 2), Data::Float(3.0));
        let name = workbook.sheet_names()[0].clone();
        assert!(workbook.worksheet_formula(&name).is_ok_and(|formulas| formulas.is_empty()));
    }
}
