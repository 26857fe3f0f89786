//! Values of a schema at random: what its own words allow, with what services add (unknown members, unknown values of
//! enumerations, malformed formats, nulls) mixed in.
//!
//! What the design reads differently, and so is not made here:
//! - null of a member that may be left out and whose schema does not allow null: it is read as absent;
//! - unknown members of an object with `additionalProperties: false`, and unknown values of its members of a single
//!   value: they are skipped;
//! - objects without their tag: a tag is always written, required or not;
//! - a value of another kind than keywords speak of where a schema gives no `type`: `properties` are an object's,
//!   `items` a list's;
//! - null for a whole type: the place that uses the type is what holds it.
//!
//! A stranger would get this wrong: members that are required may be absent all the same if they are read-only (in
//! requests) or write-only (in answers), since a type serves both.

use super::scalar;
use super::schema::{Place, Schemas, Stop};
use super::subject::{Kind, Subject};
use super::text::{Json, Text};
use super::tree::{Child, Tree};
use super::view::{Choice, View, view};
use proptest::prelude::*;
use proptest::strategy::{NewTree, ValueTree as _};
use proptest::test_runner::TestRunner;
use restwright_codegen::value::Value;
use std::collections::BTreeSet;

/// How deep optional members are filled in.
const DEPTH: i32 = 4;
/// How deep values may be at all.
const DEEPEST: i32 = -24;
/// How many schemas a value may be made of before what is optional is left out.
const PLENTY: i32 = 250;
/// How many before it is given up.
const TOO_MUCH: i32 = -5000;
/// How often other arms are tried where one leads too deep.
const ATTEMPTS: usize = 6;

/// The values of an emitted type's schema.
pub(super) struct Values<'s, 'd> {
    pub(super) schemas: &'s Schemas<'d>,
    pub(super) subject: &'s Subject<'d>,
}

impl std::fmt::Debug for Values<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "values of {}", self.subject.name)
    }
}

impl Strategy for Values<'_, '_> {
    type Tree = Tree;
    type Value = Json;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        self.tree(runner).map_err(|stop| match stop {
            Stop::Deep => "no value ends".into(),
            Stop::Unknown(what) => what.into(),
        })
    }
}

impl Values<'_, '_> {
    /// A value.
    pub(super) fn tree(&self, runner: &mut TestRunner) -> Result<Tree, Stop> {
        let mut growing = Growing {
            schemas: self.schemas,
            subject: self.subject,
            runner,
            left: PLENTY,
        };
        growing.value(&self.subject.places, At::root())
    }
}

/// Where a value stands.
#[derive(Clone, Copy)]
struct At {
    depth: i32,
    is_root: bool,
    /// Whether a list of a single value is all there is.
    is_fixed: bool,
}

impl At {
    fn root() -> Self {
        Self {
            depth: DEPTH,
            is_root: true,
            is_fixed: false,
        }
    }

    fn below(self) -> Self {
        Self {
            depth: self.depth - 1,
            is_root: false,
            is_fixed: false,
        }
    }
}

struct Growing<'g, 'd> {
    schemas: &'g Schemas<'d>,
    subject: &'g Subject<'d>,
    runner: &'g mut TestRunner,
    /// How many schemas are left until the value is large.
    left: i32,
}

