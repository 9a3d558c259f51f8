//! The one door for environment, clock and terminal, and clap's words in Chinese.
//!
//! Everything past this door is handed today, the settings and the screen as values.

pub mod chinese;
pub mod copies;
pub mod editor;
pub mod environment;
pub mod git;
pub mod hold;
pub mod pager;
pub mod progress;
pub mod prompt;
pub mod settings;

pub use environment::{Environment, print, tell, tell_error};
pub use settings::{Border, Settings};
