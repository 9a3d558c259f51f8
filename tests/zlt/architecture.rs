//! Who may use whom: the folders are the pipeline, and data flows one way.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Files that anyone may use.
const LEAVES: [&str; 9] = ["id", "day", "problem", "nearest", "files", "glyph", "document", "office", "platform"];

/// Each module with those it may use, leaves aside.
const MAY_USE: [(&str, &[&str]); 9] = [
    ("cli", &[]),
    ("plan", &[]),
    ("journal", &[]),
    ("notice", &["plan"]),
    ("duties", &["plan", "journal"]),
    ("check", &["plan", "journal", "duties"]),
    ("views", &["duties", "check", "plan", "journal", "notice"]),
    ("render", &[]),
    ("commands", &["cli", "plan", "journal", "notice", "duties", "check", "views", "render"]),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = entries.partition(|path| path.is_dir());
    let nested = folders.iter().flat_map(|folder| sources(folder));
    files.into_iter().chain(nested).filter(|path| path.extension().is_some_and(|ending| ending == "rs")).collect()
}

/// The module a source file belongs to: its top folder, or its own name.
fn module(root: &Path, path: &Path) -> String {
    let first = path.strip_prefix(root).unwrap().components().next().unwrap();
    Path::new(first.as_os_str()).file_stem().unwrap().to_str().unwrap().to_owned()
}

/// The modules that a source names after `crate::`.
fn used(text: &str) -> BTreeSet<String> {
    let names = text.split("crate::").skip(1).map(|rest| {
        rest.chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect::<String>()
    });
    names.filter(|name| !name.is_empty()).collect()
}

fn may_use(user: &str, used: &str) -> bool {
    let allowed = MAY_USE.iter().find(|(name, _)| *name == user).map(|(_, allowed)| *allowed);
    user == used
        || user == "lib"
        || user == "main"
        || allowed.is_some_and(|allowed| LEAVES.contains(&used) || allowed.contains(&used))
        || (LEAVES.contains(&user) && LEAVES.contains(&used))
}

#[test]
fn data_flows_one_way() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut breaches = Vec::new();
    for path in sources(&root) {
        let user = module(&root, &path);
        for used in used(&fs::read_to_string(&path).unwrap()).iter().filter(|used| !may_use(&user, used)) {
            breaches.push(format!("{user} may not use {used}: {}", path.display()));
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

/// A grouped import would hide from the test above what it uses.
#[test]
fn modules_are_named_one_by_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in sources(&root) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains("crate::{") && !text.contains("use crate as"), "{}", path.display());
    }
}

#[test]
fn every_module_has_its_place() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in sources(&root) {
        let module = module(&root, &path);
        let is_known = LEAVES.contains(&module.as_str()) || MAY_USE.iter().any(|(name, _)| *name == module);
        assert!(is_known || ["lib", "main"].contains(&module.as_str()), "{module} is in no row of the table");
    }
}

/// Clock, environment and terminal enter in `cli` alone.
#[test]
fn the_world_enters_by_one_door() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let doors = [
        "std::env::var",
        "env::var",
        "temp_dir",
        "Local::now",
        "Utc::now",
        "SystemTime::now",
        "Instant::now",
        "is_terminal",
        "terminal_size",
    ];
    for path in sources(&root).iter().filter(|path| module(&root, path) != "cli") {
        let text = fs::read_to_string(path).unwrap();
        for door in doors {
            assert!(!text.contains(door), "{} uses {door}, which belongs in cli", path.display());
        }
    }
}

/// The parts of a room, each with those it may use.
type Parts = &'static [(&'static str, &'static [&'static str])];

/// What stands inside a room, and what each part of it may use of the others; parts that are not listed may use none and be
/// used by none.
const INSIDE: [(&str, Parts); 3] = [
    ("views", &[("parts", &[]), ("pages", &["parts"]), ("letters", &["parts"]), ("page", &["parts"])]),
    (
        "render",
        &[
            ("csv", &[]),
            ("html", &[]),
            ("ics", &[]),
            ("json", &[]),
            ("man", &[]),
            ("markdown", &[]),
            ("terminal", &[]),
            ("office", &[]),
            ("format", &["csv", "html", "ics", "markdown", "office", "terminal"]),
        ],
    ),
    (
        "commands",
        &[
            ("answers", &[]),
            ("context", &["answers"]),
            ("format", &["answers", "context"]),
            ("delivery", &["answers", "context", "format"]),
            ("page", &["context", "delivery"]),
            ("pick", &["answers", "context"]),
            ("topics", &[]),
            ("manual", &["topics"]),
            ("enrol", &COMMON),
        ],
    ),
];

/// What the files of subcommands may use beside what is everybody's.
const COMMON: [&str; 6] = ["answers", "context", "delivery", "format", "page", "pick"];

/// The subcommands that use more: another whose work they do or end with, the pages of the manual.
const MORE: [(&str, &[&str]); 6] = [
    ("note", &["mark"]),
    ("edit", &["diff"]),
    ("units", &["enrol"]),
    ("complete", &["completions", "topics"]),
    ("help", &["manual", "topics"]),
    ("man", &["manual"]),
];

