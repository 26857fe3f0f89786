//! What a folded schema becomes: the one place where the kind of type is chosen.

use super::lowering::{Built, Lowering};
use super::merged::Merged;
use super::number::{integer, number};
use crate::coverage::Treatment;
use crate::description::{
    Additional, EnumerationValue, OwnType, Place, Role, Schema, SchemaId, Types, Written,
};
use crate::shape::{Definition, Format, Type, UntaggedUnion};
use crate::value::Value;
use std::collections::HashSet;
use std::rc::Rc;

impl Lowering<'_> {
    /// Builds the definition or type of a schema.
    pub(super) fn build(&mut self, id: SchemaId) -> Built {
        let merged = self.merge(id);
        if let Some(own) = &merged.own {
            return Built::Type(own_type(own, merged.types));
        }
        if let Some(discriminator) = &merged.discriminator {
            if let Some(definition) = self.descendants_enum(id, &merged) {
                return Built::Definition(definition);
            }
            self.note_idle_discriminator(id, discriminator);
        }
        self.build_merged(id, &merged)
    }

    fn build_merged(&mut self, id: SchemaId, merged: &Rc<Merged>) -> Built {
        if merged.boolean == Some(false) {
            self.widen(
                id,
                "false",
                "a schema that no value satisfies is any JSON value",
            );
        }
        if merged.types.file {
            return Built::Type(Type::Bytes);
        }
        if let Some(built) = self.union(id, merged) {
            return built;
        }
        let kinds = kinds(merged);
        if let Some(enumeration) = &merged.enumeration
            && kinds != [Kind::Array]
            && let Some(definition) = self.enumeration(id, merged, enumeration)
        {
            return Built::Definition(definition);
        }
        match kinds.as_slice() {
            [] => Built::Type(Type::Any),
            [kind] => self.build_kind(id, merged, *kind),
            several => self.build_kinds(id, merged, several),
        }
    }

    fn build_kind(&mut self, id: SchemaId, merged: &Rc<Merged>, kind: Kind) -> Built {
        match kind {
            Kind::Object => self.build_object(id, merged),
            Kind::Array => Built::Type(self.array(id, merged)),
            Kind::String => Built::Type(string(merged)),
            Kind::Integer => Built::Type(integer(merged)),
            Kind::Number => Built::Type(number(merged)),
            Kind::Boolean => Built::Type(Type::Bool),
        }
    }

    fn build_object(&mut self, id: SchemaId, merged: &Rc<Merged>) -> Built {
        let named_members = merged.has_members() || merged.discriminator.is_some();
        match merged.additional {
            _ if named_members => Built::Definition(self.object(id, merged)),
            Additional::Typed(value) => {
                let value = Box::new(self.use_of(value).with_null());
                Built::Type(self.map(id, merged, value))
            }
            // What is required can be given by name.
            _ if !merged.required.is_empty() => Built::Definition(self.object(id, merged)),
            Additional::Any | Additional::Unstated => {
                Built::Type(self.map(id, merged, Box::new(Type::Any)))
            }
            Additional::Forbidden => Built::Definition(self.object(id, merged)),
        }
    }

    /// A map, whose names may be the values of an enum.
    fn map(&mut self, id: SchemaId, merged: &Merged, value: Box<Type>) -> Type {
        let names = merged.property_names.map(|names| {
            let ty = self.use_of(names).ty;
            (self.resolved(&ty), self.lists_texts(names))
        });
        match names {
            Some((Type::Named(key), true)) => Type::KeyedMap(key, value),
            Some(_) => {
                self.widen(id, "propertyNames", "the names of members are not checked");
                Type::Map(value)
            }
            None => Type::Map(value),
        }
    }

    /// Whether the type of a schema is a set of texts, built already or not.
    fn lists_texts(&mut self, id: SchemaId) -> bool {
        let merged = self.merge(id);
        let is_text = |value: &EnumerationValue| value.value.as_str().is_some();
        let listed = merged.enumeration.as_ref();
        let texts = listed
            .is_some_and(|listed| !listed.values.is_empty() && listed.values.iter().all(is_text));
        texts && merged.own.is_none() && !merged.types.array
    }

    fn array(&mut self, id: SchemaId, merged: &Merged) -> Type {
        if !merged.prefix_items.is_empty() {
            return self.tuple(id, merged);
        }
        let items = self.listed_items(id, merged).or(merged.items);
        let item = items.map_or(Type::Any, |items| self.use_of(items).with_null());
        Type::List(Box::new(item))
    }

    /// The elements that an `enum` beside an array lists: its author means what the array holds.
    fn listed_items(&mut self, id: SchemaId, merged: &Merged) -> Option<SchemaId> {
        let listed = merged.enumeration.clone()?;
        let is_scalar = |value: &Value| !matches!(value, Value::Array(_) | Value::Object(_));
        let all = listed.values.iter().all(|value| is_scalar(&value.value));
        if !all || listed.values.is_empty() || self.nests_in_itself(merged) {
            self.widen(
                id,
                "enum",
                "a list of values on an array or object is not checked: the type accepts any value of its kind",
            );
            return None;
        }
        let note = "a list of scalars on an array is read as the values that its elements have";
        let location = self.schemas[id].location.clone();
        self.note(&location, "enum", Treatment::Understood, note);
        let empty = Schema::empty(location, Place::Inside(id, Role::Item));
        let types = match merged.items {
            Some(_) => Types::default(),
            None => Types {
                string: listed.values.iter().all(|it| it.value.as_str().is_some()),
                ..Types::default()
            },
        };
        Some(self.synthesize(Schema {
            all_of: merged.items.into_iter().collect(),
            enumeration: Some(listed),
            types,
            ..empty
        }))
    }

    /// Whether an array holds arrays without end: no scalar is in any of them.
    fn nests_in_itself(&mut self, merged: &Merged) -> bool {
        let mut met = HashSet::new();
        let mut items = merged.items;
        while let Some(item) = items {
            if !met.insert(self.canonical(item)) {
                return true;
            }
            items = self.merge(item).items;
        }
        false
    }

    /// A list of a fixed length is a tuple, or an array where its elements are alike. Others are lists: of what their
    /// elements are, if they are all alike and no others follow.
    fn tuple(&mut self, id: SchemaId, merged: &Merged) -> Type {
        if is_fixed(merged) {
            let elements = merged.prefix_items.iter();
            let elements: Vec<Type> = elements
                .map(|element| self.use_of(*element).with_null())
                .collect();
            return match elements.as_slice() {
                [first, others @ ..] if others.iter().all(|other| other == first) => {
                    Type::Array(Box::new(first.clone()), elements.len())
                }
                _ => Type::Tuple(elements),
            };
        }
        let alike = self.elements_alike(merged);
        let note = if alike.is_some() {
            "a list whose length is not fixed: the number of its elements is not checked"
        } else {
            "the elements of a list whose length is not fixed are any JSON values: their number and order are not checked"
        };
        self.widen(id, "prefixItems", note);
        Type::List(Box::new(alike.unwrap_or(Type::Any)))
    }

    /// The type of all elements of a tuple, if it is one; elements that would be types of their own are not looked at.
    fn elements_alike(&mut self, merged: &Merged) -> Option<Type> {
        let follows = merged
            .items
            .filter(|items| self.schemas[*items].boolean != Some(false));
        let is_bounded = merged.items.is_some() || is_closed(merged);
        let elements: Vec<SchemaId> = merged.prefix_items.iter().copied().chain(follows).collect();
        if !is_bounded || !elements.iter().all(|element| self.is_plain(*element)) {
            return None;
        }
        let mut types = elements
            .into_iter()
            .map(|element| self.use_of(element).with_null());
        let first = types.next()?;
        types.all(|ty| ty == first).then_some(first)
    }

    /// Whether a schema has a type without a definition of its own.
    fn is_plain(&mut self, id: SchemaId) -> bool {
        let merged = self.merge(id);
        let is_inline = self.pure_reference(id).is_none() && !self.is_component(id);
        let is_simple = matches!(
            kinds(&merged).as_slice(),
            [Kind::Boolean | Kind::Integer | Kind::Number | Kind::String]
        );
        !is_inline || is_simple && merged.enumeration.is_none() && merged.unions.is_empty()
    }

    /// A value of several kinds: a union with an arm for each.
    fn build_kinds(&mut self, id: SchemaId, merged: &Rc<Merged>, kinds: &[Kind]) -> Built {
        let mut arms = Vec::new();
        for kind in kinds {
            let only = Rc::new(Merged {
                types: kind.types(),
                ..(**merged).clone()
            });
            let (words, ty) = match self.build_kind(id, &only, *kind) {
                Built::Type(ty) => (kind.word(), ty),
                Built::Definition(definition) => {
                    let slot = self.allocate(id);
                    let words = format!("{} {}", self.words(id), kind.word());
                    (kind.word(), self.define_as(slot, id, words, definition))
                }
            };
            arms.push(super::union::arm(words.to_owned(), words, ty));
        }
        Built::Definition(Definition::Untagged(UntaggedUnion {
            arms,
            other_ident: String::new(),
        }))
    }
}

