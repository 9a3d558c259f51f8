//! Duties counted by unit, by activity, by section.

use indexmap::IndexMap;

use crate::document::{Cell, Fit, Table, Total};
use crate::duties::{Duties, Duty, Standing, Tally};
use crate::plan::{Activity, Campaign, UnitIndex};
use crate::views::parts::words::{NO_SECTION, item, percent, sections_help, tone};

/// By what duties are broken down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// 按单位
    Unit,
    /// 按任务
    Activity,
    /// 按板块
    Section,
}

impl By {
    /// The name of what it breaks down by.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unit => "单位",
            Self::Activity => "任务",
            Self::Section => "板块",
        }
    }
}

/// The rule behind the share, printed under every table that shows it.
pub const SHARE_RULE: &str = "完成率＝应完成中已完成的（按期完成、逾期完成）／应完成；应完成＝全部分工－不涉及－按需开展－随牵头－长期坚持（后三种办没办完都不算）。到期完成率只算时限已到的。";

/// One line of a breakdown.
pub struct Row<'p> {
    /// The unit, the number of the activity, or the section; empty for what stands in none.
    pub key: &'p str,
    /// The first activity counted.
    pub activity: &'p Activity,
    /// The first duty's unit, by its place.
    pub unit: UnitIndex,
    /// What is counted.
    pub tally: Tally,
}

/// Counts duties, in plan order.
pub fn rows<'p>(duties: &Duties<'p>, by: By) -> Vec<Row<'p>> {
    let mut rows: IndexMap<&str, Row<'p>> = IndexMap::new();
    for duty in &duties.list {
        let key = key(duties, duty, by);
        let new = || Row { key, activity: duty.activity, unit: duty.unit, tally: Tally::default() };
        rows.entry(key).or_insert_with(new).tally.count(duty, duties.as_of);
    }
    let mut rows: Vec<Row<'p>> = rows.into_values().collect();
    if by == By::Unit {
        rows.sort_by_key(|row| row.unit);
    }
    rows
}

fn key<'p>(duties: &Duties<'p>, duty: &Duty<'p>, by: By) -> &'p str {
    match by {
        By::Unit => duties.unit(duty),
        By::Activity => duty.activity.id.as_str(),
        By::Section => duty.activity.section.as_deref().unwrap_or(""),
    }
}

impl Row<'_> {
    /// The name that the line goes by.
    pub fn name(&self, by: By) -> String {
        match by {
            By::Activity => format!("{} {}", item(self.key), self.activity.title),
            By::Section if self.key.is_empty() => NO_SECTION.to_owned(),
            _ => self.key.to_owned(),
        }
    }
}

/// The breakdown as a table, in parts by section where that helps, with the sum of all.
pub fn table<'t>(duties: &Duties<'_>, by: By) -> Table<'t> {
    let fit = if by == By::Unit { Fit::Whole } else { Fit::Flowing };
    let campaign = &duties.plan.campaign;
    let columns = [&[(by.word(), fit), ("分工", Fit::Figure)][..], &owed_columns(campaign)].concat();
    let mut table = Table::new(&columns).parted_by("板块").chosen_by(&["单位"]);
    let rows = rows(duties, by);
    let has_sections = by == By::Activity && sections_help(rows.iter().map(|row| row.activity.section.as_deref()));
    let mut section = None;
    for row in &rows {
        if has_sections && section != Some(&row.activity.section) {
            section = Some(&row.activity.section);
            table.begin(row.activity.section.clone().unwrap_or(NO_SECTION.to_owned()));
        }
        table.rows.push(cells(row.name(by), &row.tally, campaign));
    }
    let all = Tally::of(&duties.list, duties.as_of);
    table.total = Some(Total { of: "全部板块", cells: cells("合计".to_owned(), &all, campaign) });
    table
}

fn cells(name: String, tally: &Tally, campaign: &Campaign) -> Vec<Cell<'static>> {
    [name.into(), Cell::number(tally.duties)].into_iter().chain(owed_cells(tally, campaign)).collect()
}

