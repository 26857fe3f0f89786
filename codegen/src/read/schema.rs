//! Schemas of every dialect, each read once.
//!
//! A stranger would resolve every `$ref` to its target. A component that is only a `$ref` stays a schema of its own,
//! an alias, so that what refers to it keeps its name; everywhere else a lone `$ref` is its target.

use super::annotations::CONSTRAINTS;
use super::cursor::{Cursor, unescape};
use super::fields::Fields;
use super::kind::Kind;
use super::reader::Reader;
use super::reference::MAX_HOPS;
use super::table::Rank;
use crate::description::{Place, Role, Schema, SchemaId, SharedRole};
use crate::value::Value;

/// The keywords that, like constraints, make a `$ref` beside them more than its target.
const SIBLINGS: &[&str] = &[
    "type",
    "nullable",
    "x-nullable",
    "x-isnullable",
    "x-ms-isnullable",
    "format",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "title",
    "description",
    "default",
    "x-ms-client-default",
    "enum",
    "const",
    "x-ms-enum",
    "properties",
    "required",
    "additionalProperties",
    "unevaluatedProperties",
    "patternProperties",
    "items",
    "prefixItems",
    "allOf",
    "oneOf",
    "anyOf",
    "discriminator",
    "x-ms-discriminator-value",
    "readOnly",
    "writeOnly",
    "x-ms-mutability",
    "deprecated",
    "x-ms-secret",
    "x-ms-client-name",
    "xml",
    "x-ms-header-collection-prefix",
    "x-ms-external",
    "$defs",
    "definitions",
];

