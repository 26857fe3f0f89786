//! An overlay document to its actions.
//!
//! An overlay corrects what others publish and is written by hand, so a misspelt keyword is an error here, not an
//! entry of the coverage report.

use super::path::{self, Path};
use crate::complaint::Complaints;
use crate::load::reference::{Target, resolve};
use crate::value::{Location, Node, Object, Value};
use std::sync::Arc;

const CODE: &str = "invalid-overlay";

/// An action that is well formed.
pub(super) struct Action {
    /// What it is about.
    pub(super) target: Path,
    /// Where the target is written.
    pub(super) target_at: Location,
    /// What is done to it.
    pub(super) change: Change,
    /// Where the change is written.
    pub(super) change_at: Location,
}

/// What an action does to what it selects.
pub(super) enum Change {
    /// It is merged with a value.
    Update(Node),
    /// It is merged with what another path selects.
    Copy(Path),
    /// It is removed.
    Remove,
}

/// The features that the version of an overlay has.
#[derive(Clone, Copy, PartialEq)]
enum Version {
    V1_0,
    V1_1,
}

/// Reads the actions of an overlay for root documents; what is wrong with it goes to the complaints.
pub(super) fn read(
    overlay: &Node,
    location: &Location,
    roots: &[Arc<str>],
    complaints: &mut Complaints,
) -> Vec<Action> {
    let mut reader = Reader {
        version: Version::V1_1,
        complaints,
    };
    let Some(members) = reader.object(overlay, location, "An overlay") else {
        return Vec::new();
    };
    let known = ["overlay", "info", "extends", "actions"];
    reader.check_keywords(members, location, &known);
    reader.version(members, location);
    reader.info(members, location);
    reader.extends(members, location, roots);
    reader.actions(members, location)
}

struct Reader<'c> {
    version: Version,
    complaints: &'c mut Complaints,
}

