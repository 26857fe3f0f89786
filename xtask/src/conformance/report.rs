//! The numbers of a run: a line a dialect, and every scenario that does not pass with what the server said.
//!
//! A stranger would get this wrong: the vectors do not have every exchange of a scenario (next pages are in no
//! description), so the suite's own list says which scenarios need a single one.

use super::{CORRECTED, Place, Status};
use miette::{IntoDiagnostic, Result, WrapErr};
use restwright_replay::{Sent, Verdict};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::{self, Write};
use std::path::Path;

/// What a run found.
pub(super) struct Report {
    /// How many exchanges each scenario needs.
    scenarios: BTreeMap<String, usize>,
    dialects: Vec<Dialect>,
    /// The scenarios that pass in some dialect, as they are described.
    passed: BTreeSet<String>,
    /// The scenarios that pass where the description is corrected.
    corrected: BTreeSet<String>,
    /// What is wrong.
    failures: Vec<String>,
}

/// The numbers of a dialect.
#[derive(Debug, Default, PartialEq, Eq)]
struct Dialect {
    name: String,
    scenarios: Score,
    /// Scenarios that need a single exchange.
    single: Score,
    answers: Score,
}

/// How many of those that there are are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Score {
    right: usize,
    all: usize,
}

impl Score {
    fn count(&mut self, is_right: bool) {
        self.all += 1;
        self.right += usize::from(is_right);
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}/{}", self.right, self.all))
    }
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
            corrected: BTreeSet::new(),
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
        let mut silent = BTreeSet::new();
        for (scenario, status) in coverage {
            let passed = *status == Status::Pass;
            dialect.scenarios.count(passed);
            if self.needs_one(scenario) {
                dialect.single.count(passed);
            }
            if passed && name == CORRECTED {
                self.corrected.insert(scenario.clone());
            } else if passed {
                self.passed.insert(scenario.clone());
            } else {
                silent.insert(scenario.clone());
            }
        }
        for (
            place,
            Sent {
                id,
                request,
                answer,
                whole,
            },
        ) in sent
        {
            let passed = coverage.get(&place.scenario) == Some(&Status::Pass);
            let why = match request {
                Verdict::Wrong(why) => Some(why),
                // It is a cause, but no fault.
                Verdict::Excluded(why) if !passed => Some(why),
                Verdict::Excluded(_) | Verdict::Right => None,
            };
            if let Some(why) = why {
                silent.remove(&place.scenario);
                self.failures.push(format!("{id}\n  request: {why}"));
            }
            if let Some(Verdict::Wrong(why)) = whole {
                self.failures.push(format!("{id}\n  to its end: {why}"));
            }
            match answer {
                Some(Verdict::Right) => dialect.answers.count(true),
                Some(Verdict::Wrong(why)) => {
                    dialect.answers.count(false);
                    self.failures.push(format!("{id}\n  answer: {why}"));
                }
                Some(Verdict::Excluded(_)) | None => {}
            }
        }
        for scenario in silent {
            self.failures.push(format!(
                "{scenario}, {name}\n  the server took what was sent, and waits for more"
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
            "{:12} {:>16} {:>16} {:>16}",
            "dialect", "scenarios passed", "of one exchange", "answers read"
        )?;
        for dialect in &self.dialects {
            writeln!(
                out,
                "{:12} {:>16} {:>16} {:>16}",
                dialect.name, dialect.scenarios, dialect.single, dialect.answers
            )?;
        }
        let (all, single) = self.score(|scenario| self.passed.contains(scenario));
        writeln!(out, "{:12} {all:>16} {single:>16}", "all, in any")?;
        let passes =
            |scenario: &str| self.passed.contains(scenario) || self.corrected.contains(scenario);
        let (all, single) = self.score(passes);
        writeln!(out, "{:12} {all:>16} {single:>16}", "or corrected")
    }

    /// How many scenarios pass, and how many of those of a single exchange.
    fn score(&self, passes: impl Fn(&str) -> bool) -> (Score, Score) {
        let (mut all, mut single) = (Score::default(), Score::default());
        for scenario in self.scenarios.keys() {
            let is_right = passes(scenario);
            all.count(is_right);
            if self.needs_one(scenario) {
                single.count(is_right);
            }
        }
        (all, single)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(id: &str, request: Verdict, answer: Option<Verdict>) -> (Place, Sent) {
        let place = Place::of(id).unwrap();
        let id = id.to_owned();
        let sent = Sent {
            id,
            request,
            answer,
            whole: None,
        };
        (place, sent)
    }

    #[test]
    fn counts_scenarios_and_answers() {
        let scenarios = [("One", 1), ("Two", 2), ("Body", 1), ("Uncalled", 1)];
        let scenarios = scenarios.map(|(name, exchanges)| (name.to_owned(), exchanges));
        let mut report = Report {
            scenarios: BTreeMap::from(scenarios),
            dialects: Vec::new(),
            passed: BTreeSet::new(),
            corrected: BTreeSet::new(),
            failures: Vec::new(),
        };
        let coverage = [
            ("One", Status::Pass),
            ("Two", Status::Fail),
            ("Body", Status::Fail),
        ];
        let coverage = coverage.map(|(name, status)| (name.to_owned(), status));
        let unread = Some(Verdict::Wrong("no JSON".to_owned()));
        report.add(
            "swagger",
            &BTreeMap::from(coverage),
            vec![
                sent("One#0#swagger", Verdict::Right, unread),
                sent("Two#0#swagger", Verdict::Right, Some(Verdict::Right)),
                sent("Two#1#swagger", Verdict::Wrong("a 400".to_owned()), None),
                sent("Body#0#swagger", Verdict::Right, Some(Verdict::Right)),
            ],
        );
        let mut text = Vec::new();
        report.print(&mut text).unwrap();
        let text = String::from_utf8(text).unwrap();
        let expected = "\
One#0#swagger
  answer: no JSON
Two#1#swagger
  request: a 400
Body, swagger
  the server took what was sent, and waits for more
dialect      scenarios passed  of one exchange     answers read
swagger                   1/3              1/2              2/3
all, in any               1/4              1/3
or corrected              1/4              1/3
";
        assert_eq!(text, expected);
    }
}
