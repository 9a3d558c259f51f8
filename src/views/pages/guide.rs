//! A page of the guide: the same text as in `docs/`, for the screen.

use std::borrow::Cow;

use crate::document::{Block, Document};

/// Turns a page of the guide into a document.
///
/// Takes the Markdown that `docs/` is written in: headings, paragraphs, lists, fenced examples, marks for code and links.
/// Paragraphs are joined, to be wrapped to the screen; examples keep their lines.
pub fn document(text: &str) -> Document<'_> {
    let mut document = Document::default();
    let mut example: Option<Vec<&str>> = None;
    let mut paragraph = String::new();
    for line in text.lines() {
        match (&mut example, line) {
            (Some(lines), "```") => {
                document.push(Block::Excerpt(lines.join("\n").into()));
                example = None;
            }
            (Some(lines), _) => lines.push(line),
            (None, _) => {
                if is_start(line) {
                    flush(&mut paragraph, &mut document);
                }
                match line {
                    _ if line.starts_with("```") => example = Some(Vec::new()),
                    _ if line.starts_with('#') => document.push(heading(line)),
                    _ => paragraph.push_str(line.trim_start()),
                }
            }
        }
    }
    flush(&mut paragraph, &mut document);
    document
}

/// Whether a line begins something new.
fn is_start(line: &str) -> bool {
    line.is_empty() || line.starts_with("- ") || line.starts_with('#') || line.starts_with("```")
}

fn heading(line: &str) -> Block<'_> {
    let text = plain(line.trim_start_matches('#').trim_start());
    if line.starts_with("# ") { Block::Title(text) } else { Block::Heading(text) }
}

fn flush(paragraph: &mut String, document: &mut Document<'_>) {
    if paragraph.is_empty() {
        return;
    }
    let text = plain(paragraph).into_owned();
    let is_list = text.starts_with("- ");
    let follows_list = matches!(document.blocks.last(), Some(Block::Paragraph(last)) if last.starts_with("- "));
    let follows_heading = matches!(document.blocks.last(), Some(Block::Heading(_)) | None);
    if !(follows_heading || is_list && follows_list) {
        document.push(Block::Paragraph("".into()));
    }
    document.push(Block::Paragraph(text.into()));
    paragraph.clear();
}

/// Text without the marks for code and links.
fn plain(text: &str) -> Cow<'static, str> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, link)) = rest.split_once('[') {
        let Some((name, after)) = link.split_once("](") else {
            plain.push_str(before);
            plain.push('[');
            rest = link;
            continue;
        };
        plain.push_str(before);
        plain.push_str(name);
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    plain.push_str(rest);
    plain.replace('`', "").into()
}

#[cfg(test)]
mod tests {
    use super::document;
    use crate::document::Block;

    #[test]
    fn a_page_becomes_blocks() {
        let page = "# 日期\n\n这些写法`9-22`\n都行，见 [说明](a.md)：\n\n- 今天\n- 昨天，\n  前天\n\n## 例子\n\n```console\n$ zlt [x]\n  a\n```\n\n[campaign] 里\n";
        let blocks = document(page).blocks;
        let texts: Vec<String> = blocks
            .iter()
            .map(|block| match block {
                Block::Title(text) => format!("题：{text}"),
                Block::Heading(text) => format!("节：{text}"),
                Block::Excerpt(text) => format!("例：{text}"),
                Block::Paragraph(text) => text.to_string(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(
            texts,
            [
                "题：日期",
                "",
                "这些写法9-22都行，见 说明：",
                "",
                "- 今天",
                "- 昨天，前天",
                "节：例子",
                "例：$ zlt [x]\n  a",
                "",
                "[campaign] 里",
            ]
        );
    }
}
