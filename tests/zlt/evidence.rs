//! Evidence: files kept with what is recorded.

use std::fs;
use std::path::PathBuf;

use serde_json::json;

use crate::support::Campaign;

/// A founding campaign with two pictures and a copy of the first.
fn with_pictures() -> Campaign {
    let campaign = Campaign::founding();
    fs::create_dir(campaign.work().join("照片")).unwrap();
    for (name, content) in [("一.jpg", "abc"), ("二.JPG", "def"), ("一（副本）.jpg", "abc")] {
        fs::write(campaign.work().join("照片").join(name), content).unwrap();
    }
    campaign
}

fn kept(campaign: &Campaign) -> Vec<PathBuf> {
    let listing = fs::read_dir(campaign.records().join("evidence")).into_iter().flatten();
    let mut kept: Vec<PathBuf> = listing.map(|file| file.unwrap().path()).collect();
    // What is still being copied has no name of its own.
    kept.retain(|path| !path.file_name().unwrap().to_string_lossy().starts_with(".zlt-"));
    kept.sort();
    kept
}

#[test]
fn pictures_are_kept_by_their_hash_and_named_by_the_entry() {
    let campaign = with_pictures();
    let shown = campaign.out("done 7 --unit 市教育局 --file '照片/*'");
    assert!(shown.contains("共2个文件"), "one content is kept once: {shown}");
    let names: Vec<String> =
        kept(&campaign).iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    // FIPS 180-2, appendix B.1, and as `sha256sum` says.
    assert_eq!(
        names,
        [
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.jpg",
            "cb8379ac2098aa165029e3938a51da0bcecfc008fd6795f401178647f96c5b34.jpg"
        ]
    );
    let duty = campaign.json("show 7 --unit 市教育局")["duties"][0].clone();
    assert_eq!((&duty["files"], &duty["reports"][0]["files"][1]["name"]), (&json!(2), &json!("二.JPG")));
    campaign.out("undo --unit 市教育局");
    assert_eq!(kept(&campaign).len(), 2, "what was taken back is kept");
    assert_eq!(campaign.json("duties --unit 市教育局")["duties"][6]["files"], 0);
}

#[test]
fn start_note_and_receive_take_pictures_too() {
    let campaign = with_pictures();
    for words in [
        "start 7 --unit 市教育局 --file 照片/一.jpg",
        "note 7 --unit 市教育局 --file 照片/二.JPG",
        "receive 7 总结 --unit 市教育局 --file 照片/一.jpg 照片/二.JPG",
    ] {
        campaign.out(words);
    }
    assert_eq!(
        campaign.json("show 7 --unit 市教育局")["duties"][0]["files"],
        2,
        "a file that is kept twice counts once"
    );
}

#[test]
fn nothing_is_copied_where_nothing_is_recorded() {
    let campaign = with_pictures();
    for (words, status) in [
        ("done 7 --unit 市教育局 --file 照片/一.jpg --dry-run", 0),
        ("done 70 --unit 市教育局 --file 照片/一.jpg", 2),
        ("done 7 --unit 市教育局 --on 9-31 --file 照片/一.jpg", 2),
        ("done 7 --unit 市教育局 --file 照片", 2),
        ("done 7 --unit 市教育局 --file 没有.jpg", 2),
        ("done 7 --unit 市教育局 --file '照片/*.png'", 2),
    ] {
        let ran = campaign.run(words);
        assert_eq!(ran.status, status, "{words}\n{ran}");
        assert!(kept(&campaign).is_empty(), "{words}");
    }
    assert_eq!(campaign.journal("市教育局"), "");
}

/// A pipe would keep one waiting for ever.
#[cfg(unix)]
#[test]
fn no_pipe_is_taken_for_a_picture() {
    let campaign = with_pictures();
    let made = std::process::Command::new("mkfifo").arg(campaign.work().join("管道")).status().unwrap();
    assert!(made.success());
    let ran = campaign.run("done 7 --unit 市教育局 --file 管道");
    assert!(ran.status == 2 && ran.stderr.contains("不是普通文件"), "{ran}");
}

