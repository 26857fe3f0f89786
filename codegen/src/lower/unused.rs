//! Which types are left out: those that no operation, webhook or callback reaches. Components that nothing refers to are
//! among them, and schemas that only served as parts of an `allOf`.
//!
//! A stranger would get this wrong: a type that is left out still claims its name, so that using it renames no other; it
//! leaves after `name`. A file stays whole or leaves. A description of types alone keeps them all.

use super::lowering::Lowering;
use crate::coverage::{Coverage, Treatment};
use crate::select::Selection;
use crate::shape::{Api, TypeId, reached};
use crate::value::Location;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// The types of components.
pub(super) struct Components {
    all: HashSet<TypeId>,
    /// Those that the selection asks for, used or not.
    asked_for: Vec<TypeId>,
}

impl Components {
    pub(super) fn of(lowering: &Lowering<'_>, selection: &Selection) -> Self {
        let origins = lowering.origins.iter();
        let components = origins.filter(|(_, schema)| lowering.is_component(**schema));
        let (mut all, mut asked_for) = (HashSet::new(), Vec::new());
        for (id, schema) in components {
            all.insert(*id);
            if selection.asks_for(&lowering.schemas[*schema]) {
                asked_for.push(*id);
            }
        }
        Self { all, asked_for }
    }
}

/// Marks the types that are left out, and counts those of components.
pub(super) fn settle(api: &mut Api, components: Components, coverage: &mut Coverage) {
    let has_operations = api.groups.iter().any(|group| !group.operations.is_empty());
    if !has_operations && api.incoming.is_empty() {
        return;
    }
    let used = used(api, components.asked_for);
    let mut counts: BTreeMap<(Arc<str>, String), (Location, usize)> = BTreeMap::new();
    for (index, definition) in api.types.iter_mut().enumerate() {
        let id = TypeId::of(index);
        definition.unused = !used.contains(&id);
        if definition.unused
            && components.all.contains(&id)
            && let Some((parent, _)) = definition.location.pointer.rsplit_once('/')
        {
            let key = (Arc::clone(&definition.location.file), parent.to_owned());
            let first = || (definition.location.clone(), 0);
            counts.entry(key).or_insert_with(first).1 += 1;
        }
    }
    for ((_, parent), (first, count)) in counts {
        let location = Location {
            pointer: parent.into(),
            ..first
        };
        let note = match count {
            1 => "one component that no operation uses is left out".to_owned(),
            _ => format!("{count} components that no operation uses are left out"),
        };
        coverage.add(&location, "unused components", Treatment::Ignored, note);
    }
}

/// The types that operations and what the service sends reach, and these; each with all that stand in its file.
fn used(api: &mut Api, mut from: Vec<TypeId>) -> HashSet<TypeId> {
    api.for_used_ids(&mut |id| from.push(*id));
    let mut inside: HashMap<TypeId, Vec<TypeId>> = HashMap::new();
    for (index, definition) in api.types.iter().enumerate() {
        let id = TypeId::of(index);
        inside.entry(definition.home).or_default().push(id);
    }
    reached(from, |id| {
        let definition = api.type_def(id);
        let beside = inside.get(&definition.home).into_iter().flatten().copied();
        beside.chain(definition.definition.mentioned())
    })
}
