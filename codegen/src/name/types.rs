//! Names of types, of what is inside of them, and of the files that they stand in.
//!
//! A stranger would get this wrong: a type of a component keeps its name whatever an inline schema is called, one of
//! an operation before those inside of others, and the struct of required fields (`PetInit`) gives way to all of them.

use super::claimant::{Claimant, Kind, name_all};
use super::ident::{Case, KEYWORDS, PATH_KEYWORDS, first_free};
use super::rest::{VARIANTS, other};
use super::scope::{Claim, Scope};
use super::{arms, reserved};
use crate::complaint::Complaints;
use crate::emit::{RESERVED_MODULE_NAMES, RESERVED_TYPE_NAMES};
use crate::shape::{Apart, Definition, Field, Name, Struct, TypeDef, TypeId, ValueEnum};
use crate::value::{Location, Value};
use crate::words;
use rayon::prelude::*;
use std::collections::HashSet;

const TYPES: Scope = Scope {
    case: Case::Camel,
    reserved: &[RESERVED_TYPE_NAMES],
    reserved_suffix: "model",
    beside: &[],
    length: usize::MAX,
};

const FILES: Scope = Scope {
    case: Case::File,
    reserved: &[
        reserved::FILES,
        RESERVED_MODULE_NAMES,
        KEYWORDS,
        PATH_KEYWORDS,
        // The root of the models names it.
        &["restwright_runtime"],
    ],
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

/// The codes of what is said here.
pub(super) const CODES: &[&str] = &[SCHEMA.code, PROPERTY.code, VALUE.code, arms::CODE];

const SCHEMA: Kind = Kind {
    code: "two-schemas-one-name",
    noun: "schema",
    nouns: "schemas",
    help: "`x-ms-client-name`, `x-ms-enum.name` or an overlay that renames one of them settles it.",
    may_be_empty: false,
};

const PROPERTY: Kind = Kind {
    code: "two-properties-one-name",
    noun: "property",
    nouns: "properties",
    help: "`x-ms-client-name`, in the description or by an overlay, settles it.",
    may_be_empty: false,
};

const VALUE: Kind = Kind {
    code: "two-values-one-name",
    noun: "value",
    nouns: "values",
    help: "`x-ms-enum.values` or `x-enum-varnames`, in the description or by an overlay, settles it.",
    may_be_empty: true,
};

/// Names all types, and everything that is inside of them.
pub(super) fn name_types(types: &mut [TypeDef], complaints: &mut Complaints) {
    let claimants = types.iter_mut().zip(0..).map(|(definition, index)| {
        let is_inside = definition.home != TypeId(index);
        let TypeDef {
            name,
            location,
            phrase,
            ..
        } = definition;
        // The struct of a base beside the enum of its descendants: `Pet Base`.
        let is_added = name
            .words
            .strip_prefix(&name.wire)
            .is_some_and(|rest| rest.starts_with(' '));
        Claimant {
            rank: u8::from(!phrase.is_empty()) + u8::from(is_inside) + u8::from(is_added),
            apart: file_words(&location.file),
            key: key(location),
            ..Claimant::new(name, Some(location))
        }
    });
    name_all(&TYPES, &SCHEMA, claimants.collect(), complaints);
    name_init_structs(types);
    name_files(types);
    let names: Vec<_> = types
        .iter()
        .map(|definition| definition.name.ident.clone())
        .collect();
    let told = types.par_iter_mut().map(|definition| {
        let mut told = Complaints::default();
        name_inside(definition, &names, &mut told);
        told
    });
    let told: Vec<Complaints> = told.collect();
    for told in told {
        complaints.append(told);
    }
}

fn name_inside(definition: &mut TypeDef, types: &[String], complaints: &mut Complaints) {
    let location = &definition.location;
    match &mut definition.definition {
        Definition::Struct(object) => name_fields(object, location, complaints),
        Definition::Enum(set) => name_values(set, location, complaints),
        Definition::Tagged(union) => arms::name_tagged(union, types, location, complaints),
        Definition::Untagged(union) => arms::name_untagged(union, types, location, complaints),
        Definition::Alias(_) | Definition::Newtype(_) => {}
    }
}

fn name_values(set: &mut ValueEnum, location: &Location, complaints: &mut Complaints) {
    let values = set.variants.iter_mut().map(|variant| Claimant {
        // Values that are written alike, such as `1` and `"1"`, differ in what they are.
        apart: vec![Apart::Suffix(kind_of(&variant.value).to_owned())],
        key: variant.value.to_json(),
        ..Claimant::new(&mut variant.name, Some(location))
    });
    name_all(&VARIANTS, &VALUE, values.collect(), complaints);
    if !set.closed {
        let names = set.variants.iter().map(|variant| &variant.name);
        set.other_ident = other(names, ["Other", "OtherValue"]);
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}

fn name_fields(object: &mut Struct, location: &Location, complaints: &mut Complaints) {
    let fields = object
        .fields
        .iter_mut()
        .map(|Field { name, .. }| Claimant::new(name, Some(location)));
    name_all(&FIELDS, &PROPERTY, fields.collect(), complaints);
    object.rest_ident = other(
        object.fields.iter().map(|field| &field.name),
        ["other", "other_members"],
    );
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

/// A file is called like its type.
fn name_files(types: &mut [TypeDef]) {
    let mut homes: Vec<_> = types
        .iter_mut()
        .zip(0..)
        .filter(|(definition, index)| definition.home == TypeId(*index))
        .map(|(definition, _)| definition)
        .collect();
    let claims: Vec<_> = homes
        .iter()
        .map(|home| {
            let Name { words, ident, .. } = &home.name;
            let is_plain = Case::Camel.join(&words::plain(words)) == *ident;
            Claim {
                words: if is_plain { words } else { ident },
                wire: ident,
                ..Claim::default()
            }
        })
        .collect();
    let stems = FILES.settle(&claims).idents;
    for (home, stem) in homes.iter_mut().zip(stems) {
        home.file = stem;
    }
}

/// What tells two schemas with one name apart; a file in fewer folders is nearer to the description.
fn key(location: &Location) -> String {
    let depth = location.file.matches('/').count();
    format!("{depth:04} {} {}", location.file, location.pointer)
}

/// The words of a file's name and of its folder, which tell schemas of several files apart.
fn file_words(file: &str) -> Vec<Apart> {
    let mut parts = file.rsplit('/').filter(|part| *part != "..");
    let name = parts.next().unwrap_or_default();
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    let words = match parts.next() {
        Some(folder) => vec![
            stem.to_owned(),
            folder.to_owned(),
            format!("{folder} {stem}"),
        ],
        None => vec![stem.to_owned()],
    };
    words.into_iter().map(Apart::Suffix).collect()
}
