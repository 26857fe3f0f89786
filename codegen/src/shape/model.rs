//! What a type is made of: objects and their fields, sets of values, unions, and how each is written as XML.

use super::{Doc, Name, Type};
use crate::value::Value;

/// An object.
#[derive(Clone, Debug)]
pub struct Struct {
    /// The fields, in the description's order.
    pub fields: Vec<Field>,
    /// Members that the description fixes: always written, never asked for, no field.
    pub constants: Vec<Constant>,
    /// What it holds beside them.
    pub rest: Rest,
    /// The identifier of the field for the rest: `other`, unless a field has that name; empty until `name`.
    pub rest_ident: String,
    /// The identifier of the struct of required fields, if there is one (two or more asked); empty until `name`.
    pub init_ident: String,
    /// Whether the struct is written as `multipart/form-data` somewhere.
    pub multipart: bool,
    /// Whether callers build it: if not, it has neither constructor nor setters.
    pub built: bool,
}

impl Struct {
    /// The fields that a caller must give.
    pub fn asked(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.asked)
    }
}

/// A member whose value the description fixes, such as the tag of an arm of a union. Another value that arrives is kept
/// among the rest, and written instead.
#[derive(Clone, Debug, PartialEq)]
pub struct Constant {
    /// The wire name.
    pub name: String,
    /// The value.
    pub value: Value,
    /// How it is written as XML.
    pub xml: XmlField,
}

/// What an object holds beside its fields.
#[derive(Clone, Debug, PartialEq)]
pub enum Rest {
    /// Nothing: unknown members are skipped.
    Forbidden,
    /// `Members`: any JSON.
    Members,
    /// `BTreeMap<String, …>`.
    Typed(Type),
}

/// A field of a struct.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "they are independent of each other"
)]
pub struct Field {
    /// Its name.
    pub name: Name,
    /// What it is.
    pub doc: Doc,
    /// The type of its value; `Type::Nullable` inside where null is a value.
    pub ty: Type,
    /// Whether it is wrapped in an `Option` for absence: `false` is the bare `ty`, which must arrive.
    pub optional: bool,
    /// Whether the service alone gives it: it has no setter.
    pub read_only: bool,
    /// A value that the description gives as an example.
    pub example: Option<Value>,
    /// Whether a caller must give it. An asked field that is `optional` too is required in requests and may be absent
    /// in answers (write-only): its `XInit` field is the bare type, stored as `Some`.
    pub asked: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// How it is written as XML.
    pub xml: XmlField,
}

/// An open set of values.
#[derive(Clone, Debug)]
pub struct ValueEnum {
    /// What the values are, and so what the `Other` arm holds.
    pub kind: ValueKind,
    /// Whether there is no other value: texts alone.
    pub closed: bool,
    /// The listed values, in the description's order.
    pub variants: Vec<ValueVariant>,
    /// The identifier of the arm for unlisted values: `Other`, unless a variant has that name; empty until `name`, and of a
    /// closed set.
    pub other_ident: String,
}

impl ValueEnum {
    /// Whether its values are copied rather than moved.
    pub fn is_copy(&self) -> bool {
        match self.kind {
            ValueKind::Integer | ValueKind::Number | ValueKind::Boolean => true,
            ValueKind::String => self.closed,
            ValueKind::Mixed => false,
        }
    }
}

/// What the values of an enum are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// Strings.
    String,
    /// 64-bit integers.
    Integer,
    /// Numbers.
    Number,
    /// Booleans.
    Boolean,
    /// Anything: `Value`.
    Mixed,
}

/// A listed value.
#[derive(Clone, Debug)]
pub struct ValueVariant {
    /// Its name.
    pub name: Name,
    /// The value on the wire.
    pub value: Value,
    /// What it means.
    pub doc: Doc,
}

/// A union with a tag.
#[derive(Clone, Debug)]
pub struct TaggedUnion {
    /// The property that holds the tag.
    pub property: String,
    /// The arms, each with the tags that lead to it.
    pub arms: Vec<TaggedArm>,
    /// The arm for unknown or missing tags, an index, if it fits; without one the JSON is kept as it came.
    pub default: Option<usize>,
    /// The identifier of the arm that keeps unknown JSON: `Other`, unless an arm has that name; empty until `name`.
    pub other_ident: String,
}

/// An arm of a tagged union.
#[derive(Clone, Debug)]
pub struct TaggedArm {
    /// Its name.
    pub name: Name,
    /// The values of the tag, as they are spelled. Arms that share one compete by what fits best, and so do those that have
    /// none, for values with a tag that no arm has.
    pub tags: Vec<String>,
    /// The value of the tag that the union writes, where the arm's own type does not always write one.
    pub written: Option<Value>,
    /// What it holds (boxed where it is a struct).
    pub ty: Type,
    /// What it is.
    pub doc: Doc,
}

/// A union without a tag.
#[derive(Clone, Debug)]
pub struct UntaggedUnion {
    /// The arms.
    pub arms: Vec<Arm>,
    /// The identifier of the arm that keeps JSON that fits no arm; empty until `name`.
    pub other_ident: String,
}

/// An arm of an untagged union.
#[derive(Clone, Debug)]
pub struct Arm {
    /// Its name.
    pub name: Name,
    /// What it holds (boxed where it is a struct).
    pub ty: Type,
    /// What it is.
    pub doc: Doc,
}

/// How a type is written as an XML element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct XmlElement {
    /// The element's name where it is the root.
    pub name: String,
    /// Its namespace.
    pub namespace: Option<String>,
    /// The namespace's prefix.
    pub prefix: Option<String>,
}

/// How a field is written as XML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct XmlField {
    /// The name of the element or attribute, or of the wrapper of a list.
    pub name: String,
    /// The name of a list's elements.
    pub item: Option<String>,
    /// Its namespace.
    pub namespace: Option<String>,
    /// The namespace's prefix.
    pub prefix: Option<String>,
    /// An attribute.
    pub attribute: bool,
    /// A list inside an element of its own.
    pub wrapped: bool,
    /// The text of the element.
    pub text: bool,
}
