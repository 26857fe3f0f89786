//! A revision of the workspace, read through the program `git`.
//!
//! A stranger would get this wrong: nothing is checked out where somebody works. The files of `spec/` and `generated/`
//! go into a temporary folder, blob by blob.

use crate::description::{Description, Generated};
use crate::discover;
use crate::layout::Layout;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The branches that a change is compared with, the first that there is.
const MAIN: [&str; 4] = ["origin/main", "origin/master", "main", "master"];

/// A revision of a workspace.
#[derive(Clone, Debug)]
pub struct Revision {
    workspace: PathBuf,
    /// The folder of the emitted crate, relative to the workspace.
    generated: String,
    /// The commit.
    commit: String,
    /// How people call it.
    name: String,
}

impl Revision {
    /// The revision of this name, or the merge base of what is checked out and the main branch.
    ///
    /// # Errors
    /// If there is no such revision, or no repository.
    pub fn find(workspace: &Path, name: Option<&str>) -> Result<Self> {
        let git = |arguments: &[&str]| git(workspace, arguments);
        let commit_of = |name: &str| {
            let commit = format!("{name}^{{commit}}");
            git(&["rev-parse", "--verify", "--quiet", &commit])
        };
        let (commit, name) = if let Some(name) = name {
            let commit = commit_of(name)
                .wrap_err_with(|| format!("there is no revision and no file `{name}`"))?;
            (commit, name.to_owned())
        } else {
            let main = MAIN.iter().find(|name| commit_of(name).is_ok());
            let main = main.ok_or_else(|| {
                miette!("there is no branch main or master: say which revision to compare with")
            })?;
            let commit = git(&["merge-base", "HEAD", main])?;
            (commit, format!("the merge base with {main}"))
        };
        Ok(Self {
            workspace: workspace.to_owned(),
            generated: Layout::of(workspace)?.generated,
            commit: commit.trim().to_owned(),
            name,
        })
    }

    /// The emitted crate as it was committed, in the folder that [`generate`](Self::generate) gives.
    pub(super) fn crate_in(&self, tree: &TempDir) -> PathBuf {
        tree.path().join(&self.generated)
    }

    /// How people call it, with the commit.
    pub fn name(&self) -> String {
        let short: String = self.commit.chars().take(10).collect();
        if self.name.starts_with(&short) {
            short
        } else {
            format!("{} ({short})", self.name)
        }
    }

    /// Whether the descriptions of the working tree are those of the revision.
    ///
    /// # Errors
    /// If git cannot say.
    pub fn has_same_descriptions(&self) -> Result<bool> {
        let git = |arguments: &[&str]| git(&self.workspace, arguments);
        let differing = git(&["diff", "--name-only", &self.commit, "--", "spec"])?;
        let untracked = git(&["ls-files", "--others", "--exclude-standard", "--", "spec"])?;
        Ok(differing.trim().is_empty() && untracked.trim().is_empty())
    }

    /// Its descriptions as today's generator reads them, without the emitted files. One that is refused was refused then, or by another generator:
    /// that is not this change's fault, and it is left out.
    ///
    /// # Errors
    /// If files cannot be read or written.
    pub fn shapes(&self) -> Result<Vec<Generated>> {
        self.read(Description::shapes).map(|(_, shapes)| shapes)
    }

    /// The same with the emitted files, and the folder that its own files are in.
    pub(super) fn generate(&self) -> Result<(TempDir, Vec<Generated>)> {
        self.read(Description::generate)
    }

    fn read(
        &self,
        pass: fn(&Description) -> Result<Generated>,
    ) -> Result<(TempDir, Vec<Generated>)> {
        let tree = self.checked_out()?;
        let descriptions = discover::discover_if_any(tree.path())?;
        let read = descriptions.par_iter().map(pass);
        let mut read: Vec<Generated> = read.collect::<Result<_>>()?;
        read.retain(|it| it.errors().next().is_none());
        Ok((tree, read))
    }

    /// Its files of `spec/` and `generated/`, in a temporary folder.
    ///
    /// # Errors
    /// If they cannot be read or written.
    fn checked_out(&self) -> Result<TempDir> {
        let folder = tempfile::tempdir()
            .into_diagnostic()
            .wrap_err("cannot create a temporary folder")?;
        let paths = self.paths()?;
        self.write(&paths, folder.path())?;
        Ok(folder)
    }

    /// The regular files below the two folders, relative to the workspace.
    fn paths(&self) -> Result<Vec<String>> {
        let listed = git(
            &self.workspace,
            &[
                "ls-tree",
                "-r",
                "-z",
                &self.commit,
                "--",
                "spec",
                &self.generated,
            ],
        )?;
        let entries = listed.split('\0').filter_map(|line| line.split_once('\t'));
        let files = entries.filter(|(meta, _)| meta.starts_with("100"));
        // What would leave the folder is no path that git makes; another program may have made the repository.
        let is_inside = |path: &&str| {
            Path::new(path)
                .components()
                .all(|it| matches!(it, Component::Normal(_)))
        };
        Ok(files
            .map(|(_, path)| path)
            .filter(is_inside)
            .map(str::to_owned)
            .collect())
    }

    fn write(&self, paths: &[String], folder: &Path) -> Result<()> {
        let mut child = Command::new("git")
            .arg("-C")
            .arg(&self.workspace)
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .into_diagnostic()
            .wrap_err("cannot start git")?;
        let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(miette!("cannot talk to git"));
        };
        // A path with a line break cannot be asked for; git's answer would be about two others.
        let asked: Vec<&String> = paths.iter().filter(|it| !it.contains('\n')).collect();
        let lines: Vec<String> = asked
            .iter()
            .map(|path| format!("{}:./{path}\n", self.commit))
            .collect();
        let asking = std::thread::spawn(move || {
            lines
                .iter()
                .try_for_each(|line| input.write_all(line.as_bytes()))
        });
        let mut output = BufReader::new(output);
        for path in asked {
            let text = blob(&mut output)?;
            let file = folder.join(path);
            let written = file
                .parent()
                .map_or(Ok(()), std::fs::create_dir_all)
                .and_then(|()| std::fs::write(&file, text));
            written
                .into_diagnostic()
                .wrap_err_with(|| format!("cannot write {}", file.display()))?;
        }
        asking
            .join()
            .map_err(|_| miette!("cannot talk to git"))?
            .into_diagnostic()?;
        child.wait().into_diagnostic()?;
        Ok(())
    }
}

/// The next blob that git answers.
fn blob(output: &mut impl BufRead) -> Result<Vec<u8>> {
    let mut head = String::new();
    output.read_line(&mut head).into_diagnostic()?;
    let size = head.trim().rsplit(' ').next();
    let size: u64 = size
        .and_then(|size| size.parse().ok())
        .ok_or_else(|| miette!("git does not have {}", head.trim()))?;
    let mut text = Vec::new();
    output.take(size).read_to_end(&mut text).into_diagnostic()?;
    let mut end = [0];
    output.read_exact(&mut end).into_diagnostic()?;
    Ok(text)
}

/// What git says to arguments, in the workspace.
fn git(workspace: &Path, arguments: &[&str]) -> Result<String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(workspace)
        .args(arguments)
        .output()
        .into_diagnostic()
        .wrap_err("cannot start git")?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(miette!("git {}: {}", arguments.join(" "), said.trim()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