/// Whether no other elements follow those that are named one by one.
fn is_closed(merged: &Merged) -> bool {
    merged.constraints.iter().any(|(keyword, value)| {
        let is_limit = |limit: usize| limit <= merged.prefix_items.len();
        match keyword.as_str() {
            "items" | "additionalItems" | "unevaluatedItems" => value == "false",
            "maxItems" => value.parse().is_ok_and(is_limit),
            _ => false,
        }
    })
}

/// Whether exactly the elements that are named one by one must be there.
fn is_fixed(merged: &Merged) -> bool {
    let count = merged.prefix_items.len();
    let all_there = merged.constraints.iter().any(|(keyword, value)| {
        keyword == "minItems" && value.parse().is_ok_and(|least: usize| least >= count)
    });
    count <= Type::MAX_TUPLE && all_there && is_closed(merged)
}

/// A kind of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "list",
            Self::Object => "object",
        }
    }

    fn types(self) -> Types {
        let none = Types::default();
        match self {
            Self::Boolean => Types {
                boolean: true,
                ..none
            },
            Self::Integer => Types {
                integer: true,
                ..none
            },
            Self::Number => Types {
                number: true,
                ..none
            },
            Self::String => Types {
                string: true,
                ..none
            },
            Self::Array => Types {
                array: true,
                ..none
            },
            Self::Object => Types {
                object: true,
                ..none
            },
        }
    }
}

