//! Whether all values of one type are values of another on the wire, whatever Rust calls them.
//!
//! What a stranger would get wrong: types that are counterparts hold each other here, whatever changed of them, for that
//! is told once and at the definition. And a type that holds itself is asked of itself: what is being asked is taken to
//! hold until something inside says otherwise.

use super::pair::Pairs;
use crate::shape::{
    Api, Constant, Definition, Field, Format, Rest, Struct, TaggedUnion, Type, TypeId, ValueEnum,
    ValueKind as Basis,
};
use std::collections::HashSet;

/// A question about two states of an API.
pub(super) struct Holds<'a> {
    wide: &'a Api,
    narrow: &'a Api,
    pairs: &'a Pairs,
    /// Whether the state before is the wide one.
    before_is_wide: bool,
    /// Whether scalars are written as text, so that a text may be any of them.
    as_text: bool,
    assumed: HashSet<(TypeId, TypeId)>,
}

impl<'a> Holds<'a> {
    /// Whether the type before has all values of the type after.
    pub(super) fn before(before: &'a Api, after: &'a Api, pairs: &'a Pairs) -> Self {
        Self {
            wide: before,
            narrow: after,
            pairs,
            before_is_wide: true,
            as_text: false,
            assumed: HashSet::new(),
        }
    }

    /// Whether the type after has all values of the type before.
    pub(super) fn after(before: &'a Api, after: &'a Api, pairs: &'a Pairs) -> Self {
        Self {
            wide: after,
            narrow: before,
            pairs,
            before_is_wide: false,
            as_text: false,
            assumed: HashSet::new(),
        }
    }

    /// The same for values that are written as text, as parameters are.
    pub(super) fn in_text(self) -> Self {
        Self {
            as_text: true,
            ..self
        }
    }

    /// Whether the first type, of the wide state, has all values of the second.
    pub(super) fn types(&mut self, wide: &Type, narrow: &Type) -> bool {
        match (wide, narrow) {
            (Type::Any, _) => true,
            (Type::Boxed(inner) | Type::Secret(inner), other) => self.types(inner, other),
            (other, Type::Boxed(inner) | Type::Secret(inner)) => self.types(other, inner),
            (Type::Named(wide), Type::Named(narrow)) => self.named(*wide, *narrow),
            (other, Type::Named(narrow)) => self.other_holds_named(other, *narrow),
            (Type::Named(wide), other) => self.named_holds_other(*wide, other),
            (Type::Nullable(wide), Type::Nullable(narrow)) => self.types(wide, narrow),
            (Type::Nullable(wide), other) => self.types(wide, other),
            (Type::List(wide), Type::List(narrow) | Type::Array(narrow, _))
            | (Type::Map(wide), Type::Map(narrow) | Type::KeyedMap(_, narrow)) => {
                self.types(wide, narrow)
            }
            (Type::List(wide), Type::Tuple(elements)) => {
                elements.iter().all(|element| self.types(wide, element))
            }
            (Type::Array(wide, count), Type::Array(narrow, other)) => {
                count == other && self.types(wide, narrow)
            }
            (Type::Tuple(wide), Type::Tuple(narrow)) => {
                wide.len() == narrow.len()
                    && wide
                        .iter()
                        .zip(narrow)
                        .all(|(wide, narrow)| self.types(wide, narrow))
            }
            (Type::KeyedMap(keys, wide), Type::KeyedMap(others, narrow)) => {
                self.named(*keys, *others) && self.types(wide, narrow)
            }
            (wide, narrow) => match (plain(wide), plain(narrow)) {
                (Some(Plain::Text), Some(_)) if self.as_text => true,
                (Some(wide), Some(narrow)) => wide.holds(&narrow),
                _ => wide == narrow,
            },
        }
    }

    /// A type without a name beside one with a name.
    fn other_holds_named(&mut self, wide: &Type, narrow: TypeId) -> bool {
        match &self.narrow.type_def(narrow).definition {
            Definition::Alias(inner) | Definition::Newtype(inner) => self.types(wide, inner),
            Definition::Enum(values) => match (wide, values.kind) {
                (Type::Nullable(wide), _) => self.types(wide, &Type::Named(narrow)),
                (wide, kind) => basis(kind)
                    .and_then(|basis| Some(plain(wide)?.holds(&basis)))
                    .unwrap_or(false),
            },
            Definition::Untagged(union) => union.arms.iter().all(|arm| self.types(wide, &arm.ty)),
            Definition::Struct(_) | Definition::Tagged(_) => match wide {
                Type::Nullable(wide) => self.types(wide, &Type::Named(narrow)),
                _ => false,
            },
        }
    }

    fn named_holds_other(&mut self, wide: TypeId, narrow: &Type) -> bool {
        match &self.wide.type_def(wide).definition {
            Definition::Alias(inner) | Definition::Newtype(inner) => self.types(inner, narrow),
            Definition::Untagged(union) => union.arms.iter().any(|arm| self.types(&arm.ty, narrow)),
            Definition::Struct(_) | Definition::Enum(_) | Definition::Tagged(_) => false,
        }
    }

