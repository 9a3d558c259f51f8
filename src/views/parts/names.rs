//! Units named in a sentence.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::plan::{GroupIndex, Name, Plan, UnitIndex, Units};

/// Units named one after the other, in plan order; the members of a group together go by its name, without the
/// few that are not meant.
///
/// `市直各部门、柴河镇`: nobody reads nineteen names where one says the same.
pub fn named(plan: &Plan, units: impl IntoIterator<Item = UnitIndex>) -> String {
    names(plan, units).join("、")
}

/// The same, with no more than so many names: `市委组织部、市委宣传部等37个单位`.
pub fn named_briefly(plan: &Plan, units: impl IntoIterator<Item = UnitIndex>, shown: usize) -> String {
    let (names, count) = names_and_count(plan, units);
    if names.len() > shown { format!("{}等{count}个单位", names[..shown].join("、")) } else { names.join("、") }
}

/// The same, with the number of units wherever there are several: `市总工会、团市委2个单位`.
pub fn counted_briefly(plan: &Plan, units: impl IntoIterator<Item = UnitIndex>, shown: usize) -> String {
    let (names, count) = names_and_count(plan, units);
    match names.len() {
        _ if count == 1 => names.join("、"),
        named if named > shown => format!("{}等{count}个单位", names[..shown].join("、")),
        _ => format!("{}{count}个单位", names.join("、")),
    }
}

fn names_and_count(plan: &Plan, units: impl IntoIterator<Item = UnitIndex>) -> (Vec<String>, usize) {
    let units: HashSet<UnitIndex> = units.into_iter().collect();
    (names(plan, units.iter().copied()), units.len())
}

fn names(plan: &Plan, units: impl IntoIterator<Item = UnitIndex>) -> Vec<String> {
    let asked: HashSet<UnitIndex> = units.into_iter().collect();
    let mut left = asked.clone();
    let mut named: Vec<(UnitIndex, String)> = Vec::new();
    for group in groups_from_the_largest(&plan.units) {
        let members = plan.units.members(&group);
        // A unit may stand in two groups: one that a larger group has named already is no exception.
        let (meant, others): (Vec<UnitIndex>, Vec<UnitIndex>) =
            members.iter().copied().partition(|unit| asked.contains(unit));
        let is_new = meant.iter().any(|unit| left.contains(unit));
        let Some(first) = meant.iter().min().filter(|_| is_new && is_most(meant.len(), members.len())) else {
            continue;
        };
        meant.iter().for_each(|unit| {
            left.remove(unit);
        });
        let others: Vec<&str> = others.into_iter().map(|unit| plan.units.name(unit)).collect();
        let but = if others.is_empty() { String::new() } else { format!("（{}除外）", others.join("、")) };
        named.push((*first, format!("{}{but}", plan.units.word(group))));
    }
    named.extend(left.iter().map(|unit| (*unit, plan.units.name(*unit).to_owned())));
    named.sort_by_key(|(first, _)| *first);
    named.into_iter().map(|(_, name)| name).collect()
}

/// Whether so many of a group are better named by it: all of them, or of a large one all but a quarter.
fn is_most(meant: usize, members: usize) -> bool {
    const LARGE: usize = 8;
    meant > 1 && (meant == members || (members >= LARGE && 4 * (members - meant) <= members))
}

fn groups_from_the_largest(units: &Units) -> Vec<Name> {
    let mut groups: Vec<Name> = (0..units.groups.len()).map(|at| Name::Group(GroupIndex(at))).collect();
    groups.sort_by_key(|group| Reverse(units.members(group).len()));
    groups
}

#[cfg(test)]
mod tests {
    use super::{counted_briefly, is_most, named, named_briefly};
    use crate::plan::{Plan, UnitIndex, load};

    fn plan() -> Plan {
        let groups = "\"各组\" = [\"甲\", \"乙\", \"小组\"]\n\"小组\" = [\"丙\", \"丁\"]\n\"外组\" = [\"戊\"]\n";
        let text = format!(
            "[campaign]\nid = \"t\"\ntitle = \"测试\"\nend = 2024-09-30\n[groups]\n{groups}[[activity]]\nid = 1\ntitle = \"一\"\nunits = [\"各组\"]\n"
        );
        load("plan.toml", &text).unwrap()
    }

    /// Both groups are meant as a whole, though the larger one names some of the smaller one's members first.
    #[test]
    fn groups_that_overlap_are_no_exceptions_to_each_other() {
        let members =
            |from: usize, to: usize| (from..to).map(|number| format!("\"村{number}\"")).collect::<Vec<_>>().join(", ");
        let text = format!(
            "[campaign]\nid = \"t\"\ntitle = \"测试\"\nend = 2024-09-30\n[groups]\n\"大组\" = [{}]\n\"小组\" = [{}]\n[[activity]]\nid = 1\ntitle = \"一\"\nunits = [\"大组\"]\n",
            members(0, 12),
            members(10, 18)
        );
        let plan = load("plan.toml", &text).unwrap();
        assert_eq!(named(&plan, (0..18).map(UnitIndex)), "大组、小组");
        assert_eq!(named(&plan, (0..17).map(UnitIndex)), "大组、小组（村17除外）");
    }

    #[test]
    fn whole_groups_go_by_their_name_the_largest_first() {
        let plan = plan();
        for (units, expected) in [
            (&[0, 1, 2, 3][..], "各组"),
            (&[4, 3, 2, 1, 0], "各组、戊"),
            (&[3, 2, 1], "乙、小组"),
            (&[2, 4], "丙、戊"),
            (&[], ""),
        ] {
            assert_eq!(named(&plan, units.iter().copied().map(UnitIndex)), expected, "{units:?}");
        }
        assert!(is_most(9, 12) && !is_most(8, 12) && !is_most(6, 7) && is_most(2, 2) && !is_most(1, 1));
        assert_eq!(named_briefly(&plan, [0, 2, 4].map(UnitIndex), 2), "甲、丙等3个单位");
        assert_eq!(named_briefly(&plan, [0, 2, 3].map(UnitIndex), 2), "甲、小组");
        assert_eq!(counted_briefly(&plan, [0, 2, 3].map(UnitIndex), 2), "甲、小组3个单位");
        assert_eq!(counted_briefly(&plan, [0].map(UnitIndex), 2), "甲");
    }
}
