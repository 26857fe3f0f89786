//! Types, compared: each with its counterpart, and those that have none.
//!
//! What a stranger would get wrong: an alias and a struct of one name are counterparts. That one became the other is told
//! here, and not at every place that uses the name.

use super::comparison::{Comparison, Subject};
use super::kind::{EnumKind, NameKind, SchemaKind};
use super::locate::Part;
use super::spell::name;
use super::words::{self, Words};
use super::{object, union};
use crate::shape::{Definition, TypeDef, TypeId, ValueEnum, ValueKind, ValueVariant, XmlElement};

/// Compares the types.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let (before, after) = (comparison.before.api, comparison.after.api);
    for id in (0..before.types.len()).map(TypeId::of) {
        if let Some(counterpart) = comparison.pairs().after(id) {
            pair(comparison, id, counterpart);
        } else {
            let subject = comparison.of_type(Some(id), None);
            let gone = if after.types.is_empty() {
                "models"
            } else {
                &subject.path
            };
            let fill = [("gone", gone)];
            comparison.report(SchemaKind::Removed, &subject, &Part::Whole, "", &fill);
        }
    }
    for id in (0..after.types.len()).map(TypeId::of) {
        if comparison.pairs().before(id).is_none() {
            let subject = comparison.of_type(None, Some(id));
            comparison.report(SchemaKind::Added, &subject, &Part::Whole, "", &[]);
        }
    }
}

fn pair(comparison: &mut Comparison<'_>, left: TypeId, right: TypeId) {
    let (before, after) = (comparison.before.api, comparison.after.api);
    let (old, new) = (before.type_def(left), after.type_def(right));
    let subject = comparison.of_type(Some(left), Some(right));
    let (was, is) = (name(before, left), name(after, right));
    if was != is {
        let fill = [("before", was), ("after", is)];
        comparison.report(SchemaKind::Renamed, &subject, &Part::Whole, "", &fill);
    }
    words::compare(
        comparison,
        words_of(old),
        words_of(new),
        &subject,
        &Part::Whole,
        "itself",
    );
    definitions(comparison, old, new, &subject);
    xml(comparison, old, new, &subject);
    construction(comparison, old, new, &subject);
}

fn words_of(definition: &TypeDef) -> Words<'_> {
    Words {
        doc: &definition.doc,
        deprecated: definition.deprecated,
    }
}

fn definitions(
    comparison: &mut Comparison<'_>,
    old: &TypeDef,
    new: &TypeDef,
    subject: &Subject<'_>,
) {
    match (&old.definition, &new.definition) {
        (Definition::Struct(before), Definition::Struct(after)) => {
            object::compare(comparison, before, after, subject);
        }
        (Definition::Enum(before), Definition::Enum(after)) => {
            values(comparison, before, after, subject);
        }
        (Definition::Alias(before), Definition::Alias(after))
        | (Definition::Newtype(before), Definition::Newtype(after)) => {
            comparison.compare_types(before, after, subject, &Part::Whole, "what it stands for");
        }
        (before, after) => {
            if let (Some(before), Some(after)) = (union::view(before), union::view(after)) {
                union::compare(comparison, &before, &after, subject);
            } else {
                let error = match before {
                    Definition::Struct(_) => "error[E0609]: no field",
                    Definition::Enum(_) | Definition::Tagged(_) | Definition::Untagged(_) => {
                        "error[E0599]: no "
                    }
                    Definition::Alias(_) | Definition::Newtype(_) => super::kind::E0308,
                };
                let fill = [
                    ("before", made_as(before)),
                    ("after", made_as(after)),
                    ("error", error),
                ];
                comparison.report(SchemaKind::Remade, subject, &Part::Whole, "", &fill);
            }
        }
    }
}

/// What a definition is, in words.
fn made_as(definition: &Definition) -> &'static str {
    match definition {
        Definition::Struct(_) => "an object",
        Definition::Enum(_) => "a set of values",
        Definition::Tagged(_) | Definition::Untagged(_) => "a union",
        Definition::Alias(_) => "another name of a type",
        Definition::Newtype(_) => "a type around another",
    }
}

fn xml(comparison: &mut Comparison<'_>, old: &TypeDef, new: &TypeDef, subject: &Subject<'_>) {
    if let (Some(before), Some(after)) = (&old.xml, &new.xml)
        && before != after
    {
        let (then, now) = (element(before), element(after));
        let fill = [("before", then.as_str()), ("after", now.as_str())];
        comparison.report(SchemaKind::Xml, subject, &Part::Keyword("xml"), "", &fill);
    }
}

/// An XML element, in words.
fn element(xml: &XmlElement) -> String {
    let namespace = xml.namespace.as_ref();
    let namespace = namespace.map_or_else(String::new, |it| format!(" of the namespace `{it}`"));
    let prefix = xml.prefix.as_ref();
    let prefix = prefix.map_or_else(String::new, |it| format!("{it}:"));
    format!("the element `{prefix}{}`{namespace}", xml.name)
}

