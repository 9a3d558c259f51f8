//! The keys of one table of a plan: read by type, with every place, unknown ones reported.

use std::ops::Range;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use super::fault::{Fault, Wanted};
use super::faults::Faults;
use crate::nearest::nearest;

/// A text and where it stands.
pub type Text<'r> = Spanned<&'r str>;
/// A day and where it stands.
pub type Day = Spanned<NaiveDate>;

/// The keys of one table, ticked off as they are asked for.
pub struct Fields<'f, 'r, 't> {
    table: &'r DeTable<'t>,
    pub span: Range<usize>,
    asked: Vec<&'static str>,
    pub faults: &'f mut Faults,
}

impl<'f, 'r, 't> Fields<'f, 'r, 't> {
    /// The keys of `table`, which stands at `span`.
    pub fn new(table: &'r DeTable<'t>, span: Range<usize>, faults: &'f mut Faults) -> Self {
        Self { table, span, asked: Vec::new(), faults }
    }

    /// The value under `key`, which is known from now on.
    fn value(&mut self, key: &'static str) -> Option<&'r Spanned<DeValue<'t>>> {
        self.asked.push(key);
        self.table.get(key)
    }

    /// Reads the value under `key` with `read`; a value of another type is a fault and reads as absent.
    pub fn typed<T>(
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

    /// The table under `key`; a fault when there is none.
    pub fn required(&mut self, key: &'static str, example: &'static str) -> Option<(&'r DeTable<'t>, Range<usize>)> {
        self.note_missing(key, example);
        self.table(key)
    }

    /// The text under `key`; a fault when there is none.
    pub fn required_text(&mut self, key: &'static str, example: &'static str) -> Option<Text<'r>> {
        self.note_missing(key, example);
        self.text(key)
    }

    /// Reports a key that is not there.
    pub fn note_missing(&mut self, key: &'static str, example: &'static str) {
        if self.table.get(key).is_none() {
            self.faults.add(self.span.clone(), Fault::MissingKey { key, example });
        }
    }

    /// The table under `key`, and where it stands.
    pub fn table(&mut self, key: &'static str) -> Option<(&'r DeTable<'t>, Range<usize>)> {
        self.typed(key, Wanted::Table, DeValue::as_table)
    }

    /// The text under `key`; an empty one is a fault and reads as absent.
    pub fn text(&mut self, key: &'static str) -> Option<Text<'r>> {
        let (text, span) = self.typed(key, Wanted::Text, DeValue::as_str)?;
        if text.trim().is_empty() {
            self.faults.add(span, Fault::EmptyText { key: key.to_owned() });
            return None;
        }
        Some(Spanned::new(span, text))
    }

    /// The day under `key`.
    pub fn day(&mut self, key: &'static str) -> Option<Day> {
        let (day, span) = self.typed(key, Wanted::Day, as_day)?;
        Some(Spanned::new(span, day))
    }

    /// The number of days under `key`, from 1 to 366.
    pub fn days(&mut self, key: &'static str) -> Option<u32> {
        let (days, _) = self.typed(key, Wanted::Days, |value| {
            as_whole_number(value)?.parse().ok().filter(|days| (1..=366).contains(days))
        })?;
        Some(days)
    }

    /// The `true` or `false` under `key`.
    pub fn flag(&mut self, key: &'static str) -> Option<Spanned<bool>> {
        let (flag, span) = self.typed(key, Wanted::Flag, DeValue::as_bool)?;
        Some(Spanned::new(span, flag))
    }

    /// The list of names under `key`; empty when there is none.
    pub fn names(&mut self, key: &'static str) -> Vec<Text<'r>> {
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

    /// The days under `key`, each with its name.
    pub fn named_days(&mut self, key: &'static str) -> Vec<(Text<'r>, Day)> {
        let Some((table, span)) = self.typed(key, Wanted::NamedDays, DeValue::as_table) else { return Vec::new() };
        Fields::new(table, span, self.faults).all(Wanted::Day, as_day)
    }

    /// The texts under `key`, each with its name.
    pub fn named_texts(&mut self, key: &'static str) -> Vec<(Text<'r>, Text<'r>)> {
        let Some((table, span)) = self.typed(key, Wanted::NamedTexts, DeValue::as_table) else { return Vec::new() };
        Fields::new(table, span, self.faults).all_texts()
    }

    /// Every key with its text.
    pub fn all_texts(self) -> Vec<(Text<'r>, Text<'r>)> {
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

    /// Every key with its list of names.
    pub fn all_names(mut self) -> Vec<(Text<'r>, Vec<Text<'r>>)> {
        let table = self.table;
        let mut groups = Vec::new();
        for (key, value) in table.iter() {
            let name = key.get_ref().as_ref();
            groups.push((Spanned::new(key.span(), name), self.names_in(name, value)));
        }
        groups
    }

    /// The `id`, an integer or a text; TOML reads 3.20 as a fraction, which loses its zero.
    pub fn id(&mut self) -> Option<Text<'r>> {
        self.note_missing("id", "id = 7");
        let value = self.value("id")?;
        let written = match value.get_ref() {
            DeValue::Integer(_) => as_whole_number(value.get_ref()),
            DeValue::String(text) => Some(text.as_ref()),
            DeValue::Float(number) if !number.as_str().is_empty() => {
                self.faults.add(value.span(), Fault::FractionAsId { written: number.as_str().to_owned() });
                return None;
            }
            _ => None,
        };
        if written.is_none() {
            self.faults.add(value.span(), Fault::WrongType { key: "id".to_owned(), wanted: Wanted::Id });
        }
        Some(Spanned::new(value.span(), written?))
    }

    /// Reports every key that nobody asked for.
    pub fn finish(self) {
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
