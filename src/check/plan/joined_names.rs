//! Several units within one pair of quotes.

use crate::check::Finding;
use crate::plan::Plan;

/// Finds units whose names hold a separator outside of parentheses, as when a list is pasted from a notice in one piece.
/// 市交通委（市道运局、市港航局） is one unit.
pub fn look(plan: &Plan) -> Vec<Finding> {
    let units = plan.units.units.iter().zip(&plan.places.units);
    let joined = units.filter(|(unit, _)| is_joined(&unit.name));
    joined
        .map(|(unit, place)| {
            let reason = format!("“{}”像是几个单位写在了一对引号里，现在只算一个单位", unit.name);
            Finding::in_plan(place, reason, "每个单位单独加引号，中间用英文逗号隔开；确实是一个单位，不用改")
        })
        .collect()
}

fn is_joined(name: &str) -> bool {
    let mut depth = 0usize;
    name.chars().any(|character| {
        match character {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && "、，,；;".contains(character)
    })
}
