//! Parts: the heads, words, cells and counts that pages and letters are made of. None is a page of its own.

pub mod breakdown;
pub mod choice;
pub mod days;
pub mod due_item;
pub mod growth;
pub mod heading;
pub mod late;
pub mod listing;
pub mod names;
pub mod office;
pub mod reports;
pub mod words;
