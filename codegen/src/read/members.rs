//! What an object and an array hold, and what a schema is composed of.
//!
//! A stranger would hand `patternProperties` on. The types have one schema for all members beside the properties, so
//! the patterns become that schema where they leave no choice, and any value where they do.

use super::cursor::Cursor;
use super::dialect::Dialect;
use super::fields::Fields;
use super::kind::Kind;
use super::reader::Reader;
use super::schema::forbids_everything;
use super::table::Rank;
use crate::description::{Additional, Discriminator, Place, Role, Schema, SchemaId};
use crate::load::reference::is_schema_name;
use crate::value::Value;

/// The code of a tag that is mapped to nothing.
const UNRESOLVED: &str = "unresolved-mapping";

impl<'d> Reader<'d, '_> {
    /// `properties`, `required` and what else an object may hold.
    pub(super) fn read_members(
        &mut self,
        id: SchemaId,
        schema: &mut Schema,
        fields: &mut Fields<'d>,
    ) {
        self.read_required(schema, fields);
        for (name, property) in self.entries(fields, "properties") {
            if requires_itself(&property) {
                require(schema, name);
            }
            let property = self.inner(&property, id, Role::Property(name.to_owned()));
            schema.properties.insert(name.to_owned(), property);
        }
        let additional = fields.take_present("additionalProperties", &mut self.report);
        let unevaluated = fields.take_present("unevaluatedProperties", &mut self.report);
        if let (Some(_), Some(unevaluated)) = (&additional, &unevaluated) {
            let note =
                "`additionalProperties` beside it says what other members the object may hold.";
            self.report
                .ignored(unevaluated, "unevaluatedProperties", note);
        }
        schema.unevaluated = additional.is_none() && unevaluated.is_some();
        if let Some(cursor) = additional.or(unevaluated) {
            schema.additional = self.read_additional(&cursor, id);
        }
        self.read_patterns(id, schema, fields);
        self.read_property_names(id, schema, fields);
    }

    /// `propertyNames`, where it lists names or refers to a schema that may.
    fn read_property_names(&mut self, id: SchemaId, schema: &mut Schema, fields: &mut Fields<'d>) {
        let lists = fields
            .cursor()
            .member("propertyNames")
            .is_some_and(|names| {
                ["enum", "const", "$ref"]
                    .iter()
                    .any(|keyword| names.member(keyword).is_some())
            });
        if lists && let Some(cursor) = fields.take_present("propertyNames", &mut self.report) {
            let role = Role::Definition("key".to_owned());
            schema.property_names = Some(self.inner(&cursor, id, role));
        }
    }

    fn read_required(&mut self, schema: &mut Schema, fields: &mut Fields<'d>) {
        let Some(cursor) = fields.take_present("required", &mut self.report) else {
            return;
        };
        let is_flag = match cursor.value() {
            Value::Bool(_) => true,
            Value::String(text) => {
                text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false")
            }
            _ => false,
        };
        if is_flag {
            let note = "A boolean, as in older drafts: it says whether the property around it is required.";
            self.report.understood(&cursor, "required", note);
            return;
        }
        for name in self.report.list(&cursor) {
            if let Some(name) = self.report.text(&name) {
                require(schema, &name);
            }
        }
    }

    fn read_additional(&mut self, cursor: &Cursor<'d>, id: SchemaId) -> Additional {
        let flag = match cursor.value() {
            Value::Bool(flag) => Some(*flag),
            Value::Object(members) if members.is_empty() => Some(true),
            value if forbids_everything(value) => Some(false),
            Value::String(_) => self.report.flag(cursor),
            _ => None,
        };
        match flag {
            Some(true) => Additional::Any,
            Some(false) => Additional::Forbidden,
            None => Additional::Typed(self.inner(cursor, id, Role::Additional)),
        }
    }

    fn read_patterns(&mut self, id: SchemaId, schema: &mut Schema, fields: &mut Fields<'d>) {
        let Some(cursor) = fields.take_present("patternProperties", &mut self.report) else {
            return;
        };
        let patterns = self.report.map(&cursor);
        let is_open = schema.additional == Additional::Unstated && !schema.properties.is_empty();
        let note = match (patterns.as_slice(), schema.additional) {
            ([(_, pattern)], Additional::Unstated | Additional::Forbidden) if !is_open => {
                schema.additional = self.read_additional(pattern, id);
                "Every other member has this schema; its name is not checked against the pattern."
            }
            ([], _) => return,
            (_, Additional::Any) => "Every other member is any value.",
            _ => {
                schema.additional = Additional::Any;
                "Every other member is any value; names are not checked against the patterns."
            }
        };
        self.report.widened(&cursor, "patternProperties", note);
    }

    /// `items`, `prefixItems` and their older spellings.
    pub(super) fn read_elements(
        &mut self,
        id: SchemaId,
        schema: &mut Schema,
        fields: &mut Fields<'d>,
    ) {
        for (index, item) in fields
            .list("prefixItems", &mut self.report)
            .iter()
            .enumerate()
        {
            schema
                .prefix_items
                .push(self.inner(item, id, Role::Prefix(index_of(index))));
        }
        let rest = fields.take_present("additionalItems", &mut self.report);
        let Some(items) = fields.take_present("items", &mut self.report) else {
            if let Some(rest) = rest {
                self.report.ignored(
                    &rest,
                    "additionalItems",
                    "Without a list in `items` it says nothing.",
                );
            }
            return;
        };
        if let Value::Array(_) = items.value() {
            self.report.understood(
                &items,
                "items",
                "A list, as in older drafts: read as `prefixItems`.",
            );
            for (index, item) in items.elements().enumerate() {
                schema
                    .prefix_items
                    .push(self.inner(&item, id, Role::Prefix(index_of(index))));
            }
            if let Some(rest) = rest {
                self.read_items(id, schema, &rest);
            }
            return;
        }
        if let Some(rest) = rest {
            self.report.ignored(
                &rest,
                "additionalItems",
                "`items` says what every element is.",
            );
        }
        self.read_items(id, schema, &items);
    }

    fn read_items(&mut self, id: SchemaId, schema: &mut Schema, items: &Cursor<'d>) {
        match items.value() {
            Value::Bool(true) => {}
            Value::Bool(false) => schema
                .constraints
                .push((items.key().to_owned(), "false".to_owned())),
            _ => {
                self.note_element_names(items);
                schema.items = Some(self.inner(items, id, Role::Item));
            }
        }
    }

    /// The elements of a list have a name in XML, but no namespace of their own.
    fn note_element_names(&mut self, items: &Cursor<'d>) {
        let xml = items.member("xml");
        for keyword in ["namespace", "prefix"] {
            if let Some(at) = xml.as_ref().and_then(|xml| xml.member(keyword)) {
                let note = "The elements of a list are written without a namespace of their own.";
                self.report.ignored(&at, keyword, note);
            }
        }
    }

    /// `allOf`, `oneOf`, `anyOf` and `discriminator`.
    pub(super) fn read_composition(
        &mut self,
        id: SchemaId,
        schema: &mut Schema,
        fields: &mut Fields<'d>,
    ) {
        schema.all_of = self.read_arms(id, fields, "allOf", Role::AllOf);
        schema.one_of = self.read_arms(id, fields, "oneOf", Role::OneOf);
        schema.any_of = self.read_arms(id, fields, "anyOf", Role::AnyOf);
        if let Some(cursor) = fields.take_present("discriminator", &mut self.report) {
            schema.discriminator = self.read_discriminator(&cursor);
        }
        schema.discriminator_value = fields.text("x-ms-discriminator-value", &mut self.report);
    }

    fn read_arms(
        &mut self,
        id: SchemaId,
        fields: &mut Fields<'d>,
        keyword: &'static str,
        role: fn(u32) -> Role,
    ) -> Vec<SchemaId> {
        let Some(cursor) = fields.take_present(keyword, &mut self.report) else {
            return Vec::new();
        };
        let arms = self.report.list(&cursor);
        if arms.is_empty() {
            self.report.understood(
                &cursor,
                keyword,
                "An empty list is read as if the keyword were absent.",
            );
        }
        let null = null_in_disguise(keyword, &arms);
        let read = arms.iter().enumerate();
        read.map(|(index, arm)| {
            if null.is_some_and(|null| null == index) {
                self.read_disguised_null(arm, Place::Inside(id, role(index_of(index))))
            } else {
                self.inner(arm, id, role(index_of(index)))
            }
        })
        .collect()
    }

    fn read_disguised_null(&mut self, arm: &Cursor<'d>, place: Place) -> SchemaId {
        let note = "A nullable arm without members beside others says that null is a value.";
        self.report.understood(arm, "null arm", note);
        let mut schema = Schema::empty(arm.location(), place);
        schema.types.null = true;
        self.table.add(schema, Rank::Natural)
    }

    fn read_discriminator(&mut self, cursor: &Cursor<'d>) -> Option<Discriminator> {
        if let Value::String(property) = cursor.value() {
            if self.report.dialect != Dialect::Swagger20 {
                self.report.understood(
                    cursor,
                    "discriminator",
                    "The name of the property, as in Swagger 2.0.",
                );
            }
            let property = property.to_string();
            return Some(Discriminator {
                property,
                mapping: Vec::new(),
                default: None,
                location: cursor.location(),
            });
        }
        if self.report.dialect == Dialect::Swagger20 {
            self.report
                .understood(cursor, "discriminator", "An object, as in OpenAPI 3.0.");
        }
        let mut fields = Fields::open(cursor, Kind::Discriminator, &mut self.report)?;
        let property = fields.text("propertyName", &mut self.report);
        let mapping = self.entries(&mut fields, "mapping");
        let mapping = mapping
            .iter()
            .filter_map(|(tag, target)| {
                Some(((*tag).to_owned(), self.named_schema(target, UNRESOLVED)?))
            })
            .collect();
        let default = fields.take_present("defaultMapping", &mut self.report);
        let default = default.and_then(|target| self.named_schema(&target, UNRESOLVED));
        fields.finish(&mut self.report);
        if property.is_none() {
            let message =
                "This discriminator has no `propertyName`, so nothing tells the schemas apart."
                    .to_owned();
            self.report.warning(
                &cursor.location(),
                "missing-keyword",
                message,
                "It is ignored: write the property's name.",
            );
        }
        Some(Discriminator {
            property: property?,
            mapping,
            default,
            location: cursor.location(),
        })
    }

    /// The schema that a text names, as those of a mapping: by its component's name or by a reference. What names none is
    /// left out with a warning of this code.
    pub(super) fn named_schema(
        &mut self,
        target: &Cursor<'d>,
        code: &'static str,
    ) -> Option<SchemaId> {
        let text = self.report.text(target)?;
        let found = self
            .find_component(target, &text)
            .filter(|_| is_schema_name(&text));
        let found = found
            .or_else(|| self.find(target, &text))
            .or_else(|| self.find_component(target, &text));
        let Some(found) = found else {
            let message = format!(
                "`{}` names `{text}`, which is no schema here.",
                target.key()
            );
            let help =
                "It is left out: write the name of a component schema, or a reference to one.";
            self.report.warning(&target.location(), code, message, help);
            return None;
        };
        Some(self.target(&found, target))
    }

    fn find_component(&self, from: &Cursor<'d>, name: &str) -> Option<Cursor<'d>> {
        let name = super::cursor::escape(name);
        std::iter::once(from.file())
            .chain(&self.documents.roots)
            .find_map(|file| {
                ["/components/schemas/", "/definitions/"]
                    .iter()
                    .find_map(|folder| {
                        let (node, location) =
                            self.documents.get(file, &format!("{folder}{name}"))?;
                        Some(Cursor::new(node, location))
                    })
            })
    }

    /// The schemas that a schema defines for its own use.
    pub(super) fn read_definitions(&mut self, id: SchemaId, fields: &mut Fields<'d>) {
        for keyword in ["$defs", "definitions"] {
            for (name, definition) in self.entries(fields, keyword) {
                self.inner(&definition, id, Role::Definition(name.to_owned()));
            }
        }
    }
}

