//! Values of a schema at random: what its own words allow, with what services add (unknown members, unknown values of
//! enumerations, malformed formats, nulls) and with what they should not send (optional members of another type, null among
//! the items of a list) mixed in.
//!
//! What the design reads differently, and so is not made here:
//! - null of a member that may be left out and whose schema does not allow null: it is read as absent;
//! - unknown members of an object with `additionalProperties: false`, and unknown values of its members of a single
//!   value: they are skipped;
//! - objects without their tag, the read-only member of a single value that a union's discriminator names included, or
//!   without a required write-only member of a single value: all are always written;
//! - a value of another kind than keywords speak of where a schema gives no `type`: `properties` are an object's,
//!   `items` a list's;
//! - null and other than text for the parts of multipart bodies of which no type is said: they are files;
//! - members that a single pattern does not match, where `patternProperties` is all that is said of members: they are
//!   taken to be of the pattern's schema;
//! - values of the declared type, where all listed ones are of another (`type: integer, enum: [Primary]`): the list
//!   counts. Scalars listed for a string are strings.
//! - an odd value of a part of a form, and of a member beside others of a declared type: neither has a place for it;
//! - integers beyond double precision that are spelled with a fraction: what is kept of an odd value rounds them;
//! - null for a whole type: the place that uses the type is what holds it.
//!
//! A stranger would get this wrong: members that are required may be absent all the same if they are read-only (in
//! requests) or write-only (in answers), since a type serves both.

use super::allowed::{
    Kind, Kinds, as_json, bounds, format_of, is_closed, kind_of, kinds, listed, names,
    only_pattern, required,
};
use super::scalar;
use super::schema::{Place, Schemas, Stop};
use super::subject::Subject;
use super::text::{Json, Text};
use super::tree::{Child, Tree};
use super::view::{Choice, View, view};
use proptest::prelude::*;
use proptest::strategy::{NewTree, ValueTree as _};
use proptest::test_runner::TestRunner;
use restwright_codegen::value::Value;

/// How deep optional members are filled in.
const DEPTH: i32 = 4;
/// How deep values may be at all.
const DEEPEST: i32 = -24;
/// How many schemas a value may be made of before what is optional is left out.
const PLENTY: i32 = 250;
/// How many before it is given up.
const TOO_MUCH: i32 = -5000;
/// Of how many members, or items, one is odd.
const ODD: usize = 20;
/// How often other arms are tried where one leads too deep.
const ATTEMPTS: usize = 16;

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
    home: Home,
    /// Whether a list of a single value is all there is.
    is_fixed: bool,
}

/// What holds a value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Home {
    /// Nothing.
    Root,
    /// A form: it is a part, or an item of one.
    Form,
    /// An object that keeps what is odd of its members.
    Open,
    /// Anything else.
    Other,
}

impl At {
    fn root() -> Self {
        Self {
            depth: DEPTH,
            home: Home::Root,
            is_fixed: false,
        }
    }

    fn below(self) -> Self {
        Self {
            depth: self.depth - 1,
            home: Home::Other,
            is_fixed: false,
        }
    }

    fn is_root(self) -> bool {
        self.home == Home::Root
    }

    fn is_part(self) -> bool {
        self.home == Home::Form
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
                exact: at.is_root() && self.subject.exact,
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
        if at.is_part() && kinds == Kinds::Any {
            kinds = Kinds::These(vec![Kind::String]);
        }
        if at.is_root()
            && let Some(only) = self.subject.kind
        {
            kinds = Kinds::These(vec![only]);
        }
        if view.null
            && !at.is_root()
            && !at.is_part()
            && (kinds == Kinds::These(Vec::new()) || self.one_in(6))
        {
            return Ok(Tree::fixed(Json::Null));
        }
        let listed = listed(view, &mut kinds);
        if !listed.is_empty() {
            return self.listed(&listed, &kinds, at);
        }
        let Kinds::These(kinds) = kinds else {
            return self.any(if at.depth > 0 { 2 } else { 0 });
        };
        let index = self.below(kinds.len());
        match kinds.get(index) {
            Some(kind) => self.of_kind(view, *kind, at),
            None if view.chosen => Err(Stop::Deep),
            None if at.is_root() => Ok(Tree::fixed(Json::Null)),
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
            Kind::String => self.leaf(&scalar::string(format_of(view))),
            Kind::Number => self.leaf(&scalar::number()),
            Kind::Boolean => self.leaf(&scalar::boolean()),
            Kind::Integer => {
                let (least, greatest) = bounds(view);
                self.leaf(&scalar::integer(least, greatest))
            }
        }
    }

