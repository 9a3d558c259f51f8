//! The campaign's head: what the notice says about itself before its first number.

use std::sync::LazyLock;

use chrono::NaiveDate;
use indexmap::IndexSet;
use regex_lite::Regex;

use super::outline::{Item, closed};
use crate::glyph::figure;
use crate::nearest::is_alike;
use crate::notice::page::paragraphs::{Paragraph, is_day};
use crate::notice::phrase::names::looks_like_a_unit;

/// What the notice says about the campaign as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The plan's title.
    pub title: Option<String>,
    /// The theme.
    pub theme: Option<String>,
    /// The document number: 扎民委字〔2024〕32号.
    pub document: Option<String>,
    /// Who issued it, as printed.
    pub issuers: Vec<String>,
    /// Where reports go, as printed.
    pub coordinator: Option<String>,
    /// Whether the units in the lead report for those that support.
    pub lead_reports: bool,
    /// The day it was issued.
    pub issued: Option<NaiveDate>,
    /// The campaign's first day.
    pub start: Option<NaiveDate>,
    /// The campaign's last day.
    pub end: Option<NaiveDate>,
    /// The words that the days were taken from.
    pub period: Option<String>,
    /// The paragraphs that have gone into the head whole, by their lines and texts.
    pub taken: Vec<Paragraph>,
}

static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"[^\s〔〕\[\]（）()，。：:《》]{1,20}\s?[〔\[［【（(]\s?(?:19|20)\d{2}\s?[〕\]］】）)]\s?(?:第)?\d{1,5}\s?号",
    )
    .ok()
});

static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^(\d{4})年(\d{1,2})月(\d{1,2})日").ok());

/// What the titles of plans end with.
const PLANS: [&str; 16] = [
    "方案",
    "计划",
    "安排",
    "措施",
    "意见",
    "要点",
    "分工",
    "清单",
    "办法",
    "规划",
    "行动",
    "活动",
    "任务书",
    "任务分解表",
    "细则",
    "部署",
];

/// Reads the head out of what stands before the first number and behind the last item.
pub fn head(front: &Item, tail: &[&Item]) -> Head {
    let mut head = Head::default();
    let paragraphs = &front.paragraphs;
    let behind = tail.iter().flat_map(|item| &item.paragraphs);
    if let Some((paragraph, number)) =
        paragraphs.iter().find_map(|paragraph| Some((paragraph, document(&paragraph.text)?)))
    {
        head.taken.extend(Some(paragraph).filter(|paragraph| closed(&paragraph.text) == number).cloned());
        head.document = Some(number);
    }
    head.issued = paragraphs.iter().chain(behind).find(|paragraph| is_day(&paragraph.text)).and_then(|paragraph| {
        head.taken.push(paragraph.clone());
        day(&paragraph.text)
    });
    take_issuers(front, tail, &mut head);
    take_title(paragraphs, &mut head);
    head
}

fn document(text: &str) -> Option<String> {
    let found = NUMBER.as_ref()?.find(text)?;
    // A document that another sentence speaks of is not this one's number.
    let is_own = text[..found.start()].chars().all(|before| before.is_whitespace() || !"《，。".contains(before));
    let compact: String = found.as_str().chars().filter(|character| !character.is_whitespace()).collect();
    is_own.then_some(compact)
}

/// The day of a paragraph that is nothing else, in figures of either kind: 2024年9月5日, 二〇二四年九月五日.
fn day(text: &str) -> Option<NaiveDate> {
    let compact = in_figures(&closed(text));
    let captures = DAY.as_ref()?.captures(&compact)?;
    let part = |at: usize| captures.get(at)?.as_str().parse::<u32>().ok();
    NaiveDate::from_ymd_opt(i32::try_from(part(1)?).ok()?, part(2)?, part(3)?)
}

/// A day with its Chinese figures as Arabic ones.
fn in_figures(text: &str) -> String {
    let mut figures = String::new();
    let characters: Vec<char> = text.chars().collect();
    for (at, character) in characters.iter().enumerate() {
        let is_figure = |at: Option<usize>| {
            at.and_then(|at| characters.get(at)).is_some_and(|one| *one == '〇' || figure(*one).is_some())
        };
        match figure(*character) {
            Some(figure) => figures.push_str(&figure.to_string()),
            None if matches!(character, '〇' | '零' | '○' | 'Ｏ') => figures.push('0'),
            None if *character == '十' => {
                let (before, after) = (is_figure(at.checked_sub(1)), is_figure(Some(at + 1)));
                figures.push_str(match (before, after) {
                    (true, true) => "",
                    (true, false) => "0",
                    (false, true) => "1",
                    (false, false) => "10",
                });
            }
            None => figures.push(*character),
        }
    }
    figures
}

/// The names above the day, or else those of the letterhead.
fn take_issuers(front: &Item, tail: &[&Item], head: &mut Head) {
    let signed = std::iter::once(front).chain(tail.iter().copied()).find_map(|item| {
        let day = item.paragraphs.iter().position(|paragraph| is_day(&paragraph.text))?;
        let lines = item.paragraphs[..day].iter().rev().take_while(|paragraph| offices(&paragraph.text).is_some());
        let mut lines: Vec<&Paragraph> = lines.collect();
        lines.reverse();
        (!lines.is_empty()).then_some(lines)
    });
    let lines = signed.unwrap_or_else(|| {
        let number = front.paragraphs.iter().position(|paragraph| document(&paragraph.text).is_some());
        let above = &front.paragraphs[..number.unwrap_or(0)];
        above.iter().filter(|paragraph| offices(&paragraph.text).is_some()).collect()
    });
    let issuers: IndexSet<String> = lines.iter().filter_map(|paragraph| offices(&paragraph.text)).flatten().collect();
    head.issuers = issuers.into_iter().collect();
    head.taken.extend(lines.into_iter().cloned());
    // The letterhead says again who signs below.
    let is_repeated = |paragraph: &&Paragraph| {
        offices(&paragraph.text).is_some_and(|offices| offices.iter().all(|office| head.issuers.contains(office)))
    };
    let repeated: Vec<Paragraph> = front.paragraphs.iter().filter(is_repeated).cloned().collect();
    head.taken.extend(repeated);
}

