//! A roll of names laid beside the groups of a plan.

use indexmap::IndexSet;

use super::Plan;
use super::units::Name;
use crate::nearest::{Spelled, is_nearly_equal};

/// What a roll would do to one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    /// The group.
    pub group: String,
    /// Whether the plan has it not yet.
    pub is_new: bool,
    /// Names of the roll that the group does not hold, each once and in the order of the roll.
    pub added: Vec<String>,
    /// How many it holds already, by whatever spelling.
    pub known: usize,
    /// Units of the group that the roll does not name; they stay.
    pub missing: Vec<String>,
    /// Added names that are nearly those of units of the plan, each with the unit.
    pub similar: Vec<(String, String)>,
}

/// Lays names beside the groups that they are for.
///
/// Takes each group's name as typed with the names of the roll. Gives what each group would come to, or the first group that
/// the plan does not have and that looks like one it has, with those.
pub fn enrol(plan: &Plan, rolls: &[(String, Vec<String>)]) -> Result<Vec<Enrolment>, (String, Vec<String>)> {
    rolls.iter().map(|(typed, names)| enrol_in(plan, typed, names)).collect()
}

/// The other names that a roll gives and the plan does not know, each with the unit.
pub fn new_aliases<'r>(plan: &Plan, aliases: impl Iterator<Item = (&'r str, &'r str)>) -> Vec<(String, String)> {
    let new = aliases.filter(|(alias, unit)| alias != unit && plan.units.named(alias).is_none());
    let new: IndexSet<(String, String)> = new.map(|(alias, unit)| (alias.to_owned(), unit.to_owned())).collect();
    new.into_iter().collect()
}

fn enrol_in(plan: &Plan, typed: &str, names: &[String]) -> Result<Enrolment, (String, Vec<String>)> {
    let index = match plan.units.find(typed) {
        Ok(Name::Group(group)) => Some(group),
        _ => None,
    };
    let groups = || plan.units.groups.iter().map(|group| group.name.as_str());
    // What is nearly the name of a group is that group mistyped; what only resembles it is a new one.
    let is_near = |name: &&str| {
        (name.chars().count() > 1 && (name.contains(typed) || typed.contains(name)))
            || is_nearly_equal(&Spelled::of(typed), &Spelled::of(name))
    };
    let near: Vec<String> = groups().filter(is_near).map(str::to_owned).collect();
    if index.is_none() && !near.is_empty() {
        return Err((typed.to_owned(), near));
    }
    let members = index.map(|group| plan.units.groups[group.0].members.as_slice()).unwrap_or_default();
    let is_known = |name: &str| {
        let meant = plan.units.named(name);
        meant.is_some_and(|meant| plan.units.members(&meant).iter().all(|unit| members.contains(unit)))
    };
    // A unit that the plan knows by another name is added under its own.
    let own = |name: &String| match plan.units.unit_named(name) {
        Some(unit) => plan.units.name(unit).to_owned(),
        None => name.clone(),
    };
    let added: IndexSet<String> = names.iter().filter(|name| !is_known(name)).map(own).collect();
    let added: Vec<String> = added.into_iter().collect();
    let named: Vec<_> = names.iter().filter_map(|name| plan.units.unit_named(name)).collect();
    let missing = members.iter().filter(|unit| !named.contains(unit)).map(|unit| plan.units.name(*unit).to_owned());
    Ok(Enrolment {
        group: index.map_or(typed.to_owned(), |group| plan.units.group_name(group).to_owned()),
        is_new: index.is_none(),
        known: names.iter().filter(|name| is_known(name)).count(),
        missing: missing.collect(),
        similar: similar(plan, &added),
        added,
    })
}

/// The added names that are nearly those of units the plan has.
fn similar(plan: &Plan, added: &[String]) -> Vec<(String, String)> {
    let known: Vec<(Spelled, &str)> =
        plan.units.units.iter().map(|unit| (Spelled::of(&unit.name), unit.name.as_str())).collect();
    let twin = |name: &String| {
        let spelled = Spelled::of(name);
        let twin = known.iter().find(|(other, known)| known != name && is_nearly_equal(&spelled, other))?;
        Some((name.clone(), twin.1.to_owned()))
    };
    added.iter().filter(|name| plan.units.named(name).is_none()).filter_map(twin).collect()
}

#[cfg(test)]
mod tests {
    use super::enrol;
    use crate::plan::load;

    const PLAN: &str = r#"
        [campaign]
        id = "t"
        title = "测试"
        end = 2024-09-30
        [groups]
        "各乡镇街道" = ["兴华街道", "柴河镇", "中和镇"]
        "市直各部门" = ["市教育局"]
        [aliases]
        "柴河" = "柴河镇"
        [[activity]]
        id = 1
        title = "一"
        units = ["各乡镇街道"]
    "#;

    fn roll(group: &str, names: &[&str]) -> Vec<(String, Vec<String>)> {
        vec![(group.to_owned(), names.iter().map(|name| (*name).to_owned()).collect())]
    }

    #[test]
    fn a_roll_adds_what_is_new_and_tells_what_is_missing_or_similar() {
        let plan = load("plan.toml", PLAN).unwrap();
        let found = enrol(&plan, &roll("各乡镇街道", &["兴华街道", "柴河", "柴合镇", "大河湾镇", "大河湾镇"])).unwrap();
        let found = &found[0];
        assert_eq!((found.is_new, found.known), (false, 2));
        assert_eq!(found.added, ["柴合镇", "大河湾镇"]);
        assert_eq!(found.missing, ["中和镇"]);
        assert_eq!(found.similar, [("柴合镇".to_owned(), "柴河镇".to_owned())]);
    }

    #[test]
    fn a_new_group_is_made_unless_it_looks_like_one_there_is() {
        let plan = load("plan.toml", PLAN).unwrap();
        assert!(enrol(&plan, &roll("企业", &["雪花啤酒公司"])).unwrap()[0].is_new);
        let refused = enrol(&plan, &roll("各乡镇", &["柴河镇"])).unwrap_err();
        assert_eq!(refused, ("各乡镇".to_owned(), vec!["各乡镇街道".to_owned()]));
    }
}
