//! Units against activities: how every duty stands, at one look.

use serde::Serialize;

use crate::document::{Block, Cell, Document, Grid};
use crate::duties::{Standing, Tally};
use crate::plan::{Activity, UnitIndex};
use crate::views::View;
use crate::views::parts::heading::{Asked, HeadPromise};
use crate::views::parts::words::{item, standing_cell};

/// Units against activities.
pub struct Matrix<'d, 'p> {
    asked: &'d Asked<'p>,
    activities: Vec<&'p Activity>,
    rows: Vec<(UnitIndex, Vec<Option<Standing>>)>,
}

impl<'d, 'p> Matrix<'d, 'p> {
    /// The matrix of a scope: units and activities in plan order, those without any duty left out.
    pub fn new(asked: &'d Asked<'p>) -> Self {
        let duties = &asked.duties;
        let activities: Vec<&'p Activity> = duties.activities().collect();
        let mut rows: Vec<Vec<Option<Standing>>> = vec![Vec::new(); duties.plan.units.units.len()];
        let mut column = 0;
        for duty in &duties.list {
            // Duties come activity by activity, so that the column only ever moves on.
            while activities[column].id != duty.activity.id {
                column += 1;
            }
            let row = &mut rows[duty.unit.0];
            row.resize(activities.len(), None);
            row[column] = Some(duty.standing);
        }
        let rows = duties.plan.units.indices().zip(rows).filter(|(_, row)| !row.is_empty()).collect();
        Self { asked, activities, rows }
    }

    /// The marks, row by row.
    pub fn grid(&self) -> Grid<'_> {
        let mark = |standing: &Option<Standing>| standing.map_or("".into(), mark_cell);
        let rows = self.rows.iter().map(|(unit, standings)| {
            (self.asked.duties.plan.units.name(*unit).into(), standings.iter().map(mark).collect())
        });
        let tally = Tally::of(&self.asked.duties.list, self.asked.duties.as_of);
        let shown = Standing::ALL.iter().copied().filter(|standing| tally.standing(*standing) > 0);
        let meaning = |standing: Standing| {
            (mark_cell(standing), format!("{}{}", standing.word(), tally.standing(standing)).into())
        };
        Grid {
            corner: "单位",
            marks: "办理状态",
            columns: self.activities.iter().map(|activity| column(activity)).collect(),
            rows: rows.collect(),
            legend: shown.map(meaning).collect(),
        }
    }
}

/// The mark of a standing: one character of its word, two columns wide on every terminal.
fn mark(standing: Standing) -> &'static str {
    match standing {
        Standing::Overdue => "逾",
        Standing::DueSoon => "即",
        Standing::Open => "未",
        Standing::Ongoing => "长",
        Standing::Optional => "需",
        Standing::WithLead => "随",
        Standing::DoneOnTime => "完",
        Standing::DoneLate => "迟",
        Standing::Waived => "不",
    }
}

fn mark_cell<'t>(standing: Standing) -> Cell<'t> {
    standing_cell(standing).or_brief(mark(standing))
}

/// The head of a column: the activity's number, and its name for those who can be shown more.
fn column(activity: &Activity) -> Cell<'_> {
    Cell::from(format!("{} {}", item(&activity.id), activity.title)).or_brief(activity.id.as_str())
}

impl View for Matrix<'_, '_> {
    fn document(&self) -> Document<'_> {
        let mut document = self.asked.heading("单位和任务对照");
        if self.rows.is_empty() {
            document.push(Block::Remark("没有分工。".into()));
            return document;
        }
        document.push(Block::Grid(self.grid()));
        document.push(Block::Remark("上边是任务编号，空白是不承担。".into()));
        document.push(Block::OnScreen(vec![Block::Remark("看一项任务：zlt show 编号".into())]));
        document
    }

    fn promise(&self) -> Option<impl Serialize> {
        #[derive(Serialize)]
        struct Promise<'d> {
            #[serde(flatten)]
            head: HeadPromise<'d>,
            activities: Vec<ColumnPromise<'d>>,
            units: Vec<RowPromise<'d>>,
        }
        Some(Promise {
            head: HeadPromise::of(&self.asked.duties),
            activities: self.activities.iter().map(|activity| ColumnPromise::of(activity)).collect(),
            units: self
                .rows
                .iter()
                .map(|(unit, standings)| RowPromise { unit: self.asked.duties.plan.units.name(*unit), standings })
                .collect(),
        })
    }
}

/// A column as JSON has it.
#[derive(Serialize)]
struct ColumnPromise<'d> {
    activity: &'d str,
    title: &'d str,
}

impl<'d> ColumnPromise<'d> {
    fn of(activity: &'d Activity) -> Self {
        Self { activity: activity.id.as_str(), title: &activity.title }
    }
}

/// A row as JSON has it: a standing, or `null`, for every column.
#[derive(Serialize)]
struct RowPromise<'d> {
    unit: &'d str,
    standings: &'d [Option<Standing>],
}
