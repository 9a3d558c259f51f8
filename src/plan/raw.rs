//! What a plan says, key for key and with every place, before anyone asks what it means.

use std::ops::Range;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use super::fault::{Fault, Faults, Wanted};
use crate::nearest::nearest;

/// A text and where it stands.
pub type Text<'r> = Spanned<&'r str>;
/// A day and where it stands.
pub type Day = Spanned<NaiveDate>;

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
    let activities = top.activities();
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

/// The keys of one table, ticked off as they are asked for.
struct Fields<'f, 'r, 't> {
    table: &'r DeTable<'t>,
    span: Range<usize>,
    asked: Vec<&'static str>,
    faults: &'f mut Faults,
}

impl<'f, 'r, 't> Fields<'f, 'r, 't> {
    fn new(table: &'r DeTable<'t>, span: Range<usize>, faults: &'f mut Faults) -> Self {
        Self { table, span, asked: Vec::new(), faults }
    }

    fn value(&mut self, key: &'static str) -> Option<&'r Spanned<DeValue<'t>>> {
        self.asked.push(key);
        self.table.get(key)
    }

    /// Reads the value under `key` with `read`; a value of another type is a fault and reads as absent.
    fn typed<T>(
        &mut self,
        key: &'static str,
        wanted: Wanted,
        read: impl FnOnce(&'r DeValue<'t>) -> Option<T>,
    ) -> Option<(T, Range<usize>)> {
        let value = self.value(key)?;
        let found = read(value.get_ref());
        if found.is_none() {
            self.faults.add(value.span(), Fault::WrongType { key: key.to_owned(), wanted });
        }
        found.map(|found| (found, value.span()))
    }

    fn required(&mut self, key: &'static str, example: &'static str) -> Option<(&'r DeTable<'t>, Range<usize>)> {
        self.note_missing(key, example);
        self.table(key)
    }

