//! What a command has written, left alone, and how to undo it.

use chrono::NaiveDate;
use indexmap::IndexMap;
use serde::Serialize;

use crate::day;
use crate::document::{Block, Document, Fit, Table};
use crate::duties::change::{Change, Decision, Untouched};
use crate::duties::figures::unsummed;
use crate::duties::{Duty, Standing};
use crate::journal::{Kind, Status};
use crate::views::View;
use crate::views::parts::heading::{Asked, HeadPromise};
use crate::views::parts::words::{counts_words, day_cell, due_cell, item, standing_cell};

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
    fn standing(&self, duty: &Duty<'_>, on: NaiveDate) -> Standing {
        let Change { kind, note, counts, .. } = self.change;
        let state = duty.state.clone().after(*kind, on, note, counts);
        let duties = &self.asked.duties;
        Standing::of(&state, duty.due, duty.optional, duties.as_of, duties.plan.campaign.soon_days)
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
        for (duty, on) in &self.decision.written {
            table.rows.push(vec![
                duty.activity.id.as_str().into(),
                duty.activity.title.as_str().into(),
                self.asked.duties.unit(duty).into(),
                day_cell(*on, self.asked.duties.as_of),
                due_cell(duty.due, self.asked.duties.as_of),
                standing_cell(self.standing(duty, *on)),
            ]);
        }
        table
    }

    /// The first sentence: what was written.
    fn headline(&self) -> String {
        let count = self.decision.written.len();
        let said = match self.change.kind {
            Kind::Done => "登记为“已完成”",
            Kind::Start => "登记为“推进中”",
            Kind::Waive => "登记为“不涉及”",
            Kind::Reopen => "重新打开，登记为“未开展”",
            Kind::Note | Kind::Retract | Kind::Unknown => "补上备注",
        };
        match (count, self.is_dry_run) {
            (0, _) => "没有需要登记的，什么也没有写入。".to_owned(),
            (_, true) => format!("预演：会把以下{count}项次{said}，现在什么也没有写入。"),
            (_, false) => format!("已把以下{count}项次{said}。"),
        }
    }

    /// One sentence for each reason why duties were left alone.
    fn untouched(&self) -> Vec<String> {
        let mut named: IndexMap<Untouched, Vec<String>> = IndexMap::new();
        for (duty, reason) in &self.decision.untouched {
            let name = format!("{}{}", self.asked.duties.unit(duty), item(&duty.activity.id));
            named.entry(*reason).or_default().push(name);
        }
        let sentence = |(reason, names): (Untouched, Vec<String>)| {
            format!("没有改动{}项次（{}）：{}", names.len(), reason_words(reason, self.change.kind), brief(&names))
        };
        named.into_iter().map(sentence).collect()
    }

    /// What was said before of duties that had the status already: their earlier days, which no longer count.
    fn said_again(&self) -> Option<String> {
        let status = self.change.kind.status()?;
        let again = self.decision.written.iter().filter(|(duty, _)| duty.state.status == status);
        let words = again.map(|(duty, _)| {
            let day = duty.state.said_on.map_or(String::new(), |on| day::seen_from(self.asked.duties.as_of, on));
            format!("{}{}（原为{day}）", self.asked.duties.unit(duty), item(&duty.activity.id))
        });
        let words: Vec<String> = words.collect();
        (!words.is_empty()).then(|| format!("其中{}项次以前登记过，这次改了：{}", words.len(), brief(&words)))
    }

    /// The remark and the figures that were recorded.
    fn remark(&self) -> Option<String> {
        let note = (!self.change.note.is_empty()).then(|| format!("备注：{}", self.change.note));
        let counts = (!self.change.counts.is_empty()).then(|| format!("数量：{}", counts_words(&self.change.counts)));
        let several = self.decision.written.len();
        let twice = (several > 1 && !self.change.counts.is_empty())
            .then(|| format!("（{several}项次各记了一份，合计时会相加；是同一批的，请撤销后只记在一项上）"));
        let counts = counts.map(|counts| counts + twice.as_deref().unwrap_or_default());
        let words: Vec<String> = note.into_iter().chain(counts).collect();
        (!words.is_empty() && !self.decision.written.is_empty()).then(|| words.join("　"))
    }

    /// What of the figures recorded no sum will take in.
    fn unsummed(&self) -> Option<String> {
        let written: Vec<String> = unsummed(&self.change.counts).iter().map(|written| format!("“{written}”")).collect();
        let is_said = !written.is_empty() && !self.decision.written.is_empty();
        is_said.then(|| {
            format!("{}加不起来，合计时原样列出；要计入合计，写成一个数或约数，例如 4、约4。", written.join("、"))
        })
    }

    /// The last day of the first duty that is recorded as done late for want of a day; the work may have been done before.
    fn missed_day(&self) -> Option<NaiveDate> {
        let is_late = |(duty, on): &&(&Duty<'_>, NaiveDate)| self.standing(duty, *on) == Standing::DoneLate;
        let is_asked = self.change.kind == Kind::Done && self.change.on.is_none();
        self.decision.written.iter().find(is_late).filter(|_| is_asked).and_then(|(duty, _)| duty.due)
    }
}

fn reason_words(reason: Untouched, kind: Kind) -> &'static str {
    match reason {
        Untouched::Done if kind != Kind::Done => "已经完成；要改先用 zlt reopen 重新打开，登错了的用 zlt undo 撤销",
        Untouched::Done => {
            "已经完成；要改日期、备注、数量，把 --on、--note、--count 写上再登记一次；没有做完的用 zlt reopen 重新打开"
        }
        Untouched::Waived => "已登记为不涉及；要改先用 zlt reopen 重新打开",
        Untouched::Same => "本来就是这样；只补一句话用 zlt note",
        Untouched::Unreported => "还没有反馈，不需要重新打开",
    }
}

/// Up to six names, and how many more there are.
fn brief(names: &[String]) -> String {
    const SHOWN: usize = 6;
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
        for sentence in self.remark().into_iter().chain(self.unsummed()).chain(self.said_again()) {
            document.push(Block::Paragraph(sentence.into()));
        }
        for sentence in self.untouched() {
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
        let written = self.decision.written.iter().map(|(duty, on)| WrittenPromise {
            activity: duty.activity.id.as_str(),
            unit: self.asked.duties.unit(duty),
            on: *on,
            standing: self.standing(duty, *on),
        });
        let untouched = self.decision.untouched.iter().map(|(duty, _)| UntouchedPromise {
            activity: duty.activity.id.as_str(),
            unit: self.asked.duties.unit(duty),
            status: duty.state.status,
        });
        Some(Promise {
            head: HeadPromise::of_plan(self.asked.duties.plan),
            kind: self.change.kind,
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
