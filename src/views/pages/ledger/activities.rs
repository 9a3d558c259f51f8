//! The ledger by activity.

use super::Ledger;
use crate::document::{Cell, Fit, Table, Total};
use crate::duties::Tally;
use crate::duties::figures::figures;
use crate::views::parts::breakdown::{owed_cells, owed_columns};
use crate::views::parts::words::{due_cell, figures_words, id_cell};

impl Ledger<'_, '_> {
    pub(super) fn activities_table(&self) -> Table<'_> {
        let printed = [
            ("序号", Fit::Whole),
            ("板块", Fit::Flowing),
            ("工作任务", Fit::Flowing),
            ("牵头单位", Fit::Flowing),
            ("责任单位", Fit::Flowing),
            ("配合单位", Fit::Flowing),
            ("完成时限", Fit::Whole),
            ("时间节点", Fit::Flowing),
        ];
        let campaign = &self.asked.duties.plan.campaign;
        let columns = [&printed[..], &owed_columns(campaign), &[("数量合计", Fit::Flowing)]].concat();
        let mut table = Table::new(&columns).chosen_by(&["板块"]);
        for (wording, duties) in self.by_activity() {
            let activity = duties[0].activity;
            let mut row = vec![
                id_cell(activity),
                activity.section.as_deref().unwrap_or_default().into(),
                activity.title.as_str().into(),
            ];
            row.extend(wording.printed.iter().map(|printed| Cell::from(printed.as_str())));
            row.extend([due_cell(activity.due, self.asked.duties.as_of), wording.events.as_str().into()]);
            row.extend(owed_cells(&Tally::of(duties, self.asked.duties.as_of), campaign));
            row.push(figures_words(&figures(duties)).unwrap_or_default().into());
            table.rows.push(row);
        }
        let mut total = vec![Cell::from("合计")];
        total.resize(8, "".into());
        total.extend(owed_cells(&Tally::of(&self.asked.duties.list, self.asked.duties.as_of), campaign));
        total.push(figures_words(&figures(&self.asked.duties.list)).unwrap_or_default().into());
        table.total = Some(Total { of: "全部任务", cells: total });
        table
    }
}
