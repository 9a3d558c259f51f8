//! A text in the editor that a person is used to.

use std::env;
use std::path::Path;
use std::process::Command;

use crate::platform::USUAL_EDITOR;
use crate::problem::Failure;

/// Whether somebody has said which editor to use; the system's usual one needs a terminal.
pub fn is_set() -> bool {
    asked_for().is_some()
}

fn asked_for() -> Option<String> {
    ["VISUAL", "EDITOR"].iter().filter_map(|name| env::var(name).ok()).find(|value| !value.trim().is_empty())
}

/// Opens a file in the editor of `VISUAL` or `EDITOR`, else in the system's usual one, and waits until it is closed.
///
/// Fails where the editor cannot be started or says that it failed.
pub fn open(path: &Path) -> Result<(), Failure> {
    let editor = asked_for().unwrap_or_else(|| USUAL_EDITOR.to_owned());
    let remedy = "用环境变量 EDITOR 换一个装了的编辑器；或直接改方案文件，再用 zlt check 检查";
    let failure = |reason: String| Err(Failure::new(reason, remedy));
    // A path with blanks in it that nobody has quoted is meant as a whole.
    let words = if Path::new(&editor).is_file() { Some(vec![editor.clone()]) } else { shlex::split(&editor) };
    let Some((program, options)) = words.and_then(|words| Some((words.first()?.clone(), words[1..].to_vec()))) else {
        return failure(format!("编辑器“{editor}”的写法不对，引号没有收尾"));
    };
    match Command::new(program).args(options).arg(path).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => failure(format!("编辑器“{editor}”没有正常结束，方案没有改动")),
        Err(_) if editor.contains(' ') => {
            failure(format!("打不开编辑器“{editor}”；路径里有空格的，用引号把路径括起来"))
        }
        Err(_) => failure(format!("打不开编辑器“{editor}”")),
    }
}
