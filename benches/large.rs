//! How fast zlt is: `cargo bench`.
//!
//! Each figure is a whole process, from start to exit, on a campaign of 2,000 units and 500 activities with an entry for
//! each of the million duties, and on the founding plan. Compare `report_overdue` with `read_the_same_bytes`, and
//! `founding_duties` with `empty_clap`. The campaign is made once, in the build folder.
//!
//! For memory: `/usr/bin/time -v target/release/zlt --plan target/large/plan.toml --data target/large/data report --overdue`
//! with `ZLT_TODAY=2024-07-01`.

mod generator;

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use divan::Bencher;
use generator::{Campaign, Size, TODAY, generate, unit};

/// Given to this program by itself, to be a program that does nothing but parse a command line like zlt's.
const EMPTY: &str = "--be-empty-clap";

fn main() {
    if env::args().nth(1).as_deref() == Some(EMPTY) {
        let command = clap::Command::new("empty").arg(clap::Arg::new("rest").num_args(0..));
        divan::black_box(command.get_matches_from(env::args().skip(2)));
        return;
    }
    divan::main();
}

fn large() -> Campaign {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("large");
    if !folder.join("complete").exists() {
        let campaign = generate(&folder, Size { units: 2_000, activities: 500 }).expect("the campaign can be written");
        fs::write(folder.join("complete"), "").expect("the mark can be written");
        return campaign;
    }
    Campaign { plan: folder.join("plan.toml"), data: folder.join("data") }
}

fn run(program: &Path, arguments: &[OsString], today: &str) {
    let status = Command::new(program)
        .args(arguments)
        .env("ZLT_TODAY", today)
        .env_remove("ZLT_UNIT")
        .env("HOME", env!("CARGO_TARGET_TMPDIR"))
        .stdout(Stdio::null())
        .status()
        .expect("the program starts");
    assert!(status.success());
}

fn zlt(bencher: Bencher<'_, '_>, campaign: &Campaign, today: &str, words: &[&str]) {
    let mut arguments: Vec<OsString> =
        ["--plan".into(), campaign.plan.clone().into(), "--data".into(), campaign.data.clone().into()].to_vec();
    arguments.extend(words.iter().map(OsString::from));
    bencher.bench(|| run(Path::new(env!("CARGO_BIN_EXE_zlt")), &arguments, today));
}

#[divan::bench(sample_count = 10)]
fn report_overdue(bencher: Bencher<'_, '_>) {
    zlt(bencher, &large(), TODAY, &["report", "--overdue"]);
}

#[divan::bench(sample_count = 10)]
fn read_the_same_bytes(bencher: Bencher<'_, '_>) {
    let journals = large().data.join("large/journal");
    bencher.bench(|| {
        let files = fs::read_dir(&journals).expect("the journals are there");
        files.map(|file| fs::read(file.expect("a file").path()).expect("a journal").len()).sum::<usize>()
    });
}

#[divan::bench(sample_count = 50)]
fn one_units_duties(bencher: Bencher<'_, '_>) {
    zlt(bencher, &large(), TODAY, &["duties", "--unit", &unit(1234)]);
}

/// What Tab costs: a unit by initials among 2,000, and one of 500 activities.
#[divan::bench(sample_count = 50, args = [["--unit", "dyeszrmzf"], ["--unit", "第1234"], ["--unit", ""]])]
fn complete_a_unit(bencher: Bencher<'_, '_>, typed: &[&str; 2]) {
    let plan = large().plan;
    let mut arguments: Vec<OsString> = ["complete", "zsh", "5", "--", "zlt", "--plan"].map(OsString::from).to_vec();
    arguments.push(plan.into());
    arguments.extend(["duties", typed[0], typed[1]].map(OsString::from));
    bencher.bench(|| run(Path::new(env!("CARGO_BIN_EXE_zlt")), &arguments, TODAY));
}

/// Names are compared with names: each with each would take seconds here.
#[divan::bench(sample_count = 10)]
fn check_ten_thousand_units(bencher: Bencher<'_, '_>) {
    let plan = Path::new(env!("CARGO_TARGET_TMPDIR")).join("names.toml");
    let names: Vec<String> = (0..10_000).map(|number| format!("\"第{number:05}号村民委员会\"")).collect();
    let head = "[campaign]\nid = \"names\"\ntitle = \"名称\"\nend = 2024-09-30\n[groups]\n\"各村\" = ";
    let activity = "\n[[activity]]\nid = 1\ntitle = \"一\"\nunits = [\"各村\"]\n";
    fs::write(&plan, format!("{head}[{}]{activity}", names.join(", "))).expect("the plan can be written");
    let arguments = ["--plan".into(), plan.into(), "check".into()];
    bencher.bench(|| run(Path::new(env!("CARGO_BIN_EXE_zlt")), &arguments, TODAY));
}

/// A plan of which some five thousand things are to be told: `check` is to take four times as long as `report` at the most.
#[divan::bench(sample_count = 10, args = ["check", "report"])]
fn five_thousand_findings(bencher: Bencher<'_, '_>, command: &str) {
    let plan = Path::new(env!("CARGO_TARGET_TMPDIR")).join("findings.toml");
    let names: Vec<String> = (0..100).map(|number| format!("\"第{number:03}号村民委员会\"")).collect();
    let head = "[campaign]\nid = \"findings\"\ntitle = \"提醒\"\nend = 2024-06-30\n[groups]\n\"各村\" = ";
    // Each is due on a Saturday after the end, and takes up a section that others have followed.
    let activity = |id: usize| {
        format!(
            "[[activity]]\nid = {id}\nsection = \"{}\"\ntitle = \"第{id}件事\"\nunits = [\"各村\"]\ndue = 2024-07-06\n",
            id % 7
        )
    };
    let activities: String = (1..=1_700).map(activity).collect();
    fs::write(&plan, format!("{head}[{}]\n{activities}", names.join(", "))).expect("the plan can be written");
    let arguments = ["--plan".into(), plan.into(), command.into()];
    bencher.bench(|| run(Path::new(env!("CARGO_BIN_EXE_zlt")), &arguments, TODAY));
}

/// A ledger with a row for each of 100,000 duties.
#[divan::bench(sample_count = 3)]
fn ledger_of_a_hundred_thousand_duties(bencher: Bencher<'_, '_>) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ledger");
    let campaign = generate(&folder, Size { units: 2_000, activities: 50 }).expect("the campaign can be written");
    let file = folder.join("台账.xlsx").display().to_string();
    zlt(bencher, &campaign, TODAY, &["report", "--quiet", "-o", &file]);
}

fn founding() -> Campaign {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    Campaign { plan: root.join("plan.toml"), data: Path::new(env!("CARGO_TARGET_TMPDIR")).join("founding") }
}

#[divan::bench(sample_count = 200)]
fn founding_duties(bencher: Bencher<'_, '_>) {
    zlt(bencher, &founding(), "2024-09-12", &["duties", "--unit", "市教育局"]);
}

#[divan::bench(sample_count = 200)]
fn empty_clap(bencher: Bencher<'_, '_>) {
    let program = env::current_exe().expect("this program");
    bencher.bench(|| run(&program, &[EMPTY.into(), "empty".into(), "duties".into()], "2024-09-12"));
}
