//! What can be read in a plan and still looks wrong: one rule a file.

pub mod due_after_end;
pub mod due_before_issue;
pub mod idle_except;
pub mod idle_optional;
pub mod interleaved_sections;
pub mod nearly_equal_names;
pub mod rest_day;
pub mod unused_group;

use crate::plan::{Activity, ActivityPlaces, Plan};

/// The activities that are still owed, each with its places.
fn activities(plan: &Plan) -> impl Iterator<Item = (&Activity, &ActivityPlaces)> {
    plan.activities.iter().zip(&plan.places.activities).filter(|(activity, _)| !activity.cancelled)
}