impl<'d> Growing<'_, 'd> {
    fn below(&mut self, count: usize) -> usize {
        let bits = self.runner.rng().next_u32();
        usize::try_from(bits).map_or(0, |bits| bits.checked_rem(count).unwrap_or(0))
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn leaf(&mut self, strategy: &BoxedStrategy<Json>) -> Result<Tree, Stop> {
        let tree = strategy.new_tree(self.runner);
        tree.map(|tree| Tree::Leaf(Box::new(tree)))
            .map_err(|reason| Stop::Unknown(reason.to_string()))
    }

    fn text(&mut self, strategy: &BoxedStrategy<Text>) -> Result<Text, Stop> {
        let tree = strategy.new_tree(self.runner);
        tree.map(|tree| tree.current())
            .map_err(|reason| Stop::Unknown(reason.to_string()))
    }

    /// A value that all of these schemas allow.
    fn value(&mut self, places: &[Place<'d>], at: At) -> Result<Tree, Stop> {
        for _ in 0..ATTEMPTS {
            self.left -= 1;
            if at.depth < DEEPEST || self.left < TOO_MUCH {
                return Err(Stop::Deep);
            }
            let mut choice = Choice {
                forced: &self.subject.forced,
                random: Some(self.runner),
                exact: at.is_root && self.subject.exact,
            };
            let view = view(self.schemas, places, &mut choice)?;
            match self.of_view(&view, at) {
                Err(Stop::Deep) if view.chosen => {}
                done => return done,
            }
        }
        Err(Stop::Deep)
    }

    fn of_view(&mut self, view: &View<'d>, at: At) -> Result<Tree, Stop> {
        let mut kinds = kinds(view);
        if at.is_root
            && let Some(only) = self.subject.kind
        {
            kinds = Kinds::These(vec![only]);
        }
        if view.null && !at.is_root && (kinds == Kinds::These(Vec::new()) || self.one_in(6)) {
            return Ok(Tree::fixed(Json::Null));
        }
        let listed = listed(view, &kinds);
        if !listed.is_empty() {
            return self.listed(&listed, &kinds, at);
        }
        let Kinds::These(kinds) = kinds else {
            return self.any(if at.depth > 0 { 2 } else { 0 }, at.is_root);
        };
        let index = self.below(kinds.len());
        match kinds.get(index) {
            Some(kind) => self.of_kind(view, *kind, at),
            None if at.is_root && view.chosen => Err(Stop::Deep),
            None if at.is_root => Ok(Tree::fixed(Json::Null)),
            None => Err(Stop::Unknown("a schema that nothing satisfies".to_owned())),
        }
    }

    /// One of the listed values, or another of their kind.
    fn listed(&mut self, listed: &[&Value], kinds: &Kinds, at: At) -> Result<Tree, Stop> {
        let index = self.below(listed.len());
        let value = listed.get(index).copied().unwrap_or(&Value::Null);
        let is_scalar = !matches!(value, Value::Array(_) | Value::Object(_));
        if !at.is_fixed && is_scalar && self.one_in(4) {
            let kind = match (kind_of(value), kinds) {
                (Some(Kind::Integer), Kinds::These(kinds)) if kinds.contains(&Kind::Number) => {
                    Kind::Number
                }
                (Some(kind), _) => kind,
                (None, _) => return Ok(Tree::fixed(Json::Null)),
            };
            return self.of_kind(&View::default(), kind, at);
        }
        Ok(Tree::fixed(as_json(value)))
    }

    fn of_kind(&mut self, view: &View<'d>, kind: Kind, at: At) -> Result<Tree, Stop> {
        match kind {
            Kind::Object => self.object(view, at),
            Kind::Array => self.array(view, at),
            Kind::String => self.leaf(&scalar::string(format(view))),
            Kind::Number => self.leaf(&scalar::number()),
            Kind::Boolean => self.leaf(&scalar::boolean()),
            Kind::Integer => {
                let (least, greatest) = bounds(view);
                self.leaf(&scalar::integer(least, greatest))
            }
        }
    }

    /// Any JSON.
    fn any(&mut self, depth: i32, is_root: bool) -> Result<Tree, Stop> {
        let choice = self.below(if depth > 0 { 6 } else { 4 });
        if choice < 4 {
            let scalar = scalar::any_scalar();
            return self.leaf(&scalar);
        }
        let mut children = Vec::new();
        for _ in 0..self.below(3) {
            let name = self.text(&scalar::name())?;
            let tree = self.any(depth - 1, is_root)?;
            add(&mut children, name, tree, true);
        }
        Ok(if choice == 4 {
            Tree::array(children)
        } else {
            Tree::object(children)
        })
    }

    fn array(&mut self, view: &View<'d>, at: At) -> Result<Tree, Stop> {
        let mut children = Vec::new();
        let tuple = view
            .parts
            .iter()
            .map(|part| [part.list("prefixItems"), part.list("items")].concat())
            .find(|tuple| !tuple.is_empty());
        if let Some(tuple) = tuple {
            for place in tuple {
                let tree = self.value(&[place], at.below())?;
                children.push(child(Text::from(""), tree, false));
            }
            return Ok(Tree::array(children));
        }
        let is_short = at.depth <= 0 || self.left <= 0;
        let count = if is_short { 0 } else { self.below(4) };
        let items = view.children("items");
        for _ in 0..count {
            let tree = if items.is_empty() {
                self.any(1, false)?
            } else {
                self.value(&items, at.below())?
            };
            children.push(child(Text::from(""), tree, true));
        }
        Ok(Tree::array(children))
    }

    fn object(&mut self, view: &View<'d>, at: At) -> Result<Tree, Stop> {
        let closed = is_closed(view);
        let names = names(view);
        let required = required(view, &names);
        let mut children = Vec::new();
        for name in &names {
            let places = view.property(name);
            let must_be = required.contains(name) && !self.is_one_way(&places)?;
            if !must_be && !self.is_given(at, names.len()) {
                continue;
            }
            let below = At {
                is_fixed: closed && required.contains(name),
                ..at.below()
            };
            let tree = self.value(&places, below)?;
            add(&mut children, Text::from(*name), tree, !must_be);
        }
        for (property, values) in &view.tags {
            let value = self.tag(values, closed)?;
            children.retain(|child| child.name.content != *property);
            add(&mut children, Text::from(*property), value, false);
        }
        for name in required {
            if !names.contains(&name) && view.tags.iter().all(|(tag, _)| *tag != name) {
                let tree = self.further(view, at)?;
                add(&mut children, Text::from(name), tree, false);
            }
        }
        if !closed {
            self.unknown(view, &names, at, &mut children)?;
        }
        self.shuffle(&mut children);
        Ok(Tree::object(children))
    }

    /// Whether a member that need not be there is.
    fn is_given(&mut self, at: At, names: usize) -> bool {
        let is_short = at.depth <= 0 || self.left <= 0;
        !is_short && self.below(names.max(16)) < 8
    }

    /// Whether a member travels in requests alone, or in answers alone.
    fn is_one_way(&self, places: &[Place<'d>]) -> Result<bool, Stop> {
        for place in places {
            let target = self.schemas.canonical(place.clone())?;
            for schema in [place, &target] {
                let mutability = schema.texts("x-ms-mutability");
                let is_limited = !mutability.is_empty()
                    && (mutability == ["read"] || !mutability.contains(&"read"));
                if schema.is("readOnly") || schema.is("writeOnly") || is_limited {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// The value of a tag, or one that no description knows yet.
    fn tag(&mut self, values: &[String], closed: bool) -> Result<Tree, Stop> {
        if !closed && self.one_in(8) {
            return self.leaf(&scalar::string(""));
        }
        let index = self.below(values.len());
        let value = values.get(index).map_or("", String::as_str);
        Ok(Tree::fixed(Json::String(Text::from(value))))
    }

    /// Adds members that no property describes.
    fn unknown(
        &mut self,
        view: &View<'d>,
        names: &[&str],
        at: At,
        children: &mut Vec<Child>,
    ) -> Result<(), Stop> {
        let is_map = names.is_empty() && at.depth > 0 && self.left > 0;
        let count = if is_map {
            self.below(4)
        } else {
            self.below(4).saturating_sub(1).min(1)
        };
        for _ in 0..count {
            let name = self.text(&scalar::name())?;
            let is_tag = view.tags.iter().any(|(tag, _)| *tag == name.content);
            if !is_tag && !names.contains(&name.content.as_str()) {
                match self.further(view, at) {
                    Ok(tree) => add(children, name, tree, true),
                    Err(Stop::Deep) => {}
                    Err(unknown) => return Err(unknown),
                }
            }
        }
        Ok(())
    }

    /// The value of a member that no property describes.
    fn further(&mut self, view: &View<'d>, at: At) -> Result<Tree, Stop> {
        let mut typed = view.children("additionalProperties");
        typed.extend(view.children("unevaluatedProperties"));
        if typed.is_empty() {
            self.any(1, false)
        } else {
            self.value(&typed, at.below())
        }
    }

    /// Puts members into another order, now and then.
    fn shuffle(&mut self, children: &mut [Child]) {
        if self.one_in(2) {
            for last in (1..children.len()).rev() {
                let other = self.below(last + 1);
                children.swap(last, other);
            }
        }
    }
}

fn child(name: Text, tree: Tree, removable: bool) -> Child {
    Child {
        name,
        tree,
        removable,
        removed: false,
    }
}

/// Adds a member, unless there is one of that name.
fn add(children: &mut Vec<Child>, name: Text, tree: Tree, removable: bool) {
    if children
        .iter()
        .all(|known| known.name.content != name.content)
    {
        children.push(child(name, tree, removable));
    }
}

/// The names of the members that must be there. `required: true` of a property itself is a habit that is meant so.
fn required<'d>(view: &View<'d>, names: &[&'d str]) -> BTreeSet<&'d str> {
    let listed = view.parts.iter().flat_map(|part| part.texts("required"));
    let marked = names.iter().copied().filter(|name| {
        let mut places = view.property(name).into_iter();
        places.any(|place| place.is("required"))
    });
    listed.chain(marked).collect()
}

/// The properties of all parts.
fn names<'d>(view: &View<'d>) -> Vec<&'d str> {
    let mut names = Vec::new();
    for part in &view.parts {
        for (name, _) in part.named("properties") {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// Whether no other members are allowed.
fn is_closed(view: &View<'_>) -> bool {
    let keywords = ["additionalProperties", "unevaluatedProperties"];
    let mut parts = view.parts.iter();
    parts.any(|part| {
        keywords
            .iter()
            .any(|keyword| part.get(keyword) == Some(&Value::Bool(false)))
    })
}

/// The kinds of values.
#[derive(Debug, PartialEq)]
enum Kinds {
    Any,
    These(Vec<Kind>),
}

/// The kinds that all parts allow.
fn kinds(view: &View<'_>) -> Kinds {
    let mut allowed: Option<Vec<Kind>> = None;
    for part in &view.parts {
        let Some(own) = own_kinds(part) else {
            continue;
        };
        let common: Vec<Kind> = match &allowed {
            None => own.clone(),
            Some(allowed) => own
                .iter()
                .flat_map(|one| allowed.iter().filter_map(|other| one.and(*other)))
                .collect(),
        };
        allowed = Some(if common.is_empty() { own } else { common });
    }
    allowed.map_or_else(|| implied(view), Kinds::These)
}

/// What `type` says; null aside.
fn own_kinds(part: &Place<'_>) -> Option<Vec<Kind>> {
    let names = match part.get("type")? {
        Value::String(name) => vec![&**name],
        _ => part.texts("type"),
    };
    let kinds = names.iter().filter_map(|name| Kind::named(name)).collect();
    let known = ["null", "any"];
    let all_known = names
        .iter()
        .all(|name| known.contains(name) || Kind::named(name).is_some());
    (all_known && names != ["any"]).then_some(kinds)
}

/// What the keywords speak of, where no part has a type.
fn implied(view: &View<'_>) -> Kinds {
    let has = |keywords: &[&str]| {
        let mut parts = view.parts.iter();
        parts.any(|part| keywords.iter().any(|keyword| part.get(keyword).is_some()))
    };
    let mut kinds = Vec::new();
    if has(&[
        "properties",
        "additionalProperties",
        "required",
        "discriminator",
    ]) {
        kinds.push(Kind::Object);
    } else if has(&["items", "prefixItems"]) {
        kinds.push(Kind::Array);
    } else if has(&["enum", "const"]) {
        return Kinds::Any;
    } else if matches!(
        format(view),
        "date-time" | "date" | "time" | "duration" | "uuid" | "uri" | "byte" | "password"
    ) {
        kinds.push(Kind::String);
    }
    if kinds.is_empty() {
        Kinds::Any
    } else {
        Kinds::These(kinds)
    }
}

/// The values of `enum` or `const` that all parts list and that are of an allowed kind.
fn listed<'d>(view: &View<'d>, kinds: &Kinds) -> Vec<&'d Value> {
    let mut all: Option<Vec<&'d Value>> = None;
    for part in &view.parts {
        let own: Vec<&'d Value> = match (part.get("const"), part.get("enum")) {
            (Some(only), _) => vec![only],
            (None, Some(list)) => {
                let list = list.as_array().unwrap_or_default().iter();
                list.map(|node| &node.value).collect()
            }
            (None, None) => continue,
        };
        let common: Vec<&'d Value> = match &all {
            None => own.clone(),
            Some(all) => own
                .iter()
                .copied()
                .filter(|value| all.iter().any(|known| known.to_json() == value.to_json()))
                .collect(),
        };
        all = Some(if common.is_empty() { own } else { common });
    }
    let mut all = all.unwrap_or_default();
    all.retain(|value| match (kind_of(value), kinds) {
        (None, _) => false,
        (Some(_), Kinds::Any) => true,
        (Some(kind), Kinds::These(kinds)) => kinds.iter().any(|other| kind.and(*other).is_some()),
    });
    all
}

fn kind_of(value: &Value) -> Option<Kind> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(_) => Kind::Boolean,
        Value::Number(digits) if digits.parse::<i64>().is_ok() => Kind::Integer,
        Value::Number(_) => Kind::Number,
        Value::String(_) => Kind::String,
        Value::Array(_) => Kind::Array,
        Value::Object(_) => Kind::Object,
    })
}

fn as_json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Number(digits) => Json::Number(digits.to_string()),
        Value::String(text) => Json::String(Text::from(&**text)),
        Value::Array(items) => Json::Array(items.iter().map(|item| as_json(&item.value)).collect()),
        Value::Object(members) => {
            let members = members.iter();
            let members =
                members.map(|(name, member)| (Text::from(&**name), as_json(&member.node.value)));
            Json::Object(members.collect())
        }
    }
}

