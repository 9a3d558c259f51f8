//! What the deadlines of a notice mean.

use std::ops::Range;
use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate};
use regex_lite::{Captures, Regex};

/// A deadline as printed, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Its bytes in the text.
    pub place: Range<usize>,
    /// What it means.
    pub meaning: Meaning,
}

/// What a deadline means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The last day, itself included: "9月22日前" includes the 22nd.
    Due(NaiveDate),
    /// A first and a last day.
    Span(NaiveDate, NaiveDate),
    /// Work must have begun by this day: "5月底前动工".
    Start(NaiveDate),
    /// Without end: 长期坚持.
    Ongoing,
    /// Again and again: "每月25日前". No single day can be known.
    Recurring,
    /// No day can be known: 立即, 会后5个工作日内.
    Unknown,
}

type Read = fn(&Captures<'_>, i32) -> Option<Meaning>;

/// The forms in which deadlines are printed; where two fit at one place, the longer is meant.
static FORMS: LazyLock<Vec<(Regex, Read)>> = LazyLock::new(|| {
    let year = r"(?:(?:(?P<y>\d{4})年|(?P<next>明年|次年|翌年))度?)?";
    let by = r"(?:之前|以前|前|截止|为止)";
    let weekday = r"(?:[（(](?:周|星期)[一二三四五六日天][）)])?";
    let clock = r"(?:(?:上|下|中)午|晚上?)?(?:\d{1,2}(?:时|点|[:：]\d{2})(?:整|\d{1,2}分)?|下班)?";
    let till = r"(?:至|到|—+|－|-|–|~|～)";
    let sources: [(String, Read); 15] = [
        (
            format!(r"{year}(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})日?起?{till}(?:(?P<y2>\d{{4}})年)?(?:(?P<m2>\d{{1,2}})月)?(?P<d2>\d{{1,2}})日"),
            days_span,
        ),
        (format!(r"{year}(?P<m>\d{{1,2}})月份?(?:起|开始)?{till}(?:(?P<y2>\d{{4}})年)?(?P<m2>\d{{1,2}})月份?(?:底|末)?{by}?"), months_span),
        (format!(r"{year}(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})日?{weekday}{clock}[）)]?(?:{by}|完成|办结)"), day),
        (format!(r"{year}(?P<m>\d{{1,2}})月(?:底|末|份)?(?:{by}|内)?(?:(?:全部|全面|基本)?(?:完成|办结|见效))?"), month),
        (format!(r"{year}(?P<m>\d{{1,2}})月(?P<t>[上中下])旬{by}?"), third_of_month),
        (format!(r"{year}(?:年底|年末|年内|全年底)(?:{by})?|(?P<only>\d{{4}})年(?:底|末|内){by}?"), year_end),
        (format!(r"{year}第?(?P<q>[一二三四1-4])季度(?:末|底|内)?{by}?"), quarter),
        (format!(r"{year}(?P<h>[上下])半年(?:{by})?"), half_year),
        (format!(r"{year}(?P<m>\d{{1,2}})月(?:(?P<d>\d{{1,2}})日|底|末)?{by}?(?:动工|开工|启动|开建)"), start),
        (format!(r"{year}(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})日{weekday}{clock}，?(?:在[^，。；、\s]{{1,15}})?(?:正式)?(?:举行|举办|召开)"), day),
        (format!(r"(?:(?P<y>\d{{4}})\.)?(?P<m>\d{{1,2}})\.(?P<d>\d{{1,2}})日?{by}"), day),
        (
            r"每(?:年|半年|季度?|月|周|日|旬)[^，。；、（）()\s]{0,10}(?:前|报送|底|末)|按(?:月|季度?|周)报送".to_owned(),
            |_, _| Some(Meaning::Recurring),
        ),
        (
            // In running text the words also begin sentences (持续开展好…); they are a deadline where a clause ends with them.
            r"(?P<go>(?:长期|持续|常年)(?:坚持|推进|开展|实施|抓好)|贯穿全年|全年(?:推进|开展|坚持)|常态化)(?:[，。；、（）()\s]|$)|常态化(?:推进|开展|坚持|组织|实施|进行)".to_owned(),
            |_, _| Some(Meaning::Ongoing),
        ),
        (
            r"立即|即日起|即刻|(?:会后|会议后|接到通知后|收到通知后|通知后|印发后|印发之日起|文件下发后|(?:本)?(?:方案|通知)印发后)[^，。；（）()\s]{0,12}内|[xX×]+月[xX×]+日前?".to_owned(),
            |_, _| Some(Meaning::Unknown),
        ),
        (
            r"(?:主?汛期|入汛|入冬|春节|元旦|国庆|节|开学|供暖)(?:来临|到来|开始)?之?前|(?:暑假|寒假|假期|主?汛期|春节)期间(?:全部)?完成".to_owned(),
            |_, _| Some(Meaning::Unknown),
        ),
    ];
    sources.into_iter().filter_map(|(source, read)| Some((Regex::new(&source).ok()?, read))).collect()
});

/// Finds the deadlines of a text whose days are of `year` where they do not say.
///
/// `text` has half-width digits. Gives them in the order of the text, none within another. A day that only says when
/// something is (9月20日中国统计开放日) is no deadline.
pub fn deadlines(text: &str, year: i32) -> Vec<Deadline> {
    let found = FORMS.iter().flat_map(|(form, read)| {
        form.captures_iter(text).filter_map(|captures| {
            let whole = captures.name("go").or(captures.get(0))?;
            let is_within_number =
                text[..whole.start()].ends_with(|before: char| before.is_ascii_digit() || before == '.');
            let meaning = read(&captures, year).filter(|_| !is_within_number)?;
            Some(Deadline { place: whole.range(), meaning })
        })
    });
    let mut found: Vec<Deadline> = found.collect();
    found.sort_by_key(|deadline| (deadline.place.start, std::cmp::Reverse(deadline.place.end)));
    let mut kept: Vec<Deadline> = Vec::new();
    for deadline in found {
        if kept.last().is_none_or(|last| last.place.end <= deadline.place.start) {
            kept.push(deadline);
        }
    }
    kept
}

fn number<T: std::str::FromStr>(captures: &Captures<'_>, name: &str) -> Option<T> {
    captures.name(name)?.as_str().parse().ok()
}

fn the_year(captures: &Captures<'_>, otherwise: i32) -> i32 {
    number(captures, "y").unwrap_or(otherwise + i32::from(captures.name("next").is_some()))
}

fn last_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    let next =
        if month == 12 { NaiveDate::from_ymd_opt(year + 1, 1, 1) } else { NaiveDate::from_ymd_opt(year, month + 1, 1) };
    next?.checked_sub_days(Days::new(1))
}

