//! What all that was said about a duty amounts to.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;

use super::amount::Sum;
use super::entry::{Entry, Evidence, Kind, Want};
use super::material::{Materials, materials};
use super::review::{Request, Review, open_requests, reports_since_acceptance, review, turned_down};
use super::status::Status;

/// What the round of a duty that runs amounts to; never stored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// Where the work is.
    pub status: Status,
    /// The earliest day the work is said to have been done on, while it is done: a later session makes nobody late.
    pub done_on: Option<NaiveDate>,
    /// How many reports there are.
    pub reports: u32,
    /// The office's word on it.
    pub review: Option<Review>,
    /// What else was said; apart, because few duties have any of it and there may be a million.
    words: Option<Box<Words>>,
}

/// What was said beyond status and day.
#[derive(Clone, Debug, Default, PartialEq)]
struct Words {
    note: Option<Box<str>>,
    counts: Sums,
    more: Option<Box<More>>,
}

/// What is between a unit and the office; apart once more, because fewer still have any of it.
#[derive(Clone, Debug, Default, PartialEq)]
struct More {
    requests: Vec<Request>,
    turned_down: Option<Want>,
    redo: Option<NaiveDate>,
    since_acceptance: usize,
    files: usize,
    materials: Materials,
}

/// What the figures of a round come to, by name.
pub type Sums = BTreeMap<String, Sum>;

impl State {
    /// A state of which nothing but status and day done is known.
    #[cfg(test)]
    pub fn plain(status: Status, done_on: Option<NaiveDate>) -> Self {
        Self { status, done_on, ..Self::default() }
    }

    /// What a round amounts to, and the entries that note materials; each in the order in which they stand.
    pub fn of(round: &[&Entry<'_>], noted: &[&Entry<'_>]) -> Self {
        let mut state = Self::default();
        for entry in round.iter().filter(|entry| !entry.memo) {
            state.add(entry);
        }
        if state.status != Status::Done {
            state.done_on = None;
        }
        if let (Status::Waived, Some(words)) = (state.status, &mut state.words) {
            words.counts.clear();
        }
        state.review = review(round);
        state.add_words_of_office(round);
        state.add_materials(noted);
        state.count_files(round, noted);
        state
    }

