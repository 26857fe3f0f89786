//! From a namespace's items to its claims and back: fills the items' names, and tells the author what was changed.
//!
//! A stranger would get this wrong: a reserved name (`Option`) is changed without a word, because it depends on
//! nothing else; a warning is for what another name, or the lack of letters, brought about.

use super::ident::Case;
use super::scope::{Claim, Scope, Settled};
use crate::complaint::{Complaint, Complaints, Severity};
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
    warn_of_symbols(kind, &claimants, complaints);
    let clashes: Vec<Vec<_>> = clashes
        .into_iter()
        .map(|clash| clash.into_iter().map(|index| &claimants[index]).collect())
        .collect();
    warn_of_clashes(kind, &clashes, complaints);
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

/// How many of a namespace's items or clashes a message names.
const SHOWN: usize = 3;

fn warn_of_symbols(kind: &Kind, claimants: &[Claimant<'_>], complaints: &mut Complaints) {
    let odd: Vec<&Claimant<'_>> = claimants
        .iter()
        .filter(|claimant| {
            let words = &claimant.name.words;
            let is_known = words.is_empty() && kind.may_be_empty;
            words::is_wordless(words) && !is_known && claimant.location.is_some()
        })
        .collect();
    let Some(location) = odd.first().and_then(|claimant| claimant.location) else {
        return;
    };
    let became = |claimant: &&Claimant<'_>| {
        let Name { wire, ident, .. } = &*claimant.name;
        format!("{} became `{ident}`", quoted(wire))
    };
    let message = format!(
        "Without a letter or digit to name {} by, {}.",
        match odd.len() {
            1 => format!("a {}", kind.noun),
            _ => kind.nouns.to_owned(),
        },
        shown(odd.iter().map(became))
    );
    complaints.push(Complaint {
        severity: Severity::Note,
        ..Complaint::warning(location, "name-without-letters", message, kind.help)
    });
}

fn warn_of_clashes(kind: &Kind, clashes: &[Vec<&Claimant<'_>>], complaints: &mut Complaints) {
    let Some(first) = clashes.first() else {
        return;
    };
    // The first keeps the name; the place of the second is where something changed.
    let Some(location) = first
        .get(1)
        .or(first.first())
        .and_then(|claimant| claimant.location)
    else {
        return;
    };
    let sentences = clashes
        .iter()
        .take(SHOWN)
        .map(|clash| of_clash(kind, clash));
    let mut message = sentences.collect::<Vec<_>>().join(" ");
    if let Some(more @ 1..) = clashes.len().checked_sub(SHOWN) {
        message = format!("{message} {more} more are like it.");
    }
    complaints.warning(location, kind.code, message, kind.help);
}

fn of_clash(kind: &Kind, clash: &[&Claimant<'_>]) -> String {
    let wires = listed(clash.iter().map(|claimant| quoted(&claimant.name.wire)));
    let idents = listed(
        clash
            .iter()
            .map(|claimant| format!("`{}`", claimant.name.ident)),
    );
    match clash {
        [_] => format!(
            "The {} {wires} has a name that belongs to another: it became {idents}.",
            kind.noun
        ),
        _ => format!(
            "The {} {wires} have one name in Rust: they became {idents}.",
            kind.nouns
        ),
    }
}

/// The first of a list, and how many there are beside them.
fn shown(parts: impl ExactSizeIterator<Item = String>) -> String {
    let more = parts.len().saturating_sub(SHOWN);
    let parts = parts.take(SHOWN);
    match more {
        0 => listed(parts),
        more => listed(parts.chain([format!("{more} more are called by their signs, too")])),
    }
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