fn days_span(captures: &Captures<'_>, year: i32) -> Option<Meaning> {
    let from = NaiveDate::from_ymd_opt(the_year(captures, year), number(captures, "m")?, number(captures, "d")?)?;
    let month = number(captures, "m2").unwrap_or(from.month());
    let to = NaiveDate::from_ymd_opt(number(captures, "y2").unwrap_or(from.year()), month, number(captures, "d2")?)?;
    // 11月1日至3月31日 runs into the next year.
    let to = if to < from { to.with_year(to.year() + 1)? } else { to };
    (from <= to).then_some(Meaning::Span(from, to))
}

fn months_span(captures: &Captures<'_>, year: i32) -> Option<Meaning> {
    let from = NaiveDate::from_ymd_opt(the_year(captures, year), number(captures, "m")?, 1)?;
    let month: u32 = number(captures, "m2")?;
    let next_year = i32::from(month < from.month());
    let to = last_of_month(number(captures, "y2").unwrap_or(from.year() + next_year), month)?;
    (from <= to).then_some(Meaning::Span(from, to))
}

fn day(captures: &Captures<'_>, year: i32) -> Option<Meaning> {
    let has_day_sign = captures.get(0)?.as_str().contains('日');
    let is_before = captures.get(0)?.as_str().ends_with(['前', '止']);
    let day = NaiveDate::from_ymd_opt(the_year(captures, year), number(captures, "m")?, number(captures, "d")?);
    day.filter(|_| has_day_sign || is_before).map(Meaning::Due)
}

fn month(captures: &Captures<'_>, year: i32) -> Option<Meaning> {
    let text = captures.get(0)?.as_str();
    let is_deadline = text.ends_with(['底', '末', '前', '内']) || text.contains("完成") || text.contains("办结");
    // A month with its year and nothing else is how tables print a deadline: 2026年12月.
    let is_bare = captures.name("y").is_some() && text.ends_with('月');
    last_of_month(the_year(captures, year), number(captures, "m")?).filter(|_| is_deadline || is_bare).map(Meaning::Due)
}

fn third_of_month(captures: &Captures<'_>, year: i32) -> Option<Meaning> {
    let (year, month) = (the_year(captures, year), number(captures, "m")?);
    match captures.name("t")?.as_str() {
        "上" => NaiveDate::from_ymd_opt(year, month, 10),
        "中" => NaiveDate::from_ymd_opt(year, month, 20),
        _ => last_of_month(year, month),
    }
    .map(Meaning::Due)
}

