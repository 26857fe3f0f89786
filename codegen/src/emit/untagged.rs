//! Unions whose arm is the one that explains most of what arrived.
//!
//! What a stranger would get wrong: the order of the arms is no priority, it only settles ties.

use super::codec;
use super::scope::{Scope, ident, index};
use super::union::{self, UnionArm};
use crate::shape::{TypeDef, TypeId, UntaggedUnion};
use proc_macro2::TokenStream;
use quote::quote;

/// The enum.
pub(super) fn types(
    definition: &TypeDef,
    untagged: &UntaggedUnion,
    scope: &mut Scope<'_>,
) -> TokenStream {
    let arms = arms(untagged);
    union::types(
        definition,
        &arms,
        &ident(&untagged.other_ident),
        "JSON that fits none of the listed types.",
        scope,
    )
}

fn arms(untagged: &UntaggedUnion) -> Vec<UnionArm<'_>> {
    let arms = untagged.arms.iter().map(|arm| {
        let fallback = format!("{}.", super::doc::code(&arm.name.words));
        UnionArm {
            name: &arm.name,
            ty: &arm.ty,
            doc: &arm.doc,
            fallback,
        }
    });
    arms.collect()
}

/// Conversions, and how the union is read and written.
pub(super) fn codec(id: TypeId, untagged: &UntaggedUnion, scope: &mut Scope<'_>) -> TokenStream {
    let name = scope.named(id);
    let other = ident(&untagged.other_ident);
    let arms = arms(untagged);
    let conversions = union::conversions(id, &arms, scope);
    let decode = decode(&arms, &other, scope);
    let any = scope.any();
    let blank = quote!(Self::#other(#any::Null));
    let codec = codec::of(
        &name,
        &blank,
        &union::encode(&arms, &other, scope),
        &decode,
        scope,
    );
    quote! {
        #(#conversions)*
        #codec
    }
}

fn decode(arms: &[UnionArm<'_>], other: &proc_macro2::Ident, scope: &mut Scope<'_>) -> TokenStream {
    let types: Vec<TokenStream> = arms.iter().map(|arm| scope.ty(arm.ty)).collect();
    if let ([arm], [ty]) = (arms, types.as_slice()) {
        let variant = ident(&arm.name.ident);
        return quote! {
            *self = if reader.choose(&[json::Reader::probe::<#ty>]).is_some() {
                Self::#variant(reader.value()?)
            } else {
                reader.unlisted();
                Self::#other(reader.any()?)
            };
            Ok(())
        };
    }
    let choices = arms.iter().enumerate().map(|(at, arm)| {
        let (at, variant) = (index(at), ident(&arm.name.ident));
        quote!(Some(#at) => Self::#variant(reader.value()?))
    });
    quote! {
        *self = match reader.choose(&[#(json::Reader::probe::<#types>),*]) {
            #(#choices,)*
            _ => {
                reader.unlisted();
                Self::#other(reader.any()?)
            }
        };
        Ok(())
    }
}
