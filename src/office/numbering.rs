//! Numbers that Word puts before paragraphs and does not write into their text (ECMA-376, 17.9).

use std::collections::HashMap;

use roxmltree::{Document, Node};

use super::xml::Local;
use crate::glyph::numeral;

/// The lists that a Word file defines, and how far each has counted.
#[derive(Debug, Default)]
pub struct Numbering {
    /// The levels of each definition.
    levels: HashMap<String, Vec<Level>>,
    /// The definition behind each list.
    lists: HashMap<String, String>,
    /// The list and level that paragraphs of a style have.
    styles: HashMap<String, (String, usize)>,
    /// How far each definition has counted, by level.
    counts: HashMap<String, Vec<u32>>,
}

#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    format: String,
    text: String,
}

impl Numbering {
    /// Reads what `numbering.xml` and `styles.xml` say of lists.
    pub fn read(numbering: Option<&str>, styles: Option<&str>) -> Self {
        let mut read = Self::default();
        if let Some(Ok(document)) = numbering.map(Document::parse) {
            for node in document.descendants() {
                match node.tag_name().name() {
                    "abstractNum" => read.define(node),
                    "num" => read.list(node),
                    _ => {}
                }
            }
        }
        if let Some(Ok(document)) = styles.map(Document::parse) {
            for style in document.descendants().filter(|node| node.has_tag_name_like("style")) {
                if let (Some(id), Some(own)) = (style.value("styleId"), list_of(style)) {
                    read.styles.insert(id.to_owned(), own);
                }
            }
        }
        read
    }

    fn define(&mut self, node: Node<'_, '_>) {
        let Some(id) = node.value("abstractNumId") else { return };
        let levels = node.children().filter(|child| child.has_tag_name_like("lvl")).map(|level| {
            let value = |name: &str| level.child(name).and_then(|child| child.value("val")).unwrap_or_default();
            Level {
                start: value("start").parse().unwrap_or(1),
                format: value("numFmt").to_owned(),
                text: value("lvlText").to_owned(),
            }
        });
        self.levels.insert(id.to_owned(), levels.collect());
    }

    fn list(&mut self, node: Node<'_, '_>) {
        let definition = node.child("abstractNumId").and_then(|child| child.value("val"));
        if let (Some(id), Some(definition)) = (node.value("numId"), definition) {
            self.lists.insert(id.to_owned(), definition.to_owned());
        }
    }

    /// The number before a paragraph, counted on; empty where it has none or only a dot.
    pub fn before(&mut self, paragraph: Node<'_, '_>) -> String {
        let style = paragraph.child("pPr").and_then(|own| own.child("pStyle")).and_then(|style| style.value("val"));
        let of_style = || style.and_then(|style| self.styles.get(style).cloned());
        let Some((list, level)) = list_of(paragraph).or_else(of_style) else { return String::new() };
        let Some(definition) = self.lists.get(&list) else { return String::new() };
        let Some(levels) = self.levels.get(definition).filter(|levels| level < levels.len()) else {
            return String::new();
        };
        let counts = self.counts.entry(definition.clone()).or_insert_with(|| vec![0; levels.len()]);
        counts[level] = if counts[level] == 0 { levels[level].start } else { counts[level].saturating_add(1) };
        counts[level + 1..].fill(0);
        let mut text = levels[level].text.clone();
        for (at, own) in levels.iter().enumerate().take(level + 1) {
            let count = if counts[at] == 0 { own.start } else { counts[at] };
            text = text.replace(&format!("%{}", at + 1), &written(count, &own.format));
        }
        if levels[level].format == "bullet" { String::new() } else { text }
    }
}

/// The list and level that a paragraph or a style names; list 0 means none.
fn list_of(node: Node<'_, '_>) -> Option<(String, usize)> {
    let own = node.child("pPr")?.child("numPr")?;
    let list = own.child("numId")?.value("val")?.to_owned();
    let level = own.child("ilvl").and_then(|level| level.value("val")?.parse().ok()).unwrap_or(0);
    (list != "0").then_some((list, level))
}

/// A count in the format of its level.
fn written(count: u32, format: &str) -> String {
    const CIRCLED: u32 = 20;
    match format {
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=CIRCLED).contains(&count) => {
            char::from_u32(u32::from('①') + count - 1).map(String::from).unwrap_or_default()
        }
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "ideographDigital"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "chineseLegalSimplified"
            if count > 0 =>
        {
            numeral(count)
        }
        "none" => String::new(),
        _ => count.to_string(),
    }
}
