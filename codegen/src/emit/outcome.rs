//! What an operation answers and how it fails: a type, or an enum of an arm for each meaning.
//!
//! What a stranger would get wrong: the enums hold bodies alone. Status and headers are in the response or the error
//! around them.

use super::doc;
use super::scope::{Scope, ident, joined};
use crate::shape::{Operation, Outcome, OutcomeVariant};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The enums, where outcomes are enums.
pub(super) fn types(operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    let link = doc::link(&operation.name.ident);
    let output = enumeration(
        &operation.output,
        &output_name(operation),
        &format!("What {link} answers."),
        scope,
    );
    let about = format!("How {link} fails, as documented.");
    let failure = enumeration(&operation.failure, &failure_name(operation), &about, scope);
    quote!(#output #failure)
}

fn enumeration(
    outcome: &Outcome,
    name: &Ident,
    about: &str,
    scope: &mut Scope<'_>,
) -> Option<TokenStream> {
    let Outcome::Enum(variants) = outcome else {
        return None;
    };
    let docs = doc::sentence(about);
    let variants: Vec<TokenStream> = variants.iter().map(|variant| arm(variant, scope)).collect();
    Some(quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }
    })
}

fn arm(variant: &OutcomeVariant, scope: &mut Scope<'_>) -> TokenStream {
    let name = ident(&variant.name.ident);
    let docs = doc::outer(&variant.doc, &format!("{}.", doc::code(&variant.name.wire)));
    let body = variant.ty.as_ref().map(|ty| scope.ty(ty));
    let body = body.map(|ty| quote!((#ty)));
    quote!(#docs #name #body)
}

/// The name of the enum of outputs.
pub(super) fn output_name(operation: &Operation) -> Ident {
    joined("", &operation.name.ident, "Output")
}

/// The name of the enum of failures.
pub(super) fn failure_name(operation: &Operation) -> Ident {
    joined("", &operation.name.ident, "Failure")
}

/// The type of the output as the codec names it.
pub(super) fn output(operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    named(&operation.output, &output_name(operation), scope)
}

/// The type of the failure as the codec names it.
pub(super) fn failure(operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    named(&operation.failure, &failure_name(operation), scope)
}

fn named(outcome: &Outcome, name: &Ident, scope: &mut Scope<'_>) -> TokenStream {
    match outcome {
        Outcome::Undeclared => {
            scope.runtime("Undeclared");
            quote!(Undeclared)
        }
        Outcome::Unit => quote!(()),
        Outcome::Single(ty) => scope.ty(ty),
        Outcome::Enum(_) => quote!(super::#name),
    }
}
