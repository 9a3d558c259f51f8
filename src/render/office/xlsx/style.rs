//! How a workbook looks: type, lines, and the colours that repeat tones.

use std::collections::HashMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::document::{Cell, Fit, Tone, Value};

/// The type of all cells: on every Chinese Windows, and two columns wide for a Chinese character.
const FACE: &str = "宋体";
/// The size of the type in points.
const SIZE: f64 = 10.5;
/// How high a line of text is in points.
pub const LINE: f64 = 15.0;

/// The colour of the lines between cells.
const LINES: Color = Color::RGB(0xBF_C5_CC);
/// What stands behind the heads of columns.
const HEAD: Color = Color::RGB(0xE8_ED_F3);
/// The bars of shares.
pub const BAR: Color = Color::RGB(0x9C_C2_E5);

/// The looks of a workbook.
pub struct Styles {
    /// The name of a page.
    pub title: Format,
    /// The name of what follows.
    pub heading: Format,
    /// Running text.
    pub text: Format,
    /// A remark of lesser weight.
    pub remark: Format,
    /// A line set to the right.
    pub end: Format,
    /// The head of a column.
    pub head: Format,
    cells: HashMap<Look, Format>,
}

/// What the look of a cell depends on.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Look {
    kind: Kind,
    is_centred: bool,
    tone: Tone,
    is_total: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Text,
    Number,
    Day,
    Share,
}

impl Styles {
    /// All looks.
    pub fn new() -> Self {
        let plain = || Format::new().set_font_name(FACE).set_font_size(SIZE).set_text_wrap();
        let left = || plain().set_align(FormatAlign::Left).set_align(FormatAlign::VerticalCenter);
        let head = bordered(plain()).set_bold().set_background_color(HEAD);
        Self {
            title: plain()
                .set_font_name("黑体")
                .set_font_size(16)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            heading: left().set_bold().set_font_size(12),
            text: left(),
            remark: left().set_font_color(ink(Tone::Quiet)),
            end: plain().set_align(FormatAlign::Right).set_align(FormatAlign::VerticalCenter),
            head: head.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter),
            cells: looks().map(|look| (look, format(look, plain()))).collect(),
        }
    }

    /// The look of a cell in a column; `is_total` in the row of sums.
    pub fn cell(&self, cell: &Cell<'_>, fit: Fit, is_total: bool) -> &Format {
        self.toned(cell.value, cell.tone, fit, is_total)
    }

    /// The look of a value in a tone.
    pub fn toned(&self, value: Value, tone: Tone, fit: Fit, is_total: bool) -> &Format {
        let kind = match value {
            Value::Text => Kind::Text,
            Value::Number(_) => Kind::Number,
            Value::Day(_) => Kind::Day,
            Value::Share(_) => Kind::Share,
        };
        let look = Look { kind, is_centred: fit != Fit::Flowing, tone, is_total };
        // Every look there can be is in the map.
        self.cells.get(&look).unwrap_or(&self.text)
    }
}

fn looks() -> impl Iterator<Item = Look> {
    let tones = [Tone::Plain, Tone::Good, Tone::Soon, Tone::Bad, Tone::Quiet];
    let kinds = [Kind::Text, Kind::Number, Kind::Day, Kind::Share];
    kinds.into_iter().flat_map(move |kind| {
        tones.into_iter().flat_map(move |tone| {
            [(false, false), (false, true), (true, false), (true, true)].map(|(is_centred, is_total)| Look {
                kind,
                is_centred,
                tone,
                is_total,
            })
        })
    })
}

fn format(look: Look, plain: Format) -> Format {
    let side = if look.is_centred { FormatAlign::Center } else { FormatAlign::Left };
    let format = bordered(plain).set_align(side).set_align(FormatAlign::VerticalCenter);
    let format = match look.kind {
        Kind::Text => format,
        Kind::Number => format.set_num_format("0"),
        Kind::Day => format.set_num_format("yyyy-mm-dd"),
        Kind::Share => format.set_num_format("0.0%"),
    };
    let format = if look.is_total { format.set_bold().set_background_color(HEAD) } else { format };
    toned(format, look.tone)
}

fn bordered(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(LINES)
}

/// The colours that repeat a tone, of the letters and behind them.
pub fn toned(format: Format, tone: Tone) -> Format {
    let behind = match tone {
        Tone::Plain | Tone::Quiet => None,
        Tone::Good => Some(Color::RGB(0xE2_F2_E6)),
        Tone::Soon => Some(Color::RGB(0xFF_F2_CC)),
        Tone::Bad => Some(Color::RGB(0xFB_E0_DD)),
    };
    let format = if tone == Tone::Plain { format } else { format.set_font_color(ink(tone)) };
    behind.map_or(format.clone(), |colour| format.set_background_color(colour))
}

fn ink(tone: Tone) -> Color {
    match tone {
        Tone::Plain => Color::Black,
        Tone::Good => Color::RGB(0x1B_6B_34),
        Tone::Soon => Color::RGB(0x7F_52_00),
        Tone::Bad => Color::RGB(0xA8_20_1A),
        Tone::Quiet => Color::RGB(0x66_66_66),
    }
}
