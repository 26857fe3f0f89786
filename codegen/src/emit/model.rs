//! The files of model types: a component with the types that are inside of it, and their tables.
//!
//! What a stranger would get wrong: a file belongs to a component, not to a type. Its inline types share it.

use super::scope::{Place, Scope};
use super::union::Union;
use super::{alias, doc, structure, value_enum, xml};
use crate::file::File;
use crate::shape::{Api, Definition, TypeDef, TypeId};
use std::collections::BTreeMap;

/// The files below the API's module: `/models/x`.
pub(super) fn files(api: &Api) -> impl Iterator<Item = File<'_>> {
    homes(api).into_iter().map(move |(file, home)| {
        File::of_text(format!("/models/{file}"), &api.source, move || {
            text(&home, api)
        })
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
pub(super) fn names(definition: &TypeDef) -> Vec<String> {
    let init = match &definition.definition {
        Definition::Struct(structure) => structure::init_name(definition, structure),
        _ => None,
    };
    std::iter::once(definition.name.ident.clone())
        .chain(init)
        .collect()
}

/// A file: what people read, then the tables.
fn text(home: &Home, api: &Api) -> String {
    let mut scope = Scope::new(api, Place::Model(home.id));
    let docs = doc::file_of_type(api.type_def(home.id)).of_file();
    let types = home.types.iter().map(|id| types(*id, &mut scope));
    let types: String = types.collect();
    let tables = home.types.iter().map(|id| table(*id, &mut scope));
    let tables: String = tables.collect();
    let imports = match scope.imported() {
        none if none.is_empty() => none,
        imports => format!("\n{imports}"),
    };
    format!("{docs}{imports}{types}{tables}")
}

fn types(id: TypeId, scope: &mut Scope<'_>) -> String {
    let definition = scope.api.type_def(id);
    match &definition.definition {
        Definition::Struct(structure) => structure::types(definition, structure, scope),
        Definition::Enum(values) => value_enum::types(definition, values, scope),
        Definition::Tagged(union) => Union::tagged(union).types(definition, scope),
        Definition::Untagged(union) => Union::untagged(union).types(definition, scope),
        Definition::Alias(target) => alias::alias(definition, target, scope),
        Definition::Newtype(content) => alias::newtype(definition, content, scope),
    }
}

fn table(id: TypeId, scope: &mut Scope<'_>) -> String {
    let definition = scope.api.type_def(id);
    let table = match &definition.definition {
        Definition::Struct(structure) => structure::table(definition, structure, scope),
        Definition::Enum(values) => value_enum::table(definition, values, scope),
        Definition::Tagged(union) => Union::tagged(union).table(id, scope),
        Definition::Untagged(union) => Union::untagged(union).table(id, scope),
        Definition::Alias(_) => String::new(),
        Definition::Newtype(content) => alias::table(definition, content, scope),
    };
    table + &xml::descriptor(definition, scope).unwrap_or_default()
}
