//! Reports that a notice asks for in its requirements: each deadline is an activity of its own.

use std::ops::Range;
use std::sync::LazyLock;

use regex_lite::Regex;

use super::found::Found;
use super::outline::closed;
use crate::notice::page::brackets::bracketed;
use crate::notice::page::mark::mark;
use crate::notice::page::paragraphs::Paragraph;
use crate::notice::phrase::deadline::{Deadline, Meaning, deadlines};
use crate::notice::phrase::due::{Calendar, labelled};
use crate::notice::phrase::names::{Listed, ends_as_a_unit, looks_like_a_unit, names};
use crate::plan::Role;

/// Reports asked for by a paragraph, each with the office that it goes to where that is named.
pub fn reports(paragraph: &Paragraph, calendar: Calendar) -> Vec<(Found, Option<String>)> {
    let number = mark(&paragraph.text).map_or(0, |mark| mark.length);
    let mut reports: Vec<(Found, Option<String>)> = Vec::new();
    let mut asked: Vec<Listed> = Vec::new();
    for sentence in paragraph.text[number..].split(['。', '！', '；']) {
        for request in requests(sentence) {
            if !request.units.is_empty() {
                asked = request.units;
            }
            let found = Found {
                line: paragraph.line,
                title: format!("报送{}", first_of(&request.object)),
                detail: Some(paragraph.text[number..].trim().to_owned()),
                units: asked.iter().map(|listed| (Role::Member, listed.clone())).collect(),
                due: labelled(&request.deadline, calendar),
                deliverable: Some(deliverable(&request.object, sentence)),
                paragraphs: vec![paragraph.clone()],
                ..Found::default()
            };
            reports.push((found, request.office));
        }
    }
    reports
}

/// One report that a sentence asks for.
struct Request {
    units: Vec<Listed>,
    object: String,
    deadline: String,
    office: Option<String>,
}

/// The words for handing in; 通报, 申报, 海报 and the like are others.
static HANDS_IN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^通汇申预警情海举登板简日晚填播])(?P<verb>报送(?:至|到|给)?|上报(?:至|到)?|报至|报到|提交(?:至|到|给)?|反馈(?:至|到|给)?|发送(?:至|到)|发(?:至|到)|送(?:至|交|达)|报(?:[^名道告刊纸警考备废销表]|$))").ok()
});

/// The bytes of the first word for handing in, without the name that may follow it at once.
fn hands_in(text: &str) -> Option<Range<usize>> {
    let verb = HANDS_IN.as_ref()?.captures(text)?.name("verb")?;
    let is_long =
        ["报送", "上报", "报至", "报到", "提交", "反馈", "发", "送"].iter().any(|word| verb.as_str().starts_with(word));
    Some(verb.start()..if is_long { verb.end() } else { verb.start() + '报'.len_utf8() })
}

/// The reports that a sentence asks for: one for each of its deadlines.
fn requests(sentence: &str) -> Vec<Request> {
    const ANY_YEAR: i32 = 2000;
    let is_deadline = |found: &Deadline| !matches!(found.meaning, Meaning::Ongoing | Meaning::Start(_));
    let found: Vec<Deadline> = deadlines(sentence, ANY_YEAR).into_iter().filter(is_deadline).collect();
    let mut requests = Vec::new();
    for (at, deadline) in found.iter().enumerate() {
        let clause = |from: usize, to: usize| sentence[from..to].rfind('，').map_or(to, |comma| from + comma);
        // Between two deadlines, the last clause tells who is asked by the second.
        let before = at.checked_sub(1).map(|at| found[at].place.end);
        let from = before.map_or(0, |before| clause(before, deadline.place.start));
        let end = found.get(at + 1).map_or(sentence.len(), |next| clause(deadline.place.end, next.place.start));
        // 每月25日前报送: the word for handing in may belong to the deadline's own words.
        let printed = sentence[deadline.place.clone()].trim_end_matches("报送");
        let behind = deadline.place.start + printed.len();
        requests.extend(request(&sentence[from..deadline.place.start], printed, &sentence[behind..end]));
    }
    let stated = stated_units(sentence);
    if !stated.is_empty() {
        requests.iter_mut().for_each(|request| request.units.clone_from(&stated));
    }
    requests
}

/// Reads what stands before and behind a deadline: who, what, to whom, in whatever order.
fn request(before: &str, deadline: &str, behind: &str) -> Option<Request> {
    let verb = hands_in(behind).or_else(|| hands_in(before).map(|_| 0..0))?;
    let mut units: Vec<Listed> = Vec::new();
    let mut object = None;
    let before = before.trim_end_matches(['于', '在', '，', ' ']);
    for clause in before.split(['，', ',', '：']).chain(behind[..verb.start].split(['，', ',', '：'])) {
        let (clause, moved) = moved(clause);
        object = object.or(moved);
        for piece in clause.split(['由', '请']) {
            let (named, thing) = named_and_thing(without_request(piece));
            units.extend(named);
            object = object.or(thing);
        }
    }
    let rest = &behind[verb.end..];
    let object = object.or_else(|| thing_behind(rest))?;
    let object = plain_object(&object)?;
    Some(Request { units, object, deadline: deadline.to_owned(), office: office(rest) })
}

