//! Which operation and which type of one state is which of the other.
//!
//! Operations are the same by method and path, else by identifier, else by name; types by name. What is left over on
//! both sides was renamed where it has the same shape, or stands at the same place of counterparts and has most of it.
//! What a stranger would get wrong: a type that has the name of another's old self is that other's counterpart, because
//! callers know names.

use crate::shape::{Api, Definition, Operation, Rest, Struct, Type, TypeId};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What operations of two states have in common.
type Key<'k> = &'k dyn Fn(&Api, OperationRef) -> String;

/// An operation: indexes of its group and of itself.
pub(super) type OperationRef = (usize, usize);

/// The counterparts.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// Operations of both states.
    pub(super) operations: Vec<(OperationRef, OperationRef)>,
    /// Operations of the state before alone.
    pub(super) removed: Vec<OperationRef>,
    /// Operations of the state after alone.
    pub(super) added: Vec<OperationRef>,
    forth: HashMap<TypeId, TypeId>,
    back: HashMap<TypeId, TypeId>,
}

impl Pairs {
    pub(super) fn of(before: &Api, after: &Api) -> Self {
        let mut pairs = Self::default();
        pairs.pair_operations(before, after);
        pairs.pair_types_by_name(before, after);
        pairs.pair_types_by_place(before, after);
        pairs.pair_types_by_shape(before, after);
        pairs
    }

    pub(super) fn after(&self, before: TypeId) -> Option<TypeId> {
        self.forth.get(&before).copied()
    }

    pub(super) fn before(&self, after: TypeId) -> Option<TypeId> {
        self.back.get(&after).copied()
    }

    pub(super) fn are_counterparts(&self, before: TypeId, after: TypeId) -> bool {
        self.after(before) == Some(after)
    }

    fn pair(&mut self, before: TypeId, after: TypeId) {
        self.forth.insert(before, after);
        self.back.insert(after, before);
    }

    fn pair_operations(&mut self, before: &Api, after: &Api) {
        let mut left: Vec<OperationRef> = all(before);
        let mut right: Vec<OperationRef> = all(after);
        let by_route = |api: &Api, at: OperationRef| {
            let operation = operation(api, at);
            format!("{} {}", operation.method, without_names(&operation.route))
        };
        let by_id = |api: &Api, at: OperationRef| operation(api, at).id.clone();
        let by_name = operation_path;
        let keys: [Key<'_>; 3] = [&by_route, &by_id, &by_name];
        for key in keys {
            let mut known: BTreeMap<String, Vec<OperationRef>> = BTreeMap::new();
            for at in right.iter().rev() {
                known.entry(key(after, *at)).or_default().push(*at);
            }
            left.retain(|at| {
                let found = known.get_mut(&key(before, *at)).and_then(Vec::pop);
                self.operations.extend(found.map(|found| (*at, found)));
                found.is_none()
            });
            let taken: HashSet<OperationRef> =
                self.operations.iter().map(|(_, after)| *after).collect();
            right.retain(|at| !taken.contains(at));
        }
        self.removed = left;
        self.added = right;
    }

    fn pair_types_by_name(&mut self, before: &Api, after: &Api) {
        let known: HashMap<&str, TypeId> = after
            .types
            .iter()
            .enumerate()
            .map(|(index, definition)| (definition.name.ident.as_str(), TypeId::of(index)))
            .collect();
        for (index, definition) in before.types.iter().enumerate() {
            if let Some(found) = known.get(definition.name.ident.as_str()) {
                self.pair(TypeId::of(index), *found);
            }
        }
    }

    /// Pairs what stands at the same place of counterparts, and from there on what that holds.
    fn pair_types_by_place(&mut self, before: &Api, after: &Api) {
        let mut todo: Vec<(&Type, &Type)> = Vec::new();
        for (left, right) in &self.operations {
            uses_of_operations(
                operation(before, *left),
                operation(after, *right),
                &mut todo,
            );
        }
        for (left, right) in &self.forth {
            let (left, right) = (before.type_def(*left), after.type_def(*right));
            uses_of_types(&left.definition, &right.definition, &mut todo);
        }
        while let Some((left, right)) = todo.pop() {
            for (left, right) in left.definitions().into_iter().zip(right.definitions()) {
                if self.forth.contains_key(&left) || self.back.contains_key(&right) {
                    continue;
                }
                let (old, new) = (before.type_def(left), after.type_def(right));
                if likeness(&old.definition, &new.definition) >= LIKE {
                    self.pair(left, right);
                    uses_of_types(&old.definition, &new.definition, &mut todo);
                }
            }
        }
    }

    /// Pairs types of the same members, where no other has them.
    fn pair_types_by_shape(&mut self, before: &Api, after: &Api) {
        let left = lonely(before, |id| self.forth.contains_key(&id));
        let right = lonely(after, |id| self.back.contains_key(&id));
        for (shape, ids) in left {
            if let ([left], Some([right])) = (ids.as_slice(), right.get(&shape).map(Vec::as_slice))
            {
                self.pair(*left, *right);
            }
        }
    }
}

/// The share of members that two types at one place have in common, from which on one is the other renamed.
const LIKE: f64 = 0.6;

fn all(api: &Api) -> Vec<OperationRef> {
    let groups = api.groups.iter().enumerate();
    groups
        .flat_map(|(group, it)| (0..it.operations.len()).map(move |index| (group, index)))
        .collect()
}

pub(super) fn operation(api: &Api, (group, index): OperationRef) -> &Operation {
    &api.groups[group].operations[index]
}

/// The path of an operation's struct below the API's module.
pub(super) fn operation_path(api: &Api, (group, index): OperationRef) -> String {
    let group = &api.groups[group];
    format!(
        "{}::{}",
        group.name.ident, group.operations[index].name.ident
    )
}

/// A path template with its parameters unnamed.
fn without_names(route: &str) -> String {
    let mut out = String::with_capacity(route.len());
    let mut inside = false;
    for character in route.chars() {
        match character {
            '{' => {
                inside = true;
                out.push('{');
            }
            '}' => {
                inside = false;
                out.push('}');
            }
            other if !inside => out.push(other),
            _ => {}
        }
    }
    out
}

fn uses_of_operations<'a>(
    before: &'a Operation,
    after: &'a Operation,
    uses: &mut Vec<(&'a Type, &'a Type)>,
) {
    for argument in &before.arguments {
        let same = |other: &&crate::shape::Argument| other.name.wire == argument.name.wire;
        uses.extend(
            after
                .arguments
                .iter()
                .find(same)
                .map(|other| (&argument.ty, &other.ty)),
        );
    }
    if let (Some(before), Some(after)) = (&before.body, &after.body) {
        for form in &before.forms {
            let same = |other: &&crate::shape::BodyForm| other.media_type == form.media_type;
            uses.extend(
                after
                    .forms
                    .iter()
                    .find(same)
                    .map(|other| (&form.ty, &other.ty)),
            );
        }
    }
    for answer in &before.answers {
        let Some(other) = after.answers.iter().find(|it| it.status == answer.status) else {
            continue;
        };
        for body in &answer.bodies {
            let same = |it: &&crate::shape::AnswerBody| it.media_type == body.media_type;
            uses.extend(other.bodies.iter().find(same).map(|it| (&body.ty, &it.ty)));
        }
    }
}

