//! What looks wrong in the records: one rule a file.

pub mod alike_figures;
pub mod damaged_header;
pub mod future_entry;
pub mod orphan;
pub mod other_campaign;
pub mod reused_id;
pub mod stray_entry;
pub mod torn_line;
pub mod two_contents;
pub mod unlisted_figure;
pub mod unowed_entry;
pub mod unreadable_file;
pub mod unreadable_line;
