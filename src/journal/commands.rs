//! In which order commands were typed on each machine, and how much each was to write.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::entry::Entry;
use crate::files::FileError;
use crate::files::read::open;

/// One command, as a line of its machine's file; written before its entries are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommandLine<'t> {
    /// Its number: the first command of the machine is 1.
    pub n: u64,
    /// Its id, which its entries share.
    #[serde(borrow)]
    pub command: Cow<'t, str>,
    /// How many entries it was to write.
    pub of: usize,
    /// The units it is about.
    #[serde(borrow, default)]
    pub units: Vec<Cow<'t, str>>,
}

impl<'t> CommandLine<'t> {
    /// The line of a command that writes these entries.
    pub fn of(n: u64, entries: &'t [Entry<'_>]) -> Option<Self> {
        let command = entries.first()?.command.as_ref().into();
        let units: BTreeSet<&str> = entries.iter().map(|entry| entry.unit.as_ref()).collect();
        Some(Self { n, command, of: entries.len(), units: units.into_iter().map(Cow::Borrowed).collect() })
    }
}

/// The commands of one machine.
#[derive(Clone, Debug)]
pub struct MachineCommands<'t> {
    /// The machine's id.
    pub machine: &'t str,
    /// In the order in which they were typed.
    pub lines: Vec<CommandLine<'t>>,
}

/// The commands of all machines.
#[derive(Clone, Debug, Default)]
pub struct Commands<'t> {
    /// Machine by machine.
    pub machines: Vec<MachineCommands<'t>>,
    /// The lines that are none, by machine and number, counted from 1; what broke off is no more than that.
    pub garbled: Vec<(&'t str, usize)>,
    /// By the command's id, its machine and number.
    numbers: HashMap<Cow<'t, str>, (&'t str, u64)>,
}

/// The content of the file of a machine, not taken apart yet.
#[derive(Clone, Debug)]
pub struct MachineText {
    /// The machine's id.
    pub machine: String,
    /// The content, which need not be sound.
    pub text: Vec<u8>,
}

impl<'t> Commands<'t> {
    /// Takes the files of machines apart; a line that is none is passed over, for its command has the label of one without.
    pub fn read(texts: &'t [MachineText]) -> Self {
        let mut commands = Self::default();
        for MachineText { machine, text } in texts {
            let mut lines = Vec::new();
            for (number, line) in numbered(text) {
                match line {
                    Ok(line) => lines.push(line),
                    Err(error) if error.is_eof() => {}
                    Err(_) => commands.garbled.push((machine, number)),
                }
            }
            lines.sort_by_key(|line| line.n);
            for line in &lines {
                commands.numbers.entry(line.command.clone()).or_insert((machine, line.n));
            }
            commands.machines.push(MachineCommands { machine, lines });
        }
        commands
    }

    /// The label of the command that wrote an entry: `k3f9w2xz-12`; where no line tells its number, with the end of its id
    /// in that place.
    pub fn label(&self, entry: &Entry<'_>) -> String {
        let id = command_of(entry);
        match self.numbers.get(id) {
            Some((machine, n)) => format!("{machine}-{n}"),
            None => format!("{}-{}", entry.machine, ending(id)),
        }
    }

    /// The number of the command that wrote an entry, on its machine; `None` where no line tells of it.
    pub fn number(&self, entry: &Entry<'_>) -> Option<u64> {
        self.numbers.get(command_of(entry)).map(|(_, n)| *n)
    }

    /// The units that the command of a label is about; `None` where no line tells of it.
    pub fn units(&self, label: &str) -> Option<&[Cow<'t, str>]> {
        let (machine, n) = label.rsplit_once('-')?;
        Some(&self.line(machine, n.parse().ok()?)?.units)
    }

    /// The line of a command.
    pub fn line(&self, machine: &str, n: u64) -> Option<&CommandLine<'t>> {
        self.of(machine).iter().find(|line| line.n == n)
    }

    /// The commands of one machine in the order in which they were typed.
    pub fn of(&self, machine: &str) -> &[CommandLine<'t>] {
        self.machines.iter().find(|own| own.machine == machine).map_or(&[], |own| &own.lines)
    }
}

/// A label as it was typed; a number alone is one of this machine.
pub fn full_label(typed: &str, machine: &str) -> String {
    let number = typed.trim_start_matches('0');
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { format!("{machine}-{number}") } else { typed.to_owned() }
}

/// A label as it is shown on a machine: its own by their numbers alone.
pub fn brief_label<'l>(label: &'l str, machine: &str) -> &'l str {
    let number = label.strip_prefix(machine).and_then(|rest| rest.strip_prefix('-'));
    number.filter(|number| number.len() < 6 && number.bytes().all(|byte| byte.is_ascii_digit())).unwrap_or(label)
}

/// The id of the command that wrote an entry; one that another program wrote without is a command of its own.
pub fn command_of<'e>(entry: &'e Entry<'_>) -> &'e str {
    if entry.command.is_empty() { &entry.id } else { &entry.command }
}

/// The last six letters of an id, which tell it from others; its first are the clock's.
fn ending(id: &str) -> &str {
    id.char_indices().rev().nth(5).map_or(id, |(at, _)| &id[at..])
}

/// The lines that are not empty, each with its number, counted from 1.
fn numbered(text: &[u8]) -> impl Iterator<Item = (usize, Result<CommandLine<'_>, serde_json::Error>)> {
    let lines = (1..).zip(text.split(|byte| *byte == b'\n')).filter(|(_, line)| !line.is_empty());
    lines.map(|(number, line)| (number, serde_json::from_slice(line)))
}

/// The newest line of a machine's file, reading no more of it than is needed; `None` where there is none.
///
/// Gives it with its text.
pub fn newest(path: &Path) -> Result<Option<CommandLine<'static>>, FileError> {
    const TAIL: u64 = 1 << 16;
    let failed = || FileError::on("读不了", path);
    let (mut file, about) = open(path)?;
    for start in [about.len().saturating_sub(TAIL), 0] {
        file.seek(SeekFrom::Start(start)).map_err(failed())?;
        let mut text = Vec::new();
        file.read_to_end(&mut text).map_err(failed())?;
        if let Some(line) = numbered(&text).filter_map(|(_, line)| line.ok()).max_by_key(|line| line.n) {
            return Ok(Some(line.into_owned()));
        }
    }
    Ok(None)
}

impl CommandLine<'_> {
    fn into_owned(self) -> CommandLine<'static> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        CommandLine {
            n: self.n,
            command: owned(self.command),
            of: self.of,
            units: self.units.into_iter().map(owned).collect(),
        }
    }
}
