//! Schemas as they stand in the documents, references followed, and who derives from whom.
//!
//! A stranger would get this wrong: this is not the reader's model of schemas but a second reading of the same
//! documents, made for one purpose: values that a wrong reading or lowering would not have come up with. It knows no
//! type of Rust. Of the generator it shares the parsers of JSON and YAML and the resolution of relative paths.

use restwright_codegen::load::Documents;
use restwright_codegen::load::reference::{Target, resolve};
use restwright_codegen::value::{Node, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The file and the pointer of a schema.
pub(super) type Key = (Arc<str>, String);

/// How many references in a row are followed.
const MAX_HOPS: usize = 64;

/// Why there is no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The value would be nested too deep: other choices may give one.
    Deep,
    /// This reading does not know what the schema means.
    Unknown(String),
}

/// A schema in a document.
#[derive(Clone, Debug)]
pub(super) struct Place<'d> {
    pub(super) file: Arc<str>,
    pub(super) pointer: String,
    pub(super) value: &'d Value,
}

impl<'d> Place<'d> {
    pub(super) fn key(&self) -> Key {
        (Arc::clone(&self.file), self.pointer.clone())
    }

    /// A keyword of the schema.
    pub(super) fn get(&self, keyword: &str) -> Option<&'d Value> {
        self.value.get(keyword).map(|node| &node.value)
    }

    /// Whether a keyword is `true`.
    pub(super) fn is(&self, keyword: &str) -> bool {
        self.get(keyword).and_then(Value::as_bool_lenient) == Some(true)
    }

    fn below(&self, tokens: &[&str], node: &'d Node) -> Self {
        let escaped = tokens
            .iter()
            .map(|token| format!("/{}", token.replace('~', "~0").replace('/', "~1")));
        Self {
            file: Arc::clone(&self.file),
            pointer: self.pointer.clone() + &escaped.collect::<String>(),
            value: &node.value,
        }
    }

    /// The schema that is the value of a keyword.
    pub(super) fn child(&self, keyword: &str) -> Option<Self> {
        let node = self.value.get(keyword)?;
        matches!(node.value, Value::Object(_) | Value::Bool(_))
            .then(|| self.below(&[keyword], node))
    }

    /// The schemas of a list.
    pub(super) fn list(&self, keyword: &str) -> Vec<Self> {
        let items = self.get(keyword).and_then(Value::as_array);
        let items = items.unwrap_or_default().iter().enumerate();
        items
            .map(|(index, node)| self.below(&[keyword, &index.to_string()], node))
            .collect()
    }

    /// The schemas of a map, by name.
    pub(super) fn named(&self, keyword: &str) -> Vec<(&'d str, Self)> {
        let node = self.value.get(keyword);
        node.map_or_else(Vec::new, |node| self.below(&[keyword], node).names())
    }

    /// The members, as schemas by name.
    fn names(&self) -> Vec<(&'d str, Self)> {
        let members = self.value.as_object().into_iter().flatten();
        members
            .map(|(name, member)| (&**name, self.below(&[name], &member.node)))
            .collect()
    }

    /// The texts of a list.
    pub(super) fn texts(&self, keyword: &str) -> Vec<&'d str> {
        let items = self.get(keyword).and_then(Value::as_array);
        let items = items.unwrap_or_default().iter();
        items.filter_map(|item| item.value.as_str()).collect()
    }

    /// The property that tells what a value is.
    pub(super) fn discriminator(&self) -> Option<&'d str> {
        let discriminator = self.get("discriminator")?;
        let property = discriminator.get("propertyName").map(|node| &node.value);
        property.unwrap_or(discriminator).as_str()
    }
}

/// A named schema.
struct Component<'d> {
    name: String,
    place: Place<'d>,
}

/// The schemas of a description.
pub(super) struct Schemas<'d> {
    documents: &'d Documents,
    components: BTreeMap<Key, Component<'d>>,
    /// What a component folds in through `allOf`, directly.
    parents: BTreeMap<Key, Vec<Key>>,
    /// The schemas of multipart bodies.
    multipart: BTreeSet<Key>,
    /// The members that any discriminator names.
    pub(super) discriminators: BTreeSet<&'d str>,
}

