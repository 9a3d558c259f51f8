//! Files kept with entries, as evidence of what they say.

use std::path::{Path, PathBuf};

use super::entry::Evidence;
use super::store::Store;
use crate::files::kept::print_of;
use crate::files::{FileError, entries};

/// The folder of kept files.
const FOLDER: &str = "evidence";
/// How many characters an ending may have that is kept.
const LONGEST_ENDING: usize = 8;
/// How many digits a hash has.
const HASH: usize = 64;

/// A file that is kept, whether an entry names it or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its name.
    pub name: String,
    /// How long it is.
    pub bytes: u64,
}

impl Evidence {
    /// The name it is kept under: its hash, and the ending of the name it came with, for those who open it.
    ///
    /// `None` where the hash is none, as in an entry from elsewhere: such a name must not lead anywhere.
    pub fn kept_name(&self) -> Option<String> {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let is_hash = self.sha256.len() == HASH && self.sha256.bytes().all(is_digit);
        let ending = Path::new(&self.name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let ending = ending.to_ascii_lowercase();
        let is_plain = !ending.is_empty()
            && ending.len() <= LONGEST_ENDING
            && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let ending = if is_plain { format!(".{ending}") } else { String::new() };
        is_hash.then(|| format!("{}{ending}", self.sha256))
    }
}

impl Store {
    /// The folder of kept files, which need not exist yet.
    pub fn evidence_folder(&self) -> PathBuf {
        self.folder().join(FOLDER)
    }

    /// Where a file is kept; `None` where its hash is none.
    pub fn evidence_path(&self, evidence: &Evidence) -> Option<PathBuf> {
        Some(self.evidence_folder().join(evidence.kept_name()?))
    }

    /// The files that are kept, in the order of their names.
    pub fn kept_files(&self) -> Result<Vec<KeptFile>, FileError> {
        let mut kept = Vec::new();
        for found in entries(&self.evidence_folder())? {
            let name = found.file_name().to_string_lossy().into_owned();
            // What is still being copied, or was put here by others, is no kept file.
            if stem(&name).len() != HASH {
                continue;
            }
            let Ok(about) = found.metadata() else { continue };
            kept.push(KeptFile { path: found.path(), name, bytes: about.len() });
        }
        kept.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(kept)
    }
}

/// The hash in the name of a kept file.
fn stem(name: &str) -> &str {
    name.split_once('.').map_or(name, |(stem, _)| stem)
}

impl KeptFile {
    /// Whether what it holds is what its name says; `false` too where it cannot be read.
    pub fn is_sound(&self) -> bool {
        print_of(&self.path).is_ok_and(|print| stem(&self.name) == print.sha256)
    }
}

#[cfg(test)]
mod tests {
    use super::Evidence;

    #[test]
    fn a_kept_file_has_a_name_that_leads_nowhere_else() {
        let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        for (sha256, name, expected) in [
            (hash, "现场.JPG", Some(format!("{hash}.jpg"))),
            (hash, "小结", Some(hash.to_owned())),
            (hash, "a.../../x", Some(hash.to_owned())),
            (hash, "a.很长的后缀", Some(hash.to_owned())),
            ("../../../etc/passwd", "a.jpg", None),
            (&hash.to_uppercase(), "a.jpg", None),
            ("", "a.jpg", None),
        ] {
            let evidence = Evidence { sha256: sha256.to_owned(), name: name.to_owned(), bytes: 3 };
            assert_eq!(evidence.kept_name(), expected, "{sha256} {name}");
        }
    }
}
