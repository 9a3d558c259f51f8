//! What becomes of what was said, where the office or a unit waits for the other.

use super::{Receipt, SHOWN};
use crate::duties::change::Written;
use crate::journal::Kind;
use crate::views::parts::office::{materials_words, request_word, until_words};
use crate::views::parts::words::item;

impl Receipt<'_, '_> {
    /// Whether requests are turned down, and nothing that was done.
    pub(super) fn turns_down(&self) -> bool {
        self.decision.written.iter().all(|written| written.entry.wants.is_some())
    }

    /// What becomes of what was said, where the office or a unit waits for the other.
    pub(super) fn outlook(&self) -> Vec<String> {
        let plan = self.asked.duties.plan;
        let office = plan.campaign.coordinator.as_deref().unwrap_or("牵头汇总的单位");
        let Some(first) = self.decision.written.first() else { return Vec::new() };
        let today = self.asked.duties.as_of;
        let until = until_words(&first.entry, today);
        match (self.change.said.kind, self.change.said.wants) {
            (Kind::Ask, Some(wants)) => {
                let until = until.unwrap_or_else(|| request_word(wants).to_owned());
                vec![format!("{until}：等{office}答复；答复以前，时限和办理状态不变。")]
            }
            (Kind::Return, _) => {
                let turned_down = self.decision.written.iter().filter_map(|written| self.turned_down(written));
                until.into_iter().map(|until| format!("{until}。")).chain(turned_down.take(SHOWN)).collect()
            }
            (Kind::Receive, _) => {
                self.decision.written.iter().take(SHOWN).map(|written| self.materials(written)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Which request was turned down, where the unit has made two.
    fn turned_down(&self, Written { duty, entry, after }: &Written<'_, '_>) -> Option<String> {
        let (wants, left) = (entry.wants?, after.request()?);
        let name = format!("{}{}", self.asked.duties.unit(duty), item(&duty.activity.id));
        let (word, left) = (request_word(wants), request_word(left.wants));
        Some(format!("{name}：这次退回的是“{word}”；“{left}”还没有答复。"))
    }

    /// What of a duty's materials came just now, and what is still missing.
    fn materials(&self, Written { duty, entry, after }: &Written<'_, '_>) -> String {
        let name = format!("{}{}", self.asked.duties.unit(duty), item(&duty.activity.id));
        let missing = duty.missing_materials_after(after);
        let received = materials_words(entry).unwrap_or_default();
        match missing.as_slice() {
            [] if duty.activity.deliver.is_empty() => format!("{name}：{received}。"),
            [] => format!("{name}：{received}；要交的都齐了。"),
            missing if entry.received.is_empty() => format!("{name}：还缺{}。", missing.join("、")),
            missing => {
                let received = received.split('；').next().unwrap_or_default();
                format!("{name}：{received}；还缺{}。", missing.join("、"))
            }
        }
    }
}
