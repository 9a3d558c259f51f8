//! Prefixes that a list leaves out: in 市委宣传部、统战部 the second is 市委统战部.

use super::offices::SEATS;

/// Whether a name has a place of its own in it: 河东区教育局, but not 城市管理局.
fn has_own_place(name: &str) -> bool {
    const NO_PLACES: [&str; 8] = ["城乡", "城市", "社区", "市场", "市政", "区域", "乡村", "乡镇"];
    let name = NO_PLACES.iter().fold(name.to_owned(), |name, word| name.replace(word, ""));
    name.contains(['市', '县', '区', '旗', '镇', '乡'])
}

/// The name with the seat of the one before it, where it has none of its own and is an office such as seats have.
pub fn with_prefix(before: &str, name: &str) -> Option<String> {
    const PARTY: [&str; 12] = [
        "宣传部",
        "统战部",
        "组织部",
        "政法委",
        "社会工作部",
        "社工部",
        "编办",
        "网信办",
        "党校",
        "巡察办",
        "老干部局",
        "直属机关工委",
    ];
    if PARTY.contains(&name) {
        // Whatever stands before another organ of the party: 市委, 师市党委, 甲市委.
        let committee = PARTY.iter().find_map(|organ| before.strip_suffix(organ)).filter(|rest| rest.ends_with('委'));
        let seat = SEATS.iter().filter(|seat| seat.ends_with('委')).find(|seat| before.starts_with(**seat));
        return committee.or(seat.copied()).map(|committee| format!("{committee}{name}"));
    }
    let seat = SEATS.iter().find(|seat| before.starts_with(**seat)).filter(|_| has_seat(before))?;
    let is_seated = has_seat(name) || name.starts_with(['各', '团', '驻', '中', '国']);
    if is_seated || has_own_place(name) || name.starts_with("相关") || name.contains("有关") {
        return None;
    }
    let is_office = ["局", "委", "办", "总工会", "妇联", "残联", "工商联", "法院", "检察院"]
        .iter()
        .any(|ending| name.ends_with(ending));
    const SHORT: usize = 3;
    let is_of_town = ["街道", "镇"].contains(seat)
        && name.chars().count() <= SHORT
        && ["所", "站", "队"].iter().any(|ending| name.ends_with(ending));
    let is_office = is_office || is_of_town;
    let place = seat.trim_end_matches('委');
    is_office.then(|| format!("{place}{name}"))
}

/// Whether a name begins with the seat of an office; 市场监督管理局 and 市政公用事业局 do not.
pub fn has_seat(name: &str) -> bool {
    const NO_SEATS: [&str; 7] = ["市场", "市容", "市政公用", "市政管理", "市政工程", "市政设施", "区域"];
    SEATS.iter().any(|seat| name.starts_with(seat)) && !NO_SEATS.iter().any(|word| name.starts_with(word))
}
