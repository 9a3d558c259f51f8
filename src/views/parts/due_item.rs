//! Duties of one activity that share a due day: what a reminder or a circular names in one breath.

use chrono::NaiveDate;
use indexmap::IndexMap;

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
    let mut items: IndexMap<(&str, NaiveDate), DueItem<'d, 'p>> = IndexMap::new();
    for (duty, due) in duties.filter_map(|duty| Some((duty, duty.due()?))) {
        let new = || DueItem { activity: duty.activity, due, duties: Vec::new() };
        items.entry((duty.activity.id.as_str(), due)).or_insert_with(new).duties.push(duty);
    }
    items.into_values().collect()
}
