//! What waits for the office's word: what units ask for, and what they report done.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::Serialize;

use crate::document::{Block, Cell, Document, Fit, Table};
use crate::duties::grant::Grant;
use crate::duties::{Duty, Speaker};
use crate::journal::{Entry, Review, Want};
use crate::mask::masked;
use crate::platform::shell_word;
use crate::views::View;
use crate::views::parts::heading::{Asked, HeadPromise};
use crate::views::parts::office::request_word;
use crate::views::parts::words::{DutyPromise, day_cell, done_cell, due_cell, id_cell, note_cell, standing_cell};

/// How many answers are printed out, each with the command that gives it.
const SHOWN: usize = 12;

/// The duties that wait for the office's word.
pub struct Pending<'d, 'p> {
    asked: &'d Asked<'p>,
    requests: Vec<(&'d Duty<'p>, &'d Entry<'static>)>,
    waiting: Vec<&'d Duty<'p>>,
    /// Accepted, and reported on since.
    again: Vec<&'d Duty<'p>>,
    /// Handed back, and neither done nor waived since.
    returned: Vec<&'d Duty<'p>>,
    speaker: Speaker,
}

impl<'d, 'p> Pending<'d, 'p> {
    /// What waits among the duties asked for, which come with their rounds; only the office is told how to answer.
    pub fn new(asked: &'d Asked<'p>, speaker: Speaker) -> Self {
        let list = &asked.duties.list;
        let requests = |duty: &'d Duty<'p>| duty.requests().into_iter().map(move |asked| (duty, asked));
        let mut waiting: Vec<&Duty<'p>> = list.iter().filter(|duty| duty.review() == Some(Review::Waiting)).collect();
        waiting.sort_by_key(|duty| duty.state.done_on);
        Self {
            asked,
            requests: list.iter().flat_map(requests).collect(),
            waiting,
            again: list.iter().filter(|duty| duty.state.since_acceptance() > 0).collect(),
            returned: list.iter().filter(|duty| duty.is_returned()).collect(),
            speaker,
        }
    }

    fn unit(&self, duty: &Duty<'_>) -> &'p str {
        self.asked.duties.unit(duty)
    }

    fn requests_table(&self) -> Table<'_> {
        let mut table = Table::new(&[
            ("编号", Fit::Whole),
            ("任务", Fit::Flowing),
            ("单位", Fit::Whole),
            ("申请", Fit::Whole),
            ("日期", Fit::Whole),
            ("时限", Fit::Whole),
            ("延到", Fit::Whole),
            ("原因", Fit::Flowing),
        ])
        .named(&["时限", "延到"]);
        let today = self.asked.duties.as_of;
        for (duty, asked) in &self.requests {
            table.rows.push(vec![
                id_cell(duty.activity),
                duty.activity.title.as_str().into(),
                self.unit(duty).into(),
                asked.wants.map_or("", request_word).into(),
                day_cell(asked.on, today),
                due_cell(duty.due(), today),
                asked.until.map_or_else(|| "".into(), |until| day_cell(until, today)),
                masked(&asked.note).into(),
            ]);
        }
        table
    }

    /// The commands that answer each request.
    fn answers(&self) -> Vec<(Cow<'static, str>, Cell<'static>)> {
        let answer = |(duty, asked): &(&Duty<'_>, &Entry<'_>)| {
            let about = format!("{} --unit {}", duty.activity.id, shell_word(self.unit(duty)));
            // A masked number must not get into the record as if it had been written so.
            let reason = Some(&asked.note).filter(|note| masked(note) == **note);
            let reason = reason.map_or_else(|| "原因".into(), |note| shell_word(note));
            let grant = match (asked.wants, asked.until) {
                (Some(Want::Extend), until) => {
                    let until = until.filter(|until| *until >= self.asked.duties.as_of);
                    let until = until.map_or("日期".to_owned(), |until| until.to_string());
                    format!("zlt extend {about} --to {until} --approved {} --why {reason}", Grant::SOMEBODY)
                }
                _ => format!("zlt waive {about} --note 同意"),
            };
            // A return turns down the newest request of a duty; an older one can be refused once that is answered.
            let is_newest = duty.state.request().map(|newest| newest.wants) == asked.wants;
            let refuse = is_newest.then(|| format!("zlt return {about} --note 原因"));
            let refuse = refuse.map(|refuse| (refuse.into(), Cell::from("不同意")));
            [(grant.into(), Cell::from("同意"))].into_iter().chain(refuse).collect::<Vec<_>>()
        };
        self.requests.iter().take(SHOWN).flat_map(answer).collect()
    }

