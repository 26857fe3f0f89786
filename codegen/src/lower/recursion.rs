//! Types that contain themselves: boxes where Rust needs them, newtypes where an alias would be infinite.
//!
//! Works on the finished list of types, since only the whole list knows the cycles. A field is boxed if its type can
//! reach the struct again without a list or a map in between.

use crate::coverage::{Coverage, Treatment};
use crate::shape::{Definition, Type, TypeDef, TypeId};

/// Settles all cycles.
pub(super) fn settle(types: &mut [TypeDef], coverage: &mut Coverage) {
    aliases(types);
    arms(types);
    boxes(types);
    endless(types, coverage);
}

/// Aliases that reach themselves through other aliases become newtypes.
fn aliases(types: &mut [TypeDef]) {
    let groups = components(types.len(), |index| match &types[index].definition {
        Definition::Alias(ty) => ty
            .definitions()
            .into_iter()
            .filter(|id| matches!(types[id.0 as usize].definition, Definition::Alias(_)))
            .collect(),
        _ => Vec::new(),
    });
    for (index, definition) in types.iter_mut().enumerate() {
        if let Definition::Alias(ty) = &definition.definition
            && groups.is_cyclic(index)
        {
            let ty = if ty.held().is_empty() {
                ty.clone()
            } else {
                Type::Any
            };
            definition.definition = Definition::Newtype(ty);
        }
    }
}

/// Arms that hold a struct or a union are boxed, all alike, so that no arm makes the others large.
fn arms(types: &mut [TypeDef]) {
    let large: Vec<bool> = (0..types.len())
        .map(|index| is_large(types, index))
        .collect();
    let boxed = |ty: &mut Type| {
        if let Type::Named(id) = ty
            && large[id.0 as usize]
        {
            *ty = Type::Boxed(Box::new(Type::Named(*id)));
        }
    };
    for definition in types {
        match &mut definition.definition {
            Definition::Tagged(union) => union.arms.iter_mut().for_each(|arm| boxed(&mut arm.ty)),
            Definition::Untagged(union) => union.arms.iter_mut().for_each(|arm| boxed(&mut arm.ty)),
            Definition::Struct(_)
            | Definition::Enum(_)
            | Definition::Alias(_)
            | Definition::Newtype(_) => {}
        }
    }
}

fn is_large(types: &[TypeDef], index: usize) -> bool {
    let mut at = index;
    for _ in 0..types.len() {
        match &types[at].definition {
            Definition::Alias(Type::Named(id)) => at = id.0 as usize,
            Definition::Struct(_) | Definition::Tagged(_) | Definition::Untagged(_) => return true,
            Definition::Enum(_) | Definition::Alias(_) | Definition::Newtype(_) => return false,
        }
    }
    false
}

/// Fields that hold, by value, a type that holds the struct again.
fn boxes(types: &mut [TypeDef]) {
    let groups = components(types.len(), |index| held(&types[index].definition));
    let aliases: Vec<Option<Type>> = types
        .iter()
        .map(|definition| match &definition.definition {
            Definition::Alias(ty) => Some(ty.clone()),
            _ => None,
        })
        .collect();
    for (index, definition) in types.iter_mut().enumerate() {
        let Definition::Struct(object) = &mut definition.definition else {
            continue;
        };
        for field in &mut object.fields {
            let is_cyclic =
                |id: TypeId| groups.same(index, id.0 as usize) && !held_nothing(&aliases, id);
            box_inside(&mut field.ty, &is_cyclic);
        }
    }
}

/// Whether an alias holds nothing by value (a list, a map): no box is needed around it.
fn held_nothing(aliases: &[Option<Type>], id: TypeId) -> bool {
    aliases[id.0 as usize]
        .as_ref()
        .is_some_and(|ty| ty.held().is_empty())
}

fn box_inside(ty: &mut Type, is_cyclic: &dyn Fn(TypeId) -> bool) {
    match ty {
        Type::Named(id) if is_cyclic(*id) => *ty = Type::Boxed(Box::new(Type::Named(*id))),
        Type::Nullable(inner) | Type::Array(inner, _) => box_inside(inner, is_cyclic),
        Type::Tuple(elements) => {
            for element in elements {
                box_inside(element, is_cyclic);
            }
        }
        _ => {}
    }
}

