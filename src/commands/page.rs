//! A page about the duties that were asked for, made and shown.

use anyhow::Result;

use super::Outcome;
use super::context::Context;
use super::delivery::Manner;
use crate::views::Asked;
use crate::views::letters::circular::Circular;
use crate::views::letters::summary::Summary;
use crate::views::page::Page;
use crate::views::pages::board::Board;
use crate::views::pages::calendar::CalendarPage;
use crate::views::pages::evidence::EvidencePage;
use crate::views::pages::ledger::Ledger;
use crate::views::pages::list::DutyList;
use crate::views::pages::materials::MaterialsPage;
use crate::views::pages::matrix::Matrix;
use crate::views::pages::pending::Pending;
use crate::views::pages::progress::Progress;
use crate::views::pages::weekly::Weekly;

/// Shows a page about the duties that were asked for; a ledger with telephones only where they are wanted.
pub fn show_page(context: &Context<'_>, asked: &Asked<'_>, page: Page, has_telephones: bool) -> Result<Outcome> {
    let now = context.environment.now;
    let manner = Manner::OfScope;
    match page {
        Page::List { listing, by } => context.show(&DutyList::new(asked, listing, by), manner),
        Page::Weekly { since, by } => context.show(&Weekly::new(&asked.duties, since, by), manner),
        Page::Progress(by) => context.show(&Progress::new(asked, by), manner),
        Page::Matrix => context.show(&Matrix::new(asked), manner),
        Page::Ledger => {
            let liaisons = context.liaisons(asked.duties.plan, has_telephones)?;
            context.show(&Ledger::new(asked, &liaisons, has_telephones), manner)
        }
        Page::Circular => context.show(&Circular::new(&asked.duties), manner),
        Page::Summary => context.show(&Summary::new(&asked.duties), manner),
        Page::Pending => context.show(&Pending::new(asked, context.speaker(asked.duties.plan)), manner),
        Page::Evidence => context.show(&EvidencePage::new(asked), manner),
        Page::Materials => context.show(&MaterialsPage::new(asked), manner),
        Page::Board => context.show(&Board::new(asked, now), manner),
        Page::Calendar => context.show(&CalendarPage::new(asked, now), manner),
    }
}
