//! What looks wrong in the records: one rule a file.

pub mod added_up;
pub mod alike_figures;
pub mod broken_off;
pub mod damaged_header;
pub mod done_before_start;
pub mod future_entry;
pub mod orphan;
pub mod other_campaign;
pub mod reused_id;
pub mod rival_corrections;
pub mod stray_entry;
pub mod torn_line;
pub mod two_contents;
pub mod unlisted_figure;
pub mod unowed_entry;
pub mod unreadable_file;
pub mod unreadable_line;
pub mod void_opening;
