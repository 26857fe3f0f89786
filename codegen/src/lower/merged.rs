//! One view of a schema: what its references and the parts of its `allOf` say together.
//!
//! `oneOf` and `anyOf` are kept as lists beside the folded rest.

use crate::description::{Additional, Discriminator, Enumeration, SchemaId, Types};
use indexmap::IndexMap;
use std::collections::{BTreeSet, HashSet};

/// The folded view.
#[derive(Clone, Debug, Default)]
pub(super) struct Merged {
    pub(super) boolean: Option<bool>,
    pub(super) types: Types,
    pub(super) format: Option<String>,
    pub(super) encoding: Option<String>,
    pub(super) media_type: Option<String>,
    pub(super) enumeration: Option<Enumeration>,
    pub(super) properties: IndexMap<String, SchemaId>,
    pub(super) required: BTreeSet<String>,
    pub(super) additional: Additional,
    /// The keyword that said so.
    pub(super) additional_keyword: &'static str,
    pub(super) items: Option<SchemaId>,
    pub(super) prefix_items: Vec<SchemaId>,
    pub(super) unions: Vec<UnionPart>,
    /// The discriminator of this schema or of a base of it.
    pub(super) discriminator: Option<Discriminator>,
    pub(super) secret: bool,
    /// Whether an object part was said: `properties` or `additionalProperties` stood somewhere.
    pub(super) object_part: bool,
    /// How many parts were folded.
    pub(super) parts: usize,
    /// Schemas that were folded, so that a union of a base does not come back through its own arm.
    pub(super) folded: HashSet<SchemaId>,
    /// Constraint keywords of all parts, for the documentation.
    pub(super) constraints: Vec<(String, String)>,
}

/// A `oneOf` or `anyOf`.
#[derive(Clone, Debug)]
pub(super) struct UnionPart {
    pub(super) owner: SchemaId,
    /// `oneOf` or `anyOf`.
    pub(super) keyword: &'static str,
    pub(super) arms: Vec<SchemaId>,
    pub(super) discriminator: Option<Discriminator>,
}

impl Merged {
    /// Whether the schema is an object with members that it names.
    pub(super) fn has_members(&self) -> bool {
        !self.properties.is_empty()
    }
}

/// The types that both parts allow; where they contradict each other, the later part's.
pub(super) fn narrow(earlier: Types, later: Types) -> Types {
    let bare = |types: Types| Types {
        null: false,
        ..types
    };
    if bare(later) == Types::default() {
        return Types {
            null: earlier.null || later.null,
            ..earlier
        };
    }
    if bare(earlier) == Types::default() {
        return Types {
            null: later.null || earlier.null,
            ..later
        };
    }
    let common = Types {
        null: false,
        boolean: earlier.boolean && later.boolean,
        integer: earlier.integer && (later.integer || later.number)
            || later.integer && earlier.number,
        number: earlier.number && later.number,
        string: earlier.string && later.string,
        array: earlier.array && later.array,
        object: earlier.object && later.object,
        file: earlier.file && later.file,
    };
    let narrowed = if common == Types::default() {
        bare(later)
    } else {
        common
    };
    Types {
        null: later.null || earlier.null,
        ..narrowed
    }
}
