//! The head of a page, and of a JSON answer.

use chrono::{NaiveDate, SecondsFormat};
use serde::Serialize;

use crate::day;
use crate::document::{Block, Document};
use crate::duties::Duties;
use crate::plan::Plan;

/// What a page is made from: the duties asked for, and how they were asked for.
#[derive(Debug)]
pub struct Asked<'p> {
    /// The duties of a scope as of a day.
    pub duties: Duties<'p>,
    /// How they were asked for.
    pub retyped: Retyped,
    /// Where the plan is, if that needs saying.
    pub plan_path: Option<String>,
}

/// What was typed, as far as what to type next repeats it.
#[derive(Clone, Debug, Default)]
pub struct Retyped {
    /// The flags that named the scope: ` --unit 柴河镇`; empty where it was set before.
    pub flags: String,
    /// The flag that asked for another day: ` --as-of 9-20`.
    pub as_of: Option<String>,
}

impl Retyped {
    /// The flags that what to type next needs to show the same.
    pub fn all_flags(&self) -> String {
        format!("{}{}", self.flags, self.as_of.as_deref().unwrap_or_default())
    }
}

impl<'p> Asked<'p> {
    /// The first blocks of a page about duties: what it is, of whom, on which day, from which data.
    pub fn heading(&self, kind: &str) -> Document<'p> {
        let Self { duties, retyped, plan_path } = self;
        let until = duties
            .recorded_until
            .map_or("还没有办理记录".to_owned(), |at| format!("数据录入至{}", day::minute(at)));
        let is_extended = duties
            .plan
            .activities
            .iter()
            .flat_map(|activity| &activity.due_for)
            .any(|extension| extension.from.is_some());
        let plan_is_todays = match (&retyped.as_of, is_extended) {
            (None, _) => "",
            (Some(_), false) => "；方案和统称以现在的为准",
            (Some(_), true) => "；方案和统称以现在的为准，延期从批准的那天算起",
        };
        let line = format!("{}　截至{}　{until}{plan_is_todays}", duties.scope_words(), day::long(duties.as_of));
        let title = format!("{} · \n{kind}", duties.plan.campaign.title);
        let mut document = Document { blocks: vec![Block::Title(title.into()), Block::Paragraph(line.into())] };
        if let Some(plan) = plan_path {
            document.push(Block::Paragraph(format!("方案取自设置：{plan}").into()));
        }
        document
    }
}

/// The version of the JSON promise.
pub const VERSION: u8 = 2;

/// The campaign as JSON names it.
#[derive(Serialize)]
pub struct CampaignPromise<'p> {
    id: &'p str,
    title: &'p str,
}

/// The head of a JSON answer.
#[derive(Serialize)]
pub struct HeadPromise<'p> {
    version: u8,
    campaign: CampaignPromise<'p>,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recorded_until: Option<Option<String>>,
}

impl<'p> HeadPromise<'p> {
    /// The head of an answer about the plan alone.
    pub fn of_plan(plan: &'p Plan) -> Self {
        let campaign = CampaignPromise { id: &plan.campaign.id, title: &plan.campaign.title };
        Self { version: VERSION, campaign, as_of: None, recorded_until: None }
    }

    /// The same, as of a day.
    pub fn as_of(self, day: NaiveDate) -> Self {
        Self { as_of: Some(day), ..self }
    }

    /// The head of an answer about duties.
    pub fn of(duties: &Duties<'p>) -> Self {
        let recorded_until = duties.recorded_until.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, false));
        Self { as_of: Some(duties.as_of), recorded_until: Some(recorded_until), ..Self::of_plan(duties.plan) }
    }
}
