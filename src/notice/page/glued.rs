//! Paragraphs that were run together, parted where the numbering goes on.

use super::brackets::{CLOSING, OPENING, bracketed};
use super::lines::Paragraph;
use super::mark::{Level, Mark, mark};

/// How far a number behind the end of a sentence may run ahead of the one before it: some texts skip numbers.
const AHEAD: u32 = 3;

/// Parts paragraphs before every number within them that goes on counting.
pub fn part(paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    let mut count = Count::default();
    let mut parted = Vec::new();
    for Paragraph { line, text } in paragraphs {
        let mut start = 0;
        if let Some(mark) = mark(&text) {
            count.take(mark);
        }
        for at in places(&text) {
            let Some(found) = mark(&text[at..]) else { continue };
            if at > start && count.goes_on(&text[start..at], found) {
                parted.push(Paragraph { line, text: text[start..at].trim().to_owned() });
                count.take(found);
                start = at;
            }
        }
        parted.push(Paragraph { line, text: text[start..].trim().to_owned() });
    }
    parted.retain(|paragraph| !paragraph.text.is_empty());
    parted
}

/// The places at which a mark may begin: outside of parentheses, or with one.
fn places(text: &str) -> Vec<usize> {
    let within = bracketed(text);
    let is_within = |at: usize| within.iter().any(|one| one.is_closed && one.inside.start <= at && at < one.inside.end);
    let is_begun = |at: usize| text[..at].ends_with(|before: char| before.is_ascii_digit() || before == '.');
    text.char_indices().map(|(at, _)| at).filter(|at| !is_within(*at) && !is_begun(*at)).collect()
}

/// How far each level has counted.
#[derive(Default)]
struct Count {
    last: [u32; Level::ALL.len()],
    /// Whether a level has begun since the last mark above it.
    has_begun: [bool; Level::ALL.len()],
}

impl Count {
    fn take(&mut self, mark: Mark) {
        let level = mark.level as usize;
        self.last[level] = mark.number;
        self.has_begun[level] = true;
        self.has_begun[level + 1..].fill(false);
    }

    /// Whether a mark goes on counting where it stands behind `before`, the part of its paragraph so far.
    fn goes_on(&self, before: &str, found: Mark) -> bool {
        let level = found.level as usize;
        let before = before.trim_end();
        let is_next = found.number == self.last[level] + 1;
        let is_first = found.number == 1 && !self.has_begun[level];
        let is_ahead =
            found.level == Level::Item && (self.last[level] + 1..=self.last[level] + AHEAD).contains(&found.number);
        let ends_a_sentence = before.ends_with(['。', '；', '！', '？', '）', ')', '】', '”', '》']);
        // A heading without a full stop may run straight into what stands under it.
        let is_heading = mark(before).is_some_and(|own| own.level < found.level) && !before.contains(['。', '；']);
        let ends_a_title =
            ["方案", "计划", "安排", "措施", "意见", "办法", "要点", "通知"].iter().any(|end| before.ends_with(end));
        let is_in_unclosed_list = before.rfind(OPENING).is_some_and(|open| !before[open..].contains(CLOSING));
        (ends_a_title && is_first && found.level == Level::Part)
            || (is_in_unclosed_list && is_next && found.level == Level::Item)
            || (ends_a_sentence && (is_next || is_first || is_ahead))
            || (is_heading && (is_first || is_next))
            || (before.ends_with('：') && is_first && found.level < Level::Item)
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::Paragraph;
    use super::part;

    #[test]
    fn paragraphs_run_together_are_parted_where_the_numbering_goes_on() {
        for (text, expected) in [
            (
                "1.举办活动。责任单位：市教育局。2.建设基地。2024年底完成。",
                &["1.举办活动。责任单位：市教育局。", "2.建设基地。2024年底完成。"][..],
            ),
            (
                "制定方案。一、主题和时间（一）主题：健身。（二）时间：8月。二、活动（一）启动1.举办仪式。（市体育局）2.宣传。",
                &[
                    "制定方案。",
                    "一、主题和时间",
                    "（一）主题：健身。",
                    "（二）时间：8月。",
                    "二、活动",
                    "（一）启动",
                    "1.举办仪式。（市体育局）",
                    "2.宣传。",
                ],
            ),
            (
                "（一）建园1.建设。（甲局）（二）展演活动2.举办运动会。",
                &["（一）建园", "1.建设。（甲局）", "（二）展演活动", "2.举办运动会。"],
            ),
            (
                "某某方案一、总则。抓好。二、内容1.建设。（甲局、乙局2.治理。",
                &["某某方案", "一、总则。抓好。", "二、内容", "1.建设。（甲局、乙局", "2.治理。"],
            ),
            ("1.建设。（甲局、乙局）3.推进。", &["1.建设。（甲局、乙局）", "3.推进。"]),
            ("5.清理。包括：1.河道；2.湖泊。（市水利局）", &["5.清理。包括：1.河道；2.湖泊。（市水利局）"]),
            ("1.推进（见附件（一）），提高6.2%。", &["1.推进（见附件（一）），提高6.2%。"]),
        ] {
            let found = part(vec![Paragraph { line: 1, text: text.to_owned() }]);
            let found: Vec<String> = found.into_iter().map(|paragraph| paragraph.text).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
