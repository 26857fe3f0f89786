//! The committed results of the suite, `tests/conformance.json`, and what changed since: a line a scenario, so that the
//! diff of a change says which scenarios it is about.
//!
//! A stranger would get this wrong: a scenario is listed for the dialects that have a request for it. One that passed and
//! is no longer listed is a regression too.

use miette::{IntoDiagnostic, Result, WrapErr};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;

/// How far a scenario came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The server took all requests that the scenario needs.
    Pass,
    /// It refused one, or one is missing. For the server, only a request that it takes says that a scenario is there.
    #[serde(alias = "not-implemented")]
    Fail,
}

/// The status of scenarios in each dialect, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baseline(BTreeMap<String, BTreeMap<String, Status>>);

/// A scenario in a dialect.
pub type Case = (String, String);

/// What differs from a baseline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// What passed and does not any more.
    pub regressed: Vec<Case>,
    /// What passes and did not.
    pub gained: Vec<Case>,
}

impl Baseline {
    /// Reads a baseline.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .into_diagnostic()
            .wrap_err_with(|| format!("cannot read {}", path.display()))?;
        serde_json::from_str(&text)
            .into_diagnostic()
            .wrap_err_with(|| format!("{} is no baseline", path.display()))
    }

    /// Adds what a dialect came to.
    pub fn add(&mut self, dialect: &str, coverage: BTreeMap<String, Status>) {
        for (scenario, status) in coverage {
            let dialects = self.0.entry(scenario).or_default();
            dialects.insert(dialect.to_owned(), status);
        }
    }

    /// What is different now.
    #[must_use]
    pub fn compare(&self, now: &Self) -> Changes {
        Changes {
            regressed: self.passes_beyond(now),
            gained: now.passes_beyond(self),
        }
    }

    /// What passes here and does not there.
    fn passes_beyond(&self, other: &Self) -> Vec<Case> {
        let cases = self.0.iter().flat_map(|(scenario, dialects)| {
            let passed = |(_, status): &(&String, &Status)| **status == Status::Pass;
            let dialects = dialects.iter().filter(passed);
            dialects.map(move |(dialect, _)| (scenario.clone(), dialect.clone()))
        });
        cases.filter(|case| !other.passes(case)).collect()
    }

    fn passes(&self, (scenario, dialect): &Case) -> bool {
        let status = self.0.get(scenario).and_then(|it| it.get(dialect));
        status == Some(&Status::Pass)
    }

    /// The text of the file.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::from("{");
        for (index, (scenario, dialects)) in self.0.iter().enumerate() {
            let separator = if index == 0 { "\n" } else { ",\n" };
            let scenario = serde_json::json!(scenario);
            let dialects = serde_json::json!(dialects);
            // Writing to a string cannot fail.
            let _ = write!(text, "{separator}  {scenario}: {dialects}");
        }
        text + "\n}\n"
    }
}

impl Changes {
    /// Says them, the bad ones last.
    pub fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        for (scenario, dialect) in &self.gained {
            writeln!(out, "passes now: {scenario} ({dialect})")?;
        }
        for (scenario, dialect) in &self.regressed {
            writeln!(out, "passed before: {scenario} ({dialect})")?;
        }
        let (gained, regressed) = (self.gained.len(), self.regressed.len());
        if (gained, regressed) == (0, 0) {
            return writeln!(out, "as the baseline says");
        }
        writeln!(
            out,
            "{gained} pass that did not, {regressed} that passed do not"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn baseline(text: &str) -> Baseline {
        serde_json::from_str(text).unwrap()
    }

    fn case(scenario: &str, dialect: &str) -> Case {
        (scenario.to_owned(), dialect.to_owned())
    }

    #[test]
    fn tells_what_passed_and_fails_now() {
        let before = baseline(
            r#"{"A": {"openapi3.0": "pass", "swagger": "pass"}, "B": {"swagger": "pass"}, "C": {"swagger": "fail"}}"#,
        );
        let now = baseline(r#"{"A": {"openapi3.0": "pass", "swagger": "fail"}, "C": {}}"#);
        let changes = before.compare(&now);
        let regressed = vec![case("A", "swagger"), case("B", "swagger")];
        assert_eq!(
            changes,
            Changes {
                regressed,
                gained: Vec::new()
            }
        );
    }

    #[test]
    fn tells_what_passes_now() {
        let before = baseline(r#"{"A": {"openapi3.0": "fail"}}"#);
        let now = baseline(
            r#"{"A": {"openapi3.0": "pass", "swagger": "fail"}, "B": {"swagger": "pass"}}"#,
        );
        let gained = vec![case("A", "openapi3.0"), case("B", "swagger")];
        let changes = before.compare(&now);
        assert_eq!(
            changes,
            Changes {
                regressed: Vec::new(),
                gained
            }
        );
        let mut said = Vec::new();
        changes.print(&mut said).unwrap();
        let said = String::from_utf8(said).unwrap();
        assert!(said.starts_with("passes now: A (openapi3.0)\n"), "{said}");
    }

    #[test]
    fn is_written_as_it_is_read() {
        let mut written = Baseline::default();
        let coverage = |text: &str| serde_json::from_str(text).unwrap();
        written.add("swagger", coverage(r#"{"A": "pass"}"#));
        written.add(
            "openapi3.1",
            coverage(r#"{"A": "fail", "B": "pass", "C": "not-implemented"}"#),
        );
        let text = r#"{
  "A": {"openapi3.1":"fail","swagger":"pass"},
  "B": {"openapi3.1":"pass"},
  "C": {"openapi3.1":"fail"}
}
"#;
        assert_eq!(written.to_text(), text);
        assert_eq!(baseline(text), written);
        let empty = Baseline::default();
        assert_eq!(baseline(&empty.to_text()), empty);
    }

    #[test]
    fn is_committed_as_it_is_written() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/conformance.json");
        let committed = Baseline::read(&path).unwrap();
        assert_eq!(
            std::fs::read_to_string(path).unwrap(),
            committed.to_text(),
            "write it with cargo xtask conformance DIR --bless"
        );
        let passed = committed.compare(&Baseline::default()).regressed.len();
        assert!(passed > 2000, "only {passed} pass");
    }
}
