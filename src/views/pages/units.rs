//! Who takes part, under which names, and how far each has come.

use serde::Serialize;

use crate::document::{Block, Cell, Document, Fit, Table};
use crate::duties::{Duties, Tally};
use crate::plan::units::Group;
use crate::plan::{Plan, UnitIndex};
use crate::views::View;
use crate::views::parts::heading::{Asked, HeadPromise};

/// The units of a scope.
pub struct UnitsPage<'d, 'p> {
    asked: &'d Asked<'p>,
    rows: Vec<Row<'p>>,
}

struct Row<'p> {
    unit: &'p str,
    aliases: &'p [String],
    groups: Vec<&'p str>,
    tally: Tally,
}

impl<'d, 'p> UnitsPage<'d, 'p> {
    /// The units of the scope in plan order.
    pub fn new(asked: &'d Asked<'p>) -> Self {
        let Duties { plan, scope, list, .. } = &asked.duties;
        let mut tallies = vec![Tally::default(); plan.units.units.len()];
        list.iter().for_each(|duty| tallies[duty.unit.0].count(duty, asked.duties.as_of));
        let row = |unit: UnitIndex| Row {
            unit: plan.units.name(unit),
            aliases: &plan.units.units[unit.0].aliases,
            groups: groups_of(plan, unit),
            tally: tallies[unit.0],
        };
        Self { asked, rows: plan.units.indices().filter(|unit| scope.contains(*unit)).map(row).collect() }
    }
}

fn groups_of(plan: &Plan, unit: UnitIndex) -> Vec<&str> {
    plan.units.groups.iter().filter(|group| group.members.contains(&unit)).map(|group| group.name.as_str()).collect()
}

impl View for UnitsPage<'_, '_> {
    fn document(&self) -> Document<'_> {
        let mut document = self.asked.heading("单位");
        let mut table = Table::new(&[
            ("单位", Fit::Whole),
            ("统称", Fit::Whole),
            ("分工", Fit::Figure),
            ("已完成", Fit::Figure),
            ("别称", Fit::Flowing),
        ]);
        for row in &self.rows {
            table.rows.push(vec![
                row.unit.into(),
                row.groups.join("、").into(),
                Cell::number(row.tally.duties),
                Cell::number(row.tally.done()),
                row.aliases.join("、").into(),
            ]);
        }
        document.push(Block::Table(table));
        let groups = self
            .asked
            .duties
            .plan
            .units
            .groups
            .iter()
            .map(|group| format!("{}（{}家）", group.name, group.members.len()));
        let summary = format!("共{}个单位。统称：{}。", self.rows.len(), groups.collect::<Vec<_>>().join("、"));
        document.push(Block::Remark(summary.into()));
        document
    }

    fn promise(&self) -> Option<impl Serialize> {
        #[derive(Serialize)]
        struct Promise<'d> {
            #[serde(flatten)]
            head: HeadPromise<'d>,
            units: Vec<UnitPromise<'d>>,
            groups: Vec<GroupPromise<'d>>,
        }
        let plan = self.asked.duties.plan;
        Some(Promise {
            head: HeadPromise::of(&self.asked.duties),
            units: self.rows.iter().map(UnitPromise::of).collect(),
            groups: plan.units.groups.iter().map(|group| GroupPromise::of(plan, group)).collect(),
        })
    }
}

/// A unit as JSON has it.
#[derive(Serialize)]
struct UnitPromise<'d> {
    unit: &'d str,
    aliases: &'d [String],
    groups: &'d [&'d str],
    duties: usize,
    done: usize,
}

impl<'d> UnitPromise<'d> {
    fn of(row: &'d Row<'_>) -> Self {
        let Row { unit, aliases, groups, tally } = row;
        Self { unit, aliases, groups, duties: tally.duties, done: tally.done() }
    }
}

/// A group as JSON has it.
#[derive(Serialize)]
struct GroupPromise<'d> {
    group: &'d str,
    aliases: &'d [String],
    members: Vec<&'d str>,
}

impl<'d> GroupPromise<'d> {
    fn of(plan: &'d Plan, group: &'d Group) -> Self {
        let members = group.members.iter().map(|unit| plan.units.name(*unit)).collect();
        Self { group: &group.name, aliases: &group.aliases, members }
    }
}