impl<'d> Reader<'d, '_> {
    /// The schema at a place; a lone `$ref` there is its target.
    pub(super) fn schema(&mut self, cursor: &Cursor<'d>, place: Place) -> SchemaId {
        let rank = if matches!(place, Place::Shared(..)) {
            Rank::Shared
        } else {
            Rank::Natural
        };
        match self.lone_reference(cursor) {
            Some(reference) if self.may_dangle(&reference, &place) => {
                self.dangling(&reference, place)
            }
            Some(reference) => self.referenced(&reference),
            None => self.table.enter(cursor, place, rank),
        }
    }

    /// A schema inside another.
    pub(super) fn inner(&mut self, cursor: &Cursor<'d>, parent: SchemaId, role: Role) -> SchemaId {
        self.schema(cursor, Place::Inside(parent, role))
    }

    /// A component: it keeps its name even if it is only a `$ref`, and gives it to what has none in another file.
    pub(super) fn component(&mut self, cursor: &Cursor<'d>, name: &str) -> SchemaId {
        if let Some(id) = self.table.get(cursor) {
            return id;
        }
        if let Some(reference) = self.lone_reference(cursor)
            && let Some(target) =
                self.find(&reference, reference.value().as_str().unwrap_or_default())
            && component_name(&target)
                .map_or(target.file() != cursor.file(), |target| target == name)
            && self.following.len() <= MAX_HOPS
            && self.following.insert(cursor.node_address())
        {
            let id = self.target(&target, &reference);
            self.following.remove(&cursor.node_address());
            if self.table.adopt(cursor, id, name) {
                return id;
            }
        }
        self.table
            .enter(cursor, Place::Component(name.to_owned()), Rank::Natural)
    }

    /// The schema that a `$ref` names.
    pub(super) fn referenced(&mut self, reference: &Cursor<'d>) -> SchemaId {
        match self.resolve(reference) {
            Some(target) => self.target(&target, reference),
            None => self.anything(reference),
        }
    }

    /// The schema at the target of a reference, or at the end of a chain of them.
    pub(super) fn target(&mut self, target: &Cursor<'d>, reference: &Cursor<'d>) -> SchemaId {
        if let Some(id) = self.table.get(target) {
            return id;
        }
        if target.value().as_object().is_some_and(is_document) {
            self.complain_document(reference);
            return self.anything(reference);
        }
        if let Some(name) =
            component_name(target).filter(|_| !self.following.contains(&target.node_address()))
        {
            return self.component(target, &name);
        }
        if let Some(schema) = self.schema_of_component(target, reference) {
            return schema;
        }
        let Some(next) = self.lone_reference(target) else {
            let place = Place::Component(name_of(target));
            return self.table.enter(target, place, Rank::Referenced);
        };
        let is_long = self.following.len() > MAX_HOPS;
        if is_long || !self.following.insert(target.node_address()) {
            self.complain_cycle(reference);
            return self.anything(reference);
        }
        let id = self.referenced(&next);
        self.following.remove(&target.node_address());
        id
    }

    fn complain_document(&mut self, reference: &Cursor<'d>) {
        let text = reference.value().as_str().unwrap_or_default();
        let message =
            format!("The reference `{text}` names a whole description, which is no schema.");
        let help = "Add the pointer of a schema, such as `#/components/schemas/Pet`.";
        self.report
            .error(&reference.location(), "unresolved-reference", message, help);
    }

    /// The schema of a response, parameter, header or request body to which a schema's reference leads.
    fn schema_of_component(
        &mut self,
        target: &Cursor<'d>,
        reference: &Cursor<'d>,
    ) -> Option<SchemaId> {
        let pointer = target.pointer();
        let (folder, name) = pointer.rsplit_once('/')?;
        let folders = [
            "/components/responses",
            "/components/parameters",
            "/components/headers",
            "/components/requestBodies",
            "/responses",
            "/parameters",
        ];
        if !folders.contains(&folder) {
            return None;
        }
        let content = target.member("content");
        let content = content.and_then(|content| content.members().next());
        let (media_type, holder) = content.unwrap_or_else(|| ("", target.clone()));
        let schema = holder.member("schema")?;
        self.report.understood(
            reference,
            "$ref",
            format!("The schema of `{name}` is meant."),
        );
        let is_long = self.following.len() > MAX_HOPS;
        if is_long || !self.following.insert(target.node_address()) {
            self.complain_cycle(reference);
            return Some(self.anything(reference));
        }
        let place = Place::Shared(unescape(name), SharedRole::Body(media_type.to_owned()));
        let schema = self.schema(&schema, place);
        self.following.remove(&target.node_address());
        Some(schema)
    }

    /// What stands for a schema that could not be found; the complaint about it is an error.
    fn anything(&mut self, reference: &Cursor<'d>) -> SchemaId {
        let place = Place::Component(name_of(reference));
        let mut schema = Schema::empty(reference.location(), place);
        schema.boolean = Some(true);
        self.table.add(schema, Rank::Natural)
    }

    /// The `$ref` of an object in which nothing else matters.
    fn lone_reference(&mut self, cursor: &Cursor<'d>) -> Option<Cursor<'d>> {
        let reference = cursor.reference()?;
        let object = cursor.value().as_object()?;
        if object.len() > 1 {
            let mut siblings = SIBLINGS.iter().chain(CONSTRAINTS);
            if siblings.any(|sibling| object.contains_key(*sibling)) {
                return None;
            }
            let mut fields = Fields::open(cursor, Kind::Schema, &mut self.report)?;
            fields.take("$ref");
            fields.finish(&mut self.report);
        }
        Some(reference)
    }

    /// Reads the schemas that wait, and those that they bring.
    pub(super) fn read_pending(&mut self) {
        while let Some((id, cursor)) = self.table.next() {
            self.read_schema(id, &cursor);
        }
    }

    fn read_schema(&mut self, id: SchemaId, cursor: &Cursor<'d>) {
        let accepts = match cursor.value() {
            Value::Object(_) => {
                if forbids_everything(cursor.value()) {
                    self.table.schemas[id].boolean = Some(false);
                } else if let Some(mut fields) =
                    Fields::open(cursor, Kind::Schema, &mut self.report)
                {
                    self.schema_keywords(id, &mut fields);
                    fields.finish(&mut self.report);
                }
                return;
            }
            Value::Bool(accepts) => *accepts,
            Value::Null => {
                self.report.understood(
                    cursor,
                    "null schema",
                    "`null` is read as a schema that accepts anything.",
                );
                true
            }
            Value::Number(_) | Value::String(_) | Value::Array(_) => {
                let message = format!(
                    "A schema must be an object, but this is {}.",
                    cursor.value().kind()
                );
                let help =
                    "It is read as a schema that accepts anything: write an object with `type`.";
                self.report
                    .warning(&cursor.location(), "wrong-kind", message, help);
                true
            }
        };
        self.table.schemas[id].boolean = Some(accepts);
    }

    /// Reads the keywords of a schema, which in Swagger 2.0 may stand in a parameter, header or items object.
    pub(super) fn schema_keywords(&mut self, id: SchemaId, fields: &mut Fields<'d>) {
        let mut schema = Schema::empty(fields.location(), self.table.schemas[id].place.clone());
        self.read_reference(&mut schema, fields);
        self.read_types(&mut schema, fields);
        self.read_enumeration(&mut schema, fields);
        self.read_members(id, &mut schema, fields);
        self.read_elements(id, &mut schema, fields);
        self.read_composition(id, &mut schema, fields);
        self.read_annotations(&mut schema, fields);
        self.read_text_content(id, &mut schema, fields);
        self.read_constraints(&mut schema, fields);
        self.note_nonsense(&schema, fields);
        self.read_definitions(id, fields);
        if schema.discriminator.is_some() {
            self.bases.push(fields.cursor().node_address());
        }
        self.table.fill(id, schema);
    }

    /// `contentSchema`, of a text that is JSON.
    fn read_text_content(&mut self, id: SchemaId, schema: &mut Schema, fields: &mut Fields<'d>) {
        let media_type = schema.content_media_type.as_deref();
        if media_type.is_some_and(is_json)
            && let Some(cursor) = fields.take_present("contentSchema", &mut self.report)
        {
            schema.content_schema = Some(self.inner(&cursor, id, Role::Content));
        }
    }

    /// `$ref` beside siblings, and the references whose target depends on the path that led there.
    fn read_reference(&mut self, schema: &mut Schema, fields: &mut Fields<'d>) {
        for keyword in ["$id", "$anchor", "$dynamicAnchor"] {
            fields.take(keyword);
        }
        if let Some(reference) = fields.cursor().reference() {
            fields.take("$ref");
            schema.reference = Some(self.referenced(&reference));
        }
        for keyword in ["$dynamicRef", "$recursiveRef"] {
            let Some(reference) = fields.take(keyword) else {
                continue;
            };
            let target = reference
                .value()
                .as_str()
                .and_then(|text| self.find(&reference, text));
            let target = target.filter(|target| {
                target
                    .value()
                    .as_object()
                    .is_some_and(|it| !is_document(it))
            });
            let note = match &target {
                Some(_) => "It is read as a `$ref` to its first target, whatever path leads there.",
                None => {
                    "It is read as a schema that accepts anything, for its target depends on the path there."
                }
            };
            self.report.widened(&reference, keyword, note);
            if schema.reference.is_none() {
                schema.reference = target.map(|target| self.target(&target, &reference));
            }
        }
    }
}

