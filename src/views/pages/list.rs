//! Lists of duties: what is owed, what is overdue, what is due soon.

use std::collections::HashSet;

use indexmap::IndexMap;
use serde::Serialize;

use crate::document::{Block, Cell, Document, Fit, Table};
use crate::duties::{Duties, Duty};
use crate::plan::Role;
use crate::views::View;
use crate::views::parts::breakdown::By;
use crate::views::parts::heading::{Asked, HeadPromise};
use crate::views::parts::late::days_cell;
use crate::views::parts::listing::Listing;
use crate::views::parts::office::office_word;
use crate::views::parts::words;
use crate::views::parts::words::{
    DutyPromise, due_cell, id_cell, note_cell, role_word, section_word, sections_help, standing_cell, status_word,
};

/// A list of duties.
pub struct DutyList<'d, 'p> {
    asked: &'d Asked<'p>,
    listing: Listing,
    by: Option<By>,
    groups: Vec<(String, Vec<&'d Duty<'p>>)>,
}

impl<'d, 'p> DutyList<'d, 'p> {
    /// The list of some of the duties asked for, in the order of such a list.
    pub fn new(asked: &'d Asked<'p>, listing: Listing, by: Option<By>) -> Self {
        let duties = &asked.duties;
        Self { asked, listing, by, groups: grouped(duties, listing.of(duties), by) }
    }

    fn lists_overdue(&self) -> bool {
        matches!(self.listing, Listing::Overdue { .. })
    }

    /// How many duties are listed.
    pub fn len(&self) -> usize {
        self.groups.iter().map(|(_, listed)| listed.len()).sum()
    }

    /// Whether nothing is listed.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The list itself, and what it comes to.
    pub fn body(&self) -> Vec<Block<'_>> {
        vec![Block::Table(self.table()), Block::Remark(self.summary().into())]
    }

    fn listed(&self) -> impl Iterator<Item = &'d Duty<'p>> {
        self.groups.iter().flat_map(|(_, listed)| listed.iter().copied())
    }

    /// How many units the listed duties belong to.
    fn units(&self) -> usize {
        self.listed().map(|duty| duty.unit).collect::<HashSet<_>>().len()
    }

    fn name(&self) -> &'static str {
        match self.listing {
            Listing::All => "分工",
            Listing::Overdue { .. } => "逾期未完成",
            Listing::Soon(_) => "即将到期",
        }
    }

    fn summary(&self) -> String {
        let units = match self.units() {
            1 => String::new(),
            units => format!("，涉及{units}个单位"),
        };
        match (self.listing, self.len()) {
            (Listing::All, 0) => "没有符合条件的分工。".to_owned(),
            (Listing::Overdue { .. }, 0) => "没有逾期未完成的分工。".to_owned(),
            (Listing::Soon(days), 0) => format!("{days}天内没有到期的分工。"),
            (Listing::All, len) => format!("共{len}项次{units}。"),
            (Listing::Overdue { .. }, len) => {
                format!("逾期未完成共{len}项次{units}；按逾期天数排，天数相同的按方案里的顺序排。")
            }
            (Listing::Soon(days), len) => {
                format!("{days}天内到期的共{len}项次{units}；按时限先后排，同一天的按方案里的顺序排。")
            }
        }
    }

    fn columns(&self) -> Vec<Shown<'d, 'p>> {
        let has_roles = self.listed().any(|duty| duty.role != Role::Member);
        let has_office = self.listed().any(|duty| !office_word(duty).is_empty());
        let has_notes = self.listed().any(|duty| duty.state.note().is_some() || duty.state.counts().is_some());
        [
            (self.by != Some(By::Activity), "编号", Fit::Whole, Self::id_cell as CellOf<'d, 'p>),
            (self.by != Some(By::Activity), "任务", Fit::Flowing, |_, duty| duty.activity.title.as_str().into()),
            (
                !self.asked.duties.scope.is_one_unit() && self.by != Some(By::Unit),
                "单位",
                Fit::Whole,
                |duties, duty| duties.unit(duty).into(),
            ),
            (has_roles, "角色", Fit::Whole, |_, duty| role_word(duty.role).into()),
            (true, "时限", Fit::Whole, |duties, duty| due_cell(duty.due(), duties.as_of)),
            (self.lists_overdue(), "逾期", Fit::Figure, |duties, duty| days_cell(duties.days_overdue(duty))),
            (true, "反馈", Fit::Whole, |_, duty| status_word(duty.state.status).into()),
            (!self.lists_overdue(), "办理状态", Fit::Whole, |_, duty| standing_cell(duty.standing)),
            (has_office, "审核", Fit::Whole, |_, duty| office_word(duty).into()),
            (has_notes, "备注", Fit::Flowing, |duties, duty| note_cell(duty, duties.as_of)),
        ]
        .into_iter()
        .filter(|(is_shown, ..)| *is_shown)
        .map(|(_, heading, fit, cell)| Shown { heading, fit, cell })
        .collect()
    }

    /// One table, in parts where the list was asked for in groups, or where sections make a long one easier to read.
    fn table(&self) -> Table<'d> {
        let columns = self.columns();
        let heads: Vec<(&'static str, Fit)> = columns.iter().map(|column| (column.heading, column.fit)).collect();
        let mut table = Table::new(&heads).chosen_by(&["单位", "反馈", "办理状态"]).parted_by(self.parted_by());
        let has_sections = self.by.is_none()
            && self.listing == Listing::All
            && sections_help(self.listed().map(|duty| duty.activity.section.as_deref()));
        let mut section = None;
        for (heading, listed) in &self.groups {
            if self.by.is_some() {
                table.begin_noted(heading.clone(), format!("{}项次", listed.len()));
            }
            for duty in listed {
                if has_sections && section != Some(&duty.activity.section) {
                    section = Some(&duty.activity.section);
                    table.begin(section_word(duty.activity));
                }
                table.rows.push(columns.iter().map(|column| (column.cell)(&self.asked.duties, duty)).collect());
            }
        }
        table
    }

    /// What the parts of the table are.
    fn parted_by(&self) -> &'static str {
        self.by.unwrap_or(By::Section).word()
    }

    fn id_cell(_: &Duties<'p>, duty: &'d Duty<'p>) -> Cell<'d> {
        id_cell(duty.activity)
    }
}

