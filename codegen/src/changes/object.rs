//! Objects, compared: properties, what the description fixes, and what else is held.
//!
//! What a stranger would get wrong: a property whose type changed and that became optional is two changes, because each
//! has to be undone for itself.

use super::comparison::{Comparison, Subject};
use super::kind::{NameKind, PropertyKind, SchemaKind};
use super::locate::Part;
use super::words::{self, Words};
use crate::shape::{Constant, Field, Rest, Struct, Type, XmlField};

/// Compares objects that are counterparts.
pub(super) fn compare(
    comparison: &mut Comparison<'_>,
    before: &Struct,
    after: &Struct,
    subject: &Subject<'_>,
) {
    for old in &before.fields {
        let name = old.name.wire.as_str();
        match (field(after, name), constant(after, name)) {
            (Some(new), _) => fields(comparison, old, new, (before, after), subject),
            (None, Some(new)) => {
                let value = format!("`{}`", new.value.to_json());
                let fill = [("name", old.name.ident.as_str()), ("after", value.as_str())];
                let part = Part::Property(name);
                comparison.report(PropertyKind::Fixed, subject, &part, name, &fill);
            }
            (None, None) if respelled(old, before, after).is_some() => {
                if let Some(new) = respelled(old, before, after) {
                    let fill = [
                        ("name", old.name.ident.as_str()),
                        ("before", name),
                        ("after", new.name.wire.as_str()),
                    ];
                    let part = Part::Property(&new.name.wire);
                    comparison.report(PropertyKind::WrittenAs, subject, &part, name, &fill);
                    fields(comparison, old, new, (before, after), subject);
                }
            }
            (None, None) => {
                let kind = if old.optional {
                    PropertyKind::OptionalRemoved
                } else {
                    PropertyKind::RequiredRemoved
                };
                let fill = [("name", old.name.ident.as_str())];
                comparison.report(kind, subject, &Part::Property(name), name, &fill);
            }
        }
    }
    for new in &after.fields {
        let name = new.name.wire.as_str();
        if field(before, name).is_none() && respelled(new, after, before).is_none() {
            added(comparison, new, (before, after), subject);
        }
    }
    constants(comparison, before, after, subject);
    rest(comparison, before, after, subject);
    if before.built
        && after.built
        && !before.init_ident.is_empty()
        && !after.init_ident.is_empty()
        && before.init_ident != after.init_ident
        && !is_renamed(before, after, subject)
    {
        let error = format!(
            "error[E0432]: unresolved import `models::{}`",
            before.init_ident
        );
        let fill = [
            ("before", before.init_ident.as_str()),
            ("after", after.init_ident.as_str()),
            ("error", error.as_str()),
        ];
        let what = "the struct of what it requires";
        comparison.report(NameKind::Helper, subject, &Part::Whole, what, &fill);
    }
}

/// Whether the struct of what is required has another name because the type has.
fn is_renamed(before: &Struct, after: &Struct, subject: &Subject<'_>) -> bool {
    let ident = subject.path.rsplit("::").next().unwrap_or_default();
    after.init_ident == format!("{ident}Init") && before.init_ident.ends_with("Init")
}

fn field<'a>(object: &'a Struct, name: &str) -> Option<&'a Field> {
    object.fields.iter().find(|it| it.name.wire == name)
}

/// The field of the other state that Rust calls the same, where neither has the wire name of the other.
fn respelled<'a>(of: &Field, from: &Struct, to: &'a Struct) -> Option<&'a Field> {
    let found = to.fields.iter().find(|it| it.name.ident == of.name.ident)?;
    let names = [&of.name.wire, &found.name.wire];
    let is_known = field(to, names[0]).is_some() || field(from, names[1]).is_some();
    (!is_known && constant(to, names[0]).is_none() && constant(from, names[1]).is_none())
        .then_some(found)
}

fn constant<'a>(object: &'a Struct, name: &str) -> Option<&'a Constant> {
    object.constants.iter().find(|it| it.name == name)
}

/// Whether a caller must give it: what is always there has no other value to start with.
pub(super) fn is_asked(field: &Field) -> bool {
    field.asked || !field.optional
}

/// What the compiler says where a type is made without a field, or with one too many.
struct Made {
    code: &'static str,
    message: String,
}

