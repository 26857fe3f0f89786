//! From an emitted type back to the schemas that its values must satisfy.
//!
//! A stranger would get this wrong: the schema at a type's place is not all that is said of its values. A property of
//! a base may be narrowed where it derives, and an arm of a union has the members beside the union too; so the way from
//! the named schema to the place is walked, and all that is said on it is kept.

use super::schema::{Place, Schemas, Stop};
use super::view::{Choice, Forced, view};
use restwright_codegen::shape::{Api, Definition, TypeDef, ValueKind};

/// A kind of JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl Kind {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "boolean" => Self::Boolean,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "string" | "file" => Self::String,
            "array" => Self::Array,
            "object" => Self::Object,
            _ => return None,
        })
    }

    /// What is of both kinds: an integer is a number.
    pub(super) fn and(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Integer, Self::Number) | (Self::Number, Self::Integer) => Some(Self::Integer),
            _ => (self == other).then_some(self),
        }
    }
}

/// An emitted type and what its values must satisfy.
pub(super) struct Subject<'d> {
    pub(super) name: String,
    /// The place of its schema, for people.
    pub(super) place: String,
    pub(super) places: Vec<Place<'d>>,
    pub(super) forced: Vec<Forced>,
    /// Whether a base is just the base.
    pub(super) exact: bool,
    /// The only kind of values that the type is for, where its schema has others.
    pub(super) kind: Option<Kind>,
}

/// The subject of a type.
///
/// # Errors
/// If its values are only known as a part of another type's.
pub(super) fn subject<'d>(
    schemas: &Schemas<'d>,
    api: &Api,
    definition: &TypeDef,
) -> Result<Subject<'d>, Stop> {
    let location = &definition.location;
    let same_place: Vec<&Definition> = api
        .types
        .iter()
        .filter(|other| other.location == *location && other.name != definition.name)
        .map(|other| &other.definition)
        .collect();
    let mut subject = Subject {
        name: definition.name.ident.clone(),
        place: format!("{}#{}", location.file, location.pointer),
        places: Vec::new(),
        forced: Vec::new(),
        exact: same_place
            .iter()
            .any(|other| matches!(other, Definition::Tagged(_))),
        kind: None,
    };
    let is_part = same_place
        .iter()
        .any(|other| matches!(other, Definition::Untagged(_)));
    if is_part {
        subject.kind = Some(kind(&definition.definition)?);
    }
    let tokens: Vec<String> = location
        .pointer
        .split('/')
        .skip(1)
        .map(|token| token.replace("~1", "/").replace("~0", "~"))
        .collect();
    let is_arm = matches!(tokens.as_slice(), [.., keyword, _] if is_union(keyword));
    if is_arm && !same_place.is_empty() {
        return Err(part_of_another());
    }
    let root = root(&tokens);
    let mut walk = Walk {
        schemas,
        file: &location.file,
        pointer: pointer(&tokens[..root]),
        subject,
    };
    let start = walk.here()?;
    if start.get("responses").is_some() {
        return Err(Stop::Unknown(
            "a form of Swagger 2.0: a list of parameters, which no schema describes".to_owned(),
        ));
    }
    walk.subject.places = vec![start];
    let mut rest = &tokens[root..];
    while !rest.is_empty() {
        rest = walk.step(rest)?;
    }
    Ok(walk.subject)
}

fn part_of_another() -> Stop {
    Stop::Unknown(
        "one of several types of the same place: known as a part of the others".to_owned(),
    )
}

fn kind(definition: &Definition) -> Result<Kind, Stop> {
    Ok(match definition {
        Definition::Struct(_) => Kind::Object,
        Definition::Enum(listed) => match listed.kind {
            ValueKind::String => Kind::String,
            ValueKind::Integer => Kind::Integer,
            ValueKind::Number => Kind::Number,
            ValueKind::Boolean => Kind::Boolean,
            ValueKind::Mixed => return Err(part_of_another()),
        },
        Definition::Untagged(_)
        | Definition::Tagged(_)
        | Definition::Alias(_)
        | Definition::Newtype(_) => return Err(part_of_another()),
    })
}

