//! The summary (总结): what was done, by section, from notes, figures and days; a draft for a person to finish.

use chrono::NaiveDate;
use indexmap::IndexMap;
use serde::Serialize;

use crate::day;
use crate::document::{Block, Document};
use crate::duties::figures::figures;
use crate::duties::{Duties, Duty, Standing, Tally};
use crate::glyph::numeral;
use crate::journal::Status;
use crate::views::View;
use crate::views::letters::letter::{basis, signed};
use crate::views::parts::breakdown::{By, Row, accepted_words, done_beside_words, rows, shares_words};
use crate::views::parts::heading::HeadPromise;
use crate::views::parts::names::{counted_briefly, named};
use crate::views::parts::reports::{is_highlighted, reported_remarks};
use crate::views::parts::words::{FigurePromise, NO_SECTION, counts_words, figures_words, item};

/// How many names stand in a sentence.
const NAMES: usize = 8;

/// The summary of a scope.
pub struct Summary<'d, 'p> {
    duties: &'d Duties<'p>,
}

impl<'d, 'p> Summary<'d, 'p> {
    /// The summary of the duties in scope.
    pub fn new(duties: &'d Duties<'p>) -> Self {
        Self { duties }
    }

    fn title(&self) -> String {
        let of =
            if self.duties.scope.is_campaign() { String::new() } else { format!("{}\n", self.duties.scope_words()) };
        format!("{of}{}\n工作总结", self.duties.plan.campaign.title)
    }

    fn overview(&self) -> String {
        let campaign = &self.duties.plan.campaign;
        let tally = Tally::of(&self.duties.list, self.duties.as_of);
        let theme = campaign.theme.as_ref().map(|theme| format!("围绕“{theme}”主题，")).unwrap_or_default();
        let figures =
            figures_words(&figures(&self.duties.list)).map(|words| format!("累计：{words}。")).unwrap_or_default();
        format!(
            "{}安排，{}{theme}组织开展各项工作。截至{}，应完成{}项次，已完成{}项次，{}{}。{figures}",
            basis(campaign),
            self.duties.subject(),
            day::long(self.duties.as_of),
            tally.owed,
            tally.done(),
            shares_words(&tally) + &accepted_words(&tally, campaign),
            done_beside_words(&tally),
        )
    }

    /// The sections with their duties, in plan order.
    fn sections(&self) -> Vec<(&'p str, Vec<&'d Duty<'p>>)> {
        let of = |section: &'p str| {
            let stands_in = |duty: &&Duty<'_>| duty.activity.section.as_deref().unwrap_or("") == section;
            (section, self.duties.list.iter().filter(stands_in).collect())
        };
        rows(self.duties, By::Section).into_iter().map(|row: Row<'p>| of(row.key)).collect()
    }

