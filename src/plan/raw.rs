//! What a plan says, key for key and with every place, before anyone asks what it means.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{Fault, Wanted};
use super::faults::Faults;
use super::fields::{Day, Fields, Text};

/// The plan as written.
#[derive(Debug, Default)]
pub struct RawPlan<'r> {
    pub campaign: RawCampaign<'r>,
    pub groups: Vec<(Text<'r>, Vec<Text<'r>>)>,
    pub aliases: Vec<(Text<'r>, Text<'r>)>,
    pub activities: Vec<RawActivity<'r>>,
}

/// `[campaign]` as written.
#[derive(Debug, Default)]
pub struct RawCampaign<'r> {
    pub id: Option<Text<'r>>,
    pub title: Option<Text<'r>>,
    pub theme: Option<Text<'r>>,
    pub document: Option<Text<'r>>,
    pub issuers: Vec<Text<'r>>,
    pub coordinator: Option<Text<'r>>,
    pub issued: Option<Day>,
    pub start: Option<Day>,
    pub end: Option<Day>,
    pub soon_days: Option<u32>,
    pub data: Option<Text<'r>>,
}

/// One `[[activity]]` as written.
#[derive(Debug)]
pub struct RawActivity<'r> {
    pub span: Range<usize>,
    pub id: Option<Text<'r>>,
    pub section: Option<Text<'r>>,
    pub title: Option<Text<'r>>,
    pub lead: Vec<Text<'r>>,
    pub units: Vec<Text<'r>>,
    pub support: Vec<Text<'r>>,
    pub optional: Vec<Text<'r>>,
    pub except: Vec<Text<'r>>,
    pub start: Option<Day>,
    pub due: Option<Day>,
    pub ongoing: Option<Spanned<bool>>,
    pub due_for: Vec<(Text<'r>, Day)>,
    pub cancelled: bool,
    pub events: Vec<(Text<'r>, Day)>,
    pub deliverable: Option<Text<'r>>,
    pub detail: Option<Text<'r>>,
    pub extra: Vec<(Text<'r>, Text<'r>)>,
}

/// Reads a document as far as it goes; mistakes in keys and types go to `faults`.
pub fn read<'r>(document: &'r DeTable<'_>, faults: &mut Faults) -> RawPlan<'r> {
    let mut top = Fields::new(document, 0..0, faults);
    let campaign = top.required("campaign", "[campaign]");
    let groups = top.required("groups", "[groups]");
    let aliases = top.table("aliases");
    let activities = read_activities(&mut top);
    top.finish();
    let mut plan = RawPlan { activities, ..RawPlan::default() };
    if let Some((table, span)) = campaign {
        plan.campaign = read_campaign(Fields::new(table, span, faults));
    }
    if let Some((table, span)) = groups {
        plan.groups = Fields::new(table, span, faults).all_names();
    }
    if let Some((table, span)) = aliases {
        plan.aliases = Fields::new(table, span, faults).all_texts();
    }
    plan
}

fn read_campaign<'r>(mut fields: Fields<'_, 'r, '_>) -> RawCampaign<'r> {
    let campaign = RawCampaign {
        id: fields.required_text("id", "id = \"zlt-2024-41\""),
        title: fields.required_text("title", "title = \"民族团结进步活动月\""),
        theme: fields.text("theme"),
        document: fields.text("document"),
        issuers: fields.names("issuers"),
        coordinator: fields.text("coordinator"),
        issued: fields.day("issued"),
        start: fields.day("start"),
        end: fields.day("end"),
        soon_days: fields.days("soon_days"),
        data: fields.text("data"),
    };
    fields.finish();
    campaign
}

fn read_activity<'r>(mut fields: Fields<'_, 'r, '_>) -> RawActivity<'r> {
    let activity = RawActivity {
        span: fields.span.clone(),
        id: fields.id(),
        section: fields.text("section"),
        title: fields.required_text("title", "title = \"开展主题党日活动\""),
        lead: fields.names("lead"),
        units: fields.names("units"),
        support: fields.names("support"),
        optional: fields.names("optional"),
        except: fields.names("except"),
        start: fields.day("start"),
        due: fields.day("due"),
        ongoing: fields.flag("ongoing"),
        due_for: fields.named_days("due_for"),
        cancelled: fields.flag("cancelled").is_some_and(Spanned::into_inner),
        events: fields.named_days("events"),
        deliverable: fields.text("deliverable"),
        detail: fields.text("detail"),
        extra: fields.named_texts("extra"),
    };
    fields.finish();
    activity
}

fn read_activities<'r>(top: &mut Fields<'_, 'r, '_>) -> Vec<RawActivity<'r>> {
    let Some((array, span)) = top.typed("activity", Wanted::Activities, DeValue::as_array) else {
        top.note_missing("activity", "[[activity]]");
        return Vec::new();
    };
    let mut activities = Vec::new();
    for item in array.iter() {
        match item.get_ref().as_table() {
            Some(table) => activities.push(read_activity(Fields::new(table, item.span(), top.faults))),
            None => {
                let fault = Fault::WrongType { key: "activity".to_owned(), wanted: Wanted::Activities };
                top.faults.add(span.clone(), fault);
            }
        }
    }
    activities
}
