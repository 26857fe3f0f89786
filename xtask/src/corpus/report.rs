//! The table of a run, for people (`report.md`, and on the terminal) and for programs (`report.json`).
//!
//! A stranger would get this wrong: "types" counts what was emitted, a type for each schema that needs one. A schema
//! that is a plain string is none.

use super::cache::{self, Cache};
use super::check::Findings;
use super::document::Document;
use super::generation::Generation;
use miette::{IntoDiagnostic, Result};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

/// How many of the largest documents the report shows apart.
const LARGEST: usize = 10;

/// What came of all documents.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    totals: Totals,
    documents: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    #[serde(flatten)]
    generation: Generation,
    status: Status,
    check: Option<Findings>,
    clippy: Option<Findings>,
}

/// How far a document came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Status {
    /// The generator ended without a word of ours.
    Crashed,
    /// There is a complaint that is an error.
    Refused,
    /// The compiler was stopped.
    Generated,
    /// The crate has errors.
    Broken,
    /// The crate compiles with warnings.
    Warnings,
    /// The crate compiles without.
    Compiled,
}

impl Status {
    fn of(generation: &Generation, check: Option<&Findings>) -> Self {
        match (&generation.result, check) {
            (Err(_), _) => Self::Crashed,
            (Ok(document), _) if !document.errors.is_empty() => Self::Refused,
            (Ok(_), None) => Self::Generated,
            (Ok(_), Some(findings)) if findings.errors > 0 => Self::Broken,
            (Ok(_), Some(findings)) if !findings.compiled => Self::Generated,
            (Ok(_), Some(findings)) if findings.warnings > 0 => Self::Warnings,
            (Ok(_), Some(_)) => Self::Compiled,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Crashed => "crashed",
            Self::Refused => "refused",
            Self::Generated => "generated",
            Self::Broken => "broken",
            Self::Warnings => "warnings",
            Self::Compiled => "compiled",
        }
    }
}

#[derive(Debug, Default, Serialize)]
struct Totals {
    documents: usize,
    by_status: BTreeMap<&'static str, usize>,
    operations: usize,
    types: usize,
    lines: usize,
    widened: usize,
    ignored: usize,
    understood: usize,
    /// How often each keyword stands in the coverage reports.
    keywords: BTreeMap<String, usize>,
    /// How often each lint or error of the compiler was named.
    codes: BTreeMap<String, usize>,
    /// The same of clippy, and on how many crates it ran.
    lints: BTreeMap<String, usize>,
    linted: usize,
    generation_seconds: f64,
    check_cpu_seconds: f64,
}

impl Report {
    /// Puts together what is known of each document.
    pub(super) fn new(
        generations: Vec<Generation>,
        checked: &BTreeMap<String, Findings>,
        linted: &BTreeMap<String, Findings>,
    ) -> Self {
        let documents: Vec<Row> = generations
            .into_iter()
            .map(|generation| {
                let check = checked.get(&generation.root.package).cloned();
                let clippy = linted.get(&generation.root.package).cloned();
                Row {
                    status: Status::of(&generation, check.as_ref()),
                    generation,
                    check,
                    clippy,
                }
            })
            .collect();
        let mut totals = Totals::default();
        for row in &documents {
            totals.add(row);
        }
        Self { totals, documents }
    }

    /// Whether every document compiles without a warning.
    pub(super) fn is_clean(&self) -> bool {
        let clean = |row: &Row| {
            row.status == Status::Compiled && row.clippy.as_ref().is_none_or(Findings::is_clean)
        };
        self.documents.iter().all(clean)
    }

    /// Writes both forms to the cache.
    pub(super) fn write(&self, cache: &Cache) -> Result<()> {
        let json = serde_json::to_string_pretty(self).into_diagnostic()?;
        cache::write(&cache.report("json"), &json)?;
        cache::write(&cache.report("md"), &self.markdown())
    }

    /// The summary, and a line for each document that is not clean; the others are in the report.
    pub(super) fn table(&self, out: &mut dyn Write) -> io::Result<()> {
        for row in &self.documents {
            writeln!(out, "{}", row.line())?;
        }
        writeln!(out, "\n{}", self.totals.summary())
    }

    fn markdown(&self) -> String {
        let mut out = format!("# Corpus\n\n{}\n", self.totals.summary());
        self.refused(&mut out);
        self.found(&mut out);
        self.largest(&mut out);
        // Writing to a String cannot fail, here and below.
        let _ = write!(out, "\n## All documents\n\n{HEAD}");
        for row in &self.documents {
            let _ = writeln!(out, "{}", row.cells());
        }
        out
    }

    fn refused(&self, out: &mut String) {
        let mut refused = String::new();
        for row in &self.documents {
            let path = &row.generation.root.path;
            match &row.generation.result {
                Err(reason) => {
                    let _ = writeln!(refused, "- `{path}` crashed: {reason}");
                }
                Ok(document) => {
                    for error in &document.errors {
                        let _ = writeln!(
                            refused,
                            "- `{path}`: {} at `{}` `#{}`: {}",
                            error.code, error.place, error.pointer, error.message
                        );
                    }
                }
            }
        }
        if !refused.is_empty() {
            let _ = write!(out, "\n## Refused\n\n{refused}");
        }
    }

    fn found(&self, out: &mut String) {
        for row in &self.documents {
            for findings in [&row.check, &row.clippy].into_iter().flatten() {
                for message in &findings.messages {
                    let path = &row.generation.root.path;
                    let _ = write!(
                        out,
                        "\n### `{}` in `{path}`\n\n```text\n{}```\n",
                        message.code, message.text
                    );
                }
            }
        }
    }