/// A clause parted at 将 or 把, with what is to be moved.
fn moved(clause: &str) -> (&str, Option<String>) {
    let Some((before, what)) = clause.split_once(['将', '把']) else { return (clause, None) };
    let ends = ["于", "以书面", "书面", "及时", "按时", "一并", "统一", "同步", "汇总后"];
    let end = ends.iter().filter_map(|end| what.find(end)).filter(|end| *end > 0).min().unwrap_or(what.len());
    let what = what[..end].trim();
    (before, (!what.is_empty()).then(|| what.to_owned()))
}

/// A clause without the words that ask: 要, 须, 务必, 应当, 向某处.
fn without_request(clause: &str) -> &str {
    const ASKS: [&str; 13] =
        ["分别", "务必", "务于", "应当", "应于", "应在", "须", "需于", "需在", "要", "向", "于", "经"];
    let is_part_of_a_word = |at: usize, ask: &str| {
        ask == "要"
            && (clause[..at].ends_with(['重', '主', '纪', '需'])
                || clause[at + ask.len()..].starts_with(['素', '闻', '情']))
    };
    let found = ASKS.iter().filter_map(|ask| clause.find(ask).filter(|at| !is_part_of_a_word(*at, ask)));
    clause[..found.min().unwrap_or(clause.len())].trim()
}

/// The units that a clause names, and the thing to hand in that it ends with: 各团场自查报告.
fn named_and_thing(clause: &str) -> (Vec<Listed>, Option<String>) {
    let found = names(clause, None);
    let is_thing = THINGS.iter().any(|thing| clause.ends_with(thing));
    if !is_thing {
        return if found.odd.is_empty() { (found.names, None) } else { (Vec::new(), None) };
    }
    let ends: Vec<usize> = clause.char_indices().map(|(at, sign)| at + sign.len_utf8()).collect();
    let is_name = |end: &usize| names(&clause[..*end], None).odd.is_empty() && ends_as_a_unit(&clause[..*end]);
    let first = ends.windows(2).find(|pair| is_name(&pair[0]) && !is_name(&pair[1])).map(|pair| pair[0]);
    match first.filter(|_| clause.starts_with('各') || clause.contains('、')) {
        Some(end) => (names(&clause[..end], None).names, Some(clause[end..].to_owned())),
        None => (Vec::new(), Some(clause.to_owned())),
    }
}

/// 报送单位为…: who is asked, behind the request.
fn stated_units(sentence: &str) -> Vec<Listed> {
    static STATED: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"报送(?:单位|主体)(?:为|是|：)(?P<who>[^。；]+)").ok());
    let stated = STATED.as_ref().and_then(|form| form.captures(sentence));
    let who = stated.and_then(|found| Some(names(found.name("who")?.as_str(), None)));
    who.map(|found| found.names).unwrap_or_default()
}

/// What stands behind the word for handing in, where that is no office.
fn thing_behind(rest: &str) -> Option<String> {
    let end = rest.find(['，', '（', '(', '、']).unwrap_or(rest.len());
    let to = rest[..end].find('至').or_else(|| rest[..end].find('到')).unwrap_or(end);
    let whole = rest.find(['，', '（', '(']).unwrap_or(rest.len()).max(to);
    let thing = rest[..if to < end { to } else { whole }].trim();
    let is_office = office(rest).is_some() && !THINGS.iter().any(|word| thing.ends_with(word));
    (!thing.is_empty() && !is_office).then(|| thing.to_owned())
}

fn plain_object(object: &str) -> Option<String> {
    let what = closed(object);
    let own = ["本单位", "本部门", "本地区", "本企业", "本地", "本系统", "各自", "有关", "相关"];
    let what = own.iter().find_map(|word| what.strip_prefix(word)).unwrap_or(&what);
    let what = what.split(['（', '(']).next().unwrap_or(what).trim_start_matches('的');
    (what.chars().count() >= 2 && !looks_like_a_unit(what)).then(|| what.to_owned())
}

/// What reports are called.
const THINGS: [&str; 22] = [
    "总结", "报告", "情况", "方案", "名单", "信息", "台账", "进展", "材料", "计划", "清单", "数据", "表", "小结",
    "资料", "照片", "意见", "动态", "素材", "图片", "体会", "论文",
];

