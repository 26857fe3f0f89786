//! From a namespace's items to its claims and back: fills the items' names, and tells the author what was changed.
//!
//! A stranger would get this wrong: a reserved name (`Option`) is changed without a word, because it depends on
//! nothing else; a warning is for what another name, or the lack of letters, brought about.

use super::ident::Case;
use super::scope::{Claim, Scope, Settled};
use crate::complaint::Complaints;
use crate::shape::{Apart, Name};
use crate::value::Location;
use crate::words;

/// An item of a namespace.
#[derive(Debug)]
pub(super) struct Claimant<'a> {
    /// Its name, to be filled.
    pub(super) name: &'a mut Name,
    /// Where the author can change it; without a place there is no warning.
    pub(super) location: Option<&'a Location>,
    /// See [`Claim::rank`].
    pub(super) rank: u8,
    /// What may tell it from others, after what its name has.
    pub(super) apart: Vec<Apart>,
    /// See [`Claim::key`].
    pub(super) key: String,
}

impl<'a> Claimant<'a> {
    /// An item that its words and wire name say everything about.
    pub(super) fn new(name: &'a mut Name, location: Option<&'a Location>) -> Self {
        Self {
            name,
            location,
            rank: 0,
            apart: Vec::new(),
            key: String::new(),
        }
    }

    fn claim(&self) -> Claim<'_> {
        let Self {
            name,
            rank,
            apart,
            key,
            ..
        } = self;
        Claim {
            words: &name.words,
            wire: &name.wire,
            rank: *rank,
            apart: name.apart.iter().chain(apart).collect(),
            key,
        }
    }
}

/// What a namespace's items are, in warnings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    /// The code of the warning that two of them have one name.
    pub(super) code: &'static str,
    /// The word for one.
    pub(super) noun: &'static str,
    /// The word for several.
    pub(super) nouns: &'static str,
    /// How the author names them.
    pub(super) help: &'static str,
    /// Whether an empty name is nothing to warn of.
    pub(super) may_be_empty: bool,
}

/// Names all items of a namespace, and tells the author what clashed and what has no letters.
pub(super) fn name_all(
    scope: &Scope,
    kind: &Kind,
    claimants: Vec<Claimant<'_>>,
    complaints: &mut Complaints,
) {
    let (claimants, clashes) = fill(scope, claimants);
    for claimant in &claimants {
        warn_of_symbols(kind, claimant, complaints);
    }
    for clash in clashes {
        let clash: Vec<_> = clash.into_iter().map(|index| &claimants[index]).collect();
        warn_of_clash(kind, &clash, complaints);
    }
}

/// Names all items of a namespace whose names are no author's.
pub(super) fn name_quietly(scope: &Scope, claimants: Vec<Claimant<'_>>) {
    fill(scope, claimants);
}

/// Fills the names; returns the claimants with those that clashed.
fn fill<'a>(
    scope: &Scope,
    mut claimants: Vec<Claimant<'a>>,
) -> (Vec<Claimant<'a>>, Vec<Vec<usize>>) {
    let claims: Vec<_> = claimants.iter().map(Claimant::claim).collect();
    let Settled { idents, clashes } = scope.settle(&claims);
    for (claimant, ident) in claimants.iter_mut().zip(idents) {
        claimant.name.ident = Case::escape(&ident);
    }
    (claimants, clashes)
}

fn warn_of_symbols(kind: &Kind, claimant: &Claimant<'_>, complaints: &mut Complaints) {
    let Name {
        words, wire, ident, ..
    } = &*claimant.name;
    let is_odd = words::is_wordless(words) && !(words.is_empty() && kind.may_be_empty);
    if let Some(location) = claimant.location.filter(|_| is_odd) {
        let message = format!(
            "the {} {} has no letter and no digit to name it by: it became `{ident}`",
            kind.noun,
            quoted(wire)
        );
        complaints.warning(location, "name-without-letters", message, kind.help);
    }
}

fn warn_of_clash(kind: &Kind, clash: &[&Claimant<'_>], complaints: &mut Complaints) {
    // The first keeps the name; the place of the second is where something changed.
    let Some(location) = clash
        .get(1)
        .or(clash.first())
        .and_then(|claimant| claimant.location)
    else {
        return;
    };
    let wires = listed(clash.iter().map(|claimant| quoted(&claimant.name.wire)));
    let idents = listed(
        clash
            .iter()
            .map(|claimant| format!("`{}`", claimant.name.ident)),
    );
    let message = match clash {
        [_] => format!(
            "the {} {wires} has a name that belongs to another: it became {idents}",
            kind.noun
        ),
        _ => format!(
            "the {} {wires} have one name in Rust: they became {idents}",
            kind.nouns
        ),
    };
    complaints.warning(location, kind.code, message, kind.help);
}

/// A wire name in a message: on one line, and not longer than one.
fn quoted(wire: &str) -> String {
    const LENGTH: usize = 80;
    let shown: String = wire
        .chars()
        .take(LENGTH)
        .flat_map(char::escape_debug)
        .collect();
    let dots = if wire.chars().nth(LENGTH).is_some() {
        "…"
    } else {
        ""
    };
    format!("`{shown}{dots}`")
}

fn listed(parts: impl Iterator<Item = String>) -> String {
    let mut parts: Vec<_> = parts.collect();
    match parts.pop() {
        Some(last) if !parts.is_empty() => format!("{} and {last}", parts.join(", ")),
        last => last.unwrap_or_default(),
    }
}
