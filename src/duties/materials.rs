//! Which materials of a duty are asked for, and have not come.

use indexmap::IndexSet;

use super::duty::Duty;
use crate::journal::{State, Status};

impl Duty<'_> {
    /// The materials that have not come: those that its activity names, and those that were noted as missing.
    pub fn missing_materials(&self) -> Vec<&str> {
        self.missing_materials_after(&self.state)
    }

    /// The same once other things have been said of it.
    pub fn missing_materials_after<'d>(&'d self, state: &'d State) -> Vec<&'d str> {
        let known = state.materials();
        let has_come = |name: &str| known.and_then(|known| known.get(name)).is_some_and(|material| material.has_come);
        let named = self.activity.deliver.iter().map(String::as_str).filter(|_| self.asks_for_materials(state));
        let noted = known.into_iter().flatten().filter(|(_, material)| !material.has_come);
        let all: IndexSet<&str> = named.chain(noted.map(|(name, _)| name.as_ref())).collect();
        all.into_iter().filter(|name| !has_come(name)).collect()
    }

    /// Whether materials are asked for: not of what is waived, nor of what is done at will or with the lead until it is done.
    fn asks_for_materials(&self, state: &State) -> bool {
        match state.status {
            Status::Waived => false,
            Status::Done => true,
            _ => !self.optional && !self.with_lead,
        }
    }
}