/// The types that a definition holds by value.
fn held(definition: &Definition) -> Vec<TypeId> {
    definition
        .types()
        .into_iter()
        .flat_map(Type::held)
        .collect()
}

/// Required fields that need a value of their own struct first: no finite JSON has one, so they are optional.
fn endless(types: &mut [TypeDef], coverage: &mut Coverage) {
    let groups = components(types.len(), |index| match &types[index].definition {
        Definition::Struct(object) => object
            .fields
            .iter()
            .filter(|field| !field.optional)
            .flat_map(|field| needed(&field.ty))
            .collect(),
        Definition::Alias(ty) | Definition::Newtype(ty) => needed(ty),
        Definition::Enum(_) | Definition::Tagged(_) | Definition::Untagged(_) => Vec::new(),
    });
    for (index, definition) in types.iter_mut().enumerate() {
        let Definition::Struct(object) = &mut definition.definition else {
            continue;
        };
        for field in object.fields.iter_mut().filter(|field| !field.optional) {
            if needed(&field.ty)
                .into_iter()
                .any(|id| groups.same(index, id.0 as usize) && groups.is_cyclic(index))
            {
                field.optional = true;
                field.asked = false;
                let note = format!(
                    "`{}` is required but needs a value of its own type first: it is optional",
                    field.name.wire
                );
                coverage.add(&definition.location, "required", Treatment::Widened, note);
            }
        }
    }
}

/// The definitions that must be made before a value of the type is.
fn needed(ty: &Type) -> Vec<TypeId> {
    match ty {
        Type::Named(id) => vec![*id],
        Type::Boxed(inner) | Type::Secret(inner) | Type::Array(inner, _) => needed(inner),
        Type::Tuple(elements) => elements.iter().flat_map(needed).collect(),
        _ => Vec::new(),
    }
}

/// The strongly connected components of a graph.
struct Components {
    of: Vec<usize>,
    size: Vec<usize>,
    own: Vec<bool>,
}

impl Components {
    fn same(&self, a: usize, b: usize) -> bool {
        self.of[a] == self.of[b]
    }

    /// Whether a node reaches itself.
    fn is_cyclic(&self, index: usize) -> bool {
        self.own[index] || self.size[self.of[index]] > 1
    }
}

/// Tarjan's algorithm with a stack of its own: chains of types can be long.
fn components(count: usize, edges: impl Fn(usize) -> Vec<TypeId>) -> Components {
    let edges: Vec<Vec<usize>> = (0..count)
        .map(|index| edges(index).into_iter().map(|id| id.0 as usize).collect())
        .collect();
    let own = edges
        .iter()
        .enumerate()
        .map(|(index, next)| next.contains(&index))
        .collect();
    let mut found = Components {
        of: vec![usize::MAX; count],
        size: Vec::new(),
        own,
    };
    let mut order = vec![usize::MAX; count];
    let mut low = vec![0; count];
    let (mut stack, mut counter) = (Vec::new(), 0);
    for start in 0..count {
        if order[start] != usize::MAX {
            continue;
        }
        let mut calls = vec![(start, 0)];
        while let Some((node, next)) = calls.pop() {
            if next == 0 {
                order[node] = counter;
                low[node] = counter;
                counter += 1;
                stack.push(node);
            }
            if let Some(target) = edges[node].get(next) {
                calls.push((node, next + 1));
                if order[*target] == usize::MAX {
                    calls.push((*target, 0));
                } else if found.of[*target] == usize::MAX {
                    low[node] = low[node].min(order[*target]);
                }
                continue;
            }
            if let Some((parent, _)) = calls.last() {
                low[*parent] = low[*parent].min(low[node]);
            }
            if low[node] == order[node] {
                let members = found.size.len();
                let mut size = 0;
                while let Some(member) = stack.pop() {
                    found.of[member] = members;
                    size += 1;
                    if member == node {
                        break;
                    }
                }
                found.size.push(size);
            }
        }
    }
    found
}
