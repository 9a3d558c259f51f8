//! Duties and activities as one picks them from a list.

use crate::duties::{Duties, Duty, Standing};
use crate::plan::Activity;
use crate::views::parts::words::{due_cell, item};

/// A duty in one line: number, title, its unit where several are concerned, how it stands.
pub fn duty_line(duties: &Duties<'_>, duty: &Duty<'_>, has_units: bool) -> String {
    let unit = if has_units { format!("　{}", duties.unit(duty)) } else { String::new() };
    let standing = match duty.standing {
        Standing::Overdue => format!("逾期{}天", duties.days_overdue(duty)),
        Standing::Ongoing | Standing::Optional => duty.standing.word().to_owned(),
        _ => format!("时限{}", due_cell(duty.due(), duties.as_of).text),
    };
    format!("{}{unit}　{standing}", activity_line(duty.activity))
}

/// An activity in one line: number and title.
pub fn activity_line(activity: &Activity) -> String {
    format!("{} {}", item(&activity.id), activity.title)
}