/// What is said of a tally in columns.
pub fn owed_columns(campaign: &Campaign) -> Vec<(&'static str, Fit)> {
    let mut columns = vec![
        ("应完成", Fit::Figure),
        ("已完成", Fit::Figure),
        ("逾期未完成", Fit::Figure),
        ("即将到期", Fit::Figure),
        ("未反馈", Fit::Figure),
        ("完成率", Fit::Share),
    ];
    columns.extend(campaign.review.then_some(("已销号", Fit::Figure)));
    columns
}

/// The cells of [`owed_columns`].
pub fn owed_cells(tally: &Tally, campaign: &Campaign) -> Vec<Cell<'static>> {
    let mut cells = vec![
        Cell::number(tally.owed),
        Cell::number(tally.done()),
        counted_cell(tally, Standing::Overdue),
        counted_cell(tally, Standing::DueSoon),
        Cell::number(tally.unreported),
        share_cell(tally),
    ];
    cells.extend(campaign.review.then(|| Cell::number(tally.accepted)));
    cells
}

/// How many stand so, in the tone of the standing where there are any.
pub fn counted_cell(tally: &Tally, standing: Standing) -> Cell<'static> {
    match tally.standing(standing) {
        0 => Cell::number(0),
        count => Cell::number(count).in_tone(tone(standing)),
    }
}

/// 完成率, with its bar.
pub fn share_cell(tally: &Tally) -> Cell<'static> {
    Cell::share(percent(tally.share, tally.owed), Some(tally.share).filter(|_| tally.owed > 0))
}

/// 销号率 in words, where the plan has the office sign off: `，销号率30.0%（应完成20项次中已销号6项次）`; empty elsewhere, and where
/// nothing is owed.
pub fn accepted_words(tally: &Tally, campaign: &Campaign) -> String {
    if !campaign.review || tally.owed == 0 {
        return String::new();
    }
    let share = tally.accepted as f64 / tally.owed as f64;
    format!("，销号率{}（应完成{}项次中已销号{}项次）", percent(share, tally.owed), tally.owed, tally.accepted)
}

/// 完成率 in words, behind 到期完成率 while only part of what is owed has come due: `到期完成率90.0%（已到期10项次，完成9项次），
/// 完成率45.0%`.
pub fn shares_words(tally: &Tally) -> String {
    let share = format!("完成率{}", percent(tally.share, tally.owed));
    match tally.come_due() {
        (0, _) => share,
        (due, _) if due == tally.owed => share,
        (due, done) => {
            format!("到期完成率{}（已到期{due}项次，完成{done}项次），{share}", percent(tally.due_share, due))
        }
    }
}

/// What is done though it is not owed: `；另有应完成以外的已完成3项次`; empty where there is none.
pub fn done_beside_words(tally: &Tally) -> String {
    match tally.done_beside() {
        0 => String::new(),
        count => format!("；另有应完成以外的已完成{count}项次"),
    }
}

/// The counts of some duties in one sentence; standings that nobody has are left out.
pub fn standings_of(duties: &Duties<'_>) -> String {
    let tally = Tally::of(&duties.list, duties.as_of);
    let accepted = accepted_words(&tally, &duties.plan.campaign);
    let accepted = accepted.strip_prefix('，').map(|words| format!("{words}。")).unwrap_or_default();
    standings_words(&tally) + &accepted
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

#[cfg(test)]
mod tests {
    use super::SHARE_RULE;
    use crate::duties::Standing;

    /// The rule is printed as a sentence; what it says of each standing is what is counted.
    #[test]
    fn the_printed_rule_says_what_each_standing_counts_for() {
        let (done, outside) = SHARE_RULE.split_once("／应完成；").unwrap();
        for standing in Standing::ALL {
            let named = [done, outside].map(|part| part.contains(standing.word()));
            let meant = [standing.is_done(), standing.is_never_owed()];
            assert_eq!(named, meant, "{standing:?}");
        }
    }
}
