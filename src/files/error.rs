//! A file that could not be used, with the path, the reason and what to do about it.

use std::error::Error;
use std::fmt::{Display, Formatter, Result as FormatResult};
use std::fs::Metadata;
use std::io::{Error as IoError, ErrorKind};
use std::path::{Path, PathBuf};

use crate::problem::Complaint;

/// A file that could not be used, with the path and the reason.
#[derive(Debug)]
pub struct FileError {
    action: &'static str,
    path: PathBuf,
    cause: Cause,
}

/// Why a file could not be used.
#[derive(Debug)]
enum Cause {
    /// The system says so.
    System(IoError),
    /// It is a pipe or a device: one could wait for it for ever.
    NotPlain,
    /// It is a link to another place, which must not be written through.
    Link,
    /// It is larger than anything of its kind that people write.
    TooLarge(u64),
}

impl FileError {
    /// Names what failed on `path`; for `map_err`.
    pub fn on(action: &'static str, path: &Path) -> impl FnOnce(IoError) -> Self {
        let path = path.to_owned();
        move |source| Self { action, path, cause: Cause::System(source) }
    }

    /// Proves by what is known of `path` that it is a plain file: no folder, no pipe or device, and no link where `about` is of
    /// the link itself.
    pub(super) fn prove_plain(action: &'static str, path: &Path, about: &Metadata) -> Result<(), Self> {
        let cause = match about.file_type() {
            kind if kind.is_file() => return Ok(()),
            kind if kind.is_dir() => Cause::System(ErrorKind::IsADirectory.into()),
            kind if kind.is_symlink() => Cause::Link,
            _ => Cause::NotPlain,
        };
        Err(Self { action, path: path.to_owned(), cause })
    }

    /// A file of more than `most` bytes.
    pub(super) fn too_large(path: &Path, most: u64) -> Self {
        Self { action: "读不了", path: path.to_owned(), cause: Cause::TooLarge(most) }
    }

    /// Whether the file, or the folder it should be in, does not exist.
    pub fn is_missing(&self) -> bool {
        let is_missing = |error: &IoError| matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory);
        matches!(&self.cause, Cause::System(error) if is_missing(error))
    }

    /// The reason in Chinese, with what to do about it.
    fn reason(&self) -> (String, &'static str) {
        match &self.cause {
            Cause::System(error) => system_reason(error),
            Cause::NotPlain => {
                let remedy = if self.action == "读不了" {
                    "先存成普通文件，再写它的路径"
                } else {
                    "换一个文件名"
                };
                ("这是管道或设备，不是普通文件".to_owned(), remedy)
            }
            Cause::Link => ("这是一个链接，不往它指的地方写".to_owned(), "删去这个链接，把它指的文件放到这里"),
            Cause::TooLarge(most) => {
                (format!("超过{}MB，不像是办公文件", most / 1_000_000), "核对是不是写错了文件；确实是的，拆成几个")
            }
        }
    }
}

fn system_reason(error: &IoError) -> (String, &'static str) {
    let (reason, remedy) = match error.kind() {
        ErrorKind::NotFound => ("文件或文件夹不存在", "检查路径是否写对，网络盘是否连上"),
        ErrorKind::PermissionDenied => ("没有权限", "换一个有权限的文件夹，或请管理员放开权限"),
        ErrorKind::ReadOnlyFilesystem => ("所在的盘是只读的", "换一个可以写入的位置"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ("磁盘已满", "腾出空间以后重做一次"),
        ErrorKind::FileTooLarge => ("文件超过了系统允许的大小", "腾出空间以后重做一次"),
        ErrorKind::IsADirectory => ("这是一个文件夹，不是文件", "把这个文件夹移开或改名"),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            ("路径中有一段是文件，不是文件夹", "把这个文件移开或改名")
        }
        ErrorKind::WouldBlock => ("另一个 zlt 一直占用着记录", "等它结束以后重做一次"),
        ErrorKind::InvalidInput | ErrorKind::InvalidFilename => ("路径里有不能用的字符", "换一个路径"),
        ErrorKind::InvalidData => ("内容不是 UTF-8 文字", "用记事本打开，另存为 UTF-8 编码"),
        _ => ("", "稍后重做一次；仍不行，请把这行话发给管理员"),
    };
    match number_of(error) {
        _ if !reason.is_empty() => (reason.to_owned(), remedy),
        Some(number) => (format!("系统错误 {number}"), remedy),
        None => ("系统报告了一个没有编号的错误".to_owned(), remedy),
    }
}

/// The system's number of an error, which may be wrapped in one that tells more in English.
fn number_of(error: &IoError) -> Option<i32> {
    let mut inner = error.get_ref().map(|inner| inner as &(dyn Error + 'static));
    let mut number = error.raw_os_error();
    while let (None, Some(wrapped)) = (number, inner) {
        number = wrapped.downcast_ref::<IoError>().and_then(IoError::raw_os_error);
        inner = wrapped.source();
    }
    number
}

impl Display for FileError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> FormatResult {
        let (reason, remedy) = self.reason();
        let reason = format!("{}“{}”：{reason}", self.action, self.path.display());
        Complaint::new(reason, remedy).fmt(formatter)
    }
}

impl Error for FileError {}
