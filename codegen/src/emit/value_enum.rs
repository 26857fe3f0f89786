//! Sets of values: an arm for each listed value, and one that keeps any other unless the set is closed; below, the table of
//! the values.
//!
//! What a stranger would get wrong: `Other` never holds a listed value when it was made by `From`, which is how values
//! arrive; so equality is that of the wire.

use super::scope::Scope;
use super::text::{INDENT, attributes};
use super::{doc, literal, text};
use crate::shape::{TypeDef, ValueEnum, ValueKind, ValueVariant};
use crate::value::Value;

/// The enum.
pub(super) fn types(definition: &TypeDef, values: &ValueEnum, scope: &mut Scope<'_>) -> String {
    let name = &definition.name.ident;
    let docs = doc::of_type(definition, scope.api).text("");
    let attributes = attributes(definition);
    // Texts are compared by their macro.
    let derives = match values.kind {
        ValueKind::String if values.closed => "Clone, Copy, Debug",
        ValueKind::String => "Clone, Debug",
        ValueKind::Integer | ValueKind::Boolean => "Clone, Copy, Debug, PartialEq, Eq, Hash",
        ValueKind::Number => "Clone, Copy, Debug, PartialEq",
        ValueKind::Mixed => "Clone, Debug, PartialEq",
    };
    let variants = values.variants.iter().map(|variant| {
        let docs = doc::of_value(&variant.doc, &variant.value).text(INDENT);
        format!("{docs}    {},\n", variant.name.ident)
    });
    let variants: String = variants.collect();
    let open = if values.closed {
        ""
    } else {
        "#[non_exhaustive]\n"
    };
    let other = if has_other(values) {
        let (name, ty) = (&values.other_ident, value_type(values.kind, scope));
        let docs = doc::sentence("A value that the description does not list.").text(INDENT);
        format!("{docs}    {name}({ty}),\n")
    } else {
        String::new()
    };
    format!(
        "
{docs}{attributes}#[derive({derives})]
{open}pub enum {name} {{
{variants}{other}}}
"
    )
}

/// Whether there is a value that is not listed.
fn has_other(values: &ValueEnum) -> bool {
    let lists = |value| {
        values
            .variants
            .iter()
            .any(|variant| variant.value == Value::Bool(value))
    };
    match values.kind {
        ValueKind::Boolean => !(lists(true) && lists(false)),
        ValueKind::String => !values.closed,
        ValueKind::Integer | ValueKind::Number | ValueKind::Mixed => true,
    }
}

fn value_type(kind: ValueKind, scope: &mut Scope<'_>) -> &'static str {
    match kind {
        ValueKind::String => "String",
        ValueKind::Integer => "i64",
        ValueKind::Number => "f64",
        ValueKind::Boolean => "bool",
        ValueKind::Mixed => scope.any_spelled(),
    }
}

/// The table of the values.
pub(super) fn table(definition: &TypeDef, values: &ValueEnum, scope: &mut Scope<'_>) -> String {
    scope.runtime("json");
    let name = &definition.name.ident;
    let (kind, of) = match values.kind {
        ValueKind::String if values.closed => ("closed_texts", ""),
        ValueKind::String => ("texts", ""),
        ValueKind::Integer => ("scalars", "(i64)"),
        ValueKind::Number => ("scalars", "(f64)"),
        ValueKind::Boolean => ("scalars", "(bool)"),
        ValueKind::Mixed => ("mixed", ""),
    };
    let lines = values.variants.iter().map(|variant| {
        let value = listed(variant, values.kind);
        format!("        {} = {value};\n", variant.name.ident)
    });
    let lines: String = lines.collect();
    let other = if has_other(values) {
        format!("    other {};\n", values.other_ident)
    } else {
        String::new()
    };
    format!(
        "
json::{kind}! {{
    {name}{of} {{
{lines}    }}
{other}}}
"
    )
}

/// A listed value as a Rust literal; one of a mixed set as its JSON.
fn listed(variant: &ValueVariant, kind: ValueKind) -> String {
    match (kind, &variant.value) {
        (ValueKind::Mixed, value) => text::literal(&literal::canonical_json(value)),
        (ValueKind::Integer, Value::Number(number)) => literal::integer(number),
        (_, Value::Number(number)) => literal::float(number),
        (_, Value::Bool(value)) => value.to_string(),
        (_, Value::String(value)) => text::literal(value),
        (_, other) => text::literal(&other.to_json()),
    }
}
