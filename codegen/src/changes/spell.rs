//! Types of values side by side: as Rust writes them, and which of two holds more values on the wire.
//!
//! What a stranger would get wrong: definitions that are counterparts are the same here, whatever changed of them, for
//! that is told once and at the definition.

use super::holds::Holds;
use super::kind::ValueKind;
use super::pair::Pairs;
use crate::shape::{Api, Definition, Type, TypeId};

/// Two states of an API, to compare types of.
#[derive(Clone, Copy)]
pub(super) struct Spelling<'a> {
    pub(super) before: &'a Api,
    pub(super) after: &'a Api,
    pub(super) pairs: &'a Pairs,
}

impl<'a> Spelling<'a> {
    /// How the type of a value changed; `None` if it did not, or where a definition tells it. `as_text`: the value is
    /// written as text.
    pub(super) fn compare(&self, before: &Type, after: &Type, as_text: bool) -> Option<ValueKind> {
        if self.is_same(before, after) {
            return None;
        }
        let question = |holds: Holds<'a>| if as_text { holds.in_text() } else { holds };
        let old = question(Holds::before(self.before, self.after, self.pairs));
        let new = question(Holds::after(self.before, self.after, self.pairs));
        let (old, new) = ({ old }.types(before, after), { new }.types(after, before));
        Some(match (old, new) {
            (true, true) => ValueKind::Respelled,
            (false, true) => ValueKind::Widened,
            (true, false) => ValueKind::Narrowed,
            (false, false) => ValueKind::Changed,
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

    /// The type before as Rust writes it.
    pub(super) fn spell_before(&self, ty: &Type) -> String {
        spell(self.before, ty)
    }

    /// The type after as Rust writes it.
    pub(super) fn spell_after(&self, ty: &Type) -> String {
        spell(self.after, ty)
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
        | Type::Event
        | Type::Own(_) => true,
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
        Type::Own(own) => own.wrapper(),
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
