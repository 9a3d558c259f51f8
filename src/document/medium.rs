//! What a document is looked at on.

/// What a document is looked at on, which decides what is worth showing there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// As it comes: a screen, a chat, another program.
    Screen,
    /// A workbook, in which one sorts and chooses.
    Workbook,
    /// A letter on paper.
    Letter,
    /// A browser, where one scrolls and chooses.
    Browser,
    /// A calendar, which knows days alone.
    Calendar,
}

impl Medium {
    /// Whether it takes a program of an office to look at: no screen can show it, and a zlt may be built without it.
    pub fn is_office(self) -> bool {
        matches!(self, Self::Workbook | Self::Letter)
    }
}
