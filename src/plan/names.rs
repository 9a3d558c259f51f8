//! Which names can serve as file names on every system.

use crate::glyph::is_invisible;
use crate::nearest::is_plain;

/// The longest name in bytes: with `.jsonl` it must fit the 255 bytes that file systems allow.
const LONGEST: usize = 240;

/// Why a name cannot be a file name.
///
/// The rules are those that Microsoft documents for Windows file names, which include those of other systems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Nothing but blanks.
    Empty,
    /// A line break, tab or other character without a shape.
    Control,
    /// One of `/ \ : * ? " < > |`.
    Forbidden(char),
    /// A dot or space at either end.
    Edge,
    /// A name that Windows keeps for devices, such as `CON`.
    Reserved,
    /// More than 240 bytes, which is 80 Chinese characters.
    TooLong,
}

/// Says why `name` cannot be a file name, or `None` when it can.
pub fn unfit(name: &str) -> Option<Unfit> {
    if is_plain(name) && !name.is_empty() && name.len() <= LONGEST {
        return None;
    }
    let edge = |character: char| character == '.' || character.is_whitespace();
    let forbidden = name.chars().find(|character| "/\\:*?\"<>|".contains(*character));
    if name.trim().is_empty() {
        Some(Unfit::Empty)
    } else if name.chars().any(is_invisible) {
        Some(Unfit::Control)
    } else if let Some(character) = forbidden {
        Some(Unfit::Forbidden(character))
    } else if name.starts_with(edge) || name.ends_with(edge) {
        Some(Unfit::Edge)
    } else if is_reserved(name) {
        Some(Unfit::Reserved)
    } else {
        (name.len() > LONGEST).then_some(Unfit::TooLong)
    }
}

fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_uppercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device)
            .is_some_and(|rest| matches!(rest, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9"))
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::{Unfit, unfit};

    #[test]
    fn names_that_no_file_can_bear_are_told_apart() {
        let long = "长".repeat(81);
        for (name, why) in [
            ("", Unfit::Empty),
            ("　", Unfit::Empty),
            ("市\n委", Unfit::Control),
            ("市\u{200b}委", Unfit::Control),
            ("市\u{ad}委", Unfit::Control),
            ("市委\u{3164}", Unfit::Control),
            ("党政办/综合办", Unfit::Forbidden('/')),
            ("a:b", Unfit::Forbidden(':')),
            (" 市委", Unfit::Edge),
            ("市委.", Unfit::Edge),
            (".市委", Unfit::Edge),
            ("con", Unfit::Reserved),
            ("LPT9.x", Unfit::Reserved),
            (long.as_str(), Unfit::TooLong),
        ] {
            assert_eq!(unfit(name), Some(why), "{name:?}");
        }
    }

    #[test]
    fn ordinary_names_are_fit() {
        let long = "长".repeat(80);
        for name in ["市教育局", "市交通委（市道运局）", "COM10", "各区、县级市", "A.B", long.as_str()]
        {
            assert_eq!(unfit(name), None, "{name:?}");
        }
    }
}
