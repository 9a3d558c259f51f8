//! How far the duties have come: in all, by unit, by activity, by section.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::View;
use super::heading::{HeadPromise, Heading};
use super::list::By;
use super::words::{DutyPromise, NO_SECTION, done_cell, item, note_cell, percent, sections_help, standing_cell, tone};
use crate::day;
use crate::document::{Block, Cell, Document, Fit, Table};
use crate::duties::{Duties, Duty, Standing, Tally};

/// The rule behind the share, printed under every table that shows it.
pub const SHARE_RULE: &str =
    "完成率＝（按期完成＋逾期完成）／应完成；应完成＝全部分工－不涉及－未完成的按需开展－未完成的长期坚持。";

/// Progress of the duties in scope.
pub struct Progress<'d, 'p> {
    duties: &'d Duties<'p>,
    heading: Heading,
    by: By,
    since: Option<NaiveDate>,
}

impl<'d, 'p> Progress<'d, 'p> {
    /// Progress broken down for the screen by `by`; with `since`, also what was done on that day or later.
    pub fn new(duties: &'d Duties<'p>, heading: Heading, by: By, since: Option<NaiveDate>) -> Self {
        Self { duties, heading, by, since }
    }

    /// All duties in scope.
    pub fn totals(&self) -> Tally {
        Tally::of(&self.duties.list)
    }

    fn rows(&self, by: By) -> Vec<Row<'p>> {
        let duties = self.duties;
        let mut rows: Vec<Row<'p>> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for duty in &duties.list {
            let key = match by {
                By::Unit => duties.unit(duty),
                By::Activity => duty.activity.id.as_str(),
                By::Section => duty.activity.section.as_deref().unwrap_or(""),
            };
            // Duties of one activity come one after the other, and mostly those of one section.
            let place = match rows.last() {
                Some(last) if last.key == key => rows.len() - 1,
                _ => *places.entry(key).or_insert(rows.len()),
            };
            if place == rows.len() {
                rows.push(Row {
                    key,
                    title: &duty.activity.title,
                    section: duty.activity.section.as_deref(),
                    order: duty.unit.0,
                    tally: Tally::default(),
                });
            }
            rows[place].tally.count(duty);
        }
        if by == By::Unit {
            rows.sort_by_key(|row| row.order);
        }
        rows
    }

    fn newly_done(&self) -> Option<(NaiveDate, Vec<&'d Duty<'p>>)> {
        let since = self.since?;
        let is_new = |duty: &&Duty<'_>| duty.standing.is_done() && duty.state.done_on().is_some_and(|day| day >= since);
        Some((since, self.duties.list.iter().filter(is_new).collect()))
    }

    fn table(&self) -> Table<'_> {
        let (name, fit) = match self.by {
            By::Unit => ("单位", Fit::Whole),
            By::Activity => ("任务", Fit::Flowing),
            By::Section => ("板块", Fit::Flowing),
        };
        let mut columns = vec![(name, fit), ("分工", Fit::Figure), ("应完成", Fit::Figure), ("已完成", Fit::Figure)];
        columns.extend([
            ("逾期未完成", Fit::Figure),
            ("即将到期", Fit::Figure),
            ("未反馈", Fit::Figure),
            ("完成率", Fit::Share),
        ]);
        let mut table = Table::new(&columns);
        let rows = self.rows(self.by);
        let has_sections = self.by == By::Activity && sections_help(rows.iter().map(|row| row.section));
        let mut section = None;
        for row in &rows {
            if has_sections && section != Some(row.section) {
                section = Some(row.section);
                table.begin(row.section.unwrap_or(NO_SECTION));
            }
            table.rows.push(cells(row.name(self.by), &row.tally));
        }
        if has_sections {
            table.begin("全部板块");
        }
        table.rows.push(cells("合计".to_owned(), &self.totals()));
        table
    }
}

/// One line of a breakdown.
struct Row<'p> {
    key: &'p str,
    title: &'p str,
    section: Option<&'p str>,
    order: usize,
    tally: Tally,
}

impl Row<'_> {
    fn name(&self, by: By) -> String {
        match by {
            By::Activity => format!("{} {}", item(self.key), self.title),
            By::Section if self.key.is_empty() => NO_SECTION.to_owned(),
            _ => self.key.to_owned(),
        }
    }
}

