//! The files of model types: a component with the types that are inside of it, and their codecs.
//!
//! What a stranger would get wrong: a file belongs to a component, not to a type. Its inline types share it.

use super::scope::{Place, Scope, ident};
use super::{alias, doc, structure, tagged, untagged, value_enum, xml};
use crate::shape::{Api, Definition, TypeDef, TypeId};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::BTreeMap;

/// The files below the API's module: `/models/x` and, where a type has one, `/models/x/codec`.
pub(super) fn files(api: &Api) -> impl Iterator<Item = (String, TokenStream)> + '_ {
    homes(api).into_iter().flat_map(move |(file, home)| {
        let mut scope = Scope::new(api, Place::Model(home.id));
        let types = types(&home, &mut scope);
        let codec = codec(&home, scope.codec(home.id));
        let path = format!("/models/{file}");
        let types = whole(&home, &scope, &types, !codec.is_empty());
        let codec = (!codec.is_empty()).then(|| (format!("{path}/codec"), codec));
        std::iter::once((path, types)).chain(codec)
    })
}

/// The types of a file, the one whose home it is first.
pub(super) struct Home {
    pub(super) id: TypeId,
    pub(super) types: Vec<TypeId>,
}

/// The files of models by name.
pub(super) fn homes(api: &Api) -> BTreeMap<&str, Home> {
    let mut by_home: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for (id, definition) in (0..).map(TypeId).zip(&api.types) {
        by_home.entry(definition.home).or_default().push(id);
    }
    let homes = by_home.into_iter().map(|(id, mut types)| {
        types.sort_by_key(|ty| (*ty != id, &api.type_def(*ty).name.ident));
        (api.type_def(id).file.as_str(), Home { id, types })
    });
    homes.collect()
}

/// The names that a type's file exports for it.
pub(super) fn names(definition: &TypeDef) -> Vec<Ident> {
    let init = match &definition.definition {
        Definition::Struct(structure) => structure::init_name(definition, structure),
        _ => None,
    };
    std::iter::once(ident(&definition.name.ident))
        .chain(init)
        .collect()
}

fn types(home: &Home, scope: &mut Scope<'_>) -> Vec<TokenStream> {
    let types = home.types.iter();
    types
        .map(|id| definition(scope.api.type_def(*id), scope))
        .collect()
}

/// The file of types around them.
fn whole(home: &Home, scope: &Scope<'_>, types: &[TokenStream], has_codec: bool) -> TokenStream {
    let docs = doc::file_of_type(scope.api.type_def(home.id));
    let codec = has_codec.then(|| {
        quote!(
            mod codec;
        )
    });
    let imports = scope.imports();
    quote! {
        #docs
        #codec
        #imports
        #(#types)*
    }
}

fn definition(definition: &TypeDef, scope: &mut Scope<'_>) -> TokenStream {
    match &definition.definition {
        Definition::Struct(structure) => structure::types(definition, structure, scope),
        Definition::Enum(values) => value_enum::types(definition, values, scope),
        Definition::Tagged(tagged) => tagged::types(definition, tagged, scope),
        Definition::Untagged(untagged) => untagged::types(definition, untagged, scope),
        Definition::Alias(target) => alias::alias(definition, target, scope),
        Definition::Newtype(content) => alias::newtype(definition, content, scope),
    }
}

fn codec(home: &Home, mut scope: Scope<'_>) -> TokenStream {
    let codecs: Vec<TokenStream> = home
        .types
        .iter()
        .map(|id| type_codec(*id, &mut scope))
        .collect();
    if codecs.iter().all(TokenStream::is_empty) {
        return TokenStream::new();
    }
    let imports = scope.imports();
    quote! {
        #imports
        #(#codecs)*
    }
}

fn type_codec(id: TypeId, scope: &mut Scope<'_>) -> TokenStream {
    let definition = scope.api.type_def(id);
    let codec = match &definition.definition {
        Definition::Struct(structure) => structure::codec(id, definition, structure, scope),
        Definition::Enum(values) => value_enum::codec(id, values, scope),
        Definition::Tagged(tagged) => tagged::codec(id, tagged, scope),
        Definition::Untagged(untagged) => untagged::codec(id, untagged, scope),
        Definition::Alias(_) => TokenStream::new(),
        Definition::Newtype(content) => alias::newtype_codec(id, content, scope),
    };
    let descriptor = xml::descriptor(id, definition, scope);
    quote!(#codec #descriptor)
}
