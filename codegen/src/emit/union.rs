//! What unions with and without a tag have in common: the enum, conversions from its arms, and how it is written.
//!
//! What a stranger would get wrong: two arms may hold the same type under two names (an alias), so a conversion is made
//! only for a type that one arm alone holds.

use super::doc;
use super::scope::{Scope, ident};
use crate::shape::{Doc, Name, Type, TypeDef, TypeId};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// An arm of either kind of union.
pub(super) struct UnionArm<'a> {
    pub(super) name: &'a Name,
    pub(super) ty: &'a Type,
    pub(super) doc: &'a Doc,
    /// What is said of it if nothing else is.
    pub(super) fallback: String,
}

/// The enum, with a last arm for any other JSON.
pub(super) fn types(
    definition: &TypeDef,
    arms: &[UnionArm<'_>],
    other: &Ident,
    other_doc: &str,
    scope: &mut Scope<'_>,
) -> TokenStream {
    let name = ident(&definition.name.ident);
    let any = scope.any();
    let docs = doc::of_type(definition, scope.api);
    let deprecated = doc::deprecated(definition.deprecated);
    let variants = arms.iter().map(|arm| {
        let name = ident(&arm.name.ident);
        let docs = doc::outer(arm.doc, &arm.fallback);
        let ty = scope.ty(arm.ty);
        quote!(#docs #name(#ty))
    });
    let variants: Vec<TokenStream> = variants.collect();
    let other_docs = doc::sentence(other_doc);
    quote! {
        #docs
        #deprecated
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #other_docs
            #other(#any),
        }
    }
}

/// `From` for each type that one arm alone holds.
pub(super) fn conversions(
    id: TypeId,
    arms: &[UnionArm<'_>],
    scope: &mut Scope<'_>,
) -> Vec<TokenStream> {
    let name = scope.named(id);
    let held: Vec<Type> = arms
        .iter()
        .map(|arm| scope.api.expanded(unboxed(arm.ty)))
        .collect();
    let is_alone =
        |ty: &Type| *ty != Type::Named(id) && held.iter().filter(|other| *other == ty).count() == 1;
    let alone = arms.iter().zip(&held).filter(|(_, ty)| is_alone(ty));
    alone
        .map(|(arm, _)| {
            let variant = ident(&arm.name.ident);
            let ty = scope.ty(unboxed(arm.ty));
            let value = if matches!(arm.ty, Type::Boxed(_)) {
                quote!(Box::new(value))
            } else {
                quote!(value)
            };
            quote! {
                impl From<#ty> for #name {
                    fn from(value: #ty) -> Self {
                        Self::#variant(#value)
                    }
                }
            }
        })
        .collect()
}

fn unboxed(ty: &Type) -> &Type {
    match ty {
        Type::Boxed(inner) => inner,
        other => other,
    }
}

/// How the value is written, whichever arm it is.
pub(super) fn encode(arms: &[UnionArm<'_>], other: &Ident, scope: &Scope<'_>) -> TokenStream {
    let held = arms.iter().map(|arm| (arm.ty, ident(&arm.name.ident)));
    let patterns = patterns(held, other, scope);
    quote! {
        let value: &dyn json::Encode = match self {
            #(#patterns => value,)*
        };
        value.encode(writer);
    }
}

/// A pattern for each type that arms hold, the arm of any JSON among them: arms that hold the same type share one.
pub(super) fn patterns<'a>(
    arms: impl Iterator<Item = (&'a Type, Ident)>,
    other: &Ident,
    scope: &Scope<'_>,
) -> Vec<TokenStream> {
    let mut patterns: Vec<(Type, Vec<Ident>)> = Vec::new();
    let variants = arms.map(|(ty, variant)| (scope.api.expanded(ty), variant));
    for (ty, variant) in variants.chain([(Type::Any, other.clone())]) {
        match patterns.iter_mut().find(|(known, _)| *known == ty) {
            Some((_, variants)) => variants.push(variant),
            None => patterns.push((ty, vec![variant])),
        }
    }
    patterns
        .iter()
        .map(|(_, variants)| quote!(#(Self::#variants(value))|*))
        .collect()
}
