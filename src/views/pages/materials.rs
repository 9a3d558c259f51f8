//! Which materials have come in, and who still lacks what.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::Serialize;

use crate::document::{Block, Document, Fit, Table};
use crate::duties::Duty;
use crate::mask::masked;
use crate::views::View;
use crate::views::parts::heading::{Asked, HeadPromise};
use crate::views::parts::office::materials_words_of;
use crate::views::parts::words::{due_cell, id_cell, standing_cell};

/// The materials of the duties in scope.
pub struct MaterialsPage<'d, 'p> {
    asked: &'d Asked<'p>,
    /// Those of which materials are asked for, or have been noted.
    concerned: Vec<&'d Duty<'p>>,
}

impl<'d, 'p> MaterialsPage<'d, 'p> {
    /// The materials of the duties asked for.
    pub fn new(asked: &'d Asked<'p>) -> Self {
        let is_concerned = |duty: &&Duty<'_>| !duty.missing_materials().is_empty() || duty.state.materials().is_some();
        Self { asked, concerned: asked.duties.list.iter().filter(is_concerned).collect() }
    }

    fn lacking(&self) -> impl Iterator<Item = (&'d Duty<'p>, Vec<&'d str>)> {
        let missing = self.concerned.iter().map(|duty| (*duty, duty.missing_materials()));
        missing.filter(|(_, missing)| !missing.is_empty())
    }

    fn table(&self) -> Table<'_> {
        let mut table = Table::new(&[
            ("编号", Fit::Whole),
            ("任务", Fit::Flowing),
            ("单位", Fit::Whole),
            ("时限", Fit::Whole),
            ("办理状态", Fit::Whole),
            ("还缺", Fit::Flowing),
            ("已收到", Fit::Flowing),
        ])
        .chosen_by(&["单位", "办理状态"])
        .named(&["还缺", "已收到"]);
        for (duty, missing) in self.lacking() {
            table.rows.push(vec![
                id_cell(duty.activity),
                duty.activity.title.as_str().into(),
                self.asked.duties.unit(duty).into(),
                due_cell(duty.due(), self.asked.duties.as_of),
                standing_cell(duty.standing),
                missing.join("、").into(),
                materials_words_of(duty).into(),
            ]);
        }
        table
    }
}

impl<'d> View for MaterialsPage<'d, '_> {
    fn document(&self) -> Document<'_> {
        let mut document = self.asked.heading("材料");
        let (all, lacking) = (self.concerned.len(), self.lacking().count());
        if all == 0 {
            let remedy = "没有要交的材料。要交的写在方案里那一项的 deliver，例如 deliver = [\"总结\", \"照片\"]。";
            document.push(Block::Remark(remedy.into()));
            return document;
        }
        document
            .push(Block::Paragraph(format!("要交材料的{all}项次：已交齐{}，还缺{lacking}。", all - lacking).into()));
        if lacking > 0 {
            document.push(Block::Table(self.table()));
        }
        let next = "收到了登记：zlt receive 编号 --unit 单位 总结 照片";
        document.push(Block::OnScreen(vec![Block::Remark(next.into())]));
        document
    }

    fn promise(&self) -> Option<impl Serialize> {
        #[derive(Serialize)]
        struct Promise<'d> {
            #[serde(flatten)]
            head: HeadPromise<'d>,
            materials: Vec<MaterialsPromise<'d>>,
        }
        let promise = |duty: &&'d Duty<'_>| {
            let known = duty.state.materials().into_iter().flatten();
            let received = known.filter(|(_, material)| material.has_come);
            MaterialsPromise {
                activity: duty.activity.id.as_str(),
                unit: self.asked.duties.unit(duty),
                received: received
                    .map(|(name, material)| ReceivedPromise { name, how: masked(&material.how), on: material.on })
                    .collect(),
                missing: duty.missing_materials(),
            }
        };
        Some(Promise {
            head: HeadPromise::of(&self.asked.duties),
            materials: self.concerned.iter().map(promise).collect(),
        })
    }
}

/// The materials of a duty as JSON has them.
#[derive(Serialize)]
struct MaterialsPromise<'d> {
    activity: &'d str,
    unit: &'d str,
    received: Vec<ReceivedPromise<'d>>,
    missing: Vec<&'d str>,
}

/// A material that came in.
#[derive(Serialize)]
struct ReceivedPromise<'d> {
    name: &'d str,
    how: Cow<'d, str>,
    on: NaiveDate,
}
