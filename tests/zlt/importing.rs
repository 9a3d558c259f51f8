//! Reading notices: what they mean is found in them, nothing is lost, and nothing made up.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::{ProptestConfig, Strategy, any, prop_oneof, proptest};
use proptest::sample::select;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use toml::{Table, Value};
use zlt::glyph::is_chinese;
use zlt::notice::draft::{Draft, Options, draft};
use zlt::notice::page::source;
use zlt::notice::phrase::names::names;
use zlt::notice::scan::outline::outline;
use zlt::notice::scan::{Scanned, found::Found, scan};
use zlt::plan::{Role, load};

use crate::support::root;

/// A notice, what it means, and what zlt makes of it.
struct Notice {
    /// The name of its file.
    name: String,
    set: &'static str,
    bytes: Vec<u8>,
    /// The plan that a person would write.
    plan: Table,
    scanned: Scanned,
    draft: Draft,
}

impl Notice {
    fn read(set: &'static str, path: &Path) -> Self {
        let bytes = fs::read(path.with_extension("txt")).unwrap();
        let page = source::read(&bytes).unwrap();
        let scanned = scan(page.parts);
        let options = Options { notice: "通知.txt", lines: page.lines, known: None, keeps_contacts: true };
        let draft = draft(scanned.clone(), options);
        let plan = fs::read_to_string(path).unwrap().parse().unwrap();
        Self { name: path.file_stem().unwrap().to_str().unwrap().to_owned(), set, bytes, plan, scanned, draft }
    }

    /// What a person would write of its activities.
    fn meant(&self) -> impl Iterator<Item = &Table> {
        self.plan["activity"].as_array().unwrap().iter().map(|one| one.as_table().unwrap())
    }
}

