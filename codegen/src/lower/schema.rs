//! What one schema says by itself, before references and `allOf` are followed.
//!
//! A stranger would take `nullable` for something that is said of the value's shape: it stands beside any.

use crate::description::{Additional, Place, Schema, SchemaId, Schemas, Types};

/// Whether a schema stands for null alone.
pub(super) fn is_null(schema: &Schema) -> bool {
    let null_only = Types {
        null: true,
        ..Types::default()
    };
    schema.types == null_only && schema.reference.is_none() && !has_structure(schema)
}

/// Whether a schema, its reference aside, says anything about the value's shape.
pub(super) fn says_something(schema: &Schema) -> bool {
    let without_null = Types {
        null: false,
        ..schema.types
    };
    without_null != Types::default() && schema.reference.is_none() || has_structure(schema)
}

/// Whether a schema says how a value is written, which narrows what another part says that it is.
pub(super) fn says_how(schema: &Schema) -> bool {
    schema.format.is_some()
        || schema.content_encoding.is_some()
        || schema.content_media_type.is_some()
        || schema.content_schema.is_some()
}

/// Whether any value satisfies a schema: it is `{}`, or has words alone.
pub(super) fn allows_anything(schema: &Schema) -> bool {
    schema.types == Types::default()
        && schema.boolean != Some(false)
        && schema.reference.is_none()
        && !has_structure(schema)
        && !says_how(schema)
        && schema.constraints.is_empty()
}

/// Whether a schema says nothing beside its `allOf`; `type: object` there repeats what the parts say.
pub(super) fn is_bare_wrapper(schema: &Schema) -> bool {
    let alone = Schema {
        all_of: Vec::new(),
        types: Types {
            null: false,
            object: false,
            ..schema.types
        },
        ..schema.clone()
    };
    !says_something(&alone)
}

/// Whether a keyword other than `type` says something of the value's shape.
pub(super) fn has_structure(schema: &Schema) -> bool {
    schema.enumeration.is_some()
        || !schema.properties.is_empty()
        || !schema.required.is_empty()
        || !matches!(schema.additional, Additional::Unstated)
        || schema.items.is_some()
        || !schema.prefix_items.is_empty()
        || !schema.all_of.is_empty()
        || !schema.one_of.is_empty()
        || !schema.any_of.is_empty()
}

/// A schema that says nothing of the value, at a place of its own, with the words and the access of another.
pub(super) fn blank(like: &Schema, place: Place) -> Schema {
    Schema {
        title: like.title.clone(),
        doc: like.doc.clone(),
        read_only: like.read_only,
        write_only: like.write_only,
        deprecated: like.deprecated,
        client_name: like.client_name.clone(),
        xml: like.xml.clone(),
        ..Schema::empty(like.location.clone(), place)
    }
}

/// The schema that pure references lead to.
pub(super) fn canonical(schemas: &Schemas, id: SchemaId) -> SchemaId {
    let mut at = id;
    for _ in 0..schemas.0.len() {
        match schemas[at].reference {
            Some(target) if !has_structure(&schemas[at]) => at = target,
            _ => break,
        }
    }
    at
}
