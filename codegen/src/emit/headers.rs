//! The response headers that a description declares, as accessors.
//!
//! What a stranger would get wrong: a header is never required here. Proxies drop them, so each accessor answers an
//! `Option`.

use super::doc;
use super::scope::{Scope, ident, joined};
use crate::shape::{Definition, HeaderField, Operation, Type};
use proc_macro2::TokenStream;
use quote::quote;

/// `XHeaders(&HeaderMap)` with an accessor for each header, if there are any.
pub(super) fn types(operation: &Operation, scope: &mut Scope<'_>) -> Option<TokenStream> {
    if operation.headers.is_empty() {
        return None;
    }
    scope.import("restwright_runtime::http", "HeaderMap");
    scope.runtime("header");
    let name = joined("", &operation.name.ident, "Headers");
    let docs = doc::sentence(&format!(
        "The headers of an answer to {}.",
        doc::link(&operation.name.ident)
    ));
    let accessors: Vec<TokenStream> = operation
        .headers
        .iter()
        .map(|header| accessor(header, scope))
        .collect();
    let lends = operation
        .headers
        .iter()
        .any(|header| is_text(header, scope));
    let (generics, lifetime) = if lends {
        (Some(quote!(<'a>)), quote!('a))
    } else {
        (None, quote!('_))
    };
    Some(quote! {
        #docs
        #[derive(Clone, Copy, Debug)]
        pub struct #name<'a>(pub &'a HeaderMap);

        impl #generics #name<#lifetime> {
            #(#accessors)*
        }
    })
}

/// Whether the header's value is its text as it came.
fn is_text(header: &HeaderField, scope: &Scope<'_>) -> bool {
    header.prefix.is_none() && !header.content && *scope.api.plain(&header.ty) == Type::String
}

/// Whether the header's value is an object.
fn has_members(plain: &Type, scope: &Scope<'_>) -> bool {
    match plain {
        Type::Map(_) | Type::KeyedMap(..) => true,
        Type::Named(id) => matches!(scope.api.type_def(*id).definition, Definition::Struct(_)),
        _ => false,
    }
}

fn accessor(header: &HeaderField, scope: &mut Scope<'_>) -> TokenStream {
    let name = ident(&header.name.ident);
    let wire = &header.name.wire;
    let docs = doc::of_field(&header.doc, &header.name);
    let (ty, value) = match (&header.prefix, scope.api.plain(&header.ty)) {
        (Some(prefix), _) => {
            scope.import("std::collections", "BTreeMap");
            (
                quote!(BTreeMap<String, String>),
                quote!(header::prefixed(self.0, #prefix)),
            )
        }
        (None, _) if is_text(header, scope) => (
            quote!(Option<std::borrow::Cow<'a, str>>),
            quote!(header::text(self.0, #wire)),
        ),
        (None, plain) => {
            let explode = header.explode;
            let value = match plain {
                _ if header.content => quote!(header::content(self.0, #wire)),
                Type::List(_) | Type::Array(..) | Type::Tuple(_) => match header.delimiter {
                    None => quote!(header::lines(self.0, #wire)),
                    Some(',') => quote!(header::list(self.0, #wire)),
                    Some(delimiter) => quote!(header::split(self.0, #wire, #delimiter)),
                },
                plain if has_members(plain, scope) => {
                    quote!(header::object(self.0, #wire, #explode))
                }
                _ => quote!(header::value(self.0, #wire)),
            };
            let ty = scope.ty(&header.ty);
            (quote!(Option<Result<#ty, header::HeaderError>>), value)
        }
    };
    let deprecated = doc::deprecated(header.deprecated);
    quote! {
        #docs
        #deprecated
        #[must_use]
        pub fn #name(self) -> #ty {
            #value
        }
    }
}
