//! Today at a glance.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::View;
use super::heading::{HeadPromise, Heading};
use super::late::{LateUnit, late_units, push_late};
use super::progress::standings_words;
use super::words::item;
use crate::day;
use crate::document::{Bar, Block, Cell, Document, Fit, Table, Tone};
use crate::duties::{Duties, Scope, Standing, Tally};
use crate::plan::Campaign;

/// The page to open in the morning.
pub struct Overview<'d, 'p> {
    duties: &'d Duties<'p>,
    heading: Heading,
    is_campaign: bool,
}

/// A day ahead, and what falls on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Ahead {
    day: NaiveDate,
    what: String,
}

impl<'d, 'p> Overview<'d, 'p> {
    /// The overview of a scope.
    pub fn new(duties: &'d Duties<'p>, scope: &Scope, heading: Heading) -> Self {
        Self { duties, heading, is_campaign: scope.is_campaign() }
    }

    fn campaign(&self) -> &'p Campaign {
        &self.duties.plan.campaign
    }

    /// Which day of the campaign it is, and of how many; `None` where the plan does not say or the day is outside.
    fn day_of(&self) -> Option<(i64, i64)> {
        let (start, end) = (self.campaign().start?, self.campaign().end?);
        let number = (self.duties.as_of - start).num_days() + 1;
        let days = (end - start).num_days() + 1;
        (1..=days).contains(&number).then_some((number, days))
    }

    fn time_words(&self) -> Option<String> {
        let (start, end) = (self.campaign().start?, self.campaign().end?);
        let today = self.duties.as_of;
        Some(match self.day_of() {
            Some((number, days)) => format!("第{number}天，共{days}天，还剩{}天", days - number),
            None if today < start => format!("{}开始，还有{}天", day::long(start), (start - today).num_days()),
            None => format!("已于{}结束，已过去{}天", day::long(end), (today - end).num_days()),
        })
    }

    /// The next due days of what is still owed, and the next events, in the order of their days.
    fn ahead(&self) -> Vec<Ahead> {
        const SHOWN: usize = 8;
        let mut ahead: Vec<Ahead> = self.due_days().into_iter().chain(self.events()).collect();
        ahead.sort_by_key(|ahead| ahead.day);
        ahead.truncate(SHOWN);
        ahead
    }

    fn due_days(&self) -> Vec<Ahead> {
        let mut due: BTreeMap<NaiveDate, usize> = BTreeMap::new();
        let waiting =
            self.duties.list.iter().filter(|duty| matches!(duty.standing, Standing::DueSoon | Standing::Open));
        waiting.filter_map(|duty| duty.due).for_each(|day| *due.entry(day).or_default() += 1);
        due.into_iter().map(|(day, count)| Ahead { day, what: format!("{count}项次到期") }).collect()
    }

    /// The events to come of the activities in scope; one that several activities share is named once.
    fn events(&self) -> Vec<Ahead> {
        let mut named: BTreeMap<(NaiveDate, &str), Vec<String>> = BTreeMap::new();
        for activity in self.duties.list.iter().map(|duty| duty.activity) {
            for event in activity.events.iter().filter(|event| event.day >= self.duties.as_of) {
                let items = named.entry((event.day, &event.name)).or_default();
                let item = item(&activity.id);
                if !items.contains(&item) {
                    items.push(item);
                }
            }
        }
        let words = |((day, name), items): ((NaiveDate, &str), Vec<String>)| Ahead {
            day,
            what: format!("{name}（{}）", items.join("、")),
        };
        named.into_iter().map(words).collect()
    }

    /// What to type next, with what it does.
    fn next_commands(&self, tally: &Tally) -> Vec<(Cow<'static, str>, Cell<'static>)> {
        let (scope, flags) = (&self.heading.flags, self.heading.all_flags());
        let as_of = self.heading.as_of.as_deref().unwrap_or_default();
        let mut next: Vec<(Cow<'static, str>, &str)> = Vec::new();
        if tally.overdue > 0 {
            next.push((format!("zlt report --overdue{flags}").into(), "看谁逾期"));
        }
        if tally.due_soon > 0 {
            next.push((format!("zlt report --soon{flags}").into(), "看谁快到期"));
        }
        if self.is_campaign {
            let example = self.duties.list.iter().min_by_key(|duty| std::cmp::Reverse(self.duties.days_overdue(duty)));
            let unit = example.map_or("单位", |duty| self.duties.unit(duty));
            next.push((format!("zlt duties --unit {unit}{as_of}").into(), "看一个单位的分工"));
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
        let tally = Tally::of(&self.duties.list);
        let mut document = self.heading.document("概况", self.duties);
        if let Some(words) = self.time_words() {
            document.push(Block::Paragraph(words.into()));
        }
        let passed = self.day_of().map(|(number, days)| number as f64 / days as f64);
        let bar = |label: &'static str, share| Bar { label: label.into(), share };
        let time = passed.map(|passed| bar("时间进度", Some(passed)));
        let done = bar("完成率", Some(tally.share).filter(|_| tally.owed > 0));
        document.push(Block::Bars(time.into_iter().chain([done]).collect()));
        document.push(Block::Paragraph(standings_words(&tally).into()));
        push_late(&mut document, self.duties, &self.heading.all_flags());
        let ahead = self.ahead();
        if !ahead.is_empty() {
            document.push(Block::Heading("接下来".into()));
            let mut table = Table::new(&[("日子", Fit::Whole), ("还有", Fit::Figure), ("事项", Fit::Flowing)]);
            for ahead in ahead {
                let days = (ahead.day - self.duties.as_of).num_days();
                let tone = if days <= 1 { Tone::Soon } else { Tone::Plain };
                let left = if days == 0 { "今天".to_owned() } else { format!("{days}天") };
                table.rows.push(vec![
                    day::seen_from(self.duties.as_of, ahead.day).into(),
                    Cell::toned(left, tone),
                    ahead.what.into(),
                ]);
            }
            document.push(Block::Table(table));
        }
        document.push(Block::Heading("可以接着输入".into()));
        document.push(Block::Facts(self.next_commands(&tally)));
        document
    }

    fn promise(&self) -> impl Serialize {
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
        Promise {
            head: HeadPromise::of(self.duties),
            day: self.day_of().map(|(number, _)| number),
            days: self.day_of().map(|(_, days)| days),
            totals: Tally::of(&self.duties.list),
            late: late_units(self.duties),
            ahead: self.ahead(),
        }
    }
}
