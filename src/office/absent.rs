//! Stand-ins for a zlt that was built without the feature `office`.

/// Word files.
pub mod docx {
    use crate::office::{Block, Unreadable};

    /// Always refuses.
    pub fn read(_: &[u8]) -> Result<Vec<Block>, Unreadable> {
        Err(Unreadable::WithoutOffice)
    }

    /// Always none.
    pub fn headers(_: &[u8]) -> Vec<String> {
        Vec::new()
    }
}

/// Workbooks.
pub mod workbook {
    use crate::office::{Sheet, Unreadable};

    /// Always refuses.
    pub fn sheets(_: Vec<u8>) -> Result<Vec<Sheet>, Unreadable> {
        Err(Unreadable::WithoutOffice)
    }
}
