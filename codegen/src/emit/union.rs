//! Unions with and without a tag: the enum, and the table of its arms.
//!
//! What a stranger would get wrong: two arms may hold the same type under two names (an alias), so a conversion is made
//! only for a type that one arm alone holds. Most arms' own types have the tag as a member; the union writes it where one
//! does not.

use super::doc;
use super::scope::Scope;
use super::text::{INDENT, attributes, literal};
use crate::shape::{
    Api, Definition, Doc, Field, Name, Struct, TaggedUnion, Type, TypeDef, TypeId, UntaggedUnion,
};
use crate::value::Value;

/// A union of either kind.
pub(super) struct Union<'a> {
    arms: Vec<Arm<'a>>,
    /// The property that holds the tag.
    property: Option<&'a str>,
    /// The arm for other tags.
    default: Option<&'a str>,
    other: &'a str,
    other_doc: String,
}

struct Arm<'a> {
    name: &'a Name,
    ty: &'a Type,
    doc: &'a Doc,
    tags: &'a [String],
    /// The JSON of the tag that the union writes.
    written: Option<String>,
    /// What is said of it if nothing else is.
    fallback: String,
}

impl<'a> Union<'a> {
    /// A union whose arm follows from the value of a property.
    pub(super) fn tagged(union: &'a TaggedUnion) -> Self {
        let property = doc::code(&union.property);
        let arms = union.arms.iter().enumerate().map(|(at, arm)| {
            let tags: Vec<String> = arm.tags.iter().map(|tag| doc::code(tag)).collect();
            let fallback = match (tags.is_empty(), union.default == Some(at)) {
                (true, _) => format!("Any other {property}."),
                (false, true) => format!("{property} is {} or any other.", tags.join(", ")),
                (false, false) => format!("{property} is {}.", tags.join(" or ")),
            };
            Arm {
                name: &arm.name,
                ty: &arm.ty,
                doc: &arm.doc,
                tags: &arm.tags,
                written: arm.written.as_ref().map(Value::to_json),
                fallback,
            }
        });
        let default = union.default.and_then(|at| union.arms.get(at));
        Self {
            arms: arms.collect(),
            property: Some(&union.property),
            default: default.map(|arm| arm.name.ident.as_str()),
            other: &union.other_ident,
            other_doc: match union.default {
                Some(_) => "JSON that fits none of the listed types.".to_owned(),
                None => format!("JSON whose {property} is none of the listed tags."),
            },
        }
    }

    /// A union whose arm is the one that explains most of what arrived.
    pub(super) fn untagged(union: &'a UntaggedUnion) -> Self {
        let arms = union.arms.iter().map(|arm| Arm {
            name: &arm.name,
            ty: &arm.ty,
            doc: &arm.doc,
            tags: &[],
            written: None,
            fallback: format!("{}.", doc::code(&arm.name.words)),
        });
        Self {
            arms: arms.collect(),
            property: None,
            default: None,
            other: &union.other_ident,
            other_doc: "JSON that fits none of the listed types.".to_owned(),
        }
    }

    /// The enum, with a last arm for any other JSON.
    pub(super) fn types(&self, definition: &TypeDef, scope: &mut Scope<'_>) -> String {
        let name = &definition.name.ident;
        let docs = doc::of_type(definition, scope.api).text("");
        let attributes = attributes(definition);
        let variants = self.arms.iter().map(|arm| {
            let docs = doc::outer(arm.doc, &arm.fallback).text(INDENT);
            format!("{docs}    {}({}),\n", arm.name.ident, scope.spelled(arm.ty))
        });
        let variants: String = variants.collect();
        let other_docs = doc::sentence(&self.other_doc).text(INDENT);
        let (other, any) = (self.other, scope.any_spelled());
        format!(
            "
{docs}{attributes}#[non_exhaustive]
pub enum {name} {{
{variants}{other_docs}    {other}({any}),
}}
"
        )
    }

