//! Who may use whom: the folders are the pipeline, and data flows one way.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Files that anyone may use.
const LEAVES: [&str; 9] = ["id", "day", "problem", "nearest", "files", "glyph", "document", "office", "platform"];

/// Each module with those it may use, leaves aside.
const MAY_USE: [(&str, &[&str]); 10] = [
    ("cli", &[]),
    ("plan", &[]),
    ("journal", &[]),
    ("notice", &["plan"]),
    ("duties", &["plan", "journal"]),
    ("check", &["plan", "journal", "duties"]),
    ("views", &["duties", "check", "plan", "journal", "notice"]),
    ("render", &[]),
    ("exchange", &["journal", "duties"]),
    ("commands", &["cli", "plan", "journal", "notice", "duties", "check", "views", "render", "exchange"]),
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
