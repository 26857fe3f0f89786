//! `cargo check` and `cargo clippy` over the emitted crates, in batches.
//!
//! All crates of a corpus are members of one workspace in the cache, with this repository's `Cargo.lock`, so that they
//! are compiled with its versions and without a network.
//!
//! A stranger would get this wrong: a package of which cargo said nothing did not pass. Its compiler was killed.

use super::cache::{self, Cache, hash, hash_file};
use super::document::Document;
use super::generation::Generation;
use super::process::{LOG_VARIABLE, noted_seconds};
use super::{Options, batch, messages, progress};
use indicatif::ProgressBar;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What judges the crates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tool {
    Check,
    Clippy,
}

impl Tool {
    fn command(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Clippy => "clippy",
        }
    }
}

/// An emitted crate.
#[derive(Clone, Copy, Debug)]
pub(super) struct Package<'a> {
    name: &'a str,
    document: &'a Document,
}

impl<'a> Package<'a> {
    pub(super) fn of(generation: &'a Generation) -> Option<Self> {
        generation.emitted().map(|document| Self {
            name: &generation.root.package,
            document,
        })
    }
}

/// As many packages, spread evenly over all.
pub(super) fn spread<'a>(packages: &[Package<'a>], count: usize) -> Vec<Package<'a>> {
    let count = count.min(packages.len());
    (0..count)
        .map(|at| packages[at * packages.len() / count])
        .collect()
}

/// What a tool found in a crate.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Findings {
    /// Whether the crate was compiled to its end.
    pub(super) compiled: bool,
    pub(super) warnings: usize,
    pub(super) errors: usize,
    /// How often each lint or error was named.
    pub(super) codes: BTreeMap<String, usize>,
    /// The first of them as cargo shows them.
    pub(super) messages: Vec<Message>,
    /// The compiler's CPU time.
    pub(super) cpu_seconds: Option<f64>,
}

/// A warning or an error.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Message {
    pub(super) code: String,
    pub(super) text: String,
}

#[derive(Serialize, Deserialize)]
struct Record {
    /// The hash of everything that was compiled.
    inputs: String,
    findings: Findings,
}

/// The workspace of all emitted crates.
pub(super) struct Workspace<'a> {
    cache: &'a Cache,
    jobs: usize,
    /// The hash of what all crates are compiled with: compiler, versions, runtime.
    base: String,
}

impl<'a> Workspace<'a> {
    /// Writes the workspace's manifest and its lock file.
    pub(super) fn new(
        options: &Options<'_>,
        cache: &'a Cache,
        packages: &[Package<'_>],
    ) -> Result<Self> {
        let members: Vec<String> = packages
            .iter()
            .map(|package| format!("    \"crates/{}\",\n", package.name))
            .collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [\n{}]\n\n[profile.dev]\nincremental = false\n",
            members.concat()
        );
        cache::write(&cache.folder().join("Cargo.toml"), &manifest)?;
        let lock = options.workspace.join("Cargo.lock");
        let versions = std::fs::read_to_string(&lock)
            .into_diagnostic()
            .wrap_err_with(|| format!("cannot read {}", lock.display()))?;
        cache::write(&cache.folder().join("Cargo.lock"), &versions)?;
        let compiler = Command::new("rustc").arg("-vV").output();
        let compiler = compiler
            .into_diagnostic()
            .wrap_err("cannot run the compiler")?
            .stdout;
        let runtime = hash_folder(&options.workspace.join("runtime/src"))?;
        Ok(Self {
            cache,
            jobs: options.jobs,
            base: hash([compiler, versions.into_bytes(), runtime.into_bytes()]),
        })
    }

