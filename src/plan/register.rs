//! From the groups and aliases as written to proven units, groups and names.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::fault::Fault;
use super::faults::Faults;
use super::fields::Text;
use super::names::{Unfit, unfit};
use super::raw::RawPlan;
use super::units::{Group, GroupIndex, Name, Unit, UnitIndex, Units, composed};
use crate::nearest::{folded, nearest};

/// Proves every name of `[groups]` and `[aliases]`.
///
/// Gives the units as far as they are sound; what is not is in `faults`.
pub fn register(raw: &RawPlan<'_>, faults: &mut Faults) -> Units {
    let mut register = Register::new(raw, faults);
    register.claim_group_names();
    register.claim_aliases();
    register.claim_units();
    register.follow_aliases();
    register.expand_groups();
    register.units
}

/// Finds what a name in an activity stands for; an unknown one is a fault.
pub fn look_up(units: &Units, name: &Text<'_>, faults: &mut Faults) -> Option<Name> {
    let found = units.named(name.get_ref());
    if found.is_none() {
        faults.add(name.span(), unknown(units, name.get_ref()));
    }
    found
}

fn unknown(units: &Units, name: &str) -> Fault {
    let mut known: Vec<&str> = units.names.keys().map(String::as_str).collect();
    known.sort_unstable();
    Fault::UnknownName { name: name.to_owned(), nearest: nearest(name, known) }
}

struct Register<'r> {
    raw: &'r RawPlan<'r>,
    faults: &'r mut Faults,
    units: Units,
    /// Where each name was first written.
    places: HashMap<String, Range<usize>>,
    /// Each alias with the name it points to and its place in the file.
    aliases: HashMap<String, &'r (Text<'r>, Text<'r>)>,
    /// The groups as written, by [`GroupIndex`].
    written: Vec<&'r [Text<'r>]>,
}

impl<'r> Register<'r> {
    fn new(raw: &'r RawPlan<'r>, faults: &'r mut Faults) -> Self {
        Self {
            raw,
            faults,
            units: Units::default(),
            places: HashMap::new(),
            aliases: HashMap::new(),
            written: Vec::new(),
        }
    }

    /// Notes where a name is first written; a second use is a fault, and so is a name that is nothing.
    fn claim(&mut self, name: &str, span: Range<usize>) -> bool {
        if name.trim().is_empty() {
            self.faults.add(span, Fault::UnfitName { name: name.to_owned(), why: Unfit::Empty });
            return false;
        }
        match self.places.get(name) {
            Some(first) => {
                let fault = Fault::NameServesTwice { name: name.to_owned(), first: first.clone() };
                self.faults.add(span, fault);
                false
            }
            None => self.places.insert(name.to_owned(), span).is_none(),
        }
    }

    fn claim_group_names(&mut self) {
        for (group, members) in &self.raw.groups {
            let name = composed(group.get_ref());
            if self.claim(&name, group.span()) {
                self.units.names.insert(name.clone(), Name::Group(GroupIndex(self.units.groups.len())));
                self.written.push(members);
                self.units.groups.push(Group { name, aliases: Vec::new(), members: Vec::new() });
            }
            if members.is_empty() {
                self.faults.add(group.span(), Fault::EmptyGroup { name: group.get_ref().to_string() });
            }
        }
    }

    fn claim_aliases(&mut self) {
        for pair in &self.raw.aliases {
            let name = composed(pair.0.get_ref());
            if self.claim(&name, pair.0.span()) {
                self.aliases.insert(name, pair);
            }
        }
    }

    /// Every group member that is neither a group nor an alias of one is a unit.
    fn claim_units(&mut self) {
        let mut by_folded: HashMap<String, (&str, Range<usize>)> = HashMap::new();
        for member in self.raw.groups.iter().flat_map(|(_, members)| members) {
            let name = composed(member.get_ref());
            if self.is_alias_of_unit(&name) {
                self.claim(&name, member.span());
                continue;
            }
            if self.aliases.contains_key(&name) || matches!(self.units.names.get(&name), Some(Name::Group(_))) {
                continue;
            }
            let (twin, first) = by_folded.entry(folded(&name)).or_insert((member.get_ref(), member.span()));
            if twin != member.get_ref() {
                let fault = Fault::TwinNames {
                    name: member.get_ref().to_string(),
                    twin: (*twin).to_owned(),
                    first: first.clone(),
                };
                self.faults.add(member.span(), fault);
            } else if !self.units.names.contains_key(&name) {
                self.add_unit(name, member);
            }
        }
    }

