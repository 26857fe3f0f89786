//! Compiles the programs, and finds out whose fault it is when one does not compile.
//!
//! A stranger would get this wrong: an error in one module fails that description alone. It is left out, and the
//! program is compiled again without it, until what is left compiles.

use super::{Program, folder as folder_of, main_text};
use crate::files::write;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A program that compiled.
pub struct Compiled {
    /// What it was made from.
    pub program: Program,
    /// The folder of its package.
    pub folder: PathBuf,
    /// Where the compiler put it.
    pub executable: PathBuf,
}

impl Compiled {
    /// Whether a description is in it, as the program's caller named it.
    pub fn has(&self, description: &str) -> bool {
        let mut modules = self.program.modules.iter();
        modules.any(|module| module.description == description)
    }
}

/// What became of the programs.
#[derive(Default)]
pub struct Compilation {
    /// The programs that compiled.
    pub programs: Vec<Compiled>,
    /// Descriptions whose modules do not compile, with the first error of each.
    pub broken: BTreeMap<String, String>,
}

/// Compiles all programs below a folder.
///
/// # Errors
/// If `cargo` cannot be run, or a program does not compile for a reason that is in none of its descriptions.
pub fn compile(folder: &Path, mut programs: Vec<Program>) -> Result<Compilation> {
    let mut done = Compilation::default();
    while !programs.is_empty() {
        let built = cargo_build(folder)?;
        let mut left = Vec::new();
        for mut program in programs {
            if let Some(executable) = built.executables.get(&program.name) {
                done.programs.push(Compiled {
                    folder: folder_of(folder, &program),
                    executable: executable.clone(),
                    program,
                });
                continue;
            }
            let errors = built.errors.get(&program.name);
            let broken = without_broken(&mut program, errors);
            if broken.is_empty() {
                return Err(miette!(
                    "{} does not compile, and no description is to blame: {}",
                    program.name,
                    errors
                        .and_then(|errors| errors.first())
                        .map_or("no message", |error| &error.text)
                ));
            }
            done.broken.extend(broken);
            if !program.modules.is_empty() {
                let main = folder_of(folder, &program).join("src/main.rs");
                write(&main, &main_text(&program))?;
                left.push(program);
            }
        }
        programs = left;
    }
    Ok(done)
}

/// Takes the modules with errors out of a program.
fn without_broken(program: &mut Program, errors: Option<&Vec<Fault>>) -> BTreeMap<String, String> {
    let mut broken = BTreeMap::new();
    program.modules.retain(|module| {
        let is_in = |file: &String| {
            let path = file
                .split(['/', '\\'])
                .skip_while(|part| *part != "src")
                .nth(1);
            let part = path.unwrap_or_default();
            let stem = part.strip_suffix(".rs").unwrap_or(part);
            stem.strip_prefix("drive_").unwrap_or(stem) == module.name
        };
        let mut found = errors.into_iter().flatten();
        let error = found.find(|error| error.files.iter().any(is_in));
        if let Some(error) = error {
            broken.insert(module.description.clone(), error.text.clone());
        }
        error.is_none()
    });
    broken
}

/// An error of the compiler.
struct Fault {
    text: String,
    files: Vec<String>,
}

/// What one run of `cargo build` gave, by package.
#[derive(Default)]
struct Built {
    executables: BTreeMap<String, PathBuf>,
    errors: BTreeMap<String, Vec<Fault>>,
}

fn cargo_build(folder: &Path) -> Result<Built> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut child = Command::new(cargo)
        .args([
            "build",
            "--quiet",
            "--workspace",
            "--keep-going",
            "--message-format=json",
        ])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .stdout(Stdio::piped())
        .spawn()
        .into_diagnostic()
        .wrap_err("cannot run cargo")?;
    let mut built = Built::default();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            let line = line.into_diagnostic()?;
            if let Ok(message) = serde_json::from_str(&line) {
                built.add(&message);
            }
        }
    }
    child.wait().into_diagnostic()?;
    Ok(built)
}

impl Built {
    fn add(&mut self, message: &Value) {
        let package = message["target"]["name"].as_str().unwrap_or_default();
        match message["reason"].as_str() {
            Some("compiler-artifact") => {
                if let Some(executable) = message["executable"].as_str() {
                    self.executables
                        .insert(package.to_owned(), executable.into());
                }
            }
            Some("compiler-message") if message["message"]["level"] == "error" => {
                let message = &message["message"];
                let spans = message["spans"].as_array().into_iter().flatten();
                let files = spans.filter_map(|span| Some(span["file_name"].as_str()?.to_owned()));
                let text = message["rendered"].as_str().or(message["message"].as_str());
                let fault = Fault {
                    text: text.unwrap_or_default().to_owned(),
                    files: files.collect(),
                };
                self.errors
                    .entry(package.to_owned())
                    .or_default()
                    .push(fault);
            }
            _ => {}
        }
    }
}
