//! Festivals and days of observance that an activity is tied to: events, never due days.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use icu_calendar::Date;
use icu_calendar::cal::{ChineseTraditional, Iso};
use icu_calendar::types::Month;
use regex_lite::Regex;

/// A festival that an activity is tied to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Festival {
    /// Its name.
    pub name: String,
    /// Its day, where a calendar tells it.
    pub day: Option<NaiveDate>,
}

/// How the day of a festival is known.
#[derive(Clone, Copy)]
enum Known {
    /// Month and day of every year.
    Solar(u32, u32),
    /// Month and day of the Chinese calendar.
    Lunar(u8, u8),
    /// By the sun's course or by decree: a person must look it up.
    No,
}

/// The festivals with the words that mean them, the longer words first.
const FESTIVALS: [(&str, &[&str], Known); 38] = [
    ("元旦", &["元旦"], Known::Solar(1, 1)),
    ("春节", &["春节"], Known::Lunar(1, 1)),
    ("元宵节", &["元宵"], Known::Lunar(1, 15)),
    ("端午节", &["端午"], Known::Lunar(5, 5)),
    ("七夕节", &["七夕"], Known::Lunar(7, 7)),
    ("中秋节", &["中秋"], Known::Lunar(8, 15)),
    ("重阳节", &["重阳"], Known::Lunar(9, 9)),
    ("腊八节", &["腊八"], Known::Lunar(12, 8)),
    ("清明节", &["清明"], Known::No),
    ("冬至", &["冬至节"], Known::No),
    ("中国农民丰收节", &["农民丰收节"], Known::No),
    ("学雷锋纪念日", &["学雷锋纪念日", "学雷锋日"], Known::Solar(3, 5)),
    ("妇女节", &["妇女节", "三八节", "“三八”"], Known::Solar(3, 8)),
    ("植树节", &["植树节"], Known::Solar(3, 12)),
    ("世界水日", &["世界水日"], Known::Solar(3, 22)),
    ("全民国家安全教育日", &["国家安全教育日"], Known::Solar(4, 15)),
    ("世界地球日", &["世界地球日"], Known::Solar(4, 22)),
    ("世界读书日", &["世界读书日"], Known::Solar(4, 23)),
    ("中国航天日", &["中国航天日"], Known::Solar(4, 24)),
    ("劳动节", &["劳动节", "“五一”"], Known::Solar(5, 1)),
    ("青年节", &["青年节", "“五四”"], Known::Solar(5, 4)),
    ("全国防灾减灾日", &["防灾减灾日"], Known::Solar(5, 12)),
    ("国际博物馆日", &["博物馆日"], Known::Solar(5, 18)),
    ("儿童节", &["儿童节", "“六一”"], Known::Solar(6, 1)),
    ("世界环境日", &["世界环境日", "六五环境日"], Known::Solar(6, 5)),
    ("全国土地日", &["全国土地日"], Known::Solar(6, 25)),
    ("国际禁毒日", &["国际禁毒日"], Known::Solar(6, 26)),
    ("建党节", &["建党节", "“七一”"], Known::Solar(7, 1)),
    ("建军节", &["建军节", "“八一”"], Known::Solar(8, 1)),
    ("全民健身日", &["全民健身日"], Known::Solar(8, 8)),
    ("教师节", &["教师节"], Known::Solar(9, 10)),
    ("中国统计开放日", &["统计开放日"], Known::Solar(9, 20)),
    ("烈士纪念日", &["烈士纪念日"], Known::Solar(9, 30)),
    ("国庆节", &["国庆", "中华人民共和国成立"], Known::Solar(10, 1)),
    ("全国消防日", &["全国消防日", "119消防"], Known::Solar(11, 9)),
    ("国家宪法日", &["国家宪法日", "宪法宣传日"], Known::Solar(12, 4)),
    ("国际志愿者日", &["国际志愿者日"], Known::Solar(12, 5)),
    ("国家公祭日", &["国家公祭日"], Known::Solar(12, 13)),
];

/// Words of a sentence that tie what it tells to a festival in it.
const TIES: [&str; 12] =
    ["结合", "庆祝", "契机", "围绕", "迎接", "喜迎", "之际", "期间", "前后", "当天", "当日", "开展"];

/// Finds the festivals that an activity is tied to: those in its title, and those that a sentence of its text ties it to.
///
/// Takes the day from which on the festivals are, the notice's own. Gives each once, in the order of the text.
pub fn festivals(title: &str, text: &str, from: Option<NaiveDate>) -> Vec<Festival> {
    let tied = text.split(['。', '；', '\n']).filter(|sentence| TIES.iter().any(|tie| sentence.contains(tie)));
    let mut found: Vec<(usize, Festival)> = Vec::new();
    for sentence in std::iter::once(title).chain(tied) {
        let mut here: Vec<(usize, Festival)> = named(sentence, from);
        here.extend(observed(sentence));
        here.sort_by_key(|(at, _)| *at);
        for (at, festival) in here {
            if !found.iter().any(|(_, known)| is_same(&known.name, &festival.name)) {
                found.push((at, festival));
            }
        }
    }
    found.into_iter().map(|(_, festival)| festival).collect()
}

