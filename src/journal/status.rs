//! What a unit last said of a duty.

use serde::Serialize;
use strum::VariantArray;

/// What a unit last said of a duty. Not the same as how the duty stands: that takes a day and a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, VariantArray)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// 未反馈: nothing yet, which is never the same as not begun.
    #[default]
    Unreported,
    /// 未开展: reopened.
    Todo,
    /// 推进中
    Doing,
    /// 已完成
    Done,
    /// 不涉及
    Waived,
}

impl Status {
    /// All that a unit can say of a duty.
    pub const ALL: &'static [Self] = Self::VARIANTS;
}
