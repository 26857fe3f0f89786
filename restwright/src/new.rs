//! `restwright new` and `restwright init`: a workspace, or what one that exists lacks, for descriptions that somebody has.
//!
//! A stranger would get this wrong: `new` makes the workspace beside its place and moves it there when all is well, so a
//! refused description leaves nothing behind. `init` adds files to a workspace that is somebody's, and overwrites none.

mod import;
mod manifests;
mod readme;
mod scaffold;

use crate::layout::Layout;
use crate::{Outcome, regenerate};
use import::Import;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use scaffold::Scaffold;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What to make.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The folder of the workspace.
    pub folder: &'a Path,
    /// Whether the workspace is there already.
    pub exists: bool,
    /// The root documents that are copied below `spec/`, each with the files that it refers to.
    pub descriptions: &'a [PathBuf],
    /// A checkout of Restwright to depend on instead of its published crates.
    pub checkout: Option<&'a Path>,
    /// Whether the output goes to a terminal that shows colors.
    pub color: bool,
}

/// Runs the command; what it has to say goes to `out`.
///
/// # Errors
/// If a file cannot be read or written, the folder of a new workspace holds something, or two descriptions are one
/// version of one API.
pub fn run(options: &Options<'_>, out: &mut dyn Write) -> Result<Outcome> {
    let imports = import::all(options.descriptions)?;
    if options.exists {
        return fill(options, &imports, options.folder, out);
    }
    refuse_folder_in_use(options.folder)?;
    let parent = parent(options.folder)?;
    let staging = tempfile::Builder::new()
        .prefix(".restwright-")
        .tempdir_in(&parent)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot create a folder in {}", parent.display()))?;
    let outcome = fill(options, &imports, staging.path(), out)?;
    if outcome == Outcome::Success {
        move_in(staging, options.folder)?;
        say_next(options.folder, out)
            .into_diagnostic()
            .wrap_err("cannot write the output")?;
    }
    Ok(outcome)
}

/// Writes what the workspace at `root` lacks, and emits its crate.
fn fill(
    options: &Options<'_>,
    imports: &[Import],
    root: &Path,
    out: &mut dyn Write,
) -> Result<Outcome> {
    let name = options
        .folder
        .canonicalize()
        .unwrap_or_else(|_| options.folder.to_owned());
    let name = name.file_name().unwrap_or_default().to_string_lossy();
    for import in imports {
        import.write(root)?;
    }
    // A workspace that exists may have said where its emitted crate is.
    let layout = Layout::of(root)?;
    let scaffold = Scaffold::new(&layout, &name, options.checkout)?;
    let kept = scaffold.write(root)?;
    manifests::join_workspace(root, &scaffold)?;
    let regenerate = regenerate::Options {
        workspace: root,
        check: false,
        all: false,
        color: options.color,
    };
    let outcome = regenerate::run(&regenerate, out)?;
    if outcome == Outcome::Success {
        readme::write(&layout, &name)?;
    }
    for path in kept {
        writeln!(
            out,
            "kept    {path}: compare it with what `restwright new` writes"
        )
        .into_diagnostic()?;
    }
    Ok(outcome)
}

fn refuse_folder_in_use(folder: &Path) -> Result<()> {
    let is_free = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    };
    if is_free {
        return Ok(());
    }
    Err(miette!(
        "{} is there already: name a folder that is not, or run `restwright init` inside of it",
        folder.display()
    ))
}

/// The folder that a new one is made in.
fn parent(folder: &Path) -> Result<PathBuf> {
    let parent = match folder.parent() {
        Some(parent) if parent != Path::new("") => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    fs::create_dir_all(&parent)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot create {}", parent.display()))?;
    Ok(parent)
}

fn move_in(staging: tempfile::TempDir, folder: &Path) -> Result<()> {
    let failed = || format!("cannot write {}", folder.display());
    if folder.is_dir() {
        fs::remove_dir(folder)
            .into_diagnostic()
            .wrap_err_with(failed)?;
    }
    let made = staging.keep();
    fs::rename(&made, folder)
        .into_diagnostic()
        .wrap_err_with(failed)?;
    open_to_all(folder)
}

/// Temporary folders are their owner's alone; a workspace is as open as others.
#[cfg(unix)]
fn open_to_all(folder: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).into_diagnostic()
}

#[cfg(not(unix))]
fn open_to_all(_folder: &Path) -> Result<()> {
    Ok(())
}

fn say_next(folder: &Path, out: &mut dyn Write) -> std::io::Result<()> {
    let folder = folder.display();
    writeln!(
        out,
        "\n{folder} is ready. Next:\n\n  cd {folder}\n  cargo test\n\n{folder}/README.md has a call."
    )
}