/// Whether callers can make the type.
fn construction(
    comparison: &mut Comparison<'_>,
    old: &TypeDef,
    new: &TypeDef,
    subject: &Subject<'_>,
) {
    let (Definition::Struct(before), Definition::Struct(after)) =
        (&old.definition, &new.definition)
    else {
        return;
    };
    match (before.built, after.built) {
        (true, true) | (false, false) => {}
        (false, true) => {
            comparison.report(SchemaKind::NowSent, subject, &Part::Whole, "", &[]);
        }
        (true, false) => {
            let ident = &new.name.ident;
            let error = match before
                .fields
                .iter()
                .filter(|it| object::is_asked(it))
                .count()
            {
                0 => format!("error[E0277]: the trait bound `{ident}: Default` is not satisfied"),
                1 => "error[E0599]: no function or associated item named `new` found".to_owned(),
                _ => format!(
                    "error[E0432]: unresolved import `models::{}`",
                    before.init_ident
                ),
            };
            let fill = [("error", error.as_str())];
            comparison.report(SchemaKind::NoLongerSent, subject, &Part::Whole, "", &fill);
        }
    }
}

fn values(
    comparison: &mut Comparison<'_>,
    before: &ValueEnum,
    after: &ValueEnum,
    subject: &Subject<'_>,
) {
    if before.kind != after.kind {
        let fill = [("before", basis(before.kind)), ("after", basis(after.kind))];
        comparison.report(EnumKind::Basis, subject, &Part::Whole, "", &fill);
    }
    let openness = match (before.closed, after.closed) {
        (false, true) => Some(EnumKind::Closed),
        (true, false) => Some(EnumKind::Opened),
        (true, true) | (false, false) => None,
    };
    if let Some(kind) = openness {
        let fill = [("other", before.other_ident.as_str())];
        comparison.report(kind, subject, &Part::Whole, "", &fill);
    }
    let (added, written_as) = if before.closed {
        (EnumKind::ClosedValueAdded, EnumKind::ClosedValueWrittenAs)
    } else {
        (EnumKind::ValueAdded, EnumKind::ValueWrittenAs)
    };
    let removed = if after.closed {
        EnumKind::ClosedValueRemoved
    } else {
        EnumKind::ValueRemoved
    };
    for old in &before.variants {
        let json = old.value.to_json();
        let part = Part::Value(&json);
        let quoted = format!("`{json}`");
        if let Some(new) = respelled(old, before, after) {
            let value = new.value.to_json();
            let now = format!("`{value}`");
            let fill = [
                ("before", quoted.as_str()),
                ("after", now.as_str()),
                ("variant", old.name.ident.as_str()),
            ];
            let part = Part::Value(&value);
            comparison.report(written_as, subject, &part, &json, &fill);
            continue;
        }
        let Some(new) = after.variants.iter().find(|it| it.value == old.value) else {
            let fill = [
                ("before", quoted.as_str()),
                ("variant", old.name.ident.as_str()),
            ];
            comparison.report(removed, subject, &part, &json, &fill);
            continue;
        };
        if old.name.ident != new.name.ident {
            let fill = [
                ("name", quoted.as_str()),
                ("before", old.name.ident.as_str()),
                ("after", new.name.ident.as_str()),
            ];
            comparison.report(NameKind::Value, subject, &part, &json, &fill);
        }
        let words = |doc| Words {
            doc,
            deprecated: false,
        };
        let what = format!("its value {quoted}");
        words::compare(
            comparison,
            words(&old.doc),
            words(&new.doc),
            subject,
            &part,
            &what,
        );
    }
    for new in &after.variants {
        let is_known = before.variants.iter().any(|it| it.value == new.value);
        if !is_known && respelled(new, after, before).is_none() {
            let json = new.value.to_json();
            let quoted = format!("`{json}`");
            let fill = [("after", quoted.as_str())];
            comparison.report(added, subject, &Part::Value(&json), &json, &fill);
        }
    }
    if openness.is_none() {
        union::other_arm(comparison, &before.other_ident, &after.other_ident, subject);
    }
}

/// The value of the other state that Rust calls the same, where neither state has that of the other.
fn respelled<'a>(
    of: &ValueVariant,
    from: &ValueEnum,
    to: &'a ValueEnum,
) -> Option<&'a ValueVariant> {
    let has = |set: &ValueEnum, value: &crate::value::Value| {
        set.variants.iter().any(|it| it.value == *value)
    };
    let found = to
        .variants
        .iter()
        .find(|it| it.name.ident == of.name.ident)?;
    (!has(to, &of.value) && !has(from, &found.value)).then_some(found)
}

fn basis(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::String => "texts",
        ValueKind::Integer => "integers",
        ValueKind::Number => "numbers",
        ValueKind::Boolean => "booleans",
        ValueKind::Mixed => "any values",
    }
}
