//! From an emitted type back to the schemas that its values must satisfy.
//!
//! A stranger would get this wrong: the schema at a type's place is not all that is said of its values. A property of
//! a base may be narrowed where it derives, and an arm of a union has the members beside the union too; so the way from
//! the named schema to the place is walked, and all that is said on it is kept.

use super::allowed::Kind;
use super::schema::{Place, Schemas, Stop};
use super::view::{Choice, Forced, view};
use restwright_codegen::shape::{Api, Definition, TypeId, ValueKind};
use std::sync::Arc;

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

impl<'d> Subject<'d> {
    /// The values of a schema alone, whatever they are for.
    pub(super) fn of_schema(name: &str, place: Place<'d>) -> Self {
        Self {
            name: name.to_owned(),
            place: format!("{}#{}", place.file, place.pointer),
            places: vec![place],
            forced: Vec::new(),
            exact: false,
            kind: None,
        }
    }
}

/// The subject of a type.
///
/// # Errors
/// If its values are only known as a part of another type's.
pub(super) fn subject<'d>(
    schemas: &Schemas<'d>,
    api: &Api,
    id: TypeId,
) -> Result<Subject<'d>, Stop> {
    let definition = api.type_def(id);
    let same_place = same_place(api, id);
    let location = &definition.location;
    let tokens = tokens(&location.pointer);
    let texts: Vec<&str> = tokens.iter().map(String::as_str).collect();
    let is_arm = matches!(texts.as_slice(), [.., "oneOf" | "anyOf", _]);
    // Where a union has members beside it, its arms are types of their own though they are named schemas elsewhere.
    let is_named = matches!(
        texts.as_slice(),
        ["components", "schemas", _] | ["definitions", _]
    );
    let is_copy = is_named && api.type_def(definition.home).location != *location;
    if is_copy || is_arm && (!same_place.is_empty() || is_arm_of_another(api, id)) {
        return copied_arm(schemas, api, id);
    }
    direct(schemas, api, id)
}

/// Whether the only union that has the type as an arm is of another schema than the one it stands in: that is a part of an
/// `allOf`, and has no type.
fn is_arm_of_another(api: &Api, id: TypeId) -> bool {
    let location = &api.type_def(id).location;
    let stands_in = |union: TypeId| {
        let place = &api.type_def(union).location;
        let inside = location.pointer.strip_prefix(&*place.pointer);
        place.file == location.file
            && inside.is_some_and(|rest| rest.starts_with("/oneOf/") || rest.starts_with("/anyOf/"))
    };
    let mut unions = unions_of(api, id).peekable();
    unions.peek().is_some() && !unions.any(stands_in)
}

/// The unions that have a type as an arm.
fn unions_of(api: &Api, arm: TypeId) -> impl Iterator<Item = TypeId> {
    (0..api.types.len()).map(TypeId::of).filter(move |union| {
        let definition = &api.type_def(*union).definition;
        let is_union = matches!(definition, Definition::Untagged(_) | Definition::Tagged(_));
        let mut types = definition.types().into_iter();
        is_union && types.any(|ty| ty.definitions().contains(&arm))
    })
}

/// The types that the same schema became besides this one.
fn same_place(api: &Api, id: TypeId) -> Vec<TypeId> {
    let location = &api.type_def(id).location;
    let ids = (0..api.types.len()).map(TypeId::of);
    ids.filter(|other| *other != id && api.type_def(*other).location == *location)
        .collect()
}

/// The subject of a type that stands for an arm together with what is said beside the union.
fn copied_arm<'d>(schemas: &Schemas<'d>, api: &Api, id: TypeId) -> Result<Subject<'d>, Stop> {
    let union = unions_of(api, id).next().ok_or_else(part_of_another)?;
    // Several unions in one schema: the arms of the others cannot be told.
    if same_place(api, id)
        .into_iter()
        .any(|other| unions_of(api, other).any(|it| it == union))
    {
        return Err(part_of_another());
    }
    let mut subject = direct(schemas, api, union)?;
    subject.name.clone_from(&api.type_def(id).name.ident);
    let mut choice = Choice {
        forced: &subject.forced,
        random: None,
        exact: true,
    };
    let view = view(schemas, &subject.places, &mut choice)?;
    let location = &api.type_def(id).location;
    let key = (Arc::clone(&location.file), location.pointer.to_string());
    for (part, keyword) in view
        .parts
        .iter()
        .flat_map(|part| [(part, "oneOf"), (part, "anyOf")])
    {
        for (index, arm) in part.list(keyword).into_iter().enumerate() {
            if arm.key() == key || schemas.canonical(arm)?.key() == key {
                subject.forced.push((part.key(), keyword, index));
                return Ok(subject);
            }
        }
    }
    Err(part_of_another())
}

fn tokens(pointer: &str) -> Vec<String> {
    let tokens = pointer.split('/').skip(1);
    tokens
        .map(|token| token.replace("~1", "/").replace("~0", "~"))
        .collect()
}

/// The subject of a type whose values are those of the schema at its place.
fn direct<'d>(schemas: &Schemas<'d>, api: &Api, id: TypeId) -> Result<Subject<'d>, Stop> {
    let definition = api.type_def(id);
    let location = &definition.location;
    let others = same_place(api, id).into_iter();
    let others: Vec<&Definition> = others.map(|id| &api.type_def(id).definition).collect();
    let mut subject = Subject {
        name: definition.name.ident.clone(),
        place: format!("{}#{}", location.file, location.pointer),
        places: Vec::new(),
        forced: Vec::new(),
        exact: others
            .iter()
            .any(|other| matches!(other, Definition::Tagged(_))),
        kind: None,
    };
    let is_part = others
        .iter()
        .any(|other| matches!(other, Definition::Untagged(_)));
    if is_part {
        subject.kind = Some(kind(&definition.definition)?);
    }
    let tokens = tokens(&location.pointer);
    let root = root(&tokens);
    let mut walk = Walk {
        schemas,
        file: &location.file,
        pointer: pointer(&tokens[..root]),
        subject,
    };
    let start = walk.here()?;
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
    let keywords = [
        "properties",
        "items",
        "allOf",
        "oneOf",
        "anyOf",
        "additionalProperties",
    ];
    let inside = || texts.iter().position(|token| keywords.contains(token));
    let length = texts.len();
    outermost.or_else(inside).unwrap_or(length).min(length)
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
