//! Which duties a command has left alone, and why.

use indexmap::IndexMap;

use super::{Receipt, brief};
use crate::duties::change::Untouched;
use crate::journal::Kind;
use crate::views::parts::words::item;

impl Receipt<'_, '_> {
    /// One sentence for each reason why duties were left alone.
    pub(super) fn untouched(&self) -> Vec<String> {
        let mut named: IndexMap<Untouched, Vec<String>> = IndexMap::new();
        for (duty, reason) in &self.decision.untouched {
            let name = format!("{}{}", self.asked.duties.unit(duty), item(&duty.activity.id));
            named.entry(*reason).or_default().push(name);
        }
        let sentence = |(reason, names): (Untouched, Vec<String>)| {
            format!("没有改动{}项次（{}）：{}", names.len(), reason_words(reason, self.change.said.kind), brief(&names))
        };
        named.into_iter().map(sentence).collect()
    }
}

fn reason_words(reason: Untouched, kind: Kind) -> &'static str {
    match reason {
        Untouched::Done if kind != Kind::Done => "已经完成；要改先用 zlt reopen 重新打开，登错了的用 zlt undo 撤销",
        Untouched::Done => {
            "已经完成；又做了一次的，单独写它的编号、加上 --note、--count 或 --on 再登记，会加上去；没有做完的用 zlt reopen 重新打开"
        }
        Untouched::Waived => "已登记为不涉及；要改先用 zlt reopen 重新打开",
        Untouched::Same => "本来就是这样；只补一句话用 zlt note",
        Untouched::Repeated => "一模一样的已经登记过；确实又有一次的，用 --note 写明是哪一次",
        Untouched::Uncorrected => {
            "更正以后和原来一样；把要改的写上，例如 --on、--note、--count，没有做完的用 zlt reopen 重新打开"
        }
        Untouched::Unreported => "还没有反馈，不需要重新打开",
        Untouched::NotWaiting => "还没有报完成，没有可销号的",
        Untouched::Accepted => "已经销号；不该销的用 zlt return 退回",
        Untouched::NothingToReturn => "没有报完成，也没有待答复的申请，没有可退回的",
    }
}
