//! Reading notices: what the open ones hold is found in them.

use std::fs;
use std::path::PathBuf;

use zlt::notice::names::names;

fn open_notices() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/notices/open");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    assert_eq!(paths.len(), 22);
    paths
}

/// Every name that a notice prints is one name, alone and in the middle of its list.
#[test]
fn the_names_of_the_notices_stay_whole() {
    let mut broken = Vec::new();
    let mut count = 0;
    for path in open_notices() {
        let meant: toml::Table = fs::read_to_string(&path).unwrap().parse().unwrap();
        for activity in meant["activity"].as_array().unwrap() {
            for role in ["lead", "units", "support"] {
                let listed = activity.get(role).and_then(|names| names.as_array()).cloned().unwrap_or_default();
                let listed: Vec<String> = listed.iter().map(|name| name.as_str().unwrap().to_owned()).collect();
                let found: Vec<String> = names(&listed.join("、"), None).names.into_iter().map(|listed| listed.name).collect();
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
