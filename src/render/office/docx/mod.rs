//! A document for Word (Office Open XML, ECMA-376), set as an official letter: GB/T 9704-2012.
//!
//! A4 with the margins and the type area of the standard, 方正小标宋, 黑体, 楷体 and 仿宋 in its sizes, lines of 28 points,
//! the number of the page outside. The look stands in `parts/styles.xml`; [`body`] writes the blocks, [`layout`] measures
//! tables, [`table`] writes rows, bars and grids, [`run`] text within them, [`xml`] elements.

mod body;
mod layout;
mod run;
mod table;
mod xml;

use std::io::{Cursor, Error, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::document::Document;
use body::body;
use xml::Xml;

/// The parts that are the same in every document.
const PARTS: [(&str, &str); 8] = [
    ("[Content_Types].xml", include_str!("parts/content_types.xml")),
    ("_rels/.rels", include_str!("parts/package_rels.xml")),
    ("word/_rels/document.xml.rels", include_str!("parts/document_rels.xml")),
    ("word/styles.xml", include_str!("parts/styles.xml")),
    ("word/settings.xml", include_str!("parts/settings.xml")),
    ("word/fontTable.xml", include_str!("parts/fonts.xml")),
    ("word/footer1.xml", include_str!("parts/footer1.xml")),
    ("word/footer2.xml", include_str!("parts/footer2.xml")),
];

/// Writes a document for Word; `on_progress` is told after each row of a table how many of how many are done.
pub fn render(document: &Document<'_>, mut on_progress: impl FnMut(usize, usize)) -> Result<Vec<u8>, Error> {
    let (mut done, all) = (0, document.row_count());
    let mut on_row = || {
        done += 1;
        on_progress(done, all);
    };
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    // A fixed day: the same document gives the same file.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let (properties, body) = (properties(document)?, body(document, &mut on_row)?);
    let own = [("docProps/core.xml", properties.as_slice()), ("word/document.xml", body.as_slice())];
    for (name, content) in PARTS.iter().map(|(name, text)| (*name, text.as_bytes())).chain(own) {
        package.start_file(name, options)?;
        package.write_all(content)?;
    }
    Ok(package.finish()?.into_inner())
}

/// What the file says of itself.
fn properties(document: &Document<'_>) -> Result<Vec<u8>, Error> {
    let mut xml = Xml::new()?;
    let names = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    xml.within("cp:coreProperties", &names, |xml| {
        xml.within("dc:title", &[], |xml| xml.text(&document.title().unwrap_or_default()))?;
        xml.within("dc:creator", &[], |xml| xml.text("zlt"))
    })?;
    Ok(xml.into_bytes())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use roxmltree::Document as Tree;
    use zip::ZipArchive;

    use super::render;
    use crate::document::{Block, Document, Fit, Side, Table};

    fn part(bytes: &[u8], name: &str) -> String {
        let mut archive = ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap();
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn every_part_is_sound_and_the_page_is_that_of_the_standard() {
        let document = Document { blocks: vec![Block::Title("通报".into()), Block::Paragraph("正文".into())] };
        let bytes = render(&document, |_, _| {}).unwrap();
        let names: Vec<String> = ZipArchive::new(Cursor::new(bytes.clone()))
            .unwrap()
            .file_names()
            .map(|name| name.unwrap().into_owned())
            .collect();
        assert_eq!(names.len(), 10);
        for name in &names {
            let text = part(&bytes, name);
            assert!(Tree::parse(&text).is_ok(), "{name}: {:?}", Tree::parse(&text).err());
        }
        let body = part(&bytes, "word/document.xml");
        // 天头37毫米、订口28毫米、版心156毫米×225毫米, in twentieths of a point.
        for words in ["w:w=\"11906\" w:h=\"16838\"", "w:top=\"2098\"", "w:left=\"1587\"", "w:right=\"1474\""] {
            assert!(body.contains(words), "{words} in {body}");
        }
        let styles = part(&bytes, "word/styles.xml");
        for words in ["方正小标宋简体", "w:line=\"560\" w:lineRule=\"exact\"", "w:firstLineChars=\"200\""] {
            assert!(styles.contains(words), "{words}");
        }
    }

    #[test]
    fn text_cannot_break_the_file() {
        let evil = "<w:p>&amp;]]>\u{1b}[2J\u{0}\u{ffff}=1+1\n下一行";
        let mut table = Table::new(&[("备注", Fit::Flowing)]);
        table.begin(evil);
        table.rows.push(vec![evil.into()]);
        let blocks = vec![
            Block::Page(evil.into()),
            Block::Mark(evil.into()),
            Block::Title(evil.into()),
            Block::Heading(evil.into()),
            Block::Subheading(evil.into()),
            Block::Paragraph(evil.into()),
            Block::Line(evil.into(), Side::End),
            Block::Facts(vec![(evil.into(), evil.into())]),
            Block::Table(table),
            Block::Excerpt(evil.into()),
        ];
        let bytes = render(&Document { blocks }, |_, _| {}).unwrap();
        let body = part(&bytes, "word/document.xml");
        let tree = Tree::parse(&body).unwrap();
        let text: String = tree.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect();
        assert!(text.contains("<w:p>&amp;]]>[2J=1+1"), "{text}");
        assert!(Tree::parse(&part(&bytes, "docProps/core.xml")).is_ok());
    }

    #[test]
    fn a_page_of_its_own_begins_without_an_empty_line() {
        let pages = ["甲", "乙"].map(|name| [Block::Page(name.into()), Block::Title(name.into())]);
        let body = part(&render(&Document { blocks: pages.concat() }, |_, _| {}).unwrap(), "word/document.xml");
        assert_eq!(body.matches("w:pageBreakBefore").count(), 1, "none before the first page");
        assert_eq!(body.matches("<w:p>").count(), 2);
    }

    #[test]
    fn letters_in_one_file_have_pages_of_their_own_counted_from_one() {
        let letters = ["甲", "乙", "丙"].map(|name| [Block::Letter(name.into()), Block::Title(name.into())]);
        let body = part(&render(&Document { blocks: letters.concat() }, |_, _| {}).unwrap(), "word/document.xml");
        assert_eq!(body.matches("<w:sectPr>").count(), 3);
        assert_eq!(body.matches("<w:pgNumType w:start=\"1\"/>").count(), 3);
    }

    #[test]
    fn a_signature_stays_with_the_end_of_its_letter() {
        let line = |text: &'static str| Block::Line(text.into(), Side::End);
        let blocks =
            vec![Block::Paragraph("一".into()), Block::Paragraph("二".into()), line("市民委"), line("2024年9月25日")];
        let body = part(&render(&Document { blocks }, |_, _| {}).unwrap(), "word/document.xml");
        let keeps: Vec<bool> = body.split("<w:p>").skip(1).map(|paragraph| paragraph.contains("w:keepNext")).collect();
        assert_eq!(keeps, [false, true, true, false]);
    }

    #[test]
    fn a_title_is_broken_where_it_says_and_without_a_dot_at_the_end() {
        let blocks = vec![Block::Title("活动月 · \n分工".into())];
        let body = part(&render(&Document { blocks }, |_, _| {}).unwrap(), "word/document.xml");
        assert!(body.contains("活动月</w:t><w:br/><w:t xml:space=\"preserve\">分工</w:t>"), "{body}");
    }
}