    /// The table of the arms.
    pub(super) fn table(&self, id: TypeId, scope: &mut Scope<'_>) -> String {
        scope.runtime("json");
        let name = scope.name_of(id);
        let lines = self.arms.iter().map(|arm| self.line(id, arm, scope));
        let lines: String = lines.collect();
        let shared = self.shared(scope);
        let other = self.other;
        let tag = match self.property {
            Some(property) => format!("    tag {};\n", literal(property)),
            None => String::new(),
        };
        let default = match self.default {
            Some(arm) => format!("    default {arm};\n"),
            None => String::new(),
        };
        format!(
            "
json::union! {{
    {name} {{
{lines}    }}
    other {other};
{tag}{default}{shared}}}
"
        )
    }

    /// The fields that all arms have, with types that agree, as a section of the table.
    fn shared(&self, scope: &mut Scope<'_>) -> String {
        let types: Vec<&Type> = self.arms.iter().map(|arm| arm.ty).collect();
        let shared = shared_fields(scope.api, &types).into_iter();
        let lines = shared.map(|field| {
            let presence = if field.optional {
                "optional"
            } else {
                "required"
            };
            let ty = match &field.ty {
                Type::String => "str".to_owned(),
                Type::Boxed(inner) => scope.spelled(inner),
                ty => scope.spelled(ty),
            };
            format!("        {}: {presence} {ty};\n", field.name.ident)
        });
        let lines: String = lines.collect();
        if lines.is_empty() {
            return lines;
        }
        format!("    shared {{\n{lines}    }}\n")
    }

    fn line(&self, id: TypeId, arm: &Arm<'_>, scope: &mut Scope<'_>) -> String {
        let name = &arm.name.ident;
        let from = if self.is_alone(id, arm, scope) {
            format!("({})", scope.spelled(unboxed(arm.ty)))
        } else {
            String::new()
        };
        let tags: Vec<String> = arm.tags.iter().map(|tag| literal(tag)).collect();
        let tags = if tags.is_empty() {
            String::new()
        } else {
            format!(": {}", tags.join(" | "))
        };
        let written = match &arm.written {
            Some(json) => format!(", writes {}", literal(json)),
            None => String::new(),
        };
        format!("        {name}{from}{tags}{written};\n")
    }

    /// Whether no other arm holds the same type, so that it can be converted.
    fn is_alone(&self, id: TypeId, arm: &Arm<'_>, scope: &Scope<'_>) -> bool {
        let held = scope.api.expanded(unboxed(arm.ty));
        let alike = self
            .arms
            .iter()
            .filter(|arm| scope.api.expanded(unboxed(arm.ty)) == held);
        held != Type::Named(id) && alike.count() == 1
    }
}

/// The fields that all arms of a union have, with types that agree: as the first arm has them.
pub(crate) fn shared_fields<'a>(api: &'a Api, arms: &[&Type]) -> Vec<&'a Field> {
    let structs: Option<Vec<&Struct>> = arms.iter().map(|ty| object(api, ty)).collect();
    let Some([first, others @ ..]) = structs.as_deref() else {
        return Vec::new();
    };
    let is_shared = |field: &&Field| {
        let is_in = |other: &&Struct| other.fields.iter().any(|it| agree(api, field, it));
        !TRAIT_METHODS.contains(&field.name.ident.as_str()) && others.iter().all(is_in)
    };
    first.fields.iter().filter(is_shared).collect()
}

/// What callers call by these names are methods of traits.
const TRAIT_METHODS: &[&str] = &[
    "as_ref",
    "borrow",
    "clone",
    "clone_from",
    "cmp",
    "eq",
    "fmt",
    "into",
    "ne",
    "partial_cmp",
    "to_owned",
    "to_string",
    "try_into",
    "type_id",
];

/// The struct that an arm holds.
fn object<'a>(api: &'a Api, ty: &Type) -> Option<&'a Struct> {
    let Type::Named(id) = unboxed(ty) else {
        return None;
    };
    match &api.type_def(*id).definition {
        Definition::Struct(structure) => Some(structure),
        _ => None,
    }
}

/// Whether two fields are one to a caller of either.
fn agree(api: &Api, left: &Field, right: &Field) -> bool {
    left.name.ident == right.name.ident
        && left.optional == right.optional
        && api.expanded(unboxed(&left.ty)) == api.expanded(unboxed(&right.ty))
}

fn unboxed(ty: &Type) -> &Type {
    match ty {
        Type::Boxed(inner) => inner,
        other => other,
    }
}
