//! The duties: a plan and its journals come in, what every unit owes and how it stands on a day goes out.
//!
//! The only place where plan and journals meet. [`records`] folds what was said, unit by unit; [`join`] lays it beside
//! what the plan assigns; [`standing`] judges a duty on a day; [`tally`] counts. [`scope`] and [`select`] say which duties
//! are asked for; [`speaker`] who writes about them and [`typed`] what is meant by it, [`target`] which a command may write about, [`change`]
//! what it writes, [`term`] which days it may name, [`grant`] what more time the office gives, [`materials`] what of a unit's papers has not come, [`correction`] in the place of what, [`history`] what has been written so far, [`reach`] how little of it need be read, [`broken_off`] what of it was never finished; [`compare`] what the edits of a plan mean; [`figures`] what units
//! have counted. Nothing here knows the clock or the screen.

pub mod broken_off;
pub mod change;
pub mod compare;
pub mod correction;
pub mod duty;
pub mod figures;
pub mod grant;
pub mod history;
pub mod join;
mod materials;
pub mod reach;
mod records;
pub mod scope;
pub mod select;
pub mod speaker;
pub mod standing;
pub mod tally;
pub mod target;
pub mod term;
pub mod typed;

pub use duty::{Duties, Duty, Spoiled};
pub use join::join;
pub use records::Depth;
pub use scope::Scope;
pub use select::Filter;
pub use speaker::Speaker;
pub use standing::{Share, Standing, Terms};
pub use tally::Tally;
