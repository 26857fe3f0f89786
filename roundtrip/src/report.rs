//! What `cargo xtask roundtrip` says: how much was tried, what was not, and every type that breaks the law.
//!
//! A stranger would get this wrong: a type without a verdict is no failure, but it is always named.

use super::Judged;
use std::collections::BTreeMap;
use std::io::{Result, Write};

/// A type that does not write what it read.
pub(super) struct Failure {
    pub(super) name: String,
    pub(super) place: String,
    /// The smallest value that was found.
    pub(super) json: String,
    pub(super) difference: String,
}

/// What became of all descriptions.
pub(super) struct Report {
    cases: u32,
    seed: u64,
    refused: BTreeMap<String, String>,
    judged: Vec<Judged>,
}

impl Report {
    pub(super) fn new(cases: u32, seed: u64) -> Self {
        Self {
            cases,
            seed,
            refused: BTreeMap::new(),
            judged: Vec::new(),
        }
    }

    /// Notes a description without a program.
    pub(super) fn refuse(&mut self, description: &str, reason: String) {
        self.refused.insert(description.to_owned(), reason);
    }

    pub(super) fn add(&mut self, judged: Judged) {
        self.judged.push(judged);
    }

    pub(super) fn is_all_right(&self) -> bool {
        self.refused.is_empty() && self.judged.iter().all(|judged| judged.failures.is_empty())
    }

    pub(super) fn print(&self, out: &mut dyn Write) -> Result<()> {
        for (description, reason) in &self.refused {
            writeln!(out, "{description}\n    {reason}")?;
        }
        for Judged {
            description,
            failures,
            ..
        } in &self.judged
        {
            for failure in failures {
                let Failure {
                    name,
                    place,
                    json,
                    difference,
                } = failure;
                writeln!(out, "{description}: {name} ({place})")?;
                writeln!(out, "    {json}\n    {difference}")?;
            }
        }
        for judged in &self.judged {
            for (name, reason) in &judged.unjudged {
                let description = &judged.description;
                writeln!(out, "{description}: {name} was not tried: {reason}")?;
            }
        }
        let sum = |count: fn(&Judged) -> usize| self.judged.iter().map(count).sum::<usize>();
        let (types, untried) = (
            sum(|judged| judged.types),
            sum(|judged| judged.unjudged.len()),
        );
        writeln!(
            out,
            "{} descriptions, {types} types, {} values of each (seed {}): {} types lose something, {untried} were not \
             tried, {} descriptions have no program.",
            self.judged.len() + self.refused.len(),
            self.cases,
            self.seed,
            sum(|judged| judged.failures.len()),
            self.refused.len(),
        )
    }
}
