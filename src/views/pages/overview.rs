//! Today at a glance.

use std::borrow::Cow;

use serde::Serialize;

use crate::document::{Block, Cell, Document, Fit, Table, Tone};
use crate::duties::Tally;
use crate::platform::shell_word;
use crate::views::View;
use crate::views::parts::breakdown::standings_of;
use crate::views::parts::days::{Ahead, CampaignDays, ahead};
use crate::views::parts::heading::{Asked, HeadPromise};
use crate::views::parts::late::{LateUnit, late_units, push_late};
use crate::views::parts::office::pending_words;
use crate::views::parts::words::{day_cell, item};

/// The page to open in the morning.
pub struct Overview<'d, 'p> {
    asked: &'d Asked<'p>,
}

impl<'d, 'p> Overview<'d, 'p> {
    /// The overview of a scope.
    pub fn new(asked: &'d Asked<'p>) -> Self {
        Self { asked }
    }

    fn ahead(&self) -> Vec<Ahead> {
        const SHOWN: usize = 8;
        let mut ahead = ahead(&self.asked.duties);
        ahead.truncate(SHOWN);
        ahead
    }

    /// What to type next, with what it does.
    fn next_commands(&self, tally: &Tally) -> Vec<(Cow<'static, str>, Cell<'static>)> {
        let (scope, flags) = (&self.asked.retyped.flags, self.asked.retyped.all_flags());
        let as_of = self.asked.retyped.as_of.as_deref().unwrap_or_default();
        let mut next: Vec<(Cow<'static, str>, &str)> = Vec::new();
        if tally.overdue > 0 {
            next.push((format!("zlt report --overdue{flags}").into(), "看谁逾期"));
        }
        if tally.due_soon > 0 {
            next.push((format!("zlt report --soon{flags}").into(), "看谁快到期"));
        }
        if pending_words(self.asked.duties.list.iter()).is_some() {
            next.push((format!("zlt report 待审{flags}").into(), "看申请和待审核的"));
        }
        if self.asked.duties.scope.is_campaign() {
            let example = self
                .asked
                .duties
                .list
                .iter()
                .min_by_key(|duty| std::cmp::Reverse(self.asked.duties.days_overdue(duty)));
            let unit = example.map_or("单位", |duty| self.asked.duties.unit(duty));
            next.push((format!("zlt duties --unit {}{as_of}", shell_word(unit)).into(), "看一个单位的分工"));
            next.push((format!("zlt report{flags}").into(), "看进展"));
        } else {
            next.push((format!("zlt duties{flags}").into(), "看分工"));
            next.push((format!("zlt done 编号{scope}").into(), "登记完成"));
        }
        next.into_iter().map(|(command, does)| (command, does.into())).collect()
    }
}

impl View for Overview<'_, '_> {
    fn document(&self) -> Document<'_> {
        let tally = Tally::of(&self.asked.duties.list, self.asked.duties.as_of);
        let mut document = self.asked.heading("概况");
        let days = CampaignDays::of(&self.asked.duties);
        if let Some(words) = days.words() {
            document.push(Block::Paragraph(words.into()));
        }
        document.push(Block::Bars(days.bars(&tally)));
        document.push(Block::Paragraph(standings_of(&self.asked.duties).into()));
        if let Some(words) = pending_words(self.asked.duties.list.iter()) {
            document.push(Block::Paragraph(format!("{words}。").into()));
        }
        let turned_down = self.asked.duties.list.iter().filter(|duty| duty.state.turned_down().is_some());
        let items: Vec<String> = turned_down.map(|duty| item(&duty.activity.id)).collect();
        if !items.is_empty() && self.asked.duties.scope.is_one_unit() {
            document.push(Block::Paragraph(format!("没有同意的申请：{}。", items.join("、")).into()));
        }
        push_late(&mut document, &self.asked.duties, &self.asked.retyped.all_flags());
        let ahead = self.ahead();
        if !ahead.is_empty() {
            document.push(Block::Heading("接下来".into()));
            let mut table = Table::new(&[("日子", Fit::Whole), ("还有", Fit::Figure), ("事项", Fit::Flowing)]);
            for ahead in ahead {
                let days = (ahead.day - self.asked.duties.as_of).num_days();
                let tone = if days <= 1 { Tone::Soon } else { Tone::Plain };
                let left = if days == 0 { "今天".to_owned() } else { format!("{days}天") };
                table.rows.push(vec![
                    day_cell(ahead.day, self.asked.duties.as_of),
                    Cell::toned(left, tone),
                    ahead.what.into(),
                ]);
            }
            document.push(Block::Table(table));
        }
        let next = vec![Block::Heading("可以接着输入".into()), Block::Facts(self.next_commands(&tally))];
        document.push(Block::OnScreen(next));
        document
    }

    fn promise(&self) -> Option<impl Serialize> {
        #[derive(Serialize)]
        struct Promise<'d> {
            #[serde(flatten)]
            head: HeadPromise<'d>,
            day: Option<i64>,
            days: Option<i64>,
            totals: Tally,
            late: Vec<LateUnit<'d>>,
            ahead: Vec<Ahead>,
        }
        let days = CampaignDays::of(&self.asked.duties);
        Some(Promise {
            head: HeadPromise::of(&self.asked.duties),
            day: days.place().map(|(number, _)| number),
            days: days.place().map(|(_, days)| days),
            totals: Tally::of(&self.asked.duties.list, self.asked.duties.as_of),
            late: late_units(&self.asked.duties),
            ahead: self.ahead(),
        })
    }
}
