//! Makes a large campaign: a plan, and a journal entry for every duty, in the shape that zlt writes them.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};

/// How large a campaign is.
#[derive(Clone, Copy)]
pub struct Size {
    pub units: usize,
    pub activities: usize,
}

/// A campaign on disk.
pub struct Campaign {
    pub plan: PathBuf,
    pub data: PathBuf,
}

/// The day on which about half of the activities are past their due day.
pub const TODAY: &str = "2024-07-01";

/// How many of a hundred duties have only been started; the others are done. With half of the activities past their due
/// day, one duty in a hundred is overdue.
const STARTED_IN_A_HUNDRED: usize = 2;

/// The name of a unit.
pub fn unit(number: usize) -> String {
    format!("第{number:04}号镇人民政府")
}

/// Writes the campaign into a folder.
pub fn generate(folder: &Path, size: Size) -> io::Result<Campaign> {
    let data = folder.join("data");
    let journals = data.join("large/journal");
    fs::create_dir_all(&journals)?;
    fs::write(data.join("large/campaign.json"), r#"{"title":"大型专项工作","document":"试〔2024〕1号"}"#)?;
    let plan = folder.join("plan.toml");
    fs::write(&plan, plan_text(size))?;
    for number in 0..size.units {
        fs::write(journals.join(format!("{}.jsonl", unit(number))), journal_text(number, size))?;
    }
    Ok(Campaign { plan, data })
}

fn title(activity: usize) -> String {
    format!("开展“第{activity}号重点工作”系列宣传活动")
}

fn plan_text(size: Size) -> String {
    let mut text = String::from(
        "[campaign]\nid = \"large\"\ntitle = \"大型专项工作\"\ndocument = \"试〔2024〕1号\"\nstart = 2024-01-01\nend = 2024-12-31\n\n[groups]\n",
    );
    let of_a_hundred: Vec<usize> = (0..size.units.div_ceil(100)).collect();
    for group in &of_a_hundred {
        let members = (group * 100..(group * 100 + 100).min(size.units)).map(|number| format!("\"{}\"", unit(number)));
        let _ = writeln!(text, "\"第{group}片\" = [{}]", members.collect::<Vec<_>>().join(", "));
    }
    let groups: Vec<String> = of_a_hundred.iter().map(|group| format!("\"第{group}片\"")).collect();
    let _ = writeln!(text, "\"各乡镇\" = [{}]\n", groups.join(", "));
    for activity in 1..=size.activities {
        let due = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default()
            + Days::new((activity * 365 / size.activities) as u64);
        let _ = writeln!(
            text,
            "[[activity]]\nid = {activity}\nsection = \"（{}）重点工作\"\ntitle = \"{}\"\nunits = [\"各乡镇\"]\ndue = {due}\n",
            activity % 10,
            title(activity)
        );
    }
    text
}

fn journal_text(unit_number: usize, size: Size) -> String {
    let mut text = String::new();
    for activity in 1..=size.activities {
        let serial = unit_number * size.activities + activity;
        let kind = if (serial * 37) % 100 < STARTED_IN_A_HUNDRED { "start" } else { "done" };
        let _ = writeln!(
            text,
            r#"{{"id":"0191e7aa-6f92-7cfd-a6cc-{serial:012x}","command":"0191e7aa-6f92-736f-b511-{serial:012x}","machine":"z3cs","at":"2024-01-02T{:02}:{:02}:{:02}.{:03}+08:00","unit":"{}","activity":"{activity}","title":"{}","kind":"{kind}","on":"2024-01-02"}}"#,
            8 + serial / 200_000,
            serial / 3600 % 60,
            serial / 60 % 60,
            serial % 1000,
            unit(unit_number),
            title(activity),
        );
    }
    text
}
