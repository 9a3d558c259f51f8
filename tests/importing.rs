//! Reading notices: what the open ones hold is found in them.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use toml::Table;
use zlt::notice::page::lines::lines;
use zlt::notice::page::table::parts;
use zlt::notice::page::text::decode;
use zlt::notice::phrase::names::names;
use zlt::notice::scan::{Scanned, found::Found, scan};
use zlt::plan::Role;

fn notices(set: &str, count: usize) -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/notices").join(set);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    assert_eq!(paths.len(), count);
    paths
}

fn listed(activity: &Table, role: &str) -> Vec<String> {
    let names = activity.get(role).and_then(|names| names.as_array()).cloned().unwrap_or_default();
    names.iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

fn meant(path: &PathBuf) -> Vec<Table> {
    let meant: Table = fs::read_to_string(path).unwrap().parse().unwrap();
    meant["activity"].as_array().unwrap().iter().map(|one| one.as_table().unwrap().clone()).collect()
}

/// Every name that a notice prints is one name, alone and in the middle of its list.
#[test]
fn the_names_of_the_notices_stay_whole() {
    let mut broken = Vec::new();
    let mut count = 0;
    for path in notices("open", 22) {
        for activity in meant(&path) {
            for role in ["lead", "units", "support"] {
                let listed = listed(&activity, role);
                let found: Vec<String> =
                    names(&listed.join("、"), None).names.into_iter().map(|listed| listed.name).collect();
                count += listed.len();
                if found != listed {
                    broken.push(format!("{} {listed:?}\n   {found:?}", path.file_stem().unwrap().display()));
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
    names.filter(|(role, name)| *role == "optional" || !optional.contains(name)).map(|(role, name)| format!("{title}|{name}|{role}")).collect()
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

fn read(path: &PathBuf) -> Scanned {
    let text = decode(&fs::read(path.with_extension("txt")).unwrap()).unwrap();
    scan(parts(lines(&text)))
}

/// Precision and recall of (activity, unit, role) and of deadlines, over a set of notices.
fn score(paths: &[PathBuf]) -> (Score, Score) {
    let (mut duties, mut deadlines) = (Score::default(), Score::default());
    for path in paths {
        let notice = path.file_stem().unwrap().to_string_lossy().into_owned();
        let (meant, found) = (meant(path), read(path).activities);
        duties.add(&notice, &meant.iter().flat_map(duties_meant).collect(), &found.iter().flat_map(duties_found).collect());
        let days = (meant.iter().filter_map(deadline_meant).collect(), found.iter().filter_map(deadline_found).collect());
        deadlines.add(&notice, &days.0, &days.1);
    }
    (duties, deadlines)
}

/// Both sets: the first and, written later by others who had not seen an importer either, the second.
#[test]
fn what_the_notices_mean_is_found() {
    let paths: Vec<PathBuf> = notices("open", 22).into_iter().chain(notices("second", 18)).collect();
    let (duties, deadlines) = score(&paths);
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

