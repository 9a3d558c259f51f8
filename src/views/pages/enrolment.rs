//! What a roll of units would do to a plan, or has done.

use serde::Serialize;

use crate::document::{Block, Cell, Document, Fit, Table, flat};
use crate::notice::roll::Passed;
use crate::plan::Plan;
use crate::plan::roll::Enrolment;
use crate::platform::shell_word;
use crate::views::View;
use crate::views::parts::heading::HeadPromise;

/// What a roll brings.
#[derive(Clone, Copy)]
pub struct News<'p> {
    /// What it does to each group.
    pub enrolments: &'p [Enrolment],
    /// Other names of units, each with the unit.
    pub aliases: &'p [(String, String)],
    /// How many persons to call are new.
    pub persons: usize,
    /// What was not taken for a unit.
    pub passed_over: &'p [Passed],
}

/// What a roll would do to each group.
pub struct EnrolmentPage<'p> {
    plan: &'p Plan,
    news: News<'p>,
    is_written: bool,
}

impl<'p> EnrolmentPage<'p> {
    /// The page of a roll, shown before it is written or after.
    pub fn new(plan: &'p Plan, news: News<'p>, is_written: bool) -> Self {
        Self { plan, news, is_written }
    }

    /// Whether there is anything to write.
    pub fn has_news(&self) -> bool {
        self.added() > 0 || !self.news.aliases.is_empty() || self.news.persons > 0
    }

    fn added(&self) -> usize {
        self.news.enrolments.iter().map(|enrolment| enrolment.added.len()).sum()
    }

    fn headline(&self) -> String {
        let parts = [
            (self.added(), "个名称"),
            (self.news.aliases.len(), "个别称"),
            (self.news.persons, "名联络员（写在联络员.csv）"),
        ];
        let words: Vec<String> =
            parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count}{word}")).collect();
        match (words.join("、"), self.is_written) {
            (words, _) if words.is_empty() => "名单里的单位方案里都有了，不用改。".to_owned(),
            (words, true) => format!("已在方案里增加{words}。"),
            (words, false) => format!("会在方案里增加{words}，现在什么也没有写入。"),
        }
    }

    /// What was not taken for a unit, each with where it stands.
    fn passed_over(&self) -> Option<String> {
        const SHOWN: usize = 12;
        let all = self.news.passed_over;
        let word = |passed: &Passed| format!("{}“{}”", passed.place, flat(&passed.text));
        let words: Vec<String> = all.iter().take(SHOWN).map(word).collect();
        let more = if all.len() > SHOWN { format!("等{}处", all.len()) } else { String::new() };
        (!all.is_empty()).then(|| format!("没有当作单位的：{}{more}。", words.join("、")))
    }

    /// The groups that are still without a name.
    fn still_empty(&self) -> Option<String> {
        let is_filled = |name: &str| {
            self.news.enrolments.iter().any(|enrolment| enrolment.group == name && !enrolment.added.is_empty())
        };
        let groups = self.plan.units.groups.iter().filter(|group| group.members.is_empty());
        let names: Vec<&str> = groups.map(|group| group.name.as_str()).filter(|name| !is_filled(name)).collect();
        let first = names.first()?;
        let next = format!("zlt units --from 名单 --group {}", shell_word(first));
        Some(format!("还没有名单的统称：{}。逐个补上：{next}", names.join("、")))
    }

    fn table(&self) -> Table<'_> {
        let mut table = Table::new(&[
            ("统称", Fit::Whole),
            ("增加", Fit::Figure),
            ("已有", Fit::Figure),
            ("增加的名称", Fit::Flowing),
            ("名单里没有的", Fit::Flowing),
        ]);
        for enrolment in self.news.enrolments {
            let new = if enrolment.is_new { "（新的统称）" } else { "" };
            table.rows.push(vec![
                format!("{}{new}", enrolment.group).into(),
                Cell::number(enrolment.added.len()),
                Cell::number(enrolment.known),
                enrolment.added.join("、").into(),
                enrolment.missing.join("、").into(),
            ]);
        }
        table
    }
}

impl View for EnrolmentPage<'_> {
    fn document(&self) -> Document<'_> {
        let mut document = Document::default();
        document.push(Block::Paragraph(self.headline().into()));
        document.push(Block::Table(self.table()));
        for (name, like) in self.news.enrolments.iter().flat_map(|enrolment| &enrolment.similar) {
            let words = format!("提醒：“{name}”和方案里的“{like}”很像；是同一个单位，就不要增加，改写成别称");
            document.push(Block::Paragraph(words.into()));
        }
        for (alias, unit) in self.news.aliases {
            document.push(Block::Paragraph(format!("别称：“{alias}”就是“{unit}”").into()));
        }
        for words in self.passed_over().into_iter().chain(self.still_empty()) {
            document.push(Block::Paragraph(words.into()));
        }
        if self.news.enrolments.iter().any(|enrolment| !enrolment.missing.is_empty()) {
            document.push(Block::Remark("名单里没有的单位仍留在方案里；确实撤了的，用 zlt edit 删去。".into()));
        }
        document
    }

    fn promise(&self) -> Option<impl Serialize> {
        #[derive(Serialize)]
        struct Promise<'d> {
            #[serde(flatten)]
            head: HeadPromise<'d>,
            written: bool,
            groups: Vec<GroupPromise<'d>>,
            aliases: Vec<AliasPromise<'d>>,
            persons: usize,
            passed_over: Vec<PassedPromise<'d>>,
        }
        Some(Promise {
            head: HeadPromise::of_plan(self.plan),
            written: self.is_written,
            groups: self.news.enrolments.iter().map(GroupPromise::of).collect(),
            aliases: self.news.aliases.iter().map(|(alias, unit)| AliasPromise { alias, unit }).collect(),
            persons: self.news.persons,
            passed_over: self.news.passed_over.iter().map(PassedPromise::of).collect(),
        })
    }
}

/// One group as JSON has it.
#[derive(Serialize)]
struct GroupPromise<'d> {
    group: &'d str,
    new: bool,
    added: &'d [String],
    known: usize,
    missing: &'d [String],
    similar: Vec<SimilarPromise<'d>>,
}

#[derive(Serialize)]
struct SimilarPromise<'d> {
    name: &'d str,
    like: &'d str,
}

impl<'d> GroupPromise<'d> {
    fn of(enrolment: &'d Enrolment) -> Self {
        Self {
            group: &enrolment.group,
            new: enrolment.is_new,
            added: &enrolment.added,
            known: enrolment.known,
            missing: &enrolment.missing,
            similar: enrolment.similar.iter().map(|(name, like)| SimilarPromise { name, like }).collect(),
        }
    }
}

/// Another name of a unit as JSON has it.
#[derive(Serialize)]
struct AliasPromise<'d> {
    alias: &'d str,
    unit: &'d str,
}

/// Words of a roll that were not taken for a unit as JSON has them.
#[derive(Serialize)]
struct PassedPromise<'d> {
    place: &'d str,
    text: &'d str,
}

impl<'d> PassedPromise<'d> {
    fn of(passed: &'d Passed) -> Self {
        Self { place: &passed.place, text: &passed.text }
    }
}
