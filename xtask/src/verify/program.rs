//! The programs that replay vectors: crates of several descriptions' modules and their drivers.
//!
//! A stranger would get this wrong: modules are part of the program and no library beside it, so that the compiler
//! makes code for what the drivers call and only checks the rest.

use super::write;
use crate::crate_writer::CrateOptions;
use crate::description::Generated;
use crate::manifest;
use crate::tree::{self, Tree};
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// How much emitted text a program may hold: what a compiler of 2 GB has room for.
const PROGRAM_SIZE: usize = 6_000_000;

/// A program to be compiled.
#[derive(Clone, Debug, Default)]
pub(super) struct Program {
    /// The name of its package.
    pub(super) name: String,
    /// What it holds.
    pub(super) modules: Vec<Module>,
}

/// A description in a program.
#[derive(Clone, Debug)]
pub(super) struct Module {
    /// Its name in the program.
    pub(super) name: String,
    /// The description as vectors name it.
    pub(super) description: String,
}

/// The name of the module of a description.
pub(super) fn module(index: usize) -> String {
    format!("d{index}")
}

/// Writes programs, each as soon as it is full.
pub(super) struct Programs<'a> {
    folder: &'a Path,
    workspace: &'a Path,
    done: Vec<Program>,
    next: Program,
    tree: Tree,
    size: usize,
}

impl<'a> Programs<'a> {
    /// Makes the workspace of the programs.
    pub(super) fn new(folder: &'a Path, workspace: &'a Path) -> Result<Self> {
        std::fs::create_dir_all(folder)
            .into_diagnostic()
            .wrap_err_with(|| format!("cannot make {}", folder.display()))?;
        let lock = workspace.join("Cargo.lock");
        std::fs::copy(&lock, folder.join("Cargo.lock"))
            .into_diagnostic()
            .wrap_err_with(|| format!("cannot copy {}", lock.display()))?;
        Ok(Self {
            folder,
            workspace,
            done: Vec::new(),
            next: Program::default(),
            tree: Tree::default(),
            size: 0,
        })
    }

    /// Adds a description.
    pub(super) fn add(&mut self, description: &str, generated: &Generated) -> Result<()> {
        let name = generated.module.join("_");
        for (path, text) in &generated.output.files {
            self.size += text.len();
            self.tree
                .insert(Path::new("src").join(path), text.clone())?;
        }
        if let Some(api) = &generated.output.api {
            let driver =
                restwright_codegen::emit::replay::driver(api, &generated.module, description);
            self.size += driver.len();
            self.tree.insert(format!("src/drive_{name}.rs"), driver)?;
        }
        self.next.modules.push(Module {
            name,
            description: description.to_owned(),
        });
        if self.size > PROGRAM_SIZE {
            self.close()?;
        }
        Ok(())
    }

    /// Writes what is left, and the workspace; removes programs of earlier runs.
    pub(super) fn finish(mut self) -> Result<Vec<Program>> {
        self.close()?;
        let members = self
            .done
            .iter()
            .map(|program| Value::from(program.name.as_str()));
        let members = Value::from(members.collect::<Vec<_>>());
        let root = Table::from_iter([
            (
                "workspace".to_owned(),
                Table::from_iter([
                    ("resolver".to_owned(), "3".into()),
                    ("members".to_owned(), members),
                ])
                .into(),
            ),
            (
                "profile".to_owned(),
                Table::from_iter([(
                    "dev".to_owned(),
                    Table::from_iter([
                        ("debug".to_owned(), Value::from(false)),
                        ("incremental".to_owned(), false.into()),
                    ])
                    .into(),
                )])
                .into(),
            ),
        ]);
        write(
            &self.folder.join("Cargo.toml"),
            &toml::to_string(&root).into_diagnostic()?,
        )?;
        Ok(self.done)
    }

    fn close(&mut self) -> Result<()> {
        if self.next.modules.is_empty() {
            return Ok(());
        }
        let mut program = std::mem::take(&mut self.next);
        let mut tree = std::mem::take(&mut self.tree);
        self.size = 0;
        program.name = format!("replay-{}", self.done.len());
        tree.insert("src/main.rs", main_text(&program))?;
        tree.insert("Cargo.toml", manifest(&program, self.workspace)?)?;
        let folder = self.folder.join(&program.name);
        let changes = tree.changes(&folder, &["src", "Cargo.toml"])?;
        tree::apply(&folder, &changes)?;
        self.done.push(program);
        Ok(())
    }
}

/// The root of a program.
pub(super) fn main_text(program: &Program) -> String {
    let (mut declared, mut apis) = (String::new(), String::new());
    for Module { name, .. } in &program.modules {
        declared += &["mod ", name, ";\nmod drive_", name, ";\n"].concat();
        apis += &["drive_", name, "::API, "].concat();
    }
    format!(
        "//! Replays vectors through emitted code.\n#![allow(warnings)]\n\n{declared}\n\
         fn main() -> std::process::ExitCode {{\n    restwright_replay::run(&[{apis}])\n}}\n"
    )
}

/// The folder of a program.
pub(super) fn folder(root: &Path, program: &Program) -> PathBuf {
    root.join(&program.name)
}

fn manifest(program: &Program, workspace: &Path) -> Result<String> {
    let options = CrateOptions {
        name: &program.name,
        workspace,
        standalone: false,
    };
    let mut manifest: Table = manifest::render(&options, &["xml"])?
        .parse()
        .into_diagnostic()?;
    // What warns is the corpus's affair.
    manifest.remove("lints");
    let dependencies = manifest
        .get_mut("dependencies")
        .and_then(Value::as_table_mut)
        .ok_or_else(|| miette!("the manifest of an emitted crate has no dependencies"))?;
    let replay = workspace.join("replay").to_string_lossy().into_owned();
    let replay = Table::from_iter([("path".to_owned(), Value::from(replay))]);
    dependencies.insert("restwright-replay".to_owned(), replay.into());
    toml::to_string(&manifest).into_diagnostic()
}