fn is_same(one: &str, other: &str) -> bool {
    one.contains(other) || other.contains(one)
}

fn named(sentence: &str, from: Option<NaiveDate>) -> Vec<(usize, Festival)> {
    let place = |words: &[&str]| words.iter().filter_map(|word| sentence.find(word)).min();
    let known = FESTIVALS.iter().filter_map(|(name, words, known)| Some((place(words)?, name, known)));
    let found = known.map(|(at, name, known)| {
        let of = |year: i32| match *known {
            Known::Solar(month, day) => NaiveDate::from_ymd_opt(year, month, day),
            Known::Lunar(month, day) => lunar(year, month, day),
            Known::No => None,
        };
        let next = |from: NaiveDate| {
            [from.year(), from.year() + 1].into_iter().find_map(|year| of(year).filter(|day| *day >= from))
        };
        let day = from.and_then(next);
        (at, Festival { name: (*name).to_owned(), day })
    });
    found.collect()
}

/// Days of observance that bear their body's name: 第27届全国推广普通话宣传周.
fn observed(sentence: &str) -> Vec<(usize, Festival)> {
    static OBSERVED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:第\d{1,3}[届个])?“?((?:中国|全国|世界|国际|全民)[^，。、；“”《》（）\s]{2,12}(?:宣传周|科普日|活动周|节|日|周))”?").ok()
    });
    let Some(form) = OBSERVED.as_ref() else { return Vec::new() };
    let is_day_of_the_week = |name: &str| name.ends_with("节日") || name.ends_with("生日") || name.ends_with("每周");
    let found = form.captures_iter(sentence).filter_map(|captures| {
        let name = captures.get(1)?;
        let festival = Festival { name: name.as_str().to_owned(), day: None };
        (!is_day_of_the_week(name.as_str())).then_some((name.start(), festival))
    });
    found
        .filter(|(_, festival)| {
            !FESTIVALS.iter().any(|(_, words, _)| words.iter().any(|word| festival.name.contains(word)))
        })
        .collect()
}

/// The day of a year that is this day of a month of the Chinese calendar.
fn lunar(year: i32, month: u8, day: u8) -> Option<NaiveDate> {
    // The first months of the Chinese year end before the sun's year does; the last run into the next.
    let calendar = ChineseTraditional::new();
    [year - 1, year].into_iter().find_map(|lunar_year| {
        let date = Date::try_new(lunar_year.into(), Month::new(month), day, calendar).ok()?.to_calendar(Iso);
        let found = NaiveDate::from_ymd_opt(
            date.year().extended_year(),
            u32::from(date.month().ordinal),
            u32::from(date.day_of_month().0),
        )?;
        (found.year() == year).then_some(found)
    })
}

#[cfg(test)]
mod tests {
    use super::festivals;

    #[test]
    fn festivals_are_tied_to_what_speaks_of_them() {
        for (title, text, expected) in [
            ("开展“中国统计开放日”系列活动", "结合“中国统计开放日”开展系列活动。", "中国统计开放日 2024-09-20"),
            (
                "开展系列活动",
                "结合庆祝中华人民共和国成立75周年及中秋节，组织汇演。",
                "国庆节 2024-10-01, 中秋节 2024-09-17",
            ),
            ("开展社区活动", "以中秋节等传统节日为契机开展活动。", "中秋节 2024-09-17"),
            ("开展“中国农民丰收节”活动", "结合第7届“中国农民丰收节”、“采摘节”，组织活动。", "中国农民丰收节 ?"),
            ("开展活动", "结合第27届全国推广普通话宣传周，开展测试。", "全国推广普通话宣传周 ?"),
            ("做好春节保障", "", "春节 2024-02-10"),
            ("慰问", "喜迎元旦。", "元旦 2024-01-01"),
            ("慰问老人", "腊八节期间走访。", "腊八节 2024-01-18"),
            ("开展“校园民族团结日”主题活动", "结合“开学第一课”开展活动。", ""),
            ("开展检查", "国庆大街环境整洁。", ""),
        ] {
            let found = festivals(title, text, "2024-01-01".parse().ok()).into_iter().map(|festival| {
                let day = festival.day.map_or("?".to_owned(), |day| day.to_string());
                format!("{} {day}", festival.name)
            });
            assert_eq!(found.collect::<Vec<_>>().join(", "), expected, "{title}");
        }
    }
}
