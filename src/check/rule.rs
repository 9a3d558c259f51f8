//! The rules, in the order in which their findings are told.

use strum::{IntoStaticStr, VariantArray};

use super::{Finding, Subject, plan, records};
use crate::problem::Gravity;

/// One thing to look for; its name in snake case is the name that other programs know it by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Rule {
    /// A unit whose name looks like several.
    JoinedNames,
    /// Two units whose names are nearly the same.
    NearlyEqualNames,
    /// A group that neither serves an activity nor holds a unit that does.
    UnusedGroup,
    /// A section that is taken up again after another has begun.
    InterleavedSections,
    /// A due day on a Saturday or Sunday.
    RestDay,
    /// A due day after the campaign's end.
    DueAfterEnd,
    /// A due day before the day of the notice.
    DueBeforeIssue,
    /// A name that takes part at will and does not take part.
    IdleOptional,
    /// A name taken out of groups that do not hold it.
    IdleExcept,
    /// A coordinator that is no unit.
    UnknownCoordinator,
    /// A line of the list of liaisons that cannot be used.
    UnfitLiaison,
    /// A file of records that cannot be read.
    UnreadableFile,
    /// A file among the records that is none of them by its name.
    PassedOverFile,
    /// A line of records that is no entry.
    UnreadableLine,
    /// A line that broke off while it was written.
    TornLine,
    /// An entry whose activity or unit the plan does not have.
    Orphan,
    /// An entry about a duty that the unit no longer has.
    UnowedEntry,
    /// Two entries with one id and different contents.
    TwoContents,
    /// An entry in the file of another unit.
    StrayEntry,
    /// A command that wrote fewer entries than it was to.
    BrokenOff,
    /// Work that is said to have been done before it could begin.
    DoneBeforeStart,
    /// Two corrections of the same entry.
    RivalCorrections,
    /// A request that was both granted and turned down.
    TwoAnswers,
    /// An opening that opens nothing.
    VoidOpening,
    /// Evidence that an entry names and that is not kept.
    MissingEvidence,
    /// Evidence that is not as long as when it was kept.
    ResizedEvidence,
    /// Evidence whose content has changed.
    DamagedEvidence,
    /// A kept file that no entry names.
    UnnamedEvidence,
    /// One file that is evidence of two units.
    SharedEvidence,
    /// A duty that version 0.1 counted otherwise.
    AddedUp,
    /// Two names of figures that are nearly the same.
    AlikeFigures,
    /// A figure by a name that the plan does not count by.
    UnlistedFigure,
    /// Entries recorded about an activity that had quite another title.
    ReusedId,
    /// An entry recorded later than now.
    FutureEntry,
    /// Records of another campaign.
    OtherCampaign,
    /// A folder of records that does not say whose it is.
    DamagedHeader,
}

impl Rule {
    /// All rules in their order.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The name in JSON and in `docs/errors.md`.
    pub fn key(self) -> &'static str {
        self.into()
    }

    /// How grave it is when the rule finds something: an error where figures would be wrong or writing is refused.
    pub fn gravity(self) -> Gravity {
        match self {
            Self::UnreadableFile
            | Self::UnreadableLine
            | Self::Orphan
            | Self::TwoContents
            | Self::StrayEntry
            | Self::BrokenOff
            | Self::DoneBeforeStart
            | Self::MissingEvidence
            | Self::ResizedEvidence
            | Self::DamagedEvidence
            | Self::OtherCampaign
            | Self::DamagedHeader => Gravity::Error,
            Self::JoinedNames
            | Self::NearlyEqualNames
            | Self::UnusedGroup
            | Self::InterleavedSections
            | Self::RestDay
            | Self::DueAfterEnd
            | Self::DueBeforeIssue
            | Self::IdleOptional
            | Self::IdleExcept
            | Self::UnknownCoordinator
            | Self::UnfitLiaison
            | Self::PassedOverFile
            | Self::TornLine
            | Self::UnowedEntry
            | Self::RivalCorrections
            | Self::TwoAnswers
            | Self::VoidOpening
            | Self::UnnamedEvidence
            | Self::SharedEvidence
            | Self::AddedUp
            | Self::AlikeFigures
            | Self::UnlistedFigure
            | Self::ReusedId
            | Self::FutureEntry => Gravity::Advice,
        }
    }

    /// Looks for it.
    pub fn look(self, subject: &Subject<'_>) -> Vec<Finding> {
        match self {
            Self::JoinedNames => plan::joined_names::look(subject.plan),
            Self::NearlyEqualNames => plan::nearly_equal_names::look(subject.plan),
            Self::UnusedGroup => plan::unused_group::look(subject),
            Self::InterleavedSections => plan::interleaved_sections::look(subject.plan),
            Self::RestDay => plan::rest_day::look(subject.plan),
            Self::DueAfterEnd => plan::due_after_end::look(subject.plan),
            Self::DueBeforeIssue => plan::due_before_issue::look(subject.plan),
            Self::IdleOptional => plan::idle_optional::look(subject.plan),
            Self::IdleExcept => plan::idle_except::look(subject.plan),
            Self::UnknownCoordinator => plan::unknown_coordinator::look(subject.plan),
            Self::UnfitLiaison => records::unfit_liaison::look(subject),
            Self::UnreadableFile => records::unreadable_file::look(subject),
            Self::PassedOverFile => records::passed_over_file::look(subject),
            Self::UnreadableLine => records::unreadable_line::look(subject),
            Self::TornLine => records::torn_line::look(subject.records),
            Self::Orphan => records::orphan::look(subject),
            Self::UnowedEntry => records::unowed_entry::look(subject),
            Self::TwoContents => records::two_contents::look(subject.records),
            Self::StrayEntry => records::stray_entry::look(subject),
            Self::BrokenOff => records::broken_off::look(subject),
            Self::DoneBeforeStart => records::done_before_start::look(subject),
            Self::RivalCorrections => records::rival_corrections::look(subject),
            Self::TwoAnswers => records::two_answers::look(subject),
            Self::VoidOpening => records::void_opening::look(subject),
            Self::MissingEvidence => records::missing_evidence::look(subject),
            Self::ResizedEvidence => records::resized_evidence::look(subject),
            Self::DamagedEvidence => records::damaged_evidence::look(subject),
            Self::UnnamedEvidence => records::unnamed_evidence::look(subject),
            Self::SharedEvidence => records::shared_evidence::look(subject),
            Self::AddedUp => records::added_up::look(subject),
            Self::AlikeFigures => records::alike_figures::look(subject),
            Self::UnlistedFigure => records::unlisted_figure::look(subject),
            Self::ReusedId => records::reused_id::look(subject),
            Self::FutureEntry => records::future_entry::look(subject),
            Self::OtherCampaign => records::other_campaign::look(subject),
            Self::DamagedHeader => records::damaged_header::look(subject),
        }
    }
}
