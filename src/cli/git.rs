//! Earlier versions of a file, from the git repository that it is kept in.

use std::path::Path;
use std::process::Command;

use indexmap::IndexSet;

use crate::problem::Failure;

/// Reads a file as it was in a revision.
///
/// Fails, with what to do instead, where there is no git, no repository, or no such revision or file in it.
pub fn show(path: &Path, revision: &str) -> Result<String, Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let failure = |reason: String| Failure::new(reason, "给出旧方案的文件，例如 zlt diff 旧方案.toml");
    // A revision that begins with a dash would be taken for an option.
    if revision.starts_with('-') {
        return Err(failure(format!("“{revision}”不是 git 的版本")));
    }
    let git = |words: &[&str]| {
        let output = Command::new("git").arg("-C").arg(folder).args(words).output();
        let output = output.map_err(|_| failure("找不到 git 程序，读不到以前的方案".to_owned()))?;
        Ok(output.status.success().then_some(output.stdout))
    };
    let mut found = git(&["show", &format!("{revision}:./{name}")])?;
    if found.is_none() {
        // The file may have had another name or place then.
        let names = git(&["-c", "core.quotePath=false", "log", "--follow", "--name-only", "--format=", "--", &name])?;
        let names = names.and_then(|names| String::from_utf8(names).ok()).unwrap_or_default();
        for former in names.lines().collect::<IndexSet<&str>>() {
            found = found.or(git(&["show", &format!("{revision}:{former}")])?);
        }
    }
    let Some(text) = found else {
        let path = path.display();
        return Err(failure(format!("git 里没有“{revision}”这个版本的“{path}”，或者这个文件夹没有交给 git 管")));
    };
    String::from_utf8(text).map_err(|_| failure(format!("“{revision}”里的方案不是 UTF-8 文字")))
}

/// Whether git keeps earlier versions of a file.
pub fn keeps(path: &Path) -> bool {
    show(path, "HEAD").is_ok()
}
