//! The reports of a round, one by one: what a page about states leaves out.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::Serialize;

use crate::day;
use crate::document::{Cell, Fit, Table};
use crate::duties::{Duties, Duty};
use crate::journal::{Counts, Entry, Evidence, Kind, Want};
use crate::mask::masked;
use crate::views::parts::office::{materials_words, request_word, until_words};
use crate::views::parts::words::{counts_words, day_cell, id_cell};

/// All that was remarked in a round, each remark with its day: `9月12日 城区；9月15日 镇区`; one alone as it is.
///
/// Where the entries of the round were not asked for, the last remark stands for all.
pub fn remarks<'d>(duty: &'d Duty<'_>, today: NaiveDate) -> Cow<'d, str> {
    let remarks: Vec<&Entry<'_>> =
        duty.round().iter().filter(|entry| entry.tells() && !entry.note.is_empty()).collect();
    if remarks.len() < 2 {
        return masked(duty.state.note().unwrap_or_default());
    }
    joined(&remarks, today).into()
}

/// What a unit remarked in its reports, highlights first; `None` where it did not. Why a duty was opened again or does not
/// concern a unit is between the office and the unit.
pub fn reported_remarks(duty: &Duty<'_>, today: NaiveDate) -> Option<String> {
    let mut remarks: Vec<&Entry<'_>> =
        duty.round().iter().filter(|entry| entry.is_report() && !entry.note.is_empty()).collect();
    remarks.sort_by_key(|entry| !entry.highlight);
    match remarks.as_slice() {
        [] => None,
        [only] => Some(plain(&only.note)),
        several => Some(joined(several, today)),
    }
}

/// Whether any report of a round is to be told of first.
pub fn is_highlighted(duty: &Duty<'_>) -> bool {
    duty.round().iter().any(|entry| entry.highlight)
}

fn joined(remarks: &[&Entry<'_>], today: NaiveDate) -> String {
    let words = remarks.iter().map(|entry| format!("{} {}", day::brief(today, entry.on), plain(&entry.note)));
    words.collect::<Vec<_>>().join("；")
}

/// A remark as part of a sentence.
fn plain(note: &str) -> String {
    masked(note).trim_end_matches(['。', '；', '.']).replace('\n', "，")
}

/// How the entries of rounds are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reports {
    /// Those of one activity, memos too, as the office reads for itself; a round of one entry is told by its duty.
    OfOne,
    /// Those of all activities, for papers.
    OfAll,
}

/// The entries of the rounds of some duties, one a row; `None` where there are none to list.
pub fn reports_table<'t>(duties: &'t Duties<'_>, which: Reports) -> Option<Table<'t>> {
    let of_all = which == Reports::OfAll;
    let activity = of_all.then_some([("序号", Fit::Whole), ("工作任务", Fit::Flowing)]);
    let own = [
        ("单位", Fit::Whole),
        ("次", Fit::Figure),
        ("日期", Fit::Whole),
        ("反馈", Fit::Whole),
        ("数量", Fit::Flowing),
        ("备注", Fit::Flowing),
    ];
    let columns: Vec<(&'static str, Fit)> = activity.into_iter().flatten().chain(own).collect();
    let mut table = Table::new(&columns).chosen_by(&["单位", "反馈"]);
    for duty in duties.list.iter().filter(|duty| of_all || duty.round().len() > 1) {
        let mut count = 0;
        for entry in duty.round().iter().filter(|entry| !of_all || !entry.memo) {
            count += usize::from(entry.is_report());
            let activity = of_all.then(|| [id_cell(duty.activity), duty.activity.title.as_str().into()]);
            let cells = cells(duties, duty, entry, count);
            table.rows.push(activity.into_iter().flatten().chain(cells).collect());
        }
    }
    (!table.rows.is_empty()).then_some(table)
}

fn cells<'t>(duties: &Duties<'t>, duty: &Duty<'_>, entry: &'t Entry<'_>, count: usize) -> [Cell<'t>; 6] {
    let is_nth = entry.is_report() && count > 0;
    [
        duties.unit(duty).into(),
        if is_nth { Cell::number(count) } else { "".into() },
        day_cell(entry.on, duties.as_of),
        entry_word(entry).into(),
        counts_words(&entry.counts).into(),
        said_words(entry, duties.as_of).into(),
    ]
}

/// The word on screen for a kind of entry.
pub fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Start => "推进中",
        Kind::Done => "已完成",
        Kind::Reopen => "重新打开",
        Kind::Waive => "不涉及",
        Kind::Note => "进展",
        Kind::Retract => "撤销",
        Kind::Accept => "销号",
        Kind::Return => "退回",
        Kind::Receive => "收材料",
        Kind::Ask => "申请",
        Kind::Unknown => "其他",
    }
}

/// A report in one line: `3　9月12日（周四） 已完成，义诊 3，城区`.
pub fn report_line(label: &str, entry: &Entry<'_>) -> String {
    let counts = (!entry.counts.is_empty()).then(|| counts_words(&entry.counts));
    let note = (!entry.note.is_empty()).then(|| masked(&entry.note).into_owned());
    let said = format!("{} {}", day::short(entry.on), entry_word(entry));
    let words: Vec<String> = [said].into_iter().chain(counts).chain(note).collect();
    format!("{label}　{}", words.join("，"))
}

/// The word on screen for what an entry says, a memo told from a report.
pub fn entry_word(entry: &Entry<'_>) -> &'static str {
    match (entry.kind, entry.wants) {
        _ if entry.memo => "便记",
        (Kind::Ask, Some(wants)) => request_word(wants),
        (Kind::Return, Some(_)) => "退回申请",
        (kind, _) => kind_word(kind),
    }
}

/// What an entry says beside its figures: days to come, materials, the remark.
pub fn said_words<'e>(entry: &'e Entry<'_>, today: NaiveDate) -> Cow<'e, str> {
    let files = (!entry.files.is_empty()).then(|| format!("佐证{}个", entry.files.len()));
    let more = until_words(entry, today).into_iter().chain(materials_words(entry)).chain(files);
    let more: Vec<String> = more.collect();
    match (more.is_empty(), entry.note.is_empty()) {
        (true, _) => masked(&entry.note),
        (false, true) => more.join("；").into(),
        (false, false) => format!("{}；{}", more.join("；"), masked(&entry.note)).into(),
    }
}

/// One entry of a round as JSON has it.
#[derive(Serialize)]
pub struct ReportPromise<'d> {
    kind: Kind,
    on: NaiveDate,
    note: Option<Cow<'d, str>>,
    counts: &'d Counts,
    by: &'d str,
    machine: &'d str,
    memo: bool,
    highlight: bool,
    wants: Option<Want>,
    until: Option<NaiveDate>,
    redo: Option<NaiveDate>,
    files: &'d [Evidence],
}

impl<'d> ReportPromise<'d> {
    /// The entries of a duty's round.
    pub fn all_of(duty: &'d Duty<'_>) -> Vec<Self> {
        let promise = |entry: &'d Entry<'_>| Self {
            kind: entry.kind,
            on: entry.on,
            note: Some(masked(&entry.note)).filter(|note| !note.is_empty()),
            counts: &entry.counts,
            by: &entry.by,
            machine: &entry.machine,
            memo: entry.memo,
            highlight: entry.highlight,
            wants: entry.wants,
            until: entry.until,
            redo: entry.redo,
            files: &entry.files,
        };
        duty.round().iter().map(promise).collect()
    }
}
