//! What a roll of units would do to a plan, or has done.

use serde::Serialize;

use crate::document::{Block, Cell, Document, Fit, Table};
use crate::plan::Plan;
use crate::plan::roll::Enrolment;
use crate::views::View;
use crate::views::parts::heading::HeadPromise;

/// What a roll would do to each group.
pub struct EnrolmentPage<'p> {
    plan: &'p Plan,
    enrolments: &'p [Enrolment],
    is_written: bool,
}

impl<'p> EnrolmentPage<'p> {
    /// The page of a roll, shown before it is written or after.
    pub fn new(plan: &'p Plan, enrolments: &'p [Enrolment], is_written: bool) -> Self {
        Self { plan, enrolments, is_written }
    }

    fn headline(&self) -> String {
        let added: usize = self.enrolments.iter().map(|enrolment| enrolment.added.len()).sum();
        match (added, self.is_written) {
            (0, _) => "名单里的单位方案里都有了，不用改。".to_owned(),
            (added, true) => format!("已在方案里增加{added}个名称。"),
            (added, false) => format!("会在方案里增加{added}个名称，现在什么也没有写入。"),
        }
    }

    fn table(&self) -> Table<'_> {
        let mut table = Table::new(&[
            ("统称", Fit::Whole),
            ("增加", Fit::Figure),
            ("已有", Fit::Figure),
            ("增加的名称", Fit::Flowing),
            ("名单里没有的", Fit::Flowing),
        ]);
        for enrolment in self.enrolments {
            let new = if enrolment.is_new { "（新的统称）" } else { "" };
            table.rows.push(vec![
                format!("{}{new}", enrolment.group).into(),
                Cell::number(enrolment.added.len()),
                Cell::number(enrolment.known),
                enrolment.added.join("、").into(),
                enrolment.missing.join("、").into(),
            ]);
        }
        table
    }
}

impl View for EnrolmentPage<'_> {
    fn document(&self) -> Document<'_> {
        let mut document = Document::default();
        document.push(Block::Paragraph(self.headline().into()));
        document.push(Block::Table(self.table()));
        for (name, like) in self.enrolments.iter().flat_map(|enrolment| &enrolment.similar) {
            let words = format!("提醒：“{name}”和方案里的“{like}”很像；是同一个单位，就不要增加，改写成别称");
            document.push(Block::Paragraph(words.into()));
        }
        if self.enrolments.iter().any(|enrolment| !enrolment.missing.is_empty()) {
            document.push(Block::Remark("名单里没有的单位仍留在方案里；确实撤了的，用 zlt edit 删去。".into()));
        }
        document
    }

    fn promise(&self) -> Option<impl Serialize> {
        #[derive(Serialize)]
        struct Promise<'d> {
            #[serde(flatten)]
            head: HeadPromise<'d>,
            written: bool,
            groups: Vec<GroupPromise<'d>>,
        }
        Some(Promise {
            head: HeadPromise::of_plan(self.plan),
            written: self.is_written,
            groups: self.enrolments.iter().map(GroupPromise::of).collect(),
        })
    }
}

/// One group as JSON has it.
#[derive(Serialize)]
struct GroupPromise<'d> {
    group: &'d str,
    new: bool,
    added: &'d [String],
    known: usize,
    missing: &'d [String],
    similar: Vec<SimilarPromise<'d>>,
}

#[derive(Serialize)]
struct SimilarPromise<'d> {
    name: &'d str,
    like: &'d str,
}

impl<'d> GroupPromise<'d> {
    fn of(enrolment: &'d Enrolment) -> Self {
        Self {
            group: &enrolment.group,
            new: enrolment.is_new,
            added: &enrolment.added,
            known: enrolment.known,
            missing: &enrolment.missing,
            similar: enrolment.similar.iter().map(|(name, like)| SimilarPromise { name, like }).collect(),
        }
    }
}