impl<'d> Schemas<'d> {
    /// The schemas of these documents.
    pub(super) fn new(documents: &'d Documents) -> Self {
        let mut schemas = Self {
            documents,
            components: BTreeMap::new(),
            parents: BTreeMap::new(),
            multipart: BTreeSet::new(),
            discriminators: BTreeSet::new(),
        };
        for file in documents.files.keys() {
            schemas.add_components(file);
        }
        let of = |component: &Component<'d>| {
            let parts = component.place.list("allOf").into_iter();
            let parents = parts.filter_map(|part| Some(schemas.canonical(part).ok()?.key()));
            (component.place.key(), parents.collect())
        };
        schemas.parents = schemas.components.values().map(of).collect();
        let mut bodies = Vec::new();
        for file in documents.files.keys() {
            if let Some(document) = schemas.at(file, "") {
                multipart_bodies(&document, &mut bodies);
                discriminators(&document, &mut schemas.discriminators);
            }
        }
        let bodies = bodies
            .into_iter()
            .filter_map(|body| schemas.canonical(body).ok());
        schemas.multipart = bodies.map(|body| body.key()).collect();
        schemas
    }

    fn add_components(&mut self, file: &Arc<str>) {
        let Some(document) = self.at(file, "") else {
            return;
        };
        let mut found = Vec::new();
        for folder in ["/components/schemas", "/definitions"] {
            let members = self.at(file, folder).map(|folder| folder.names());
            let members = members.into_iter().flatten();
            found.extend(members.map(|(name, place)| (name.to_owned(), place)));
        }
        let is_root = ["openapi", "swagger"]
            .iter()
            .any(|key| document.get(key).is_some());
        if !is_root {
            let name = file.rsplit('/').next().unwrap_or(file);
            let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
            // A file that is part of another is a schema, or it holds schemas by name.
            for (name, place) in document.names() {
                let keywords = ["allOf", "properties", "type"];
                if keywords.iter().any(|keyword| place.get(keyword).is_some()) {
                    found.push((name.to_owned(), place));
                }
            }
            found.push((stem.to_owned(), document));
        }
        for (name, place) in found {
            self.components
                .insert(place.key(), Component { name, place });
        }
    }

    /// The schema at a place.
    pub(super) fn at(&self, file: &str, pointer: &str) -> Option<Place<'d>> {
        let (node, location) = self.documents.get(file, pointer)?;
        Some(Place {
            file: location.file,
            pointer: pointer.to_owned(),
            value: &node.value,
        })
    }

    /// What the reference of a schema leads to, if it has one.
    pub(super) fn target(&self, place: &Place<'d>) -> Result<Option<Place<'d>>, Stop> {
        let Some(text) = place.get("$ref").and_then(Value::as_str) else {
            return Ok(None);
        };
        let found = self.find(&place.file, text);
        let target = found.ok_or_else(|| Stop::Unknown(format!("`$ref: {text}`")))?;
        Ok(Some(target))
    }

    fn find(&self, from: &str, reference: &str) -> Option<Place<'d>> {
        match resolve(from, reference) {
            Target::File { path, fragment } => self.at(&path, &fragment),
            Target::Remote => None,
        }
    }

    /// The schema behind references.
    pub(super) fn canonical(&self, place: Place<'d>) -> Result<Place<'d>, Stop> {
        let mut place = place;
        for _ in 0..MAX_HOPS {
            match self.target(&place)? {
                Some(target) => place = target,
                None => return Ok(place),
            }
        }
        Err(Stop::Unknown("a cycle of references".to_owned()))
    }

    /// The properties of a schema's own; a `$ref` in place of their names leads to more. Those of an operation are the
    /// parts of its form, as Swagger 2.0 has it.
    pub(super) fn properties(&self, place: &Place<'d>) -> Vec<(&'d str, Place<'d>)> {
        if place.get("responses").is_some() {
            return self.form(place);
        }
        let mut properties = place.named("properties");
        if properties
            .iter()
            .any(|(name, value)| *name == "$ref" && value.value.as_str().is_some())
        {
            properties.retain(|(name, _)| *name != "$ref");
            // One that leads nowhere is read as if it were absent, with a warning.
            let container = place.child("properties").map(|names| self.target(&names));
            if let Some(Ok(Some(target))) = container {
                properties.extend(target.names());
            }
        }
        properties
    }

    fn form(&self, operation: &Place<'d>) -> Vec<(&'d str, Place<'d>)> {
        let path = operation
            .pointer
            .rsplit_once('/')
            .map_or("", |(path, _)| path);
        let shared = self.at(&operation.file, path);
        let shared = shared.into_iter().flat_map(|path| path.list("parameters"));
        let parameters = shared.chain(operation.list("parameters"));
        parameters
            .filter_map(|parameter| self.canonical(parameter).ok())
            .filter(|parameter| parameter.get("in").and_then(Value::as_str) == Some("formData"))
            .filter_map(|parameter| Some((parameter.get("name")?.as_str()?, parameter)))
            .collect()
    }

    /// Whether a schema is that of a multipart body.
    pub(super) fn is_multipart(&self, place: &Place<'d>) -> bool {
        self.multipart.contains(&place.key())
    }

    pub(super) fn is_component(&self, place: &Place<'d>) -> bool {
        self.components.contains_key(&place.key())
    }

    /// All components above one, nearest first.
    fn above(&self, key: &Key) -> Vec<Key> {
        let mut above: Vec<Key> = self.parents.get(key).cloned().unwrap_or_default();
        let mut next = 0;
        while let Some(one) = above.get(next).cloned() {
            for parent in self.parents.get(&one).into_iter().flatten() {
                if !above.contains(parent) && parent != key {
                    above.push(parent.clone());
                }
            }
            next += 1;
        }
        above
    }

    pub(super) fn derives(&self, key: &Key, base: &Key) -> bool {
        self.above(key).contains(base)
    }

    /// The components that a value of one may be besides itself: those below it, if a tag tells them apart.
    pub(super) fn descendants(&self, base: &Place<'d>) -> Vec<Place<'d>> {
        let key = base.key();
        if !self.components.contains_key(&key) || self.tagged_line(&key).is_empty() {
            return Vec::new();
        }
        let below = self.components.values().filter(|component| {
            let candidate = component.place.key();
            candidate != key && self.derives(&candidate, &key)
        });
        below.map(|component| component.place.clone()).collect()
    }

    /// The component and those above it that declare a tag, nearest first.
    fn tagged_line(&self, key: &Key) -> Vec<Place<'d>> {
        let line = std::iter::once(key.clone()).chain(self.above(key));
        line.filter_map(|key| Some(self.components.get(&key)?.place.clone()))
            .filter(|place| {
                let is_union = place.get("oneOf").or(place.get("anyOf")).is_some();
                place.discriminator().is_some() && !is_union
            })
            .collect()
    }

    /// The tags of a component by property, each with the values that it may have.
    pub(super) fn tags(&self, place: &Place<'d>) -> Vec<(&'d str, Vec<String>)> {
        let key = place.key();
        let line = self.tagged_line(&key);
        let mut seen = BTreeSet::new();
        // The topmost base of a property declares it.
        line.iter()
            .rev()
            .filter_map(|base| {
                let property = base.discriminator()?;
                let is_new = seen.insert(property);
                is_new.then(|| (property, self.tag(place, base, property, &line)))
            })
            .collect()
    }

    fn tag(
        &self,
        place: &Place<'d>,
        base: &Place<'d>,
        property: &str,
        line: &[Place<'d>],
    ) -> Vec<String> {
        // Between the two may be one that tells its own descendants apart by another property.
        let divides = |other: &&Place<'d>| {
            let is_between = self.derives(&other.key(), &base.key());
            is_between && other.discriminator() != Some(property)
        };
        let holder = line.iter().rfind(divides).unwrap_or(place);
        let text = |keyword| holder.get(keyword).and_then(Value::as_str);
        if let Some(value) = text("x-ms-discriminator-value") {
            return vec![value.to_owned()];
        }
        let mapped = self.mapped(base, &holder.key());
        if !mapped.is_empty() {
            return mapped;
        }
        // A base that lists the tag of what derives from it does not have that tag itself.
        let own = self.only_value(holder, property);
        match own.filter(|value| !Self::is_mapped(base, value)) {
            Some(value) => vec![value],
            None => self.name(holder).into_iter().collect(),
        }
    }

    /// Whether the mapping of a discriminator has a value.
    fn is_mapped(owner: &Place<'d>, value: &str) -> bool {
        let mapping = owner.get("discriminator").and_then(|it| it.get("mapping"));
        mapping.is_some_and(|mapping| mapping.value.get(value).is_some())
    }

    /// The values that the mapping of a discriminator has for a schema.
    pub(super) fn mapped(&self, owner: &Place<'d>, arm: &Key) -> Vec<String> {
        let discriminator = owner.get("discriminator");
        let mapping = discriminator.and_then(|discriminator| discriminator.get("mapping"));
        let mapping = mapping.and_then(|node| node.value.as_object());
        let leads_there = |target: &str| {
            let by_name = self
                .at(&owner.file, &format!("/components/schemas/{target}"))
                .or_else(|| self.find(&owner.file, target));
            by_name
                .and_then(|place| self.canonical(place).ok())
                .is_some_and(|place| place.key() == *arm)
        };
        let mapping = mapping.into_iter().flatten();
        mapping
            .filter(|(_, member)| member.node.value.as_str().is_some_and(leads_there))
            .map(|(value, _)| value.to_string())
            .collect()
    }

    /// The only text that a property of a schema may be by its own words.
    pub(super) fn only_value(&self, place: &Place<'d>, property: &str) -> Option<String> {
        let parts = place.list("allOf").into_iter();
        let own = parts.filter(|part| part.get("$ref").is_none());
        let mut declared = std::iter::once(place.clone()).chain(own);
        let found = declared.find_map(|part| {
            let named = part.named("properties").into_iter();
            named.filter(|(name, _)| *name == property).last()
        });
        let schema = self.canonical(found?.1).ok()?;
        let value = match (schema.get("const"), schema.texts("enum").as_slice()) {
            (Some(value), _) => value.as_str()?,
            (None, [only]) => only,
            (None, _) => return None,
        };
        Some(value.to_owned())
    }

    /// The name of a component.
    pub(super) fn name(&self, place: &Place<'d>) -> Option<String> {
        let component = self.components.get(&place.key())?;
        Some(component.name.clone())
    }
}

/// The members that the discriminators in a document name.
fn discriminators<'d>(place: &Place<'d>, found: &mut BTreeSet<&'d str>) {
    found.extend(place.discriminator());
    for (_, member) in place.names() {
        discriminators(&member, found);
    }
}

/// The schemas of all multipart bodies in a document.
fn multipart_bodies<'d>(place: &Place<'d>, found: &mut Vec<Place<'d>>) {
    for (name, member) in place.names() {
        if name.starts_with("multipart/") {
            found.extend(member.child("schema"));
        }
        multipart_bodies(&member, found);
    }
}
