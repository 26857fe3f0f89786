//! The programs that call emitted code: crates of several descriptions' modules and their drivers.
//!
//! A stranger would get this wrong: modules are part of the program and no library beside it, so that the compiler
//! makes code for what the drivers call and only checks the rest.

pub mod compile;

use crate::crate_writer::CrateOptions;
use crate::description::Generated;
use crate::files::write;
use crate::manifest;
use crate::tree::{self, Tree};
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use restwright_codegen::shape::Api;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// What programs do with the emitted code.
#[derive(Debug)]
pub struct Kind {
    /// What the names of their packages start with.
    pub name: &'static str,
    /// The text of the driver of an API, which stands at this path and which people know by this description.
    pub driver: fn(api: &Api, module: &[String], description: &str) -> String,
    /// What follows the declarations of the modules in the root of the program.
    pub main: fn(&[Module]) -> String,
    /// A package of Restwright's that they are linked with, and the features of it.
    pub library: Option<(&'static str, &'static [&'static str])>,
    /// How many bytes of emitted text one of them may hold.
    pub size: usize,
}

/// A program to be compiled.
#[derive(Clone, Debug)]
pub struct Program {
    /// What it does.
    kind: &'static Kind,
    /// The name of its package.
    pub name: String,
    /// What it holds.
    pub modules: Vec<Module>,
}

/// A description in a program.
#[derive(Clone, Debug)]
pub struct Module {
    /// Its name in the program.
    pub name: String,
    /// The description as the caller names it.
    pub description: String,
}

/// The name of the module of a description.
pub fn module(index: usize) -> String {
    format!("d{index}")
}

/// Writes programs, each as soon as it is full.
pub struct Programs<'a> {
    folder: &'a Path,
    workspace: &'a Path,
    kind: &'static Kind,
    done: Vec<Program>,
    next: Vec<Module>,
    tree: Tree,
    size: usize,
}

impl<'a> Programs<'a> {
    /// Makes the workspace of the programs.
    ///
    /// # Errors
    /// If the folder cannot be made, or the lock file of the workspace cannot be copied.
    pub fn new(folder: &'a Path, workspace: &'a Path, kind: &'static Kind) -> Result<Self> {
        std::fs::create_dir_all(folder)
            .into_diagnostic()
            .wrap_err_with(|| format!("cannot make {}", folder.display()))?;
        let lock = workspace.join("Cargo.lock");
        if lock.exists() {
            std::fs::copy(&lock, folder.join("Cargo.lock"))
                .into_diagnostic()
                .wrap_err_with(|| format!("cannot copy {}", lock.display()))?;
        }
        Ok(Self {
            folder,
            workspace,
            kind,
            done: Vec::new(),
            next: Vec::new(),
            tree: Tree::default(),
            size: 0,
        })
    }

    /// Adds a description.
    ///
    /// # Errors
    /// If a path could leave the folder, or a program cannot be written.
    pub fn add(&mut self, description: &str, generated: &Generated) -> Result<()> {
        let name = generated.module.join("_");
        for (path, text) in &generated.output.files {
            self.size += text.len();
            self.tree
                .insert(Path::new("src").join(path), text.clone())?;
        }
        if let Some(api) = &generated.output.api {
            let driver = (self.kind.driver)(api, &generated.module, description);
            self.size += driver.len();
            self.tree.insert(format!("src/drive_{name}.rs"), driver)?;
        }
        self.next.push(Module {
            name,
            description: description.to_owned(),
        });
        if self.size > self.kind.size {
            self.close()?;
        }
        Ok(())
    }

    /// Writes what is left, and the workspace.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub fn finish(mut self) -> Result<Vec<Program>> {
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
        if self.next.is_empty() {
            return Ok(());
        }
        let program = Program {
            kind: self.kind,
            name: format!("{}-{}", self.kind.name, self.done.len()),
            modules: std::mem::take(&mut self.next),
        };
        let mut tree = std::mem::take(&mut self.tree);
        self.size = 0;
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
pub fn main_text(program: &Program) -> String {
    let declared = program
        .modules
        .iter()
        .map(|Module { name, .. }| format!("mod {name};\nmod drive_{name};\n"));
    format!(
        "//! Calls emitted code.\n#![allow(warnings)]\n\n{}\n{}",
        declared.collect::<String>(),
        (program.kind.main)(&program.modules)
    )
}

/// The folder of a program.
pub fn folder(root: &Path, program: &Program) -> PathBuf {
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
    // What warns is the affair of who wrote the description.
    manifest.remove("lints");
    let dependencies = manifest
        .get_mut("dependencies")
        .and_then(Value::as_table_mut)
        .ok_or_else(|| miette!("the manifest of an emitted crate has no dependencies"))?;
    if let Some((name, features)) = program.kind.library {
        let library = manifest::companion(workspace, name, features)?;
        dependencies.insert(name.to_owned(), library.into());
    }
    toml::to_string(&manifest).into_diagnostic()
}
