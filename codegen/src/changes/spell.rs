//! Types of values side by side: as Rust writes them, and which of two holds more values on the wire.
//!
//! What a stranger would get wrong: definitions that are counterparts are the same here, whatever changed of them, for
//! that is told once and at the definition.

use super::kind::ValueKind;
use super::pair::Pairs;
use crate::shape::{Api, Definition, Format, Type, TypeId, ValueKind as Basis};

/// Two states of an API, to compare types of.
#[derive(Clone, Copy)]
pub(super) struct Spelling<'a> {
    pub(super) before: &'a Api,
    pub(super) after: &'a Api,
    pub(super) pairs: &'a Pairs,
}

/// How the values of two types relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    Same,
    Widened,
    Narrowed,
    Changed,
}

impl Spelling<'_> {
    /// How the type of a value changed; `None` if it did not, or where a definition tells it.
    pub(super) fn compare(&self, before: &Type, after: &Type) -> Option<ValueKind> {
        if self.is_same(before, after) {
            return None;
        }
        Some(match self.relation(before, after) {
            Relation::Same => ValueKind::Respelled,
            Relation::Widened => ValueKind::Widened,
            Relation::Narrowed => ValueKind::Narrowed,
            Relation::Changed => ValueKind::Changed,
        })
    }

    /// Whether Rust has one type for both, up to what is told at definitions.
    pub(super) fn is_same(&self, before: &Type, after: &Type) -> bool {
        match (before, after) {
            (Type::Named(left), Type::Named(right))
                if self.pairs.are_counterparts(*left, *right) =>
            {
                true
            }
            (Type::List(left), Type::List(right))
            | (Type::Map(left), Type::Map(right))
            | (Type::Nullable(left), Type::Nullable(right))
            | (Type::Boxed(left), Type::Boxed(right))
            | (Type::Secret(left), Type::Secret(right)) => self.is_same(left, right),
            (Type::Array(left, count), Type::Array(right, now)) => {
                count == now && self.is_same(left, right)
            }
            (Type::Tuple(left), Type::Tuple(right)) => {
                let mut elements = left.iter().zip(right);
                left.len() == right.len() && elements.all(|(left, right)| self.is_same(left, right))
            }
            (Type::KeyedMap(left, value), Type::KeyedMap(right, now)) => {
                let keys = self.is_same(&Type::Named(*left), &Type::Named(*right));
                keys && self.is_same(value, now)
            }
            _ => match (aliased(self.before, before), aliased(self.after, after)) {
                (None, None) => is_plain(before) && before == after,
                (left, right) => self.is_same(left.unwrap_or(before), right.unwrap_or(after)),
            },
        }
    }

    fn relation(&self, before: &Type, after: &Type) -> Relation {
        use Relation::{Changed, Narrowed, Same, Widened};
        if self.is_same(before, after) {
            return Same;
        }
        let left = aliased(self.before, before);
        let right = aliased(self.after, after);
        if left.is_some() || right.is_some() {
            return self.relation(left.unwrap_or(before), right.unwrap_or(after));
        }
        match (before, after) {
            (Type::Boxed(inner) | Type::Secret(inner), other) => self.relation(inner, other),
            (other, Type::Boxed(inner) | Type::Secret(inner)) => self.relation(other, inner),
            (Type::Nullable(left), Type::Nullable(right))
            | (Type::List(left), Type::List(right))
            | (Type::Map(left), Type::Map(right)) => self.relation(left, right),
            (Type::Nullable(left), right) => match self.relation(left, right) {
                Same | Narrowed => Narrowed,
                Widened | Changed => Changed,
            },
            (left, Type::Nullable(right)) => match self.relation(left, right) {
                Same | Widened => Widened,
                Narrowed | Changed => Changed,
            },
            (Type::Any, _) => Narrowed,
            (_, Type::Any) => Widened,
            (left, right) => match (basis(self.before, left), basis(self.after, right)) {
                (Some(left), Some(right)) if left == right => Same,
                (Some(left), Some(right)) if right.holds(&left) => Widened,
                (Some(left), Some(right)) if left.holds(&right) => Narrowed,
                _ => Changed,
            },
        }
    }

    /// The type before as Rust writes it.
    pub(super) fn spell_before(&self, ty: &Type) -> String {
        spell(self.before, ty)
    }

    /// The type after as Rust writes it.
    pub(super) fn spell_after(&self, ty: &Type) -> String {
        spell(self.after, ty)
    }
}

