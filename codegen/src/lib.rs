//! Generates a Rust API client without I/O from an `OpenAPI` or Swagger description.
//!
//! Texts in, texts out: [`generate`] is a line a pass, and between two passes stands a
//! module of types whose first paragraph says what is true now that was not before.

pub mod changes;
pub mod complaint;
pub mod coverage;
pub mod description;
pub mod emit;
pub mod file;
pub mod load;
pub mod lower;
mod media_type;
pub mod name;
pub mod overlay;
pub mod print;
pub mod read;
pub mod select;
pub mod shape;
pub mod value;
mod words;

use complaint::{Complaint, Complaints};
use coverage::{Coverage, Entry};
use load::Files;
use select::Selection;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a run reads.
pub struct Input<'a> {
    /// The paths of the root documents, relative to the folder that `files` reads from: one, or several that describe one
    /// API together, as Azure's packages do. Title, version and endpoint are the first one's.
    pub roots: &'a [&'a str],
    /// The path that the heads of the emitted files name, such as `spec/customer-insights/2017-04-26.json`.
    pub source: &'a str,
    /// The path and text of an `OpenAPI` Overlay.
    pub overlay: Option<(&'a str, &'a str)>,
    /// The name of the emitted crate, for the examples in its documentation.
    pub crate_name: &'a str,
    /// The module of the API in the emitted crate, such as `["customer_insights", "v2017_04_26"]`.
    pub module: &'a [String],
    /// What is kept of the description, and what is said of it that it can't say itself.
    pub selection: &'a Selection,
    /// Where texts come from.
    pub files: &'a dyn Files,
}

/// What a run gives.
#[derive(Debug, Default)]
pub struct Output {
    /// The emitted files by path relative to the crate's `src` folder; empty if a complaint is an error.
    pub files: BTreeMap<String, String>,
    /// All complaints, in the order of their places.
    pub complaints: Vec<Complaint>,
    /// What the emitted code does not express.
    pub coverage: Vec<Entry>,
    /// The texts that were read, by path, to show the lines that complaints point at.
    pub texts: BTreeMap<Arc<str>, Arc<str>>,
    /// The API in Rust's terms, with final names, for whoever emits more code for it.
    pub api: Option<shape::Api>,
    /// The documents that were read, to find the lines of what changed.
    pub documents: Option<load::Documents>,
}

/// The path of the API's module, with the name of the crate first.
fn path(input: &Input<'_>) -> Vec<String> {
    let crate_name = input.crate_name.to_owned();
    [crate_name]
        .into_iter()
        .chain(input.module.iter().cloned())
        .collect()
}

/// Generates the module of an API.
pub fn generate(input: &Input<'_>) -> Output {
    let output = shapes(input);
    let files = output
        .api
        .as_ref()
        .map(|api| print::print(emit::emit(api, input.module)))
        .unwrap_or_default();
    Output { files, ..output }
}

/// What an API is in Rust, without a text of it: all passes before `emit`.
pub fn shapes(input: &Input<'_>) -> Output {
    let mut complaints = Complaints::default();
    let mut coverage = Coverage::default();
    let mut documents = load::load(input.roots, input.files);
    if let Some((path, text)) = input.overlay {
        overlay::apply(&mut documents, path, text, &mut complaints);
        documents.load_references(input.files);
    }
    let description = read::read(&documents, &mut complaints, &mut coverage)
        .map(|description| select::select(description, input.selection, &mut complaints));
    // Where something is missing, what is said of names would be about the gaps.
    let api = description
        .filter(|_| !complaints.has_errors())
        .map(|description| lower::lower(&description, input.source, input.selection, &mut coverage))
        .map(|api| name::name(api, &mut complaints))
        .map(|api| shape::Api {
            path: path(input),
            ..api
        });
    complaints.extend(std::mem::take(&mut documents.warnings));
    let api = api.filter(|_| !complaints.has_errors());
    Output {
        files: BTreeMap::new(),
        complaints: complaints.into_sorted(),
        coverage: coverage.into_sorted(),
        texts: documents.texts.clone(),
        api,
        documents: Some(documents),
    }
}
