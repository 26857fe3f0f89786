//! What the tests of the workspace share: folders of cases, golden files, throwaway crates, a server that keeps bytes.
//!
//! A stranger would get this wrong: this library has no tests of its own. They are in `tests/tests/`, one file a kind.

pub mod additive;
pub mod callers;
pub mod case;
pub mod change_case;
pub mod corpus;
pub mod dialects;
pub mod edited;
pub mod edits;
pub mod evolution;
pub mod golden;
pub mod mutate;
pub mod own;
pub mod server;
pub mod shuffle;
pub mod signature;
pub mod surface;
pub mod throwaway;
pub mod whole_caller;

use restwright_codegen::select::Selection;
use restwright_codegen::{Input, Output, generate};
use std::path::{Path, PathBuf};

/// The programs of the guide compile, and what they assert holds.
#[cfg(doctest)]
pub mod guide {
    #[doc = include_str!("../../docs/guide/call.md")]
    pub struct Call;
    #[doc = include_str!("../../docs/guide/send.md")]
    pub struct Send;
    #[doc = include_str!("../../docs/guide/page.md")]
    pub struct Page;
    #[doc = include_str!("../../docs/guide/wait.md")]
    pub struct Wait;
    #[doc = include_str!("../../docs/guide/stream.md")]
    pub struct Stream;
    #[doc = include_str!("../../docs/guide/errors.md")]
    pub struct Errors;
    #[doc = include_str!("../../docs/guide/test.md")]
    pub struct WithoutServer;
}

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

/// The folder that [`xtask::shared`] names; where there is none, a line says what is skipped.
pub fn shared(what: &str) -> Option<PathBuf> {
    let shared = xtask::shared(workspace());
    if shared.is_dir() {
        return Some(shared);
    }
    println!("skipped: {what}: shared/ is not beside the checkout");
    None
}

/// The number in a variable, or another.
pub fn number(variable: &str, default: usize) -> usize {
    let value = std::env::var(variable).ok();
    value.and_then(|it| it.parse().ok()).unwrap_or(default)
}

/// What the generator makes of a description of one document.
pub fn generate_one(document: &str, module: &[String], text: &str) -> Output {
    generate_selected(document, module, text, &Selection::default())
}

/// What it makes with the components that no operation uses.
pub fn generate_all_components(document: &str, module: &[String], text: &str) -> Output {
    generate_selected(
        document,
        module,
        text,
        &Selection::every_component(document),
    )
}

/// Generates the code of one file by a selection.
pub fn generate_selected(
    document: &str,
    module: &[String],
    text: &str,
    selection: &Selection,
) -> Output {
    generate(&Input {
        roots: &[document],
        source: document,
        overlay: None,
        crate_name: "generated",
        module,
        selection,
        files: &|path: &str| {
            let text = (path == document).then(|| text.to_owned());
            text.ok_or_else(|| "it does not exist".to_owned())
        },
    })
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
