//! What a plan says, key for key and with every place, before anyone asks what it means.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::faults::Faults;
use super::fields::{Day, Fields, Text, named_lists, named_texts};
use super::keys::{Key, Table};

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
    pub figures: Vec<Text<'r>>,
    pub lead_reports: Option<bool>,
    pub review: bool,
    pub evidence: bool,
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
    pub lead_reports: Option<bool>,
    pub due_for: Vec<(Text<'r>, RawExtension<'r>)>,
    pub cancelled: bool,
    pub private: bool,
    pub events: Vec<(Text<'r>, Day)>,
    pub deliver: Vec<Text<'r>>,
    pub deliverable: Option<Text<'r>>,
    pub detail: Option<Text<'r>>,
    pub extra: Vec<(Text<'r>, Text<'r>)>,
}

/// The extension of one unit as written.
#[derive(Debug)]
pub struct RawExtension<'r> {
    pub due: Day,
    pub from: Option<Day>,
    pub by: Option<Text<'r>>,
    pub why: Option<Text<'r>>,
}

/// Reads a document as far as it goes; mistakes in keys and types go to `faults`.
pub fn read<'r>(document: &'r DeTable<'_>, faults: &mut Faults) -> RawPlan<'r> {
    let mut top = Fields::new(Table::Plan, document, 0..0, faults);
    let campaign = top.table(Key::Campaign);
    let groups = top.table(Key::Groups);
    let aliases = top.table(Key::Aliases);
    let activities = read_activities(&mut top);
    top.finish();
    let campaign = campaign.map(|(table, span)| read_campaign(Fields::new(Table::Campaign, table, span, faults)));
    RawPlan {
        campaign: campaign.unwrap_or_default(),
        groups: groups.map(|(table, _)| named_lists(table, faults)).unwrap_or_default(),
        aliases: aliases.map(|(table, _)| named_texts(table, faults)).unwrap_or_default(),
        activities,
    }
}

fn read_campaign<'r>(mut fields: Fields<'_, 'r, '_>) -> RawCampaign<'r> {
    let campaign = RawCampaign {
        id: fields.text(Key::Id),
        title: fields.text(Key::Title),
        theme: fields.text(Key::Theme),
        document: fields.text(Key::Document),
        issuers: fields.names(Key::Issuers),
        coordinator: fields.text(Key::Coordinator),
        issued: fields.day(Key::Issued),
        start: fields.day(Key::Start),
        end: fields.day(Key::End),
        soon_days: fields.days(Key::SoonDays),
        data: fields.text(Key::Data),
        figures: fields.names(Key::Figures),
        lead_reports: fields.flag(Key::LeadReports).map(Spanned::into_inner),
        review: is_set(&mut fields, Key::Review),
        evidence: is_set(&mut fields, Key::Evidence),
    };
    fields.finish();
    campaign
}

fn read_activity<'r>(mut fields: Fields<'_, 'r, '_>) -> RawActivity<'r> {
    let activity = RawActivity {
        span: fields.span.clone(),
        id: fields.id(),
        section: fields.text(Key::Section),
        title: fields.text(Key::Title),
        lead: fields.names(Key::Lead),
        units: fields.names(Key::Units),
        support: fields.names(Key::Support),
        optional: fields.names(Key::Optional),
        except: fields.names(Key::Except),
        start: fields.day(Key::Start),
        due: fields.day(Key::Due),
        ongoing: fields.flag(Key::Ongoing),
        lead_reports: fields.flag(Key::LeadReports).map(Spanned::into_inner),
        due_for: read_extensions(&mut fields),
        cancelled: is_set(&mut fields, Key::Cancelled),
        private: is_set(&mut fields, Key::Private),
        events: fields.named_days(Key::Events),
        deliver: fields.names(Key::Deliver),
        deliverable: fields.text(Key::Deliverable),
        detail: fields.text(Key::Detail),
        extra: fields.named_texts(Key::Extra),
    };
    fields.finish();
    activity
}

fn is_set(fields: &mut Fields<'_, '_, '_>, key: Key) -> bool {
    fields.flag(key).is_some_and(Spanned::into_inner)
}

/// Extensions are days, or tables that say more than the day, or lists of what was granted one after the other.
fn read_extensions<'r>(fields: &mut Fields<'_, 'r, '_>) -> Vec<(Text<'r>, RawExtension<'r>)> {
    let mut extensions = Vec::new();
    for (name, value) in fields.named_values(Key::DueFor) {
        let all: Vec<&Spanned<DeValue<'_>>> = match value.get_ref().as_array() {
            Some(granted) => granted.iter().collect(),
            None => vec![value],
        };
        let read = all.into_iter().filter_map(|value| read_extension(fields, value));
        extensions.extend(read.map(|extension| (name.clone(), extension)));
    }
    extensions
}

fn read_extension<'r>(activity: &mut Fields<'_, 'r, '_>, value: &'r Spanned<DeValue<'_>>) -> Option<RawExtension<'r>> {
    let Some(table) = value.get_ref().as_table() else {
        let due = activity.day_of(Key::DueFor, value)?;
        return Some(RawExtension { due, from: None, by: None, why: None });
    };
    let mut fields = Fields::new(Table::Extension, table, value.span(), activity.faults);
    let due = fields.day(Key::Due);
    let (from, by, why) = (fields.day(Key::From), fields.text(Key::By), fields.text(Key::Why));
    fields.finish();
    Some(RawExtension { due: due?, from, by, why })
}

fn read_activities<'r>(top: &mut Fields<'_, 'r, '_>) -> Vec<RawActivity<'r>> {
    let Some((array, span)) = top.typed(Key::Activity, DeValue::as_array) else { return Vec::new() };
    let mut activities = Vec::new();
    for item in array.iter() {
        match item.get_ref().as_table() {
            Some(table) => {
                activities.push(read_activity(Fields::new(Table::Activity, table, item.span(), top.faults)));
            }
            None => top.note_wrong_type(Key::Activity, span.clone()),
        }
    }
    activities
}
