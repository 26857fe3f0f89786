//! Unused types leave once everything has its name.
//!
//! What surprises: they take part in naming all the same. If they did not, the first use of one could rename another.

use crate::shape::{Api, TypeId};

/// Drops the types that are marked as unused, and moves the ids of the others.
pub(super) fn drop_unused(api: &mut Api) {
    let mut next = 0..;
    let moved: Vec<Option<TypeId>> = api
        .types
        .iter()
        .map(|definition| {
            (!definition.unused)
                .then(|| next.next().map(TypeId))
                .flatten()
        })
        .collect();
    if moved.iter().all(Option::is_some) {
        return;
    }
    api.types.retain(|definition| !definition.unused);
    // What stays refers to nothing that leaves.
    let mut correct = |id: &mut TypeId| *id = moved[id.0 as usize].unwrap_or(*id);
    api.for_used_ids(&mut correct);
    for definition in &mut api.types {
        definition.for_ids(&mut correct);
    }
}
