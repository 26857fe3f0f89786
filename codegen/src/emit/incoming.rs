//! What the service sends to the client's own server: a name for the body of each webhook and callback.
//!
//! What a stranger would get wrong: nothing is received here. The types are read with `json::from_slice` by whatever
//! server the caller runs.

use super::doc;
use super::scope::{Place, Scope, ident};
use crate::file::File;
use crate::shape::{Api, Incoming, Type};
use proc_macro2::TokenStream;
use quote::quote;

/// The file below the API's module, if the service sends anything.
pub(super) fn files(api: &Api) -> impl Iterator<Item = File<'_>> {
    (!api.incoming.is_empty())
        .then(|| File::of_tokens("/incoming".to_owned(), &api.source, || module(api)))
        .into_iter()
}

fn module(api: &Api) -> TokenStream {
    let mut scope = Scope::new(api, Place::Beside);
    let docs = doc::file("The bodies of what the service sends: webhooks and callbacks.");
    let bodies: Vec<TokenStream> = api
        .incoming
        .iter()
        .map(|incoming| body(incoming, &mut scope))
        .collect();
    let imports = scope.imports();
    quote! {
        #docs
        #imports
        #(#bodies)*
    }
}

fn body(incoming: &Incoming, scope: &mut Scope<'_>) -> TokenStream {
    let name = ident(&incoming.name.ident);
    let docs = doc::of_operation(&incoming.doc, &incoming.method, &incoming.route);
    let ty = scope.ty(incoming.body.as_ref().unwrap_or(&Type::Unit));
    let deprecated = doc::deprecated(incoming.deprecated);
    quote! {
        #docs
        #deprecated
        pub type #name = #ty;
    }
}
