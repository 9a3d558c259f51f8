//! Who said what, when, and from which machine.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::{NaiveDate, SecondsFormat};
use indexmap::IndexSet;
use serde::Serialize;

use crate::day;
use crate::document::{Block, Cell, Document, Fit, Table, Tone};
use crate::duties::Scope;
use crate::duties::history::{Command, Said};
use crate::id::ActivityId;
use crate::journal::commands::brief_label;
use crate::journal::{Counts, Evidence, Kind, Want};
use crate::plan::Plan;
use crate::views::View;
use crate::views::parts::heading::HeadPromise;
use crate::views::parts::reports::{entry_word, said_words};
use crate::views::parts::words::{counts_words, item};

/// The commands of a campaign, as far as they concern a scope.
pub struct HistoryPage<'h, 'j> {
    plan: &'h Plan,
    scope: &'h Scope,
    as_of: NaiveDate,
    shown: Vec<(&'h str, &'h Said<'j>)>,
    /// The label of the command that each entry belongs to, by the entry's id.
    labels: HashMap<&'h str, &'h str>,
    /// The machine on which the page is read, whose commands go by their numbers alone.
    machine: &'h str,
}

impl<'h, 'j> HistoryPage<'h, 'j> {
    /// What was said of the units in scope and of days up to `as_of`, with the labels of the commands; with `about`, of one
    /// activity alone.
    pub fn new(
        plan: &'h Plan,
        scope: &'h Scope,
        as_of: NaiveDate,
        commands: &'h [Command<'j>],
        about: Option<&ActivityId>,
    ) -> Self {
        let labelled =
            commands.iter().flat_map(|command| command.said.iter().map(|said| (command.label.as_str(), said)));
        let labels = labelled.clone().map(|(label, said)| (said.entry.id.as_ref(), label)).collect();
        let is_shown = |said: &Said<'_>| {
            said.is_within(scope) && about.is_none_or(|id| said.is_about(id)) && said.entry.on <= as_of
        };
        Self { plan, scope, as_of, shown: labelled.filter(|(_, said)| is_shown(said)).collect(), labels, machine: "" }
    }

    /// The page as it is read on a machine.
    pub fn on_machine(self, machine: &'h str) -> Self {
        Self { machine, ..self }
    }

    /// The page without what was said of activities that are kept from others.
    pub fn without_private(mut self) -> Self {
        let activity = |id: &str| self.plan.position(id).map(|position| &self.plan.activities[position]);
        self.shown.retain(|(_, said)| activity(&said.entry.activity).is_none_or(|activity| !activity.private));
        self
    }

    fn unit(&self, said: &'h Said<'_>) -> &'h str {
        said.unit.map_or(said.entry.unit.as_ref(), |unit| self.plan.units.name(unit))
    }

    /// The entries; the column of names is there only where somebody has given one.
    fn table(&self) -> Table<'_> {
        let has_names = self.shown.iter().any(|(_, said)| !said.entry.by.is_empty());
        let mut columns =
            vec![("序号", Fit::Whole), ("录入时间", Fit::Whole), ("单位", Fit::Whole), ("任务", Fit::Whole)];
        columns.push(("反馈", Fit::Whole));
        columns.extend(has_names.then_some(("填写人", Fit::Whole)));
        columns.extend([("电脑", Fit::Whole), ("备注", Fit::Flowing)]);
        let mut table = Table::new(&columns);
        for (label, said) in &self.shown {
            let tone = if said.is_retracted || said.is_corrected { Tone::Quiet } else { Tone::Plain };
            let entry = &said.entry;
            let toned = |text: String| Cell::toned(text, tone);
            let at = toned(entry.at.format("%Y-%m-%d %H:%M").to_string());
            let mut cells = vec![
                toned(brief_label(label, self.machine).to_owned()),
                at.or_brief(entry.at.format("%-m-%-d %H:%M").to_string()),
                toned(self.unit(said).to_owned()),
                toned(item(&entry.activity)),
                toned(entry_word(entry).to_owned()),
            ];
            cells.extend(has_names.then(|| toned(entry.by.to_string())));
            cells.extend([entry.machine.to_string(), self.remark(said)].map(toned));
            table.rows.push(cells);
        }
        table
    }

    fn remark(&self, said: &Said<'_>) -> String {
        let entry = &said.entry;
        let taken_back = self.labels.get(entry.retracts.as_ref()).filter(|_| entry.kind == Kind::Retract);
        let taken_back = taken_back.map(|label| format!("撤销登记 {}", brief_label(label, self.machine)));
        let today = entry.at.date_naive();
        let belated = said.is_belated().then(|| format!("补录，实为{}", day::seen_from(today, entry.on)));
        let corrects = entry.replaces.iter().filter_map(|id| self.labels.get(id.as_ref()));
        let corrects: IndexSet<&str> = corrects.map(|label| brief_label(label, self.machine)).collect();
        let corrects = (!entry.replaces.is_empty())
            .then(|| format!("更正登记 {}", corrects.into_iter().collect::<Vec<_>>().join("、")));
        let retracted = said.is_retracted.then(|| "已撤销".to_owned());
        let corrected = said.is_corrected.then(|| "已更正，不计入".to_owned());
        let note = said_words(entry, today);
        let note = (!note.is_empty()).then(|| note.into_owned());
        let counts = (!entry.counts.is_empty()).then(|| counts_words(&entry.counts));
        [taken_back, corrects, retracted, corrected, belated, note, counts]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("；")
    }
}

