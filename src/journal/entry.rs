//! One thing said about one duty at one time.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{Display, Formatter, Result as FormatResult};
use std::ops::Not;

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use strum::VariantArray;

use crate::day::parse_stored;
use crate::glyph::with_narrow_figures;

/// One thing said about one duty at one time, as a line of a journal.
///
/// Empty texts stand for absent ones. Texts borrow from the line wherever it has no escapes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry<'t> {
    /// Opaque and unique.
    #[serde(borrow)]
    pub id: Cow<'t, str>,
    /// Shared by all entries of one command.
    #[serde(borrow, default)]
    pub command: Cow<'t, str>,
    /// The short id of the machine it was typed on.
    #[serde(borrow, default, deserialize_with = "optional_text", skip_serializing_if = "str::is_empty")]
    pub machine: Cow<'t, str>,
    /// When it was recorded.
    #[serde(with = "instant")]
    pub at: DateTime<FixedOffset>,
    /// Who typed it.
    #[serde(borrow, default, deserialize_with = "optional_text", skip_serializing_if = "str::is_empty")]
    pub by: Cow<'t, str>,
    /// The unit by the name it had then; outranks the name of the file.
    #[serde(borrow)]
    pub unit: Cow<'t, str>,
    /// The number of the activity.
    #[serde(borrow)]
    pub activity: Cow<'t, str>,
    /// The title the activity had then.
    #[serde(borrow, default, deserialize_with = "optional_text", skip_serializing_if = "str::is_empty")]
    pub title: Cow<'t, str>,
    /// What was said.
    pub kind: Kind,
    /// The day it is about.
    #[serde(with = "stored_day")]
    pub on: NaiveDate,
    /// A remark.
    #[serde(borrow, default, deserialize_with = "optional_text", skip_serializing_if = "str::is_empty")]
    pub note: Cow<'t, str>,
    /// Figures, each with its name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub counts: Counts,
    /// The ids of the entries in the place of which this one stands.
    #[serde(borrow, default, deserialize_with = "optional_texts", skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<Cow<'t, str>>,
    /// The id of the entry that a retract takes back.
    #[serde(borrow, default, deserialize_with = "optional_text", skip_serializing_if = "str::is_empty")]
    pub retracts: Cow<'t, str>,
    /// The id of the entry about which the duty becomes open again; it does so only while that entry stands in the round that runs.
    #[serde(borrow, default, deserialize_with = "optional_text", skip_serializing_if = "str::is_empty")]
    pub returns: Cow<'t, str>,
    /// Whether it is the office's own word, which is no report and changes nothing.
    #[serde(default, deserialize_with = "optional_flag", skip_serializing_if = "Not::not")]
    pub memo: bool,
    /// Whether the unit would have it told of in papers.
    #[serde(default, deserialize_with = "optional_flag", skip_serializing_if = "Not::not")]
    pub highlight: bool,
}

impl Entry<'_> {
    /// An entry that says nothing yet, of nobody and of no moment.
    pub fn blank(kind: Kind, on: NaiveDate) -> Self {
        Self {
            id: "".into(),
            command: "".into(),
            machine: "".into(),
            at: DateTime::default(),
            by: "".into(),
            unit: "".into(),
            activity: "".into(),
            title: "".into(),
            kind,
            on,
            note: "".into(),
            counts: Counts::new(),
            replaces: Vec::new(),
            retracts: "".into(),
            returns: "".into(),
            memo: false,
            highlight: false,
        }
    }

    /// The same, borrowing from no line.
    pub fn into_owned(self) -> Entry<'static> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        Entry {
            id: owned(self.id),
            command: owned(self.command),
            machine: owned(self.machine),
            at: self.at,
            by: owned(self.by),
            unit: owned(self.unit),
            activity: owned(self.activity),
            title: owned(self.title),
            kind: self.kind,
            on: self.on,
            note: owned(self.note),
            counts: self.counts,
            replaces: self.replaces.into_iter().map(owned).collect(),
            retracts: owned(self.retracts),
            returns: owned(self.returns),
            memo: self.memo,
            highlight: self.highlight,
        }
    }
}

/// Figures of an entry by name: 场次, 人次, 份.
pub type Counts = BTreeMap<String, Count>;

/// One figure: a number, or a number with 余 or 约 kept as written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Count {
    /// `42`
    Number(serde_json::Number),
    /// `约300`
    Text(String),
}

impl Count {
    /// Reads a figure that a person typed: a number, or a text that has a digit in it, such as `约300`.
    ///
    /// Figures in full width are read as such, and thousands marks of a number are left out. Only what is printed again as it
    /// was typed becomes a number: `2.50` and numbers of twenty digits stay text.
    pub fn parse(text: &str) -> Option<Self> {
        let text = with_narrow_figures(text);
        let is_figure =
            text.contains(char::is_numeric) && !text.contains(['=', '-']) && !text.contains(char::is_control);
        let plain = without_thousands_marks(&text);
        let number = plain.parse().ok().filter(|number: &serde_json::Number| number.to_string() == plain);
        is_figure.then(|| number.map_or(Self::Text(text), Self::Number))
    }
}

/// A whole number without the marks between its thousands; any other text as it is.
fn without_thousands_marks(text: &str) -> String {
    let mut groups = text.split(',');
    let is_first = groups.next().is_some_and(|first| (1..=3).contains(&first.len()));
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    if is_first && is_number && groups.all(|group| group.len() == 3) { text.replace(',', "") } else { text.to_owned() }
}

impl Display for Count {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> FormatResult {
        match self {
            Self::Number(number) => write!(formatter, "{number}"),
            Self::Text(text) => formatter.write_str(text),
        }
    }
}

