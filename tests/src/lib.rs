//! What the tests of the workspace share: folders of cases, golden files, throwaway crates, a server that keeps bytes.
//!
//! A stranger would get this wrong: this library has no tests of its own. They are in `tests/tests/`, one file a kind.

pub mod additive;
pub mod case;
pub mod corpus;
pub mod dialects;
pub mod evolution;
pub mod golden;
pub mod requirement;
pub mod server;
pub mod shuffle;
pub mod signature;
pub mod surface;
pub mod throwaway;

use std::path::{Path, PathBuf};

/// The example of the README compiles, and what it asserts holds.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// The folder of this crate.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of the workspace.
///
/// # Panics
/// Never: this crate is a member of it.
pub fn workspace() -> &'static Path {
    root().parent().expect("the crate is in the workspace")
}

/// The folder with the corpus and the references, which is beside the checkout or where `RESTWRIGHT_SHARED` says. Where there is none, a line
/// says what is skipped.
pub fn shared(what: &str) -> Option<PathBuf> {
    let beside = workspace().join("../shared");
    let shared = std::env::var_os("RESTWRIGHT_SHARED").map_or(beside, PathBuf::from);
    if shared.is_dir() {
        return Some(shared);
    }
    println!("skipped: {what}: shared/ is not beside the checkout");
    None
}

/// The folders inside of a folder, sorted by name.
///
/// # Panics
/// If the folder cannot be read.
pub fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries =
        std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry of a folder").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}
