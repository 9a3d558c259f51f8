//! All there is to see on one page: for a browser, where one scrolls and chooses.

use chrono::{DateTime, FixedOffset};

use crate::document::{Bar, Block, Cell, Document};
use crate::duties::Tally;
use crate::views::View;
use crate::views::pages::calendar::CalendarPage;
use crate::views::pages::list::DutyList;
use crate::views::pages::matrix::Matrix;
use crate::views::parts::breakdown::{By, Row, SHARE_RULE, rows, standings_of, table};
use crate::views::parts::days::CampaignDays;
use crate::views::parts::growth::growth;
use crate::views::parts::heading::Asked;
use crate::views::parts::listing::Listing;
use crate::views::parts::words::figures_block;

/// How many duties the page lists at most: a telephone could not open it with more.
const LISTED: usize = 5_000;

/// How many crossings of units and activities it draws at most.
const CROSSED: usize = 50_000;

/// All there is to see of a scope.
pub struct Board<'d, 'p> {
    asked: &'d Asked<'p>,
    matrix: Matrix<'d, 'p>,
    overdue: DutyList<'d, 'p>,
    all: DutyList<'d, 'p>,
    now: DateTime<FixedOffset>,
}

impl<'d, 'p> Board<'d, 'p> {
    /// The page of the duties in scope; `now` is when it is made.
    pub fn new(asked: &'d Asked<'p>, now: DateTime<FixedOffset>) -> Self {
        Self {
            matrix: Matrix::new(asked),
            overdue: DutyList::new(asked, Listing::Overdue { since: None }, None),
            all: DutyList::new(asked, Listing::All, None),
            asked,
            now,
        }
    }

    fn head(&self) -> Document<'_> {
        let campaign = &self.asked.duties.plan.campaign;
        let mut document = self.asked.heading("进展");
        let facts = [("主题", campaign.theme.as_deref()), ("文号", campaign.document.as_deref())];
        let facts = facts.into_iter().filter_map(|(name, value)| Some((name.into(), Cell::from(value?)))).collect();
        document.push(Block::Facts(facts));
        let days = CampaignDays::of(&self.asked.duties);
        document.blocks.extend(days.words().map(|words| Block::Paragraph(words.into())));
        let tally = Tally::of(&self.asked.duties.list, self.asked.duties.as_of);
        document.push(Block::Bars(days.bars(&tally)));
        document.push(Block::Paragraph(standings_of(&self.asked.duties).into()));
        document.blocks.extend(figures_block(&self.asked.duties));
        document.push(Block::Remark(SHARE_RULE.into()));
        document
    }

    fn sections(&self) -> Vec<Bar<'_>> {
        let bar = |row: Row<'_>| Bar {
            label: row.name(By::Section).into(),
            share: Some(row.tally.share).filter(|_| row.tally.owed > 0),
            note: format!("应完成{}，已完成{}", row.tally.owed, row.tally.done()).into(),
        };
        rows(&self.asked.duties, By::Section).into_iter().map(bar).collect()
    }
}

/// A list, or where it is too long for the page, the command that gives it.
fn listed<'b>(list: &'b DutyList<'_, '_>, command: &str) -> Vec<Block<'b>> {
    if list.len() <= LISTED {
        return list.body();
    }
    vec![Block::Remark(format!("共{}项次，网页里放不下，没有逐项列出：{command}", list.len()).into())]
}

impl View for Board<'_, '_> {
    fn document(&self) -> Document<'_> {
        let flags = self.asked.retyped.all_flags();
        let mut document = self.head();
        document.push(Block::Heading("各板块进展".into()));
        document.push(Block::Bars(self.sections()));
        document.push(Block::Heading("逾期未完成".into()));
        document.blocks.extend(listed(&self.overdue, &format!("zlt report --overdue{flags} -o 逾期.xlsx")));
        document.push(Block::Heading("各单位进展".into()));
        document.push(Block::Table(table(&self.asked.duties, By::Unit)));
        document.push(Block::Heading("单位和任务对照".into()));
        match self.asked.duties.list.len() {
            count if count <= CROSSED => document.push(Block::Grid(self.matrix.grid())),
            _ => {
                let elsewhere = format!("网页里放不下：zlt report --matrix{flags} -o 对照.xlsx");
                document.push(Block::Remark(elsewhere.into()));
            }
        }
        if let Some(curve) = growth(&self.asked.duties) {
            document.push(Block::Heading("完成进度".into()));
            document.push(Block::Curve(curve));
        }
        document.push(Block::Heading("时间节点".into()));
        document.push(Block::Timeline(CalendarPage::new(self.asked, self.now).timeline()));
        document.push(Block::Heading("全部分工".into()));
        document.blocks.extend(listed(&self.all, &format!("zlt duties{flags} -o 分工.xlsx")));
        document
    }
}
