//! The campaign's first and last day, and its theme.

use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate};
use regex_lite::Regex;

use super::head::Head;
use super::outline::Item;
use crate::notice::page::paragraphs::Paragraph;
use crate::notice::phrase::deadline::{Meaning, deadlines};

/// Takes the campaign's days from what speaks of the time as a whole, and the theme from what speaks of that.
///
/// `items` are those that hold no activity.
pub fn take(items: &[&Item], head: &mut Head) {
    let under = |word: &'static str| items.iter().filter(move |item| item.heading().contains(word)).copied();
    take_theme(under("主题").chain(items.iter().copied()), head);
    let timed = under("时间")
        .chain(under("时段"))
        .chain(under("期限"))
        .chain(items.iter().copied().filter(|item| item.mark.is_none()));
    let speaks = items.iter().copied().filter(|item| {
        let text = item.text();
        ["行动自", "活动自", "时间为", "时间自", "活动时间", "行动时间", "活动期限", "活动时段", "为期"]
            .iter()
            .any(|word| text.contains(word))
    });
    let year = head.issued.map(|day| day.year());
    for item in timed.chain(speaks) {
        if let Some((span, printed, paragraph)) = item.paragraphs.iter().find_map(|paragraph| {
            let (span, printed) = span(&paragraph.text, year)?;
            Some((span, printed, paragraph))
        }) {
            (head.start, head.end, head.period) = (Some(span.0), Some(span.1), Some(printed));
            head.taken.extend(whole(paragraph, head.period.as_deref().unwrap_or_default()));
            return;
        }
    }
    if let Some((span, printed)) = items.iter().flat_map(|item| &item.paragraphs).find_map(|one| month(&one.text, year))
    {
        (head.start, head.end, head.period) = (Some(span.0), Some(span.1), Some(printed));
    }
}

/// A paragraph that says nothing but the days.
fn whole(paragraph: &Paragraph, printed: &str) -> Option<Paragraph> {
    const HEADING: usize = 10;
    (paragraph.text.chars().count() <= printed.chars().count() + HEADING).then(|| paragraph.clone())
}

/// The first span of days in a text, with its words.
fn span(text: &str, year: Option<i32>) -> Option<((NaiveDate, NaiveDate), String)> {
    static OWN_YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(\d{4})年").ok());
    let stated = || OWN_YEAR.as_ref()?.captures(text)?.get(1)?.as_str().parse().ok();
    let found = deadlines(text, year.or_else(stated)?);
    found.into_iter().find_map(|deadline| match deadline.meaning {
        Meaning::Span(start, end) => Some(((start, end), text[deadline.place].to_owned())),
        _ => None,
    })
}

/// A month that is the campaign's: 2024年9月是第41个活动月.
fn month(text: &str, year: Option<i32>) -> Option<((NaiveDate, NaiveDate), String)> {
    static MONTH: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?:(\d{4})\s*年\s*|今年)?(\d{1,2})\s*月(?:份)?是[^，。]{0,40}月").ok());
    let captures = MONTH.as_ref()?.captures(text)?;
    let year = captures.get(1).and_then(|year| year.as_str().parse().ok()).or(year)?;
    let month: u32 = captures.get(2)?.as_str().parse().ok()?;
    let start = NaiveDate::from_ymd_opt(year, month, 1)?;
    let next = start.checked_add_months(chrono::Months::new(1))?;
    Some(((start, next.checked_sub_days(Days::new(1))?), captures.get(0)?.as_str().to_owned()))
}

/// The theme: behind 主题是 or 主题：, or what stands under a heading that speaks of the theme.
fn take_theme<'i>(items: impl Iterator<Item = &'i Item>, head: &mut Head) {
    static THEME: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"主题(?:是|为)?\s*[：:]?\s*[“「]?(?P<theme>[^。”」]{4,80})").ok());
    for item in items {
        for (at, paragraph) in item.paragraphs.iter().enumerate() {
            let is_heading = at == 0 && item.mark.is_some() && !paragraph.text.contains(['：', '。', '“']);
            let says = ["主题是", "主题为", "主题：", "主题:"].iter().any(|word| paragraph.text.contains(word));
            let found =
                THEME.as_ref().and_then(|theme| theme.captures(&paragraph.text)).filter(|_| says && !is_heading);
            let theme = match found.and_then(|found| Some(found.name("theme")?.as_str().to_owned())) {
                Some(theme) => theme,
                None if at == 1 && item.heading().ends_with("主题") => {
                    paragraph.text.trim_end_matches('。').to_owned()
                }
                None => continue,
            };
            head.theme = Some(theme.trim_matches(['“', '”', ' ']).to_owned());
            head.taken.push(paragraph.clone());
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::take;
    use crate::notice::page::lines::lines;
    use crate::notice::page::table::parts;
    use crate::notice::scan::head::Head;
    use crate::notice::scan::outline::outline;

    fn read(text: &str) -> Head {
        let mut head = Head { issued: "2025-03-01".parse().ok(), ..Head::default() };
        take(&outline(parts(lines(text))).iter().collect::<Vec<_>>(), &mut head);
        head
    }

    #[test]
    fn days_and_theme_are_found_wherever_they_stand() {
        for (text, days, theme) in [
            ("一、活动主题\n书香润城。\n二、活动时间\n4月1日至4月30日。", "2025-04-01 2025-04-30", "书香润城"),
            (
                "一、主题和时间\n（一）活动主题：健身强体，乐享生活。\n（二）活动时间：8月1日至8月31日。",
                "2025-08-01 2025-08-31",
                "健身强体，乐享生活",
            ),
            (
                "活动月的主题是：讲好故事，共筑家园。\n2025 年 9 月是第 41 个活动月。",
                "2025-09-01 2025-09-30",
                "讲好故事，共筑家园",
            ),
            ("一、要求\n行动自2025年4月起至2025年12月底结束。", "2025-04-01 2025-12-31", ""),
            ("为做好工作，制定方案。", "", ""),
        ] {
            let head = read(text);
            let found = head.start.zip(head.end).map(|(start, end)| format!("{start} {end}")).unwrap_or_default();
            assert_eq!((found.as_str(), head.theme.as_deref().unwrap_or_default()), (days, theme), "{text}");
        }
    }
}
