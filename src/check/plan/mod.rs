//! What can be read in a plan and still looks wrong: one rule a file.

pub mod due_after_end;
pub mod due_before_issue;
pub mod idle_except;
pub mod idle_optional;
pub mod interleaved_sections;
pub mod joined_names;
pub mod nearly_equal_names;
pub mod rest_day;
pub mod unknown_coordinator;
pub mod unused_group;

use chrono::NaiveDate;

use crate::plan::activity::{Extension, Listed};
use crate::plan::{Activity, ActivityPlaces, Name, Place, Plan};

/// The activities that are still owed, each with its places.
fn activities(plan: &Plan) -> impl Iterator<Item = (&Activity, &ActivityPlaces)> {
    plan.activities.iter().zip(&plan.places.activities).filter(|(activity, _)| !activity.cancelled)
}

/// The days that activities give themselves as their last, extensions included: of what, which day, where.
fn due_days(plan: &Plan) -> impl Iterator<Item = (String, NaiveDate, &Place)> {
    activities(plan).flat_map(|(activity, places)| {
        let own = activity.due.zip(places.due.as_ref());
        let own = own.map(|(due, place)| (format!("第{}项", activity.id), due, place));
        let extensions = activity.due_for.iter().zip(&places.due_for);
        let extension = |(extension, place): (&Extension, _)| {
            (format!("第{}项给{}延期", activity.id, plan.units.name(extension.unit)), extension.due, place)
        };
        own.into_iter().chain(extensions.map(extension))
    })
}

/// Whether an activity names a unit behind a name itself.
fn is_named(plan: &Plan, activity: &Activity, name: &Name) -> bool {
    let named = |listed: &Listed| matches!(listed.name, Name::Unit(unit) if plan.units.members(name).contains(&unit));
    activity.listed.iter().any(named)
}
