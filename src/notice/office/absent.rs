//! Stand-ins for a zlt that was built without the feature `office`.

/// Word files.
pub mod docx {
    use crate::notice::page::table::Part;
    use crate::notice::page::unreadable::Unreadable;

    /// Always refuses.
    pub fn read(_: &[u8]) -> Result<Vec<Part>, Unreadable> {
        Err(Unreadable::WithoutOffice)
    }
}

/// Workbooks.
pub mod workbook {
    /// Reads nothing.
    pub fn rows(_: Vec<u8>) -> Option<Vec<Vec<String>>> {
        None
    }
}