/// Somebody else holds the lock: the evidence is copied, the entry is not written yet, and power fails.
#[cfg(unix)]
#[test]
fn killed_between_copying_and_recording_nothing_is_half() {
    let campaign = with_pictures();
    campaign.out("start 7 --unit 市教育局");
    let before = campaign.journal("市教育局");
    let lock = fs::OpenOptions::new().write(true).open(campaign.records().join(".lock")).unwrap();
    lock.lock().unwrap();
    let mut typed = campaign.command("done 7 --unit 市教育局 --file 照片/一.jpg 照片/二.JPG").spawn().unwrap();
    let until = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while kept(&campaign).len() < 2 && std::time::Instant::now() < until {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    typed.kill().unwrap();
    typed.wait().unwrap();
    lock.unlock().unwrap();
    assert_eq!(campaign.journal("市教育局"), before, "no entry");
    let checked = campaign.run("check --evidence");
    assert_eq!(checked.status, 0, "whole, and only named by nobody: {checked}");
    assert_eq!(checked.stdout.matches("没有哪条记录提到这个佐证文件").count(), 2, "{checked}");
    campaign.out("done 7 --unit 市教育局 --file 照片/一.jpg 照片/二.JPG");
    assert!(!campaign.run("check --evidence").stdout.contains("佐证"), "typed again, all is well");
}

#[test]
fn evidence_leaves_by_unit_and_activity_under_its_own_name() {
    let campaign = with_pictures();
    campaign.out("done 7 --unit 市教育局 --file 照片/一.jpg");
    fs::write(campaign.work().join("照片/一.jpg"), "ghi").unwrap();
    campaign.out("note 7 --unit 市教育局 --file 照片/一.jpg");
    let copied = campaign.run("report 佐证 -o 佐证/");
    assert!(copied.stderr.contains("2个文件中的2个") && copied.stderr.contains("拍摄地点"), "{copied}");
    let read = |name: &str| fs::read_to_string(campaign.work().join("佐证/市教育局/第7项").join(name)).unwrap();
    assert_eq!([read("一.jpg"), read("一-2.jpg")], ["abc", "ghi"]);
    assert!(
        campaign.run("report 佐证 -o 佐证/").stderr.contains("2个文件中的0个，2个已经在那里"),
        "what is there is left as it is"
    );
}

/// Nobody is blamed for having sent no picture, unless the plan asks for them; and then only where one looks for it.
#[test]
fn what_is_done_without_evidence_is_listed_where_the_plan_asks_for_it() {
    let campaign = with_pictures();
    campaign.out("done 7 --unit 市教育局");
    assert!(!campaign.out("report 佐证").contains("还没有佐证的"));
    campaign.edit_plan("[campaign]\n", "[campaign]\nevidence = true\n");
    assert!(campaign.out("report 佐证").contains("已完成、还没有佐证的（1项次）"));
    assert_eq!(campaign.json("report 佐证")["lacking"], json!([{ "activity": "7", "unit": "市教育局" }]));
    for page in ["report 通报", "report 台账", "report"] {
        assert!(!campaign.out(page).contains("还没有佐证"), "{page}");
    }
    campaign.out("note 7 --unit 市教育局 --file 照片/一.jpg");
    assert_eq!(campaign.json("report 佐证")["lacking"], json!([]));
}

/// Where nobody can look, nothing is said to be lost.
#[test]
fn a_folder_that_cannot_be_listed_is_not_taken_for_an_empty_one() {
    let campaign = with_pictures();
    campaign.out("done 7 --unit 市教育局 --file 照片/一.jpg");
    let folder = kept(&campaign)[0].parent().unwrap().to_owned();
    fs::rename(&folder, folder.with_extension("away")).unwrap();
    fs::write(&folder, "").unwrap();
    let ran = campaign.run("check");
    assert!(ran.status == 1 && ran.stdout.contains("佐证文件夹读不了"), "{ran}");
    assert!(!ran.stdout.contains("不在记录文件夹里"), "{ran}");
}
