//! What may be left out of an operation.
//!
//! What a stranger would get wrong: an operation without options has `()` for them, so the first optional parameter of
//! a later version breaks no caller of `request`.

use super::scope::{Scope, ident, joined};
use super::{doc, operation};
use crate::shape::{Argument, Operation};
use proc_macro2::TokenStream;
use quote::quote;

/// The optional arguments and their places among all arguments.
fn optional(operation: &Operation) -> impl Iterator<Item = (usize, &Argument)> {
    operation
        .arguments
        .iter()
        .enumerate()
        .filter(|(_, argument)| !argument.required)
}

/// The struct, if there are any.
pub(super) fn types(operation: &Operation, scope: &mut Scope<'_>) -> Option<TokenStream> {
    let fields = optional(operation).map(|(at, argument)| {
        let name = ident(&argument.name.ident);
        let docs = operation::argument_doc(operation, at);
        let deprecated = doc::deprecated(argument.deprecated);
        let ty = owned(operation, at, argument, scope);
        quote!(#docs #deprecated pub #name: Option<#ty>)
    });
    let fields: Vec<TokenStream> = fields.collect();
    if fields.is_empty() {
        return None;
    }
    let name = joined("", &operation.name.ident, "Options");
    let docs = doc::sentence(&format!(
        "What may be left out of {}.",
        doc::link(&operation.name.ident)
    ));
    Some(quote! {
        #docs
        #[derive(Clone, Debug, Default)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
        }
    })
}

fn owned(
    operation: &Operation,
    at: usize,
    argument: &Argument,
    scope: &mut Scope<'_>,
) -> TokenStream {
    match operation::body_type(operation, at) {
        Some(body) => quote!(#body),
        None => scope.ty(&argument.ty),
    }
}

/// The type of the options as the codec names it.
pub(super) fn name(operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    if optional(operation).next().is_none() {
        return quote!(());
    }
    let name = joined("", &operation.name.ident, "Options");
    scope.import("super", &name.to_string());
    quote!(#name)
}

/// The setters of the options.
pub(super) fn setters(operation: &Operation, scope: &mut Scope<'_>) -> Option<TokenStream> {
    let setters = optional(operation).map(|(at, argument)| {
        if let Some(body) = operation::body_type(operation, at) {
            scope.import("super", &body.to_string());
        }
        setter(&argument.name.ident, &owned(operation, at, argument, scope))
    });
    let setters: Vec<TokenStream> = setters.collect();
    if setters.is_empty() {
        return None;
    }
    let name = name(operation, scope);
    Some(quote! {
        impl #name {
            #(#setters)*
        }
    })
}

/// `with_x`, for a field that is an `Option` of this type.
fn setter(field: &str, ty: &TokenStream) -> TokenStream {
    let name = ident(field);
    let setter = joined("with_", doc::unraw(field).trim_start_matches('_'), "");
    let docs = doc::sentence(&format!("Sets [`{0}`](Self::{0}).", doc::unraw(field)));
    quote! {
        #docs
        #[must_use]
        pub fn #setter(mut self, #name: impl Into<#ty>) -> Self {
            self.#name = Some(#name.into());
            self
        }
    }
}