/// What the compiler says of a caller that makes the type as it was.
fn made(before: &Struct, after: &Struct, field: &Field, owner: &str) -> Made {
    let count = |object: &Struct| object.fields.iter().filter(|it| is_asked(it)).count();
    let ident = &field.name.ident;
    match (count(before), count(after)) {
        (0, _) => Made {
            code: "277",
            message: format!("the trait bound `{owner}: Default` is not satisfied"),
        },
        (1.., 0) => Made {
            code: "599",
            message: format!(
                "no function or associated item named `new` found for struct `{owner}`"
            ),
        },
        (1, _) => Made {
            code: "308",
            message: "mismatched types".to_owned(),
        },
        (2.., 1) => Made {
            code: "432",
            message: format!("unresolved import `models::{owner}Init`"),
        },
        (then, now) if now > then => Made {
            code: "063",
            message: format!("missing field `{ident}` in initializer of `{owner}Init`"),
        },
        _ => Made {
            code: "560",
            message: format!("struct `{owner}Init` has no field named `{ident}`"),
        },
    }
}

fn added(
    comparison: &mut Comparison<'_>,
    new: &Field,
    (before, after): (&Struct, &Struct),
    subject: &Subject<'_>,
) {
    let name = new.name.wire.as_str();
    let part = Part::Property(name);
    let owner = subject.path.rsplit("::").next().unwrap_or_default();
    let made = made(before, after, new, owner);
    let fixed = constant(before, name).map(|it| format!("`{}`", it.value.to_json()));
    // Where nobody builds the type, nobody is asked.
    let kind = match (&fixed, before.built && is_asked(new)) {
        (Some(_), true) => PropertyKind::NoLongerFixed,
        (None, true) => PropertyKind::RequiredAdded,
        (_, false) if new.optional => PropertyKind::OptionalAdded,
        (_, false) => PropertyKind::AnsweredAdded,
    };
    let fill = [
        ("name", new.name.ident.as_str()),
        ("before", fixed.as_deref().unwrap_or_default()),
        ("code", made.code),
        ("missing", made.message.as_str()),
    ];
    comparison.report(kind, subject, &part, name, &fill);
}

fn fields(
    comparison: &mut Comparison<'_>,
    old: &Field,
    new: &Field,
    (before, after): (&Struct, &Struct),
    subject: &Subject<'_>,
) {
    let name = new.name.wire.as_str();
    let part = Part::Property(name);
    let (was, is) = (old.name.ident.as_str(), new.name.ident.as_str());
    if was != is {
        let fill = [("before", was), ("after", is)];
        comparison.report(NameKind::Property, subject, &part, name, &fill);
    }
    let presence = match (old.optional, new.optional) {
        (true, false) => Some(PropertyKind::MadeRequired),
        (false, true) => Some(PropertyKind::MadeOptional),
        // Who makes it not is asked for nothing, and has no setters.
        (true, true) | (false, false) if !(before.built && after.built) => None,
        (true, true) | (false, false) => match (is_asked(old), is_asked(new)) {
            (false, true) => Some(PropertyKind::Asked),
            (true, false) => Some(PropertyKind::NoLongerAsked),
            (true, true) | (false, false) => None,
        },
    };
    if let Some(kind) = presence {
        let spelling = comparison.spelling();
        let stored = |ty: String, optional: bool| {
            if optional {
                format!("Option<{ty}>")
            } else {
                ty
            }
        };
        let then = stored(spelling.spell_before(&old.ty), old.optional);
        let now = stored(spelling.spell_after(&new.ty), new.optional);
        let owner = subject.path.rsplit("::").next().unwrap_or_default();
        let made = made(before, after, new, owner);
        let fill = [
            ("name", is),
            ("before", then.as_str()),
            ("after", now.as_str()),
            ("code", made.code),
            ("missing", made.message.as_str()),
        ];
        comparison.report(kind, subject, &part, name, &fill);
    }
    if before.built && after.built && old.optional && new.optional {
        let fill = [("name", is)];
        match (old.read_only, new.read_only) {
            (true, false) => {
                comparison.report(PropertyKind::SetterAdded, subject, &part, name, &fill);
            }
            (false, true) => {
                comparison.report(PropertyKind::SetterRemoved, subject, &part, name, &fill);
            }
            (true, true) | (false, false) => {}
        }
    }
    let what = format!("the property `{name}`");
    comparison.compare_types(&old.ty, &new.ty, subject, &part, &what);
    words::compare(
        comparison,
        words_of(old),
        words_of(new),
        subject,
        &part,
        &what,
    );
    if subject_is_xml(old, new) {
        let (then, now) = (node(&old.xml), node(&new.xml));
        let fill = [("before", then.as_str()), ("after", now.as_str())];
        comparison.report(SchemaKind::Xml, subject, &part, name, &fill);
    }
}

