//! Enums that several places share by a name of their own (`x-ms-enum.name`).
//!
//! A stranger would share by name alone: lists that disagree are types of their own.

use crate::description::{Place, Schemas};
use crate::shape::TypeId;
use std::collections::{HashMap, HashSet};

/// Enums that carry a name of their own (`x-ms-enum.name`) and mean the same wherever it stands.
#[derive(Default)]
pub(super) struct SharedEnums {
    /// Names whose lists of values all agree.
    pub(super) names: HashSet<String>,
    /// The types that they became.
    pub(super) types: HashMap<String, TypeId>,
}

impl SharedEnums {
    /// Collects the names.
    pub(super) fn of(schemas: &Schemas) -> Self {
        let mut lists: HashMap<&str, (Vec<String>, bool)> = HashMap::new();
        let mut components = HashSet::new();
        for schema in &schemas.0 {
            if let Place::Component(name) = &schema.place {
                components.insert(name.as_str());
                continue;
            }
            let Some(enumeration) = &schema.enumeration else {
                continue;
            };
            let Some(name) = &enumeration.name else {
                continue;
            };
            let values: Vec<String> = enumeration
                .values
                .iter()
                .map(|value| value.value.to_json())
                .collect();
            lists
                .entry(name)
                .and_modify(|(known, agree)| *agree &= *known == values)
                .or_insert((values, true));
        }
        let agreed = lists
            .into_iter()
            .filter(|(name, (_, agree))| *agree && !components.contains(name));
        Self {
            names: agreed.map(|(name, _)| name.to_owned()).collect(),
            types: HashMap::new(),
        }
    }
}
