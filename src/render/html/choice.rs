//! The fields by which people choose rows.

use std::collections::HashSet;

use maud::{Markup, html};

use crate::document::{Block, Column, Part, flat};

/// From how many words on a field is typed into instead of opened.
const MANY: usize = 16;

/// What can be chosen by, each with the words there are, in the order in which they come up.
pub struct Choices<'d> {
    names: Vec<&'d str>,
    words: Vec<Vec<&'d str>>,
}

impl<'d> Choices<'d> {
    /// The choices that the tables and grids of a page offer.
    pub fn of(blocks: &'d [Block<'_>]) -> Self {
        let mut choices = Self { names: Vec::new(), words: Vec::new() };
        let mut known: HashSet<(usize, &'d str)> = HashSet::new();
        let mut add = |choices: &mut Self, name: &'d str, word: &'d str| {
            let at = choices.place_or_add(name);
            if !word.is_empty() && known.insert((at, word)) {
                choices.words[at].push(word);
            }
        };
        for block in blocks {
            match block {
                Block::Table(table) => {
                    for (at, column) in table.columns.iter().enumerate().filter(|(_, column)| column.is_choice) {
                        table.rows.iter().for_each(|row| add(&mut choices, &column.heading, &row[at].text));
                    }
                }
                Block::Grid(grid) => {
                    grid.rows.iter().for_each(|(name, _)| add(&mut choices, grid.corner, name));
                    grid.legend.iter().for_each(|(mark, _)| add(&mut choices, grid.marks, &mark.text));
                }
                _ => {}
            }
        }
        choices
    }

    fn place_or_add(&mut self, name: &'d str) -> usize {
        self.place(name).unwrap_or_else(|| {
            self.names.push(name);
            self.words.push(Vec::new());
            self.names.len() - 1
        })
    }

    /// Whether there is nothing to choose by.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The place of what is chosen by.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| *known == name)
    }

    /// The place of each column that people choose by.
    pub fn of_columns(&self, columns: &[Column]) -> Vec<Option<usize>> {
        columns.iter().map(|column| self.place(&column.heading).filter(|_| column.is_choice)).collect()
    }

    /// What a part of a table is called, with the place of what its parts are.
    pub fn of_part<'p>(&self, parted_by: &str, part: Option<&'p Part<'_>>) -> Option<(usize, &'p str)> {
        Some((self.place(parted_by)?, part?.name.as_ref()))
    }

    /// The fields themselves; hidden until the script shows them, for without it they do nothing.
    pub fn fields(&self) -> Markup {
        html! {
            @if !self.is_empty() {
                form #choices hidden {
                    @for (at, (name, words)) in self.names.iter().zip(&self.words).enumerate() {
                        label {
                            span { (flat(name)) }
                            @if words.len() > MANY {
                                input type="search" name=(at) list={ "words" (at) } placeholder="全部，可写一部分" autocomplete="off";
                                datalist id={ "words" (at) } { @for word in words { option value=(flat(word)) {} } }
                            } @else {
                                select name=(at) {
                                    option value="" { "全部" }
                                    @for word in words { option { (flat(word)) } }
                                }
                            }
                        }
                    }
                    button type="reset" { "全部显示" }
                    output {}
                }
            }
        }
    }
}
