//! Letters: what goes out under the name of an office, on paper or into a chat group. [`letter`] is what they have in common.

pub mod circular;
pub mod letter;
pub mod reminder;
pub mod summary;
