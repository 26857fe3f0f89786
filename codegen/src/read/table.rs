//! The schemas that were reached, each once, and those that wait to be read.
//!
//! A stranger would give a schema its place when it is first seen. It may be seen through a reference first and where
//! it stands later, so a place is held with how well it is known, and a better one replaces it.

use super::cursor::Cursor;
use crate::description::{Place, Schema, SchemaId, Schemas};
use crate::value::Node;
use std::collections::{HashMap, VecDeque};

/// How well a place is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// A reference leads there, and its pointer is all that names it.
    Referenced,
    /// It stands in something that operations share.
    Shared,
    /// It stands there.
    Natural,
}

/// The schemas.
#[derive(Debug, Default)]
pub(super) struct Table<'d> {
    pub(super) schemas: Schemas,
    ranks: Vec<Rank>,
    ids: HashMap<*const Node, SchemaId>,
    pending: VecDeque<(SchemaId, Cursor<'d>)>,
}

impl<'d> Table<'d> {
    /// The id of a node, if it was reached.
    pub(super) fn get(&self, cursor: &Cursor<'d>) -> Option<SchemaId> {
        self.ids.get(&cursor.node_address()).copied()
    }

    /// The id of a node, which is read later if it was not reached before.
    pub(super) fn enter(&mut self, cursor: &Cursor<'d>, place: Place, rank: Rank) -> SchemaId {
        if let Some(id) = self.get(cursor) {
            self.improve(id, place, rank);
            return id;
        }
        let id = self.enter_read(cursor, place, rank);
        self.pending.push_back((id, cursor.clone()));
        id
    }

    /// As [`Self::enter`], but the caller reads it.
    pub(super) fn enter_read(&mut self, cursor: &Cursor<'d>, place: Place, rank: Rank) -> SchemaId {
        if let Some(id) = self.get(cursor) {
            self.improve(id, place, rank);
            return id;
        }
        let id = self.add(Schema::empty(cursor.location(), place), rank);
        self.ids.insert(cursor.node_address(), id);
        id
    }

    /// Adds a schema that stands nowhere in the text.
    pub(super) fn add(&mut self, schema: Schema, rank: Rank) -> SchemaId {
        let id = SchemaId::of(self.schemas.0.len());
        self.schemas.0.push(schema);
        self.ranks.push(rank);
        id
    }

    /// Lets a node have the id of another, if that may be called by this component's name.
    pub(super) fn adopt(&mut self, cursor: &Cursor<'d>, id: SchemaId, name: &str) -> bool {
        let is_named_so = self.schemas[id].place == Place::Component(name.to_owned());
        let adopted = is_named_so || self.rank(id) == Rank::Referenced;
        if adopted {
            self.improve(id, Place::Component(name.to_owned()), Rank::Natural);
            self.ids.insert(cursor.node_address(), id);
        }
        adopted
    }

    /// Writes what was read, at the place that is known by now.
    pub(super) fn fill(&mut self, id: SchemaId, mut schema: Schema) {
        let slot = &mut self.schemas[id];
        std::mem::swap(&mut schema.place, &mut slot.place);
        *slot = schema;
    }

    /// The next schema to read.
    pub(super) fn next(&mut self) -> Option<(SchemaId, Cursor<'d>)> {
        self.pending.pop_front()
    }

    fn rank(&self, id: SchemaId) -> Rank {
        self.ranks[id.0 as usize]
    }

    fn improve(&mut self, id: SchemaId, place: Place, rank: Rank) {
        if self.rank(id) < rank {
            self.schemas[id].place = place;
            self.ranks[id.0 as usize] = rank;
        }
    }
}