/// The kinds that a schema allows; where it gives no type, what its keywords speak of.
fn kinds(merged: &Merged) -> Vec<Kind> {
    let types = merged.types;
    let mut kinds = Vec::new();
    let table = [
        (types.boolean, Kind::Boolean),
        (types.integer && !types.number, Kind::Integer),
        (types.number, Kind::Number),
        (types.string, Kind::String),
        (types.array, Kind::Array),
        (types.object, Kind::Object),
    ];
    kinds.extend(
        table
            .into_iter()
            .filter(|(allowed, _)| *allowed)
            .map(|(_, kind)| kind),
    );
    if !kinds.is_empty() {
        return kinds;
    }
    let has_items = merged.items.is_some() || !merged.prefix_items.is_empty();
    match (
        merged.object_part || merged.discriminator.is_some(),
        has_items,
    ) {
        (true, _) => vec![Kind::Object],
        (false, true) => vec![Kind::Array],
        (false, false)
            if merged.format.as_deref().is_some_and(is_text_format)
                || merged.encoding.is_some() =>
        {
            vec![Kind::String]
        }
        (false, false) => Vec::new(),
    }
}

/// Formats that only strings have.
fn is_text_format(format: &str) -> bool {
    matches!(
        format,
        "date-time"
            | "date"
            | "time"
            | "duration"
            | "uuid"
            | "uri"
            | "url"
            | "email"
            | "hostname"
            | "ipv4"
            | "ipv6"
            | "byte"
            | "base64url"
            | "password"
            | "date-time-rfc1123"
            | "date-time-rfc7231"
            | "http-date"
    )
}

/// A caller's type; a number is written as one.
fn own_type(own: &OwnType, types: Types) -> Type {
    let is_number = (types.number || types.integer) && !types.string;
    let written = match own.written {
        Written::Text if is_number => Written::Digits,
        written => written,
    };
    let path = own.path.clone();
    Type::Own(Box::new(OwnType { path, written }))
}

fn string(merged: &Merged) -> Type {
    if merged.secret {
        return Type::Secret(Box::new(Type::String));
    }
    let format = merged
        .format
        .as_deref()
        .or(merged.encoding.as_deref())
        .unwrap_or_default();
    match format {
        "date-time" => Type::Format(Format::DateTime),
        "date-time-rfc1123" | "date-time-rfc7231" | "http-date" => {
            Type::Format(Format::Rfc1123DateTime)
        }
        "date" => Type::Format(Format::Date),
        "time" => Type::Format(Format::Time),
        "duration" => Type::Format(Format::Duration),
        "uuid" => Type::Format(Format::Uuid),
        "byte" | "base64" => Type::Format(Format::Base64),
        "base64url" => Type::Format(Format::Base64Url),
        _ => Type::String,
    }
}
