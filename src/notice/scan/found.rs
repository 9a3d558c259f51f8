//! An activity as a notice has it, for a person to review.

use super::festivals::{Festival, festivals};
use super::outline::closed;
use crate::notice::page::brackets::bracketed;
use crate::notice::page::paragraphs::Paragraph;
use crate::notice::phrase::due::{Calendar, Due, in_text, labelled};
use crate::notice::phrase::duty_list::{DutyList, optional_units};
use crate::notice::phrase::names::Listed;
use crate::plan::Role;

/// An activity as a notice has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The number of the line it begins on.
    pub line: usize,
    /// The printed numbers of the headings above it and its own, the highest first; empty where it has none.
    pub numbers: Vec<u32>,
    /// Its number in the plan.
    pub id: String,
    /// The number that an earlier activity has too, where it was changed for that.
    pub repeats: Option<String>,
    /// The heading it stands under.
    pub section: Option<String>,
    /// What is to be done: the first sentence.
    pub title: String,
    /// What else is said of it.
    pub detail: Option<String>,
    /// Who does it, in printed order, each with its role.
    pub units: Vec<(Role, Listed)>,
    /// The names among them that take part at will.
    pub optional: Vec<String>,
    /// By when.
    pub due: Due,
    /// The festivals it is tied to.
    pub festivals: Vec<Festival>,
    /// What is to be handed in, and where.
    pub deliverable: Option<String>,
    /// Other labelled values.
    pub extra: Vec<(String, String)>,
    /// What stands among the units and may be none.
    pub odd: Vec<String>,
    /// Whether its list is never closed.
    pub is_unclosed: bool,
    /// The paragraphs it is made of.
    pub paragraphs: Vec<Paragraph>,
}

impl Found {
    /// An activity out of its text and duty list.
    ///
    /// `first_leads`: the notice states that of the units named first each has the lead.
    pub fn of(text: &str, list: Option<DutyList>, calendar: Calendar, first_leads: bool) -> Self {
        let list = list.unwrap_or_else(|| DutyList { rest: text.to_owned(), ..DutyList::default() });
        let (title, detail) = title_and_detail(&list.rest);
        let mut found = Self {
            festivals: festivals(&title, &list.rest, calendar.issued),
            title,
            detail,
            due: due(&list, calendar),
            is_unclosed: list.is_unclosed,
            odd: list.odd,
            extra: list.extra,
            units: list.units,
            ..Self::default()
        };
        if first_leads
            && !list.names_lead
            && let Some((role, _)) = found.units.first_mut()
        {
            *role = Role::Lead;
        }
        found.take_optional(optional_units(text));
        found
    }

    fn take_optional(&mut self, at_will: Vec<Listed>) {
        for listed in at_will {
            if !self.units.iter().any(|(_, known)| known.name == listed.name) {
                self.units.push((Role::Member, listed.clone()));
            }
            self.optional.push(listed.name);
        }
    }
}

/// The deadline behind its label, else among the units, else in the text.
fn due(list: &DutyList, calendar: Calendar) -> Due {
    match (&list.due, list.deadlines.is_empty()) {
        (Some(printed), _) => labelled(printed, calendar),
        (None, false) => labelled(&list.deadlines.join("，"), calendar),
        (None, true) => in_text(&list.rest, calendar),
    }
}

/// The first sentence as the title, and the rest.
///
/// A heading that a colon ends is a title too; of a very long sentence the title is the first clause, and the whole is kept.
pub fn title_and_detail(text: &str) -> (String, Option<String>) {
    const LONGEST: usize = 60;
    const LONGEST_HEADING: usize = 15;
    let text = text.trim().trim_start_matches(['。', '，', '、', '；']);
    let end = ends(text).into_iter().find(|(at, sign)| *sign != '：' || text[..*at].chars().count() <= LONGEST_HEADING);
    let (sentence, rest) = match end {
        Some((at, sign)) => (&text[..at], &text[at + sign.len_utf8()..]),
        None => (text, ""),
    };
    let title = tidy(sentence);
    let kept = |detail: &str| {
        let detail = detail.trim().trim_start_matches(['。', '，']).trim();
        (!detail.is_empty()).then(|| detail.to_owned())
    };
    if title.chars().count() <= LONGEST {
        return (title, kept(rest));
    }
    let clause = sentence.split(['，', '；', '：']).next().unwrap_or(sentence);
    if clause.len() == sentence.len() { (title, kept(rest)) } else { (tidy(clause), kept(text)) }
}

fn tidy(sentence: &str) -> String {
    closed(sentence).trim_end_matches(['；', ';', '：', ':', '，', '、', '.']).to_owned()
}

/// Where sentences of a text end, outside of quotes and parentheses, each with its sign.
fn ends(text: &str) -> Vec<(usize, char)> {
    let groups = bracketed(text);
    let is_within = |at: usize| groups.iter().any(|group| group.is_closed && group.inside.contains(&at));
    let mut quotes = 0usize;
    let mut ends = Vec::new();
    for (at, sign) in text.char_indices() {
        match sign {
            '“' | '《' | '‘' => quotes += 1,
            '”' | '》' | '’' => quotes = quotes.saturating_sub(1),
            '\n' => {
                quotes = 0;
                ends.push((at, sign));
            }
            '。' | '！' | '？' | '：' | '；' if quotes == 0 && !is_within(at) => ends.push((at, sign)),
            _ => {}
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::{Found, title_and_detail};
    use crate::notice::phrase::due::Calendar;
    use crate::notice::phrase::duty_list::DutyList;
    use crate::notice::phrase::names::Listed;
    use crate::plan::Role;

    #[test]
    fn the_first_sentence_is_the_title() {
        for (text, title, detail) in [
            ("举办启动 仪式。设主会场。发布书单。", "举办启动仪式", Some("设主会场。发布书单。")),
            ("开展“读好书。做好人”活动。组织。", "开展“读好书。做好人”活动", Some("组织。")),
            ("完善社区设施\n围绕服务圈。", "完善社区设施", Some("围绕服务圈。")),
            ("启动阶段：9月1日前动员。", "启动阶段", Some("9月1日前动员。")),
            ("开展表彰", "开展表彰", None),
            ("对青年人才承担的项目给予配套资助。", "对青年人才承担的项目给予配套资助", None),
        ] {
            assert_eq!(title_and_detail(text), (title.to_owned(), detail.map(str::to_owned)), "{text}");
        }
        let long = format!("开展整治，{}。", "全面排查".repeat(20));
        assert_eq!(title_and_detail(&long), ("开展整治".to_owned(), Some(long)));
    }

    #[test]
    fn the_first_named_leads_only_where_no_lead_is_printed() {
        let listed = |name: &str| Listed { name: name.to_owned(), printed: None };
        let roles = |units: Vec<(Role, Listed)>, names_lead, first_leads| {
            let list = DutyList { units, names_lead, ..DutyList::default() };
            let found = Found::of("开展活动。", Some(list), Calendar::default(), first_leads);
            found.units.into_iter().map(|(role, _)| role).collect::<Vec<_>>()
        };
        let plain = || vec![(Role::Member, listed("甲")), (Role::Member, listed("乙"))];
        let printed = || vec![(Role::Member, listed("甲")), (Role::Lead, listed("乙"))];
        assert_eq!(roles(plain(), false, true), [Role::Lead, Role::Member]);
        assert_eq!(roles(plain(), false, false), [Role::Member, Role::Member]);
        assert_eq!(roles(printed(), true, true), [Role::Member, Role::Lead]);
    }
}
