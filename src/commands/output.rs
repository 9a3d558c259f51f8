//! Where a result may be written: never onto records, settings, or what an office has written by hand.

use std::fs;
use std::path::{Path, PathBuf};

use super::answers;
use super::context::Context;
use crate::cli::settings;
use crate::plan::liaisons;
use crate::problem::Misuse;

impl Context<'_> {
    /// The whole path of a file to write a result to, once it is sure that it is none of zlt's own and none written by hand.
    pub fn result_file(&self, typed: &Path) -> Result<PathBuf, Misuse> {
        let path = self.environment.folder.join(typed);
        let target = resolved(&path);
        if is_in_records(&target) || self.is_own(&target) {
            return Err(answers::own_file(typed));
        }
        if self.is_written_by_hand(&target) {
            return Err(answers::written_by_hand(typed));
        }
        Ok(path)
    }

    /// The same of a folder to write files into.
    pub fn result_folder(&self, typed: &Path) -> Result<PathBuf, Misuse> {
        let path = self.environment.folder.join(typed);
        if is_in_records(&resolved(&path).join("_")) { Err(answers::own_file(typed)) } else { Ok(path) }
    }

    /// Whether this is the settings file or the one with the machine's id.
    fn is_own(&self, target: &Path) -> bool {
        let settings = self.environment.settings_folder.as_ref().map(|folder| settings::file(folder));
        let own = settings.into_iter().chain(self.environment.machine_file());
        own.map(|path| resolved(&path)).any(|path| path == target)
    }

    /// Whether this is a plan or a copy of one that is there, or a list of liaisons: of this folder or of any other.
    fn is_written_by_hand(&self, target: &Path) -> bool {
        let is_plan = target.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
        let is_plan = (is_plan || target.file_name().is_some_and(|name| name == liaisons::FILE)) && target.exists();
        let in_hand = self.plan_path().into_iter().flat_map(|plan| [plan.with_file_name(liaisons::FILE), plan]);
        is_plan || in_hand.filter(|path| path.exists()).any(|path| resolved(&path) == target)
    }
}

/// Whether a file is one of records, by its ending, or lies in a folder of records.
fn is_in_records(target: &Path) -> bool {
    let is_header = target.file_name().is_some_and(|name| name == "campaign.json" || name == ".lock");
    let is_journal = target.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("jsonl"));
    let is_store = |folder: &Path| folder.join("campaign.json").exists() || folder.join("journal").is_dir();
    is_header || is_journal || target.ancestors().skip(1).take(3).any(is_store)
}

/// A path without links and dots, as far as it leads to what is there.
fn resolved(path: &Path) -> PathBuf {
    if let Ok(whole) = fs::canonicalize(path) {
        return whole;
    }
    // A link that leads nowhere yet would be followed when it is written to.
    if let Ok(target) = fs::read_link(path) {
        return path.parent().map_or_else(|| target.clone(), |folder| resolved(&folder.join(&target)));
    }
    match (path.parent().filter(|folder| !folder.as_os_str().is_empty()), path.file_name()) {
        (Some(folder), Some(name)) => resolved(folder).join(name),
        _ => path.to_owned(),
    }
}