/// The plain values that a type holds, if it holds plain values.
fn basis(api: &Api, ty: &Type) -> Option<Plain> {
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
        Type::Format(format) => Plain::Formatted(format!("{format:?}")),
        Type::Named(id) => match &api.type_def(*id).definition {
            Definition::Enum(values) => match values.kind {
                Basis::String => Plain::Formatted(api.type_def(*id).name.ident.clone()),
                Basis::Integer | Basis::Number | Basis::Boolean | Basis::Mixed => return None,
            },
            Definition::Newtype(inner) => return basis(api, inner),
            Definition::Struct(_)
            | Definition::Tagged(_)
            | Definition::Untagged(_)
            | Definition::Alias(_) => return None,
        },
        _ => return None,
    })
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
    Formatted(String),
}

impl Plain {
    /// Whether all values of the other are values of it.
    fn holds(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Integer(bits), Self::Integer(others))
            | (Self::Unsigned(bits), Self::Unsigned(others)) => bits >= others,
            (Self::Integer(bits), Self::Unsigned(others)) => bits > others,
            (Self::Number, Self::Integer(_) | Self::Unsigned(_))
            | (Self::Text, Self::Formatted(_)) => true,
            (left, right) => left == right,
        }
    }
}

/// What an alias is another name of.
fn aliased<'a>(api: &'a Api, ty: &Type) -> Option<&'a Type> {
    let Type::Named(id) = ty else { return None };
    match &api.type_def(*id).definition {
        Definition::Alias(target) => Some(target),
        _ => None,
    }
}

/// Whether the type mentions no definition and holds no other type.
fn is_plain(ty: &Type) -> bool {
    match ty {
        Type::Named(_)
        | Type::List(_)
        | Type::Array(..)
        | Type::Tuple(_)
        | Type::Map(_)
        | Type::KeyedMap(..)
        | Type::Nullable(_)
        | Type::Boxed(_)
        | Type::Secret(_) => false,
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
        | Type::Event => true,
    }
}

/// A type as Rust writes it.
pub(super) fn spell(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Unit => "()".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::I8 => "i8".to_owned(),
        Type::I16 => "i16".to_owned(),
        Type::I32 => "i32".to_owned(),
        Type::I64 => "i64".to_owned(),
        Type::U8 => "u8".to_owned(),
        Type::U16 => "u16".to_owned(),
        Type::U32 => "u32".to_owned(),
        Type::U64 => "u64".to_owned(),
        Type::F64 => "f64".to_owned(),
        Type::String => "String".to_owned(),
        Type::Format(format) => format!("{format:?}"),
        Type::Any => "Value".to_owned(),
        Type::Bytes => "Bytes".to_owned(),
        Type::File => "File".to_owned(),
        Type::Event => "Event".to_owned(),
        Type::List(item) => format!("Vec<{}>", spell(api, item)),
        Type::Array(item, count) => format!("[{}; {count}]", spell(api, item)),
        Type::Tuple(elements) => {
            let elements: Vec<String> = elements.iter().map(|it| spell(api, it)).collect();
            format!("({})", elements.join(", "))
        }
        Type::Map(value) => format!("BTreeMap<String, {}>", spell(api, value)),
        Type::KeyedMap(key, value) => {
            format!("BTreeMap<{}, {}>", name(api, *key), spell(api, value))
        }
        Type::Nullable(inner) => format!("Option<{}>", spell(api, inner)),
        Type::Boxed(inner) => format!("Box<{}>", spell(api, inner)),
        Type::Secret(inner) => format!("Secret<{}>", spell(api, inner)),
        Type::Named(id) => name(api, *id).to_owned(),
    }
}

/// The name of a type.
pub(super) fn name(api: &Api, id: TypeId) -> &str {
    &api.type_def(id).name.ident
}
