//! Duties of one activity that share a due day: what a reminder or a circular names in one breath.

use chrono::NaiveDate;

use crate::duties::Duty;
use crate::plan::Activity;

/// Duties of one activity that share a due day.
pub struct DueItem<'d, 'p> {
    /// The activity.
    pub activity: &'p Activity,
    /// The last day, included.
    pub due: NaiveDate,
    /// The duties, at least one.
    pub duties: Vec<&'d Duty<'p>>,
}

impl DueItem<'_, '_> {
    /// How late it is, or how long there still is: `逾期3天`, `还有5天`, `今天到期`.
    pub fn days(&self, today: NaiveDate) -> String {
        match (self.due - today).num_days() {
            0 => "今天到期".to_owned(),
            left if left > 0 => format!("还有{left}天"),
            late => format!("逾期{}天", -late),
        }
    }
}

/// Gathers duties by activity and due day, in the order in which each first comes up; those without a due day are left out.
pub fn due_items<'d, 'p: 'd>(duties: impl Iterator<Item = &'d Duty<'p>>) -> Vec<DueItem<'d, 'p>> {
    let mut items: Vec<DueItem<'d, 'p>> = Vec::new();
    for (duty, due) in duties.filter_map(|duty| Some((duty, duty.due?))) {
        // Duties come activity by activity, so that the one meant is among the last.
        match items.iter_mut().rev().find(|item| item.activity.id == duty.activity.id && item.due == due) {
            Some(item) => item.duties.push(duty),
            None => items.push(DueItem { activity: duty.activity, due, duties: vec![duty] }),
        }
    }
    items
}