    fn section(&self, number: u32, name: &str, duties: &[&'d Duty<'p>]) -> Vec<Block<'d>> {
        let name = if name.is_empty() { NO_SECTION } else { name };
        let mut blocks = vec![Block::Subheading(format!("（{}）{}", numeral(number), without_number(name)).into())];
        let activities = duties.chunk_by(|one, other| one.activity.id == other.activity.id);
        blocks.extend(activities.map(|duties| Block::Paragraph(self.activity(duties).into())));
        blocks
    }

    /// What became of an activity: who has done it, then what each of them says.
    fn activity(&self, duties: &[&'d Duty<'p>]) -> String {
        let activity = duties[0].activity;
        let name = format!("{} {}。", item(&activity.id), activity.title.trim_end_matches('。'));
        let told = self.told(duties);
        let told = if told.is_empty() { String::new() } else { format!("{}。", told.join("；")) };
        let mut sums = figures(duties.iter().copied());
        // What one unit counts has been said already.
        sums.retain(|figure| figure.duties > 1);
        let sums = figures_words(&sums).map(|words| format!("合计：{words}。")).unwrap_or_default();
        format!("{name}{}{told}{sums}", self.who(duties))
    }

    /// Who has done an activity, or what is to be said of one that nobody has.
    fn who(&self, duties: &[&'d Duty<'p>]) -> String {
        let done: Vec<&&Duty<'_>> = duties.iter().filter(|duty| duty.standing.is_done()).collect();
        let all = |is_so: fn(&Duty<'_>) -> bool| duties.iter().all(|duty| is_so(duty));
        match (done.as_slice(), self.duties.scope.is_one_unit()) {
            ([], true) if all(|duty| duty.standing == Standing::Waived) => "不涉及本单位。".to_owned(),
            ([], _) if duties.iter().any(|duty| duty.state.status == Status::Doing) => {
                "正在推进（请补充完成情况）。".to_owned()
            }
            ([], _) if all(|duty| duty.standing == Standing::Optional) => "（按需开展；没有开展的，可删去）".to_owned(),
            ([], _) => "（尚无完成的反馈，请补充）".to_owned(),
            ([done, ..], true) => {
                format!("已于{}完成。", done.state.done_on.map_or(String::new(), |day| self.day(day)))
            }
            (done, false) => {
                let units = done.iter().map(|duty| duty.unit);
                format!("{}已完成。", counted_briefly(self.duties.plan, units, NAMES))
            }
        }
    }

    /// What the units say, those that say the same of the same day named together.
    fn told(&self, duties: &[&'d Duty<'p>]) -> Vec<String> {
        let mut told: IndexMap<(String, Option<NaiveDate>), Vec<&Duty<'_>>> = IndexMap::new();
        let mut duties = duties.to_vec();
        duties.sort_by_key(|duty| !is_highlighted(duty));
        for (duty, said) in duties.iter().filter_map(|duty| Some((*duty, said(duty, self.duties.as_of)?))) {
            told.entry((said, duty.state.done_on)).or_default().push(duty);
        }
        let words = |((said, day), duties): ((String, Option<NaiveDate>), Vec<&Duty<'_>>)| {
            let day = day.map(|day| self.day(day)).unwrap_or_default();
            let units = named(self.duties.plan, duties.iter().map(|duty| duty.unit));
            if self.duties.scope.is_one_unit() { said } else { format!("{units}{day}：{said}") }
        };
        told.into_iter().map(words).collect()
    }

    fn day(&self, day: NaiveDate) -> String {
        day::brief(self.duties.as_of, day)
    }

    fn shortcomings(&self) -> String {
        let late = self.duties.list.iter().filter(|duty| duty.is_overdue());
        let late: Vec<&Duty<'_>> = late.collect();
        let text = match (late.len(), self.duties.scope.is_one_unit()) {
            (0, _) => "没有逾期未完成的任务。".to_owned(),
            (count, true) => {
                let items: Vec<String> = late.iter().map(|duty| item(&duty.activity.id)).collect();
                format!("逾期未完成{count}项：{}。", items.join("、"))
            }
            (count, false) => {
                let units = named(self.duties.plan, late.iter().map(|duty| duty.unit));
                format!("逾期未完成{count}项次，涉及{units}。")
            }
        };
        format!("{text}（请补充存在的其他问题）")
    }
}

/// What a unit says of a duty: remark and figures; `None` where it says nothing beyond the day.
///
/// Why a duty was opened again or does not concern a unit is between the office and the unit.
fn said(duty: &Duty<'_>, today: NaiveDate) -> Option<String> {
    if matches!(duty.state.status, Status::Todo | Status::Waived) {
        return None;
    }
    let note = reported_remarks(duty, today);
    let counts = duty.state.counts().map(counts_words);
    let said: Vec<String> = note.into_iter().chain(counts).filter(|words| !words.is_empty()).collect();
    (!said.is_empty()).then(|| said.join("，"))
}