    fn add_words_of_office(&mut self, round: &[&Entry<'_>]) {
        let requests: Vec<Request> = open_requests(round).into_iter().filter_map(Request::of).collect();
        if !requests.is_empty() {
            self.more_mut().requests = requests;
        }
        if let Some(wants) = turned_down(round) {
            self.more_mut().turned_down = Some(wants);
        }
        if let Some(redo) = round.iter().find(|entry| entry.opens()).and_then(|opening| opening.redo) {
            self.more_mut().redo = Some(redo);
        }
        if self.review == Some(Review::Accepted) {
            let since = reports_since_acceptance(round);
            (since > 0).then(|| self.more_mut().since_acceptance = since);
        }
    }

    fn add_materials(&mut self, noted: &[&Entry<'_>]) {
        if !noted.is_empty() {
            self.more_mut().materials = materials(noted.iter().copied());
        }
    }

    fn count_files(&mut self, round: &[&Entry<'_>], noted: &[&Entry<'_>]) {
        let entries = round.iter().filter(|entry| !entry.memo).chain(noted);
        let files: HashSet<&Evidence> = entries.flat_map(|entry| &entry.files).collect();
        if !files.is_empty() {
            self.more_mut().files = files.len();
        }
    }

    /// The last remark.
    pub fn note(&self) -> Option<&str> {
        self.words.as_ref()?.note.as_deref()
    }

    /// The figures of each name, added up; `None` where there are none. What is waived counts nothing.
    pub fn counts(&self) -> Option<&Sums> {
        self.words.as_ref().map(|words| &words.counts).filter(|counts| !counts.is_empty())
    }

    /// What the unit asks for and has had no answer to, the newest last: one of each kind at most.
    pub fn requests(&self) -> &[Request] {
        self.more().map_or(&[], |more| &more.requests)
    }

    /// The newest of them.
    pub fn request(&self) -> Option<Request> {
        self.requests().last().copied()
    }

    /// Forgets those that the plan holds the answer to.
    pub fn settle_requests(&mut self, is_answered: impl Fn(&Request) -> bool) {
        let more = self.words.as_mut().and_then(|words| words.more.as_mut());
        more.into_iter().for_each(|more| more.requests.retain(|request| !is_answered(request)));
    }

    /// What it asked for last, where that was turned down.
    pub fn turned_down(&self) -> Option<Want> {
        self.more()?.turned_down
    }

    /// The day by which what was returned is to be done anew.
    pub fn redo(&self) -> Option<NaiveDate> {
        self.more()?.redo
    }

    /// How many reports came after what was accepted.
    pub fn since_acceptance(&self) -> usize {
        self.more().map_or(0, |more| more.since_acceptance)
    }

    /// How many files were kept with the round and with materials, one that was kept twice counted once.
    pub fn files(&self) -> usize {
        self.more().map_or(0, |more| more.files)
    }

    /// The last word on each material; `None` where there is none on any.
    pub fn materials(&self) -> Option<&Materials> {
        self.more().map(|more| &more.materials).filter(|materials| !materials.is_empty())
    }

    fn more(&self) -> Option<&More> {
        self.words.as_ref()?.more.as_deref()
    }

    fn more_mut(&mut self) -> &mut More {
        self.words.get_or_insert_default().more.get_or_insert_default()
    }

    fn add(&mut self, entry: &Entry<'_>) {
        self.status = match (entry.kind, self.status) {
            (Kind::Done, _) => Status::Done,
            (Kind::Waive, _) => Status::Waived,
            (Kind::Reopen, _) => Status::Todo,
            (Kind::Start | Kind::Note, Status::Unreported | Status::Todo | Status::Doing) => Status::Doing,
            (Kind::Return, _) if entry.opens() => Status::Doing,
            (
                Kind::Start
                | Kind::Note
                | Kind::Retract
                | Kind::Accept
                | Kind::Return
                | Kind::Receive
                | Kind::Ask
                | Kind::Unknown,
                status,
            ) => status,
        };
        if entry.kind == Kind::Done {
            self.done_on = Some(self.done_on.map_or(entry.on, |earlier| earlier.min(entry.on)));
        }
        if entry.tells() && !entry.note.is_empty() {
            self.words.get_or_insert_default().note = Some(entry.note.as_ref().into());
        }
        if !entry.counts.is_empty() {
            add(&mut self.words.get_or_insert_default().counts, entry);
        }
        self.reports += u32::from(entry.is_report());
    }
}

/// What the figures of some entries come to, by name.
pub fn sums<'e, 't: 'e>(entries: impl IntoIterator<Item = &'e Entry<'t>>) -> Sums {
    let mut sums = Sums::new();
    entries.into_iter().for_each(|entry| add(&mut sums, entry));
    sums
}

fn add(sums: &mut Sums, entry: &Entry<'_>) {
    for (name, count) in &entry.counts {
        match sums.get_mut(name) {
            Some(sum) => sum.add(count),
            None => drop(sums.insert(name.clone(), Sum::Of(count.clone()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::State;
    use crate::journal::line::parse;
    use crate::journal::permutations::permutations;
    use crate::journal::round::{rounds, void_words};
    use crate::journal::{Entry, Kind, Status};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn line(id: u8, hour: u8, kind: &str, on: &str, more: &str) -> String {
        format!(
            r#"{{"id":"{id}","at":"2024-09-20T{hour:02}:00:00.000+08:00","unit":"市教育局","activity":"7","kind":"{kind}","on":"{on}"{more}}}"#
        )
    }

    fn state(lines: &[String], as_of: &str) -> State {
        let entries: Vec<Entry<'_>> = lines.iter().map(|line| parse(line).unwrap()).collect();
        let mut state = State::default();
        rounds(&entries, day(as_of), |activity, round, noted| {
            assert_eq!(activity, "7");
            state = State::of(round, noted);
        });
        state
    }

    /// Status, day done, figures and number of reports in a row.
    fn words(lines: &[String], as_of: &str) -> String {
        let state = state(lines, as_of);
        let day = state.done_on.map(|day| day.format(" %d").to_string()).unwrap_or_default();
        let counts = state.counts().into_iter().flatten();
        let counts: String = counts.map(|(name, sum)| format!(" {name}{sum}")).collect();
        format!("{:?}{day}{counts} {}", state.status, state.reports)
    }

    #[test]
    fn reports_add_up_and_the_earliest_day_counts() {
        let said = [
            line(1, 9, "done", "2024-09-12", r#","counts":{"义诊":3,"人次":"约30"},"note":"城区""#),
            line(2, 10, "done", "2024-09-18", r#","counts":{"义诊":2,"人次":20}"#),
            line(3, 11, "note", "2024-09-19", r#","counts":{"义诊":1},"note":"照片已交""#),
            line(4, 12, "note", "2024-09-19", r#","note":"已电话催","memo":true"#),
        ];
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 2, 0]] {
            let said = order.map(|at| said[at].clone());
            assert_eq!(words(&said, "2024-09-30"), "Done 12 义诊6 人次约50 3");
            assert_eq!(words(&said, "2024-09-12"), "Done 12 义诊3 人次约30 1");
            assert_eq!(state(&said, "2024-09-30").note(), Some("照片已交"));
        }
    }

    #[test]
    fn a_file_that_is_kept_twice_counts_once() {
        let file = |digit: &str| format!(r#"{{"sha256":"{digit}","name":"现场.jpg","bytes":3}}"#);
        let with = |files: &[&str]| {
            let files: Vec<String> = files.iter().map(|digit| file(digit)).collect();
            format!(r#","files":[{}]"#, files.join(","))
        };
        let said = [
            line(1, 9, "start", "2024-09-10", &with(&["a", "b"])),
            line(2, 10, "done", "2024-09-12", &with(&["b", "c"])),
            line(3, 11, "receive", "2024-09-12", &with(&["c"])),
        ];
        assert_eq!(state(&said, "2024-09-30").files(), 3);
    }

    #[test]
    fn entries_count_by_the_day_they_are_about() {
        let said = [line(1, 9, "start", "2024-09-15", ""), line(2, 10, "done", "2024-09-10", "")];
        for (as_of, status) in [
            ("2024-09-09", Status::Unreported),
            ("2024-09-10", Status::Done),
            ("2024-09-14", Status::Done),
            ("2024-09-15", Status::Done),
        ] {
            assert_eq!(state(&said, as_of).status, status, "{as_of}");
        }
    }

    #[test]
    fn a_retract_applies_at_every_as_of_and_in_any_order() {
        let said = [line(1, 12, "retract", "2024-09-25", r#","retracts":"2""#), line(2, 9, "done", "2024-09-10", "")];
        for as_of in ["2024-09-10", "2024-09-24", "2024-09-30"] {
            assert_eq!(state(&said, as_of), State::default(), "{as_of}");
        }
    }

    #[test]
    fn each_kind_has_its_status() {
        let kinds = [
            ("start", Status::Doing),
            ("done", Status::Done),
            ("reopen", Status::Todo),
            ("waive", Status::Waived),
            ("note", Status::Doing),
            ("retract", Status::Unreported),
            ("accept", Status::Unreported),
            ("return", Status::Doing),
            ("receive", Status::Unreported),
            ("ask", Status::Unreported),
            ("of a newer zlt", Status::Unreported),
        ];
        assert_eq!(kinds.len(), Kind::ALL.len(), "each kind has a row");
        for (kind, status) in kinds {
            assert_eq!(state(&[line(1, 9, kind, "2024-09-10", "")], "2024-09-10").status, status, "{kind}");
        }
    }

    #[test]
    fn the_later_of_done_and_waived_counts_and_begun_after_either_changes_nothing() {
        for (kinds, expected) in [
            (["done", "waive", "note"], "Waived 2"),
            (["waive", "done", "start"], "Done 10 场次3 2"),
            (["start", "note", "start"], "Doing 场次3 3"),
        ] {
            let said: Vec<String> = (1..)
                .zip(kinds)
                .map(|(id, kind)| line(id, id, kind, "2024-09-10", r#","counts":{"场次":1}"#))
                .collect();
            assert_eq!(words(&said, "2024-09-30"), expected, "{kinds:?}");
        }
    }

    #[test]
    fn what_was_said_before_a_round_opened_does_not_count_in_it() {
        let counted = r#","counts":{"场次":2}"#;
        let opened = |returns: &str| {
            [
                line(1, 9, "done", "2024-09-10", counted),
                line(2, 10, "reopen", "2024-09-20", &format!(r#","returns":"{returns}","note":"重做""#)),
                line(3, 11, "note", "2024-09-25", counted),
                line(4, 12, "done", "2024-09-28", counted),
            ]
        };
        for (as_of, expected) in [
            ("2024-09-19", "Done 10 场次2 1"),
            ("2024-09-20", "Todo 0"),
            ("2024-09-27", "Doing 场次2 1"),
            ("2024-09-28", "Done 28 场次4 2"),
        ] {
            assert_eq!(words(&opened("1"), as_of), expected, "{as_of}");
            assert_eq!(words(&opened(""), as_of), expected, "{as_of}: as 0.1 wrote it");
        }
        assert_eq!(words(&opened("9"), "2024-09-28"), "Done 10 场次6 3", "void: it is about nothing that counts");
        assert_eq!(state(&opened("1"), "2024-09-20").note(), Some("重做"), "the opening's own remark");
    }

    #[test]
    fn an_opening_about_an_earlier_round_is_void() {
        let said = [
            line(1, 9, "done", "2024-09-10", ""),
            line(2, 10, "reopen", "2024-09-11", r#","returns":"1""#),
            line(3, 11, "done", "2024-09-12", ""),
            line(4, 12, "reopen", "2024-09-13", r#","returns":"1""#),
        ];
        assert_eq!(words(&said, "2024-09-30"), "Done 12 1");
        let entries: Vec<Entry<'_>> = said.iter().map(|line| parse(line).unwrap()).collect();
        assert_eq!(void_words(&entries).iter().map(|entry| entry.id.as_ref()).collect::<Vec<_>>(), ["4"]);
    }

    /// A round that was typed before the day on which it opened is about runs from its first report.
    #[test]
    fn the_highest_round_with_anything_to_say_runs() {
        let said = [
            line(1, 9, "done", "2024-09-10", ""),
            line(2, 10, "reopen", "2024-09-20", r#","returns":"1""#),
            line(3, 11, "note", "2024-09-05", r#","memo":true"#),
        ];
        assert_eq!(words(&said, "2024-09-12"), "Done 10 1", "a memo makes no round run");
        let done_before = line(4, 12, "done", "2024-09-08", "");
        assert_eq!(words(&[&said[..], &[done_before]].concat(), "2024-09-12"), "Done 08 1");
    }

    #[test]
    fn up_to_six_entries_fold_alike_in_every_order() {
        let counted = r#","counts":{"场次":2},"note":"城区""#;
        let sets: [(&[String], &str); 4] = [
            // Corrected twice, the later taken back again, and two more reports.
            (
                &[
                    line(1, 9, "done", "2024-09-10", counted),
                    line(2, 10, "done", "2024-09-12", &format!(r#"{counted},"replaces":["1"]"#)),
                    line(3, 11, "done", "2024-09-13", r#","counts":{"场次":5},"replaces":["1","2"]"#),
                    line(4, 12, "retract", "2024-09-13", r#","retracts":"3""#),
                    line(5, 13, "note", "2024-09-14", counted),
                    line(6, 14, "note", "2024-09-15", r#","note":"已电话催","memo":true"#),
                ],
                "Done 12 场次4 2",
            ),
            // Opened again twice, once about what had been corrected since.
            (
                &[
                    line(1, 9, "done", "2024-09-10", counted),
                    line(2, 10, "reopen", "2024-09-11", r#","returns":"1""#),
                    line(3, 11, "start", "2024-09-12", counted),
                    line(4, 11, "done", "2024-09-13", counted),
                    line(5, 12, "done", "2024-09-12", r#","replaces":["4"]"#),
                    line(6, 13, "reopen", "2024-09-14", r#","returns":"4""#),
                ],
                "Done 12 场次2 2",
            ),
            // Rivals of one moment.
            (
                &[
                    line(1, 9, "done", "2024-09-10", counted),
                    line(2, 10, "done", "2024-09-11", r#","replaces":["1"]"#),
                    line(3, 10, "waive", "2024-09-12", r#","replaces":["1"]"#),
                    line(4, 9, "start", "2024-09-09", counted),
                ],
                "Waived 1",
            ),
            (&[], "Unreported 0"),
        ];
        for (set, expected) in sets {
            for lines in permutations(set) {
                assert_eq!(words(&lines, "2024-09-30"), expected, "{lines:#?}");
            }
        }
    }

    /// Two entries of one moment, as two machines may write them, are settled alike by everybody: by their ids.
    #[test]
    fn of_two_entries_of_one_moment_the_greater_id_counts() {
        let said = [line(1, 9, "done", "2024-09-10", ""), line(2, 9, "reopen", "2024-09-10", "")];
        for order in [[0, 1], [1, 0]] {
            assert_eq!(state(&order.map(|at| said[at].clone()), "2024-09-30").status, Status::Todo);
        }
    }
}
