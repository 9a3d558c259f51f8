//! A plan replaced, with dated copies in folders without git.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::git;
use crate::files::{FileError, create_numbered, in_the_shape_of, read, replace, text_of};

/// What became of a plan that was to be replaced.
pub enum Replaced {
    /// It was; what it held before is in this copy, or in git.
    Done(Option<PathBuf>),
    /// Nothing was written: it no longer holds what it did when it was read.
    ChangedMeanwhile,
}

/// Replaces the plan that held `before` when it was read by `after`, with a copy of a day where git keeps none.
pub fn replace_plan(plan: &Path, before: &str, after: &str, day: NaiveDate) -> Result<Replaced, FileError> {
    let bytes = read(plan)?;
    if text_of(plan, &bytes)? != before {
        return Ok(Replaced::ChangedMeanwhile);
    }
    let after = in_the_shape_of(&bytes, after);
    let copy = if git::keeps(plan) { None } else { Some(keep(plan, &bytes, day)?) };
    replace(plan, &after)?;
    Ok(Replaced::Done(copy))
}

/// Keeps `content` beside the plan as its copy of a day: `plan.2024-09-25.toml`, with a number where the day has one already.
///
/// Gives the copy's path.
fn keep(plan: &Path, content: &[u8], day: NaiveDate) -> Result<PathBuf, FileError> {
    create_numbered(plan, &format!("{}{day}", stem(plan)), ".toml", content)
}

/// The newest dated copy of a plan, by day and number; `None` where there is none.
pub fn newest(plan: &Path) -> Option<PathBuf> {
    let folder = plan.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let files = fs::read_dir(folder).ok()?.filter_map(|file| Some(file.ok()?.path()));
    files.filter_map(|path| Some((dated(plan, &path)?, path))).max().map(|(_, path)| path)
}

/// The day and number of a copy.
fn dated(plan: &Path, copy: &Path) -> Option<(NaiveDate, usize)> {
    let name = copy.file_name()?.to_str()?;
    let rest = name.strip_prefix(&stem(plan))?.strip_suffix(".toml")?;
    let (day, number) = rest.split_at_checked(10)?;
    let number = if number.is_empty() { 1 } else { number.strip_prefix('-')?.parse().ok()? };
    Some((crate::day::parse_stored(day)?, number))
}

fn stem(plan: &Path) -> String {
    format!("{}.", plan.file_stem().unwrap_or_default().to_string_lossy())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::tempdir;

    use super::{keep, newest};

    #[test]
    fn copies_of_one_day_are_numbered_and_the_newest_is_found() {
        let folder = tempdir().unwrap();
        let plan = folder.path().join("plan.toml");
        fs::write(folder.path().join("plan.草稿.toml"), "").unwrap();
        assert_eq!(newest(&plan), None);
        let day = |text: &str| text.parse().unwrap();
        for (text, on, name) in [
            ("一", "2024-09-25", "plan.2024-09-25.toml"),
            ("二", "2024-09-25", "plan.2024-09-25-2.toml"),
            ("三", "2024-09-01", "plan.2024-09-01.toml"),
        ] {
            assert_eq!(keep(&plan, text.as_bytes(), day(on)).unwrap(), folder.path().join(name));
        }
        assert_eq!(fs::read_to_string(newest(&plan).unwrap()).unwrap(), "二");
    }
}
