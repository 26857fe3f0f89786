//! What several schemas say together of one value: references followed, `allOf` folded in, an arm of each union and a
//! descendant of each base chosen.
//!
//! Where this reading takes descriptions as their authors mean them rather than as JSON Schema has it:
//! - Keywords beside `$ref` count in every dialect, and `nullable` makes null a value beside `allOf`, `$ref` and `enum`.
//! - A value of a base with a discriminator is one of the base or of a component below it, with its tag.
//! - An arm `{nullable: true}` is null alone.
//! - Parts whose types contradict each other mean the later one; but a `type` beside `$ref` never contradicts its target.
//!
//! A stranger would get this wrong: a view is one of many. Another choice of arms is another view.

use super::schema::{Key, Place, Schemas, Stop};
use proptest::prelude::Rng as _;
use proptest::test_runner::TestRunner;
use restwright_codegen::value::Value;

/// An arm that must be chosen: the schema with the union, the keyword and the index.
pub(super) type Forced = (Key, &'static str, usize);

/// How arms and descendants are chosen.
pub(super) struct Choice<'c> {
    /// What must be chosen.
    pub(super) forced: &'c [Forced],
    /// Chooses at random; without it there is no arm, and a base is the base.
    pub(super) random: Option<&'c mut TestRunner>,
    /// Whether a base at the outermost level is the base.
    pub(super) exact: bool,
}

impl Choice<'_> {
    fn below(&mut self, count: usize) -> Option<usize> {
        let random = self.random.as_mut()?;
        let bits = random.rng().next_u32();
        usize::try_from(bits).ok()?.checked_rem(count)
    }
}

/// What schemas say together of one value.
#[derive(Default)]
pub(super) struct View<'d> {
    /// The schemas, `allOf` and references apart; later ones are meant to override.
    pub(super) parts: Vec<Place<'d>>,
    /// The properties of all parts, in their order.
    pub(super) properties: Vec<(&'d str, Place<'d>)>,
    /// The values of tags by property; the first of a property counts.
    pub(super) tags: Vec<(&'d str, Vec<String>)>,
    /// Whether null is a value.
    pub(super) null: bool,
    /// Whether another choice would have been possible.
    pub(super) chosen: bool,
}

impl<'d> View<'d> {
    /// The schemas of a property.
    pub(super) fn property(&self, name: &str) -> Vec<Place<'d>> {
        let named = self.properties.iter().filter(|(known, _)| *known == name);
        named.map(|(_, place)| place.clone()).collect()
    }

    /// The schemas that are the value of a keyword.
    pub(super) fn children(&self, keyword: &str) -> Vec<Place<'d>> {
        let parts = self.parts.iter();
        parts.filter_map(|part| part.child(keyword)).collect()
    }
}

/// The view of these schemas.
pub(super) fn view<'d>(
    schemas: &Schemas<'d>,
    places: &[Place<'d>],
    choice: &mut Choice<'_>,
) -> Result<View<'d>, Stop> {
    let mut bound = Vec::new();
    for place in places {
        bound.push(schemas.canonical(place.clone())?.key());
    }
    let mut folding = Folding {
        schemas,
        choice,
        bound,
        visited: Vec::new(),
        view: View::default(),
    };
    let mut null = true;
    for place in places {
        null &= folding.fold(place, true)?;
    }
    folding.view.null = null;
    Ok(folding.view)
}

struct Folding<'s, 'd, 'c, 'r> {
    schemas: &'s Schemas<'d>,
    choice: &'c mut Choice<'r>,
    /// What the value is said to be from the start.
    bound: Vec<Key>,
    visited: Vec<Key>,
    view: View<'d>,
}