/// All notices, read once: the first set; the second, written later; and the one that was held out until the importer was
/// done. Whoever wrote them had read what such notices are like, and had not seen an importer.
static NOTICES: LazyLock<Vec<Notice>> = LazyLock::new(|| {
    let set = |set, count| {
        let folder = root().join("tests/notices").join(set);
        let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
        paths.sort();
        assert_eq!(paths.len(), count);
        paths.into_iter().map(move |path| (set, path))
    };
    let paths: Vec<(&'static str, PathBuf)> = set("open", 22).chain(set("second", 18)).chain(set("held", 10)).collect();
    paths.par_iter().map(|(set, path)| Notice::read(set, path)).collect()
});

fn listed(activity: &Table, role: &str) -> Vec<String> {
    let names = activity.get(role).and_then(|names| names.as_array()).cloned().unwrap_or_default();
    names.iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

/// Every name that a notice prints is one name, alone and in the middle of its list.
#[test]
fn the_names_of_the_notices_stay_whole() {
    let mut broken = Vec::new();
    let mut count = 0;
    for notice in NOTICES.iter().filter(|notice| notice.set == "open") {
        for activity in notice.meant() {
            for role in ["lead", "units", "support"] {
                let listed = listed(activity, role);
                let found: Vec<String> =
                    names(&listed.join("、"), None).names.into_iter().map(|listed| listed.name).collect();
                count += listed.len();
                if found != listed {
                    broken.push(format!("{} {listed:?}\n   {found:?}", notice.name));
                }
            }
        }
    }
    assert!(count > 800, "{count} names");
    assert!(broken.is_empty(), "{}\n{}", broken.len(), broken.join("\n"));
}

/// How much of what is meant was found, and how much of what was found is meant.
#[derive(Default)]
struct Score {
    hits: usize,
    meant: usize,
    found: usize,
    misses: Vec<String>,
}

impl Score {
    fn add(&mut self, notice: &str, meant: &BTreeSet<String>, found: &BTreeSet<String>) {
        self.hits += meant.intersection(found).count();
        self.meant += meant.len();
        self.found += found.len();
        self.misses.extend(meant.difference(found).map(|one| format!("{notice} lacks {one}")));
        self.misses.extend(found.difference(meant).map(|one| format!("{notice} has {one}")));
    }

    fn precision(&self) -> f64 {
        self.hits as f64 / self.found as f64
    }

    fn recall(&self) -> f64 {
        self.hits as f64 / self.meant as f64
    }
}

/// The words that tell an activity from the others of its notice: its title, or for a report what is handed in first.
fn key(title: &str) -> String {
    let plain: String = title.chars().filter(|character| character.is_alphanumeric()).collect();
    match plain.strip_prefix("报送") {
        Some(_) => title.split(['及', '、', '和', '与']).next().unwrap().to_owned(),
        None => plain,
    }
}

/// The (activity, unit, role) of what is meant.
fn duties_meant(activity: &Table) -> BTreeSet<String> {
    let title = key(activity["title"].as_str().unwrap());
    let roles = ["lead", "units", "support", "optional"];
    let optional = listed(activity, "optional");
    let names = roles.iter().flat_map(|role| listed(activity, role).into_iter().map(move |name| (*role, name)));
    names
        .filter(|(role, name)| *role == "optional" || !optional.contains(name))
        .map(|(role, name)| format!("{title}|{name}|{role}"))
        .collect()
}

fn duties_found(found: &Found) -> BTreeSet<String> {
    let title = key(&found.title);
    let names = found.units.iter().map(|(role, listed)| {
        let role = match role {
            _ if found.optional.contains(&listed.name) => "optional",
            Role::Lead => "lead",
            Role::Member => "units",
            Role::Support => "support",
        };
        format!("{title}|{}|{role}", listed.name)
    });
    names.collect()
}

fn deadline_meant(activity: &Table) -> Option<String> {
    let title = key(activity["title"].as_str().unwrap());
    let is_ongoing = activity.get("ongoing").is_some();
    let due = activity.get("due").map(|due| due.to_string());
    due.or(is_ongoing.then(|| "ongoing".to_owned())).map(|due| format!("{title}|{due}"))
}

fn deadline_found(found: &Found) -> Option<String> {
    let due = found.due.day.map(|day| day.to_string());
    due.or(found.due.is_ongoing.then(|| "ongoing".to_owned())).map(|due| format!("{}|{due}", key(&found.title)))
}

fn drafted(text: &[u8]) -> Option<Draft> {
    let page = source::read(text).ok()?;
    let options = Options { notice: "通知.txt", lines: page.lines, known: None, keeps_contacts: true };
    Some(draft(scan(page.parts), options))
}

#[test]
fn what_the_notices_mean_is_found() {
    let (mut duties, mut deadlines) = (Score::default(), Score::default());
    for notice in NOTICES.iter() {
        let found = &notice.scanned.activities;
        let (listed, found_listed) =
            (notice.meant().flat_map(duties_meant).collect(), found.iter().flat_map(duties_found).collect());
        duties.add(&notice.name, &listed, &found_listed);
        let (days, found_days) =
            (notice.meant().filter_map(deadline_meant).collect(), found.iter().filter_map(deadline_found).collect());
        deadlines.add(&notice.name, &days, &found_days);
    }
    println!(
        "(activity, unit, role): precision {:.3}, recall {:.3}; deadlines: precision {:.3}, recall {:.3}",
        duties.precision(),
        duties.recall(),
        deadlines.precision(),
        deadlines.recall()
    );
    if std::env::var_os("ZLT_MISSES").is_some() {
        println!("{}\n{}", duties.misses.join("\n"), deadlines.misses.join("\n"));
    }
    let misses = [duties.misses.join("\n"), deadlines.misses.join("\n")].join("\n");
    for share in [duties.precision(), duties.recall(), deadlines.precision(), deadlines.recall()] {
        assert!(share >= 0.97, "{share}\n{misses}");
    }
}

/// What a person must settle is marked beside the value, or beside the collective that the activity names.
#[test]
fn what_is_doubtful_in_the_notices_is_marked() {
    let mut unmarked = Vec::new();
    let mut count = 0;
    for notice in NOTICES.iter() {
        let draft = &notice.draft;
        let blocks: Vec<&str> = draft.text.split("\n[[activity]]\n").collect();
        for activity in notice.meant().filter(|activity| activity.contains_key("doubt")) {
            let title = key(activity["title"].as_str().unwrap());
            let titled = |block: &&&str| {
                let own = block.lines().find_map(|line| line.strip_prefix("title = ")).unwrap_or_default();
                key(own.trim_matches('"')) == title
            };
            let Some(block) = blocks.iter().find(titled) else { continue };
            let open = draft.text.lines().filter(|line| line.contains("说不清是哪些单位"));
            let is_open =
                open.filter_map(|line| line.split('“').nth(1)?.split('”').next()).any(|name| block.contains(name));
            count += 1;
            if !block.contains("待定") && !is_open {
                unmarked.push(format!("{} {title}", notice.name));
            }
        }
    }
    assert!(count > 50, "{count} doubts");
    insta::assert_snapshot!(unmarked.join("\n"), @"");
}

/// Title, document number, issuers and days of every notice.
#[test]
fn what_the_notices_say_of_themselves_is_found() {
    let mut wrong = Vec::new();
    for notice in NOTICES.iter() {
        let head = notice.scanned.head.clone();
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
        let found = [
            ("title", head.title),
            ("document", head.document),
            ("issued", day(head.issued)),
            ("start", day(head.start)),
            ("end", day(head.end)),
            ("issuers", Some(head.issuers.join("、"))),
        ];
        for (key, found) in found {
            let meant = notice.plan["campaign"].get(key).map(|value| match value {
                Value::Array(names) => names.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("、"),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            });
            if found != meant {
                wrong.push(format!("{} {key}: {found:?} for {meant:?}", notice.name));
            }
        }
    }
    insta::assert_snapshot!(wrong.join("\n"), @r#"a9 issuers: Some("白鹭县生态环境局") for Some("白鹭县农业农村局、白鹭县生态环境局")"#);
}

/// Every value of a plan by its path; activities by their numbers.
fn values(plan: &str) -> BTreeMap<String, String> {
    let plan: Table = plan.parse().unwrap();
    let mut values = BTreeMap::new();
    for part in ["campaign", "groups", "aliases"] {
        for (key, value) in plan.get(part).and_then(Value::as_table).into_iter().flatten() {
            values.insert(format!("{part}.{key}"), value.to_string());
        }
    }
    for activity in plan["activity"].as_array().unwrap() {
        for (key, value) in activity.as_table().unwrap() {
            values.insert(format!("{}.{key}", activity["id"]), value.to_string());
        }
    }
    values
}

/// The draft of the founding notice is the shipped plan but for rolls, days from outside, and what only a person knows.
#[test]
fn the_founding_notice_becomes_the_shipped_plan_but_for_what_a_person_adds() {
    let draft = drafted(&fs::read(root().join("tests/notices/founding.txt")).unwrap()).unwrap();
    let (found, shipped) = (values(&draft.text), values(&fs::read_to_string(root().join("plan.toml")).unwrap()));
    let keys: BTreeSet<&String> = found.keys().chain(shipped.keys()).collect();
    let differing = keys.into_iter().filter(|key| found.get(*key) != shipped.get(*key)).map(|key| {
        let brief = |value: Option<&String>| value.map_or("-".to_owned(), |value| value.chars().take(60).collect());
        format!("{key}: {} | {}", brief(found.get(key)), brief(shipped.get(key)))
    });
    insta::assert_snapshot!(differing.collect::<Vec<_>>().join("\n"), @r#"
    14.events: { "国庆节" = 2024-10-01, "中秋节" = 2024-09-17 } | { "中秋节" = 2024-09-17, "国庆节" = 2024-10-01 }
    19.deliverable: "活动月工作总结及图片影像等资料，报送至扎兰屯市民族事务委员会3010室，同时，将工作材料电子版报送至z1tsmj@16 | "活动月工作总结及图片影像等资料，报送至扎兰屯市民族事务委员会3010室；电子版报送至 z1tsmj@163.com"
    19.detail: "注重经验总结。各市直部门、各乡镇街道要及时总结行之有效的做法和经验，建立健全活动月工作长效机制。发挥活动月“一月带全年 | "各市直部门、各乡镇街道要及时总结行之有效的做法和经验，建立健全活动月工作长效机制。发挥活动月“一月带全年”的工作效应，
    19.except: - | ["市民委"]
    8.events: - | { "第27届推普周开始" = 2024-09-16, "第27届推普周结束" = 2024-09-22 }
    9.events: - | { "中国农民丰收节" = 2024-09-22 }
    aliases.中共扎兰屯市委员会宣传部: - | "市委宣传部"
    aliases.中共扎兰屯市委员会统一战线工作部: - | "市委统战部"
    aliases.中共扎兰屯市委宣传部: - | "市委宣传部"
    aliases.中共扎兰屯市委统战部: - | "市委统战部"
    aliases.各乡镇、街道: - | "各乡镇街道"
    aliases.各市直部门: - | "市直各部门"
    aliases.市文旅局: - | "市文体旅游广电局"
    aliases.市文旅广电局: - | "市文体旅游广电局"
    aliases.扎兰屯市委宣传部: - | "市委宣传部"
    aliases.扎兰屯市民族事务委员会: - | "市民委"
    campaign.coordinator: "扎兰屯市民族事务委员会" | "市民委"
    campaign.id: "扎民委字-2024-32" | "zlt-2024-41"
    campaign.issuers: ["中共扎兰屯市委宣传部", "中共扎兰屯市委统战部", "扎兰屯市民族事务委员会"] | ["市委宣传部", "市委统战部", "市民委"]
    groups.各乡镇街道: [] | ["兴华街道", "正阳街道", "繁荣街道", "向阳街道", "高台子街道", "铁东街道", "河西街道", "蘑
    groups.各市直部门: [] | -
    groups.市直各部门: [] | ["市委组织部", "市委宣传部", "市委统战部", "市委社工部", "市委党校", "市民委", "市教育局", 
    groups.有关院校和文化单位: - | ["扎兰屯职业学院", "市乌兰牧骑", "市文化馆"]
    groups.通知点名的单位: ["市委统战部", "市工商联", "市民委", "市委组织部", "市委宣传部", "市委党校", "市政务服务与数据 | -
    "#);
}

/// The pieces that notices are made of, right and wrong.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        "一、",
        "二、",
        "（一）",
        "（二）",
        "1.",
        "2.",
        "３．",
        "（1）",
        "①",
        "开展活动",
        "加强领导",
        "举办启动仪式。",
        "责任单位：",
        "牵头单位：",
        "完成时限：",
        "市教育局",
        "市委宣传部",
        "统战部",
        "各乡镇街道",
        "各有关单位",
        "、",
        "，",
        "；",
        "。",
        "（",
        "）",
        "【",
        "：",
        "9月22日前",
        "年底前",
        "2025年1月1日",
        "每月25日前",
        "长期坚持",
        "请于",
        "将总结报送至",
        "可根据需要",
        "中秋节",
        "\n",
        "\n\n",
        "\t",
        "|",
        " ",
        "　",
        "序号\t任务\t责任单位\n",
        "1\t",
        "关于印发《某某方案》的通知",
        "某发〔2025〕3号",
        "主题",
        "“",
        "”",
        "《",
        "》",
        "\"",
        "\\",
        "— 3 —",
        "联系人：",
        "A",
        "7",
        "#",
        "=",
        "和",
        "及",
        "/",
    ];
    prop_oneof![8 => select(pieces.to_vec()).prop_map(str::to_owned), 1 => any::<String>()]
}

/// What is left of a text when only letters and figures count.
fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|character| character.is_alphanumeric()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the text: the draft parses, breaks plan rules only where it says so, and no paragraph is lost.
    #[test]
    fn any_text_becomes_a_sound_draft(pieces in proptest::collection::vec(piece(), 0..120)) {
        let text = pieces.concat();
        let Some(draft) = drafted(text.as_bytes()) else { return Ok(()) };
        holds(&text, &draft);
        accounts_for_every_paragraph(&text, &draft);
    }
}

/// Every paragraph is one of the head's, of an activity's, a section's name or left over, and no character of it is gone but
/// those of labels and roles.
fn accounts_for_every_paragraph(text: &str, draft: &Draft) {
    const LABELS: [&str; 16] = [
        "主题",
        "责任单位",
        "牵头单位",
        "完成时限",
        "序号",
        "任务",
        "关于印发",
        "的通知",
        "可根据需要",
        "和",
        "及",
        "责任",
        "牵头",
        "单位",
        "完成",
        "时限",
    ];
    const DAYS: &str = "年月日前底一二三四五六七八九十";
    let parts = source::read(text.as_bytes()).unwrap().parts;
    let scanned = scan(parts.clone());
    let leftovers: Vec<&str> = draft.leftovers.iter().map(|leftover| leftover.text.as_str()).collect();
    let kept: BTreeSet<char> = format!("{}{}{DAYS}", draft.text, leftovers.concat()).chars().collect();
    for item in outline(parts) {
        for paragraph in &item.paragraphs {
            let is_in_activity = scanned.activities.iter().any(|found| found.paragraphs.contains(paragraph));
            let is_left = scanned.leftovers.contains(paragraph);
            let is_section = scanned.activities.iter().any(|found| found.section == Some(item.heading()));
            assert!(
                is_in_activity || is_left || is_section || scanned.head.taken.contains(paragraph),
                "{paragraph:?}\n{text}"
            );
            let said = LABELS.iter().fold(paragraph.text.clone(), |said, label| said.replace(label, ""));
            let gone: String = said.chars().filter(|one| is_chinese(*one) && !kept.contains(one)).collect();
            assert!(gone.is_empty() || draft.activities == 0, "{gone} of {paragraph:?}\n{text}\n{}", draft.text);
        }
    }
}

/// No line of a notice is lost: what it says stands in the draft or among the leftovers, signs and labels aside.
#[test]
fn every_line_of_the_notices_is_accounted_for() {
    const RUN: usize = 3;
    let mut lost = Vec::new();
    for Notice { name, bytes, draft, .. } in NOTICES.iter() {
        holds(name, draft);
        let leftovers: Vec<&str> = draft.leftovers.iter().map(|leftover| leftover.text.as_str()).collect();
        let kept = letters(&format!("{}{}", draft.text, leftovers.concat()));
        let kept: BTreeSet<&[char]> = kept.windows(RUN).collect();
        let text = zlt::files::decode(bytes).unwrap();
        for line in text.lines().map(zlt::notice::page::lines::plain) {
            // Labels become keys, days are written as days, heads of tables choose the columns.
            let line = line.trim_start_matches(['（', '(', '【']);
            let is_labelled = line.find('：').is_some_and(|at| at <= 18);
            if is_labelled || line.starts_with("序号") || line.ends_with('|') || line.starts_with("关于印发") {
                continue;
            }
            let line_letters = letters(line);
            let runs = line_letters.windows(RUN);
            let (count, missing) = (runs.len(), runs.filter(|run| !kept.contains(*run)).count());
            if count > 9 && missing * 2 > count {
                lost.push(format!("{name} {missing}/{count} {line}"));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

fn holds(text: &str, draft: &Draft) {
    if draft.activities == 0 {
        // The command refuses this.
        return;
    }
    let table: Result<Table, _> = draft.text.parse();
    assert!(table.is_ok(), "{text}\n{}", draft.text);
    // Rules that a draft may break where it says 待定: a person must fill in what the notice does not say.
    let gaps = ["empty_group", "no_due_day", "no_units"];
    if let Err(problems) = load("plan.toml", &draft.text) {
        for problem in &problems.list {
            assert!(
                gaps.contains(&problem.rule),
                "{}: {}\n{text}\n{}",
                problem.rule,
                problem.complaint.reason,
                draft.text
            );
        }
    }
    let doubts = draft.text.lines().filter(|line| line.contains("# 待定：")).count();
    assert_eq!(doubts, draft.doubts.len(), "{}", draft.text);
}
