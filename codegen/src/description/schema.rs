//! A schema as its author wrote it, with the keywords that it may have.

use super::{Place, SchemaId};
use crate::value::{Location, Value};
use indexmap::IndexMap;

/// A set of the primitive types of JSON Schema; empty means that `type` was not given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a keyword of its own"
)]
pub struct Types {
    /// `null` (also `nullable: true`, `x-nullable: true`).
    ///
    /// Alone, and beside nothing that says what else the value may be (a reference, a composition, an
    /// enumeration, members or elements), it is the only type; beside such it adds null to what that says.
    pub null: bool,
    /// `boolean`.
    pub boolean: bool,
    /// `integer`.
    pub integer: bool,
    /// `number`.
    pub number: bool,
    /// `string`.
    pub string: bool,
    /// `array`.
    pub array: bool,
    /// `object`.
    pub object: bool,
    /// Swagger 2.0's `file`, and `type: object, format: file`: a body of bytes.
    pub file: bool,
}

/// A schema, as its author wrote it.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a keyword of its own"
)]
pub struct Schema {
    /// Where it stands in the text.
    pub location: Location,
    /// Where it stands in the description.
    pub place: Place,
    /// The target of `$ref`; the fields below hold the siblings.
    pub reference: Option<SchemaId>,
    /// Boolean schemas: `Some(true)` accepts anything, `Some(false)` nothing.
    pub boolean: Option<bool>,
    /// The types; `null` is one of them.
    pub types: Types,
    /// `format`, lower-cased where the specification's registry is.
    pub format: Option<String>,
    /// `contentEncoding` (`base64`, `base64url`).
    pub content_encoding: Option<String>,
    /// `contentMediaType`.
    pub content_media_type: Option<String>,
    /// `contentSchema`, where the text is JSON.
    pub content_schema: Option<SchemaId>,
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub doc: Option<String>,
    /// `default`: documentation only.
    pub default: Option<Value>,
    /// `x-ms-client-default`.
    pub client_default: Option<Value>,
    /// `example`, or the first of `examples`: documentation only.
    pub example: Option<Value>,
    /// `enum`, or `const` as a list of one; null values are taken out into `types.null` when others stay.
    pub enumeration: Option<Enumeration>,
    /// `properties`, in the author's order.
    pub properties: IndexMap<String, SchemaId>,
    /// `required`, names that no property has included.
    pub required: Vec<String>,
    /// `additionalProperties`, or `unevaluatedProperties`.
    pub additional: Additional,
    /// Whether `additional` is about all parts of the object: it came from `unevaluatedProperties`.
    pub unevaluated: bool,
    /// `propertyNames`, where it lists names.
    pub property_names: Option<SchemaId>,
    /// `items`.
    pub items: Option<SchemaId>,
    /// `prefixItems` (3.1), or `items` as an array (older drafts).
    pub prefix_items: Vec<SchemaId>,
    /// `allOf`.
    pub all_of: Vec<SchemaId>,
    /// `oneOf`.
    pub one_of: Vec<SchemaId>,
    /// `anyOf`.
    pub any_of: Vec<SchemaId>,
    /// `discriminator`.
    pub discriminator: Option<Discriminator>,
    /// `x-ms-discriminator-value`.
    pub discriminator_value: Option<String>,
    /// `readOnly`, or `x-ms-mutability: [read]`.
    pub read_only: bool,
    /// `writeOnly`, or a mutability without `read`.
    pub write_only: bool,
    /// `x-ms-mutability`, as given.
    pub mutability: Vec<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `x-ms-secret`, `format: password`.
    pub secret: bool,
    /// `x-ms-client-name`: an identifier for the property or type that replaces the wire name's.
    pub client_name: Option<String>,
    /// The caller's type that its values are, which the selection asks for.
    pub own: Option<OwnType>,
    /// Rust attributes of its type, which the selection asks for.
    pub attributes: Vec<String>,
    /// Validation keywords (`minLength`, `pattern`, `maximum`, …), for the documentation: keyword and value as text.
    pub constraints: Vec<(String, String)>,
    /// How the value is written as XML.
    pub xml: Xml,
    /// `x-ms-header-collection-prefix`.
    pub header_prefix: Option<String>,
}