fn cells(name: String, tally: &Tally) -> Vec<Cell<'static>> {
    let figure = |count: usize| Cell::from(count.to_string());
    let toned = |count: usize, standing| {
        if count == 0 { figure(0) } else { Cell::toned(count.to_string(), tone(standing)) }
    };
    vec![
        name.into(),
        figure(tally.duties),
        figure(tally.owed),
        figure(tally.done()),
        toned(tally.overdue, Standing::Overdue),
        toned(tally.due_soon, Standing::DueSoon),
        figure(tally.unreported),
        Cell::share(percent(tally.share, tally.owed), Some(tally.share).filter(|_| tally.owed > 0)),
    ]
}

/// The counts of a tally in one sentence; standings that nobody has are left out.
pub fn standings_words(tally: &Tally) -> String {
    if tally.duties == 0 {
        return "没有分工。".to_owned();
    }
    let counted = Standing::ALL.iter().map(|&standing| (standing.word(), tally.standing(standing)));
    let words: Vec<String> =
        counted.filter(|(_, count)| *count > 0).map(|(word, count)| format!("{word}{count}")).collect();
    format!("共{}项次：{}；其中未反馈{}。", tally.duties, words.join("，"), tally.unreported)
}

impl View for Progress<'_, '_> {
    fn document(&self) -> Document<'_> {
        let totals = self.totals();
        let mut document = self.heading.document("进展", self.duties);
        document.push(Block::Paragraph(standings_words(&totals).into()));
        document.push(Block::Table(self.table()));
        if let Some((since, done)) = self.newly_done() {
            let heading = format!("{}以来新完成{}项次", day::seen_from(self.duties.as_of, since), done.len());
            document.push(Block::Heading(heading.into()));
            if !done.is_empty() {
                document.push(Block::Table(done_table(self.duties, &done)));
            }
        }
        document.push(Block::Remark(SHARE_RULE.into()));
        document
    }

    fn promise(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Promise<'d> {
            #[serde(flatten)]
            head: HeadPromise<'d>,
            totals: Tally,
            by_unit: Vec<UnitRow<'d>>,
            by_activity: Vec<ActivityRow<'d>>,
            by_section: Vec<SectionRow<'d>>,
            #[serde(skip_serializing_if = "Option::is_none")]
            since: Option<SincePromise<'d>>,
        }
        let since = self.newly_done().map(|(day, done)| SincePromise {
            day,
            done: done.len(),
            duties: done.into_iter().map(|duty| DutyPromise::of(self.duties, duty)).collect(),
        });
        Promise {
            head: HeadPromise::of(self.duties),
            totals: self.totals(),
            by_unit: self.rows(By::Unit).into_iter().map(|row| UnitRow { unit: row.key, tally: row.tally }).collect(),
            by_activity: self
                .rows(By::Activity)
                .into_iter()
                .map(|row| ActivityRow { activity: row.key, title: row.title, tally: row.tally })
                .collect(),
            by_section: self
                .rows(By::Section)
                .into_iter()
                .map(|row| SectionRow { section: Some(row.key).filter(|key| !key.is_empty()), tally: row.tally })
                .collect(),
            since,
        }
    }
}

fn done_table<'d>(duties: &Duties<'d>, done: &[&'d Duty<'d>]) -> Table<'d> {
    let mut table = Table::new(&[
        ("任务", Fit::Flowing),
        ("单位", Fit::Whole),
        ("完成日期", Fit::Whole),
        ("办理状态", Fit::Whole),
        ("备注", Fit::Flowing),
    ]);
    for duty in done {
        table.rows.push(vec![
            format!("{} {}", item(&duty.activity.id), duty.activity.title).into(),
            duties.unit(duty).into(),
            done_cell(duty, duties.as_of),
            standing_cell(duty.standing),
            note_cell(duty),
        ]);
    }
    table
}

#[derive(Serialize)]
struct UnitRow<'d> {
    unit: &'d str,
    #[serde(flatten)]
    tally: Tally,
}

#[derive(Serialize)]
struct ActivityRow<'d> {
    activity: &'d str,
    title: &'d str,
    #[serde(flatten)]
    tally: Tally,
}

#[derive(Serialize)]
struct SectionRow<'d> {
    section: Option<&'d str>,
    #[serde(flatten)]
    tally: Tally,
}

/// What was done on a day or later.
#[derive(Serialize)]
struct SincePromise<'d> {
    day: NaiveDate,
    done: usize,
    duties: Vec<DutyPromise<'d>>,
}