/// The first of several things to hand in, where what stands before the others is one by itself.
fn first_of(object: &str) -> &str {
    let joints = object.match_indices(['及', '、', '和', '与']).map(|(at, _)| &object[..at]);
    let mut firsts = joints.map(|first| first.trim_end_matches('以'));
    firsts.find(|first| THINGS.iter().any(|thing| first.ends_with(thing))).unwrap_or(object)
}

/// What to hand in and where, in the words of the notice.
fn deliverable(object: &str, sentence: &str) -> String {
    let behind = hands_in(sentence).map(|verb| closed(&sentence[verb.start..])).unwrap_or_default();
    if behind.is_empty() || behind.contains(object) { closed(sentence) } else { format!("{object}，{behind}") }
}

/// The office that stands behind a word for handing in, its own parentheses included.
fn office(behind: &str) -> Option<String> {
    let ends = |text: &str| {
        text.find(|sign: char| "，。；（(、：".contains(sign) || sign.is_ascii_digit()).unwrap_or(text.len())
    };
    let name = behind[..ends(behind)].trim_start_matches(|first: char| "送至到给交达".contains(first));
    let name = ["备案", "汇总", "备查", "存档", "审核"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
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
        let found =
            reports(&Paragraph { line: 1, text: text.to_owned() }, calendar).into_iter().map(|(found, office)| {
                let units: Vec<String> = found.units.into_iter().map(|(_, listed)| listed.name).collect();
                let day = found.due.day.map(|day| day.to_string()).unwrap_or("?".to_owned());
                format!("{} {} {day} {}", found.title, units.join("/"), office.unwrap_or_default())
            });
        found.collect()
    }

    #[test]
    fn every_deadline_for_a_report_is_an_activity() {
        for (text, expected) in [
            (
                "开设专栏。请市直各部门、各乡镇街道于5月9日前将活动总结及图片资料报送至市委宣传部出版科（2号楼415室），电子版发至a@b.c。",
                &["报送活动总结 市直各部门/各乡镇街道 2025-05-09 市委宣传部出版科"][..],
            ),
            (
                "各乡镇（街道）、县直各部门要于12月20日前将年度工作总结报县委农办（306室）。",
                &["报送年度工作总结 各乡镇（街道）/县直各部门 2025-12-20 县委农办"],
            ),
            (
                "各县（区）要于2025年3月10日前报送联络员名单，于2025年12月15日前报送年度工作总结，材料请送市委人才办。",
                &["报送联络员名单 各县（区） 2025-03-10 ", "报送年度工作总结 各县（区） 2025-12-15 "],
            ),
            (
                "各区、县级市和市直各单位要将贯彻落实情况于2026年12月20日前书面报送市营商环境局。",
                &["报送贯彻落实情况 各区、县级市/市直各单位 2026-12-20 市营商环境局"],
            ),
            ("（三）请于每月25日前报送整治进展情况。", &["报送整治进展情况  ? "]),
            (
                "各部门，请于9月22日前将活动月工作总结及图片影像等资料报送至甲市民族事务委员会3010室，同时，将电子版报送至 a@b.c。",
                &["报送活动月工作总结 各部门 2025-09-22 甲市民族事务委员会"],
            ),
            ("每月5日前，各团场要向师市水利局报送进展情况统计表。", &["报送进展情况统计表 各团场 ? "]),
            ("各团场自查报告请于10月15日前报送市农业农村局。", &["报送自查报告 各团场 2025-10-15 市农业农村局"]),
            (
                "全年工作总结由各团场、灌区管理处于12月5日前报送市水利局。",
                &["报送全年工作总结 各团场/灌区管理处 2025-12-05 市水利局"],
            ),
            (
                "各县要在3月31日前，将责任人名单报州指挥部办公室备案；全年总结，州各成员单位请于10月20日前报州指挥部办公室汇总。",
                &[
                    "报送责任人名单 各县 2025-03-31 州指挥部办公室",
                    "报送全年总结 州各成员单位 2025-10-20 州指挥部办公室",
                ],
            ),
            (
                "各科协于9月10日前将《活动申报表》报市科协科普部。",
                &["报送《活动申报表》 各科协 2025-09-10 市科协科普部"],
            ),
            ("各牵头单位要建立任务台账，每季度末月25日前将进展情况报市办。", &["报送进展情况 各牵头单位 ? 市办"]),
            (
                "各乡镇街道要于6月10日17时前报方案，市直各部门要于6月12日前报总结。",
                &["报送方案 各乡镇街道 2025-06-10 ", "报送总结 市直各部门 2025-06-12 "],
            ),
            ("请各单位6月24日前反馈联络员名单。", &["报送联络员名单 各单位 2025-06-24 "]),
            (
                "小结请于7月5日前报至市卫健委，报送单位为各县卫健局、各医院。",
                &["报送小结 各县卫健局/各医院 2025-07-05 市卫健委"],
            ),
            ("每月通报一次，6月底前完成申报。", &[]),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }
}