/// The offices that a line of a letterhead or a signature names, if it names nothing else.
fn offices(line: &str) -> Option<Vec<String>> {
    const SHORTEST: usize = 3;
    let words = line
        .split_whitespace()
        .map(|word| word.strip_suffix("文件").unwrap_or(word))
        .map(|word| word.strip_suffix("（代章）").unwrap_or(word));
    let words: Vec<String> = words.filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let is_office =
        |word: &String| looks_like_a_unit(word) && word.chars().count() >= SHORTEST && !word.starts_with('各');
    (!words.is_empty() && words.iter().all(is_office)).then_some(words)
}

/// The title within 《》 of 关于印发《…》的通知, else the plan's own line, else the notice's.
fn take_title(paragraphs: &[Paragraph], head: &mut Head) {
    static ISSUES: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:印发|转发|下发|公布)(?:[《〈](?P<quoted>.+)[》〉]|(?P<plain>[^《》]+?))的?通知").ok()
    });
    let titles = || paragraphs.iter().filter(|paragraph| !paragraph.text.contains('。'));
    let notice = titles().find(|paragraph| paragraph.text.trim_end().ends_with("通知"));
    let text = notice.map(|notice| closed(&notice.text)).unwrap_or_default();
    // Where lines were run together, the notice's own title does not stand alone.
    let anywhere = || {
        let quoted =
            |text: &str| ISSUES.as_ref()?.captures(text)?.name("quoted").map(|title| title.as_str().to_owned());
        paragraphs.iter().find_map(|paragraph| quoted(&closed(&paragraph.text)))
    };
    let issued = ISSUES.as_ref().and_then(|issues| issues.captures(&text));
    let issued = issued
        .and_then(|found| Some(found.name("quoted").or(found.name("plain"))?.as_str().to_owned()))
        .or_else(anywhere);
    let is_plan =
        |text: &str| PLANS.iter().any(|ending| text.ends_with(ending)) || text.ends_with("）") && text.contains("方案");
    let own = titles().rev().find(|paragraph| is_plan(&closed(&paragraph.text)));
    let about = || text.find("关于").map(|at| text[at..].to_owned()).filter(|about| about.ends_with("通知"));
    let own = own.map(|own| closed(&own.text));
    // The plan's own line is its title, unless a line break took a part of it.
    let is_whole =
        |own: &String| issued.as_ref().is_none_or(|issued| is_alike(own, issued) && own.len() + 12 >= issued.len());
    head.title = own.clone().filter(is_whole).or_else(|| issued.clone()).or(own).or_else(about);
    // What stands before 关于 is the issuer's name, or something else that must not be lost.
    let before =
        text.split(["关于", "印发"].iter().find(|word| text.contains(**word)).copied().unwrap_or("关于")).next();
    let is_issuer =
        before.is_some_and(|before| before.is_empty() || head.issuers.iter().any(|issuer| issuer == before));
    head.taken.extend(notice.filter(|_| is_issuer).cloned());
    if let Some(title) = &head.title {
        let same = |paragraph: &&Paragraph| {
            title.starts_with(&closed(&paragraph.text)) || title.ends_with(&closed(&paragraph.text))
        };
        head.taken.extend(titles().filter(same).filter(|same| same.text.chars().count() > 3).cloned());
    }
}

#[cfg(test)]
mod tests {
    use super::{Head, head};
    use crate::notice::page::lines::lines;
    use crate::notice::page::table::parts;
    use crate::notice::scan::outline::outline;

    fn read(text: &str) -> Head {
        let items = outline(parts(lines(text)));
        let tail: Vec<_> = items[1..].iter().filter(|item| item.mark.is_none()).collect();
        head(&items[0], &tail)
    }

    #[test]
    fn letterhead_title_and_signature_are_read() {
        for (text, title, issuers, issued) in [
            (
                "甲市教育局文件\n\n甲教发〔2024〕3号\n\n关于印发《甲市读书月方案》的通知\n\n各校：\n\n现印发给你们。\n\n甲市教育局　　甲市体育局\n2024年3月1日\n\n甲市读书月方案\n\n一、任务",
                "甲市读书月方案",
                &["甲市教育局", "甲市体育局"][..],
                "2024-03-01",
            ),
            (
                "甲市人民政府办公室关于印发甲市养老方案的通知\n各区：\n现印发。\n甲市人民政府办公室\n二〇二四年十一月二十日\n一、任务",
                "甲市养老方案",
                &["甲市人民政府办公室"],
                "2024-11-20",
            ),
            (
                "甲市读书月方案\n一、任务\n（一）举办仪式。\n甲市教育局\n2024年3月1日",
                "甲市读书月方案",
                &["甲市教育局"],
                "2024-03-01",
            ),
        ] {
            let head = read(text);
            assert_eq!(head.title.as_deref(), Some(title));
            assert_eq!(head.issuers, issuers);
            assert_eq!(head.issued.unwrap().to_string(), issued);
        }
        assert_eq!(read("甲教发〔2024〕 3 号\n一、").document.as_deref(), Some("甲教发〔2024〕3号"));
    }
}
