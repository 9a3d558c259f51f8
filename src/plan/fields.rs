//! The keys of one table of a plan: read by type, with every place, unknown ones reported.

use std::ops::Range;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};
use toml::value::Datetime;

use super::fault::Fault;
use super::faults::Faults;
use super::keys::{Key, Table};
use super::wanted::Wanted;
use crate::nearest::nearest;

/// A text and where it stands.
pub type Text<'r> = Spanned<&'r str>;
/// A day and where it stands.
pub type Day = Spanned<NaiveDate>;

/// What stands in one table.
pub struct Fields<'f, 'r, 't> {
    /// Which keys it may have.
    keys: Table,
    table: &'r DeTable<'t>,
    pub span: Range<usize>,
    pub faults: &'f mut Faults,
}

impl<'f, 'r, 't> Fields<'f, 'r, 't> {
    /// What stands in `table`, which stands at `span` and may have the keys of `keys`.
    pub fn new(keys: Table, table: &'r DeTable<'t>, span: Range<usize>, faults: &'f mut Faults) -> Self {
        Self { keys, table, span, faults }
    }

    fn value(&self, key: Key) -> Option<&'r Spanned<DeValue<'t>>> {
        self.table.get(key.name())
    }

    /// Notes that a value is of another type than its key takes.
    pub fn note_wrong_type(&mut self, key: Key, span: Range<usize>) {
        if let Some(row) = self.keys.row(key) {
            self.faults.add(span, Fault::WrongType { key: key.name().to_owned(), wanted: row.wanted });
        }
    }

    /// Reads the value under `key` with `read`; a value of another type is a fault and reads as absent.
    pub fn typed<T>(&mut self, key: Key, read: impl FnOnce(&'r DeValue<'t>) -> Option<T>) -> Option<(T, Range<usize>)> {
        self.note_missing(key);
        let value = self.value(key)?;
        let found = read(value.get_ref());
        if found.is_none() {
            self.note_wrong_type(key, value.span());
        }
        found.map(|found| (found, value.span()))
    }

    /// Reports a key that must be there and is not.
    fn note_missing(&mut self, key: Key) {
        if self.value(key).is_none()
            && let Some(example) = self.keys.row(key).and_then(|row| row.example)
        {
            self.faults.add(self.span.clone(), Fault::MissingKey { key, example });
        }
    }

    /// The table under `key`, and where it stands.
    pub fn table(&mut self, key: Key) -> Option<(&'r DeTable<'t>, Range<usize>)> {
        self.typed(key, DeValue::as_table)
    }

    /// The text under `key`; an empty one is a fault and reads as absent.
    pub fn text(&mut self, key: Key) -> Option<Text<'r>> {
        let (text, span) = self.typed(key, DeValue::as_str)?;
        if text.trim().is_empty() {
            self.faults.add(span, Fault::EmptyText { key: key.name().to_owned() });
            return None;
        }
        Some(Spanned::new(span, text))
    }

    /// The day under `key`.
    pub fn day(&mut self, key: Key) -> Option<Day> {
        let (day, span) = self.typed(key, as_day)?;
        Some(Spanned::new(span, day))
    }

    /// The number of days under `key`, from 1 to 366.
    pub fn days(&mut self, key: Key) -> Option<u32> {
        let (days, _) =
            self.typed(key, |value| as_whole_number(value)?.parse().ok().filter(|days| (1..=366).contains(days)))?;
        Some(days)
    }

    /// The `true` or `false` under `key`.
    pub fn flag(&mut self, key: Key) -> Option<Spanned<bool>> {
        let (flag, span) = self.typed(key, DeValue::as_bool)?;
        Some(Spanned::new(span, flag))
    }

    /// The list of names under `key`; empty when there is none.
    pub fn names(&mut self, key: Key) -> Vec<Text<'r>> {
        self.value(key).map(|value| names(key.name(), value, self.faults)).unwrap_or_default()
    }

    /// The days under `key`, each with its name.
    pub fn named_days(&mut self, key: Key) -> Vec<(Text<'r>, Day)> {
        let Some((table, _)) = self.typed(key, DeValue::as_table) else { return Vec::new() };
        named(table, Wanted::Day, as_day, self.faults)
    }

    /// The values under `key`, each with its name.
    pub fn named_values(&mut self, key: Key) -> Vec<(Text<'r>, &'r Spanned<DeValue<'t>>)> {
        let Some((table, _)) = self.typed(key, DeValue::as_table) else { return Vec::new() };
        table.iter().map(|(name, value)| (text_of(name), value)).collect()
    }

    /// A value of the table under `key` as a day; one of another type is a fault.
    pub fn day_of(&mut self, key: Key, value: &Spanned<DeValue<'_>>) -> Option<Day> {
        let day = as_day(value.get_ref());
        if day.is_none() {
            self.note_wrong_type(key, value.span());
        }
        Some(Spanned::new(value.span(), day?))
    }

    /// The texts under `key`, each with its name.
    pub fn named_texts(&mut self, key: Key) -> Vec<(Text<'r>, Text<'r>)> {
        let Some((table, _)) = self.typed(key, DeValue::as_table) else { return Vec::new() };
        named_texts(table, self.faults)
    }

    /// The `id`, an integer or a text; TOML reads 3.20 as a fraction, which loses its zero.
    pub fn id(&mut self) -> Option<Text<'r>> {
        self.note_missing(Key::Id);
        let value = self.value(Key::Id)?;
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
            self.note_wrong_type(Key::Id, value.span());
        }
        Some(Spanned::new(value.span(), written?))
    }

    /// Reports every key that the table does not have.
    pub fn finish(self) {
        let known = || self.keys.rows().iter().map(|row| row.key.name());
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if !known().any(|known| known == name) {
                let fault = match Table::holding(name) {
                    Some(place) => Fault::MisplacedKey { key: name.to_owned(), place },
                    None => Fault::UnknownKey { key: name.to_owned(), nearest: nearest(name, known()) },
                };
                self.faults.add(key.span(), fault);
            }
        }
    }
}

