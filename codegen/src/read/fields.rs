//! Objects whose keywords are taken out one by one.
//!
//! A stranger would read a keyword with `get`. Here every read goes through [`Fields::take`], because what was not
//! taken when an object is finished is reported: that is how no keyword is dropped in silence.

use super::cursor::Cursor;
use super::kind::Kind;
use super::quiet::{is_known, is_quiet, keywords};
use super::report::Report;
use super::spelling::distance;
use crate::value::{Location, Object};
use std::sync::Arc;

/// An object whose keywords are taken out.
///
/// Behind a `$ref` that has siblings there are layers: the siblings first, the target last. The first layer that has
/// a keyword gives its value.
#[derive(Debug)]
pub(super) struct Fields<'d> {
    kind: Kind,
    layers: Vec<Layer<'d>>,
    /// The keywords that the reader asked for and that are not there: what a left-over one may be meant to be.
    absent: Vec<&'static str>,
}

#[derive(Debug)]
struct Layer<'d> {
    cursor: Cursor<'d>,
    pointer: Arc<str>,
    members: &'d Object,
    taken: Vec<bool>,
}

impl<'d> Fields<'d> {
    /// The keywords of an object; another kind of value is an error.
    pub(super) fn open(cursor: &Cursor<'d>, kind: Kind, report: &mut Report<'_>) -> Option<Self> {
        Self::open_layers(std::slice::from_ref(cursor), kind, report)
    }

    /// The keywords of an object behind references: `layers` are the reference objects and, last, the target.
    pub(super) fn open_layers(
        layers: &[Cursor<'d>],
        kind: Kind,
        report: &mut Report<'_>,
    ) -> Option<Self> {
        let mut fields = Self {
            kind,
            layers: Vec::with_capacity(layers.len()),
            absent: Vec::new(),
        };
        for (index, cursor) in layers.iter().enumerate() {
            let Some(members) = cursor.value().as_object() else {
                report.wrong_kind(cursor, kind.noun());
                return None;
            };
            let mut taken = vec![false; members.len()];
            if index + 1 < layers.len()
                && let Some(reference) = members.get_index_of("$ref")
            {
                taken[reference] = true;
            }
            fields.layers.push(Layer {
                cursor: cursor.clone(),
                pointer: cursor.pointer(),
                members,
                taken,
            });
        }
        (!fields.layers.is_empty()).then_some(fields)
    }

    /// Where the object itself stands: the target, if it is behind a reference.
    pub(super) fn cursor(&self) -> &Cursor<'d> {
        &self.layers[self.layers.len() - 1].cursor
    }

