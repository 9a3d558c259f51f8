//! What is between a unit and the office, in words: requests, reviews, materials.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::Serialize;

use crate::day;
use crate::duties::Duty;
use crate::journal::material::Material;
use crate::journal::{Entry, Evidence, Review, Want};
use crate::mask::masked;

/// The word on screen for the office's word on what was reported.
pub fn review_word(review: Review) -> &'static str {
    match review {
        Review::Waiting => "待审核",
        Review::Accepted => "已销号",
        Review::Returned => "已退回",
    }
}

/// What is between a unit and the office: what it asks for, else the office's word on its work, else what became of what it asked
/// for; empty where there is nothing of it.
pub fn office_word(duty: &Duty<'_>) -> &'static str {
    match (duty.state.request(), duty.review()) {
        (Some(request), _) => request_word(request.wants),
        (None, Some(Review::Accepted)) if duty.state.since_acceptance() > 0 => "销号后又有反馈",
        (None, Some(review)) => review_word(review),
        (None, None) => answer_word(duty),
    }
}

/// What became of what the unit asked for last.
fn answer_word(duty: &Duty<'_>) -> &'static str {
    match duty.state.turned_down() {
        Some(Want::Waive) => "不涉及未同意",
        _ if duty.is_extended() => "已延期",
        Some(Want::Extend) => "延期未同意",
        Some(Want::Unknown) | None => "",
    }
}

/// The last word on each material of a duty: `总结（纸质）、照片；缺电子版`.
pub fn materials_of(duty: &Duty<'_>) -> String {
    let (came, missing) = (materials_words_of(duty), duty.missing_materials());
    let missing = (!missing.is_empty()).then(|| format!("缺{}", missing.join("、")));
    let words: Vec<String> = (!came.is_empty()).then_some(came).into_iter().chain(missing).collect();
    words.join("；")
}

/// The materials of a duty that have come, each with how: `总结（纸质）、照片`.
pub fn materials_words_of(duty: &Duty<'_>) -> String {
    let known = duty.state.materials().into_iter().flatten();
    let came = known.filter(|(_, material)| material.has_come);
    let how = |how: &str| if how.is_empty() { String::new() } else { format!("（{}）", masked(how)) };
    came.map(|(name, material)| format!("{name}{}", how(&material.how))).collect::<Vec<_>>().join("、")
}

/// The word on screen for what a unit asks for.
pub fn request_word(wants: Want) -> &'static str {
    match wants {
        Want::Waive => "申请不涉及",
        Want::Extend => "申请延期",
        Want::Unknown => "申请",
    }
}

/// What an entry says of materials: `收到总结、照片（纸质）；缺电子版`; `None` where it says nothing of any.
pub fn materials_words(entry: &Entry<'_>) -> Option<String> {
    let how = if entry.how.is_empty() { String::new() } else { format!("（{}）", masked(&entry.how)) };
    let received = (!entry.received.is_empty()).then(|| format!("收到{}{how}", entry.received.join("、")));
    let missing = (!entry.missing.is_empty()).then(|| format!("缺{}", entry.missing.join("、")));
    let words: Vec<String> = received.into_iter().chain(missing).collect();
    (!words.is_empty()).then(|| words.join("；"))
}

/// What an entry says of days to come: `重做到10月8日`, `申请延到10月8日`.
pub fn until_words(entry: &Entry<'_>, today: NaiveDate) -> Option<String> {
    let redo = entry.redo.map(|day| format!("重做到{}", day::brief(today, day)));
    redo.or_else(|| entry.until.map(|day| format!("申请延到{}", day::brief(today, day))))
}

/// What waits, in a sentence, with where to look: `待答复的申请2项次，待审核5项次`; `None` where nothing does.
pub fn pending_words<'d, 'p: 'd>(duties: impl Iterator<Item = &'d Duty<'p>> + Clone) -> Option<String> {
    let requests = duties.clone().filter(|duty| duty.state.request().is_some()).count();
    let waiting = duties.filter(|duty| duty.review() == Some(Review::Waiting)).count();
    let requests = (requests > 0).then(|| format!("待答复的申请{requests}项次"));
    let words: Vec<String> =
        requests.into_iter().chain((waiting > 0).then(|| format!("待审核{waiting}项次"))).collect();
    (!words.is_empty()).then(|| words.join("，"))
}

/// Kept files in words: `现场.jpg、小结.docx，共2个文件（3.4MB）`.
pub fn files_words<'e>(files: impl IntoIterator<Item = &'e Evidence>) -> String {
    const SHOWN: usize = 3;
    let files: Vec<&Evidence> = files.into_iter().collect();
    let bytes = files.iter().fold(0u64, |sum, file| sum.saturating_add(file.bytes));
    let names: Vec<Cow<'_, str>> = files.iter().take(SHOWN).map(|file| masked(&file.name)).collect();
    let more = if files.len() > SHOWN { "等" } else { "" };
    format!("{}{more}，共{}个文件（{}）", names.join("、"), files.len(), size_words(bytes))
}

/// A size in words: `35KB`, `3.4MB`.
fn size_words(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes}字节"),
        1_000..1_000_000 => format!("{}KB", bytes / 1_000),
        _ => format!("{:.1}MB", bytes as f64 / 1e6),
    }
}

/// The last word on a material as JSON has it.
#[derive(Serialize)]
pub struct MaterialPromise<'d> {
    name: &'d str,
    has_come: bool,
    how: Cow<'d, str>,
    on: NaiveDate,
}

impl<'d> MaterialPromise<'d> {
    /// The materials of a duty.
    pub fn all_of(duty: &'d Duty<'_>) -> Vec<Self> {
        let known = duty.state.materials().into_iter().flatten();
        let promise = |name: &'d str, material: &'d Material| Self {
            name,
            has_come: material.has_come,
            how: masked(&material.how),
            on: material.on,
        };
        known.map(|(name, material)| promise(name, material)).collect()
    }
}
