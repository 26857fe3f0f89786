//! Names of the arms of unions.
//!
//! A stranger would get this wrong: arms that want one name are called after their types, which have names by now.

use super::claimant::{Claimant, Kind, name_all};
use super::rest::{VARIANTS, other};
use crate::complaint::Complaints;
use crate::shape::{Apart, Name, TaggedUnion, Type, UntaggedUnion};
use crate::value::Location;

/// The code of what is said here.
pub(super) const CODE: &str = ARM.code;

const ARM: Kind = Kind {
    code: "two-arms-one-name",
    noun: "arm",
    nouns: "arms of a union",
    help: "A `title` for each of them, in the description or by an overlay, settles it.",
    may_be_empty: false,
};

/// Names the arms of a union with a tag.
pub(super) fn name_tagged(
    union: &mut TaggedUnion,
    types: &[String],
    location: &Location,
    complaints: &mut Complaints,
) {
    let arms = union.arms.iter_mut();
    let arms = arms.map(|arm| (&mut arm.name, &arm.ty));
    union.other_ident = name_arms(arms.collect(), types, location, complaints);
}

/// Names the arms of a union without a tag.
pub(super) fn name_untagged(
    union: &mut UntaggedUnion,
    types: &[String],
    location: &Location,
    complaints: &mut Complaints,
) {
    let arms = union.arms.iter_mut();
    let arms = arms.map(|arm| (&mut arm.name, &arm.ty));
    union.other_ident = name_arms(arms.collect(), types, location, complaints);
}

/// Names arms, and returns the name of the arm that keeps other JSON.
fn name_arms(
    mut arms: Vec<(&mut Name, &Type)>,
    types: &[String],
    location: &Location,
    complaints: &mut Complaints,
) -> String {
    let claimants = arms.iter_mut().map(|(name, ty)| Claimant {
        apart: vec![Apart::Instead(words(ty, types))],
        ..Claimant::new(name, Some(location))
    });
    name_all(&VARIANTS, &ARM, claimants.collect(), complaints);
    other(arms.iter().map(|(name, _)| &**name), ["Other", "OtherJson"])
}

/// What a type is called where nothing else has a name.
fn words(ty: &Type, types: &[String]) -> String {
    match ty {
        Type::Unit => "nothing".to_owned(),
        Type::Bool => "boolean".to_owned(),
        Type::I8 => "int8".to_owned(),
        Type::I16 => "int16".to_owned(),
        Type::I32 => "int32".to_owned(),
        Type::U8 => "uint8".to_owned(),
        Type::U16 => "uint16".to_owned(),
        Type::U32 => "uint32".to_owned(),
        Type::I64 => "integer".to_owned(),
        Type::U64 => "uint64".to_owned(),
        Type::F64 => "number".to_owned(),
        Type::String => "string".to_owned(),
        Type::Format(format) => format!("{format:?}"),
        Type::Any => "any".to_owned(),
        Type::Bytes => "bytes".to_owned(),
        Type::File => "file".to_owned(),
        Type::List(inner) => format!("list of {}", words(inner, types)),
        Type::Array(inner, count) => format!("{count} of {}", words(inner, types)),
        Type::Tuple(elements) => {
            let elements: Vec<String> = elements.iter().map(|it| words(it, types)).collect();
            elements.join(" and ")
        }
        Type::Map(inner) => format!("map of {}", words(inner, types)),
        Type::KeyedMap(key, inner) => format!(
            "map of {} by {}",
            words(inner, types),
            words(&Type::Named(*key), types)
        ),
        Type::Nullable(inner) => format!("nullable {}", words(inner, types)),
        Type::Boxed(inner) | Type::Secret(inner) => words(inner, types),
        Type::Named(id) => types.get(id.0 as usize).cloned().unwrap_or_default(),
        Type::Event => "event".to_owned(),
        Type::Own(own) => own.name().to_owned(),
    }
}
