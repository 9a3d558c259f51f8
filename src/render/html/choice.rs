//! The fields by which people choose rows.

use std::collections::HashMap;

use maud::{Markup, html};

use crate::document::{Block, Cell, Column, Part, flat};

/// From how many words on a field is typed into instead of opened.
const MANY: usize = 16;

/// What can be chosen by, each with the words there are, in the order in which they come up.
///
/// A row says by the places of field and word what it is chosen by, so that no word can be mistaken for another.
#[derive(Default)]
pub struct Choices<'d> {
    names: Vec<&'d str>,
    words: Vec<Vec<&'d str>>,
    places: HashMap<(usize, &'d str), usize>,
}

impl<'d> Choices<'d> {
    /// The choices that the tables and grids of a page offer.
    pub fn of(blocks: &[&'d Block<'_>]) -> Self {
        let mut choices = Self::default();
        for block in blocks {
            match block {
                Block::Table(table) => {
                    for (at, column) in table.columns.iter().enumerate().filter(|(_, column)| column.is_choice) {
                        table.rows.iter().for_each(|row| choices.add(&column.heading, &row[at].text));
                    }
                }
                Block::Grid(grid) => {
                    grid.rows.iter().for_each(|(name, _)| choices.add(grid.corner, name));
                    grid.legend.iter().for_each(|(mark, _)| choices.add(grid.marks, &mark.text));
                }
                _ => {}
            }
        }
        choices
    }

    fn add(&mut self, name: &'d str, word: &'d str) {
        let field = self.field(name).unwrap_or_else(|| {
            self.names.push(name);
            self.words.push(Vec::new());
            self.names.len() - 1
        });
        if !word.is_empty() && !self.places.contains_key(&(field, word)) {
            self.places.insert((field, word), self.words[field].len());
            self.words[field].push(word);
        }
    }

    /// Whether there is nothing to choose by.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The place of what is chosen by.
    pub fn field(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| *known == name)
    }

    /// The fields of a table's columns.
    pub fn of_columns(&self, columns: &[Column]) -> Vec<Option<usize>> {
        columns.iter().map(|column| self.field(&column.heading).filter(|_| column.is_choice)).collect()
    }

    /// What a row is chosen by: `0=3 1=5`, the places of fields and words; `None` where it is never chosen.
    ///
    /// `fields` are those of its columns; `part` is the part of the table that it stands in, and what such parts are.
    pub fn of_row(
        &self,
        row: &[Cell<'_>],
        fields: &[Option<usize>],
        part: Option<(&str, &Part<'_>)>,
    ) -> Option<String> {
        let of_cells = row.iter().zip(fields).filter_map(|(cell, field)| Some(((*field)?, cell.text.as_ref())));
        let of_part = part.and_then(|(parted_by, part)| Some((self.field(parted_by)?, part.name.as_ref())));
        let places: Vec<String> =
            of_cells.chain(of_part).filter_map(|(field, word)| self.of_word(field, word)).collect();
        (!places.is_empty()).then(|| places.join(" "))
    }

    /// The places of a field and one of its words.
    pub fn of_word(&self, field: usize, word: &str) -> Option<String> {
        let place = self.places.get(&(field, word))?;
        Some(format!("{field}={place}"))
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
                                    @for (place, word) in words.iter().enumerate() { option value=(place) { (flat(word)) } }
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