fn uses_of_types<'a>(
    before: &'a Definition,
    after: &'a Definition,
    uses: &mut Vec<(&'a Type, &'a Type)>,
) {
    match (before, after) {
        (Definition::Struct(before), Definition::Struct(after)) => {
            for field in &before.fields {
                let same = |other: &&crate::shape::Field| other.name.wire == field.name.wire;
                uses.extend(after.fields.iter().find(same).map(|it| (&field.ty, &it.ty)));
            }
            if let (Rest::Typed(before), Rest::Typed(after)) = (&before.rest, &after.rest) {
                uses.push((before, after));
            }
        }
        (Definition::Tagged(before), Definition::Tagged(after)) => {
            for arm in &before.arms {
                let same = |it: &&crate::shape::TaggedArm| it.tags == arm.tags;
                uses.extend(after.arms.iter().find(same).map(|it| (&arm.ty, &it.ty)));
            }
        }
        (Definition::Untagged(before), Definition::Untagged(after)) => {
            uses.extend(
                before
                    .arms
                    .iter()
                    .zip(&after.arms)
                    .map(|(arm, other)| (&arm.ty, &other.ty)),
            );
        }
        (
            Definition::Alias(before) | Definition::Newtype(before),
            Definition::Alias(after) | Definition::Newtype(after),
        ) => uses.push((before, after)),
        _ => {}
    }
}

/// The share of members that two definitions of a kind have in common.
fn likeness(before: &Definition, after: &Definition) -> f64 {
    if std::mem::discriminant(before) != std::mem::discriminant(after) {
        return 0.0;
    }
    let (before, after) = (members(before), members(after));
    if before.is_empty() && after.is_empty() {
        return 1.0;
    }
    let shared = before
        .iter()
        .filter(|member| after.contains(*member))
        .count();
    let most = before.len().max(after.len());
    #[expect(
        clippy::cast_precision_loss,
        reason = "no type has so many members that it matters"
    )]
    let share = shared as f64 / most as f64;
    share
}

/// What names the members of a definition on the wire.
fn members(definition: &Definition) -> Vec<String> {
    match definition {
        Definition::Struct(Struct {
            fields, constants, ..
        }) => {
            let constants = constants
                .iter()
                .map(|constant| format!("{}={}", constant.name, constant.value.to_json()));
            let fields = fields.iter().map(|field| field.name.wire.clone());
            fields.chain(constants).collect()
        }
        Definition::Enum(values) => {
            let values = values.variants.iter();
            values.map(|variant| variant.value.to_json()).collect()
        }
        Definition::Tagged(union) => union.arms.iter().flat_map(|arm| arm.tags.clone()).collect(),
        Definition::Untagged(union) => {
            let arms = union.arms.iter();
            arms.map(|arm| arm.name.wire.clone()).collect()
        }
        Definition::Alias(_) | Definition::Newtype(_) => Vec::new(),
    }
}

/// The types without a counterpart by their shapes, where these say enough to know a type by.
fn lonely(api: &Api, has_counterpart: impl Fn(TypeId) -> bool) -> BTreeMap<String, Vec<TypeId>> {
    let mut found: BTreeMap<String, Vec<TypeId>> = BTreeMap::new();
    for (index, definition) in api.types.iter().enumerate() {
        let id = TypeId::of(index);
        let members = members(&definition.definition);
        if !has_counterpart(id) && members.len() > 1 {
            let kind = std::mem::discriminant(&definition.definition);
            found
                .entry(format!("{kind:?} {members:?}"))
                .or_default()
                .push(id);
        }
    }
    found
}