/// A type of the caller's.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OwnType {
    /// The type as any crate writes it: `::rust_decimal::Decimal`.
    pub path: String,
    /// How its values are written.
    pub written: Written,
}

impl OwnType {
    /// The runtime's type around it, which reads and writes it.
    pub fn wrapper(&self) -> String {
        let wrapper = match self.written {
            Written::Text => "Text",
            Written::Digits => "Digits",
            Written::Json => "Json",
        };
        format!("{wrapper}<{}>", self.path)
    }

    /// Its own name, without the crate and modules.
    pub fn name(&self) -> &str {
        let path = self.path.split('<').next().unwrap_or_default();
        path.rsplit("::").next().unwrap_or_default()
    }
}

/// How values of a caller's type are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Written {
    /// As text, by `Display` and `FromStr`.
    Text,
    /// As a number, in the digits of `Display` and `FromStr`.
    Digits,
    /// As JSON, by serde.
    Json,
}

impl Schema {
    /// A schema that says nothing.
    pub fn empty(location: Location, place: Place) -> Self {
        Self {
            location,
            place,
            reference: None,
            boolean: None,
            types: Types::default(),
            format: None,
            content_encoding: None,
            content_media_type: None,
            content_schema: None,
            title: None,
            doc: None,
            default: None,
            client_default: None,
            example: None,
            enumeration: None,
            properties: IndexMap::new(),
            required: Vec::new(),
            additional: Additional::Unstated,
            unevaluated: false,
            property_names: None,
            items: None,
            prefix_items: Vec::new(),
            all_of: Vec::new(),
            one_of: Vec::new(),
            any_of: Vec::new(),
            discriminator: None,
            discriminator_value: None,
            read_only: false,
            write_only: false,
            mutability: Vec::new(),
            deprecated: false,
            secret: false,
            client_name: None,
            own: None,
            attributes: Vec::new(),
            constraints: Vec::new(),
            xml: Xml::default(),
            header_prefix: None,
        }
    }
}

/// The values of `enum` or `const`.
#[derive(Clone, Debug, PartialEq)]
pub struct Enumeration {
    /// The values, in the author's order, without duplicates and without null.
    pub values: Vec<EnumerationValue>,
    /// `x-ms-enum.name`: names the type.
    pub name: Option<String>,
    /// Whether it came from `const`.
    pub constant: bool,
    /// `x-ms-enum` with `modelAsString` (its default): the author expects the list to grow.
    pub open: bool,
    /// No other value is read or sent, which the selection asks for; no keyword of a description says it for good.
    pub closed: bool,
}

/// One value of an enumeration.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumerationValue {
    /// The value on the wire.
    pub value: Value,
    /// A name for the variant (`x-ms-enum.values[].name`, `x-enum-varnames`, `x-enumNames`).
    pub name: Option<String>,
    /// `x-ms-enum.values[].description`, `x-enum-descriptions`.
    pub doc: Option<String>,
}

/// What an object may hold beside its properties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Additional {
    /// The keyword is absent: anything, but the author did not say so.
    #[default]
    Unstated,
    /// `true` or `{}`.
    Any,
    /// `false`.
    Forbidden,
    /// Values of this schema.
    Typed(SchemaId),
}

/// `discriminator`.
#[derive(Clone, Debug, PartialEq)]
pub struct Discriminator {
    /// The property that holds the tag.
    pub property: String,
    /// The tag of each schema that a mapping names.
    pub mapping: Vec<(String, SchemaId)>,
    /// 3.2's `defaultMapping`.
    pub default: Option<SchemaId>,
    /// Where it stands.
    pub location: Location,
}

/// The `xml` object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Xml {
    /// `name`.
    pub name: Option<String>,
    /// `namespace`.
    pub namespace: Option<String>,
    /// `prefix`.
    pub prefix: Option<String>,
    /// `attribute` (3.2: `nodeType: attribute`).
    pub attribute: bool,
    /// `wrapped` (3.2: `nodeType: element` on an array).
    pub wrapped: bool,
    /// `x-ms-text` (3.2: `nodeType: text`).
    pub text: bool,
}
