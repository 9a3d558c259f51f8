//! The rows of the ledger: one a duty.

use chrono::NaiveDate;
use indexmap::IndexSet;

use super::Ledger;
use crate::day;
use crate::document::{Cell, Column, Fit, Table, Tone};
use crate::duties::Duty;
use crate::plan::activity::Event;
use crate::plan::{Activity, Role, UnitIndex};
use crate::views::parts::listing::Listing;
use crate::views::parts::office::{materials_of, office_word};
use crate::views::parts::reports::remarks;
use crate::views::parts::words::{counts_words, done_cell, due_cell, id_cell, standing_cell, status_word};

/// What all rows of an activity have in common, put into words once.
pub struct Wording {
    /// Those in each role as the notice prints them: leads, units, support.
    pub printed: [String; 3],
    /// The events it is tied to, each with its day.
    pub events: String,
}

impl Wording {
    /// The words for an activity as seen on a day.
    pub fn of(activity: &Activity, today: NaiveDate) -> Self {
        let of_role = |role: Role| {
            let listed = activity.listed.iter().filter(|listed| listed.role == role);
            listed.map(|listed| listed.printed.as_str()).collect::<Vec<_>>().join("、")
        };
        let event = |event: &Event| format!("{} {}", event.name, day::brief(today, event.day));
        Self {
            printed: [Role::Lead, Role::Member, Role::Support].map(of_role),
            events: activity.events.iter().map(event).collect::<Vec<_>>().join("，"),
        }
    }
}

/// A column about what is between a unit and the office: its head, how it is set, and what stands there for a duty.
type OfficeColumn = (&'static str, Fit, fn(&Duty<'_>) -> String);

/// The columns that say whom to call; the second holds telephones.
const LIAISON: [&str; 3] = ["联络员", "电话", "分管领导"];

