//! Who may use whom: the folders are the pipeline, and data flows one way.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Modules that anyone may use; each may use only those before it.
const LEAVES: [&str; 10] =
    ["id", "day", "glyph", "mask", "platform", "nearest", "problem", "files", "document", "office"];

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

/// The place of a leaf among the leaves.
fn leaf(name: &str) -> Option<usize> {
    LEAVES.iter().position(|leaf| *leaf == name)
}

fn may_use(user: &str, used: &str) -> bool {
    let allowed = MAY_USE.iter().find(|(name, _)| *name == user).map(|(_, allowed)| *allowed);
    user == used
        || user == "lib"
        || user == "main"
        || allowed.is_some_and(|allowed| LEAVES.contains(&used) || allowed.contains(&used))
        || leaf(user).zip(leaf(used)).is_some_and(|(user, used)| used < user)
}

#[test]
fn data_flows_one_way() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut breaches = Vec::new();
    for path in sources(&root) {
        let user = module(&root, &path);
        let text = fs::read_to_string(&path).unwrap();
        let (production, tests) = text.split_once("#[cfg(test)]").unwrap_or((&text, ""));
        let own = place(&root, &path);
        let inside = [own.clone(), vec!["tests".to_owned()]].concat();
        let named: BTreeSet<Vec<String>> = named(&own, production).union(&named(&inside, tests)).cloned().collect();
        for used in named.iter().map(|path| &path[0]).filter(|used| !may_use(&user, used)) {
            breaches.push(format!("{user} may not use {used}: {}", path.display()));
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

/// Imports that the tests here could not read: groups of groups, groups of the crate, everything at once.
#[test]
fn modules_are_named_one_by_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in sources(&root) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains("crate::{") && !text.contains("use crate as"), "{}", path.display());
        for import in text.split("\nuse ").skip(1).map(|rest| rest.split(';').next().unwrap()) {
            assert!(import.matches('{').count() <= 1 && !import.contains('*'), "use {import}: {}", path.display());
        }
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

/// Rows of what is no longer there would let the next of that name do as it likes.
#[test]
fn the_tables_speak_of_what_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let is_there = |path: &str| root.join(path).is_dir() || root.join(format!("{path}.rs")).is_file();
    let rooms = LEAVES.into_iter().chain(MAY_USE.iter().map(|(room, _)| *room)).map(str::to_owned);
    let parts = INSIDE.iter().flat_map(|(room, parts)| parts.iter().map(move |(part, _)| format!("{room}/{part}")));
    let commands = COMMON.iter().chain(MORE.iter().map(|(command, _)| command)).map(|part| format!("commands/{part}"));
    let gone: Vec<String> = rooms.chain(parts).chain(commands).filter(|path| !is_there(path)).collect();
    assert!(gone.is_empty(), "{gone:?}");
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
        "stdin()",
        "stdout()",
        "stderr()",
        "process::Command",
        "current_dir",
    ];
    for path in sources(&root).iter().filter(|path| module(&root, path) != "cli") {
        let text = fs::read_to_string(path).unwrap();
        // How a system is asked for something differs from system to system.
        let is_open = |door: &str| door == "process::Command" && module(&root, path) == "platform";
        for door in doors.into_iter().filter(|door| !is_open(door)) {
            assert!(!text.contains(door), "{} uses {door}, which belongs in cli", path.display());
        }
    }
}

/// What is given its texts and bytes as values opens no file itself.
#[test]
fn files_are_opened_by_those_who_keep_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let keepers = ["cli", "commands", "files", "journal", "platform"];
    for path in sources(&root).iter().filter(|path| !keepers.contains(&module(&root, path).as_str())) {
        let text = fs::read_to_string(path).unwrap();
        let production = text.split("#[cfg(test)]").next().unwrap();
        for door in ["std::fs", "fs::read", "File::open"] {
            // A compound file is one in memory.
            let is_door = |(at, _): (usize, &str)| !production[..at].ends_with(char::is_alphanumeric);
            assert!(!production.match_indices(door).any(is_door), "{} uses {door}", path.display());
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
const MORE: [(&str, &[&str]); 12] = [
    ("note", &["mark"]),
    ("accept", &["mark"]),
    ("report", &["evidence"]),
    ("mark", &["evidence"]),
    ("extend", &["diff", "mark"]),
    ("hand_back", &["mark"]),
    ("receive", &["mark"]),
    ("edit", &["diff"]),
    ("units", &["enrol"]),
    ("complete", &["completions", "report", "topics"]),
    ("help", &["manual", "topics"]),
    ("man", &["manual"]),
];

/// The modules of this library that a source names, each from the root: `views::parts::words`. `own` is where it stands.
fn named(own: &[String], text: &str) -> BTreeSet<Vec<String>> {
    let words = |path: &str| -> Vec<String> {
        let path = path.trim().split(" as ").next().unwrap();
        path.split("::").map(|word| word.trim().to_owned()).collect()
    };
    let is_path = |character: char| character.is_alphanumeric() || "_:".contains(character);
    let mut named = BTreeSet::new();
    for start in ["crate::", "super::"] {
        for (at, _) in text.match_indices(start) {
            if text[..at].ends_with(|before: char| is_path(before)) {
                continue;
            }
            let rest = &text[at..];
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

/// The names that a room hands on as its own, each with the part that it is from.
fn handed_on(text: &str) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for path in text.split("pub use ").skip(1).map(|rest| rest.split(';').next().unwrap()) {
        let part = path.split("::").next().unwrap().to_owned();
        let last = path.rsplit("::").next().unwrap();
        names.extend(last.trim_matches(['{', '}']).split(',').map(|name| (name.trim().to_owned(), part.clone())));
    }
    names
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
        let handed_on = handed_on(&fs::read_to_string(root.join(room).join("mod.rs")).unwrap());
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
            let text = fs::read_to_string(&path).unwrap();
            let named = named(&own, text.split("#[cfg(test)]").next().unwrap());
            let named = named.iter().filter(|path| path[0] == room).filter_map(|path| path.get(1));
            let used = named.map(|name| handed_on.get(name).unwrap_or(name)).filter(|name| files(name));
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
                use crate::views::View;\nfn f() { crate::day::long(x) }\nuse super::{matrix as _matrix};\n";
    let found: Vec<String> = named(&own, text).iter().map(|path| path.join("::")).collect();
    assert_eq!(
        found,
        [
            "day::long",
            "document::Block",
            "document::Cell",
            "views::View",
            "views::pages::list::DutyList",
            "views::pages::matrix",
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
