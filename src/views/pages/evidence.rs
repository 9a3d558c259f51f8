//! Which files were kept as evidence, and what is done without any where the plan asks for it.

use indexmap::IndexSet;
use serde::Serialize;

use crate::document::{Block, Cell, Document, Fit, Table};
use crate::duties::Duty;
use crate::journal::Evidence;
use crate::mask::masked;
use crate::views::View;
use crate::views::parts::heading::{Asked, HeadPromise};
use crate::views::parts::office::files_words;
use crate::views::parts::words::{done_cell, id_cell, standing_cell};

/// The evidence of the duties in scope.
pub struct EvidencePage<'d, 'p> {
    asked: &'d Asked<'p>,
    kept: Vec<(&'d Duty<'p>, Vec<&'d Evidence>)>,
    /// Done without evidence, where the plan asks for it.
    lacking: Vec<&'d Duty<'p>>,
}

impl<'d, 'p> EvidencePage<'d, 'p> {
    /// The evidence of the duties asked for, which come with their rounds.
    pub fn new(asked: &'d Asked<'p>) -> Self {
        let list = &asked.duties.list;
        let files = |duty: &'d Duty<'p>| {
            let entries = duty.round().iter().filter(|entry| !entry.memo).chain(duty.noted());
            let files = entries.flat_map(|entry| &entry.files);
            files.collect::<IndexSet<_>>().into_iter().collect()
        };
        let kept = list.iter().map(|duty| (duty, files(duty)));
        let is_lacking = |duty: &&Duty<'_>| duty.standing.is_done() && duty.state.files() == 0;
        let lacking = list.iter().filter(|_| asked.duties.plan.campaign.evidence).filter(is_lacking);
        Self {
            asked,
            kept: kept.filter(|(_, files): &(_, Vec<&Evidence>)| !files.is_empty()).collect(),
            lacking: lacking.collect(),
        }
    }

    /// Each file with the unit and the number of the activity that it is evidence of.
    pub fn files(&self) -> impl Iterator<Item = (&'p str, &'d str, &'d Evidence)> {
        self.kept.iter().flat_map(|(duty, files)| {
            let (unit, id) = (self.asked.duties.unit(duty), duty.activity.id.as_str());
            files.iter().map(move |file| (unit, id, *file))
        })
    }

    fn kept_table(&self) -> Table<'_> {
        let columns = [("编号", Fit::Whole), ("任务", Fit::Flowing), ("单位", Fit::Whole), ("个数", Fit::Figure)];
        let mut table = Table::new(&[&columns[..], &[("文件", Fit::Flowing)]].concat()).chosen_by(&["单位"]);
        for (duty, files) in &self.kept {
            table.rows.push(vec![
                id_cell(duty.activity),
                duty.activity.title.as_str().into(),
                self.asked.duties.unit(duty).into(),
                Cell::number(files.len()),
                files.iter().map(|file| masked(&file.name)).collect::<Vec<_>>().join("、").into(),
            ]);
        }
        table
    }

    fn lacking_table(&self) -> Table<'_> {
        let mut table = Table::new(&[
            ("编号", Fit::Whole),
            ("任务", Fit::Flowing),
            ("单位", Fit::Whole),
            ("完成日期", Fit::Whole),
            ("办理状态", Fit::Whole),
        ]);
        for duty in &self.lacking {
            table.rows.push(vec![
                id_cell(duty.activity),
                duty.activity.title.as_str().into(),
                self.asked.duties.unit(duty).into(),
                done_cell(duty, self.asked.duties.as_of),
                standing_cell(duty.standing),
            ]);
        }
        table
    }
}

impl View for EvidencePage<'_, '_> {
    fn document(&self) -> Document<'_> {
        let mut document = self.asked.heading("佐证");
        if self.kept.is_empty() {
            document.push(Block::Remark("还没有佐证文件；登记时加 --file，例如 zlt done 7 --file 照片/*.jpg。".into()));
        } else {
            let words = files_words(self.kept.iter().flat_map(|(_, files)| files.iter().copied()));
            document.push(Block::Paragraph(format!("{}项次有佐证：{words}。", self.kept.len()).into()));
            document.push(Block::Table(self.kept_table()));
            let next = "按单位、任务取出来：zlt report 佐证 -o 佐证/";
            document.push(Block::OnScreen(vec![Block::Remark(next.into())]));
        }
        if !self.lacking.is_empty() {
            let heading = format!("已完成、还没有佐证的（{}项次）", self.lacking.len());
            document.push(Block::Heading(heading.into()));
            document.push(Block::Table(self.lacking_table()));
        }
        document
    }

    fn promise(&self) -> Option<impl Serialize> {
        #[derive(Serialize)]
        struct Promise<'d> {
            #[serde(flatten)]
            head: HeadPromise<'d>,
            evidence: Vec<EvidencePromise<'d>>,
            lacking: Vec<LackingPromise<'d>>,
        }
        let name = |duty: &Duty<'_>| self.asked.duties.unit(duty);
        let kept = self.kept.iter().map(|(duty, files)| EvidencePromise {
            activity: duty.activity.id.as_str(),
            unit: name(duty),
            files: files.clone(),
        });
        let lacking = self.lacking.iter();
        Some(Promise {
            head: HeadPromise::of(&self.asked.duties),
            evidence: kept.collect(),
            lacking: lacking
                .map(|duty| LackingPromise { activity: duty.activity.id.as_str(), unit: name(duty) })
                .collect(),
        })
    }
}

/// The files of a duty as JSON has them.
#[derive(Serialize)]
struct EvidencePromise<'d> {
    activity: &'d str,
    unit: &'d str,
    files: Vec<&'d Evidence>,
}

/// A duty that is done without evidence.
#[derive(Serialize)]
struct LackingPromise<'d> {
    activity: &'d str,
    unit: &'d str,
}