fn is_union(keyword: &str) -> bool {
    matches!(keyword, "oneOf" | "anyOf")
}

fn pointer(tokens: &[String]) -> String {
    let escaped = tokens
        .iter()
        .map(|token| format!("/{}", token.replace('~', "~0").replace('/', "~1")));
    escaped.collect()
}

/// How many tokens lead to the outermost schema.
fn root(tokens: &[String]) -> usize {
    let texts: Vec<&str> = tokens.iter().map(String::as_str).collect();
    let inner = texts
        .iter()
        .rposition(|token| *token == "$defs")
        .map(|at| at + 2);
    let named = match texts.as_slice() {
        ["components", "schemas", _, ..] => Some(3),
        ["definitions", _, ..] => Some(2),
        _ => None,
    };
    let after = |words: &[&str], count: usize| {
        let at = texts.iter().position(|token| words.contains(token));
        at.map(|at| at + count)
    };
    let outermost = inner
        .or(named)
        .or_else(|| after(&["schema", "itemSchema"], 1))
        .or_else(|| after(&["parameters", "headers"], 2));
    let is_schema = texts
        .first()
        .is_some_and(|first| ["properties", "items", "allOf"].contains(first));
    let otherwise = if is_schema { 0 } else { texts.len() };
    outermost.unwrap_or(otherwise).min(texts.len())
}

/// On the way from the outermost schema to the type's.
struct Walk<'w, 'd> {
    schemas: &'w Schemas<'d>,
    file: &'w str,
    pointer: String,
    subject: Subject<'d>,
}

impl<'d> Walk<'_, 'd> {
    fn here(&self) -> Result<Place<'d>, Stop> {
        let place = self.schemas.at(self.file, &self.pointer);
        place.ok_or_else(|| Stop::Unknown(format!("nothing at {}", self.pointer)))
    }

    /// Goes a step down; what is left of the way.
    fn step<'t>(&mut self, tokens: &'t [String]) -> Result<&'t [String], Stop> {
        let owner = self.here()?;
        let words: Vec<&str> = tokens.iter().take(2).map(String::as_str).collect();
        let length = match words.as_slice() {
            ["items" | "prefixItems", index, ..] if index.parse::<usize>().is_ok() => 2,
            [
                "items" | "additionalProperties" | "unevaluatedProperties",
                ..,
            ]
            | [_] => 1,
            _ => 2,
        };
        self.pointer += &pointer(&tokens[..length]);
        match words.as_slice() {
            ["allOf", _] => {}
            [keyword @ ("oneOf" | "anyOf"), index] => {
                let keyword = if *keyword == "oneOf" {
                    "oneOf"
                } else {
                    "anyOf"
                };
                let index = index.parse().unwrap_or_default();
                self.subject.forced.push((owner.key(), keyword, index));
            }
            ["properties", name] => self.enter(|view| view.property(name))?,
            ["items", ..] if length == 1 => self.enter(|view| view.children("items"))?,
            ["additionalProperties", ..] => {
                self.enter(|view| view.children("additionalProperties"))?;
            }
            _ => self.subject.places = vec![self.here()?],
        }
        Ok(&tokens[length..])
    }

    /// Goes on to what all that is said so far says of a part.
    fn enter(
        &mut self,
        part: impl Fn(&super::view::View<'d>) -> Vec<Place<'d>>,
    ) -> Result<(), Stop> {
        let here = self.here()?;
        let mut choice = Choice {
            forced: &self.subject.forced,
            random: None,
            exact: true,
        };
        let view = view(self.schemas, &self.subject.places, &mut choice)?;
        let mut places = part(&view);
        if !places.iter().any(|place| place.key() == here.key()) {
            places.push(here);
        }
        self.subject.places = places;
        Ok(())
    }
}
