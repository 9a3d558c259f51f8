//! Parentheses as notices print them: of either width, mixed, square, or never closed.

use std::ops::Range;

/// What opens.
pub const OPENING: [char; 5] = ['（', '(', '【', '［', '['];
/// What closes.
pub const CLOSING: [char; 5] = ['）', ')', '】', '］', ']'];

/// A text in parentheses that is within no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bracketed {
    /// The bytes of the whole, parentheses included.
    pub place: Range<usize>,
    /// The bytes between the parentheses.
    pub inside: Range<usize>,
    /// Whether it is closed; what is not runs to the end of its text.
    pub is_closed: bool,
}

/// Finds the outermost parentheses of a text; any kind closes any other, since both halves are often mixed up.
///
/// One that is never closed is taken only where no closed one follows it, or where it runs to the end within one sentence.
pub fn bracketed(text: &str) -> Vec<Bracketed> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut found: Vec<Bracketed> = Vec::new();
    for (at, character) in text.char_indices() {
        if OPENING.contains(&character) {
            open.push((at, at + character.len_utf8()));
        } else if CLOSING.contains(&character)
            && let Some((start, inside)) = open.pop()
        {
            let place = start..at + character.len_utf8();
            found.retain(|other| other.place.start < place.start);
            found.push(Bracketed { place, inside: inside..at, is_closed: true });
        }
    }
    let last = found.last().map_or(0, |last| last.place.end);
    // Names within it may have parentheses of their own.
    if let Some(&(start, inside)) = open.iter().find(|(start, _)| *start >= last || !text[*start..].contains('。')) {
        found.retain(|other| other.place.start < start);
        found.push(Bracketed { place: start..text.len(), inside: inside..text.len(), is_closed: false });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::bracketed;

    fn found(text: &str) -> String {
        let inside = bracketed(text).into_iter().map(|one| {
            let mark = if one.is_closed { "" } else { "…" };
            format!("{}{mark}", &text[one.inside])
        });
        inside.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn outermost_parentheses_are_found_whatever_their_kind() {
        for (text, expected) in [
            ("甲（乙）丙（丁）", "乙|丁"),
            ("甲（乙（丙）、丁）", "乙（丙）、丁"),
            ("甲（乙)", "乙"),
            ("【乙）", "乙"),
            ("甲（乙）丙（丁、戊", "乙|丁、戊…"),
            ("甲。（乙（丙）、丁", "乙（丙）、丁…"),
            ("没有", ""),
            ("）甲（乙", "乙…"),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