/// Whether XML writes the property in another way.
fn subject_is_xml(old: &Field, new: &Field) -> bool {
    let named = |field: &Field| !field.xml.name.is_empty();
    let is_default = |field: &Field| field.xml.name == field.name.wire;
    // That the name on the wire is another is told by itself.
    let then = XmlField {
        name: if is_default(old) && is_default(new) {
            new.xml.name.clone()
        } else {
            old.xml.name.clone()
        },
        ..old.xml.clone()
    };
    named(old) && named(new) && then != new.xml
}

/// What a property is in XML, in words.
fn node(xml: &XmlField) -> String {
    let kind = match (xml.attribute, xml.text, xml.wrapped) {
        (true, ..) => "the attribute",
        (false, true, _) => "the text of",
        (false, false, true) => "the element around its items",
        (false, false, false) => "the element",
    };
    let item = xml.item.as_ref();
    let item = item.map_or_else(String::new, |it| format!(", each item `{it}`"));
    let namespace = xml.namespace.as_ref();
    let namespace = namespace.map_or_else(String::new, |it| format!(" of the namespace `{it}`"));
    format!("{kind} `{}`{item}{namespace}", xml.name)
}

fn words_of(field: &Field) -> Words<'_> {
    Words {
        doc: &field.doc,
        deprecated: field.deprecated,
    }
}

fn constants(
    comparison: &mut Comparison<'_>,
    before: &Struct,
    after: &Struct,
    subject: &Subject<'_>,
) {
    let json = |constant: &Constant| format!("`{}`", constant.value.to_json());
    for old in &before.constants {
        let name = old.name.as_str();
        if field(after, name).is_some() {
            continue;
        }
        let then = json(old);
        let now = constant(after, name).map(json);
        let part = Part::Property(name);
        let fill = [
            ("before", then.as_str()),
            ("after", now.as_deref().unwrap_or_default()),
        ];
        match &now {
            None => comparison.report(PropertyKind::FixedRemoved, subject, &part, name, &fill),
            Some(now) if *now != then => {
                comparison.report(PropertyKind::FixedChanged, subject, &part, name, &fill);
            }
            Some(_) => {}
        }
    }
    for new in &after.constants {
        let name = new.name.as_str();
        if field(before, name).is_none() && constant(before, name).is_none() {
            let now = json(new);
            let fill = [("after", now.as_str())];
            let part = Part::Property(name);
            comparison.report(PropertyKind::FixedAdded, subject, &part, name, &fill);
        }
    }
}

fn rest(comparison: &mut Comparison<'_>, before: &Struct, after: &Struct, subject: &Subject<'_>) {
    let part = Part::Keyword("additionalProperties");
    let fill = [("name", before.rest_ident.as_str())];
    match (&before.rest, &after.rest) {
        (Rest::Forbidden, Rest::Forbidden) | (Rest::Members, Rest::Members) => {}
        (Rest::Forbidden, _) => {
            let fill = [("name", after.rest_ident.as_str())];
            comparison.report(SchemaKind::Opened, subject, &part, "", &fill);
            return;
        }
        (_, Rest::Forbidden) => {
            comparison.report(SchemaKind::Closed, subject, &part, "", &fill);
            return;
        }
        (before, after) => {
            let held = |rest: &Rest| match rest {
                Rest::Typed(ty) => ty.clone(),
                Rest::Members | Rest::Forbidden => Type::Any,
            };
            let what = "other members";
            let (old, new) = (held(before), held(after));
            let told = comparison.compare_types(&old, &new, subject, &part, what);
            // Any JSON by name is no map of any JSON in Rust.
            let is_members = |rest: &Rest| *rest == Rest::Members;
            if !told && is_members(before) != is_members(after) {
                let spelled = |rest: &Rest| match rest {
                    Rest::Members => "Members",
                    Rest::Typed(_) | Rest::Forbidden => "BTreeMap<String, Value>",
                };
                let fill = [("before", spelled(before)), ("after", spelled(after))];
                let kind = super::kind::ValueKind::Respelled;
                comparison.report(kind, subject, &part, what, &fill);
            }
        }
    }
    if before.rest_ident != after.rest_ident {
        // A property may have taken the name.
        let is_taken = after
            .fields
            .iter()
            .any(|it| it.name.ident == before.rest_ident);
        let error = if is_taken {
            super::kind::E0308.to_owned()
        } else {
            format!("error[E0609]: no field `{}` on type", before.rest_ident)
        };
        let fill = [
            ("before", before.rest_ident.as_str()),
            ("after", after.rest_ident.as_str()),
            ("error", error.as_str()),
        ];
        let what = "the field for other members";
        comparison.report(NameKind::Helper, subject, &part, what, &fill);
    }
}
