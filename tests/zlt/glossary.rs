//! The words of the documents are those of the program: every standing, status and kind of entry, and what is owed.

use std::fs;

use clap::Command;
use serde_json::to_value;
use zlt::commands::tree;
use zlt::duties::Standing;
use zlt::glyph::numeral;
use zlt::journal::{Kind, Status};
use zlt::render::Format;

use crate::support::{Campaign, root};

fn page(name: &str) -> String {
    fs::read_to_string(root().join("docs").join(name)).unwrap()
}

/// The line of a page that begins so, with those that go on with it.
fn part<'p>(page: &'p str, beginning: &str) -> &'p str {
    let (_, rest) = page.split_once(beginning).unwrap_or_else(|| panic!("{beginning}"));
    rest.split("\n-").next().unwrap()
}

#[test]
fn the_page_of_standings_explains_each_and_says_how_many_there_are() {
    let page = page("standings.md");
    let listed = part(&page, "办理状态有");
    let count = numeral(u32::try_from(Standing::ALL.len()).unwrap());
    assert!(listed.starts_with(&format!("{count}种")), "{listed}");
    for standing in Standing::ALL {
        assert!(page.contains(&format!("\n- {}：", standing.word())), "{}", standing.word());
    }
    let (done, outside) = page.split_once("完成率＝").unwrap().1.split_once("／应完成；").unwrap();
    for standing in Standing::ALL {
        let named = [done, outside].map(|part| part.contains(standing.word()));
        assert_eq!(named, [standing.is_done(), standing.is_never_owed()], "{standing:?}");
    }
}

#[test]
fn the_page_of_json_names_every_standing_status_and_kind() {
    let page = page("json.md");
    for standing in Standing::ALL {
        let named = format!("`{}` {}", standing.key(), standing.word());
        assert!(part(&page, "\n- `standing`").contains(&named), "{named}");
    }
    for status in Status::ALL {
        let key = to_value(status).unwrap();
        assert!(part(&page, "\n- `status`").contains(&format!("`{}` ", key.as_str().unwrap())), "{key}");
    }
    for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Unknown) {
        let key = to_value(kind).unwrap();
        assert!(part(&page, "\n- `kind`").contains(&format!("`{}`", key.as_str().unwrap())), "{key}");
    }
}

#[test]
fn the_page_of_json_says_what_is_owed_and_what_is_done() {
    let page = page("json.md");
    let (done, owed) = (part(&page, "\n- `share`"), part(&page, "\n- `owed`"));
    for standing in Standing::ALL {
        assert_eq!(done.contains(standing.key()), standing.is_done(), "{standing:?}");
        let is_taken_off = owed.contains(&format!("− `{}`", standing.key()));
        assert_eq!(is_taken_off, standing.is_never_owed(), "{standing:?}");
    }
}

/// Formats are listed in sentences: of the help, of the answer to an unknown ending, of the page about files.
#[test]
fn every_format_is_named_where_people_look_for_it() {
    let campaign = Campaign::founding();
    let (help, page) = (campaign.out("--help"), page("files.md"));
    let answer = campaign.run("report -o 进展.pdf").stderr;
    let unwrapped = help.replace(['\n', ' '], "");
    let listed = unwrapped.split_once("输出格式：").unwrap().1.split("-o").next().unwrap().to_owned();
    let names: Vec<&str> = listed.split(|letter: char| !letter.is_ascii_alphanumeric()).collect();
    for format in Format::ALL {
        let row = format.row();
        assert!(names.contains(&row.name), "--help does not name {}: {listed}", row.name);
        let ending = format!(".{}", row.endings[0]);
        assert!(answer.contains(&ending), "the answer to an unknown ending does not name {ending}: {answer}");
        assert!(page.contains(&ending), "docs/files.md does not name {ending}");
    }
}

#[test]
fn the_readme_names_every_standing_and_every_command() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let words: Vec<&str> = Standing::ALL.iter().map(|standing| standing.word()).collect();
    let count = numeral(u32::try_from(words.len()).unwrap());
    let listed = readme.split_once("办理状态有").unwrap().1.lines().next().unwrap();
    assert_eq!(listed, format!("{count}种，按方案和登记算出来，不用人填：{}。", words.join("、")));
    // Only editors ask for the schema.
    let is_for_people = |command: &&Command| !command.is_hide_set() && command.get_name() != "schema";
    for command in tree().get_subcommands().filter(is_for_people) {
        let name = command.get_name();
        assert!([format!("zlt {name}"), format!("`{name}`")].iter().any(|named| readme.contains(named)), "{name}");
    }
}
