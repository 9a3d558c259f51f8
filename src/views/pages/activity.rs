//! One activity in full.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::Serialize;

use crate::day;
use crate::document::{Block, Cell, Column, Document, Fit, Table};
use crate::duties::Tally;
use crate::mask::masked;
use crate::plan::activity::{Event, Extension};
use crate::plan::{Activity, Name, Plan, Role};
use crate::views::View;
use crate::views::parts::heading::{Asked, HeadPromise};
use crate::views::parts::office::{MaterialPromise, materials_of, office_word};
use crate::views::parts::reports::{ReportPromise, Reports, reports_table};
use crate::views::parts::words::{
    DutyPromise, done_cell, due_cell, item, note_cell, role_word, standing_cell, status_word,
};

/// One activity with the duties of the scope.
pub struct ActivityPage<'d, 'p> {
    activity: &'p Activity,
    asked: &'d Asked<'p>,
}

impl<'d, 'p> ActivityPage<'d, 'p> {
    /// The page of an activity; what was asked for is its duties alone.
    pub fn new(activity: &'p Activity, asked: &'d Asked<'p>) -> Self {
        Self { activity, asked }
    }

    fn facts(&self) -> Vec<(Cow<'p, str>, Cell<'p>)> {
        let (activity, today) = (self.activity, self.asked.duties.as_of);
        let mut facts: Vec<(Cow<'p, str>, Cell<'p>)> = Vec::new();
        let mut add = |name: &'p str, value: Option<Cell<'p>>| facts.extend(value.map(|value| (name.into(), value)));
        add("板块", activity.section.as_deref().map(Cell::from));
        for (name, role) in [("牵头", Role::Lead), ("责任", Role::Member), ("配合", Role::Support)] {
            add(name, printed(activity, role).map(Cell::from));
        }
        add("可根据需要", self.names(&activity.optional).map(Cell::from));
        add("除外", self.names(&activity.except).map(Cell::from));
        add("开始", activity.start.map(|day| day::seen_from(today, day).into()));
        add("时限", Some(if activity.cancelled { "已取消，不再承担".into() } else { due_cell(activity.due, today) }));
        add("延期", self.extensions().map(Cell::from));
        add("时间节点", self.events().map(Cell::from));
        add("材料", joined(activity.deliver.iter().collect()).map(Cell::from));
        add("报送", activity.deliverable.as_deref().map(Cell::from));
        for (name, value) in &activity.extra {
            add(name, Some(value.as_str().into()));
        }
        add("不公开", activity.private.then(|| "不上群消息、网页、日历和给别人看的表".into()));
        facts
    }

    fn names(&self, names: &[Name]) -> Option<String> {
        let words: Vec<&str> = names.iter().map(|name| self.asked.duties.plan.units.word(*name)).collect();
        joined(words)
    }

    fn extensions(&self) -> Option<String> {
        let today = self.asked.duties.as_of;
        let extension = |extension: &Extension| {
            let granted = extension.from.map(|from| format!("{}批准", day::brief(today, from)));
            let by = extension.by.as_ref().map(|by| format!("批准人{by}"));
            let words: Vec<String> = granted
                .into_iter()
                .chain(by)
                .chain(extension.why.clone())
                .map(|word| masked(&word).into_owned())
                .collect();
            let more = if words.is_empty() { String::new() } else { format!("（{}）", words.join("，")) };
            let unit = self.asked.duties.plan.units.name(extension.unit);
            format!("{unit} {}{more}", day::seen_from(today, extension.due))
        };
        joined(self.activity.due_for.iter().map(extension).collect())
    }

    fn events(&self) -> Option<String> {
        let mut events: Vec<&Event> = self.activity.events.iter().collect();
        events.sort_by_key(|event| event.day);
        let words = |event: &Event| format!("{} {}", event.name, day::seen_from(self.asked.duties.as_of, event.day));
        joined(events.into_iter().map(words).collect())
    }

    fn table(&self) -> Table<'_> {
        let mut table = Table::new(&[
            ("单位", Fit::Whole),
            ("角色", Fit::Whole),
            ("时限", Fit::Whole),
            ("反馈", Fit::Whole),
            ("办理状态", Fit::Whole),
            ("完成日期", Fit::Whole),
            ("备注", Fit::Flowing),
        ]);
        let has_office = self.asked.duties.list.iter().any(|duty| !office_word(duty).is_empty());
        let has_materials = self.asked.duties.list.iter().any(|duty| !materials_of(duty).is_empty());
        table.columns.extend(has_office.then(|| Column::new("审核", Fit::Whole)));
        table.columns.extend(has_materials.then(|| Column::new("材料", Fit::Flowing)));
        for duty in &self.asked.duties.list {
            let mut row = vec![
                self.asked.duties.unit(duty).into(),
                role_word(duty.role).into(),
                due_cell(duty.due(), self.asked.duties.as_of),
                status_word(duty.state.status).into(),
                standing_cell(duty.standing),
                done_cell(duty, self.asked.duties.as_of),
                note_cell(duty, self.asked.duties.as_of),
            ];
            row.extend(has_office.then(|| office_word(duty).into()));
            row.extend(has_materials.then(|| materials_of(duty).into()));
            table.rows.push(row);
        }
        table
    }
}

