//! XML descriptors: how a type's JSON members become elements and attributes.
//!
//! What a stranger would get wrong: a descriptor is a `static` behind a `const fn`. Types refer to each other in circles,
//! which the addresses of statics may and constants may not.

use super::doc;
use super::scope::Scope;
use super::text::literal;
use crate::description::Written;
use crate::shape::{
    Constant, Definition, Field, Format, Rest, Struct, TaggedUnion, Type, TypeDef, TypeId,
    ValueKind, XmlElement, XmlField,
};
use crate::value::Value;
use proc_macro2::TokenStream;

/// `X::xml()`, for a type that is reached from an XML body.
pub(super) fn descriptor(definition: &TypeDef, scope: &mut Scope<'_>) -> Option<String> {
    definition.xml.as_ref()?;
    let node = match &definition.definition {
        Definition::Struct(structure) => object(structure, scope),
        Definition::Tagged(union) => tagged(union, scope),
        Definition::Newtype(content) => node(content, scope),
        Definition::Enum(_) | Definition::Untagged(_) | Definition::Alias(_) => return None,
    };
    scope.runtime("xml");
    let name = &definition.name.ident;
    let docs = doc::sentence("How it is written as XML.").text("    ");
    Some(format!(
        "
impl {name} {{
{docs}    pub(crate) const fn xml() -> &'static xml::Node {{
        static XML: xml::Node = {node};
        &XML
    }}
}}
"
    ))
}

/// The root element of a body.
pub(super) fn root(ty: &Type, scope: &mut Scope<'_>) -> TokenStream {
    scope.runtime("xml");
    let element = element(ty, scope);
    let name = name(
        &element.name,
        element.namespace.as_deref(),
        element.prefix.as_deref(),
    );
    let node = placed(reference(ty, scope));
    format!("xml::Root::new({name}, {node})")
        .parse()
        .unwrap_or_default()
}

/// A reference as a function may have it: what is inside of another and made by a function lives as long as it has to
/// in a `static` alone.
fn placed(node: String) -> String {
    let is_nested = node.matches('&').count() > 1;
    match node.strip_prefix('&') {
        Some(whole) if is_nested => format!("{{ static XML: xml::Node = {whole}; &XML }}"),
        _ => node,
    }
}

/// The element of a type where nothing around it names it.
fn element(ty: &Type, scope: &Scope<'_>) -> XmlElement {
    match ty {
        Type::Named(id) => {
            let definition = scope.api.type_def(*id);
            match (&definition.xml, &definition.definition) {
                (Some(element), _) => element.clone(),
                (None, Definition::Alias(target)) => element_of_parts(target, scope),
                (None, _) => XmlElement {
                    name: definition.name.wire.clone(),
                    ..XmlElement::default()
                },
            }
        }
        other => element_of_parts(other, scope),
    }
}

fn element_of_parts(ty: &Type, scope: &Scope<'_>) -> XmlElement {
    match ty {
        Type::List(inner)
        | Type::Nullable(inner)
        | Type::Boxed(inner)
        | Type::Secret(inner)
        | Type::Array(inner, _)
        | Type::Map(inner)
        | Type::KeyedMap(_, inner) => element(inner, scope),
        Type::Named(_) => element(ty, scope),
        _ => XmlElement {
            name: "value".to_owned(),
            ..XmlElement::default()
        },
    }
}

fn object(structure: &Struct, scope: &mut Scope<'_>) -> String {
    let constants = structure.constants.iter().map(constant);
    let constants: Vec<String> = constants.collect();
    let fields = structure.fields.iter().map(|field| member(field, scope));
    let members = lines(constants.into_iter().chain(fields));
    match &structure.rest {
        Rest::Forbidden | Rest::Members => format!("xml::Node::Object(&[{members}])"),
        Rest::Typed(value) => {
            let value = reference(value, scope);
            format!("xml::Node::Open(&[{members}], {value})")
        }
    }
}

/// Rows of a table, each in a line.
fn lines(rows: impl Iterator<Item = String>) -> String {
    let rows = rows.fold(String::new(), |rows, row| {
        rows + "            " + &row + ",\n"
    });
    if rows.is_empty() {
        return rows;
    }
    format!("\n{rows}        ")
}

fn constant(constant: &Constant) -> String {
    let node = match constant.value {
        Value::Bool(_) | Value::Number(_) => "&xml::Node::Literal",
        _ => "&xml::Node::Text",
    };
    plain_member(&constant.name, &constant.xml, node)
}

fn member(field: &Field, scope: &mut Scope<'_>) -> String {
    let Some(item) = list_item(&field.ty, scope) else {
        let node = reference(&field.ty, scope);
        return plain_member(&field.name.wire, &field.xml, &node);
    };
    let (json, xml) = (literal(&field.name.wire), &field.xml);
    let node = reference(&item, scope);
    let (namespace, prefix) = (xml.namespace.as_deref(), xml.prefix.as_deref());
    let item = name(xml.item.as_deref().unwrap_or(&xml.name), namespace, prefix);
    if xml.wrapped {
        let wrapper = name(&xml.name, namespace, prefix);
        format!("xml::Member::wrapped({json}, {wrapper}, {item}, {node})")
    } else {
        format!("xml::Member::list({json}, {item}, {node})")
    }
}