/// A name without the number in front of it: `（三）开展…` stands under a number of its own here.
fn without_number(name: &str) -> &str {
    const NUMERALS: &str = "一二三四五六七八九十百0123456789（）()、.．";
    let plain = name.trim_start_matches(|character| NUMERALS.contains(character));
    let number = &name[..name.len() - plain.len()];
    // 三项行动: a numeral without a mark behind it belongs to the name.
    if number.ends_with(['）', ')', '、', '.', '．']) { plain.trim_start() } else { name }
}

impl View for Summary<'_, '_> {
    fn document(&self) -> Document<'_> {
        let mut document = Document::default();
        document.push(Block::Mark("（初稿）".into()));
        document.push(Block::Title(self.title().into()));
        document.push(Block::Heading("一、总体情况".into()));
        document.push(Block::Paragraph(self.overview().into()));
        document.push(Block::Heading("二、主要做法和成效".into()));
        for (number, (name, duties)) in (1..).zip(self.sections()) {
            document.blocks.extend(self.section(number, name, &duties));
        }
        document.push(Block::Heading("三、存在的问题".into()));
        document.push(Block::Paragraph(self.shortcomings().into()));
        document.push(Block::Heading("四、下一步打算".into()));
        document.push(Block::Paragraph("（请补充）".into()));
        let duties = self.duties;
        let own = duties.scope.is_one_unit().then(|| duties.scope_words());
        let signer = own.as_deref().or(duties.plan.campaign.coordinator.as_deref());
        document.blocks.extend(signed(signer, duties.as_of));
        document
    }

    fn promise(&self) -> Option<impl Serialize> {
        #[derive(Serialize)]
        struct Promise<'d> {
            #[serde(flatten)]
            head: HeadPromise<'d>,
            totals: Tally,
            counts: Vec<FigurePromise>,
            sections: Vec<SectionPromise<'d>>,
        }
        Some(Promise {
            head: HeadPromise::of(self.duties),
            totals: Tally::of(&self.duties.list, self.duties.as_of),
            counts: figures(&self.duties.list).iter().map(FigurePromise::of).collect(),
            sections: self.sections().into_iter().map(|(name, duties)| self.section_promise(name, &duties)).collect(),
        })
    }
}

/// A section as JSON has it.
#[derive(Serialize)]
struct SectionPromise<'d> {
    section: Option<&'d str>,
    activities: Vec<ActivityPromise<'d>>,
}

/// What became of an activity, as JSON has it.
#[derive(Serialize)]
struct ActivityPromise<'d> {
    activity: &'d str,
    title: &'d str,
    done: Vec<&'d str>,
    counts: Vec<FigurePromise>,
    text: String,
}

impl<'d, 'p> Summary<'d, 'p> {
    fn section_promise(&self, name: &'p str, duties: &[&'d Duty<'p>]) -> SectionPromise<'p> {
        let activity = |duties: &[&'d Duty<'p>]| ActivityPromise {
            activity: duties[0].activity.id.as_str(),
            title: &duties[0].activity.title,
            done: duties.iter().filter(|duty| duty.standing.is_done()).map(|duty| self.duties.unit(duty)).collect(),
            counts: figures(duties.iter().copied()).iter().map(FigurePromise::of).collect(),
            text: self.activity(duties),
        };
        let activities = duties.chunk_by(|one, other| one.activity.id == other.activity.id);
        SectionPromise {
            section: Some(name).filter(|name| !name.is_empty()),
            activities: activities.map(activity).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::without_number;

    #[test]
    fn sections_are_numbered_anew() {
        for (name, plain) in [
            ("（三）开展主题实践系列活动", "开展主题实践系列活动"),
            ("三、工作要求", "工作要求"),
            ("3.2 宣传", "3.2 宣传"),
            ("三项行动", "三项行动"),
            ("", ""),
        ] {
            assert_eq!(without_number(name), plain);
        }
    }
}
