//! Files that go with what is recorded (佐证): found, read, kept.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::context::{Context, Opened};
use super::{Outcome, answers};
use crate::cli::progress::Progress;
use crate::cli::tell;
use crate::duties::{Depth, Scope};
use crate::files::kept::{NotKept, Print, keep, print_of};
use crate::files::{FileError, create_folder, numbered};
use crate::glyph::is_invisible;
use crate::journal::{Evidence, Store};
use crate::mask::masked;
use crate::plan::names::unfit;
use crate::views::pages::evidence::EvidencePage;

/// A file that goes with what is recorded.
pub struct Attached {
    path: PathBuf,
    evidence: Evidence,
}

/// Reads the files that were typed behind `--file`; `*` and `?` stand for names, as where no shell reads them first.
pub fn attached(context: &Context<'_>, typed: &[PathBuf]) -> Result<Vec<Attached>> {
    let mut attached: Vec<Attached> = Vec::new();
    let paths = expanded(context, typed)?;
    let progress = Progress::new("正在读佐证文件");
    for (at, path) in paths.iter().enumerate() {
        progress.show(at, paths.len());
        let Print { sha256, bytes } = print_of(path)?;
        let name = path.file_name().map(|name| name.to_string_lossy().replace(char::is_control, "_"));
        let name = name.unwrap_or_default();
        if attached.iter().all(|known| known.evidence.sha256 != sha256) {
            attached.push(Attached { path: path.clone(), evidence: Evidence { sha256, name, bytes } });
        }
    }
    Ok(attached)
}

/// What entries say of the files.
pub fn evidence(attached: &[Attached]) -> Vec<Evidence> {
    attached.iter().map(|attached| attached.evidence.clone()).collect()
}

/// Copies the files to where records keep them: all of them whole and proven, or nothing is recorded.
pub fn keep_all(store: &Store, attached: &[Attached]) -> Result<()> {
    if attached.is_empty() {
        return Ok(());
    }
    create_folder(&store.evidence_folder())?;
    let progress = Progress::new("正在存佐证文件");
    for (at, Attached { path, evidence }) in attached.iter().enumerate() {
        progress.show(at, attached.len());
        let print = Print { sha256: evidence.sha256.clone(), bytes: evidence.bytes };
        if let Some(target) = store.evidence_path(evidence) {
            keep(path, &target, &print)?;
        }
    }
    Ok(())
}

/// Copies the evidence of a scope into a folder, as 单位/第7项/原名; what is there already is left as it is, and what is kept from
/// others is left out unless it is meant.
pub fn export(
    context: &Context<'_>,
    opened: &Opened,
    scope: Scope,
    folder: &Path,
    is_private_meant: bool,
) -> Result<Outcome> {
    let folder = &context.result_folder(folder)?;
    let mut asked = context.asked_of(opened, scope, Depth::Rounds)?;
    if !is_private_meant && !asked.duties.scope.is_one_unit() {
        context.drop_private(&mut asked, "要列入加 --private");
    }
    let page = EvidencePage::new(&asked);
    let all = page.files().count();
    let (mut copied, mut there) = (0, 0);
    let progress = Progress::new("正在复制佐证文件");
    for (at, (unit, id, evidence)) in page.files().enumerate() {
        progress.show(at, all);
        let source = opened.store.evidence_path(evidence).filter(|path| path.is_file());
        let Some(source) = source else {
            tell(&answers::evidence_gone(unit, id, &evidence.name));
            continue;
        };
        let own = folder.join(unit).join(format!("第{id}项"));
        create_folder(&own)?;
        let print = Print { sha256: evidence.sha256.clone(), bytes: evidence.bytes };
        let Some(target) = free_path(&own, &file_name(&masked(&evidence.name)), &print)? else {
            there += 1;
            continue;
        };
        match keep(&source, &target, &print) {
            Ok(()) => copied += 1,
            Err(NotKept::Changed(_)) => tell(&answers::evidence_damaged(unit, id, &evidence.name)),
            Err(error) => return Err(error.into()),
        }
    }
    drop(progress);
    if !context.globals.quiet {
        tell(&answers::evidence_exported(&context.shown(folder), copied, there, all));
    }
    Ok(Outcome::Done)
}

/// The first name in a folder under which nothing else stands: `现场.jpg`, `现场-2.jpg`; `None` where the same file stands under
/// one already.
fn free_path(folder: &Path, name: &str, print: &Print) -> Result<Option<PathBuf>, FileError> {
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    for path in numbered(stem, &ending).map(|name| folder.join(name)) {
        match print_of(&path) {
            Ok(there) if there == *print => return Ok(None),
            Err(error) if error.is_missing() => return Ok(Some(path)),
            _ if path.exists() => {}
            Err(error) => return Err(error),
            Ok(_) => {}
        }
    }
    Ok(None)
}

/// A name from elsewhere as one that any system takes for a file, and for nothing more.
fn file_name(name: &str) -> String {
    const LONGEST: usize = 40;
    const LONGEST_ENDING: usize = 20;
    let is_harmless = |character: char| !is_invisible(character) && !"/\\:*?\"<>|".contains(character);
    let name: String = name.chars().map(|character| if is_harmless(character) { character } else { '_' }).collect();
    let name = name.trim_matches(|edge: char| edge == '.' || edge.is_whitespace());
    let (stem, ending) = name.rsplit_once('.').map_or((name, String::new()), |(stem, end)| (stem, format!(".{end}")));
    let stem: String = stem.chars().take(LONGEST).collect();
    let ending: String = ending.chars().take(LONGEST_ENDING).collect();
    let name = format!("{stem}{ending}");
    match unfit(&name) {
        None => name,
        Some(_) => format!("_{name}"),
    }
}

fn expanded(context: &Context<'_>, typed: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for typed in typed {
        let path = context.environment.folder.join(typed);
        let is_pattern = typed.to_string_lossy().contains(['*', '?']);
        match fs::metadata(&path) {
            Ok(about) if about.is_file() => paths.push(path),
            Ok(about) => return Err(answers::no_plain_file(typed, about.is_dir()).into()),
            Err(_) if is_pattern => match matching(&context.environment.folder, typed) {
                found if found.is_empty() => return Err(answers::no_such_files(typed).into()),
                found => paths.extend(found),
            },
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(answers::no_such_file(typed).into()),
            Err(error) => return Err(FileError::on("读不了", &path)(error).into()),
        }
    }
    Ok(paths)
}

/// The plain files that a pattern stands for, in the order of their names; of the folder every letter means itself.
fn matching(folder: &Path, typed: &Path) -> Vec<PathBuf> {
    let typed = typed.to_string_lossy().replace('[', "[[]");
    let pattern = Path::new(&glob::Pattern::escape(&folder.to_string_lossy())).join(typed);
    let found = pattern.to_str().and_then(|pattern| glob::glob(pattern).ok());
    found.into_iter().flatten().filter_map(Result::ok).filter(|path| path.is_file()).collect()
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_name_from_elsewhere_is_a_file_and_nothing_more() {
        for (name, expected) in [
            ("现场.jpg", "现场.jpg"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("a:b*c?.jpg", "a_b_c_.jpg"),
            ("CON", "_CON"),
            ("con.jpg", "_con.jpg"),
            (" . ", "_"),
            ("一\n二.jpg", "一_二.jpg"),
        ] {
            assert_eq!(file_name(name), expected, "{name}");
        }
        for long in ["长".repeat(300), format!("长.{}", "长".repeat(300)), format!("{0}.{0}", "长".repeat(100))] {
            assert!(file_name(&long).len() <= 200, "{long}");
        }
    }
}
