//! Descriptions of one service in several dialects, and the written list of what the dialects make different.
//!
//! The corpus has each of its specifications three times, as Swagger 2.0, OpenAPI 3.0 and OpenAPI 3.1. What is generated
//! from them is compared fact by fact (`signature`).
//!
//! A stranger would get this wrong: the list, `dialects.toml`, is exact in both directions. A difference that no line
//! has is a failure, and so is a line that no difference needs.

use crate::signature::{Signature, names, signature};
use restwright::description::Description;
use restwright_codegen::shape::Api;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;
use wildmatch::WildMatch;

/// The folders that tell the dialects apart, in the order of [`Triple::documents`].
const DIALECTS: [&str; 3] = ["openapi3.0", "openapi3.1", "swagger"];

/// A specification in three dialects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Triple {
    /// Its path in the corpus, without the folders of the dialects.
    pub name: String,
    /// The documents' paths in the corpus: OpenAPI 3.0, OpenAPI 3.1, Swagger 2.0.
    pub documents: [String; 3],
}

/// The specifications of a list of documents that it has in all three dialects.
pub fn triples(list: &str) -> Vec<Triple> {
    let mut found: BTreeMap<String, [Option<String>; 3]> = BTreeMap::new();
    for document in list.lines() {
        for (index, dialect) in DIALECTS.iter().enumerate() {
            if let Some((before, after)) = document.split_once(&format!("/{dialect}/")) {
                // Swagger documents are filed by the maturity of their versions as well.
                let after = after
                    .split('/')
                    .filter(|part| !["stable", "preview", "openapi.json"].contains(part));
                let name: Vec<&str> = std::iter::once(before).chain(after).collect();
                let name = name.join("/");
                found.entry(name).or_default()[index] = Some(document.to_owned());
            }
        }
    }
    found
        .into_iter()
        .filter_map(|(name, [three, newer, two])| {
            let documents = [three?, newer?, two?];
            Some(Triple { name, documents })
        })
        .collect()
}

impl Triple {
    /// What the generator makes of the three documents.
    ///
    /// # Errors
    /// If one of them is refused.
    pub fn generate(&self, corpus: &Path) -> Result<[Api; 3], String> {
        let generate = |document: &String| {
            let module = vec!["api".to_owned()];
            let description = Description::new(corpus.join(document), corpus, module);
            let generated = description
                .generate()
                .map_err(|error| format!("{document}: {error}"))?;
            let api = generated.output.api;
            api.ok_or_else(|| format!("{document} is refused"))
        };
        let [three, newer, two] = &self.documents;
        Ok([generate(three)?, generate(newer)?, generate(two)?])
    }
}

/// A fact that is not the same in two descriptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The specification.
    pub specification: String,
    /// What it is about.
    pub about: String,
    /// What OpenAPI says; `-` is nothing.
    pub three: String,
    /// What Swagger says; `-` is nothing.
    pub two: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            specification,
            about,
            three,
            two,
        } = self;
        write!(formatter, "{specification} | {about} | {three} | {two}")
    }
}

/// The facts that are not the same.
pub fn differences(specification: &str, three: &Signature, two: &Signature) -> Vec<Difference> {
    let abouts: BTreeSet<&String> = three.keys().chain(two.keys()).collect();
    let text = |facts: &Signature, about: &String| {
        facts
            .get(about)
            .map_or_else(|| "-".to_owned(), String::clone)
    };
    abouts
        .into_iter()
        .filter(|about| three.get(*about) != two.get(*about))
        .map(|about| Difference {
            specification: specification.to_owned(),
            about: about.clone(),
            three: text(three, about),
            two: text(two, about),
        })
        .collect()
}

/// The written list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Types and operations that the documents name differently.
    name: Vec<Names>,
    /// What else is different.
    difference: Vec<Expected>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    reason: String,
    /// `specification | name in OpenAPI | name in Swagger`, each with `*`.
    names: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    reason: String,
    /// `specification | fact | in OpenAPI | in Swagger`, each with `*`.
    lines: Vec<String>,
}

/// What the list has and does not need to have.
#[derive(Debug, Default)]
pub struct Needed(BTreeSet<String>);

impl List {
    /// Reads the list.
    ///
    /// # Errors
    /// If it is no list, or gives no reason for an entry.
    pub fn parse(text: &str) -> Result<Self, String> {
        let list: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        let reasons = list.name.iter().map(|entry| &entry.reason);
        let mut reasons = reasons.chain(list.difference.iter().map(|entry| &entry.reason));
        match reasons.find(|reason| reason.trim().is_empty()) {
            Some(_) => Err("an entry has no reason".to_owned()),
            None => Ok(list),
        }
    }

    /// The differences between two descriptions of one specification that the list does not have.
    pub fn unexpected(
        &self,
        specification: &str,
        three: &Api,
        two: &Api,
        needed: &mut Needed,
    ) -> Vec<Difference> {
        let names = self.renamed(specification, three, two, needed);
        let three = signature(three, &names);
        let two = signature(two, &BTreeMap::new());
        let mut differences = differences(specification, &three, &two);
        differences.retain(|difference| {
            let text = difference.to_string();
            let lines = self.difference.iter().flat_map(|entry| &entry.lines);
            let matching: Vec<&String> = lines
                .filter(|line| WildMatch::new(line).matches(&text))
                .collect();
            needed.0.extend(matching.iter().map(|line| (*line).clone()));
            matching.is_empty()
        });
        differences
    }

    /// The names of OpenAPI's types in Swagger, where each of the two has a name that the other does not have.
    fn renamed(
        &self,
        specification: &str,
        three: &Api,
        two: &Api,
        needed: &mut Needed,
    ) -> BTreeMap<String, String> {
        let (three, two) = (names(three), names(two));
        let mut names = BTreeMap::new();
        for line in self.name.iter().flat_map(|entry| &entry.names) {
            let Some((place, from, to)) = parts(line) else {
                continue;
            };
            if !WildMatch::new(place).matches(specification) {
                continue;
            }
            for name in three.difference(&two) {
                let renamed = rename(name, from, to).filter(|to| two.contains(to));
                if let Some(renamed) = renamed.filter(|to| !three.contains(to)) {
                    needed.0.insert(line.clone());
                    names.insert(name.clone(), renamed);
                }
            }
        }
        names
    }

    /// The lines that no difference needed.
    pub fn unneeded(&self, needed: &Needed) -> Vec<String> {
        let names = self.name.iter().flat_map(|entry| &entry.names);
        let lines = self.difference.iter().flat_map(|entry| &entry.lines);
        names
            .chain(lines)
            .filter(|line| !needed.0.contains(*line))
            .cloned()
            .collect()
    }
}

fn parts(line: &str) -> Option<(&str, &str, &str)> {
    let (place, names) = line.split_once(" | ")?;
    let (from, to) = names.split_once(" | ")?;
    Some((place, from, to))
}

/// `Prefix*` to `*`, and names without `*` to each other.
fn rename(name: &str, from: &str, to: &str) -> Option<String> {
    match from.strip_suffix('*') {
        Some(prefix) => name.strip_prefix(prefix).map(|rest| to.replace('*', rest)),
        None => (name == from).then(|| to.to_owned()),
    }
}