    fn largest(&self, out: &mut String) {
        let mut rows: Vec<&Row> = self.documents.iter().collect();
        rows.sort_by_key(|row| {
            std::cmp::Reverse(
                row.generation
                    .emitted()
                    .map_or(0, |document| document.lines),
            )
        });
        let _ = write!(out, "\n## The {LARGEST} largest\n\n{HEAD}");
        for row in rows.into_iter().take(LARGEST) {
            let _ = writeln!(out, "{}", row.cells());
        }
    }
}

const HEAD: &str = "\
| document | status | operations | types | lines | lines/operation | lines/type | widened | ignored | understood | generation s | CPU s | peak MiB | check CPU s |
|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
";

impl Row {
    fn line(&self) -> String {
        let mut line = format!("{:9} {}", self.status.word(), self.generation.root.path);
        if let Ok(document) = &self.generation.result {
            let _ = write!(
                line,
                " ({} operations, {} types, {} lines, {:.2} s",
                document.operations, document.types, document.lines, document.seconds
            );
            for (name, value, unit) in [
                ("peak", document.peak_memory_kib.map(mebibytes), "MiB"),
                ("check", self.check_cpu(), "s"),
            ] {
                if let Some(value) = value {
                    let _ = write!(line, ", {name} {value:.1} {unit}");
                }
            }
            line.push(')');
        }
        for (tool, findings) in [("check", &self.check), ("clippy", &self.clippy)] {
            for (code, count) in findings.iter().flat_map(|findings| &findings.codes) {
                let _ = write!(line, "\n    {tool}: {count} × {code}");
            }
        }
        match &self.generation.result {
            Ok(document) => {
                for error in &document.errors {
                    let _ = write!(line, "\n    {}: {}", error.place, error.message);
                }
            }
            Err(reason) => {
                let _ = write!(line, "\n    {reason}");
            }
        }
        line
    }

    fn cells(&self) -> String {
        let path = &self.generation.root.path;
        let status = self.status.word();
        let Ok(document) = &self.generation.result else {
            return format!("| {path} | {status} |{}", " |".repeat(12));
        };
        let Document {
            operations,
            types,
            lines,
            widened,
            ignored,
            understood,
            ..
        } = document;
        let measures = [
            (Some(document.seconds), 2),
            (document.cpu_seconds, 2),
            (document.peak_memory_kib.map(mebibytes), 0),
            (self.check_cpu(), 2),
        ];
        let measures: String = measures
            .into_iter()
            .map(|(value, digits)| {
                value.map_or_else(|| " |".to_owned(), |value| format!(" {value:.digits$} |"))
            })
            .collect();
        format!(
            "| {path} | {status} | {operations} | {types} | {lines} | {} | {} | {widened} | {ignored} | {understood} |{measures}",
            ratio(*lines, *operations),
            ratio(*lines, *types),
        )
    }

    fn check_cpu(&self) -> Option<f64> {
        self.check.as_ref()?.cpu_seconds
    }
}

impl Totals {
    fn add(&mut self, row: &Row) {
        self.documents += 1;
        *self.by_status.entry(row.status.word()).or_default() += 1;
        if let Ok(document) = &row.generation.result {
            self.operations += document.operations;
            self.types += document.types;
            self.lines += document.lines;
            self.widened += document.widened;
            self.ignored += document.ignored;
            self.understood += document.understood;
            self.generation_seconds += document.seconds;
            add(&mut self.keywords, &document.keywords);
        }
        if let Some(check) = &row.check {
            add(&mut self.codes, &check.codes);
        }
        if let Some(clippy) = &row.clippy {
            self.linted += 1;
            add(&mut self.lints, &clippy.codes);
        }
        self.check_cpu_seconds += row.check_cpu().unwrap_or_default();
    }

    fn summary(&self) -> String {
        let statuses = list(&self.by_status);
        let mut text = format!(
            "{} documents: {statuses}.\n{} operations, {} types, {} lines emitted: {} an operation, {} a type.\n\
             Coverage: {} widened, {} ignored, {} understood.\n\
             Generation: {:.1} s; CPU of cargo check: {:.1} s.",
            self.documents,
            self.operations,
            self.types,
            self.lines,
            ratio(self.lines, self.operations),
            ratio(self.lines, self.types),
            self.widened,
            self.ignored,
            self.understood,
            self.generation_seconds,
            self.check_cpu_seconds,
        );
        for (what, codes) in [
            ("Coverage by keyword", &self.keywords),
            ("The compiler says", &self.codes),
            ("Clippy says", &self.lints),
        ] {
            if !codes.is_empty() {
                let _ = write!(text, "\n{what}: {}.", list(codes));
            }
        }
        if self.linted > 0 {
            let _ = write!(text, "\nClippy ran on {} crates.", self.linted);
        }
        text
    }
}

fn add(sums: &mut BTreeMap<String, usize>, counts: &BTreeMap<String, usize>) {
    for (name, count) in counts {
        *sums.entry(name.clone()).or_default() += count;
    }
}

fn list<T: std::fmt::Display>(counts: &BTreeMap<T, usize>) -> String {
    let counts = counts.iter().map(|(name, count)| format!("{count} {name}"));
    counts.collect::<Vec<_>>().join(", ")
}

#[expect(clippy::cast_precision_loss, reason = "for people, to a digit")]
fn mebibytes(kibibytes: u64) -> f64 {
    kibibytes as f64 / 1024.0
}

fn ratio(count: usize, by: usize) -> usize {
    count.checked_div(by).unwrap_or_default()
}
