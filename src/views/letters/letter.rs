//! What official letters have in common: what they rest on, whom to answer, who signs.

use chrono::NaiveDate;

use crate::day;
use crate::document::{Block, Side};
use crate::plan::Campaign;

/// What a letter rests on: `按照…工作方案（扎民委字〔2024〕32号）`.
pub fn basis(campaign: &Campaign) -> String {
    let number = campaign.document.as_ref().map(|number| format!("（{number}）")).unwrap_or_default();
    format!("按照{}工作方案{number}", campaign.title.trim_end_matches("工作方案"))
}

/// Whom to tell: `反馈至市民委`; `反馈` where the plan names no office that keeps track.
pub fn report_to(campaign: &Campaign) -> String {
    campaign.coordinator.as_ref().map_or("反馈".to_owned(), |office| format!("反馈至{office}"))
}

/// Who signs, where anybody is known to, and on which day.
pub fn signed<'t>(signer: Option<&str>, day: NaiveDate) -> Vec<Block<'t>> {
    let signer = signer.map(|signer| Block::Line(signer.to_owned().into(), Side::End));
    signer.into_iter().chain([Block::Line(day::plain(day).into(), Side::End)]).collect()
}
