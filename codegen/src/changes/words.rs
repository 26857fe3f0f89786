//! What is said of something: documentation, deprecation, constraints and defaults, compared.
//!
//! Constraints and defaults are sentences of the documentation of a shape, made by `lower`. What a stranger would get
//! wrong: a constraint that became tighter is judged by its keyword. More is less for `maxLength`, less for `minLength`.

use super::comparison::{Comparison, Subject};
use super::kind::WordsKind;
use super::locate::Part;
use crate::shape::Doc;
use std::collections::BTreeMap;

/// Documentation and deprecation of an item or a part of one.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) doc: &'a Doc,
    pub(super) deprecated: bool,
}

/// Compares what is said.
pub(super) fn compare(
    comparison: &mut Comparison<'_>,
    before: Words<'_>,
    after: Words<'_>,
    subject: &Subject<'_>,
    part: &Part<'_>,
    name: &str,
) {
    let mut report = |kind: WordsKind, before: &str, after: &str| {
        let fill = [("before", before), ("after", after)];
        comparison.report(kind, subject, part, name, &fill);
    };
    match (before.deprecated, after.deprecated) {
        (false, true) => report(WordsKind::Deprecated, "", ""),
        (true, false) => report(WordsKind::NoLongerDeprecated, "", ""),
        (true, true) | (false, false) => {}
    }
    let (old, new) = (Notes::of(before.doc), Notes::of(after.doc));
    if before.doc.text != after.doc.text || old.other != new.other {
        report(WordsKind::Documentation, "", "");
    }
    match (&old.default, &new.default) {
        (None, Some(default)) => report(WordsKind::DefaultAdded, "", default),
        (Some(default), None) => report(WordsKind::DefaultRemoved, default, ""),
        (Some(old), Some(new)) if old != new => report(WordsKind::DefaultChanged, old, new),
        _ => {}
    }
    for (keyword, kind) in tightened(&old.limits, &new.limits) {
        let text = |limits: &BTreeMap<String, String>| {
            let value = limits.get(&keyword);
            value.map_or_else(|| "no limit".to_owned(), |it| format!("`{keyword}: {it}`"))
        };
        report(kind, &text(&old.limits), &text(&new.limits));
    }
}

/// The notes of a documentation by what they say.
#[derive(Default)]
struct Notes {
    /// By keyword, with what of a value they are about before it.
    limits: BTreeMap<String, String>,
    default: Option<String>,
    other: Vec<String>,
}

impl Notes {
    fn of(doc: &Doc) -> Self {
        let mut notes = Self::default();
        for note in &doc.notes {
            if let Some(rest) = note.strip_prefix("Constraints")
                && let Some((of, limits)) = rest.split_once(": ")
            {
                for limit in limits.trim_end_matches('.').split("`, `") {
                    let limit = limit.trim_matches('`');
                    let (keyword, value) = limit.split_once(": ").unwrap_or((limit, ""));
                    notes
                        .limits
                        .insert(format!("{}{keyword}", prefix(of)), value.to_owned());
                }
            } else if let Some(default) = note.strip_prefix("Default: ") {
                notes.default = Some(default.trim_end_matches('.').to_owned());
            } else {
                notes.other.push(note.clone());
            }
        }
        notes
    }
}

/// What of a value a sentence is about, to be set before the keyword.
fn prefix(of: &str) -> String {
    let of = of.trim();
    if of.is_empty() {
        String::new()
    } else {
        format!("{of}: ")
    }
}

/// The keywords that differ, and whether they allow less or more.
fn tightened(
    before: &BTreeMap<String, String>,
    after: &BTreeMap<String, String>,
) -> Vec<(String, WordsKind)> {
    let mut found = Vec::new();
    for (keyword, old) in before {
        match after.get(keyword) {
            None => found.push((keyword.clone(), WordsKind::Loosened)),
            Some(new) if new != old => found.push((keyword.clone(), by_value(keyword, old, new))),
            Some(_) => {}
        }
    }
    let added = after
        .keys()
        .filter(|keyword| !before.contains_key(*keyword));
    found.extend(added.map(|keyword| (keyword.clone(), WordsKind::Tightened)));
    found
}

fn by_value(keyword: &str, old: &str, new: &str) -> WordsKind {
    let (Ok(old), Ok(new)) = (old.parse::<f64>(), new.parse::<f64>()) else {
        return WordsKind::Constraint;
    };
    let grows = new > old;
    match keyword.rsplit(' ').next().unwrap_or(keyword) {
        "maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties" if grows => {
            WordsKind::Loosened
        }
        "minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties" if !grows => {
            WordsKind::Loosened
        }
        "maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties" | "minimum"
        | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties" => WordsKind::Tightened,
        _ => WordsKind::Constraint,
    }
}
