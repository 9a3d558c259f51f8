//! What a command has written, left alone, and how to undo it.

mod outlook;
mod untouched;

use chrono::NaiveDate;
use serde::Serialize;

use crate::day;
use crate::document::{Block, Document, Fit, Table};
use crate::duties::Standing;
use crate::duties::change::{Change, Decision, Written};
use crate::duties::figures::unsummed;
use crate::journal::{Kind, State, Status};
use crate::mask::{Kind as Number, kinds};
use crate::views::View;
use crate::views::parts::heading::{Asked, HeadPromise};
use crate::views::parts::office::{files_words, review_word};
use crate::views::parts::words::{counts_words, day_cell, due_cell, item, standing_cell, status_word};

/// What a command that says something about duties has come to.
pub struct Receipt<'d, 'p> {
    asked: &'d Asked<'p>,
    change: &'d Change,
    decision: &'d Decision<'d, 'p>,
    is_dry_run: bool,
}

impl<'d, 'p> Receipt<'d, 'p> {
    /// The receipt of a decision about the duties asked for, carried out or only tried.
    pub fn new(asked: &'d Asked<'p>, change: &'d Change, decision: &'d Decision<'d, 'p>, is_dry_run: bool) -> Self {
        Self { asked, change, decision, is_dry_run }
    }

    /// How a duty stands once the entry is written: judged from all that has been said of it, this included.
    fn standing(&self, Written { duty, after, .. }: &Written<'_, '_>) -> Standing {
        let duties = &self.asked.duties;
        Standing::of(after, duty.terms_after(after), duties.as_of, duties.plan.campaign.soon_days)
    }

