//! What may be left out of an operation.
//!
//! What a stranger would get wrong: an operation without options has a type of the runtime for them that callers can
//! only make by `default`, so the first optional parameter of a later version breaks none of them.

use super::scope::{Scope, ident, joined};
use super::{argument, doc};
use crate::shape::{Argument, Operation};
use proc_macro2::TokenStream;
use quote::quote;

/// The struct, if there are any.
pub(super) fn types(operation: &Operation, scope: &mut Scope<'_>) -> Option<TokenStream> {
    let fields = argument::optional(operation).map(|(at, argument)| {
        let name = ident(&argument.name.ident);
        let docs = argument::documentation(operation, at, scope.api);
        let deprecated = doc::deprecated(argument.deprecated);
        let ty = match argument::body_type(operation, at) {
            Some(body) => quote!(#body),
            None => scope.ty(&argument.ty),
        };
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
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
        }
    })
}

/// The type of the options as the codec names it.
pub(super) fn name(operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    if argument::optional(operation).next().is_none() {
        scope.emitted("NoOptions");
        return quote!(NoOptions);
    }
    let name = joined("", &operation.name.ident, "Options");
    quote!(super::#name)
}

/// The table of the setters, if there are any.
pub(super) fn table(operation: &Operation, scope: &mut Scope<'_>) -> Option<TokenStream> {
    let setters =
        argument::optional(operation).map(|(at, argument)| setter(operation, at, argument, scope));
    let setters: Vec<TokenStream> = setters.collect();
    if setters.is_empty() {
        return None;
    }
    scope.emitted("options");
    let name = name(operation, scope);
    Some(quote! {
        options! {
            #name {
                #(#setters,)*
            }
        }
    })
}

fn setter(
    operation: &Operation,
    at: usize,
    argument: &Argument,
    scope: &mut Scope<'_>,
) -> TokenStream {
    let field = ident(&argument.name.ident);
    let setter = joined(
        "with_",
        doc::unraw(&argument.name.ident).trim_start_matches('_'),
        "",
    );
    let ty = match argument::body_type(operation, at) {
        Some(body) => quote!(super::#body),
        None => scope.ty(&argument.ty),
    };
    quote!(#setter(#field: #ty))
}
