//! From what a plan says to what it means: after this, every name is proven and every day is a day.

use std::collections::HashMap;
use std::ops::Range;

use chrono::NaiveDate;

use super::Plan;
use super::activity::{Activity, Event, Extension, Listed, Role};
use super::campaign::Campaign;
use super::fault::{Backward, Fault};
use super::faults::Faults;
use super::fields::{Day, Text};
use super::names::unfit;
use super::places::Places;
use super::raw::{RawActivity, RawCampaign, RawExtension, RawPlan};
use super::register::{look_up, register};
use super::units::{Name, Units};
use crate::id::ActivityId;

/// Proves a plan as written.
///
/// Gives the plan, or `None` when any fault has been found here or in reading.
pub fn resolve(raw: &RawPlan<'_>, faults: &mut Faults) -> Option<Plan> {
    let units = register(raw, faults);
    let campaign = resolve_campaign(&raw.campaign, faults);
    let mut resolver = Resolver { campaign: &campaign, units: &units, faults, first: HashMap::new() };
    let activities: Vec<Activity> = raw.activities.iter().filter_map(|activity| resolver.activity(activity)).collect();
    let positions = activities.iter().enumerate().map(|(at, activity)| (activity.id.clone(), at)).collect();
    let places = Places::of(raw, &units);
    faults.is_empty().then_some(Plan { campaign, units, activities, places, positions })
}

fn resolve_campaign(raw: &RawCampaign<'_>, faults: &mut Faults) -> Campaign {
    if let Some((id, why)) = raw.id.as_ref().and_then(|id| Some((id, unfit(id.get_ref())?))) {
        faults.add(id.span(), Fault::UnfitId { name: id.get_ref().to_string(), why });
    }
    if let (Some(start), Some(end)) = (&raw.start, &raw.end) {
        note_backward(end.get_ref(), end.span(), *start.get_ref(), Backward::Campaign, faults);
    }
    let text = |text: &Option<Text<'_>>| text.as_ref().map(|text| text.get_ref().to_string());
    Campaign {
        id: text(&raw.id).unwrap_or_default(),
        title: text(&raw.title).unwrap_or_default(),
        theme: text(&raw.theme),
        document: text(&raw.document),
        issuers: raw.issuers.iter().map(|issuer| issuer.get_ref().to_string()).collect(),
        coordinator: text(&raw.coordinator),
        issued: plain(&raw.issued),
        start: plain(&raw.start),
        end: plain(&raw.end),
        soon_days: raw.soon_days.unwrap_or(Campaign::SOON_DAYS),
        data: text(&raw.data),
        lead_reports: raw.lead_reports.unwrap_or_default(),
        review: raw.review,
        evidence: raw.evidence,
        figures: raw.figures.iter().map(|name| name.get_ref().trim().to_owned()).collect(),
    }
}

fn plain(day: &Option<Day>) -> Option<NaiveDate> {
    day.as_ref().map(|day| *day.get_ref())
}

fn note_backward(due: &NaiveDate, span: Range<usize>, start: NaiveDate, of: Backward, faults: &mut Faults) {
    if *due < start {
        faults.add(span, Fault::DueBeforeStart { due: due.to_string(), start: start.to_string(), of });
    }
}

/// The activities, one after the other, against the campaign and its units.
struct Resolver<'r> {
    campaign: &'r Campaign,
    units: &'r Units,
    faults: &'r mut Faults,
    /// Where each id was first used.
    first: HashMap<ActivityId, Range<usize>>,
}

