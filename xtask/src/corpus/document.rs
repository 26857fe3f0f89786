//! The generation of one document, in a process of its own: it writes the crate and the record of what it took.
//!
//! A stranger would get this wrong: time is that of the generator, from the first byte read to the last text printed.
//! Writing the crate is not in it.

use super::cache::{Cache, hash};
use super::process;
use super::root::Root;
use miette::Result;
use restwright::complaints;
use restwright::coverage_report::Counts;
use restwright::crate_writer::{CrateOptions, write_crate};
use restwright::description::{Description, Generated};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::time::{Duration, Instant};

/// After this time a generation is taken for a hang.
const LIMIT: Duration = Duration::from_secs(300);
/// The exit code of a generation that took too long.
pub(super) const TOO_LONG: i32 = 124;

/// Which document.
#[derive(Clone, Debug)]
pub struct DocumentOptions<'a> {
    /// The workspace whose runtime the crate uses.
    pub workspace: &'a Path,
    /// The corpus.
    pub corpus: &'a Path,
    /// The cache of the corpus.
    pub cache: &'a Path,
    /// The path of the root document in the corpus.
    pub root: &'a str,
    /// What the record calls the generator.
    pub generator: &'a str,
}

/// What the generation of a document took and gave.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Document {
    /// The hash of the executable.
    pub(super) generator: String,
    /// The hashes of all texts that were read, by their paths in the corpus.
    pub(super) inputs: BTreeMap<String, String>,
    pub(super) input_bytes: usize,
    /// Why it was refused; empty if it was not.
    pub(super) errors: Vec<Refusal>,
    /// All complaints as they are shown to people.
    pub(super) complaints: String,
    pub(super) warnings: usize,
    /// The entries of the coverage report, by what was done instead and by keyword.
    pub(super) widened: usize,
    pub(super) ignored: usize,
    pub(super) understood: usize,
    pub(super) keywords: BTreeMap<String, usize>,
    pub(super) operations: usize,
    pub(super) types: usize,
    pub(super) files: usize,
    pub(super) lines: usize,
    /// The hash of the emitted texts.
    pub(super) code: String,
    pub(super) seconds: f64,
    pub(super) cpu_seconds: Option<f64>,
    pub(super) peak_memory_kib: Option<u64>,
}

/// A complaint that is an error.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Refusal {
    pub(super) code: String,
    /// The file, the line and the column.
    pub(super) place: String,
    pub(super) pointer: String,
    pub(super) message: String,
}

/// Generates a document: its crate and its record go to the cache.
///
/// # Errors
/// If the cache cannot be written.
pub fn generate_document(options: &DocumentOptions<'_>) -> Result<()> {
    std::thread::spawn(|| {
        std::thread::sleep(LIMIT);
        std::process::exit(TOO_LONG);
    });
    let root = Root::new(options.root);
    let cache = Cache::at(options.cache);
    let start = Instant::now();
    let description = Description::new(
        options.corpus.join(options.root),
        options.corpus,
        vec!["api".to_owned()],
    )
    .shown_as(options.root);
    let generated = description.generate()?;
    let seconds = start.elapsed().as_secs_f64();
    let mut document = Document {
        generator: options.generator.to_owned(),
        seconds,
        cpu_seconds: process::own_cpu_seconds(),
        peak_memory_kib: process::peak_memory(),
        ..describe(&generated)
    };
    document.inputs = inputs(options.root, &generated);
    if document.errors.is_empty() {
        let crate_options = CrateOptions {
            name: &root.package,
            workspace: options.workspace,
            standalone: false,
        };
        let folder = cache.crates().join(&root.package);
        std::fs::create_dir_all(&folder).map_err(|error| miette::miette!("{error}"))?;
        write_crate(&folder, &[generated], &crate_options)?;
    }
    cache.store(&root.package, "generation", &document)
}

/// What can be counted in what was generated.
fn describe(generated: &Generated) -> Document {
    let output = &generated.output;
    let counts = Counts::of(&output.coverage);
    let mut keywords = BTreeMap::new();
    for entry in &output.coverage {
        *keywords.entry(entry.keyword.clone()).or_default() += 1;
    }
    let errors: Vec<Refusal> = generated
        .errors()
        .map(|complaint| Refusal {
            code: complaint.code.to_owned(),
            place: format!(
                "{}:{}:{}",
                generated.display(&complaint.location.file),
                complaint.location.position.line,
                complaint.location.position.column
            ),
            pointer: complaint.location.pointer.to_string(),
            message: complaint.message.clone(),
        })
        .collect();
    let groups = output.api.iter().flat_map(|api| &api.groups);
    Document {
        generator: String::new(),
        inputs: BTreeMap::new(),
        input_bytes: output.texts.values().map(|text| text.len()).sum(),
        warnings: output.complaints.len() - errors.len(),
        errors,
        complaints: complaints::render(generated, false),
        widened: counts.widened,
        ignored: counts.ignored,
        understood: counts.understood,
        keywords,
        operations: groups.map(|group| group.operations.len()).sum(),
        types: output.api.as_ref().map_or(0, |api| api.types.len()),
        files: output.files.len(),
        lines: output.files.values().map(|text| text.lines().count()).sum(),
        code: hash(&output.files),
        seconds: 0.0,
        cpu_seconds: None,
        peak_memory_kib: None,
    }
}

/// The hashes of the texts that were read, by paths in the corpus.
fn inputs(root: &str, generated: &Generated) -> BTreeMap<String, String> {
    let folder = Path::new(root).parent().unwrap_or(Path::new(""));
    let texts = generated.output.texts.iter();
    texts
        .map(|(path, text)| {
            let path = plain(&folder.join(path.as_ref()));
            (path.to_string_lossy().into_owned(), hash([text.as_bytes()]))
        })
        .collect()
}

/// A relative path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => {
                plain.pop();
            }
            Component::Normal(part) => plain.push(part),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    plain
}
