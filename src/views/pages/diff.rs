//! What the edits of a plan mean in duties.

use chrono::NaiveDate;
use serde::Serialize;

use crate::day;
use crate::document::{Block, Cell, Document, Fit, Table, Tone};
use crate::duties::Duties;
use crate::duties::compare::{Difference, What};
use crate::plan::Role;
use crate::views::View;
use crate::views::parts::heading::HeadPromise;
use crate::views::parts::words::role_word;

/// How many units a cell names before it only counts them.
const NAMED: usize = 6;

/// The differences between two plans.
pub struct DiffPage<'d, 'p> {
    after: &'d Duties<'p>,
    scope: String,
    from: String,
    to: String,
    differences: Vec<Difference>,
    of_all: usize,
}

impl<'d, 'p> DiffPage<'d, 'p> {
    /// The differences from one plan to another, each by the name that one knows it by, for the units in `scope`; `of_all` is
    /// how many there are for all units, where the scope is less.
    pub fn new(
        after: &'d Duties<'p>,
        scope: String,
        [from, to]: [String; 2],
        differences: Vec<Difference>,
        of_all: usize,
    ) -> Self {
        Self { after, scope, from, to, differences, of_all }
    }

    /// A word on what the scope leaves out.
    fn elsewhere(&self) -> Option<Block<'_>> {
        let others = self.of_all > 0 && self.of_all >= self.differences.len();
        let words = format!("这里只说{}；全部单位共有{}处变化：zlt diff --all", self.scope, self.of_all);
        others.then(|| Block::Remark(words.into()))
    }

    fn table(&self) -> Table<'_> {
        let mut table = Table::new(&[
            ("编号", Fit::Whole),
            ("任务", Fit::Flowing),
            ("变化", Fit::Flowing),
            ("单位", Fit::Flowing),
            ("已有记录", Fit::Flowing),
        ]);
        for difference in &self.differences {
            table.rows.push(vec![
                difference.activity.as_str().into(),
                difference.title.as_str().into(),
                Cell::toned(self.words(&difference.what), tone(&difference.what)),
                brief(&difference.units).into(),
                brief(&difference.recorded).into(),
            ]);
        }
        table
    }

    fn words(&self, what: &What) -> String {
        let day = |day: &Option<NaiveDate>| match day {
            Some(day) => day::seen_from(self.after.as_of, *day),
            None => "长期".to_owned(),
        };
        match what {
            What::Added => "新增任务".to_owned(),
            What::Removed => "任务删去了，记录不再计入".to_owned(),
            What::Cancelled => "任务取消".to_owned(),
            What::Resumed => "任务恢复".to_owned(),
            What::Retitled { from, is_suspect: false } => format!("标题改了，原为“{from}”"),
            What::Retitled { from, is_suspect: true } => format!("标题全变了，原为“{from}”，编号像是改作了他用"),
            What::Gained => "增加承担".to_owned(),
            What::Lost => "不再承担".to_owned(),
            What::Due { from, to } => format!("时限 {} 改为 {}", day(from), day(to)),
            What::Role { from, to } => format!("{}改为{}", role_word(*from), role_word(*to)),
            What::Optional(true) => "改为可根据需要开展".to_owned(),
            What::Optional(false) => "改为必须开展".to_owned(),
            What::WithLead(true) => "改为随牵头单位汇总报送".to_owned(),
            What::WithLead(false) => "改为单独报送".to_owned(),
        }
    }

    fn summary(&self) -> String {
        let recorded = self.differences.iter().filter(|difference| !difference.recorded.is_empty()).count();
        let gained: usize = self.counted(|what| matches!(what, What::Added | What::Gained | What::Resumed));
        let lost: usize = self.counted(|what| matches!(what, What::Removed | What::Lost | What::Cancelled));
        let records = if recorded == 0 {
            "都还没有办理记录"
        } else {
            "“已有记录”一栏是已经反馈过的单位"
        };
        format!("共{}处变化：增加{gained}项次，减少{lost}项次；{records}。", self.differences.len())
    }

    fn counted(&self, is_wanted: impl Fn(&What) -> bool) -> usize {
        self.differences.iter().filter(|found| is_wanted(&found.what)).map(|found| found.units.len()).sum()
    }
}

