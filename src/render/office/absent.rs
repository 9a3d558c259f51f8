//! Stand-ins for a zlt that was built without the feature `office`.

/// Documents for Word.
pub mod docx {
    use std::io::{Error, ErrorKind};

    use crate::document::Document;

    /// Always fails.
    pub fn render(_: &Document<'_>, _: impl FnMut(usize, usize)) -> Result<Vec<u8>, Error> {
        Err(ErrorKind::Unsupported.into())
    }
}

/// Workbooks for Excel.
pub mod xlsx {
    use std::io::{Error, ErrorKind};

    use crate::document::Document;

    /// Always fails.
    pub fn render(_: &Document<'_>, _: impl FnMut(usize, usize)) -> Result<Vec<u8>, Error> {
        Err(ErrorKind::Unsupported.into())
    }
}