    /// Any JSON.
    fn any(&mut self, depth: i32) -> Result<Tree, Stop> {
        let choice = self.below(if depth > 0 { 6 } else { 4 });
        if choice < 4 {
            let scalar = scalar::any_scalar();
            return self.leaf(&scalar);
        }
        let mut children = Vec::new();
        for _ in 0..self.below(3) {
            let name = self.text(&scalar::name())?;
            let tree = self.any(depth - 1)?;
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
                self.any(1)?
            } else {
                let home = if at.is_part() {
                    Home::Form
                } else {
                    Home::Other
                };
                let below = At { home, ..at.below() };
                self.value(&items, below)?
            };
            children.push(child(Text::from(""), tree, true));
            if at.home == Home::Open && self.one_in(ODD) {
                children.push(child(Text::from(""), Tree::fixed(Json::Null), true));
            }
        }
        Ok(Tree::array(children))
    }

    fn object(&mut self, view: &View<'d>, at: At) -> Result<Tree, Stop> {
        let closed = is_closed(view);
        let names = names(view);
        let required = required(view, &names);
        let home = self.home(view);
        let mut children = Vec::new();
        for name in &names {
            let places = view.property(name);
            let must_be = required.contains(name) && !self.is_one_way(name, &places)?;
            if !must_be && !self.is_given(at, names.len()) {
                continue;
            }
            let below = At {
                is_fixed: closed && required.contains(name),
                home,
                ..at.below()
            };
            let tree = if home == Home::Open && !must_be && self.one_in(ODD) {
                self.odd(&places)?
            } else {
                self.value(&places, below)?
            };
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

    /// What an object is to its members.
    fn home(&self, view: &View<'d>) -> Home {
        if view
            .parts
            .iter()
            .any(|part| self.schemas.is_multipart(part))
        {
            Home::Form
        } else if is_closed(view) || !further(view).is_empty() {
            Home::Other
        } else {
            Home::Open
        }
    }

    /// What an optional member should not be, more often than not. A text or a number may be anywhere; objects are only where
    /// none should be, since one without its required members that may be null is read as if it had them.
    fn odd(&mut self, places: &[Place<'d>]) -> Result<Tree, Stop> {
        let mut choice = Choice {
            forced: &self.subject.forced,
            random: Some(self.runner),
            exact: false,
        };
        let view = view(self.schemas, places, &mut choice)?;
        let is_nested = match kinds(&view) {
            Kinds::Any => false,
            Kinds::These(kinds) => !kinds.contains(&Kind::Object) && !kinds.contains(&Kind::Array),
        };
        let tree = self.any(i32::from(is_nested && !view.chosen))?;
        Ok(if matches!(tree.current(), Json::Null) {
            Tree::fixed(Json::Bool(true))
        } else {
            tree
        })
    }

    /// Whether a member that need not be there is.
    fn is_given(&mut self, at: At, names: usize) -> bool {
        let is_short = at.depth <= 0 || self.left <= 0;
        !is_short && self.below(names.max(16)) < 8
    }

    /// Whether a member travels in requests alone, or in answers alone; the last part that declares it says so.
    fn is_one_way(&self, name: &str, places: &[Place<'d>]) -> Result<bool, Stop> {
        let Some(place) = places.last() else {
            return Ok(false);
        };
        let target = self.schemas.canonical(place.clone())?;
        let chain = [place, &target].into_iter();
        let mut access = chain.map(|schema| {
            let mutability = schema.texts("x-ms-mutability");
            let is_read = schema.is("readOnly") || mutability == ["read"];
            let is_written =
                schema.is("writeOnly") || !mutability.is_empty() && !mutability.contains(&"read");
            (is_read, is_written)
        });
        // A single value is written whether it came or not, unless only the service sets it and it is no tag.
        let is_single = target.texts("enum").len() == 1 || target.get("const").is_some();
        let is_tag = is_single && self.schemas.discriminators.contains(name);
        Ok(access.any(|(is_read, is_written)| is_read && !is_tag || is_written && !is_single))
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
        let typed = further(view);
        if typed.is_empty() {
            self.any(1)
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

/// The schemas of members that no property describes.
fn further<'d>(view: &View<'d>) -> Vec<Place<'d>> {
    let mut typed = view.children("additionalProperties");
    typed.extend(view.children("unevaluatedProperties"));
    if typed.is_empty() && view.properties.is_empty() {
        typed.extend(only_pattern(view));
    }
    typed
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
