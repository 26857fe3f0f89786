//! Names of types, of what is inside of them, and of the files that they stand in.
//!
//! A stranger would get this wrong: a type of a component keeps its name whatever an inline schema is called, and
//! the struct of required fields (`PetInit`) gives way to both.

use super::claimant::{Claimant, Kind, name_all};
use super::ident::{Case, KEYWORDS, PATH_KEYWORDS};
use super::scope::{Claim, Scope};
use super::{first_free, reserved};
use crate::complaint::Complaints;
use crate::shape::{Definition, Field, Name, Struct, TypeDef, TypeId, ValueVariant};
use crate::value::Location;
use std::collections::HashSet;

const TYPES: Scope = Scope {
    case: Case::Camel,
    reserved: &[reserved::TYPES],
    reserved_suffix: "model",
    beside: &[],
    length: usize::MAX,
};

const FILES: Scope = Scope {
    case: Case::Snake,
    reserved: &[reserved::FILES, reserved::MODULES, KEYWORDS, PATH_KEYWORDS],
    reserved_suffix: "model",
    beside: &[],
    length: 100,
};

const FIELDS: Scope = Scope {
    case: Case::Snake,
    reserved: &[],
    reserved_suffix: "",
    beside: &[],
    length: usize::MAX,
};

/// The variants of enums of all kinds.
pub(super) const VARIANTS: Scope = Scope {
    case: Case::Camel,
    ..FIELDS
};

const SCHEMA: Kind = Kind {
    code: "two-schemas-one-name",
    noun: "schema",
    nouns: "schemas",
    help: "`x-ms-client-name`, `x-ms-enum.name` or an overlay that renames one of them settles it",
};

const PROPERTY: Kind = Kind {
    code: "two-properties-one-name",
    noun: "property",
    nouns: "properties",
    help: "`x-ms-client-name`, in the description or by an overlay, settles it",
};

const VALUE: Kind = Kind {
    code: "two-values-one-name",
    noun: "value",
    nouns: "values",
    help: "`x-ms-enum.values` or `x-enum-varnames`, in the description or by an overlay, settles it",
};

const ARM: Kind = Kind {
    code: "two-arms-one-name",
    noun: "arm",
    nouns: "arms of a union",
    help: "a `title` for each of them, in the description or by an overlay, settles it",
};

/// Names all types, and everything that is inside of them.
pub(super) fn name_types(types: &mut [TypeDef], complaints: &mut Complaints) {
    for definition in &mut *types {
        name_definition(definition, complaints);
    }
    let claimants = types.iter_mut().zip(0..).map(|(definition, index)| {
        let is_inline = definition.home != TypeId(index);
        let TypeDef { name, location, .. } = definition;
        Claimant {
            rank: u8::from(is_inline),
            qualifier: if is_inline {
                "inline"
            } else {
                file_stem(&location.file)
            }
            .to_owned(),
            key: key(location),
            ..Claimant::new(name, Some(location))
        }
    });
    name_all(&TYPES, &SCHEMA, claimants.collect(), complaints);
    name_init_structs(types);
    name_files(types);
}

fn name_definition(definition: &mut TypeDef, complaints: &mut Complaints) {
    let location = Some(&definition.location);
    match &mut definition.definition {
        Definition::Struct(object) => name_fields(object, location, complaints),
        Definition::Enum(set) => {
            name_all(
                &VARIANTS,
                &VALUE,
                set.variants
                    .iter_mut()
                    .map(|variant| value(variant, location))
                    .collect(),
                complaints,
            );
            let names = set.variants.iter().map(|variant| &variant.name);
            set.other_ident = other(names, ["Other", "OtherValue"]);
        }
        Definition::Tagged(union) => {
            let arms = union
                .arms
                .iter_mut()
                .map(|arm| Claimant::new(&mut arm.name, location));
            name_all(&VARIANTS, &ARM, arms.collect(), complaints);
            union.other_ident = other(
                union.arms.iter().map(|arm| &arm.name),
                ["Other", "OtherJson"],
            );
        }
        Definition::Untagged(union) => {
            let arms = union
                .arms
                .iter_mut()
                .map(|arm| Claimant::new(&mut arm.name, location));
            name_all(&VARIANTS, &ARM, arms.collect(), complaints);
            union.other_ident = other(
                union.arms.iter().map(|arm| &arm.name),
                ["Other", "OtherJson"],
            );
        }
        Definition::Alias(_) | Definition::Newtype(_) => {}
    }
}

fn name_fields(object: &mut Struct, location: Option<&Location>, complaints: &mut Complaints) {
    let fields = object
        .fields
        .iter_mut()
        .map(|Field { name, .. }| Claimant::new(name, location));
    name_all(&FIELDS, &PROPERTY, fields.collect(), complaints);
    object.rest_ident = other(
        object.fields.iter().map(|field| &field.name),
        ["other", "other_members"],
    );
}

/// Values that are written alike (`1` and `"1"`) differ in their JSON.
fn value<'a>(variant: &'a mut ValueVariant, location: Option<&'a Location>) -> Claimant<'a> {
    Claimant {
        key: variant.value.to_json(),
        ..Claimant::new(&mut variant.name, location)
    }
}

fn other<'a>(names: impl Iterator<Item = &'a Name>, choices: [&str; 2]) -> String {
    let taken: HashSet<_> = names.map(|name| name.ident.as_str()).collect();
    first_free(&choices, |ident| taken.contains(ident))
}

/// No two types have one name, so no two of these have one: only a type can be in the way.
fn name_init_structs(types: &mut [TypeDef]) {
    let taken: HashSet<_> = types
        .iter()
        .map(|definition| definition.name.ident.clone())
        .collect();
    for TypeDef {
        name, definition, ..
    } in types
    {
        if let Definition::Struct(object) = definition
            && object.asked().count() >= 2
        {
            let choices = [
                format!("{}Init", name.ident),
                format!("{}InitFields", name.ident),
            ];
            object.init_ident = first_free(&choices.each_ref().map(String::as_str), |ident| {
                taken.contains(ident)
            });
        }
    }
}

/// A file is called like its type, in `snake_case`; scripts without case need a word more, for the module of the file
/// stands beside the type.
fn name_files(types: &mut [TypeDef]) {
    let homes = types
        .iter_mut()
        .zip(0..)
        .filter(|(definition, index)| definition.home == TypeId(*index));
    let mut homes: Vec<_> = homes.map(|(definition, _)| definition).collect();
    let words: Vec<_> = homes
        .iter()
        .map(|definition| file_words(&definition.name))
        .collect();
    let claims: Vec<_> = words
        .iter()
        .zip(&homes)
        .map(|(words, home)| Claim {
            words,
            wire: &home.name.ident,
            ..Claim::default()
        })
        .collect();
    let stems = FILES.settle(&claims).idents;
    for (home, stem) in homes.iter_mut().zip(stems) {
        home.file = stem;
    }
}

fn file_words(name: &Name) -> String {
    let has_case = name.ident.chars().any(char::is_uppercase);
    if has_case {
        name.ident.clone()
    } else {
        format!("{} model", name.ident)
    }
}

/// What tells two schemas with one name apart; a file in fewer folders is nearer to the description.
fn key(location: &Location) -> String {
    let depth = location.file.matches('/').count();
    format!("{depth:04} {} {}", location.file, location.pointer)
}

fn file_stem(file: &str) -> &str {
    let name = file.rsplit_once('/').map_or(file, |(_, name)| name);
    name.split_once('.').map_or(name, |(stem, _)| stem)
}