    /// Where the object stands for the one who uses it: the first reference that has siblings, else the target.
    pub(super) fn outermost(&self) -> &Cursor<'d> {
        let layer = self
            .layers
            .iter()
            .find(|layer| layer.taken.iter().any(|taken| !taken));
        layer.map_or_else(|| self.cursor(), |layer| &layer.cursor)
    }

    pub(super) fn location(&self) -> Location {
        self.cursor().location()
    }

    /// Takes a keyword out, once: the first layer's value, and the same keyword is done with in the other layers.
    pub(super) fn take(&mut self, keyword: &'static str) -> Option<Cursor<'d>> {
        if !self.has(keyword) {
            self.absent.push(keyword);
            return None;
        }
        self.take_found(keyword)
    }

    fn take_found(&mut self, key: &str) -> Option<Cursor<'d>> {
        let mut found = None;
        for layer in &mut self.layers {
            if let Some((index, key, member)) = layer.members.get_full(key)
                && !std::mem::replace(&mut layer.taken[index], true)
            {
                found.get_or_insert_with(|| layer.child(key, member));
            }
        }
        found
    }

    /// Says which keywords are found by looking at all that are there.
    pub(super) fn expect(&mut self, keywords: &[&'static str]) {
        let absent = keywords.iter().filter(|keyword| !self.has(keyword));
        let absent: Vec<&'static str> = absent.copied().collect();
        self.absent.extend(absent);
    }

    /// Takes out a keyword that was found by looking at all that are there; `null` counts as absent.
    pub(super) fn take_key(&mut self, key: &str, report: &mut Report<'_>) -> Option<Cursor<'d>> {
        let cursor = self.take_found(key)?;
        report.present(cursor)
    }

    /// As [`Self::take`], and `null` counts as absent.
    pub(super) fn take_present(
        &mut self,
        keyword: &'static str,
        report: &mut Report<'_>,
    ) -> Option<Cursor<'d>> {
        let cursor = self.take(keyword)?;
        report.present(cursor)
    }

    /// Whether a keyword is there, taken or not.
    pub(super) fn has(&self, keyword: &str) -> bool {
        self.layers
            .iter()
            .any(|layer| layer.members.contains_key(keyword))
    }

    /// A text that matters.
    pub(super) fn text(
        &mut self,
        keyword: &'static str,
        report: &mut Report<'_>,
    ) -> Option<String> {
        let cursor = self.take_present(keyword, report)?;
        report.text(&cursor)
    }

    /// A text that only documents: a wrong kind costs a warning.
    pub(super) fn prose(
        &mut self,
        keyword: &'static str,
        report: &mut Report<'_>,
    ) -> Option<String> {
        let cursor = self.take_present(keyword, report)?;
        report.prose(&cursor)
    }

    /// A boolean.
    pub(super) fn flag(&mut self, keyword: &'static str, report: &mut Report<'_>) -> Option<bool> {
        let cursor = self.take_present(keyword, report)?;
        report.flag(&cursor)
    }

    /// The elements of an array.
    pub(super) fn list(
        &mut self,
        keyword: &'static str,
        report: &mut Report<'_>,
    ) -> Vec<Cursor<'d>> {
        self.take_present(keyword, report)
            .map_or_else(Vec::new, |cursor| report.list(&cursor))
    }

    /// The members that were not taken yet, now taken: for objects whose keys are names.
    pub(super) fn rest(&mut self) -> Vec<(&'d str, Cursor<'d>)> {
        let mut seen = std::collections::HashSet::new();
        let mut rest = Vec::new();
        for layer in &mut self.layers {
            for (index, (key, member)) in layer.members.iter().enumerate() {
                if !std::mem::replace(&mut layer.taken[index], true) && seen.insert(&**key) {
                    rest.push((&**key, layer.child(key, member)));
                }
            }
        }
        rest
    }

    /// Every keyword, taken or not, of all layers.
    pub(super) fn keywords(&self) -> impl Iterator<Item = Cursor<'d>> + '_ {
        self.layers.iter().flat_map(|layer| {
            layer
                .members
                .iter()
                .map(|(key, member)| layer.child(key, member))
        })
    }

    /// The keyword that a left-over one is most like, if it is hardly another and has no meaning of its own.
    fn meant(&self, key: &str) -> Option<&'static str> {
        if is_known(self.kind, key) {
            return None;
        }
        let near = |keyword: &'static str| {
            // In a short word any other letter may be another word: `id` is not `in`.
            let allowed = keyword.chars().count() / 4;
            let distance = distance(key, keyword);
            let is_alike = keyword.starts_with("x-") == key.starts_with("x-");
            (is_alike && distance <= allowed.min(2)).then_some((distance, keyword))
        };
        let described = keywords(self.kind).filter(|keyword| !self.has(keyword));
        let absent = self.absent.iter().copied().chain(described);
        absent.filter_map(near).min().map(|(_, keyword)| keyword)
    }

    /// Reports what was not taken, unless it only describes, and what another dialect has.
    pub(super) fn finish(self, report: &mut Report<'_>) {
        for layer in &self.layers {
            for (index, (key, member)) in layer.members.iter().enumerate() {
                if layer.taken[index] {
                    report.taken(self.kind, key, || layer.child(key, member));
                } else if let Some(meant) = self.meant(key) {
                    report.misspelled(self.kind, &layer.child(key, member), meant);
                } else if !is_quiet(self.kind, key) {
                    report.left_over(self.kind, &layer.child(key, member));
                }
            }
        }
    }
}

impl<'d> Layer<'d> {
    fn child(&self, key: &'d str, member: &'d crate::value::Member) -> Cursor<'d> {
        self.cursor.child(&self.pointer, key, member)
    }
}
