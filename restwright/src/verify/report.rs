//! The numbers of a run: a line a set, and every failure with its difference.
//!
//! A stranger would get this wrong: a round trip counts only for answers that the exchanges don't exclude, and one that
//! could not be decoded is a wrong one.

use restwright_replay::{Exchange, Recorded, Recording, Verdict};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

/// What a run found.
#[derive(Serialize)]
pub(super) struct Report {
    sets: BTreeMap<String, Counts>,
    failures: Vec<Failure>,
}

/// The numbers of a set.
#[derive(Default, Serialize)]
struct Counts {
    // What the programs that read these files know it by.
    #[serde(rename = "vectors")]
    exchanges: usize,
    requests: Score,
    responses: Score,
    exact: Score,
    without_nulls: Score,
    excluded_requests: BTreeMap<String, usize>,
    excluded_responses: BTreeMap<String, usize>,
}

/// How many of those that can be compared are right.
#[derive(Default, Serialize)]
struct Score {
    right: usize,
    all: usize,
}

impl Score {
    fn count(&mut self, verdict: &Verdict) {
        self.all += 1;
        self.right += usize::from(*verdict == Verdict::Right);
    }
}

/// What is wrong with an exchange.
#[derive(Serialize)]
struct Failure {
    id: String,
    what: String,
    difference: String,
}

impl Report {
    pub(super) fn new<'v>(
        file: &Path,
        recordings: impl Iterator<Item = &'v Recording>,
        exchanges: &BTreeMap<String, Exchange>,
    ) -> Self {
        let stem = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let mut report = Self {
            sets: BTreeMap::new(),
            failures: Vec::new(),
        };
        for recording in recordings {
            let set = recording.set.as_ref().unwrap_or(&stem);
            let exchange = exchanges.get(&recording.id).cloned();
            let exchange = exchange.unwrap_or_else(|| {
                restwright_replay::failed(recording, "the exchange was not replayed")
            });
            report.add(set, &exchange);
        }
        report
    }

    fn add(&mut self, set: &str, exchange: &Exchange) {
        let counts = self.sets.entry(set.to_owned()).or_default();
        counts.exchanges += 1;
        let mut wrong = |what: String, difference: &str| {
            self.failures.push(Failure {
                id: exchange.id.clone(),
                what,
                difference: difference.to_owned(),
            });
        };
        match &exchange.request {
            Verdict::Excluded(reason) => {
                *counts.excluded_requests.entry(kind(reason)).or_default() += 1;
            }
            verdict => counts.requests.count(verdict),
        }
        if let Verdict::Wrong(difference) = &exchange.request {
            wrong("request".to_owned(), difference);
        }
        for recorded in &exchange.responses {
            counts.add(recorded);
            let status = recorded.status;
            if let Verdict::Wrong(difference) = &recorded.decoded {
                wrong(format!("response {status}"), difference);
            } else if let Verdict::Wrong(difference) = &recorded.without_nulls {
                wrong(format!("round trip {status}"), difference);
            } else if let Verdict::Wrong(difference) = &recorded.exact {
                wrong(format!("nulls {status}"), difference);
            }
        }
    }

    /// Whether everything that can be compared is right, nulls aside.
    pub(super) fn is_all_right(&self) -> bool {
        self.failures
            .iter()
            .all(|failure| failure.what.starts_with("nulls"))
    }

    pub(super) fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        for failure in &self.failures {
            writeln!(
                out,
                "{}\n  {}: {}",
                failure.id, failure.what, failure.difference
            )?;
        }
        writeln!(
            out,
            "{:12} {:>9} {:>16} {:>16} {:>16} {:>16}",
            "set",
            "exchanges",
            "requests right",
            "responses read",
            "equal exactly",
            "but for nulls"
        )?;
        for (set, counts) in &self.sets {
            let score = |score: &Score| format!("{}/{}", score.right, score.all);
            writeln!(
                out,
                "{set:12} {:>9} {:>16} {:>16} {:>16} {:>16}",
                counts.exchanges,
                score(&counts.requests),
                score(&counts.responses),
                score(&counts.exact),
                score(&counts.without_nulls),
            )?;
        }
        for (set, counts) in &self.sets {
            let excluded = [
                ("request", &counts.excluded_requests),
                ("response", &counts.excluded_responses),
            ];
            for (what, reasons) in excluded {
                for (reason, number) in reasons {
                    writeln!(out, "{set}: {number} excluded, {what}: {reason}")?;
                }
            }
        }
        Ok(())
    }
}

impl Counts {
    fn add(&mut self, recorded: &Recorded) {
        if let Verdict::Excluded(reason) = &recorded.decoded {
            *self.excluded_responses.entry(kind(reason)).or_default() += 1;
            return;
        }
        self.responses.count(&recorded.decoded);
        self.exact.count(&recorded.exact);
        self.without_nulls.count(&recorded.without_nulls);
    }
}

/// The part of a reason that several exchanges share.
fn kind(reason: &str) -> String {
    reason
        .split([':', ';'])
        .next()
        .unwrap_or_default()
        .to_owned()
}