/// A list of names.
pub fn names<'r>(key: &str, value: &'r Spanned<DeValue<'_>>, faults: &mut Faults) -> Vec<Text<'r>> {
    let wrong = || Fault::WrongType { key: key.to_owned(), wanted: Wanted::Names };
    let Some(array) = value.get_ref().as_array() else {
        faults.add(value.span(), wrong());
        return Vec::new();
    };
    let mut names = Vec::new();
    for item in array.iter() {
        match item.get_ref().as_str() {
            Some(name) => names.push(Spanned::new(item.span(), name)),
            None => faults.add(item.span(), wrong()),
        }
    }
    names
}

/// Every name of a table with its list of names.
pub fn named_lists<'r>(table: &'r DeTable<'_>, faults: &mut Faults) -> Vec<(Text<'r>, Vec<Text<'r>>)> {
    let list = |(key, value): (&'r Spanned<DeString<'_>>, &'r Spanned<DeValue<'_>>)| {
        let key = text_of(key);
        let names = names(key.get_ref(), value, faults);
        (key, names)
    };
    table.iter().map(list).collect()
}

/// Every name of a table with its text.
pub fn named_texts<'r>(table: &'r DeTable<'_>, faults: &mut Faults) -> Vec<(Text<'r>, Text<'r>)> {
    named(table, Wanted::Text, DeValue::as_str, faults)
}

/// Every name of a table with its value.
fn named<'r, 't, T>(
    table: &'r DeTable<'t>,
    wanted: Wanted,
    read: impl Fn(&'r DeValue<'t>) -> Option<T>,
    faults: &mut Faults,
) -> Vec<(Text<'r>, Spanned<T>)> {
    let mut pairs = Vec::new();
    for (key, value) in table.iter() {
        let key = text_of(key);
        match read(value.get_ref()) {
            Some(found) => pairs.push((key, Spanned::new(value.span(), found))),
            None => faults.add(value.span(), Fault::WrongType { key: key.into_inner().to_owned(), wanted }),
        }
    }
    pairs
}

fn text_of<'r>(key: &'r Spanned<DeString<'_>>) -> Text<'r> {
    Spanned::new(key.span(), key.get_ref().as_ref())
}

fn as_day(value: &DeValue<'_>) -> Option<NaiveDate> {
    let Datetime { date: Some(date), time: None, offset: None } = value.as_datetime()? else { return None };
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}

fn as_whole_number<'r>(value: &'r DeValue<'_>) -> Option<&'r str> {
    value.as_integer().filter(|number| number.radix() == 10).map(|number| number.as_str())
}
