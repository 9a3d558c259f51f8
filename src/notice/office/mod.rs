//! The files of office programs: Word files and workbooks, as far as notices and rolls are kept in them.
//!
//! The only place here that knows whether zlt was built with the feature `office`; without it such files are refused.

#[cfg(feature = "office")]
pub mod docx;
#[cfg(feature = "office")]
mod numbering;
#[cfg(feature = "office")]
pub mod workbook;

#[cfg(not(feature = "office"))]
mod absent;
#[cfg(not(feature = "office"))]
pub use absent::{docx, workbook};

/// Whether this zlt can read files of office programs.
pub const IS_BUILT_IN: bool = cfg!(feature = "office");