fn plain_member(json: &str, xml: &XmlField, node: &str) -> String {
    let json = literal(json);
    let name = name(&xml.name, xml.namespace.as_deref(), xml.prefix.as_deref());
    if xml.text {
        format!("xml::Member::text({json}, {node})")
    } else if xml.attribute {
        format!("xml::Member::attribute({json}, {name}, {node})")
    } else {
        format!("xml::Member::element({json}, {name}, {node})")
    }
}

/// The type of the items, if the type is a list.
fn list_item(ty: &Type, scope: &Scope<'_>) -> Option<Type> {
    match scope.api.plain(ty) {
        Type::List(item) | Type::Array(item, _) => Some((**item).clone()),
        Type::Nullable(inner) | Type::Boxed(inner) | Type::Secret(inner) => list_item(inner, scope),
        _ => None,
    }
}

fn name(name: &str, namespace: Option<&str>, prefix: Option<&str>) -> String {
    let with = |method: &str, text: Option<&str>| match text {
        Some(text) => format!(".{method}({})", literal(text)),
        None => String::new(),
    };
    let (namespace, prefix) = (with("namespace", namespace), with("prefix", prefix));
    format!("xml::Name::new({}){namespace}{prefix}", literal(name))
}

/// A reference to how a value of the type is written.
fn reference(ty: &Type, scope: &mut Scope<'_>) -> String {
    if let Type::Named(id) = ty {
        let definition = scope.api.type_def(*id);
        let is_described = matches!(
            definition.definition,
            Definition::Struct(_) | Definition::Tagged(_) | Definition::Newtype(_)
        );
        if is_described && definition.xml.is_some() {
            return format!("{}::xml()", scope.name_of(*id));
        }
    }
    match ty {
        Type::Nullable(inner) | Type::Boxed(inner) | Type::Secret(inner) => reference(inner, scope),
        _ => format!("&{}", node(ty, scope)),
    }
}

fn node(ty: &Type, scope: &mut Scope<'_>) -> String {
    match ty {
        Type::Bool
        | Type::I8
        | Type::I16
        | Type::I32
        | Type::I64
        | Type::U8
        | Type::U16
        | Type::U32
        | Type::U64
        | Type::F64
        | Type::Format(Format::Decimal) => "xml::Node::Literal".to_owned(),
        Type::Unit | Type::String | Type::Format(_) | Type::Bytes | Type::File => {
            "xml::Node::Text".to_owned()
        }
        Type::Own(own) => match own.written {
            Written::Text => "xml::Node::Text".to_owned(),
            Written::Digits => "xml::Node::Literal".to_owned(),
            Written::Json => "xml::Node::Any".to_owned(),
        },
        Type::Any | Type::Event | Type::Tuple(_) => "xml::Node::Any".to_owned(),
        Type::List(item) | Type::Array(item, _) => {
            let element = element(item, scope);
            let name = name(
                &element.name,
                element.namespace.as_deref(),
                element.prefix.as_deref(),
            );
            format!("xml::Node::List({name}, {})", reference(item, scope))
        }
        Type::Map(value) | Type::KeyedMap(_, value) => {
            format!("xml::Node::Map({})", reference(value, scope))
        }
        Type::Nullable(inner) | Type::Boxed(inner) | Type::Secret(inner) => node(inner, scope),
        Type::Named(id) => named(*id, scope),
    }
}

fn named(id: TypeId, scope: &mut Scope<'_>) -> String {
    let api = scope.api;
    let node = match &api.type_def(id).definition {
        Definition::Enum(values) => match values.kind {
            ValueKind::String => "xml::Node::Text",
            ValueKind::Integer | ValueKind::Number | ValueKind::Boolean => "xml::Node::Literal",
            ValueKind::Mixed => "xml::Node::Any",
        },
        Definition::Alias(target) => return node(target, scope),
        Definition::Struct(_)
        | Definition::Newtype(_)
        | Definition::Tagged(_)
        | Definition::Untagged(_) => "xml::Node::Any",
    };
    node.to_owned()
}

fn tagged(union: &TaggedUnion, scope: &mut Scope<'_>) -> String {
    let property = literal(&union.property);
    let tags = union
        .arms
        .iter()
        .flat_map(|arm| arm.tags.iter().map(|tag| (tag, &arm.ty)));
    let tags = lines(tags.map(|(tag, ty)| format!("({}, {})", literal(tag), reference(ty, scope))));
    format!("xml::Node::Tagged({property}, &[{tags}])")
}
