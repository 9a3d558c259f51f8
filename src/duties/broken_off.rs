//! Commands that wrote fewer entries than they were to: a kill or a power cut came between.

use std::collections::{HashMap, HashSet};

use crate::journal::Entry;
use crate::journal::commands::{CommandLine, command_of};

/// A command that broke off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenOff {
    /// Its number on its machine.
    pub n: u64,
    /// How many entries it was to write.
    pub of: usize,
    /// How many it wrote.
    pub written: usize,
}

/// Finds the commands of a machine that broke off and have been neither finished nor taken back.
///
/// `entries` are all that the machine's journals hold, or all of them that matter, and all retracts about those. One that wrote
/// nothing at all has left nothing to mend. One is finished by a later command that writes just as many entries as were
/// missing, for no other units than those it has not reached: the same command typed again does that.
pub fn broken_off<'e>(lines: &[CommandLine<'_>], entries: impl IntoIterator<Item = &'e Entry<'e>>) -> Vec<BrokenOff> {
    let mut written: HashMap<&str, (HashSet<&str>, HashSet<&str>)> = HashMap::new();
    let mut retracted: HashSet<&str> = HashSet::new();
    for entry in entries {
        let (ids, units) = written.entry(command_of(entry)).or_default();
        ids.insert(&entry.id);
        units.insert(&entry.unit);
        if !entry.retracts.is_empty() {
            retracted.insert(&entry.retracts);
        }
    }
    let broken = lines.iter().filter_map(|line| {
        let (ids, units) = written.get(line.command.as_ref())?;
        let is_taken_back = ids.iter().all(|id| retracted.contains(id));
        let missing = line.of.saturating_sub(ids.len());
        let is_broken = missing > 0 && !is_taken_back && !is_finished(lines, line, missing, units);
        is_broken.then_some(BrokenOff { n: line.n, of: line.of, written: ids.len() })
    });
    broken.collect()
}

fn is_finished(lines: &[CommandLine<'_>], broken: &CommandLine<'_>, missing: usize, reached: &HashSet<&str>) -> bool {
    let unreached: Vec<_> = broken.units.iter().filter(|unit| !reached.contains(unit.as_ref())).collect();
    // Where it has reached all of them, some activities are missing, of whichever unit.
    let lacking = if unreached.is_empty() { broken.units.iter().collect() } else { unreached };
    let mut later = lines.iter().filter(|line| line.n > broken.n && line.of == missing);
    later.any(|line| line.units.iter().all(|unit| lacking.contains(&unit)))
}

#[cfg(test)]
mod tests {
    use super::broken_off;
    use crate::journal::commands::CommandLine;
    use crate::journal::{Entry, Kind};

    fn line(n: u64, of: usize, units: &[&'static str]) -> CommandLine<'static> {
        CommandLine { n, command: format!("c{n}").into(), of, units: units.iter().map(|&unit| unit.into()).collect() }
    }

    /// Entries of 甲 as `id command retracts`.
    fn entries(written: &[(&'static str, &'static str, &'static str)]) -> Vec<Entry<'static>> {
        let entry = |&(id, command, retracts): &(&'static str, &'static str, &'static str)| Entry {
            id: id.into(),
            command: command.into(),
            retracts: retracts.into(),
            unit: "甲".into(),
            ..Entry::blank(Kind::Done, "2024-09-12".parse().unwrap())
        };
        written.iter().map(entry).collect()
    }

    #[test]
    fn a_command_is_broken_off_until_it_is_finished_or_taken_back() {
        let first = line(1, 3, &["甲", "乙", "丙"]);
        let one = ("a", "c1", "");
        for (more, written, expected) in [
            (None, &[one, ("b", "c1", ""), ("c", "c1", "")][..], &[][..]),
            (None, &[one], &[1]),
            (None, &[one, one], &[1]),
            (None, &[], &[]),
            (None, &[one, ("r", "c2", "a")], &[]),
            (Some(line(2, 2, &["乙", "丙"])), &[one], &[]),
            (Some(line(2, 1, &["乙"])), &[one], &[1]),
            (Some(line(2, 2, &["乙", "丁"])), &[one], &[1]),
            // About a unit that it had reached: something else.
            (Some(line(2, 2, &["甲"])), &[one], &[1]),
        ] {
            let lines: Vec<CommandLine<'_>> = [first.clone()].into_iter().chain(more).collect();
            let entries = entries(written);
            let found: Vec<u64> = broken_off(&lines, &entries).iter().map(|broken| broken.n).collect();
            assert_eq!(found, expected, "{lines:?} {written:?}");
        }
    }
}
