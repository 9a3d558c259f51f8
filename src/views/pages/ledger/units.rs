//! The ledger by unit.

use super::Ledger;
use crate::document::{Cell, Fit, Table, Total};
use crate::duties::{Standing, Tally};
use crate::views::parts::breakdown::{By, counted_cell, rows, share_cell};

impl Ledger<'_, '_> {
    pub(super) fn units_table(&self) -> Table<'_> {
        let mut columns = vec![("单位", Fit::Whole), ("分工", Fit::Figure), ("应完成", Fit::Figure)];
        columns.extend(Standing::ALL.iter().map(|standing| (standing.word(), Fit::Figure)));
        columns.extend([("未反馈", Fit::Figure), ("完成率", Fit::Share)]);
        let mut table = Table::new(&columns).chosen_by(&["单位"]);
        self.add_liaison_columns(&mut table);
        for row in rows(&self.asked.duties, By::Unit) {
            let mut cells = cells(row.key.into(), &row.tally);
            self.add_liaison(&mut cells, row.unit);
            table.rows.push(cells);
        }
        let mut total = cells("合计".into(), &Tally::of(&self.asked.duties.list, self.asked.duties.as_of));
        total.resize(table.columns.len(), "".into());
        table.total = Some(Total { of: "全部单位", cells: total });
        table
    }
}

fn cells<'t>(name: Cell<'t>, tally: &Tally) -> Vec<Cell<'t>> {
    let mut cells = vec![name, Cell::number(tally.duties), Cell::number(tally.owed)];
    cells.extend(Standing::ALL.iter().map(|standing| counted_cell(tally, *standing)));
    cells.extend([Cell::number(tally.unreported), share_cell(tally)]);
    cells
}
