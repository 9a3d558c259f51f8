//! Rolls of units as clerks keep them, written by somebody who had not seen how they are read; each beside what it says.
//!
//! `tests/rolls/NN.json` has the group for names without one, the names by group, other names, whom to call, and what must be
//! said to have been passed over.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde::Deserialize;
use zlt::notice::roll::read;
use zlt::plan::load;

use crate::support::{Campaign, root};

#[derive(Deserialize)]
struct Expected {
    group_default: Option<String>,
    groups: BTreeMap<String, BTreeSet<String>>,
    aliases: BTreeMap<String, String>,
    contacts: BTreeSet<(String, String, String)>,
    must_say: Vec<String>,
    may_refuse: bool,
}

const PLAN: &str = "[campaign]\nid = \"t\"\ntitle = \"测试\"\nend = 2024-09-30\n[groups]\n\"占位组\" = [\"占位单位\"]\n[[activity]]\nid = 1\ntitle = \"一\"\nunits = [\"占位组\"]\n";

fn examples() -> Vec<std::path::PathBuf> {
    let listing = fs::read_dir(root().join("tests/rolls")).unwrap().map(|found| found.unwrap().path());
    let mut rolls: Vec<_> = listing.filter(|path| path.extension().is_some_and(|ending| ending != "json")).collect();
    rolls.sort();
    rolls
}

fn expected(roll: &Path) -> Expected {
    serde_json::from_str(&fs::read_to_string(roll.with_extension("json")).unwrap()).unwrap()
}

#[test]
fn every_roll_says_what_a_colleague_reads_in_it() {
    let plan = load("plan.toml", PLAN).unwrap();
    assert_eq!(examples().len(), 40);
    for path in examples() {
        let (name, expected) = (path.file_name().unwrap().to_string_lossy().into_owned(), expected(&path));
        let ending = path.extension().unwrap().to_string_lossy().into_owned();
        let roll = read(&ending, fs::read(&path).unwrap()).unwrap();
        let groups = roll.by_group(&plan, expected.group_default.as_deref());
        let Ok(groups) = groups else {
            assert!(expected.may_refuse, "{name}: {groups:?}");
            continue;
        };
        let groups: BTreeMap<String, BTreeSet<String>> =
            groups.into_iter().map(|(group, names)| (group, names.into_iter().collect())).collect();
        assert_eq!(groups, expected.groups, "{name}");
        let aliases = roll.aliases().map(|(alias, unit)| (alias.to_owned(), unit.to_owned()));
        assert_eq!(aliases.collect::<BTreeMap<_, _>>(), expected.aliases, "{name}");
        let contacts = roll.liaisons();
        let contacts = contacts.map(|(unit, who)| (unit.to_owned(), who.name.clone(), who.telephone.clone()));
        assert_eq!(contacts.collect::<BTreeSet<_>>(), expected.contacts, "{name}");
        let passed: Vec<String> = roll.passed_over.iter().map(|one| format!("{} {}", one.place, one.text)).collect();
        for said in &expected.must_say {
            assert!(passed.iter().any(|passed| passed.contains(said)), "{name}: {said} in {passed:?}");
        }
    }
}

/// One step from a draft to a plan: the empty groups are filled, the draft's remark on each goes, and the rest is named.
#[test]
fn a_roll_fills_the_empty_groups_of_a_draft() {
    let campaign = Campaign::with_plan(PLAN);
    let draft = PLAN.replace(
        "[groups]\n",
        "[groups]\n# 待定：通知没有附“各乡镇”的名单，请在方括号里补上\n\"各乡镇\" = []\n\"各企业\" = []\n",
    );
    fs::write(campaign.work().join("plan.toml"), draft).unwrap();
    fs::write(
        campaign.work().join("名单.csv"),
        "乡镇名单,,\n序号,单位,联系人,电话\n1,柴河镇,张某,0470-1234567\n2,中和镇（简称中和）,李某,\n合计,2个,,\n",
    )
    .unwrap();
    let ran = campaign.run("units --from 名单.csv --group 各乡镇 --yes");
    assert_eq!(ran.status, 0, "{ran}");
    assert!(ran.stdout.contains("已在方案里增加2个名称、1个别称、2名联络员"), "{ran}");
    assert!(ran.stdout.contains("还没有名单的统称：各企业"), "{ran}");
    assert!(ran.stdout.contains("第5行“合计”"), "{ran}");
    let plan = fs::read_to_string(campaign.work().join("plan.toml")).unwrap();
    assert!(plan.contains("\"各乡镇\" = [\"柴河镇\", \"中和镇\"]") && !plan.contains("待定"), "{plan}");
    assert!(plan.contains("[aliases]") && plan.contains("= \"中和镇\""), "{plan}");
    let list = fs::read_to_string(campaign.work().join("联络员.csv")).unwrap();
    assert_eq!(list, "单位,联络员,电话,分管领导\n柴河镇,张某,0470-1234567,\n中和镇,李某,,\n");
    let again = campaign.run("units --from 名单.csv --group 各乡镇 --yes");
    assert!(again.stdout.contains("不用改"), "{again}");
}

/// A unit that the plan knows by another name goes into the group under its own, and a new group may have any name but one that
/// is nearly another's.
#[test]
fn known_names_and_new_groups_are_taken() {
    let campaign = Campaign::founding();
    fs::write(campaign.work().join("名单.txt"), "市文旅局\n雪花啤酒公司\n").unwrap();
    let ran = campaign.run("units --from 名单.txt --group 重点企业组 --yes");
    assert_eq!(ran.status, 0, "{ran}");
    let plan = fs::read_to_string(campaign.work().join("plan.toml")).unwrap();
    let group = plan.lines().find(|line| line.contains("重点企业组")).unwrap();
    assert!(group.contains("\"市文体旅游广电局\", \"雪花啤酒公司\""), "{group}");
    let ran = campaign.run("units --from 名单.txt --group 各乡镇 --yes");
    assert!(ran.status == 2 && ran.stderr.contains("各乡镇街道"), "{ran}");
}