impl Resolver<'_> {
    fn activity(&mut self, raw: &RawActivity<'_>) -> Option<Activity> {
        let id = raw.id.as_ref().and_then(|id| self.id(id));
        let listed = self.listed(raw);
        if listed.is_empty() && raw.lead.is_empty() && raw.units.is_empty() && raw.support.is_empty() && !raw.cancelled
        {
            self.faults.add(raw.span.clone(), Fault::NoUnits);
        }
        let text = |text: &Option<Text<'_>>| text.as_ref().map(|text| text.get_ref().trim().to_owned());
        let mut activity = Activity {
            id: id?,
            section: text(&raw.section),
            title: text(&raw.title).unwrap_or_default(),
            detail: text(&raw.detail),
            deliver: raw.deliver.iter().map(|name| name.get_ref().trim().to_owned()).collect(),
            deliverable: text(&raw.deliverable),
            listed,
            optional: raw.optional.iter().filter_map(|name| look_up(self.units, name, self.faults)).collect(),
            except: raw.except.iter().filter_map(|name| look_up(self.units, name, self.faults)).collect(),
            start: plain(&raw.start),
            due: self.due(raw),
            due_for: Vec::new(),
            lead_reports: raw.lead_reports.unwrap_or(self.campaign.lead_reports),
            events: raw
                .events
                .iter()
                .map(|(name, day)| Event { name: name.get_ref().to_string(), day: *day.get_ref() })
                .collect(),
            cancelled: raw.cancelled,
            private: raw.private,
            extra: raw
                .extra
                .iter()
                .map(|(key, value)| (key.get_ref().to_string(), value.get_ref().to_string()))
                .collect(),
        };
        activity.due_for = self.extensions(raw, &activity);
        Some(activity)
    }

    fn id(&mut self, raw: &Text<'_>) -> Option<ActivityId> {
        let Some(id) = ActivityId::parse(raw.get_ref()) else {
            self.faults.add(raw.span(), Fault::BadId { written: raw.get_ref().to_string() });
            return None;
        };
        match self.first.get(&id) {
            Some(first) => {
                let fault = Fault::RepeatedId { id: id.to_string(), first: first.clone() };
                self.faults.add(raw.span(), fault);
            }
            None => {
                self.first.insert(id.clone(), raw.span());
            }
        }
        Some(id)
    }

    fn listed(&mut self, raw: &RawActivity<'_>) -> Vec<Listed> {
        let roles = [(Role::Lead, &raw.lead), (Role::Member, &raw.units), (Role::Support, &raw.support)];
        let mut listed = Vec::new();
        for (role, printed) in roles.into_iter().flat_map(|(role, names)| names.iter().map(move |name| (role, name))) {
            if let Some(name) = look_up(self.units, printed, self.faults) {
                listed.push(Listed { role, name, printed: printed.get_ref().to_string() });
            }
        }
        listed
    }

    /// The day the activity is due: its own, else the campaign's last; none where it is ongoing.
    fn due(&mut self, raw: &RawActivity<'_>) -> Option<NaiveDate> {
        if let Some(ongoing) = raw.ongoing.as_ref().filter(|ongoing| *ongoing.get_ref()) {
            if raw.due.is_some() || !raw.due_for.is_empty() {
                self.faults.add(ongoing.span(), Fault::OngoingWithDue);
            }
            return None;
        }
        let due = plain(&raw.due).or(self.campaign.end);
        if let (Some(day), Some(written)) = (&due, raw.due.as_ref().or(raw.start.as_ref())) {
            self.note_backward(raw, day, written.span());
        }
        if due.is_none() && !raw.cancelled {
            self.faults.add(raw.span.clone(), Fault::NoDueDay);
        }
        due
    }

    fn note_backward(&mut self, raw: &RawActivity<'_>, due: &NaiveDate, span: Range<usize>) {
        let own = plain(&raw.start);
        if let Some(start) = own.or(self.campaign.start) {
            let of = if own.is_some() { Backward::OwnStart } else { Backward::CampaignStart };
            note_backward(due, span, start, of, self.faults);
        }
    }

    fn extensions(&mut self, raw: &RawActivity<'_>, activity: &Activity) -> Vec<Extension> {
        let mut extensions = Vec::new();
        for (name, raw_extension) in &raw.due_for {
            let RawExtension { due, from, by, why } = raw_extension;
            self.note_backward(raw, due.get_ref(), due.span());
            if let Some(from) = from {
                note_backward(due.get_ref(), due.span(), *from.get_ref(), Backward::Extension, self.faults);
            }
            match look_up(self.units, name, self.faults) {
                Some(Name::Unit(unit)) => {
                    if !activity.cancelled && activity.assignments(self.units, |wanted| wanted == unit).is_empty() {
                        let fault = Fault::ExtensionForStranger { name: name.get_ref().to_string() };
                        self.faults.add(name.span(), fault);
                    }
                    let text = |text: &Option<Text<'_>>| text.as_ref().map(|text| text.get_ref().trim().to_owned());
                    let (from, by, why) = (plain(from), text(by), text(why));
                    extensions.push(Extension { unit, due: *due.get_ref(), from, by, why });
                }
                Some(Name::Group(_)) => {
                    self.faults.add(name.span(), Fault::GroupForUnit { name: name.get_ref().to_string() });
                }
                None => {}
            }
        }
        extensions
    }
}
