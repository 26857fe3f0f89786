//! The numbers of a run: a line a dialect, and every scenario that does not pass with what the server said.
//!
//! A stranger would get this wrong: the vectors do not have every exchange of a scenario (next pages are in no
//! description), so the suite's own list says which scenarios need a single one.

use super::{Place, Status};
use miette::{IntoDiagnostic, Result, WrapErr};
use restwright_replay::{Sent, Verdict};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;

/// What a run found.
pub(super) struct Report {
    /// How many exchanges each scenario needs.
    scenarios: BTreeMap<String, usize>,
    dialects: Vec<Dialect>,
    /// The scenarios that pass in some dialect.
    passed: BTreeSet<String>,
    /// What is wrong.
    failures: Vec<String>,
}

/// The numbers of a dialect.
#[derive(Debug, Default, PartialEq, Eq)]
struct Dialect {
    name: String,
    passed: usize,
    called: usize,
    single_passed: usize,
    single_called: usize,
    answers_read: usize,
    answers: usize,
}

/// An exchange in the suite's own list.
#[derive(Deserialize)]
struct Exchange {
    name: String,
}

impl Report {
    /// A report on no dialect yet; the list of exchanges is read from a file.
    pub(super) fn new(exchanges: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(exchanges)
            .into_diagnostic()
            .wrap_err_with(|| format!("cannot read {}", exchanges.display()))?;
        let exchanges: Vec<Exchange> = serde_json::from_str(&text)
            .into_diagnostic()
            .wrap_err_with(|| format!("{} has no exchanges", exchanges.display()))?;
        let mut scenarios = BTreeMap::new();
        for exchange in exchanges {
            *scenarios.entry(exchange.name).or_default() += 1;
        }
        Ok(Self {
            scenarios,
            dialects: Vec::new(),
            passed: BTreeSet::new(),
            failures: Vec::new(),
        })
    }

    fn needs_one(&self, scenario: &str) -> bool {
        self.scenarios.get(scenario) == Some(&1)
    }

    /// Adds what a dialect came to.
    pub(super) fn add(
        &mut self,
        name: &str,
        coverage: &BTreeMap<String, Status>,
        sent: Vec<(Place, Sent)>,
    ) {
        let mut dialect = Dialect {
            name: name.to_owned(),
            ..Dialect::default()
        };
        for (scenario, status) in coverage {
            let called = usize::from(*status != Status::NotImplemented);
            let passed = usize::from(*status == Status::Pass);
            dialect.called += called;
            dialect.passed += passed;
            if self.needs_one(scenario) {
                dialect.single_called += called;
                dialect.single_passed += passed;
            }
            if *status == Status::Pass {
                self.passed.insert(scenario.clone());
            }
        }
        let mut said = BTreeSet::new();
        for (place, sent) in sent {
            let passed = coverage.get(&place.scenario) == Some(&Status::Pass);
            match &sent.request {
                Verdict::Wrong(why) | Verdict::Excluded(why) if !passed => {
                    said.insert(place.scenario.clone());
                    self.failures.push(format!("{}\n  request: {why}", sent.id));
                }
                Verdict::Right | Verdict::Wrong(_) | Verdict::Excluded(_) => {}
            }
            match sent.answer {
                Some(Verdict::Right) => {
                    dialect.answers += 1;
                    dialect.answers_read += 1;
                }
                Some(Verdict::Wrong(why)) => {
                    dialect.answers += 1;
                    self.failures.push(format!("{}\n  answer: {why}", sent.id));
                }
                Some(Verdict::Excluded(_)) | None => {}
            }
        }
        let unsaid = coverage
            .iter()
            .filter(|(scenario, status)| **status == Status::Fail && !said.contains(*scenario));
        for (scenario, _) in unsaid {
            let needed = self.scenarios.get(scenario).copied().unwrap_or_default();
            self.failures.push(format!(
                "{scenario}, {name}\n  the server took each request, but wants more of its {needed} exchanges"
            ));
        }
        self.dialects.push(dialect);
    }

    pub(super) fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        for failure in &self.failures {
            writeln!(out, "{failure}")?;
        }
        writeln!(
            out,
            "{:12} {:>18} {:>18} {:>14}",
            "dialect", "scenarios passed", "of one exchange", "answers read"
        )?;
        for dialect in &self.dialects {
            writeln!(
                out,
                "{:12} {:>18} {:>18} {:>14}",
                dialect.name,
                format!("{}/{}", dialect.passed, dialect.called),
                format!("{}/{}", dialect.single_passed, dialect.single_called),
                format!("{}/{}", dialect.answers_read, dialect.answers),
            )?;
        }
        let single = |scenario: &&String| self.needs_one(scenario);
        writeln!(
            out,
            "{:12} {:>18} {:>18}",
            "in any",
            format!("{}/{}", self.passed.len(), self.scenarios.len()),
            format!(
                "{}/{}",
                self.passed.iter().filter(single).count(),
                self.scenarios.keys().filter(single).count()
            ),
        )
    }
}
