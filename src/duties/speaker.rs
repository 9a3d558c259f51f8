//! Who types: what a liaison may only ask for, the office decides.

use crate::plan::Plan;

/// Who types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// The office that keeps track.
    Office,
    /// Somebody of a unit, who speaks for it alone.
    Liaison,
}

impl Speaker {
    /// Who types where `own` is the unit that was set for this person: the office has none, or is the coordinator itself.
    pub fn of(plan: &Plan, own: Option<&str>) -> Self {
        let Some(own) = own else { return Self::Office };
        let coordinator = plan.campaign.coordinator.as_deref();
        let meant = |name: &str| plan.units.find(name).ok().map(|name| plan.units.word(name));
        let is_coordinator = coordinator.is_some_and(|coordinator| {
            own.trim() == coordinator || meant(own).is_some_and(|own| meant(coordinator) == Some(own))
        });
        if is_coordinator { Self::Office } else { Self::Liaison }
    }
}

#[cfg(test)]
mod tests {
    use super::Speaker;
    use crate::plan::sample::{activity, plan};

    #[test]
    fn who_has_a_unit_of_his_own_speaks_for_it_unless_it_is_the_coordinator() {
        let mut plan = plan(&["市民委", "市教育局"], &activity(1, &["各组"], ""));
        for (coordinator, own, expected) in [
            (Some("市民委"), None, Speaker::Office),
            (Some("市民委"), Some("市教育局"), Speaker::Liaison),
            (Some("市民委"), Some("教育局"), Speaker::Liaison),
            (Some("市民委"), Some("市民委"), Speaker::Office),
            (Some("市民委"), Some("民委"), Speaker::Office),
            (Some("市民委"), Some("各组"), Speaker::Liaison),
            (Some("市民委"), Some("没有的单位"), Speaker::Liaison),
            (Some("市委办"), Some("市委办"), Speaker::Office),
            (None, Some("市民委"), Speaker::Liaison),
            (None, None, Speaker::Office),
        ] {
            plan.campaign.coordinator = coordinator.map(str::to_owned);
            assert_eq!(Speaker::of(&plan, own), expected, "{coordinator:?} {own:?}");
        }
    }
}
