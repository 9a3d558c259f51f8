//! Where a plan says what: bytes of its text, for advice that points at them.

use std::ops::Range;

use super::raw::{RawActivity, RawPlan};
use super::units::Units;

/// A place in the text of a plan.
pub type Place = Range<usize>;

/// Where a plan says what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// The office that keeps track.
    pub coordinator: Option<Place>,
    /// The campaign's last day.
    pub end: Option<Place>,
    /// Where each unit is first named, by its index.
    pub units: Vec<Place>,
    /// Where each group is opened, by its index.
    pub groups: Vec<Place>,
    /// By the order of the activities.
    pub activities: Vec<ActivityPlaces>,
}

/// Where an activity says what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActivityPlaces {
    /// Its section.
    pub section: Option<Place>,
    /// Its own last day.
    pub due: Option<Place>,
    /// The days of its extensions, in the order written.
    pub due_for: Vec<Place>,
    /// The names that take part at will, in the order written.
    pub optional: Vec<Place>,
    /// The names taken out of its groups, in the order written.
    pub except: Vec<Place>,
}

impl Places {
    /// The places of a plan whose units are proven.
    pub fn of(raw: &RawPlan<'_>, units: &Units) -> Self {
        let mut places = vec![0..0; units.units.len()];
        let members = raw.groups.iter().flat_map(|(_, members)| members);
        for member in members.collect::<Vec<_>>().into_iter().rev() {
            if let Some(unit) = units.unit_named(member.get_ref()) {
                places[unit.0] = member.span();
            }
        }
        Self {
            coordinator: raw.campaign.coordinator.as_ref().map(|name| name.span()),
            end: raw.campaign.end.as_ref().map(|end| end.span()),
            units: places,
            groups: raw.groups.iter().map(|(name, _)| name.span()).collect(),
            activities: raw.activities.iter().map(ActivityPlaces::of).collect(),
        }
    }
}

impl ActivityPlaces {
    fn of(raw: &RawActivity<'_>) -> Self {
        Self {
            section: raw.section.as_ref().map(|section| section.span()),
            due: raw.due.as_ref().map(|due| due.span()),
            due_for: raw.due_for.iter().map(|(_, extension)| extension.due.span()).collect(),
            optional: raw.optional.iter().map(|name| name.span()).collect(),
            except: raw.except.iter().map(|name| name.span()).collect(),
        }
    }
}
