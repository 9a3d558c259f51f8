//! How little need be read to find a command: the journals of the units that it is about.

use std::collections::BTreeSet;

use super::scope::Scope;
use crate::journal::commands::{CommandLine, Commands};
use crate::plan::{Name, Plan, UnitIndex};

/// Units whose journals are read, and which commands of a machine they tell of in full.
#[derive(Clone, Debug)]
pub struct Reach {
    /// The units.
    pub scope: Scope,
    /// From which number on the commands are told of in full; `None` where all are.
    from: Option<u64>,
}

/// The units that the command of a label is about; where no line tells of it, the whole campaign.
pub fn scope_of_label(plan: &Plan, typed: &Commands<'_>, label: &str) -> Scope {
    scope(plan, typed.units(label).unwrap_or_default().iter().map(AsRef::as_ref))
}

impl Reach {
    /// Whether a command of this number is told of in full.
    pub fn is_whole_for(&self, n: Option<u64>) -> bool {
        self.from.is_none_or(|from| n.is_some_and(|n| n >= from))
    }
}

/// Where to look for the newest command of a machine that concerns a scope, one after the other: what its last commands are
/// about, then what more of them are about, at last the whole campaign, for what no line tells of.
pub fn reaches(plan: &Plan, typed: &[CommandLine<'_>], within: &Scope) -> Vec<Reach> {
    const FIRST: usize = 4;
    const GROWTH: usize = 16;
    let named = |unit: &str| plan.units.unit_named(unit);
    let concerns = |line: &&CommandLine<'_>| {
        within.is_campaign() || line.units.iter().any(|unit| named(unit).is_some_and(|unit| within.contains(unit)))
    };
    let concerning: Vec<&CommandLine<'_>> = typed.iter().rev().filter(concerns).collect();
    let counts = std::iter::successors(Some(FIRST), |count| Some(count * GROWTH));
    let counts = counts.take_while(|count| *count < concerning.len() * GROWTH);
    let mut reaches: Vec<Reach> = counts
        .filter_map(|count| {
            let last = &concerning[..count.min(concerning.len())];
            let units = last.iter().flat_map(|line| &line.units).map(AsRef::as_ref);
            Some(Reach { scope: scope(plan, units), from: Some(last.last()?.n) })
        })
        .collect();
    reaches.push(Reach { scope: Scope::campaign(), from: None });
    reaches
}

/// The scope of some units; of none that the plan has, the whole campaign.
fn scope<'u>(plan: &Plan, units: impl Iterator<Item = &'u str>) -> Scope {
    let units: BTreeSet<UnitIndex> = units.filter_map(|unit| plan.units.unit_named(unit)).collect();
    let names: Vec<Name> = units.into_iter().map(Name::Unit).collect();
    if names.is_empty() { Scope::campaign() } else { Scope::of(plan, names) }
}

#[cfg(test)]
mod tests {
    use super::{reaches, scope_of_label};
    use crate::duties::Scope;
    use crate::journal::commands::{CommandLine, Commands, MachineText};
    use crate::plan::Plan;
    use crate::plan::sample::{activity, plan};

    fn line(n: u64, unit: &str) -> CommandLine<'static> {
        let units = vec![unit.to_owned().into()];
        CommandLine { n, command: format!("c{n}").into(), of: 1, units }
    }

    fn words(plan: &Plan, typed: &[CommandLine<'_>], within: &Scope) -> Vec<String> {
        reaches(plan, typed, within).iter().map(|reach| reach.scope.words(plan)).collect()
    }

    #[test]
    fn the_last_commands_are_looked_at_first_and_then_more() {
        let plan = plan(&["甲", "乙"], &activity(1, &["各组"], ""));
        let typed = [line(1, "乙"), line(2, "甲"), line(3, "甲"), line(4, "甲"), line(5, "甲")];
        assert_eq!(words(&plan, &typed, &Scope::campaign()), ["甲", "甲、乙", "全部单位"]);
        let of_other = Scope::of(&plan, vec![plan.units.find("乙").unwrap()]);
        assert_eq!(words(&plan, &typed, &of_other), ["乙", "全部单位"]);
        assert_eq!(words(&plan, &[], &Scope::campaign()), ["全部单位"]);
        let reach = &reaches(&plan, &typed, &Scope::campaign())[0];
        assert_eq!([Some(1), Some(2), None].map(|n| reach.is_whole_for(n)), [false, true, false]);
    }

    #[test]
    fn a_label_leads_to_the_units_of_its_command() {
        let plan = plan(&["甲", "乙"], &activity(1, &["各组"], ""));
        let text = serde_json::to_vec(&line(3, "乙")).unwrap();
        let texts = [MachineText { machine: "k3f9w2xz".to_owned(), text }];
        let typed = Commands::read(&texts);
        for (label, units) in [("k3f9w2xz-3", "乙"), ("k3f9w2xz-4", "全部单位"), ("3", "全部单位")] {
            assert_eq!(scope_of_label(&plan, &typed, label).words(&plan), units, "{label}");
        }
    }
}
