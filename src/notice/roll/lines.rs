//! A roll as running lines: names with marks before them, groups before a colon or on a line of their own.

use super::names::{is_person, names_in};
use super::words::{Mark, is_collective, is_note, is_sentence, is_unit, named, plain, unmarked, without_count};
use super::{Enrolled, Passed, Roll};

/// How long a list is at most that lines are joined to, in bytes.
const LONGEST_JOINED: usize = 4_000;

/// A line of a roll.
struct Line {
    /// Where it stands, as people say it.
    place: String,
    mark: Mark,
    /// The group that it names, before a colon or in brackets of its own.
    group: Option<String>,
    /// What is left of it.
    words: String,
    /// Whether it stands for a group as a whole, whatever follows.
    is_heading: bool,
}

/// How long the name of a group is at most that stands on the first line alone; a longer one is a title.
const LONGEST_GROUP: usize = 8;

/// The names in lines, each line with its place.
pub fn read(lines: impl IntoIterator<Item = (String, String)>) -> Roll {
    let mut roll = Roll { has_heads: true, ..Roll::default() };
    let mut read: Vec<Line> = Vec::new();
    for (place, text) in joined(lines) {
        match line(place, &text) {
            Ok(line) => read.push(line),
            Err(passed) => roll.passed_over.push(passed),
        }
    }
    if has_title(&read) {
        let title = read.remove(0);
        roll.pass_over(&title.place, &title.words);
    }
    if let Some(title) = find_headings(&mut read) {
        let title = read.remove(title);
        roll.pass_over(&title.place, &title.words);
    }
    let mut group: Option<String> = None;
    for (at, line) in read.iter().enumerate() {
        let is_followed = read.get(at + 1).is_some_and(|next| !next.is_heading);
        if line.is_heading && line.words.is_empty() {
            match line.group.as_deref().and_then(named) {
                Some(named) if is_followed => group = Some(named),
                named => roll.pass_over(&line.place, &named.unwrap_or_default()),
            }
            continue;
        }
        if line.group.is_some() {
            group = line.group.as_deref().and_then(named);
        }
        let (names, left) = names_in(&line.words);
        left.iter().for_each(|left| roll.pass_over(&line.place, left));
        roll.rows.extend(names.into_iter().map(|found| Enrolled::of(found, group.clone(), &line.place)));
    }
    roll
}

/// Whether the first line is a title: it names no unit, and what follows is marked or has groups.
fn has_title(lines: &[Line]) -> bool {
    let [first, second, ..] = lines else { return false };
    let is_plain = first.mark == Mark::None && first.group.is_none() && !first.words.contains(['、', '，']);
    let follows = second.mark != Mark::None || second.group.is_some();
    is_plain && follows && !is_unit(&first.words) && !is_collective(&first.words)
}

/// Lines that go on where one breaks off in the middle of a list.
fn joined(lines: impl IntoIterator<Item = (String, String)>) -> Vec<(String, String)> {
    const PARTING: [char; 5] = ['、', '，', ',', '；', ';'];
    let mut joined: Vec<(String, String)> = Vec::new();
    for (place, text) in lines {
        let text = plain(&text);
        if text.is_empty() {
            continue;
        }
        // Nobody's list goes on and on; and each line that is joined is looked through anew.
        if let Some((_, before)) = joined.last_mut().filter(|(_, before)| before.len() < LONGEST_JOINED) {
            let last = before.rsplit(PARTING).next().unwrap_or_default();
            let breaks_off =
                before.contains(PARTING) && !last.trim().is_empty() && !is_unit(last.trim()) && !is_person(last.trim());
            let goes_on = unmarked(&text).0 == Mark::None && !is_note(&text) && !text.contains(['：', ':', '【']);
            if before.ends_with(PARTING) && goes_on || text.starts_with(PARTING) || (breaks_off && goes_on) {
                before.push_str(&text);
                continue;
            }
        }
        joined.push((place, text));
    }
    joined
}

