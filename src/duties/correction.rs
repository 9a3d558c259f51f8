//! Corrections (更正): an entry that stands in the place of others, and carries of them what was not typed anew.

use indexmap::IndexSet;

use super::duty::Duty;
use crate::journal::commands::Commands;
use crate::journal::fold::sums;
use crate::journal::{Entry, Kind};

/// Which reports of a round a correction stands in the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Corrects {
    /// The only one there is.
    TheOnly,
    /// All of them.
    All,
    /// Those that the commands of these labels wrote.
    Named(Vec<String>),
}

/// Why nothing can be corrected.
#[derive(Clone, Debug, PartialEq)]
pub enum NotCorrected {
    /// The round has nothing to correct.
    Nothing,
    /// There are several, and nobody has said which are meant: the label of each, and what it says.
    Several(Vec<(String, Entry<'static>)>),
    /// No command of this label has written any of them; here is what there is.
    NoSuch(String, Vec<(String, Entry<'static>)>),
}

/// The entries of a round that can be corrected: what was reported or waived, but for memos and what opened the round.
fn correctable<'d>(duty: &'d Duty<'_>) -> impl Iterator<Item = &'d Entry<'static>> {
    duty.round().iter().filter(|entry| entry.is_report() || entry.closes())
}

/// The entries that a correction of a duty stands in the place of, in the order in which they stand.
pub fn corrected<'d>(
    duty: &'d Duty<'_>,
    corrects: &Corrects,
    typed: &Commands<'_>,
) -> Result<Vec<&'d Entry<'static>>, NotCorrected> {
    let all: Vec<&Entry<'static>> = correctable(duty).collect();
    let list = || all.iter().map(|entry| (typed.label(entry), (*entry).clone())).collect();
    match corrects {
        _ if all.is_empty() => Err(NotCorrected::Nothing),
        Corrects::TheOnly if all.len() > 1 => Err(NotCorrected::Several(list())),
        Corrects::TheOnly | Corrects::All => Ok(all),
        Corrects::Named(labels) => {
            let labelled = |label: &&String| all.iter().any(|entry| typed.label(entry) == **label);
            match labels.iter().find(|label| !labelled(label)) {
                Some(label) => Err(NotCorrected::NoSuch(label.clone(), list())),
                None => Ok(all.iter().copied().filter(|entry| labels.contains(&typed.label(entry))).collect()),
            }
        }
    }
}

/// An entry as it was typed, with what it carries of those in the place of which it stands: the stronger kind, the earliest day
/// of that kind, the remarks one after the other, the figures added up. It names also what those replaced, so that taking it
/// back brings just them back.
///
/// `has_day` says that a day was typed.
pub fn carry<'d>(typed: Entry<'d>, has_day: bool, corrected: &[&'d Entry<'static>]) -> Entry<'d> {
    let strongest = corrected.iter().map(|entry| entry.kind).max_by_key(|kind| strength(*kind));
    let kind = strongest.filter(|kind| strength(*kind) > strength(typed.kind)).unwrap_or(typed.kind);
    let of_kind = corrected.iter().filter(|entry| entry.kind == kind).map(|entry| entry.on).min();
    let earliest = of_kind.or_else(|| corrected.iter().map(|entry| entry.on).min());
    let remarks: Vec<&str> =
        corrected.iter().map(|entry| entry.note.as_ref()).filter(|note| !note.is_empty()).collect();
    let mut replaces: Vec<_> =
        corrected.iter().flat_map(|entry| entry.replaces.iter().chain([&entry.id])).cloned().collect();
    replaces.dedup();
    Entry {
        kind,
        on: earliest.filter(|_| !has_day).unwrap_or(typed.on),
        note: if typed.note.is_empty() { remarks.join("；").into() } else { typed.note },
        counts: if typed.counts.is_empty() {
            sums(corrected.iter().copied()).into_iter().map(|(name, sum)| (name, sum.figure().into_owned())).collect()
        } else {
            typed.counts
        },
        files: if typed.files.is_empty() {
            corrected.iter().flat_map(|entry| &entry.files).cloned().collect::<IndexSet<_>>().into_iter().collect()
        } else {
            typed.files
        },
        highlight: typed.highlight || corrected.iter().any(|entry| entry.highlight),
        replaces,
        ..typed
    }
}