impl<'d> Folding<'_, 'd, '_, '_> {
    /// Folds a schema in; whether it has null among its values. `whole`: the value is one of this schema, and the
    /// schema no base of a component that was chosen.
    fn fold(&mut self, place: &Place<'d>, whole: bool) -> Result<bool, Stop> {
        let key = place.key();
        if self.visited.contains(&key) {
            return Ok(true);
        }
        match place.value {
            Value::Object(_) => {}
            Value::Bool(true) => return Ok(true),
            _ => return Err(Stop::Unknown("a schema that nothing satisfies".to_owned())),
        }
        if whole && place.get("$ref").is_none() {
            let descendant = self.descendant(place);
            let concrete = descendant.as_ref().unwrap_or(place);
            for (property, values) in self.schemas.tags(concrete) {
                self.tag(property, values);
            }
            if let Some(descendant) = &descendant {
                return self.fold(descendant, false);
            }
        }
        self.visited.push(key);
        let mut inner = Vec::new();
        if let Some(target) = self.schemas.target(place)? {
            inner.push(self.fold(&target, whole)?);
        }
        let is_base_list = self.schemas.is_component(place);
        for part in place.list("allOf") {
            inner.push(self.fold(&part, whole && !is_base_list)?);
        }
        for keyword in ["oneOf", "anyOf"] {
            inner.extend(self.arm(place, keyword)?);
        }
        let properties = self.schemas.properties(place);
        self.view.properties.extend(properties);
        self.view.parts.push(place.clone());
        Ok(says_null(place) || !restricts(place) && inner.into_iter().all(|null| null))
    }

    fn tag(&mut self, property: &'d str, values: Vec<String>) {
        let is_known = self.view.tags.iter().any(|(known, _)| *known == property);
        if !is_known && !values.is_empty() {
            self.view.tags.push((property, values));
        }
    }

    /// The component below a base that the value is, if it is not just the base.
    fn descendant(&mut self, base: &Place<'d>) -> Option<Place<'d>> {
        let descendants = self.schemas.descendants(base);
        let key = base.key();
        let is_settled = |bound: &Key| self.schemas.derives(bound, &key);
        let is_exact = self.choice.exact && self.bound.contains(&key);
        if descendants.is_empty() || is_exact || self.bound.iter().any(is_settled) {
            return None;
        }
        let index = self.choice.below(descendants.len() + 1)?;
        self.view.chosen = true;
        descendants.into_iter().nth(index)
    }

    /// Folds an arm of a union in.
    fn arm(&mut self, owner: &Place<'d>, keyword: &'static str) -> Result<Option<bool>, Stop> {
        let arms = owner.list(keyword);
        let mut targets = Vec::new();
        for arm in &arms {
            targets.push(self.schemas.canonical(arm.clone())?.key());
        }
        let key = owner.key();
        let is_forced = |forced: &&Forced| forced.0 == key && forced.1 == keyword;
        let forced = self.choice.forced.iter().find(is_forced);
        // A base that lists what derives from it: for what derives from it, the list says nothing.
        let visited = |target: &Key| {
            let is_below = |key: &Key| key == target || self.schemas.derives(key, target);
            self.visited.iter().chain(&self.bound).any(is_below)
        };
        let index = match (forced, targets.iter().position(visited)) {
            (Some((_, _, index)), _) => Some(*index),
            (None, Some(index)) => Some(index),
            (None, None) => {
                self.view.chosen |= arms.len() > 1;
                self.choice.below(arms.len())
            }
        };
        let Some(mut index) = index else {
            return Ok(None);
        };
        let disguised = arms.iter().position(is_null_in_disguise);
        if disguised == Some(index) && arms.len() > 1 {
            index = (index + 1) % arms.len();
        }
        let (Some(arm), Some(target)) = (arms.get(index), targets.get(index)) else {
            return Ok(None);
        };
        if let Some(property) = owner.discriminator() {
            let values = self.arm_tags(owner, arm, target, property)?;
            self.tag(property, values);
        }
        let null = self.fold(arm, true)?;
        if keyword == "anyOf" && forced.is_none() && owner.discriminator().is_none() {
            self.another(&arms, index)?;
        }
        Ok(Some(null || disguised.is_some()))
    }

    /// Folds a second arm of `anyOf` in, now and then, where both are objects that allow the members of the other.
    fn another(&mut self, arms: &[Place<'d>], first: usize) -> Result<(), Stop> {
        let is_object = |index: usize| {
            let arm = arms
                .get(index)
                .cloned()
                .map(|arm| self.schemas.canonical(arm));
            let closed = Some(&Value::Bool(false));
            matches!(arm, Some(Ok(arm)) if arm.get("additionalProperties") != closed
                && !self.schemas.properties(&arm).is_empty())
        };
        let objects: Vec<usize> = (0..arms.len()).filter(|index| is_object(*index)).collect();
        if !objects.contains(&first) || self.choice.below(4) != Some(0) {
            return Ok(());
        }
        let second = self.choice.below(objects.len());
        let second = second.and_then(|second| arms.get(*objects.get(second)?));
        if let Some(second) = second {
            self.fold(second, true)?;
        }
        Ok(())
    }

    /// The tags that lead to an arm.
    fn arm_tags(
        &self,
        owner: &Place<'d>,
        arm: &Place<'d>,
        target: &Key,
        property: &str,
    ) -> Result<Vec<String>, Stop> {
        let mapped = self.schemas.mapped(owner, target);
        if !mapped.is_empty() {
            return Ok(mapped);
        }
        let schema = self.schemas.canonical(arm.clone())?;
        if let Some(value) = self.schemas.only_value(&schema, property) {
            return Ok(vec![value]);
        }
        let own = schema
            .get("x-ms-discriminator-value")
            .and_then(Value::as_str);
        let own = own.map(str::to_owned);
        Ok(own
            .or_else(|| self.schemas.name(&schema))
            .into_iter()
            .collect())
    }
}

/// Whether an arm is `{nullable: true}`, which is how null is written where there is no type for it.
fn is_null_in_disguise(arm: &Place<'_>) -> bool {
    let object = arm.value.as_object();
    object.is_some_and(|object| object.len() == 1) && arm.is("nullable")
}

/// Whether a schema's own words make null a value.
fn says_null(place: &Place<'_>) -> bool {
    let lists_null = |keyword| {
        let values = place.get(keyword).and_then(Value::as_array);
        values.is_some_and(|values| values.iter().any(|value| value.value == Value::Null))
    };
    let is_type = place.get("type").and_then(Value::as_str) == Some("null")
        || place.texts("type").contains(&"null");
    let is_listed = lists_null("enum") || place.get("const") == Some(&Value::Null);
    let has_list = place.get("enum").or(place.get("const")).is_some();
    place.is("nullable") || place.is("x-nullable") || is_listed || is_type && !has_list
}

/// Whether a schema's own words say of what kind the value is.
fn restricts(place: &Place<'_>) -> bool {
    let keywords = [
        "type",
        "enum",
        "const",
        "properties",
        "items",
        "additionalProperties",
    ];
    keywords.iter().any(|keyword| place.get(keyword).is_some())
}