/// The names in a role as the notice prints them.
fn printed(activity: &Activity, role: Role) -> Option<String> {
    let names: Vec<&str> =
        activity.listed.iter().filter(|listed| listed.role == role).map(|listed| listed.printed.as_str()).collect();
    joined(names)
}

/// Words in a row; `None` where there are none.
fn joined<T: AsRef<str>>(words: Vec<T>) -> Option<String> {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    (!words.is_empty()).then(|| words.join("、"))
}

impl View for ActivityPage<'_, '_> {
    fn document(&self) -> Document<'_> {
        let name = format!("{} {}", item(&self.activity.id), self.activity.title);
        let mut document = self.asked.heading(&name);
        document.push(Block::Facts(self.facts()));
        if let Some(detail) = &self.activity.detail {
            document.push(Block::Heading("通知原文".into()));
            document.push(Block::Paragraph(detail.into()));
        }
        if self.asked.duties.list.is_empty() && !self.activity.cancelled {
            document.push(Block::Remark(format!("{}不承担这一项。", self.asked.duties.scope_words()).into()));
        }
        if !self.asked.duties.list.is_empty() {
            let tally = Tally::of(&self.asked.duties.list, self.asked.duties.as_of);
            let summary = format!("办理情况（{}项次，已完成{}）", tally.duties, tally.done());
            document.push(Block::Heading(summary.into()));
            document.push(Block::Table(self.table()));
        }
        if let Some(table) = reports_table(&self.asked.duties, Reports::OfOne) {
            document.push(Block::Heading("逐次反馈".into()));
            document.push(Block::Table(table));
        }
        document
    }

    fn promise(&self) -> Option<impl Serialize> {
        #[derive(Serialize)]
        struct Promise<'d> {
            #[serde(flatten)]
            head: HeadPromise<'d>,
            activity: ActivityPromise<'d>,
            duties: Vec<DutyWithReports<'d>>,
        }
        let duties = self.asked.duties.list.iter().map(|duty| DutyWithReports {
            duty: DutyPromise::of(&self.asked.duties, duty),
            reports: ReportPromise::all_of(duty),
            materials: MaterialPromise::all_of(duty),
        });
        Some(Promise {
            head: HeadPromise::of(&self.asked.duties),
            activity: ActivityPromise::of(self.asked.duties.plan, self.activity),
            duties: duties.collect(),
        })
    }
}

/// A duty as JSON has it, with its reports one by one in the place of their number.
#[derive(Serialize)]
struct DutyWithReports<'d> {
    #[serde(flatten)]
    duty: DutyPromise<'d>,
    reports: Vec<ReportPromise<'d>>,
    materials: Vec<MaterialPromise<'d>>,
}

/// An activity as JSON has it.
#[derive(Serialize)]
struct ActivityPromise<'p> {
    id: &'p str,
    title: &'p str,
    section: Option<&'p str>,
    detail: Option<&'p str>,
    deliver: &'p [String],
    deliverable: Option<&'p str>,
    listed: Vec<ListedPromise<'p>>,
    except: Vec<&'p str>,
    start: Option<NaiveDate>,
    due: Option<NaiveDate>,
    cancelled: bool,
    private: bool,
    events: Vec<EventPromise<'p>>,
    extra: serde_json::Map<String, serde_json::Value>,
}

#[derive(Serialize)]
struct ListedPromise<'p> {
    printed: &'p str,
    role: Role,
}

#[derive(Serialize)]
struct EventPromise<'p> {
    name: &'p str,
    day: NaiveDate,
}

impl<'p> ActivityPromise<'p> {
    fn of(plan: &'p Plan, activity: &'p Activity) -> Self {
        let listed =
            |listed: &'p crate::plan::activity::Listed| ListedPromise { printed: &listed.printed, role: listed.role };
        Self {
            id: activity.id.as_str(),
            title: &activity.title,
            section: activity.section.as_deref(),
            detail: activity.detail.as_deref(),
            deliver: &activity.deliver,
            deliverable: activity.deliverable.as_deref(),
            listed: activity.listed.iter().map(listed).collect(),
            except: activity
                .except
                .iter()
                .flat_map(|name| plan.units.members(name))
                .map(|unit| plan.units.name(*unit))
                .collect(),
            start: activity.start,
            due: activity.due,
            cancelled: activity.cancelled,
            private: activity.private,
            events: activity.events.iter().map(|event| EventPromise { name: &event.name, day: event.day }).collect(),
            extra: activity.extra.iter().map(|(key, value)| (key.clone(), value.clone().into())).collect(),
        }
    }
}