    fn duties_table<'t>(&'t self, duties: &'t [&'d Duty<'p>]) -> Table<'t> {
        let mut table = Table::new(&[
            ("编号", Fit::Whole),
            ("任务", Fit::Flowing),
            ("单位", Fit::Whole),
            ("时限", Fit::Whole),
            ("完成日期", Fit::Whole),
            ("办理状态", Fit::Whole),
            ("备注", Fit::Flowing),
        ])
        .named(&["时限", "完成日期"]);
        for duty in duties {
            table.rows.push(vec![
                id_cell(duty.activity),
                duty.activity.title.as_str().into(),
                self.unit(duty).into(),
                due_cell(duty.due(), self.asked.duties.as_of),
                done_cell(duty, self.asked.duties.as_of),
                standing_cell(duty.standing),
                note_cell(duty, self.asked.duties.as_of),
            ]);
        }
        table
    }

    fn push_part<'t>(
        &self,
        document: &mut Document<'t>,
        heading: String,
        table: Table<'t>,
        next: Vec<(Cow<'static, str>, Cell<'t>)>,
    ) {
        document.push(Block::Heading(heading.into()));
        document.push(Block::Table(table));
        if self.speaker == Speaker::Office && !next.is_empty() {
            document.push(Block::OnScreen(vec![Block::Facts(next)]));
        }
    }
}

impl<'d, 'p> View for Pending<'d, 'p> {
    fn document(&self) -> Document<'_> {
        let mut document = self.asked.heading("待审");
        let lists = [&self.waiting, &self.again, &self.returned];
        if self.requests.is_empty() && lists.iter().all(|list| list.is_empty()) {
            document.push(Block::Remark("没有待答复的申请，没有待审核的，也没有退回重做的。".into()));
            return document;
        }
        if !self.requests.is_empty() {
            let heading = format!("待答复的申请（{}项次）", self.requests.len());
            self.push_part(&mut document, heading, self.requests_table(), self.answers());
            if self.speaker == Speaker::Office && self.requests.len() > SHOWN {
                let more = self.requests.len() - SHOWN;
                let words = format!("只列了前{SHOWN}件申请的答复命令，另有{more}件；加 --unit 单位 只看一个单位的。");
                document.push(Block::OnScreen(vec![Block::Remark(words.into())]));
            }
        }
        if !self.waiting.is_empty() {
            let next: [(Cow<'_, str>, Cell<'_>); 3] = [
                ("zlt accept 编号 --unit 单位".into(), "销号".into()),
                ("zlt accept --waiting".into(), "全部销号，先问一遍".into()),
                ("zlt return 编号 --unit 单位 --note 原因".into(), "退回重做；时限已过的加 --due 日期".into()),
            ];
            let heading = format!("待审核（{}项次）", self.waiting.len());
            self.push_part(&mut document, heading, self.duties_table(&self.waiting), next.into());
        }
        if !self.again.is_empty() {
            let next = vec![("zlt show 编号 --unit 单位".into(), "看后来又反馈了什么".into())];
            let heading = format!("销号后又有反馈（{}项次）", self.again.len());
            self.push_part(&mut document, heading, self.duties_table(&self.again), next);
        }
        if !self.returned.is_empty() {
            let heading = format!("退回重做、还没有报完成（{}项次）", self.returned.len());
            self.push_part(&mut document, heading, self.duties_table(&self.returned), Vec::new());
        }
        document
    }

    fn promise(&self) -> Option<impl Serialize> {
        #[derive(Serialize)]
        struct Promise<'d> {
            #[serde(flatten)]
            head: HeadPromise<'d>,
            requests: Vec<RequestPromise<'d>>,
            waiting: Vec<DutyPromise<'d>>,
            reported_since: Vec<DutyPromise<'d>>,
            returned: Vec<DutyPromise<'d>>,
        }
        let duties = &self.asked.duties;
        let promise = |listed: &[&'d Duty<'p>]| -> Vec<DutyPromise<'d>> {
            listed.iter().map(|duty| DutyPromise::of(duties, duty)).collect()
        };
        let request = |(duty, asked): &(&Duty<'_>, &Entry<'_>)| RequestPromise {
            activity: duty.activity.id.to_string(),
            unit: self.unit(duty),
            wants: asked.wants,
            until: asked.until,
            on: asked.on,
            note: masked(&asked.note).into_owned(),
        };
        Some(Promise {
            head: HeadPromise::of(duties),
            requests: self.requests.iter().map(request).collect(),
            waiting: promise(&self.waiting),
            reported_since: promise(&self.again),
            returned: promise(&self.returned),
        })
    }
}

/// A request as JSON has it.
#[derive(Serialize)]
struct RequestPromise<'d> {
    activity: String,
    unit: &'d str,
    wants: Option<Want>,
    until: Option<NaiveDate>,
    on: NaiveDate,
    note: String,
}