/// Whether a schema is `{not: {}}`, which is how older drafts write `false`.
pub(super) fn forbids_everything(value: &Value) -> bool {
    let Some(object) = value.as_object().filter(|object| object.len() == 1) else {
        return false;
    };
    object.get("not").is_some_and(|not| match &not.node.value {
        Value::Object(not) => not.is_empty(),
        Value::Bool(not) => *not,
        Value::Null | Value::Number(_) | Value::String(_) | Value::Array(_) => false,
    })
}

/// Whether a media type is JSON's, or of its kin (RFC 6839, 3.1).
fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}

/// Whether an object is a whole description, and so no schema.
fn is_document(object: &crate::value::Object) -> bool {
    object.contains_key("openapi") || object.contains_key("swagger")
}

/// The name of a component schema, if that is what stands at a place.
pub(super) fn component_name(cursor: &Cursor<'_>) -> Option<String> {
    let pointer = cursor.pointer();
    let name = pointer
        .strip_prefix("/components/schemas/")
        .or_else(|| pointer.strip_prefix("/definitions/"))?;
    (!name.contains('/')).then(|| unescape(name))
}

/// The last part of a pointer that is a name, else the name of the file.
pub(super) fn name_of(cursor: &Cursor<'_>) -> String {
    let pointer = cursor.pointer();
    let parts: Vec<String> = pointer.split('/').skip(1).map(unescape).collect();
    let name = parts
        .iter()
        .rposition(|part| !is_structure(part))
        .map(|index| parts[index].clone());
    name.unwrap_or_else(|| {
        let file = cursor.file().rsplit('/').next().unwrap_or_default();
        file.rsplit_once('.')
            .map_or(file, |(stem, _)| stem)
            .to_owned()
    })
}

/// Whether a part of a pointer says how a schema is reached and not what it is.
fn is_structure(part: &str) -> bool {
    let is_keyword = matches!(
        part,
        "$ref"
            | "schema"
            | "itemSchema"
            | "items"
            | "additionalProperties"
            | "unevaluatedProperties"
            | "allOf"
            | "oneOf"
            | "anyOf"
            | "prefixItems"
            | "not"
            | "content"
            | "properties"
            | "patternProperties"
            | "responses"
            | "requestBody"
            | "parameters"
            | "headers"
            | "definitions"
            | "schemas"
            | "$defs"
            | "components"
            | "paths"
    );
    is_keyword
        || part.is_empty()
        || part.bytes().all(|byte| byte.is_ascii_digit())
        || (part.contains('/') && !part.starts_with('/'))
}
