//! What a folded schema becomes: the one place where the kind of type is chosen.

use super::lowering::{Built, Lowering};
use super::merged::Merged;
use crate::description::{Additional, SchemaId, Types};
use crate::shape::{Definition, Format, Type, UntaggedUnion};
use std::rc::Rc;

impl Lowering<'_> {
    /// Builds the definition or type of a schema.
    pub(super) fn build(&mut self, id: SchemaId) -> Built {
        let merged = self.merge(id);
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
        if let Some(enumeration) = &merged.enumeration
            && let Some(definition) = self.enumeration(id, merged, enumeration)
        {
            return Built::Definition(definition);
        }
        let kinds = kinds(merged);
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
            Kind::Number => Built::Type(Type::F64),
            Kind::Boolean => Built::Type(Type::Bool),
        }
    }

    fn build_object(&mut self, id: SchemaId, merged: &Rc<Merged>) -> Built {
        let named_members = merged.has_members() || merged.discriminator.is_some();
        match merged.additional {
            _ if named_members => Built::Definition(self.object(id, merged)),
            Additional::Typed(value) => {
                Built::Type(Type::Map(Box::new(self.use_of(value).with_null())))
            }
            Additional::Any => Built::Type(Type::Map(Box::new(Type::Any))),
            Additional::Forbidden => Built::Definition(self.object(id, merged)),
            // An object of which nothing is said is any JSON: services send anything there.
            Additional::Unstated => Built::Type(Type::Any),
        }
    }

    fn array(&mut self, id: SchemaId, merged: &Merged) -> Type {
        if !merged.prefix_items.is_empty() {
            return self.tuple(id, merged);
        }
        let item = merged
            .items
            .map_or(Type::Any, |items| self.use_of(items).with_null());
        Type::List(Box::new(item))
    }

    /// A tuple is a list: of what its elements are, if they are all alike and no others follow.
    fn tuple(&mut self, id: SchemaId, merged: &Merged) -> Type {
        let alike = self.elements_alike(merged);
        let note = if alike.is_some() {
            "a tuple is a list: the number of its elements is not checked"
        } else {
            "the elements of a tuple are any JSON values: their number and order are not checked"
        };
        self.widen(id, "prefixItems", note);
        Type::List(Box::new(alike.unwrap_or(Type::Any)))
    }

    /// The type of all elements of a tuple, if it is one; elements that would be types of their own are not looked at.
    fn elements_alike(&mut self, merged: &Merged) -> Option<Type> {
        let follows = merged
            .items
            .filter(|items| self.schemas[*items].boolean != Some(false));
        let is_bounded = merged.items.is_some()
            || merged.constraints.iter().any(|(keyword, limit)| {
                keyword == "maxItems"
                    && limit
                        .parse()
                        .is_ok_and(|limit: usize| limit <= merged.prefix_items.len())
            });
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

fn integer(merged: &Merged) -> Type {
    match merged.format.as_deref() {
        Some("int32" | "int16" | "int8" | "uint8" | "uint16") => Type::I32,
        Some("uint64") => Type::U64,
        Some("int64") => Type::I64,
        _ if is_unsigned(merged) => Type::U64,
        _ => Type::I64,
    }
}

/// Whether the bounds say that the integer is not negative and goes beyond `i64`.
fn is_unsigned(merged: &Merged) -> bool {
    let bound = |wanted: &str| {
        let mut constraints = merged.constraints.iter();
        let (_, value) = constraints.find(|(keyword, _)| keyword == wanted)?;
        Some(value.as_str())
    };
    // 2^63 is the first that is too large; a double next to it is rounded to it.
    let is_beyond = |most: &str| match most.parse::<i128>() {
        Ok(most) => most > i64::MAX.into(),
        Err(_) => most
            .parse::<f64>()
            .is_ok_and(|most| most >= 9_223_372_036_854_775_808.0),
    };
    let is_positive = |least: &str| least.parse::<f64>().is_ok_and(|least| least >= 0.0);
    bound("maximum").is_some_and(is_beyond) && bound("minimum").is_some_and(is_positive)
}