/// The modules of this library that a source names, each from the root: `views::parts::words`. `own` is where it stands.
fn named(own: &[String], text: &str) -> BTreeSet<Vec<String>> {
    let production = text.split("#[cfg(test)]").next().unwrap();
    let words = |path: &str| -> Vec<String> { path.split("::").map(|word| word.trim().to_owned()).collect() };
    let is_path = |character: char| character.is_alphanumeric() || "_:".contains(character);
    let mut named = BTreeSet::new();
    for start in ["crate::", "super::"] {
        for (at, _) in production.match_indices(start) {
            if production[..at].ends_with(|before: char| is_path(before)) {
                continue;
            }
            let rest = &production[at..];
            let end = rest.find(|character| !is_path(character)).unwrap_or(rest.len());
            let (path, grouped) = (words(rest[..end].trim_end_matches("::")), rest[end..].strip_prefix('{'));
            let climbed = path.iter().take_while(|word| *word == "super").count();
            let base = if start == "crate::" { &[] } else { &own[..own.len() - climbed] };
            let path = [base, &path[climbed.max(usize::from(start == "crate::"))..]].concat();
            match grouped {
                None => drop(named.insert(path)),
                Some(group) => {
                    let items = group.split('}').next().unwrap().split(',').filter(|item| !item.trim().is_empty());
                    named.extend(items.map(|item| [path.clone(), words(item)].concat()));
                }
            }
        }
    }
    named
}

/// Where a source stands, from the root: `render/office/mod.rs` is `render::office`.
fn place(root: &Path, path: &Path) -> Vec<String> {
    let words = path.strip_prefix(root).unwrap().with_extension("");
    let words: Vec<String> = words.iter().map(|word| word.to_str().unwrap().to_owned()).collect();
    words.into_iter().filter(|word| word != "mod").collect()
}

/// What a part of a room may use of the others; `None` where it is no part that anybody knows.
fn may_use_inside(room: &str, parts: Parts, part: &str) -> Option<Vec<&'static str>> {
    let listed = parts.iter().find(|(name, _)| *name == part).map(|(_, allowed)| allowed.to_vec());
    let more = MORE.iter().find(|(name, _)| *name == part).map_or(&[][..], |(_, more)| more);
    let of_subcommand = || (room == "commands").then(|| [&COMMON[..], more].concat());
    listed.or_else(of_subcommand)
}

/// Inside the rooms in which most is added, too, data flows one way: pages and letters are made of parts, renderers do not know
/// each other, and subcommands share what is everybody's.
#[test]
fn data_flows_one_way_inside_the_large_rooms() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut breaches = Vec::new();
    for (room, parts) in INSIDE {
        for path in sources(&root.join(room)) {
            let own = place(&root, &path);
            let Some(part) = own.get(1).filter(|part| *part != "dispatch") else { continue };
            let Some(allowed) = may_use_inside(room, parts, part) else {
                breaches.push(format!("{room}::{part} is in no row of the table"));
                continue;
            };
            let files = |name: &str| {
                root.join(room).join(name).is_dir() || root.join(room).join(format!("{name}.rs")).is_file()
            };
            let used = named(&own, &fs::read_to_string(&path).unwrap());
            let used =
                used.iter().filter(|path| path[0] == room).filter_map(|path| path.get(1)).filter(|name| files(name));
            for used in used.filter(|used| *used != part && !allowed.contains(&used.as_str())) {
                breaches.push(format!("{room}::{part} may not use {room}::{used}: {}", path.display()));
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn the_paths_that_a_source_names_are_understood() {
    let own = ["views", "pages", "board"].map(str::to_owned);
    let text = "use crate::document::{Block, Cell};\nuse super::list::DutyList;\nuse super::super::parts::{days, words};\n\
                use crate::views::View;\nfn f() { crate::day::long(x) }\n#[cfg(test)]\nuse crate::plan::load;\n";
    let found: Vec<String> = named(&own, text).iter().map(|path| path.join("::")).collect();
    assert_eq!(
        found,
        [
            "day::long",
            "document::Block",
            "document::Cell",
            "views::View",
            "views::pages::list::DutyList",
            "views::parts::days",
            "views::parts::words"
        ]
    );
}

/// Files that know whether zlt was built with the formats of office programs.
const FEATURES: [&str; 2] = ["render/office/mod.rs", "src/office/mod.rs"];

/// What holds on one system only stands in one file, and what a feature adds in the two that name it.
#[test]
fn systems_differ_in_one_place() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in sources(&root).iter().filter(|path| module(&root, path) != "platform") {
        if FEATURES.iter().any(|file| path.ends_with(file)) {
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
        let production = text.split("#[cfg(test)]").next().unwrap();
        assert!(!production.contains("#[cfg(") && !production.contains("cfg!("), "{}", path.display());
    }
}

/// Files stay one idea: production lines, without inline tests.
#[test]
fn no_file_outgrows_its_idea() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in sources(&root) {
        let text = fs::read_to_string(&path).unwrap();
        let lines = text.lines().take_while(|line| !line.starts_with("#[cfg(test)]")).count();
        assert!(lines <= 300, "{} has {lines} lines", path.display());
    }
}

/// A remedy is said in one way: only `problem` types the word for it.
#[test]
fn nobody_else_types_the_word_for_a_remedy() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in sources(&root).iter().filter(|path| module(&root, path) != "problem") {
        assert!(!fs::read_to_string(path).unwrap().contains("办法："), "{}", path.display());
    }
}
