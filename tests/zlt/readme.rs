//! The documents for users say what zlt does: every example is run, in order, in a fresh home.
//!
//! `ZLT_UPDATE=1 cargo test readme::` writes what comes out into the documents; read the difference before you keep it.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::support::{Campaign, root, without_clock};

/// Runs every `$ zlt …` line of the console blocks, and gives the text as it should be.
fn rerun(text: &str, campaign: &mut Campaign) -> String {
    let mut rerun = Vec::new();
    let mut in_console = false;
    for line in text.lines() {
        match line {
            "```console" => in_console = true,
            "```" => in_console = false,
            _ => {}
        }
        if let Some(words) = line.strip_prefix("$ zlt").filter(|_| in_console) {
            let ran = campaign.run(words.trim());
            let said = without_clock(&format!("{}{}", ran.stdout, ran.stderr));
            // What no document can know is shown as it might be.
            let said = said
                .replace("hh:mm", "16:02")
                .replace("/home/.config", "/home/li/.config")
                .replace("/work/plan", "/home/li/活动月/plan");
            rerun.push(line.to_owned());
            rerun.extend(said.lines().map(str::to_owned));
        } else if let Some((name, value)) = line.strip_prefix("$ export ").and_then(|set| set.split_once('=')) {
            campaign.set(name, value);
            rerun.push(line.to_owned());
        } else if !in_console || line == "```console" {
            rerun.push(line.to_owned());
        }
    }
    rerun.join("\n") + "\n"
}

fn hold(document: &str) {
    let path = root().join(document);
    let text = fs::read_to_string(&path).unwrap();
    let expected = rerun(&text, &mut Campaign::founding());
    if std::env::var_os("ZLT_UPDATE").is_some() {
        fs::write(&path, expected).unwrap();
    } else {
        for (number, (line, said)) in text.lines().zip(expected.lines()).enumerate() {
            assert_eq!(line, said, "{document}:{} is not what zlt says", number + 1);
        }
        assert_eq!(text.lines().count(), expected.lines().count(), "{document} ends elsewhere");
    }
}

#[test]
fn the_readmes_examples_are_real() {
    hold("README.md");
}

#[test]
fn the_guides_examples_are_real() {
    hold("docs/names.md");
}

#[test]
fn the_readme_names_the_set_up_and_the_three_commands() {
    let text = fs::read_to_string(root().join("README.md")).unwrap();
    for words in [
        "\ncargo run --release -- duties --unit 市教育局\ncargo test\n",
        "\ncargo install --path .\n",
        "\n$ zlt duties --unit 市教育局\n",
        "\n$ zlt done 7\n",
        "\n$ zlt report --overdue",
    ] {
        assert!(text.contains(words), "{words}");
    }
}

/// The plans that documents show are sound, with their comments in force too.
#[test]
fn the_plans_shown_are_sound() {
    for document in ["README.md", "docs/plan.md"] {
        hold_plan(&fs::read_to_string(root().join(document)).unwrap());
    }
}

fn hold_plan(text: &str) {
    let plan = text.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let commented_in = plan.replace("\n# ", "\n");
    assert!(zlt::plan::load("plan.toml", plan).is_ok());
    let problems = zlt::plan::load("plan.toml", &commented_in).map(|_| ());
    assert_eq!(problems.map_err(|problems| problems.to_string()), Ok(()), "with every comment in force");
}

/// The keys of a value, with those of what is in it.
fn keys(value: &Value, under: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                found.insert(format!("{under}.{key}"));
                keys(value, &format!("{under}.{key}"), found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| keys(item, &format!("{under}[]"), found)),
        _ => {}
    }
}

/// `docs/json.md` shows each answer with all its fields: the same fields as the program gives.
#[test]
fn the_json_page_names_every_field() {
    let text = fs::read_to_string(root().join("docs/json.md")).unwrap();
    let mut campaign = Campaign::founding();
    campaign.out("done 7 --unit 市教育局 --note 42所学校 --count 场次=42");
    campaign.on("2024-09-25");
    let plan = fs::read_to_string(campaign.work().join("plan.toml")).unwrap();
    fs::write(campaign.work().join("旧.toml"), plan.replace("due = 2024-09-22", "due = 2024-09-25")).unwrap();
    fs::write(campaign.work().join("名单.txt"), "市教育局\n市教育据\n市科技馆（简称科技馆）\n合计：3个\n").unwrap();
    fs::copy(root().join("tests/notices/founding.txt"), campaign.work().join("通知.txt")).unwrap();
    let mut sections = 0;
    for section in text.split("\n## ").skip(1) {
        let words = section.lines().next().unwrap().trim_matches('`').strip_prefix("zlt").unwrap();
        let shown: Value =
            serde_json::from_str(section.split("```json\n").nth(1).unwrap().split("```").next().unwrap()).unwrap();
        let (mut documented, mut given) = (BTreeSet::new(), BTreeSet::new());
        keys(&shown, "", &mut documented);
        keys(&campaign.json(words), "", &mut given);
        assert_eq!(documented, given, "zlt {words}");
        sections += 1;
    }
    assert_eq!(sections, 22);
}
