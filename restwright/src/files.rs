//! The files of a description, read from a folder for the generator, which does no I/O itself.
//!
//! A stranger would get this wrong: a description may refer to `../` files, but not to every file of the machine.
//! What a reference may reach is bounded by a folder, after symbolic links were followed.

use miette::{IntoDiagnostic, Result, WrapErr};
use restwright_codegen::load::Files;
use std::path::{Path, PathBuf};

/// Reads the files of a description below a boundary.
#[derive(Clone, Debug)]
pub struct FolderFiles {
    folder: PathBuf,
    boundary: PathBuf,
}

impl FolderFiles {
    /// Reads paths relative to `folder`, as long as they stay inside of `boundary`.
    pub fn new(folder: impl Into<PathBuf>, boundary: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            boundary: boundary.into(),
        }
    }
}

impl Files for FolderFiles {
    fn read(&self, path: &str) -> std::result::Result<String, String> {
        let reason = |error: std::io::Error| error.to_string();
        let boundary = self.boundary.canonicalize().map_err(reason)?;
        let file = self.folder.join(path).canonicalize().map_err(reason)?;
        if !file.starts_with(&boundary) {
            // Not which folder: complaints are the same on every machine.
            return Err("it is outside of the folder that the description may read".to_owned());
        }
        read_text(&file)
    }
}

/// The text of a regular file, or a sentence that says why there is none.
pub fn read_text(file: &Path) -> std::result::Result<String, String> {
    let reason = |error: std::io::Error| error.to_string();
    if !file.metadata().map_err(reason)?.is_file() {
        return Err("it is not a file".to_owned());
    }
    let bytes = std::fs::read(file).map_err(reason)?;
    String::from_utf8(bytes).map_err(|error| {
        format!(
            "it is not UTF-8 at byte {}",
            error.utf8_error().valid_up_to()
        )
    })
}

/// Writes a file that no description gives.
///
/// # Errors
/// If it cannot be written; the message names it.
pub fn write(path: &Path, text: &str) -> Result<()> {
    std::fs::write(path, text)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot write {}", path.display()))
}

/// The folder that Cargo builds a workspace in.
pub fn target_folder(workspace: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace.join("target"), PathBuf::from)
}