fn year_end(captures: &Captures<'_>, year: i32) -> Option<Meaning> {
    let year = number(captures, "only").unwrap_or(the_year(captures, year));
    NaiveDate::from_ymd_opt(year, 12, 31).map(Meaning::Due)
}

fn quarter(captures: &Captures<'_>, year: i32) -> Option<Meaning> {
    let quarter = match captures.name("q")?.as_str() {
        "一" | "1" => 1,
        "二" | "2" => 2,
        "三" | "3" => 3,
        _ => 4,
    };
    last_of_month(the_year(captures, year), quarter * 3).map(Meaning::Due)
}

fn half_year(captures: &Captures<'_>, year: i32) -> Option<Meaning> {
    let month = if captures.name("h")?.as_str() == "上" { 6 } else { 12 };
    last_of_month(the_year(captures, year), month).map(Meaning::Due)
}

fn start(captures: &Captures<'_>, year: i32) -> Option<Meaning> {
    let (year, month) = (the_year(captures, year), number(captures, "m")?);
    match number(captures, "d") {
        Some(day) => NaiveDate::from_ymd_opt(year, month, day),
        None => last_of_month(year, month),
    }
    .map(Meaning::Start)
}

#[cfg(test)]
mod tests {
    use super::{Meaning, deadlines};

    fn meanings(text: &str) -> String {
        let words = deadlines(text, 2024).into_iter().map(|deadline| match deadline.meaning {
            Meaning::Due(day) => day.to_string(),
            Meaning::Span(from, to) => format!("{from}..{to}"),
            Meaning::Start(day) => format!("start {day}"),
            other => format!("{other:?}"),
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// The table of deadlines of such notices.
    #[test]
    fn the_printed_forms_mean_their_days() {
        for (phrase, meaning) in [
            ("请于9月22日前报送", "2024-09-22"),
            ("重阳节（10月29日）前", "2024-10-29"),
            ("12月5日在鹭洲镇举行总决赛", "2024-12-05"),
            ("5月28日17时前报", "2024-05-28"),
            ("6月20日下午17:00前报", "2024-06-20"),
            ("6月23日（周五）下班前报", "2024-06-23"),
            ("9月30日（周二）前报送", "2024-09-30"),
            ("6月底前全部修订完毕", "2024-06-30"),
            ("4月10前报送", "2024-04-10"),
            ("9月底前完成", "2024-09-30"),
            ("6月底完成", "2024-06-30"),
            ("2月底前", "2024-02-29"),
            ("年底前", "2024-12-31"),
            ("年内完成", "2024-12-31"),
            ("2025年底前", "2025-12-31"),
            ("12月底前", "2024-12-31"),
            ("一季度完成", "2024-03-31"),
            ("上半年", "2024-06-30"),
            ("三季度末", "2024-09-30"),
            ("7月上旬", "2024-07-10"),
            ("7月中旬前", "2024-07-20"),
            ("7月下旬", "2024-07-31"),
            ("6月1日至30日", "2024-06-01..2024-06-30"),
            ("9月1日—9月30日", "2024-09-01..2024-09-30"),
            ("2024年11月1日至2025年3月31日", "2024-11-01..2025-03-31"),
            ("11月1日至3月31日", "2024-11-01..2025-03-31"),
            ("3月至5月", "2024-03-01..2024-05-31"),
            ("2026年12月", "2026-12-31"),
            ("长期坚持", "Ongoing"),
            ("持续推进", "Ongoing"),
            ("每月25日前", "Recurring"),
            ("每季度末月20日前报送", "Recurring"),
            ("5月底前动工", "start 2024-05-31"),
            ("10.31前完成招标", "2024-10-31"),
            ("明年3月底前", "2025-03-31"),
            ("2025年4月起至12月底结束", "2025-04-01..2025-12-31"),
            ("汛期前消除易涝点", "Unknown"),
            ("暑假期间完成", "Unknown"),
            ("立即", "Unknown"),
            ("会后5个工作日内", "Unknown"),
            ("x月xx日", "Unknown"),
        ] {
            assert_eq!(meanings(phrase), meaning, "{phrase}");
        }
    }

    #[test]
    fn days_that_are_no_deadlines_and_figures_are_passed_over() {
        for text in [
            "9月20日是中国统计开放日",
            "提高6.2%",
            "69.97公里",
            "2015.08.10",
            "印发〔2024〕3号",
            "13月40日前",
            "全市8月活动",
            "持续开展好诵读活动",
            "修订长期护理保险细则",
            "全年接待游客",
            "每月至少见一次面",
        ] {
            assert_eq!(meanings(text), "", "{text}");
        }
        assert_eq!(meanings("4月10日前报名，6月底前评选"), "2024-04-10 2024-06-30");
    }
}
