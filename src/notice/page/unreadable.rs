//! Files that are no notice.

/// Why a file cannot be read as a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// A `.doc` or `.wps` of the old kind, or rich text.
    OldWord,
    /// A PDF or OFD.
    Pdf,
    /// A picture.
    Image,
    /// A workbook.
    Spreadsheet,
    /// An archive with anything in it.
    Archive,
    /// A page of the web.
    WebPage,
    /// A Word file that is broken or locked.
    Damaged,
    /// A Word file that unpacks to more than any notice.
    TooLarge,
    /// No text in any encoding that offices use.
    NotText,
    /// A Word file, for a zlt that was built without the formats of office programs.
    WithoutOffice,
    /// It carries a mark of secrecy.
    Secret,
    /// Nothing is in it.
    Empty,
}
