//! Unions whose arm follows from the value of a property.
//!
//! What a stranger would get wrong: the tag is a member of the arm's own type, so nothing is written beside the arm.

use super::scope::{Scope, ident};
use super::union::{self, UnionArm};
use super::{codec, doc, literal};
use crate::shape::{TaggedUnion, TypeDef, TypeId};
use proc_macro2::TokenStream;
use quote::quote;

/// The enum.
pub(super) fn types(
    definition: &TypeDef,
    tagged: &TaggedUnion,
    scope: &mut Scope<'_>,
) -> TokenStream {
    let property = doc::code(&tagged.property);
    let other_doc = match tagged.default {
        Some(_) => "JSON that is no object.".to_owned(),
        None => format!("JSON whose {property} is none of the listed tags."),
    };
    union::types(
        definition,
        &arms(tagged),
        &ident(&tagged.other_ident),
        &other_doc,
        scope,
    )
}

fn arms(tagged: &TaggedUnion) -> Vec<UnionArm<'_>> {
    let property = doc::code(&tagged.property);
    let arms = tagged.arms.iter().map(|arm| {
        let tags: Vec<String> = arm.tags.iter().map(|tag| doc::code(tag)).collect();
        let fallback = if tags.is_empty() {
            format!("Any other {property}.")
        } else {
            format!("{property} is {}.", tags.join(" or "))
        };
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
pub(super) fn codec(id: TypeId, tagged: &TaggedUnion, scope: &mut Scope<'_>) -> TokenStream {
    let name = scope.named(id);
    let other = ident(&tagged.other_ident);
    let arms = arms(tagged);
    let conversions = union::conversions(id, &arms, scope);
    let any = scope.any();
    let codec = codec::of(
        &name,
        &quote!(Self::#other(#any::Null)),
        &union::encode(&arms, &other, scope),
        &decode(tagged),
        scope,
    );
    quote! {
        #(#conversions)*
        #codec
    }
}

fn decode(tagged: &TaggedUnion) -> TokenStream {
    let property = &tagged.property;
    let tags = tagged.arms.iter().flat_map(|arm| &arm.tags);
    let mut first = 0;
    let arms = tagged
        .arms
        .iter()
        .enumerate()
        .filter(|(_, arm)| !arm.tags.is_empty())
        .map(|(at, arm)| {
            let indices: Vec<usize> = (first..first + arm.tags.len()).collect();
            first += arm.tags.len();
            let indices = literal::any_of(&indices);
            let variant = ident(&arm.name.ident);
            // The default arm is tried last, whatever the tag.
            (tagged.default != Some(at))
                .then(|| quote!(Some(#indices) => Self::#variant(reader.value()?)))
        });
    let arms: Vec<TokenStream> = arms.flatten().collect();
    let default = tagged
        .default
        .and_then(|at| tagged.arms.get(at))
        .map(|arm| {
            let variant = ident(&arm.name.ident);
            quote!(_ if reader.kind() == json::Kind::Object => Self::#variant(reader.value()?),)
        });
    let other = ident(&tagged.other_ident);
    quote! {
        *self = match reader.tag(#property, &[#(#tags),*]) {
            #(#arms,)*
            #default
            _ => Self::#other(reader.any()?),
        };
        if matches!(self, Self::#other(_)) {
            reader.unlisted();
        }
        Ok(())
    }
}
