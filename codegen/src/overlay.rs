//! Corrections: an Overlay (1.0 or 1.1) applied to the root documents.
//!
//! Stricter than the specification in one thing: an action whose target selects nothing is an error, because a
//! correction that is no longer needed, or no longer hits, must not go unnoticed.

mod document;
mod merge;
mod path;
mod select;
#[cfg(test)]
mod tests;

use crate::complaint::{Complaint, Complaints};
use crate::load::size::Size;
use crate::load::{Documents, MAX_DEPTH};
use crate::value::{Location, Node, Value};
use document::{Action, Change};
use merge::Mismatch;
use path::Path;
use select::{Place, node_at, node_at_mut, select};
use std::sync::Arc;

/// How many bytes the actions of an overlay may add.
const ADDED_LIMIT: usize = 64 << 20;

/// Applies the overlay to the root documents, action by action.
///
/// The text is kept in the documents, to show the lines that complaints point at. An update may bring new
/// references: [`Documents::load_references`] loads what they name.
pub fn apply(documents: &mut Documents, path: &str, text: &str, complaints: &mut Complaints) {
    let file: Arc<str> = path.into();
    let overlay = match documents.parse(&file, text) {
        Ok(overlay) => overlay,
        Err(complaint) => return complaints.push(complaint),
    };
    let location = Location::of_file(&file);
    let actions = document::read(&overlay, &location, &documents.roots, complaints);
    let mut added = 0;
    for action in &actions {
        if let Err(complaint) = act(action, documents, &mut added) {
            complaints.push(complaint);
        }
        if added > ADDED_LIMIT {
            return;
        }
    }
}

/// Lets an action act on each root document in which it selects something.
fn act(action: &Action, documents: &mut Documents, added: &mut usize) -> Result<(), Complaint> {
    let mut hits = false;
    for file in &documents.roots {
        // A root that could not be loaded has its own complaint.
        let Some(Ok(root)) = documents.files.get_mut(file) else {
            return Ok(());
        };
        hits |= Overlaying { root, added }.act(action)?;
    }
    if hits {
        return Ok(());
    }
    let help = "Correct the path, or remove the action if the description no longer needs it.";
    Err(Complaint::error(
        &action.target_at,
        "overlay-no-match",
        "The target selects nothing.",
        help,
    ))
}

struct Overlaying<'d> {
    root: &'d mut Node,
    added: &'d mut usize,
}

impl Overlaying<'_> {
    /// Whether the action selects something here, which it then changes.
    fn act(&mut self, action: &Action) -> Result<bool, Complaint> {
        let places = self.select(&action.target, &action.target_at)?;
        if places.is_empty() {
            return Ok(false);
        }
        match &action.change {
            Change::Remove => self.remove(places, &action.target_at)?,
            Change::Update(update) => self.update(&places, update, action)?,
            Change::Copy(source) => {
                let update = self.source(source, &action.change_at)?;
                self.update(&places, &update, action)?;
            }
        }
        Ok(true)
    }

    fn select(&self, path: &Path, at: &Location) -> Result<Vec<Place>, Complaint> {
        select(self.root, path).map_err(|_| {
            let help = "Start the path closer to what it is about.";
            Complaint::error(at, "too-large", "The path searches too many values.", help)
        })
    }

    /// A copy of the one value that `copy` selects.
    fn source(&self, path: &Path, at: &Location) -> Result<Node, Complaint> {
        let places = self.select(path, at)?;
        let node = match &places[..] {
            [place] => node_at(self.root, place),
            _ => None,
        };
        node.cloned().ok_or_else(|| {
            let message = format!("The path to copy from selects {} values.", places.len());
            Complaint::error(at, "invalid-overlay", message, "It must select one.")
        })
    }

    fn update(
        &mut self,
        places: &[Place],
        update: &Node,
        action: &Action,
    ) -> Result<(), Complaint> {
        self.check_kinds(places, &action.target_at)?;
        self.check_size(places, update, &action.change_at)?;
        for place in places {
            if let Some(target) = node_at_mut(self.root, place) {
                merge::update(target, update)
                    .map_err(|mismatch| complain(&mismatch, &action.change_at))?;
            }
        }
        Ok(())
    }

    /// Refuses targets that are objects here and arrays or primitive values there.
    fn check_kinds(&self, places: &[Place], at: &Location) -> Result<(), Complaint> {
        let shape = |place: &Place| node_at(self.root, place).map(|node| shape(&node.value));
        let mut shapes = places.iter().filter_map(shape);
        let first = shapes.next();
        match shapes.find(|other| Some(*other) != first) {
            None => Ok(()),
            Some(other) => {
                let message = format!(
                    "The target selects both {} and {other}.",
                    first.unwrap_or_default()
                );
                Err(Complaint::error(
                    at,
                    "invalid-overlay",
                    message,
                    "Make an action of each.",
                ))
            }
        }
    }

    /// Refuses what would make the document too deep or too large.
    fn check_size(
        &mut self,
        places: &[Place],
        update: &Node,
        at: &Location,
    ) -> Result<(), Complaint> {
        let Size { height, weight } = Size::of(update);
        let deepest = places.iter().map(Vec::len).max().unwrap_or_default();
        // An array that takes the update as an element is one level more.
        if deepest + height + 1 > MAX_DEPTH {
            let message = format!("The updated values nest deeper than {MAX_DEPTH} levels.");
            return Err(Complaint::error(at, "too-deep", message, ""));
        }
        *self.added = self
            .added
            .saturating_add(weight.saturating_mul(places.len()));
        if *self.added > ADDED_LIMIT {
            let message = format!("The overlay adds more than {} MiB.", ADDED_LIMIT >> 20);
            return Err(Complaint::error(at, "too-large", message, ""));
        }
        Ok(())
    }

    /// Removes from the last place to the first, so that no removal moves a place that is still to come.
    fn remove(&mut self, places: Vec<Place>, at: &Location) -> Result<(), Complaint> {
        for place in places.into_iter().rev() {
            let Some((position, parent)) = place.split_last() else {
                return Err(Complaint::error(
                    at,
                    "invalid-overlay",
                    "The whole document cannot be removed.",
                    "",
                ));
            };
            match node_at_mut(self.root, parent).map(|parent| &mut parent.value) {
                Some(Value::Array(elements)) => {
                    elements.remove(*position);
                }
                Some(Value::Object(members)) => {
                    members.shift_remove_index(*position);
                }
                Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | None => {
                }
            }
        }
        Ok(())
    }
}

/// The kinds of values that one update cannot fit both.
fn shape(value: &Value) -> &'static str {
    match value {
        Value::Object(_) => "objects",
        Value::Array(_) => "arrays",
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => "primitive values",
    }
}

fn complain(mismatch: &Mismatch, at: &Location) -> Complaint {
    let Mismatch {
        names,
        target,
        update,
    } = mismatch;
    let names: Vec<&str> = names.iter().rev().map(|name| &**name).collect();
    let subject = match &names[..] {
        [] => "The target".to_owned(),
        names => format!("`{}` in the target", names.join("/")),
    };
    let message = format!("{subject} is {target}, the update is {update}.");
    Complaint::error(
        at,
        "overlay-mismatch",
        message,
        "Remove the value by an action before, then add the new one.",
    )
}
