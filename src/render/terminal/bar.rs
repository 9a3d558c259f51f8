//! Shares of a whole as bars.

use std::io::{Error, Write};

use unicode_width::UnicodeWidthStr;

use super::{Screen, padded};
use crate::document::{Bar, flat};

/// Draws bars one under the other, their labels to one width.
pub fn draw(bars: &[Bar<'_>], screen: Screen, writer: &mut impl Write) -> Result<(), Error> {
    const FIGURE: usize = 10;
    let widest = bars.iter().map(|bar| bar.label.width()).max().unwrap_or(0);
    let length = screen.width.unwrap_or(80).saturating_sub(widest + FIGURE).clamp(10, 40);
    for bar in bars {
        let note = if bar.note.is_empty() { String::new() } else { format!("  {}", flat(&bar.note)) };
        let drawn = blocks(bar.share.unwrap_or(0.0), length, screen);
        writeln!(writer, "{}  {drawn} {:>6}{note}", padded(&flat(&bar.label), widest), bar.percent())?;
    }
    Ok(())
}

/// A bar of so many columns; anything above nothing shows, and only the whole fills it.
pub fn blocks(share: f64, length: usize, screen: Screen) -> String {
    let (full, empty) = if screen.is_ascii { ("#", "-") } else { ("█", "░") };
    let filled = match (share * length as f64).round() as usize {
        0 if share > 0.0 => 1,
        filled if filled >= length && share < 1.0 => length - 1,
        filled => filled.min(length),
    };
    format!("{}{}", full.repeat(filled), empty.repeat(length - filled))
}

#[cfg(test)]
mod tests {
    use super::blocks;
    use crate::render::terminal::Screen;

    #[test]
    fn little_shows_and_only_the_whole_is_full() {
        let screen = Screen { is_ascii: true, ..Screen::default() };
        for (share, drawn) in [(0.0, "----"), (0.001, "#---"), (0.5, "##--"), (0.999, "###-"), (1.0, "####")] {
            assert_eq!(blocks(share, 4, screen), drawn, "{share}");
        }
    }
}
