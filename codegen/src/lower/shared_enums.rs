//! Enums that several places share by a name of their own (`x-ms-enum.name`).
//!
//! A stranger would share by name alone: lists that disagree are types of their own. Names that differ in nothing but
//! case are one name where their lists agree.

use crate::description::{Place, Schemas};
use crate::shape::TypeId;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Enums that carry a name of their own (`x-ms-enum.name`) and mean the same wherever it stands.
#[derive(Default)]
pub(super) struct SharedEnums {
    /// Names whose lists of values all agree, and the spelling that all of them share.
    spellings: HashMap<String, String>,
    /// The types that they became.
    pub(super) types: HashMap<String, TypeId>,
}

/// The lists of values that stand under each spelling of a name.
type Lists<'a> = BTreeMap<&'a str, Vec<Vec<String>>>;

impl SharedEnums {
    /// Collects the names.
    pub(super) fn of(schemas: &Schemas) -> Self {
        let mut names: BTreeMap<String, Lists<'_>> = BTreeMap::new();
        let mut components = HashSet::new();
        for schema in &schemas.0 {
            if let Place::Component(name) = &schema.place {
                components.insert(name.as_str());
            } else if let Some(listed) = &schema.enumeration
                && let Some(name) = &listed.name
            {
                let values = listed.values.iter().map(|value| value.value.to_json());
                let spellings = names.entry(name.to_lowercase()).or_default();
                let lists = spellings.entry(name).or_default();
                lists.push(values.collect());
            }
        }
        let mut shared = Self::default();
        for spellings in names.values() {
            shared.share(spellings, &components);
        }
        shared
    }

    /// Shares what agrees: all spellings of a name, or else each that agrees with itself.
    fn share(&mut self, spellings: &Lists<'_>, components: &HashSet<&str>) {
        let is_taken = spellings.keys().any(|name| components.contains(name));
        let all_agree = agree(spellings.values().flatten());
        let common = spellings.keys().next().filter(|_| all_agree && !is_taken);
        for (name, lists) in spellings {
            let is_free = !components.contains(name) && agree(lists.iter());
            if let Some(spelling) = common.or(Some(name)).filter(|_| is_free) {
                let spelling = (*spelling).to_owned();
                self.spellings.insert((*name).to_owned(), spelling);
            }
        }
    }

    /// The spelling under which a name is shared.
    pub(super) fn spelling(&self, name: &str) -> Option<String> {
        self.spellings.get(name).cloned()
    }
}

fn agree<'a>(mut lists: impl Iterator<Item = &'a Vec<String>>) -> bool {
    let first = lists.next();
    lists.all(|other| Some(other) == first)
}
