//! Security schemes: a constant each, that endpoints are given credentials for.
//!
//! What a stranger would get wrong: OAuth 2 and `OpenID` Connect are `Bearer` here, because a token is all they send.

use super::doc;
use super::scope::{Scope, ident};
use crate::description::SecurityKind;
use crate::shape::Scheme;
use proc_macro2::TokenStream;
use quote::quote;

/// `pub const AZURE_AUTH: Scheme = …;`
pub(super) fn constant(scheme: &Scheme, scope: &mut Scope<'_>) -> TokenStream {
    scope.runtime("Scheme");
    scope.runtime("SchemeKind");
    let name = ident(&scheme.name.ident);
    let wire = &scheme.name.wire;
    let docs = doc::outer(
        &scheme.doc,
        &format!("The security scheme {}.", doc::code(wire)),
    );
    let kind = match &scheme.kind {
        SecurityKind::HeaderKey(header) => quote!(HeaderKey(#header)),
        SecurityKind::QueryKey(parameter) => quote!(QueryKey(#parameter)),
        SecurityKind::CookieKey(cookie) => quote!(CookieKey(#cookie)),
        SecurityKind::Basic => quote!(Basic),
        SecurityKind::Bearer => quote!(Bearer),
        SecurityKind::Http(scheme) => quote!(Http(#scheme)),
        SecurityKind::MutualTls => quote!(MutualTls),
    };
    quote! {
        #docs
        pub const #name: Scheme = Scheme::new(#wire, SchemeKind::#kind);
    }
}