    fn table(&self) -> Table<'_> {
        let mut table = Table::new(&[
            ("编号", Fit::Whole),
            ("任务", Fit::Flowing),
            ("单位", Fit::Whole),
            ("日期", Fit::Whole),
            ("时限", Fit::Whole),
            ("办理状态", Fit::Whole),
        ]);
        for written in &self.decision.written {
            let duty = written.duty;
            table.rows.push(vec![
                duty.activity.id.as_str().into(),
                duty.activity.title.as_str().into(),
                self.asked.duties.unit(duty).into(),
                day_cell(written.entry.on, self.asked.duties.as_of),
                due_cell(duty.terms_after(&written.after).due, self.asked.duties.as_of),
                standing_cell(self.standing(written)),
            ]);
        }
        table
    }

    /// The first sentence: what was written.
    fn headline(&self) -> String {
        let count = self.decision.written.len();
        let said = match self.change.said.kind {
            _ if self.change.corrects.is_some() => "以前的反馈更正了",
            Kind::Done => "登记为“已完成”",
            Kind::Start => "登记为“推进中”",
            Kind::Waive => "登记为“不涉及”",
            Kind::Reopen => "重新打开，登记为“未开展”",
            Kind::Note if self.change.said.memo => "记上便记，不算反馈",
            Kind::Accept => "销号",
            Kind::Return if self.turns_down() => "的申请退回，不同意",
            Kind::Return => "退回，登记为“推进中”",
            Kind::Receive => "的材料签收",
            Kind::Ask => "的申请记上",
            Kind::Note | Kind::Retract | Kind::Unknown => "记上进展",
        };
        match (count, self.is_dry_run) {
            (0, _) => "没有需要登记的，什么也没有写入。".to_owned(),
            (_, true) => format!("预演：会把以下{count}项次{said}，现在什么也没有写入。"),
            (_, false) => format!("已把以下{count}项次{said}。"),
        }
    }

    /// What stood before where something had been said already, and what counts now.
    fn said_again(&self) -> Vec<String> {
        let has_history = |written: &&Written<'_, '_>| written.duty.state.status != Status::Unreported;
        let is_told = self.change.said.kind != Kind::Receive && !self.change.said.memo;
        let again = self.decision.written.iter().filter(has_history).filter(|_| is_told);
        let mut words: Vec<String> = again.map(|written| self.before_and_after(written)).collect();
        if words.len() > SHOWN {
            let more = words.drain(SHOWN..).len();
            words.push(format!("另有{more}项次以前也有过反馈，用 zlt show 编号 查看。"));
        }
        words
    }

    fn before_and_after(&self, Written { duty, after, .. }: &Written<'_, '_>) -> String {
        let name = format!("{}{}", self.asked.duties.unit(duty), item(&duty.activity.id));
        let count = after.reports;
        let nth = if count > duty.state.reports { format!("第{count}次反馈，") } else { String::new() };
        format!("{name}原来：{}；现在：{nth}{}。", self.state_words(&duty.state), self.state_words(after))
    }

    /// A state in words: `已完成（9月12日），场次 5`.
    fn state_words(&self, state: &State) -> String {
        let day = state.done_on.map(|day| format!("（{}）", day::brief(self.asked.duties.as_of, day)));
        let counts = state.counts().map(|counts| format!("，{}", counts_words(counts)));
        let review = state.review.filter(|_| self.asked.duties.plan.campaign.review);
        let review = review.map(|review| format!("，{}", review_word(review)));
        let words = [day, counts, review].into_iter().flatten().collect::<String>();
        format!("{}{words}", status_word(state.status))
    }

    /// The remark and the figures that were recorded.
    fn remark(&self) -> Option<String> {
        let note = (!self.change.said.note.is_empty()).then(|| format!("备注：{}", self.change.said.note));
        let counts =
            (!self.change.said.counts.is_empty()).then(|| format!("数量：{}", counts_words(&self.change.said.counts)));
        let several = self.decision.written.len();
        let twice = (several > 1 && !self.change.said.counts.is_empty())
            .then(|| format!("（{several}项次各记了一份，合计时会相加；是同一批的，请撤销后只记在一项上）"));
        let counts = counts.map(|counts| counts + twice.as_deref().unwrap_or_default());
        let files = &self.change.said.files;
        let files = (!files.is_empty()).then(|| format!("佐证：{}", files_words(files)));
        let words: Vec<String> = note.into_iter().chain(counts).chain(files).collect();
        (!words.is_empty() && !self.decision.written.is_empty()).then(|| words.join("　"))
    }

    /// How to correct what was reported before, where this was one report more; `None` elsewhere.
    fn how_to_correct(&self) -> Option<String> {
        let is_more = |written: &Written<'_, '_>| written.after.reports > 1 && written.entry.is_report();
        let is_one_more = self.change.corrects.is_none() && self.decision.written.iter().any(is_more);
        let first = if self.is_dry_run { "" } else { "先撤销，再" };
        is_one_more.then(|| {
            format!("每次反馈都算数。要更正以前的，{first}在原来的命令最后加 --replace=序号（序号见 zlt log 第一栏）。")
        })
    }

    /// The duties that are recorded as done before they could begin, and what mends that.
    fn done_before_start(&self) -> Option<String> {
        let plan = self.asked.duties.plan;
        let start = |written: &Written<'_, '_>| plan.start_of(written.duty.activity.id.as_str());
        let early = self.decision.written.iter().filter(|written| written.entry.kind == Kind::Done);
        let early = early.filter(|written| start(written).is_some_and(|start| written.entry.on < start));
        let names: Vec<String> = early
            .map(|written| format!("{}{}", self.asked.duties.unit(written.duty), item(&written.duty.activity.id)))
            .collect();
        (!names.is_empty())
            .then(|| format!("{}的完成日期早于开始日；写错了的，把日期写对再登记：--on 日期 --replace", brief(&names)))
    }

    /// What of the figures recorded no sum will take in.
    fn unsummed(&self) -> Option<String> {
        let written: Vec<String> =
            unsummed(&self.change.said.counts).iter().map(|written| format!("“{written}”")).collect();
        let is_said = !written.is_empty() && !self.decision.written.is_empty();
        is_said.then(|| {
            format!("{}加不起来，合计时原样列出；要计入合计，写成一个数或约数，例如 4、约4。", written.join("、"))
        })
    }

    /// Which numbers of persons the remark holds, and what becomes of them.
    fn stays_inside(&self) -> Option<String> {
        let kinds: Vec<&str> = kinds(&self.change.said.note).into_iter().map(Number::word).collect();
        let is_said = !kinds.is_empty() && !self.decision.written.is_empty();
        is_said.then(|| {
            format!("备注里有{}：记录里原样留着，各种报表、公文、网页、群消息里只露头尾几位。", kinds.join("、"))
        })
    }

    /// The last day of the first duty that is recorded as done late for want of a day; the work may have been done before.
    fn missed_day(&self) -> Option<NaiveDate> {
        let is_late = |written: &&Written<'_, '_>| self.standing(written) == Standing::DoneLate;
        let is_asked = self.change.said.kind == Kind::Done && self.change.on.is_none();
        self.decision.written.iter().find(is_late).filter(|_| is_asked).and_then(|written| written.duty.due())
    }
}