/// What an entry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Work has begun.
    Start,
    /// Work is done.
    Done,
    /// What was done or waived is open again.
    Reopen,
    /// The activity does not concern the unit.
    Waive,
    /// How the work comes along; a memo is no report.
    Note,
    /// An earlier entry is taken back.
    Retract,
    /// Something a newer zlt says: kept, and passed over here.
    #[serde(other)]
    Unknown,
}

impl Kind {
    /// All kinds, that of a newer zlt last.
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

/// Reads a text that may be absent; other programs write `null` for that.
fn optional_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'de, str>, D::Error> {
    struct Text;
    impl<'de> Visitor<'de> for Text {
        type Value = Cow<'de, str>;

        fn expecting(&self, formatter: &mut Formatter<'_>) -> FormatResult {
            formatter.write_str("text or null")
        }

        fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
            Ok(Cow::Borrowed(text))
        }

        fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
            Ok(Cow::Owned(text.to_owned()))
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(Cow::Borrowed(""))
        }
    }
    deserializer.deserialize_any(Text)
}

/// Reads a list of texts that may be absent; other programs write `null` for that.
fn optional_texts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Cow<'de, str>>, D::Error> {
    #[derive(Deserialize)]
    struct Text<'t>(#[serde(borrow)] Cow<'t, str>);
    let texts: Option<Vec<Text<'de>>> = Deserialize::deserialize(deserializer)?;
    Ok(texts.unwrap_or_default().into_iter().map(|text| text.0).collect())
}

/// A moment, or in the place of one past the year 9000, which no clock can mean, the last that can be: what comes after it must
/// have a moment too that four figures of a year can write.
pub fn possible(at: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    const LAST: i64 = 221_876_927_999_999;
    match DateTime::from_timestamp_millis(LAST) {
        Some(last) if at.timestamp_millis() > LAST => last.with_timezone(at.offset()),
        _ => at,
    }
}

/// Reads a flag that may be absent; other programs write `null` for that.
fn optional_flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// A moment as RFC 3339 with milliseconds and offset.
mod instant {
    use super::{
        Cow, DateTime, Deserialize, Deserializer, FixedOffset, SecondsFormat, Serializer, parse_stored, possible,
    };
    use chrono::NaiveTime;
    use serde::de::Error;

    pub fn serialize<S: Serializer>(at: &DateTime<FixedOffset>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&at.to_rfc3339_opts(SecondsFormat::Millis, false))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<FixedOffset>, D::Error> {
        #[derive(Deserialize)]
        struct Text<'t>(#[serde(borrow)] Cow<'t, str>);
        let text = Text::deserialize(deserializer)?.0;
        let parsed = own_shape(&text).or_else(|| DateTime::parse_from_rfc3339(&text).ok());
        parsed.map(possible).ok_or_else(|| D::Error::custom("time"))
    }

    /// Reads the one shape that zlt writes, `2024-09-12T10:03:22.113+08:00`, several times faster than a general parser.
    fn own_shape(text: &str) -> Option<DateTime<FixedOffset>> {
        let bytes = text.as_bytes();
        let [.., b'T', _, _, b':', _, _, b':', _, _, b'.', _, _, _, sign @ (b'+' | b'-'), _, _, b':', _, _] = bytes
        else {
            return None;
        };
        let number = |from: usize, to: usize| {
            let digits = bytes.get(from..to)?;
            digits.iter().try_fold(0u32, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
        };
        let day = parse_stored(text.get(..10)?)?;
        let time = NaiveTime::from_hms_milli_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?, number(20, 23)?)?;
        let seconds = (number(24, 26)? * 3600 + number(27, 29)? * 60).cast_signed();
        let offset = FixedOffset::east_opt(if *sign == b'-' { -seconds } else { seconds })?;
        let utc = day.and_time(time).checked_sub_offset(offset)?;
        (bytes.len() == 29).then(|| DateTime::from_naive_utc_and_offset(utc, offset))
    }
}

/// A day as `YYYY-MM-DD`.
mod stored_day {
    use super::{Cow, Deserialize, Deserializer, NaiveDate, Serializer, parse_stored};
    use serde::de::Error;

    pub fn serialize<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(day)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
        #[derive(Deserialize)]
        struct Text<'t>(#[serde(borrow)] Cow<'t, str>);
        parse_stored(&Text::deserialize(deserializer)?.0).ok_or_else(|| D::Error::custom("day"))
    }
}

#[cfg(test)]
mod tests {
    use super::Count;

    #[test]
    fn figures_are_kept_as_typed() {
        for text in ["42", "0", "2.5", "2.50", "约300", "100余", "1e5", "18446744073709551617"] {
            assert_eq!(Count::parse(text).unwrap().to_string(), text);
        }
        for (typed, number) in
            [("１２", "12"), ("1,200", "1200"), ("1，200", "1200"), ("１，２３４，５６７", "1234567")]
        {
            let Some(Count::Number(count)) = Count::parse(typed) else { panic!("{typed} is a number") };
            assert_eq!(count.to_string(), number);
        }
        for (typed, text) in
            [("12,34", "12,34"), ("1234,567", "1234,567"), ("约１，２００", "约1,200"), ("1,200.5", "1,200.5")]
        {
            assert_eq!(Count::parse(typed), Some(Count::Text(text.to_owned())));
        }
        assert!(matches!(Count::parse("42"), Some(Count::Number(_))));
        assert!(matches!(Count::parse("2.50"), Some(Count::Text(_))));
        for text in ["", "若干", "-5", "b=3", "4\n2"] {
            assert_eq!(Count::parse(text), None, "{text}");
        }
    }
}
