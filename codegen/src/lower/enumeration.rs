//! Enums from lists of values, and enums that several places share by name.
//!
//! A single required value is no enum: it is a constant of its struct (see `field`). A list whose values do not
//! fit its declared type follows the values, except that scalars in a list of strings are strings.

use super::doc;
use super::lowering::Lowering;
use super::merged::Merged;
use crate::coverage::Treatment;
use crate::description::{Enumeration, EnumerationValue, SchemaId, Types};
use crate::shape::{Definition, Doc, Name, Type, ValueEnum, ValueKind, ValueVariant};
use crate::value::Value;

impl Lowering<'_> {
    /// The type of an inline enum that has a name of its own.
    pub(super) fn shared_enum(&mut self, id: SchemaId, merged: &Merged) -> Option<Type> {
        let enumeration = merged.enumeration.as_ref()?;
        let name = enumeration.name.as_deref()?;
        let name = self.shared_enums.spelling(name)?;
        if let Some(known) = self.shared_enums.types.get(&name) {
            return Some(Type::Named(*known));
        }
        let Definition::Enum(definition) = self.enumeration(id, merged, enumeration)? else {
            return None;
        };
        let slot = self.allocate(id);
        self.shared_enums.types.insert(name.clone(), slot);
        self.shared_homes.insert(slot);
        let ty = self.define_as(slot, id, name.clone(), Definition::Enum(definition));
        if let Some(Some(shared)) = self.types.get_mut(slot.0 as usize) {
            shared.name = Name::unsettled(name.clone(), name);
            shared.phrase = Vec::new();
            // The words of the first place would speak of that place alone.
            shared.doc.text = None;
        }
        Some(ty)
    }

    /// The enum of a list of values; `None` where the list says nothing about a scalar.
    pub(super) fn enumeration(
        &mut self,
        id: SchemaId,
        merged: &Merged,
        enumeration: &Enumeration,
    ) -> Option<Definition> {
        let values = self.scalars(id, merged.types, &enumeration.values)?;
        let kind = kind_of(&values, merged.types);
        let both = kind == ValueKind::Boolean && values.len() > 1;
        let variants = values.into_iter().map(variant).collect();
        (!both).then_some(Definition::Enum(ValueEnum {
            closed: enumeration.closed && kind == ValueKind::String,
            kind,
            variants,
            other_ident: String::new(),
        }))
    }

    fn scalars(
        &mut self,
        id: SchemaId,
        types: Types,
        values: &[EnumerationValue],
    ) -> Option<Vec<EnumerationValue>> {
        let is_container = |value: &Value| matches!(value, Value::Array(_) | Value::Object(_));
        let container_type = types.array
            || types.object && !values.iter().all(|value| value.value.as_str().is_some());
        if values.is_empty()
            || container_type
            || values.iter().any(|value| is_container(&value.value))
        {
            self.widen(
                id,
                "enum",
                "a list of values on an array or object is not checked: the type accepts any value of its kind",
            );
            return None;
        }
        let location = self.schemas[id].location.clone();
        let mut scalars = Vec::with_capacity(values.len());
        for value in values {
            let converted = convert(&value.value, types);
            if converted != value.value {
                self.note(
                    &location,
                    "enum",
                    Treatment::Understood,
                    "a value of another type in the list is read as the declared type",
                );
            }
            if !scalars
                .iter()
                .any(|known: &EnumerationValue| known.value == converted)
            {
                scalars.push(EnumerationValue {
                    value: converted,
                    ..value.clone()
                });
            }
        }
        Some(scalars)
    }
}

/// A value in the declared type, where it can be meant so.
fn convert(value: &Value, types: Types) -> Value {
    let only_string = types.string && !types.integer && !types.number && !types.boolean;
    let only_number = (types.integer || types.number) && !types.string && !types.boolean;
    match value {
        Value::Number(_) | Value::Bool(_) if only_string => Value::String(value.to_json().into()),
        Value::String(text) if only_number && is_json_number(text) => Value::Number(text.clone()),
        other => other.clone(),
    }
}

fn is_json_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    plain
        && digits.parse::<f64>().is_ok()
        && !digits.starts_with('.')
        && !digits.ends_with('.')
        && (digits.len() == 1 || !digits.starts_with('0') || digits.starts_with("0."))
}

/// What an unlisted value may be: any number, where the type is `number`, though all listed ones are integers.
fn kind_of(values: &[EnumerationValue], types: Types) -> ValueKind {
    let all = |test: fn(&Value) -> bool| values.iter().all(|value| test(&value.value));
    if all(|value| matches!(value, Value::String(_))) {
        ValueKind::String
    } else if all(|value| matches!(value, Value::Bool(_))) {
        ValueKind::Boolean
    } else if !types.number
        && all(|value| matches!(value, Value::Number(text) if text.parse::<i64>().is_ok()))
    {
        ValueKind::Integer
    } else if all(|value| matches!(value, Value::Number(_))) {
        ValueKind::Number
    } else {
        ValueKind::Mixed
    }
}

fn variant(value: EnumerationValue) -> ValueVariant {
    let wire = value
        .value
        .as_str()
        .map_or_else(|| value.value.to_json(), str::to_owned);
    let words = value.name.unwrap_or_else(|| wire.clone());
    ValueVariant {
        name: Name::unsettled(wire, words),
        value: value.value,
        doc: Doc {
            text: value.doc.and_then(|text| doc::non_empty(&text)),
            notes: Vec::new(),
        },
    }
}