/// How many duties are named one by one.
const SHOWN: usize = 6;

/// Up to six names, and how many more there are.
fn brief(names: &[String]) -> String {
    let shown = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join("、");
    if names.len() > SHOWN { format!("{shown}等{}项次", names.len()) } else { shown }
}

impl View for Receipt<'_, '_> {
    fn document(&self) -> Document<'_> {
        let mut document = Document::default();
        document.push(Block::Paragraph(self.headline().into()));
        if !self.decision.written.is_empty() {
            document.push(Block::Table(self.table()));
        }
        let sentences = self.remark().into_iter().chain(self.unsummed()).chain(self.outlook()).chain(self.said_again());
        for sentence in sentences {
            document.push(Block::Paragraph(sentence.into()));
        }
        if let Some(sentence) = self.stays_inside() {
            document.push(Block::Paragraph(sentence.into()));
        }
        for sentence in self.untouched() {
            document.push(Block::Paragraph(sentence.into()));
        }
        for sentence in self.done_before_start().into_iter().chain(self.how_to_correct()) {
            document.push(Block::Paragraph(sentence.into()));
        }
        if let Some(day) = self.missed_day() {
            document.push(Block::Paragraph(format!("已过时限，如系此前完成请加 --on，例如 --on {day}。").into()));
        }
        if !self.decision.written.is_empty() && !self.is_dry_run {
            document.push(Block::Paragraph(format!("登错了可以撤销：zlt undo{}", self.asked.retyped.flags).into()));
        }
        document
    }

    fn promise(&self) -> Option<impl Serialize> {
        #[derive(Serialize)]
        struct Promise<'d> {
            #[serde(flatten)]
            head: HeadPromise<'d>,
            kind: Kind,
            dry_run: bool,
            written: Vec<WrittenPromise<'d>>,
            untouched: Vec<UntouchedPromise<'d>>,
        }
        let written = self.decision.written.iter().map(|written| WrittenPromise {
            activity: written.duty.activity.id.as_str(),
            unit: self.asked.duties.unit(written.duty),
            on: written.entry.on,
            standing: self.standing(written),
        });
        let untouched = self.decision.untouched.iter().map(|(duty, _)| UntouchedPromise {
            activity: duty.activity.id.as_str(),
            unit: self.asked.duties.unit(duty),
            status: duty.state.status,
        });
        Some(Promise {
            head: HeadPromise::of_plan(self.asked.duties.plan),
            kind: self.change.said.kind,
            dry_run: self.is_dry_run,
            written: written.collect(),
            untouched: untouched.collect(),
        })
    }
}

#[derive(Serialize)]
struct WrittenPromise<'d> {
    activity: &'d str,
    unit: &'d str,
    on: NaiveDate,
    standing: Standing,
}

#[derive(Serialize)]
struct UntouchedPromise<'d> {
    activity: &'d str,
    unit: &'d str,
    status: Status,
}
