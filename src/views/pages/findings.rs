//! Everything that a check has found.

use std::path::Path;

use serde::Serialize;

use crate::check::{Checked, Finding, Rule, Site};
use crate::document::{Block, Document};
use crate::plan::Plan;
use crate::problem::{Complaint, Gravity, Problem, Problems, Source, draw_without_excerpt, told};
use crate::views::View;
use crate::views::parts::heading::VERSION;

/// Everything that a check has found, each with its place, the reason and the remedy.
pub struct FindingsPage<'p> {
    plan: Option<&'p Plan>,
    source: &'p Source,
    /// The columns of the screen; `None` where it goes elsewhere.
    width: Option<usize>,
    entries: usize,
    found: Vec<Found>,
}

/// One thing found.
enum Found {
    /// In the text of the plan.
    InText(Problem),
    /// In a file of records, at this line where it is one line.
    InRecord { rule: Rule, complaint: Complaint, file: String, line: Option<usize> },
}

impl<'p> FindingsPage<'p> {
    /// What is wrong with a plan that cannot be used, for a screen of `width` columns.
    pub fn of_broken_plan(problems: &'p Problems, width: Option<usize>) -> Self {
        let source = &problems.source;
        let found = problems.list.iter().cloned().map(Found::InText).collect();
        Self { plan: None, source, width, entries: 0, found }
    }

    /// What was found in a plan, read from `source`, and in its records, for a screen of `width` columns; `folder` is
    /// left out of the names of files.
    pub fn new(plan: &'p Plan, source: &'p Source, folder: &Path, width: Option<usize>, checked: Checked) -> Self {
        let found = |(rule, finding): (Rule, Finding)| {
            let Finding { site, complaint, related } = finding;
            match site {
                Site::Plan(span) => {
                    let (rule, gravity, label) = (rule.key(), rule.gravity(), String::new());
                    Found::InText(Problem { rule, gravity, complaint, span, label, related })
                }
                Site::Record(path, line) => {
                    let file = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
                    Found::InRecord { rule, complaint, file, line }
                }
            }
        };
        let found = checked.found.into_iter().map(found).collect();
        Self { plan: Some(plan), source, width, entries: checked.entries, found }
    }

    /// Whether anything must be put right; advice alone does not count.
    pub fn has_errors(&self) -> bool {
        self.count(Gravity::Error) > 0
    }

    fn count(&self, gravity: Gravity) -> usize {
        self.found.iter().filter(|found| found.gravity() == gravity).count()
    }

    fn summary(&self) -> String {
        let looked_at = self.plan.map(|plan| {
            let activities = plan.activities.len();
            format!("核对了{activities}项任务、{}个单位、{}条记录", plan.units.units.len(), self.entries)
        });
        let looked_at = looked_at.unwrap_or("方案有错，记录要等方案改好以后才能核对".to_owned());
        match (self.count(Gravity::Error), self.count(Gravity::Advice)) {
            (0, 0) => format!("{looked_at}，没有发现问题。"),
            (0, advice) => format!("{looked_at}：没有错误，提醒{advice}处。"),
            (errors, 0) => format!("{looked_at}：错误{errors}处。"),
            (errors, advice) => format!("{looked_at}：错误{errors}处，提醒{advice}处。"),
        }
    }
}

impl Found {
    fn gravity(&self) -> Gravity {
        match self {
            Self::InText(problem) => problem.gravity,
            Self::InRecord { rule, .. } => rule.gravity(),
        }
    }

    /// What two findings have in common that are the same one in two places.
    fn likeness(&self) -> (&'static str, &Complaint) {
        match self {
            Self::InText(problem) => problem.likeness(),
            Self::InRecord { rule, complaint, .. } => (rule.key(), complaint),
        }
    }

    /// Where it is, as people and editors read it.
    fn place(&self, source: &Source) -> String {
        match self {
            Self::InText(problem) => source.place(problem.span.start),
            Self::InRecord { file, line: Some(line), .. } => format!("{file}:{line}"),
            Self::InRecord { file, line: None, .. } => file.clone(),
        }
    }

    /// The place, the excerpt, the reason and the remedy as people read them.
    fn draw(&self, source: &Source, width: Option<usize>) -> String {
        match self {
            Self::InText(problem) => source.draw(problem, width),
            Self::InRecord { complaint, .. } => {
                draw_without_excerpt(self.gravity(), complaint, &self.place(source), width)
            }
        }
    }

    /// Line and column of the first and of the last character, counted from 1.
    fn lines(&self, source: &Source) -> Option<[(usize, usize); 2]> {
        match self {
            Self::InText(Problem { span, .. }) => {
                let last = span.end.saturating_sub(1).max(span.start);
                Some([source.position(span.start), source.position(last)])
            }
            Self::InRecord { line, .. } => line.map(|line| [(line, 1), (line, 1)]),
        }
    }
}

impl View for FindingsPage<'_> {
    fn document(&self) -> Document<'_> {
        let mut document = Document::default();
        let place = |found: &Found| found.place(self.source);
        let draw = |found: &Found| found.draw(self.source, self.width);
        let told = told(&self.found, Found::likeness, place, draw);
        document.blocks.extend(told.into_iter().map(|told| Block::Excerpt(told.into())));
        document.push(Block::Remark(self.summary().into()));
        document
    }

    fn promise(&self) -> Option<impl Serialize> {
        #[derive(Serialize)]
        struct Promise<'d> {
            version: u8,
            campaign: Option<CampaignPromise<'d>>,
            errors: usize,
            advice: usize,
            problems: Vec<ProblemPromise<'d>>,
        }
        #[derive(Serialize)]
        struct CampaignPromise<'d> {
            id: &'d str,
            title: &'d str,
        }
        let campaign = self.plan.map(|plan| CampaignPromise { id: &plan.campaign.id, title: &plan.campaign.title });
        Some(Promise {
            version: VERSION,
            campaign,
            errors: self.count(Gravity::Error),
            advice: self.count(Gravity::Advice),
            problems: self.found.iter().map(|found| ProblemPromise::of(self.source, found)).collect(),
        })
    }
}

/// One thing found, as JSON has it.
#[derive(Serialize)]
struct ProblemPromise<'d> {
    rule: &'d str,
    level: Gravity,
    file: &'d str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    reason: &'d str,
    remedy: &'d str,
}

impl<'d> ProblemPromise<'d> {
    fn of(source: &'d Source, found: &'d Found) -> Self {
        let [start, end] = found.lines(source).map_or([None, None], |lines| lines.map(Some));
        let (rule, Complaint { reason, remedy }) = found.likeness();
        Self {
            rule,
            level: found.gravity(),
            file: match found {
                Found::InText(_) => &source.name,
                Found::InRecord { file, .. } => file,
            },
            line: start.map(|(line, _)| line),
            column: start.map(|(_, column)| column),
            end_line: end.map(|(line, _)| line),
            end_column: end.map(|(_, column)| column),
            reason,
            remedy,
        }
    }
}