/// How a duty fills a column.
type CellOf<'d, 'p> = fn(&'d Duties<'p>, &'d Duty<'p>) -> Cell<'d>;

struct Shown<'d, 'p> {
    heading: &'static str,
    fit: Fit,
    cell: CellOf<'d, 'p>,
}

/// Groups listed duties under headings, in the order in which each heading first comes up.
fn grouped<'d, 'p>(duties: &Duties<'p>, listed: Vec<&'d Duty<'p>>, by: Option<By>) -> Vec<(String, Vec<&'d Duty<'p>>)> {
    let Some(by) = by else { return vec![(String::new(), listed)] };
    let mut groups: IndexMap<String, Vec<&'d Duty<'p>>> = IndexMap::new();
    for duty in listed {
        let heading = match by {
            By::Unit => duties.unit(duty).to_owned(),
            By::Activity => format!("{} {}", words::item(&duty.activity.id), duty.activity.title),
            By::Section => section_word(duty.activity).to_owned(),
        };
        groups.entry(heading).or_default().push(duty);
    }
    groups.into_iter().collect()
}

impl View for DutyList<'_, '_> {
    fn document(&self) -> Document<'_> {
        let mut document = self.asked.heading(self.name());
        document.blocks.extend(self.body());
        document
    }

    fn promise(&self) -> Option<impl Serialize> {
        #[derive(Serialize)]
        struct Promise<'d> {
            #[serde(flatten)]
            head: HeadPromise<'d>,
            duties: Vec<DutyPromise<'d>>,
        }
        let duties = self.listed().map(|duty| DutyPromise::of(&self.asked.duties, duty)).collect();
        Some(Promise { head: HeadPromise::of(&self.asked.duties), duties })
    }
}
