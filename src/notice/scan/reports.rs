//! Reports that a notice asks for in its requirements: each deadline is an activity of its own.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::found::Found;
use super::outline::closed;
use crate::notice::page::brackets::bracketed;
use crate::notice::page::mark::mark;
use crate::notice::page::paragraphs::Paragraph;
use crate::notice::phrase::deadline::{Deadline, Meaning, deadlines};
use crate::notice::phrase::due::{Calendar, labelled};
use crate::notice::phrase::names::{Listed, looks_like_a_unit, names};
use crate::plan::Role;

/// Reports asked for by a paragraph, each with the office that it goes to where that is named.
pub fn reports(paragraph: &Paragraph, calendar: Calendar) -> Vec<(Found, Option<String>)> {
    let mut reports: Vec<(Found, Option<String>)> = Vec::new();
    let number = mark(&paragraph.text).map_or(0, |mark| mark.length);
    for sentence in paragraph.text[number..].split(['。', '！']) {
        reports.extend(in_sentence(sentence, paragraph, calendar));
    }
    reports
}

/// The words for handing in; 通报, 申报, 海报 and the like are others.
static HANDS_IN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"报送(?:至|到|给)?|上报(?:至|到)?|报至|报到|提交(?:至|到|给)?|反馈(?:至|到|给)?|发送(?:至|到)|送(?:至|交|达)|(?:^|[^通汇申预警情海举登板简日晚填播])(?P<report>报)(?:[市县区旗省州镇乡]|[^名道告刊纸警考备废销送至到表])").ok()
});

/// Where who is asked ends: 请, 要于, 务必, 于, 将.
static ASKS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[，,]?(?:请|务必|务于|要(?:于|将|在|按|认真|及时)|应(?:当|于|将|在|按)|须|需(?:于|将|在|按)|于|将|在|按(?:时|照|要求))").ok()
});

fn in_sentence(sentence: &str, paragraph: &Paragraph, calendar: Calendar) -> Vec<(Found, Option<String>)> {
    const ANY_YEAR: i32 = 2000;
    let is_deadline = |found: &Deadline| !matches!(found.meaning, Meaning::Ongoing | Meaning::Start(_));
    let found: Vec<Deadline> = deadlines(sentence, ANY_YEAR).into_iter().filter(is_deadline).collect();
    let (Some(first), Some(hands_in)) = (found.first(), HANDS_IN.as_ref()) else { return Vec::new() };
    let Some(verb) = hands_in.find_iter(sentence).find(|verb| verb.end() >= first.place.end || sentence[..verb.start()].contains('将'))
    else {
        return Vec::new();
    };
    let units = asked(sentence, first.place.start.min(verb.start()));
    let office = office(&sentence[verb.end().saturating_sub('市'.len_utf8())..]);
    let mut reports = Vec::new();
    for (at, deadline) in found.iter().enumerate() {
        let end = found.get(at + 1).map_or(sentence.len(), |next| next.place.start);
        let from = if at == 0 { 0 } else { deadline.place.start };
        let Some(object) = object(&sentence[from..end]) else { continue };
        let found = Found {
            line: paragraph.line,
            title: format!("报送{}", first_of(&object)),
            detail: Some(paragraph.text.clone()),
            units: units.iter().map(|listed| (Role::Member, listed.clone())).collect(),
            due: labelled(&sentence[deadline.place.clone()], calendar),
            deliverable: Some(deliverable(&object, &sentence[from..])),
            paragraphs: vec![paragraph.clone()],
            ..Found::default()
        };
        reports.push((found, office.clone()));
    }
    reports
}

/// The units that a sentence asks: those before 请 or 于, or between 请 and 于.
fn asked(sentence: &str, limit: usize) -> Vec<Listed> {
    let Some(asks) = ASKS.as_ref() else { return Vec::new() };
    let head = sentence[..limit].trim_start();
    let head = head.strip_prefix('请').unwrap_or(head);
    let cut = asks.find(head).map_or(head.len(), |found| found.start());
    let clauses: Vec<&str> = head[..cut].split(['：', '；']).collect();
    let found = names(clauses.last().copied().unwrap_or_default(), None);
    found.names
}