impl Reader<'_> {
    fn version(&mut self, members: &Object, location: &Location) {
        let Some((version, at)) = self.required_string(members, location, "overlay") else {
            return;
        };
        let feature_set: Vec<&str> = version.split('.').take(2).collect();
        match feature_set[..] {
            ["1", "0"] => self.version = Version::V1_0,
            ["1", "1"] => self.version = Version::V1_1,
            _ => {
                let message =
                    format!("`{version}` is not a known version of the Overlay specification.");
                self.error(&at, message, "Write 1.0.0 or 1.1.0.");
            }
        }
    }

    fn info(&mut self, members: &Object, location: &Location) {
        let Some((info, at)) = self.required(members, location, "info") else {
            return;
        };
        if let Some(info) = self.object(info, &at, "`info`") {
            self.check_keywords(info, &at, &["title", "version", "description"]);
            self.required_string(info, &at, "title");
            self.required_string(info, &at, "version");
        }
    }

    /// A relative reference must name a document that the overlay is applied to; a URL says nothing about it.
    fn extends(&mut self, members: &Object, location: &Location, roots: &[Arc<str>]) {
        let Some((extends, at)) = self.optional_string(members, location, "extends") else {
            return;
        };
        let file_name = |path: &str| path.rsplit('/').next().map(str::to_owned);
        match resolve(&location.file, &extends) {
            Target::File { path, .. }
                if roots.iter().all(|root| file_name(&path) != file_name(root)) =>
            {
                let roots = roots.join("`, `");
                let message = format!("The overlay extends `{path}` but is applied to `{roots}`.");
                let help = "Correct `extends`, or remove it.";
                self.complaints
                    .warning(&at, "overlay-extends", message, help);
            }
            Target::File { .. } | Target::Remote => {}
        }
    }

    fn actions(&mut self, members: &Object, location: &Location) -> Vec<Action> {
        let Some((actions, at)) = self.required(members, location, "actions") else {
            return Vec::new();
        };
        let Some(elements) = actions.value.as_array() else {
            self.wrong_kind(actions, &at, "`actions`", "an array");
            return Vec::new();
        };
        if elements.is_empty() {
            self.error(
                &at,
                "The overlay has no action.",
                "Add one, or remove the overlay.",
            );
        }
        let action = |(index, element)| self.action(element, &at.element(index, element));
        elements.iter().enumerate().filter_map(action).collect()
    }

    fn action(&mut self, action: &Node, location: &Location) -> Option<Action> {
        let members = self.object(action, location, "An action")?;
        let known: &[&str] = match self.version {
            Version::V1_0 => &["target", "description", "update", "remove"],
            Version::V1_1 => &["target", "description", "update", "remove", "copy"],
        };
        self.check_keywords(members, location, known);
        self.optional_string(members, location, "description");
        let target = self.required_string(members, location, "target");
        let target = target.and_then(|(text, at)| Some((self.path(&text, &at)?, at)));
        let change = self.change(members, location);
        let ((target, target_at), (change, change_at)) = (target?, change?);
        Some(Action {
            target,
            target_at,
            change,
            change_at,
        })
    }

    fn change(&mut self, members: &Object, location: &Location) -> Option<(Change, Location)> {
        let update = find(members, location, "update");
        let copy = match self.version {
            Version::V1_0 => None,
            Version::V1_1 => self.optional_string(members, location, "copy"),
        };
        let remove = self.removal(members, location);
        match (remove, update, copy) {
            (Some(at), None, None) => Some((Change::Remove, at)),
            (None, Some((update, at)), None) => Some((Change::Update(update.clone()), at)),
            (None, None, Some((path, at))) => Some((Change::Copy(self.path(&path, &at)?), at)),
            (None, None, None) => {
                // A malformed one has its own complaint.
                if !["remove", "update", "copy"]
                    .iter()
                    .any(|name| members.contains_key(*name))
                {
                    self.error(
                        location,
                        "The action does nothing.",
                        "Give it `update`, `copy` or `remove: true`.",
                    );
                }
                None
            }
            _ => {
                self.error(
                    location,
                    "The action asks for more than one change.",
                    "Make an action of each: `update`, `copy`, `remove`.",
                );
                None
            }
        }
    }

    /// Where the action asks for removal, if it does.
    fn removal(&mut self, members: &Object, location: &Location) -> Option<Location> {
        let (remove, at) = find(members, location, "remove")?;
        match remove.value.as_bool() {
            Some(true) => Some(at),
            Some(false) => None,
            None => {
                self.wrong_kind(remove, &at, "`remove`", "a boolean");
                None
            }
        }
    }

    fn path(&mut self, text: &str, at: &Location) -> Option<Path> {
        path::parse(text)
            .map_err(|error| {
                let message = format!(
                    "The path cannot be used: at character {}, {}.",
                    error.character, error.message
                );
                self.complaints.error(
                    at,
                    "invalid-path",
                    message,
                    "Paths are JSONPath, RFC 9535, without functions.",
                );
            })
            .ok()
    }

    fn check_keywords(&mut self, members: &Object, location: &Location, known: &[&str]) {
        for (name, member) in members {
            if !known.contains(&&**name) && !name.starts_with("x-") {
                let message = format!("`{name}` is not a keyword here.");
                let help = format!(
                    "Use one of {}, or a name that starts with `x-`.",
                    known.join(", ")
                );
                self.complaints.error(
                    &location.member(name, member),
                    "unknown-keyword",
                    message,
                    help,
                );
            }
        }
    }

    fn required_string(
        &mut self,
        members: &Object,
        location: &Location,
        name: &str,
    ) -> Option<(String, Location)> {
        self.required(members, location, name)?;
        self.optional_string(members, location, name)
    }

    fn optional_string(
        &mut self,
        members: &Object,
        location: &Location,
        name: &str,
    ) -> Option<(String, Location)> {
        let (node, at) = find(members, location, name)?;
        match &node.value {
            // `overlay: 1.0` and `version: 2` in YAML.
            Value::String(text) | Value::Number(text) => Some((text.to_string(), at)),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
                self.wrong_kind(node, &at, &format!("`{name}`"), "a string");
                None
            }
        }
    }

    fn required<'o>(
        &mut self,
        members: &'o Object,
        location: &Location,
        name: &str,
    ) -> Option<(&'o Node, Location)> {
        let found = find(members, location, name);
        if found.is_none() {
            let help = format!("Write `{name}`: an overlay cannot do without it.");
            self.error(location, format!("`{name}` is missing."), &help);
        }
        found
    }

    fn object<'n>(&mut self, node: &'n Node, at: &Location, what: &str) -> Option<&'n Object> {
        let object = node.value.as_object();
        if object.is_none() {
            self.wrong_kind(node, at, what, "an object");
        }
        object
    }

    fn wrong_kind(&mut self, node: &Node, at: &Location, what: &str, expected: &str) {
        self.error(
            at,
            format!("{what} must be {expected}, not {}.", node.value.kind()),
            &format!("Write {expected} here."),
        );
    }

    fn error(&mut self, at: &Location, message: impl Into<String>, help: &str) {
        self.complaints.error(at, CODE, message, help);
    }
}

fn find<'o>(members: &'o Object, location: &Location, name: &str) -> Option<(&'o Node, Location)> {
    let member = members.get(name)?;
    Some((&member.node, location.member(name, member)))
}
