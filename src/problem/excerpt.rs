//! Lines with marks on them, cut so that they fit what they are shown on.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::glyph::line_around;

/// What stands where a line goes on.
const CUT: &str = "…";

/// The fewest columns that a line is cut to.
const NARROWEST: usize = 20;

/// Whole lines of a text, with the places in them that are marked.
pub struct Excerpt<'t> {
    text: &'t str,
    room: usize,
    marks: Vec<Marked>,
}

/// A marked place.
struct Marked {
    span: Range<usize>,
    /// The columns that the word beside it takes.
    label_width: usize,
}

impl<'t> Excerpt<'t> {
    /// An excerpt whose lines may be `room` columns wide.
    pub fn of(text: &'t str, room: usize) -> Self {
        Self { text, room: room.max(NARROWEST), marks: Vec::new() }
    }

    /// Marks a place, to be shown with a word beside it.
    pub fn mark(&mut self, span: Range<usize>, label: &str) {
        self.marks.push(Marked { span, label_width: label.width() });
    }

    /// The text with long lines cut around the marks that begin in them, and the places of the marks in it, in the order in which they were made.
    pub fn cut(self) -> (String, Vec<Range<usize>>) {
        let mut text = String::with_capacity(self.text.len());
        let mut starts: Vec<Option<usize>> = vec![None; self.marks.len()];
        let mut ends = starts.clone();
        let mut at = 0;
        loop {
            let line = line_around(self.text, at);
            let shown = self.window(&line);
            let before = if shown.start > line.start { CUT } else { "" };
            let moved = |byte: usize| text.len() + before.len() + byte.clamp(shown.start, shown.end) - shown.start;
            let is_inside = |byte: usize| (line.start..=line.end).contains(&byte);
            for (number, mark) in self.marks.iter().enumerate() {
                starts[number] = starts[number].or(is_inside(mark.span.start).then(|| moved(mark.span.start)));
                ends[number] = is_inside(mark.span.end).then(|| moved(mark.span.end)).or(ends[number]);
            }
            // A carriage return would be drawn as a sign of its own; a blank of the same length keeps the places right.
            text.extend([before, &self.text[shown.clone()].replace('\r', " ")]);
            text.push_str(if shown.end < line.end { CUT } else { "" });
            if line.end >= self.text.len() {
                break;
            }
            text.push('\n');
            at = line.end + 1;
        }
        let places = starts.into_iter().zip(ends).map(|(start, end)| {
            let start = start.unwrap_or(text.len());
            start..end.unwrap_or(start).max(start)
        });
        let places = places.collect();
        (text, places)
    }

    /// The part of a line that is shown: all where there is room for it, else what stands around the first mark in it.
    fn window(&self, line: &Range<usize>) -> Range<usize> {
        let mark = self.marks.iter().find(|mark| (line.start..=line.end).contains(&mark.span.start));
        let anchor = mark.map_or(line.start, |mark| mark.span.start);
        let (before, after) = (&self.text[line.start..anchor], &self.text[anchor..line.end]);
        let room = self.room - 2 * CUT.width();
        // No more of a line is looked at than can be shown: it may be the whole plan.
        let [left, right] = [fitting(before.chars().rev(), self.room), fitting(after.chars(), self.room)];
        if left.is_whole && right.is_whole && left.width + right.width <= self.room {
            return line.clone();
        }
        let marked = mark
            .map_or(0, |mark| self.text[anchor..mark.span.end.clamp(anchor, line.end)].width() + mark.label_width + 1);
        let wanted = marked.clamp(room / 3, room * 2 / 3).min(right.width);
        let left = fitting(before.chars().rev(), room - wanted);
        let right = fitting(after.chars(), room - left.width);
        anchor - left.bytes..anchor + right.bytes
    }
}

/// How much of some characters fits into a number of columns.
struct Fitting {
    bytes: usize,
    width: usize,
    is_whole: bool,
}

fn fitting(characters: impl Iterator<Item = char>, room: usize) -> Fitting {
    let mut fitting = Fitting { bytes: 0, width: 0, is_whole: true };
    for character in characters {
        let width = character.width().unwrap_or(0);
        if fitting.width + width > room {
            return Fitting { is_whole: false, ..fitting };
        }
        fitting.bytes += character.len_utf8();
        fitting.width += width;
    }
    fitting
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::{CUT, Excerpt};

    /// The line as cut to `room` columns, with the marked word in brackets.
    fn cut(line: &str, word: &str, label: &str, room: usize) -> String {
        let at = line.find(word).unwrap();
        let mut excerpt = Excerpt::of(line, room);
        excerpt.mark(at..at + word.len(), label);
        let (text, places) = excerpt.cut();
        let place = places[0].clone();
        assert!(text.lines().all(|line| line.width() <= room), "{text}");
        format!("{}[{}]{}", &text[..place.start], &text[place.clone()], &text[place.end..])
    }

    #[test]
    fn a_line_with_room_stays_whole() {
        assert_eq!(
            cut("units = [\"市教育局\", \"柴合镇\"]", "柴合镇", "没有这个名称", 80),
            "units = [\"市教育局\", \"[柴合镇]\"]"
        );
    }

    #[test]
    fn a_long_line_is_cut_around_its_mark() {
        let line: String = (10..60).map(|number| format!("\"第{number}局\", ")).collect();
        for word in ["第10局", "第30局", "第59局"] {
            for room in [20, 40, 60, 80] {
                let cut = cut(&line, word, "没有这个名称", room);
                assert!(cut.contains(&format!("[{word}]")), "{cut}");
                assert!(cut.width() >= room - 2, "{room}: there is room for more: {cut}");
                assert_eq!(cut.starts_with(CUT), word != "第10局", "{room}: {cut}");
                assert_eq!(cut.trim_end().ends_with(CUT), word != "第59局", "{room}: {cut}");
            }
        }
        let room_for_label = cut(&line, "第30局", "没有这个名称", 40);
        let (before, _) = room_for_label.split_once(']').unwrap();
        assert!(before.width() + "没有这个名称".width() <= 40, "{room_for_label}");
    }

    #[test]
    fn a_mark_that_is_longer_than_the_line_may_be_is_cut_too() {
        let word = "长".repeat(100);
        let cut = cut(&format!("title = \"{word}\""), &word, "", 40);
        assert_eq!(cut, format!("title = \"[{}]…", "长".repeat(14)));
    }

    #[test]
    fn places_in_several_lines_are_found_again() {
        let text = "甲 = 1\n乙 = 2\r\n丙 = 3";
        let mut excerpt = Excerpt::of(text, 80);
        let spans = ["甲", "丙"].map(|word| text.find(word).unwrap()..text.find(word).unwrap() + word.len());
        spans.into_iter().for_each(|span| excerpt.mark(span, ""));
        let (cut, places) = excerpt.cut();
        assert_eq!([0, 1].map(|mark| &cut[places[mark].clone()]), ["甲", "丙"]);
        assert_eq!(cut, text.replace('\r', " "));
    }
}
