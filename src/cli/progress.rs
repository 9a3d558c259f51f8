//! How far long work has come, on standard error where that is a terminal.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long work may take before anyone is told of it.
const PATIENCE: Duration = Duration::from_millis(150);

/// A line that says how far work has come; it is gone when the work is.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    since: Instant,
}

impl Progress {
    /// A line about some work, which shows only once that has taken a while.
    pub fn new(work: &'static str) -> Self {
        let bar = ProgressBar::hidden().with_message(work);
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {percent:>3}%") {
            bar.set_style(style);
        }
        Self { bar, since: Instant::now() }
    }

    /// Shows that so much of so much is done.
    pub fn show(&self, done: usize, all: usize) {
        // Looking at the clock for each of a million rows would itself take a while.
        if !done.is_multiple_of(64) {
            return;
        }
        if self.bar.is_hidden() && self.since.elapsed() > PATIENCE {
            // Draws nothing where standard error is no terminal.
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_length(all as u64);
        self.bar.set_position(done as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
