//! The files of office programs: workbooks for Excel, documents for Word.
//!
//! The only place that knows whether zlt was built with the feature `office`; without it both renderers are stand-ins that
//! nobody calls, because [`IS_BUILT_IN`](crate::office::IS_BUILT_IN) is asked first.

#[cfg(feature = "office")]
pub mod docx;
#[cfg(feature = "office")]
pub mod xlsx;

#[cfg(not(feature = "office"))]
mod absent;
#[cfg(not(feature = "office"))]
pub use absent::{docx, xlsx};