impl View for HistoryPage<'_, '_> {
    fn document(&self) -> Document<'_> {
        let title = format!("{} · 办理记录", self.plan.campaign.title);
        let mut document = Document { blocks: vec![Block::Title(title.into())] };
        let line = format!("{}　截至{}", self.scope.words(self.plan), day::long(self.as_of));
        document.push(Block::Paragraph(line.into()));
        if self.shown.is_empty() {
            document.push(Block::Remark("还没有办理记录。".into()));
            return document;
        }
        let table = self.table();
        document.push(Block::Table(table));
        document.push(Block::Remark("同一序号是同一次登记。".into()));
        document.push(Block::OnScreen(vec![Block::Remark("撤销某一次：zlt undo 序号".into())]));
        document
    }

    fn promise(&self) -> Option<impl Serialize> {
        #[derive(Serialize)]
        struct Promise<'d> {
            #[serde(flatten)]
            head: HeadPromise<'d>,
            entries: Vec<EntryPromise<'d>>,
        }
        let entries = self.shown.iter().map(|(label, said)| EntryPromise::of(label, self.unit(said), said)).collect();
        Some(Promise { head: HeadPromise::of_plan(self.plan).as_of(self.as_of), entries })
    }
}

/// An entry as JSON has it.
#[derive(Serialize)]
struct EntryPromise<'d> {
    label: &'d str,
    at: String,
    on: NaiveDate,
    belated: bool,
    by: &'d str,
    machine: &'d str,
    unit: &'d str,
    activity: &'d str,
    title: &'d str,
    kind: Kind,
    note: Option<&'d str>,
    counts: &'d Counts,
    retracted: bool,
    corrected: bool,
    wants: Option<Want>,
    until: Option<NaiveDate>,
    redo: Option<NaiveDate>,
    received: &'d [Cow<'d, str>],
    missing: &'d [Cow<'d, str>],
    how: Option<&'d str>,
    files: &'d [Evidence],
}

impl<'d> EntryPromise<'d> {
    fn of(label: &'d str, unit: &'d str, said: &'d Said<'d>) -> Self {
        let entry = &said.entry;
        Self {
            label,
            at: entry.at.to_rfc3339_opts(SecondsFormat::Millis, false),
            on: entry.on,
            belated: said.is_belated(),
            by: &entry.by,
            machine: &entry.machine,
            unit,
            activity: &entry.activity,
            title: &entry.title,
            kind: entry.kind,
            note: Some(entry.note.as_ref()).filter(|note| !note.is_empty()),
            counts: &entry.counts,
            retracted: said.is_retracted,
            corrected: said.is_corrected,
            wants: entry.wants,
            until: entry.until,
            redo: entry.redo,
            received: &entry.received,
            missing: &entry.missing,
            how: Some(entry.how.as_ref()).filter(|how| !how.is_empty()),
            files: &entry.files,
        }
    }
}
