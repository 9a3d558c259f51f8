//! The journals: one append-only file a unit comes in, entries and the state they fold to go out.
//!
//! [`entry`] is one thing said, [`line`] its shape on disk, [`damaged`] what is left of that where it was spoilt, [`merge`] the set of all that was said, [`force`] what of
//! it counts, [`round`] what of that since a duty last became open again, [`fold`] what it amounts to, [`count`] and [`amount`]
//! how its figures add up, [`review`] what the office says to it, [`material`] what came in besides, [`evidence`] the files kept with entries, [`commands`] what was typed
//! in which order, [`stored`] how values stand on disk, [`store`] the folder all this is kept in. Nothing here knows more of a
//! plan than ids and names.

pub mod amount;
pub mod commands;
pub mod count;
mod damaged;
pub mod entry;
pub mod evidence;
pub mod fold;
pub mod force;
pub mod line;
pub mod material;
pub mod merge;
pub mod parallel;
#[cfg(test)]
mod permutations;
pub mod review;
pub mod round;
pub mod status;
pub mod store;
mod stored;

pub use count::{Count, Counts};
pub use entry::{Entry, Evidence, Kind, Want};
pub use fold::State;
pub use line::Line;
pub use material::Materials;
pub use merge::Journal;
pub use review::{Request, Review};
pub use status::Status;
pub use store::{Header, JournalFile, Journals, Store, Writer};
pub use stored::possible;
