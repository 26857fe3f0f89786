//! One type for inline schemas that are equal, where the author of the client wants that: each place keeps its name, as
//! an alias.
//!
//! What a stranger would get wrong: components are never put together, since their author gave them names of their own.
//! An inline schema that equals one is another name of it. Words are compared too: none of them is lost, but for those of
//! the type itself, which stay with its alias.

use crate::select::Inline;
use crate::shape::{Definition, Field, Rest, Type, TypeDef, TypeId};
use std::collections::HashMap;

/// Puts inline types together that are equal; `inline` says of each type whether its schema has no name of its own.
pub(super) fn settle(types: &mut [TypeDef], is_inline: &[bool], inline: Inline) {
    if inline == Inline::Apart {
        return;
    }
    // Types are compared by what they refer to, so that what is equal inside makes equal what is around it.
    let mut shared = shared_by(types);
    loop {
        let found = equal(types, is_inline, &shared);
        if found.is_empty() {
            break;
        }
        for (id, other) in found {
            shared[id.0 as usize] = other;
        }
    }
    for (index, other) in shared.into_iter().enumerate() {
        let id = TypeId::of(index);
        let is_alias = matches!(types[index].definition, Definition::Alias(_));
        if other != id && !is_alias {
            types[index].definition = Definition::Alias(Type::Named(other));
        }
    }
}

/// What each type is another name of: itself, but for aliases of a definition.
fn shared_by(types: &[TypeDef]) -> Vec<TypeId> {
    let target = |mut id: TypeId| {
        // No chain of aliases is longer than there are types.
        for _ in types {
            let Definition::Alias(Type::Named(next)) = types[id.0 as usize].definition else {
                break;
            };
            id = next;
        }
        id
    };
    (0..types.len())
        .map(|index| target(TypeId::of(index)))
        .collect()
}

/// The inline types that equal another that goes before them, each with that.
fn equal(types: &[TypeDef], is_inline: &[bool], shared: &[TypeId]) -> Vec<(TypeId, TypeId)> {
    let mut alike: HashMap<String, Vec<TypeId>> = HashMap::new();
    for (index, definition) in types.iter().enumerate() {
        let id = TypeId::of(index);
        if shared[index] == id
            && let Some(content) = content(definition, shared)
        {
            alike.entry(content).or_default().push(id);
        }
    }
    let mut found = Vec::new();
    for ids in alike.into_values() {
        let order = |id: &&TypeId| {
            let name = &types[id.0 as usize].name;
            (
                is_inline[id.0 as usize],
                name.words.len(),
                &name.words,
                &name.wire,
            )
        };
        let Some(first) = ids.iter().min_by_key(order) else {
            continue;
        };
        let others = ids
            .iter()
            .filter(|id| is_inline[id.0 as usize] && *id != first);
        found.extend(others.map(|id| (*id, *first)));
    }
    found
}

/// All that tells a type from others, as text; `None` for one that is left alone: an alias, and one that is written as
/// XML, where the name of its place is the name of an element.
fn content(definition: &TypeDef, shared: &[TypeId]) -> Option<String> {
    if definition.xml.is_some() {
        return None;
    }
    let mut content = definition.definition.clone();
    match &mut content {
        Definition::Alias(_) => return None,
        Definition::Struct(object) => {
            for Field {
                name, ty, example, ..
            } in &mut object.fields
            {
                name.apart.clear();
                *example = None;
                refer(ty, shared);
            }
            if let Rest::Typed(ty) = &mut object.rest {
                refer(ty, shared);
            }
        }
        Definition::Enum(set) => {
            for variant in &mut set.variants {
                variant.name.apart.clear();
            }
        }
        Definition::Tagged(union) => {
            for arm in &mut union.arms {
                arm.name.apart.clear();
                refer(&mut arm.ty, shared);
            }
        }
        Definition::Untagged(union) => {
            for arm in &mut union.arms {
                arm.name.apart.clear();
                refer(&mut arm.ty, shared);
            }
        }
        Definition::Newtype(ty) => refer(ty, shared),
    }
    Some(format!("{content:?}"))
}

/// Lets a type mention what its definitions are other names of.
fn refer(ty: &mut Type, shared: &[TypeId]) {
    match ty {
        Type::Named(id) => *id = shared[id.0 as usize],
        Type::List(inner)
        | Type::Array(inner, _)
        | Type::Map(inner)
        | Type::Nullable(inner)
        | Type::Boxed(inner)
        | Type::Secret(inner) => refer(inner, shared),
        Type::KeyedMap(key, inner) => {
            *key = shared[key.0 as usize];
            refer(inner, shared);
        }
        Type::Tuple(elements) => elements
            .iter_mut()
            .for_each(|element| refer(element, shared)),
        Type::Unit
        | Type::Bool
        | Type::I8
        | Type::I16
        | Type::I32
        | Type::I64
        | Type::U8
        | Type::U16
        | Type::U32
        | Type::U64
        | Type::F64
        | Type::String
        | Type::Format(_)
        | Type::Any
        | Type::Bytes
        | Type::File
        | Type::Event
        | Type::Own(_) => {}
    }
}