    fn add_unit(&mut self, name: String, member: &Text<'_>) {
        if let Some(why) = unfit(&name) {
            self.faults.add(member.span(), Fault::UnfitName { name: name.clone(), why });
        }
        self.units.names.insert(name.clone(), Name::Unit(UnitIndex(self.units.units.len())));
        self.units.units.push(Unit { name, aliases: Vec::new() });
    }

    fn is_alias_of_unit(&self, name: &str) -> bool {
        let mut target = name.to_owned();
        let mut steps = 0;
        while let Some((_, next)) = self.aliases.get(&target) {
            target = composed(next.get_ref());
            steps += 1;
            if steps > Fault::DEEPEST {
                return false;
            }
        }
        steps > 0 && !matches!(self.units.names.get(&target), Some(Name::Group(_)))
    }

    fn follow_aliases(&mut self) {
        for (alias, target) in &self.raw.aliases {
            let name = composed(alias.get_ref());
            if self.aliases.get(&name).is_none_or(|pair| pair.0.span() != alias.span()) {
                continue;
            }
            let mut trail = vec![name.clone()];
            let mut next = composed(target.get_ref());
            while let Some((_, further)) = self.aliases.get(&next).filter(|_| !trail.contains(&next)) {
                trail.push(std::mem::replace(&mut next, composed(further.get_ref())));
                if trail.len() > Fault::DEEPEST {
                    break;
                }
            }
            match self.units.names.get(&next).copied() {
                _ if trail.len() > Fault::DEEPEST => self.note_too_deep(alias),
                _ if trail.contains(&next) => {
                    trail.push(next);
                    self.faults.add(alias.span(), Fault::Ring { names: trail });
                }
                Some(meant) => self.add_alias(name, meant),
                None => self.faults.add(target.span(), unknown(&self.units, target.get_ref())),
            }
        }
    }

    fn note_too_deep(&mut self, name: &Text<'_>) {
        self.faults.add(name.span(), Fault::TooDeep { name: name.get_ref().to_string() });
    }

    fn add_alias(&mut self, name: String, meant: Name) {
        let aliases = match meant {
            Name::Unit(unit) => &mut self.units.units[unit.0].aliases,
            Name::Group(group) => &mut self.units.groups[group.0].aliases,
        };
        aliases.push(name.clone());
        self.units.names.insert(name, meant);
    }

    fn expand_groups(&mut self) {
        for (group, members) in &self.raw.groups {
            let name = composed(group.get_ref());
            let Some(&Name::Group(index)) = self.units.names.get(&name) else { continue };
            let mut expansion = Expansion::new(&self.written, &self.units);
            match expansion.add(members, &mut vec![name]) {
                Ok(()) => self.units.groups[index.0].members = expansion.found,
                Err(names) if names.len() > Fault::DEEPEST => self.note_too_deep(group),
                // A group that only leads into a ring is not at fault; the ring's own groups report it.
                Err(names) if names.first() != names.last() => {}
                Err(names) => self.faults.add(group.span(), Fault::Ring { names }),
            }
        }
    }
}

/// The members of one group, groups within it opened up.
struct Expansion<'r> {
    written: &'r [&'r [Text<'r>]],
    units: &'r Units,
    seen: HashSet<UnitIndex>,
    opened: HashSet<GroupIndex>,
    found: Vec<UnitIndex>,
}

impl<'r> Expansion<'r> {
    fn new(written: &'r [&'r [Text<'r>]], units: &'r Units) -> Self {
        Self { written, units, seen: HashSet::new(), opened: HashSet::new(), found: Vec::new() }
    }

    /// Adds the members with those of the groups among them; `Err` is the trail of a ring.
    fn add(&mut self, members: &[Text<'_>], trail: &mut Vec<String>) -> Result<(), Vec<String>> {
        for member in members {
            match self.units.named(member.get_ref()) {
                Some(Name::Unit(unit)) if self.seen.insert(unit) => self.found.push(unit),
                Some(Name::Group(group)) => self.open(group, trail)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn open(&mut self, group: GroupIndex, trail: &mut Vec<String>) -> Result<(), Vec<String>> {
        let name = self.units.group_name(group).to_owned();
        let is_ring = trail.contains(&name);
        trail.push(name);
        if is_ring || trail.len() > Fault::DEEPEST {
            return Err(trail.clone());
        }
        if self.opened.insert(group) {
            self.add(self.written[group.0], trail)?;
        }
        trail.pop();
        Ok(())
    }
}