    /// Runs a tool on the packages that are due; gives the findings of all, by package.
    pub(super) fn run(
        &self,
        tool: Tool,
        packages: &[Package<'_>],
    ) -> Result<BTreeMap<String, Findings>> {
        let mut known = BTreeMap::new();
        let mut due = Vec::new();
        for package in packages {
            match self.recorded(tool, package) {
                Some(findings) => {
                    known.insert(package.name.to_owned(), findings);
                }
                None => due.push((package.document.lines, *package)),
            }
        }
        let bar = progress(tool.command(), due.len());
        for batch in batch::split(due) {
            for (package, findings) in self.run_batch(tool, &batch, &bar)? {
                let record = Record {
                    inputs: self.inputs(package),
                    findings,
                };
                self.cache.store(package.name, tool.command(), &record)?;
                known.insert(package.name.to_owned(), record.findings);
            }
        }
        bar.finish_and_clear();
        Ok(known)
    }

    fn recorded(&self, tool: Tool, package: &Package<'_>) -> Option<Findings> {
        let record: Record = self.cache.load(package.name, tool.command())?;
        let valid = record.inputs == self.inputs(*package) && record.findings.was_judged();
        valid.then_some(record.findings)
    }

    fn inputs(&self, package: Package<'_>) -> String {
        hash([&self.base, &package.document.code])
    }

    fn run_batch<'b>(
        &self,
        tool: Tool,
        batch: &[Package<'b>],
        bar: &ProgressBar,
    ) -> Result<Vec<(Package<'b>, Findings)>> {
        let crates: HashSet<String> = batch.iter().map(|package| target(package.name)).collect();
        let mut cargo = self.cargo(tool, batch)?;
        let mut child = cargo
            .spawn()
            .into_diagnostic()
            .wrap_err("cannot run cargo")?;
        let output = child
            .stdout
            .take()
            .ok_or_else(|| miette!("cargo has no output"))?;
        let mut targets = messages::read(BufReader::new(output), |target| {
            if crates.contains(target) {
                bar.set_message(target.to_owned());
                bar.inc(1);
            }
        });
        let status = child.wait().into_diagnostic()?;
        let findings: Vec<(Package<'b>, Findings)> = batch
            .iter()
            .map(|package| {
                let mut findings = targets.remove(&target(package.name)).unwrap_or_default();
                if tool == Tool::Check {
                    findings.cpu_seconds = noted_seconds(&self.cache.times(), package.name);
                }
                (*package, findings)
            })
            .collect();
        let judged = findings.iter().any(|(_, findings)| findings.was_judged());
        if !judged && !status.success() {
            let log = self.cache.folder().join("cargo.log");
            return Err(miette!(
                "cargo {} failed before it compiled a crate; {} has what it said",
                tool.command(),
                log.display()
            ));
        }
        Ok(findings)
    }

    fn cargo(&self, tool: Tool, batch: &[Package<'_>]) -> Result<Command> {
        let log = self.cache.folder().join("cargo.log");
        let log = std::fs::File::create(&log)
            .into_diagnostic()
            .wrap_err_with(|| format!("cannot write {}", log.display()))?;
        let mut cargo = Command::new("cargo");
        cargo
            .arg(tool.command())
            .args(["--keep-going", "--message-format=json", "--jobs"])
            .arg(self.jobs.to_string())
            .arg("--target-dir")
            .arg(self.cache.target())
            .args(batch.iter().flat_map(|package| ["--package", package.name]))
            .current_dir(self.cache.folder())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log);
        if tool == Tool::Check {
            let wrapper = std::env::current_exe().into_diagnostic()?;
            cargo
                .env("RUSTC_WRAPPER", wrapper)
                .env(LOG_VARIABLE, self.cache.times());
        }
        Ok(cargo)
    }
}

impl Findings {
    /// Whether the compiler came to an end with the crate, good or bad.
    pub(super) fn was_judged(&self) -> bool {
        self.compiled || self.errors > 0
    }

    /// Whether there is nothing to say.
    pub(super) fn is_clean(&self) -> bool {
        self.compiled && self.errors == 0 && self.warnings == 0
    }
}

/// The name that cargo gives to a package's library.
fn target(package: &str) -> String {
    package.replace('-', "_")
}

fn hash_folder(folder: &Path) -> Result<String> {
    let mut hashes = Vec::new();
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = folder
            .read_dir()
            .into_diagnostic()
            .wrap_err_with(|| format!("cannot read {}", folder.display()))?;
        for entry in entries {
            let path = entry.into_diagnostic()?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = hash_file(&path);
                hashes.push((path, text));
            }
        }
    }
    hashes.sort();
    Ok(hash(hashes))
}