/// Which arm is null under another name. `OpenAPI` 3.0 has no type for null, and converters write it as
/// `{nullable: true}`, or as `{type: object, nullable: true}` beside a reference (`OData`'s).
fn null_in_disguise(keyword: &str, arms: &[Cursor<'_>]) -> Option<usize> {
    let has = |arm: &Cursor<'_>, count: usize| {
        let object = arm.value().as_object();
        object.is_some_and(|object| object.len() == count)
            && arm
                .member("nullable")
                .is_some_and(|it| it.value().as_bool() == Some(true))
    };
    let is_object = |arm: &Cursor<'_>| {
        has(arm, 2)
            && arm
                .member("type")
                .is_some_and(|it| it.value().as_str() == Some("object"))
    };
    match arms {
        _ if keyword == "allOf" => None,
        [one, other] if one.reference().is_some() && is_object(other) => Some(1),
        [one, other] if is_object(one) && other.reference().is_some() => Some(0),
        [_, _, ..] => arms.iter().position(|arm| has(arm, 1)),
        _ => None,
    }
}

fn require(schema: &mut Schema, name: &str) {
    if !schema.required.iter().any(|required| required == name) {
        schema.required.push(name.to_owned());
    }
}

/// Whether a property says `required: true` of itself, as older drafts do.
fn requires_itself(property: &Cursor<'_>) -> bool {
    let required = property
        .value()
        .as_object()
        .and_then(|object| object.get("required"));
    required.is_some_and(|member| match &member.node.value {
        Value::Bool(required) => *required,
        Value::String(text) => text.eq_ignore_ascii_case("true"),
        _ => false,
    })
}

fn index_of(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
