//! What reading a notice has come to: how much was found, what to settle, what is left over.

use serde::Serialize;

use crate::document::{Block, Document};
use crate::notice::draft::doubt::{About, Doubt};
use crate::notice::draft::{Draft, Leftover};
use crate::views::View;
use crate::views::parts::heading::VERSION;

/// The page that goes with a draft.
pub struct DraftPage<'d> {
    draft: &'d Draft,
    /// What the notice's lines are called.
    lines: &'d str,
}

impl<'d> DraftPage<'d> {
    /// The page of a draft; `lines` is what the notice's lines are called: 行 or 段.
    pub fn new(draft: &'d Draft, lines: &'d str) -> Self {
        Self { draft, lines }
    }

    fn doubts(&self) -> String {
        let about: Vec<About> = self.draft.doubts.iter().map(Doubt::about).collect();
        let counts: Vec<String> =
            About::count(&about).into_iter().map(|(about, count)| format!("{}{count}处", about.word())).collect();
        match self.draft.doubts.len() {
            0 => "没有拿不准的地方；仍请对照原文看一遍。".to_owned(),
            count => format!("有{count}处要由人来定：{}。草稿里搜“待定”，逐处改好。", counts.join("、")),
        }
    }

    /// The paragraphs that are left over, each with its line; what sets a deadline says so first.
    fn leftovers(&self) -> String {
        let line = |leftover: &Leftover| {
            let remark = if leftover.has_deadline { "【写有时限】" } else { "" };
            format!("第{}{}　{remark}{}", leftover.line, self.lines, leftover.text)
        };
        self.draft.leftovers.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

impl View for DraftPage<'_> {
    fn document(&self) -> Document<'_> {
        let Draft { activities, listed, leftovers, numbers_left_out, .. } = self.draft;
        let mut document = Document::default();
        document.push(Block::Paragraph(format!("读出{activities}项任务，点名{listed}次。").into()));
        document.push(Block::Paragraph(self.doubts().into()));
        if *numbers_left_out > 0 {
            let words = format!("略去{numbers_left_out}个电话号码；要保留，加 --keep-contacts。");
            document.push(Block::Paragraph(words.into()));
        }
        if !leftovers.is_empty() {
            let words = format!("原文有{}段没有写进草稿，请看一遍有没有要办的事：", leftovers.len());
            document.push(Block::Heading(words.into()));
            document.push(Block::Paragraph(self.leftovers().into()));
        }
        document
    }

    fn promise(&self) -> Option<impl Serialize> {
        #[derive(Serialize)]
        struct Promise<'d> {
            version: u8,
            activities: usize,
            listed: usize,
            doubts: Vec<String>,
            leftovers: Vec<LeftoverPromise<'d>>,
            plan: &'d str,
        }
        let leftovers = self.draft.leftovers.iter();
        Some(Promise {
            version: VERSION,
            activities: self.draft.activities,
            listed: self.draft.listed,
            doubts: self.draft.doubts.iter().map(Doubt::words).collect(),
            leftovers: leftovers.map(LeftoverPromise::of).collect(),
            plan: &self.draft.text,
        })
    }
}

/// A paragraph that is not in the plan, as JSON has it.
#[derive(Serialize)]
struct LeftoverPromise<'d> {
    line: usize,
    text: &'d str,
    deadline: bool,
}

impl<'d> LeftoverPromise<'d> {
    fn of(leftover: &'d Leftover) -> Self {
        Self { line: leftover.line, text: &leftover.text, deadline: leftover.has_deadline }
    }
}