fn tone(what: &What) -> Tone {
    match what {
        What::Removed | What::Retitled { is_suspect: true, .. } => Tone::Bad,
        What::Due { .. } => Tone::Soon,
        _ => Tone::Plain,
    }
}

fn brief(units: &[String]) -> String {
    let named = units.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join("、");
    if units.len() > NAMED { format!("{named}等{}个", units.len()) } else { named }
}

impl View for DiffPage<'_, '_> {
    fn document(&self) -> Document<'_> {
        let mut document = Document::default();
        document.push(Block::Title(format!("{} · 方案的变化", self.after.plan.campaign.title).into()));
        document.push(Block::Paragraph(format!("{}　从 {} 到 {}", self.scope, self.from, self.to).into()));
        if self.differences.is_empty() {
            let whose = if self.of_all > 0 { &self.scope } else { "" };
            document.push(Block::Remark(format!("{whose}分工没有变化。").into()));
            document.blocks.extend(self.elsewhere());
            return document;
        }
        document.push(Block::Table(self.table()));
        document.push(Block::Remark(self.summary().into()));
        document.blocks.extend(self.elsewhere());
        document
    }

    fn promise(&self) -> Option<impl Serialize> {
        #[derive(Serialize)]
        struct Promise<'d> {
            #[serde(flatten)]
            head: HeadPromise<'d>,
            from: &'d str,
            to: &'d str,
            changes: Vec<ChangePromise<'d>>,
        }
        Some(Promise {
            head: HeadPromise::of(self.after),
            from: &self.from,
            to: &self.to,
            changes: self.differences.iter().map(ChangePromise::of).collect(),
        })
    }
}

/// One change as JSON has it.
#[derive(Serialize)]
struct ChangePromise<'d> {
    activity: &'d str,
    title: &'d str,
    change: &'static str,
    from: Option<ValuePromise<'d>>,
    to: Option<ValuePromise<'d>>,
    suspect: bool,
    units: &'d [String],
    recorded: &'d [String],
}

/// What something was or is: a day, a title, a part, or whether a unit takes part at will.
#[derive(Serialize)]
#[serde(untagged)]
enum ValuePromise<'d> {
    Day(NaiveDate),
    Text(&'d str),
    Role(Role),
    Flag(bool),
}

impl<'d> ChangePromise<'d> {
    fn of(difference: &'d Difference) -> Self {
        let (change, from, to) = match &difference.what {
            What::Added => ("added", None, None),
            What::Removed => ("removed", None, None),
            What::Cancelled => ("cancelled", None, None),
            What::Resumed => ("resumed", None, None),
            What::Retitled { from, .. } => {
                ("retitled", Some(ValuePromise::Text(from)), Some(ValuePromise::Text(&difference.title)))
            }
            What::Gained => ("gained", None, None),
            What::Lost => ("lost", None, None),
            What::Due { from, to } => ("due", from.map(ValuePromise::Day), to.map(ValuePromise::Day)),
            What::Role { from, to } => ("role", Some(ValuePromise::Role(*from)), Some(ValuePromise::Role(*to))),
            What::Optional(now) => ("optional", Some(ValuePromise::Flag(!now)), Some(ValuePromise::Flag(*now))),
            What::WithLead(now) => ("with_lead", Some(ValuePromise::Flag(!now)), Some(ValuePromise::Flag(*now))),
        };
        Self {
            activity: &difference.activity,
            title: &difference.title,
            change,
            from,
            to,
            suspect: matches!(difference.what, What::Retitled { is_suspect: true, .. }),
            units: &difference.units,
            recorded: &difference.recorded,
        }
    }
}
