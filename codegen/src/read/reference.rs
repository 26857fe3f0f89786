//! From a `$ref` to the node that it names.
//!
//! A stranger would think a pointer walks one document. Authors put a `$ref` where a container stands (`schemas` in a
//! file of its own), so a pointer that ends nowhere is walked again, through the references on its way.

use super::cursor::{Cursor, unescape};
use super::fields::Fields;
use super::kind::Kind;
use super::reader::Reader;
use super::spelling::distance;
use crate::load::reference::{Target, has_backslash, resolve};
use crate::value::Location;

/// How many references in a row are followed: more is a mistake, and a cycle is found sooner.
pub(super) const MAX_HOPS: usize = 100;

impl<'d> Reader<'d, '_> {
    /// The node that a `$ref` names; none is an error that this reports.
    pub(super) fn resolve(&mut self, reference: &Cursor<'d>) -> Option<Cursor<'d>> {
        let text = reference.value().as_str()?;
        if let Some(target) = self.find_exactly(reference, text) {
            return Some(target);
        }
        let target = self.find_leniently(reference, text);
        match &target {
            Some(target) => {
                let location = target.location();
                let note = format!(
                    "There is nothing at `{text}`: `{}#{}` is meant.",
                    location.file, location.pointer
                );
                self.report.understood(reference, "$ref", note);
            }
            None => self.complain_unresolved(reference),
        }
        target
    }

    /// The node that a text names as a reference from a place; no complaint if there is none.
    pub(super) fn find(&self, from: &Cursor<'d>, text: &str) -> Option<Cursor<'d>> {
        self.find_exactly(from, text)
            .or_else(|| self.find_leniently(from, text))
    }

    fn find_exactly(&self, from: &Cursor<'d>, text: &str) -> Option<Cursor<'d>> {
        let pointer = from.pointer();
        let candidates = self.identities.candidates(from.file(), &pointer, text);
        candidates
            .iter()
            .find_map(|(file, pointer)| self.node(file, pointer))
            .or_else(|| {
                let mut hops = 0;
                candidates.iter().find_map(|(file, pointer)| {
                    self.node_through_references(file, pointer, &mut hops)
                })
            })
    }

    /// What authors mean with references that are right in the tool they use: pointers into the schema around, into
    /// the root document from a file that is bundled into it, and bare names.
    fn find_leniently(&self, from: &Cursor<'d>, text: &str) -> Option<Cursor<'d>> {
        if let Some(fragment) = text.strip_prefix('#') {
            let fragment = if fragment.starts_with('/') {
                fragment.to_owned()
            } else {
                format!("/{fragment}")
            };
            return self.find_around(from, &fragment).or_else(|| {
                let mut roots = self.documents.roots.iter();
                roots.find_map(|root| self.node(root, &fragment))
            });
        }
        let name = super::cursor::escape(text);
        let folders = ["/components/schemas/", "/definitions/"];
        folders
            .iter()
            .find_map(|folder| self.node(from.file(), &format!("{folder}{name}")))
    }

    /// What a pointer names in one of the objects around a place, the innermost first.
    fn find_around(&self, from: &Cursor<'d>, fragment: &str) -> Option<Cursor<'d>> {
        let pointer = from.pointer();
        let ends = pointer
            .char_indices()
            .rev()
            .filter(|(_, character)| *character == '/')
            .map(|(index, _)| index);
        let mut around = ends
            .filter(|_| fragment.starts_with("/$defs/") || fragment.starts_with("/definitions/"));
        around
            .find_map(|end| self.node(from.file(), &format!("{}{fragment}", &pointer[..end])))
            .or_else(|| self.node(from.file(), fragment))
    }

    fn node(&self, file: &str, pointer: &str) -> Option<Cursor<'d>> {
        self.documents
            .get(file, pointer)
            .map(|(node, location)| Cursor::new(node, location))
    }

    fn node_through_references(
        &self,
        file: &str,
        pointer: &str,
        hops: &mut usize,
    ) -> Option<Cursor<'d>> {
        let mut node = self.node(file, "")?;
        for token in pointer.strip_prefix('/')?.split('/') {
            let mut next = step(&node, token);
            while next.is_none() {
                *hops += 1;
                if *hops > MAX_HOPS {
                    return None;
                }
                let reference = node.reference()?;
                let candidates = self.identities.candidates(
                    node.file(),
                    &node.pointer(),
                    reference.value().as_str()?,
                );
                node = candidates.iter().find_map(|(file, pointer)| {
                    self.node(file, pointer)
                        .or_else(|| self.node_through_references(file, pointer, hops))
                })?;
                next = step(&node, token);
            }
            node = next?;
        }
        Some(node)
    }

    /// The node behind references, with the reference objects on the way: those first, the target last.
    pub(super) fn follow(&mut self, cursor: &Cursor<'d>) -> Option<Vec<Cursor<'d>>> {
        let mut layers = vec![cursor.clone()];
        while let Some(reference) = layers.last().and_then(Cursor::reference) {
            let target = self.resolve(&reference)?;
            let seen = layers.iter().any(|layer| layer.is_same_node(&target));
            if seen || layers.len() > MAX_HOPS {
                self.complain_cycle(&reference);
                return None;
            }
            layers.push(target);
        }
        Some(layers)
    }

    /// A text of an extension that may stand behind references: tools that write each value once leave a `$ref` at any place.
    pub(super) fn referenced_text(&mut self, cursor: &Cursor<'d>) -> Option<String> {
        let Some(reference) = cursor.reference() else {
            return self.report.text_of_extension(cursor);
        };
        if !self.leads_somewhere(&reference) {
            return None;
        }
        let note = format!("A reference in place of `{}` is followed.", cursor.key());
        self.report.understood(&reference, "text $ref", note);
        let target = self.follow(cursor)?.pop()?;
        self.report.text_of_extension(&target)
    }

    /// The keywords of an object that may stand behind references.
    pub(super) fn open(&mut self, cursor: &Cursor<'d>, kind: Kind) -> Option<Fields<'d>> {
        let layers = self.follow(cursor)?;
        Fields::open_layers(&layers, kind, &mut self.report)
    }

    /// The members of an object that a keyword holds, by names that the author chose.
    pub(super) fn entries(
        &mut self,
        fields: &mut Fields<'d>,
        keyword: &'static str,
    ) -> Vec<(&'d str, Cursor<'d>)> {
        let cursor = fields.take_present(keyword, &mut self.report);
        cursor.map_or_else(Vec::new, |cursor| self.entries_of(&cursor))
    }

    /// The members of an object by names; a `$ref` that is no object is one to another such object.
    pub(super) fn entries_of(&mut self, cursor: &Cursor<'d>) -> Vec<(&'d str, Cursor<'d>)> {
        let Some(reference) = cursor.reference() else {
            return self.report.map(cursor);
        };
        if !self.leads_somewhere(&reference) {
            return Vec::new();
        }
        let note = format!(
            "A reference in place of the members of `{}` is followed.",
            cursor.key()
        );
        self.report.understood(&reference, "container $ref", note);
        let Some(layers) = self.follow(cursor) else {
            return Vec::new();
        };
        let mut entries: Vec<(&'d str, Cursor<'d>)> = Vec::new();
        for layer in &layers {
            for (name, member) in self.report.map(layer) {
                let is_reference = name == "$ref" && member.value().as_str().is_some();
                if !is_reference && entries.iter().all(|(earlier, _)| *earlier != name) {
                    entries.push((name, member));
                }
            }
        }
        entries
    }

    /// Whether a reference where the specification allows none has a target: if not, it costs a warning.
    pub(super) fn leads_somewhere(&mut self, reference: &Cursor<'d>) -> bool {
        let text = reference.value().as_str().unwrap_or_default();
        let found = self.find(reference, text).is_some();
        if !found {
            let message =
                format!("The reference `{text}` names nothing, and none is allowed here.");
            let help = "It is read as if it were absent: write out what it should name.";
            self.report
                .warning(&reference.location(), "stray-reference", message, help);
        }
        found
    }

    pub(super) fn complain_cycle(&mut self, reference: &Cursor<'d>) {
        let message =
            "This reference leads back to itself, and nothing on the way says what it is."
                .to_owned();
        let help = "Let one of the references point at the object that they all mean.";
        self.report
            .error(&reference.location(), "reference-cycle", message, help);
    }

    pub(super) fn complain_unresolved(&mut self, reference: &Cursor<'d>) {
        let text = reference.value().as_str().unwrap_or_default();
        let location = reference.location();
        if has_backslash(text) {
            let message =
                format!("The reference `{text}` has backslashes, which separate nothing in a URI.");
            let help = format!("Write `/`: `{}`.", text.replace('\\', "/"));
            self.report
                .error(&location, "unresolved-reference", message, help);
            return;
        }
        match resolve(reference.file(), text) {
            Target::Remote => {
                let message =
                    format!("The reference `{text}` leads to the network, which is never read.");
                let help = "Save that document beside this one and refer to it by a relative path.";
                self.report
                    .error(&location, "remote-reference", message, help);
            }
            Target::File { path, fragment } => match self.documents.files.get(path.as_str()) {
                Some(Err(complaint)) => self.report.complaints.extend([complaint.clone()]),
                Some(Ok(_)) => self.complain_missing(&location, text, &path, &fragment),
                None => {
                    let message = format!(
                        "The reference `{text}` leads to the file `{path}`, which was not read."
                    );
                    self.report.error(
                        &location,
                        "unresolved-reference",
                        message,
                        "Correct the path.",
                    );
                }
            },
        }
    }

    fn complain_missing(&mut self, location: &Location, text: &str, path: &str, fragment: &str) {
        let (message, help) = self.missing(text, path, fragment);
        self.report
            .error(location, "unresolved-reference", message, help);
    }

    /// What is wrong with a reference to nothing in a file that was read, and a way out.
    pub(super) fn missing(&self, text: &str, path: &str, fragment: &str) -> (String, String) {
        let message =
            format!("The reference `{text}` names nothing: `{path}` has no `{fragment}`.");
        let help = self.near_miss(path, fragment).map_or_else(
            || "Correct the pointer, or define what it names.".to_owned(),
            |near| format!("Did you mean `#{near}`?"),
        );
        (message, help)
    }

    /// The pointer with its first wrong part corrected, if something there has nearly that name.
    fn near_miss(&self, path: &str, fragment: &str) -> Option<String> {
        let tokens: Vec<&str> = fragment
            .strip_prefix('/')
            .unwrap_or(fragment)
            .split('/')
            .collect();
        let mut node = self.node(path, "")?;
        for (index, token) in tokens.iter().enumerate() {
            if let Some(next) = step(&node, token) {
                node = next;
                continue;
            }
            let wrong = unescape(token);
            let near = node
                .members()
                .map(|(key, cursor)| (distance(&wrong, key), key, cursor))
                .filter(|(distance, key, _)| *distance <= (key.chars().count() / 3).max(1))
                .min_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)))?;
            let rest = tokens[index + 1..].iter().map(|token| format!("/{token}"));
            return Some(format!("{}{}", near.2.pointer(), rest.collect::<String>()));
        }
        None
    }
}

/// The child that a part of a pointer names.
fn step<'d>(node: &Cursor<'d>, token: &str) -> Option<Cursor<'d>> {
    let token = unescape(token);
    node.member(&token)
        .or_else(|| node.element(token.parse().ok()?))
}
