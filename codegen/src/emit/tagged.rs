//! Unions whose arm follows from the value of a property.
//!
//! What a stranger would get wrong: the tag is a member of most arms' own types, and several arms may have it. The union
//! writes it where an arm does not, and where arms share it, the one that fits best is read.

use super::scope::{Scope, ident, index};
use super::union::{self, UnionArm};
use super::{codec, doc, literal};
use crate::shape::{TaggedArm, TaggedUnion, TypeDef, TypeId};
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
        Some(_) => "JSON that fits none of the listed types.".to_owned(),
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
    let arms = tagged.arms.iter().enumerate().map(|(at, arm)| {
        let tags: Vec<String> = arm.tags.iter().map(|tag| doc::code(tag)).collect();
        let fallback = match (tags.is_empty(), tagged.default == Some(at)) {
            (true, _) => format!("Any other {property}."),
            (false, true) => format!("{property} is {} or any other.", tags.join(", ")),
            (false, false) => format!("{property} is {}.", tags.join(" or ")),
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
    let encode = encode(tagged, scope);
    let decode = decode(tagged, scope);
    let codec = codec::of(
        &name,
        &quote!(Self::#other(#any::Null)),
        &encode,
        &decode,
        scope,
    );
    quote! {
        #(#conversions)*
        #codec
    }
}

/// How the value is written; the union adds the tag where the arm's own type does not.
fn encode(tagged: &TaggedUnion, scope: &Scope<'_>) -> TokenStream {
    let with_tag = tagged.arms.iter().filter_map(|arm| {
        let (variant, tag) = (ident(&arm.name.ident), constant(tagged, arm)?);
        Some(quote!(Self::#variant(value) => { writer.tagged(#tag, value); }))
    });
    let others = tagged.arms.iter().filter(|arm| arm.written.is_none());
    let others = others.map(|arm| (&arm.ty, ident(&arm.name.ident)));
    let others = union::patterns(others, &ident(&tagged.other_ident), scope);
    quote! {
        match self {
            #(#with_tag)*
            #(#others => value.encode(writer),)*
        }
    }
}

/// The tag that the union writes for an arm.
fn constant(tagged: &TaggedUnion, arm: &TaggedArm) -> Option<TokenStream> {
    let (name, value) = (&tagged.property, arm.written.as_ref()?.to_json());
    Some(quote!(const { &json::Constant { name: #name, value: #value } }))
}

/// How an arm is read.
fn read(tagged: &TaggedUnion, at: usize) -> TokenStream {
    let arm = &tagged.arms[at];
    let variant = ident(&arm.name.ident);
    if let Some(tag) = constant(tagged, arm) {
        quote!(Self::#variant(reader.tagged(#tag)?))
    } else {
        quote!(Self::#variant(reader.value()?))
    }
}

/// The one of some arms that fits best, or any JSON.
fn best(tagged: &TaggedUnion, arms: &[usize], scope: &mut Scope<'_>) -> TokenStream {
    let other = ident(&tagged.other_ident);
    if arms.is_empty() {
        return quote!(Self::#other(reader.any()?));
    }
    let types: Vec<TokenStream> = arms
        .iter()
        .map(|at| scope.ty(&tagged.arms[*at].ty))
        .collect();
    if let [only] = arms {
        let (ty, read) = (&types[0], read(tagged, *only));
        return quote! {
            if reader.choose(&[json::Reader::probe::<#ty>]).is_some() {
                #read
            } else {
                Self::#other(reader.any()?)
            }
        };
    }
    let choices = arms.iter().enumerate().map(|(place, at)| {
        let (place, read) = (index(place), read(tagged, *at));
        quote!(Some(#place) => #read)
    });
    quote! {
        match reader.choose(&[#(json::Reader::probe::<#types>),*]) {
            #(#choices,)*
            _ => Self::#other(reader.any()?),
        }
    }
}

fn decode(tagged: &TaggedUnion, scope: &mut Scope<'_>) -> TokenStream {
    let property = &tagged.property;
    // The arms of each tag, in the order in which they come first.
    let mut tags: Vec<(&str, Vec<usize>)> = Vec::new();
    for (at, arm) in tagged.arms.iter().enumerate() {
        for tag in &arm.tags {
            match tags.iter_mut().find(|(known, _)| known == tag) {
                Some((_, arms)) => arms.push(at),
                None => tags.push((tag, vec![at])),
            }
        }
    }
    tags.sort_by(|(_, one), (_, other)| one.cmp(other));
    let mut cases = Vec::new();
    for group in tags.chunk_by(|(_, one), (_, other)| one == other) {
        let first: usize = cases.iter().map(|(count, _)| count).sum();
        let places: Vec<usize> = (first..first + group.len()).collect();
        let places = literal::any_of(&places);
        let arms = &group[0].1;
        let read = match arms.as_slice() {
            [only] => read(tagged, *only),
            several => best(tagged, several, scope),
        };
        cases.push((group.len(), quote!(Some(#places) => #read)));
    }
    let cases = cases.iter().map(|(_, case)| case);
    let is_free =
        |(at, arm): &(usize, &TaggedArm)| arm.tags.is_empty() || tagged.default == Some(*at);
    let free: Vec<usize> = tagged
        .arms
        .iter()
        .enumerate()
        .filter(is_free)
        .map(|(at, _)| at)
        .collect();
    let rest = best(tagged, &free, scope);
    let names = tags.iter().map(|(tag, _)| tag);
    let other = ident(&tagged.other_ident);
    quote! {
        *self = match reader.tag(#property, &[#(#names),*]) {
            #(#cases,)*
            _ => #rest,
        };
        if matches!(self, Self::#other(_)) {
            reader.unlisted();
        }
        Ok(())
    }
}