/// What is to be handed in: between 将 and what comes next, or behind the word for handing in.
fn object(clause: &str) -> Option<String> {
    static MOVED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"将(?P<what>[^，。；]{2,60}?)(?:（[^）]*）|\([^)]*\))?(?:于\d|于每|在\d|以书面|书面|及时|按时|一并|统一|同步|汇总)?(?:报送|上报|报|提交|反馈|发送|送|于)").ok()
    });
    static BEHIND: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?:报送|上报|提交|反馈|报)(?P<what>[^，。；（）()至到]{2,40})").ok());
    let moved = MOVED.as_ref()?.captures(clause).and_then(|found| found.name("what"));
    let behind = || BEHIND.as_ref()?.captures(clause)?.name("what");
    let what = closed(moved.or_else(behind)?.as_str());
    let own = ["本单位", "本部门", "本地区", "本地", "本系统", "各自", "有关", "相关"];
    let what = own.iter().find_map(|word| what.strip_prefix(word)).unwrap_or(&what);
    let what = what.split(['（', '(']).next().unwrap_or(what).trim_start_matches('的');
    (!what.is_empty() && !looks_like_a_unit(what)).then(|| what.to_owned())
}

/// The first of several things to hand in, where what stands before the others is one by itself.
fn first_of(object: &str) -> &str {
    const THINGS: [&str; 14] =
        ["总结", "报告", "情况", "方案", "名单", "信息", "台账", "进展", "材料", "计划", "清单", "数据", "汇总表", "统计表"];
    let joints = object.match_indices(['及', '、', '和', '与']).map(|(at, _)| &object[..at]);
    let mut firsts = joints.map(|first| first.trim_end_matches("以"));
    firsts.find(|first| THINGS.iter().any(|thing| first.ends_with(thing))).unwrap_or(object)
}

/// What to hand in and where, in the words of the notice.
fn deliverable(object: &str, clause: &str) -> String {
    let Some(verb) = HANDS_IN.as_ref().and_then(|form| form.find(clause)) else { return object.to_owned() };
    let start = clause[verb.range()].find(['报', '上', '提', '反', '发', '送']).map_or(verb.start(), |at| verb.start() + at);
    let behind = closed(&clause[start..]);
    if behind.contains(object) { behind } else { format!("{object}，{behind}") }
}

/// The office that stands behind a word for handing in, its own parentheses included.
fn office(behind: &str) -> Option<String> {
    let ends = |text: &str| text.find(|sign: char| "，。；（(、：".contains(sign) || sign.is_ascii_digit()).unwrap_or(text.len());
    let name = behind[..ends(behind)].trim_start_matches(|first: char| "送至到给交达".contains(first));
    let own = bracketed(behind).into_iter().find(|group| group.place.start == ends(behind));
    let own = own.filter(|own| looks_like_a_unit(&behind[own.inside.clone()])).map(|own| &behind[own.place]);
    looks_like_a_unit(name).then(|| format!("{name}{}", own.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::reports;
    use crate::notice::page::paragraphs::Paragraph;
    use crate::notice::phrase::due::Calendar;

    fn told(text: &str) -> Vec<String> {
        let calendar = Calendar { issued: "2025-01-01".parse().ok(), end: None };
        let found = reports(&Paragraph { line: 1, text: text.to_owned() }, calendar).into_iter().map(|(found, office)| {
            let units: Vec<String> = found.units.into_iter().map(|(_, listed)| listed.name).collect();
            let day = found.due.day.map(|day| day.to_string()).unwrap_or("?".to_owned());
            format!("{} {} {day} {}", found.title, units.join("/"), office.unwrap_or_default())
        });
        found.collect()
    }

    #[test]
    fn every_deadline_for_a_report_is_an_activity() {
        for (text, expected) in [
            ("开设专栏。请市直各部门、各乡镇街道于5月9日前将活动总结及图片资料报送至市委宣传部出版科（2号楼415室），电子版发至a@b.c。", &["报送活动总结 市直各部门/各乡镇街道 2025-05-09 市委宣传部出版科"][..]),
            ("各乡镇（街道）、县直各部门要于12月20日前将年度工作总结报县委农办（306室）。", &["报送年度工作总结 各乡镇（街道）/县直各部门 2025-12-20 县委农办"]),
            ("各县（区）要于2025年3月10日前报送联络员名单，于2025年12月15日前报送年度工作总结，材料请送市委人才办。", &["报送联络员名单 各县（区） 2025-03-10 ", "报送年度工作总结 各县（区） 2025-12-15 "]),
            ("各区、县级市和市直各单位要将贯彻落实情况于2026年12月20日前书面报送市营商环境局。", &["报送贯彻落实情况 各区、县级市/市直各单位 2026-12-20 市营商环境局"]),
            ("（三）请于每月25日前报送整治进展情况。", &["报送整治进展情况  ? "]),
            ("各部门，请于9月22日前将活动月工作总结及图片影像等资料报送至甲市民族事务委员会3010室，同时，将电子版报送至 a@b.c。", &["报送活动月工作总结 各部门 2025-09-22 甲市民族事务委员会"]),
            ("每月通报一次，6月底前完成申报。", &[]),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }
}