    fn named(&mut self, wide: TypeId, narrow: TypeId) -> bool {
        let are_counterparts = if self.before_is_wide {
            self.pairs.are_counterparts(wide, narrow)
        } else {
            self.pairs.are_counterparts(narrow, wide)
        };
        if are_counterparts || !self.assumed.insert((wide, narrow)) {
            return true;
        }
        let (left, right) = (self.wide.type_def(wide), self.narrow.type_def(narrow));
        left.xml == right.xml
            && match (&left.definition, &right.definition) {
                (Definition::Struct(left), Definition::Struct(right)) => self.structs(left, right),
                (Definition::Enum(left), Definition::Enum(right)) => lists(left, right),
                (Definition::Tagged(left), Definition::Tagged(right)) => self.tagged(left, right),
                (_, Definition::Alias(inner) | Definition::Newtype(inner)) => {
                    self.types(&Type::Named(wide), inner)
                }
                (Definition::Alias(inner) | Definition::Newtype(inner), _) => {
                    self.types(inner, &Type::Named(narrow))
                }
                (_, Definition::Untagged(union)) => {
                    let wide = Type::Named(wide);
                    union.arms.iter().all(|arm| self.types(&wide, &arm.ty))
                }
                (Definition::Untagged(union), _) => {
                    let narrow = Type::Named(narrow);
                    union.arms.iter().any(|arm| self.types(&arm.ty, &narrow))
                }
                _ => false,
            }
    }

    fn structs(&mut self, wide: &Struct, narrow: &Struct) -> bool {
        wide.fields
            .iter()
            .all(|field| self.has_field(narrow, field))
            && narrow.fields.iter().all(|field| self.allows(wide, field))
            && wide
                .constants
                .iter()
                .all(|it| narrow.constants.contains(it))
            && narrow.constants.iter().all(|it| allows_constant(wide, it))
            && match (&wide.rest, &narrow.rest) {
                (Rest::Typed(wide), Rest::Typed(narrow)) => self.types(wide, narrow),
                (Rest::Members, _) | (_, Rest::Forbidden) => true,
                (Rest::Forbidden | Rest::Typed(_), _) => false,
            }
    }

    /// Whether what comes for a field of the wide object is a value of it.
    fn has_field(&mut self, narrow: &Struct, field: &Field) -> bool {
        let other = narrow
            .fields
            .iter()
            .find(|it| it.name.wire == field.name.wire);
        match other {
            Some(other) => {
                (field.optional || !other.optional)
                    && (!field.asked || other.asked || !other.optional)
                    && field.xml == other.xml
                    && self.types(&field.ty, &other.ty)
            }
            None => field.optional && !field.asked,
        }
    }

    /// Whether the wide object may have a field of the narrow one.
    fn allows(&mut self, wide: &Struct, field: &Field) -> bool {
        let is_known = wide.fields.iter().any(|it| it.name.wire == field.name.wire);
        is_known
            || match &wide.rest {
                Rest::Members => true,
                Rest::Typed(ty) => self.types(ty, &field.ty),
                Rest::Forbidden => false,
            }
    }

    fn tagged(&mut self, wide: &TaggedUnion, narrow: &TaggedUnion) -> bool {
        wide.property == narrow.property
            && wide.default.is_some() == narrow.default.is_some()
            && narrow.arms.iter().all(|arm| {
                wide.arms.iter().any(|other| {
                    arm.tags.iter().all(|tag| other.tags.contains(tag))
                        && self.types(&other.ty, &arm.ty)
                })
            })
    }
}

/// Whether one set has all values of the other.
fn lists(wide: &ValueEnum, narrow: &ValueEnum) -> bool {
    let is_listed = |value: &str| wide.variants.iter().any(|it| it.value.to_json() == value);
    let mut values = narrow.variants.iter().map(|it| it.value.to_json());
    wide.kind == narrow.kind && values.all(|value| is_listed(&value))
}

fn allows_constant(wide: &Struct, constant: &Constant) -> bool {
    let field = wide.fields.iter().find(|it| it.name.wire == constant.name);
    match field {
        Some(field) => match field.ty {
            Type::Any => true,
            Type::String => constant.value.as_str().is_some(),
            _ => false,
        },
        None => wide.constants.contains(constant) || matches!(wide.rest, Rest::Members),
    }
}

/// Plain values.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Plain {
    Bool,
    /// Integers of so many bits.
    Integer(u8),
    /// Integers of so many bits that are not negative.
    Unsigned(u8),
    Number,
    Text,
    /// Texts of a form.
    Formatted(Format),
    /// Texts of a list.
    Listed,
}

/// The plain values that a type without a name holds, if it holds plain values.
fn plain(ty: &Type) -> Option<Plain> {
    Some(match ty {
        Type::Bool => Plain::Bool,
        Type::I8 => Plain::Integer(8),
        Type::I16 => Plain::Integer(16),
        Type::I32 => Plain::Integer(32),
        Type::I64 => Plain::Integer(64),
        Type::U8 => Plain::Unsigned(8),
        Type::U16 => Plain::Unsigned(16),
        Type::U32 => Plain::Unsigned(32),
        Type::U64 => Plain::Unsigned(64),
        Type::F64 | Type::Format(Format::Decimal) => Plain::Number,
        Type::String => Plain::Text,
        Type::Format(format) => Plain::Formatted(*format),
        _ => return None,
    })
}

/// The plain values that a set lists some of.
fn basis(kind: Basis) -> Option<Plain> {
    Some(match kind {
        Basis::String => Plain::Listed,
        Basis::Integer => Plain::Integer(64),
        Basis::Number => Plain::Number,
        Basis::Boolean => Plain::Bool,
        Basis::Mixed => return None,
    })
}

impl Plain {
    /// Whether all values of the other are values of it.
    fn holds(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Integer(bits), Self::Integer(others))
            | (Self::Unsigned(bits), Self::Unsigned(others)) => bits >= others,
            (Self::Integer(bits), Self::Unsigned(others)) => bits > others,
            (Self::Number, Self::Integer(_) | Self::Unsigned(_))
            | (Self::Text, Self::Formatted(_) | Self::Listed) => true,
            (left, right) => left == right,
        }
    }
}
