//! Names for other types: an alias, or a struct around the type where an alias would be infinite.

use super::scope::{Scope, ident};
use super::{codec, doc};
use crate::shape::{Type, TypeDef, TypeId};
use proc_macro2::TokenStream;
use quote::quote;

/// `type X = …;`
pub(super) fn alias(definition: &TypeDef, target: &Type, scope: &mut Scope<'_>) -> TokenStream {
    let name = ident(&definition.name.ident);
    let docs = doc::of_type(definition, scope.api);
    let deprecated = doc::deprecated(definition.deprecated);
    let target = scope.ty(target);
    quote! {
        #docs
        #deprecated
        pub type #name = #target;
    }
}

/// `struct X(pub …);`
pub(super) fn newtype(definition: &TypeDef, content: &Type, scope: &mut Scope<'_>) -> TokenStream {
    let name = ident(&definition.name.ident);
    let docs = doc::of_type(definition, scope.api);
    let deprecated = doc::deprecated(definition.deprecated);
    let content = scope.ty(content);
    quote! {
        #docs
        #deprecated
        #[derive(Clone, Debug, PartialEq)]
        pub struct #name(pub #content);
    }
}

/// How a newtype is read and written: as what it holds.
pub(super) fn newtype_codec(id: TypeId, content: &Type, scope: &mut Scope<'_>) -> TokenStream {
    let name = scope.named(id);
    let content = scope.ty(content);
    let codec = codec::of(
        &name,
        &quote!(Self(json::Decode::blank())),
        &quote!(json::Encode::encode(&self.0, writer);),
        &quote!(json::Decode::decode(&mut self.0, reader)),
        scope,
    );
    quote! {
        impl From<#content> for #name {
            fn from(content: #content) -> Self {
                Self(content)
            }
        }

        #codec
    }
}