impl<'d, 'p> Ledger<'d, 'p> {
    pub(super) fn duties_table(&self) -> Table<'_> {
        let mut table = Table::new(&[
            ("序号", Fit::Whole),
            ("板块", Fit::Flowing),
            ("工作任务", Fit::Flowing),
            ("牵头单位", Fit::Flowing),
            ("责任单位", Fit::Whole),
            ("配合单位", Fit::Whole),
            ("完成时限", Fit::Whole),
            ("时间节点", Fit::Flowing),
            ("办理状态", Fit::Whole),
            ("完成日期", Fit::Whole),
            ("逾期天数", Fit::Figure),
            ("进展情况", Fit::Flowing),
            ("备注", Fit::Flowing),
        ])
        .chosen_by(&["板块", "牵头单位", "责任单位", "配合单位", "办理状态"]);
        let (extra, office) = (self.extra_keys(), self.office_columns());
        table.columns.extend(office.iter().map(|(heading, fit, _)| Column::new(*heading, *fit)));
        self.add_liaison_columns(&mut table);
        table.columns.extend(extra.iter().map(|key| column((*key).to_owned())));
        for (wording, duties) in self.by_activity() {
            table.rows.extend(duties.iter().map(|duty| self.row(duty, wording, &office, &extra)));
        }
        table
    }

    /// The duties of each activity, with the words that they have in common.
    pub(super) fn by_activity(&self) -> impl Iterator<Item = (&Wording, &[Duty<'p>])> {
        self.wordings.iter().zip(self.asked.duties.by_activity())
    }

    /// The columns about what is between units and the office, those left out in which nothing would stand.
    fn office_columns(&self) -> Vec<OfficeColumn> {
        let columns: [OfficeColumn; 3] = [
            ("审核", Fit::Whole, |duty| office_word(duty).to_owned()),
            ("材料", Fit::Flowing, materials_of),
            ("佐证", Fit::Whole, |duty| match duty.state.files() {
                0 => String::new(),
                count => format!("{count}个"),
            }),
        ];
        let is_used = |(.., words): &OfficeColumn| self.asked.duties.list.iter().any(|duty| !words(duty).is_empty());
        columns.into_iter().filter(is_used).collect()
    }

    fn row<'t>(
        &'t self,
        duty: &'t Duty<'p>,
        wording: &'t Wording,
        office: &[OfficeColumn],
        extra: &IndexSet<&str>,
    ) -> Vec<Cell<'t>> {
        let (activity, today) = (duty.activity, self.asked.duties.as_of);
        let [lead, member, support] = self.units_cells(duty, wording);
        let mut row = vec![
            id_cell(activity),
            activity.section.as_deref().unwrap_or_default().into(),
            activity.title.as_str().into(),
            lead,
            member,
            support,
            due_cell(duty.due(), today),
            wording.events.as_str().into(),
            standing_cell(duty.standing),
            done_cell(duty, today),
            overdue_cell(self.asked.duties.days_overdue(duty)),
            said_cell(duty),
            remarks(duty, today).into(),
        ];
        row.extend(office.iter().map(|(.., words)| Cell::from(words(duty))));
        self.add_liaison(&mut row, duty.unit);
        row.extend(extra.iter().map(|key| {
            let value = activity.extra.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str());
            Cell::from(value.unwrap_or_default())
        }));
        row
    }

    /// The duty's unit in the column of its role; beside one that does not lead, who does.
    fn units_cells<'t>(&'t self, duty: &Duty<'_>, wording: &'t Wording) -> [Cell<'t>; 3] {
        let unit = || Cell::from(self.asked.duties.unit(duty));
        let lead = || Cell::from(wording.printed[0].as_str());
        match duty.role {
            Role::Lead => [unit(), "".into(), "".into()],
            Role::Member => [lead(), unit(), "".into()],
            Role::Support => [lead(), "".into(), unit()],
        }
    }

    /// The keys of the office's own columns, in the order in which they first come up.
    fn extra_keys(&self) -> IndexSet<&'p str> {
        self.asked.duties.activities().flat_map(|activity| &activity.extra).map(|(key, _)| key.as_str()).collect()
    }

    /// Adds the columns that say whom to call, where anybody is listed.
    pub(super) fn add_liaison_columns(&self, table: &mut Table<'_>) {
        if !self.liaisons.is_empty() {
            let columns = self.of_liaison(LIAISON);
            table.columns.extend(columns.map(|heading| Column { fit: Fit::Whole, ..column(heading.to_owned()) }));
        }
    }

    /// Adds whom to call at a unit, where anybody is listed.
    pub(super) fn add_liaison<'t>(&'t self, row: &mut Vec<Cell<'t>>, unit: UnitIndex) {
        if !self.liaisons.is_empty() {
            let known = self.liaisons.of(unit);
            let words =
                known.map_or([""; 3], |known| [&known.name, &known.telephone, &known.leader].map(String::as_str));
            row.extend(self.of_liaison(words).map(Cell::from));
        }
    }

    /// What is told of a liaison: name and leader, and the telephone between them only where that is wanted.
    fn of_liaison<'t>(&self, told: [&'t str; 3]) -> impl Iterator<Item = &'t str> {
        told.into_iter().enumerate().filter(|(at, _)| *at != 1 || self.has_telephones).map(|(_, told)| told)
    }

    pub(super) fn overdue_table(&self) -> Table<'_> {
        let mut table = Table::new(&[
            ("序号", Fit::Whole),
            ("工作任务", Fit::Flowing),
            ("单位", Fit::Whole),
            ("完成时限", Fit::Whole),
            ("逾期天数", Fit::Figure),
            ("反馈", Fit::Whole),
            ("备注", Fit::Flowing),
        ])
        .chosen_by(&["单位", "反馈"]);
        self.add_liaison_columns(&mut table);
        for duty in (Listing::Overdue { since: None }).of(&self.asked.duties) {
            let mut row = vec![
                id_cell(duty.activity),
                duty.activity.title.as_str().into(),
                self.asked.duties.unit(duty).into(),
                due_cell(duty.due(), self.asked.duties.as_of),
                overdue_cell(self.asked.duties.days_overdue(duty)),
                status_word(duty.state.status).into(),
                remarks(duty, self.asked.duties.as_of).into(),
            ];
            self.add_liaison(&mut row, duty.unit);
            table.rows.push(row);
        }
        table
    }
}

fn column(heading: String) -> Column {
    Column::new(heading, Fit::Flowing)
}

/// How many days late; empty where a duty is not.
fn overdue_cell<'t>(days: i64) -> Cell<'t> {
    match usize::try_from(days) {
        Ok(days) if days > 0 => Cell::number(days).in_tone(Tone::Bad),
        _ => "".into(),
    }
}

/// What the unit last said, with its figures.
fn said_cell<'t>(duty: &Duty<'_>) -> Cell<'t> {
    let said = status_word(duty.state.status);
    match duty.state.counts() {
        Some(counts) => format!("{said}（{}）", counts_words(counts)).into(),
        None => said.into(),
    }
}