/// Takes a line apart; gives back what names no unit.
fn line(place: String, text: &str) -> Result<Line, Passed> {
    let passed = |text: &str| Passed { place: place.clone(), text: text.to_owned() };
    let (mark, words) = unmarked(text);
    if is_note(words) {
        return Err(passed(text));
    }
    if let Some((group, rest)) = in_brackets(words) {
        return Ok(Line {
            place,
            mark,
            group: Some(group.to_owned()),
            words: rest.to_owned(),
            is_heading: rest.is_empty(),
        });
    }
    let colon = words
        .find(['：', ':'])
        .filter(|at| words[..*at].matches(['（', '(']).count() == words[..*at].matches(['）', ')']).count());
    if let Some(at) = colon {
        let (label, rest) = (words[..at].trim(), words[at..].trim_start_matches(['：', ':']).trim());
        let group = (!is_sentence(label)).then(|| label.to_owned());
        if rest.is_empty() && group.is_none() {
            return Err(passed(text));
        }
        if !rest.is_empty() && !names_in(rest).0.iter().any(|found| is_unit(&found.name)) {
            // 市财政局：张三 — the unit stands before the colon. 完成时限：2024年10月底前 — neither a unit nor a group does.
            let words = format!("{label} {rest}");
            let line =
                is_unit(label).then_some(Line { place: place.clone(), mark, group: None, words, is_heading: false });
            return line.ok_or_else(|| passed(text));
        }
        let is_heading = rest.is_empty();
        return Ok(Line { place, mark, group, words: rest.to_owned(), is_heading });
    }
    Ok(Line { place, mark, group: None, words: words.to_owned(), is_heading: false })
}

/// A group in brackets of its own, and what follows: `【市直部门】`.
fn in_brackets(words: &str) -> Option<(&str, &str)> {
    let pairs = [('【', '】'), ('〖', '〗'), ('[', ']'), ('［', '］'), ('「', '」')];
    let (open, close) = pairs.into_iter().find(|(open, _)| words.starts_with(*open))?;
    let inner = words.strip_prefix(open)?;
    let (group, rest) = inner.split_once(close)?;
    Some((group.trim(), rest.trim_start_matches(['：', ':']).trim()))
}

/// Finds the lines without a colon that name a group: what names many units at once, and what stands over lines marked otherwise.
/// Gives the one that is the title of the roll.
fn find_headings(lines: &mut [Line]) -> Option<usize> {
    let others = lines.iter().filter(|line| line.is_heading || line.group.is_some()).count();
    let is_single = |line: &Line| line.group.is_none() && !line.words.contains(['、', '，', ',', '；', '\t']);
    let is_followed = |at: usize| lines.get(at + 1).is_some_and(|next| next.mark != lines[at].mark);
    let are_all_followed = |mark: Mark| {
        let mut same = (0..lines.len()).filter(|at| lines[*at].mark == mark).peekable();
        let first = same.next();
        same.peek().is_some() && first.into_iter().chain(same).all(is_followed)
    };
    let above = [Mark::Chinese, Mark::ChineseInBrackets].map(|mark| (mark, are_all_followed(mark)));
    let stands_over = |at: usize| {
        let kind = above.iter().find(|(mark, _)| *mark == lines[at].mark);
        kind.is_some_and(|(_, are_all)| is_followed(at) && (*are_all || !is_unit(&lines[at].words)))
    };
    let found: Vec<usize> = (0..lines.len())
        .filter(|at| is_single(&lines[*at]))
        .filter(|at| is_collective(&lines[*at].words) && !is_unit(&lines[*at].words) || stands_over(*at))
        .collect();
    // A list of nothing but such names is a list of names.
    if found.len() == lines.len() {
        return None;
    }
    // The first line of all, where no other names a group, is the title of the roll.
    let is_title = |at: usize| {
        at == 0 && others == 0 && found.len() == 1 && without_count(&lines[at].words).chars().count() > LONGEST_GROUP
    };
    let title = found.iter().copied().find(|at| is_title(*at));
    for at in found.into_iter().filter(|at| Some(*at) != title) {
        let line = &mut lines[at];
        line.group = Some(std::mem::take(&mut line.words));
        line.is_heading = true;
    }
    title
}
