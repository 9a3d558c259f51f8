//! One reason with one remedy, and whose fault it is.

use std::error::Error;
use std::fmt::{Display, Formatter, Result as FormatResult};

/// One reason with one remedy: the shape of everything that is answered where something is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Complaint {
    /// What is wrong, in one line.
    pub reason: String,
    /// What to do about it.
    pub remedy: String,
}

impl Complaint {
    /// Says what is wrong, and what to do about it.
    pub fn new(reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { reason: reason.into(), remedy: remedy.into() }
    }
}

impl Display for Complaint {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> FormatResult {
        write!(formatter, "{}\n  办法：{}", self.reason, self.remedy)
    }
}

/// A request that cannot be carried out as typed: an unknown name, number or day, or a refused write.
///
/// Nothing has been written when one of these is returned; the exit status is 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misuse(Complaint);

impl Misuse {
    /// Says what is wrong, and what to type instead.
    pub fn new(reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self(Complaint::new(reason, remedy))
    }
}

impl Display for Misuse {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> FormatResult {
        self.0.fmt(formatter)
    }
}

impl Error for Misuse {}

/// A request that was typed well and could not be carried out: files, records or programs would not have it.
///
/// The exit status is 3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure(Complaint);

impl Failure {
    /// Says what was in the way, and what to do about it.
    pub fn new(reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self(Complaint::new(reason, remedy))
    }
}

impl Display for Failure {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> FormatResult {
        self.0.fmt(formatter)
    }
}

impl Error for Failure {}