fn format<'d>(view: &View<'d>) -> &'d str {
    let parts = view.parts.iter().rev();
    let mut formats = parts.filter_map(|part| part.get("format")?.as_str());
    formats.next().unwrap_or_default()
}

/// The least and the greatest integer.
fn bounds(view: &View<'_>) -> (i128, i128) {
    let (least, greatest): (i128, i128) = match format(view) {
        "int8" => (i8::MIN.into(), i8::MAX.into()),
        "uint8" => (0, u8::MAX.into()),
        "int16" => (i16::MIN.into(), i16::MAX.into()),
        "uint16" => (0, u16::MAX.into()),
        "int32" => (i32::MIN.into(), i32::MAX.into()),
        "uint32" => (0, u32::MAX.into()),
        "uint64" => (0, u64::MAX.into()),
        "int64" => return (i64::MIN.into(), i64::MAX.into()),
        _ => {
            let declared = |keyword| {
                let mut parts = view.parts.iter();
                parts.find_map(|part| part.get(keyword)?.as_number()?.parse::<f64>().ok())
            };
            let is_beyond = declared("maximum").is_some_and(|most| most >= 9.3e18);
            if is_beyond && declared("minimum").is_some_and(|least| least >= 0.0) {
                (0, u64::MAX.into())
            } else {
                (i64::MIN.into(), i64::MAX.into())
            }
        }
    };
    (least, greatest)
}
