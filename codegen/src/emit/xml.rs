//! XML descriptors: how a type's JSON members become elements and attributes.
//!
//! What a stranger would get wrong: a descriptor is a `static` behind a `const fn`. Types refer to each other in circles,
//! which the addresses of statics may and constants may not.

use super::doc;
use super::scope::Scope;
use crate::shape::{
    Constant, Definition, Field, Format, Rest, Struct, TaggedUnion, Type, TypeDef, TypeId,
    ValueKind, XmlElement, XmlField,
};
use crate::value::Value;
use proc_macro2::TokenStream;
use quote::quote;

/// `X::xml()`, for a type that is reached from an XML body.
pub(super) fn descriptor(
    id: TypeId,
    definition: &TypeDef,
    scope: &mut Scope<'_>,
) -> Option<TokenStream> {
    definition.xml.as_ref()?;
    let node = match &definition.definition {
        Definition::Struct(structure) => object(structure, scope),
        Definition::Tagged(union) => tagged(union, scope),
        Definition::Newtype(content) => node(content, scope),
        Definition::Enum(_) | Definition::Untagged(_) | Definition::Alias(_) => return None,
    };
    scope.runtime("xml");
    let name = scope.named(id);
    let docs = doc::sentence("How it is written as XML.");
    Some(quote! {
        impl #name {
            #docs
            pub(crate) const fn xml() -> &'static xml::Node {
                static XML: xml::Node = #node;
                &XML
            }
        }
    })
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
    let node = reference(ty, scope);
    quote!(xml::Root::new(#name, #node))
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

fn object(structure: &Struct, scope: &mut Scope<'_>) -> TokenStream {
    let constants = structure.constants.iter().map(constant);
    let constants: Vec<TokenStream> = constants.collect();
    let fields: Vec<TokenStream> = structure
        .fields
        .iter()
        .map(|field| member(field, scope))
        .collect();
    let members = quote!(&[#(#constants,)* #(#fields,)*]);
    match &structure.rest {
        Rest::Forbidden | Rest::Members => quote!(xml::Node::Object(#members)),
        Rest::Typed(value) => {
            let value = reference(value, scope);
            quote!(xml::Node::Open(#members, #value))
        }
    }
}

fn constant(constant: &Constant) -> TokenStream {
    let node = match constant.value {
        Value::Bool(_) | Value::Number(_) => quote!(&xml::Node::Literal),
        _ => quote!(&xml::Node::Text),
    };
    plain_member(&constant.name, &constant.xml, &node)
}

fn member(field: &Field, scope: &mut Scope<'_>) -> TokenStream {
    let Some(item) = list_item(&field.ty, scope) else {
        let node = reference(&field.ty, scope);
        return plain_member(&field.name.wire, &field.xml, &node);
    };
    let (json, xml) = (&field.name.wire, &field.xml);
    let node = reference(&item, scope);
    let (namespace, prefix) = (xml.namespace.as_deref(), xml.prefix.as_deref());
    let item = name(xml.item.as_deref().unwrap_or(&xml.name), namespace, prefix);
    if xml.wrapped {
        let wrapper = name(&xml.name, namespace, prefix);
        quote!(xml::Member::wrapped(#json, #wrapper, #item, #node))
    } else {
        quote!(xml::Member::list(#json, #item, #node))
    }
}

fn plain_member(json: &str, xml: &XmlField, node: &TokenStream) -> TokenStream {
    let name = name(&xml.name, xml.namespace.as_deref(), xml.prefix.as_deref());
    if xml.text {
        quote!(xml::Member::text(#json, #node))
    } else if xml.attribute {
        quote!(xml::Member::attribute(#json, #name, #node))
    } else {
        quote!(xml::Member::element(#json, #name, #node))
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

fn name(name: &str, namespace: Option<&str>, prefix: Option<&str>) -> TokenStream {
    let namespace = namespace.map(|namespace| quote!(.namespace(#namespace)));
    let prefix = prefix.map(|prefix| quote!(.prefix(#prefix)));
    quote!(xml::Name::new(#name)#namespace #prefix)
}

/// A reference to how a value of the type is written.
fn reference(ty: &Type, scope: &mut Scope<'_>) -> TokenStream {
    if let Type::Named(id) = ty {
        let definition = scope.api.type_def(*id);
        let is_described = matches!(
            definition.definition,
            Definition::Struct(_) | Definition::Tagged(_) | Definition::Newtype(_)
        );
        if is_described && definition.xml.is_some() {
            let name = scope.named(*id);
            return quote!(#name::xml());
        }
    }
    match ty {
        Type::Nullable(inner) | Type::Boxed(inner) | Type::Secret(inner) => reference(inner, scope),
        _ => {
            let node = node(ty, scope);
            quote!(&#node)
        }
    }
}

fn node(ty: &Type, scope: &mut Scope<'_>) -> TokenStream {
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
        | Type::Format(Format::Decimal) => {
            quote!(xml::Node::Literal)
        }
        Type::Unit | Type::String | Type::Format(_) | Type::Bytes | Type::File => {
            quote!(xml::Node::Text)
        }
        Type::Any | Type::Event | Type::Tuple(_) => quote!(xml::Node::Any),
        Type::List(item) | Type::Array(item, _) => {
            let element = element(item, scope);
            let name = name(
                &element.name,
                element.namespace.as_deref(),
                element.prefix.as_deref(),
            );
            let item = reference(item, scope);
            quote!(xml::Node::List(#name, #item))
        }
        Type::Map(value) | Type::KeyedMap(_, value) => {
            let value = reference(value, scope);
            quote!(xml::Node::Map(#value))
        }
        Type::Nullable(inner) | Type::Boxed(inner) | Type::Secret(inner) => node(inner, scope),
        Type::Named(id) => named(*id, scope),
    }
}

fn named(id: TypeId, scope: &mut Scope<'_>) -> TokenStream {
    let api = scope.api;
    match &api.type_def(id).definition {
        Definition::Enum(values) => match values.kind {
            ValueKind::String => quote!(xml::Node::Text),
            ValueKind::Integer | ValueKind::Number | ValueKind::Boolean => {
                quote!(xml::Node::Literal)
            }
            ValueKind::Mixed => quote!(xml::Node::Any),
        },
        Definition::Alias(target) => node(target, scope),
        Definition::Struct(_)
        | Definition::Newtype(_)
        | Definition::Tagged(_)
        | Definition::Untagged(_) => {
            quote!(xml::Node::Any)
        }
    }
}

fn tagged(union: &TaggedUnion, scope: &mut Scope<'_>) -> TokenStream {
    let property = &union.property;
    let tags = union
        .arms
        .iter()
        .flat_map(|arm| arm.tags.iter().map(|tag| (tag, &arm.ty)));
    let tags: Vec<TokenStream> = tags
        .map(|(tag, ty)| {
            let node = reference(ty, scope);
            quote!((#tag, #node))
        })
        .collect();
    quote!(xml::Node::Tagged(#property, &[#(#tags),*]))
}