/// Which of two kinds a correction keeps; of equals the one that was typed.
fn strength(kind: Kind) -> u8 {
    match kind {
        Kind::Done | Kind::Waive => 2,
        Kind::Start => 1,
        Kind::Note
        | Kind::Reopen
        | Kind::Retract
        | Kind::Accept
        | Kind::Return
        | Kind::Receive
        | Kind::Ask
        | Kind::Unknown => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{Corrects, NotCorrected, carry, corrected};
    use crate::duties::{Depth, Duties, Scope, join};
    use crate::journal::commands::Commands;
    use crate::journal::round::KeptRound;
    use crate::journal::{Count, Entry, Journals, Kind};
    use crate::plan::Plan;
    use crate::plan::sample::{activity, plan};

    /// An entry of a command of its own, whose label ends in `id` six times over.
    fn entry(id: &str, kind: Kind, on: &str, note: &str, count: Option<u64>) -> Entry<'static> {
        Entry {
            id: id.to_owned().into(),
            command: id.repeat(6).into(),
            machine: "k3f9w2xz".into(),
            note: note.to_owned().into(),
            counts: count.map(|count| ("义诊".to_owned(), Count::Number(count.into()))).into_iter().collect(),
            ..Entry::blank(kind, on.parse().unwrap())
        }
    }

    fn duties<'p>(plan: &'p Plan, round: &[Entry<'static>]) -> Duties<'p> {
        let day = "2024-09-30".parse().unwrap();
        let mut duties = join(plan, Scope::campaign(), &Journals::default(), day, Depth::Rounds);
        duties.list[0].round = Some(Box::new(KeptRound { noted: Vec::new(), entries: round.to_vec() }));
        duties
    }

    fn reports() -> Vec<Entry<'static>> {
        let corrected = Entry { replaces: vec!["z".into()], ..entry("c", Kind::Done, "2024-09-10", "镇区", Some(2)) };
        vec![
            entry("o", Kind::Reopen, "2024-09-01", "重做", None),
            entry("a", Kind::Start, "2024-09-02", "", None),
            entry("b", Kind::Done, "2024-09-12", "城区", Some(3)),
            Entry { memo: true, ..entry("m", Kind::Note, "2024-09-12", "已电话催", None) },
            corrected,
        ]
    }

    #[test]
    fn what_is_meant_is_named_unless_there_is_only_one() {
        let plan = plan(&["甲", "乙"], &activity(1, &["甲"], ""));
        let label = |id: &str| format!("k3f9w2xz-{}", id.repeat(6));
        let named = |ids: &[&str]| Corrects::Named(ids.iter().map(|id| label(id)).collect());
        let all = reports();
        for (round, corrects, expected) in [
            (&all[..3], Corrects::All, Ok("a b")),
            (&all[..2], Corrects::TheOnly, Ok("a")),
            (&all[..1], Corrects::TheOnly, Err("nothing")),
            (&[], Corrects::All, Err("nothing")),
            (&all[..], Corrects::TheOnly, Err("several 3")),
            (&all[..], named(&["c", "a"]), Ok("a c")),
            (&all[..], named(&["a", "m"]), Err("no k3f9w2xz-mmmmmm of 3")),
        ] {
            let duties = duties(&plan, round);
            let found = corrected(&duties.list[0], &corrects, &Commands::default());
            let words = match found {
                Ok(found) => Ok(found.iter().map(|entry| entry.id.as_ref()).collect::<Vec<_>>().join(" ")),
                Err(NotCorrected::Nothing) => Err("nothing".to_owned()),
                Err(NotCorrected::Several(list)) => Err(format!("several {}", list.len())),
                Err(NotCorrected::NoSuch(label, list)) => Err(format!("no {label} of {}", list.len())),
            };
            assert_eq!(words.as_deref().map_err(String::as_str), expected, "{corrects:?}");
        }
    }

    #[test]
    fn what_is_not_typed_anew_is_carried() {
        let all = reports();
        let (start, done, other) = (&all[1], &all[2], &all[4]);
        let typed = |kind, note: &str, count| entry("n", kind, "2024-09-20", note, count);
        for (typed, has_day, corrected, expected) in [
            (typed(Kind::Done, "", None), false, &[done, other][..], "Done 2024-09-10 城区；镇区 5 b,z,c"),
            (typed(Kind::Note, "", None), false, &[start, done], "Done 2024-09-12 城区 3 a,b"),
            (typed(Kind::Done, "改了", Some(1)), true, &[done], "Done 2024-09-20 改了 1 b"),
            (typed(Kind::Done, "", None), false, &[start], "Done 2024-09-02  - a"),
            (typed(Kind::Waive, "", None), false, &[done], "Waive 2024-09-12 城区 3 b"),
        ] {
            let carried = carry(typed, has_day, corrected);
            let count = carried.counts.get("义诊").map_or("-".to_owned(), ToString::to_string);
            let replaces = carried.replaces.join(",");
            let words = format!("{:?} {} {} {count} {replaces}", carried.kind, carried.on, carried.note);
            assert_eq!(words, expected);
        }
    }
}