    fn required_text(&mut self, key: &'static str, example: &'static str) -> Option<Text<'r>> {
        self.note_missing(key, example);
        self.text(key)
    }

    fn note_missing(&mut self, key: &'static str, example: &'static str) {
        if self.table.get(key).is_none() {
            self.faults.add(self.span.clone(), Fault::MissingKey { key, example });
        }
    }

    fn table(&mut self, key: &'static str) -> Option<(&'r DeTable<'t>, Range<usize>)> {
        self.typed(key, Wanted::Table, DeValue::as_table)
    }

    fn text(&mut self, key: &'static str) -> Option<Text<'r>> {
        let (text, span) = self.typed(key, Wanted::Text, DeValue::as_str)?;
        if text.trim().is_empty() {
            self.faults.add(span, Fault::EmptyText { key: key.to_owned() });
            return None;
        }
        Some(Spanned::new(span, text))
    }

    fn day(&mut self, key: &'static str) -> Option<Day> {
        let (day, span) = self.typed(key, Wanted::Day, as_day)?;
        Some(Spanned::new(span, day))
    }

    fn days(&mut self, key: &'static str) -> Option<u32> {
        let (days, _) = self.typed(key, Wanted::Days, |value| {
            as_whole_number(value)?.parse().ok().filter(|days| (1..=366).contains(days))
        })?;
        Some(days)
    }

    fn flag(&mut self, key: &'static str) -> Option<Spanned<bool>> {
        let (flag, span) = self.typed(key, Wanted::Flag, DeValue::as_bool)?;
        Some(Spanned::new(span, flag))
    }

    fn names(&mut self, key: &'static str) -> Vec<Text<'r>> {
        self.value(key).map(|value| self.names_in(key, value)).unwrap_or_default()
    }

    fn names_in(&mut self, key: &str, value: &'r Spanned<DeValue<'t>>) -> Vec<Text<'r>> {
        let wrong = || Fault::WrongType { key: key.to_owned(), wanted: Wanted::Names };
        let Some(array) = value.get_ref().as_array() else {
            self.faults.add(value.span(), wrong());
            return Vec::new();
        };
        let mut names = Vec::new();
        for item in array.iter() {
            match item.get_ref().as_str() {
                Some(name) => names.push(Spanned::new(item.span(), name)),
                None => self.faults.add(item.span(), wrong()),
            }
        }
        names
    }

    fn named_days(&mut self, key: &'static str) -> Vec<(Text<'r>, Day)> {
        let Some((table, span)) = self.typed(key, Wanted::NamedDays, DeValue::as_table) else { return Vec::new() };
        Fields::new(table, span, self.faults).all(Wanted::Day, as_day)
    }

    fn named_texts(&mut self, key: &'static str) -> Vec<(Text<'r>, Text<'r>)> {
        let Some((table, span)) = self.typed(key, Wanted::NamedTexts, DeValue::as_table) else { return Vec::new() };
        Fields::new(table, span, self.faults).all_texts()
    }

    fn all_texts(self) -> Vec<(Text<'r>, Text<'r>)> {
        self.all(Wanted::Text, DeValue::as_str)
    }

    fn all<T>(self, wanted: Wanted, read: impl Fn(&'r DeValue<'t>) -> Option<T>) -> Vec<(Text<'r>, Spanned<T>)> {
        let mut pairs = Vec::new();
        for (key, value) in self.table.iter() {
            let key = Spanned::new(key.span(), key.get_ref().as_ref());
            match read(value.get_ref()) {
                Some(found) => pairs.push((key, Spanned::new(value.span(), found))),
                None => self.faults.add(value.span(), Fault::WrongType { key: key.into_inner().to_owned(), wanted }),
            }
        }
        pairs
    }

    fn all_names(mut self) -> Vec<(Text<'r>, Vec<Text<'r>>)> {
        let table = self.table;
        let mut groups = Vec::new();
        for (key, value) in table.iter() {
            let name = key.get_ref().as_ref();
            groups.push((Spanned::new(key.span(), name), self.names_in(name, value)));
        }
        groups
    }

    fn id(&mut self) -> Option<Text<'r>> {
        self.note_missing("id", "id = 7");
        let value = self.value("id")?;
        let written = match value.get_ref() {
            DeValue::Integer(_) => as_whole_number(value.get_ref()),
            DeValue::String(text) => Some(text.as_ref()),
            DeValue::Float(number) => {
                self.faults.add(value.span(), Fault::FractionAsId { written: number.as_str().to_owned() });
                return None;
            }
            _ => None,
        };
        if written.is_none() {
            self.faults.add(value.span(), Fault::BadId { written: value.get_ref().type_str().to_owned() });
        }
        Some(Spanned::new(value.span(), written?))
    }

    fn activities(&mut self) -> Vec<RawActivity<'r>> {
        let Some((array, span)) = self.typed("activity", Wanted::Activities, DeValue::as_array) else {
            self.note_missing("activity", "[[activity]]");
            return Vec::new();
        };
        let mut activities = Vec::new();
        for item in array.iter() {
            match item.get_ref().as_table() {
                Some(table) => activities.push(read_activity(Fields::new(table, item.span(), self.faults))),
                None => {
                    let fault = Fault::WrongType { key: "activity".to_owned(), wanted: Wanted::Activities };
                    self.faults.add(span.clone(), fault);
                }
            }
        }
        activities
    }

    /// Reports every key that nobody asked for.
    fn finish(self) {
        for key in self.table.keys().filter(|key| !self.asked.contains(&key.get_ref().as_ref())) {
            let name = key.get_ref().as_ref();
            let nearest = nearest(name, self.asked.iter().copied()).into_iter().map(str::to_owned).collect();
            self.faults.add(key.span(), Fault::UnknownKey { key: name.to_owned(), nearest });
        }
    }
}

fn as_day(value: &DeValue<'_>) -> Option<NaiveDate> {
    let Datetime { date: Some(date), time: None, offset: None } = value.as_datetime()? else { return None };
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}

fn as_whole_number<'r>(value: &'r DeValue<'_>) -> Option<&'r str> {
    value.as_integer().filter(|number| number.radix() == 10).map(|number| number.as_str())
}
